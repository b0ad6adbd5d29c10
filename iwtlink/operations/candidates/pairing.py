"""Which entities are worth weighing: alike by name, number, day or network, or by a note."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process
from sqlalchemy import Connection, text

from iwtlink.errors import Progress
from iwtlink.matching.blocking import pairs_to_compare
from iwtlink.matching.forms import Name
from iwtlink.matching.identifiers import Identifier, IdentifierReader
from iwtlink.matching.names import read_name
from iwtlink.matching.number_forms import LOCAL_PHONE
from iwtlink.matching.rests import Ints
from iwtlink.matching.screening import distinct
from iwtlink.matching.weights import weights
from iwtlink.ontology import Ontology

Pairs = set[tuple[int, int]]
"""Ids of two entities, the smaller first."""

HOLDERS = 24
"""A number or a day that more share says too little about any two of them."""
NEIGHBOURS = 20
"""Who is linked with more is left out where pairs are made of those who share a neighbour."""
_MOST_BY_NETWORK = 1_500_000
RESEMBLING = 80
"""Likeness (0 to 100) of the words of two names, in any order, that makes them worth a look."""


@dataclass(frozen=True, slots=True)
class Population:
    """All entities in rows: ``ids`` ascending, ``families`` a number for each family of types.

    ``names`` are all names with the row of their owner in ``owners``.
    """

    ids: Ints
    families: Ints
    types: tuple[str, ...]
    names: tuple[Name, ...]
    owners: Ints

    def row_of(self, ids: Ints) -> Ints:
        """Give the rows of entities that are there."""
        return np.searchsorted(self.ids, ids)


def read_population(db: Connection, ontology: Ontology) -> Population:
    """Read every entity with its names."""
    by = weights()
    rows = db.execute(text("SELECT id, type, label FROM entity ORDER BY id")).all()
    families: dict[str, int] = {}
    number_of = {
        name: families.setdefault(by.family(ontology, name), len(families))
        for name in sorted({str(row[1]) for row in rows})
    }
    place = {int(row[0]): at for at, row in enumerate(rows)}
    named = {(at, str(row[2])): None for at, row in enumerate(rows)}
    query = """
        SELECT subject_id, value FROM statement
        WHERE subject_kind = 'entity' AND property = 'name' ORDER BY id
    """
    for i, value in db.execute(text(query)):
        if i in place:
            named.setdefault((place[i], str(value)))
    return Population(
        np.array([row[0] for row in rows], np.int64),
        np.array([number_of[row[1]] for row in rows], np.int64),
        tuple(str(row[1]) for row in rows),
        tuple(read_name(name) for _, name in named),
        np.array([at for at, _ in named], np.int64),
    )


def by_names(people: Population, progress: Progress) -> Pairs:
    """Pair entities whose names share what names of one thing share."""
    rows = pairs_to_compare(people.names, people.owners, people.families[people.owners], progress)
    ids = people.ids[people.owners[rows]]
    return {_pair(one, other) for one, other in ids.tolist()}


def _pair(one: int, other: int) -> tuple[int, int]:
    return (int(one), int(other)) if one < other else (int(other), int(one))


def by_numbers(db: Connection, ontology: Ontology, people: Population) -> Pairs:
    """Pair entities of one family that have the same number."""
    reader = IdentifierReader(ontology)
    wanted = {"names": json.dumps(sorted(reader.properties()))}
    query = """
        SELECT subject_id, property, value FROM statement WHERE subject_kind = 'entity'
        AND property IN (SELECT value FROM json_each(:names))
    """
    values: dict[int, dict[str, list[str]]] = {}
    for i, name, value in db.execute(text(query), wanted):
        values.setdefault(int(i), {}).setdefault(str(name), []).append(str(value))
    _add_names_that_are_numbers(values, people)
    holders: dict[tuple[str, int], set[int]] = {}
    for i, said in values.items():
        row = int(people.row_of(np.array([i]))[0])
        for identifier in reader.read(people.types[row], said):
            for key in _looked_up_by(identifier):
                holders.setdefault((key, int(people.families[row])), set()).add(i)
    return _paired(holders.values())


def _looked_up_by(identifier: Identifier) -> Iterator[str]:
    """Give the number, and of a phone its end: a local one is the end of a whole one."""
    yield identifier.key
    if identifier.kind == "phone" and len(identifier.form) >= LOCAL_PHONE:
        yield f"end of a phone:{identifier.form[-LOCAL_PHONE:]}"


def _add_names_that_are_numbers(
    values: dict[int, dict[str, list[str]]], people: Population
) -> None:
    for name, owner in zip(people.names, people.owners, strict=True):
        if people.types[owner] in ("phone", "email"):
            said = values.setdefault(int(people.ids[owner]), {})
            said.setdefault("name", []).append(name.text)


def _paired(groups: Iterable[Collection[int]]) -> Pairs:
    """Pair all of each small group; of a larger one each with the first."""
    found: Pairs = set()
    for group in groups:
        if len(group) < 2:
            continue
        listed = sorted(group)
        ends = listed if len(listed) <= HOLDERS else listed[:1]
        found.update((a, b) for a in ends for b in listed if a < b)
    return found


def by_notes(db: Connection, people: Population) -> Pairs:
    """Pair entities that someone linked as possibly one."""
    types = json.dumps(list(weights().links.same))
    query = "SELECT from_id, to_id FROM link WHERE type IN (SELECT value FROM json_each(:types))"
    rows = [_pair(*row) for row in db.execute(text(query), {"types": types})]
    return {pair for pair in rows if _are_one_family(people, pair)}


def _are_one_family(people: Population, pair: tuple[int, int]) -> bool:
    one, other = people.families[people.row_of(np.array(pair))]
    return bool(one == other)


def by_days(db: Connection, ontology: Ontology, people: Population) -> Pairs:
    """Pair happenings of one day."""
    query = """
        SELECT subject_id, first FROM statement WHERE subject_kind = 'entity'
        AND property = 'date' AND first = last
    """
    days: dict[tuple[str, int], set[int]] = {}
    for i, day in db.execute(text(query)):
        row = int(people.row_of(np.array([i]))[0])
        if ontology.is_a(people.types[row], "happening"):
            days.setdefault((str(day), int(people.families[row])), set()).add(int(i))
    return _paired(group for group in days.values() if len(group) <= HOLDERS)


def by_births(db: Connection, people: Population) -> Pairs:
    """Pair people born on one day whose names sound the same, however many bear the name.

    The first of January is left out: it mostly stands for the year.
    """
    query = """
        SELECT subject_id, first FROM statement WHERE subject_kind = 'entity'
        AND property = 'birth_date' AND first = last AND first NOT LIKE '%-01-01'
    """
    days: dict[int, set[str]] = {}
    for i, day in db.execute(text(query)):
        days.setdefault(int(i), set()).add(str(day))
    born: dict[tuple[str, tuple[str, ...]], set[int]] = {}
    for name, owner in zip(people.names, people.owners, strict=True):
        if name.sounds:
            for day in days.get(int(people.ids[owner]), ()):
                key = (day, tuple(sorted(name.sounds)))
                born.setdefault(key, set()).add(int(people.ids[owner]))
    return _paired(born.values())


def by_network(db: Connection, people: Population) -> Pairs:
    """Pair entities that share a neighbour few others have, and whose names resemble a little."""
    rows = db.execute(text("SELECT from_id, to_id FROM link")).all()
    if not rows:
        return set()
    ends = people.row_of(np.array([tuple(row) for row in rows], np.int64))
    both = np.unique(np.concatenate([ends, ends[:, ::-1]]), axis=0)
    starts = np.flatnonzero(np.r_[True, both[1:, 0] != both[:-1, 0]])
    sizes = np.diff(np.r_[starts, len(both)])
    codes = _sharing(both[:, 1], starts, sizes, people)
    return _resembling(people, codes)


def _sharing(others: Ints, starts: Ints, sizes: Ints, people: Population) -> Ints:
    found: list[Ints] = []
    count = 0
    for size in range(2, NEIGHBOURS + 1):
        at = starts[sizes == size]
        if not len(at) or count > _MOST_BY_NETWORK:
            continue
        table = others[at[:, None] + np.arange(size)]
        one, other = np.triu_indices(size, 1)
        low, high = table[:, one].ravel(), table[:, other].ravel()
        can = people.families[low] == people.families[high]
        found.append(low[can] * len(people.ids) + high[can])
        count += int(can.sum())
    return distinct(np.concatenate(found)) if found else np.empty(0, np.int64)


def _resembling(people: Population, codes: Ints) -> Pairs:
    """Keep pairs of which some words of the names agree by sound."""
    texts = _all_sounds(people)
    one, other = np.divmod(codes, len(people.ids))
    alike = process.cpdist(
        list(texts[one]), list(texts[other]), scorer=fuzz.token_set_ratio, dtype=np.uint8
    )
    keep = np.flatnonzero(alike >= RESEMBLING)
    return {
        _pair(a, b) for a, b in zip(people.ids[one[keep]], people.ids[other[keep]], strict=True)
    }


def _all_sounds(people: Population) -> npt.NDArray[np.object_]:
    words: list[set[str]] = [set() for _ in people.ids]
    for name, owner in zip(people.names, people.owners, strict=True):
        words[owner].update(name.sounds)
    return np.array([" ".join(sorted(found)) for found in words], dtype=object)


def all_pairs(db: Connection, ontology: Ontology, people: Population, progress: Progress) -> Pairs:
    """Give every pair worth weighing."""
    steps: Sequence[Callable[[], Pairs]] = (
        lambda: by_names(people, progress),
        lambda: by_numbers(db, ontology, people),
        lambda: by_notes(db, people),
        lambda: by_days(db, ontology, people),
        lambda: by_births(db, people),
        lambda: by_network(db, people),
    )
    found: Pairs = set()
    for step in steps:
        found |= step()
    return found
