"""Find the item that a reference means."""

from __future__ import annotations

from sqlalchemy import Connection

from iwtlink.errors import BadInput, Refused
from iwtlink.i18n import tr
from iwtlink.store import refs
from iwtlink.store.ids import ChartId, EntityId, Item
from iwtlink.store.leads import find_absorbed
from iwtlink.store.retractions import find_retracted


def find_item(db: Connection, reference: str) -> Item:
    """Give the one item with this reference; raise ``BadInput`` for none or several."""
    items = refs.find_item(db, reference)
    if not items:
        raise BadInput(_why_not(db, reference))
    if len(items) > 1:
        raise BadInput(
            tr(
                "{n} items have the reference {ref}; use the database's own reference.",
                n=len(items),
                ref=reference,
            )
        )
    return items[0]


def refuse_part(db: Connection, reference: str) -> None:
    """Refuse the reference of what was merged into another, where both would be taken out."""
    if not find_absorbed(db, reference):
        return
    raise Refused(
        tr(
            "{ref} is part of {lead} now, and both would go. Name {lead} if that is meant, or "
            "split {ref} off first.",
            ref=reference,
            lead=_own_ref(db, find_item(db, reference)),
        )
    )


def _own_ref(db: Connection, item: Item) -> str:
    row = db.exec_driver_sql(f'SELECT ref FROM "{item.kind}" WHERE id = ?', (item.id,)).one()
    return str(row[0])


def _why_not(db: Connection, reference: str) -> str:
    gone = find_retracted(db, reference)
    if gone is None:
        return tr("Nothing here has the reference {ref}.", ref=reference)
    return tr("{ref} is retracted: {reason}", ref=gone.ref, reason=gone.reason)


def find_chart(db: Connection, reference: str) -> ChartId:
    """Give the chart with this reference; raise ``BadInput`` where it is none."""
    item = find_item(db, reference)
    if item.kind != "chart":
        raise BadInput(tr("{ref} is not a chart but a {kind}.", ref=reference, kind=tr(item.kind)))
    return ChartId(item.id)


def find_entity(db: Connection, reference: str) -> EntityId:
    """Give the entity with this reference; raise ``BadInput`` where it is no entity."""
    entities = [item for item in refs.find_item(db, reference) if item.kind == "entity"]
    if len(entities) == 1:
        return EntityId(entities[0].id)
    item = find_item(db, reference)
    raise BadInput(tr("{ref} is not an entity but a {kind}.", ref=reference, kind=tr(item.kind)))
