"""A chart on paper: at which size it fits one sheet, or into which parts it should be split.

A sheet can be read when its smallest printed label is at least ``SMALLEST_PT`` high. Where the
chart as it stands would be printed smaller, it is drawn with small signs (``printed``), title and
legend in a strip (``strip``) and its items moved together into the shape of the paper
(``squeezing``); where that is not enough, words say what to split (``parting``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from iwtlink.chart.display import Display
from iwtlink.chart.layouts.overlaps import overlapping_pairs
from iwtlink.chart.paper.parting import Part, parted
from iwtlink.chart.paper.printed import WORDS_PX, printed
from iwtlink.chart.paper.sheet import Sheet, lay_out
from iwtlink.chart.paper.squeezing import may_move, squeezed
from iwtlink.chart.paper.strip import strip_of, with_strip
from iwtlink.chart.text.lines import TextLines
from iwtlink.errors import BadInput, Progress, no_progress
from iwtlink.i18n import ntr, tr
from iwtlink.store.charts.content import ChartContent
from iwtlink.store.telling import part_of

PAPERS_MM = {"A4": (210.0, 297.0), "A3": (297.0, 420.0)}
"""Width and height, upright."""
_LARGEST_PAPER = "A3"
INCH_MM = 25.4
UNITS_PER_INCH = 96.0
"""Chart units an inch at scale 1."""
PT_PER_UNIT = 72.0 / UNITS_PER_INCH
LARGEST_ON_PAPER = 1.25
"""A small chart is enlarged at most so much on paper."""
SMALLEST_PT = 7.0
"""The smallest printed label that can be read in a meeting."""
PAPER_MARGIN_MM = 10.0
_MOST_NAMED = 6
"""So many parts at most are named in the advice."""
_TIMES = 3
"""So often items are moved together: words beside lines may reach beyond the room."""
_MOST_SPREAD, _SPREAD_STEP = 3.0, 0.05
_EDGE_PX = 2.0
"""Left free round a sheet that has been made to fit: the paper has its own margin."""


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
    usual_boxes: np.ndarray
    """(N, 4) of the items as large as on the chart, relative to their places."""

    @property
    def display(self) -> Display:
        """Give the display as it is printed."""
        return self.sheet.display

    @property
    def can_be_read(self) -> bool:
        """Whether its smallest label is printed large enough."""
        return self.smallest_pt >= SMALLEST_PT

    def places_on_chart(self) -> np.ndarray:
        """Give the places as on paper, spread so far that items of usual size have room: (N, 2).

        A search: up to 40 widths, each a sweep over all boxes.
        """
        spread = self.display.positions
        for more in np.arange(1.0, _MOST_SPREAD, _SPREAD_STEP):
            spread = self.display.positions * more
            if not len(overlapping_pairs(self.usual_boxes + np.tile(spread, 2))):
                break
        return spread


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
    progress: Progress = no_progress,
) -> Fitted:
    """Give the chart on one sheet with its title, marking, legend and date.

    ``is_portrait`` None takes the way round in which labels are larger. Only where labels would
    be too small otherwise are signs and words drawn small with title and legend in a strip at
    the top, and only where that is not enough are items moved (pinned ones too, for nothing is
    written): 2.5 s for 80 items. ``progress`` may raise ``Cancelled``.
    """
    ways = (False, True) if is_portrait is None else (is_portrait,)
    best = _best(_as_it_is(display, paper, way, marking, date) for way in ways)
    if best.can_be_read:
        return best
    small, is_largest = printed(display), paper.upper() == _LARGEST_PAPER
    told = part_of(progress, 0.0, 1.0 if is_largest else 0.5)
    drawn = _drawn_small(small, paper, ways, marking, date, told)
    drawn = replace(drawn, usual_boxes=display.item_boxes)
    if drawn.can_be_read:
        return drawn
    largest = max(best, drawn, key=_size)
    parts = _parts(small, paper, largest.is_portrait)
    fits_larger = False
    if not is_largest:
        told = part_of(progress, 0.5, 1.0)
        there = (_as_it_is(display, _LARGEST_PAPER, way, marking, date) for way in ways)
        fits_larger = (
            _best(there).can_be_read
            or _drawn_small(small, _LARGEST_PAPER, ways, marking, date, told).can_be_read
        )
    return replace(largest, parts=parts, advice=_advice(largest, parts, fits_larger))


def _drawn_small(
    small: Display,
    paper: str,
    ways: Sequence[bool],
    marking: str,
    date: str,
    progress: Progress,
) -> Fitted:
    """Give the chart with small signs, its items moved only where it cannot be read as it stands.

    Where it cannot be read either way it is given as it stands.
    """
    standing = _best(_small_as_it_is(small, paper, way, marking, date) for way in ways)
    if standing.can_be_read:
        return standing
    for number, way in enumerate(sorted(ways, key=lambda way: way is not standing.is_portrait)):
        told = part_of(progress, number / len(ways), (number + 1) / len(ways))
        closer = _moved_together(small, paper, way, marking, date, told)
        if closer is not None and closer.can_be_read:
            return closer
    return standing


def _best(fitted: Iterable[Fitted]) -> Fitted:
    return max(fitted, key=_size)


def _size(fitted: Fitted) -> float:
    return fitted.smallest_pt


def _as_it_is(display: Display, paper: str, is_portrait: bool, marking: str, date: str) -> Fitted:
    return _on_paper(lay_out(display, marking=marking, date=date), paper, is_portrait, False)


def _small_as_it_is(
    small: Display, paper: str, is_portrait: bool, marking: str, date: str
) -> Fitted:
    """Give the chart with small signs and all that stands beside it in a strip at the top."""
    bare = replace(small, legend=None, title_block=None)
    left, top, right, bottom = bare.extents
    wide, high = paper_units(paper, is_portrait)
    strip = strip_of(small, max(right - left, (bottom - top) * wide / high))
    drawn = with_strip(small, strip, (left, top))
    sheet = lay_out(drawn, marking=marking, date=date, margin=_EDGE_PX)
    return _on_paper(sheet, paper, is_portrait, False)


def _on_paper(sheet: Sheet, paper: str, is_portrait: bool, is_moved: bool) -> Fitted:
    scale = paper_scale(sheet, paper, is_portrait=is_portrait)
    smallest = smallest_label_px(sheet.display)
    pt = smallest * scale * PT_PER_UNIT if smallest else SMALLEST_PT
    return Fitted(
        sheet, paper.upper(), is_portrait, scale, pt, is_moved, (), "", sheet.display.item_boxes
    )


def _moved_together(
    small: Display, paper: str, is_portrait: bool, marking: str, date: str, progress: Progress
) -> Fitted | None:
    """Give the chart with its items moved into the shape of the paper; None where too many."""
    scale = _least_scale(small)
    edge = _EDGE_PX + small.style.plate_margin_px
    room = paper_units(paper, is_portrait) / scale - 2 * edge
    sheet = lay_out(small, marking=marking, date=date, margin=0.0)
    head = sheet.height - (small.extents[3] - small.extents[1])
    strip = strip_of(small, float(room[0]))
    bare = replace(small, legend=None, title_block=None)
    free = np.array((room[0], room[1] - head - strip.height))
    fitted = None
    for turn in range(_TIMES):
        told = part_of(progress, turn / _TIMES, (turn + 1) / _TIMES)
        closer = squeezed(bare, (float(free[0]), float(free[1])), told)
        if closer is None:
            break
        left, top, right, bottom = closer.extents
        corner = (min(left, 0.0), min(top, 0.0))
        drawn = with_strip(closer, strip, corner)
        sheet = lay_out(drawn, marking=marking, date=date, margin=_EDGE_PX)
        fitted = _on_paper(sheet, paper, is_portrait, True)
        if fitted.can_be_read:
            break
        beyond = np.maximum((right - free[0], bottom - free[1]), 0.0)
        free = free - beyond + corner
    return fitted


def _least_scale(small: Display) -> float:
    """Give the scale at which the smallest words can just be read, those of the strip too."""
    return SMALLEST_PT / (min(smallest_label_px(small), WORDS_PX) * PT_PER_UNIT)


def _parts(small: Display, paper: str, is_portrait: bool) -> tuple[Part, ...]:
    """Give what to split a chart into, each part with a title and a legend of its own."""
    scale = _least_scale(small)
    wide, high = (paper_units(paper, is_portrait) / scale - 2 * _EDGE_PX).tolist()
    room = (wide, high - strip_of(small, wide).height)
    return parted(small, room, may_move=may_move(small))


def _advice(fitted: Fitted, parts: tuple[Part, ...], fits_larger: bool) -> str:
    """Say what to do with what cannot be read."""
    said = tr(
        "On {paper} the smallest label would be printed {size} pt high, less than the {least} pt "
        "that can be read.",
        paper=fitted.paper,
        size=f"{fitted.smallest_pt:.1f}",
        least=f"{SMALLEST_PT:g}",
    )
    words = [said, *([tr("It can be read on A3.")] if fits_larger else [])]
    sheets = ntr("{n} sheet", "{n} sheets", len(parts))
    if len(parts) > _MOST_NAMED:
        words.append(
            tr(
                "It would take {sheets}: print it over several pages, or make charts of those "
                "parts of it that matter.",
                sheets=sheets,
            )
        )
    elif len(parts) > 1:
        named = "; ".join(
            tr("around {name} ({entities})", name=part.name, entities=_count(len(part.entity_ids)))
            for part in parts
        )
        words.append(
            tr(
                "Split the chart into {sheets}, each of which fits: {parts}.",
                sheets=sheets,
                parts=named,
            )
        )
    return " ".join(words)


def _count(entities: int) -> str:
    return ntr("{n} entity", "{n} entities", entities)
