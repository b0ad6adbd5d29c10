"""A small box for a code: shows the code, lists its wording, explains it on hover."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QStylePainter

from iwtlink.i18n import tr
from iwtlink.ontology import Code

_ROOM_FOR_ARROW = 32
_WIDEST_LIST = 560
_SHORT = Qt.ItemDataRole.UserRole + 1


class CodeBox(QComboBox):
    """Chooses one code of a list, or none; ``picked`` tells the code, "" for none."""

    picked = Signal(str)

    def __init__(
        self, name: str, label: str, *, may_be_empty: bool = True, widest: int = 150
    ) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(label)
        self._label = label
        self._may_be_empty = may_be_empty
        self._widest = widest
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(1)
        self.activated.connect(lambda: self.picked.emit(self.code))
        self.currentIndexChanged.connect(self._explain)

    @property
    def code(self) -> str:
        """Give the chosen code, "" where none is."""
        return str(self.currentData() or "")

    def list_codes(
        self,
        codes: Iterable[Code],
        chosen: str = "",
        *,
        by_label: bool = False,
        empty: str = "",
    ) -> None:
        """Offer these codes; ``by_label`` where the codes are only names nobody reads.

        ``empty`` stands in the closed box while nothing is chosen, else its label does.
        """
        self.blockSignals(True)
        self.clear()
        if self._may_be_empty:
            self.addItem(tr("None"), "")
            self.setItemData(0, empty or self._label, _SHORT)
        for code in codes:
            self._add(code, by_label)
        self.setCurrentIndex(max(0, self.findData(chosen)))
        self.blockSignals(False)
        measure = self.fontMetrics().horizontalAdvance
        widest = max(measure(str(self.itemData(i, _SHORT))) for i in range(self.count()))
        self.setFixedWidth(min(widest, self._widest) + _ROOM_FOR_ARROW)
        self.view().setMinimumWidth(min(self.view().sizeHintForColumn(0) + 24, _WIDEST_LIST))
        self._explain()

    def _add(self, code: Code, by_label: bool) -> None:
        label = tr(code.label)
        self.addItem(label if by_label else f"{code.code} — {label}", code.code)
        place = self.count() - 1
        tip = "\n".join(part for part in (label, tr(code.description)) if part)
        self.setItemData(place, label if by_label else code.code, _SHORT)
        self.setItemData(place, tip, Qt.ItemDataRole.ToolTipRole)
        self.setItemData(place, tip, Qt.ItemDataRole.AccessibleDescriptionRole)

    def choose(self, code: str) -> None:
        """Show this code as the chosen one, without telling anyone."""
        self.blockSignals(True)
        self.setCurrentIndex(max(0, self.findData(code)))
        self.blockSignals(False)
        self._explain()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        short = str(self.currentData(_SHORT) or self._label)
        room = self.width() - _ROOM_FOR_ARROW + 4
        option.currentText = self.fontMetrics().elidedText(short, Qt.TextElideMode.ElideRight, room)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)

    def _explain(self) -> None:
        tip = self.itemData(self.currentIndex(), Qt.ItemDataRole.ToolTipRole)
        told = f"{self._label}: {tip}" if tip else self._label
        self.setToolTip(told)
        self.setAccessibleDescription(told)
