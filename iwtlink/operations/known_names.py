"""Whom many new entities may be by their names, all compared at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from sqlalchemy import Connection

from iwtlink.errors import Progress
from iwtlink.i18n import tr
from iwtlink.intake.proposals import EntityKey, ProposedEntity
from iwtlink.matching import POSSIBLE, Name, Twin, compare_names
from iwtlink.matching.names import read_name
from iwtlink.matching.weights import weights
from iwtlink.ontology import Ontology
from iwtlink.operations.candidates.pairing import Population, by_names, read_population

Twins = Mapping[EntityKey, Sequence[Twin]]
"""Whom each new entity may be, likeliest first."""


def twins_of_many(
    db: Connection, ontology: Ontology, new: Sequence[ProposedEntity], progress: Progress
) -> Twins:
    """Compare all names at once: near linear in new and known ones together."""
    known = read_population(db, ontology)
    first_new = int(known.ids[-1]) + 1 if len(known.ids) else 1
    people = _with_new(ontology, known, new, first_new)
    names: dict[int, list[Name]] = {}
    for name, owner in zip(people.names, people.ids[people.owners].tolist(), strict=True):
        names.setdefault(owner, []).append(name)

    def report(done: float, _: str) -> None:
        progress(done, tr("Looking who is known already"))

    twins: dict[EntityKey, list[Twin]] = {}
    for one, other in by_names(people, report):
        if one < first_new <= other:
            twin = _compared(one, names[one], names[other])
            if twin.score >= POSSIBLE:
                twins.setdefault(new[other - first_new].key, []).append(twin)
    return {key: _best(found) for key, found in twins.items()}


def _with_new(
    ontology: Ontology, known: Population, new: Sequence[ProposedEntity], first_new: int
) -> Population:
    """Add the new entities behind those that are known."""
    types = (*known.types, *(entity.type for entity in new))
    by, families = weights(), dict[str, int]()
    listed = [(at, name) for at, one in enumerate(new) for name in _names_of(one)]
    return Population(
        np.concatenate([known.ids, np.arange(first_new, first_new + len(new), dtype=np.int64)]),
        np.array(
            [families.setdefault(by.family(ontology, t), len(families)) for t in types], np.int64
        ),
        types,
        (*known.names, *(read_name(name) for _, name in listed)),
        np.concatenate(
            [known.owners, np.array([len(known.ids) + at for at, _ in listed], np.int64)]
        ),
    )


def _compared(entity_id: int, known: Sequence[Name], typed: Sequence[Name]) -> Twin:
    best = Twin(entity_id, 0.0, "")
    for one in typed:
        for other in known:
            alike = compare_names(one, other)
            if alike.score > best.score:
                best = Twin(entity_id, alike.score, alike.why, other.text)
    return best


def _best(twins: Sequence[Twin]) -> list[Twin]:
    """Keep the best of each entity, likeliest first."""
    best: dict[int, Twin] = {}
    for twin in twins:
        if twin.entity_id not in best or twin.score > best[twin.entity_id].score:
            best[twin.entity_id] = twin
    return sorted(best.values(), key=lambda twin: (-twin.score, twin.entity_id))


def _names_of(entity: ProposedEntity) -> Iterator[str]:
    return iter([one.value.text for one in entity.values if one.property == "name"])
