"""What a layout needs to know of a chart: boxes, links, pins, kinds and dates, as arrays.

``network_of`` measures a chart's content as it will be drawn; every layout works on the
``Network`` alone.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components

from iwtlink.chart.building import build_display
from iwtlink.chart.display import FAR, Display
from iwtlink.chart.items.containers import depths
from iwtlink.chart.items.dates import own_spans, stated, with_those_of_links
from iwtlink.chart.style import ChartStyle
from iwtlink.ontology import Ontology
from iwtlink.store.charts.content import ChartContent

Floats = NDArray[np.float64]
Indexes = NDArray[np.int64]
Mask = NDArray[np.bool_]
ITEM_GAP_PX = 14.0
"""Free room kept between two items, icon and name together."""
PART_GAP_PX = 60.0
"""Free room between two parts that are not connected."""


@dataclass(frozen=True, slots=True)
class Holding:
    """Which items are held together: by containers, free shapes and groups."""

    holders: Indexes
    """(N,) item that is the container of each; -1 for none."""
    shapes: Indexes
    """(N,) id of the free shape or group that holds each; 0 for none."""
    rigid_shapes: frozenset[int]
    """Shapes whose members keep the places they have to each other: groups."""
    label_px: Floats
    """(N,) room a container needs for its label at the top."""
    padding_px: float

    @property
    def is_held(self) -> Mask:
        """Which items a container, a free shape or a group holds: (N,)."""
        held: Mask = (self.holders >= 0) | (self.shapes > 0)
        return held

    def innermost_first(self) -> list[tuple[int, Indexes, bool]]:
        """Give each holder (item, or -1 for a shape), its members, and whether it is rigid."""
        deep = depths(self.holders)
        within = [
            (int(holder), np.flatnonzero(self.holders == holder), False)
            for holder in np.unique(self.holders[self.holders >= 0])
        ]
        within.sort(key=lambda one: -int(deep[one[0]]))
        free = np.where(self.holders < 0, self.shapes, 0)
        return within + [
            (-1, np.flatnonzero(free == shape), int(shape) in self.rigid_shapes)
            for shape in np.unique(free[free > 0])
        ]


@dataclass(frozen=True, slots=True)
class Network:
    """How large the items are, what is linked and how far apart; N items, K linked pairs."""

    boxes: Floats
    """(N, 4) left, top, right, bottom of icon and name, relative to the icon's middle."""
    ends: Indexes
    """(K, 2) linked pairs, each once."""
    lengths: Floats
    """(K,) how long each link wants to be, so that its words fit."""
    words: Floats
    """(K, 2) half the width and height of each link's words."""
    positions: Floats
    """(N, 2) present places; NaN where none."""
    is_pinned: Mask
    arrows: NDArray[np.int8] = field(default_factory=lambda: np.zeros(0, np.int8))
    """(K,) 1 from the first end to the second, -1 back, 0 neither or both; or empty."""
    kinds: Indexes = field(default_factory=lambda: np.zeros(0, np.int64))
    """(N,) number of each item's type; or empty."""
    groups: Indexes = field(default_factory=lambda: np.zeros(0, np.int64))
    """(N,) number of the group each item belongs to; or empty."""
    spans: Floats = field(default_factory=lambda: np.zeros((0, 2)))
    """(N, 2) earliest and latest day number of each item, NaN where undated; or empty."""
    is_stated: Mask = field(default_factory=lambda: np.zeros(0, bool))
    """(N,) dated by a date of its own, not by those of its links; or empty."""
    is_theme: Mask = field(default_factory=lambda: np.zeros(0, bool))
    """(N,) drawn as a theme line; or empty."""
    wires: Mask = field(default_factory=lambda: np.zeros(0, bool))
    """(K,) pairs of a theme line and an event frame that it runs into; or empty."""
    holding: Holding | None = None
    """What is held together; None where nothing is."""


def network_of(content: ChartContent, ontology: Ontology, style: ChartStyle) -> Network:
    """Give the network of a chart's content, measured as it will be drawn, with links straight."""
    positions = np.clip(content.positions.reshape(-1, 2).astype(np.float64), -FAR, FAR)
    straight = tuple(
        replace(look, corners=()) if look.corners else look for look in content.link_looks
    )
    nowhere = replace(content, positions=np.full_like(positions, np.nan), link_looks=straight)
    display = build_display(nowhere, ontology, style)
    ends, words, arrows, wires = _pairs(display)
    own = own_spans(content, ontology)
    degree = np.bincount(ends.ravel(), minlength=len(positions))
    crowd = np.sqrt(degree[ends].max(axis=1, initial=0))
    names = {name: number for number, name in enumerate(dict.fromkeys(content.types))}
    return Network(
        boxes=display.item_boxes,
        ends=ends,
        lengths=84.0 + words[:, 0] * 1.2 + 22.0 * crowd,
        words=words,
        positions=positions,
        is_pinned=content.is_pinned & np.isfinite(positions).all(axis=1),
        arrows=arrows,
        kinds=np.array([names[name] for name in content.types], np.int64),
        spans=with_those_of_links(content, own),
        is_stated=stated(own),
        is_theme=np.array([look.representation == "theme" for look in content.looks], bool),
        wires=wires,
        holding=_holding(content, display, style),
    )


