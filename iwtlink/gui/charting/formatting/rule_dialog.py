"""One rule: about what, what it asks, and what it changes."""

from __future__ import annotations

from typing import Any, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from iwtlink.chart.rules.rule import About, Rule, is_told_twice, read_rules, rule_data
from iwtlink.errors import BadInput
from iwtlink.gui.charting.chips import named_types
from iwtlink.gui.charting.formatting.change_edit import ChangeEdit
from iwtlink.gui.charting.question_row import QuestionRow
from iwtlink.gui.charting.style_panel.fields import TicksField
from iwtlink.gui.dialogs.form import FormDialog
from iwtlink.i18n import tr
from iwtlink.ontology import Ontology
from iwtlink.operations.charting.rule_words import (
    range_on,
    values_on,
)
from iwtlink.store.charts import ChartContent

_CHANGES = 3


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
        self.asked = QuestionRow(self.form, "rule", tr("Where"), tr("Always"))
        self.measure, self.question = self.asked.measure, self.asked.question
        self.operand = self.asked.operand
        self.changes = [ChangeEdit(number, self._values, self._range) for number in range(_CHANGES)]
        for number, edit in enumerate(self.changes):
            self.form.addRow(tr("Then") if not number else tr("and"), edit)
        self.about.setCurrentIndex(int(rule is not None and rule.about == "links"))
        self._choose_about()
        if rule is not None:
            self._show(rule)
        self.about.currentIndexChanged.connect(self._choose_about)
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
        if missing := self.asked.missing():
            return missing
        if not any(edit.data() for edit in self.changes):
            return tr("The rule is not complete: choose under Then what it changes.")
        return ""

    def _about(self) -> About:
        return cast("About", self.about.currentData())

    def _choose_about(self) -> None:
        about = self._about()
        names = self._content.types if about == "entities" else self._content.link_types
        self.types.offer(named_types(self._ontology, names))
        self.types.show_value(None)
        self.asked.offer(self._content, about)
        for edit in self.changes:
            edit.show_about(about)

    def _show(self, rule: Rule) -> None:
        self.types.show_value(rule.types or None)
        self.asked.show_question(rule.measure, rule.test)
        for edit, change in zip(self.changes, rule.changes, strict=False):
            edit.show_change(change)

    def _values(self) -> list[str]:
        measure = self.asked.asked_of
        return values_on(self._content, self._about(), measure) if measure else []

    def _range(self) -> tuple[float, float] | None:
        measure = self.asked.asked_of
        return range_on(self._content, self._about(), measure) if measure else None

    def _data(self) -> dict[str, Any]:
        changes = [one for edit in self.changes if (one := edit.data()) is not None]
        if self._rule is not None:  # what was written by hand and has no room here is kept
            changes += rule_data(self._rule)["changes"][_CHANGES:]
        data: dict[str, Any] = {
            "about": self._about(),
            "name": self.name.text().strip(),
            "types": list(self.types.value or ()),
            "measure": self.asked.asked_of,
            "changes": changes,
            "is_on": self._rule is None or self._rule.is_on,
        }
        if (test := self.asked.test_data()) is not None:
            data["test"] = test
        return data
