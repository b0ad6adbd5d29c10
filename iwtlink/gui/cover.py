"""Covering the window so that nothing of the database can be read, and taking the cover off."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDockWidget,
    QMainWindow,
    QStackedWidget,
    QWidget,
)
from shiboken6 import isValid

_WINDOWS = (Qt.WindowType.Window, Qt.WindowType.Dialog, Qt.WindowType.Sheet, Qt.WindowType.Tool)


class Cover(QObject):
    """Hides all of a main window but one page, and every other window of the program.

    What is hidden keeps its state: tabs, half-typed words, open dialogs, the keyboard's place.
    """

    def __init__(self, window: QMainWindow, stack: QStackedWidget, page: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._stack = stack
        self._page = page
        self._below: QWidget | None = None
        self._state = QByteArray()
        self._title = ""
        self._parts: list[QWidget] = []
        self._dialogs: list[tuple[QWidget, bool]] = []
        self._focus: QWidget | None = None

    @property
    def is_on(self) -> bool:
        """The window is covered."""
        return self._below is not None

    def put_on(self, title: str) -> None:
        """Hide everything but the page; ``title`` stands in the window's title meanwhile."""
        if self.is_on:
            return
        self._focus = QApplication.focusWidget()
        _close_popups()
        self._dialogs = [(top, top.isModal()) for top in self._others()]
        for dialog, _ in self._dialogs:
            dialog.hide()
        self._state, self._title = self._window.saveState(), self._window.windowTitle()
        self._below = self._stack.currentWidget()
        self._parts = self._shown_parts()
        for part in self._parts:
            part.hide()
        self._window.setAcceptDrops(False)
        _application().installEventFilter(self)
        self._window.setWindowTitle(title)
        self._stack.setCurrentWidget(self._page)
        self._page.setFocus()

    def take_off(self, *, with_dialogs: bool = True) -> None:
        """Show everything again as it was; without its dialogs where the database is closed."""
        if self._below is None:
            return
        _application().removeEventFilter(self)
        self._stack.setCurrentWidget(self._below)
        self._below = None
        for part in self._parts:
            if isValid(part) and not isinstance(part, QDockWidget):
                part.show()
        self._window.restoreState(self._state)
        self._window.setAcceptDrops(True)
        self._window.setWindowTitle(self._title)
        for dialog, was_modal in self._dialogs:
            if not isValid(dialog):
                continue
            if with_dialogs:
                _show_again(dialog, was_modal=was_modal)
            else:
                dialog.close()
        self._dialogs = []
        if self._focus is not None and isValid(self._focus):
            self._focus.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hide what work under way still opens, such as a dialog or a list of matches."""
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and self.is_on:
            if self._is_window(watched):
                watched.setWindowOpacity(0.0)
                QTimer.singleShot(0, watched, lambda: self._hide_late(watched, self._dialogs))
            elif watched.parent() is self._window and watched is not self._stack:
                self._stack.raise_()  # not even for a moment
                QTimer.singleShot(0, watched, lambda: self._hide_late(watched, None))
        return False

    def _hide_late(self, widget: QWidget, kept: list[tuple[QWidget, bool]] | None) -> None:
        if self.is_on and isValid(widget):
            if kept is not None:
                kept.append((widget, widget.isModal()))
            widget.hide()
        elif isValid(widget):
            widget.setWindowOpacity(1.0)

    def _is_window(self, widget: QWidget) -> bool:
        return widget is not self._window and widget.windowType() in _WINDOWS

    def _shown_parts(self) -> list[QWidget]:
        """Give menus, bars, panels and lists laid over the window; not what is in its middle."""
        direct = Qt.FindChildOption.FindDirectChildrenOnly
        return [
            part
            for part in self._window.findChildren(QWidget, options=direct)
            if part.isVisible() and part is not self._stack
        ]

    def _others(self) -> list[QWidget]:
        """Give every other window of the program that shows."""
        return [
            top
            for top in QApplication.topLevelWidgets()
            if top.isVisible() and self._is_window(top)
        ]


def _close_popups() -> None:
    while (popup := QApplication.activePopupWidget()) is not None:
        popup.close()
        if QApplication.activePopupWidget() is popup:
            return


def _show_again(dialog: QWidget, *, was_modal: bool) -> None:
    dialog.setWindowOpacity(1.0)
    if isinstance(dialog, QDialog) and was_modal:
        dialog.open()
    else:
        dialog.show()


def _application() -> QApplication:
    running = QApplication.instance()
    assert isinstance(running, QApplication)
    return running
