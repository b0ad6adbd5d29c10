"""Asks which two charts or snapshots are compared."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from iwtlink.gui.dialogs.form import FormDialog
from iwtlink.i18n import tr
from iwtlink.operations.charting.comparing import Side


class CompareDialog(FormDialog):
    """Tells the side before and the side after."""

    wanted = Signal(object, object)
    is_fitted = True

    def __init__(self, sides: Sequence[Side], parent: QWidget | None = None) -> None:
        super().__init__(
            "compare_dialog",
            tr("Compare charts"),
            tr("What came, went or changed from the one to the other is shown and listed."),
            tr("Compare"),
            parent,
        )
        self._sides = list(sides)
        self.before, self.after = QComboBox(), QComboBox()
        for box, label, name in (
            (self.before, tr("Before"), "compare_before"),
            (self.after, tr("After"), "compare_after"),
        ):
            box.addItems([side.words for side in sides])
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            self.add_row(label, box, name)
        self.before.setCurrentIndex(min(1, len(self._sides) - 1))
        self.after.setCurrentIndex(0)
        self.before.setFocus()

    def accept(self) -> None:
        """Tell the two and close."""
        before = self._sides[self.before.currentIndex()]
        after = self._sides[self.after.currentIndex()]
        if before == after:
            self.say_problem(tr("Choose two that are not the same."))
            return
        super().accept()
        self.wanted.emit(before, after)
