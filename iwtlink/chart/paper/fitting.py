"""A chart on paper: at which size it fits one sheet, or into which parts it should be split.

A sheet can be read when its smallest printed label is at least ``SMALLEST_PT`` high. Where the
chart as it stands would be printed smaller, its items are moved together into the shape of the
paper; where that is not enough, words say what to split.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from iwtlink.chart.display import Display
from iwtlink.chart.paper.parting import Part, parted
from iwtlink.chart.paper.sheet import MARGIN_PX, Sheet, lay_out
from iwtlink.chart.paper.squeezing import squeezed
from iwtlink.chart.text.lines import TextLines
from iwtlink.errors import BadInput
from iwtlink.i18n import ntr, tr
from iwtlink.store.charts.content import ChartContent

PAPERS_MM = {"A4": (210.0, 297.0), "A3": (297.0, 420.0)}
"""Width and height, upright."""
INCH_MM = 25.4
UNITS_PER_INCH = 96.0
"""Chart units an inch at scale 1."""
PT_PER_UNIT = 72.0 / UNITS_PER_INCH
LARGEST_ON_PAPER = 1.25
"""A small chart is enlarged at most so much on paper."""
SMALLEST_PT = 7.0
"""The smallest printed label that can be read in a meeting."""
PAPER_MARGIN_MM = 10.0


@dataclass(frozen=True, slots=True)
class Fitted:
    """A chart on one sheet of paper."""

    sheet: Sheet
    """What to print: where ``is_moved``, its items stand closer than on the chart."""
    paper: str
    is_portrait: bool
    scale: float
    """Against 96 chart units an inch."""
    smallest_pt: float
    """Height of the font of the smallest label as printed."""
    is_moved: bool
    parts: tuple[Part, ...]
    """Where it cannot be read: parts that each can."""
    advice: str
    """What to do where it cannot be read; empty where it can."""

    @property
    def display(self) -> Display:
        """Give the display as it is printed."""
        return self.sheet.display


def dressed(content: ChartContent, date: str = "") -> ChartContent:
    """Give a chart with a legend and a title block, where its own options ask for none.

    ``date`` (ISO) stands in the title block of a chart that has no date of its own.
    """
    options = content.options
    block = {"place": "above"} | ({"date": date} if date and not content.made_on else {})
    return replace(
        content,
        options=replace(
            options,
            legend=options.legend or {"place": "right"},
            title_block=options.title_block or block,
        ),
    )


def paper_units(paper: str, is_portrait: bool, margin_mm: float = PAPER_MARGIN_MM) -> np.ndarray:
    """Give width and height within the margins in chart units at scale 1.

    ``BadInput`` where there is no such paper.
    """
    if paper.upper() not in PAPERS_MM:
        raise BadInput(tr("There is no paper {paper}; say A4 or A3.", paper=paper))
    short, long = PAPERS_MM[paper.upper()]
    size = np.array((short, long) if is_portrait else (long, short))
    return (size - 2 * margin_mm) / INCH_MM * UNITS_PER_INCH


def paper_scale(
    sheet: Sheet, paper: str, margin_mm: float = PAPER_MARGIN_MM, is_portrait: bool | None = None
) -> float:
    """Give the scale at which a sheet fits a paper; lying where the chart is wider than high."""
    upright = sheet.width <= sheet.height if is_portrait is None else is_portrait
    room = paper_units(paper, upright, margin_mm)
    return float(min(*(room / (sheet.width, sheet.height)), LARGEST_ON_PAPER))


def smallest_label_px(display: Display) -> float:
    """Give the font size of the smallest label in chart units; 0 where there is no text."""
    sizes = [text.font_px.min() for text in _texts(display) if len(text.font_px)]
    return float(min(sizes, default=0.0))


def _texts(display: Display) -> Iterator[TextLines]:
    yield from (display.node_text, display.link_text)
    yield from (shape.text for shape in display.shapes)
    yield from (part.text for part in (display.legend, display.title_block) if part)


def fit_to_paper(
    display: Display,
    paper: str = "A3",
    is_portrait: bool | None = None,
    *,
    marking: str = "",
    date: str = "",
) -> Fitted:
    """Give the chart on one sheet with its title, marking, legend and date.

    ``is_portrait`` None takes the way round in which labels are larger. Items are moved (pinned
    ones too, for nothing is written) only where labels would be too small otherwise. About 1 s
    for 200 items that have to be moved.
    """
    ways = (False, True) if is_portrait is None else (is_portrait,)
    tried = [_as_it_is(display, paper, way, marking, date) for way in ways]
    best = max(tried, key=lambda fitted: fitted.smallest_pt)
    if best.smallest_pt >= SMALLEST_PT:
        return best
    closer = [_moved_together(display, paper, way, marking, date) for way in ways]
    readable = [fitted for fitted in closer if fitted and fitted.smallest_pt >= SMALLEST_PT]
    return readable[0] if readable else _with_advice(best, marking, date)


def _as_it_is(display: Display, paper: str, is_portrait: bool, marking: str, date: str) -> Fitted:
    return _on_paper(lay_out(display, marking=marking, date=date), paper, is_portrait, False)


def _on_paper(sheet: Sheet, paper: str, is_portrait: bool, is_moved: bool) -> Fitted:
    scale = paper_scale(sheet, paper, is_portrait=is_portrait)
    smallest = smallest_label_px(sheet.display)
    pt = smallest * scale * PT_PER_UNIT if smallest else SMALLEST_PT
    return Fitted(sheet, paper.upper(), is_portrait, scale, pt, is_moved, (), "")


def _moved_together(
    display: Display, paper: str, is_portrait: bool, marking: str, date: str
) -> Fitted | None:
    """Give the chart with its items moved into the shape of the paper; None where too many."""
    scale = SMALLEST_PT / (smallest_label_px(display) * PT_PER_UNIT)
    room = paper_units(paper, is_portrait) / scale
    sheet = lay_out(display, marking=marking, date=date)
    head = sheet.height - (display.extents[3] - display.extents[1]) - 2 * MARGIN_PX
    closer = squeezed(display, (room[0] - 2 * MARGIN_PX, room[1] - 2 * MARGIN_PX - head))
    if closer is None:
        return None
    return _on_paper(lay_out(closer, marking=marking, date=date), paper, is_portrait, True)


def _with_advice(fitted: Fitted, marking: str, date: str) -> Fitted:
    """Give what cannot be read with words on what to do."""
    scale = SMALLEST_PT / (smallest_label_px(fitted.display) * PT_PER_UNIT)
    head = fitted.sheet.height - (fitted.display.extents[3] - fitted.display.extents[1])
    room = paper_units(fitted.paper, fitted.is_portrait) / scale - (2 * MARGIN_PX, head)
    parts = parted(fitted.display, (float(room[0]), float(room[1])))
    said = tr(
        "On {paper} the smallest label would be printed {size} pt high, less than the {least} pt "
        "that can be read.",
        paper=fitted.paper,
        size=f"{fitted.smallest_pt:.1f}",
        least=f"{SMALLEST_PT:g}",
    )
    words = [said]
    if fitted.paper == "A4":
        larger = fit_to_paper(fitted.display, "A3", marking=marking, date=date)
        words += [tr("It can be read on A3.")] if not larger.advice else []
    names = [
        tr("around {name} ({entities})", name=part.name, entities=_count(len(part.entity_ids)))
        for part in parts[:_MOST_NAMED]
    ]
    more = len(parts) - len(names)
    names += [ntr("{n} more", "{n} more", more)] if more else []
    listed = "; ".join(names)
    sheets = ntr("{n} sheet", "{n} sheets", len(parts))
    words.append(
        tr(
            "Split the chart into {sheets}, each of which fits: {parts}.",
            sheets=sheets,
            parts=listed,
        )
    )
    return replace(fitted, parts=parts, advice=" ".join(words))


_MOST_NAMED = 8


def _count(entities: int) -> str:
    return ntr("{n} entity", "{n} entities", entities)
