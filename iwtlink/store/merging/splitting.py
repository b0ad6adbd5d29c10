"""Splitting: what was absorbed stands by itself again, and gets back all that was its own.

What was added since the merge belongs to the lead unless it is assigned; ``unclear`` lists it,
with whom it most likely belongs to and why.
"""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection

from iwtlink.errors import Refused
from iwtlink.i18n import tr
from iwtlink.store.edit import Edit
from iwtlink.store.leads import MergeKind, leads_of, listed, members_of
from iwtlink.store.merging.groups import Edge, components
from iwtlink.store.merging.regroup import regroup
from iwtlink.store.merging.tables import AT_ENTITIES, AT_LINKS
from iwtlink.store.merging.unclear import Unclear, unclear

__all__ = ["Unclear", "split_off", "unclear"]


def split_off(
    edit: Edit,
    kind: MergeKind,
    absorbed_id: int,
    assign: Mapping[tuple[str, int], int] | None = None,
) -> None:
    """Take an absorbed item, and what had been absorbed into it, out of its group.

    ``assign`` gives rows added since the merge, by table and id, to one of the members. Raise
    ``Refused`` where the item is not absorbed, or what it was merged with is retracted.
    """
    db = edit.connection
    lead = leads_of(db, kind, [absorbed_id])[absorbed_id]
    if lead == absorbed_id:
        _refuse(edit, kind, absorbed_id)
    _assign(db, kind, lead, dict(assign or {}))
    doomed = _cut(_edges_of_group(db, kind, absorbed_id), absorbed_id, lead)
    db.exec_driver_sql("DELETE FROM merge WHERE id = ?", [(edge.id,) for edge in doomed])
    regroup(edit, kind, {lead, absorbed_id})


def _refuse(edit: Edit, kind: MergeKind, item_id: int) -> None:
    db = edit.connection
    members = members_of(db, kind, item_id)
    if members:
        raise Refused(
            tr(
                "This is what the others were merged into. Name the one to split off: {refs}.",
                refs=", ".join(member.ref for member in members),
            )
        )
    is_live = db.exec_driver_sql(f'SELECT 1 FROM "{kind}" WHERE id = ?', (item_id,)).first()
    if not is_live and _edges_of_group(db, kind, item_id):
        raise Refused(tr("What it was merged with is retracted. Restore that first."))
    raise Refused(tr("It is not merged with anything."))


def _edges_of_group(db: Connection, kind: MergeKind, item_id: int) -> list[Edge]:
    """Read all merges of the group of an item."""
    rows = db.exec_driver_sql(
        "WITH RECURSIVE near (id) AS (SELECT ?2 UNION "
        "SELECT m.kept_id + m.absorbed_id - near.id FROM near JOIN merge m "
        "ON m.kind = ?1 AND (m.kept_id = near.id OR m.absorbed_id = near.id)) "
        "SELECT DISTINCT m.id, m.kept_id, m.absorbed_id FROM near JOIN merge m "
        "ON m.kind = ?1 AND (m.kept_id = near.id OR m.absorbed_id = near.id)",
        (kind, item_id),
    )
    return [Edge(*row) for row in rows]


def _cut(edges: list[Edge], item_id: int, lead_id: int) -> list[Edge]:
    """Give the merges to take out so that an item no longer hangs together with its lead.

    Those that absorb it, and those that hold it to the lead through others; what was absorbed
    into it alone stays with it.
    """
    doomed = [edge for edge in edges if edge.absorbed_id == item_id]
    left = [edge for edge in edges if edge.absorbed_id != item_id]
    others = [edge for edge in left if edge.kept_id != item_id]
    ids = {end for edge in edges for end in edge.ends} - {item_id}
    beside = next((group for group in components(ids, others) if lead_id in group), set())
    return doomed + [e for e in left if e.kept_id == item_id and e.absorbed_id in beside]


def _assign(
    db: Connection, kind: MergeKind, lead_id: int, assign: dict[tuple[str, int], int]
) -> None:
    """Point rows of the lead at the members they are given to, as if they had stated them."""
    if not assign:
        return
    db.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    allowed = {lead_id} | {member.id for member in members_of(db, kind, lead_id)}
    known = {one.table: one for one in (AT_ENTITIES if kind == "entity" else AT_LINKS)}
    if kind == "entity":
        for key in _told_of_lines(db, assign):
            _give_told(db, key[1], lead_id, assign.pop(key))
    for (table, row_id), owner in assign.items():
        if owner not in allowed or table not in known or table in _NOT_GIVEN:
            raise Refused(tr("This cannot be given to the one that is split off."))
        given = 0
        for column in known[table].columns:
            given += db.exec_driver_sql(
                f'UPDATE "{table}" SET "{column}" = ?1 WHERE id = ?2 AND "{column}" = ?3 '
                "AND NOT EXISTS (SELECT 1 FROM moved WHERE table_name = ?4 AND row_id = ?2 "
                "AND column_name = ?5)",
                (owner, row_id, lead_id, table, column),
            ).rowcount
        if not given and owner != lead_id:
            raise Refused(tr("Only what was added since the merge can be given to someone."))


_NOT_GIVEN = ("review", "chart_entity", "chart_member")
"""Tables of which the lead's own rows stand before those of others."""


def _told_of_lines(db: Connection, assign: Mapping[tuple[str, int], int]) -> list[tuple[str, int]]:
    """Give those of the rows that are statements about links."""
    rows = db.exec_driver_sql(
        "SELECT id FROM statement WHERE subject_kind = 'link' "
        "AND id IN (SELECT value FROM json_each(?))",
        (listed(row_id for table, row_id in assign if table == "statement"),),
    )
    return [("statement", int(row[0])) for row in rows]


def _give_told(db: Connection, statement_id: int, lead_id: int, owner: int) -> None:
    """Give what was stated of a link that is one with others to the one that was the owner's."""
    if owner == lead_id:
        return
    found = db.exec_driver_sql(
        "SELECT a.row_id FROM statement s JOIN aside a ON a.kind = 'link' "
        "AND a.table_name = 'link' AND a.lead_id = s.subject_id WHERE s.id = ?1 "
        "AND ?2 IN (a.image ->> 'from_id', a.image ->> 'to_id') ORDER BY a.row_id",
        (statement_id, owner),
    ).scalar()
    if found is None:
        raise Refused(tr("This cannot be given to the one that is split off."))
    db.exec_driver_sql("UPDATE statement SET subject_id = ? WHERE id = ?", (found, statement_id))
