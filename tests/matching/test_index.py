"""The index finds twins and names, and keeps up with edits."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from iwtlink.matching import LIKELY, POSSIBLE, NameIndex, compare_names, read_name
from iwtlink.store import Changes, Store
from iwtlink.store.entities import add_entity, add_external_ref
from iwtlink.store.ids import EntityId
from iwtlink.store.retractions.removal import remove


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.create(tmp_path / "names.iwt", title="Names") as store:
        yield store


def add(store: Store, type_name: str, name: str, script_name: str = "") -> EntityId:
    with store.edit("Add") as edit:
        return add_entity(edit, type_name, name, script_name=script_name)


def index_of(store: Store) -> NameIndex:
    with store.read() as db:
        return NameIndex.read(db, store.ontology)


def test_a_twin_is_found_across_scripts(store: Store) -> None:
    boss = add(store, "person", "Khamsing VONGPHADY", "ຄຳສິງ ວົງພະດີ")
    add(store, "person", "Bounma SOULIYA")
    (twin,) = index_of(store).twins("Kamsing Vongpadi", "person")
    assert (twin.entity_id, twin.score >= LIKELY) == (boss, True)


def test_a_company_is_no_twin_of_a_person(store: Store) -> None:
    add(store, "company", "Khamsing")
    assert not index_of(store).twins("Khamsing", "person")
    assert index_of(store).twins("Khamsing", "organisation")


def test_an_unfinished_word_shows_its_names(store: Store) -> None:
    boss = add(store, "person", "Khamsing VONGPHADY")
    assert [twin.entity_id for twin in index_of(store).twins("Kham", "person", least=0.4)] == [boss]


def test_names_and_references_are_found_by_their_parts(store: Store) -> None:
    boss = add(store, "person", "Khamsing VONGPHADY", "ຄຳສິງ ວົງພະດີ")
    with store.edit("Refs") as edit:
        add_external_ref(edit, "entity", boss, "case", "P01")
    index = index_of(store)
    for typed in ("vongph", "sing vong", "P01", "per-", "ວົງພະດີ"):
        assert [known.entity_id for known in index.find(typed)] == [boss], typed


def test_the_very_reference_comes_first(store: Store) -> None:
    add(store, "person", "A P01 lookalike")
    boss = add(store, "person", "Khamsing VONGPHADY")
    with store.edit("Refs") as edit:
        add_external_ref(edit, "entity", boss, "case", "P01")
    assert index_of(store).find("p01")[0].entity_id == boss


def test_a_name_that_only_sounds_alike_is_found_last(store: Store) -> None:
    boss = add(store, "person", "Khamsing VONGPHADY")
    assert [known.entity_id for known in index_of(store).find("Kamsing Vongpadi")] == [boss]


def test_only_fitting_types_are_found(store: Store) -> None:
    add(store, "company", "Naga Trading")
    snake = add(store, "person", "Naga")
    found = index_of(store).find("naga", fits=lambda type_name: type_name == "person")
    assert [known.entity_id for known in found] == [snake]


def test_the_index_follows_edits(store: Store) -> None:
    index = index_of(store)
    seen: list[Changes] = []
    store.listen(seen.append)
    boss = add(store, "person", "Khamsing VONGPHADY")
    with store.read() as db:
        index.follow(db, seen[-1])
    assert [twin.entity_id for twin in index.twins("Khamsing Vongphady", "person")] == [boss]
    with store.edit("Delete") as edit:
        remove(edit.connection, "entity", [boss])
    with store.read() as db:
        index.follow(db, seen[-1])
    assert not index.twins("Khamsing Vongphady", "person")
    assert not index.find("Khamsing")
    assert index.known(boss) is None


def test_a_name_still_being_typed_finds_the_one_it_begins_however_parted() -> None:
    known = read_name("Khamsing VONGPHADY")
    assert compare_names(read_name("Kham Sing Vongp"), known).score >= POSSIBLE
    assert compare_names(read_name("Kham"), known).score < LIKELY
