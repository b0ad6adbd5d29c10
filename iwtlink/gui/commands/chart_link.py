"""Chart > Link."""

from __future__ import annotations

from iwtlink.gui.commands.chart_front import ChartFront
from iwtlink.i18n import ntr, tr
from iwtlink.store import charts


class ChartLinkCommands(ChartFront):
    """Drawing links on the chart in front, and how they run."""

    def draw(self) -> None:
        """Let the left button draw links, or select again."""
        page = self._page()
        page.view.use_tool("select" if page.tool == "link" else "link")
        page.take_focus()

    def link_selected(self) -> None:
        """Ask for the verb between the first selected entity and the second."""
        page = self._page()
        chosen = page.view.selected_entities()
        if len(chosen) == 2:
            page.hand.offer_link(*chosen)

    def straighten(self) -> None:
        """Take out bend points of the selected links, and let their labels find room."""
        page = self._page()
        links = page.view.selected_links()
        page.writing.write(
            ntr("Straighten {n} link", "Straighten {n} links", len(links)),
            lambda edit: charts.change_link_looks(
                edit,
                page.chart_id,
                links,
                corners=(),
                label_at=None,
                label_dx=0.0,
                label_dy=0.0,
                offset=None,
            ),
            nothing=tr("The lines selected are as they come already."),
        )
