"""One text, several names: aliases, nicknames in quotes, a second spelling in brackets."""

from __future__ import annotations

import re
from dataclasses import dataclass

from iwtlink.matching import tables

_QUOTED = re.compile(
    r"(?<![\w'’])['‘’\"“”«»「『„]+([^'‘’\"“”«»「」『』„]{2,40})['‘’\"“”«»」』]+(?!\w)"
)
_BRACKETS = re.compile(r"\(([^()]*)\)|（([^（）]*)）|\[([^\[\]]*)\]")
_BETWEEN = re.compile(r"\s*[;；|]\s*|\s+/\s+")
_MACHINE_LINE = re.compile(r"\s*[ACIPV]<[A-Z<]{3}(?=[A-Z<]*<<)([A-Z<]+)")
"""A line for machines in a passport or visa (ICAO 9303): its kind and state before the name."""
_MOST = 8
"""Further names that are looked at in one text."""


@dataclass(frozen=True, slots=True)
class Apart:
    """A text taken apart: the ``name`` that stands first, further ones, and what is in brackets."""

    name: str
    others: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@tables.once
def _also_called() -> re.Pattern[str]:
    words = sorted(tables.words("also_called"), key=len, reverse=True)
    latin = "|".join(re.escape(word) for word in words if word[0].isascii() or "é" in word)
    other = "|".join(re.escape(word) for word in words if not word[0].isascii() and "é" not in word)
    return re.compile(
        rf"(?:^|[\s,(]+)(?:{latin})(?:\.|:|\b)[\s:]*(?=\S)|[\s,(]+(?:{other})(?:[\s:]+|(?=\S))|(?<=\w)(?:又名|别名|別名|绰号|綽號|外号|外號|曾用名|化名)",
        re.IGNORECASE,
    )


@tables.once
def _announced() -> re.Pattern[str]:
    """Find *alias* where the name it announced, in quotes, was taken out behind it."""
    words = "|".join(map(re.escape, tables.words("also_called")))
    return re.compile(rf"[\s,]+(?:{words})[\s.:]*$", re.IGNORECASE)


def take_apart(text: str) -> Apart:
    """Take a text apart into the names in it."""
    if text.isascii() and text.replace(" ", "").isalpha() and " a" not in text.lower():
        return Apart(text)
    if line := _MACHINE_LINE.match(text):
        return Apart(line[1].replace("<", " ").strip())
    notes: list[str] = []

    def note(found: re.Match[str]) -> str:
        notes.append(next(filter(None, found.groups()), ""))
        return " "

    quoted: list[str] = []

    def quote(found: re.Match[str]) -> str:
        quoted.append(found[1])
        return " "

    plain = _BRACKETS.sub(note, text)
    plain = _QUOTED.sub(quote, plain)
    plain = _announced().sub("", plain) if quoted else plain
    parts = [part for piece in _BETWEEN.split(plain) for part in _also_called().split(piece)]
    notes, called = _called_in(notes)
    names = [_trimmed(part) for part in (*parts, *quoted, *called)]
    names = [name for name in dict.fromkeys(names) if name][: _MOST + 1]
    if not names:
        return Apart(text)
    return Apart(names[0], tuple(names[1:]), tuple(filter(None, notes)))


def _called_in(notes: list[str]) -> tuple[list[str], list[str]]:
    """Part what brackets hold into remarks and names announced as such: (alias Sing)."""
    rest, called = [], []
    for note in notes:
        parts = _also_called().split(note)
        if len(parts) > 1:
            called += parts
        elif found := _QUOTED.fullmatch(note.strip()):
            called.append(found[1])
        else:
            rest.append(note.strip())
    return rest, called


def _trimmed(part: str) -> str:
    return part.strip(" ,.;:/-–—'‘’\"“”()[]") if part.strip(" ,;:/-–—'‘’\"“”()[]") else ""
