"""Which lines a chart draws: each link alone, one per direction, or all of a pair as one.

The chart's options say which (i2's connection multiplicity), and single pairs may differ.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from iwtlink.chart.departures import departing, own_lines
from iwtlink.chart.links.said import Said, said_of
from iwtlink.chart.sorting import order_of
from iwtlink.chart.style import ChartStyle, within
from iwtlink.ontology import Ontology
from iwtlink.store.charts.content import ChartContent
from iwtlink.store.charts.look import LinkLook, Multiplicity
from iwtlink.store.charts.options import LEAST_SPACING, MOST_SPACING

HEAD_AT_END, HEAD_AT_START = 1, 2
"""Bits of ``Bundles.arrows``."""
_HEADS: Mapping[str, int] = {
    "none": 0,
    "head": HEAD_AT_END,
    "tail": HEAD_AT_START,
    "both": HEAD_AT_END | HEAD_AT_START,
}
"""By ``LinkLook.arrow``."""
Indexes = NDArray[np.int64]
_WAYS: tuple[Multiplicity, ...] = ("one", "direction", "each")
_ONE, _DIRECTION, _EACH = range(3)


@dataclass(frozen=True, slots=True)
class Bundles:
    """K drawn lines; line k stands for links ``members[starts[k]:starts[k+1]]`` of the content."""

    ends: Indexes
    """(K, 2) indexes of items."""
    starts: NDArray[np.int32]
    members: Indexes
    bends: NDArray[np.float64]
    """(K,) distance of an arc's middle from the straight line, in pixels."""
    arrows: NDArray[np.uint8]
    strengths: NDArray[np.uint8]
    types: Said
    """Empty where a line stands for links of different types."""
    labels: Said
    is_grey: NDArray[np.bool_]
    """All its links are greyed."""


def bundle_links(
    content: ChartContent,
    ontology: Ontology,
    style: ChartStyle,
    multiplicity: Multiplicity = "",
) -> Bundles:
    """Give the lines to draw, by default as the chart's options and the pairs' looks say.

    Links of an item to itself are left out: they have no line.
    """
    ends = content.ends.reshape(-1, 2)
    order = np.flatnonzero(ends[:, 0] != ends[:, 1])
    one, other = ends[order, 0], ends[order, 1]
    low, high = np.minimum(one, other), np.maximum(one, other)
    sort = order_of(low, high)
    order, low, high = order[sort], low[sort], high[sort]
    is_first = np.ones(len(order), bool)
    is_first[1:] = (low[1:] != low[:-1]) | (high[1:] != high[:-1])
    pair = np.cumsum(is_first) - 1
    ways = _ways(content, order, pair, multiplicity)
    order, pair, is_first = _grouped(content, order, pair, ways)
    starts = np.append(np.flatnonzero(is_first), len(order)).astype(np.int32)
    return _lines(content, ontology, style, order, starts, pair[starts[:-1]])


def _ways(
    content: ChartContent, order: Indexes, pair: Indexes, multiplicity: Multiplicity
) -> NDArray[np.int64]:
    """Give how the links of each pair are drawn: the pair's own way, else the chart's."""
    count = int(pair[-1]) + 1 if len(pair) else 0
    usual = _WAYS.index(multiplicity or content.options.multiplicity or "one")
    ways = np.full(count, usual)
    if content.link_looks and not multiplicity:
        starts = np.searchsorted(pair, np.arange(count + 1)).astype(np.int32)
        for number, _, look in own_lines(content, order, starts):
            if look.multiplicity in _WAYS:
                ways[number] = _WAYS.index(look.multiplicity)
    return ways


def _grouped(
    content: ChartContent, order: Indexes, pair: Indexes, ways: NDArray[np.int64]
) -> tuple[Indexes, Indexes, NDArray[np.bool_]]:
    """Give links by pair and line, the pair of each, and which is the first of its line."""
    if not len(order):
        return order, pair, np.zeros(0, bool)
    way = ways[pair]
    ends = content.ends.reshape(-1, 2)[order]
    heading = _seen_along(_heads(content), order, ends[:, 0] < ends[:, 1])
    kind = np.where(way == _EACH, np.arange(len(order)), np.where(way == _DIRECTION, heading, 0))
    if (ways == _DIRECTION).any():
        sort = np.lexsort((kind, pair))
        order, pair, kind = order[sort], pair[sort], kind[sort]
    is_first = np.ones(len(order), bool)
    is_first[1:] = (pair[1:] != pair[:-1]) | (kind[1:] != kind[:-1])
    return order, pair, is_first


