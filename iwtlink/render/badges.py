"""The small marks at the corners of items: signs, or a few letters on a pill."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from iwtlink.chart.display import Display
from iwtlink.chart.items.icons import IconKey
from iwtlink.render.fonts import chart_font
from iwtlink.render.icons import drawn_icon, icon_vector
from iwtlink.render.view import View

_SMALLEST_PX = 6.0
"""Smaller badges are left out on a screen."""


def paint_badges(
    painter: QPainter,
    display: Display,
    view: View,
    items: NDArray[np.int64],
    *,
    is_print: bool = False,
    is_vector: bool = False,
) -> None:
    """Paint the badges of the items."""
    badges = display.badges
    side = badges.side_px * view.scale
    if not len(badges.owners) or (side < _SMALLEST_PX and not is_print):
        return
    is_shown = np.zeros(len(display.positions), bool)
    is_shown[items] = True
    own = np.flatnonzero(is_shown[badges.owners])
    middles = view.to_device(display.positions[badges.owners[own]] + badges.offsets[own])
    for badge, (x, y) in zip(own.tolist(), middles.tolist(), strict=True):
        if badges.names[badge]:
            key = badge_key(display, badges.names[badge])
            paint_sign(painter, key, x, y, side, is_vector=is_vector)
        else:
            _paint_pill(painter, display, badge, QPointF(x, y), view.scale)


def badge_key(display: Display, name: str) -> IconKey:
    """Give the sign of a badge as the chart's style shows it."""
    return IconKey(name, is_grey=display.style.is_mono, folder="badges")


def paint_sign(
    painter: QPainter, key: IconKey, x: float, y: float, side: float, *, is_vector: bool
) -> None:
    """Paint an icon ``side`` device pixels large with its middle at a device pixel."""
    if is_vector:
        icon_vector(key).render(painter, QRectF(x - side / 2, y - side / 2, side, side))
        return
    px = max(1, round(side))
    painter.drawImage(round(x - px / 2), round(y - px / 2), drawn_icon(key, px))


def _paint_pill(
    painter: QPainter, display: Display, badge: int, middle: QPointF, scale: float
) -> None:
    badges = display.badges
    width, height = float(badges.widths[badge]), badges.side_px
    painter.save()
    painter.translate(middle)
    painter.scale(scale, scale)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor.fromRgb(int(badges.colours[badge])))
    painter.drawRoundedRect(QRectF(-width / 2, -height / 2, width, height), height / 2, height / 2)
    font = chart_font(max(1, round(badges.font_px)), True)
    text, metrics = badges.texts[badge], QFontMetricsF(font)
    painter.setFont(font)
    painter.setPen(QColor.fromRgb(int(badges.text_colours[badge])))
    baseline = metrics.capHeight() / 2
    painter.drawText(QPointF(-metrics.horizontalAdvance(text) / 2, baseline), text)
    painter.restore()
