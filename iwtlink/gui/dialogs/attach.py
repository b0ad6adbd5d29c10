"""Add a source document: its files, what it is, what it is worth, who is behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
)
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from iwtlink.errors import IwtlinkError, Progress
from iwtlink.gui.dialogs.attach_files import FileReading, ReadFile, Refusal
from iwtlink.gui.dialogs.attach_form import AttachForm
from iwtlink.gui.drag import new_files
from iwtlink.gui.jobs import Job
from iwtlink.gui.session import Session
from iwtlink.i18n import ntr, tr
from iwtlink.operations import entry
from iwtlink.operations.attaching import Attached, NewFile, attach
from iwtlink.settings import change_settings, load_settings
from iwtlink.store import Store
from iwtlink.store.documents import Document, Record, add_record, get_document
from iwtlink.store.ids import DocumentId
from iwtlink.store.origins import Origin, set_origin


class AttachDialog(QDialog):
    """Asks for files and for what is known of them; keeps them in one step.

    With ``into`` they are added to a document that is there, and nothing more is asked.
    """

    shown_wanted = Signal(int)
    """The document with this id is to be shown."""

    def __init__(
        self,
        session: Session,
        parent: QWidget,
        *,
        paths: Sequence[Path] = (),
        files: Sequence[NewFile] = (),
        into: int | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("attach_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAcceptDrops(True)
        self._session = session
        self._into = into
        self._writing: Job | None = None
        self.setWindowTitle(
            tr("Add files to the document") if into else tr("Add a source document")
        )
        self.reading = FileReading(session, self)
        self.form = AttachForm(session.store.ontology, self, is_whole=into is None)
        self._connect()
        self.take([*paths, *files])
        if not paths and not files:
            self.form.add.setFocus()

    @property
    def files(self) -> list[ReadFile]:
        """The files that were read, known ones included."""
        return self.form.files

    def take(self, found: Sequence[Path | NewFile]) -> None:
        """Read these files too."""
        if found:
            self.form.say_problem("")
            self.reading.read(found)
            self.form.show_reading(is_reading=True)

    def paste(self) -> None:
        """Take what lies on the clipboard: files, a picture or a text."""
        if not self._take_data(QGuiApplication.clipboard().mimeData()):
            self.form.say_problem(tr("The clipboard holds neither files nor a picture nor text."))

    def accept(self) -> None:
        """Keep the files; the dialog closes once they are written."""
        if self.reading.is_reading or self._writing is not None:
            return
        try:
            document = self.form.document() if self._into is None else None
        except IwtlinkError as error:
            self.form.say_problem(str(error))
            return
        if not self._fresh() and not self._may_be_without(document):
            return
        self._write(document)

    def reject(self) -> None:
        """Stop what is being read or written, and close."""
        self.reading.stop()
        if self._writing is not None:
            self._writing.cancel()
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.reading.stop()
        super().closeEvent(event)

    # Files

    def _connect(self) -> None:
        self.reading.arrived.connect(self._arrived)
        self.reading.progressed.connect(self.form.show_progress)
        self.reading.ended.connect(lambda: self.form.show_reading(is_reading=False))
        self.form.add.clicked.connect(self._browse)
        self.form.paste.clicked.connect(self.paste)
        self.form.keep.clicked.connect(self.accept)
        self.form.cancel.clicked.connect(self.reject)
        self.form.open_wanted.connect(self._open)

    def _arrived(self, found: ReadFile | Refusal) -> None:
        if isinstance(found, Refusal):
            self.form.say_problem(f"{found.name}: {found.why}")
        elif any(one.read.sha256 == found.read.sha256 for one in self.form.files):
            self.form.say_problem(tr("{file} is in the list already.", file=found.name))
        else:
            self.form.add_file(found)

    def _fresh(self) -> list[ReadFile]:
        return [one for one in self.form.files if not one.known_id]

    def _open(self, document_id: int) -> None:
        self.shown_wanted.emit(document_id)
        self.reject()

    def _browse(self) -> None:
        folder = load_settings().last_folder or str(Path.home())
        dialog = QFileDialog(self, tr("Choose files"), folder)
        dialog.setObjectName("attach_file_dialog")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(self._chosen)
        dialog.open()

    def _chosen(self, names: list[str]) -> None:
        paths = [Path(name) for name in names]
        if paths:
            folder = str(paths[0].parent)
            change_settings(lambda settings: replace(settings, last_folder=folder))
        self.take(paths)

    def _take_data(self, data: QMimeData) -> bool:
        paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
        found: list[Path | NewFile] = [*(paths or new_files(data))]
        self.take(found)
        return bool(found)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() or event.mimeData().hasImage():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self._take_data(event.mimeData())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        else:
            super().keyPressEvent(event)

    # Writing

    def _may_be_without(self, document: Document | None) -> bool:
        """Say whether a document may be entered of which only the paper is there."""
        if self.form.files:
            self.form.say_problem(tr("All these files are in the database already."))
            return False
        if document is None or not document.title:
            self.form.say_problem(tr("Add a file, or give the document a title."))
            return False
        return True

    def _write(self, document: Document | None) -> None:
        files = [one.read.file for one in self._fresh()]
        into = DocumentId(self._into) if self._into else None
        record, origin, join = self.form.record(), self.form.origin(), self.form.is_joined()

        def work(store: Store, progress: Progress) -> list[Attached]:
            if not files:
                assert document is not None
                return [_without_files(store, document, record, origin)]
            return attach(
                store,
                files,
                document=document,
                join=join,
                into=into,
                record=record,
                origin=origin,
                progress=progress,
            )

        label = ntr("Attaching {n} file", "Attaching {n} files", len(files))
        self.form.show_reading(is_reading=True)
        self._writing = self._session.write(label, work, on_done=self._done)
        self._writing.progressed.connect(self.form.show_progress)
        self._writing.failed.disconnect(self._session.jobs.failed)
        self._writing.failed.connect(self._failed)
        self._writing.stopped.connect(self._stopped)

    def _done(self, attached: list[Attached]) -> None:
        self._writing = None
        if attached:
            self.shown_wanted.emit(self._into or attached[0].document_id)
        super().accept()

    def _failed(self, error: Exception) -> None:
        self._stopped()
        if isinstance(error, IwtlinkError):
            self.form.say_problem(str(error))
        else:
            self._session.jobs.failed.emit(error)

    def _stopped(self) -> None:
        self._writing = None
        self.form.show_reading(is_reading=False)


def _without_files(
    store: Store, document: Document, record: Record | None, origin: Origin | None
) -> Attached:
    """Enter a document of which only the paper is there, with its grade and origin."""
    with store.edit(tr("Add document “{title}”", title=document.title)) as edit:
        document_id = entry.new_document(edit, document)
        if record is not None:
            add_record(edit, document_id, record)
        if origin is not None:
            set_origin(edit, document_id, origin)
        row = get_document(edit.connection, document_id)
        assert row is not None  # made in this very edit
        return Attached(document_id, row.ref, document.title, is_known=False)
