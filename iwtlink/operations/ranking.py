"""Rank the network by a measure."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from iwtlink.analysis.pairs import simple_pairs
from iwtlink.analysis.registry import measure_named, rank
from iwtlink.store import Store, refs
from iwtlink.store.reading import read_snapshot


@dataclass(frozen=True, slots=True)
class RankedEntity:
    """An entity and its value; ``source_refs`` are those a source gave it."""

    position: int
    ref: str
    source_refs: tuple[str, ...]
    type: str
    label: str
    value: float


@dataclass(frozen=True, slots=True)
class Ranking:
    """A measure over the whole network, with what the network was."""

    measure: str
    label: str
    sentence: str
    source: str
    entity_count: int
    link_count: int
    pair_count: int
    component_count: int
    rows: tuple[RankedEntity, ...]


def rank_entities(
    store: Store,
    measure: str,
    *,
    top: int | None = None,
    confirmed_only: bool = False,
    directed: bool = False,
    weighted: bool = False,
) -> Ranking:
    """Rank all entities by a measure; raise ``BadInput`` for an unknown one."""
    known = measure_named(measure)
    with store.read() as db:
        snapshot = read_snapshot(db)
        if confirmed_only:
            snapshot = snapshot.only(strengths=(0,))
        ids = [int(i) for i in snapshot.entity_ids]
        source_refs = refs.external_refs(db, "entity", ids)
    groups = measure_named("components").values_of(snapshot)
    ranked = rank(snapshot, measure, directed=directed, weighted=weighted)
    ways = {round(row.value, 12): place for place, row in reversed(list(enumerate(ranked)))}
    # Equal values stand in the order of the references that readers know from the sources.
    ranked.sort(
        key=lambda row: (
            ways[round(row.value, 12)],
            source_refs.get(ids[row.index], [snapshot.refs[row.index]])[0],
        )
    )
    rows = tuple(
        RankedEntity(
            position,
            snapshot.refs[row.index],
            tuple(source_refs.get(ids[row.index], ())),
            snapshot.entity_types[row.index],
            snapshot.labels[row.index],
            row.value,
        )
        for position, row in enumerate(ranked[:top], 1)
    )
    return Ranking(
        known.name,
        known.label,
        known.sentence,
        known.source,
        len(ids),
        len(snapshot.link_ids),
        len(simple_pairs(snapshot).ends),
        len(np.unique(groups)),
        rows,
    )
