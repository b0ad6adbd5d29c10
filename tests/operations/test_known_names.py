"""Many new names compared at once find what is found one by one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from iwtlink.errors import no_progress
from iwtlink.intake.proposals import ProposedEntity, ProposedValue
from iwtlink.matching import NameIndex
from iwtlink.ontology import Value
from iwtlink.operations.known_names import twins_of_many
from iwtlink.operations.twins_inside import find_inside
from iwtlink.store import Store, entities, judgements, statements
from iwtlink.store.ids import EntityId, Subject

KNOWN = ("Khamsing VONGPHADY", "Bounmy SIDA", "Thavone KEOLOUANG", "CHEN Guozhao", "Naga Hotel")
NEW = ("Kamsing Vongpadi", "Bunmi Sida", "Chan Kwok Chiu", "Zzyzx QQ", "Thavone Keoluang")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = Store.create(tmp_path / "names.iwt", title="Names", code="T1")
    with made.edit("Enter") as edit:
        for name in KNOWN:
            entities.add_entity(edit, "person", name)
    yield made
    made.close()


def proposed(name: str) -> ProposedEntity:
    values = [ProposedValue("name", Value(name), 2, kind="primary")]
    return ProposedEntity(("ref", "test", name), "person", name, values=values, rows=[2])


def test_in_bulk_the_likely_ones_are_those_found_one_by_one(store: Store) -> None:
    new = [proposed(name) for name in NEW]
    with store.read() as db:
        index = NameIndex.read(db, store.ontology)
        few = {one.key: index.twins(one.label, one.type) for one in new}
        many = twins_of_many(db, store.ontology, new, no_progress)
    for entity in new:
        likely = [twin for twin in few[entity.key] if twin.score >= 0.9]
        assert [twin for twin in many.get(entity.key, ()) if twin.score >= 0.9] == likely


def test_in_an_empty_database_nobody_is_known(tmp_path: Path) -> None:
    empty = Store.create(tmp_path / "empty.iwt", title="Empty", code="T1")
    with empty.read() as db:
        found = twins_of_many(db, empty.ontology, [proposed(name) for name in NEW], no_progress)
    assert not any(found.values())
    empty.close()


def test_pairs_are_found_among_the_given_ones_alone_until_they_are_judged(store: Store) -> None:
    with store.edit("Enter") as edit:
        twin = entities.add_entity(edit, "person", "Kamsing Vongpadi")
    assert [(one.one_id, one.other_id) for one in find_inside(store, [1, 2, twin])] == [(1, twin)]
    assert find_inside(store, [1, 2, 3]) == []
    with store.edit("Judge") as edit:
        keys = find_inside(store, [1, twin])[0].keys
        judgements.judge(edit, "entity", 1, twin, "different", "cousins", keys)
    assert find_inside(store, [1, 2, twin]) == []


def test_a_number_joins_a_pair_whatever_the_names(store: Store) -> None:
    with store.edit("Enter") as edit:
        for entity_id in (1, 2):
            subject = Subject("entity", EntityId(entity_id))
            statements.state(edit, subject, "id_number", Value("P1234567"))
    (pair,) = find_inside(store, range(1, 6), least="possible")
    assert (pair.one_id, pair.other_id) == (1, 2)
