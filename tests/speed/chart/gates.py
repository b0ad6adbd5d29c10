"""Honesty gates: what was timed was really painted."""

from __future__ import annotations

import numpy as np
from PySide6.QtGui import QImage

from iwtlink.chart.display import Display
from iwtlink.chart.links.lines import points_at
from iwtlink.render.view import View
from tests.speed.chart.ours import OurChart

SHARES = np.linspace(0.02, 0.98, 33)
"""Where on its way each line is looked for."""
LEAST_SHOWN = 0.5
"""How much of a line shows ink at least; the rest may be gaps of its dashes, and names on it."""


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


def pan_misplaces(chart: OurChart, view: View) -> int:
    """Count the pixels of a picture being panned that show what is not there, or lack what is: 0.

    Ink counts as in its place where a picture painted afresh has some within a pixel. Near the
    middle of the largest chart 17 are left, all below the plates of names: a line that passed
    through shines through them by 2 of 255 levels, and has gaps there since its end is in view.
    """
    panned, fresh = blank(view), blank(view)
    chart.paint(panned, view)
    for dx, dy in ((13, 0), (0, -9), (-31, 22)):
        chart.pan(panned, dx, dy)
    there = chart.canvas.view
    chart.canvas.show(chart.display)
    chart.paint(fresh, there)
    paper = chart.display.style.colours.paper & 0xFFFFFF
    one, other = pixels(panned) != paper, pixels(fresh) != paper
    return int((one & ~widened(other)).sum() + (other & ~widened(one)).sum())


def links_not_drawn(chart: OurChart, view: View) -> int:
    """Count the links of the chart that are not seen in the settled frame: 0.

    Either no line stands for them, or there is paper where their line should run. ``view``
    shows all of the chart.
    """
    image = blank(view)
    chart.paint(image, view)
    paper = chart.display.style.colours.paper & 0xFFFFFF
    inked = widened(pixels(image) != paper)
    ends = chart.content.ends
    lost = int((ends[:, 0] != ends[:, 1]).sum()) - len(set(chart.display.members.tolist()))
    return lost + int((_shown(chart.display, view, inked) < LEAST_SHOWN).sum())


def _shown(display: Display, view: View, inked: np.ndarray) -> np.ndarray:
    """Give how much of each line, 0 to 1, shows ink: (K,)."""
    points, controls = display.line_points, display.line_controls
    shown = np.zeros(len(points))
    for share in SHARES:
        at = np.full(len(points), share)
        spots = view.to_device(points_at(points[:, 0:2], controls, points[:, 2:4], at))
        column, row = np.clip(spots.astype(int), 0, (view.width - 1, view.height - 1)).T
        shown += inked[row, column]
    return shown / len(SHARES)


def widened(marks: np.ndarray) -> np.ndarray:
    """Give the marked pixels, (height, width), with their neighbours."""
    wide = marks.copy()
    wide[1:] |= marks[:-1]
    wide[:-1] |= marks[1:]
    across = wide.copy()
    wide[:, 1:] |= across[:, :-1]
    wide[:, :-1] |= across[:, 1:]
    return wide


def pixels(image: QImage) -> np.ndarray:
    """Give the colours of an image, (height, width)."""
    flat = np.frombuffer(image.constBits(), np.uint32).reshape(image.height(), -1)
    return flat[:, : image.width()].copy() & 0xFFFFFF
