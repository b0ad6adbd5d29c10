"""The backups of a database: when, how much, whether good; and the ways back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
)

from iwtlink.errors import IwtlinkError, Progress
from iwtlink.gui.dialogs.backup_places import BackupPlaces
from iwtlink.gui.dialogs.backup_words import damage_text, local_time
from iwtlink.gui.dialogs.restore import RestoreDialog
from iwtlink.gui.empty_hint import EmptyHint
from iwtlink.gui.jobs import Job, Work
from iwtlink.gui.plain import tip
from iwtlink.i18n import tr
from iwtlink.operations.keeping import (
    Kept,
    backup_folder,
    every_backup,
    keep,
    known_backups,
    reason_text,
)
from iwtlink.operations.keeping.restore import Damage
from iwtlink.store import Store
from iwtlink.store.backups import verify
from iwtlink.store.backups.files import Backup

if TYPE_CHECKING:
    from iwtlink.gui.window import MainWindow

_BACKUP = Qt.ItemDataRole.UserRole
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_FIRST_NUMBER, _LAST_NUMBER, _CODE = 2, 7, 10


class BackupsDialog(QDialog):
    """Lists the backups of the database at ``path``; without one, of every database.

    With ``damage`` it says above them what is wrong and how much can still be read.
    """

    def __init__(
        self, window: MainWindow, path: Path | None, *, damage: Damage | None = None
    ) -> None:
        super().__init__(window)
        self._window = window
        self._path = path
        self._damage = damage
        self._has_settled = False
        self.setObjectName("backups_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Backups and restore"))
        self.resize(1080, 600)
        self.words = QLabel()
        self.words.setObjectName("backups_words")
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setWordWrap(True)
        if damage is not None:
            self.words.setProperty("part", "problem")
        self.list = _make_list()
        EmptyHint(
            self.list,
            tr(
                "Backups are made by themselves while you work and when a database is closed. "
                "“Back up now” makes one at once."
            ),
        )
        self.message = QLabel()
        self.message.setObjectName("backups_message")
        self.message.setTextFormat(Qt.TextFormat.PlainText)
        self.message.setWordWrap(True)
        self.now = _button("back_up_now", tr("&Back up now"))
        self.check = _button("verify_backup", tr("&Verify"))
        self.restore = _button("restore_backup", tr("&Restore…"))
        self.folder = _button("open_backup_folder", tr("&Open folder"))
        close = _button("close_backups", tr("Close"))
        self.places = BackupPlaces(path, self)
        self.list.setColumnHidden(_CODE, path is not None)
        self._arrange(close)
        self.now.clicked.connect(self.back_up)
        self.check.clicked.connect(self.verify)
        self.restore.clicked.connect(self.ask_restore)
        self.folder.clicked.connect(self.open_folder)
        close.clicked.connect(self.reject)
        self.list.itemSelectionChanged.connect(self._fit)
        self.list.itemDoubleClicked.connect(self.ask_restore)
        self.places.changed.connect(self.refresh)
        self.refresh()

    def _arrange(self, close: QPushButton) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.now, self.check, self.restore, self.folder):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(self.words)
        column.addWidget(self.list, 1)
        column.addWidget(self.message)
        column.addLayout(buttons)
        column.addWidget(self.places)

    # What is shown

    def refresh(self) -> None:
        """Read the folders again, beside the window."""
        path, store = self._path, self._open_store()

        def read(progress: Progress) -> list[Backup]:
            return every_backup() if path is None else known_backups(path, store)

        self._window.jobs.compute(tr("Reading the backups"), read, self.show_backups)

    def show_backups(self, backups: list[Backup]) -> None:
        """Show these backups; the one chosen stays chosen."""
        chosen = self.chosen()
        self.list.clear()
        rows = [_row(backup) for backup in backups]
        self.list.addTopLevelItems(rows)
        same = [n for n, one in enumerate(backups) if chosen and one.path == chosen.path]
        good = [n for n, one in enumerate(backups) if one.is_verified]
        if rows:
            self.list.setCurrentItem(rows[(same or good or [0])[0]])
        self.words.setText(self._words(backups))
        self._fit()
        if not self._has_settled:
            self._has_settled = True
            (self.list if backups else self.now).setFocus()

    def chosen(self) -> Backup | None:
        """Give the backup that is selected."""
        items = self.list.selectedItems()
        return items[0].data(0, _BACKUP) if items else None

    def _words(self, backups: list[Backup]) -> str:
        if self._damage is not None:
            return damage_text(self._damage)
        if not backups:
            return tr("There is no backup yet.")
        if self._path is None:
            return tr("Backups of every database, the newest first. Choose one to restore it.")
        return tr("Backups of {file}, the newest first.", file=self._path.name)

    def _fit(self) -> None:
        has_chosen = self.chosen() is not None
        self.now.setVisible(self._open_store() is not None)
        self.check.setEnabled(has_chosen)
        self.restore.setEnabled(has_chosen)
        (self.restore if has_chosen else self.now).setDefault(True)

    def _open_store(self) -> Store | None:
        """Give the open database where the backups are of it and it is whole."""
        session = self._window.session
        if self._damage is not None or not session.is_open or session.is_locked:
            return None
        return session.store if session.store.path == self._path else None

    # What is done

    def back_up(self) -> None:
        """Make a backup now."""
        store = self._open_store()
        if store is not None:
            job = self._run(tr("Backing up"), lambda progress: keep(store, progress))
            job.done.connect(self._kept)

    def verify(self) -> None:
        """Look whether the chosen backup is still good."""
        backup = self.chosen()
        if backup is not None:
            label = tr("Verifying the backup")
            job = self._run(label, lambda progress: verify(backup, "", progress))
            job.done.connect(self._verified)

    def ask_restore(self) -> None:
        """Ask whether to put the chosen backup in the database's place."""
        backup = self.chosen()
        if backup is None:
            return
        dialog = RestoreDialog(self._window, self._path, backup, damage=self._damage, parent=self)
        dialog.restored.connect(self.accept)
        dialog.open()

    def open_folder(self) -> None:
        """Show the folder of the chosen backup in the system's own window of files."""
        backup = self.chosen()
        folder = backup.path.parent if backup is not None else backup_folder()
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    def _run(self, label: str, work: Work) -> Job:
        self._say(f"{label}…")
        for button in (self.now, self.check, self.restore):
            button.setEnabled(False)
        jobs = self._window.jobs
        job = jobs.compute(label, work)
        job.failed.disconnect(jobs.failed)
        job.failed.connect(self._failed)
        job.stopped.connect(lambda: self._say(tr("Stopped.")))
        job.ended.connect(self._ended)
        return job

    def _kept(self, kept: Kept) -> None:
        made = tr("Backed up and verified: {file}.", file=kept.backup.path.name)
        self._say(" ".join(part for part in (made, kept.problem) if part))

    def _verified(self, backup: Backup) -> None:
        self._say(
            tr("{file} is as it was made: verified byte for byte.", file=backup.path.name)
            if backup.is_encrypted
            else tr("{file} is good: opened, checked, counted.", file=backup.path.name)
        )

    def _failed(self, error: Exception) -> None:
        if isinstance(error, IwtlinkError):
            self._say(str(error), is_problem=True)
        else:
            self._window.show_error(error)

    def _ended(self) -> None:
        self.now.setEnabled(True)
        self.list.setFocus()
        self.refresh()

    def _say(self, sentence: str, *, is_problem: bool = False) -> None:
        self.message.setText(sentence)
        self.message.setProperty("part", "problem" if is_problem else "muted")
        self.message.style().unpolish(self.message)
        self.message.style().polish(self.message)


