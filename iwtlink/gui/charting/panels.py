"""The panels beside a chart, and that they follow the chart in front."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDockWidget, QWidget

from iwtlink.gui.charting.briefing.snapshots import SnapshotPanel
from iwtlink.gui.charting.following import ChartPanel
from iwtlink.gui.charting.palette.panel import PalettePanel
from iwtlink.gui.charting.style_panel.panel import StylePanel
from iwtlink.gui.docks import bring, is_in_front
from iwtlink.i18n import tr

if TYPE_CHECKING:
    from iwtlink.gui.window import MainWindow

MakeDock = Callable[[str, str, QWidget, Qt.DockWidgetArea], QDockWidget]


class ChartPanels(QObject):
    """Style and snapshots at the right with the inspector, the palette at the left."""

    def __init__(self, window: MainWindow, make_dock: MakeDock) -> None:
        super().__init__(window)
        self._window = window
        self.style = StylePanel()
        right = Qt.DockWidgetArea.RightDockWidgetArea
        self.style_dock = make_dock("style_dock", tr("Style"), self.style, right)
        self.snapshots = SnapshotPanel()
        self.snapshots_dock = make_dock("snapshots_dock", tr("Snapshots"), self.snapshots, right)
        window.tabifyDockWidget(window.inspector_dock, self.snapshots_dock)
        window.tabifyDockWidget(window.inspector_dock, self.style_dock)
        self.palette = PalettePanel()
        left = Qt.DockWidgetArea.LeftDockWidgetArea
        self.palette_dock = make_dock("palette_dock", tr("Palette"), self.palette, left)
        window.tabifyDockWidget(window.explorer_dock, self.palette_dock)
        self._all: tuple[tuple[ChartPanel, QDockWidget, str], ...] = (
            (self.style, self.style_dock, "show_style"),
            (self.snapshots, self.snapshots_dock, "show_snapshots"),
            (self.palette, self.palette_dock, "show_palette"),
        )

    def begin(self) -> None:
        """Follow the pages and the selection, and let the menu say which panels are seen."""
        self._window.pages.front_changed.connect(self.follow)
        self._window.pages.selected.connect(self.follow)
        self._window.pages.emptied.connect(self.follow)
        self.snapshots.present_wanted.connect(self._window.commands.chart_briefing.present)
        for _, dock, name in self._all:
            dock.visibilityChanged.connect(self._window.actions_by_name[name].setChecked)

    def follow(self, _: object = None) -> None:
        """Let every panel be about the chart in front."""
        page = self._window.opener.chart_in_front
        for panel, _dock, _name in self._all:
            panel.show_page(page)

    def toggle(self, dock: QDockWidget) -> bool:
        """Show a panel in front, or hide it; say whether it is seen now."""
        if is_in_front(dock):
            dock.hide()
            return False
        bring(dock)
        return True

    def hide(self) -> None:
        """Hide all: no database is open."""
        for panel, dock, _name in self._all:
            panel.show_page(None)
            dock.hide()
