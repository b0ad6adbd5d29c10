"""Where the edge of the paper stands on a chart: what is inside can be read when printed."""

from __future__ import annotations

from iwtlink.chart.display import Display
from iwtlink.chart.paper.fitting import PT_PER_UNIT, SMALLEST_PT, paper_units, smallest_label_px
from iwtlink.chart.paper.sheet import MARGIN_PX, lay_out
from iwtlink.i18n import tr
from iwtlink.store.charts import ChartOptions

Box = tuple[float, float, float, float]
_USUAL_PX = 10.0
"""Of the smallest label on a chart that has none."""


def frame_of(
    display: Display, options: ChartOptions, centre: tuple[float, float] | None
) -> tuple[Box, str]:
    """Give the frame round a centre, else round the chart, and what is said at its edge.

    It is as large as a sheet on which the smallest label is still printed high enough to read.
    """
    paper = options.paper or "A3"
    scale = SMALLEST_PT / ((smallest_label_px(display) or _USUAL_PX) * PT_PER_UNIT)
    sheet = lay_out(display)
    left, top, right, bottom = display.extents
    head = sheet.height - (bottom - top) - 2 * MARGIN_PX
    wide, high = (paper_units(paper, options.is_portrait) / scale).tolist()
    wide, high = wide - 2 * MARGIN_PX, high - 2 * MARGIN_PX - max(head, 0.0)
    x, y = centre or ((left + right) / 2, (top + bottom) / 2)
    box = (x - wide / 2, y - high / 2, x + wide / 2, y + high / 2)
    is_inside = box[0] <= left and box[1] <= top and right <= box[2] and bottom <= box[3]
    name = paper_label(paper, options.is_portrait)
    if is_inside:
        return box, tr(
            "{paper}: fits, labels at {pt} pt or more", paper=name, pt=f"{SMALLEST_PT:g}"
        )
    return box, tr("{paper}: the chart reaches beyond it", paper=name)


def with_room(box: Box) -> Box:
    """Give a box with a little room round it, so that its edge is seen."""
    left, top, right, bottom = box
    room = 0.03 * max(right - left, bottom - top)
    return (left - room, top - room, right + room, bottom + room)


def paper_label(paper: str, is_portrait: bool) -> str:
    """Give what a sheet is called."""
    if is_portrait:
        return tr("{paper} upright", paper=paper)
    return tr("{paper} across", paper=paper)
