"""Icons and photographs at the size they are painted in: sharp, and drawn many in one call."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from lxml import etree
from numpy.typing import NDArray
from PySide6.QtCore import QBuffer, QByteArray, QRectF, Qt
from PySide6.QtGui import QImage, QImageReader, QPainter, QPainterPath, QPixmap
from PySide6.QtSvg import QSvgRenderer

from iwtlink.chart.items.icons import IconKey

PictureSource = Callable[[int], bytes | None]
"""Gives the bytes of a picture (any format Qt reads) by its id, None where there is none."""

UNKNOWN_ICON = "unknown"
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
CORNER = 0.15
"""Radius of a photograph's corner against its side."""


def icon_svg(name: str) -> QSvgRenderer:
    """Give the icon of that name as a vector; the question mark where none has it."""
    return icon_vector(IconKey(name))


@lru_cache(maxsize=512)
def icon_vector(key: IconKey) -> QSvgRenderer:
    """Give an icon in its shading as a vector; the question mark where there is none."""
    drawing = key.drawing() or replace(key, name=UNKNOWN_ICON, folder="entities").drawing() or ""
    return QSvgRenderer(QByteArray(_without_unasked_outlines(drawing).encode("utf-8")))


def _without_unasked_outlines(drawing: str) -> str:
    """Give a drawing in which what names no outline has one of no width.

    WORKAROUND: QtSvg begins with a pen of width 1 and no colour, which Qt's PDF engine strokes in
    the colour of the fill (seen in 6.11): icons came out fat on paper. Remove when
    ``test_an_icon_has_the_same_shape_on_paper_as_on_the_screen`` holds without.
    """
    try:
        root = etree.fromstring(drawing.encode("utf-8"), _PARSER)
    except etree.XMLSyntaxError:
        return drawing
    for part in root.xpath("//*[@stroke][not(ancestor-or-self::*[@stroke-width])]"):
        part.set("stroke-width", "1")
    if root.get("stroke-width") is None:
        root.set("stroke-width", "0")
    return str(etree.tostring(root, encoding="unicode"))


def icon_image(name: str, side: int) -> QImage:
    """Give an icon drawn at ``side`` device pixels."""
    return drawn_icon(IconKey(name), side)


@lru_cache(maxsize=1024)
def drawn_icon(key: IconKey, side: int) -> QImage:
    """Give an icon in its shading drawn at ``side`` device pixels."""
    image = _clear(side, side)
    painter = QPainter(image)
    icon_vector(key).render(painter, QRectF(0, 0, side, side))
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
def icon_atlas(keys: tuple[IconKey, ...], side: int) -> Atlas:
    """Give these icons at ``side`` device pixels in one pixmap."""
    image = _clear(max(1, len(keys)) * (side + 2), side)
    painter = QPainter(image)
    for index, key in enumerate(keys):
        painter.drawImage(index * (side + 2), 0, drawn_icon(key, side))
    painter.end()
    lefts = np.arange(len(keys), dtype=np.float64) * (side + 2)
    return Atlas(QPixmap.fromImage(image), side, lefts)


class Pictures:
    """The photographs of a chart's items, decoded once and rounded at each size asked for."""

    def __init__(self, source: PictureSource) -> None:
        self._source = source
        self._wholes: dict[int, QImage | None] = {}
        self._squares: dict[int, QImage | None] = {}
        self._rounded: dict[tuple[int, int, bool], QImage] = {}

    def forget(self, ids: Sequence[int] = ()) -> None:
        """Read these pictures again when next asked for; all of them without ids."""
        for number in ids or tuple({**self._squares, **self._wholes}):
            self._squares.pop(number, None)
            self._wholes.pop(number, None)
            for key in [key for key in self._rounded if key[0] == number]:
                del self._rounded[key]

    def whole(self, number: int) -> QImage | None:
        """Give a picture as it is, at most 2,048 pixels a side; None if not readable."""
        if number not in self._wholes:
            image = _upright(self._source(number))
            self._wholes[number] = None if image.isNull() else _at_most(image, 2048)
        return self._wholes[number]

    def square(self, number: int) -> QImage | None:
        """Give the middle square of a picture in its own resolution; None if not readable."""
        if number not in self._squares:
            image = _upright(self._source(number))
            self._squares[number] = None if image.isNull() else _middle(image)
        return self._squares[number]

    def rounded(self, number: int, side: int, is_grey: bool = False) -> QImage | None:
        """Give a picture as a square of ``side`` device pixels with rounded corners."""
        key = (number, side, is_grey)
        if key not in self._rounded:
            square = self.square(number)
            if square is None:
                return None
            if len(self._rounded) > 2000:
                self._rounded.clear()
            self._rounded[key] = _rounded(without_hue(square) if is_grey else square, side)
        return self._rounded[key]


def _upright(data: bytes | None) -> QImage:
    """Give a picture as the camera was held; null where it is not readable."""
    buffer = QBuffer()
    buffer.setData(QByteArray(data or b""))
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    return reader.read()


def without_hue(image: QImage) -> QImage:
    """Give a picture in shades of grey."""
    plain = image.convertToFormat(QImage.Format.Format_Grayscale8)
    return plain.convertToFormat(QImage.Format.Format_RGB32)


def _middle(image: QImage) -> QImage:
    """Give the middle square, a little above the centre of a portrait: where the face is."""
    side = min(image.width(), image.height())
    left = (image.width() - side) // 2
    top = (image.height() - side) // 4
    return _at_most(image.copy(left, top, side, side), 1024)


def _at_most(image: QImage, side: int) -> QImage:
    """Give a picture no larger than any paper needs."""
    if max(image.width(), image.height()) <= side:
        return image
    mode = Qt.TransformationMode.SmoothTransformation
    return image.scaled(side, side, Qt.AspectRatioMode.KeepAspectRatio, mode)


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
