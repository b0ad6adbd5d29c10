"""Fonts of old that draw Lao letters where a computer thinks of Latin ones.

Before Unicode each maker of Lao fonts put the letters where it liked. Such a text looks
like ``¦¾ê¾ì½­½ìñ©`` in any other font. ``resources/lao_fonts/`` names the fonts by which
they are recognised and holds a table for those whose letters are known for certain; text
in any other is recognised and left alone, because a wrong table would make wrong names.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import groupby

import yaml

from iwtlink.paths import resource

_SUBSET = re.compile("^[A-Z]{6}\\+")
_NOT_LETTERS = re.compile("[^a-z0-9]+")
_STYLES = re.compile("(regular|bold|italic|normal|roman|mt|ps|bt)+$")
_BASES = "[ກ-ຮໜໝໞໟ]"
_ABOVE_BELOW = "[\u0eb1\u0eb4-\u0eb9\u0ebb\u0ebc\u0ec8-\u0ecd]"
_TONE_FIRST = re.compile("([\u0ec8-\u0ecc])([\u0eb1\u0eb4-\u0eb9\u0ebb\u0ebc\u0ecd])")
_AM = re.compile("\u0ecd([\u0ec8-\u0ecb]?)\u0eb2")
_SOUND = re.compile(f"(?:{_BASES}|{_ABOVE_BELOW}){_ABOVE_BELOW}|[ເ-ໄ]{_BASES}|{_BASES}[ະາຳ]")
_LAO = re.compile("[\u0e81-\u0edf]")


@dataclass(frozen=True, slots=True)
class LaoFont:
    """A way in which fonts of old put Lao letters; ``letters`` is empty where unknown."""

    name: str
    families: tuple[str, ...]
    letters: Mapping[str, str]

    @property
    def can_convert(self) -> bool:
        """Whether it is known which Lao letter stands where."""
        return bool(self.letters)

    def convert(self, words: str) -> str:
        """Give the words in Unicode, with tone marks after vowel signs as Unicode wants."""
        plain = words.translate(_FROM_SYMBOLS)
        lao = "".join(self.letters.get(letter, letter) for letter in plain)
        return _AM.sub("\\1\u0eb3", _TONE_FIRST.sub(r"\2\1", lao))


def _symbols() -> dict[int, str]:
    """A symbol font's letters lie 0xF000 higher than those of Windows-1252."""
    return {
        0xF000 + code: bytes([code]).decode("cp1252", "ignore") or chr(code)
        for code in range(32, 256)
    }


_FROM_SYMBOLS = _symbols()


@cache
def lao_fonts() -> tuple[LaoFont, ...]:
    """Give the ways in which fonts of old put Lao letters."""
    known = yaml.safe_load(resource("lao_fonts", "fonts.yaml").read_text(encoding="utf-8"))
    return tuple(
        LaoFont(str(name), tuple(map(_plain, entry["families"])), _letters(entry.get("table", "")))
        for name, entry in known["fonts"].items()
    )


def _letters(table: str) -> dict[str, str]:
    if not table:
        return {}
    with resource("lao_fonts", table).open(encoding="utf-8", newline="") as stream:
        return {
            chr(int(row["code"], 16)): "".join(chr(int(c, 16)) for c in row["lao"].split())
            for row in csv.DictReader(stream)
        }


def _plain(font_name: str) -> str:
    return _NOT_LETTERS.sub("", _SUBSET.sub("", font_name).casefold())


@cache
def find_lao_font(font_name: str) -> LaoFont | None:
    """Give the way of putting letters that a font of this name follows; None for any other.

    Names inside PDF files carry a prefix and a style (``ABCDEF+SaysetthaLao-Bold``).
    """
    plain = _plain(font_name)
    bare = _STYLES.sub("", plain) or plain
    return next((f for f in lao_fonts() if plain in f.families or bare in f.families), None)


@dataclass(frozen=True, slots=True)
class Converted:
    """Words after conversion; ``font`` is the one of old found in them, empty where none.

    ``is_whole`` is False where some stand in a font that cannot be converted: those are
    left out.
    """

    text: str
    font: str = ""
    is_whole: bool = True


def convert_runs(runs: Iterable[tuple[str, str]]) -> Converted:
    """Join runs of (words, font name) into one text in Unicode."""
    parts, fonts, is_whole = [], list[str](), True
    for font, group in groupby(runs, key=lambda run: find_lao_font(run[1]) if run[1] else None):
        words = "".join(run[0] for run in group)
        if font is None or not words.strip():
            parts.append(words)
            continue
        fonts.append(font.name)
        if font.can_convert:
            parts.append(font.convert(words))
        else:
            is_whole = False
            parts.append("".join(letter for letter in words if letter.isspace()))
    return Converted("".join(parts), fonts[0] if fonts else "", is_whole)


def looks_like(words: str) -> LaoFont | None:
    """Give the font of old in which a plain text was surely written; None where it was not.

    Most of its letters outside ASCII must have a place in the table, and read in it they must
    follow the rules of Lao writing: marks on consonants, vowels before and after them.
    """
    foreign = [letter for letter in words if letter > "\x7f" and not letter.isspace()]
    letters = sum(letter.isalpha() or letter > "\x7f" for letter in words)
    if len(foreign) < _ENOUGH or len(foreign) < letters / 2 or _LAO.search(words):
        return None
    fits = [f for f in lao_fonts() if f.can_convert and _fits(f, foreign, words)]
    return fits[0] if fits else None


_ENOUGH = 12


def _fits(font: LaoFont, foreign: list[str], words: str) -> bool:
    known = sum(letter in font.letters for letter in foreign)
    if known < 0.95 * len(foreign):
        return False
    lao = font.convert(words)
    sounds = sum(len(found.group()) for found in _SOUND.finditer(lao))
    return sounds > 0.55 * len(_LAO.findall(lao))
