"""The characters a drawing uses, cut out of the vendored fonts, for a file of its own."""

from __future__ import annotations

import base64
import unicodedata
from collections.abc import Iterable

import uharfbuzz

from iwtlink.chart.text.metrics import FONT_FAMILIES, FONT_FILES, families_of
from iwtlink.paths import resource

_RING, _KHMER_LEFT = "\u25cc", "\u17c1"


def font_faces(texts: Iterable[str]) -> str:
    """Give CSS that embeds what these texts need of each vendored family, regular and bold."""
    needed: dict[str, set[str]] = {FONT_FAMILIES[0]: set("Aa0123456789 ")}
    for text in texts:
        for family in families_of(text):
            needed.setdefault(family, set()).update(_drawn_as(text))
    return "\n".join(
        _face(family, file, weight, needed[family])
        for family in FONT_FAMILIES
        if family in needed
        for file, weight in _files(family)
        if resource("fonts", file).is_file()
    )


def _drawn_as(text: str) -> set[str]:
    """Give the characters of a text, and those as which a browser may draw them.

    It joins letters with their marks, one by one, and takes vowels apart: Lao and Thai "am",
    Khmer vowels that stand on both sides, of which a font has the left one as a letter
    (HarfBuzz, ``hb-ot-shaper-thai.cc`` and ``hb-ot-shaper-khmer.cc``). A mark alone stands on a
    ring.
    """
    joined = unicodedata.normalize("NFC", text)
    parts = unicodedata.normalize("NFKD", text)
    marked = (unicodedata.normalize("NFD", character) for character in set(joined))
    steps = (unicodedata.normalize("NFC", one[:end]) for one in marked for end in range(len(one)))
    return set(text).union(joined, parts, _RING, _KHMER_LEFT, *steps)


def _files(family: str) -> list[tuple[str, str]]:
    regular, bold = FONT_FILES[family]
    return [(regular, "normal"), (bold, "bold")] if regular != bold else [(regular, "normal")]


def _face(family: str, file: str, weight: str, characters: set[str]) -> str:
    wanted = uharfbuzz.SubsetInput()
    wanted.unicode_set.set({ord(character) for character in characters})
    blob = uharfbuzz.Blob.from_file_path(str(resource("fonts", file)))
    data = uharfbuzz.subset(uharfbuzz.Face(blob), wanted).blob.data
    written = base64.b64encode(data).decode("ascii")
    return (
        f"@font-face{{font-family:'{family}';font-weight:{weight};"
        f"src:url(data:font/sfnt;base64,{written})}}"
    )
