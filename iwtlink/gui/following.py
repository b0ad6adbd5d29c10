"""Items that were merged are followed to the one they are part of, and back after a split."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from sqlalchemy import Connection

from iwtlink.gui.selection import Selection
from iwtlink.store import Changes
from iwtlink.store.ids import Item
from iwtlink.store.leads import MergeKind, leads_of

_MERGED = ("entity", "link")


def stands_for(db: Connection, item: Item) -> Item:
    """Give the item that stands for this one: itself where it was not merged into another."""
    return followed(db, [item])[0]


def followed(db: Connection, items: Iterable[Item]) -> list[Item]:
    """Give what stands for each item, each once, in the order in which they were chosen."""
    listed = list(items)
    leads: dict[Item, Item] = {}
    for kind in _MERGED:
        ids = [item.id for item in listed if item.kind == kind]
        found = leads_of(db, cast(MergeKind, kind), ids) if ids else {}
        leads |= {
            Item(cast(MergeKind, kind), i): Item(cast(MergeKind, kind), lead)
            for i, lead in found.items()
        }
    return list(dict.fromkeys(leads.get(item, item) for item in listed))


class Chosen:
    """What was selected by hand, and what stands for it by now."""

    def __init__(self) -> None:
        self._by_hand = Selection()

    def take(self, selection: Selection) -> None:
        """Remember what is selected now."""
        self._by_hand = selection

    def now(self, db: Connection, changes: Changes) -> Selection | None:
        """Give what stands for the selection where an edit touched any of it, else None."""
        items = self._by_hand.items
        touched = {"entity": changes.entities, "link": changes.links}
        if not any(item.id in touched.get(item.kind, ()) for item in items):
            return None
        return Selection(tuple(followed(db, items)))
