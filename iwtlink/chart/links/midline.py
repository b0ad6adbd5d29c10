"""Where along its line a link's label stands: the middle, or beside it where that is taken."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from iwtlink.chart.links.lines import points_at

Floats = NDArray[np.float64]
MIDDLE_ONLY_ABOVE = 1500
"""With more labels than this all stand at the middle, and ``crowding`` thins them out."""
_CHOICES = np.array((0.5, 0.45, 0.55, 0.4, 0.6, 0.35, 0.65, 0.3, 0.7, 0.24, 0.76, 0.18, 0.82))
_PASSES = 3
_OFF_MIDDLE = 40.0
"""Price of standing at the very end of a line, in square pixels covered."""


def settle_labels(
    points: Floats,
    controls: Floats,
    boxes: Floats,
    node_boxes: Floats,
    margin: float,
    *,
    kept: Floats,
    centres: Floats,
) -> Floats:
    """Give where each label stands along its line: (K,), 0 to 1.

    Each label in turn, those of short lines first because they have least room, takes the
    choice that covers least of items and of the other labels, and then the one nearest the
    middle; this is done three times over. ``boxes`` are the labels' boxes relative to their
    middle, ``node_boxes`` absolute. ``kept`` (K,) holds the places of those that are not to move
    (NaN: free), which stand at their ``centres``.
    """
    is_free = np.isnan(kept)
    at = np.where(is_free, 0.5, kept)
    has_words = boxes[:, 2] > boxes[:, 0]
    labelled = np.flatnonzero(has_words & is_free)
    if not 0 < len(labelled) <= MIDDLE_ONLY_ABOVE:
        return at
    length = np.hypot(points[:, 2] - points[:, 0], points[:, 3] - points[:, 1])
    labelled = labelled[np.argsort(length[labelled], kind="stable")]
    grown = boxes + np.array((-margin, -margin, margin, margin))
    fixed = np.flatnonzero(has_words & ~is_free)
    standing = grown[fixed] + np.tile(centres[fixed], 2)
    first = len(node_boxes) + len(fixed)
    taken = np.vstack((node_boxes, standing, np.full((len(labelled), 4), np.nan)))
    for _ in range(_PASSES):
        for rank, line in enumerate(labelled):
            tried = _tried(points[line], controls[line]) + grown[line]
            taken[first + rank] = np.nan
            cost = _covered(tried, taken) + np.abs(_CHOICES - 0.5) * _OFF_MIDDLE
            best = int(np.argmin(cost))
            at[line] = _CHOICES[best]
            taken[first + rank] = tried[best]
    return at


def _tried(points: Floats, control: Floats) -> Floats:
    """Give the places to try along one line, doubled to fit a box: (choices, 4)."""
    start, end = points[None, 0:2], points[None, 2:4]
    return np.tile(points_at(start, control[None], end, _CHOICES), 2)


def _covered(tried: Floats, taken: Floats) -> Floats:
    """Give how much area of the boxes ``taken`` (NaN: not there) each box ``tried`` covers."""
    low = np.maximum(tried[:, None, 0:2], taken[:, 0:2])
    high = np.minimum(tried[:, None, 2:4], taken[:, 2:4])
    width, height = np.moveaxis(np.fmax(high - low, 0.0), -1, 0)
    area: Floats = (width * height).sum(axis=1)
    return area
