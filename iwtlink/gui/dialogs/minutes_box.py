"""A choice of minutes for a setting; one that stands in the settings file otherwise stays."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox

from iwtlink.i18n import ntr


class MinutesBox(QComboBox):
    """Offers some numbers of minutes and what none means."""

    chosen = Signal(int)

    def __init__(self, offered: Sequence[int], now: int, none: str) -> None:
        super().__init__()
        for minutes in sorted({*offered, now}):
            self.addItem(ntr("{n} minute", "{n} minutes", minutes) if minutes else none, minutes)
        self.setCurrentIndex(self.findData(now))
        self.currentIndexChanged.connect(self._tell)

    def minutes(self) -> int:
        """Give what is chosen."""
        return int(self.currentData())

    def _tell(self) -> None:
        self.chosen.emit(self.minutes())
