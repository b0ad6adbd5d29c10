"""Parts of a chart that painter and SVG draw alike: arrows of free shapes, samples of a legend."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from iwtlink.chart.parts import DrawnShape
from iwtlink.chart.style import ChartStyle

Box = tuple[float, float, float, float]
LEGEND_ROUNDING_PX = 4.0


def arrow_of(shape: DrawnShape, style: ChartStyle) -> NDArray[np.float64]:
    """Give the head of a free arrow: tip and two corners, (3, 2) in chart units."""
    (x1, y1), (x2, y2) = shape.points
    angle = math.atan2(y2 - y1, x2 - x1)
    large = max(1.0, shape.edge_px * 0.75)
    length, half = style.arrow_length_px * large, style.arrow_width_px * large / 2
    along, across = (
        np.array((math.cos(angle), math.sin(angle))),
        np.array((-math.sin(angle), math.cos(angle))),
    )
    tip = np.array((x2, y2))
    back = tip - along * length
    return np.stack((tip, back + across * half, back - across * half))


def sample_box(box: Box, centre: tuple[float, float], side: float, high: float = 1.0) -> Box:
    """Give the box of a legend's sample in chart units; ``high`` is its height per width."""
    x, y = box[0] + centre[0], box[1] + centre[1]
    return (x - side / 2, y - side * high / 2, x + side / 2, y + side * high / 2)
