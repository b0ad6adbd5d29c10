"""Charts to measure on: a scale-free network, laid out, the worst case for links."""

from __future__ import annotations

from functools import cache

import networkx as nx
import numpy as np

from iwtlink.chart.building import build_display
from iwtlink.chart.display import Display
from iwtlink.chart.layouts.forces import spread
from iwtlink.chart.style import load_style
from iwtlink.ontology import load_ontology
from iwtlink.render.view import View
from iwtlink.store.charts.content import ChartContent

WIDTH, HEIGHT = 1600, 1000
NEAR = 330
"""Entities in view when looked at closely, all labelled."""
_TYPES = ("person", "company", "vehicle", "phone", "location", "seizure", "taxon", "bank_account")
_LINK_TYPES = ("associate_of", "owner_of", "employee_of", "family_of", "director_of")


@cache
def content_of(count: int) -> ChartContent:
    """Give a Barabási–Albert chart of ``count`` entities and twice as many links.

    One link in twenty repeats another, so that there are pairs with several.
    """
    dice = np.random.default_rng(7)
    ends = np.array(nx.barabasi_albert_graph(count, 2, seed=7).edges(), np.int64)
    ends = np.vstack((ends, ends[dice.integers(0, len(ends), 2 * count - len(ends))]))
    repeated = dice.choice(len(ends), len(ends) // 20, replace=False)
    ends[repeated] = ends[dice.integers(0, len(ends), len(repeated))]
    links = len(ends)
    kinds = dice.integers(0, len(_TYPES), count)
    return ChartContent(
        chart_id=1,
        title="",
        notice="",
        entity_ids=np.arange(1, count + 1),
        types=[_TYPES[k] for k in kinds],
        labels=[f"Trader {k:06}" for k in range(count)],
        script_labels=[""] * count,
        positions=_places(count, ends),
        is_pinned=np.zeros(count, bool),
        picture_ids=np.zeros(count, np.int64),
        link_ids=np.arange(1, links + 1),
        link_types=[_LINK_TYPES[k] for k in dice.integers(0, len(_LINK_TYPES), links)],
        ends=ends,
        is_directed=dice.random(links) < 0.5,
        strengths=dice.integers(0, 3, links).astype(np.uint8),
        roles=[""] * links,
        percents=np.full(links, np.nan),
        amounts=[""] * links,
        quantities=[""] * links,
        starts=[""] * links,
        ends_on=[""] * links,
    )


def display_of(content: ChartContent) -> Display:
    """Give the display that the program makes of it."""
    return build_display(content, load_ontology(), load_style())


def whole(display: Display) -> View:
    """Look at the whole chart."""
    return View(0, 0, 1.0, WIDTH, HEIGHT).fitted(display.extents)


def near(display: Display) -> View:
    """Look at the middle at its own size, where some ``NEAR`` entities are in view."""
    x, y = np.median(display.positions, axis=0)
    return View(0, 0, 1.0, WIDTH, HEIGHT).centred(float(x), float(y))


def hub(content: ChartContent) -> int:
    """Give the entity with most links, by index."""
    return int(np.bincount(content.ends.ravel()).argmax())


def _places(count: int, ends: np.ndarray) -> np.ndarray:
    """Give places by forces, as wide apart that ``NEAR`` entities fill a close view."""
    dice = np.random.default_rng(3)
    start = dice.normal(size=(count, 2)) * np.sqrt(count)
    placed = spread(start, ends, np.ones(len(ends)), np.ones(count), 120)
    middle = np.median(placed, axis=0)
    box = np.abs(placed - middle) / (WIDTH / 2, HEIGHT / 2)
    farthest = np.partition(box.max(axis=1), min(NEAR, count - 1))[min(NEAR, count - 1)]
    return (placed - middle) / farthest
