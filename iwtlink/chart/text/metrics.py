"""How wide chart text is, measured with the vendored fonts and without Qt.

A text is cut into runs of one font (Noto Sans, then the fonts for Lao, Thai, Khmer, Burmese,
Chinese), each run is shaped by HarfBuzz, and the advances are added up. What no vendored font
has is given a generous width, so that nothing is drawn wider than it was measured.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

import uharfbuzz

from iwtlink.paths import resource

FONT_FAMILIES = (
    "Noto Sans",
    "Noto Sans Lao",
    "Noto Sans Thai",
    "Noto Sans Khmer",
    "Noto Sans Myanmar",
    "Noto Sans CJK SC",
)
"""The vendored families in the order in which they are tried for a character."""

FONT_FILES = {
    "Noto Sans": ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf"),
    "Noto Sans Lao": ("NotoSansLao-Regular.ttf", "NotoSansLao-Bold.ttf"),
    "Noto Sans Thai": ("NotoSansThai-Regular.ttf", "NotoSansThai-Bold.ttf"),
    "Noto Sans Khmer": ("NotoSansKhmer-Regular.ttf", "NotoSansKhmer-Bold.ttf"),
    "Noto Sans Myanmar": ("NotoSansMyanmar-Regular.ttf", "NotoSansMyanmar-Bold.ttf"),
    "Noto Sans CJK SC": ("NotoSansCJKsc-Regular.otf", "NotoSansCJKsc-Regular.otf"),
}
"""Regular and bold file of each family, in ``resources/fonts``. Chinese comes in one weight:
emboldening it adds no width."""

_UNKNOWN_EM = 1.35
"""Width assumed for a character none of our fonts has: a wide emoji of a system font."""
_USUAL_EM = (1.07, 0.29)
"""Height above and below the baseline where the font is missing: those of Noto Sans."""
_MISSING = -1
_ISOLATES = ("LRI", "RLI", "FSI")


@dataclass(frozen=True, slots=True)
class Extent:
    """Size of one line of text: width, and height above and below the baseline."""

    width: float
    ascent: float
    descent: float


@dataclass(frozen=True, slots=True)
class _Face:
    font: uharfbuzz.Font | None
    """None where the file is missing: then it has no characters."""
    em: float
    ascent: float
    descent: float
    characters: frozenset[int]


@lru_cache(maxsize=200_000)
def measure(text: str, size_px: float, bold: bool = False) -> Extent:
    """Give the extent of one line of ``text`` at a font size in pixels. Cached."""
    plain = _face(0, bold)
    width, ascent, descent = 0.0, plain.ascent, plain.descent
    for family, run in _runs(text):
        if family == _MISSING:
            width += _UNKNOWN_EM * _clusters(run)
            continue
        face = _face(family, bold)
        if face.font is None:
            width += _UNKNOWN_EM * _clusters(run)
            continue
        width += _shaped_width(face.font, run) / face.em
        ascent, descent = max(ascent, face.ascent), max(descent, face.descent)
    return Extent(width * size_px, ascent * size_px, descent * size_px)


def is_vendored(text: str) -> bool:
    """Whether our fonts have every letter of a text: its width is then measured, not assumed."""
    return all(family != _MISSING for family, _ in _runs(text))


def reads_from_right(text: str) -> bool:
    """Whether a line of text runs from the right, as its first letter does.

    Rules P2 and P3 of the Unicode bidirectional algorithm (UAX #9): letters between isolates
    are passed over.
    """
    depth = 0
    for kind in map(unicodedata.bidirectional, text):
        if kind in _ISOLATES:
            depth += 1
        elif kind == "PDI":
            depth = max(0, depth - 1)
        elif not depth and kind in ("L", "R", "AL"):
            return kind != "L"
    return False


def units_of(text: str, bold: bool) -> int:
    """Give the width of a text that Noto Sans has all letters of, in units of that font."""
    font = _face(0, bold).font
    return round(_shaped_width(font, text)) if font is not None else 0


def units_per_em(bold: bool) -> float:
    """Give how many units of Noto Sans the font's size is; 0 where the font is missing."""
    face = _face(0, bold)
    return face.em if face.font is not None else 0.0


def families_of(text: str) -> tuple[str, ...]:
    """Give the vendored families a text needs, in the order of their first use."""
    found = dict.fromkeys(family for family, _ in _runs(text) if family != _MISSING)
    return tuple(FONT_FAMILIES[family] for family in found)


def _runs(text: str) -> Iterator[tuple[int, str]]:
    """Cut a text into runs of one font: a mark or space stays with the run it follows."""
    start, current = 0, _MISSING
    for position, character in enumerate(text):
        family = _family(character)
        if position and (_joins(character) or family == current):
            continue
        if position > start:
            yield current, text[start:position]
        start, current = position, family
    if text:
        yield current, text[start:]


def _joins(character: str) -> bool:
    """Whether a character has to stay with the one before it, in that one's font."""
    return character in "\u200c\u200d\ufe0e\ufe0f" or unicodedata.category(character) in (
        "Mn",
        "Me",
    )


@lru_cache(maxsize=65_536)
def _family(character: str) -> int:
    code = ord(character)
    for family in range(len(FONT_FAMILIES)):
        if code in _face(family, False).characters:
            return family
    return _MISSING


def _clusters(text: str) -> int:
    return sum(not _joins(character) for character in text)


def _shaped_width(font: uharfbuzz.Font, text: str) -> float:
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    uharfbuzz.shape(font, buffer)
    return float(sum(position.x_advance for position in buffer.glyph_positions))


@cache
def _face(family: int, bold: bool) -> _Face:
    file = FONT_FILES[FONT_FAMILIES[family]][bold]
    try:
        face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(resource("fonts", file))))
    except uharfbuzz.HarfBuzzError:  # a damaged installation still draws, with other fonts
        return _Face(None, 1000.0, *_USUAL_EM, frozenset())
    font = uharfbuzz.Font(face)
    extents = font.get_font_extents("ltr")
    em = float(face.upem)
    return _Face(
        font=font,
        em=em,
        ascent=extents.ascender / em,
        descent=-extents.descender / em,
        characters=frozenset(face.unicodes),
    )