def _heads(content: ChartContent) -> NDArray[np.uint8]:
    """Give at which of its own ends each link has an arrow head: by hand, else as its type says."""
    heads = content.is_directed * np.uint8(HEAD_AT_END)
    for link, look in departing(content.link_looks, LinkLook()):
        heads[link] = _HEADS.get(look.arrow, heads[link])
    return heads


def _seen_along(
    heads: NDArray[np.uint8], links: Indexes, is_forward: NDArray[np.bool_]
) -> NDArray[np.uint8]:
    """Give the heads of links as lines have them that run the links' way, or against it."""
    own = heads[links]
    turned = (own & HEAD_AT_END) << 1 | (own & HEAD_AT_START) >> 1
    result: NDArray[np.uint8] = np.where(is_forward, own, turned)
    return result


def _lines(
    content: ChartContent,
    ontology: Ontology,
    style: ChartStyle,
    order: Indexes,
    starts: NDArray[np.int32],
    pair: Indexes,
) -> Bundles:
    first = starts[:-1].astype(np.int64)
    counts = np.diff(starts)
    ends = content.ends.reshape(-1, 2)[order[first]]
    forward = content.ends.reshape(-1, 2)[order, 0] == np.repeat(ends[:, 0], counts)
    head = _seen_along(_heads(content), order, forward)
    is_grey = content.link_is_grey
    types, words = said_of(content, ontology, order, starts)
    return Bundles(
        ends=ends,
        starts=starts,
        members=order,
        bends=_fanned(content, order[first], ends, pair, counts, style.fan_spacing_px),
        arrows=_per_line(np.bitwise_or, head, first).astype(np.uint8),
        strengths=_per_line(np.minimum, content.strengths[order], first).astype(np.uint8),
        types=types,
        labels=words,
        is_grey=_per_line(np.logical_and, is_grey[order], first).astype(bool)
        if len(is_grey)
        else np.zeros(len(first), bool),
    )


def _fanned(
    content: ChartContent,
    leads: Indexes,
    ends: Indexes,
    pair: Indexes,
    counts: NDArray[np.int32],
    spacing_px: float,
) -> NDArray[np.float64]:
    """Give how far each line bows out: those of one pair beside each other, or as set by hand."""
    if not len(pair):
        return np.zeros(0)
    number = np.concatenate(([0], np.cumsum(np.diff(pair) != 0)))
    sizes = np.bincount(number)
    rank = np.arange(len(pair)) - np.concatenate(([0], np.cumsum(sizes)[:-1]))[number]
    side = np.where(ends[:, 0] < ends[:, 1], 1.0, -1.0)
    looks = list(own_lines(content, leads, np.arange(len(leads) + 1, dtype=np.int32)))
    apart = np.full(len(sizes), spacing_px)
    for line, _, look in looks:
        apart[number[line]] = spacing(look.spacing, apart[number[line]])
    bends: NDArray[np.float64] = (rank - (sizes[number] - 1) / 2) * apart[number] * side
    for line, _, look in looks:
        if look.offset is not None and np.isfinite(look.offset) and counts[line] == 1:
            bends[line] = np.clip(look.offset, -1e6, 1e6)
    return bends


def spacing(stated: float | None, otherwise: float) -> float:
    """Give how far apart lines of a pair are, drawn into what can be told apart and seen."""
    return within(stated, LEAST_SPACING, MOST_SPACING, otherwise)


def _per_line(combine: np.ufunc, values: NDArray[np.generic], first: Indexes) -> NDArray[np.int64]:
    if not len(first):
        return np.zeros(0, np.int64)
    result: NDArray[np.int64] = combine.reduceat(values, first)
    return result


def reordered(bundles: Bundles, order: Indexes) -> Bundles:
    """Give the lines in another order."""
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
        types=bundles.types.of(order),
        labels=bundles.labels.of(order),
        is_grey=bundles.is_grey[order],
    )
