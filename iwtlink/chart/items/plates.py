"""The ground behind words: the paper's, or the tint of the container or group they stand in."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from iwtlink.chart.display import Display

Colours = NDArray[np.uint32]
Indexes = NDArray[np.int64]


def name_plates(display: Display, items: Indexes) -> Colours:
    """Give the colour of the plate behind each item's words: 0xffrrggbb, (n,)."""
    plates = np.full(len(items), display.style.colours.plate, np.uint32)
    tints = {shape.id: shape.fill for shape in display.shapes if shape.fill}
    if tints:
        groups = display.holding_shapes[items]
        for shape_id, tint in tints.items():
            plates[groups == shape_id] = tint
    if display.is_container.any():
        holders = display.holders[items]
        tinted = (holders >= 0) & (display.fills[holders] > 0)
        plates[tinted] = display.fills[holders[tinted]]
    return plates


def line_plates(display: Display, lines: Indexes) -> Colours:
    """Give the colour of the plate behind the words of each line: 0xffrrggbb, (n,).

    A line takes the tint of what holds both its ends.
    """
    ends = display.ends[lines]
    plates = name_plates(display, ends[:, 0])
    is_within = (display.holders[ends[:, 0]] == display.holders[ends[:, 1]]) & (
        display.holding_shapes[ends[:, 0]] == display.holding_shapes[ends[:, 1]]
    )
    return np.where(is_within, plates, np.uint32(display.style.colours.plate))