def _row(backup: Backup) -> QTreeWidgetItem:
    cells = (
        *(local_time(backup.made_at), reason_text(backup.reason)),
        *(f"{n:,}" for n in (backup.entities, backup.links, backup.documents)),
        *(f"{backup.records:,}", f"{backup.statements:,}", f"{backup.size / 1e6:,.1f}"),
        tr("encrypted") if backup.is_encrypted else tr("not encrypted"),
        tr("good") if backup.is_verified else tr("not good"),
        backup.code,
    )
    item = QTreeWidgetItem(list(cells))
    for column in range(_FIRST_NUMBER, _LAST_NUMBER + 1):
        item.setTextAlignment(column, _RIGHT)
    item.setToolTip(0, tip(str(backup.path)))
    item.setData(0, _BACKUP, backup)
    return item


def _make_list() -> QTreeWidget:
    made = QTreeWidget()
    made.setObjectName("backup_list")
    made.setAccessibleName(tr("Backups"))
    made.setRootIsDecorated(False)
    made.setUniformRowHeights(True)
    made.setAlternatingRowColors(True)
    headings = [
        *(tr("Made"), tr("Why"), tr("Entities"), tr("Links"), tr("Documents"), tr("Records")),
        *(tr("Values"), tr("MB"), tr("Protection"), tr("State"), tr("Code")),
    ]
    made.setHeaderLabels(headings)
    for column in range(_FIRST_NUMBER, _LAST_NUMBER + 1):
        made.headerItem().setTextAlignment(column, _RIGHT)
    header = made.header()
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    header.setStretchLastSection(True)
    return made


def _button(name: str, text: str) -> QPushButton:
    made = QPushButton(text)
    made.setObjectName(name)
    made.setAccessibleName(text.replace("&", "").rstrip("…"))
    made.setAutoDefault(False)
    return made
