"""Copying and cutting items of a chart, charts side by side and in windows of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QTimer

from iwtlink.gui.charting.carrying import Carried
from iwtlink.gui.charting.clipboard import (
    Copied,
    database_mark,
)
from iwtlink.gui.commands.chart_front import ChartFront
from iwtlink.gui.docks import bring
from iwtlink.gui.jobs import Job, while_there
from iwtlink.i18n import ntr, tr
from iwtlink.store import Edit, charts
from iwtlink.store.charts.copying import copy_chart, paste
from iwtlink.store.entities import get_entities
from iwtlink.store.ids import ChartId, Item

if TYPE_CHECKING:
    from iwtlink.gui.pages.chart import ChartPage
    from iwtlink.gui.window import MainWindow


class ChartCopyCommands(ChartFront):
    """What leaves a chart by the clipboard, and where charts stand."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.carried = Carried(self)

    def copy(self, page: ChartPage) -> Job | None:
        """Copy the selected items: for another chart or database, and as picture and text.

        The job given back ends once they may be taken off; None where nothing is selected.
        """
        view, content = page.view, page.content
        chosen, shapes = view.selected_entities(), view.selected_shapes()
        if content is None or view.display is None or not (chosen or shapes):
            page.say(
                tr("A link is copied with the entities at its ends: select these too.")
                if view.selected_links()
                else tr("Select on the chart what to copy.")
            )
            return None
        with self._session.store.read() as db:
            rows = get_entities(db, chosen)
        labels = dict(zip(content.entity_ids.tolist(), content.labels, strict=True))
        lines = [
            f"{rows[i].label}\t{rows[i].script_label}\t{rows[i].ref}"
            if i in rows
            else labels.get(i, "")  # retracted, and greyed on the chart
            for i in chosen
        ]
        copied = Copied(
            database_mark(self._session.store), page.chart_id, tuple(chosen), tuple(shapes)
        )
        page.say(ntr("{n} item is copied.", "{n} items are copied.", len(chosen) + len(shapes)))
        return self.carried.put(page, copied, "\n".join(lines))

    def cut(self) -> None:
        """Copy the selected items and take them off the chart."""
        page = self._page()
        view = page.view
        entities, links = view.selected_entities(), view.selected_links()
        shapes = view.selected_shapes()
        job = self.copy(page)
        if job is None:
            return
        take_off = while_there(page, lambda _: page.writing.take_off(entities, links, shapes))
        job.done.connect(take_off)

    # Charts made of charts

    def duplicate(self) -> None:
        """Make the same chart once more, and show it."""
        page = self._page()
        title = tr("{title} (copy)", title=page.title())

        def work(edit: Edit) -> ChartId:
            return copy_chart(edit, page.chart_id, title)

        self._session.edit(
            tr("Duplicate the chart “{title}”", title=page.title()), work, on_done=self._open
        )

    def chart_of_selected(self) -> None:
        """Make a chart of the selected items as they stand, and show it."""
        page = self._page()
        chosen, shapes = page.view.selected_entities(), page.view.selected_shapes()
        title = tr("{title} (part)", title=page.title())

        def work(edit: Edit) -> ChartId:
            made = charts.add_chart(edit, title)
            paste(edit, made, page.chart_id, chosen, shapes)
            return made

        self._session.edit(tr("New chart: {title}", title=title), work, on_done=self._open)

    def _open(self, chart_id: ChartId) -> None:
        self._window.show_item(Item("chart", chart_id))

    # Where pages stand

    def beside(self) -> None:
        """Put the page in front beside the tabs."""
        if not self._window.pages.put_beside():
            self._window.status.say(tr("Open another table, chart or document to see it beside."))
            return
        for page in self._window.pages:
            if page.kind == "chart":
                QTimer.singleShot(0, cast("ChartPage", page).view.fit)

    def apart(self) -> None:
        """Give the page in front a window of its own."""
        self._window.pages.put_apart(list(self._window.actions()))

    def back(self) -> None:
        """Put the page in front back among the tabs."""
        self._window.pages.put_back()

    def toggle_overview(self) -> None:
        """Show or hide the map of the whole chart."""
        dock = self._window.overview_dock
        if dock.isVisible():
            dock.hide()
        else:
            bring(dock)