def _holding(content: ChartContent, display: Display, style: ChartStyle) -> Holding | None:
    if not ((display.holders >= 0).any() or display.holding_shapes.any()):
        return None
    rigid = frozenset(shape.id for shape in content.shapes if shape.kind == "group")
    words = display.node_text.boxes
    return Holding(
        holders=display.holders,
        shapes=display.holding_shapes,
        rigid_shapes=rigid,
        label_px=words[:, 3] - words[:, 1] + style.padding_px,
        padding_px=style.container_padding_px,
    )


def _pairs(display: Display) -> tuple[Indexes, Floats, NDArray[np.int8], Mask]:
    """Give each linked pair once, half the size of its widest words, where its arrows point, and
    whether the one runs into the other."""
    low, high = display.ends.min(axis=1, initial=2**62), display.ends.max(axis=1, initial=-1)
    keys, line_pair = np.unique(low * len(display.positions) + high, return_inverse=True)
    pairs = np.column_stack(np.divmod(keys, max(len(display.positions), 1))).astype(np.int64)
    words = np.zeros((len(pairs), 2))
    np.maximum.at(words, line_pair, display.link_text.boxes[:, 2:4])
    heads = display.arrow_lines
    onward = display.arrow_at_end == (display.ends[heads, 1] == high[heads])
    forward, back = np.zeros(len(pairs), bool), np.zeros(len(pairs), bool)
    forward[line_pair[heads[onward]]] = True
    back[line_pair[heads[~onward]]] = True
    wires = np.zeros(len(pairs), bool)
    wires[line_pair[display.wirings > 0]] = True
    return pairs, words, forward.astype(np.int8) - back.astype(np.int8), wires


def part_of(network: Network, items: Indexes) -> Network:
    """Give the network of some items (by index) and the links among them."""
    number = np.full(len(network.boxes), -1)
    number[items] = np.arange(len(items))
    inside = np.flatnonzero((number[network.ends] >= 0).all(axis=1))
    return Network(
        boxes=network.boxes[items],
        ends=number[network.ends[inside]].reshape(-1, 2),
        lengths=network.lengths[inside],
        words=network.words[inside],
        positions=network.positions[items],
        is_pinned=network.is_pinned[items],
        arrows=network.arrows[inside] if len(network.arrows) else network.arrows,
        kinds=network.kinds[items] if len(network.kinds) else network.kinds,
        groups=network.groups[items] if len(network.groups) else network.groups,
        spans=network.spans[items] if len(network.spans) else network.spans,
        is_stated=network.is_stated[items] if len(network.is_stated) else network.is_stated,
        is_theme=network.is_theme[items] if len(network.is_theme) else network.is_theme,
        wires=network.wires[inside] if len(network.wires) else network.wires,
    )


def unpinned(network: Network) -> Network:
    """Give the network with all its items free to move."""
    return replace(network, is_pinned=np.zeros(len(network.boxes), bool))


def parts_of(network: Network) -> list[Indexes]:
    """Give the items of each connected part, the largest part first."""
    if not len(network.boxes):
        return []
    _, label = connected_components(adjacency(network), directed=False)
    order = np.argsort(label, kind="stable")
    parts = np.split(order, np.flatnonzero(np.diff(label[order])) + 1)
    return sorted(parts, key=len, reverse=True)


def adjacency(network: Network) -> csr_matrix:
    """Give the symmetric matrix of which items are linked, ones where they are: (N, N)."""
    count, ends = len(network.boxes), network.ends
    rows, columns = np.concatenate((ends, ends[:, ::-1])).T if len(ends) else (ends[:, 0],) * 2
    return csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(count, count))


def degrees(network: Network) -> Indexes:
    """Give how many items each is linked to: (N,)."""
    return np.bincount(network.ends.ravel(), minlength=len(network.boxes))


def with_gap(boxes: Floats, gap: float = ITEM_GAP_PX) -> Floats:
    """Give boxes grown so that two of them side by side leave ``gap`` between items."""
    half = gap / 2
    grown: Floats = boxes + np.array((-half, -half, half, half))
    return grown


def area_of(boxes: Floats) -> float:
    """Give how much paper all the boxes cover, in square chart units."""
    return float((boxes[:, 2:4] - boxes[:, 0:2]).prod(axis=1).sum())


def bounds_of(positions: Floats, boxes: Floats) -> Floats:
    """Give left, top, right, bottom of all the boxes at their places: (4,)."""
    placed = boxes + np.tile(positions, 2)
    return np.concatenate((placed[:, 0:2].min(axis=0), placed[:, 2:4].max(axis=0)))
