"""How much room a text takes in a cell, in widths of the figure 0 as Excel counts.

Rows are given their height beforehand: Excel does not fit the height of merged cells, and
LibreOffice and Excel would disagree on the others.
"""

from __future__ import annotations

import re
import unicodedata

from iwtlink.products.xlsx.look import font_for

_NARROW = frozenset("iíìîjlt.,;:'|!()[]frI ’‘“”·")
_WIDE = frozenset("mwMWÆŒ@%—…ມຜຝພຟຫໝຂณฌญฒฃ")


def text_width(text: str, *, bold: bool = False) -> float:
    """Give the width of one line of text in characters (the width of a figure is 1).

    Other fonts than Calibri, which a cell in another script gets, are wider.
    """
    width = sum(map(_width, text)) * (1.0 if font_for(text) == "Calibri" else 1.16)
    return width * 1.06 if bold else width


def _width(letter: str) -> float:
    if unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0.0
    if unicodedata.east_asian_width(letter) in "WF":
        return 2.0
    if letter in _NARROW:
        return 0.58
    if letter in _WIDE:
        return 1.5
    return 1.16 if letter.isupper() else 1.0


def line_count(text: str, room: float, *, bold: bool = False) -> int:
    """Count the lines of a text wrapped into ``room`` characters."""
    return sum(_wrapped(line, room, bold) for line in text.split("\n")) or 1


def _wrapped(line: str, room: float, bold: bool) -> int:
    """Count the lines of one paragraph, broken at spaces, hyphens and, if need be, anywhere."""
    lines, used = 1, 0.0
    for word in re.findall(r"\S+?(?:-|\s+|$)", line):
        width = text_width(word.rstrip(), bold=bold)
        if used and used + width > room:
            lines, used = lines + 1, 0.0
        while width > room > 1:
            lines, width = lines + 1, width - room
        used += width + text_width(word) - text_width(word.rstrip())
    return lines
