"""Asks plainly whether to go back to a backup, says what that costs, and does it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from iwtlink.errors import IwtlinkError, Progress
from iwtlink.gui.dialogs.backup_words import COUNTED, counted, local_time
from iwtlink.gui.dialogs.form import FormDialog
from iwtlink.gui.dialogs.passphrase_fields import PassphraseLine
from iwtlink.gui.save_dialog import save_dialog
from iwtlink.i18n import ntr, tr
from iwtlink.operations.keeping.restore import Damage, Since, restore_backup, steps_since
from iwtlink.settings import load_settings
from iwtlink.store.backups import verify
from iwtlink.store.backups.files import Backup
from iwtlink.store.backups.restoring import Restored

if TYPE_CHECKING:
    from iwtlink.gui.window import MainWindow


class RestoreDialog(FormDialog):
    """Restores ``backup`` to ``path``; without a path it asks where to."""

    restored = Signal()
    is_fitted = True

    def __init__(
        self,
        window: MainWindow,
        path: Path | None,
        backup: Backup,
        *,
        damage: Damage | None,
        parent: QWidget,
    ) -> None:
        super().__init__("restore_dialog", tr("Restore a backup"), "", tr("Restore"), parent)
        self._window = window
        self._backup = backup
        self._damage = damage
        self._is_working = False
        self.setMinimumWidth(620)
        self.form.addRow(tr("Back to"), _text(self._words(), "restore_backup_words"))
        self.lost = _text("", "restore_lost")
        self.form.addRow(tr("Lost by it"), self.lost)
        self.path = QLineEdit(str(path or _usual_path(backup)))
        self.path.setReadOnly(path is not None)
        self.form.addRow(tr("File"), self._path_row(is_free=path is None))
        self.passphrase = PassphraseLine(tr("Passphrase of the backup"), "restore_passphrase")
        if backup.is_encrypted:
            self.form.addRow(tr("Passphrase"), self.passphrase)
        aside = tr(
            "What stands there now is not overwritten: it is kept beside the file as “{name}”.",
            name=tr("{name} before restore {stamp}", name=self._target().stem, stamp="…"),
        )
        self.form.addRow("", _text(aside, "restore_aside", part="muted"))
        self._look(path)
        (self.passphrase if backup.is_encrypted else self.do_it).setFocus()

    def _words(self) -> str:
        backup = self._backup
        state = tr("verified") if backup.is_verified else tr("not verified: it may not be good")
        what = counted(backup.entities, backup.links, backup.documents)
        return tr(
            "{when}, {what}; {state}", when=local_time(backup.made_at), what=what, state=state
        )

    def _path_row(self, *, is_free: bool) -> QWidget:
        self.path.setObjectName("restore_path")
        self.path.setAccessibleName(tr("File"))
        browse = QPushButton(tr("Browse…"))
        browse.setObjectName("restore_browse")
        browse.setAutoDefault(False)
        browse.setVisible(is_free)
        browse.clicked.connect(self._browse)
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.path, 1)
        line.addWidget(browse)
        return row

    # What is lost

    def _look(self, path: Path | None) -> None:
        session = self._window.session
        if self._damage is not None:
            self.lost.setText(lost_of_damaged(self._damage, self._backup))
        elif session.is_open and not session.is_locked and session.store.path == path:
            store, backup = session.store, self._backup
            self._window.jobs.compute(
                tr("Comparing"), lambda progress: steps_since(store, backup), self._show_since
            )
        else:
            self.lost.setText(tr("whatever was entered there after that time"))

    def _show_since(self, since: Since) -> None:
        self.lost.setText(lost_text(since))

    # Doing it

    def accept(self) -> None:
        """Look whether the backup is good, then put it in its place and open it."""
        target = self._target()
        if not target.parent.is_dir():
            self.say_problem(tr("There is no folder {folder}.", folder=target.parent))
        elif self._backup.is_encrypted and not self.passphrase.text():
            self.say_problem(tr("Type the passphrase of the backup."))
        else:
            self._work(is_working=True)
            backup, words = self._backup, self.passphrase.text()
            jobs = self._window.jobs
            job = jobs.compute(
                tr("Verifying the backup"), lambda progress: verify(backup, words, progress)
            )
            job.failed.disconnect(jobs.failed)
            job.failed.connect(self._refused)
            job.stopped.connect(self._stopped)
            job.done.connect(self._put_back)

    def _put_back(self) -> None:
        """Close the database, which lets nobody write, and exchange it."""
        target, backup, words = self._target(), self._backup, self.passphrase.text()
        session, jobs = self._window.session, self._window.jobs
        if session.is_open and session.store.path.resolve() == target.resolve():
            session.close()

        def work(progress: Progress) -> Restored:
            return restore_backup(target, backup, words, progress)

        job = jobs.write(tr("Restoring"), work, self._done)
        job.failed.disconnect(jobs.failed)
        job.failed.connect(self._refused)
        job.stopped.connect(self._stopped)

    def _done(self, done: Restored) -> None:
        words = self.passphrase.text()
        self.passphrase.forget()
        self._window.commands.file.opener.open(done.path, passphrase=words)
        self._window.status.say(
            tr("Restored. The file before is kept as {file}.", file=done.kept_aside.name)
            if done.kept_aside is not None
            else tr("Restored.")
        )
        self._is_working = False
        self.restored.emit()
        super().accept()

    def _refused(self, error: Exception) -> None:
        self._work(is_working=False)
        if isinstance(error, IwtlinkError):
            self.say_problem(str(error))
        else:
            self._window.show_error(error)

    def _stopped(self) -> None:
        self._work(is_working=False)
        self.say_problem(tr("Stopped. Nothing was changed."))

    def _work(self, *, is_working: bool) -> None:
        self._is_working = is_working
        self.do_it.setEnabled(not is_working)
        self.do_it.setText(tr("Restoring…") if is_working else tr("Restore"))
        if is_working:
            self.say_problem("")

    def reject(self) -> None:
        """Close, unless the exchange is under way."""
        if not self._is_working:
            self.passphrase.forget()
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stay while the exchange is under way."""
        if self._is_working:
            event.ignore()
        else:
            super().closeEvent(event)

    def _target(self) -> Path:
        path = Path(self.path.text().strip()).expanduser()
        return path if path.suffix == ".iwt" else path.with_name(path.name + ".iwt")

    def _browse(self) -> None:
        title = tr("Where to put the database")
        dialog = save_dialog(self, "restored_file_dialog", title, self.path.text(), suffix="iwt")
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
        dialog.fileSelected.connect(self.path.setText)
        dialog.open()


