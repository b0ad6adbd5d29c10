"""Icons as vectors: drawn in the colour of the text, sharp at every scale."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer

from iwtlink.paths import resource

_SIZES = (16, 20, 32, 40)


def action_icon(name: str) -> QIcon:
    """Give the icon of an action by its file name; an empty icon where there is none."""
    if not name:
        return QIcon()
    text = QGuiApplication.palette().color(QPalette.ColorRole.ButtonText).name()
    group = QPalette.ColorGroup.Disabled
    faint = QGuiApplication.palette().color(group, QPalette.ColorRole.ButtonText).name()
    return _tinted(name, text, faint)


@lru_cache(maxsize=512)
def _tinted(name: str, colour: str, disabled: str) -> QIcon:
    icon = QIcon()
    for mode, tint in ((QIcon.Mode.Normal, colour), (QIcon.Mode.Disabled, disabled)):
        drawing = QSvgRenderer(QByteArray(_source(name, tint)))
        for size in _SIZES:
            icon.addPixmap(_drawn(drawing, size), mode)
    return icon


def _source(name: str, colour: str) -> bytes:
    return _thin(name).replace("currentColor", colour).encode()


@lru_cache(maxsize=256)
def _thin(name: str) -> str:
    path = resource("icons", "actions", f"{name}.svg")
    return path.read_text(encoding="utf-8").replace('stroke-width="2"', 'stroke-width="1.75"')


def _drawn(drawing: QSvgRenderer, size: int) -> QPixmap:
    pixmap = QPixmap(size, size)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    drawing.render(painter, QRectF(0, 0, size, size))
    painter.end()
    return pixmap


@lru_cache(maxsize=256)
def entity_icon(name: str) -> QIcon:
    """Give the icon of an entity type by the name its type has for it."""
    from iwtlink.render.icons import icon_image  # the chart's icons are slow to load

    icon = QIcon()
    for size in _SIZES:
        icon.addPixmap(QPixmap.fromImage(icon_image(name, size)))
    return icon
