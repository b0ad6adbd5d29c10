"""A chart as a sheet to hand out: its heading (title, marking, date, notice) above the drawing."""

from __future__ import annotations

from dataclasses import dataclass, field

from iwtlink.chart.display import Display
from iwtlink.chart.text.lines import LINK, NAME, SCRIPT, TextBlock, TextLines
from iwtlink.chart.text.setting import stack_lines

MARGIN_PX = 32.0
_TITLE_PX, _SMALL_PX, _GAP_PX = 20.0, 11.0, 8.0
_CHARACTERS, _LINES = 110, 4


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands above a chart that leaves the program."""

    title: str = ""
    marking: str = ""
    """Handling code and TLP, such as "B2 · TLP:AMBER"."""
    date: str = ""
    """ISO date of the chart."""
    notice: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A chart with its heading, in chart units: everything that has to be on the paper."""

    display: Display
    text: TextLines
    """Of the heading: one item, from ``corner``; its lines start at the left."""
    left: float
    top: float
    width: float
    height: float
    heading: Heading = field(default_factory=Heading)
    margin: float = MARGIN_PX

    @property
    def corner(self) -> tuple[float, float]:
        """Give the top left corner of the heading's text."""
        return (self.left + self.margin, self.top + self.margin)

    def pixels(self, scale: float) -> tuple[int, int]:
        """Give width and height in device pixels at ``scale`` pixels per chart unit."""
        return max(1, round(self.width * scale)), max(1, round(self.height * scale))


def lay_out(
    display: Display, *, marking: str = "", date: str = "", margin: float = MARGIN_PX
) -> Sheet:
    """Give the sheet of a display; its title and notice are printed, with marking and date.

    What the chart's own title block says is not said twice. ``margin`` is left free all round.
    """
    heading = heading_of(display, marking, date)
    text = _heading_text(heading)
    left, top, right, bottom = display.extents
    head = text.boxes[0, 3] + _GAP_PX if text.texts else 0.0
    widest = float(text.sizes[:, 0].max()) if text.texts else 0.0
    width = max(right - left, widest, 1.0) + 2 * margin
    height = bottom - top + head + 2 * margin
    return Sheet(
        display=display,
        text=text,
        left=(left + right - width) / 2,
        top=top - margin - head,
        width=width,
        height=height,
        heading=heading,
        margin=margin,
    )


def heading_of(display: Display, marking: str = "", date: str = "") -> Heading:
    """Give the heading that a chart needs beside its title block."""
    block = display.title_block
    if block is None:
        return Heading(display.title, marking, date, display.notice)
    is_said = not marking or marking in block.marking
    return Heading(
        marking="" if is_said else marking,
        date="" if block.date else date,
        notice="" if block.notice else display.notice,
    )


def _heading_text(heading: Heading) -> TextLines:
    title = TextBlock(_TITLE_PX, True, _CHARACTERS, _LINES, NAME)
    line = TextBlock(_SMALL_PX, True, _CHARACTERS, _LINES, LINK)
    notice = TextBlock(_SMALL_PX, False, _CHARACTERS, _LINES, SCRIPT)
    marking = " · ".join(part for part in (heading.marking, heading.date) if part)
    lines = stack_lines(
        [((heading.title, title), (marking, line), (heading.notice, notice))], top=0.0
    )
    lines.offsets[:, 0] = 0.0
    return lines
