"""The picture of a page: fitted to the width, enlarged, with a rectangle drawn on it.

A rectangle is drawn with the mouse, or with the keyboard: Space puts one in the middle of
what is in view, the arrows move it, with Shift they change its size.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QScrollArea, QWidget

from iwtlink.gui.source.keys import action_of
from iwtlink.gui.source.shown import Chosen
from iwtlink.gui.theme import colours
from iwtlink.i18n import tr
from iwtlink.store.passages import region_parts, region_text

_STEP = 1.25
_WIDEST = 6.0
_SMALLEST_SIDE = 0.004
"""Of a rectangle, as a fraction of the page: anything smaller is a click."""
_MARGIN = 8
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_WAIT_MS = 60


class _Canvas(QWidget):
    """The page itself: painted from a picture made for its width."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.picture = QPixmap()
        self.chosen: QRectF | None = None
        """In fractions of the page."""
        self.passage: QRectF | None = None
        self._begun: QPointF | None = None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and not self.picture.isNull():
            self._begun = self._fraction(event.position())
            self.chosen = None
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._begun is not None:
            self.chosen = QRectF(self._begun, self._fraction(event.position())).normalized()
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._begun = None
        if self.chosen is not None and min(self.chosen.width(), self.chosen.height()) < (
            _SMALLEST_SIDE
        ):
            self.chosen = None
        self.update()
        self.changed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        shades = colours()
        painter.fillRect(self.rect(), QColor(shades.raised))
        if not self.picture.isNull():
            painter.drawPixmap(self.rect(), self.picture)
        if self.passage is not None:
            self._outline(painter, self.passage, QColor(shades.warning), Qt.PenStyle.SolidLine)
        if self.chosen is not None:
            self._outline(painter, self.chosen, QColor(shades.accent), Qt.PenStyle.DashLine)
        painter.end()

    def _outline(self, painter: QPainter, part: QRectF, colour: QColor, style: Qt.PenStyle) -> None:
        """Draw a rectangle so that it is seen on white and on black."""
        area = QRectF(
            part.x() * self.width(),
            part.y() * self.height(),
            part.width() * self.width(),
            part.height() * self.height(),
        )
        wash = QColor(colour)
        wash.setAlpha(36)
        painter.fillRect(area, wash)
        painter.setPen(QPen(QColor("#ffffff"), 4))
        painter.drawRect(area)
        painter.setPen(QPen(colour.darker(130) if colour.lightness() > 150 else colour, 2, style))
        painter.drawRect(area)

    def _fraction(self, where: QPointF) -> QPointF:
        x = min(max(where.x() / max(self.width(), 1), 0.0), 1.0)
        y = min(max(where.y() / max(self.height(), 1), 0.0), 1.0)
        return QPointF(x, y)


