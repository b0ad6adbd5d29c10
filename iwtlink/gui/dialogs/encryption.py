"""Gives the open database a passphrase, changes it or takes it away; sets when it locks."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QComboBox, QLabel, QProgressBar

from iwtlink.errors import IwtlinkError, Progress
from iwtlink.gui.dialogs.form import FormDialog
from iwtlink.gui.dialogs.minutes_box import MinutesBox
from iwtlink.gui.dialogs.passphrase_fields import NewPassphrase, PassphraseLine
from iwtlink.gui.jobs import Job
from iwtlink.i18n import ntr, tr
from iwtlink.operations.keeping.rekey import BackupsChoice, Rekeyed, rekey_with_backups
from iwtlink.settings import change_settings, load_settings

if TYPE_CHECKING:
    from iwtlink.gui.window import MainWindow

_OFFERED_MINUTES = (0, 2, 5, 10, 15, 30, 60)


class EncryptionDialog(FormDialog):
    """One form for all three; what is asked depends on whether there is a passphrase now."""

    is_fitted = True

    def __init__(self, window: MainWindow) -> None:
        self._store = window.session.store
        self._is_encrypted = self._store.is_encrypted
        super().__init__(
            "encryption_dialog",
            tr("Encryption"),
            _sentence(is_encrypted=self._is_encrypted),
            "",
            window,
        )
        self._window = window
        self._job: Job | None = None
        self.setMinimumWidth(600)
        self.what = QComboBox()
        if self._is_encrypted:
            self.what.addItem(tr("Change the passphrase"), "change")
            self.what.addItem(tr("Take the passphrase away"), "remove")
            self.add_row(tr("What to do"), self.what, "encryption_what")
        else:
            self.what.addItem("", "give")
        self.old = PassphraseLine(tr("Passphrase now"), "old_passphrase")
        if self._is_encrypted:
            self.form.addRow(tr("Passphrase now"), self.old)
        self.new = NewPassphrase(window.jobs, is_optional=False)
        self.form.addRow(tr("New passphrase"), self.new)
        self.backups = QComboBox()
        self.add_row(tr("Backups made before"), self.backups, "encryption_backups")
        self.minutes = MinutesBox(_OFFERED_MINUTES, load_settings().lock_minutes, tr("never"))
        self.minutes.setToolTip(tr("Minutes without a key or a movement in the window"))
        self.minutes.chosen.connect(_keep_minutes)
        self.add_row(tr("Lock by itself after"), self.minutes, "lock_minutes")
        self.bar = QProgressBar()
        self.bar.setObjectName("encryption_progress")
        self.bar.setAccessibleName(tr("Progress"))
        self.bar.setTextVisible(False)
        self.state = QLabel()
        self.state.setObjectName("encryption_state")
        self.state.setProperty("part", "muted")
        for widget in (self.bar, self.state):
            self.form.addRow("", widget)
            widget.hide()
        self.what.currentIndexChanged.connect(self._fit)
        self._fit()
        (self.old if self._is_encrypted else self.new).setFocus()

    @property
    def _does(self) -> str:
        return str(self.what.currentData())

    def _fit(self) -> None:
        is_removal = self._does == "remove"
        self.form.setRowVisible(self.new, not is_removal)
        self.do_it.setText(
            {
                "give": tr("Encrypt the database"),
                "change": tr("Change the passphrase"),
                "remove": tr("Take the passphrase away"),
            }[self._does]
        )
        self.backups.clear()
        for choice, words in _choices(self._does):
            self.backups.addItem(words, choice)

    def accept(self) -> None:
        """Do it beside the window, or say what stands in the way."""
        if self._is_encrypted and not self.old.text():
            self.say_problem(tr("Type the passphrase of the database."))
        elif self._does != "remove" and (problem := self.new.problem()):
            self.say_problem(problem)
        else:
            self.say_problem("")
            self._start()

    def _start(self) -> None:
        store, jobs = self._store, self._window.jobs
        old = self.old.text()
        new = "" if self._does == "remove" else self.new.text()
        choice: BackupsChoice = self.backups.currentData()

        def work(progress: Progress) -> Rekeyed:
            return rekey_with_backups(store, old, new, choice, progress)

        self._work(is_working=True)
        job = jobs.write(self.do_it.text(), work, self._done)
        job.failed.disconnect(jobs.failed)
        job.failed.connect(self._refused)
        job.stopped.connect(self._stopped)
        job.progressed.connect(self._progressed)
        self._job = job

    def _progressed(self, fraction: float, sentence: str) -> None:
        self.bar.setValue(round(fraction * 1000))
        self.state.setText(sentence)

    def _done(self, done: Rekeyed) -> None:
        self._job = None
        self._window.refresh_situation()
        self._window.status.say(_outcome(self._does, done))
        self._forget()
        super().accept()
        for problem in done.problems[:1]:
            self._window.show_error(IwtlinkError(problem))

    def _refused(self, error: Exception) -> None:
        self._work(is_working=False)
        if not isinstance(error, IwtlinkError):
            self._window.show_error(error)
            return
        self.say_problem(str(error))
        self.old.line.selectAll()
        self.old.line.setFocus()

    def _stopped(self) -> None:
        self._work(is_working=False)
        self.say_problem(tr("Stopped. Nothing was changed."))

    def _work(self, *, is_working: bool) -> None:
        if not is_working:
            self._job = None
        for widget in (self.what, self.old, self.new, self.backups, self.do_it):
            widget.setEnabled(not is_working)
        self.bar.setRange(0, 1000)
        self.bar.setValue(0)
        self.bar.setVisible(is_working)
        self.state.setVisible(is_working)

    def reject(self) -> None:
        """Close; while it is under way, stop it first."""
        if self._job is not None:
            self._job.cancel()
        else:
            self._forget()
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stay while the file is exchanged."""
        if self._job is not None:
            self._job.cancel()
            event.ignore()
        else:
            super().closeEvent(event)

    def _forget(self) -> None:
        self.old.forget()
        self.new.forget()


def _sentence(*, is_encrypted: bool) -> str:
    if is_encrypted:
        return tr("The database is encrypted. Nobody can read the file without its passphrase.")
    return tr(
        "The database is not encrypted: anyone who has the file can read it. With a passphrase "
        "the whole file is encrypted, with its attachments and its search."
    )


def _choices(does: str) -> list[tuple[BackupsChoice, str]]:
    if does == "give":
        return [
            ("reencrypt", tr("Encrypt them too")),
            ("delete", tr("Delete them; a new one is made")),
            ("keep", tr("Keep them as they are: not encrypted")),
        ]
    if does == "change":
        return [
            ("reencrypt", tr("Give them the new passphrase")),
            ("delete", tr("Delete them; a new one is made")),
            ("keep", tr("Keep them under the passphrase of now")),
        ]
    return [
        ("keep", tr("Keep them under the passphrase of now")),
        ("reencrypt", tr("Take it from them too")),
        ("delete", tr("Delete them; a new one is made")),
    ]


def _outcome(does: str, done: Rekeyed) -> str:
    sentence = {
        "give": tr("The database is encrypted now."),
        "change": tr("The passphrase is changed."),
        "remove": tr("The database is no longer encrypted."),
    }[does]
    if done.changed:
        words = ntr("{n} backup was changed too.", "{n} backups were changed too.", done.changed)
        return f"{sentence} {words}"
    if done.deleted:
        words = ntr("{n} backup was deleted.", "{n} backups were deleted.", done.deleted)
        return f"{sentence} {words}"
    return sentence


def _keep_minutes(minutes: int) -> None:
    change_settings(lambda settings: replace(settings, lock_minutes=minutes))
