"""Types and strengths of a chart with a tick each: to select by, and to filter by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QTreeWidget, QTreeWidgetItem, QWidget

from iwtlink.chart.rules.conditions import Condition, read_condition
from iwtlink.chart.rules.rule import About, read_about
from iwtlink.gui.charting.chips import named_types, type_label
from iwtlink.gui.charting.question_row import QuestionRow
from iwtlink.gui.charting.style_panel.fields import TicksField
from iwtlink.gui.dialogs.form import FormDialog
from iwtlink.gui.icons import entity_icon
from iwtlink.i18n import tr
from iwtlink.ontology import Ontology
from iwtlink.operations.charting.filtering import ChartFilters
from iwtlink.operations.charting.picking import Picked, count_types, of_strengths, of_types
from iwtlink.store.charts import ChartContent
from iwtlink.store.links import STRENGTHS

_NAME = Qt.ItemDataRole.UserRole
_ON, _OFF = Qt.CheckState.Checked, Qt.CheckState.Unchecked


def strength_labels() -> dict[str, str]:
    """Give the strengths of links, surest first: name and words."""
    return {
        "confirmed": tr("Confirmed"),
        "unconfirmed": tr("Unconfirmed"),
        "tentative": tr("Tentative"),
    }


class Ticks(QTreeWidget):
    """Lines with a tick and a count, under headings; a tick on a heading ticks all below it."""

    def __init__(self, name: str, words: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(words)
        self.setHeaderHidden(True)
        self.setColumnCount(2)
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setMinimumHeight(260)
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(0, self.header().ResizeMode.Stretch)
        self.header().setSectionResizeMode(1, self.header().ResizeMode.ResizeToContents)

    def add_group(
        self,
        heading: str,
        lines: Sequence[tuple[str, str, int]],
        *,
        is_ticked: bool,
        icons: Mapping[str, str] | None = None,
    ) -> None:
        """Add a heading with its lines: name, words, count."""
        if not lines:
            return
        head = QTreeWidgetItem([heading, ""])
        head.setFlags(
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemIsUserCheckable
            | Qt.ItemFlag.ItemIsAutoTristate
        )
        font = head.font(0)
        font.setBold(True)
        head.setFont(0, font)
        self.addTopLevelItem(head)
        for name, words, count in lines:
            line = QTreeWidgetItem([words, f"{count:,}"])
            line.setData(0, _NAME, name)
            line.setFlags(
                Qt.ItemFlag.ItemIsEnabled
                | Qt.ItemFlag.ItemIsSelectable
                | Qt.ItemFlag.ItemIsUserCheckable
            )
            line.setCheckState(0, _ON if is_ticked else _OFF)
            line.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            if icons is not None:
                line.setIcon(0, entity_icon(icons.get(name, "")))
            head.addChild(line)
        head.setExpanded(True)

    def begin(self) -> None:
        """Take the keyboard, at the first line."""
        self.setFocus()
        if (first := self.topLevelItem(0)) is not None:
            self.setCurrentItem(first)

    def tick(self, names: Sequence[str], *, is_ticked: bool) -> None:
        """Tick some lines, or take their ticks away."""
        for line in self._lines():
            if line.data(0, _NAME) in names:
                line.setCheckState(0, _ON if is_ticked else _OFF)

    def ticked(self) -> list[str]:
        """Give the names of the ticked lines."""
        return [str(one.data(0, _NAME)) for one in self._lines() if one.checkState(0) == _ON]

    def not_ticked(self) -> list[str]:
        """Give the names of the other lines."""
        return [str(one.data(0, _NAME)) for one in self._lines() if one.checkState(0) != _ON]

    def _lines(self) -> list[QTreeWidgetItem]:
        heads = [self.topLevelItem(place) for place in range(self.topLevelItemCount())]
        return [
            line
            for head in heads
            if head is not None
            for place in range(head.childCount())
            if (line := head.child(place)) is not None
        ]


class SelectDialog(FormDialog):
    """Tells what to select: every entity and link of the ticked types and strengths."""

    wanted = Signal(object)
    """``Picked``"""

    def __init__(
        self, content: ChartContent, ontology: Ontology, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            "select_dialog",
            tr("Select by type, link or strength"),
            tr("Everything on this chart that is ticked is selected."),
            tr("Select"),
            parent,
        )
        self._content = content
        self.ticks = Ticks("select_ticks", tr("Types and strengths"))
        entities, links = count_types(content)
        _add_types(self.ticks, ontology, entities, links, is_ticked=False)
        strengths = [
            (f"strength:{name}", label, int((content.strengths == STRENGTHS.index(name)).sum()))
            for name, label in strength_labels().items()
        ]
        self.ticks.add_group(
            tr("Strength of links"), [one for one in strengths if one[2]], is_ticked=False
        )
        self.form.addRow(self.ticks)
        self.ticks.begin()

    def accept(self) -> None:
        """Tell what is ticked and close."""
        names = self.ticks.ticked()
        strengths = [one.removeprefix("strength:") for one in names if one.startswith("strength:")]
        types = of_types(self._content, names)
        links = dict.fromkeys((*types.links, *of_strengths(self._content, strengths).links))
        super().accept()
        self.wanted.emit(Picked(types.entities, tuple(links)))


class FilterDialog(FormDialog):
    """Tells which types are left out, how sure links must be, and a question that is asked."""

    wanted = Signal(list, str, object)
    """Names of types, a strength, a ``Condition`` to add or None."""

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
        _add_types(self.ticks, ontology, filters.entity_types, filters.link_types, is_ticked=True)
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
        self.wanted.emit(self.ticks.not_ticked(), strength, condition)

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


def _add_types(
    ticks: Ticks,
    ontology: Ontology,
    entities: Mapping[str, int],
    links: Mapping[str, int],
    *,
    is_ticked: bool,
) -> None:
    icons = {name: known.icon for name, known in ontology.entity_types.items()}
    ticks.add_group(tr("Entities"), _lines(ontology, entities), is_ticked=is_ticked, icons=icons)
    ticks.add_group(tr("Links"), _lines(ontology, links), is_ticked=is_ticked)


def _lines(ontology: Ontology, counts: Mapping[str, int]) -> list[tuple[str, str, int]]:
    lines = [(name, type_label(ontology, name), count) for name, count in counts.items()]
    return sorted(lines, key=lambda line: (-line[2], line[1].casefold()))
