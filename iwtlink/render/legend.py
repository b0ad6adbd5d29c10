"""The legend and the title block of a chart."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter

from iwtlink.chart.beside.pieces import LEGEND_ROUNDING_PX, Box, sample_box
from iwtlink.chart.display import Display
from iwtlink.chart.items.icons import IconKey
from iwtlink.chart.parts import LegendRow
from iwtlink.render.badges import badge_key, paint_sign
from iwtlink.render.figures import edge_pen
from iwtlink.render.fonts import chart_font
from iwtlink.render.shapes import device_box, paint_block
from iwtlink.render.view import View


def paint_legend(
    painter: QPainter,
    display: Display,
    view: View,
    *,
    is_print: bool = False,
    is_vector: bool = False,
) -> None:
    """Paint the legend, if the chart has one."""
    legend = display.legend
    if legend is None:
        return
    _paint_ground(painter, display, view, legend.box)
    for row in legend.rows:
        _paint_sample(painter, display, view, row, is_vector=is_vector)
    paint_block(
        painter, display, view, legend.text, legend.box[:2], is_print=is_print, is_left=True
    )


def paint_title_block(
    painter: QPainter, display: Display, view: View, *, is_print: bool = False
) -> None:
    """Paint the title block, if the chart has one."""
    block = display.title_block
    if block is not None:
        _paint_ground(painter, display, view, block.box)
        paint_block(
            painter, display, view, block.text, block.box[:2], is_print=is_print, is_left=True
        )


def _paint_ground(painter: QPainter, display: Display, view: View, box: Box) -> None:
    colours = display.style.colours
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    painter.setBrush(QColor.fromRgb(colours.paper))
    painter.setPen(edge_pen(display.style, colours.edge, 1.0, 0, view))
    radius = LEGEND_ROUNDING_PX * view.scale
    painter.drawRoundedRect(device_box(view, box), radius, radius)


def _paint_sample(
    painter: QPainter, display: Display, view: View, row: LegendRow, *, is_vector: bool
) -> None:
    legend = display.legend
    if legend is None:
        return
    style, side = display.style, legend.sample_px
    high = 1.0 if row.sample in ("icon", "badge", "circle") else 0.6
    box = sample_box(legend.box, row.centre, side, high)
    placed = device_box(view, box)
    centre = placed.center()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if row.sample == "icon":
        key = IconKey(row.name, is_grey=style.is_mono)
        paint_sign(painter, key, centre.x(), centre.y(), side * view.scale, is_vector=is_vector)
    elif row.sample == "badge":
        paint_sign(
            painter,
            badge_key(display, row.name),
            centre.x(),
            centre.y(),
            min(side, display.badges.side_px or side) * view.scale,
            is_vector=is_vector,
        )
    elif row.sample == "line":
        painter.setPen(edge_pen(style, row.colour, row.width_px, row.dash, view))
        painter.drawLine(QPointF(placed.left(), centre.y()), QPointF(placed.right(), centre.y()))
    elif row.sample == "fill":
        painter.setPen(edge_pen(style, style.colours.edge, 1.0, 0, view))
        painter.setBrush(QColor.fromRgb(row.colour))
        painter.drawRect(placed)
    elif row.sample in ("frame", "edge"):
        painter.setPen(edge_pen(style, row.colour, max(row.width_px, 1.0), row.dash, view))
        painter.drawRect(placed)
    elif row.sample == "circle":
        painter.setPen(edge_pen(style, row.colour, max(row.width_px, 1.0), row.dash, view))
        painter.drawEllipse(placed)
    else:
        _paint_letters(painter, view, row, centre)


def _paint_letters(painter: QPainter, view: View, row: LegendRow, centre: QPointF) -> None:
    painter.save()
    painter.translate(centre)
    painter.scale(view.scale, view.scale)
    painter.setFont(chart_font(12, True))
    painter.setPen(QColor.fromRgb(row.colour or 0xFF000000))
    width = painter.fontMetrics().horizontalAdvance("Aa")
    painter.drawText(QPointF(-width / 2, 4.0), "Aa")
    painter.restore()
