"""Charts to measure on: a scale-free network, the worst case for links."""

from __future__ import annotations

from functools import cache

import networkx as nx
import numpy as np

from iwtlink.chart.building import build_display
from iwtlink.chart.display import Display
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
    """Give places as wide apart that ``NEAR`` entities fill a close view.

    By turns each entity moves half the way to the middle of those it is linked with, and all are
    spread evenly over a disc again. This is no layout of the program, so that work on its
    layouts changes nothing here. Of 100,000 entities a link is 0.17 of the disc's width long on
    average, and some 4,400 pairs pass through the close view with neither end in it; of 10,000
    some 1,000, of 2,000 some 170.
    """
    placed = _on_a_disc(np.random.default_rng(3).normal(size=(count, 2)))
    for _ in range(60):
        placed = _on_a_disc((placed + _middles(placed, ends)) / 2)
    box = np.abs(placed - np.median(placed, axis=0)) / (WIDTH / 2, HEIGHT / 2)
    farthest = np.partition(box.max(axis=1), min(NEAR, count - 1))[min(NEAR, count - 1)]
    return placed / farthest


def _middles(places: np.ndarray, ends: np.ndarray) -> np.ndarray:
    """Give the middle of those each entity is linked with; its own place where it has no link."""
    here, there = np.vstack((ends, ends[:, ::-1])).T
    links = np.bincount(here, minlength=len(places))
    sums = [np.bincount(here, places[there, axis], len(places)) for axis in (0, 1)]
    return np.where(links[:, None], np.column_stack(sums) / np.maximum(links, 1)[:, None], places)


def _on_a_disc(places: np.ndarray) -> np.ndarray:
    """Give places spread evenly over a disc: each keeps its direction and its rank from within."""
    way = places - np.median(places, axis=0)
    far = np.maximum(np.hypot(way[:, 0], way[:, 1]), 1e-9)
    rank = np.argsort(np.argsort(far)) + 0.5
    return way * (np.sqrt(rank / len(places)) / far)[:, None]
