"""Take items out with a reason, and bring them back."""

from __future__ import annotations

from collections.abc import Sequence

from iwtlink.errors import BadInput, Refused
from iwtlink.i18n import ntr, tr
from iwtlink.operations.finding import find_item, refuse_part
from iwtlink.store import Store, refs
from iwtlink.store.describing import describe
from iwtlink.store.retractions import (
    Retractable,
    Retracted,
    RetractionId,
    find_retracted,
    list_retracted,
    restore_all,
    retract_all,
)


def retract_items(store: Store, items: Sequence[Retractable], reason: str) -> list[Retracted]:
    """Retract items in one step that names them; give what went, without what went along."""
    with store.edit(tr("Retract {what}", what=_named(store, items))) as edit:
        made = set(retract_all(edit, items, reason))
    with store.read() as db:
        return [row for row in list_retracted(db) if row.id in made]


def _named(store: Store, items: Sequence[Retractable]) -> str:
    """Name the one item that is meant, or say how many are."""
    if len(items) == 1:
        with store.read() as db:
            known = describe(db, store.ontology, items[0].kind, [items[0].id])
        if known:
            return known[items[0].id].label
    return ntr("{n} item", "{n} items", len(items))


def retract_reference(store: Store, reference: str, reason: str) -> Retracted:
    """Retract the item with this reference; raise ``Refused`` for a part of a merged one."""
    with store.read() as db:
        refuse_part(db, reference)
        item = find_item(db, reference)
    return retract_items(store, [item], reason)[0]


def restore_items(store: Store, retraction_ids: Sequence[RetractionId]) -> list[Retracted]:
    """Restore retracted items in one step that names them; give what was asked for."""
    with store.read() as db:
        rows = [row for row in list_retracted(db) if row.id in set(retraction_ids)]
    if not rows:
        raise Refused(tr("This is no longer retracted."))
    label = rows[0].label if len(rows) == 1 else ntr("{n} item", "{n} items", len(rows))
    with store.edit(tr("Restore {what}", what=label)) as edit:
        restore_all(edit, retraction_ids)
    return rows


def restore_reference(store: Store, reference: str) -> Retracted:
    """Restore the retracted item with this reference; raise ``BadInput`` where none has it."""
    with store.read() as db:
        row = find_retracted(db, reference)
        is_there = row is None and bool(refs.find_item(db, reference))
    if is_there:
        raise BadInput(tr("{ref} is not retracted.", ref=reference))
    if row is None:
        raise BadInput(tr("Nothing retracted has the reference {ref}.", ref=reference))
    return restore_items(store, [row.id])[0]
