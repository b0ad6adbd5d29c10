"""Undo, copy, delete, find: the Edit menu."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from iwtlink.gui.dialogs.analyst import AnalystDialog
from iwtlink.i18n import tr
from iwtlink.settings import change_settings, load_settings
from iwtlink.store import Step

if TYPE_CHECKING:
    from iwtlink.gui.window import MainWindow


_ASKED_MS = 15_000
"""How long a second Ctrl+Z answers the question that the first one put."""


class EditCommands(QObject):
    """The Edit menu."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._session = window.session
        self._asked = ("", 0)
        self._forget = QTimer(self, singleShot=True, interval=_ASKED_MS)
        self._forget.timeout.connect(self._forget_asked)

    def undo(self) -> None:
        """Take back the last step of what is in front: the chart, or the database.

        Where a chart has nothing left to take back, a step made elsewhere is named first.
        """
        if self._is_to_ask():
            return
        job = self._session.undo(self._window.undo_scope())
        job.done.connect(self._undone)

    def _is_to_ask(self) -> bool:
        """Name the database's step that a second undo takes back; False where none is out of
        view, or this one was named already."""
        front, store = self._window.pages.front, self._session.store
        if front is None or not self._window.steps_made.is_out_of_view(self._session, front):
            return False
        meant = (front.key, store.undo_step())
        if meant == self._asked:
            self._forget_asked()
            return False
        self._asked = meant
        self._forget.start()
        self._window.status.say(
            tr(
                "Nothing to take back on this chart. Undo again takes back in the database: "
                "{label}",
                label=store.undo_label(),
            )
        )
        return True

    def _forget_asked(self) -> None:
        self._asked = ("", 0)

    def redo(self) -> None:
        """Bring back the step undone last."""
        job = self._session.redo(self._window.redo_scope())
        job.done.connect(self._redone)

    def _undone(self, step: Step | None) -> None:
        self._say(step, tr("Taken back: {label}"), tr("Nothing to take back."))

    def _redone(self, step: Step | None) -> None:
        self._say(step, tr("Done again: {label}"), tr("Nothing to do again."))

    def _say(self, step: Step | None, done: str, nothing: str) -> None:
        self._window.status.say(done.format(label=step.label) if step else nothing)
        self._window.refresh_situation()

    def copy(self) -> None:
        """Copy what is selected where the keyboard is."""
        focus = self._window.focusWidget()
        if isinstance(focus, QPlainTextEdit) or (
            isinstance(focus, QLineEdit) and focus.hasSelectedText()
        ):
            focus.copy()
        elif self._window.inspector.has_focus():
            self._window.inspector.copy()
        elif self._window.pages.front is not None:
            self._window.pages.front.copy()

    def select_all(self) -> None:
        """Select everything on the page in front."""
        if self._window.pages.front is not None:
            self._window.pages.front.select_all()

    def find(self) -> None:
        """Put the keyboard into the search box; on a chart that has it, find there."""
        chart = self._window.opener.chart_in_front
        if chart is not None and chart.has_keyboard():
            chart.finder.begin()
        else:
            self._window.search.begin()

    def command_list(self) -> None:
        """Show every action in one list."""
        self._window.command_list.open()

    def edit_analyst(self) -> None:
        """Ask for the analyst's name and initials."""
        settings = load_settings()
        dialog = AnalystDialog(settings.analyst_name, settings.analyst_initials, self._window)
        dialog.wanted.connect(self.use_analyst)
        dialog.open()

    def use_analyst(self, name: str, initials: str) -> None:
        """Keep who works and write it on every step from now on."""
        change_settings(
            lambda settings: replace(settings, analyst_name=name, analyst_initials=initials)
        )
        self._session.sign_in(name, initials)
