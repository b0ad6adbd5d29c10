"""Opening, making and closing databases."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox

from iwtlink.errors import DatabaseInUse, Progress
from iwtlink.gui import recent
from iwtlink.gui.dialogs.new_database import NewDatabaseDialog
from iwtlink.i18n import tr
from iwtlink.settings import change_settings, load_settings
from iwtlink.store import Store

if TYPE_CHECKING:
    from iwtlink.gui.window import MainWindow


def file_filter() -> str:
    """Give the file dialog's filter for databases."""
    return tr("iwtlink databases (*.iwt);;All files (*)")


class FileCommands(QObject):
    """The File menu."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._session = window.session
        self._opening: set[str] = set()

    def new_database(self) -> None:
        """Ask for title, code and file; make the database and open it."""
        dialog = NewDatabaseDialog(self._folder(), self._window)
        dialog.wanted.connect(self._make)
        dialog.open()

    def open_database(self) -> None:
        """Ask for a file and open it."""
        dialog = QFileDialog(self._window, tr("Open a database"), self._folder(), file_filter())
        dialog.setObjectName("open_database_dialog")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.open_path)
        dialog.open()

    def open_path(self, path: str, *, read_only: bool = False) -> None:
        """Open a database file, beside the window; once, however often it is asked for."""
        if path in self._opening:
            return
        if self._is_open_here(path):
            self._window.status.say(tr("This database is open here already."))
            return
        self._opening.add(path)

        def work(progress: Progress) -> Store:
            import_module("iwtlink.operations.drawing")  # slow to load, needed for the first chart
            return Store.open(Path(path), read_only=read_only)

        label = tr("Opening {file}", file=Path(path).name)
        job = self._window.jobs.write(label, work, self._take)
        job.failed.disconnect(self._window.jobs.failed)
        job.failed.connect(lambda error: self._refused(path, error))
        job.ended.connect(lambda: self._opening.discard(path))

    def open_demo(self) -> None:
        """Open the demonstration as it was left; it is made where there is none."""
        self._ready_demo(is_afresh=False)

    def open_demo_afresh(self) -> None:
        """Make the demonstration anew and open it; the one before is kept beside it."""
        from iwtlink.operations.demo import demo_path

        if self._session.is_open and self._session.store.path.absolute() == demo_path():
            self._session.close()
        self._ready_demo(is_afresh=True)

    def _ready_demo(self, *, is_afresh: bool) -> None:
        def work(progress: Progress) -> Path:
            from iwtlink.operations.demo import ready_demo

            return ready_demo(progress, is_afresh=is_afresh)

        def ready(path: Path) -> None:
            self.open_path(str(path))

        self._window.jobs.write(tr("Preparing the demonstration"), work, ready)

    def save(self) -> None:
        """Say that everything is written already."""
        self._window.status.say(tr("Everything is saved: each step is written at once."))

    def close_database(self) -> None:
        """Close the database and show the start page."""
        self._session.close()

    def quit(self) -> None:
        """Close the window."""
        self._window.close()

    def _make(self, path: Path, title: str, code: str) -> None:
        def work(progress: Progress) -> Store:
            return Store.create(path, title=title, code=code)

        self._window.jobs.write(tr("Making {file}", file=path.name), work, self._take)

    def _take(self, store: Store) -> None:
        self._session.take(store)
        folder = str(store.path.absolute().parent)
        change_settings(lambda settings: replace(settings, last_folder=folder))
        recent.remember(store.path, store.about.title or store.path.stem)

    def _is_open_here(self, path: str) -> bool:
        """Say whether this file is open in this window, for writing."""
        if not self._session.is_writable:
            return False
        return self._session.store.path.resolve() == Path(path).resolve()

    def _folder(self) -> str:
        return load_settings().last_folder or str(Path.home())

    def _refused(self, path: str, error: Exception) -> None:
        if not isinstance(error, DatabaseInUse):
            self._window.show_error(error)
            return
        box = QMessageBox(self._window)
        box.setObjectName("in_use_dialog")
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setIcon(QMessageBox.Icon.Information)
        box.setWindowTitle(tr("The database is in use"))
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(str(error))
        box.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        read = box.addButton(tr("Open read-only"), QMessageBox.ButtonRole.AcceptRole)
        read.setObjectName("open_read_only")
        box.addButton(tr("Cancel"), QMessageBox.ButtonRole.RejectRole)
        read.clicked.connect(lambda: self.open_path(path, read_only=True))
        box.open()
