"""Exchanging work with another laptop: writing a file, reading one, looking back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog

from iwtlink.errors import IwtlinkError, Progress
from iwtlink.gui.dialogs.passphrase import PassphraseDialog
from iwtlink.gui.jobs import Job
from iwtlink.i18n import tr
from iwtlink.settings import load_settings
from iwtlink.store.about import write_about

if TYPE_CHECKING:
    from iwtlink.gui.exchange.lines import Group
    from iwtlink.gui.window import MainWindow
    from iwtlink.operations.exchange import Key, Preview, Side

Looked = tuple["Preview", list["Group"]]


class ExchangeCommands(QObject):
    """File › Exchange, and exchange files dropped on the window or named at the start."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._session = window.session
        self._waiting: Path | None = None
        """A file to be read into the database that is opened next."""
        self._decided: dict[Path, Mapping[Key, Side]] = {}
        """What was decided of files that were looked at and not read in, in this sitting."""
        self._asking: PassphraseDialog | None = None
        self._looking: Job | None = None
        self._session.opened.connect(self._read_waiting)
        self._session.closed.connect(self._decided.clear)

    def write(self) -> None:
        """Ask what is to leave and write it."""
        from iwtlink.gui.exchange.write_dialog import WriteExchangeDialog  # slow to load

        chosen = self._window.selection.ids("entity")
        names = self._window.entry.names
        dialog = WriteExchangeDialog(self._session, names, chosen, self._window)
        dialog.told.connect(self._window.status.say)
        dialog.open()

    def read(self) -> None:
        """Ask for an exchange file and show what it brings."""
        folder = load_settings().last_folder or str(Path.home())
        dialog = QFileDialog(self._window, tr("Read an exchange file"), folder)
        dialog.setObjectName("read_exchange_file_dialog")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([tr("Exchange files (*.iwx)"), tr("All files (*)")])
        dialog.fileSelected.connect(self.read_path)
        dialog.open()

    def read_path(self, path: str) -> None:
        """Ask for the passphrase of an exchange file, then show what it brings."""
        source = Path(path)
        if not self._session.is_open:
            self._waiting = source
            words = tr("Open the database that {file} is to be read into.", file=source.name)
            self._window.status.say(words)
        elif self._session.is_locked:
            self._window.status.say(tr("The database is locked: unlock it first."))
        elif not self._session.is_writable:
            self._window.status.say(
                tr("This database is open read-only: nothing can be read into it.")
            )
        elif self._asking is None:
            self._ask(source)

    def past(self) -> None:
        """Show what was exchanged."""
        from iwtlink.gui.exchange.past_dialog import PastExchangesDialog  # slow to load

        dialog = PastExchangesDialog(self._session, self._window)
        dialog.write_wanted.connect(self.write)
        dialog.read_wanted.connect(self.read)
        dialog.open()

    def short_code(self) -> None:
        """Ask for another short code of this database."""
        from iwtlink.gui.exchange.short_code import ShortCodeDialog

        dialog = ShortCodeDialog(self._session.store.about.code, self._window)
        dialog.wanted.connect(self._change_code)
        dialog.open()

    def _change_code(self, code: str) -> None:
        about = replace(self._session.store.about, code=code)
        label = tr("Change the short code to {code}", code=code)
        self._session.edit(label, lambda edit: write_about(edit, about))

    # Reading

    def _read_waiting(self) -> None:
        source, self._waiting = self._waiting, None
        if source is not None:
            self.read_path(str(source))

    def _ask(self, source: Path) -> None:
        sentence = tr(
            "{file} is encrypted. Its passphrase comes from whoever wrote it. You see what it "
            "brings before anything is written.",
            file=source.name,
        )
        dialog = PassphraseDialog(sentence, tr("Look inside"), self._window, offers_backups=False)
        dialog.setWindowTitle(tr("Read {file}", file=source.name))
        dialog.wanted.connect(lambda typed: self._look(source, typed))
        dialog.finished.connect(self._stop_asking)
        self._asking = dialog
        dialog.open()

    def _look(self, source: Path, passphrase: str) -> None:
        from iwtlink.gui.exchange.lines import grouped  # slow to load
        from iwtlink.operations import exchange

        store = self._session.store

        def work(progress: Progress) -> Looked:
            preview = exchange.look(store, source, passphrase, progress)
            return preview, grouped(preview, progress)

        def looked(found: Looked) -> None:
            self._show(source, passphrase, found)

        label = tr("Reading {file}", file=source.name)
        job = self._session.jobs.compute(label, work, looked)
        job.failed.disconnect(self._session.jobs.failed)
        job.failed.connect(self._refused)
        job.ended.connect(self._looked)
        self._looking = job

    def _show(self, source: Path, passphrase: str, found: Looked) -> None:
        from iwtlink.gui.exchange.read_dialog import ReadExchangeDialog  # slow to load

        if self._asking is None or not self._session.is_open:
            return
        self._asking.finish()
        preview, groups = found
        dialog = ReadExchangeDialog(
            self._session, source, passphrase, preview, groups, self._window
        )
        dialog.told.connect(self._window.status.say)
        dialog.take_decisions(self._decided.pop(source, {}))
        dialog.left.connect(lambda decided: self._decided.update({source: decided}))
        dialog.open()

    def _refused(self, error: Exception) -> None:
        is_told = isinstance(error, IwtlinkError) and self._asking is not None
        if self._asking is not None:
            self._asking.refuse(str(error) if is_told else "")
        if not is_told:
            self._window.show_error(error)

    def _looked(self) -> None:
        self._looking = None

    def _stop_asking(self) -> None:
        """The passphrase is known, or not wanted any more."""
        self._asking = None
        if self._looking is not None:
            self._looking.cancel()
