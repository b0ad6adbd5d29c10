"""Items from left to right by their dates."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from iwtlink.chart.layouts.network import with_gap
from iwtlink.chart.layouts.overlaps import without_overlaps
from iwtlink.chart.layouts.task import Task

Floats = NDArray[np.float64]


def place_timeline(task: Task) -> Floats:
    """Give places whose x grows with the date: (N, 2). Undated items stand at the left."""
    network = task.network
    boxes = with_gap(network.boxes)
    days = network.spans.mean(axis=1) if len(network.spans) else np.full(len(boxes), np.nan)
    first, last = np.nanmin(days, initial=np.inf), np.nanmax(days, initial=-np.inf)
    share = (days - first) / max(last - first, 1.0) if np.isfinite(first) else days
    x = np.where(np.isfinite(days), share, -0.1) * 3000.0
    rank = np.arange(len(boxes)) % 8
    places = np.column_stack((x, rank * 120.0))
    return without_overlaps(places, boxes, np.zeros(len(boxes), bool), progress=task.progress)
