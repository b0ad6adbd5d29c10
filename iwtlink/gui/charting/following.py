"""Panels beside a chart: each follows the chart in front while it is seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from iwtlink.gui.pages.chart import ChartPage


class ChartPanel(QWidget):
    """A panel about one chart: told which is in front, and whenever it or its selection changed."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.page: ChartPage | None = None

    def show_page(self, page: ChartPage | None) -> None:
        """Be about this chart, or none, from now on."""
        self.page = page
        if self.isVisible():
            self.refresh()

    def refresh(self) -> None:
        """Show what holds now."""

    def showEvent(self, event: QShowEvent) -> None:
        """Show what holds now: while it was hidden nothing was read."""
        super().showEvent(event)
        self.refresh()
