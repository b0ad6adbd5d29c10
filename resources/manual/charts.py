"""Pictures of work on a chart: looks, layouts, filters, and the view for a meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio import FULL, Studio

if TYPE_CHECKING:
    from iwtlink.gui.pages.chart import ChartPage


def looks(studio: Studio) -> None:
    """The style panel beside a chart, with a person in a frame and his phone enlarged."""
    page = _opened(studio)
    chart, store = page.chart_id, studio.window.session.store
    from iwtlink.store import chart_scope, charts

    with store.edit("Give looks", scope=chart_scope(chart)) as edit:
        principal = studio.find("P01")
        charts.change_looks(edit, chart, [principal], frame="#e69f00", enlargement=2.0)
        charts.change_options(edit, chart, badges=("grade", "sources"))
    studio.settle()
    page.view.choose([studio.find("P01")])
    studio.trigger("show_style")
    page.fit()
    studio.settle(800)
    studio.keep("chart_looks")
    studio.trigger("show_style")
    for _ in range(1):
        store.undo(chart_scope(chart))
    studio.settle()


def layouts(studio: Studio) -> None:
    """The operation's chart as a peacock."""
    from iwtlink.store import chart_scope

    page = _opened(studio, 1)
    studio.trigger("layout_peacock")
    studio.settle(2500)
    page.fit()
    studio.settle(800)
    studio.keep("chart_peacock")
    studio.window.session.store.undo(chart_scope(page.chart_id))
    studio.settle()


def meeting(studio: Studio) -> None:
    """The view for a meeting on a projector."""
    from iwtlink.gui.charting.briefing.meeting import MeetingWindow, Showing

    page = _opened(studio)
    shown = MeetingWindow(studio.window, Showing(page.chart_id, marking="TLP:AMBER"))
    shown.resize(1024, 768)
    shown.show()
    studio.settle(1200)
    studio.keep("chart_meeting", shown)
    shown.close()
    studio.settle()


def _opened(studio: Studio, which: int = 0) -> ChartPage:
    studio.open_demo(FULL)
    page = studio.window.opener.show_chart(studio.charts()[which])
    studio.settle(800)
    return page
