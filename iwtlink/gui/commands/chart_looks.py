"""Chart > Looks."""

from __future__ import annotations

from iwtlink.gui.commands.chart_front import ChartFront


class ChartLooksCommands(ChartFront):
    """How items, lines and the chart in front are drawn."""

    def toggle_style(self) -> None:
        """Show the style panel with the keyboard in it, or hide it."""
        panels = self._window.chart_panels
        if panels.toggle(panels.style_dock):
            panels.style.begin()
