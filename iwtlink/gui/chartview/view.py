"""The chart as a widget: shows a display, and says what the analyst does with it."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
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
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from iwtlink.chart.display import Display
from iwtlink.chart.hand.effects import Tool
from iwtlink.gui.chartview.chosen import Chosen
from iwtlink.gui.chartview.ground import GRID_STEP, Box, Ground
from iwtlink.gui.chartview.keys import press_key, wants_key
from iwtlink.gui.chartview.moving import Moving
from iwtlink.gui.chartview.pointing import Pointing
from iwtlink.gui.chartview.sentences import chart_sentence, words_under
from iwtlink.gui.chartview.telling import TellingPaper
from iwtlink.gui.drag import ENTITIES, entities_from_mime
from iwtlink.gui.plain import tip
from iwtlink.i18n import tr


class ChartView(TellingPaper):
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
        self.chosen = Chosen()
        self.ground = Ground()
        self._current_id = 0
        self.moving = Moving(self)
        self._pointing = Pointing(self)

    # --- what is shown

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

    # --- looking

    def reveal(self, item: int) -> None:
        """Bring an item into view if it is not."""
        if self.display is None:
            return
        place = self.display.positions[item]
        x, y = self.view.to_device(place).tolist()
        edge = 48 * self.view.ratio
        if not (edge <= x <= self.view.width - edge and edge <= y <= self.view.height - edge):
            self.look(self.view.centred(float(place[0]), float(place[1])))

    def use_tool(self, tool: Tool) -> None:
        """Let the left button select, draw links or pan."""
        self._pointing.cancel()
        self._pointing.tool = tool

    # --- how it is worked on

    def set_grid(
        self, *, is_shown: bool, is_snapped: bool = False, step: float = GRID_STEP
    ) -> None:
        """Show a grid, keep what is dragged to it, or both; ``step`` in chart units."""
        self.ground.is_grid_shown, self.ground.is_snapped = is_shown, is_snapped
        self.ground.grid_step = step
        self.redraw()

    def set_aligning(self, is_aligned: bool) -> None:
        """Keep what is dragged to the lines of its neighbours, with guides."""
        self.ground.is_aligned = is_aligned

    def set_locked(self, is_locked: bool) -> None:
        """Let nothing move; ``locked_touched`` tells of each try."""
        self._pointing.cancel()
        self.ground.is_locked = is_locked

    def set_read_only(self, is_read_only: bool) -> None:
        """Let nothing be moved, drawn, placed or named: the database cannot be written."""
        self._pointing.cancel()
        self.ground.is_read_only = is_read_only

    def set_frame(self, box: Box | None, words: str = "") -> None:
        """Show the edge of the paper that will be printed, with words such as "A3"; None: not."""
        self.ground.frame, self.ground.frame_words = box, words
        self.redraw()

    def arm(self, type_name: str) -> None:
        """Place an entity of this type by each click on the paper, until Esc or ``arm("")``."""
        self._pointing.cancel()
        self.ground.armed = type_name

    # --- selecting

    def selected_shapes(self) -> list[int]:
        """Give the ids of the selected free shapes in the order of choosing."""
        return []

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
