"""The legend of a chart: the signs that are on it, or rows kept with it, laid out in a box."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from iwtlink.chart.beside.docking import docked, place_of
from iwtlink.chart.beside.signs import Sign, signs_on, stated_signs, telling
from iwtlink.chart.display import Display
from iwtlink.chart.parts import Legend, LegendRow
from iwtlink.chart.rules.rule import Rule
from iwtlink.chart.text.lines import LINK, NAME, TextBlock, TextLines, shifted
from iwtlink.chart.text.setting import stack_lines
from iwtlink.i18n import tr
from iwtlink.ontology import Ontology
from iwtlink.store.charts.content import ChartContent

SAMPLE_PX = 24.0
_PADDING_PX, _GAP_PX, _ROW_PX = 10.0, 8.0, 26.0
_HEADING = TextBlock(12.0, True, 40, 1, NAME)
_WORDS = TextBlock(11.0, False, 34, 2, LINK)
_MOST_COLUMNS = 6


def with_legend(
    display: Display, content: ChartContent, ontology: Ontology, rules: Sequence[Rule]
) -> Display:
    """Give the display with its legend, where the chart's options ask for one.

    ``options.legend`` may hold ``rows`` (else all signs on the chart; see ``signs``), ``title``,
    ``shape`` (tall, wide or square) and ``place``: a side of the chart or the top left corner as
    x, y. Empty: no legend.
    """
    stated = content.options.legend
    if not stated or not len(display.positions):
        return display
    signs = signs_on(display, content, ontology, rules)
    rows = stated.get("rows")
    if isinstance(rows, (list, tuple)):
        signs = stated_signs(rows, signs)
    if display.style.is_mono:
        signs = tuple(telling(signs))
    dock, corner = place_of(stated, "right")
    legend = _laid_out(
        signs, str(stated.get("title", "")) or tr("Legend"), str(stated.get("shape", "tall"))
    )
    box = (*corner, corner[0] + legend.box[2], corner[1] + legend.box[3])
    return docked(replace(display, legend=replace(legend, box=box, dock=dock)))


def with_rows(display: Display, rows: Sequence[LegendRow]) -> Display:
    """Give the display with some rows of its legend only; without a legend where none is left."""
    legend = display.legend
    if legend is None or len(rows) == len(legend.rows):
        return display
    if not rows:
        return docked(replace(display, legend=None))
    signs = [
        Sign("text", "", row.words, row.sample, row.name, row.colour, row.dash, row.width_px)
        for row in rows
    ]
    shape = str(display.content.options.legend.get("shape", "tall"))
    fresh = _laid_out(signs, heading_of(legend), shape)
    corner = legend.box[0:2]
    box = (*corner, corner[0] + fresh.box[2], corner[1] + fresh.box[3])
    return docked(replace(display, legend=replace(fresh, box=box, dock=legend.dock)))


def heading_of(legend: Legend) -> str:
    """Give what stands above the rows of a legend."""
    return " ".join(legend.text.texts[legend.text.starts[0] : legend.text.starts[1]])


def _laid_out(signs: Sequence[Sign], title: str, shape: str) -> Legend:
    """Give a legend with its corner at 0, 0: rows from top to bottom, column by column."""
    text = stack_lines(
        [((title, _HEADING),), *(((sign.words, _WORDS),) for sign in signs)], top=0.0
    )
    size = text.boxes[:, 2:4] - text.boxes[:, 0:2]
    columns = _columns(len(signs), shape)
    per_column = -(-len(signs) // columns)
    rank = np.arange(len(signs))
    column, row = rank // max(per_column, 1), rank % max(per_column, 1)
    row_px = max(_ROW_PX, float(size[1:, 1].max(initial=0.0)) + 4.0)
    column_px = SAMPLE_PX + _GAP_PX + float(size[1:, 0].max(initial=0.0)) + 2 * _GAP_PX
    head = _PADDING_PX + float(size[0, 1]) + _GAP_PX / 2
    left = _PADDING_PX + column * column_px
    middle = head + (row + 0.5) * row_px
    wide = max(2 * _PADDING_PX + size[0, 0], _PADDING_PX + columns * column_px)
    return Legend(
        box=(0.0, 0.0, float(wide), float(head + per_column * row_px + _PADDING_PX)),
        rows=tuple(
            LegendRow(
                sample=sign.sample,
                name=sign.picture,
                colour=sign.colour,
                dash=sign.dash,
                width_px=sign.width_px,
                words=sign.words,
                centre=(float(x) + SAMPLE_PX / 2, float(y)),
            )
            for sign, x, y in zip(signs, left, middle, strict=True)
        ),
        sample_px=SAMPLE_PX,
        text=_set_beside(text, size, left + SAMPLE_PX + _GAP_PX, middle),
        dock="",
    )


def _columns(rows: int, shape: str) -> int:
    if shape == "wide":
        return max(1, min(rows, _MOST_COLUMNS))
    return max(1, round((rows / 4) ** 0.5)) if shape == "square" else 1


def _set_beside(
    text: TextLines,
    size: NDArray[np.floating[Any]],
    left: NDArray[np.floating[Any]],
    middle: NDArray[np.floating[Any]],
) -> TextLines:
    """Give the words with their left edges at ``left``, their middles at ``middle``."""
    x = np.concatenate(([_PADDING_PX], left)) + size[:, 0] / 2
    y = np.concatenate(([_PADDING_PX], middle - size[1:, 1] / 2))
    placed = shifted(text, np.column_stack((x, y)))
    offsets = placed.offsets.copy()
    first = np.concatenate(([_PADDING_PX], left))
    offsets[:, 0] = first[placed.owners]
    return replace(placed, offsets=offsets)
