"""Three people at the corners of a large right angle."""

from __future__ import annotations

import pytest

from iwtlink.chart.display import Display
from tests.chart.conftest import MakeContent
from tests.chart.hand.desk import Desk, desk_of
from tests.chart.hand.drawn import drawn

A, B, C = 101, 102, 103


@pytest.fixture
def corner(make_content: MakeContent) -> Display:
    """A at the origin, B 400 to its right, C 400 below B; links A-B (201), B-C (202)."""
    return drawn(
        make_content(["a", "b", "c"], [(0, 1), (1, 2)], positions=[(0, 0), (400, 0), (400, 400)])
    )


@pytest.fixture
def desk(corner: Display) -> Desk:
    return desk_of(corner)
