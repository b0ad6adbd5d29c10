"""Setting labels: from texts to measured lines below each other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from iwtlink.chart.text.lines import Blocks, Dress, TextBlock, TextLines
from iwtlink.chart.text.metrics import Extent, measure
from iwtlink.chart.text.plain import PlainTexts, plain_texts
from iwtlink.chart.text.wrapping import wrapped

_MANY = 1000
"""Fewer labels than this are set one by one."""


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
    """Set labels as ``stack_lines`` does: plain ones of a large chart all at once."""
    setter = _Setter(labels.count)
    singly: Iterable[int] = range(labels.count)
    if labels.columns and labels.count >= _MANY:
        singly = setter.add_columns(labels)
    for item in singly:
        own = labels.own.get(item)
        if own is None:
            own = [(texts[item], block) for texts, block in labels.columns]
        setter.add_item(item, own)
    return setter.stacked(top, centred)


@dataclass(frozen=True, slots=True)
class _Rows:
    """Broken and measured lines."""

    texts: list[str]
    owners: NDArray[np.int64]
    widths: NDArray[np.float64]
    ascents: NDArray[np.float64]
    descents: NDArray[np.float64]
    kinds: NDArray[np.int64]


class _Setter:
    """Gathers the lines of a number of items."""

    def __init__(self, items: int) -> None:
        self.items = items
        self.texts: list[str] = []
        self.owners: list[int] = []
        self.extents: list[Extent] = []
        self.kinds: list[int] = []
        self.blocks: list[TextBlock] = []
        self.rows: list[_Rows] = []
        self._numbers: dict[int, int] = {}

    def add_item(self, item: int, blocks: Blocks) -> None:
        """Add the lines of an item; items come in order."""
        for text, block in blocks:
            if not text:
                continue
            kind = self._number(block)
            for line in wrapped(text, block.characters, block.lines):
                self.texts.append(line)
                self.owners.append(item)
                self.extents.append(measure(line, block.size_px, block.is_bold))
                self.kinds.append(kind)

    def add_columns(self, labels: Labels) -> Iterable[int]:
        """Add the lines of all items whose texts are plain; give the others."""
        found = [
            plain_texts(texts, block.characters, block.is_bold) for texts, block in labels.columns
        ]
        is_plain = np.logical_and.reduce([one.is_plain for one in found])
        is_plain[list(labels.own)] = False
        for (texts, block), plain in zip(labels.columns, found, strict=True):
            items = np.flatnonzero(is_plain & (plain.widths > 0))
            if len(items):
                self.rows.append(self._plain_rows(texts, block, plain, items))
        return np.flatnonzero(~is_plain).tolist()

    def _plain_rows(
        self, texts: Sequence[str], block: TextBlock, plain: PlainTexts, items: NDArray[np.int64]
    ) -> _Rows:
        own = texts if len(items) == len(texts) else [texts[item] for item in items.tolist()]
        if plain.is_spaced.any():
            own = [text.replace("\u00a0", " ") for text in own]
        extent = measure("", block.size_px, block.is_bold)
        return _Rows(
            texts=list(own),
            owners=items,
            widths=plain.widths[items] * block.size_px,
            ascents=np.full(len(items), extent.ascent),
            descents=np.full(len(items), extent.descent),
            kinds=np.full(len(items), self._number(block)),
        )

    def _number(self, block: TextBlock) -> int:
        number = self._numbers.get(id(block))
        if number is None:
            number = self._numbers[id(block)] = len(self.blocks)
            self.blocks.append(block)  # kept, so that no other block gets its id
        return number

    def _gathered(self) -> _Rows:
        """Give all lines in the order of their items."""
        singly = _Rows(
            texts=self.texts,
            owners=np.array(self.owners, np.int64),
            widths=np.array([one.width for one in self.extents], np.float64),
            ascents=np.array([one.ascent for one in self.extents], np.float64),
            descents=np.array([one.descent for one in self.extents], np.float64),
            kinds=np.array(self.kinds, np.int64),
        )
        parts = [*self.rows, singly] if self.texts else self.rows
        return _joined(parts) if len(parts) > 1 else (parts or [singly])[0]

    def stacked(self, top: float, centred: bool) -> TextLines:
        """Give all lines with their places."""
        rows, blocks = self._gathered(), self.blocks
        counts = np.bincount(rows.owners, minlength=self.items)
        heights = rows.ascents + rows.descents
        starts = np.concatenate(([0], np.cumsum(counts)))
        below = np.concatenate(([0.0], np.cumsum(heights)))
        total = below[starts[1:]] - below[starts[:-1]]
        first = -total / 2 if centred else np.full(len(counts), top)
        tops = below[:-1] - below[starts[:-1]][rows.owners] + first[rows.owners]
        half = np.zeros(len(counts))
        np.maximum.at(half, rows.owners, rows.widths / 2)
        boxes = np.column_stack((-half, first, half, first + total))
        boxes[counts == 0] = 0.0
        return TextLines(
            texts=rows.texts,
            owners=rows.owners.astype(np.int32),
            starts=starts.astype(np.int32),
            offsets=np.column_stack((-rows.widths / 2, tops + rows.ascents)),
            sizes=np.column_stack((rows.widths, heights)),
            ascents=rows.ascents,
            font_px=np.array([block.size_px for block in blocks], np.float64)[rows.kinds],
            is_bold=np.array([block.is_bold for block in blocks], bool)[rows.kinds],
            roles=np.array([block.role for block in blocks], np.uint8)[rows.kinds],
            is_italic=np.array([block.is_italic for block in blocks], bool)[rows.kinds],
            colours=np.array([block.colour for block in blocks], np.uint32)[rows.kinds],
            boxes=boxes,
            dress=_dress(blocks, rows.kinds),
        )


def _dress(blocks: Sequence[TextBlock], kinds: NDArray[np.int64]) -> Dress | None:
    """Give what is drawn with lines of some kinds; None where that is nothing."""
    if not any(one.is_underlined or one.is_struck or one.ground for one in blocks):
        return None
    return Dress(
        is_underlined=np.array([one.is_underlined for one in blocks], bool)[kinds],
        is_struck=np.array([one.is_struck for one in blocks], bool)[kinds],
        grounds=np.array([one.ground for one in blocks], np.uint32)[kinds],
    )


def _joined(parts: Sequence[_Rows]) -> _Rows:
    """Give the lines of all parts by item, those of one item in the order of the parts."""
    owners = np.concatenate([one.owners for one in parts])
    order = np.argsort(owners, kind="stable")
    texts = [text for one in parts for text in one.texts]
    return _Rows(
        texts=[texts[row] for row in order.tolist()],
        owners=owners[order],
        widths=np.concatenate([one.widths for one in parts])[order],
        ascents=np.concatenate([one.ascents for one in parts])[order],
        descents=np.concatenate([one.descents for one in parts])[order],
        kinds=np.concatenate([one.kinds for one in parts])[order],
    )
