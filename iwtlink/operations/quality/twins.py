"""The rule of duplicates: the same number, or a very similar name, of two kindred entities.

Names are compared only where they agree by sound, or, in a large database, but for capitals,
marks and order of words: the cost stays linear.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import TypeVar

from sqlalchemy import text

from iwtlink.i18n import tr
from iwtlink.matching.compare import compare_names
from iwtlink.matching.names import read_name
from iwtlink.ontology import Ontology, PropertyType
from iwtlink.operations.quality.finding import Finding, Scope
from iwtlink.operations.quality.rules import Rule
from iwtlink.store.folding import fold
from iwtlink.store.ids import Item

_Named = tuple[int, str, str]
"""Entity, its type, one of its names."""
_Key = Callable[[str], Iterable[Hashable]]
"""Gives what a name shares with every name that could be alike."""


def duplicate(scope: Scope, rule: Rule) -> Iterator[Finding]:
    """Find entities that may be one and the same."""
    if scope.item is not None and scope.item.kind != "entity":
        return
    seen: set[tuple[int, int]] = set()
    for one, other, why in (*_same_numbers(scope, rule), *_like_names(scope, rule)):
        for here, there in ((one, other), (other, one)):
            if (here, there) in seen or scope.item not in (None, Item("entity", here)):
                continue
            seen.add((here, there))
            yield Finding(rule.name, Item("entity", here), why, "name", Item("entity", there))


_Pair = tuple[int, int, str]

_NUMBERS = """
    SELECT s.property, s.value, e.id, e.type FROM statement s
    JOIN entity e ON e.id = s.subject_id
    WHERE s.subject_kind = 'entity' AND s.property IN (SELECT value FROM json_each(:names))
    AND {known} ORDER BY s.property, s.value, e.id
"""
_TWICE = """(s.property, s.value) IN (
    SELECT t.property, t.value FROM statement t WHERE t.subject_kind = 'entity'
    AND t.property IN (SELECT value FROM json_each(:names))
    GROUP BY t.property, t.value HAVING min(t.subject_id) < max(t.subject_id))"""
_OF_ONE = """(s.property, s.value) IN (
    SELECT t.property, t.value FROM statement t WHERE t.subject_kind = 'entity'
    AND t.subject_id = {id} AND t.property IN (SELECT value FROM json_each(:names)))"""


def _same_numbers(scope: Scope, rule: Rule) -> Iterator[_Pair]:
    wanted = frozenset(rule.parameters["identifiers"])
    types = scope.ontology.entity_types
    own = {(t, n) for t, k in types.items() for n, p in k.properties.items() if _is_own(p, wanted)}
    known = _TWICE if scope.item is None else _OF_ONE.format(id=int(scope.item.id))
    rows = scope.db.execute(
        text(_NUMBERS.format(known=known)), {"names": json.dumps(sorted({n for _, n in own}))}
    )
    sharing: dict[tuple[str, str], list[tuple[int, str]]] = {}
    for name, value, number, type_name in rows:
        if (type_name, name) in own:
            sharing.setdefault((name, value), []).append((number, type_name))
    for (name, value), found in sharing.items():
        for one, other in _pairs(scope, rule, found):
            label = tr(types[one[1]].properties[name].label)
            yield one[0], other[0], tr("{label} {value} is the same.", label=label, value=value)


def _is_own(known: PropertyType, wanted: frozenset[str]) -> bool:
    """Say whether a number tells things apart; a phone or address tells only itself apart."""
    if known.value_type in ("phone", "email"):
        return known.value_type in wanted and known.name in ("number", "address")
    return known.value_type in wanted


def _like_names(scope: Scope, rule: Rule) -> Iterator[_Pair]:
    rows, key = _names_to_compare(scope, rule)
    alike: dict[Hashable, list[_Named]] = {}
    for row in rows:
        for part in key(row[2]):
            alike.setdefault(part, []).append(row)
    least = rule.number("least")
    for found in _blocks(scope, alike):
        for one, other in _pairs(scope, rule, sorted(set(found))):
            likeness = compare_names(read_name(one[2]), read_name(other[2]))
            if likeness.score >= least:
                yield one[0], other[0], _why(one[2], other[2], likeness.why)


def _blocks(scope: Scope, alike: dict[Hashable, list[_Named]]) -> Iterator[list[_Named]]:
    for found in alike.values():
        ids = {row[0] for row in found}
        if len(ids) > 1 and (scope.item is None or scope.item.id in ids):
            yield found


def _why(one: str, other: str, why: str) -> str:
    if one == other:
        return tr("Another is called {name}, too.", name=one)
    return tr("{one} and {other}: {why}.", one=one, other=other, why=why)


_NAMES = """
    SELECT e.id, e.type, s.value FROM statement s JOIN entity e ON e.id = s.subject_id
    WHERE s.subject_kind = 'entity' AND s.property = 'name'
    AND s.kind NOT IN ('former', 'nickname') AND {which} ORDER BY e.id, s.id
"""
_SAME = """s.value IN (SELECT t.value FROM statement t WHERE t.subject_id = {id}
    AND t.subject_kind = 'entity' AND t.property = 'name')"""


def _names_to_compare(scope: Scope, rule: Rule) -> tuple[list[_Named], _Key]:
    """Give the names to look at, and how to tell which could be alike, by what it costs."""
    count = int(scope.db.scalar(text("SELECT count(*) FROM entity")) or 0)
    if scope.item is None:
        is_small = count <= rule.number("by_sound_up_to")
        return _names(scope, "1"), _by_sound if is_small else _by_letters
    if count <= rule.number("one_by_sound_up_to"):
        return _names(scope, "1"), _by_sound
    return _names(scope, _SAME.format(id=int(scope.item.id))), _by_letters


def _names(scope: Scope, which: str) -> list[_Named]:
    rows = scope.db.exec_driver_sql(_NAMES.format(which=which))
    return [(row[0], row[1], row[2]) for row in rows]


def _by_sound(name: str) -> Iterable[Hashable]:
    read = read_name(name)
    if read.sounds:
        yield tuple(sorted(read.sounds))
        yield read.joined
    if read.han:
        yield read.han


def _by_letters(name: str) -> Iterable[Hashable]:
    yield tuple(sorted(fold(name).split()))


_R = TypeVar("_R", tuple[int, str], _Named)


def _pairs(scope: Scope, rule: Rule, found: Sequence[_R]) -> Iterator[tuple[_R, _R]]:
    """Pair kindred entities of a block; a large block is paired with its first ones only."""
    most = int(rule.number("most_alike"))
    here = [row for row in found if scope.item is not None and row[0] == scope.item.id]
    for place, one in enumerate(here or found[:most]):
        for other in found[:most] if here else found[place + 1 :]:
            if one[0] != other[0] and are_kindred(scope.ontology, one[1], other[1]):
                yield (one, other) if one[0] < other[0] else (other, one)


def are_kindred(ontology: Ontology, one: str, other: str) -> bool:
    """Say whether two types could be the same thing: one extends the other, or one family."""
    types = ontology.entity_types
    if one not in types or other not in types:
        return one == other
    return types[one].group == types[other].group
