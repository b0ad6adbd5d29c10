"""What an analyst sets of a layout is what he gets: who stands on top, how near is one burst."""

from __future__ import annotations

import numpy as np
import pytest

from iwtlink.chart.layouts.registry import lay_out
from tests.chart.layouts.networks import dated, network, path


@pytest.mark.feature("L_organisation")
@pytest.mark.parametrize("root", [0, 2, 4])
@pytest.mark.parametrize("is_compact", [True, False])
def test_an_organisation_chart_stands_under_the_chosen_one(root: int, is_compact: bool) -> None:
    known = network(5, path(5), arrows=1)
    places = lay_out("organisation", known, {"roots": [root], "is_compact": is_compact})
    assert int(places[:, 1].argmin()) == root
    assert np.count_nonzero(places[:, 1] == places[root, 1]) == 1


@pytest.mark.feature("L_timeline_grouped")
@pytest.mark.parametrize(("threshold_days", "wide_gaps"), [(5, 3), (15, 2), (50, 1), (500, 0)])
def test_what_is_one_burst_is_a_matter_of_the_days_between(
    threshold_days: int, wide_gaps: int
) -> None:
    known = dated(network(5, path(5)), [0.0, 1.0, 11.0, 51.0, 251.0])
    set_to = {"threshold_days": threshold_days, "small_gap": 100.0, "large_gap": 700.0}
    x = lay_out("timeline_grouped", known, set_to)[:, 0]
    assert np.count_nonzero(np.diff(x) > 500) == wide_gaps
