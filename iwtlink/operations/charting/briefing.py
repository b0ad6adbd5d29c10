"""What a meeting is shown: a chart or its snapshots as a reader may see them, without sources."""

from __future__ import annotations

from dataclasses import dataclass, replace

from iwtlink.chart.building import build_display
from iwtlink.chart.display import Display
from iwtlink.chart.rules.conditions import shown_only
from iwtlink.chart.style import ChartStyle, colour, load_style
from iwtlink.store import Store, charts
from iwtlink.store.charts import ChartContent, Reader
from iwtlink.store.charts.snapshots import list_snapshots

_LETTERS = 1.25
"""How much larger than on the desk words are written."""
_LEAST_LINE_PX = 1.8
_NOT_TOLD = ("grade", "sources", "warning", "changed", "unsourced", "pinned")
"""Badges that speak of our own work."""


@dataclass(frozen=True, slots=True)
class Slide:
    """One picture of a briefing."""

    title: str
    note: str
    number: int
    """From 1."""
    count: int
    display: Display


def meeting_style() -> ChartStyle:
    """Give the style for a projector: large letters, strong lines, black on white."""
    style = load_style()
    black = colour("#000000")
    colours = replace(
        style.colours,
        text=black,
        script_text=black,
        link_text=black,
        attribute_text=colour("#12263f"),
        link=colour("#3a4149"),
        paper=colour("#ffffff"),
        plate=colour("#ffffff"),
    )
    return replace(
        style,
        name_px=round(style.name_px * _LETTERS),
        script_px=round(style.script_px * _LETTERS),
        attribute_px=round(style.attribute_px * _LETTERS),
        link_label_px=round(style.link_label_px * _LETTERS),
        link_width_px=max(style.link_width_px, _LEAST_LINE_PX),
        colours=colours,
    )


def read_slides(store: Store, chart_id: int, *, of_snapshots: bool) -> list[tuple[int, str, str]]:
    """Give what can be stepped through: id, title and note; the chart as it stands has id 0.

    Nothing where the chart is gone.
    """
    with store.read() as db:
        row = charts.get_chart(db, chart_id)
        taken = list_snapshots(db, chart_id) if of_snapshots else []
    if row is None:
        return []
    return [(one.id, one.title, one.note) for one in taken] or [(0, row.title, "")]


def read_slide(store: Store, chart_id: int, snapshot_id: int, reader: Reader) -> Display:
    """Give what is shown of a chart, or of a snapshot where one is named, to a reader."""
    with store.read() as db:
        content = (
            charts.snapshot_content(db, snapshot_id, reader=reader)
            if snapshot_id
            else charts.read_chart(db, chart_id, reader=reader)
        )
    content = without_sources(shown_only(content))
    return build_display(content, store.ontology, meeting_style())


def without_sources(content: ChartContent) -> ChartContent:
    """Give a chart without what it says of sources and of our own work, its rules included."""
    options = content.options
    badges = tuple(name for name in options.badges if name not in _NOT_TOLD)
    return replace(
        content,
        options=replace(options, badges=badges),
        facts=tuple(
            replace(one, grade="", source_count=0, warning="", is_changed=False, is_unsourced=False)
            for one in content.facts
        ),
        link_facts=tuple(replace(one, grade="", source_count=0) for one in content.link_facts),
    )
