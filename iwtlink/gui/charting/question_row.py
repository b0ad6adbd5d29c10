"""A question of rules and filters in one row: what it asks about, the question, with what."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QComboBox, QFormLayout, QHBoxLayout, QLineEdit

from iwtlink.chart.rules.measures import is_weekday
from iwtlink.chart.rules.rule import About, Test
from iwtlink.chart.rules.weekdays import weekdays_in
from iwtlink.chart.rules.words import operand_words, question_labels
from iwtlink.gui.charting.formatting.change_edit import number_in
from iwtlink.i18n import tr
from iwtlink.operations.charting.rule_words import measures_on
from iwtlink.store.charts import ChartContent

_WITHOUT_OPERAND = ("present", "absent")
_OF_NUMBERS = ("over", "under", "at_least", "at_most")


class QuestionRow:
    """The three inputs; ``name`` begins their object names, ``none`` stands for no question."""

    def __init__(self, form: QFormLayout, name: str, label: str, none: str) -> None:
        self._none = none
        self.measure, self.question = QComboBox(), QComboBox()
        self.operand = QLineEdit()
        self.question.addItem(tr("any"), "")
        for asked, words in question_labels().items():
            self.question.addItem(words, asked)
        row = QHBoxLayout()
        row.setSpacing(6)
        for field, part, words in (
            (self.measure, "measure", tr("Where")),
            (self.question, "question", tr("Question")),
            (self.operand, "operand", tr("Value")),
        ):
            field.setObjectName(f"{name}_{part}")
            field.setAccessibleName(words)
            row.addWidget(field, 1)
        self.measure.setMaxVisibleItems(20)
        form.addRow(label, row)
        self.question.currentIndexChanged.connect(self._fit)
        self._fit()

    def offer(self, content: ChartContent, about: About) -> None:
        """Offer what can be asked of a chart, and keep what was chosen where it is there."""
        kept = self.measure.currentData()
        self.measure.clear()
        self.measure.addItem(self._none, "")
        for name, words in measures_on(content, about):
            self.measure.addItem(words[:1].upper() + words[1:], name)
        self.measure.setCurrentIndex(max(0, self.measure.findData(kept)))

    def show_question(self, measure: str, test: Test | None) -> None:
        """Show a question that is there already."""
        if measure and self.measure.findData(measure) < 0:
            self.measure.addItem(measure, measure)
        self.measure.setCurrentIndex(max(0, self.measure.findData(measure)))
        if test is not None:
            self.question.setCurrentIndex(max(0, self.question.findData(test.question)))
            self.operand.setText(", ".join(operand_words(measure, test.operands)))

    @property
    def asked_of(self) -> str:
        """The measure that is asked about; empty for none."""
        return str(self.measure.currentData() or "")

    def missing(self) -> str:
        """Say what is left open in the question, or nothing."""
        question = self._question()
        if question and not self.asked_of:
            return tr("The rule is not complete: choose under Where what it asks about.")
        if question in _OF_NUMBERS and number_in(self.operand.text()) is None:
            return tr("The rule is not complete: type the number to compare with.")
        return ""

    def test_data(self) -> dict[str, Any] | None:
        """Give the question as rules keep it; None where none is asked."""
        question = self._question()
        return {"question": question, "operands": self._operands(question)} if question else None

    def _question(self) -> str:
        return str(self.question.currentData() or "")

    def _fit(self) -> None:
        question = self._question()
        self.operand.setEnabled(bool(question) and question not in _WITHOUT_OPERAND)

    def _operands(self, question: str) -> list[str] | list[float]:
        if question in _WITHOUT_OPERAND:
            return []
        number = number_in(self.operand.text())
        if question in _OF_NUMBERS and number is not None:
            return [number]
        words = [part.strip() for part in self.operand.text().split(",") if part.strip()]
        return weekdays_in(words) if is_weekday(self.asked_of) else words
