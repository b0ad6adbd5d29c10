"""Painting a chart with its heading, for a file or a printer."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPainter

from iwtlink.chart.paper.sheet import Sheet
from iwtlink.render.icons import Pictures
from iwtlink.render.painter import Painted, paint_display
from iwtlink.render.shapes import paint_block
from iwtlink.render.view import View


def paint_sheet(
    painter: QPainter,
    sheet: Sheet,
    scale: float,
    origin: tuple[float, float] = (0.0, 0.0),
    pictures: Pictures | None = None,
    *,
    clip: tuple[int, int, int, int] | None = None,
    is_vector: bool = False,
) -> Painted:
    """Paint a sheet at ``scale`` device pixels per unit, its corner at ``origin``.

    ``clip`` (x, y, width, height in device pixels) keeps to a part of it, for tiles.
    """
    width, height = sheet.pixels(scale)
    left = round(sheet.left * scale - origin[0])
    top = round(sheet.top * scale - origin[1])
    box = clip or (round(origin[0]), round(origin[1]), width, height)
    view = View(left, top, scale, box[0] + box[2], box[1] + box[3])
    painter.fillRect(*box, QColor.fromRgb(sheet.display.style.colours.paper))
    painted = paint_display(
        painter,
        sheet.display,
        view,
        pictures=pictures,
        clip=box,
        is_print=True,
        is_vector=is_vector,
    )
    painter.save()
    painter.setClipRect(*box)
    paint_block(painter, sheet.display, view, sheet.text, sheet.corner, is_print=True, is_left=True)
    painter.restore()
    return painted
