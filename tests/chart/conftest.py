"""Small charts to draw, and the measures by which a drawing is judged."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from iwtlink.chart.style import ChartStyle, load_style
from iwtlink.ontology import Ontology, load_ontology
from iwtlink.store.charts.content import ChartContent
from iwtlink.store.charts.look import Multiplicity
from iwtlink.store.charts.options import ChartOptions

MakeContent = Callable[..., ChartContent]


@pytest.fixture(scope="session")
def ontology() -> Ontology:
    return load_ontology()


@pytest.fixture(scope="session")
def style() -> ChartStyle:
    return load_style()


def build_content(
    labels: Sequence[str],
    links: Sequence[tuple[int, int]] = (),
    *,
    positions: Sequence[tuple[float, float]] | None = None,
    scripts: Sequence[str] | None = None,
    types: Sequence[str] | None = None,
    pinned: Sequence[int] = (),
    link_types: Sequence[str] | None = None,
    directed: Sequence[bool] | None = None,
    strengths: Sequence[int] | None = None,
    roles: Sequence[str] | None = None,
    percents: Sequence[float] | None = None,
    amounts: Sequence[str] | None = None,
    multiplicity: Multiplicity = "one",
    **more: Any,
) -> ChartContent:
    """Give a chart's content from the few things a test is about. Ids are 101.. and 201..

    ``more`` are options of the chart and the other fields of its content.
    """
    named = {field.name for field in fields(ChartOptions)}
    options = {name: more.pop(name) for name in list(more) if name in named}
    n, m = len(labels), len(links)
    places = np.full((n, 2), np.nan) if positions is None else np.array(positions, float)
    is_pinned = np.zeros(n, bool)
    is_pinned[list(pinned)] = True
    return ChartContent(
        chart_id=1,
        title="Naga Eye",
        notice="Fictional",
        entity_ids=np.arange(101, 101 + n),
        types=list(types or ["person"] * n),
        labels=list(labels),
        script_labels=list(scripts or [""] * n),
        positions=places.reshape(-1, 2),
        is_pinned=is_pinned,
        picture_ids=np.zeros(n, np.int64),
        link_ids=np.arange(201, 201 + m),
        link_types=list(link_types or ["associate_of"] * m),
        ends=np.array(links, np.int64).reshape(-1, 2),
        is_directed=np.array(directed if directed is not None else [False] * m, bool),
        strengths=np.array(strengths or [0] * m, np.uint8),
        roles=list(roles or [""] * m),
        percents=np.array(percents if percents is not None else [np.nan] * m, float),
        amounts=list(amounts or [""] * m),
        quantities=[""] * m,
        starts=[""] * m,
        ends_on=[""] * m,
        options=ChartOptions(multiplicity=multiplicity, **options),
        **more,
    )


@pytest.fixture(scope="session")
def make_content() -> MakeContent:
    return build_content


@pytest.fixture(scope="session")
def demo_content(shared_data: Path) -> ChartContent:
    """The demo case: 81 entities and 150 links."""
    entities = _rows(shared_data / "demo_case" / "entities.csv")
    links = _rows(shared_data / "demo_case" / "links.csv")
    number = {row["entity_id"]: i for i, row in enumerate(entities)}
    strengths = ["confirmed", "unconfirmed", "tentative"]
    return build_content(
        [row["name_latin"] for row in entities],
        [(number[row["from_id"]], number[row["to_id"]]) for row in links],
        scripts=[row["name_script"] for row in entities],
        types=[row["type"] for row in entities],
        link_types=[row["type"] for row in links],
        directed=[row["direction"] == "from_to" for row in links],
        strengths=[strengths.index(row["strength"]) for row in links],
        roles=[row["role"] for row in links],
        percents=[float(row["percent"] or "nan") for row in links],
    )


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="session")
def count_overlaps() -> Callable[[NDArray[np.float64]], int]:
    """Count overlapping pairs among boxes, by looking at all of them."""

    def count(boxes: NDArray[np.float64]) -> int:
        a, b = boxes[:, None], boxes[None]
        hit = (a[..., 0:2] < b[..., 2:4] - 1e-9) & (b[..., 0:2] < a[..., 2:4] - 1e-9)
        pairs = hit.all(axis=2)
        return int((pairs.sum() - np.trace(pairs)) // 2)

    return count
