"""Layouts stay as they were looked at and approved. See ``approved``."""

from __future__ import annotations

import pytest

from tests.chart.layouts.approved import CASES, departure


@pytest.mark.parametrize(
    ("layout", "name"), [(layout, name) for layout, names in CASES.items() for name in names]
)
def test_a_layout_stays_as_it_was_approved(layout: str, name: str) -> None:
    assert not departure(layout, name)
