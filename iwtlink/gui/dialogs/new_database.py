"""Asks for the title, the short code, the file and the passphrase of a new database."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QPushButton, QWidget

from iwtlink.gui.dialogs.form import FormDialog
from iwtlink.gui.dialogs.passphrase_fields import NewPassphrase
from iwtlink.gui.jobs import Jobs
from iwtlink.gui.save_dialog import save_dialog
from iwtlink.i18n import tr
from iwtlink.store.about import CODE


class NewDatabaseDialog(FormDialog):
    """Tells what to make once title, code and file are right."""

    wanted = Signal(Path, str, str, str)
    is_fitted = True

    def __init__(self, folder: str, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(
            "new_database_dialog",
            tr("New database"),
            tr("A database is one file. Everything you enter stays in it, on this computer."),
            tr("Make the database"),
            parent,
        )
        self.setMinimumWidth(560)
        self._folder = Path(folder)
        self._has_own_path = False
        self.title = QLineEdit()
        self.title.setPlaceholderText(tr("Ivory and rhino horn, Mekong"))
        self.code = QLineEdit("VT1")
        self.code.setMaxLength(6)
        self.code.setToolTip(
            tr(
                "Stands in every reference, such as PER-VT1-0042. "
                "Give each laptop its own, so that references never clash."
            )
        )
        self.path = QLineEdit()
        browse = QPushButton(tr("Browse…"))
        browse.setObjectName("browse")
        browse.setAutoDefault(False)
        browse.clicked.connect(self._browse)
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(self.path, 1)
        line.addWidget(browse)
        self.add_row(tr("Title"), self.title, "database_title")
        self.add_row(tr("Short code"), self.code, "database_code")
        self.form.addRow(tr("File"), row)
        self.path.setObjectName("database_path")
        self.path.setAccessibleName(tr("File"))
        self.passphrase = NewPassphrase(jobs, is_optional=True)
        self.form.addRow(tr("Passphrase"), self.passphrase)
        self.title.textChanged.connect(self._suggest_path)
        self.path.textEdited.connect(self._own_path)
        self._suggest_path("")
        self.title.setFocus()

    def accept(self) -> None:
        """Check the inputs; tell and close, or say what is wrong."""
        path = Path(self.path.text().strip()).expanduser()
        if path.suffix != ".iwt":
            path = path.with_name(path.name + ".iwt")
        code = self.code.text().strip().upper()
        if not self.title.text().strip():
            self.say_problem(tr("Give the database a title."))
        elif not CODE.fullmatch(code):
            self.say_problem(tr("The short code has two to six letters or digits, such as VT1."))
        elif path.exists():
            self.say_problem(tr("{file} exists already. Choose another name.", file=path))
        elif not path.parent.is_dir():
            self.say_problem(tr("There is no folder {folder}.", folder=path.parent))
        elif problem := self.passphrase.problem():
            self.say_problem(problem)
        else:
            title = self.title.text().strip()
            self.wanted.emit(path, title, code, self.passphrase.text())
            self.passphrase.forget()
            super().accept()

    def _own_path(self) -> None:
        self._has_own_path = True

    def _suggest_path(self, title: str) -> None:
        if not self._has_own_path:
            plain = re.sub(r"[^\w\- ]+", "", title).strip() or tr("database")
            self.path.setText(str(self._folder / f"{plain.replace(' ', '_')}.iwt"))

    def _browse(self) -> None:
        title = tr("Where to keep the database")
        dialog = save_dialog(self, "new_file_dialog", title, self.path.text(), suffix="iwt")
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
        dialog.fileSelected.connect(self._take_path)
        dialog.open()

    def _take_path(self, path: str) -> None:
        self._has_own_path = True
        self.path.setText(path)
