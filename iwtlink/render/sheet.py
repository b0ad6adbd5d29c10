"""A chart as a sheet to hand out: its heading (title, marking, date, notice) above the drawing."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from PySide6.QtGui import QColor, QPainter

from iwtlink.chart.display import Display
from iwtlink.chart.text.lines import LINK, NAME, SCRIPT, TextBlock, TextLines, stack_lines
from iwtlink.render.icons import Pictures
from iwtlink.render.lettering import paint_text
from iwtlink.render.painter import Painted, paint_display
from iwtlink.render.view import View

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
    left: float
    top: float
    width: float
    height: float
    heading: Heading = field(default_factory=Heading)

    def paint(
        self,
        painter: QPainter,
        scale: float,
        origin: tuple[float, float] = (0.0, 0.0),
        pictures: Pictures | None = None,
        *,
        is_vector: bool = False,
    ) -> Painted:
        """Paint the sheet at ``scale`` device pixels per unit, its corner at ``origin``."""
        width, height = self.pixels(scale)
        left = round(self.left * scale - origin[0])
        top = round(self.top * scale - origin[1])
        view = View(left, top, scale, width + round(origin[0]), height + round(origin[1]))
        paper = QColor.fromRgb(self.display.style.colours.paper)
        painter.fillRect(round(origin[0]), round(origin[1]), width, height, paper)
        painted = paint_display(
            painter,
            self.display,
            view,
            pictures=pictures,
            clip=(round(origin[0]), round(origin[1]), width, height),
            is_print=True,
            is_vector=is_vector,
        )
        rows = np.arange(len(self.text.texts))
        corner = np.array((self.left + MARGIN_PX, self.top + MARGIN_PX))
        baselines = np.column_stack((np.zeros(len(rows)), self.text.offsets[:, 1])) + corner
        origins = view.to_device(baselines.reshape(-1, 2))
        style = self.display.style
        paint_text(painter, style, self.text, rows, origins, scale, is_print=True)
        return painted

    def pixels(self, scale: float) -> tuple[int, int]:
        """Give width and height in device pixels."""
        return max(1, round(self.width * scale)), max(1, round(self.height * scale))


def lay_out(display: Display, *, marking: str = "", date: str = "") -> Sheet:
    """Give the sheet of a display; its title and notice are printed, with marking and date."""
    heading = Heading(display.title, marking, date, display.notice)
    text = _heading_text(heading)
    left, top, right, bottom = display.extents
    head = text.boxes[0, 3] + _GAP_PX if text.texts else 0.0
    widest = float(text.sizes[:, 0].max()) if text.texts else 0.0
    width = max(right - left, widest) + 2 * MARGIN_PX
    height = bottom - top + head + 2 * MARGIN_PX
    return Sheet(
        display=display,
        text=text,
        left=(left + right - width) / 2,
        top=top - MARGIN_PX - head,
        width=width,
        height=height,
        heading=heading,
    )


def _heading_text(heading: Heading) -> TextLines:
    title = TextBlock(_TITLE_PX, True, _CHARACTERS, _LINES, NAME)
    line = TextBlock(_SMALL_PX, True, _CHARACTERS, _LINES, LINK)
    notice = TextBlock(_SMALL_PX, False, _CHARACTERS, _LINES, SCRIPT)
    marking = " · ".join(part for part in (heading.marking, heading.date) if part)
    return stack_lines(
        [((heading.title, title), (marking, line), (heading.notice, notice))], top=0.0
    )
