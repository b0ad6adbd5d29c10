"""Who is linked with chosen entities and could be added to their chart, counted beforehand."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, text

from iwtlink.i18n import tr
from iwtlink.ontology import Ontology
from iwtlink.store.entities import get_entities

MOST_DEGREES = 3
"""Beyond three links almost anybody is reached from anybody."""
_TOUCHING = """
    SELECT id, type, from_id, to_id, is_directed FROM link
    WHERE from_id IN (SELECT value FROM json_each(:ids))
    UNION SELECT id, type, from_id, to_id, is_directed FROM link
    WHERE to_id IN (SELECT value FROM json_each(:ids)) ORDER BY id
"""


@dataclass(frozen=True, slots=True)
class Expansion:
    """Entities of one type reached by one verb, so many links away."""

    degree: int
    verb: str
    type: str
    type_label: str
    icon: str
    ids: tuple[int, ...]
    """All of them, in the order in which they were linked."""
    there: frozenset[int]
    """Those of them that the chart has already."""

    @property
    def fresh(self) -> tuple[int, ...]:
        """Those that the chart does not have yet."""
        return tuple(number for number in self.ids if number not in self.there)


def count_expansion(
    db: Connection,
    ontology: Ontology,
    entity_ids: Sequence[int],
    on_chart: Collection[int],
    degrees: int = 1,
) -> list[Expansion]:
    """Group who is reached within ``degrees`` links: nearest first, then the largest group.

    Somebody reached in several ways stands in each group of the fewest links; nobody is walked
    through twice. ``verb`` is read from the nearer end.
    """
    reached, frontier = set(entity_ids), list(entity_ids)
    there = frozenset(int(number) for number in on_chart)
    found: list[Expansion] = []
    for degree in range(1, min(degrees, MOST_DEGREES) + 1):
        met = _met(db, ontology, frontier, reached)
        found += _groups(db, ontology, degree, met, there)
        frontier = list(dict.fromkeys(number for _, number in met))
        reached.update(frontier)
    return found


def _met(
    db: Connection, ontology: Ontology, frontier: Sequence[int], reached: Collection[int]
) -> list[tuple[str, int]]:
    """Give verb and entity of each step beyond what is reached, each once."""
    met: dict[tuple[str, int], None] = {}
    near = set(frontier)
    for _, name, start, end, is_directed in db.execute(
        text(_TOUCHING), {"ids": json.dumps([int(number) for number in frontier])}
    ):
        for one, other in ((start, end), (end, start)):
            if one in near and other not in reached:
                is_forward = one == start or not is_directed
                met[_verb(ontology, name, is_forward=is_forward), other] = None
    return list(met)


def _groups(
    db: Connection,
    ontology: Ontology,
    degree: int,
    met: Iterable[tuple[str, int]],
    there: frozenset[int],
) -> list[Expansion]:
    listed = list(met)
    types = {i: row.type for i, row in get_entities(db, [i for _, i in listed]).items()}
    groups: dict[tuple[str, str], list[int]] = {}
    for verb, number in listed:
        if number in types:
            groups.setdefault((verb, types[number]), []).append(number)
    made = [
        _expansion(ontology, degree, verb, name, ids, there) for (verb, name), ids in groups.items()
    ]
    return sorted(made, key=lambda one: (-len(one.ids), one.verb, one.type))


def _expansion(
    ontology: Ontology,
    degree: int,
    verb: str,
    type_name: str,
    ids: Sequence[int],
    there: frozenset[int],
) -> Expansion:
    known = ontology.entity_types.get(type_name)
    label, icon = (tr(known.label), known.icon) if known else (type_name, "")
    return Expansion(degree, verb, type_name, label, icon, tuple(ids), there & set(ids))


def _verb(ontology: Ontology, name: str, *, is_forward: bool) -> str:
    known = ontology.link_types.get(name)
    if known is None:
        return name
    return tr(known.verb if is_forward or not known.reverse_verb else known.reverse_verb)
