"""What is set of the circular layout: a circle for each part or one for all, items by group."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from iwtlink.chart.layouts.registry import lay_out
from tests.chart.layouts.networks import network, path


def is_round(places: NDArray[np.float64]) -> bool:
    """Say whether places lie on one circle, about."""
    x, y = places.T
    far = np.hypot(x - (x.min() + x.max()) / 2, y - (y.min() + y.max()) / 2)
    return bool(far.max() < 1.15 * far.min())


@pytest.mark.feature("L_circular")
def test_each_connected_part_has_its_circle_or_all_stand_on_one() -> None:
    known = network(24, [*path(12), *((a + 12, b + 12) for a, b in path(12))])
    apart = lay_out("circular", known, {"each_part": True})
    together = lay_out("circular", known, {"each_part": False})
    assert is_round(apart[:12]) and is_round(apart[12:]) and not is_round(apart)
    assert is_round(together)


@pytest.mark.feature("L_circular")
def test_members_of_a_group_stand_next_to_each_other_on_the_circle() -> None:
    group = np.arange(18) % 3
    links = [(a, b) for a in range(18) for b in range(a) if group[a] == group[b]]
    known = network(18, [*links, (0, 1), (1, 2)], kinds=[0, 0, 0, 1, 1, 1] * 3)
    places = lay_out("circular", known, {"sorted_by": "group"})
    x, y = (places - (places.min(axis=0) + places.max(axis=0)) / 2).T
    met = group[np.argsort(np.arctan2(y, x))]
    assert np.count_nonzero(met != np.roll(met, 1)) == 3
