"""A chart, or its snapshots one by one, on a screen of its own for a meeting."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent, QScreen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from iwtlink.chart.display import Display
from iwtlink.errors import Progress
from iwtlink.gui.chartview.view import ChartView
from iwtlink.gui.jobs import while_there
from iwtlink.i18n import tr
from iwtlink.operations.charting.briefing import read_slide, read_slides
from iwtlink.operations.drawing import pictures_of
from iwtlink.store import Changes
from iwtlink.store.charts import Reader

if TYPE_CHECKING:
    from iwtlink.gui.window import MainWindow

Key = Qt.Key
_ON = {Key.Key_PageDown, Key.Key_Right, Key.Key_Down, Key.Key_Space, Key.Key_Return}
_BACK = {Key.Key_PageUp, Key.Key_Left, Key.Key_Up, Key.Key_Backspace}
_PAN_PX = 120
_PANS = {
    Key.Key_Left: (_PAN_PX, 0),
    Key.Key_Right: (-_PAN_PX, 0),
    Key.Key_Up: (0, _PAN_PX),
    Key.Key_Down: (0, -_PAN_PX),
}


@dataclass(frozen=True, slots=True)
class Showing:
    """What is shown to whom, and on which screen."""

    chart_id: int
    of_snapshots: bool = False
    first: int = 0
    """Id of the snapshot to begin with."""
    reader: Reader = field(default_factory=Reader)
    marking: str = ""
    """As said at the top, such as "TLP:AMBER"."""


class MeetingWindow(QWidget):
    """Full screen, without inspector, sources or anything that writes.

    Page up and down or the arrows step, + and - zoom, F shows all, Esc ends. Locking by idle
    minutes waits until it is closed.
    """

    def __init__(self, window: MainWindow, showing: Showing) -> None:
        super().__init__(window, Qt.WindowType.Window)
        self.setObjectName("meeting_window")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle(tr("Meeting view"))
        self._window, self.showing = window, showing
        self._session = window.session
        self.slides: list[tuple[int, str, str]] = []
        self.at = 0
        self._is_new = True
        self._lay_out()
        self._session.changed.connect(self._changed)
        self._session.closed.connect(self.close)
        window.locker.pause(self)
        self._read_list()

    def show_on(self, screen: QScreen) -> None:
        """Fill a screen."""
        self.setGeometry(screen.geometry())
        self.showFullScreen()
        self.view.setFocus()

    def step(self, by: int) -> None:
        """Show the next snapshot, or the one before; at the ends nothing happens."""
        self.go_to(self.at + by)

    def go_to(self, place: int) -> None:
        """Show one of the snapshots."""
        if 0 <= place < len(self.slides) and place != self.at:
            self.at, self._is_new = place, True
            self._read()

    # Inside

    def _lay_out(self) -> None:
        self.heading = QLabel()
        self.heading.setObjectName("meeting_title")
        self.count = QLabel()
        self.count.setObjectName("meeting_count")
        self.marking = QLabel(self.showing.marking)
        self.marking.setObjectName("meeting_marking")
        self.note = QLabel()
        self.note.setObjectName("meeting_note")
        self.note.setWordWrap(True)
        for label in (self.heading, self.count, self.marking, self.note):
            label.setTextFormat(Qt.TextFormat.PlainText)
        strip = QFrame()
        strip.setObjectName("meeting_strip")
        row = QHBoxLayout(strip)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(24)
        row.addWidget(self.heading, 1)
        row.addWidget(self.marking)
        row.addWidget(self.count)
        self.view = ChartView()
        self.view.setObjectName("meeting_view")
        self.view.set_pictures(pictures_of(self._session.store))
        self.view.set_read_only(True)
        self.view.use_tool("pan")
        self.view.installEventFilter(self)
        self.view.viewport().installEventFilter(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(strip)
        column.addWidget(self.view, 1)
        column.addWidget(self.note)
        self.note.hide()

    def _read_list(self) -> None:
        store, showing = self._session.store, self.showing

        def read(progress: Progress) -> list[tuple[int, str, str]]:
            return read_slides(store, showing.chart_id, of_snapshots=showing.of_snapshots)

        listed = while_there(self, self._listed)
        self._session.jobs.compute(tr("Reading the snapshots"), read, listed)

    def _listed(self, slides: list[tuple[int, str, str]]) -> None:
        if not slides:
            self._window.status.say(tr("The chart that was shown is gone."))
            self.close()
            return
        shown = self.slides[self.at][0] if self.slides else self.showing.first
        self.slides = slides
        self.at = next((n for n, one in enumerate(slides) if one[0] == shown), 0)
        self._read()

    def _read(self) -> None:
        store, showing, snapshot_id = self._session.store, self.showing, self.slides[self.at][0]
        place = self.at

        def read(progress: Progress) -> Display:
            return read_slide(store, showing.chart_id, snapshot_id, showing.reader)

        shown = while_there(self, lambda display: self._show(place, display))
        self._session.jobs.compute(tr("Reading the chart"), read, shown)

    def _show(self, place: int, display: Display) -> None:
        if place != self.at:
            return  # stepped on meanwhile
        _, title, note = self.slides[place]
        notice = display.notice
        self.heading.setText(title)
        self.count.setText(f"{place + 1} / {len(self.slides)}")
        self.count.setVisible(len(self.slides) > 1)
        self.note.setText("\n".join(part for part in (note, notice) if part))
        self.note.setVisible(bool(self.note.text()))
        self.view.set_display(display)
        if self._is_new:
            self._is_new = False
            self.view.fit()

    def _changed(self, changes: Changes, initiator: object) -> None:
        if self._session.is_open and not self._session.is_locked:
            self._read_list()

    # What Qt asks

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys before the chart does, and tell nothing of what is pointed at."""
        if event.type() in (QEvent.Type.ToolTip, QEvent.Type.ContextMenu):
            return True
        if event.type() == QEvent.Type.ShortcutOverride and watched is self.view:
            event.accept()
            return True
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._pressed(event)
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step, zoom or end, wherever the keyboard is."""
        if not self._pressed(event):
            super().keyPressEvent(event)

    def _pressed(self, event: QKeyEvent) -> bool:
        key = Key(event.key())
        is_alone = len(self.slides) < 2
        if key == Key.Key_Escape:
            self.close()
        elif key in _PANS and (is_alone or event.modifiers() & Qt.KeyboardModifier.ControlModifier):
            self.view.look(self.view.view.panned(*_PANS[key]))
        elif key in _ON:
            self.step(1)
        elif key in _BACK:
            self.step(-1)
        elif key == Key.Key_Home:
            self.go_to(0)
        elif key == Key.Key_End:
            self.go_to(len(self.slides) - 1)
        elif key in (Key.Key_Plus, Key.Key_Equal):
            self.view.zoom(1.25)
        elif key == Key.Key_Minus:
            self.view.zoom(0.8)
        elif key in (Key.Key_F, Key.Key_0):
            self.view.fit()
        return True

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let the database lock itself again when nobody is there."""
        self._session.changed.disconnect(self._changed)
        self._window.locker.resume(self)
        event.accept()
        self._window.activateWindow()
