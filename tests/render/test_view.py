"""Where a view looks."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from iwtlink.render.view import LARGEST, SMALLEST, View

COORDINATES = st.floats(-1e5, 1e5)


@given(COORDINATES, COORDINATES, st.floats(0.05, 5), st.sampled_from([1.0, 1.5, 2.0]))
def test_chart_and_device_points_are_each_others_inverse(
    x: float, y: float, zoom: float, ratio: float
) -> None:
    view = View(37, -21, zoom * ratio, 800, 600, ratio)
    device_x, device_y = view.to_device(np.array([x, y]))
    assert view.to_chart(device_x, device_y) == pytest.approx((x, y), abs=1e-6)


@given(st.integers(0, 800), st.integers(0, 600), st.floats(0.001, 100))
def test_zooming_keeps_the_point_under_the_mouse(x: int, y: int, zoom: float) -> None:
    view = View(37, -21, 1.0, 800, 600)
    zoomed = view.zoomed(zoom, x, y)
    assert SMALLEST <= zoomed.zoom <= LARGEST
    here = np.array(view.to_chart(x, y))
    assert zoomed.to_device(here) == pytest.approx((x, y), abs=0.51)


def test_fit_shows_all_of_the_chart_with_a_margin() -> None:
    view = View(0, 0, 1.0, 1600, 1000, 2.0).fitted((-500.0, -300.0, 900.0, 700.0))
    low, high = view.to_device(np.array([[-500.0, -300.0], [900.0, 700.0]]))
    assert (low >= 47).all()
    assert high[0] <= 1600 - 47 and high[1] <= 1000 - 47


def test_fit_does_not_blow_up_a_single_item() -> None:
    view = View(0, 0, 1.0, 1600, 1000).fitted((-20.0, -20.0, 20.0, 40.0))
    assert view.zoom == 1.25


def test_a_resized_view_keeps_its_middle() -> None:
    view = View(100, 50, 1.0, 800, 600)
    larger = view.sized(1000, 900, 2.0)
    assert larger.zoom == 1.0
    assert larger.to_chart(500, 450) == pytest.approx(view.to_chart(400, 300), abs=0.5)
