"""Which of some entities may be one and the same: those of a chart, among themselves."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from itertools import combinations

import numpy as np
from sqlalchemy import Connection, text

from iwtlink.errors import Progress, no_progress
from iwtlink.matching.candidates import Band, Candidate, is_at_least
from iwtlink.matching.names import read_name
from iwtlink.matching.weights import weights
from iwtlink.ontology import Ontology
from iwtlink.operations.candidates.finding import weighed
from iwtlink.operations.candidates.judged import not_yet_judged
from iwtlink.operations.candidates.pairing import HOLDERS, Pairs, Population, by_names
from iwtlink.operations.known_numbers import KnownNumbers
from iwtlink.store import Store
from iwtlink.store.entities import get_entities, names_of


def find_inside(
    store: Store,
    ids: Collection[int],
    *,
    least: Band = "likely",
    progress: Progress = no_progress,
) -> list[Candidate]:
    """Find pairs among these entities alone, surest first; what was judged is left out.

    Costs what so many entities cost, however large the database is.
    """
    with store.read() as db:
        people = _population(db, store.ontology, ids)
        pairs = by_names(people, progress) | _by_numbers(db, store.ontology, people)
        pairs |= _by_notes(db, people)
        found = [one for one in weighed(db, store.ontology, pairs) if is_at_least(one.band, least)]
        kept = list(not_yet_judged(db, "entity", found))
    return sorted(kept, key=lambda one: (-one.score, one.one_id, one.other_id))


def _population(db: Connection, ontology: Ontology, ids: Collection[int]) -> Population:
    rows = sorted(get_entities(db, sorted(ids)).values(), key=lambda row: row.id)
    names = names_of(db, [row.id for row in rows])
    by, families = weights(), dict[str, int]()
    listed = [
        (at, name)
        for at, row in enumerate(rows)
        for name in dict.fromkeys([*names.get(row.id, ()), row.label])
    ]
    return Population(
        np.array([row.id for row in rows], np.int64),
        np.array(
            [families.setdefault(by.family(ontology, row.type), len(families)) for row in rows],
            np.int64,
        ),
        tuple(row.type for row in rows),
        tuple(read_name(name) for _, name in listed),
        np.array([at for at, _ in listed], np.int64),
    )


def _by_numbers(db: Connection, ontology: Ontology, people: Population) -> Pairs:
    """Pair those of one family that have the same number."""
    families = dict(zip(people.ids.tolist(), people.families.tolist(), strict=True))
    groups = KnownNumbers.read(db, ontology, families).holders()
    return {
        (one, other)
        for group in groups
        for one, other in combinations(sorted(group), 2)
        if len(group) <= HOLDERS and families[one] == families[other]
    }


def _by_notes(db: Connection, people: Population) -> Pairs:
    """Pair those that someone linked as possibly one."""
    query = """
        SELECT from_id, to_id FROM link WHERE type IN (SELECT value FROM json_each(:types))
        AND from_id IN (SELECT value FROM json_each(:ids))
        AND to_id IN (SELECT value FROM json_each(:ids))
    """
    given = {"types": _listed(weights().links.same), "ids": _listed(people.ids.tolist())}
    families = dict(zip(people.ids.tolist(), people.families.tolist(), strict=True))
    return {
        (min(one, other), max(one, other))
        for one, other in db.execute(text(query), given)
        if families[one] == families[other]
    }


def _listed(values: Iterable[object]) -> str:
    return json.dumps(list(values))
