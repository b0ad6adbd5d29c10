"""Putting what was found in order: what is known by the words first.

The ranks: 0 is a reference or a name that is the words, 1 a name that begins with them, 2 a
name that holds them all, 3 anything else that does; words near the mistyped ones come after.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from iwtlink.store.ids import Item, Kind
from iwtlink.store.search.fields import CODES, UNIT_KINDS, item_of, kind_of
from iwtlink.store.search.hits import PageOf, read_pages
from iwtlink.store.search.index import SEPARATOR
from iwtlink.store.search.run import Found, fetch
from iwtlink.store.search.words import Asked

_LEAST_OF_KIND = 4


@dataclass(slots=True)
class Ranked:
    """An item found: the unit to show of it, how good it is, which of its pages fit."""

    item: Item
    unit: int
    tier: int
    order: tuple[Any, ...]
    page: PageOf | None = None
    pages: int = 0


def rank(
    db: Connection, found: Found, asked: Asked, sure: dict[int, int], worst: int = 0
) -> list[Ranked]:
    """Put what was found in order; the units of one document become one."""
    heads = _heads(db, list(found.units))
    pages = read_pages(db, found.units)
    items: dict[Item, Ranked] = {}
    for unit in found.units:
        if unit not in heads or (kind_of(unit) == "page" and unit not in pages):
            continue
        names, last = heads[unit]
        page = pages.get(unit)
        item = Item("document", page.document_id) if page else item_of(unit)
        tier = worst + min(sure.get(unit, 9), _tier(names, asked))
        new = Ranked(item, unit, tier, _order(item, names, last), page, int(page is not None))
        items[item] = _better(items[item], new) if item in items else new
    return sorted(items.values(), key=lambda one: (one.tier, one.order))


def _better(old: Ranked, new: Ranked) -> Ranked:
    """Join two units of one document: the better rank, and the first page that fits."""
    best = old if old.tier <= new.tier else new
    paged = min((one for one in (old, new) if one.page), key=lambda one: one.unit, default=best)
    return Ranked(old.item, paged.unit, best.tier, best.order, paged.page, old.pages + new.pages)


def _order(item: Item, names: Sequence[str], last: str) -> tuple[Any, ...]:
    """Within a rank: by kind, entities by name, all else by date, newest first."""
    place = CODES[item.kind]
    if item.kind == "entity":
        return (place, names[0] if names else "", item.id)
    return (place, [-ord(sign) for sign in last], item.id)


_NAMES = """
    SELECT c.id, CASE WHEN c.id >> 40 = 4 THEN '' ELSE c.c0 END, coalesce(u.last, '')
    FROM search_content c LEFT JOIN search_unit u ON u.id = c.id
    WHERE c.id IN (SELECT value FROM json_each(:units))"""


def _heads(db: Connection, units: Sequence[int]) -> dict[int, tuple[list[str], str]]:
    rows = fetch(db, _NAMES, {"units": json.dumps(list(units))})
    return {unit: (names.split(SEPARATOR), last) for unit, names, last in rows}


def _tier(names: Sequence[str], asked: Asked) -> int:
    """Rank by name: 0 is the words, 1 begins with them, 2 holds them all, 3 does not."""
    if asked.whole in names:
        return 0
    if any(name.startswith(asked.whole) for name in names):
        return 1
    joined = SEPARATOR.join(names)
    return 2 if any(all(term in joined for term in way) for way in asked.ways) else 3


def some_of_each(ranked: Sequence[Ranked], limit: int) -> list[Ranked]:
    """Take the best, but some of each kind where there are too many to show."""
    if len(ranked) <= limit:
        return list(ranked)
    least = max(1, min(_LEAST_OF_KIND, limit // len(UNIT_KINDS)))
    taken: dict[Kind, int] = {}
    kept: set[Item] = set()
    for one in ranked:
        taken[one.item.kind] = taken.get(one.item.kind, 0) + 1
        if taken[one.item.kind] <= least:
            kept.add(one.item)
    for one in ranked:
        if len(kept) >= limit:
            break
        kept.add(one.item)
    return [one for one in ranked if one.item in kept][:limit]
