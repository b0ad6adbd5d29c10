"""Lines of very large charts that only pass through what is looked at.

Near the middle of a large chart thousands of lines run through the view from far to far. Nobody
can follow one of them there, but together they hide the links of what is in view and take most
of the time. Quality by meaning: they are drawn thin, plain and faint, below all other lines,
until one of their ends is in view.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QColor, QPainter, QPen

from iwtlink.chart.display import Display
from iwtlink.render.batches import draw_lines
from iwtlink.render.reach import Reach, enlarged
from iwtlink.render.view import View

Indexes = NDArray[np.int64]
MANY_PASSING = 3000
"""Up to so many lines that pass through a view, each has its full look. Counted by their boxes,
which is quick: about half of them meet the view, 1.2 million pixels in one of 1600 x 1000, three
quarters of the paper. The worst chart of 10,000 items measured (``tests.speed.chart``) has 1,500,
one of 100,000 has 11,000."""


def passing(display: Display, view: View, reach: Reach, lines: Indexes) -> NDArray[np.bool_]:
    """Tell which of ``lines`` (in view) only pass through: none where few do.

    It depends on the chart and the whole view alone, never on the part of it that is painted.
    ``reach`` holds at least what the view shows. Lines through bend points, arcs and lines made
    wide by hand never count: they were given their look.
    """
    region = view.region((0, 0, view.width, view.height), 0.0)
    is_in = np.zeros(len(display.positions), bool)
    is_in[reach.items_in(region, enlarged(view))] = True
    every = reach.lines_in(region)
    if np.count_nonzero(_pass(display, every, is_in)) <= MANY_PASSING:
        return np.zeros(len(lines), bool)
    return _pass(display, lines, is_in)


def paint_passing(painter: QPainter, display: Display, view: View, lines: Indexes) -> None:
    """Paint lines that only pass through, all with one pen."""
    pen = QPen(QColor.fromRgb(display.style.colours.passing))
    pen.setWidthF(1.0)
    pen.setCosmetic(True)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(pen)
    ends = display.line_points[lines].reshape(-1, 2)
    draw_lines(painter, view.to_device(ends).reshape(-1, 4))


def _pass(display: Display, lines: Indexes, is_in: NDArray[np.bool_]) -> NDArray[np.bool_]:
    ends = display.ends[lines]
    is_usual = display.widths[lines] <= display.style.link_width_px * 1.01
    is_usual &= display.bends[lines] == 0
    if len(display.corners):
        is_usual &= display.corner_starts[lines + 1] == display.corner_starts[lines]
    result: NDArray[np.bool_] = is_usual & ~(is_in[ends[:, 0]] | is_in[ends[:, 1]])
    return result
