"""Legend and title block beside the chart: they keep to their side as the chart grows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, get_args

from iwtlink.chart.display import FAR, Display
from iwtlink.chart.parts import Dock
from iwtlink.chart.style import within

GAP_PX = 28.0
"""Free room between the chart and what stands beside it."""
Box = tuple[float, float, float, float]


def docked(display: Display) -> Display:
    """Give the display with title block, then legend, beside all the rest."""
    block, legend = display.title_block, display.legend
    if block is None and legend is None:
        return display
    whole = replace(display, title_block=None, legend=None)
    if block is not None:
        whole = replace(
            whole, title_block=replace(block, box=_beside(block.box, block.dock, whole.extents))
        )
    if legend is not None:
        whole = replace(
            whole, legend=replace(legend, box=_beside(legend.box, legend.dock, whole.extents))
        )
    return whole


def place_of(options: Mapping[str, Any], usual: Dock) -> tuple[Dock, tuple[float, float]]:
    """Give the side, or where that is empty the top left corner, that options name."""
    stated = options.get("place", usual)
    if isinstance(stated, (list, tuple)) and len(stated) == 2:
        numbers = [one for one in stated if isinstance(one, (int, float))]
        if len(numbers) == 2:
            return "", (within(numbers[0], -FAR, FAR, 0.0), within(numbers[1], -FAR, FAR, 0.0))
    return (stated if stated and stated in get_args(Dock) else usual), (0.0, 0.0)


def _beside(box: Box, dock: Dock, extents: Box) -> Box:
    """Give a box moved to one side of the chart, in line with its left or top edge."""
    wide, high = box[2] - box[0], box[3] - box[1]
    left, top, right, bottom = extents
    x, y = {
        "": box[0:2],
        "right": (right + GAP_PX, top),
        "left": (left - GAP_PX - wide, top),
        "above": (left, top - GAP_PX - high),
        "below": (left, bottom + GAP_PX),
    }[dock]
    return (x, y, x + wide, y + high)
