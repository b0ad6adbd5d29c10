"""The chart as a widget: shows a display, and says what the analyst does with it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, Qt
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
from PySide6.QtWidgets import QToolTip, QWidget

from iwtlink.chart.display import Display
from iwtlink.chart.hand.events import Tool
from iwtlink.gui.chartview.asking import Asking
from iwtlink.gui.chartview.choosing import ChoosingPaper
from iwtlink.gui.chartview.keys import is_with_ctrl, press_key, wants_key
from iwtlink.gui.chartview.moving import Moving
from iwtlink.gui.chartview.naming import Naming, TextSource
from iwtlink.gui.chartview.pointing import Pointing
from iwtlink.gui.chartview.sentences import words_under
from iwtlink.gui.drag import ENTITIES, TYPE, entities_from_mime, type_from_mime
from iwtlink.gui.plain import tip
from iwtlink.i18n import tr
from iwtlink.render.view import View


class ChartView(ChoosingPaper):
    """Shows one ``Display`` and emits ids, in the past tense or as a request.

    Give it ``set_display`` after each change of the store: until then a dragged item stands where
    it was dropped. What is on the chart is decided by the owner of the store alone.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("chart_view")
        self.setAccessibleName(tr("Chart"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)
        self.setAcceptDrops(True)
        self.moving = Moving(self)
        self.naming = Naming(self)
        self.menu: Asking = Asking(self)
        self._pointing = Pointing(self)

    # --- what is shown

    def set_display(self, display: Display | None) -> None:
        """Show a display. Zoom, place and selection stay; the first one is fitted."""
        if display is None:
            self._pointing.cancel()
        self._pointing.give_way()
        current = self.item_of(self._current_id, display)
        self.canvas.show(display)
        self.marks.current = current
        self.marks.hovered_item = self.marks.hovered_line = -1
        self.marks.hovered_shape = self.marks.hovered_handle = -1
        self.marks.outline = ()
        if display is not None and self.chosen.keep_present(display):
            self.tell_selection()
        self.mark_chosen()
        if display is not None and len(display.positions) and not self._was_fitted:
            self.fit()
        self.naming.follow()
        self.redraw()
        self.displayed.emit()

    # --- looking

    def look(self, view: View) -> None:
        """Look elsewhere; words being typed stay over their item."""
        super().look(view)
        self.naming.follow()
        self.looked.emit()

    def use_tool(self, tool: Tool) -> None:
        """Let the left button select, draw links or pan."""
        self._pointing.cancel()
        is_new, self._pointing.tool = self._pointing.tool != tool, tool
        if tool != "select" and self.ground.armed:
            self.arm("")
        self._pointing.show_cursor()
        if is_new:
            self.tool_changed.emit(tool)

    # --- how it is worked on

    def break_off(self) -> None:
        """Put back what is being dragged or typed."""
        self._pointing.cancel()

    def arm(self, type_name: str) -> None:
        """Place an entity of this type by each click on the paper, until Esc or ``arm("")``."""
        self._pointing.cancel()
        was_armed, self.ground.armed = bool(self.ground.armed), type_name
        if type_name and self._pointing.tool != "select":
            self.use_tool("select")
        self._pointing.show_cursor()
        if was_armed and not type_name:
            self.disarmed.emit()

    def set_handing_on(self, is_on: bool) -> None:
        """Show by the pointer that a click hands on the look of an item, or no longer does."""
        self.ground.is_handing_on = is_on
        self._pointing.show_cursor()

    def put_down(self) -> None:
        """Go back to selecting: no tool, nothing armed."""
        self.naming.forget_new()
        self.arm("")
        self.use_tool("select")

    def name_new(self, entity_id: int, at: tuple[float, float]) -> None:
        """Tell that the item wanted at a place is there; ``name_typed`` tells what was typed."""
        self.naming.name_new(entity_id, at)

    def entity_at(self, x: float, y: float) -> int:
        """Give the id of the entity at a place in chart units; 0 where there is none."""
        return self._pointing.entity_at(x, y)

    def set_texts(self, source: TextSource | None) -> None:
        """Take the words F2 begins with: by "entity", "link" or "shape", and id."""
        self.naming.texts = source

    def rename(self, kind: str, number: int) -> None:
        """Let the words of an item, link or free shape be typed in their place."""
        if self.ground.is_read_only:
            self.locked_touched.emit()
        else:
            self.naming.rename(kind, number)

    def take_off_selected(self) -> None:
        """Ask that what is selected be taken off the chart."""
        if self.chosen and self.ground.is_read_only:
            self.locked_touched.emit()
        elif self.chosen.shape_ids:
            chosen = self.chosen
            self.removal_requested.emit(chosen.entity_ids, chosen.link_ids, chosen.shape_ids)
        elif self.chosen:
            self.take_off_requested.emit(self.chosen.entity_ids, self.chosen.link_ids)

    # --- what Qt asks

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

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        """Keep the middle of the view in the middle, and tell of it."""
        super().resizeEvent(event)
        self.looked.emit()

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
            self.menu.ask()
        else:
            kind, number = self._pointing.choose_for_menu(QPointF(event.pos()))
            self.context_requested.emit(kind, number, event.globalPos())
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what a key of the chart means; leave the others to the window."""
        if self.naming.type_first(event):
            event.accept()
        elif event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Z) and not is_with_ctrl(event):
            self._hold(event, is_held=True)
        elif press_key(self, event):
            event.accept()
        else:
            event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Let go of the paper, or of the zoom box."""
        self._hold(event, is_held=False)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Let go of all when the keyboard goes elsewhere; put back what is being dragged when
        the whole window loses it."""
        self._pointing.let_go()
        if event.reason() == Qt.FocusReason.ActiveWindowFocusReason:
            self._pointing.cancel()
        super().focusOutEvent(event)

    def escape(self) -> None:
        """Break off a gesture; else put down tool and palette; else select nothing."""
        self.naming.forget_new()
        self._pointing.escape()

    def dragEnterEvent(self, event: QDragEnterEvent | QDragMoveEvent) -> None:
        """Take entities dragged here from a list, and types from the palette."""
        if event.mimeData().hasFormat(ENTITIES) or event.mimeData().hasFormat(TYPE):
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Take entities anywhere on the paper."""
        self.dragEnterEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell which entities were dropped, and where."""
        dragged, ids = type_from_mime(event.mimeData()), entities_from_mime(event.mimeData())
        if (dragged or ids) and self.ground.is_read_only:
            self.locked_touched.emit()
        elif dragged:
            event.acceptProposedAction()
            self.keep_looking()
            self.entity_wanted.emit(dragged, self.chart_point(event.position()))
        elif ids:
            event.acceptProposedAction()
            self.entities_dropped.emit(ids, self.chart_point(event.position()))

    # --- within

    def _hold(self, event: QKeyEvent, *, is_held: bool) -> None:
        """Hold or let go of Space (pan) or Z (zoom box)."""
        if not event.isAutoRepeat():
            if event.key() == Qt.Key.Key_Space:
                self._pointing.hold_to_pan(is_held)
            elif event.key() == Qt.Key.Key_Z:
                self._pointing.hold_to_zoom(is_held)
        event.accept()

    def _show_tooltip(self, event: QHelpEvent) -> None:
        words = ""
        if self.display is not None and not self._pointing.is_busy:
            words = words_under(self.display, self.marks.hovered_item, self.marks.hovered_line)
        if words:
            QToolTip.showText(event.globalPos(), tip(words), self.viewport())
        else:
            QToolTip.hideText()
            event.ignore()
