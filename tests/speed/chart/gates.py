"""Honesty gates: what was timed was really painted."""

from __future__ import annotations

import numpy as np
from PySide6.QtGui import QImage, QPainter

from iwtlink.render.painter import paint_display
from iwtlink.render.view import View
from tests.speed.chart.ours import OurChart


def blank(view: View) -> QImage:
    """Give an image to paint a view on."""
    return QImage(view.width, view.height, QImage.Format.Format_RGB32)


def pan_differs(chart: OurChart, view: View, *, at_rest: bool) -> int:
    """Count the pixels in which a panned picture differs from one painted afresh.

    At rest, 0. While it moves, dashes and smoothed edges of lines that run out of the picture
    may differ along the strips.
    """
    panned, fresh = blank(view), blank(view)
    chart.paint(panned, view)
    for dx, dy in ((13, 0), (0, -9), (-31, 22)):
        chart.pan(panned, dx, dy)
    there = chart.canvas.view
    if at_rest:
        chart.canvas.sharpen()
        chart.blit(panned)
    chart.canvas.show(chart.display)
    chart.paint(fresh, there)
    return int((pixels(panned) != pixels(fresh)).sum())


def links_not_drawn(chart: OurChart, view: View) -> int:
    """Count the links of the chart that no line of the settled frame stands for: 0."""
    image = blank(view)
    painter = QPainter(image)
    painted = paint_display(painter, chart.display, view)
    painter.end()
    if painted.lines != len(chart.display.ends):
        return len(chart.display.ends) - painted.lines
    ends = chart.content.ends
    return int((ends[:, 0] != ends[:, 1]).sum()) - len(set(chart.display.members.tolist()))


def pixels(image: QImage) -> np.ndarray:
    """Give the colours of an image, (height, width)."""
    flat = np.frombuffer(image.constBits(), np.uint32).reshape(image.height(), -1)
    return flat[:, : image.width()].copy() & 0xFFFFFF
