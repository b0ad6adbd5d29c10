"""The strip along the top of a sheet: the title block, and beside it the legend in columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from iwtlink.chart.beside.legend import heading_of
from iwtlink.chart.display import Display
from iwtlink.chart.paper.printed import WORDS_PX
from iwtlink.chart.parts import Legend, LegendRow, TitleBlock
from iwtlink.chart.text.lines import LINK, NAME, TextBlock, TextLines, shifted
from iwtlink.chart.text.setting import stack_lines

Floats = NDArray[np.float64]
_GAP_PX = 10.0
"""Between title block and legend, and below both."""
_PADDING_PX, _SAMPLE_PX, _BESIDE_PX, _BETWEEN_PX, _LEADING_PX = 9.0, 17.0, 6.0, 14.0, 3.0
_HEADING = TextBlock(WORDS_PX + 1, True, 30, 2, NAME)
_WORDS = TextBlock(WORDS_PX, False, 26, 3, LINK)
_LEAST_SHARE = 0.4
"""The legend stands beside the title where so much of the width is left; else below it."""


@dataclass(frozen=True, slots=True)
class Strip:
    """Title block and legend as they stand side by side from 0, 0."""

    legend: Legend | None
    block: TitleBlock | None
    height: float
    """With the free room below; 0 where there is neither."""


def strip_of(display: Display, width: float) -> Strip:
    """Give title block and legend of a chart within ``width`` (chart units)."""
    block, legend = display.title_block, display.legend
    left = top = high = 0.0
    if block is not None:
        wide, high = block.box[2] - block.box[0], block.box[3] - block.box[1]
        block = replace(block, box=(0.0, 0.0, wide, high), dock="")
        is_beside = width - wide - _GAP_PX >= _LEAST_SHARE * width
        left, top = (wide + _GAP_PX, 0.0) if is_beside else (0.0, high + _GAP_PX)
    if legend is not None:
        legend = _in_columns(legend, width - left, (left, top))
        high = max(high, legend.box[3])
        legend = replace(legend, box=(*legend.box[:3], high))
        if block is not None and not top:
            block = replace(block, box=(*block.box[:3], high))
    has_any = legend is not None or block is not None
    return Strip(legend, block, high + _GAP_PX if has_any else 0.0)


def with_strip(display: Display, strip: Strip, corner: Sequence[float]) -> Display:
    """Give a chart with the strip above it, its lower left corner at ``corner``."""
    shift = np.tile((corner[0], corner[1] - strip.height), 2)
    legend, block = strip.legend, strip.block
    if legend is not None:
        legend = replace(legend, box=tuple((np.array(legend.box) + shift).tolist()))
    if block is not None:
        block = replace(block, box=tuple((np.array(block.box) + shift).tolist()))
    return replace(display, legend=legend, title_block=block)


def _in_columns(legend: Legend, width: float, corner: tuple[float, float]) -> Legend:
    """Give a legend as low as ``width`` allows: heading and rows column by column."""
    heading = ((heading_of(legend), _HEADING),)
    text = stack_lines([heading, *(((row.words, _WORDS),) for row in legend.rows)], top=0.0)
    sizes = text.boxes[:, 2:4] - text.boxes[:, 0:2]
    heights = np.maximum(sizes[:, 1], _SAMPLE_PX) + _LEADING_PX
    indents = np.where(np.arange(len(sizes)) > 0, _SAMPLE_PX + _BESIDE_PX, 0.0)
    low = float(heights.max())
    for room in np.arange(low, float(heights.sum()) + low, 2.0):
        columns = _columns(heights, float(room))
        wide = [float((sizes[part, 0] + indents[part]).max()) for part in columns]
        needed = sum(wide) + _BETWEEN_PX * (len(wide) - 1) + 2 * _PADDING_PX
        if needed <= width:
            break
    lefts, tops = np.zeros(len(sizes)), np.zeros(len(sizes))
    x = _PADDING_PX
    for part, extent in zip(columns, wide, strict=True):
        lefts[part] = x
        tops[part] = _PADDING_PX + np.cumsum(heights[part]) - heights[part]
        x += extent + _BETWEEN_PX
    middles = tops + heights / 2
    bottom = float((tops + heights).max()) + _PADDING_PX
    return replace(
        legend,
        box=(*corner, corner[0] + max(needed, width), corner[1] + bottom),
        rows=tuple(map(_moved_row, legend.rows, lefts[1:].tolist(), middles[1:].tolist())),
        sample_px=_SAMPLE_PX,
        text=_words_at(text, sizes, lefts + indents, middles),
        dock="",
    )


def _columns(heights: Floats, room: float) -> list[slice]:
    """Give which rows stand in each column of a height."""
    columns: list[slice] = []
    first, used = 0, 0.0
    for row, height in enumerate(heights.tolist()):
        if used + height > room + 1e-6 and row > first:
            columns.append(slice(first, row))
            first, used = row, 0.0
        used += height
    return [*columns, slice(first, len(heights))]


def _moved_row(row: LegendRow, left: float, middle: float) -> LegendRow:
    return replace(row, centre=(left + _SAMPLE_PX / 2, middle))


def _words_at(text: TextLines, sizes: Floats, lefts: Floats, middles: Floats) -> TextLines:
    """Give the words of each row from its left, about its middle."""
    placed = shifted(text, np.column_stack((lefts, middles - sizes[:, 1] / 2)))
    offsets = placed.offsets.copy()
    offsets[:, 0] = lefts[placed.owners]
    return replace(placed, offsets=offsets)
