"""Many plain texts at once: which of them stand in one line as they are, and how wide they are.

The names of a large chart are mostly short and in letters of ASCII. In those Noto Sans only kerns
pairs, so that a width is the sum of what each letter adds after the one before it: the same
number as HarfBuzz gives, without shaping each name. The one exception, ligatures of more than two
letters ("ffi"), is left to HarfBuzz, as is everything else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from iwtlink.chart.text.metrics import units_of, units_per_em

Indexes = NDArray[np.int64]
_CODES = 128
_FIRST, _LAST = 32, 126
"""The characters of ASCII that print."""
_SPACE, _KEPT_SPACE, _F = 32, 0xA0, ord("f")
_UNKNOWN = np.iinfo(np.int64).min


@dataclass(frozen=True, slots=True)
class PlainTexts:
    """Which of n texts are plain, and the plain ones with their widths."""

    is_plain: NDArray[np.bool_]
    """(n,) one line at most, as it is; an empty text is plain and has none."""
    widths: NDArray[np.float64]
    """(n,) in parts of the font's size; 0 for those that are not plain."""
    is_spaced: NDArray[np.bool_]
    """(n,) holds a no-break space, to be drawn as a plain one."""


def plain_texts(texts: Sequence[str], characters: int, bold: bool) -> PlainTexts:
    """Find the texts of at most so many characters that need neither breaking nor shaping."""
    count, em = len(texts), units_per_em(bold)
    if not em:
        none = np.zeros(count, bool)
        return PlainTexts(none, np.zeros(count), none)
    lengths = np.fromiter(map(len, texts), np.int64, count)
    ends = np.cumsum(lengths)
    starts = ends - lengths
    joined = "".join(texts).encode("utf-32-le", "surrogatepass")
    codes = np.frombuffer(joined, np.uint32).astype(np.int64)
    is_kept = codes == _KEPT_SPACE
    spaced = _any(is_kept, starts, ends)
    codes[is_kept] = _SPACE
    is_plain = (lengths <= characters) & ~_any(_is_hard(codes, starts, lengths), starts, ends)
    inside = np.repeat(is_plain, lengths)
    steps = np.zeros(len(codes), np.int64)
    steps[inside] = _steps(codes, starts[lengths > 0], inside, bold)
    return PlainTexts(is_plain, _sums(steps, starts, ends) / em, spaced)


def _is_hard(codes: Indexes, starts: Indexes, lengths: Indexes) -> NDArray[np.bool_]:
    """Mark the characters for which a text is left to the wrapping and to HarfBuzz.

    Those beyond ASCII, spaces at either end or behind a space, and an "f" before another.
    """
    hard = (codes < _FIRST) | (codes > _LAST)
    is_space = codes == _SPACE
    twice = is_space | (codes == _F)
    hard[:-1] |= twice[:-1] & (codes[1:] == codes[:-1])
    some = lengths > 0
    first, last = starts[some], (starts + lengths - 1)[some]
    hard[first] |= is_space[first]
    hard[last] |= is_space[last]
    return hard


def _steps(codes: Indexes, firsts: Indexes, inside: NDArray[np.bool_], bold: bool) -> Indexes:
    """Give what each character of plain texts adds to the width, in units of the font."""
    before = np.zeros(len(codes), np.int64)
    before[1:] = codes[:-1]
    before[firsts] = 0
    keys = (before * _CODES + codes)[inside]
    table = _tables()[bold]
    met = np.flatnonzero(np.bincount(keys, minlength=1))
    for key in met[table[met] == _UNKNOWN].tolist():
        table[key] = _added(key // _CODES, key % _CODES, bold)
    added: Indexes = table[keys]
    return added


@cache
def _tables() -> tuple[Indexes, Indexes]:
    """Give the widths known so far, plain and bold, by letter before (0: none) and letter."""
    return np.full(_CODES * _CODES, _UNKNOWN), np.full(_CODES * _CODES, _UNKNOWN)


def _added(before: int, code: int, bold: bool) -> int:
    if not before:
        return units_of(chr(code), bold)
    return units_of(chr(before) + chr(code), bold) - units_of(chr(before), bold)


def _any(marks: NDArray[np.bool_], starts: Indexes, ends: Indexes) -> NDArray[np.bool_]:
    """Tell which texts have a marked character."""
    if not marks.any():
        return np.zeros(len(starts), bool)
    return _sums(marks, starts, ends) > 0


def _sums(values: NDArray[np.generic], starts: Indexes, ends: Indexes) -> Indexes:
    """Give the sum over the characters of each text."""
    summed = np.zeros(len(values) + 1, np.int64)
    np.cumsum(values, out=summed[1:])
    return summed[ends] - summed[starts]
