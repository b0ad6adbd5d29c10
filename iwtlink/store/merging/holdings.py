"""Every row that belongs to the items of some groups: where it is now, and whose it was at first.

The original owner of a row is what its columns say, except where ``moved`` keeps another one
and nobody has pointed the row elsewhere since. Rows set aside keep their original owners in
their images.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection

from iwtlink.store.leads import leads_of, listed
from iwtlink.store.merging.groups import Edge
from iwtlink.store.merging.tables import (
    AT_ENTITIES,
    AT_LINKS,
    ENTITY,
    LINK,
    PASSAGE,
    POINTERS,
    Pointing,
)

Key = tuple[str, int]
"""A table and the id of a row."""


@dataclass(slots=True)
class Held:
    """One row: ``original`` are the columns that matter as they were before any merge.

    ``now`` are its pointers as they stand; empty where the row is set aside. ``hangs_on`` is
    then the kind and id of the lead it went with.
    """

    key: Key
    original: dict[str, Any]
    now: dict[str, int | None] = field(default_factory=dict)
    moved: dict[str, int | None] = field(default_factory=dict)
    aside_id: int = 0
    hangs_on: tuple[str, int] = ("", 0)

    @property
    def is_aside(self) -> bool:
        """Whether it is set aside now."""
        return bool(self.aside_id)


@dataclass(slots=True)
class Holdings:
    """The rows by key, what is merged, and the items the plan is made for."""

    entity_ids: set[int]
    link_ids: set[int] = field(default_factory=set)
    entity_edges: list[Edge] = field(default_factory=list)
    link_edges: list[Edge] = field(default_factory=list)
    rows: dict[Key, Held] = field(default_factory=dict)

    def of(self, table: str) -> Iterator[Held]:
        """Give the rows of a table."""
        return (held for key, held in self.rows.items() if key[0] == table)


def read_entities(db: Connection, ids: Iterable[int]) -> Holdings:
    """Read what belongs to entities and to all that they were or will be one with."""
    held = Holdings(set(ids))
    _close(db, held, "entity", held.entity_ids, held.entity_edges)
    read_live(db, held, ENTITY, "id", held.entity_ids)
    for known in AT_ENTITIES:
        for column in known.columns:
            read_live(db, held, known, column, held.entity_ids, "entity")
    held.link_ids |= {row_id for table, row_id in held.rows if table == "link"}
    return held


def read_links(db: Connection, held: Holdings) -> None:
    """Read the links that are one with those at hand, or were."""
    _close(db, held, "link", held.link_ids, held.link_edges)
    read_live(db, held, LINK, "id", held.link_ids)


def read_at_links(db: Connection, held: Holdings, ids: Collection[int]) -> None:
    """Read what belongs to some links."""
    for known in AT_LINKS:
        for column in known.columns:
            read_live(db, held, known, column, ids, "link")
    statements = {
        row.key[1]
        for row in held.of("statement")
        if row.original["subject_kind"] == "link" and row.original["subject_id"] in ids
    }
    read_live(db, held, PASSAGE, "statement_id", statements)


def _close(db: Connection, held: Holdings, kind: str, ids: set[int], edges: list[Edge]) -> None:
    """Take in all that is or was one with the items, and the rows set aside for them."""
    new = set(ids)
    while new:
        found = _edges(db, kind, new)
        known = {edge.id for edge in edges}
        edges += [edge for edge in found if edge.id not in known]
        near = {end for edge in found for end in edge.ends} | _beside(db, kind, new)
        for row in _aside(db, kind, new):
            held.rows.setdefault(row.key, row)
            near |= set(_owners(row, kind))
        new = near - ids
        ids |= new


def _edges(db: Connection, kind: str, ids: Collection[int]) -> list[Edge]:
    rows = db.exec_driver_sql(
        "SELECT id, kept_id, absorbed_id FROM merge WHERE kind = ?1 "
        "AND kept_id IN (SELECT value FROM json_each(?2)) UNION "
        "SELECT id, kept_id, absorbed_id FROM merge WHERE kind = ?1 "
        "AND absorbed_id IN (SELECT value FROM json_each(?2))",
        (kind, listed(ids)),
    )
    return [Edge(*row) for row in rows]


def _beside(db: Connection, kind: str, ids: Collection[int]) -> set[int]:
    """Give the items that these stand aside for now."""
    return {
        int(row[0])
        for row in db.exec_driver_sql(
            "SELECT lead_id FROM aside WHERE table_name = ? AND kind = ? "
            "AND row_id IN (SELECT value FROM json_each(?))",
            (kind, kind, listed(ids)),
        )
    }


def _aside(db: Connection, kind: str, ids: Collection[int]) -> Iterator[Held]:
    """Read the rows set aside for items."""
    rows = db.exec_driver_sql(
        "SELECT id, table_name, row_id, image, lead_id FROM aside "
        "WHERE lead_id IN (SELECT value FROM json_each(?)) AND kind = ?",
        (listed(ids), kind),
    )
    for aside_id, table, row_id, image, lead_id in rows:
        yield Held(
            (table, row_id),
            json.loads(image),
            aside_id=aside_id,
            hangs_on=(kind, lead_id),
        )


def _owners(row: Held, kind: str) -> Iterator[int]:
    """Give the items of a kind that a row set aside is of, or belongs to."""
    table, row_id = row.key
    if table == kind:
        yield row_id
    for known in AT_ENTITIES if kind == "entity" else AT_LINKS:
        if known.table == table and row.original.get(known.kind_column, kind) == kind:
            yield from (row.original[c] for c in known.columns if row.original[c] is not None)


def read_live(
    db: Connection,
    held: Holdings,
    known: Pointing,
    column: str,
    ids: Collection[int],
    kind: str = "",
) -> None:
    """Read the rows of a table that point at any of the ids by a column."""
    if not ids:
        return
    kinds = (known.kind_column,) if known.kind_column else ()
    names = [*known.columns, *kinds, *known.more]
    columns = "".join(f', "{name}"' for name in names)
    of_kind = f" AND \"{known.kind_column}\" = '{kind}'" if known.kind_column else ""
    rows = db.exec_driver_sql(
        f'SELECT id{columns} FROM "{known.table}" '
        f'WHERE "{column}" IN (SELECT value FROM json_each(?)){of_kind}',
        (listed(ids),),
    )
    new = {}
    for row_id, *values in rows:
        key = (known.table, int(row_id))
        if key not in held.rows:
            original = dict(zip(names, values, strict=True))
            new[key] = Held(key, original, {name: original[name] for name in known.columns})
    held.rows |= new
    _read_moved(db, known.table, new, lambda row: _kind_of(row, known, kind))


def _kind_of(row: Held, known: Pointing, kind: str) -> str:
    return str(row.original.get(known.kind_column, kind or "entity"))


def _read_moved(
    db: Connection, table: str, rows: dict[Key, Held], kind_of: Callable[[Held], str]
) -> None:
    """Overlay the owners that ``moved`` keeps, where they are still the true ones."""
    if table not in POINTERS or not rows:
        return
    found = db.exec_driver_sql(
        "SELECT row_id, column_name, from_id FROM moved WHERE table_name = ? "
        "AND row_id IN (SELECT value FROM json_each(?))",
        (table, listed(row_id for _, row_id in rows)),
    )
    for row_id, column, from_id in found:
        rows[table, row_id].moved[column] = from_id
    touched = [row for row in rows.values() if row.moved]
    if table == "entity":
        for row in touched:
            row.original["picture_id"] = None
        return
    for kind in ("entity", "link"):
        some = [row for row in touched if kind_of(row) == kind]
        before = {int(i) for row in some for i in row.moved.values() if i is not None}
        stands = leads_of(db, kind, before)
        for row in some:
            for column, from_id in row.moved.items():
                if from_id is not None and stands[from_id] == row.now[column]:
                    row.original[column] = from_id
