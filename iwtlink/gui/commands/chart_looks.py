"""Chart > Looks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from iwtlink.chart.rules import known_rules
from iwtlink.chart.signs import signs_on
from iwtlink.gui.charting.appearance.legend import LegendDialog
from iwtlink.gui.charting.appearance.settings import SettingsDialog
from iwtlink.gui.charting.appearance.title import TitleDialog
from iwtlink.gui.commands.chart_front import ChartFront
from iwtlink.i18n import tr


class ChartLooksCommands(ChartFront):
    """How items, lines and the chart in front are drawn."""

    def toggle_style(self) -> None:
        """Show the style panel with the keyboard in it, or hide it."""
        panels = self._window.chart_panels
        if panels.toggle(panels.style_dock):
            panels.style.begin()

    def settings(self) -> None:
        """Ask how the whole chart is drawn."""
        page, content = self._page(), self._content()
        if content is None:
            return
        types = tuple(page.filters.entity_types) or tuple(dict.fromkeys(content.types))
        dialog = SettingsDialog(page.options, types, page.ontology, self._window)
        dialog.wanted.connect(lambda changes: self._change(tr("Chart settings"), changes))
        dialog.open()

    def legend(self) -> None:
        """Ask for the rows, form and place of the legend."""
        page, content = self._page(), self._content()
        display = page.view.display
        if content is None or display is None:
            return
        found = signs_on(display, content, page.ontology, known_rules(page.options.rules))
        dialog = LegendDialog(page.options, found, self._window)
        dialog.wanted.connect(lambda legend: self._change(tr("Legend"), {"legend": legend}))
        dialog.open()

    def hide_legend(self) -> None:
        """Take the legend off the chart."""
        self._change(tr("Hide the legend"), {"legend": {}})

    def title_block(self) -> None:
        """Ask for what stands in the title block."""
        content = self._content()
        if content is None:
            return
        codes = self._session.store.ontology.code_lists["tlp"].codes
        dialog = TitleDialog(content, [f"TLP:{code}" for code in codes], self._window)
        dialog.wanted.connect(lambda block: self._change(tr("Title block"), {"title_block": block}))
        dialog.open()

    def hide_title_block(self) -> None:
        """Take the title block off the chart."""
        self._change(tr("Hide the title block"), {"title_block": {}})

    def _change(self, label: str, changes: Mapping[str, Any]) -> None:
        page = self._page()
        page.writing.change_options(label, **changes)
