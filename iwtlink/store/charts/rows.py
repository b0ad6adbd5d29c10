"""Charts as rows: their titles, their options, and what is on them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, select, text

from iwtlink.store import schema
from iwtlink.store.charts.options import ChartOptions, options_json, read_options
from iwtlink.store.edit import Edit
from iwtlink.store.ids import ChartId, EntityId


@dataclass(frozen=True, slots=True)
class ChartRow:
    """One chart as lists show it; ``entity_count`` counts what is on it."""

    id: ChartId
    ref: str
    title: str
    options: ChartOptions
    entity_count: int


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


def rename_chart(edit: Edit, chart_id: int, title: str) -> None:
    """Give a chart another title."""
    table = schema.chart
    edit.connection.execute(table.update().where(table.c.id == chart_id).values(title=title))


def get_options(db: Connection, chart_id: int) -> ChartOptions:
    """Read how a chart is drawn; as a new one is where it is gone."""
    table = schema.chart
    found = db.scalar(select(table.c.options).where(table.c.id == chart_id))
    return read_options(found or "")


def set_options(edit: Edit, chart_id: int, options: ChartOptions) -> None:
    """Keep how a chart is drawn."""
    table = schema.chart
    written = options_json(options)
    edit.connection.execute(
        table.update()
        .where(table.c.id == chart_id, table.c.options != written)
        .values(options=written)
    )


def change_options(edit: Edit, chart_id: int, **changes: Any) -> ChartOptions:
    """Change some options of a chart, named as in ``ChartOptions``; give all as they are then."""
    options = replace(get_options(edit.connection, chart_id), **changes)
    set_options(edit, chart_id, options)
    return options


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
    return ChartRow(row[0], row[1], row[2], read_options(row[3]), row[4])


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
