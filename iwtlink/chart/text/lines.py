"""Lines of text with their places: what stands under an icon or in the middle of a link."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

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


def stack_lines(
    labels: Sequence[Sequence[tuple[str, TextBlock]]], *, top: float, centred: bool = False
) -> TextLines:
    """Set the blocks of each item below each other, every line centred on the anchor.

    The first line's top is ``top`` below the anchor; ``centred`` puts the middle of all lines
    on the anchor instead.
    """
    texts: list[str] = []
    owners: list[int] = []
    rows: list[tuple[float, float, float, float, float, float, bool, int, bool, int]] = []
    starts = np.zeros(len(labels) + 1, np.int32)
    boxes = np.zeros((len(labels), 4))
    for item, blocks in enumerate(labels):
        first, y, widest = len(rows), top, 0.0
        for text, block in blocks:
            for line in wrapped(text, block.characters, block.lines):
                extent = measure(line, block.size_px, block.is_bold)
                height = extent.ascent + extent.descent
                rows.append(
                    (
                        -extent.width / 2,
                        y + extent.ascent,
                        extent.width,
                        height,
                        extent.ascent,
                        block.size_px,
                        block.is_bold,
                        block.role,
                        block.is_italic,
                        block.colour,
                    )
                )
                texts.append(line)
                owners.append(item)
                y += height
                widest = max(widest, extent.width)
        starts[item + 1] = len(rows)
        if len(rows) > first:
            shift = -(y - top) / 2 - top if centred else 0.0
            boxes[item] = (-widest / 2, top + shift, widest / 2, y + shift)
            if shift:
                rows[first:] = [(row[0], row[1] + shift, *row[2:]) for row in rows[first:]]
    table = np.array(rows, np.float64).reshape(-1, 10)
    return TextLines(
        texts=texts,
        owners=np.array(owners, np.int32),
        starts=starts,
        offsets=table[:, 0:2].copy(),
        sizes=table[:, 2:4].copy(),
        ascents=table[:, 4].copy(),
        font_px=table[:, 5].copy(),
        is_bold=table[:, 6].astype(bool),
        roles=table[:, 7].astype(np.uint8),
        is_italic=table[:, 8].astype(bool),
        colours=table[:, 9].astype(np.uint32),
        boxes=boxes,
    )
