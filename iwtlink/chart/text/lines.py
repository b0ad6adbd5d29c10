"""Lines of text with their places: what stands under an icon or in the middle of a link."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from iwtlink.chart.text.metrics import measure
from iwtlink.chart.text.wrapping import wrapped


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


Blocks = Sequence[tuple[str, TextBlock]]
"""The texts of one item from top to bottom."""
NAME, SCRIPT, LINK, ATTRIBUTE, DESCRIPTION = range(5)


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


@dataclass(frozen=True, slots=True)
class _Line:
    """One broken and measured line."""

    text: str
    width: float
    height: float
    ascent: float
    block: TextBlock


@lru_cache(maxsize=100_000)
def _set(text: str, block: TextBlock) -> tuple[_Line, ...]:
    """Break and measure a text."""
    lines = wrapped(text, block.characters, block.lines)
    extents = [measure(line, block.size_px, block.is_bold) for line in lines]
    return tuple(
        _Line(line, extent.width, extent.ascent + extent.descent, extent.ascent, block)
        for line, extent in zip(lines, extents, strict=True)
    )


def stack_lines(labels: Sequence[Blocks], *, top: float, centred: bool = False) -> TextLines:
    """Set the blocks of each item below each other, every line centred on the anchor.

    The first line's top is ``top`` below the anchor; ``centred`` puts the middle of all lines
    on the anchor instead.
    """
    lines: list[_Line] = []
    counts = np.zeros(len(labels), np.int64)
    for item, blocks in enumerate(labels):
        before = len(lines)
        for text, block in blocks:
            if text:
                lines += _set(text, block)
        counts[item] = len(lines) - before
    return _stacked(lines, counts, top, centred)


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
    )


def shifted(lines: TextLines, shifts: NDArray[np.float64]) -> TextLines:
    """Give the lines with those of each item drawn elsewhere by its shift: (items, 2)."""
    has_text = (np.diff(lines.starts) > 0)[:, None]
    return replace(
        lines,
        offsets=lines.offsets + shifts[lines.owners],
        boxes=lines.boxes + np.where(has_text, np.tile(shifts, 2), 0.0),
    )


def _stacked(lines: list[_Line], counts: NDArray[np.int64], top: float, centred: bool) -> TextLines:
    widths = np.array([line.width for line in lines], np.float64)
    heights = np.array([line.height for line in lines], np.float64)
    ascents = np.array([line.ascent for line in lines], np.float64)
    starts = np.concatenate(([0], np.cumsum(counts)))
    owners = np.repeat(np.arange(len(counts), dtype=np.int32), counts)
    below = np.concatenate(([0.0], np.cumsum(heights)))
    total = below[starts[1:]] - below[starts[:-1]]
    first = -total / 2 if centred else np.full(len(counts), top)
    tops = below[:-1] - below[starts[:-1]][owners] + first[owners]
    half = np.zeros(len(counts))
    np.maximum.at(half, owners, widths / 2)
    boxes = np.column_stack((-half, first, half, first + total))
    boxes[counts == 0] = 0.0
    blocks = [line.block for line in lines]
    return TextLines(
        texts=[line.text for line in lines],
        owners=owners,
        starts=starts.astype(np.int32),
        offsets=np.column_stack((-widths / 2, tops + ascents)),
        sizes=np.column_stack((widths, heights)),
        ascents=ascents,
        font_px=np.array([block.size_px for block in blocks], np.float64),
        is_bold=np.array([block.is_bold for block in blocks], bool),
        roles=np.array([block.role for block in blocks], np.uint8),
        is_italic=np.array([block.is_italic for block in blocks], bool),
        colours=np.array([block.colour for block in blocks], np.uint32),
        boxes=boxes,
    )
