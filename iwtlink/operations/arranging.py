"""Arranging a chart: a layout for all its items or some, and places taken from another chart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from iwtlink.chart.items.folding import folded, unfolded
from iwtlink.chart.layouts.network import Network, network_of
from iwtlink.chart.layouts.newcomers import place_newcomers
from iwtlink.chart.layouts.registry import LAYOUTS, lay_out
from iwtlink.chart.layouts.settings import completed
from iwtlink.chart.layouts.traces import (
    along_the_time,
    led_round,
    straightened,
    time_shapes,
    with_link_looks,
    with_looks_of,
    without_traces,
)
from iwtlink.chart.links.bundles import bundle_links
from iwtlink.chart.style import load_style
from iwtlink.errors import Progress, no_progress
from iwtlink.ontology import Ontology
from iwtlink.store.charts import ChartContent

PAGE_WIDE = 2**0.5
"""Width to height of an A-sized page on its side (ISO 216)."""
_TIMELINES = ("timeline", "timeline_grouped")


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
    ``settings`` are those of the layout, entities in them named by id. What layouts drew before
    (bend points, the axis of a timeline) is gone; what this one draws is there.
    """
    bare = content if only_ids is not None else without_traces(content)
    folding = folded(bare)
    shown = folding.content
    number = {int(entity_id): index for index, entity_id in enumerate(shown.entity_ids)}
    only = None
    if only_ids is not None:
        only = np.isin(shown.entity_ids, np.array(list(only_ids), np.int64))
    known = completed(LAYOUTS[name].settings, _by_index(name, settings or {}, number))
    network = network_of(shown, ontology, load_style())
    positions = lay_out(
        name,
        network,
        known,
        seed=seed,
        only=only,
        ratio=_page_ratio(content),
        progress=progress,
    )
    there = straightened(replace(shown, positions=positions), shown.positions)
    drawn = _with_traces(there, ontology, name, known, network, only)
    return replace(
        with_looks_of(bare, drawn), positions=unfolded(folding, drawn.positions, content)
    )


def _with_traces(
    content: ChartContent,
    ontology: Ontology,
    name: str,
    settings: Mapping[str, Any],
    network: Network,
    only: NDArray[np.bool_] | None,
) -> ChartContent:
    """Give a chart just laid out with what its layout draws besides."""
    moves = ~network.is_pinned if only is None else only & ~network.is_pinned
    if settings.get("bends"):
        bundles = bundle_links(content, ontology, load_style())
        is_across = settings.get("direction") in ("left", "right")
        looks = led_round(content, network, bundles, moves, is_across=is_across)
        content = with_link_looks(content, looks)
    if name in _TIMELINES:
        content = along_the_time(content, network, moves)
        if only is None:
            shapes = time_shapes(content, network, settings)
            content = replace(content, shapes=(*content.shapes, *shapes))
    return content


def copied_places(
    content: ChartContent, other: ChartContent, ontology: Ontology, *, seed: int = 1
) -> ChartContent:
    """Give the chart with its entities where they stand on another; the others near by.

    What a layout drew on the chart before (bend points, the axis of a timeline) is gone.
    """
    places = {
        int(entity_id): place
        for entity_id, place in zip(other.entity_ids, other.positions, strict=True)
    }
    positions = np.full(content.positions.shape, np.nan)
    for index, entity_id in enumerate(content.entity_ids):
        positions[index] = places.get(int(entity_id), np.nan)
    held = content.is_pinned & np.isfinite(content.positions).all(axis=1)
    positions[held] = content.positions[held]
    there = replace(without_traces(content), positions=positions)
    folding = folded(there)
    network = network_of(folding.content, ontology, load_style())
    fresh = place_newcomers(network, seed)
    done = replace(there, positions=unfolded(folding, fresh, there))
    return straightened(done, content.positions)


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
