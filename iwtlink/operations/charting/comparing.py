"""Two charts, or two states of one, side by side in one picture: what came, went and changed."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np
from sqlalchemy import Connection

from iwtlink.i18n import tr
from iwtlink.ontology import Ontology
from iwtlink.operations.charting.marking import Fate, draws_moves, marked
from iwtlink.operations.charting.part import OF_ITEMS, OF_LINKS
from iwtlink.store import charts
from iwtlink.store.charts import (
    ChartContent,
    Comparison,
    EntityFacts,
    LinkFacts,
    LinkLook,
    Look,
    compare_charts,
)
from iwtlink.store.charts.snapshots import list_snapshots

_GAP = 200.0
"""Chart units between a chart and what only the other one has."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two that are compared: a chart as it stands, or a snapshot of one."""

    chart_id: int
    snapshot_id: int
    words: str


@dataclass(frozen=True, slots=True)
class Compared:
    """What differs, and one chart that shows it."""

    comparison: Comparison
    content: ChartContent
    draws_moves: bool
    """What moved is marked; it is not where most items stand elsewhere."""


def fate_labels() -> dict[Fate, str]:
    """Give what can have become of an item."""
    return {
        "added": tr("Added"),
        "removed": tr("Removed"),
        "changed": tr("Changed"),
        "moved": tr("Moved"),
    }


def sides(db: Connection, chart_id: int) -> list[Side]:
    """Give what can be compared: this chart, its snapshots, the other charts with theirs."""
    rows = charts.list_charts(db)
    ordered = sorted(rows, key=lambda row: row.id != chart_id)
    found = []
    for row in ordered:
        now = tr("{title}, as it stands", title=row.title)
        found.append(Side(row.id, 0, now))
        for one in list_snapshots(db, row.id):
            words = tr("{title}: {snapshot}", title=row.title, snapshot=one.title)
            found.append(Side(row.id, one.id, words))
    return found


def read_side(db: Connection, side: Side) -> ChartContent:
    """Read a chart as it stands, or as it stood at a snapshot."""
    if side.snapshot_id:
        return charts.snapshot_content(db, side.snapshot_id)
    return charts.read_chart(db, side.chart_id)


def compared(one: ChartContent, other: ChartContent, ontology: Ontology) -> Compared:
    """Compare two charts, and draw the other with what it lacks of the one."""
    comparison = compare_charts(one, other)
    whole = _with_rest(_filled(one), _filled(other))
    picture = marked(whole, one, comparison, ontology)
    return Compared(comparison, picture, draws_moves(comparison, whole))


def _filled(content: ChartContent) -> ChartContent:
    """Give a chart with every array as long as its items and links."""
    n, m = len(content.entity_ids), len(content.link_ids)
    return replace(
        content,
        looks=content.looks or (Look(),) * n,
        facts=content.facts or (EntityFacts(),) * n,
        is_grey=content.is_grey if len(content.is_grey) else np.zeros(n, bool),
        link_looks=content.link_looks or (LinkLook(),) * m,
        link_facts=content.link_facts or (LinkFacts(),) * m,
        link_is_grey=content.link_is_grey if len(content.link_is_grey) else np.zeros(m, bool),
        uids=content.uids if len(content.uids) == n else ("",) * n,
    )


def _with_rest(one: ChartContent, other: ChartContent) -> ChartContent:
    """Give the other chart with the items and links that only the one has."""
    items = np.flatnonzero(~np.isin(one.entity_ids, other.entity_ids))
    links = np.flatnonzero(~np.isin(one.link_ids, other.link_ids))
    known = {field.name for field in fields(ChartContent)}
    changes: dict[str, Any] = {}
    for names, rows in (((*OF_ITEMS, "uids"), items), (OF_LINKS, links)):
        for name in dict.fromkeys(names):
            if name in known:
                changes[name] = _joined(getattr(other, name), getattr(one, name), rows)
    place = {int(i): n for n, i in enumerate(changes["entity_ids"])}
    ends = [[place[int(one.entity_ids[i])] for i in one.ends[row]] for row in links.tolist()]
    changes["ends"] = np.concatenate(
        (other.ends.reshape(-1, 2), np.array(ends, int).reshape(-1, 2))
    )
    if one.chart_id != other.chart_id and len(items) and len(other.positions):
        start = len(other.entity_ids)
        moved = changes["positions"][start:]
        shift = np.nanmax(other.positions[:, 0]) - np.nanmin(moved[:, 0]) + _GAP
        changes["positions"][start:, 0] += shift
    there = {shape.uid for shape in other.shapes}
    shapes = (*other.shapes, *(shape for shape in one.shapes if shape.uid not in there))
    return replace(other, shapes=shapes, folded=(), **changes)


def _joined(first: Any, second: Any, rows: np.ndarray) -> Any:
    if isinstance(first, np.ndarray):
        return np.concatenate((first, second[rows]))
    more = [second[row] for row in rows.tolist()]
    return (*first, *more) if isinstance(first, tuple) else [*first, *more]
