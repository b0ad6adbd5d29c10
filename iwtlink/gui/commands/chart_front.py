"""What the commands of a chart share: the chart in front and the window around it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from iwtlink.i18n import tr

if TYPE_CHECKING:
    from iwtlink.gui.pages.chart import ChartPage
    from iwtlink.gui.window import MainWindow
    from iwtlink.store.charts import ChartContent


class ChartFront(QObject):
    """Commands of a menu that act on the chart in front."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._session = window.session

    def _page(self) -> ChartPage:
        page = self._window.opener.chart_in_front
        assert page is not None  # enabled on charts only
        return page

    def _about(self, page: ChartPage, act: Callable[..., object]) -> Callable[..., None]:
        """Give what a dialog about a chart does: nothing, once another page is in front."""

        def do(*answers: object) -> None:
            if self._window.opener.chart_in_front is page:
                act(*answers)

        return do

    def _content(self) -> ChartContent | None:
        """Give what the chart in front shows; None until it is read."""
        return self._page().content

    def _is_locked(self) -> bool:
        """Tell whether nothing may move on the chart in front, and say so."""
        page = self._page()
        if page.options.is_locked:
            self._say_locked(page)
        return page.options.is_locked

    def _say_locked(self, page: ChartPage) -> None:
        page.say(tr("The layout is locked: Chart > Arrange by hand unlocks it."))
