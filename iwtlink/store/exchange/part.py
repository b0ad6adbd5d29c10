"""The original state of some entities: they, the links among them, what is stated, and by whom.

The same rows that an exchange file would hold of them, found by their numbers, so that a dozen
entities of a large database cost no more than those of a small one. Files, pages and passages
stay behind: a record says itself what was read where.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import Connection

from iwtlink.store.clocks import clocks_of
from iwtlink.store.clocks.fields import EXCHANGED, SHAPES
from iwtlink.store.exchange.originals import Moved, Uids, data_of, usual
from iwtlink.store.exchange.state import Row, State
from iwtlink.store.leads import listed
from iwtlink.store.merging.holdings import Holdings, read_at_links, read_entities, read_links

_OF_CHART = ("chart_entity", "chart_link", "chart_shape", "chart_member")
CARRIED = (
    *("document", "record", "entity", "link", "observation", "statement", "external_ref", "merge"),
    *("chart", *_OF_CHART),
)
"""Tables of which a part holds rows."""
Wanted = dict[str, set[int]]
"""Ids of rows by table."""


def read_part(
    db: Connection,
    entity_ids: Collection[int],
    chart_id: int = 0,
    shape_ids: Collection[int] = (),
) -> State:
    """Read the rows of some entities, and how they stand on a chart where one is named.

    Cost: linear in what is known of them and in what is merged in the whole database.
    """
    wanted = _known_of(db, entity_ids)
    if chart_id:
        wanted |= _on_chart(db, chart_id, entity_ids, shape_ids, wanted["link"])
    images = _Images(db)
    for table in ("observation", "statement", "record", "document"):
        wanted.setdefault(table, set())
    _add_stated_of_observations(db, wanted)
    stating = (*images.of("statement", wanted["statement"]),)
    stating += (*images.of("observation", wanted["observation"]),)
    wanted["record"] = {row[2]["record_id"] for row in stating if row[2]["record_id"] is not None}
    records = list(images.of("record", wanted["record"]))
    wanted["document"] = {image["document_id"] for _, _, image in records}
    return images.state(wanted)


def read_standing(
    db: Connection, chart_id: int, entity_ids: Collection[int], shape_ids: Collection[int] = ()
) -> State:
    """Read how items stand on a chart, they and the links among them; nothing else of them.

    Cost: linear in what is chosen and in the links at it.
    """
    chosen = listed(entity_ids)
    among = db.exec_driver_sql(
        "SELECT id FROM link WHERE from_id IN (SELECT value FROM json_each(?1)) "
        "AND to_id IN (SELECT value FROM json_each(?1))",
        (chosen,),
    )
    wanted: Wanted = {"entity": {int(i) for i in entity_ids}, "link": set(among.scalars())}
    wanted |= _on_chart(db, chart_id, entity_ids, shape_ids, wanted["link"])
    return _Images(db).state(wanted)


# Which rows


def _known_of(db: Connection, entity_ids: Collection[int]) -> Wanted:
    """Give entities with what is merged into them, the links among them, and what is of both."""
    held = read_entities(db, entity_ids)
    held.link_ids = {
        row.key[1]
        for row in held.of("link")
        if {row.original["from_id"], row.original["to_id"]} <= held.entity_ids
    }
    read_links(db, held)
    read_at_links(db, held, held.link_ids)
    wanted: Wanted = {
        "entity": held.entity_ids,
        "link": held.link_ids,
        "merge": {edge.id for edge in (*held.entity_edges, *held.link_edges)},
        "observation": {
            row.key[1]
            for row in held.of("observation")
            if row.original["entity_id"] in held.entity_ids
            and row.original["other_id"] in {None, *held.entity_ids}
        },
    }
    for table, kind, item in (
        ("statement", "subject_kind", "subject_id"),
        ("external_ref", "kind", "item_id"),
    ):
        wanted[table] = set(_stated(held, table, kind, item))
    return wanted


def _stated(held: Holdings, table: str, kind: str, item: str) -> Iterator[int]:
    whose = {"entity": held.entity_ids, "link": held.link_ids}
    for row in held.of(table):
        if row.original[item] in whose.get(row.original[kind], ()):
            yield row.key[1]


def _add_stated_of_observations(db: Connection, wanted: Wanted) -> None:
    rows = db.exec_driver_sql(
        "SELECT id FROM statement WHERE subject_kind = 'observation' "
        "AND subject_id IN (SELECT value FROM json_each(?))",
        (listed(wanted["observation"]),),
    )
    wanted["statement"] |= {int(i) for i in rows.scalars()}


def _on_chart(
    db: Connection,
    chart_id: int,
    entity_ids: Collection[int],
    shape_ids: Collection[int],
    link_ids: Collection[int],
) -> Wanted:
    """Give what says how items stand on a chart, as it is live."""
    entities, shapes = (listed(ids) for ids in (entity_ids, shape_ids))
    members = (
        "(holder_entity_id IN (SELECT value FROM json_each(?2)) "
        "OR holder_shape_id IN (SELECT value FROM json_each(?3))) "
        "AND (member_entity_id IN (SELECT value FROM json_each(?2)) "
        "OR member_shape_id IN (SELECT value FROM json_each(?3)))"
    )
    chosen = {
        "chart_entity": ("entity_id IN (SELECT value FROM json_each(?2))", entities),
        "chart_shape": ("id IN (SELECT value FROM json_each(?2))", shapes),
        "chart_link": ("link_id IN (SELECT value FROM json_each(?2))", listed(link_ids)),
        "chart_member": (members, entities, shapes),
    }
    found: Wanted = {"chart": {chart_id}}
    for table in _OF_CHART:
        rows = db.exec_driver_sql(
            f'SELECT id FROM "{table}" WHERE chart_id = ?1 AND {chosen[table][0]}',
            (chart_id, *chosen[table][1:]),
        )
        found[table] = {int(i) for i in rows.scalars()}
    return found


# What they say


class _Images:
    """Reads rows by their numbers as they were before any merge."""

    def __init__(self, db: Connection) -> None:
        self._db = db
        self._moved = Moved(db)

    def of(self, table: str, ids: Collection[int]) -> Iterator[tuple[int, str, dict[str, Any]]]:
        """Yield number, uid and image of each row, live or set aside."""
        shape = SHAPES[table]
        columns = ", ".join(f'"{name}"' for name in shape.columns)
        rows = self._db.exec_driver_sql(
            f'SELECT id, uid, {columns} FROM "{table}" '
            "WHERE id IN (SELECT value FROM json_each(?))",
            (listed(ids),),
        )
        for row_id, uid, *values in rows:
            image = dict(zip(shape.columns, values, strict=True))
            if table not in _OF_CHART:
                self._moved.put_back(table, row_id, image)
            yield int(row_id), str(uid), image
        asides = self._db.exec_driver_sql(
            "SELECT image FROM aside WHERE table_name = ? "
            "AND row_id IN (SELECT value FROM json_each(?))",
            (table, listed(ids)),
        )
        for (words,) in asides:
            known = json.loads(words)
            image = {name: known.get(name, usual(shape, name)) for name in shape.columns}
            yield int(known["id"]), str(known["uid"]), image

    def state(self, wanted: Wanted) -> State:
        """Give the rows as they travel; what they point at and does not come is left empty."""
        found = {t: list(self.of(t, wanted[t])) for t in EXCHANGED if wanted.get(t)}
        known: dict[str, dict[int, str]] = {
            table: {row_id: uid for row_id, uid, _ in found.get(table, ())} for table in EXCHANGED
        }
        analysts = self._db.exec_driver_sql("SELECT id, uid FROM analyst")
        known["analyst"] = {int(i): str(uid) for i, uid in analysts}
        uids = Uids(self._db, known)
        clocks = clocks_of(self._db, [uid for rows in found.values() for _, uid, _ in rows])
        state: State = {}
        for table, rows in found.items():
            for _, uid, image in rows:
                data = data_of(SHAPES[table], image, uids)
                state[table, uid] = Row(table, uid, data)
        for (table, uid, name), clock in clocks.items():
            row = state.get((table, uid))
            if row is not None:
                state[table, uid] = Row(table, uid, row.data, {**row.clocks, name: clock})
        return state
