"""Making, filling and exporting charts: the Chart menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from iwtlink.errors import Progress
from iwtlink.gui.charting.expand_dialog import ExpandDialog
from iwtlink.gui.dialogs.choose_chart import ChooseChartDialog
from iwtlink.gui.dialogs.name_dialog import name_dialog
from iwtlink.gui.save_dialog import save_dialog
from iwtlink.i18n import ntr, tr
from iwtlink.operations.charting.expanding import Expansion, count_expansion
from iwtlink.store import chart_scope
from iwtlink.store.charts import entities_on, list_charts, rename_chart
from iwtlink.store.ids import ChartId, Item
from iwtlink.writing import file_stem

if TYPE_CHECKING:
    from iwtlink.gui.pages.chart import ChartPage
    from iwtlink.gui.window import MainWindow


class ChartCommands(QObject):
    """The Chart menu."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._session = window.session

    def new_chart(self) -> None:
        """Ask for a title; make a chart with the entities selected now.

        From a chart it is an empty one: there is a command of its own for a part of a chart.
        """
        is_chart = self._window.opener.chart_in_front is not None
        chosen = [] if is_chart else self._window.selection.ids("entity")
        dialog = name_dialog(
            self._window,
            "title_dialog",
            tr("New chart"),
            tr("Title of the chart"),
            tr("Make the chart"),
        )
        if chosen:
            note = ntr(
                "Title of the chart. {n} selected entity is placed on it.",
                "Title of the chart. {n} selected entities are placed on it.",
                len(chosen),
            )
            dialog.setLabelText(note)
        dialog.textValueSelected.connect(lambda title: self.make_chart(title, chosen))
        dialog.open()

    def make_chart(self, title: str, entity_ids: list[int]) -> None:
        """Make a chart with these entities, laid out, and bring it to the front."""
        from iwtlink.operations.drawing import make_chart  # slow to load

        name = title.strip() or tr("Untitled chart")
        self._session.edit(
            tr("New chart: {title}", title=name),
            lambda edit: make_chart(edit, name, entity_ids),
            on_done=self._open,
        )

    def add_to_chart(self) -> None:
        """Put the selected entities on the chart in front, or on one to be chosen."""
        chosen = self._window.selection.ids("entity")
        with self._session.store.read() as db:
            charts = list_charts(db)
        if not charts:
            self.new_chart()
            return
        dialog = ChooseChartDialog(charts, len(chosen), self._window)
        dialog.wanted.connect(lambda chart_id: self.put_on_chart(chart_id, chosen))
        dialog.open()

    def put_on_chart(self, chart_id: int, entity_ids: list[int]) -> None:
        """Show a chart and place entities on it."""
        self._window.opener.show_chart(chart_id).add_entities(entity_ids)

    def expand(self) -> None:
        """Show who is linked with the selected entities, counted, to be added."""
        self.expand_on(self._page())

    def expand_on(self, page: ChartPage) -> None:
        """Do so on a chart that need not be in front: it may stand beside, or apart."""
        chosen = page.view.selected_entities()
        if page.content is None or not chosen or not self._session.is_writable:
            return
        names = dict(zip(page.content.entity_ids.tolist(), page.content.labels, strict=True))
        who = ntr("{n} entity", "{n} entities", len(chosen))
        dialog = ExpandDialog(names.get(chosen[0], who) if len(chosen) == 1 else who, self._window)
        dialog.degrees_wanted.connect(
            lambda degrees: self._count_expansion(dialog, page, chosen, degrees)
        )
        dialog.wanted.connect(page.add_entities)
        dialog.open()
        self._count_expansion(dialog, page, chosen, 1)

    def _count_expansion(
        self, dialog: ExpandDialog, page: ChartPage, chosen: list[int], degrees: int
    ) -> None:
        store = self._session.store

        def count(progress: Progress) -> list[Expansion]:
            with store.read() as db:
                there = entities_on(db, page.chart_id)
                return count_expansion(db, store.ontology, chosen, there, degrees)

        job = self._session.jobs.compute(tr("Looking for neighbours"), count, dialog.show_groups)
        dialog.finished.connect(job.abandon)

    def take_off(self) -> None:
        """Remove the selected items from the chart; the database keeps them."""
        self._page().take_off_selected()

    def fan_links(self) -> None:
        """Draw parallel links of a pair apart, or as one."""
        page = self._page()
        page.writing.fan_links(not page.is_fanned)

    def show_hidden_links(self) -> None:
        """Show the links again that were removed from the chart."""
        self._page().writing.show_hidden_links()

    def fit(self) -> None:
        """Show the whole chart."""
        self._page().fit()

    def fit_selected(self) -> None:
        """Show what is selected as large as it fits."""
        self._page().view.fit_selected()

    def zoom_in(self) -> None:
        """Show the chart larger."""
        self._page().view.zoom(1.25)

    def zoom_out(self) -> None:
        """Show the chart smaller."""
        self._page().view.zoom(0.8)

    def rename_chart(self) -> None:
        """Ask for another title."""
        page = self._page()
        dialog = name_dialog(
            self._window,
            "title_dialog",
            tr("Rename the chart"),
            tr("Title of the chart"),
            tr("Rename"),
            page.title(),
        )
        dialog.textValueSelected.connect(lambda title: self._rename(page.chart_id, title))
        dialog.open()

    def delete_chart(self) -> None:
        """Ask why, then retract the chart in front; what it shows stays in the database."""
        self._window.commands.past.ask_why([Item("chart", self._page().chart_id)])

    def export_chart(self) -> None:
        """Ask where to, and write the chart as a picture."""
        page = self._page()
        name = file_stem(page.title()) or tr("Chart")
        kinds = tr(
            "PDF (*.pdf);;SVG (*.svg);;PNG, 200 dots per inch (*.png);;"
            "Web page that needs no network (*.html)"
        )
        title = tr("Export the chart")
        dialog = save_dialog(
            self._window, "export_chart_dialog", title, f"{name}.pdf", kinds, "pdf"
        )
        dialog.filterSelected.connect(lambda kind: dialog.setDefaultSuffix(_suffix(kind)))
        dialog.fileSelected.connect(page.export_to)
        dialog.open()

    def _page(self) -> ChartPage:
        page = self._window.opener.chart_in_front
        assert page is not None  # enabled on charts only
        return page

    def _open(self, chart_id: ChartId) -> None:
        self._window.show_item(Item("chart", chart_id))

    def _rename(self, chart_id: int, title: str) -> None:
        if title.strip():
            self._session.edit(
                tr("Rename the chart"),
                lambda edit: rename_chart(edit, ChartId(chart_id), title.strip()),
                scope=chart_scope(chart_id),
            )


def _suffix(kind: str) -> str:
    return next((name for name in ("svg", "png", "html") if f"*.{name}" in kind), "pdf")
