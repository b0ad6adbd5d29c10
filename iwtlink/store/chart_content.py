"""What one chart shows, as plain arrays: the store reads it, the chart room draws it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class ChartContent:
    """The N items and M links of a chart, with the values its labels need.

    Positions are chart units (one screen pixel at zoom 1, y downwards); NaN marks an
    item that has not been placed. Lists and arrays of items share one order, those of
    links another; ``ends`` are indexes into the items.
    """

    chart_id: int
    title: str
    notice: str
    """Notice printed on everything that leaves the program, such as "fictional"."""

    entity_ids: NDArray[np.int64]
    types: list[str]
    labels: list[str]
    script_labels: list[str]
    positions: NDArray[np.float64]
    is_pinned: NDArray[np.bool_]
    picture_ids: NDArray[np.int64]
    """0 where the item has no picture."""

    link_ids: NDArray[np.int64]
    link_types: list[str]
    ends: NDArray[np.int64]
    """(M, 2): from and to."""
    is_directed: NDArray[np.bool_]
    strengths: NDArray[np.uint8]
    """0 confirmed, 1 unconfirmed, 2 tentative."""
    roles: list[str]
    percents: NDArray[np.float64]
    """NaN where none is stated."""
    amounts: list[str]
    """Money as shown, such as "42,000 USD"; empty where none."""
    quantities: list[str]
    starts: list[str]
    ends_on: list[str]
    """Partial dates as stated, such as "2015-03"."""
