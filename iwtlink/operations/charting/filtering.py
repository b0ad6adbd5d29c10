"""What the filters of a chart leave out: counted, so that each can be shown as a chip."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import Connection, text

from iwtlink.store.charts.options import ChartOptions, read_options


@dataclass(frozen=True, slots=True)
class ChartFilters:
    """How much of what is on a chart, shown or not, and which filters are set."""

    options: ChartOptions = field(default_factory=ChartOptions)
    entity_types: Mapping[str, int] = field(default_factory=dict)
    link_types: Mapping[str, int] = field(default_factory=dict)
    hidden_entities: int = 0
    hidden_links: int = 0
    hidden_shapes: int = 0

    @property
    def hidden(self) -> int:
        """How many items are hidden, seen or not."""
        return self.hidden_entities + self.hidden_links + self.hidden_shapes

    @property
    def is_set(self) -> bool:
        """Anything is left out, or greyed where it would be hidden."""
        options = self.options
        return bool(
            options.hidden_types
            or options.focus
            or options.shown_if
            or options.least_strength != "tentative"
            or self.hidden
        )


def read_filters(db: Connection, chart_id: int) -> ChartFilters:
    """Count the types and the hidden items of a chart."""
    row = db.execute(
        text("SELECT options FROM chart WHERE id = :chart"), {"chart": chart_id}
    ).one_or_none()
    return ChartFilters(
        read_options(row[0]) if row is not None else ChartOptions(),
        _counted(db, _ENTITIES, chart_id),
        _counted(db, _LINKS, chart_id),
        _hidden(db, "chart_entity", chart_id),
        _hidden(db, "chart_link", chart_id),
        _hidden(db, "chart_shape", chart_id, "look ->> 'visibility'"),
    )


def _hidden(db: Connection, table: str, chart_id: int, mark: str = "visibility") -> int:
    query = f"SELECT count(*) FROM {table} WHERE chart_id = :chart AND {mark} = 'hidden'"
    return int(db.scalar(text(query), {"chart": chart_id}) or 0)


_ENTITIES = (
    "SELECT e.type, count(*) FROM chart_entity c JOIN entity e ON e.id = c.entity_id "
    "WHERE c.chart_id = :chart GROUP BY e.type ORDER BY count(*) DESC, e.type"
)
_LINKS = (
    "WITH shown AS (SELECT entity_id AS id FROM chart_entity WHERE chart_id = :chart) "
    "SELECT type, count(*) FROM link WHERE from_id IN (SELECT id FROM shown) "
    "AND to_id IN (SELECT id FROM shown) GROUP BY 1 ORDER BY 2 DESC, 1"
)


def _counted(db: Connection, query: str, chart_id: int) -> dict[str, int]:
    return {str(name): int(count) for name, count in db.execute(text(query), {"chart": chart_id})}
