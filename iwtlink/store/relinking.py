"""Links put right: another type, another end, the other way round."""

from __future__ import annotations

from iwtlink.store import schema
from iwtlink.store.edit import Edit
from iwtlink.store.ids import EntityId, LinkId
from iwtlink.store.links import get_link, refuse_unallowed


def change_link_type(edit: Edit, link_id: LinkId, type_name: str) -> None:
    """Make a link one of another type; its direction follows the type.

    Raise ``Refused`` where such a link may not join its two ends.
    """
    row = get_link(edit.connection, link_id)
    if row is None:
        return
    refuse_unallowed(edit, type_name, row.from_id, row.to_id)
    is_directed = edit.ontology.link_types[type_name].is_directed
    table = schema.link
    edit.connection.execute(
        table.update()
        .where(table.c.id == link_id)
        .values(type=type_name, is_directed=int(is_directed))
    )


def change_ends(edit: Edit, link_id: LinkId, from_id: EntityId, to_id: EntityId) -> None:
    """Let a link lead from one entity to another. Raise ``Refused`` where its type forbids it."""
    row = get_link(edit.connection, link_id)
    if row is None or (row.from_id, row.to_id) == (from_id, to_id):
        return
    refuse_unallowed(edit, row.type, from_id, to_id)
    table = schema.link
    edit.connection.execute(
        table.update().where(table.c.id == link_id).values(from_id=from_id, to_id=to_id)
    )
