"""Which lines a chart draws: each link alone, or the parallel links of a pair as one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from iwtlink.chart.style import ChartStyle
from iwtlink.chart.text.wrapping import kept_together
from iwtlink.i18n import ntr, tr
from iwtlink.ontology import Ontology
from iwtlink.store.charts.content import ChartContent
from iwtlink.store.charts.look import Multiplicity

HEAD_AT_END, HEAD_AT_START = 1, 2
"""Bits of ``Bundles.arrows``."""


@dataclass(frozen=True, slots=True)
class Bundles:
    """K drawn lines; line k stands for links ``members[starts[k]:starts[k+1]]`` of the content."""

    ends: NDArray[np.int64]
    """(K, 2) indexes of items."""
    starts: NDArray[np.int32]
    members: NDArray[np.int64]
    bends: NDArray[np.float64]
    """(K,) distance of an arc's middle from the straight line, in pixels."""
    arrows: NDArray[np.uint8]
    strengths: NDArray[np.uint8]
    type_names: list[str]
    """Empty where a line stands for links of different types."""
    labels: list[str]


def bundle_links(
    content: ChartContent,
    ontology: Ontology,
    style: ChartStyle,
    multiplicity: Multiplicity = "",
) -> Bundles:
    """Give the lines to draw, by default as the chart's options say.

    Links of an item to itself are left out: they have no line.
    """
    ends = content.ends.reshape(-1, 2)
    order = np.flatnonzero(ends[:, 0] != ends[:, 1])
    low, high = ends[order].min(axis=1, initial=2**62), ends[order].max(axis=1, initial=-1)
    order = order[np.lexsort((order, high, low))]
    pairs = np.sort(ends[order], axis=1)
    is_first = np.ones(len(order), bool)
    is_first[1:] = (pairs[1:] != pairs[:-1]).any(axis=1)
    if (multiplicity or content.options.multiplicity) == "each":
        return _fanned(content, ontology, order, is_first, style.fan_spacing_px)
    return _merged(content, ontology, order, is_first)


def _fanned(
    content: ChartContent,
    ontology: Ontology,
    order: NDArray[np.int64],
    is_first: NDArray[np.bool_],
    spacing_px: float,
) -> Bundles:
    group = np.cumsum(is_first) - 1
    sizes = np.bincount(group) if len(order) else np.zeros(0, np.int64)
    rank = np.arange(len(order)) - np.flatnonzero(is_first)[group]
    ends = content.ends[order].reshape(-1, 2)
    side = np.where(ends[:, 0] < ends[:, 1], 1.0, -1.0)
    directed = content.is_directed[order]
    return Bundles(
        ends=ends,
        starts=np.arange(len(order) + 1, dtype=np.int32),
        members=order,
        bends=(rank - (sizes[group] - 1) / 2) * spacing_px * side,
        arrows=np.where(directed, HEAD_AT_END, 0).astype(np.uint8),
        strengths=content.strengths[order],
        type_names=[content.link_types[i] for i in order],
        labels=[link_label(content, ontology, int(i)) for i in order],
    )


def _merged(
    content: ChartContent,
    ontology: Ontology,
    order: NDArray[np.int64],
    is_first: NDArray[np.bool_],
) -> Bundles:
    first = np.flatnonzero(is_first)
    starts = np.append(first, len(order)).astype(np.int32)
    ends = content.ends[order[first]].reshape(-1, 2)
    forward = content.ends[order].reshape(-1, 2)[:, 0] == np.repeat(ends[:, 0], np.diff(starts))
    head = np.where(forward, HEAD_AT_END, HEAD_AT_START) * content.is_directed[order]
    groups = [order[a:b] for a, b in pairwise(starts)]
    return Bundles(
        ends=ends,
        starts=starts,
        members=order,
        bends=np.zeros(len(first)),
        arrows=_per_line(np.bitwise_or, head, first).astype(np.uint8),
        strengths=_per_line(np.minimum, content.strengths[order], first).astype(np.uint8),
        type_names=[_common([content.link_types[i] for i in group]) for group in groups],
        labels=[_bundle_label(content, ontology, group) for group in groups],
    )


def _per_line(
    combine: np.ufunc, values: NDArray[np.generic], first: NDArray[np.int64]
) -> NDArray[np.int64]:
    if not len(first):
        return np.zeros(0, np.int64)
    result: NDArray[np.int64] = combine.reduceat(values, first)
    return result


def _common(names: Sequence[str]) -> str:
    return names[0] if len(set(names)) == 1 else ""


def _bundle_label(content: ChartContent, ontology: Ontology, links: NDArray[np.int64]) -> str:
    if len(links) == 1:
        return link_label(content, ontology, int(links[0]))
    texts = [_words(content, ontology, int(i)) for i in links]
    count = ntr("{n} link", "{n} links", len(links))
    common = _common(texts)
    return f"{common} ({len(links)})" if common else count


def link_label(content: ChartContent, ontology: Ontology, link: int) -> str:
    """Give the words at the middle of a link: role (or verb), then percent or amount."""
    percent = content.percents[link]
    value = (
        f"{percent:g} %"
        if np.isfinite(percent)
        else content.amounts[link] or shown_quantity(ontology, content.quantities[link])
    )
    words = _words(content, ontology, link)
    return words if value in words else f"{words} {kept_together(value)}"


def shown_quantity(ontology: Ontology, stated: str) -> str:
    """Give a quantity with its unit in words: ``64 KGM`` is *64 kg*, ``3 NAR`` *3 items*."""
    number, _, unit = stated.rpartition(" ")
    known = ontology.code_lists.get("cites_units")
    if unit == "NAR":
        return tr("{number} items", number=number)
    return f"{number} {tr(known.label_of(unit))}" if number and known else stated


def _words(content: ChartContent, ontology: Ontology, link: int) -> str:
    return content.roles[link] or verb(ontology, content.link_types[link])


def verb(ontology: Ontology, type_name: str) -> str:
    """Give the verb of a link type; its name in words where the ontology lacks it."""
    known = ontology.link_types.get(type_name)
    return tr(known.verb) if known else type_name.replace("_", " ")
