"""Words on lines choose the places where they cover least, as looking at all of them would."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from iwtlink.chart.links.lines import points_at
from iwtlink.chart.links.midline import _CHOICES, _OFF_MIDDLE, settle_labels

Floats = NDArray[np.float64]
MARGIN = 2.0


@pytest.mark.parametrize("seed", range(6))
def test_each_label_stands_where_trying_all_in_turn_puts_it(seed: int) -> None:
    dice = np.random.default_rng(seed)
    points, nodes = dice.uniform(0, 900, (70, 4)), dice.uniform(0, 900, (40, 2))
    controls = (points[:, 0:2] + points[:, 2:4]) / 2 + dice.normal(size=(70, 2)) * 20
    boxes = np.array((-1, -1, 1, 1)) * dice.uniform(5, 50, (70, 1))
    boxes[::9] = 0.0  # no words
    node_boxes = np.hstack((nodes - 20, nodes + 20))
    kept = np.where(np.arange(70) % 10 == 4, 0.3, np.nan)
    centres = points_at(points[:, 0:2], controls, points[:, 2:4], np.full(70, 0.3))
    found = settle_labels(points, controls, boxes, node_boxes, MARGIN, kept=kept, centres=centres)
    np.testing.assert_array_equal(
        found, _one_by_one(points, controls, boxes, node_boxes, kept, centres)
    )


def _one_by_one(
    points: Floats, controls: Floats, boxes: Floats, nodes: Floats, kept: Floats, centres: Floats
) -> Floats:
    """Try every choice of every label against everything, three times over."""
    at = np.where(np.isnan(kept), 0.5, kept)
    standing = {
        line: _grown(boxes[line], centres[line])
        for line in np.flatnonzero(~np.isnan(kept) & (boxes[:, 2] > boxes[:, 0])).tolist()
    }
    length = np.hypot(points[:, 2] - points[:, 0], points[:, 3] - points[:, 1])
    for _ in range(3):
        for line in np.argsort(length, kind="stable").tolist():
            if boxes[line, 2] <= boxes[line, 0] or not np.isnan(kept[line]):
                continue
            standing.pop(line, None)
            others = [*nodes, *standing.values()]
            costs = []
            for choice in _CHOICES:
                box = _grown(boxes[line], _point(points[line], controls[line], choice))
                covered = sum(_shared(box, other) for other in others)
                costs.append((covered + abs(choice - 0.5) * _OFF_MIDDLE, len(costs), box))
            _, best, standing[line] = min(costs, key=lambda one: one[:2])
            at[line] = _CHOICES[best]
    return at


def _point(points: Floats, control: Floats, at: float) -> Floats:
    return (1 - at) ** 2 * points[0:2] + 2 * at * (1 - at) * control + at**2 * points[2:4]


def _grown(box: Floats, middle: Floats) -> Floats:
    return box + np.array((-MARGIN, -MARGIN, MARGIN, MARGIN)) + np.tile(middle, 2)


def _shared(one: Floats, other: Floats) -> float:
    wide, high = np.minimum(one[2:], other[2:]) - np.maximum(one[:2], other[:2])
    return float(max(wide, 0.0) * max(high, 0.0))
