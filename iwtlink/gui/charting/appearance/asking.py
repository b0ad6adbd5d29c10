"""Asks for the cover sheet of a chart that wants to be asked, once its tab is first shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject

from iwtlink.store.charts.cover import is_to_be_asked

if TYPE_CHECKING:
    from iwtlink.gui.commands import Commands
    from iwtlink.gui.pages.chart import ChartPage


class CoverAsking(QObject):
    """Waits until the chart is read and seen, asks, and is done."""

    def __init__(self, page: ChartPage, commands: Commands) -> None:
        super().__init__(page)
        self._page, self._commands = page, commands
        self._is_done = False
        page.retold.connect(self.ask)
        page.installEventFilter(self)

    def ask(self) -> None:
        """Ask, where the chart can be seen and changed and wants it; but once."""
        page = self._page
        if self._is_done or page.content is None or not page.isVisible():
            return
        self._is_done = True
        page.removeEventFilter(self)
        if page.session.is_writable and is_to_be_asked(page.options.cover):
            self._commands.chart_looks.ask_cover(page)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ask when the tab comes to the front only later."""
        if event.type() == QEvent.Type.Show:
            self.ask()
        return False
