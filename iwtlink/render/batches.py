"""Handing numpy arrays to Qt without a Python object per line or box."""

from __future__ import annotations

import threading
from typing import cast

import numpy as np
import shiboken6
from numpy.typing import NDArray
from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QPainter, QPixmap

from iwtlink.render.cutting import crossing, part

Floats = NDArray[np.float64]
FAR_PX = 100_000.0
"""Device coordinates beyond this are cut by us: Qt's rasteriser counts in 1/64 pixels
of 32 bits."""


def draw_lines(painter: QPainter, lines: Floats, *, is_near: bool = False) -> None:
    """Draw straight lines (K, 4): x1, y1, x2, y2 in device pixels, in one call.

    ``is_near`` says that none reaches far out of the picture.
    """
    lines = np.ascontiguousarray(lines if is_near else _cut(lines), np.float64)
    if len(lines):
        first = cast(QLineF, shiboken6.wrapInstance(lines.ctypes.data, QLineF))
        painter.drawLines(first, len(lines))


def draw_boxes(painter: QPainter, boxes: Floats) -> None:
    """Draw rectangles (K, 4) given as left, top, right, bottom in device pixels, in one call."""
    rectangles = boxes.astype(np.float64, order="C", copy=True)
    rectangles[:, 2:4] -= rectangles[:, 0:2]
    if len(rectangles):
        first = cast(QRectF, shiboken6.wrapInstance(rectangles.ctypes.data, QRectF))
        painter.drawRects(first, len(rectangles))


def draw_sprites(
    painter: QPainter, sheet: QPixmap, side: int, sheet_lefts: Floats, corners: Floats
) -> None:
    """Draw squares of ``side`` pixels from a sheet, unscaled, in one call.

    ``sheet_lefts`` (K,) is where each stands in the sheet, ``corners`` (K, 2) the whole device
    pixels of its top left corner.
    """
    fragments = np.zeros((len(corners), 10))  # the memory of QPainter.PixmapFragment
    fragments[:, 0:2] = corners + side / 2
    fragments[:, 2] = sheet_lefts
    fragments[:, 4:6] = side
    fragments[:, 6:8] = 1.0
    fragments[:, 9] = 1.0
    if len(fragments):
        memory = shiboken6.wrapInstance(fragments.ctypes.data, QPainter.PixmapFragment)
        first = cast(QPainter.PixmapFragment, memory)
        painter.drawPixmapFragments(first, len(fragments), sheet)


class _Points(threading.local):
    """Qt's points as views of an array, for each thread: made once, placed all together."""

    def __init__(self) -> None:
        self._memory = np.zeros((0, 2))
        self._points: list[QPointF] = []

    def at(self, spots: Floats) -> list[QPointF]:
        if len(spots) > len(self._points):
            self._memory = np.zeros((2 * len(spots), 2))
            first, step = self._memory.ctypes.data, self._memory.strides[0]
            self._points = [
                cast(QPointF, shiboken6.wrapInstance(first + step * row, QPointF))
                for row in range(len(self._memory))
            ]
        self._memory[: len(spots)] = spots
        return self._points[: len(spots)]


_points = _Points()


def points_at(spots: Floats) -> list[QPointF]:
    """Give points (n, 2) to hand to Qt at once: they are moved when others are asked for."""
    return _points.at(spots)


def _cut(lines: Floats) -> Floats:
    """Cut lines that reach far outside to the box of ``FAR_PX``."""
    far = np.flatnonzero((np.abs(lines) > FAR_PX).any(axis=1))
    if not len(far):
        return lines
    kept, first, last = crossing(lines[far], (-FAR_PX, -FAR_PX, FAR_PX, FAR_PX))
    return np.vstack((np.delete(lines, far, axis=0), part(lines[far[kept]], first, last)))
