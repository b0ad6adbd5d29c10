"""Chart > Link."""

from __future__ import annotations

from iwtlink.gui.commands.chart_front import ChartFront
from iwtlink.i18n import ntr, tr
from iwtlink.store import charts
from iwtlink.store.charts.look import Arrow


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

    def arrow_usual(self) -> None:
        """Let the selected links have the arrow of their type."""
        self._set_arrow("")

    def arrow_none(self) -> None:
        """Draw the selected links without an arrow."""
        self._set_arrow("none")

    def arrow_head(self) -> None:
        """Draw the arrow of the selected links where they end."""
        self._set_arrow("head")

    def arrow_tail(self) -> None:
        """Draw the arrow of the selected links where they begin."""
        self._set_arrow("tail")

    def arrow_both(self) -> None:
        """Draw an arrow at both ends of the selected links."""
        self._set_arrow("both")

    def _set_arrow(self, arrow: Arrow) -> None:
        page = self._page()
        links = page.view.selected_links()
        page.writing.write(
            ntr("Arrow of {n} link", "Arrow of {n} links", len(links)),
            lambda edit: charts.change_link_looks(edit, page.chart_id, links, arrow=arrow),
            nothing=tr("The lines selected have that arrow already."),
        )

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
