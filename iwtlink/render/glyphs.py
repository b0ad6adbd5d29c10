"""Texts as glyphs of their fonts: shaped once for every zoom, many labels drawn in one call.

Qt shapes a text it was asked to keep anew whenever the zoom changes, and takes every label by
itself. Here a text is shaped once, its glyphs are placed by arrays, and all of one font and
colour go to Qt together: to the same pixels.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, DTypeLike, NDArray
from PySide6.QtCore import QPointF
from PySide6.QtGui import QFontMetricsF, QGlyphRun, QPainter, QRawFont, QTextLayout

from iwtlink.render.batches import points_at
from iwtlink.render.fonts import chart_font

Floats = NDArray[np.float64]
Ints = NDArray[np.int32]
_MOST_KEPT = 20_000
"""Texts of one face; where there are more, keeping them begins anew."""
_PARTS = 64
"""Qt counts the places of glyphs in 1/64 pixels."""
_OUTLINE_PX = 64
"""Device pixels; Qt fills the outlines of letters this large, and places them in text units."""
_MOST_SLACK_PX = 2.0
"""Slack of rounding in a text of the vendored fonts, which is left as it is."""


class Face:
    """The letters of one size, weight and slant, and the texts in them so far."""

    def __init__(self, px: int, is_bold: bool, is_italic: bool) -> None:
        self.px = px
        self.fonts: list[QRawFont] = []
        """The font and those that stand in where it has no letters."""
        self._font = chart_font(px, is_bold, is_italic)
        self._numbers: dict[str, int] = {}
        self._starts = _Rows(1, np.int32)
        self._glyphs = _Rows(4, np.int32)
        self._sizes = _Rows(2, np.float64)
        self._starts.add([0])

    def shaped(self, texts: list[str]) -> tuple[Floats, Ints, Ints]:
        """Give texts as glyphs.

        Width and height above the baseline (texts, 2), how many glyphs each has (texts,), and of
        these (glyphs, 4): number in its font; x and y from the text's top left corner in 1/64
        text units; which font of the face.
        """
        numbers = self._numbers
        if not all(map(numbers.__contains__, texts)):
            self._shape(texts)
        rows = np.fromiter(map(numbers.__getitem__, texts), np.int64, len(texts))
        starts = self._starts.rows[:, 0]
        first, counts = starts[rows], starts[rows + 1] - starts[rows]
        offsets = np.arange(counts.sum()) + np.repeat(first - np.cumsum(counts) + counts, counts)
        return self._sizes.rows[rows], counts, self._glyphs.rows[offsets]

    def _shape(self, texts: list[str]) -> None:
        if len(self._numbers) + len(texts) > _MOST_KEPT:
            self._numbers.clear()
            for kept, count in ((self._starts, 1), (self._glyphs, 0), (self._sizes, 0)):
                kept.count = count
        for text in dict.fromkeys(texts):
            if text not in self._numbers:
                self._shape_one(text)

    def _shape_one(self, text: str) -> None:
        layout = QTextLayout(text, self._font)
        layout.beginLayout()
        line = layout.createLine()
        layout.endLayout()
        glyphs = [
            (number, place.x() * _PARTS, place.y() * _PARTS, self._number_of(run.rawFont()))
            for run in layout.glyphRuns()
            for number, place in zip(run.glyphIndexes(), run.positions(), strict=True)
        ]
        width = QFontMetricsF(self._font).horizontalAdvance(text)
        self._numbers[text] = len(self._numbers)
        self._glyphs.add(np.round(glyphs))
        self._starts.add([self._glyphs.count])
        self._sizes.add([(width, line.ascent() if line.isValid() else 0.0)])

    def _number_of(self, font: QRawFont) -> int:
        if font not in self.fonts:
            self.fonts.append(font)
        return self.fonts.index(font)


class _Rows:
    """An array that grows by rows."""

    def __init__(self, columns: int, kind: DTypeLike) -> None:
        self._memory = np.zeros((256, columns), kind)
        self.count = 0

    @property
    def rows(self) -> NDArray[Any]:
        """The rows so far."""
        return self._memory[: self.count]

    def add(self, rows: ArrayLike) -> None:
        """Add rows at the end."""
        more = np.reshape(rows, (-1, self._memory.shape[1]))
        count = self.count + len(more)
        if count > len(self._memory):
            self._memory = np.resize(self._memory, (2 * count, self._memory.shape[1]))
        self._memory[self.count : count] = more
        self.count = count


@cache
def face_of(px: int, is_bold: bool, is_italic: bool) -> Face:
    """Give the letters of one size, weight and slant, for the window's thread alone."""
    return Face(px, is_bold, is_italic)


def draw_glyphs(
    painter: QPainter, face: Face, texts: list[str], places: Floats, rooms: Floats, scale: float
) -> None:
    """Draw texts with the pen of a painter that is scaled by ``scale``.

    ``places`` (texts, 2) are the left ends of their baselines in the painter's units, ``rooms``
    (texts,) how wide they were measured: a narrower one stands in the middle.
    """
    sizes, counts, glyphs = face.shaped(texts)
    corners = places - np.column_stack((-insets(rooms, sizes[:, 0]), sizes[:, 1]))
    unit = (scale if face.px * scale < _OUTLINE_PX else 1.0) * _PARTS
    # downwards, whether left of the picture or within: a text that is panned stays as it is
    spots = np.repeat(np.floor(corners * unit), counts, axis=0)
    spots += np.trunc(glyphs[:, 1:3] * (unit / _PARTS))
    spots = (spots + np.copysign(0.5, spots)) / unit  # Qt cuts off again
    for number, font in enumerate(face.fonts):
        is_own = glyphs[:, 3] == number
        if is_own.all():
            _draw_run(painter, font, glyphs[:, 0], spots)
        elif is_own.any():
            _draw_run(painter, font, glyphs[is_own, 0], spots[is_own])


def insets(rooms: Floats, widths: Floats) -> Floats:
    """Give how far texts of these widths are moved in to stand in the middle of their room."""
    slack = rooms - widths
    return np.where(slack > _MOST_SLACK_PX, slack / 2, 0.0)


def _draw_run(painter: QPainter, font: QRawFont, numbers: Ints, spots: Floats) -> None:
    run = QGlyphRun()
    run.setRawFont(font)
    run.setGlyphIndexes(numbers.tolist())
    run.setPositions(points_at(spots))
    painter.drawGlyphRun(QPointF(), run)
