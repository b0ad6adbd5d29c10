"""A page's text as the window shows it, and where its characters stand there.

The store counts characters; Qt counts UTF-16 units and takes several signs for the end of a
line. A very long page is shown in parts.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

MOST_SHOWN = 40_000
"""Characters of a page shown at once: what can be laid out without a pause."""

_ONE_FOR_ONE = str.maketrans(
    {"\r": "\n", "\u2029": "\n", "\u2028": "\n", "\f": "\n", "\v": "\n", "\0": " ", "\ufdd0": " "}
)


@dataclass(frozen=True, slots=True)
class Part:
    """The characters from ``first`` to ``last`` of a page's text, as they are shown."""

    first: int
    last: int
    text: str
    wide: tuple[int, ...]
    """Places, in ``text``, of characters that Qt counts twice."""

    def to_view(self, place: int) -> int:
        """Give where in the view a character of the page stands; clipped to the part."""
        inside = min(max(place - self.first, 0), self.last - self.first)
        return inside + bisect_right(self.wide, inside - 1)

    def to_page(self, position: int) -> int:
        """Give the place on the page of a position in the view."""
        inside = position
        for count, place in enumerate(self.wide):
            if place + count >= position:
                break
            inside -= 1
        return self.first + min(max(inside, 0), self.last - self.first)


def part_of(text: str, first: int, last: int) -> Part:
    """Give one part of a page's text; it has as many characters as the page has there."""
    shown = text[first:last].replace("\r\n", " \n").translate(_ONE_FOR_ONE)
    wide = () if shown.isascii() else tuple(n for n, sign in enumerate(shown) if sign > "\uffff")
    return Part(first, last, shown, wide)


def parted(text: str) -> list[tuple[int, int]]:
    """Part a page's text into what is shown at once, at the end of a line where there is one."""
    bounds: list[tuple[int, int]] = []
    first = 0
    while len(text) - first > MOST_SHOWN:
        cut = text.rfind("\n", first + MOST_SHOWN // 2, first + MOST_SHOWN)
        cut = first + MOST_SHOWN if cut < 0 else cut + 1
        bounds.append((first, cut))
        first = cut
    bounds.append((first, len(text)))
    return bounds


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is chosen on a page: characters of its text, or a part of its picture.

    ``region`` is ``"x y w h"`` in fractions of the page; empty for text.
    """

    page_id: int
    first: int | None = None
    last: int | None = None
    region: str = ""
    words: str = ""
