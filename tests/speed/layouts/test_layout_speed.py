"""The organic layout at 1,000 items, beside networkx's springs on the same network.

The full table beside graphviz: ``python -m tests.speed.layouts.compare``.
"""

from __future__ import annotations

import networkx as nx
import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from iwtlink.chart.layouts.organic import place_network
from tests.speed.layouts.compare import network
from tests.speed.layouts.graphs import SHAPES, graph

pytestmark = pytest.mark.speed


@pytest.mark.parametrize("shape", SHAPES)
def test_layout(benchmark: BenchmarkFixture, shape: str) -> None:
    benchmark.group = f"layout of 1,000 items, {shape}"
    work = network(graph(shape, 1000), 1000)
    assert len(benchmark(place_network, work)) == 1000


@pytest.mark.benchmark(min_rounds=2)
@pytest.mark.parametrize("shape", SHAPES)
def test_layout_yardstick_networkx_spring(benchmark: BenchmarkFixture, shape: str) -> None:
    benchmark.group = f"layout of 1,000 items, {shape}"
    known = nx.Graph(graph(shape, 1000).tolist())
    places = benchmark(nx.spring_layout, known)
    assert len(places) > 900
