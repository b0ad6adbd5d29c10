"""Measures of a network: who is central, who brokers, what holds it together.

Pure functions from a ``Snapshot`` to arrays of one value per entity (or to indexes). They
may import ``store.snapshot`` and numpy; rustworkx and NetworkX are loaded when first needed.
Start reading at ``registry.py``: the measures by name, each with the sentence an
investigator reads beside it.
"""

from iwtlink.analysis.cohesion import bridges, component_count, components, cut_points
from iwtlink.analysis.comparison import Comparison, compare_with_confirmed
from iwtlink.analysis.measures import (
    betweenness,
    closeness,
    degree,
    eigenvector,
    in_degree,
    out_degree,
    pagerank,
)
from iwtlink.analysis.neighbourhood import ego, neighbours
from iwtlink.analysis.pairs import Pairs, directed_pairs, simple_pairs
from iwtlink.analysis.registry import MEASURES, Measure, Ranked, measure_named, rank

__all__ = [
    "MEASURES",
    "Comparison",
    "Measure",
    "Pairs",
    "Ranked",
    "betweenness",
    "bridges",
    "closeness",
    "compare_with_confirmed",
    "component_count",
    "components",
    "cut_points",
    "degree",
    "directed_pairs",
    "ego",
    "eigenvector",
    "in_degree",
    "measure_named",
    "neighbours",
    "out_degree",
    "pagerank",
    "rank",
    "simple_pairs",
]
