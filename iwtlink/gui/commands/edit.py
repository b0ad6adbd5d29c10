"""Undo, copy, delete, find: the Edit menu."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QLineEdit, QMessageBox, QPlainTextEdit

from iwtlink.gui.dialogs.analyst import AnalystDialog
from iwtlink.gui.plain import brief
from iwtlink.i18n import ntr, tr
from iwtlink.settings import change_settings, load_settings
from iwtlink.store import DATABASE, Edit, Step
from iwtlink.store.entities import delete_entity, get_entity
from iwtlink.store.ids import EntityId, LinkId
from iwtlink.store.links import delete_link

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
        """Put the keyboard into the search box."""
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

    def delete_items(self) -> None:
        """Ask, then delete the selected entities and links from the database."""
        entities = self._window.selection.ids("entity")
        links = self._window.selection.ids("link")
        box = QMessageBox(self._window)
        box.setObjectName("delete_dialog")
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle(tr("Delete from the database"))
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(tr("Delete {what} from the database?", what=self._named(entities, links)))
        box.setInformativeText(
            tr(
                "They disappear from every table and chart, with their links and values. "
                "Undo (Ctrl+Z) brings them back. To clear a chart only, "
                "use “Remove from the chart”."
            )
        )
        yes = box.addButton(tr("Delete"), QMessageBox.ButtonRole.DestructiveRole)
        yes.setObjectName("confirm_delete")
        cancel = box.addButton(tr("Cancel"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(cancel)
        yes.clicked.connect(lambda: self._delete(entities, links))
        yes.clicked.connect(box.close)
        box.open()

    def _named(self, entities: list[int], links: list[int]) -> str:
        """Name the one entity that is meant, or say how many items are."""
        if len(entities) == 1 and not links:
            with self._session.store.read() as db:
                row = get_entity(db, entities[0])
            if row is not None:
                return brief(row.label)
        return counted(entities, links)

    def _delete(self, entities: list[int], links: list[int]) -> None:
        def work(edit: Edit) -> None:
            for link_id in links:
                delete_link(edit, LinkId(link_id))
            for entity_id in entities:
                delete_entity(edit, EntityId(entity_id))

        label = tr("Delete {what}", what=self._named(entities, links))
        self._session.edit(label, work, scope=DATABASE)


def counted(entities: list[int], links: list[int]) -> str:
    """Say how many entities and links are meant."""
    parts = []
    if entities:
        parts.append(ntr("{n} entity", "{n} entities", len(entities)))
    if links:
        parts.append(ntr("{n} link", "{n} links", len(links)))
    return tr(" and ").join(parts)
