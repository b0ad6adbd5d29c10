"""What is seen of one table on its way in: how it is read, what it brings, what is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from iwtlink.errors import IwtlinkError
from iwtlink.gui.dialogs import import_report as report_tables
from iwtlink.gui.dialogs.import_known import KnownView
from iwtlink.gui.dialogs.import_state import Incoming
from iwtlink.gui.dialogs.import_tables_model import TextTableView
from iwtlink.i18n import ntr, tr
from iwtlink.intake.mapping.files import load_mapping, sound_mappings
from iwtlink.intake.proposals import EntityKey
from iwtlink.ontology import Ontology


class ImportView(QWidget):
    """Shows one table; tells when another sheet or mapping is wanted for it."""

    sheet_wanted = Signal(str)
    mapping_wanted = Signal(str)
    own_mapping_wanted = Signal()

    def __init__(self, ontology: Ontology, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ontology = ontology
        self.sheet = QComboBox()
        self.sheet.setObjectName("import_sheet")
        self.sheet.setAccessibleName(tr("Sheet"))
        self.mapping = QComboBox()
        self.mapping.setObjectName("import_mapping")
        self.mapping.setAccessibleName(tr("Read as"))
        self.own = plain_button("import_own_mapping", tr("Mapping file…"))
        self.about = QLabel()
        self.about.setProperty("part", "muted")
        self.about.setWordWrap(True)
        self.summary = QLabel()
        self.summary.setTextFormat(Qt.TextFormat.PlainText)
        self.summary.setObjectName("import_summary")
        self.summary.setWordWrap(True)
        self.summary.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.totals = TextTableView("import_totals", tr("What the table brings"))
        self.problems = TextTableView("import_problems", tr("Problems"))
        self.known = KnownView()
        self.rows = TextTableView("import_rows", tr("First rows"))
        self.copy = plain_button("import_copy_problems", tr("Copy all problems"))
        self._arrange()
        self.sheet.activated.connect(self._use_sheet)
        self.mapping.activated.connect(self._use_mapping)
        self.own.clicked.connect(self.own_mapping_wanted)
        self.copy.clicked.connect(self._copy_problems)

    def show_table(self, table: Incoming, chosen: Mapping[EntityKey, int]) -> None:
        """Show what is known of a table by now, and whom new ones were taken for."""
        self._fill_choices(table)
        self.say(report_tables.summary(table), is_problem=bool(table.problem))
        report = table.report
        totals = report_tables.totals(report, self._ontology) if report else []
        problems = report_tables.problems(report) if report else []
        headings, rows = report_tables.first_rows(table)
        self.totals.show_rows(
            report_tables.totals_headings(), totals, right=range(1, 6), stretched=0
        )
        self.problems.show_rows(report_tables.problem_headings(), problems, right=(1,), stretched=3)
        self.rows.show_rows(headings, rows, right=(0,))
        incomers = table.incomers or ()
        self.known.show_incomers(incomers, chosen, can_choose=self.mapping.isEnabled())
        words = ntr("{n} may be known", "{n} may be known", len(incomers))
        self.tabs.setTabText(1, words if incomers else tr("None known"))
        self.copy.setEnabled(bool(problems))
        self.copy.setText(tr("Copy all problems"))
        count = ntr("{n} problem", "{n} problems", len(problems))
        self.tabs.setTabText(2, count if problems else tr("No problems"))
        if table.problem and table.sheet is not None:
            self.tabs.setCurrentWidget(self.rows)

    def say(self, sentence: str, *, is_problem: bool = False) -> None:
        """Show how the table stands, or what became of it."""
        self.summary.setText(sentence)
        self.summary.setProperty("part", "problem" if is_problem else "")
        self.summary.style().unpolish(self.summary)
        self.summary.style().polish(self.summary)

    def set_choosing(self, is_on: bool) -> None:
        """Let the user choose how the table is read, or not."""
        for widget in (self.sheet, self.mapping, self.own, self.known):
            widget.setEnabled(is_on)

    def _arrange(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        self._sheet_label = QLabel(tr("Sheet"))
        top.addWidget(self._sheet_label)
        top.addWidget(self.sheet)
        top.addWidget(QLabel(tr("Read as")))
        top.addWidget(self.mapping, 1)
        top.addWidget(self.own)
        problem_page = QWidget()
        page = QVBoxLayout(problem_page)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(self.problems, 1)
        page.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignRight)
        self.tabs = QTabWidget()
        self.tabs.setObjectName("import_tabs")
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self.totals, tr("What it brings"))
        self.tabs.addTab(self.known, tr("Known already?"))
        self.tabs.addTab(problem_page, tr("Problems"))
        self.tabs.addTab(self.rows, tr("First rows"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self.about)
        column.addWidget(self.summary)
        column.addWidget(self.tabs, 1)

    def _fill_choices(self, table: Incoming) -> None:
        self.sheet.clear()
        names = table.sheet.sheet_names if table.sheet else ()
        self.sheet.addItems(list(names))
        self.sheet.setCurrentText(table.sheet.name if table.sheet else "")
        for widget in (self.sheet, self._sheet_label):
            widget.setVisible(len(names) > 1)
        used = table.prepared.mapping if table.prepared else table.wanted_mapping
        self.mapping.clear()
        self.mapping.addItem(tr("Choose how to read it"), "")
        for name, known in sound_mappings()[0].items():
            self.mapping.addItem(tr(known.label), name)
        if used and self.mapping.findData(used) < 0:
            self.mapping.addItem(Path(used).name, used)
        self.mapping.setCurrentIndex(max(0, self.mapping.findData(used)))
        is_guess = bool(used) and not table.wanted_mapping
        note = tr("Chosen by its columns.") if is_guess else ""
        self.about.setText(" ".join(part for part in (note, self._help(used)) if part))

    def _help(self, mapping: str) -> str:
        if not mapping:
            return ""
        try:
            return tr(load_mapping(mapping).help)
        except IwtlinkError:
            return ""

    def _use_sheet(self) -> None:
        self.sheet_wanted.emit(self.sheet.currentText())

    def _use_mapping(self) -> None:
        self.mapping_wanted.emit(str(self.mapping.currentData()))

    def _copy_problems(self) -> None:
        QGuiApplication.clipboard().setText(self.problems.table.as_text())
        self.copy.setText(tr("Copied"))


def plain_button(name: str, text: str) -> QPushButton:
    """Give a button that never takes Enter from the one that does the work."""
    button = QPushButton(text)
    button.setObjectName(name)
    button.setAutoDefault(False)
    return button
