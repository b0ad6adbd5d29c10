"""Covering the window so that nothing of the database can be read, and taking the cover off."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDockWidget,
    QMainWindow,
    QStackedWidget,
    QToolBar,
    QWidget,
)
from shiboken6 import isValid

_WINDOWS = (Qt.WindowType.Window, Qt.WindowType.Dialog, Qt.WindowType.Sheet, Qt.WindowType.Tool)


class Cover:
    """Hides all of a main window but one page, and every other window of the program.

    What is hidden keeps its state: tabs, half-typed words, open dialogs, the keyboard's place.
    """

    def __init__(self, window: QMainWindow, stack: QStackedWidget, page: QWidget) -> None:
        self._window = window
        self._stack = stack
        self._page = page
        self._below: QWidget | None = None
        self._state = QByteArray()
        self._title = ""
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
        for part in self._parts():
            part.hide()
        self._window.setAcceptDrops(False)
        self._window.setWindowTitle(title)
        self._stack.setCurrentWidget(self._page)
        self._page.setFocus()

    def take_off(self, *, with_dialogs: bool = True) -> None:
        """Show everything again as it was; without its dialogs where the database is closed."""
        if self._below is None:
            return
        self._stack.setCurrentWidget(self._below)
        self._below = None
        for part in self._parts():
            if not isinstance(part, QDockWidget):
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

    def _parts(self) -> list[QWidget]:
        window = self._window
        return [
            *(window.menuBar(), window.statusBar()),
            *window.findChildren(QToolBar, options=Qt.FindChildOption.FindDirectChildrenOnly),
            *window.findChildren(QDockWidget, options=Qt.FindChildOption.FindDirectChildrenOnly),
        ]

    def _others(self) -> list[QWidget]:
        """Give every other window of the program that shows."""
        return [
            top
            for top in QApplication.topLevelWidgets()
            if top.isVisible() and top is not self._window and top.windowType() in _WINDOWS
        ]


def _close_popups() -> None:
    while (popup := QApplication.activePopupWidget()) is not None:
        popup.close()
        if QApplication.activePopupWidget() is popup:
            return


def _show_again(dialog: QWidget, *, was_modal: bool) -> None:
    if isinstance(dialog, QDialog) and was_modal:
        dialog.open()
    else:
        dialog.show()
