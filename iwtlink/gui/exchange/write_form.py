"""The form of an exchange file: what, for whom, how strict, under which passphrase, where to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from iwtlink.errors import BadInput
from iwtlink.gui.dialogs.passphrase_fields import NewPassphrase
from iwtlink.gui.entry.code_box import CodeBox
from iwtlink.gui.entry.names import NameBook
from iwtlink.gui.exchange.handling_menu import HandlingMenu
from iwtlink.gui.exchange.offered import Offered
from iwtlink.gui.exchange.what_fields import WhatFields
from iwtlink.gui.exchange.words import free_path, proposed_name
from iwtlink.gui.save_dialog import save_dialog
from iwtlink.gui.session import Session
from iwtlink.i18n import tr
from iwtlink.operations.exchange import Choice
from iwtlink.settings import load_settings
from iwtlink.store.opening.connection import EXCHANGE_ENDING


class WriteForm(QWidget):
    """Every input of an exchange file; tells when what leaves may be another."""

    changed = Signal()

    def __init__(
        self, session: Session, names: NameBook, selected: Sequence[int], window: QWidget
    ) -> None:
        super().__init__()
        self._session = session
        self._is_named = False
        self._confirmed = ""
        """A file that is there already and may be replaced: the user was asked."""
        self.what = WhatFields(session, names, selected, window)
        self.recipient = QComboBox()
        self.recipient.setEditable(True)
        adjust = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        self.recipient.setSizeAdjustPolicy(adjust)
        self.tlp = CodeBox("exchange_tlp", tr("Strictest TLP that leaves"))
        codes = session.store.ontology.code_lists["tlp"].codes.values()
        self.tlp.list_codes(codes, empty=tr("any TLP"))
        self.handling = HandlingMenu()
        self.origins = QCheckBox(tr("With protected origins"))
        self.origins_words = QLabel(
            tr(
                "Who is behind protected sources stays on this laptop, unless you tick this. "
                "The reader then knows the names too."
            )
        )
        self.passphrase = NewPassphrase(session.jobs, is_optional=False, is_final=False)
        self.path = QLineEdit()
        self._arrange()
        self._connect()
        self.suggest_path()
        self.setFocusProxy(self.what)

    def offer(self, offered: Offered) -> None:
        """Offer who is known, who was written to before, and the handling codes in use.

        Where work was exchanged with one reader only, the file is proposed for him.
        """
        typed = self.recipient.currentText()
        self.recipient.addItems(list(offered.recipients))
        self.recipient.setCurrentIndex(-1)
        self.recipient.setEditText(typed or offered.proposed)
        line = self.recipient.lineEdit()
        if not typed and line is not None:
            line.selectAll()  # typing takes the place of what is only proposed
        self.handling.offer(offered.handling)
        self.what.offer_partners(offered.partners)

    def choice(self) -> Choice:
        """Give what leaves. Raise ``IwtlinkError`` where something is missing."""
        return replace(
            self.what.choice(),
            recipient=self.recipient.currentText().strip(),
            ceiling_tlp=self.tlp.code,
            ceiling_handling=self.handling.ceiling(),
            with_origins=self.origins.isChecked(),
        )

    def target(self) -> Path:
        """Give the file to write. Raise ``BadInput`` where it cannot be one."""
        text = self.path.text().strip()
        if not text:
            raise BadInput(tr("Say which file to write."))
        path = Path(text).expanduser()
        if path.suffix.lower() != EXCHANGE_ENDING:
            path = path.with_name(f"{path.name}{EXCHANGE_ENDING}")
        if not path.parent.is_dir():
            raise BadInput(tr("There is no folder {folder}.", folder=path.parent))
        if path.exists() and text != self._confirmed:
            raise BadInput(tr("There is a file {file} already: name another.", file=path.name))
        return path

    def suggest_path(self) -> None:
        """Name the file after both sides and the day, until the user names it."""
        if self._is_named:
            return
        code = self._session.store.about.code
        name = proposed_name(code, self.recipient.currentText(), date.today())
        folder = Path(self.path.text()).parent if self.path.text() else _folder()
        self.path.setText(str(free_path(folder / name)))

    def set_asking(self, is_on: bool) -> None:
        """Let the form be filled in, or not."""
        self.setEnabled(is_on)

    # Arranging

    def _arrange(self) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(8)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(tr("What leaves"), self.what)
        _named(self.recipient, "exchange_for", tr("For whom"))
        line = self.recipient.lineEdit()
        assert line is not None  # it is editable
        line.setPlaceholderText(tr("A name, or the short code of the other database"))
        line.setAccessibleName(tr("For whom"))
        form.addRow(tr("For whom"), self.recipient)
        form.addRow(tr("At most"), _row(self.tlp, self.handling))
        _named(self.origins, "exchange_origins", self.origins.text())
        self.origins_words.setProperty("part", "muted")
        self.origins_words.setWordWrap(True)
        form.addRow("", _column(self.origins, self.origins_words))
        form.addRow(tr("Passphrase"), self.passphrase)
        _named(self.path, "exchange_path", tr("File"))
        self.browse = QPushButton(tr("Browse…"))
        _named(self.browse, "exchange_browse", tr("Browse"))
        self.browse.setAutoDefault(False)
        form.addRow(tr("File"), _row(self.path, self.browse))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(form)
        column.addStretch(1)

    def _connect(self) -> None:
        self.what.changed.connect(self.changed)
        self.what.partner.currentIndexChanged.connect(self._take_partner)
        self.what.what.currentIndexChanged.connect(self._take_partner)
        self.recipient.editTextChanged.connect(self.suggest_path)
        self.recipient.editTextChanged.connect(self.changed)
        self.tlp.picked.connect(self.changed)
        self.handling.changed.connect(self.changed)
        self.origins.toggled.connect(self.changed)
        self.path.textEdited.connect(self._typed_path)
        self.browse.clicked.connect(self._browse)

    def _take_partner(self) -> None:
        """A file with what changed since the last exchange is for the same reader."""
        if self.what.what.currentData() == "last" and self.what.partner.currentData():
            self.recipient.setEditText(str(self.what.partner.currentData()))

    def _typed_path(self) -> None:
        self._is_named = True

    def _browse(self) -> None:
        title = tr("Where to write the exchange file")
        kinds = tr("Exchange files (*.iwx)")
        proposed = self.path.text()
        dialog = save_dialog(
            self, "exchange_file_dialog", title, proposed, kinds, EXCHANGE_ENDING[1:]
        )
        dialog.fileSelected.connect(self._take_path)
        dialog.open()

    def _take_path(self, path: str) -> None:
        self._is_named, self._confirmed = True, path
        self.path.setText(path)


def _folder() -> Path:
    return Path(load_settings().last_folder or Path.home())


def _named(widget: QWidget, name: str, label: str) -> None:
    widget.setObjectName(name)
    widget.setAccessibleName(label)


def _row(*widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    for widget in widgets:
        row.addWidget(widget, int(isinstance(widget, QLineEdit | HandlingMenu)))
    return row


def _column(*widgets: QWidget) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(4)
    for widget in widgets:
        column.addWidget(widget)
    return column
