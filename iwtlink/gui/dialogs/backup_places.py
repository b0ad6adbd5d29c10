"""Where backups go and how often: the folder, a second place, the minutes between two."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QGridLayout,
    QLabel,
    QPushButton,
    QWidget,
)

from iwtlink.gui.dialogs.minutes_box import MinutesBox
from iwtlink.i18n import tr
from iwtlink.operations.keeping import backup_folder, is_same_disk, second_folder
from iwtlink.settings import change_settings, load_settings

_OFFERED_MINUTES = (0, 10, 30, 60, 120)


class BackupPlaces(QWidget):
    """Shows and changes the settings of backups; written at once, as every setting is."""

    changed = Signal()

    def __init__(self, database: Path | None, parent: QWidget) -> None:
        super().__init__(parent)
        self._database = database
        self.first = _place("backup_folder", tr("Folder of backups"))
        self.second = _place("second_backup_folder", tr("Second place"))
        self.note = QLabel()
        self.note.setObjectName("backup_place_note")
        self.note.setProperty("part", "muted")
        self.note.setWordWrap(True)
        self.minutes = MinutesBox(
            _OFFERED_MINUTES, load_settings().backup_minutes, tr("only at closing")
        )
        self.minutes.setObjectName("backup_minutes")
        self.minutes.setAccessibleName(tr("Minutes between two backups while working"))
        self.minutes.chosen.connect(_keep_minutes)
        change = _small("change_backup_folder", tr("Change…"))
        choose = _small("choose_second_place", tr("Choose…"))
        self.none = _small("no_second_place", tr("None"))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        grid.addWidget(QLabel(tr("Kept in")), 0, 0)
        grid.addWidget(self.first, 0, 1)
        grid.addWidget(change, 0, 2)
        grid.addWidget(QLabel(tr("And in")), 1, 0)
        grid.addWidget(self.second, 1, 1)
        grid.addWidget(choose, 1, 2)
        grid.addWidget(self.none, 1, 3)
        grid.addWidget(QLabel(tr("While working, every")), 2, 0)
        grid.addWidget(self.minutes, 2, 1, Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(self.note, 3, 0, 1, 4)
        change.clicked.connect(lambda: self._ask(self._take_first))
        choose.clicked.connect(lambda: self._ask(self._take_second))
        self.none.clicked.connect(lambda: self._take_second(""))
        self.refresh()

    def refresh(self) -> None:
        """Show the settings as they are now."""
        second = second_folder()
        self.first.setText(str(backup_folder()))
        self.second.setText(str(second) if second is not None else tr("no second place"))
        self.none.setEnabled(second is not None)
        self.note.setText(self._note(second))

    def _note(self, second: Path | None) -> str:
        if second is not None and not second.is_dir():
            return tr("The second place is not there now. Is the stick plugged in?")
        places = [place for place in (backup_folder(), second) if place is not None]
        if self._database is not None and all(is_same_disk(p, self._database) for p in places):
            return tr(
                "The backups lie on the same disk as the database. Choose a second place on "
                "another disk or a stick: it saves the work where this disk breaks or is lost."
            )
        return tr("A backup is also made whenever a changed database is closed.")

    def _ask(self, take: Callable[[str], None]) -> None:
        dialog = QFileDialog(self, tr("A folder for backups"), self.first.text())
        dialog.setObjectName("backup_folder_dialog")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(take)
        dialog.open()

    def _take_first(self, folder: str) -> None:
        change_settings(lambda settings: replace(settings, backup_folder=folder))
        self.refresh()
        self.changed.emit()

    def _take_second(self, folder: str) -> None:
        change_settings(lambda settings: replace(settings, second_backup_folder=folder))
        self.refresh()
        self.changed.emit()


def _keep_minutes(minutes: int) -> None:
    change_settings(lambda settings: replace(settings, backup_minutes=minutes))


def _place(name: str, spoken: str) -> QLabel:
    made = QLabel()
    made.setObjectName(name)
    made.setAccessibleName(spoken)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made


def _small(name: str, text: str) -> QPushButton:
    made = QPushButton(text)
    made.setObjectName(name)
    made.setAutoDefault(False)
    return made
