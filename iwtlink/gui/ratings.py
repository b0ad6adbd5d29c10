"""Ratings as small marks: each level has a shape of its own, and a colour."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap, QPolygonF

from iwtlink.gui.theme import colours
from iwtlink.i18n import tr
from iwtlink.operations.quality import Level

_SIZE = 32
_SHAPES: dict[str, tuple[tuple[float, float], ...]] = {
    "medium": ((0.5, 0.06), (0.94, 0.5), (0.5, 0.94), (0.06, 0.5)),
    "major": ((0.5, 0.08), (0.96, 0.9), (0.04, 0.9)),
    "severe": ((0.1, 0.1), (0.9, 0.1), (0.9, 0.9), (0.1, 0.9)),
    "critical": (
        *((0.32, 0.05), (0.68, 0.05), (0.95, 0.32), (0.95, 0.68)),
        *((0.68, 0.95), (0.32, 0.95), (0.05, 0.68), (0.05, 0.32)),
    ),
}
"""Corners in fractions of the mark: diamond, triangle, square, octagon; the others are round."""


def rating_icon(level: str) -> QIcon:
    """Give the mark of a level, in the colours of the mode in use."""
    chosen = colours()
    tints = {
        "good": chosen.good,
        "minor": chosen.muted,
        "medium": chosen.warning,
        "major": chosen.warning,
        "severe": chosen.bad,
        "critical": chosen.bad,
    }
    return _drawn(level, tints[level])


@lru_cache(maxsize=32)
def _drawn(level: str, tint: str) -> QIcon:
    pixmap = QPixmap(_SIZE, _SIZE)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(tint), 4))
    if level != "minor":
        painter.setBrush(QColor(tint))
    inner = 6
    if level in _SHAPES:
        room = _SIZE - 2 * inner
        corners = [QPointF(inner + x * room, inner + y * room) for x, y in _SHAPES[level]]
        painter.drawPolygon(QPolygonF(corners))
    else:
        painter.drawEllipse(QRectF(inner, inner, _SIZE - 2 * inner, _SIZE - 2 * inner))
    painter.end()
    return QIcon(pixmap)


def rating_text(level: Level, reasons: int) -> str:
    """Give a rating in a few words."""
    if not reasons:
        return tr("Quality: nothing found")
    return tr("Quality: {word}, reasons: {n}", word=level.word, n=reasons)