class PictureView(QScrollArea):
    """Shows the picture of one page and tells what part of it is chosen."""

    asked = Signal(str)
    """A key asks for something (see ``keys``)."""
    width_wanted = Signal(int)
    """A picture so many pixels wide is wanted, for the size it is shown at now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page_picture")
        self.setAccessibleName(tr("Picture of the page"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.canvas = _Canvas()
        self.setWidget(self.canvas)
        self.page_id = 0
        self.zoom = 1.0
        self._ratio = 1.414
        self._is_wanted = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_WAIT_MS)
        self._timer.timeout.connect(self._want)

    # What is shown

    def begin(self, page_id: int) -> None:
        """Make room for the picture of another page; it is asked for."""
        self.page_id = page_id
        self.canvas.picture = QPixmap()
        self.canvas.chosen = self.canvas.passage = None
        self._is_wanted = bool(page_id)
        self.verticalScrollBar().setValue(0)
        self._fit()
        self._timer.start()

    def show_picture(self, page_id: int, picture: QImage) -> None:
        """Show the picture that was asked for; one of another page comes too late."""
        if page_id != self.page_id or picture.isNull():
            return
        is_first = self.canvas.picture.isNull()
        self._ratio = picture.height() / max(picture.width(), 1)
        self.canvas.picture = QPixmap.fromImage(picture)
        self._fit()
        self.canvas.update()
        if is_first:
            self._bring_passage()  # only now is it known how tall the page is

    def show_passage(self, region: str) -> None:
        """Set off a part of the page and bring it into view."""
        self.canvas.passage = QRectF(*region_parts(region)) if region else None
        self.canvas.update()
        self._bring_passage()

    def _bring_passage(self) -> None:
        if self.canvas.passage is not None:
            middle = self.canvas.passage.center()
            self.ensureVisible(
                round(middle.x() * self.canvas.width()),
                round(middle.y() * self.canvas.height()),
                self.viewport().width() // 3,
                self.viewport().height() // 3,
            )

    def enlarge(self, factor: float) -> None:
        """Show the page larger or smaller; 0 fits it to the width again."""
        self.zoom = min(max(self.zoom * factor, 0.25), _WIDEST) if factor else 1.0
        self._fit()
        self._timer.start()

    # What is chosen

    def chosen(self) -> Chosen | None:
        """Give the part of the page that is chosen."""
        part = self.canvas.chosen
        if part is None or not self.page_id:
            return None
        region = region_text(part.x(), part.y(), part.width(), part.height())
        return Chosen(self.page_id, region=region)

    # Keys and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        asked = action_of(event)
        if asked in ("larger", "smaller"):
            self.enlarge(_STEP if asked == "larger" else 1 / _STEP)
        elif asked == "leave" and self.canvas.chosen is not None:
            self._choose(None)
        elif asked:
            self.asked.emit(asked)
        elif event.key() == Qt.Key.Key_0 and not event.modifiers():
            self.enlarge(0)
        elif event.key() == Qt.Key.Key_Space:
            self._choose(self._in_view())
        elif event.key() in _ARROWS and self.canvas.chosen is not None:
            self._move(Qt.Key(event.key()), event.modifiers())
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.enlarge(_STEP if event.angleDelta().y() > 0 else 1 / _STEP)
            event.accept()
        else:
            super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
        self._timer.start()

    # Inside

    def _choose(self, part: QRectF | None) -> None:
        self.canvas.chosen = part
        self.canvas.update()
        self.canvas.changed.emit()

    def _in_view(self) -> QRectF:
        """Give a rectangle in the middle of what is seen of the page."""
        width, height = max(self.canvas.width(), 1), max(self.canvas.height(), 1)
        left = self.horizontalScrollBar().value() / width
        top = self.verticalScrollBar().value() / height
        seen = QSize(self.viewport().width(), self.viewport().height())
        wide, high = min(seen.width() / width, 1.0), min(seen.height() / height, 1.0)
        return QRectF(left + wide / 3, top + high / 3, wide / 3, high / 3)

    def _move(self, key: Qt.Key, held: Qt.KeyboardModifier) -> None:
        """Move the rectangle by a hundredth of the page; with Shift change its size."""
        part = self.canvas.chosen
        assert part is not None
        x, y = (0.01 * side for side in _ARROWS[key])
        if held & Qt.KeyboardModifier.ShiftModifier:
            wide = min(max(part.width() + x, 0.01), 1 - part.x())
            high = min(max(part.height() + y, 0.01), 1 - part.y())
            self._choose(QRectF(part.x(), part.y(), wide, high))
        else:
            left = min(max(part.x() + x, 0.0), 1 - part.width())
            top = min(max(part.y() + y, 0.0), 1 - part.height())
            self._choose(QRectF(left, top, part.width(), part.height()))
        middle = self.canvas.chosen
        assert middle is not None
        self.ensureVisible(
            round(middle.center().x() * self.canvas.width()),
            round(middle.center().y() * self.canvas.height()),
        )

    def _fit(self) -> None:
        width = max(round((self.viewport().width() - 2 * _MARGIN) * self.zoom), 40)
        self.canvas.resize(width, max(round(width * self._ratio), 40))

    def _want(self) -> None:
        if self._is_wanted and self.isVisible():
            self.width_wanted.emit(round(self.canvas.width() * self.devicePixelRatioF()))