def lost_text(since: Since) -> str:
    """Say what was done since a backup and would be lost."""
    if not since.is_known:
        return tr("this backup is of another database, or of steps that are no longer in this one")
    if not since.steps:
        return tr("nothing: no step was made since")
    steps = ntr("{n} step made since", "{n} steps made since", since.steps)
    more = " …" if since.steps > len(since.labels) else ""
    return f"{steps}: {'; '.join(since.labels)}{more}"


def lost_of_damaged(damage: Damage, backup: Backup) -> str:
    """Say how much more the damaged file seems to hold than the backup."""
    if not damage.readable:
        return tr("whatever was entered after that time; nothing of the file can be read")
    more = [max(0, damage.readable.get(k, 0) - getattr(backup, k)) for k in COUNTED]
    if not any(more):
        return tr("nothing that can be seen: the file holds no more than the backup")
    return tr("up to {what} entered after that time", what=counted(*more))


def _usual_path(backup: Backup) -> Path:
    folder = Path(load_settings().last_folder or Path.home())
    return folder / f"{backup.code or 'restored'}.iwt"


def _text(words: str, name: str, *, part: str = "") -> QLabel:
    made = QLabel(words)
    made.setObjectName(name)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(True)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    if part:
        made.setProperty("part", part)
    return made
