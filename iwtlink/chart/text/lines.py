"""Lines of text with their places: what stands under an icon or in the middle of a link."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

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
class Labels:
    """The texts of n items: columns of texts that all have, and items with texts of their own."""

    columns: Sequence[tuple[Sequence[str], TextBlock]]
    """From top to bottom; each holds n texts, empty where an item has none."""
    own: Mapping[int, Blocks]
    """By item, instead of the columns."""
    count: int


def stack_lines(labels: Sequence[Blocks], *, top: float, centred: bool = False) -> TextLines:
    """Set the blocks of each item below each other, every line centred on the anchor.

    The first line's top is ``top`` below the anchor; ``centred`` puts the middle of all lines
    on the anchor instead.
    """
    return stack_labels(Labels((), dict(enumerate(labels)), len(labels)), top=top, centred=centred)


def stack_labels(labels: Labels, *, top: float, centred: bool = False) -> TextLines:
    """Set labels as ``stack_lines`` does: without an object for each of many plain items."""
    setter = _Setter()
    if not labels.columns:
        for item in range(labels.count):
            setter.add_item(labels.own.get(item, ()))
    else:
        blocks = [block for _, block in labels.columns]
        for item, texts in enumerate(zip(*(texts for texts, _ in labels.columns), strict=True)):
            if item in labels.own:
                setter.add_item(labels.own[item])
            else:
                setter.add_item(zip(texts, blocks, strict=True))
    return setter.stacked(top, centred)


class _Setter:
    """Broken and measured lines, gathered item by item."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.widths: list[float] = []
        self.ascents: list[float] = []
        self.descents: list[float] = []
        self.kinds: list[int] = []
        self.counts: list[int] = []
        self.blocks: list[TextBlock] = []
        self._numbers: dict[int, int] = {}

    def add_item(self, blocks: Iterable[tuple[str, TextBlock]]) -> None:
        """Add the lines of the next item."""
        before = len(self.texts)
        for text, block in blocks:
            if not text:
                continue
            kind = self._number(block)
            for line in wrapped(text, block.characters, block.lines):
                extent = measure(line, block.size_px, block.is_bold)
                self.texts.append(line)
                self.widths.append(extent.width)
                self.ascents.append(extent.ascent)
                self.descents.append(extent.descent)
                self.kinds.append(kind)
        self.counts.append(len(self.texts) - before)

    def _number(self, block: TextBlock) -> int:
        number = self._numbers.get(id(block))
        if number is None:
            number = self._numbers[id(block)] = len(self.blocks)
            self.blocks.append(block)  # kept, so that no other block gets its id
        return number

    def stacked(self, top: float, centred: bool) -> TextLines:
        """Give all lines with their places."""
        counts = np.array(self.counts, np.int64)
        widths, ascents = np.array(self.widths, np.float64), np.array(self.ascents, np.float64)
        heights = ascents + np.array(self.descents, np.float64)
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
        kinds, blocks = np.array(self.kinds, np.int64), self.blocks
        return TextLines(
            texts=self.texts,
            owners=owners,
            starts=starts.astype(np.int32),
            offsets=np.column_stack((-widths / 2, tops + ascents)),
            sizes=np.column_stack((widths, heights)),
            ascents=ascents,
            font_px=np.array([block.size_px for block in blocks], np.float64)[kinds],
            is_bold=np.array([block.is_bold for block in blocks], bool)[kinds],
            roles=np.array([block.role for block in blocks], np.uint8)[kinds],
            is_italic=np.array([block.is_italic for block in blocks], bool)[kinds],
            colours=np.array([block.colour for block in blocks], np.uint32)[kinds],
            boxes=boxes,
        )


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
    )


def shifted(lines: TextLines, shifts: NDArray[np.float64]) -> TextLines:
    """Give the lines with those of each item drawn elsewhere by its shift: (items, 2)."""
    has_text = (np.diff(lines.starts) > 0)[:, None]
    return replace(
        lines,
        offsets=lines.offsets + shifts[lines.owners],
        boxes=lines.boxes + np.where(has_text, np.tile(shifts, 2), 0.0),
    )
