"""Pens: lines of one strength and colour lie side by side, so that a painter sets each pen once."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from iwtlink.chart.bundles import Bundles
from iwtlink.chart.style import ChartStyle


def sorted_by_pen(bundles: Bundles, style: ChartStyle) -> Bundles:
    """Give the lines sorted by strength and colour, so that each pen is one slice."""
    order = np.lexsort((line_colours_of(bundles, style), bundles.strengths))
    counts = np.diff(bundles.starts)[order]
    first = bundles.starts[:-1][order]
    starts = np.append(0, np.cumsum(counts)).astype(np.int32)
    within = np.arange(len(bundles.members)) - np.repeat(starts[:-1], counts)
    return Bundles(
        ends=bundles.ends[order],
        starts=starts,
        members=bundles.members[np.repeat(first, counts) + within],
        bends=bundles.bends[order],
        arrows=bundles.arrows[order],
        strengths=bundles.strengths[order],
        type_names=[bundles.type_names[i] for i in order],
        labels=[bundles.labels[i] for i in order],
    )


def line_colours_of(bundles: Bundles, style: ChartStyle) -> NDArray[np.uint32]:
    """Give the colour of each line by its type: 0xffrrggbb."""
    colours = style.colours
    return np.array(
        [colours.link_types.get(name, colours.link) for name in bundles.type_names], np.uint32
    )


def pen_starts_of(
    strengths: NDArray[np.uint8], line_colours: NDArray[np.uint32]
) -> NDArray[np.int64]:
    """Give where each pen's lines start, and their end: (P + 1,)."""
    if not len(strengths):
        return np.zeros(1, np.int64)
    changes = (np.diff(strengths.astype(int)) != 0) | (np.diff(line_colours.astype(int)) != 0)
    return np.concatenate(([0], np.flatnonzero(changes) + 1, [len(strengths)]))
