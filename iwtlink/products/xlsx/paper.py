"""Print set-up: paper, margins, what repeats on each page, header and footer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from openpyxl.worksheet.worksheet import Worksheet

from iwtlink.i18n import tr
from iwtlink.products.content import Marking, Product, Sheet
from iwtlink.products.xlsx.page import POINTS_PER_CHARACTER

_PAPER = {"A3": 8, "A4": 9}
"""Codes of ECMA-376 part 1, 18.3.1.63, ``paperSize``."""

_INCH = 25.4
_SIZES_MM = {"A3": (297.0, 420.0), "A4": (210.0, 297.0)}
_SIDE_MM, _TOP_MM, _BOTTOM_MM = 14.0, 19.0, 17.0
_REPEATED_POINTS = 40.0
"""Room that the rows repeated on each page take."""

_LONGEST = 250
"""Excel refuses a header or footer of more than 255 characters."""


def set_paper(worksheet: Any, product: Product, *, landscape: bool, paper: str) -> None:
    """Fit the sheet to the width of its paper and mark every page."""
    setup = worksheet.page_setup
    setup.paperSize = _PAPER[paper]
    setup.orientation = "landscape" if landscape else "portrait"
    setup.fitToWidth, setup.fitToHeight = 1, 0
    worksheet.sheet_properties.pageSetUpPr.fitToPage = True
    margins = worksheet.page_margins
    margins.left = margins.right = _SIDE_MM / _INCH
    margins.top, margins.bottom = _TOP_MM / _INCH, _BOTTOM_MM / _INCH
    margins.header = margins.footer = 8 / _INCH
    worksheet.print_options.horizontalCentered = True
    _mark_pages(worksheet, product)


def page_points(grid: Sequence[float], *, landscape: bool, paper: str) -> float:
    """Give the height of a printed page in points of the sheet, as it is scaled to its width."""
    short, long = _SIZES_MM[paper]
    width, height = (long, short) if landscape else (short, long)
    grid_mm = sum(grid) * POINTS_PER_CHARACTER * _INCH / 72
    scale = min(1.0, (width - 2 * _SIDE_MM) / grid_mm)
    return (height - _TOP_MM - _BOTTOM_MM) / scale * 72 / _INCH - _REPEATED_POINTS


def _mark_pages(worksheet: Any, product: Product) -> None:
    head, foot = worksheet.oddHeader, worksheet.oddFooter
    head.left.text = _safe(marking_line(product.marking), _LONGEST // 2)
    head.right.text = _safe(product.number, 60)
    foot.left.text = _safe(product.marking.notice, _LONGEST - 60)
    foot.right.text = _safe(tr("Page")) + " &P " + _safe(tr("of")) + " &N"
    for part in (head.left, head.right, foot.left, foot.right):
        part.size, part.font = 8, "Calibri,Regular"
    head.left.font = "Calibri,Bold"


def marking_line(marking: Marking) -> str:
    """Give TLP and handling as one line."""
    handling = tr("Handling {code}", code=marking.handling) if marking.handling else ""
    return " · ".join(filter(None, (f"TLP:{marking.tlp}", handling)))


def freeze(worksheet: Worksheet, sheet: Sheet, heads: list[int]) -> None:
    """Keep the head of the only table in view, and repeat it on every page."""
    if len(heads) == 1 and heads[0] <= 14:
        worksheet.freeze_panes = f"A{heads[0] + 1}"
        worksheet.print_title_rows = f"{heads[0]}:{heads[0]}"
    elif sheet.sections:
        worksheet.freeze_panes = "A3"
        worksheet.print_title_rows = "1:2"


def _safe(text: str, longest: int = 120) -> str:
    """Escape what a header takes for a code; cut what is too long for it."""
    line = " ".join(text.split())
    short = line if len(line) <= longest else line[: longest - 1].rstrip() + "…"
    return short.replace("&", "&&")
