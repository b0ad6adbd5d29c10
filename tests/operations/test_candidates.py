"""Twins of a whole database: found, explained, judged, asked again, merged."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from iwtlink.errors import BadInput, Cancelled
from iwtlink.intake.proposals import ProposedEntity, ProposedValue
from iwtlink.matching import NameIndex
from iwtlink.matching.candidates import Band
from iwtlink.ontology import Value
from iwtlink.ontology.values import parse_value
from iwtlink.operations.candidates import explain, find_all, find_for
from iwtlink.operations.candidates.judging import judge_pair
from iwtlink.operations.candidates.proposals import for_proposals
from iwtlink.store import Edit, Store, documents, judgements
from iwtlink.store.entities import add_entity, get_entities
from iwtlink.store.ids import EntityId, RecordId, Subject
from iwtlink.store.links import add_link
from iwtlink.store.retractions.removal import remove
from iwtlink.store.statements import state
from tests.operations.ftm_small import read_ftm


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.create(tmp_path / "twins.iwt", code="VT1") as made:
        made.sign_in("Vilay T", "VT")
        yield made


@pytest.fixture
def demo(demo_made: Path, tmp_path: Path) -> Iterator[Store]:
    shutil.copy(demo_made, tmp_path / "demo.iwt")
    with Store.open(tmp_path / "demo.iwt") as opened:
        opened.sign_in("Vilay T", "VT")
        yield opened


def thing(
    edit: Edit, name: str, type_name: str = "person", record: RecordId | None = None, **said: str
) -> EntityId:
    made = add_entity(edit, type_name, name, record_id=record)
    for known, text in said.items():
        kind = edit.ontology.entity_types[type_name].properties[known]
        state(edit, Subject("entity", made), known, parse_value(kind, text), record_id=record)
    return made


def pairs(store: Store, least: Band = "possible") -> set[tuple[int, int]]:
    found = find_all(store, least=least)
    return {(one.one_id, one.other_id) for one in found}


def refs(store: Store, least: Band) -> set[frozenset[str]]:
    found = find_all(store, least=least)
    with store.read() as db:
        rows = get_entities(db, [i for one in found for i in (one.one_id, one.other_id)])
    return {frozenset((rows[one.one_id].ref[-4:], rows[one.other_id].ref[-4:])) for one in found}


def test_a_name_that_hundreds_bear_is_no_twin_until_the_day_of_birth_agrees(store: Store) -> None:
    with store.edit("Add") as edit:
        many = [
            thing(edit, "Nguyen Van Hung", birth_date=f"{1950 + n // 12}-{1 + n % 12:02}-07")
            for n in range(500)
        ]
        late = thing(edit, "NGUYEN Van Hung", birth_date="1953-05-07")
        [thing(edit, "Somchai") for _ in range(300)]
    twin = many[3 * 12 + 4]
    assert pairs(store) == {(twin, late)}
    assert pairs(store, "likely") == {(twin, late)}
    with store.edit("Add") as edit:
        last = thing(edit, "Nguyen Van Hung", birth_date="1953-05-07")
    assert {one.one_id for one in find_for(store, last)} == {twin, late}


PLANTED = {frozenset(pair) for pair in (("0026", "0001"), ("0027", "0011"), ("0028", "0016"))}


def test_the_demo_has_its_three_twins_and_no_other_likely_one(demo: Store) -> None:
    assert refs(demo, "likely") == PLANTED


def test_the_demo_has_them_without_the_notes_that_say_so_too(demo: Store) -> None:
    with demo.edit("Forget") as edit:
        db = edit.connection
        noted = "SELECT id FROM link WHERE type = 'possible_duplicate_of'"
        db.exec_driver_sql(
            "DELETE FROM statement WHERE subject_kind = 'entity' AND record_id IN (SELECT record_id"
            f" FROM statement WHERE subject_kind = 'link' AND subject_id IN ({noted}))"
        )
        for row in db.exec_driver_sql(noted).all():
            remove(edit.connection, "link", [row[0]])
    assert refs(demo, "likely") == PLANTED


def test_a_twin_explains_itself_the_same_way_wherever_it_is_asked_for(demo: Store) -> None:
    for found in find_all(demo):
        assert explain(demo, found.other_id, found.one_id) == found
        assert found in find_for(demo, found.one_id)
        assert found in find_for(demo, found.other_id)


def test_only_pairs_that_touch_the_given_ones_are_found(demo: Store) -> None:
    first, *others = find_all(demo, least="likely")
    assert find_all(demo, least="likely", only=[first.one_id]) == [first]
    with demo.read() as db:
        index = NameIndex.read(db, demo.ontology)
    wanted = [found.other_id for found in others]
    assert find_all(demo, least="likely", only=wanted, index=index) == others


def test_a_number_of_its_own_is_certain_and_a_shared_one_is_not(store: Store) -> None:
    with store.edit("Add") as edit:
        one = thing(edit, "Khamsing VONGPHADY", id_number="P1234567")
        two = thing(edit, "Somebody ELSE", id_number="P 1234567")
        three = thing(edit, "Bounma SOULIYA", phone="+856 20 5555 0171")
        thing(edit, "Noy KEOMANY", phone="+856 20 5555 0171")
        here = thing(edit, "+856 20 5555 0171", "phone")
        there = thing(edit, "Boss's phone", "phone", number="+8562055550171")
    assert pairs(store, "certain") == {(one, two), (here, there)}
    assert three not in {i for pair in pairs(store, "likely") for i in pair}


def test_a_phone_is_known_however_its_number_is_written(store: Store) -> None:
    with store.edit("Enter") as edit:
        one = thing(edit, "+856 20 5555 0171", "phone")
        two = thing(edit, "+8562055550171", "phone")
        local = thing(edit, "020 55550171", "phone")
        thing(edit, "020 5555 0172", "phone")
    found = {(c.one_id, c.other_id): c.band for c in find_all(store)}
    assert found == {(one, two): "certain", (one, local): "possible", (two, local): "possible"}


def test_a_shared_rare_neighbour_makes_a_single_name_likely(store: Store) -> None:
    with store.edit("Add") as edit:
        one, two = thing(edit, "Sing"), thing(edit, "Sing")
        phone = thing(edit, "+856 20 5555 0171", "phone", number="+8562055550171")
    assert pairs(store) == {(one, two)}
    assert pairs(store, "likely") == set()
    with store.edit("Link") as edit:
        home = thing(edit, "Ban Phonxay", "address")
        for someone in (one, two):
            add_link(edit, "uses", someone, phone)
            add_link(edit, "resides_at", someone, home)
    assert pairs(store, "likely") == {(one, two)}


def test_two_whom_one_record_names_are_not_taken_for_one(store: Store) -> None:
    with store.edit("Add") as edit:
        document = documents.add_document(edit, documents.Document("Report"))
        record = documents.add_record(edit, document, documents.Record())
        one = thing(edit, "Khamsing VONGPHADY", record=record)
        two = thing(edit, "Khamsing VONGPHADY", record=record)
    assert pairs(store) == {(one, two)}
    assert pairs(store, "likely") == set()


def test_a_record_that_only_says_they_may_be_one_does_not_speak_against_it(store: Store) -> None:
    with store.edit("Add") as edit:
        document = documents.add_document(edit, documents.Document("Report"))
        record = documents.add_record(edit, document, documents.Record())
        one = thing(edit, "Khamsing VONGPHADY", record=record)
        two = thing(edit, "Kham Sing VONGPADI", record=record)
        add_link(edit, "possible_duplicate_of", one, two, record_ids=[record])
    found = explain(store, one, two)
    assert {reason.sign for reason in found.reasons} == {"+"}


def test_what_was_judged_is_left_out_until_something_new_comes_in(store: Store) -> None:
    with store.edit("Add") as edit:
        one, two = thing(edit, "Khamsing VONGPHADY"), thing(edit, "Kham Sing VONGPADI")
    refs_of = [f"PER-VT1-000{number}" for number in (1, 2)]
    judge_pair(store, *refs_of, "different", "met both")
    assert find_all(store) == []
    assert find_for(store, one) == []
    with store.edit("Add") as edit:
        for someone in (one, two):
            state(edit, Subject("entity", someone), "phone", Value("+8562055550171"))
    (found,) = find_all(store)
    assert found.is_asked_again
    assert found.what_is_new == ("Phone +8562055550171 is the same",)
    judge_pair(store, *refs_of, "unsure")
    assert find_all(store) == []
    with store.edit("Against") as edit:
        for someone, country in ((one, "LA"), (two, "VN")):
            state(edit, Subject("entity", someone), "country", country)
    assert find_all(store) == []


def test_a_trifle_that_came_in_is_no_reason_to_ask_again(store: Store) -> None:
    with store.edit("Add") as edit:
        both = [thing(edit, name) for name in ("Khamsing VONGPHADY", "Kham Sing VONGPADI")]
    judge_pair(store, "PER-VT1-0001", "PER-VT1-0002", "different")
    with store.edit("Add") as edit:
        for one in both:
            state(edit, Subject("entity", one), "country", "LA")
    assert find_all(store) == []
    with store.edit("Add") as edit:
        for one in both:
            state(edit, Subject("entity", one), "phone", Value("+8562055550171"))
    (found,) = find_all(store)
    assert found.what_is_new == ("Phone +8562055550171 is the same", "Country: both Laos")


def test_the_same_are_merged_with_what_was_known_and_are_no_candidates_any_more(
    store: Store,
) -> None:
    with store.edit("Add") as edit:
        one, two = thing(edit, "Khamsing VONGPHADY"), thing(edit, "Kham Sing VONGPADI")
    judge_pair(store, "PER-VT1-0001", "PER-VT1-0002", "same")
    assert find_all(store) == []
    with store.read() as db:
        row = db.exec_driver_sql("SELECT kept_id, absorbed_id, because FROM merge").one()
        assert tuple(row[:2]) == (one, two)
        assert row[2].startswith("name:")
        assert judgements.between(db, "entity", None) == {}
    with pytest.raises(BadInput):
        explain(store, one, two)


def test_a_link_and_an_entity_cannot_be_judged_together(demo: Store) -> None:
    with pytest.raises(BadInput):
        judge_pair(demo, "P01", "L013", "different")
    with pytest.raises(BadInput):
        judge_pair(demo, "P01", "P01", "different")


def test_parallel_links_may_be_one_unless_they_say_different_things(store: Store) -> None:
    with store.edit("Add") as edit:
        one, two = thing(edit, "Khamsing VONGPHADY"), thing(edit, "Bounma SOULIYA")
        first = add_link(edit, "pays", one, two, values={"start": Value("2016-05")})
        same = add_link(edit, "pays", one, two, values={"start": Value("2016-05")})
        add_link(edit, "pays", one, two, values={"start": Value("2017-01")})
        add_link(edit, "pays", two, one)
    found = find_all(store, kind="link", least="likely")
    assert [(link.one_id, link.other_id, link.kind) for link in found] == [(first, same, "link")]


def test_looking_through_can_be_stopped(demo: Store) -> None:
    def stop(fraction: float, sentence: str) -> None:
        assert 0 <= fraction <= 1
        if fraction >= 0.4:
            raise Cancelled(sentence)

    with pytest.raises(Cancelled):
        find_all(demo, progress=stop)


def test_the_entities_of_an_import_are_weighed_by_all_they_state(store: Store) -> None:
    with store.edit("Add") as edit:
        boss = thing(edit, "Khamsing VONGPHADY", birth_date="1968", id_number="P1234567")
        thing(edit, "Bounma SOULIYA")
    born = Value("1990", first="1990-01-01", last="1990-12-31")
    by_name, by_number, too_young, unknown = for_proposals(
        store,
        [
            proposed("Kham Sing VONGPADI"),
            proposed("Somebody ELSE", id_number=Value("P-1234567")),
            proposed("Khamsing VONGPHADY", birth_date=born),
            proposed("Nobody KNOWN"),
        ],
    )
    assert [(found.other_id, found.band) for found in by_name] == [(boss, "likely")]
    assert [(found.other_id, found.band) for found in by_number] == [(boss, "certain")]
    assert (too_young, unknown) == ([], [])


def proposed(name: str, **values: Value) -> ProposedEntity:
    said = {"name": Value(name), **values}
    listed = [ProposedValue(known, value, 2) for known, value in said.items()]
    return ProposedEntity(("name", "person", name), "person", name, values=listed)


def test_six_twins_of_the_donations_are_likely_and_nothing_else(
    store: Store, shared_data: Path
) -> None:
    """Parties and donors of a German register; who they are stays in the file."""
    read = read_ftm(store, shared_data / "ftm" / "donations.ijson")
    ours = {entity_id: theirs for theirs, entity_id in read.entities.items()}
    found = find_all(store, least="likely")
    named = {(ours[one.one_id][:8], ours[one.other_id][:8]) for one in found}
    assert len(read.entities) + 290 == 474
    assert {frozenset(pair) for pair in named} == {
        frozenset(pair)
        for pair in (
            ("21cc81bf", "12570ee9"),
            ("152da487", "72fd7df1"),
            ("6878af29", "f5d6dd76"),
            ("2d3e5043", "9add84cb"),
            ("5443feae", "0ed53a90"),
            ("9e53f960", "57d0ab18"),
        )
    }
