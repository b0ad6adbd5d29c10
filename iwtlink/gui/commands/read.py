"""Reading a document and attaching one: from a page to the entry panel, from a file to a page."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox

from iwtlink.gui.docks import bring_entry
from iwtlink.gui.drag import new_files
from iwtlink.gui.pages.document import DocumentPage
from iwtlink.gui.source.shown import Chosen
from iwtlink.i18n import tr
from iwtlink.operations.marking import Candidate, Mark

if TYPE_CHECKING:
    from iwtlink.gui.window import MainWindow
    from iwtlink.operations.attaching import NewFile

_TABLES = (".csv", ".tsv", ".xlsx", ".xlsm", ".xls", ".ods")


class ReadCommands(QObject):
    """What is made of a page, and how a source document comes in."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        window.entry.from_page.left.connect(self._go_back)

    # Reading

    def follow_page(self, page: DocumentPage) -> None:
        """Let what is chosen on a document's page reach the entry panel."""
        page.taken.connect(lambda what, chosen: self.take(page, what, chosen))
        page.accepted.connect(lambda found, chosen: self.accept(page, found, chosen))
        page.files_wanted.connect(lambda: self.add_files(page.document_id))
        page.files_dropped.connect(lambda data: self.take_data(data, page.document_id))

    def take(self, page: DocumentPage, what: str, chosen: Chosen | None) -> None:
        """Begin an entity, link, value or record with what is chosen on a page."""
        if what == "picture_of":
            self._picture_of(page, chosen)
            return
        self._read_from(page)
        bring_entry(self._window)
        self._window.entry.from_page.take(what, chosen, page.reader.marked())

    def accept(self, page: DocumentPage, found: Mark | Candidate, chosen: Chosen) -> None:
        """Enter what is marked on a page."""
        self._read_from(page)
        bring_entry(self._window)
        self._window.entry.from_page.accept(found, chosen)

    def _read_from(self, page: DocumentPage) -> None:
        """Make the page in view the working source, and who is selected the one spoken of."""
        entry = self._window.entry
        entry.holder.read_at(page.document_id, page.page_label())
        selected = self._window.inspector.item
        if selected is not None and selected.kind == "entity":
            entry.last_entity = selected.id

    def _go_back(self) -> None:
        front = self._window.pages.front
        if front is not None and front.kind == "document":
            front.take_focus()

    def _picture_of(self, page: DocumentPage, chosen: Chosen | None) -> None:
        from iwtlink.gui.dialogs.picture_of import PictureOfDialog

        if chosen is None or not chosen.region:
            self._window.status.say(
                tr("Draw a rectangle on the picture first: around a face, for instance.")
            )
            return
        dialog = PictureOfDialog(
            self._window.session,
            self._window.entry.names,
            lambda: page.reader.cut(chosen.region),
            self._window,
        )
        dialog.open()

    # Attaching

    def attach_document(self) -> None:
        """Show the form by which a source document comes in."""
        self._open_form([], [], None)

    def paste_document(self) -> None:
        """Show the form with what lies on the clipboard: files, a picture or a text."""
        if not self.take_data(QGuiApplication.clipboard().mimeData()):
            self._window.status.say(tr("The clipboard holds neither files nor a picture nor text."))

    def add_files(self, document_id: int) -> None:
        """Show the form for files that are to be added to a document."""
        self._open_form([], [], document_id)

    def attach_paths(self, paths: Sequence[Path], into: int | None = None) -> None:
        """Show the form for these files."""
        self._open_form(list(paths), [], into)

    def take_data(self, data: QMimeData, into: int | None = None) -> bool:
        """Take files, a picture or a text that was dropped or pasted; False where it is none."""
        if not self._window.session.is_writable:
            return False
        paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
        files = [] if paths else new_files(data)
        if not paths and not files:
            return False
        self._open_form(paths, files, into)
        return True

    def ask_about_tables(self, paths: list[Path]) -> None:
        """Ask whether rows are to be imported, or the files kept as source documents."""
        box = QMessageBox(self._window)
        box.setObjectName("tables_dialog")
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setWindowTitle(tr("Tables were dropped"))
        box.setText(tr("What is to be done with the tables?"))
        box.setInformativeText(
            tr(
                "Their rows can be imported as entities and links, with a preview. Or each file is "
                "kept as a source document, to be read and graded."
            )
        )
        rows = box.addButton(tr("Import the rows"), QMessageBox.ButtonRole.AcceptRole)
        rows.setObjectName("tables_import")
        keep = box.addButton(tr("Keep as a source document"), QMessageBox.ButtonRole.ActionRole)
        keep.setObjectName("tables_keep")
        box.addButton(tr("Cancel"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(rows)
        rows.clicked.connect(lambda: self._window.commands.enter.import_paths(paths))
        keep.clicked.connect(lambda: self.attach_paths(paths))
        box.open()

    def _open_form(self, paths: list[Path], files: list[NewFile], into: int | None) -> None:
        from iwtlink.gui.dialogs.attach import AttachDialog  # its readers are slow to load

        dialog = AttachDialog(
            self._window.session, self._window, paths=paths, files=files, into=into
        )
        dialog.shown_wanted.connect(self._window.opener.show_document)
        dialog.open()


def are_tables(paths: Sequence[Path]) -> bool:
    """Say whether these are all tables whose rows could be imported."""
    return bool(paths) and all(path.suffix.lower() in _TABLES for path in paths)
