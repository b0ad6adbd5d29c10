"""One rule: about what, what it asks, and what it changes."""

from __future__ import annotations

from typing import Any, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from iwtlink.chart.rules.measures import number_words
from iwtlink.chart.rules.rule import About, Rule, is_told_twice, read_rules, rule_data
from iwtlink.chart.rules.words import question_labels
from iwtlink.errors import BadInput
from iwtlink.gui.charting.chips import type_label
from iwtlink.gui.charting.formatting.change_edit import ChangeEdit, number_in
from iwtlink.gui.charting.style_panel.fields import TicksField
from iwtlink.gui.dialogs.form import FormDialog
from iwtlink.i18n import tr
from iwtlink.ontology import Ontology
from iwtlink.operations.charting.rule_words import (
    measures_on,
    range_on,
    values_on,
)
from iwtlink.store.charts import ChartContent

_CHANGES = 3
_WITHOUT_OPERAND = ("present", "absent")
_OF_NUMBERS = ("over", "under", "at_least", "at_most")


class RuleDialog(FormDialog):
    """Tells the rule; refuses one that changes nothing, or speaks by colour alone."""

    wanted = Signal(object)

    def __init__(
        self,
        rule: Rule | None,
        content: ChartContent,
        ontology: Ontology,
        parent: QWidget | None = None,
    ) -> None:
        title = tr("New rule") if rule is None else tr("Change the rule")
        super().__init__("rule_dialog", title, "", tr("Use the rule"), parent)
        self.setMinimumWidth(640)
        self._content, self._ontology, self._rule = content, ontology, rule
        self.name = QLineEdit(rule.name if rule else "")
        self.name.setPlaceholderText(tr("As the legend says it"))
        self.add_row(tr("Name"), self.name, "rule_name")
        self.about = QComboBox()
        self.about.addItem(tr("Entities"), "entities")
        self.about.addItem(tr("Links"), "links")
        self.add_row(tr("About"), self.about, "rule_about")
        self.types = TicksField(tr("All types"))
        self.add_row(tr("Types"), self.types, "rule_types")
        self._add_question()
        self.changes = [ChangeEdit(number, self._values, self._range) for number in range(_CHANGES)]
        for number, edit in enumerate(self.changes):
            self.form.addRow(tr("Then") if not number else tr("and"), edit)
        self.about.setCurrentIndex(int(rule is not None and rule.about == "links"))
        self._choose_about()
        if rule is not None:
            self._show(rule)
        self.about.currentIndexChanged.connect(self._choose_about)
        self.question.currentIndexChanged.connect(self._fit)
        self._fit()
        self.name.setFocus()

    def accept(self) -> None:
        """Tell the rule and close, or say what is missing."""
        missing = self._missing()
        if missing:
            self.say_problem(missing)
            return
        try:
            (rule,) = read_rules([self._data()])
        except BadInput:
            self.say_problem(
                tr("The rule is not complete: say what it asks and what becomes of it.")
            )
            return
        if not is_told_twice(rule):
            self.say_problem(
                tr("Not all can see colour: let the rule change a size, frame or badge too.")
            )
            return
        super().accept()
        self.wanted.emit(rule)

    # Inside

    def _missing(self) -> str:
        """Say what is left open, or nothing."""
        question = str(self.question.currentData() or "")
        if question and not self.measure.currentData():
            return tr("The rule is not complete: choose under Where what it asks about.")
        if question in _OF_NUMBERS and number_in(self.operand.text()) is None:
            return tr("The rule is not complete: type the number to compare with.")
        if not any(edit.data() for edit in self.changes):
            return tr("The rule is not complete: choose under Then what it changes.")
        return ""

    def _add_question(self) -> None:
        self.measure, self.question = QComboBox(), QComboBox()
        self.operand = QLineEdit()
        self.question.addItem(tr("any"), "")
        for asked, words in question_labels().items():
            self.question.addItem(words, asked)
        row = QHBoxLayout()
        row.setSpacing(6)
        for field, name, words in (
            (self.measure, "rule_measure", tr("Where")),
            (self.question, "rule_question", tr("Question")),
            (self.operand, "rule_operand", tr("Value")),
        ):
            field.setObjectName(name)
            field.setAccessibleName(words)
            row.addWidget(field, 1)
        self.measure.setMaxVisibleItems(20)
        self.form.addRow(tr("Where"), row)

    def _about(self) -> About:
        return cast("About", self.about.currentData())

    def _choose_about(self) -> None:
        about = self._about()
        names = self._content.types if about == "entities" else self._content.link_types
        kept = self.measure.currentData()
        self.types.offer(
            sorted(
                ((name, type_label(self._ontology, name)) for name in dict.fromkeys(names)),
                key=lambda pair: pair[1].casefold(),
            )
        )
        self.types.show_value(None)
        self.measure.clear()
        self.measure.addItem(tr("Always"), "")
        for name, words in measures_on(self._content, about):
            self.measure.addItem(words[:1].upper() + words[1:], name)
        self.measure.setCurrentIndex(max(0, self.measure.findData(kept)))
        for edit in self.changes:
            edit.show_about(about)

    def _show(self, rule: Rule) -> None:
        self.types.show_value(rule.types or None)
        if rule.measure and self.measure.findData(rule.measure) < 0:
            self.measure.addItem(rule.measure, rule.measure)
        self.measure.setCurrentIndex(max(0, self.measure.findData(rule.measure)))
        if rule.test is not None:
            self.question.setCurrentIndex(max(0, self.question.findData(rule.test.question)))
            operands = rule.test.operands
            words = [one if isinstance(one, str) else number_words(one) for one in operands]
            self.operand.setText(", ".join(words))
        for edit, change in zip(self.changes, rule.changes, strict=False):
            edit.show_change(change)

    def _fit(self) -> None:
        question = str(self.question.currentData() or "")
        self.operand.setEnabled(bool(question) and question not in _WITHOUT_OPERAND)

    def _values(self) -> list[str]:
        measure = str(self.measure.currentData() or "")
        return values_on(self._content, self._about(), measure) if measure else []

    def _range(self) -> tuple[float, float] | None:
        measure = str(self.measure.currentData() or "")
        return range_on(self._content, self._about(), measure) if measure else None

    def _data(self) -> dict[str, Any]:
        changes = [one for edit in self.changes if (one := edit.data()) is not None]
        if self._rule is not None:  # what was written by hand and has no room here is kept
            changes += rule_data(self._rule)["changes"][_CHANGES:]
        data: dict[str, Any] = {
            "about": self._about(),
            "name": self.name.text().strip(),
            "types": list(self.types.value or ()),
            "measure": str(self.measure.currentData() or ""),
            "changes": changes,
            "is_on": self._rule is None or self._rule.is_on,
        }
        question = str(self.question.currentData() or "")
        if question:
            data["test"] = {"question": question, "operands": self._operands(question)}
        return data

    def _operands(self, question: str) -> list[str | float]:
        if question in _WITHOUT_OPERAND:
            return []
        number = number_in(self.operand.text())
        if question in _OF_NUMBERS and number is not None:
            return [number]
        return [part.strip() for part in self.operand.text().split(",") if part.strip()]
