"""By what each member of a group was known before something was added: its records, its links."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from sqlalchemy import Connection

from iwtlink.ontology import load_ontology
from iwtlink.store.describing import describe
from iwtlink.store.leads import Member, MergeKind, listed

Row = tuple[str, int]


@dataclass(slots=True)
class Traces:
    """What told of one member before, and how it is called.

    ``records`` and ``documents`` are ids, ``refs`` the numbers that sources give it, folded.
    """

    label: str = ""
    records: set[int] = field(default_factory=set)
    documents: set[int] = field(default_factory=set)
    neighbours: set[int] = field(default_factory=set)
    refs: set[str] = field(default_factory=set)


_TOLD = """
    SELECT {owner}, r.id, r.document_id FROM statement s JOIN record r ON r.id = s.record_id
    {join} WHERE s.subject_id = ?1 AND s.subject_kind = ?2 AND s.id NOT IN
    (SELECT value FROM json_each(?3))
"""


def read_traces(
    db: Connection, kind: MergeKind, lead: int, members: Iterable[Member], new: Collection[Row]
) -> dict[int, Traces]:
    """Give by what each of the group was known before, by id."""
    known = describe(db, load_ontology(), kind, [lead])
    found = {member.id: Traces(member.label or member.ref) for member in members}
    found[lead] = Traces(known[lead].label)
    at_first = (
        "LEFT JOIN moved m ON m.table_name = '{table}' AND m.row_id = {row} "
        "AND m.column_name = '{column}'"
    )
    join = at_first.format(table="statement", row="s.id", column="subject_id")
    fresh = listed(row_id for table, row_id in new if table == "statement")
    told = _TOLD.format(owner="coalesce(m.from_id, s.subject_id)", join=join)
    for owner, record, document in db.exec_driver_sql(told, (lead, kind, fresh)):
        if owner in found:
            found[owner].records.add(record)
            found[owner].documents.add(document)
    join = at_first.format(table="external_ref", row="x.id", column="item_id")
    for row_id, owner, ref in db.exec_driver_sql(
        f"SELECT x.id, coalesce(m.from_id, x.item_id), x.ref FROM external_ref x {join} "
        "WHERE x.item_id = ? AND x.kind = ?",
        (lead, kind),
    ):
        if owner in found and ("external_ref", row_id) not in new:
            found[owner].refs.add(str(ref).strip().casefold())
    if kind == "entity":
        owners = _read_neighbours(db, lead, found, {i for table, i in new if table == "link"})
        _read_told_of_links(db, found, owners, fresh)
    return found


def _read_neighbours(
    db: Connection, lead: int, found: Mapping[int, Traces], new: Collection[int]
) -> dict[int, int]:
    """Read the other ends of links; give whose each link was, those set aside among them."""
    owners: dict[int, int] = {}
    for column, other in (("from_id", "to_id"), ("to_id", "from_id")):
        rows = db.exec_driver_sql(
            f"SELECT l.id, coalesce(m.from_id, l.{column}), l.{other} FROM link l "
            "LEFT JOIN moved m ON m.table_name = 'link' AND m.row_id = l.id "
            f"AND m.column_name = '{column}' WHERE l.{column} = ?",
            (lead,),
        )
        for row_id, owner, neighbour in rows:
            if owner in found and row_id not in new:
                found[owner].neighbours.add(neighbour)
                owners[row_id] = owner
    rows = db.exec_driver_sql(
        "SELECT row_id, image FROM aside WHERE table_name = 'link' AND kind = 'link' "
        "AND lead_id IN (SELECT value FROM json_each(?))",
        (listed(owners),),
    )
    for row_id, image in rows:
        ends = {json.loads(image)[name] for name in ("from_id", "to_id")} & found.keys()
        owners.update((row_id, owner) for owner in ends)
    return owners


def _read_told_of_links(
    db: Connection, found: Mapping[int, Traces], owners: Mapping[int, int], fresh: str
) -> None:
    """Read which records told of the links of each."""
    rows = db.exec_driver_sql(
        "SELECT coalesce(m.from_id, s.subject_id), r.id, r.document_id FROM statement s "
        "JOIN record r ON r.id = s.record_id LEFT JOIN moved m ON m.table_name = 'statement' "
        "AND m.row_id = s.id AND m.column_name = 'subject_id' WHERE s.subject_kind = 'link' "
        "AND s.subject_id IN (SELECT value FROM json_each(?)) "
        "AND s.id NOT IN (SELECT value FROM json_each(?))",
        (listed(owners), fresh),
    )
    for link_id, record, document in rows:
        owner = found.get(owners.get(link_id, 0))
        if owner is not None:
            owner.records.add(record)
            owner.documents.add(document)
