"""Lines of text with their places: what stands under an icon or in the middle of a link."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class TextBlock:
    """One kind of text of a label: its size, weight and how it wraps."""

    size_px: float
    is_bold: bool
    characters: int
    lines: int
    role: int
    """Which text colour: ``NAME``, ``SCRIPT``, ``LINK``, ``ATTRIBUTE`` or ``DESCRIPTION``."""
    is_italic: bool = False
    colour: int = 0
    """0: that of the role."""
    is_underlined: bool = False
    is_struck: bool = False
    ground: int = 0
    """Behind the words; 0 for none."""


Blocks = Sequence[tuple[str, TextBlock]]
"""The texts of one item from top to bottom."""
NAME, SCRIPT, LINK, ATTRIBUTE, DESCRIPTION = range(5)


UNDER_EM, THROUGH_EM, STROKE_EM = 0.12, -0.27, 0.06
"""How far below the baseline the lines under and through words stand, and how thick they are,
in sizes of the letters."""


@dataclass(frozen=True, slots=True)
class Dress:
    """What is drawn with L lines of text: lines under and through them, a ground behind."""

    is_underlined: NDArray[np.bool_]
    is_struck: NDArray[np.bool_]
    grounds: NDArray[np.uint32]
    """(L,) 0 for none."""

    def of(self, rows: NDArray[np.int64]) -> Dress:
        """Give the dress of some lines, in their order."""
        return Dress(self.is_underlined[rows], self.is_struck[rows], self.grounds[rows])


@dataclass(frozen=True, slots=True)
class TextLines:
    """L lines of text that belong to items (entities, or drawn links), sorted by item.

    Lines of item i are ``texts[starts[i]:starts[i+1]]``; their place is relative to the item's
    anchor, so that moving an item leaves this untouched.
    """

    texts: list[str]
    owners: NDArray[np.int32]
    """(L,) item of each line."""
    starts: NDArray[np.int32]
    """(items + 1,)"""
    offsets: NDArray[np.float64]
    """(L, 2) left end of the baseline, relative to the anchor."""
    sizes: NDArray[np.float64]
    """(L, 2) width and height."""
    ascents: NDArray[np.float64]
    """(L,) height above the baseline: top = offset y - ascent."""
    font_px: NDArray[np.float64]
    is_bold: NDArray[np.bool_]
    roles: NDArray[np.uint8]
    """``NAME``, ``SCRIPT``, ``LINK``, ``ATTRIBUTE`` or ``DESCRIPTION``: which text colour."""
    is_italic: NDArray[np.bool_]
    colours: NDArray[np.uint32]
    """(L,) 0 where the colour of the role is used."""
    boxes: NDArray[np.float64]
    """(items, 4) left, top, right, bottom of all lines of an item, relative to its anchor;
    zeros where it has none."""
    dress: Dress | None = None
    """None: nothing is drawn but the words."""


def dress_of(lines: TextLines, rows: NDArray[np.int64]) -> Dress | None:
    """Give what is drawn with some of the lines."""
    return None if lines.dress is None else lines.dress.of(rows)


def undressed(lines: TextLines, is_plain: NDArray[np.bool_]) -> TextLines:
    """Give the lines without a ground where their item ``is_plain`` (items,)."""
    if lines.dress is None:
        return lines
    grounds = np.where(is_plain[lines.owners], np.uint32(0), lines.dress.grounds)
    return replace(lines, dress=replace(lines.dress, grounds=grounds))


def repeated(lines: TextLines, items: NDArray[np.int64]) -> TextLines:
    """Give the lines of ``items`` (indexes, any of them any number of times), in that order."""
    first = lines.starts[items].astype(np.int64)
    counts = lines.starts[items + 1].astype(np.int64) - first
    starts = np.concatenate(([0], np.cumsum(counts)))
    rows = np.arange(starts[-1]) - np.repeat(starts[:-1] - first, counts)
    return TextLines(
        texts=[lines.texts[row] for row in rows.tolist()],
        owners=np.repeat(np.arange(len(items), dtype=np.int32), counts),
        starts=starts.astype(np.int32),
        offsets=lines.offsets[rows],
        sizes=lines.sizes[rows],
        ascents=lines.ascents[rows],
        font_px=lines.font_px[rows],
        is_bold=lines.is_bold[rows],
        roles=lines.roles[rows],
        is_italic=lines.is_italic[rows],
        colours=lines.colours[rows],
        boxes=lines.boxes[items],
        dress=dress_of(lines, rows),
    )


def only_of(lines: TextLines, items: NDArray[np.int64]) -> TextLines:
    """Give the lines with the others' texts left out: they have none."""
    is_kept = np.zeros(len(lines.boxes), bool)
    is_kept[items] = True
    rows = np.flatnonzero(is_kept[lines.owners])
    counts = np.where(is_kept, np.diff(lines.starts), 0)
    return TextLines(
        texts=[lines.texts[row] for row in rows.tolist()],
        owners=lines.owners[rows],
        starts=np.concatenate(([0], np.cumsum(counts))).astype(np.int32),
        offsets=lines.offsets[rows],
        sizes=lines.sizes[rows],
        ascents=lines.ascents[rows],
        font_px=lines.font_px[rows],
        is_bold=lines.is_bold[rows],
        roles=lines.roles[rows],
        is_italic=lines.is_italic[rows],
        colours=lines.colours[rows],
        boxes=np.where(is_kept[:, None], lines.boxes, 0.0),
        dress=dress_of(lines, rows),
    )


def shifted(lines: TextLines, shifts: NDArray[np.float64]) -> TextLines:
    """Give the lines with those of each item drawn elsewhere by its shift: (items, 2)."""
    has_text = (np.diff(lines.starts) > 0)[:, None]
    return replace(
        lines,
        offsets=lines.offsets + shifts[lines.owners],
        boxes=lines.boxes + np.where(has_text, np.tile(shifts, 2), 0.0),
    )
