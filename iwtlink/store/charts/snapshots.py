"""Named states of a chart that can be stepped through, shown beside others, and gone back to.

A state names everything by uid and keeps what is shown, where and how, but no label: names are
those that hold when it is looked at. What was put on the chart later is not in it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, RowMapping

from iwtlink.errors import Refused
from iwtlink.i18n import tr
from iwtlink.store import schema
from iwtlink.store.charts.fitting import object_in
from iwtlink.store.charts.keeping import state_of
from iwtlink.store.charts.restoring import write_state
from iwtlink.store.charts.states import State, read_state
from iwtlink.store.edit import Edit

_MOST_LETTERS = 3_900_000
"""Of a state: an exchange file takes no longer row."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One snapshot as lists show it; ``made_at`` in UTC, ``view`` what of it was in sight."""

    id: int
    uid: str
    chart_id: int
    title: str
    note: str
    rank: int
    made_by: str
    made_at: str
    view: Mapping[str, Any]


def add_snapshot(
    edit: Edit, chart_id: int, title: str, note: str = "", view: Mapping[str, Any] | None = None
) -> int:
    """Keep a chart as it stands now, after its other snapshots; return the snapshot's id.

    ``view`` is kept as given, such as the zoom and the middle of what is in sight.
    """
    words = json.dumps(
        {**state_of(edit.connection, chart_id), "view": dict(view or {})},
        ensure_ascii=False,
        separators=(",", ":"),
    )
    if len(words) > _MOST_LETTERS:
        raise Refused(tr("This chart holds too many items for a snapshot."))
    return edit.insert(
        schema.chart_snapshot,
        chart_id=chart_id,
        title=title,
        note=note,
        rank=_next_rank(edit.connection, chart_id),
        made_by=edit.analyst_id,
        made_at=edit.now,
        state=words,
    )


def _next_rank(db: Connection, chart_id: int) -> int:
    query = "SELECT coalesce(max(rank), 0) + 1 FROM chart_snapshot WHERE chart_id = ?"
    return int(db.exec_driver_sql(query, (chart_id,)).scalar() or 1)


def list_snapshots(db: Connection, chart_id: int) -> list[Snapshot]:
    """Read the snapshots of a chart in their order."""
    rows = db.exec_driver_sql(
        "SELECT s.id, s.uid, s.chart_id, s.title, s.note, s.rank, coalesce(a.name, '') AS made_by, "
        "s.made_at, CASE WHEN json_valid(s.state) THEN s.state -> 'view' END AS view "
        "FROM chart_snapshot s "
        "LEFT JOIN analyst a ON a.id = s.made_by WHERE s.chart_id = ? ORDER BY s.rank, s.uid",
        (chart_id,),
    )
    return [_snapshot(row) for row in rows.mappings()]


def snapshot_titles(db: Connection) -> dict[int, list[tuple[int, str]]]:
    """Give id and title of the snapshots of each chart that has any, in their order.

    Their states, which may be megabytes each, are not looked into.
    """
    rows = db.exec_driver_sql("SELECT chart_id, id, title FROM chart_snapshot ORDER BY rank, uid")
    found: dict[int, list[tuple[int, str]]] = {}
    for chart_id, snapshot_id, title in rows:
        found.setdefault(int(chart_id), []).append((int(snapshot_id), str(title)))
    return found


def _snapshot(row: RowMapping) -> Snapshot:
    return Snapshot(
        **({str(name): value for name, value in row.items()} | {"view": object_in(row["view"])})
    )


def rename_snapshot(edit: Edit, snapshot_id: int, title: str, note: str | None = None) -> None:
    """Give a snapshot another title, and another note where one is given."""
    values = {"title": title} if note is None else {"title": title, "note": note}
    table = schema.chart_snapshot
    edit.connection.execute(table.update().where(table.c.id == snapshot_id).values(**values))


def reorder_snapshots(edit: Edit, snapshot_ids: Sequence[int]) -> None:
    """Let the snapshots of a chart follow each other in this order."""
    rows = [(rank, int(i)) for rank, i in enumerate(snapshot_ids, start=1)]
    if rows:
        edit.connection.exec_driver_sql(
            "UPDATE chart_snapshot SET rank = ?1 WHERE id = ?2 AND rank <> ?1", rows
        )


def remove_snapshot(edit: Edit, snapshot_id: int) -> None:
    """Take a snapshot out; the chart stays as it is."""
    edit.connection.exec_driver_sql("DELETE FROM chart_snapshot WHERE id = ?", (snapshot_id,))


def apply_snapshot(edit: Edit, snapshot_id: int) -> None:
    """Let a chart stand again as it did; what came later is hidden, or taken off if it is free."""
    chart_id, state = snapshot_state(edit.connection, snapshot_id)
    write_state(edit, chart_id, state)


def snapshot_state(db: Connection, snapshot_id: int) -> tuple[int, State]:
    """Read the chart of a snapshot, and its state; raise ``Refused`` where it is gone."""
    row = db.exec_driver_sql(
        "SELECT chart_id, state FROM chart_snapshot WHERE id = ?", (snapshot_id,)
    ).one_or_none()
    if row is None:
        raise Refused(tr("This snapshot is gone."))
    return int(row[0]), read_state(row[1])
