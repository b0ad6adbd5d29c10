"""What is in the database, counted: the explorer's question."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, text

from iwtlink.operations.searching import SavedLine


@dataclass(frozen=True, slots=True)
class ChartName:
    """A chart and how many entities stand on it."""

    id: int
    ref: str
    title: str
    entities: int


@dataclass(frozen=True, slots=True)
class Overview:
    """Counts by type name; kinds without types as plain numbers."""

    entities: dict[str, int]
    links: dict[str, int]
    observations: dict[str, int]
    documents: int
    records: int
    articles: int
    products: int
    recipients: int
    charts: tuple[ChartName, ...]
    searches: tuple[SavedLine, ...] = ()
    """Saved searches, and how much is new in each."""

    @property
    def is_empty(self) -> bool:
        """Nothing has been entered yet."""
        return not (self.entities or self.documents or self.charts)


def read_overview(db: Connection) -> Overview:
    """Count everything. Cost: one pass over the indexes of types."""
    charts = db.execute(
        text(
            "SELECT c.id, c.ref, c.title, count(i.id) FROM chart c "
            "LEFT JOIN chart_entity i ON i.chart_id = c.id GROUP BY c.id ORDER BY c.title"
        )
    )
    return Overview(
        entities=_by_type(db, "entity"),
        links=_by_type(db, "link"),
        observations=_by_type(db, "observation"),
        documents=_count(db, "document"),
        records=_count(db, "record"),
        articles=_count(db, "article"),
        products=_count(db, "product"),
        recipients=_count(db, "recipient"),
        charts=tuple(ChartName(*row) for row in charts),
    )


def _by_type(db: Connection, table: str) -> dict[str, int]:
    rows = db.execute(text(f'SELECT type, count(*) FROM "{table}" GROUP BY type'))
    return {str(name): int(count) for name, count in rows}


def _count(db: Connection, table: str) -> int:
    return int(db.scalar(text(f'SELECT count(*) FROM "{table}"')) or 0)
