"""Panels, tabs and appearance: the View menu."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QDockWidget

from iwtlink.gui.dialogs.grading import GradingDialog
from iwtlink.gui.docks import bring, is_in_front
from iwtlink.gui.theme import apply_theme
from iwtlink.i18n import tr
from iwtlink.operations.grading import own_system, set_own_system, systems_to_show_in
from iwtlink.settings import change_settings

if TYPE_CHECKING:
    from iwtlink.gui.window import MainWindow


class ViewCommands(QObject):
    """The View menu."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    def toggle_explorer(self) -> None:
        """Show or hide the explorer."""
        _show_or_hide(self._window.explorer_dock)

    def toggle_inspector(self) -> None:
        """Show or hide the inspector."""
        _show_or_hide(self._window.inspector_dock)

    def inspect_back(self) -> None:
        """Show in the inspector what it showed before."""
        self._window.inspector.go_back()

    def inspect_forward(self) -> None:
        """Show in the inspector what it showed before going back."""
        self._window.inspector.go_forward()

    def focus_explorer(self) -> None:
        """Put the keyboard into the explorer."""
        bring(self._window.explorer_dock)
        self._window.explorer.setFocus()

    def focus_page(self) -> None:
        """Put the keyboard into the page in front."""
        if self._window.pages.front is not None:
            self._window.pages.front.take_focus()

    def focus_inspector(self) -> None:
        """Put the keyboard into the inspector."""
        bring(self._window.inspector_dock)
        self._window.inspector.take_focus()

    def show_evidence(self) -> None:
        """Page through the evidence of the item in the inspector."""
        bring(self._window.inspector_dock)
        self._window.inspector.show_evidence()

    def show_quality(self) -> None:
        """Show every item with a fault, and the rules."""
        self._window.opener.show_quality()

    def choose_grading(self) -> None:
        """Ask in which grading system grades are shown."""
        store = self._window.session.store
        with store.read() as db:
            own = own_system(db)
        dialog = GradingDialog(systems_to_show_in(store.ontology), own, self._window)
        dialog.chosen.connect(self._show_grades_in)
        dialog.open()

    def _show_grades_in(self, name: str) -> None:
        self._window.session.edit(
            tr("Choose the grading system"), lambda edit: set_own_system(edit, name)
        )

    def next_page(self) -> None:
        """Go to the next tab."""
        self._window.pages.step(1)

    def close_page(self) -> None:
        """Close the tab in front."""
        front = self._window.pages.front
        if front is not None:
            self._window.pages.close_page(front)

    def use_system(self) -> None:
        """Look as the system does."""
        self._use("system")

    def use_light(self) -> None:
        """Look light."""
        self._use("light")

    def use_dark(self) -> None:
        """Look dark."""
        self._use("dark")

    def _use(self, theme: str) -> None:
        change_settings(lambda settings: replace(settings, theme=theme))
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        apply_theme(app, theme)
        self._window.retint()


def _show_or_hide(dock: QDockWidget) -> None:
    if is_in_front(dock):
        dock.hide()
    else:
        bring(dock)
