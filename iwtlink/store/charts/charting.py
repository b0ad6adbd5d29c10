"""Charts: which entities are shown, and where. Links between them show by themselves."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from sqlalchemy import Connection, select, text

from iwtlink.store import about, links, schema
from iwtlink.store.charts.content import ChartContent
from iwtlink.store.edit import Edit
from iwtlink.store.entities import get_entities
from iwtlink.store.ids import ChartId, EntityId, LinkId
from iwtlink.store.links import STRENGTHS, LinkRow

Positions = npt.NDArray[np.float64]

FANNED = "is_fanned"
"""Option of a chart: parallel links of a pair are drawn apart, not as one with its count."""


@dataclass(frozen=True, slots=True)
class ChartRow:
    """One chart as lists show it; ``entity_count`` counts what is on it."""

    id: ChartId
    ref: str
    title: str
    options: Mapping[str, object]
    entity_count: int

    @property
    def is_fanned(self) -> bool:
        """Whether parallel links of a pair are drawn apart."""
        return bool(self.options.get(FANNED))


def add_chart(edit: Edit, title: str) -> ChartId:
    """Add an empty chart; return its id."""
    return ChartId(
        edit.insert(
            schema.chart,
            ref=edit.take_refs("chart")[0],
            title=title,
            entered_by=edit.analyst_id,
            entered_at=edit.now,
        )
    )


def rename_chart(edit: Edit, chart_id: ChartId, title: str) -> None:
    """Give a chart another title."""
    table = schema.chart
    edit.connection.execute(table.update().where(table.c.id == chart_id).values(title=title))


def set_options(edit: Edit, chart_id: ChartId, options: Mapping[str, object]) -> None:
    """Keep how a chart is drawn (fanned links and so on), as JSON."""
    table = schema.chart
    written = json.dumps(dict(options), ensure_ascii=False, sort_keys=True)
    edit.connection.execute(table.update().where(table.c.id == chart_id).values(options=written))


def fan_links(edit: Edit, chart_id: ChartId, is_fanned: bool) -> None:
    """Draw parallel links of a pair apart, or as one with its count."""
    row = get_chart(edit.connection, chart_id)
    if row is not None:
        set_options(edit, chart_id, {**row.options, FANNED: is_fanned})


def place(
    edit: Edit, chart_id: ChartId, entity_ids: Sequence[EntityId], positions: Positions
) -> None:
    """Put entities on a chart; ``positions`` is (n, 2), NaN where not placed yet.

    Those already there are moved.
    """
    rows = [
        (chart_id, int(entity_id), *_finite(point))
        for entity_id, point in zip(entity_ids, positions, strict=True)
    ]
    there = set(entities_on(edit.connection, chart_id))
    edit.insert_rows(
        schema.chart_entity,
        ("chart_id", "entity_id", "x", "y"),
        [row for row in rows if row[1] not in there],
    )
    _write_moves(edit, [row for row in rows if row[1] in there])


def move(
    edit: Edit, chart_id: ChartId, entity_ids: Sequence[EntityId], positions: Positions
) -> None:
    """Move entities that are on the chart; ``positions`` is (n, 2)."""
    _write_moves(
        edit,
        [
            (chart_id, int(entity_id), *_finite(point))
            for entity_id, point in zip(entity_ids, positions, strict=True)
        ],
    )


def _finite(point: Positions) -> tuple[float | None, float | None]:
    x, y = float(point[0]), float(point[1])
    return (x, y) if np.isfinite(x) and np.isfinite(y) else (None, None)


def _write_moves(edit: Edit, rows: Sequence[tuple[int, int, float | None, float | None]]) -> None:
    if rows:
        edit.connection.exec_driver_sql(
            "UPDATE chart_entity SET x = ?, y = ? WHERE chart_id = ? AND entity_id = ?",
            [(x, y, chart_id, entity_id) for chart_id, entity_id, x, y in rows],
        )


def pin(edit: Edit, chart_id: ChartId, entity_ids: Sequence[EntityId], is_pinned: bool) -> None:
    """Pin entities to their place, or let them loose for the next layout."""
    table = schema.chart_entity
    edit.connection.execute(
        table.update()
        .where(table.c.chart_id == chart_id, table.c.entity_id.in_(list(entity_ids)))
        .values(is_pinned=int(is_pinned))
    )


def take_off(
    edit: Edit,
    chart_id: ChartId,
    entity_ids: Sequence[EntityId] = (),
    link_ids: Sequence[LinkId] = (),
) -> None:
    """Take entities off a chart and hide links on it; the database keeps them.

    Of an entity that others were merged into, their places go too.
    """
    table = schema.chart_entity
    _forget_aside(edit, chart_id, "chart_entity", entity_ids)
    edit.connection.execute(
        table.delete().where(table.c.chart_id == chart_id, table.c.entity_id.in_(list(entity_ids)))
    )
    hidden = schema.chart_hidden_link
    already = set(
        edit.connection.scalars(select(hidden.c.link_id).where(hidden.c.chart_id == chart_id))
    )
    edit.insert_rows(
        hidden,
        ("chart_id", "link_id"),
        [(chart_id, int(i)) for i in dict.fromkeys(link_ids) if i not in already],
    )


def _forget_aside(
    edit: Edit, chart_id: ChartId, table: str, lead_ids: Sequence[int] | None = None
) -> None:
    """Take out places, or marks, on a chart that merges have set aside (for some leads)."""
    of_leads = "" if lead_ids is None else "AND lead_id IN (SELECT value FROM json_each(:ids))"
    edit.connection.execute(
        text(f"DELETE FROM aside WHERE table_name = :t AND image ->> 'chart_id' = :c {of_leads}"),
        {"t": table, "c": chart_id, "ids": json.dumps([int(i) for i in lead_ids or ()])},
    )


def show_hidden_links(edit: Edit, chart_id: ChartId) -> None:
    """Show all links again that were hidden on a chart."""
    hidden = schema.chart_hidden_link
    _forget_aside(edit, chart_id, "chart_hidden_link")
    edit.connection.execute(hidden.delete().where(hidden.c.chart_id == chart_id))


def get_chart(db: Connection, chart_id: int) -> ChartRow | None:
    """Read one chart's row; None where it is gone."""
    row = db.execute(text(f"{_CHARTS} WHERE c.id = :c"), {"c": chart_id}).one_or_none()
    return _chart(row) if row else None


