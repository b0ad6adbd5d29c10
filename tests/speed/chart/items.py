"""The yardsticks: one QGraphicsItem per thing, as a program would be written first.

``naive`` makes a Python item of every entity and link with all that our picture has: icon, name,
arrow head, dashes, words. ``tuned`` takes Qt's own items in C++ and leaves out arrows, words on
links and smoothing: faster, and less.
"""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import (
    QGraphicsItem,
    QGraphicsLineItem,
    QGraphicsScene,
    QStyleOptionGraphicsItem,
    QWidget,
)

from iwtlink.render.icons import icon_image
from iwtlink.render.view import View
from iwtlink.store.charts.content import ChartContent

_DASHES = (Qt.PenStyle.SolidLine, Qt.PenStyle.DashLine, Qt.PenStyle.DotLine)
_READABLE = 0.45
"""Zoom below which names are not painted."""


class _Entity(QGraphicsItem):
    def __init__(self, icon: QPixmap, name: str) -> None:
        super().__init__()
        self._icon, self._name = icon, name
        self.links: list[_Link] = []

    def boundingRect(self) -> QRectF:
        return QRectF(-60, -20, 120, 60)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        painter.drawPixmap(-20, -20, self._icon)
        if option.levelOfDetailFromTransform(painter.worldTransform()) > _READABLE:
            painter.drawText(
                QRectF(-60, 20, 120, 20), Qt.AlignmentFlag.AlignHCenter.value, self._name
            )


class _Link(QGraphicsItem):
    def __init__(
        self, start: _Entity, end: _Entity, words: str, strength: int, arrow: bool
    ) -> None:
        super().__init__()
        self._start, self._end, self._words, self._arrow = start, end, words, arrow
        self._pen = QPen(QColor("#6b7480"), 1, _DASHES[strength])
        self._pen.setCosmetic(True)
        self.setZValue(-1)

    def boundingRect(self) -> QRectF:
        box = QRectF(self._start.pos(), self._end.pos()).normalized()
        return box.adjusted(-40, -12, 40, 12)

    def ends_moved(self) -> None:
        self.prepareGeometryChange()

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        line = QLineF(self._start.pos(), self._end.pos())
        painter.setPen(self._pen)
        painter.drawLine(line)
        if self._arrow:
            painter.setBrush(self._pen.color())
            painter.drawPolygon(_head(line))
        if option.levelOfDetailFromTransform(painter.worldTransform()) > _READABLE:
            middle = line.center()
            plate = QRectF(middle.x() - 40, middle.y() - 8, 80, 16)
            painter.fillRect(plate, QColor("white"))
            painter.drawText(plate, Qt.AlignmentFlag.AlignCenter.value, self._words)


def _head(line: QLineF) -> QPolygonF:
    if line.length() < 1e-6:
        return QPolygonF()
    way = QPointF(line.dx() / line.length(), line.dy() / line.length())
    tip = line.p2() - way * 24
    across = QPointF(-way.y(), way.x()) * 3.5
    back = tip - way * 9
    return QPolygonF([tip, back + across, back - across])


class NaiveScene:
    """Every entity and every link an item of its own, in Python."""

    def __init__(self, content: ChartContent) -> None:
        self.scene = QGraphicsScene()
        icons = {name: _pixmap(name) for name in set(content.types)}
        self.entities = []
        rows = zip(content.types, content.labels, content.positions.tolist(), strict=True)
        for kind, name, (x, y) in rows:
            item = _Entity(icons[kind], name)
            item.setPos(x, y)
            self.scene.addItem(item)
            self.entities.append(item)
        for k, (a, b) in enumerate(content.ends.tolist()):
            if a == b:
                continue
            start, end = self.entities[a], self.entities[b]
            words, strength = content.link_types[k], int(content.strengths[k])
            link = _Link(start, end, words, strength, bool(content.is_directed[k]))
            start.links.append(link)
            end.links.append(link)
            self.scene.addItem(link)

    def move(self, index: int, dx: float) -> None:
        """Move an entity, and its links after it."""
        entity = self.entities[index]
        entity.moveBy(dx, 0)
        for link in entity.links:
            link.ends_moved()

    def paint(self, image: QImage, view: View) -> None:
        """Paint a view as a QGraphicsView would."""
        _render(self.scene, image, view, smooth=True)


class TunedScene:
    """Qt's own items: pixmaps, plain texts, lines; no arrows, no words on links, not smooth."""

    def __init__(self, content: ChartContent) -> None:
        self.scene = QGraphicsScene()
        icons = {name: _pixmap(name) for name in set(content.types)}
        pens = [QPen(QColor("#6b7480"), 1, dash) for dash in _DASHES]
        for pen in pens:
            pen.setCosmetic(True)
        places = [QPointF(x, y) for x, y in content.positions.tolist()]
        self.entities = []
        self._links: list[list[tuple[QGraphicsLineItem, bool]]] = [[] for _ in places]
        for k, (a, b) in enumerate(content.ends.tolist()):
            line = self.scene.addLine(QLineF(places[a], places[b]), pens[content.strengths[k]])
            self._links[a].append((line, True))
            self._links[b].append((line, False))
        for kind, name, place in zip(content.types, content.labels, places, strict=True):
            item = self.scene.addPixmap(icons[kind])
            item.setOffset(-20, -20)
            item.setPos(place)
            self.scene.addSimpleText(name).setPos(place + QPointF(-40, 22))
            self.entities.append(item)

    def move(self, index: int, dx: float) -> None:
        """Move an entity, and its links after it."""
        entity = self.entities[index]
        entity.moveBy(dx, 0)
        for item, is_start in self._links[index]:
            line = item.line()
            if is_start:
                line.setP1(entity.pos())
            else:
                line.setP2(entity.pos())
            item.setLine(line)

    def paint(self, image: QImage, view: View) -> None:
        """Paint a view as a QGraphicsView would."""
        _render(self.scene, image, view, smooth=False)


def _pixmap(kind: str) -> QPixmap:
    return QPixmap.fromImage(icon_image(kind, 40))


def _render(scene: QGraphicsScene, image: QImage, view: View, *, smooth: bool) -> None:
    left, top, right, bottom = view.region((0, 0, view.width, view.height), 0.0).tolist()
    painter = QPainter(image)
    painter.fillRect(image.rect(), QColor("white"))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, smooth)
    target = QRectF(0, 0, view.width, view.height)
    scene.render(painter, target, QRectF(left, top, right - left, bottom - top))
    painter.end()
