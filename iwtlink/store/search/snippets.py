"""The words around a match, as they were written, and where the match stands in them.

Matches are looked for in the bare form; each place is carried back to the original text (see
``folding.bare_map``), piece by piece, so that a long page costs no more than its bare form.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from iwtlink.store.folding import bare, bare_map, is_unspaced
from iwtlink.store.search.forms import SIGN, closed
from iwtlink.store.search.words import is_short

Mark = tuple[int, int]
"""First and last place (exclusive) of a match."""

_PIECE = 120
_WIDTH = 160
_BEFORE = 50
_MOST_MARKS = 40
_MORE = "…"


@dataclass(frozen=True, slots=True)
class Snippet:
    """A passage of one line with the places of matches in it.

    ``first`` and ``last`` say where the first match stands in the whole text.
    """

    text: str
    marks: tuple[Mark, ...]
    first: int
    last: int


def find_marks(text: str, terms: Sequence[str]) -> list[Mark]:
    """Find the terms (in bare form) in a text as written: places in it, in order."""
    plain = _Plain(text)
    places = [place for term in terms for place in _places(plain.words, term)]
    marks = sorted(plain.original(first, last) for first, last in places[:_MOST_MARKS])
    return _joined(marks)


def terms_held(text: str, terms: Sequence[str]) -> int:
    """Count the terms that a text as written holds."""
    words = bare(text)
    return sum(any(True for _ in _places(words, term)) for term in terms)


def snippet_of(text: str, terms: Sequence[str]) -> Snippet:
    """Give the passage around the match with the most of the terms near it."""
    plain = _Plain(text, terms)
    places = sorted({place for term in terms for place in _places(plain.words, term)})
    if not places:
        return Snippet(_one_line(text[:_WIDTH]) + (_MORE if len(text) > _WIDTH else ""), (), 0, 0)
    middle = max(places, key=lambda place: (len(_near(places, place)), -place[0]))
    marks = _joined([plain.original(*place) for place in _near(places, middle)])
    best = plain.original(*middle)
    first = _word_start(text, max(0, best[0] - _BEFORE), best[0])
    last = _word_end(text, max(best[1], first + _WIDTH))
    shown, moved = _cut(text, first, last, marks)
    return Snippet(shown, moved, *best)


def _near(places: Sequence[Mark], place: Mark) -> list[Mark]:
    """Give the places that may stand in one passage with this one."""
    return [(a, b) for a, b in places if place[0] - _BEFORE <= a <= place[1] + _WIDTH]


def _cut(text: str, first: int, last: int, marks: Sequence[Mark]) -> tuple[str, tuple[Mark, ...]]:
    """Cut out one line, its blanks made single, and move the marks with it."""
    shown = [_MORE] if first > 0 else []
    place = {first - 1: 0}
    for at in range(first, last):
        place[at] = len(shown)
        if not text[at].isspace():
            shown.append(text[at])
        elif shown and shown[-1] != " ":
            shown.append(" ")
    place[last] = len(shown)
    if last < len(text):
        shown.append(_MORE)
    moved = [
        (place[max(a, first)], place[min(b, last)]) for a, b in marks if a < last and b > first
    ]
    return "".join(shown), tuple(moved)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _word_start(text: str, wanted: int, most: int) -> int:
    """Move on to the next beginning of a word, but not into the match."""
    if wanted == 0:
        return 0
    found = re.compile(r"\s").search(text, wanted, most)
    return found.end() if found else wanted


def _word_end(text: str, wanted: int) -> int:
    if wanted >= len(text):
        return len(text)
    found = re.compile(r"\s").search(text, wanted, wanted + 20)
    return found.start() if found else wanted


def _joined(marks: Sequence[Mark]) -> list[Mark]:
    joined: list[Mark] = []
    for first, last in marks:
        if joined and first <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
        else:
            joined.append((first, last))
    return joined


def _pieces(text: str) -> Iterator[Mark]:
    """Part a text at blanks into pieces of a line or so; never between sign and mark."""
    first = 0
    while first < len(text):
        last = min(first + _PIECE, len(text))
        if last < len(text):
            blank = max(text.rfind(" ", first + 1, last), text.rfind("\n", first + 1, last))
            last = blank if blank > 0 else last
            while last < len(text) and unicodedata.combining(text[last]):
                last += 1
        yield first, last
        first = last


def _places(words: str, term: str) -> Iterator[Mark]:
    """Give where a term stands in a bare text: as a part, else with its dividers."""
    found = list(islice(_plain_places(words, term), _MOST_MARKS))
    yield from found or _closed_places(words, term)


def _plain_places(words: str, term: str) -> Iterator[Mark]:
    pattern = re.escape(term)
    if is_short(term) and not is_unspaced(term):
        pattern = rf"(?<![^\W_]){pattern}"
    for found in re.finditer(pattern, words):
        yield found.span()


def _closed_places(words: str, term: str) -> Iterator[Mark]:
    """Look for a number or a plate among letters and digits only."""
    if closed(term) != term or not any(sign.isdigit() for sign in term):
        return
    kept = [found.start() for found in SIGN.finditer(words)]
    at = "".join(words[place] for place in kept).find(term)
    if at >= 0:
        first = kept[at]
        while first and (words[first - 1].isdigit() or words[first - 1] == "+"):
            first -= 1  # the zero or the country code that was not looked for
        yield first, kept[at + len(term) - 1] + 1


class _Plain:
    """A text in bare form that knows where each of its pieces came from."""

    def __init__(self, text: str, terms: Sequence[str] = ()) -> None:
        """Take in the text; given terms, only as far as a passage that holds all of them."""
        self._text = text
        self._pieces: list[Mark] = []
        self._starts: list[int] = []
        self._maps: dict[int, tuple[list[int], list[int]]] = {}
        self.words = ""
        more_needed = True
        for first, last in _pieces(text):
            plain = bare(text[first:last])
            if plain:
                is_apart = text[first].isspace() or text[first - 1].isspace()
                self.words += " " if self.words and is_apart else ""
                self._pieces.append((first, last))
                self._starts.append(len(self.words))
                self.words += plain
            if terms and not more_needed:
                break
            more_needed = not all(term in self.words for term in terms)

    def original(self, first: int, last: int) -> Mark:
        """Carry a place of the bare form back to the text."""
        return self._carry(first)[0], self._carry(last - 1)[1]

    def _carry(self, place: int) -> Mark:
        number = bisect_right(self._starts, place) - 1
        if number not in self._maps:
            begin, end = self._pieces[number]
            _, firsts, lasts = bare_map(self._text[begin:end])
            self._maps[number] = (firsts, lasts)
        firsts, lasts = self._maps[number]
        begin = self._pieces[number][0]
        inside = min(place - self._starts[number], len(firsts) - 1)
        return begin + firsts[inside], begin + lasts[inside]
