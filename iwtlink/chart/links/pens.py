"""Pens: colour and width of lines; lines alike lie side by side, so that each pen is set once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from iwtlink.chart.departures import own_lines
from iwtlink.chart.links.bundles import Bundles, reordered
from iwtlink.chart.links.usual import LEAST_PX, MOST_PX, usual_pens
from iwtlink.chart.rules.applying import line_marks
from iwtlink.chart.rules.rule import Rule
from iwtlink.chart.style import ChartStyle, colour_or, within
from iwtlink.store.charts.content import ChartContent


@dataclass(frozen=True, slots=True)
class Penned:
    """Lines sorted by strength, colour and width, so that each pen is one slice."""

    bundles: Bundles
    colours: NDArray[np.uint32]
    """(K,)"""
    widths: NDArray[np.float64]
    """(K,)"""
    starts: NDArray[np.int64]
    """(P + 1,) where each pen's lines start."""
    order: NDArray[np.int64]
    """(K,) where each line stood before it was sorted."""


def penned(
    bundles: Bundles,
    content: ChartContent,
    style: ChartStyle,
    rules: Sequence[Rule],
    inks: tuple[NDArray[np.uint32], NDArray[np.float64]] | None = None,
) -> Penned:
    """Give colour and width of each line: its type's, over them those of rules and by hand.

    ``inks`` are colour and width (K,) of the theme lines that lines are a part of, 0 for none:
    used where their type has none of its own.
    """
    colours, widths = _by_type(bundles, content, style)
    if inks is not None:
        is_plain = (colours == style.colours.link) & (inks[0] > 0)
        colours = np.where(is_plain, inks[0], colours)
        widths = np.where((widths == style.link_width_px) & (inks[1] > 0), inks[1], widths)
    if any(rule.about == "links" for rule in rules):
        marks = line_marks(content, rules, bundles.members, bundles.starts)
        colours = np.where(marks.colours["colour"], marks.colours["colour"], colours)
        ruled = marks.numbers["width"]
        widths = np.where(np.isfinite(ruled), np.clip(ruled, LEAST_PX, MOST_PX), widths)
    if content.link_looks:
        _by_hand(bundles, content, colours, widths)
    colours = np.where(bundles.is_grey, style.colours.grey, colours).astype(np.uint32)
    order = np.lexsort((widths, colours, bundles.strengths))
    bundles, colours, widths = reordered(bundles, order), colours[order], widths[order]
    starts = pen_starts_of(bundles.strengths, colours, widths)
    return Penned(bundles, colours, widths, starts, order)


def _by_type(
    bundles: Bundles, content: ChartContent, style: ChartStyle
) -> tuple[NDArray[np.uint32], NDArray[np.float64]]:
    """Give colour (0xffrrggbb) and width of each line by its type: (K,) each."""
    usual, names = usual_pens(content.options, style), bundles.types.texts
    colours = [usual.colours.get(name, style.colours.link) for name in names]
    widths = [usual.widths.get(name, style.link_width_px) for name in names]
    index = bundles.types.index
    return np.array(colours, np.uint32)[index], np.array(widths, np.float64)[index]


def pen_starts_of(
    strengths: NDArray[np.uint8], colours: NDArray[np.uint32], widths: NDArray[np.float64]
) -> NDArray[np.int64]:
    """Give where each pen's lines start, and their end: (P + 1,)."""
    if not len(strengths):
        return np.zeros(1, np.int64)
    changes = np.zeros(len(strengths) - 1, bool)
    for column in (strengths, colours, widths):
        changes |= column[1:] != column[:-1]
    return np.concatenate(([0], np.flatnonzero(changes) + 1, [len(strengths)]))


def _by_hand(
    bundles: Bundles,
    content: ChartContent,
    colours: NDArray[np.uint32],
    widths: NDArray[np.float64],
) -> None:
    """Put the looks of links on their lines; of several on one line the last that has one."""
    for line, _, look in own_lines(content, bundles.members, bundles.starts):
        if look.colour:
            colours[line] = colour_or(look.colour, int(colours[line]))
        if look.width is not None:
            widths[line] = within(look.width, LEAST_PX, MOST_PX, float(widths[line]))
