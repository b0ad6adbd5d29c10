"""One piece of work for a layout: the network to place, and how."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from iwtlink.chart.layouts.network import Network
from iwtlink.chart.layouts.packing import A3_LANDSCAPE
from iwtlink.errors import Progress, no_progress

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Task:
    """A network to place, with a value for each setting of the layout."""

    network: Network
    settings: Mapping[str, Any] = field(default_factory=dict)
    seed: int = 1
    ratio: float = A3_LANDSCAPE
    """Width : height of the page to fill."""
    progress: Progress = no_progress

    @property
    def separation(self) -> float:
        """The distance between items, as a factor of the usual one."""
        return float(self.settings.get("separation", 100.0)) / 100.0


Place = Callable[[Task], Floats]
"""Gives a place for every item of the task's network: (N, 2)."""
