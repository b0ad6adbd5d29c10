"""A tree too wide for the page: branches under one item stand in several rows, like on shelves.

Each branch is a block. Where those of one item are wider than the page, they fill rows one below
the other, with an aisle in the middle through which links lead down to the lower rows.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from iwtlink.chart.layouts.network import area_of
from iwtlink.chart.layouts.trees import Tree

Floats = NDArray[np.float64]
_AISLE_PX = 36.0
_STRETCHES = (0.7, 0.85, 1.0, 1.2, 1.5, 1.9, 2.5, 3.5)
_AIRY = 1.6
"""A page that holds a tree well is so many times larger than its items."""


@dataclass(frozen=True, slots=True)
class _Branch:
    """The box of a branch, relative to the item at its head."""

    left: float
    top: float
    right: float
    bottom: float


def shelved(tree: Tree, boxes: Floats, gap: float, ratio: float) -> Floats:
    """Give places of a tree for a page of this width : height, branches in rows: (N, 2)."""
    wide = float(np.sqrt(area_of(boxes) * ratio * _AIRY))
    best, best_page = np.zeros((len(boxes), 2)), np.inf
    for stretch in _STRETCHES:
        places, whole = _set(tree, boxes, gap, wide * stretch)
        page = max((whole.right - whole.left) / ratio, whole.bottom - whole.top)
        if page < best_page:
            best, best_page = places, page
    return best


def _set(tree: Tree, boxes: Floats, gap: float, limit: float) -> tuple[Floats, _Branch]:
    """Give places with no row of branches wider than a limit, where that can be."""
    offsets = np.zeros((len(boxes), 2))
    branches: dict[int, _Branch] = {}
    for item in tree.order[::-1].tolist():
        own = _Branch(*boxes[item].tolist())
        children = tree.children(item).tolist()
        if children:
            below = _on_shelves(children, branches, offsets, own.bottom + gap, gap, limit)
            own = _Branch(
                min(own.left, below.left), own.top, max(own.right, below.right), below.bottom
            )
        branches[item] = own
    roots = tree.roots.tolist()
    whole = _on_shelves(roots, branches, offsets, 0.0, gap, limit)
    for item in tree.order.tolist():
        if tree.parents[item] >= 0:
            offsets[item] += offsets[tree.parents[item]]
    return offsets, whole


def _on_shelves(
    items: list[int],
    branches: dict[int, _Branch],
    offsets: Floats,
    top: float,
    gap: float,
    limit: float,
) -> _Branch:
    """Set branches in rows from ``top`` on; give the box of all, relative to the middle.

    A row whose branches are far wider on one side of the aisle is turned round where the rows
    above leave room there.
    """
    rows = _rows(items, branches, limit)
    left = right = 0.0
    y = top
    for number, row in enumerate(rows):
        head = -min(branches[item].top for item in row)
        has_aisle = number < len(rows) - 1
        aisle = _AISLE_PX if has_aisle else 0.0
        ways = [_row(turned, branches, aisle) for turned in (row, row[::-1])]
        spans = [_span(way, branches, left, right) for way in ways]
        is_turned = spans[1][1] - spans[1][0] < spans[0][1] - spans[0][0] - 1e-6
        left, right = spans[is_turned]
        for item, x in ways[is_turned]:
            offsets[item] = (x, y + head)
        y += head + max(branches[item].bottom for item in row) + gap
    return _Branch(left, top, right, y - gap)


def _span(
    row: list[tuple[int, float]], branches: dict[int, _Branch], left: float, right: float
) -> tuple[float, float]:
    """Give how far left and right everything reaches with one more row."""
    return (
        min(left, *(x + branches[item].left for item, x in row)),
        max(right, *(x + branches[item].right for item, x in row)),
    )


def _rows(items: list[int], branches: dict[int, _Branch], limit: float) -> list[list[int]]:
    """Give the items row by row, about equally wide."""
    wide = [branches[item].right - branches[item].left for item in items]
    count = max(int(np.ceil(sum(wide) / limit)), 1)
    share = sum(wide) / count
    rows: list[list[int]] = [[]]
    filled = 0.0
    for item, width in zip(items, wide, strict=True):
        if rows[-1] and filled + width / 2 > share * len(rows) and len(rows) < count:
            rows.append([])
        rows[-1].append(item)
        filled += width
    return rows


def _row(row: list[int], branches: dict[int, _Branch], aisle: float) -> list[tuple[int, float]]:
    """Give the x of each item in a row whose middle, or aisle, is at 0."""
    wide = np.array([branches[item].right - branches[item].left for item in row])
    starts = np.concatenate(([0.0], np.cumsum(wide)))
    half = starts[-1] / 2
    if aisle:
        cut = int(np.abs(starts - half).argmin())
        half = float(starts[cut])
        starts[cut:] += aisle / 2
        starts[:cut] -= aisle / 2
    return [(item, float(starts[at] - half - branches[item].left)) for at, item in enumerate(row)]
