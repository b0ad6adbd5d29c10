"""Letters and marks of a PDF put back in their places, by where they stand on the page.

A PDF draws glyphs in any order. Lao and Thai marks above and below often come after the next
letter, with gaps around them that look like spaces; what is above a consonant on the page belongs
to it. Letters that a font lacks, such as Vietnamese ones, are drawn after the rest of their line.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

_CONSONANT = "ກ-ຮໜ-ໟก-ฮ"
_MARK = "\u0eb1\u0eb4-\u0eb9\u0ebb\u0ebc\u0ec8-\u0ecd\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
_IS_MARK = re.compile(f"[{_MARK}]")
_IS_CONSONANT = re.compile(f"[{_CONSONANT}]")
_STRAY = re.compile(f"(?:^|[^{_CONSONANT}{_MARK}])[{_MARK}\u0eb3\u0e33]")
_AM = re.compile("\u0ecd([\u0ec8-\u0ecb]?)\u0eb2")
_THAI_AM = re.compile("\u0e4d([\u0e48-\u0e4b]?)\u0e32")
_RINGS = ("\u0eb3", "\u0e33")
_SPACES = re.compile(" *\n *")
_LONE = re.compile(r"(?<!\w)[\u1ea0-\u1ef9ơư](?!\w)")
_LONE_WORDS = frozenset("ạảọồổởớợủụừỷị")
"""Vietnamese words of one letter, and those that people say when they hesitate."""
_TONES = "\u0ec8\u0ec9\u0eca\u0ecb\u0ecc\u0e48\u0e49\u0e4a\u0e4b\u0e4c"
_REACH = 12
"""How many consonants before and after are looked at for the one below a mark."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """A letter as drawn: its box in points counted upwards, and the line it is written on."""

    letter: str
    left: float
    bottom: float
    right: float
    top: float
    baseline: float

    @property
    def middle(self) -> float:
        """Give where its middle stands across the page."""
        return (self.left + self.right) / 2

    @property
    def height(self) -> float:
        """Give how high it is, never nothing."""
        return max(self.top - self.bottom, 1.0)


def is_mark(letter: str) -> bool:
    """Whether a letter stands above or below a consonant, in Lao or Thai."""
    return bool(_IS_MARK.fullmatch(letter))


def are_astray(words: str) -> bool:
    """Whether a text has marks that stand on no consonant, or Vietnamese letters in no word."""
    alone = _LONE.findall(words.lower())
    return bool(_STRAY.search(words)) or any(letter not in _LONE_WORDS for letter in alone)


def put_back(glyphs: Sequence[Glyph]) -> str:
    """Give the text of glyphs, with each mark on the consonant it stands on.

    Letters are in the order drawn; one that was drawn late goes into the gap left for it in its
    line. ``glyphs`` holds no spaces but drawn ones: gaps and lines are seen from the boxes.
    Cost: linear, and quadratic in the letters of a line that were drawn late.
    """
    letters = [g for g in glyphs if not is_mark(g.letter)]
    places = [n for n, g in enumerate(letters) if _IS_CONSONANT.fullmatch(g.letter)]
    marks: dict[int, list[str]] = {}
    seen = 0
    for glyph in glyphs:
        if not is_mark(glyph.letter):
            seen += 1
            continue
        place = _consonant_under(glyph, letters, places, seen)
        if place is not None:
            marks.setdefault(place, []).append(glyph.letter)
    order = _across(letters)
    placed = {at: marks[n] for at, n in enumerate(order) if n in marks}
    return _joined([letters[n] for n in order], placed)


def _across(letters: Sequence[Glyph]) -> list[int]:
    """Give the letters' numbers as drawn, those drawn late in the gap of their line."""
    order: list[int] = []
    begin = 0
    for n, glyph in enumerate(letters):
        if order and abs(glyph.baseline - letters[n - 1].baseline) > 0.3 * glyph.height:
            begin = len(order)
        at = len(order)
        while at > begin and letters[order[at - 1]].middle > glyph.middle:
            at -= 1
        around = [letters[k] for k in order[max(at - 1, begin) : at + 1]]
        is_free = all(not other.left < glyph.middle < other.right for other in around)
        order.insert(at if is_free else len(order), n)
    return order


def _consonant_under(
    mark: Glyph, letters: Sequence[Glyph], places: Sequence[int], seen: int
) -> int | None:
    at = bisect_left(places, seen)
    near = places[max(0, at - _REACH) : at + _REACH]
    found = [n for n in near if _is_beside(mark, letters[n])]
    return min(found, key=lambda n: _distance(mark, letters[n]), default=None)


def _is_beside(mark: Glyph, letter: Glyph) -> bool:
    """Whether a mark is of a letter's script and so near that it may belong to it."""
    if (mark.letter < "\u0e80") is not (letter.letter < "\u0e80"):
        return False
    reach = 1.5 * letter.height
    return letter.bottom - reach < mark.top and mark.bottom < letter.top + reach


def _distance(mark: Glyph, letter: Glyph) -> float:
    across = max(letter.left - mark.middle, mark.middle - letter.right, 0.0)
    up_or_down = max(mark.bottom - letter.top, letter.bottom - mark.top, 0.0)
    return across + up_or_down + 0.01 * abs(mark.middle - letter.middle)


def _order(mark: str) -> int:
    """The lower lo comes first, then vowels, then tone marks."""
    if mark == "\u0ebc":
        return 0
    return 2 if mark in _TONES else 1


def _joined(letters: Sequence[Glyph], marks: Mapping[int, list[str]]) -> str:
    """Write letters with their marks, and the spaces and lines that can be seen."""
    heights = [g.height for g in letters if _IS_CONSONANT.fullmatch(g.letter)]
    heights = heights or [g.height for g in letters if g.letter.isalnum()]
    usual = median(heights) if heights else 1.0
    parts: list[str] = []
    before: Glyph | None = None
    for n, glyph in enumerate(letters):
        if glyph.letter.isspace():
            parts.append(" ")
            continue
        if before is not None:
            parts.append(_gap(before, glyph, usual, after=letters[n - 1].letter))
        parts.append(glyph.letter)
        parts.append("".join(sorted(dict.fromkeys(marks.get(n, ())), key=_order)))
        if glyph.letter not in _RINGS or before is None:
            before = glyph
    text = _THAI_AM.sub("\\1\u0e33", _AM.sub("\\1\u0eb3", "".join(parts)))
    return _SPACES.sub("\n", text)


def _gap(before: Glyph, glyph: Glyph, usual: float, after: str) -> str:
    if abs(glyph.baseline - before.baseline) > 0.8 * usual:
        return "\n"
    if after.isspace() or after in _RINGS or glyph.letter in _RINGS:
        return ""  # of am only the ring is a glyph: what stands below it looks like a gap
    return " " if glyph.left - before.right > 0.35 * usual else ""
