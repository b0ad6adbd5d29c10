"""Which entities of a chart were edited since they were put there, or last looked over."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection

from iwtlink.store.journal.undo import FILE, chart_scope

_STEPS = """
    SELECT id, started_at FROM step WHERE started_at > ? AND scope NOT IN (?, ?) ORDER BY id
"""
_ALONE = """
    SELECT step_id, CASE table_name WHEN 'entity' THEN row_id
        ELSE coalesce(after, before) ->> 'subject_id' END
    FROM journal WHERE step_id >= ?1 AND table_name IN ('entity', 'statement')
    AND substr(coalesce(after, before), 1, 1) = '{' AND before IS NOT after
    AND (table_name = 'entity' OR coalesce(after, before) ->> 'subject_kind' = 'entity')
"""
_BLOCKS = """
    SELECT step_id, coalesce(after, before) FROM journal
    WHERE step_id >= ?1 AND table_name = 'statement'
    AND substr(coalesce(after, before), 1, 1) = '['
"""


def changed_since(db: Connection, chart_id: int, placed: Mapping[int, str]) -> set[int]:
    """Give those of the entities of which something was written after their moment (UTC).

    What was edited on the chart itself does not count. Cost: linear in what was written since
    the first of the moments.
    """
    first = min((at for at in placed.values() if at), default="")
    if not first:
        return set()
    steps = db.exec_driver_sql(_STEPS, (first, FILE, chart_scope(chart_id)))
    moments = {int(i): str(at) for i, at in steps}
    if not moments:
        return set()
    last: dict[int, str] = {}
    for step_id, entity_id in _written(db, min(moments)):
        if entity_id in placed and step_id in moments:
            last[entity_id] = max(moments[step_id], last.get(entity_id, ""))
    return {i for i, at in last.items() if placed[i] and at > placed[i]}


def _written(db: Connection, first_step: int) -> Iterator[tuple[int, int]]:
    """Yield steps with the entities of which they wrote something."""
    for step_id, entity_id in db.exec_driver_sql(_ALONE, (first_step,)):
        yield int(step_id), int(entity_id)
    for step_id, words in db.exec_driver_sql(_BLOCKS, (first_step,)):
        columns, *rows = json.loads(words)
        kind, subject = columns.index("subject_kind"), columns.index("subject_id")
        yield from ((int(step_id), int(i)) for i in _subjects(rows, kind, subject))


def _subjects(rows: list[list[Any]], kind: int, subject: int) -> set[int]:
    return {row[subject] for row in rows if row[kind] == "entity"}
