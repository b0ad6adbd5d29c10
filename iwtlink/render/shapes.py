"""Free shapes of a chart: texts, boxes, circles, lines, arrows and pictures, no entities."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPolygonF

from iwtlink.chart.beside.pieces import arrow_of
from iwtlink.chart.display import Display
from iwtlink.chart.parts import DrawnShape
from iwtlink.chart.text.lines import TextLines
from iwtlink.render.figures import edge_pen
from iwtlink.render.icons import Pictures, without_hue
from iwtlink.render.lettering import paint_text
from iwtlink.render.view import Floats, View

Box = tuple[float, float, float, float]


def paint_shapes(
    painter: QPainter,
    display: Display,
    view: View,
    shapes: Iterable[DrawnShape],
    pictures: Pictures | None = None,
    *,
    is_print: bool = False,
) -> None:
    """Paint free shapes in the order given; groups have nothing to paint."""
    for shape in shapes:
        if shape.kind == "group" and not shape.text.texts:
            continue
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        if shape.kind in ("line", "arrow"):
            _paint_stroke(painter, display, view, shape)
        elif shape.kind == "picture":
            _paint_picture(painter, display, view, shape, pictures)
        elif shape.kind != "group":
            _paint_ground(painter, display, view, shape)
        left, top, right, bottom = shape.box
        middle = ((left + right) / 2, (top + bottom) / 2)
        paint_block(painter, display, view, shape.text, middle, is_print=is_print)


def paint_block(
    painter: QPainter,
    display: Display,
    view: View,
    text: TextLines,
    anchor: tuple[float, float],
    *,
    is_print: bool = False,
    is_left: bool = False,
) -> None:
    """Paint all lines of a text whose anchor is a point of the chart."""
    rows = np.arange(len(text.texts))
    origins = view.to_device(text.offsets.reshape(-1, 2) + anchor)
    paint_text(
        painter,
        display.style,
        text,
        rows,
        origins,
        view.scale,
        is_print=is_print,
        is_left=is_left,
    )


def device_box(view: View, box: Box, margin: float = 0.0) -> QRectF:
    """Give a box of chart units in device pixels, enlarged by ``margin`` chart units."""
    corners: Floats = view.to_device(np.array(box).reshape(2, 2))
    (left, top), (right, bottom) = corners.tolist()
    more = margin * view.scale
    return QRectF(left - more, top - more, right - left + 2 * more, bottom - top + 2 * more)


def _paint_ground(painter: QPainter, display: Display, view: View, shape: DrawnShape) -> None:
    style = display.style
    draw = painter.drawEllipse if shape.kind == "circle" else painter.drawRect
    if shape.frame:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(edge_pen(style, shape.frame, style.frame_px, 0, view))
        draw(device_box(view, shape.box, shape.frame_margin_px + style.frame_px / 2))
    painter.setBrush(QBrush(QColor.fromRgb(shape.fill)) if shape.fill else Qt.BrushStyle.NoBrush)
    painter.setPen(_edge(display, view, shape))
    draw(device_box(view, shape.box))


def _edge(display: Display, view: View, shape: DrawnShape) -> QPen:
    if not shape.edge:
        return QPen(Qt.PenStyle.NoPen)
    return edge_pen(display.style, shape.edge, shape.edge_px, shape.edge_dash, view)


def _paint_stroke(painter: QPainter, display: Display, view: View, shape: DrawnShape) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(_edge(display, view, shape))
    head = arrow_of(shape, display.style) if shape.kind == "arrow" else None
    (x1, y1), (x2, y2) = shape.points
    if head is not None:  # the line ends within its head
        x2, y2 = head[1:].mean(axis=0).tolist()
    ends = view.to_device(np.array(((x1, y1), (x2, y2)))).tolist()
    painter.drawLine(QPointF(*ends[0]), QPointF(*ends[1]))
    if head is not None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor.fromRgb(shape.edge))
        painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in view.to_device(head).tolist()]))


def _paint_picture(
    painter: QPainter, display: Display, view: View, shape: DrawnShape, pictures: Pictures | None
) -> None:
    whole = pictures.whole(shape.picture_id) if pictures and shape.picture_id else None
    box = device_box(view, shape.box)
    if whole is None:
        _paint_ground(painter, display, view, shape)
        return
    size = whole.size().scaled(box.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
    inner = QRectF(0, 0, size.width(), size.height())
    inner.moveCenter(box.center())
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, True)
    is_hueless = display.style.is_mono or shape.is_grey
    painter.setOpacity(0.5 if shape.is_grey else 1.0)
    painter.drawImage(inner, without_hue(whole) if is_hueless else whole)
    painter.setOpacity(1.0)
