"""Reading the whole network at once, with the driver's own cursor."""

from __future__ import annotations

from typing import Any

import numpy as np
from sqlalchemy import Connection

from iwtlink.store.collector import collector_paused
from iwtlink.store.snapshot import STRENGTHS, Snapshot

_ENTITIES = "SELECT id, type, label, ref FROM entity ORDER BY id"
_LINKS = (
    "SELECT id, type, from_id, to_id, is_directed, strength, quantity, unit, amount "
    "FROM link ORDER BY id"
)
_COUNTED_UNITS = frozenset({"calls", "transfers", "sightings", "times", "meetings"})


def _fetch(db: Connection, sql: str) -> list[Any]:
    cursor = db.connection.cursor()
    try:
        return list(cursor.execute(sql).fetchall())
    finally:
        cursor.close()


def read_snapshot(db: Connection) -> Snapshot:
    """Read every entity and link as arrays, in order of id."""
    with collector_paused():
        entities = _fetch(db, _ENTITIES)
        links = _fetch(db, _LINKS)
        ids, types, labels, refs = zip(*entities, strict=True) if entities else ((), (), (), ())
        columns = tuple(zip(*links, strict=True)) if links else ((),) * 9
        entity_ids = np.array(ids, dtype=np.int64)
        from_to = np.array(columns[2:4], dtype=np.int64).T.reshape(-1, 2)
        code = {name: number for number, name in enumerate(STRENGTHS)}
        return Snapshot(
            entity_ids=entity_ids,
            entity_types=list(types),
            labels=list(labels),
            refs=list(refs),
            link_ids=np.array(columns[0], dtype=np.int64),
            link_types=list(columns[1]),
            ends=np.searchsorted(entity_ids, from_to),
            is_directed=np.array(columns[4], dtype=bool),
            strengths=np.array([code[s] for s in columns[5]], dtype=np.uint8),
            weights=np.array(
                [
                    q if q is not None and q > 0 and (not u or u in _COUNTED_UNITS) else 1.0
                    for q, u in zip(columns[6], columns[7], strict=True)
                ],
                dtype=np.float64,
            ),
            amounts=np.array([np.nan if a is None else a for a in columns[8]], dtype=np.float64),
        )


_TYPES = """
    WITH RECURSIVE found (type) AS (
        SELECT min(type) FROM {table} UNION ALL
        SELECT (SELECT min(type) FROM {table} WHERE type > found.type) FROM found
        WHERE found.type IS NOT NULL
    )
    SELECT type FROM found WHERE type IS NOT NULL
"""
"""Leaps from type to type along the index, so that the cost grows with the types alone."""


def types_in_use(db: Connection) -> tuple[list[str], list[str], list[str]]:
    """Read which types of entities, links and observations the database holds."""
    entities, links, observations = (
        [str(name) for (name,) in _fetch(db, _TYPES.format(table=table))]
        for table in ("entity", "link", "observation")
    )
    return entities, links, observations
