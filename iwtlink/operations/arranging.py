"""Arranging a chart: a layout for all its items or some, and places taken from another chart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from iwtlink.chart.items.folding import folded, unfolded
from iwtlink.chart.layouts.axis import ticks
from iwtlink.chart.layouts.dates import spans_of
from iwtlink.chart.layouts.network import network_of
from iwtlink.chart.layouts.newcomers import place_newcomers
from iwtlink.chart.layouts.registry import LAYOUTS, lay_out
from iwtlink.chart.style import load_style
from iwtlink.errors import Progress, no_progress
from iwtlink.ontology import Ontology
from iwtlink.store.charts import ChartContent
from iwtlink.store.charts.look import Look, Shape, ShapeKind

PAGE_WIDE = 2**0.5
"""Width to height of an A-sized page on its side (ISO 216)."""
_AXIS_GAP_PX, _AXIS_WORDS_PX = 30.0, 24.0


def arranged(
    content: ChartContent,
    ontology: Ontology,
    name: str = "organic",
    *,
    only_ids: Sequence[int] | None = None,
    settings: Mapping[str, Any] | None = None,
    seed: int = 1,
    progress: Progress = no_progress,
) -> ChartContent:
    """Give the chart with its items placed by the layout ``name`` (see ``LAYOUTS``).

    ``only_ids`` names the entities that may move (None: all); pinned ones and the others stay.
    ``settings`` are those of the layout, entities in them named by id.
    """
    folding = folded(content)
    shown = folding.content
    number = {int(entity_id): index for index, entity_id in enumerate(shown.entity_ids)}
    only = None
    if only_ids is not None:
        only = np.isin(shown.entity_ids, np.array(list(only_ids), np.int64))
    positions = lay_out(
        name,
        network_of(shown, ontology, load_style()),
        _by_index(name, settings or {}, number),
        seed=seed,
        only=only,
        ratio=_page_ratio(content),
        progress=progress,
    )
    return replace(content, positions=unfolded(folding, positions, content))


def copied_places(
    content: ChartContent, other: ChartContent, ontology: Ontology, *, seed: int = 1
) -> ChartContent:
    """Give the chart with its entities where they stand on another; the others near by."""
    places = {
        int(entity_id): place
        for entity_id, place in zip(other.entity_ids, other.positions, strict=True)
    }
    positions = np.full(content.positions.shape, np.nan)
    for index, entity_id in enumerate(content.entity_ids):
        positions[index] = places.get(int(entity_id), np.nan)
    held = content.is_pinned & np.isfinite(content.positions).all(axis=1)
    positions[held] = content.positions[held]
    there = replace(content, positions=positions)
    folding = folded(there)
    network = network_of(folding.content, ontology, load_style())
    fresh = place_newcomers(network, seed)
    return replace(content, positions=unfolded(folding, fresh, there))


def timeline_axis(content: ChartContent, ontology: Ontology) -> tuple[Shape, ...]:
    """Give the axis of a chart arranged as a timeline: a line and its dates, below the items.

    Free shapes without an id, to be added to the chart; none where nothing is dated.
    """
    spans = spans_of(content, ontology)
    places = content.positions
    dated = np.isfinite(spans).all(axis=1) & np.isfinite(places).all(axis=1)
    marks = ticks(spans[dated].mean(axis=1), places[dated, 0])
    if not marks:
        return ()
    boxes = network_of(content, ontology, load_style()).boxes
    below = float((places[:, 1] + boxes[:, 3]).max()) + _AXIS_GAP_PX
    left, right = marks[0][0], max(marks[-1][0], float(places[dated, 0].max()))
    line = _free_shape("line", (left + right) / 2, below, right - left, 0.0, "")
    words = [
        _free_shape("text", x, below + _AXIS_WORDS_PX, 90.0, _AXIS_WORDS_PX, text)
        for x, text in marks
    ]
    return (line, *words)


def _free_shape(
    kind: ShapeKind, x: float, y: float, width: float, height: float, text: str
) -> Shape:
    return Shape(0, "", kind, x, y, width, height, 0, text, Look())


def _by_index(name: str, settings: Mapping[str, Any], number: Mapping[int, int]) -> dict[str, Any]:
    """Give settings whose entities are named by index; those not on the chart are left out."""
    known = {setting.name: setting.kind for setting in LAYOUTS[name].settings}
    changed = dict(settings)
    for setting, value in settings.items():
        if known.get(setting) == "item":
            changed[setting] = number.get(value, -1) if isinstance(value, int) else -1
        if known.get(setting) == "items" and isinstance(value, (list, tuple)):
            changed[setting] = tuple(number[item] for item in value if item in number)
    return changed


def _page_ratio(content: ChartContent) -> float:
    """Give the width : height of the page the chart is for."""
    return 1 / PAGE_WIDE if content.options.is_portrait else PAGE_WIDE
