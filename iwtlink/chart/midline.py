"""Where along its line a link's label stands: the middle, or beside it where that is taken."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from iwtlink.chart.lines import points_at

Floats = NDArray[np.float64]
MIDDLE_ONLY_ABOVE = 3000
"""With more labels than this all stand at the middle; the painter thins them out."""
_CHOICES = (0.5, 0.42, 0.58, 0.34, 0.66, 0.27, 0.73, 0.2, 0.8)


def settle_labels(
    points: Floats, controls: Floats, boxes: Floats, node_boxes: Floats, margin: float
) -> Floats:
    """Give where each label stands along its line: (K,), 0 to 1.

    Each label in turn, those of short lines first because they have least room, takes the
    choice nearest the middle that covers least of items and of labels already standing.
    ``boxes`` are the labels' boxes relative to their middle, ``node_boxes`` absolute.
    """
    at = np.full(len(points), 0.5)
    labelled = np.flatnonzero(boxes[:, 2] > boxes[:, 0])
    if not 0 < len(labelled) <= MIDDLE_ONLY_ABOVE:
        return at
    choices = np.array(_CHOICES)
    grown = boxes + np.array((-margin, -margin, margin, margin))
    length = np.hypot(points[:, 2] - points[:, 0], points[:, 3] - points[:, 1])
    taken = np.empty((len(node_boxes) + len(labelled), 4))
    taken[: len(node_boxes)] = node_boxes
    count = len(node_boxes)
    for line in labelled[np.argsort(length[labelled], kind="stable")]:
        start, control, end = points[line, None, 0:2], controls[line, None], points[line, None, 2:4]
        tried = np.tile(points_at(start, control, end, choices), 2) + grown[line]
        cost = _covered(tried, taken[:count]) + np.abs(choices - 0.5)
        best = int(np.argmin(cost))
        at[line] = choices[best]
        taken[count] = tried[best]
        count += 1
    return at


def _covered(tried: Floats, taken: Floats) -> Floats:
    """Give how much area of the boxes ``taken`` each box ``tried`` covers."""
    width = np.minimum(tried[:, None, 2], taken[:, 2]) - np.maximum(tried[:, None, 0], taken[:, 0])
    height = np.minimum(tried[:, None, 3], taken[:, 3]) - np.maximum(tried[:, None, 1], taken[:, 1])
    area: Floats = (np.maximum(width, 0) * np.maximum(height, 0)).sum(axis=1)
    return area
