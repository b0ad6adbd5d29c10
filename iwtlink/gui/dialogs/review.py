"""Asks when an item must be looked at again, and on what ground."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QWidget

from iwtlink.gui.dialogs.form import FormDialog
from iwtlink.i18n import tr
from iwtlink.operations.reviewing import Period, day_after, load_periods
from iwtlink.store.reviews import Review


class ReviewDialog(FormDialog):
    """Tells the day and the ground; ``cleared`` where no review is wanted any more."""

    wanted = Signal(object, str)
    cleared = Signal()

    def __init__(
        self, what: str, review: Review | None, today: date, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            "review_dialog",
            tr("Review date"),
            tr("When must “{what}” be looked at again?", what=what),
            tr("Set"),
            parent,
        )
        self._today = today
        self._periods: tuple[Period, ...] = load_periods()
        self.ground = QComboBox()
        self.ground.setEditable(True)
        self.ground.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.ground.addItems([tr(period.label) for period in self._periods])
        self.day = QLineEdit()
        self.day.setPlaceholderText("2027-01-31")
        self.add_row(tr("Ground"), self.ground, "review_ground")
        self.add_row(tr("Due on"), self.day, "review_day")
        self.ground.currentIndexChanged.connect(self._fill_day)
        if review is None:
            self._fill_day(0)
        else:
            self.ground.setCurrentText(review.basis)
            self.day.setText(review.due_on.isoformat())
            self._offer_clearing()
        self.ground.setFocus()

    def accept(self) -> None:
        """Tell day and ground and close, or say what is wrong with the day."""
        try:
            day = date.fromisoformat(self.day.text().strip())
        except ValueError:
            self.say_problem(tr("Write the day as 2027-01-31."))
            return
        self.wanted.emit(day, self.ground.currentText().strip())
        super().accept()

    def _fill_day(self, place: int) -> None:
        if 0 <= place < len(self._periods):
            self.day.setText(day_after(self._today, self._periods[place].months).isoformat())

    def _offer_clearing(self) -> None:
        button = QPushButton(tr("No review"))
        button.setObjectName("review_clear")
        button.setAutoDefault(False)
        button.clicked.connect(self._clear)
        self.buttons.addButton(button, self.buttons.ButtonRole.ResetRole)

    def _clear(self) -> None:
        self.cleared.emit()
        self.reject()
