"""A chart over n x m sheets of paper to be put together: which part stands on which page."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from iwtlink.chart.paper.fitting import INCH_MM, PAPERS_MM, UNITS_PER_INCH
from iwtlink.chart.paper.sheet import Sheet
from iwtlink.errors import BadInput
from iwtlink.i18n import tr

BAND_MM = 9.0
"""Height of a header and of a footer."""
MOST_PAGES = 400
_MOST_MARGIN = 0.3
"""Of the paper's short side."""


@dataclass(frozen=True, slots=True)
class PagePlan:
    """How a chart is spread over pages."""

    paper: str = "A4"
    is_portrait: bool = False
    columns: int = 1
    rows: int = 1
    margin_mm: float = 10.0
    overlap_mm: float = 10.0
    """What two neighbouring pages both show, to glue one onto the other."""
    has_marks: bool = True
    """Assembly marks: where pages overlap, and which page comes beside."""

    @property
    def count(self) -> int:
        """Give the number of pages."""
        return self.columns * self.rows

    @property
    def paper_mm(self) -> tuple[float, float]:
        """Give width and height of a page."""
        short, long = PAPERS_MM[self.paper.upper()]
        return (short, long) if self.is_portrait else (long, short)

    @property
    def room_mm(self) -> tuple[float, float]:
        """Give width and height of the drawing on a page: without margins and bands."""
        wide, high = self.paper_mm
        return (wide - 2 * self.margin_mm, high - 2 * self.margin_mm - 2 * BAND_MM)


@dataclass(frozen=True, slots=True)
class Page:
    """One page: what of the chart stands on it."""

    number: int
    """From 1, row by row."""
    column: int
    row: int
    region: tuple[float, float, float, float]
    """Left, top, right, bottom in chart units."""

    @property
    def name(self) -> str:
        """Give the place of the page in the whole: A1 is the top left one, B1 right of it."""
        letters, left = "", self.column + 1
        while left:
            left, digit = divmod(left - 1, 26)
            letters = chr(65 + digit) + letters
        return f"{letters}{self.row + 1}"


def check_plan(plan: PagePlan) -> None:
    """Raise ``BadInput`` where pages cannot be made so."""
    if plan.paper.upper() not in PAPERS_MM:
        raise BadInput(tr("There is no paper {paper}; say A4 or A3.", paper=plan.paper))
    if not 1 <= plan.count <= MOST_PAGES or plan.columns < 1 or plan.rows < 1:
        raise BadInput(tr("Print on 1 to {most} pages, not on {n}.", most=MOST_PAGES, n=plan.count))
    short = min(plan.paper_mm)
    if not 0 <= plan.margin_mm <= short * _MOST_MARGIN:
        raise BadInput(tr("The margin is too wide for the paper; take at most 60 mm."))
    if not 0 <= plan.overlap_mm <= min(plan.room_mm) / 2:
        raise BadInput(tr("Pages cannot overlap by more than half of what they show."))


def pages_of(sheet: Sheet, plan: PagePlan) -> tuple[float, tuple[Page, ...]]:
    """Give the scale (against 96 units an inch) and the pages, row by row.

    The sheet is as large as fits the pages put together, and stands in their middle.
    """
    check_plan(plan)
    room = np.array(plan.room_mm)
    steps = room - plan.overlap_mm
    count = np.array((plan.columns, plan.rows))
    whole = (steps * (count - 1) + room) / INCH_MM * UNITS_PER_INCH
    size = np.array((sheet.width, sheet.height))
    scale = float((whole / size).min())
    low = np.array((sheet.left, sheet.top)) - (whole / scale - size) / 2
    step, extent = (part / INCH_MM * UNITS_PER_INCH / scale for part in (steps, room))
    pages: list[Page] = []
    for row in range(plan.rows):
        for column in range(plan.columns):
            left, top = (low + step * (column, row)).tolist()
            region = (left, top, left + float(extent[0]), top + float(extent[1]))
            pages.append(Page(len(pages) + 1, column, row, region))
    return scale, tuple(pages)
