"""Chart > Layout: where the items of a chart stand by a layout, or as on another chart."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from iwtlink.errors import Progress
from iwtlink.gui.commands.chart_front import ChartFront
from iwtlink.gui.dialogs.choose_chart import ChooseChartDialog
from iwtlink.i18n import tr
from iwtlink.operations.charting.layout_items import kept_settings, used_layout
from iwtlink.store import charts

if TYPE_CHECKING:
    from iwtlink.gui.jobs import Job
    from iwtlink.gui.pages.chart import ChartPage
    from iwtlink.gui.window import MainWindow

_USUAL = "organic"


class ChartLayoutCommands(ChartFront):
    """Lays out the chart in front beside the window, and keeps it as one step."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._latest: dict[int, Job] = {}
        """By chart: the work whose places are to be kept."""

    def again(self) -> None:
        """Lay the chart out by the layout used last."""
        layout = self._page().options.layout
        self.lay_out(str(layout.get("name", _USUAL)))

    def lay_out(self, name: str) -> None:
        """Lay the whole chart out by a layout, with the settings used last."""
        page = self._page()
        last = used_layout(page.options.layout, page.content)
        settings: Mapping[str, Any] = {}
        if last.get("name") == name and isinstance(last.get("settings"), Mapping):
            settings = last["settings"]
        chosen = page.view.selected_entities()
        if name == "radial" and chosen:
            settings = {**settings, "centre": chosen[0]}
        elif name in ("hierarchy", "organisation") and chosen:
            settings = {**settings, "roots": tuple(chosen)}
        self.run(name, settings, None)

    def settings(self) -> None:
        """Ask for a layout, its settings, and what it may move."""
        from iwtlink.gui.charting.layout_dialog import LayoutDialog  # scipy is slow to load

        page, content = self._page(), self._content()
        if content is None or self._is_locked():
            return
        names = dict(zip(content.entity_ids.tolist(), content.labels, strict=True))
        chosen = page.view.selected_entities()
        last = used_layout(page.options.layout, content)
        dialog = LayoutDialog(last, chosen, names, self._window)

        def run(name: str, settings: Mapping[str, Any], is_some: bool) -> None:
            self.run(name, settings, chosen if is_some else None)

        dialog.wanted.connect(self._about(page, run))
        dialog.open()

    def run(self, name: str, settings: Mapping[str, Any], only_ids: Sequence[int] | None) -> None:
        """Lay the chart, or some of it, out beside the window; then keep it as one step."""
        page, content = self._page(), self._content()
        if content is None or self._is_locked():
            page.retold.emit()  # takes a check mark back
            return
        store = self._session.store

        def lay_out(progress: Progress) -> charts.ChartContent:
            from iwtlink.operations.arranging import arranged  # scipy is slow to load

            return arranged(
                content,
                store.ontology,
                name,
                only_ids=only_ids,
                settings=settings,
                progress=progress,
            )

        kept = kept_settings(settings, content)
        layout = {"name": name, **({"settings": kept} if kept else {})}
        self._find_places(page, lay_out, layout)

    def copycat(self) -> None:
        """Ask for another chart, and take the places of shared entities from there."""
        page = self._page()
        if self._is_locked():
            return
        with self._session.store.read() as db:
            others = [row for row in charts.list_charts(db) if row.id != page.chart_id]
        if not others:
            page.say(tr("There is no other chart to take places from."))
            return
        dialog = ChooseChartDialog(
            others,
            0,
            self._window,
            title=tr("Take places from another chart"),
            sentence=tr("Entities that both charts show go where they stand on this one:"),
            accept=tr("Take places"),
        )
        dialog.wanted.connect(self._about(page, self.take_places))
        dialog.open()

    def take_places(self, other_id: int) -> None:
        """Let the entities stand where they stand on another chart."""
        page, content = self._page(), self._content()
        if content is None or self._is_locked():
            return
        store = self._session.store

        def copy(progress: Progress) -> charts.ChartContent:
            from iwtlink.operations.arranging import copied_places  # scipy is slow to load

            with store.read() as db:
                other = charts.read_chart(db, other_id)
            return copied_places(content, other, store.ontology)

        self._find_places(page, copy, None)

    def _find_places(
        self,
        page: ChartPage,
        work: Callable[[Progress], charts.ChartContent],
        layout: Mapping[str, Any] | None,
    ) -> None:
        """Find new places beside the window, then keep them; what was asked before is dropped."""
        chart_id = page.chart_id
        before = self._latest.get(chart_id)
        if before is not None:
            before.abandon()
            before.cancel()
        job = self._session.jobs.compute(
            tr("Arranging the chart"), work, lambda done: self._keep(done, layout)
        )
        self._latest[chart_id] = job
        job.stopped.connect(page.retold)

        def forget() -> None:
            if self._latest.get(chart_id) is job:
                del self._latest[chart_id]

        job.ended.connect(forget)

    def _keep(self, content: charts.ChartContent, layout: Mapping[str, Any] | None) -> None:
        page = self._window.opener.chart_of(content.chart_id)
        if page is None:
            return

        def done(is_moved: bool | None) -> None:
            if is_moved:
                page.showing.glide_when_read()
            elif is_moved is None:
                self._say_locked(page)
                page.retold.emit()
            else:
                page.say(tr("The chart is arranged already."))
                page.view.fit()
                page.retold.emit()

        page.writing.arrange(content, done, label=_step(layout), layout=layout)


def _step(layout: Mapping[str, Any] | None) -> str:
    """Name the step by which a chart was laid out, or took the places of another chart."""
    if layout is None:
        return tr("Take places from another chart")
    from iwtlink.chart.layouts.registry import LAYOUTS  # scipy is slow to load

    return tr("Arrange: {layout}", layout=LAYOUTS[str(layout["name"])].label)