def list_charts(db: Connection) -> list[ChartRow]:
    """Read all charts by title."""
    return [_chart(row) for row in db.execute(text(f"{_CHARTS} ORDER BY c.title, c.id"))]


_CHARTS = (
    "SELECT c.id, c.ref, c.title, c.options, "
    "(SELECT count(*) FROM chart_entity e WHERE e.chart_id = c.id) FROM chart c"
)


def _chart(row: Any) -> ChartRow:
    return ChartRow(row[0], row[1], row[2], json.loads(row[3]), row[4])


def entities_on(db: Connection, chart_id: int) -> list[EntityId]:
    """Read which entities are on a chart, in the order they were put there."""
    table = schema.chart_entity
    query = select(table.c.entity_id).where(table.c.chart_id == chart_id).order_by(table.c.id)
    return [EntityId(i) for i in db.scalars(query)]


def charts_showing(db: Connection, entity_id: int) -> list[ChartRow]:
    """Read the charts that an entity is on."""
    rows = db.execute(
        text(
            f"{_CHARTS} WHERE c.id IN (SELECT chart_id FROM chart_entity WHERE entity_id = :e) "
            "ORDER BY c.title, c.id"
        ),
        {"e": entity_id},
    )
    return [_chart(row) for row in rows]


def read_chart(db: Connection, chart_id: int) -> ChartContent:
    """Read all that is drawn on a chart."""
    table = schema.chart_entity
    rows = db.execute(
        select(table.c.entity_id, table.c.x, table.c.y, table.c.is_pinned)
        .where(table.c.chart_id == chart_id)
        .order_by(table.c.id)
    ).all()
    hidden = schema.chart_hidden_link
    hidden_ids = set(db.scalars(select(hidden.c.link_id).where(hidden.c.chart_id == chart_id)))
    row = get_chart(db, chart_id)
    return _content(
        db,
        chart_id,
        row.title if row else "",
        [r[0] for r in rows],
        np.array([(r[1], r[2]) for r in rows], dtype=np.float64).reshape(-1, 2),
        np.array([r[3] for r in rows], dtype=bool),
        hidden_ids,
    )


def content_of(db: Connection, title: str, entity_ids: Sequence[int]) -> ChartContent:
    """Give what a chart of just these entities would draw, nothing placed yet."""
    count = len(entity_ids)
    return _content(
        db,
        0,
        title,
        list(entity_ids),
        np.full((count, 2), np.nan),
        np.zeros(count, dtype=bool),
        set(),
    )


def _content(
    db: Connection,
    chart_id: int,
    title: str,
    entity_ids: Sequence[int],
    positions: Positions,
    is_pinned: npt.NDArray[np.bool_],
    hidden_ids: set[int],
) -> ChartContent:
    found = get_entities(db, entity_ids)
    shown = [found[i] for i in entity_ids]
    index = {entity_id: position for position, entity_id in enumerate(entity_ids)}
    drawn = [row for row in links.links_among(db, entity_ids) if row.id not in hidden_ids]
    ends = [(index[row.from_id], index[row.to_id]) for row in drawn]
    return ChartContent(
        chart_id=chart_id,
        title=title,
        notice=about.read_about(db).notice,
        entity_ids=np.array(entity_ids, dtype=np.int64),
        types=[row.type for row in shown],
        labels=[row.label for row in shown],
        script_labels=[row.script_label for row in shown],
        positions=positions,
        is_pinned=is_pinned,
        picture_ids=np.array([row.picture_id or 0 for row in shown], dtype=np.int64),
        link_ids=np.array([row.id for row in drawn], dtype=np.int64),
        link_types=[row.type for row in drawn],
        ends=np.array(ends, dtype=np.int64).reshape(-1, 2),
        is_directed=np.array([row.is_directed for row in drawn], dtype=bool),
        strengths=np.array([STRENGTHS.index(row.strength) for row in drawn], dtype=np.uint8),
        roles=[row.role for row in drawn],
        percents=np.array([np.nan if row.percent is None else row.percent for row in drawn]),
        amounts=[_amount(row) for row in drawn],
        quantities=[_quantity(row) for row in drawn],
        starts=[row.start for row in drawn],
        ends_on=[row.end for row in drawn],
    )


def _amount(row: LinkRow) -> str:
    return "" if row.amount is None else f"{row.amount:,.10g} {row.currency}".strip()


def _quantity(row: LinkRow) -> str:
    return "" if row.quantity is None else f"{row.quantity:,.10g} {row.unit}".strip()
