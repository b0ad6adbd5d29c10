"""The chart as a widget: shows a display, and says what the analyst does with it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPoint, QPointF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QGraphicsView, QToolTip, QWidget

from iwtlink.chart.display import Display
from iwtlink.chart.effects import Tool
from iwtlink.gui.chartview.canvas import Canvas
from iwtlink.gui.chartview.chosen import Chosen
from iwtlink.gui.chartview.keys import press_key, wants_key
from iwtlink.gui.chartview.marks import Marks
from iwtlink.gui.chartview.moving import Moving
from iwtlink.gui.chartview.pointing import Pointing
from iwtlink.gui.chartview.sentences import chart_sentence, words_under
from iwtlink.gui.chartview.surface import Surface
from iwtlink.gui.drag import ENTITIES, entities_from_mime
from iwtlink.gui.plain import tip
from iwtlink.i18n import tr
from iwtlink.render.fonts import load_fonts
from iwtlink.render.icons import Pictures, PictureSource
from iwtlink.render.overview import READABLE_ZOOM
from iwtlink.render.view import View

SETTLE_MS = 70
"""Pause after which a scaled picture is painted sharp."""
_OVERVIEW_MARGIN = 40.0
"""Logical pixels left around an overview, for the enlarged names at its edge."""


class ChartView(pg.GraphicsView):
    """Shows one ``Display`` and emits ids, in the past tense or as a request.

    Give it ``set_display`` after each change of the store: until then a dragged item stands where
    it was dropped. What is on the chart is decided by the owner of the store alone.
    """

    selection_changed = Signal(list, list)
    """Ids of entities and of links, in the order of choosing."""
    items_moved = Signal(list, object)
    """Ids of entities and their new places, float64 (n, 2) in chart units."""
    take_off_requested = Signal(list, list)
    """Ids of the selected entities and links."""
    expand_requested = Signal(int)
    """Id of an entity."""
    opened = Signal(str, int)
    """"entity" or "link", and its id."""
    context_requested = Signal(str, int, QPoint)
    """"entity", "link" or "" for the paper; its id or 0; place on the screen."""
    entities_dropped = Signal(list, object)
    """Ids of entities dragged here from a list, and the place (x, y) in chart units."""
    link_drawn = Signal(int, int)
    """Ids of the two entities between which a new link was drawn."""
    zoom_changed = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, useOpenGL=False, background=None)
        load_fonts()
        self.setObjectName("chart_view")
        self.setAccessibleName(tr("Chart"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)
        self.setAcceptDrops(True)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.FullViewportUpdate)
        self.canvas = Canvas()
        self.marks = Marks()
        self.chosen = Chosen()
        self._current_id = 0
        self._is_fitted = False
        self._surface = Surface(self.canvas, self.marks)
        self.addItem(self._surface)
        self.moving = Moving(self)
        self._pointing = Pointing(self)
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settle.timeout.connect(self._sharpen)

    # --- what is shown

    @property
    def display(self) -> Display | None:
        """The display shown, with items dragged where they were dropped."""
        return self.canvas.display

    def set_display(self, display: Display | None) -> None:
        """Show a display. Zoom, place and selection stay; the first one is fitted."""
        self._pointing.cancel()
        current = self._item_of(self._current_id, display)
        self.canvas.show(display)
        self.marks.current = current
        self.marks.hovered_item = self.marks.hovered_line = -1
        if display is not None and self.chosen.keep_present(display):
            self._tell_selection()
        self._mark_chosen()
        if display is not None and len(display.positions) and not self._is_fitted:
            self.fit()
        self.redraw()

    def set_pictures(self, source: PictureSource | None) -> None:
        """Take where photographs come from, by id."""
        self.canvas.pictures = Pictures(source) if source else None
        self.refresh()

    def forget_pictures(self, ids: Sequence[int] = ()) -> None:
        """Read photographs again that changed; all without ids."""
        if self.canvas.pictures is not None:
            self.canvas.pictures.forget(ids)
        self.refresh()

    def refresh(self) -> None:
        """Paint the whole picture anew."""
        self.canvas.end_move()
        self.redraw()

    def redraw(self) -> None:
        """Ask for a frame."""
        self.viewport().update()

    # --- looking

    @property
    def view(self) -> View:
        """What is looked at, in device pixels."""
        return self.canvas.view

    def look(self, view: View) -> None:
        """Look elsewhere."""
        is_zoom = view.scale != self.view.scale
        self.canvas.look(view)
        if not self.canvas.is_sharp:
            if self.canvas.is_quick:
                self._settle.stop()
                self.canvas.sharpen()
            else:
                self._settle.start()
        if is_zoom:
            self.zoom_changed.emit(view.zoom)
        self.redraw()

    def fit(self) -> None:
        """Show the whole chart."""
        if self.display is None or not len(self.display.positions):
            return
        self._is_fitted = self.viewport().width() > 32 and self.isVisible()
        fitted = self._sized().fitted(self.display.extents)
        if fitted.zoom < READABLE_ZOOM:  # names are enlarged and reach beyond the chart's own edge
            fitted = self._sized().fitted(self.display.extents, margin=_OVERVIEW_MARGIN)
        self.look(fitted)

    def fit_selection(self) -> None:
        """Show the selected entities as large as they fit; the whole chart without any."""
        if self.display is None or not len(self.marks.items):
            self.fit()
            return
        boxes = self.display.node_boxes[self.marks.items]
        left, top = boxes[:, 0:2].min(axis=0).tolist()
        right, bottom = boxes[:, 2:4].max(axis=0).tolist()
        self.look(self.view.fitted((left, top, right, bottom), margin=64.0))

    def zoom(self, factor: float, at: QPointF | None = None) -> None:
        """Show the chart larger by ``factor``, around a point of the widget or its middle."""
        point = at or QPointF(self.viewport().rect().center())
        ratio = self.view.ratio
        x, y = point.x() * ratio, point.y() * ratio
        self.look(self.view.zoomed(self.view.zoom * factor, x, y))

    def actual_size(self) -> None:
        """Show the chart at its own size, around the middle."""
        self.zoom(1.0 / self.view.zoom)

    def centre_on(self, entity_id: int) -> None:
        """Bring an entity into the middle, if it is on the chart."""
        item = self._item_of(entity_id, self.display)
        if self.display is not None and item >= 0:
            x, y = self.display.positions[item].tolist()
            self.look(self.view.centred(x, y))

    def reveal(self, item: int) -> None:
        """Bring an item into view if it is not."""
        if self.display is None:
            return
        place = self.display.positions[item]
        x, y = self.view.to_device(place).tolist()
        edge = 48 * self.view.ratio
        if not (edge <= x <= self.view.width - edge and edge <= y <= self.view.height - edge):
            self.look(self.view.centred(float(place[0]), float(place[1])))

    def chart_point(self, point: QPointF) -> tuple[float, float]:
        """Give the chart point under a point of the widget."""
        return self.view.to_chart(point.x() * self.view.ratio, point.y() * self.view.ratio)

    def use_tool(self, tool: Tool) -> None:
        """Let the left button select, draw links or pan."""
        self._pointing.cancel()
        self._pointing.tool = tool

    # --- selecting

    def selected_entities(self) -> list[int]:
        """Give the ids of the selected entities in the order of choosing."""
        return self.chosen.entity_ids

    def selected_links(self) -> list[int]:
        """Give the ids of the selected links in the order of choosing."""
        return self.chosen.link_ids

    def set_selection(self, entity_ids: Iterable[int], link_ids: Iterable[int] = ()) -> None:
        """Show these as selected; nothing is emitted."""
        self.chosen.choose(entity_ids, link_ids)
        if self.display is not None:
            self.chosen.keep_present(self.display)
        self._mark_chosen()
        self.redraw()

    def select_all(self) -> None:
        """Select everything on the chart."""
        if self.display is not None:
            links = self.display.link_ids[self.display.members].tolist()
            self.choose(self.display.entity_ids.tolist(), links)

    def choose(self, entity_ids: Iterable[int], link_ids: Iterable[int] = ()) -> None:
        """Select just these, as the analyst does."""
        self._after_choosing(self.chosen.choose(entity_ids, link_ids))

    def make_current(self, item: int) -> None:
        """Put the keyboard at an item (index; -1: nowhere)."""
        self.marks.current = item
        self._current_id = 0
        if self.display is not None and item >= 0:
            self._current_id = int(self.display.entity_ids[item])
        self.redraw()

    def take_off_selected(self) -> None:
        """Ask that what is selected be taken off the chart."""
        if self.chosen:
            self.take_off_requested.emit(self.chosen.entity_ids, self.chosen.link_ids)

    # --- what Qt asks

    def sizeHint(self) -> QSize:
        """Give a comfortable size."""
        return QSize(960, 640)

    def close(self) -> bool:
        """Close as any widget does.

        WORKAROUND: pyqtgraph 0.14's own ``close`` takes the viewport away while Qt still sends
        it events, which crashes. Remove when it no longer does.
        """
        return QGraphicsView.close(self)

    def event(self, event: QEvent) -> bool:
        """Keep the chart's own keys, Tab among them, from the window's shortcuts."""
        if isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride and wants_key(event):
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress and wants_key(event):
                self.keyPressEvent(event)
                return True
        return bool(super().event(event))

    def viewportEvent(self, event: QEvent) -> bool:
        """Show tooltips; follow pinching and a window moved to a screen of another density."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            self._show_tooltip(event)
            return True
        if isinstance(event, QNativeGestureEvent):
            if event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
                self.zoom(1.0 + event.value(), event.position())
            return True
        if event.type() == QEvent.Type.Leave:
            self._pointing.leave()
        return bool(super().viewportEvent(event))

    def showEvent(self, event: QEvent) -> None:
        """Fit the chart when it is first seen."""
        super().showEvent(event)
        if not self._is_fitted:
            self.fit()

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        """Keep the middle of the view in the middle."""
        super().resizeEvent(event)
        if hasattr(self, "canvas"):  # pyqtgraph resizes while it is being made
            self._resized()

    def paintEvent(self, event: QEvent) -> None:
        """Paint a frame; first adapt to the screen's density."""
        if self.view.ratio != self.viewport().devicePixelRatioF():
            self._resized()
        super().paintEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a gesture."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._pointing.press(event)
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on with a gesture, or hover."""
        self._pointing.move(event)
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End a gesture."""
        self._pointing.release(event)
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open what is under the mouse; with Shift, ask for its neighbours."""
        self._pointing.double_click(event)
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom at the mouse; with Shift or Alt, move sideways."""
        delta = event.angleDelta()
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier or (delta.x() and not delta.y()):
            step = round((delta.y() or delta.x()) * self.view.ratio)
            self.look(self.view.panned(step, 0))
        elif delta.y():
            self._pointing.wheel(delta.y() / 120, event.position())
        event.accept()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Select what is under the mouse and ask for its menu."""
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            kind, number = ("entity", self._current_id) if self._current_id else ("", 0)
        else:
            kind, number = self._pointing.choose_for_menu(QPointF(event.pos()))
        self.context_requested.emit(kind, number, event.globalPos())
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what a key of the chart means; leave the others to the window."""
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._pointing.hold_to_pan(True)
            event.accept()
        elif press_key(self, event):
            event.accept()
        else:
            event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Let go of the paper."""
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._pointing.hold_to_pan(False)
        event.accept()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Let go of the paper when the keyboard goes elsewhere."""
        self._pointing.hold_to_pan(False)
        super().focusOutEvent(event)

    def escape(self) -> None:
        """Break off a gesture; else select nothing."""
        if not self._pointing.cancel():
            self.choose(())

    def dragEnterEvent(self, event: QDragEnterEvent | QDragMoveEvent) -> None:
        """Take entities dragged here from a list."""
        if event.mimeData().hasFormat(ENTITIES):
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Take entities anywhere on the paper."""
        self.dragEnterEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell which entities were dropped, and where."""
        ids = entities_from_mime(event.mimeData())
        if ids:
            event.acceptProposedAction()
            self.entities_dropped.emit(ids, self.chart_point(event.position()))

    # --- within

    def _sharpen(self) -> None:
        self.canvas.sharpen()
        self.redraw()

    def _sized(self) -> View:
        ratio = self.viewport().devicePixelRatioF()
        size = self.viewport().size()
        width, height = max(1, round(size.width() * ratio)), max(1, round(size.height() * ratio))
        if (width, height, ratio) == (self.view.width, self.view.height, self.view.ratio):
            return self.view
        return self.view.sized(width, height, ratio)

    def _resized(self) -> None:
        self.canvas.look(self._sized())
        self._surface.cover(self.mapToScene(self.viewport().rect()).boundingRect())
        if not self._is_fitted:
            self.fit()
        self._sharpen()

    def _item_of(self, entity_id: int, display: Display | None) -> int:
        if display is None or not entity_id:
            return -1
        found = np.flatnonzero(display.entity_ids == entity_id)
        return int(found[0]) if len(found) else -1

    def _after_choosing(self, is_changed: bool) -> None:
        self._mark_chosen()
        self.redraw()
        if is_changed:
            self._tell_selection()

    def _mark_chosen(self) -> None:
        if self.display is not None:
            self.marks.items = self.chosen.items_of(self.display)
            self.marks.lines = self.chosen.lines_of(self.display)
        words = chart_sentence(self.display, len(self.chosen.entity_ids), len(self.chosen.link_ids))
        self.setAccessibleDescription(words)

    def _tell_selection(self) -> None:
        self.selection_changed.emit(self.chosen.entity_ids, self.chosen.link_ids)

    def _show_tooltip(self, event: QHelpEvent) -> None:
        words = ""
        if self.display is not None and not self._pointing.is_busy:
            words = words_under(self.display, self.marks.hovered_item, self.marks.hovered_line)
        if words:
            QToolTip.showText(event.globalPos(), tip(words), self.viewport())
        else:
            QToolTip.hideText()
            event.ignore()
