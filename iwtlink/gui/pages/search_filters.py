"""The filters above the results of a search: type, dates, grade, handling."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QWidget

from iwtlink.gui.flow import let_flow
from iwtlink.gui.icons import action_icon
from iwtlink.i18n import tr
from iwtlink.ontology import Ontology
from iwtlink.ontology.dates import PartialDate
from iwtlink.ontology.model import ValueProblem
from iwtlink.operations.searching import Choices
from iwtlink.store.search import Question

_DATE_WIDTH = 104
_RANKS = ((2, "A1"), (3, "A2"), (4, "B2"), (5, "B3"), (6, "C3"), (7, "C4"), (8, "D4"), (10, "E5"))
_ANY_GRADE, _GRADED = 0, 12


class SearchFilters(QWidget):
    """A row of filters; what they say is put into a question."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.type = _combo("search_type", tr("Type"))
        self.first = _date("search_from", tr("From date"), tr("from date"))
        self.last = _date("search_to", tr("To date"), tr("to date"))
        self.grade = _combo("search_grade", tr("Grade"))
        self.handling = _combo("search_handling", tr("Handling code"))
        self.clear = QPushButton(action_icon("x"), tr("Clear filters"))
        self.clear.setObjectName("search_clear")
        self._fill_grades()
        self.fill(None, Choices((), ()))
        row = let_flow(self)
        for field in (self.type, self.first, self.last, self.grade, self.handling, self.clear):
            row.addWidget(field)
        for combo in (self.type, self.grade, self.handling):
            combo.activated.connect(self.changed)
        for line in (self.first, self.last):
            line.editingFinished.connect(self._date_typed)
        self.clear.clicked.connect(self._clear)

    def fill(self, ontology: Ontology | None, choices: Choices) -> None:
        """Offer what is in use, keeping what is chosen."""
        kept = (self.type.currentData(), self.handling.currentData())
        self.type.clear()
        self.type.addItem(tr("Any type"), "")
        if ontology is not None:
            named = sorted((_type_label(ontology, name), name) for name in choices.types)
            for label, name in named:
                self.type.addItem(label, name)
        self.handling.clear()
        self.handling.addItem(tr("Any handling"), "")
        for code in choices.handling:
            self.handling.addItem(tr("Handling {code}", code=code), code)
        for combo, value in zip((self.type, self.handling), kept, strict=True):
            _choose(combo, value or "")

    def put_into(self, question: Question) -> Question:
        """Give the question with these filters; a date that is none is passed over."""
        return replace(
            question,
            types=_chosen(self.type),
            handling=_chosen(self.handling),
            worst_grade=int(self.grade.currentData() or 0),
            first=_day(self.first, is_last=False),
            last=_day(self.last, is_last=True),
        )

    def take_from(self, question: Question) -> None:
        """Show the filters of a question."""
        for name in (*question.types, *question.handling):
            combo = self.type if name in question.types else self.handling
            if combo.findData(name) < 0:
                combo.addItem(name, name)
        _choose(self.type, next(iter(question.types), ""))
        _choose(self.handling, next(iter(question.handling), ""))
        _choose(self.grade, question.worst_grade)
        self.first.setText(question.first)
        self.last.setText(question.last)
        self._offer_clear()

    @property
    def is_set(self) -> bool:
        """Whether any filter lets less through."""
        bare = Question()
        return self.put_into(bare) != bare

    def _fill_grades(self) -> None:
        self.grade.addItem(tr("Any grade"), _ANY_GRADE)
        self.grade.addItem(tr("{grade} only", grade="A1"), _RANKS[0][0])
        for rank, grade in _RANKS[1:]:
            self.grade.addItem(tr("{grade} or better", grade=grade), rank)
        self.grade.addItem(tr("Graded at all"), _GRADED)

    def _date_typed(self) -> None:
        line = self.sender()
        assert isinstance(line, QLineEdit)
        is_wrong = bool(line.text().strip()) and not _day(line, is_last=False)
        line.setProperty("problem", is_wrong)
        line.setToolTip(tr("A date such as 2016, 2016-05 or 2016-05-01") if is_wrong else "")
        line.style().unpolish(line)
        line.style().polish(line)
        self._tell()

    def _clear(self) -> None:
        self.take_from(Question())
        self._tell()

    def _tell(self) -> None:
        self._offer_clear()
        self.changed.emit()

    def _offer_clear(self) -> None:
        self.clear.setVisible(self.is_set)


def _type_label(ontology: Ontology, name: str) -> str:
    if name in ontology.entity_types:
        return tr(ontology.entity_types[name].plural)
    if name in ontology.observation_types:
        return tr(ontology.observation_types[name].plural)
    known = ontology.link_types.get(name)
    return tr("Link: {label}", label=tr(known.label)) if known else name


def _combo(name: str, spoken: str) -> QComboBox:
    combo = QComboBox()
    combo.setObjectName(name)
    combo.setAccessibleName(spoken)
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    combo.setMinimumContentsLength(13)
    return combo


def _date(name: str, spoken: str, hint: str) -> QLineEdit:
    line = QLineEdit()
    line.setObjectName(name)
    line.setAccessibleName(spoken)
    line.setPlaceholderText(hint)
    line.setFixedWidth(_DATE_WIDTH)
    return line


def _choose(combo: QComboBox, value: object) -> None:
    combo.setCurrentIndex(max(0, combo.findData(value)))


def _chosen(combo: QComboBox) -> tuple[str, ...]:
    return (str(combo.currentData()),) if combo.currentData() else ()


def _day(line: QLineEdit, *, is_last: bool) -> str:
    try:
        when = PartialDate.parse(line.text())
    except ValueProblem:
        return ""
    return when.last if is_last else when.first
