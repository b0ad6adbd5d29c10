"""The panel with the map of the chart in front: the whole of it, small."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from iwtlink.gui.pages.page import Page
from iwtlink.i18n import tr

if TYPE_CHECKING:
    from iwtlink.gui.chartview.overview_map import OverviewMap
    from iwtlink.gui.pages.chart import ChartPage


class OverviewPanel(QWidget):
    """Follows the chart in front; the map is made when it is first seen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("overview_panel")
        self.map: OverviewMap | None = None
        self.nothing = QLabel(tr("No chart is in front."))
        self.nothing.setObjectName("overview_nothing")
        self.nothing.setProperty("part", "muted")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(4, 4, 4, 4)
        self._column.addWidget(self.nothing)

    def sizeHint(self) -> QSize:
        return QSize(320, 220)

    def show_page(self, page: Page | None) -> None:
        """Show the map of this page, where it is a chart and the panel is seen."""
        is_chart = page is not None and page.kind == "chart"
        if self.isVisible() and is_chart and self.map is None:
            self._make_map()
        if self.map is not None:
            self.map.setVisible(is_chart)
            self.map.follow(cast("ChartPage", page).view if is_chart else None)
        self.nothing.setVisible(not is_chart or self.map is None)

    def _make_map(self) -> None:
        from iwtlink.gui.chartview.overview_map import OverviewMap  # pyqtgraph is slow to load

        self.map = OverviewMap()
        self._column.addWidget(self.map, 1)
