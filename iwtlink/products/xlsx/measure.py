"""How much room a text takes in a cell, in widths of the figure 0 as Excel counts.

Rows are given their height beforehand: Excel does not fit the height of merged cells, and
LibreOffice and Excel would disagree on the others.
"""

from __future__ import annotations

import re
import unicodedata

from iwtlink.products.xlsx.look import font_for

_CALIBRI = {
    letter: width
    for letters, width in (
        ("ijlI’‘'|", 0.46),
        (" .,:;!()[]", 0.52),
        ("ftr-", 0.66),
        ("szJ", 0.78),
        ("cvxyk", 0.88),
        ("aegLEFST", 0.96),
        ("bdhnopqu0123456789ZYXVPKB", 1.04),
        ("ACRUHDGNOQ", 1.24),
        ("wmMW@%…—", 1.6),
    )
    for letter in letters
}
"""Advance widths of Calibri by letter, as parts of the width of its figures."""

_SOUTH_EAST = ("LAO", "THAI", "KHMER", "MYANMAR")
_OTHER_FONTS = 1.16
"""How much wider Latin letters run in the fonts that other scripts need."""


def text_width(text: str, *, bold: bool = False) -> float:
    """Give the width of one line of text in characters (the width of a figure is 1)."""
    width = sum(map(_width, text)) * (1.0 if font_for(text) == "Calibri" else _OTHER_FONTS)
    return width * 1.05 if bold else width


def _width(letter: str) -> float:
    known = _CALIBRI.get(letter)
    if known is not None:
        return known
    if unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0.0
    if unicodedata.east_asian_width(letter) in "WF":
        return 2.0
    if unicodedata.name(letter, "").partition(" ")[0] in _SOUTH_EAST:
        return 1.3
    plain = unicodedata.normalize("NFD", letter)[0]
    return _CALIBRI.get(plain, 1.1) if plain != letter else 1.1


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
