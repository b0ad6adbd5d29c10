"""The ground behind words: the paper's, or the tint of the container or shape they stand in."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from iwtlink.chart.display import Display
from iwtlink.chart.items.forms import CIRCLE

Floats = NDArray[np.float64]


def plates_behind(display: Display, boxes: Floats, anchors: Floats) -> NDArray[np.uint32]:
    """Give the colour of the plate of each label: 0xffrrggbb, (n,).

    ``boxes`` (n, 4) are those of the labels relative to their ``anchors`` (n, 2). A label that
    stands wholly on a container, or on a shape below the lines, takes its colour.
    """
    plates = np.full(len(boxes), display.style.colours.plate, np.uint32)
    placed = boxes + np.tile(anchors, 2)
    for middle, half, is_round, colour in _grounds(display):
        reach = np.abs(placed - np.tile(middle, 2)) / np.tile(half, 2)
        wide, high = np.maximum(reach[:, 0:2], reach[:, 2:4]).T
        is_within = np.hypot(wide, high) <= 1 if is_round else np.maximum(wide, high) <= 1
        plates[is_within] = colour
    return plates


def _grounds(display: Display) -> Iterator[tuple[Floats, Floats, bool, int]]:
    """Give middle, half size and colour of all filled grounds, and whether round, as painted."""
    for shape in sorted(display.shapes, key=lambda one: one.depth):
        if shape.depth < 0 and shape.fill and shape.kind in ("box", "circle"):
            low, high = np.array(shape.box[0:2]), np.array(shape.box[2:4])
            half = np.maximum((high - low) / 2, 1e-9)
            yield (low + high) / 2, half, shape.kind == "circle", shape.fill
    if not display.is_container.any():
        return
    order = display.draw_order[display.is_container[display.draw_order]]
    for item in order[display.fills[order] > 0].tolist():
        half = np.maximum(display.halves[item], 1e-9)
        is_round = bool(display.forms[item] == CIRCLE)
        yield display.positions[item], half, is_round, int(display.fills[item])
