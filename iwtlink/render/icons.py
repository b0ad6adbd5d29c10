"""Icons and photographs at the size they are painted in: sharp, and drawn many in one call."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPixmap
from PySide6.QtSvg import QSvgRenderer

from iwtlink.paths import resource

PictureSource = Callable[[int], bytes | None]
"""Gives the bytes of a picture (any format Qt reads) by its id, None where there is none."""

UNKNOWN_ICON = "unknown"
CORNER = 0.15
"""Radius of a photograph's corner against its side."""


@cache
def icon_svg(name: str) -> QSvgRenderer:
    """Give the icon of that name as a vector; the question mark where none has it."""
    path = resource("icons", "entities", f"{name}.svg")
    if not name or not path.is_file():
        path = resource("icons", "entities", f"{UNKNOWN_ICON}.svg")
    return QSvgRenderer(str(path))


@lru_cache(maxsize=512)
def icon_image(name: str, side: int) -> QImage:
    """Give an icon drawn at ``side`` device pixels."""
    image = _clear(side, side)
    painter = QPainter(image)
    icon_svg(name).render(painter, QRectF(0, 0, side, side))
    painter.end()
    return image


@dataclass(frozen=True, slots=True)
class Atlas:
    """The icons of a chart side by side in one pixmap."""

    pixmap: QPixmap
    side: int
    """Device pixels of one icon."""
    lefts: NDArray[np.float64]
    """Left edge of each icon in the pixmap, in the order of the names."""


@lru_cache(maxsize=24)
def icon_atlas(names: tuple[str, ...], side: int) -> Atlas:
    """Give the named icons at ``side`` device pixels in one pixmap."""
    image = _clear(max(1, len(names)) * (side + 2), side)
    painter = QPainter(image)
    for index, name in enumerate(names):
        painter.drawImage(index * (side + 2), 0, icon_image(name, side))
    painter.end()
    lefts = np.arange(len(names), dtype=np.float64) * (side + 2)
    return Atlas(QPixmap.fromImage(image), side, lefts)


class Pictures:
    """The photographs of a chart's items, decoded once and rounded at each size asked for."""

    def __init__(self, source: PictureSource) -> None:
        self._source = source
        self._squares: dict[int, QImage | None] = {}
        self._rounded: dict[tuple[int, int], QImage] = {}

    def forget(self, ids: Sequence[int] = ()) -> None:
        """Read these pictures again when next asked for; all of them without ids."""
        for number in ids or tuple(self._squares):
            self._squares.pop(number, None)
            for key in [key for key in self._rounded if key[0] == number]:
                del self._rounded[key]

    def square(self, number: int) -> QImage | None:
        """Give the middle square of a picture in its own resolution; None if not readable."""
        if number not in self._squares:
            data = self._source(number)
            image = QImage.fromData(QByteArray(data)) if data else QImage()
            self._squares[number] = None if image.isNull() else _middle(image)
        return self._squares[number]

    def rounded(self, number: int, side: int) -> QImage | None:
        """Give a picture as a square of ``side`` device pixels with rounded corners."""
        if (number, side) not in self._rounded:
            square = self.square(number)
            if square is None:
                return None
            if len(self._rounded) > 2000:
                self._rounded.clear()
            self._rounded[number, side] = _rounded(square, side)
        return self._rounded[number, side]


def _middle(image: QImage) -> QImage:
    """Give the middle square, a little above the centre of a portrait: where the face is."""
    side = min(image.width(), image.height())
    left = (image.width() - side) // 2
    top = (image.height() - side) // 4
    square = image.copy(left, top, side, side)
    if side > 1024:  # as large as any paper needs
        mode = Qt.TransformationMode.SmoothTransformation
        square = square.scaled(1024, 1024, Qt.AspectRatioMode.IgnoreAspectRatio, mode)
    return square


def _rounded(square: QImage, side: int) -> QImage:
    mode = Qt.TransformationMode.SmoothTransformation
    small = square.scaled(side, side, Qt.AspectRatioMode.IgnoreAspectRatio, mode)
    image = _clear(side, side)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setClipPath(rounded_square(QRectF(0, 0, side, side)))
    painter.drawImage(0, 0, small)
    painter.end()
    return image


def rounded_square(box: QRectF) -> QPainterPath:
    """Give the outline photographs are cut to."""
    path = QPainterPath()
    radius = box.width() * CORNER
    path.addRoundedRect(box, radius, radius)
    return path


def _clear(width: int, height: int) -> QImage:
    image = QImage(max(1, width), max(1, height), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    return image
