"""Opening, making and closing databases."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog

from iwtlink.errors import Progress
from iwtlink.gui.dialogs.new_database import NewDatabaseDialog
from iwtlink.gui.opening_database import DatabaseOpener
from iwtlink.i18n import tr
from iwtlink.settings import load_settings
from iwtlink.store import Store
from iwtlink.store.opening.connection import EXCHANGE_ENDING

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
        self.opener = DatabaseOpener(window)

    def new_database(self) -> None:
        """Ask for title, code and file; make the database and open it."""
        dialog = NewDatabaseDialog(self._folder(), self._window.jobs, self._window)
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
        """Open a database file, beside the window; an exchange file is read."""
        if Path(path).suffix.lower() == EXCHANGE_ENDING:
            self._window.commands.exchange.read_path(path)
        elif self._is_open_here(path):
            self._window.status.say(tr("This database is open here already."))
        else:
            self.opener.open(Path(path), read_only=read_only)

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

    def _make(self, path: Path, title: str, code: str, passphrase: str) -> None:
        def work(progress: Progress) -> Store:
            return Store.create(path, title=title, code=code, passphrase=passphrase)

        self._window.jobs.write(tr("Making {file}", file=path.name), work, self.opener.take)

    def _is_open_here(self, path: str) -> bool:
        """Say whether this file is open in this window, for writing."""
        if not self._session.is_writable:
            return False
        return self._session.store.path.resolve() == Path(path).resolve()

    def _folder(self) -> str:
        return load_settings().last_folder or str(Path.home())
