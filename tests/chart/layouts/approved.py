"""Layouts that were looked at and found good, kept as places of their items.

After a change that is meant to change them, look at the charts, then renew what is kept::

    python -m tests.chart.layouts.approved organic peacock

Without names, all are renewed. Large charts are kept as figures, since there one item pushed
the other way, on a machine that rounds otherwise, moves many.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from iwtlink.chart.layouts.crossings import crossings_per_link
from iwtlink.chart.layouts.network import Network
from iwtlink.chart.layouts.registry import LAYOUTS, lay_out
from tests.chart.layouts.networks import overlaps
from tests.chart.layouts.samples import sample

Floats = NDArray[np.float64]
_DATA = Path(__file__).with_name("data")
_GRID_PX = 4.0
"""Places are kept to so many pixels."""
_LARGE = 400
"""Of charts of more items, figures are kept."""
_ELSEWHERE, _MOST_ELSEWHERE, _FIGURES = 0.05, 0.12, 0.15
"""How far (of the diagonal) an item may stand from where it did; the share of items that may
stand farther; how far a figure may be off."""

_NETWORKS = ("case 20", "case 80", "star 80", "case 300")
CASES: Mapping[str, tuple[str, ...]] = {
    "organic": (*_NETWORKS, "scale-free 2000", "communities 2000"),
    "peacock": (*_NETWORKS, "scale-free 2000"),
    "compact_peacock": (*_NETWORKS, "case 2000"),
    "grouped": (*_NETWORKS, "case 2000"),
    "circular": (*_NETWORKS, "communities 2000"),
    "hierarchy": (*_NETWORKS, "case 2000"),
    "organisation": (*_NETWORKS, "scale-free 2000"),
    "radial": (*_NETWORKS, "star 2000"),
    "fewer_crossings": (*_NETWORKS, "case 2000"),
    "timeline": (*_NETWORKS, "scale-free 2000"),
    "timeline_grouped": (*_NETWORKS, "communities 2000"),
}
"""The samples each layout is approved on."""


def placed(layout: str, name: str) -> Floats:
    """Lay out a sample; what starts from present places starts from a circle."""
    known = sample(name)
    if LAYOUTS[layout].keeps_places:
        known = replace(known, positions=lay_out("circular", known))
    return lay_out(layout, known)


def kept(layout: str, name: str) -> list[float]:
    """Give what was approved: x and y of every item in turn, or the figures of a large chart."""
    found: list[float] = json.loads(_file(layout).read_text("utf-8"))[name]
    return found


def departure(layout: str, name: str) -> str:
    """Say in what a layout is no longer as approved; empty where it is."""
    places, before = placed(layout, name), kept(layout, name)
    known = sample(name)
    if overlaps(known, places):
        return "items cover each other"
    if len(places) > _LARGE:
        return _figures_off(_figures(known, places), before)
    old = np.array(before, float).reshape(-1, 2) * _GRID_PX
    moved = np.hypot(*(_from_corner(places) - old).T)
    far = moved > _ELSEWHERE * float(np.hypot(*np.ptp(old, axis=0)))
    if far.mean() <= _MOST_ELSEWHERE:
        return ""
    return f"{far.sum()} of {len(far)} items stand elsewhere: look at the chart, then renew it"


def _figures_off(now: list[float], before: list[float]) -> str:
    names = ("width", "height", "crossings a link", "length of links", "length of long links")
    off = [
        f"{name} {new:g} (was {old:g})"
        for name, new, old in zip(names, now, before, strict=True)
        if abs(new - old) > _FIGURES * max(old, 1.0)
    ]
    return ", ".join(off)


def _figures(known: Network, places: Floats) -> list[float]:
    """Give width, height, crossings per link, median length of links, 95 % of links' lengths."""
    way = np.hypot(*(places[known.ends[:, 0]] - places[known.ends[:, 1]]).T)
    crossed = float(crossings_per_link(places, known.ends).mean())
    found = (*np.ptp(places, axis=0), crossed, np.median(way), np.quantile(way, 0.95))
    return [round(float(value), 1) for value in found]


def _from_corner(places: Floats) -> Floats:
    moved: Floats = places - places.min(axis=0)
    return moved


def _told(layout: str, name: str) -> list[float]:
    places = placed(layout, name)
    if len(places) > _LARGE:
        return _figures(sample(name), places)
    return [int(value) for value in np.rint(_from_corner(places) / _GRID_PX).ravel()]


def _file(layout: str) -> Path:
    return _DATA / f"approved_{layout}.json"


def renew(layouts: list[str]) -> None:
    """Keep the places of today as approved, a line for each sample."""
    for layout in layouts or list(CASES):
        rows = [f"{json.dumps(name)}: {json.dumps(_told(layout, name))}" for name in CASES[layout]]
        _file(layout).parent.mkdir(exist_ok=True)
        _file(layout).write_text("{\n" + ",\n".join(rows) + "\n}\n", "utf-8")


if __name__ == "__main__":
    renew(sys.argv[1:])
