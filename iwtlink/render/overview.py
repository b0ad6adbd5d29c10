"""An overview: where text is too small to read, the first names stand at a readable size.

The best linked items come first; a name is shown where it covers no name already shown. The choice
is made for the whole chart at a zoom, so that names neither blink nor jump in a pan.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QPainter

from iwtlink.chart.display import Display
from iwtlink.chart.items.forms import form_reach
from iwtlink.chart.items.plates import plates_behind
from iwtlink.chart.links.crowding import free_of_others
from iwtlink.chart.links.lines import control_points, trimmed
from iwtlink.chart.links.meeting import shared_area
from iwtlink.chart.text.lines import NAME
from iwtlink.render.figures import has_plate
from iwtlink.render.lettering import paint_plates, paint_text, rows_of
from iwtlink.render.view import View

Floats = NDArray[np.float64]
READABLE_ZOOM = 0.72
"""Below this, text at its true size is too small for a screen; names are shown at this size."""
_EXACT = 600
"""Up to this many names are compared exactly, and with the icons; beyond, by cells of a grid."""
_FOREMOST = 12
_MOST_COVERED = 0.4
"""So many names of those with most links may cover as much of an icon: it can still be told."""
_FEW, _SMALLER = 60, (0.92, 0.85)
"""On charts of so few items names are drawn somewhat smaller where more of them stand then."""
_RUNGS = 4
"""Names of large charts are chosen anew so many times as the zoom doubles, not at each step."""


@dataclass(frozen=True, slots=True)
class OverviewNames:
    """Which items show their name at one zoom, and how large the text is."""

    is_named: NDArray[np.bool_]
    text_scale: float
    rung: float = 0.0
    """Zoom (device pixels per chart unit) they are chosen for: they fit there and above."""
    reaching: Display | None = None
    """The whole chart with its lines drawn up to the icons."""

    def is_for(self, view: View) -> bool:
        """Tell whether these are the names for a view."""
        return self.rung == _rung(view, len(self.is_named))

    def paint(
        self, painter: QPainter, display: Display, view: View, items: NDArray[np.int64]
    ) -> int:
        """Paint the names of those of ``items`` that have one here; give how many."""
        items = items[self.is_named[items]]
        text, scale = display.node_text, self.text_scale
        rows = rows_of(text, items)
        rows = rows[text.roles[rows] == NAME]
        owners = text.owners[rows]
        names = _name_boxes(display)
        shifts = _shifts(display, names, view, scale)
        origins = view.to_device(display.positions[owners]) + text.offsets[rows] * scale
        origins += shifts[owners]
        anchors = display.positions[items] + shifts[items] / view.scale
        boxes = names[items] * (scale / view.scale)
        shades = plates_behind(display, boxes, anchors)
        paint_plates(painter, display.style, boxes, anchors, view, shades)
        grey = display.is_grey[owners]
        paint_text(painter, display.style, text, rows, origins, scale, is_grey=grey)
        return len(items)


def overview_names(
    display: Display, view: View, before: OverviewNames | None = None
) -> OverviewNames:
    """Give the names to show at the view's zoom. About 10 ms at 10,000 items: keep it.

    ``before`` are names of the same display at another zoom, which spare some of the time.
    """
    rung = _rung(view, len(display.positions))
    at_rung = replace(view, scale=rung)
    scale = READABLE_ZOOM * view.ratio
    is_named = _named(display, at_rung, scale)
    if len(is_named) <= _FEW:
        for smaller in _SMALLER:
            less = max(smaller * scale, rung)
            more_named = _named(display, at_rung, less)
            if more_named.sum() > is_named.sum():
                scale, is_named = less, more_named
    reaching = before.reaching if before else reaching_icons(display, np.arange(len(display.ends)))
    return OverviewNames(is_named, scale, rung, reaching)


def _named(display: Display, view: View, scale: float) -> NDArray[np.bool_]:
    """Tell which items show their name in a view, in text ``scale`` device pixels a unit."""
    names = _name_boxes(display)
    shifts = _shifts(display, names, view, scale)
    boxes = names * scale + np.tile(display.positions * view.scale + shifts, 2)
    is_named = np.zeros(len(boxes), bool)
    candidates = np.flatnonzero(boxes[:, 3] > boxes[:, 1])
    if len(candidates):
        degrees = np.diff(display.neighbour_starts)[candidates]
        candidates = candidates[np.argsort(-degrees, kind="stable")]
        if len(candidates) <= _EXACT:
            icons = _icon_boxes(display, view)
            nameless = np.delete(icons, candidates, axis=0)
            stands = _uncovering(boxes[candidates], np.vstack((icons[candidates], nameless)))
        else:
            stands = free_of_others(boxes[candidates], view.ratio)
        is_named[candidates[stands]] = True
    return is_named


def _rung(view: View, count: int) -> float:
    """Give the zoom to choose names for: that of the view, for large charts the rung below it.

    Text keeps its size while the items move apart, so what fits on a rung fits above it.
    """
    if count <= _EXACT or view.zoom >= READABLE_ZOOM:
        return view.scale
    steps = np.floor(np.log2(view.zoom / READABLE_ZOOM) * _RUNGS) / _RUNGS
    return float(READABLE_ZOOM * 2.0**steps) * view.ratio


def reaching_icons(display: Display, lines: NDArray[np.int64]) -> Display:
    """Give the display with ``lines`` drawn up to the icons, where names are not in their way."""
    if len(display.corners):
        lines = lines[display.corner_starts[lines + 1] == display.corner_starts[lines]]
    gap, ends = display.style.icon_gap_px, display.ends[lines]
    start, end = display.positions[ends[:, 0]], display.positions[ends[:, 1]]
    arcs = np.flatnonzero(display.bends[lines])
    control = control_points(start[arcs], end[arcs], display.bends[lines[arcs]])
    ahead, back = end, start
    if len(arcs):
        ahead, back = end.copy(), start.copy()
        ahead[arcs] = back[arcs] = control
    reach = form_reach(display.forms, display.halves)
    middles = np.hstack((start, end))
    aims = np.hstack((ahead, back))
    drawn = trimmed(middles, aims, (reach[ends[:, 0]], reach[ends[:, 1]]), None, gap)
    middles = (drawn[:, 0:2] + drawn[:, 2:4]) / 2
    middles[arcs] = control
    if len(lines) == len(display.ends):
        return replace(display, line_points=drawn, line_controls=middles)
    points, controls = display.line_points.copy(), display.line_controls.copy()
    points[lines], controls[lines] = drawn, middles
    return replace(display, line_points=points, line_controls=controls)


def _shifts(display: Display, names: Floats, view: View, scale: float) -> Floats:
    """Give how far names larger than their true size are moved, in device pixels: (N, 2).

    Those below an icon keep their top, those within a form their middle.
    """
    is_below = has_plate(display, np.arange(len(names)))
    middles = (names[:, 0:2] + names[:, 2:4]) / 2
    middles[is_below, 1] = names[is_below, 1]
    return middles * (view.scale - scale)


def _name_boxes(display: Display) -> Floats:
    """Give the boxes of the names alone, without the lines in the original script."""
    text = display.node_text
    boxes = text.boxes.copy()
    names = np.flatnonzero(text.roles == NAME)
    bottoms = text.offsets[:, 1] - text.ascents + text.sizes[:, 1]
    boxes[:, 3] = boxes[:, 1]
    np.maximum.at(boxes[:, 3], text.owners[names], bottoms[names])
    return boxes


def _icon_boxes(display: Display, view: View) -> Floats:
    halves = display.halves
    return (np.tile(display.positions, 2) + np.hstack((-halves, halves))) * view.scale


def _uncovering(names: Floats, icons: Floats) -> NDArray[np.bool_]:
    """Tell which names stand, taking them in order: those that cover no name and no icon.

    Their own icons come first in ``icons``. The first ``_FOREMOST`` may cover parts of icons, and
    whole ones where there is no other way to name as many, as in a dense chart.
    """
    stands = _taking_turns(names, icons, _MOST_COVERED)
    is_bare = np.count_nonzero(stands) < min(_FOREMOST, len(names))
    return _taking_turns(names, icons, 1.0) if is_bare else stands


def _taking_turns(names: Floats, icons: Floats, most: float) -> NDArray[np.bool_]:
    """Tell which names stand; ``most`` is how much of an icon the foremost may cover, 0 to 1."""
    stands = np.zeros(len(names), bool)
    standing = np.empty((len(names), 4))
    sizes = np.prod(icons[:, 2:4] - icons[:, 0:2], axis=1)
    count = 0
    for index, box in enumerate(names):
        covered = shared_area(icons, box)
        covered[index] = 0.0  # its own
        may_stand = not (covered > sizes * (most if index < _FOREMOST else 0.0)).any()
        if may_stand and not shared_area(standing[:count], box).any():
            stands[index] = True
            standing[count] = box
            count += 1
    return stands
