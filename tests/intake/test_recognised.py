"""New entities of a table that are known already: taken for them where an analyst says so."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import text

from iwtlink.intake import ImportReport, Proposals, compare, load
from iwtlink.store import Store, entities
from iwtlink.store.ids import EntityId

BringIn = Callable[..., ImportReport]
PEOPLE = "id,name,aliases,born,nationality,note\np1,Neng VANG,Neng,1979,LA,\np2,Bua,,1985,LA,\n"


def known_person(store: Store, name: str) -> EntityId:
    with store.edit("Enter") as edit:
        return entities.add_entity(edit, "person", name)


def stated(store: Store, entity_id: int) -> set[tuple[str, str, str]]:
    with store.read() as db:
        rows = db.execute(
            text(
                "SELECT property, kind, value FROM statement "
                "WHERE subject_kind = 'entity' AND subject_id = :i"
            ),
            {"i": entity_id},
        )
        return {(row[0], row[1], row[2]) for row in rows}


def count(store: Store) -> int:
    with store.read() as db:
        return int(db.scalar(text("SELECT count(*) FROM entity")) or 0)


def key_of(proposals: Proposals, label: str) -> tuple[str, str, str]:
    return next(key for key, one in proposals.entities.items() if one.label == label)


def test_what_is_said_of_a_recognised_entity_is_added_to_it_its_spelling_as_an_alias(
    store: Store, understand: Callable[..., Proposals]
) -> None:
    neng = known_person(store, "Neng Wang")
    proposals = understand(PEOPLE)
    meant = {key_of(proposals, "Neng VANG"): int(neng)}
    with store.edit("Import") as edit:
        report = load(edit, proposals, meant=meant)
    assert report.items["entity"].new == 1
    assert report.items["entity"].updated == 1
    assert count(store) == 2
    assert ("name", "alias", "Neng VANG") in stated(store, neng)
    assert ("name", "primary", "Neng Wang") in stated(store, neng)
    assert ("birth_date", "", "1979") in stated(store, neng)
    with store.read() as db:
        row = entities.get_entity(db, neng)
    assert row is not None
    assert row.label == "Neng Wang"


def test_the_table_finds_whom_it_was_taken_for_when_it_comes_again(
    store: Store, understand: Callable[..., Proposals]
) -> None:
    neng = known_person(store, "Neng Wang")
    proposals = understand(PEOPLE)
    with store.edit("Import") as edit:
        load(edit, proposals, meant={key_of(proposals, "Neng VANG"): int(neng)})
    with store.read() as db:
        again = compare(db, understand(PEOPLE))
    assert again.changes_nothing


def test_a_choice_leaves_the_proposals_as_they_were(
    store: Store, understand: Callable[..., Proposals]
) -> None:
    neng = known_person(store, "Neng Wang")
    proposals = understand(PEOPLE)
    key = key_of(proposals, "Neng VANG")
    with store.read() as db:
        plain = compare(db, proposals)
        assert compare(db, proposals, {key: int(neng)}).items["entity"].new == 1
        assert compare(db, proposals) == plain
    assert {value.kind for value in proposals.entities[key].values} >= {"primary"}


def test_a_choice_of_what_is_gone_counts_for_nothing(
    store: Store, understand: Callable[..., Proposals]
) -> None:
    proposals = understand(PEOPLE)
    with store.read() as db:
        report = compare(db, proposals, {key_of(proposals, "Bua"): 4711})
    assert report.items["entity"].new == 2
