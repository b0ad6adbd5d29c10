"""Searching: the search page, and what is done with saved searches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from iwtlink.gui.dialogs.name_dialog import name_dialog
from iwtlink.gui.plain import brief
from iwtlink.i18n import tr
from iwtlink.operations import searching
from iwtlink.store.search import Question
from iwtlink.store.search.saved import SavedSearch, SavedSearchId

if TYPE_CHECKING:
    from iwtlink.gui.window import MainWindow


class SearchCommands(QObject):
    """What is done with searches and the ones saved."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._session = window.session

    def search_page(self) -> None:
        """Show the search page with its filters."""
        self._window.opener.show_search("")

    def save(self, question: Question) -> None:
        """Ask under which name to save a question."""
        heading, label = tr("Save this search"), tr("Name, as it will stand in the explorer")
        dialog = name_dialog(
            self._window, "search_name_dialog", heading, label, tr("Save"), brief(question.words)
        )
        dialog.textValueSelected.connect(lambda name: self._save(name, question))
        dialog.open()

    def rename(self, saved: SavedSearch) -> None:
        """Ask for another name of a saved search."""
        dialog = name_dialog(
            self._window,
            "search_name_dialog",
            tr("Rename the search"),
            tr("Name"),
            tr("Rename"),
            saved.name,
        )
        dialog.textValueSelected.connect(lambda name: self._rename(saved, name))
        dialog.open()

    def delete(self, saved: SavedSearch) -> None:
        """Delete a saved search; undo brings it back."""
        self._session.write(
            tr("Delete a saved search"),
            lambda store, progress: searching.delete_saved(store, saved.id),
            on_done=lambda _: self._window.opener.close_saved(saved.id),
        )

    def _save(self, name: str, question: Question) -> None:
        self._session.write(
            tr("Save a search"),
            lambda store, progress: searching.save_search(store, name, question),
            on_done=self._saved,
        )

    def _saved(self, search_id: SavedSearchId) -> None:
        self._window.explorer.refresh()
        self._window.status.say(tr("Saved: the explorer tells what is new in it from now on."))

    def _rename(self, saved: SavedSearch, name: str) -> None:
        self._session.write(
            tr("Rename a saved search"),
            lambda store, progress: searching.rename_saved(store, saved.id, name),
        )
