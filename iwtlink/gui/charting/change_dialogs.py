"""Asks for one type, strength or grade for everything that is selected."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from iwtlink.errors import IwtlinkError
from iwtlink.gui.charting.ticks import strength_labels
from iwtlink.gui.dialogs.form import FormDialog
from iwtlink.i18n import ntr, tr
from iwtlink.ontology import Ontology
from iwtlink.ontology.grades import read_grade
from iwtlink.operations.charting.changing import Stating


class TypeDialog(FormDialog):
    """Tells the name of a type."""

    wanted = Signal(str)
    is_fitted = True

    def __init__(
        self,
        types: Sequence[tuple[str, str]],
        count: int,
        is_of_entities: bool,
        parent: QWidget | None = None,
    ) -> None:
        entities = ntr("{n} entity becomes:", "{n} entities become:", count)
        links = ntr("{n} link becomes:", "{n} links become:", count)
        super().__init__(
            "change_type_dialog",
            tr("Change the type"),
            entities if is_of_entities else links,
            tr("Change"),
            parent,
        )
        self.types = QComboBox()
        self.types.setMaxVisibleItems(16)
        for name, label in types:
            self.types.addItem(label, name)
        self.add_row(tr("Type"), self.types, "change_type_choice")
        self.do_it.setEnabled(bool(types))
        if not types:
            self.say_problem(tr("No one type can join the ends of all these links."))
        self.types.setFocus()

    def accept(self) -> None:
        """Tell the type and close."""
        super().accept()
        self.wanted.emit(str(self.types.currentData()))


class StrengthDialog(FormDialog):
    """Tells a strength and the reason for it; an empty strength leaves it to the grades."""

    wanted = Signal(str, str)
    is_fitted = True

    def __init__(self, count: int, parent: QWidget | None = None) -> None:
        super().__init__(
            "change_strength_dialog",
            tr("Change the strength"),
            ntr("How sure is the link?", "How sure are the {n} links?", count),
            tr("Change"),
            parent,
        )
        self.strength = QComboBox()
        for name, label in strength_labels().items():
            self.strength.addItem(label, name)
        self.strength.addItem(tr("As the grades of the sources say"), "")
        self.reason = QLineEdit()
        self.add_row(tr("Strength"), self.strength, "change_strength_choice")
        self.add_row(tr("Reason"), self.reason, "change_strength_reason")
        self.strength.currentIndexChanged.connect(self._fit)
        self.strength.setFocus()

    def accept(self) -> None:
        """Tell the choice and close; a strength that is set needs a reason."""
        strength, reason = str(self.strength.currentData()), self.reason.text().strip()
        if strength and not reason:
            self.say_problem(tr("Say why: a strength that is set needs a reason."))
            self.reason.setFocus()
            return
        super().accept()
        self.wanted.emit(strength, reason)

    def _fit(self) -> None:
        self.reason.setEnabled(bool(self.strength.currentData()))


class GradeDialog(FormDialog):
    """Tells a grade for the records that say the selected items exist."""

    wanted = Signal(str)
    is_fitted = True

    def __init__(self, stating: Stating, ontology: Ontology, parent: QWidget | None = None) -> None:
        super().__init__(
            "change_grade_dialog",
            tr("Change the grade"),
            _sentence(stating),
            tr("Change"),
            parent,
        )
        self._ontology = ontology
        self.grade = QLineEdit()
        self.grade.setPlaceholderText(tr("Such as B2, or E41"))
        self.add_row(tr("Grade"), self.grade, "change_grade_line")
        self.grade.setFocus()

    def accept(self) -> None:
        """Tell the grade and close, where it is one."""
        text = self.grade.text().strip()
        try:
            read_grade(self._ontology, text)
        except IwtlinkError as error:
            self.say_problem(str(error))
            return
        super().accept()
        self.wanted.emit(text)


def _sentence(stating: Stating) -> str:
    count = len(stating.record_ids)
    parts = [
        ntr(
            "A grade belongs to the record it comes from. {n} record states the selected.",
            "A grade belongs to the record it comes from. {n} records state the selected.",
            count,
        )
    ]
    if stating.others:
        parts.append(
            ntr(
                "{n} other item rests on them too.",
                "{n} other items rest on them too.",
                stating.others,
            )
        )
    if stating.unsourced:
        parts.append(
            ntr(
                "{n} selected item has no source.",
                "{n} selected items have no source.",
                stating.unsourced,
            )
        )
    return " ".join(parts)
