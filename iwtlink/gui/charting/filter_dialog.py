"""What a chart shows: types with a tick each, how sure links must be, and what is asked."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from iwtlink.chart.rules.conditions import Condition, condition_data, read_condition
from iwtlink.chart.rules.rule import About, read_about
from iwtlink.gui.charting.chips import named_types
from iwtlink.gui.charting.question_row import QuestionRow
from iwtlink.gui.charting.style_panel.fields import TicksField
from iwtlink.gui.charting.ticks import Ticks, add_types
from iwtlink.gui.dialogs.form import FormDialog
from iwtlink.i18n import tr
from iwtlink.ontology import Ontology
from iwtlink.operations.charting.filtering import ChartFilters
from iwtlink.store.charts import ChartContent


class FilterDialog(FormDialog):
    """Tells which types are left out, how sure links must be, and a question that is asked."""

    wanted = Signal(list, str, object)
    """Names of types, a strength, and a condition to add as the chart keeps it, or None."""

    def __init__(
        self,
        filters: ChartFilters,
        content: ChartContent,
        ontology: Ontology,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            "filter_dialog",
            tr("Filter the chart"),
            tr(
                "What is not ticked is left out of this chart until you show it again. "
                "Nothing is deleted."
            ),
            tr("Filter"),
            parent,
        )
        self.ticks = Ticks("filter_ticks", tr("Types shown"))
        add_types(self.ticks, ontology, filters.entity_types, filters.link_types, is_ticked=True)
        self.ticks.tick(filters.options.hidden_types, is_ticked=False)
        self.form.addRow(self.ticks)
        self.strength = QComboBox()
        for name, words in (
            ("tentative", tr("All links")),
            ("unconfirmed", tr("Confirmed and unconfirmed links")),
            ("confirmed", tr("Confirmed links only")),
        ):
            self.strength.addItem(words, name)
        self.strength.setCurrentIndex(self.strength.findData(filters.options.least_strength))
        self.add_row(tr("Strength"), self.strength, "filter_strength")
        self._content, self._ontology = content, ontology
        self.about = QComboBox()
        self.about.addItem(tr("Entities only if"), "entities")
        self.about.addItem(tr("Links only if"), "links")
        self.types = TicksField(tr("All types"))
        for field, name, words in (
            (self.about, "filter_about", tr("Shown")),
            (self.types, "filter_types", tr("Types")),
        ):
            field.setObjectName(name)
            field.setAccessibleName(words)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.about, 1)
        row.addWidget(self.types, 2)
        self.form.addRow(tr("Shown"), row)
        self.asked = QuestionRow(self.form, "filter", "", tr("Nothing is asked"))
        self.about.currentIndexChanged.connect(self._choose_about)
        self._choose_about()
        self.ticks.begin()

    def accept(self) -> None:
        """Tell the choice and close, or say what the question lacks."""
        condition = self._condition()
        if condition is None and (self.asked.asked_of or self.asked.test_data()):
            self.say_problem(
                tr("The question is not complete: say what it is about, and what must be so.")
            )
            return
        strength = str(self.strength.currentData())
        super().accept()
        asked = None if condition is None else condition_data(condition)
        self.wanted.emit(self.ticks.not_ticked(), strength, asked)

    def _condition(self) -> Condition | None:
        """Give what is asked; None where nothing is, or not all of it."""
        test = self.asked.test_data()
        if test is None or self.asked.missing():
            return None
        return read_condition(
            {
                "about": self.about.currentData(),
                "types": self.types.value or (),
                "measure": self.asked.asked_of,
                "test": test,
            }
        )

    def _choose_about(self) -> None:
        about: About = read_about(self.about.currentData())
        names = self._content.types if about == "entities" else self._content.link_types
        self.types.offer(named_types(self._ontology, names))
        self.types.show_value(None)
        self.asked.offer(self._content, about)
