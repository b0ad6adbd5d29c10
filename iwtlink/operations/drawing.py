"""Charts: which items, where, and as what display."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from sqlalchemy import Connection

from iwtlink.analysis.neighbourhood import ego
from iwtlink.chart.building import build_display
from iwtlink.chart.display import Display
from iwtlink.chart.rules.conditions import shown_only
from iwtlink.chart.style import load_style
from iwtlink.chart.svg import chart_svg
from iwtlink.errors import Progress, no_progress
from iwtlink.i18n import tr
from iwtlink.ontology import Ontology
from iwtlink.operations.arranging import arranged
from iwtlink.store import Edit, Store, charts, entities, files
from iwtlink.store.charts import ChartContent
from iwtlink.store.ids import ChartId, EntityId
from iwtlink.store.reading import read_snapshot
from iwtlink.writing import write_whole


def entities_within(db: Connection, entity_ids: Sequence[int], depth: int) -> list[EntityId]:
    """Give the entities within ``depth`` links of the given ones, these first."""
    snapshot = read_snapshot(db)
    index = {int(entity_id): k for k, entity_id in enumerate(snapshot.entity_ids)}
    near = np.zeros(len(snapshot.entity_ids), dtype=bool)
    for entity_id in entity_ids:
        near |= ego(snapshot, index[entity_id], depth) >= 0
    chosen = set(entity_ids)
    others = [int(i) for i in snapshot.entity_ids[near] if int(i) not in chosen]
    return [EntityId(i) for i in (*entity_ids, *others)]


def placed(
    content: ChartContent, ontology: Ontology, progress: Progress = no_progress
) -> ChartContent:
    """Give the chart with every item placed by the layout; pinned ones stay."""
    return arranged(content, ontology, progress=progress)


def draw_entities(
    store: Store,
    entity_ids: Sequence[int],
    *,
    title: str = "",
    depth: int = 0,
    progress: Progress = no_progress,
) -> Display:
    """Give the display of a chart of these entities and those within ``depth`` links."""
    with store.read() as db:
        ids = entities_within(db, entity_ids, depth) if depth else list(entity_ids)
        content = charts.content_of(db, title, ids)
    content = placed(content, store.ontology, progress)
    return build_display(content, store.ontology, load_style())


def draw_chart(store: Store, chart_id: int, *, title: str = "") -> Display:
    """Give the display of a stored chart as it stands, under another title where one is given."""
    with store.read() as db:
        content = shown_only(charts.read_chart(db, chart_id))
    if title:
        content = replace(content, title=title)
    if np.isnan(content.positions).any():
        content = placed(content, store.ontology)
    return build_display(content, store.ontology, load_style())


def pictures_of(store: Store) -> Callable[[int], bytes]:
    """Give a function that reads a picture of the database by its id."""

    def read(picture_id: int) -> bytes:
        with store.read() as db:
            return files.read_file(db, picture_id)

    return read


def kinds_of(store: Store, entity_ids: Sequence[int]) -> dict[int, str]:
    """Give the types of entities in words, by id."""
    with store.read() as db:
        rows = entities.get_entities(db, list(entity_ids))
    known = store.ontology.entity_types
    return {
        int(entity_id): tr(known[row.type].label) if row.type in known else row.type
        for entity_id, row in rows.items()
    }


def write_svg(store: Store, display: Display, target: Path, *, marking: str = "") -> None:
    """Write a display as an SVG file, beside and renamed."""
    document = chart_svg(display, picture=pictures_of(store), marking=marking)
    write_whole(target, document.encode("utf-8"))


def make_chart(
    edit: Edit,
    title: str,
    entity_ids: Sequence[int],
    progress: Progress = no_progress,
) -> ChartId:
    """Add a chart of these entities, laid out; return its id."""
    chart_id = charts.add_chart(edit, title)
    content = charts.content_of(edit.connection, title, list(entity_ids))
    content = placed(content, edit.ontology, progress)
    ids = [EntityId(int(i)) for i in entity_ids]
    charts.place(edit, chart_id, ids, content.positions)
    return chart_id
