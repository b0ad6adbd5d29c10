"""All layouts by name, with what may be set of each; and laying out a network with one of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from iwtlink.chart.layouts.circular import place_circular
from iwtlink.chart.layouts.contained import place_contained
from iwtlink.chart.layouts.crossings import place_with_fewer_crossings
from iwtlink.chart.layouts.grouped import place_grouped
from iwtlink.chart.layouts.hierarchy import place_hierarchy
from iwtlink.chart.layouts.network import Network
from iwtlink.chart.layouts.organic import place_organic
from iwtlink.chart.layouts.organisation import place_organisation
from iwtlink.chart.layouts.packing import A3_LANDSCAPE
from iwtlink.chart.layouts.peacock import place_compact_peacock, place_peacock
from iwtlink.chart.layouts.radial import place_radial
from iwtlink.chart.layouts.settings import (
    CENTRE,
    ROOTS,
    SEPARATION,
    Setting,
    choice,
    completed,
    number,
    switch,
)
from iwtlink.chart.layouts.task import Place, Task
from iwtlink.chart.layouts.timeline import place_timeline, place_timeline_grouped
from iwtlink.chart.layouts.words import layout_words
from iwtlink.errors import Progress, no_progress

Floats = NDArray[np.float64]
_ARROWS = choice("arrows", "with", "against", "ignored")
_AXIS = switch("axis", True)
_BENDS = switch("bends", True)


@dataclass(frozen=True, slots=True)
class Layout:
    """One way to place the items of a chart."""

    name: str
    place: Place
    settings: tuple[Setting, ...]
    keeps_places: bool = False
    """Starts from where the items stand now."""

    @property
    def label(self) -> str:
        """Its name in the user's language."""
        return layout_words(self.name)[0]

    @property
    def words(self) -> str:
        """What it is good for, in a sentence in the user's language."""
        return layout_words(self.name)[1]


_ALL = (
    Layout("organic", place_organic, (SEPARATION,)),
    Layout("peacock", place_peacock, (SEPARATION,)),
    Layout("compact_peacock", place_compact_peacock, (SEPARATION,)),
    Layout(
        "grouped",
        place_grouped,
        (
            SEPARATION,
            CENTRE,
            number("max_width", 0.0, 0.0, 100_000.0, 100.0),
            number("max_height", 0.0, 0.0, 100_000.0, 100.0),
        ),
    ),
    Layout(
        "circular",
        place_circular,
        (
            choice("sorted_by", "type", "group", "links"),
            choice("rings", "one", "two"),
            switch("each_part", True),
            CENTRE,
            SEPARATION,
        ),
    ),
    Layout(
        "hierarchy",
        place_hierarchy,
        (_ARROWS, ROOTS, choice("direction", "down", "right", "up", "left"), _BENDS, SEPARATION),
    ),
    Layout(
        "organisation",
        place_organisation,
        (_ARROWS, ROOTS, switch("is_compact", True), _BENDS, SEPARATION),
    ),
    Layout("radial", place_radial, (CENTRE, SEPARATION)),
    Layout("fewer_crossings", place_with_fewer_crossings, (), keeps_places=True),
    Layout(
        "timeline",
        place_timeline,
        (number("width", 0.0, 0.0, 100_000.0, 100.0), _AXIS, switch("bars", True)),
    ),
    Layout(
        "timeline_grouped",
        place_timeline_grouped,
        (
            number("threshold_days", 30.0, 1.0, 3650.0, 1.0),
            number("small_gap", 0.0, 0.0, 1000.0, 10.0),
            number("large_gap", 0.0, 0.0, 2000.0, 10.0),
            _AXIS,
        ),
    ),
)
LAYOUTS: Mapping[str, Layout] = {layout.name: layout for layout in _ALL}
"""In the order in which a menu shows them."""


def lay_out(
    name: str,
    network: Network,
    settings: Mapping[str, Any] | None = None,
    *,
    seed: int = 1,
    only: NDArray[np.bool_] | None = None,
    ratio: float = A3_LANDSCAPE,
    progress: Progress = no_progress,
) -> Floats:
    """Give a place for every item of a network by the layout of that name: (N, 2), finite.

    ``only`` (N,) says which items may move; the others stay and are kept clear of, as are
    pinned ones. Items in ``settings`` are named by index. The same network, settings and seed
    give the same places. ``progress`` may raise ``Cancelled``.
    """
    layout = LAYOUTS[name]
    known = completed(layout.settings, settings or {})
    return place_contained(layout.place, Task(network, known, seed, ratio, progress), only)
