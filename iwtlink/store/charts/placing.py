"""Putting entities on a chart, moving and pinning them, taking them off."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
import numpy.typing as npt
from sqlalchemy import Connection

from iwtlink.ontology import load_ontology
from iwtlink.store import schema
from iwtlink.store.charts.aside import forget_aside
from iwtlink.store.charts.looks import set_looks, set_visibility
from iwtlink.store.charts.retracted import uids_of_retracted
from iwtlink.store.charts.rows import change_options, entities_on, get_options
from iwtlink.store.charts.usual import usual_look
from iwtlink.store.edit import Edit
from iwtlink.store.ids import EntityId, LinkId
from iwtlink.store.leads import listed

Positions = npt.NDArray[np.float64]


def places_on(db: Connection, chart_id: int) -> tuple[list[EntityId], Positions]:
    """Read what is on a chart, hidden or not, and where: (n, 2), NaN where not placed yet."""
    rows = db.exec_driver_sql(
        "SELECT entity_id, x, y FROM chart_entity WHERE chart_id = ? ORDER BY id", (chart_id,)
    ).all()
    positions = np.array([row[1:] for row in rows], dtype=np.float64).reshape(-1, 2)
    return [EntityId(row[0]) for row in rows], positions


def place(edit: Edit, chart_id: int, entity_ids: Sequence[EntityId], positions: Positions) -> None:
    """Put entities on a chart; ``positions`` is (n, 2), NaN where not placed yet.

    Those already there are moved.
    """
    rows = _rows(chart_id, entity_ids, positions)
    there = set(entities_on(edit.connection, chart_id))
    edit.insert_rows(
        schema.chart_entity,
        ("chart_id", "entity_id", "x", "y", "placed_at"),
        [(*row, edit.now) for row in rows if row[1] not in there],
    )
    _dress(edit, chart_id, [row[1] for row in rows if row[1] not in there])
    _write_moves(edit, [row for row in rows if row[1] in there])


def _dress(edit: Edit, chart_id: int, fresh: Sequence[int]) -> None:
    """Give entities that were just placed the look that the chart has for such."""
    options = get_options(edit.connection, chart_id)
    if not (options.type_looks or options.form_looks) or not fresh:
        return
    usual = cache(lambda name: usual_look(name, options, load_ontology()))
    rows = edit.connection.exec_driver_sql(
        "SELECT id, type FROM entity WHERE id IN (SELECT value FROM json_each(?))",
        (listed(fresh),),
    )
    set_looks(edit, chart_id, {int(i): usual(name) for i, name in rows})


def move(edit: Edit, chart_id: int, entity_ids: Sequence[EntityId], positions: Positions) -> None:
    """Move entities that are on the chart; ``positions`` is (n, 2)."""
    _write_moves(edit, _rows(chart_id, entity_ids, positions))


_Row = tuple[int, int, float | None, float | None]


def _rows(chart_id: int, entity_ids: Sequence[EntityId], positions: Positions) -> list[_Row]:
    return [
        (chart_id, int(entity_id), *_finite(point))
        for entity_id, point in zip(entity_ids, positions, strict=True)
    ]


def _finite(point: Positions) -> tuple[float | None, float | None]:
    x, y = float(point[0]), float(point[1])
    return (x, y) if np.isfinite(x) and np.isfinite(y) else (None, None)


def _write_moves(edit: Edit, rows: Sequence[_Row]) -> None:
    if rows:
        edit.connection.exec_driver_sql(
            "UPDATE chart_entity SET x = ?, y = ? WHERE chart_id = ? AND entity_id = ?",
            [(x, y, chart_id, entity_id) for chart_id, entity_id, x, y in rows],
        )


def pin(edit: Edit, chart_id: int, entity_ids: Sequence[EntityId], is_pinned: bool) -> None:
    """Pin entities to their place, or let them loose for the next layout."""
    edit.connection.exec_driver_sql(
        f"UPDATE chart_entity SET is_pinned = ?3 {_OF_ENTITIES}",
        (chart_id, listed(entity_ids), int(is_pinned)),
    )


def mark_seen(edit: Edit, chart_id: int, entity_ids: Sequence[EntityId]) -> None:
    """Say that what was changed of entities since they were placed has been looked at."""
    edit.connection.exec_driver_sql(
        f"UPDATE chart_entity SET placed_at = ?3 {_OF_ENTITIES}",
        (chart_id, listed(entity_ids), edit.now),
    )


_OF_ENTITIES = "WHERE chart_id = ?1 AND entity_id IN (SELECT value FROM json_each(?2))"


def take_off(
    edit: Edit,
    chart_id: int,
    entity_ids: Sequence[EntityId] = (),
    link_ids: Sequence[LinkId] = (),
) -> None:
    """Take entities off a chart and hide links on it; the database keeps them.

    Of an entity that others were merged into, their places go too.
    """
    db = edit.connection
    for table in ("chart_member", "chart_entity"):
        forget_aside(edit, chart_id, table, entity_ids)
    db.exec_driver_sql(
        "DELETE FROM chart_member WHERE chart_id = ?1 AND (holder_entity_id IN "
        "(SELECT value FROM json_each(?2)) OR member_entity_id IN "
        "(SELECT value FROM json_each(?2)))",
        (chart_id, listed(entity_ids)),
    )
    db.exec_driver_sql(f"DELETE FROM chart_entity {_OF_ENTITIES}", (chart_id, listed(entity_ids)))
    set_visibility(edit, chart_id, (), link_ids, "hidden")
    _let_go(edit, chart_id, entity_ids, link_ids)


def _let_go(edit: Edit, chart_id: int, entity_ids: Sequence[int], link_ids: Sequence[int]) -> None:
    """Show those of the items no more that are retracted and stand there greyed."""
    db = edit.connection
    uids = [
        *uids_of_retracted(db, "entity", set(entity_ids)),
        *uids_of_retracted(db, "link", set(link_ids)),
    ]
    if uids:
        known = get_options(db, chart_id).let_go
        change_options(edit, chart_id, let_go=tuple(dict.fromkeys((*known, *uids))))
