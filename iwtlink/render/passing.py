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
from iwtlink.render.reach import Reach, enlarged, margin_of
from iwtlink.render.strokes import are_paths, usual_width
from iwtlink.render.view import Floats, View

Indexes = NDArray[np.int64]
Clip = tuple[int, int, int, int]
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
    every = reach.lines_in(region)
    pass_through = np.zeros(len(display.ends), bool)
    if len(every) > MANY_PASSING:
        is_in = np.zeros(len(display.positions), bool)
        is_in[reach.items_in(region, enlarged(view))] = True
        pass_through[every] = _pass(display, every, is_in)
        if np.count_nonzero(pass_through[every]) <= MANY_PASSING:
            pass_through[every] = False
        else:
            is_known = np.zeros(len(display.ends), bool)
            is_known[every] = True
            others = lines[~is_known[lines]]
            pass_through[others] = _pass(display, others, is_in)
    result: NDArray[np.bool_] = pass_through[lines]
    return result


def all_passing(display: Display, view: View, reach: Reach) -> NDArray[np.bool_]:
    """Tell of every line of the display whether it only passes through: for all parts of a view."""
    lines = reach.lines_in(view.region((0, 0, view.width, view.height), margin_of(display, view)))
    result = np.zeros(len(display.ends), bool)
    result[lines] = passing(display, view, reach, lines)
    return result


def paint_passing(
    painter: QPainter, display: Display, view: View, lines: Indexes, clip: Clip | None = None
) -> None:
    """Paint lines that only pass through, all with one pen; ``clip`` is what is seen of them."""
    if not len(lines):
        return
    pen = QPen(QColor.fromRgb(display.style.colours.passing))
    pen.setWidthF(1.0)
    pen.setCosmetic(True)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(pen)
    ends = view.to_device(display.line_points[lines].reshape(-1, 2)).reshape(-1, 4)
    draw_lines(painter, ends[_come_near(ends, clip or (0, 0, view.width, view.height))])


def _come_near(ends: Floats, clip: Clip) -> NDArray[np.bool_]:
    """Tell which lines (n, 4) of device pixels come within two pixels of a clip or touch it.

    Those whose boxes meet it are asked: a line misses it where all its corners lie on one side.
    """
    x, y, width, height = clip
    along, down = ends[:, 2] - ends[:, 0], ends[:, 3] - ends[:, 1]
    side = along * (y + height / 2 - ends[:, 1]) - down * (x + width / 2 - ends[:, 0])
    room = np.abs(along) * (height / 2 + 2.0) + np.abs(down) * (width / 2 + 2.0)
    result: NDArray[np.bool_] = ~(np.abs(side) > room)
    return result


def _pass(display: Display, lines: Indexes, is_in: NDArray[np.bool_]) -> NDArray[np.bool_]:
    ends = display.ends[lines]
    is_usual = (display.widths[lines] <= usual_width(display)) & ~are_paths(display, lines)
    result: NDArray[np.bool_] = is_usual & ~(is_in[ends[:, 0]] | is_in[ends[:, 1]])
    return result
