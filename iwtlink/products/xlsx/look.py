"""Fonts, colours and number formats of a workbook: one accent colour, few lines, much air."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import cache

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

ACCENT = "17505C"
INK = "1B1F23"
QUIET = "66707A"
RULE = "D5DBE0"
SHADE = "F2F5F6"
WARNING = "9A3412"
CHART_COLOURS = ("17505C", "8FB3B0", "C58B3B", "5F6B76", "A9B8A0", "B4645A")

POINTS_PER_LINE = 1.28
"""Line height by font size; enough for the marks above and below Lao and Thai letters."""

_FONTS = (
    (("CJK", "IDEOGRAPHIC", "HIRAGANA", "KATAKANA", "FULLWIDTH"), "Microsoft YaHei"),
    (("LAO", "THAI", "KHMER"), "Leelawadee UI"),
    (("MYANMAR",), "Myanmar Text"),
)


def font_for(text: str) -> str:
    """Name a font that Windows has and that covers the script of the text.

    Calibri covers Latin with every Vietnamese mark; the others have Latin letters as well,
    so the one that the rarest script needs serves the whole cell.
    """
    if text.isascii():
        return "Calibri"
    names = {unicodedata.name(letter, "").partition(" ")[0] for letter in text}
    for scripts, font in _FONTS:
        if not names.isdisjoint(scripts):
            return font
    return "Calibri"


def font(
    text: str = "", size: float = 10.0, *, bold: bool = False, colour: str = INK, link: bool = False
) -> Font:
    """Give the font of a cell with this text; the same one each time it is asked for."""
    return _font(font_for(text), size, bold, colour, link)


@cache
def _font(name: str, size: float, bold: bool, colour: str, link: bool) -> Font:
    return Font(
        name=name,
        size=size,
        bold=bold,
        color=ACCENT if link else colour,
        underline="single" if link else None,
    )


@cache
def fill(colour: str) -> PatternFill:
    """Give a plain background."""
    return PatternFill("solid", fgColor=colour)


@cache
def alignment(where: str = "left", *, vertical: str = "center", indent: int = 0) -> Alignment:
    """Give a wrapped alignment."""
    return Alignment(horizontal=where, vertical=vertical, wrap_text=True, indent=indent)


HAIRLINE = Border(bottom=Side("thin", color=RULE))
HEAD_RULE = Border(bottom=Side("medium", color=ACCENT))
TOTAL_RULE = Border(top=Side("thin", color=INK), bottom=Side("thin", color=INK))


def number_format(value: object, kind: str, decimals: int) -> str:
    """Give the format that shows a number; text, and dates kept as text, stay as they are."""
    if not isinstance(value, int | float):
        return "@"
    if kind == "percent":
        return 'General" %"'
    if isinstance(value, int) or decimals <= 0:
        return "#,##0"
    return "#,##0." + "0" * decimals


def decimals_needed(values: Iterable[object], most: int = 3) -> int:
    """Count the decimals that a column of numbers needs so that none is cut short."""
    texts = [f"{value:.{most}f}".rstrip("0") for value in values if isinstance(value, float)]
    return max((len(text.partition(".")[2]) for text in texts), default=0)
