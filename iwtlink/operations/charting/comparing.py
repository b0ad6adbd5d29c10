"""Two charts, or two states of one, side by side in one picture: what came, went and changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from sqlalchemy import Connection

from iwtlink.i18n import tr
from iwtlink.ontology import Ontology
from iwtlink.operations.charting.marking import Fate, draws_moves, marked
from iwtlink.store import charts
from iwtlink.store.charts import (
    ChartContent,
    Comparison,
    EntityFacts,
    LinkFacts,
    LinkLook,
    Look,
    Shape,
    compare_charts,
)
from iwtlink.store.charts.snapshots import snapshot_titles

_OF_ITEMS = (
    *("entity_ids", "types", "labels", "script_labels", "positions", "is_pinned"),
    *("picture_ids", "looks", "facts", "is_grey", "uids"),
)
_OF_LINKS = (
    *("link_ids", "link_types", "is_directed", "strengths", "roles", "percents", "amounts"),
    *("quantities", "starts", "ends_on", "link_looks", "link_facts", "link_is_grey"),
)
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
    titles = snapshot_titles(db)
    found = []
    for row in ordered:
        now = tr("{title}, as it stands", title=row.title)
        found.append(Side(row.id, 0, now))
        for snapshot_id, title in titles.get(row.id, ()):
            words = tr("{title}: {snapshot}", title=row.title, snapshot=title)
            found.append(Side(row.id, snapshot_id, words))
    return found


def read_side(db: Connection, side: Side) -> ChartContent:
    """Read a chart as it stands, or as it stood at a snapshot."""
    from iwtlink.chart.rules.conditions import shown_only  # what draws a chart loads slowly

    if side.snapshot_id:
        return shown_only(charts.snapshot_content(db, side.snapshot_id))
    return shown_only(charts.read_chart(db, side.chart_id))


def compared(one: ChartContent, other: ChartContent, ontology: Ontology) -> Compared:
    """Compare two charts, and draw the other with what it lacks of the one."""
    one = _numbered_as(one, other)
    comparison = compare_charts(one, other)
    whole = _with_rest(_filled(one), _filled(other))
    picture = marked(whole, one, comparison, ontology)
    return Compared(comparison, picture, draws_moves(comparison, whole))


def _numbered_as(one: ChartContent, other: ChartContent) -> ChartContent:
    """Give the one chart whose free items have the numbers of the same ones on the other.

    Items of snapshots that are gone by now have numbers below zero, in each from -1 on.
    """
    ids = {shape.uid: shape.id for shape in other.shapes}
    lowest = min((0, *ids.values()))
    shapes = (
        replace(shape, id=ids.get(shape.uid, shape.id + lowest if shape.id < 0 else shape.id))
        for shape in one.shapes
    )
    return replace(one, shapes=tuple(shapes))


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
    there = {shape.uid for shape in other.shapes}
    shapes = tuple(shape for shape in one.shapes if shape.uid not in there)
    if one.chart_id != other.chart_id:
        one, shapes = _set_aside(one, other, items, shapes)
    changes: dict[str, Any] = {}
    for names, rows in ((_OF_ITEMS, items), (_OF_LINKS, links)):
        for name in names:
            changes[name] = _joined(getattr(other, name), getattr(one, name), rows)
    place = {int(i): n for n, i in enumerate(changes["entity_ids"])}
    ends = [[place[int(one.entity_ids[i])] for i in one.ends[row]] for row in links.tolist()]
    changes["ends"] = np.concatenate(
        (other.ends.reshape(-1, 2), np.array(ends, int).reshape(-1, 2))
    )
    return replace(other, shapes=(*other.shapes, *shapes), folded=(), **changes)


def _set_aside(
    one: ChartContent, other: ChartContent, items: np.ndarray, shapes: tuple[Shape, ...]
) -> tuple[ChartContent, tuple[Shape, ...]]:
    """Give the one chart, and free items of it, at the right of the other; its lines straight.

    ``items`` are the rows of what the other one has not.
    """
    rightmost = max((x for _, x in _sides(other.positions, other.shapes)), default=0.0)
    leftmost = min((x for x, _ in _sides(one.positions[items], shapes)), default=0.0)
    by = rightmost - leftmost + _GAP
    return (
        replace(
            one,
            positions=one.positions + np.array((by, 0.0)),
            link_looks=tuple(replace(look, corners=()) for look in one.link_looks),
        ),
        tuple(replace(shape, x=shape.x + by) for shape in shapes),
    )


def _sides(positions: np.ndarray, shapes: tuple[Shape, ...]) -> Iterator[tuple[float, float]]:
    """Give left and right of items that are placed, by their middles, and of free items."""
    placed = positions[np.isfinite(positions).all(axis=1), 0]
    yield from ((x, x) for x in placed.tolist())
    for shape in shapes:
        yield shape.x - abs(shape.width) / 2, shape.x + abs(shape.width) / 2


def _joined(first: Any, second: Any, rows: np.ndarray) -> Any:
    if isinstance(first, np.ndarray):
        return np.concatenate((first, second[rows]))
    more = [second[row] for row in rows.tolist()]
    return (*first, *more) if isinstance(first, tuple) else [*first, *more]
