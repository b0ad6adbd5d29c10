"""What stays of the picture when only confirmed links count."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from iwtlink.analysis.cohesion import component_count
from iwtlink.analysis.pairs import simple_pairs
from iwtlink.analysis.registry import measure_named
from iwtlink.store.snapshot import CONFIRMED, Snapshot


@dataclass(frozen=True, slots=True, eq=False)
class Comparison:
    """One measure over all links and over the confirmed ones: values float64[N] each."""

    measure: str
    all_links: npt.NDArray[np.float64]
    confirmed: npt.NDArray[np.float64]
    pairs_all: int
    pairs_confirmed: int
    components_all: int
    components_confirmed: int


def compare_with_confirmed(
    snapshot: Snapshot, measure: str = "betweenness", *, directed: bool = False
) -> Comparison:
    """Compute the measure twice: with every link, and without unconfirmed and tentative ones."""
    values_of = measure_named(measure).values_of
    confirmed = snapshot.only(strengths=[CONFIRMED])
    return Comparison(
        measure,
        values_of(snapshot, directed=directed),
        values_of(confirmed, directed=directed),
        len(simple_pairs(snapshot).ends),
        len(simple_pairs(confirmed).ends),
        component_count(snapshot),
        component_count(confirmed),
    )
