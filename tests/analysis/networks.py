"""Small networks to measure, and how to read the two larger ones."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from iwtlink.store.snapshot import STRENGTHS, Snapshot

Link = tuple[str, str] | tuple[str, str, str]


def snapshot_of(
    names: Sequence[str],
    links: Sequence[Link],
    *,
    directed: bool = False,
    weights: Sequence[float] | None = None,
) -> Snapshot:
    """Give a network of named entities; a link is (from, to) or (from, to, strength)."""
    index = {name: k for k, name in enumerate(names)}
    strengths = [STRENGTHS.index(link[2]) if len(link) == 3 else 0 for link in links]
    count = len(links)
    return Snapshot(
        entity_ids=np.arange(1, len(names) + 1, dtype=np.int64) * 10,
        entity_types=["person"] * len(names),
        labels=list(names),
        refs=list(names),
        link_ids=np.arange(1, count + 1, dtype=np.int64),
        link_types=["associate_of"] * count,
        ends=np.array([[index[a], index[b]] for a, b, *_rest in links], np.int64).reshape(-1, 2),
        is_directed=np.full(count, directed),
        strengths=np.array(strengths, np.uint8),
        weights=np.ones(count) if weights is None else np.array(weights, np.float64),
        amounts=np.full(count, np.nan),
    )


def demo_case(shared_data: Path) -> Snapshot:
    """Read the fictional demo case, duplicates unmerged."""
    folder = shared_data / "demo_case"
    entities = _rows(folder / "entities.csv")
    links = [(row["from_id"], row["to_id"], row["strength"]) for row in _rows(folder / "links.csv")]
    return snapshot_of([row["entity_id"] for row in entities], links, directed=True)


def caviar(shared_data: Path) -> Snapshot:
    """Read the CAVIAR calls (C. Morselli, Inside Criminal Networks, 2009): counts as weights."""
    with (shared_data / "networks" / "morselli_caviar.csv").open(encoding="utf-8-sig") as stream:
        table = list(csv.reader(stream))
    names = table[0][1:]
    cells = [
        (row[0], names[k], float(value))
        for row in table[1:]
        for k, value in enumerate(row[1:])
        if float(value)
    ]
    ties = [(source, target) for source, target, _count in cells]
    return snapshot_of(names, ties, directed=True, weights=[count for *_ends, count in cells])


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))
