"""Rules about sources and likeness, and the list of what was found."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from iwtlink.errors import BadInput, Cancelled
from iwtlink.ontology.model import BadOntology
from iwtlink.operations.quality import (
    LEVELS,
    check_all,
    load_rules,
    of_item,
    switch,
    switched_off,
)
from iwtlink.operations.quality.listing import list_quality
from iwtlink.operations.quality.rating import CHECKERS
from iwtlink.operations.quality.rules import read_rules
from iwtlink.store import Store, entities, links
from iwtlink.store.ids import Item
from tests.operations.quality.conftest import ONTOLOGY, TODAY, found, person, source, state


def test_every_rule_has_its_checker_and_every_checker_its_rule() -> None:
    assert set(load_rules()) == set(CHECKERS)


def test_what_no_record_states_has_no_source(store: Store) -> None:
    with store.edit("Add") as edit:
        clean = person(edit, "Kham", source(edit))
        bare = person(edit, "Noy")
        link = links.add_link(edit, "associate_of", clean, bare)
    items = [one.item for one in found(store, "unsourced")]
    assert items == [Item("entity", bare), Item("link", link)]


def test_what_one_document_states_has_a_single_source(store: Store) -> None:
    with store.edit("Add") as edit:
        first, second = source(edit, "One"), source(edit, "Two")
        alone = person(edit, "Kham", first, birth_date="1970")
        person(edit, "Noy", first, second)
        person(edit, "Bare")
    (one,) = found(store, "single_source")
    assert one.item == Item("entity", alone)
    assert one.other == Item("document", 1)


def test_only_sources_that_cannot_be_judged_are_weak_in_every_system(store: Store) -> None:
    with store.edit("Add") as edit:
        untested, fair = source(edit, "One", "E4"), source(edit, "Two", "C3")
        weak = person(edit, "Kham", untested)
        person(edit, "Noy", untested, fair)
        person(edit, "Bare")
    assert [one.item for one in found(store, "only_weak")] == [Item("entity", weak)]


def test_the_same_number_or_a_very_like_name_may_be_a_duplicate(store: Store) -> None:
    with store.edit("Add") as edit:
        one = person(edit, "Khamsing VONGPHADY", id_number="P1234567")
        two = person(edit, "Kham Sing VONGPADI")
        three = person(edit, "Other name", id_number="P1234567")
        person(edit, "Nobody ELSE")
        entities.add_entity(edit, "company", "Khamsing Vongphady")
    pairs = {
        (one.item.id, one.other.id): one.sentence for one in found(store, "duplicate") if one.other
    }
    assert set(pairs) == {(one, two), (two, one), (one, three), (three, one)}
    assert pairs[one, three] == "ID number P1234567 is the same."
    assert pairs[one, two] == pairs[two, one]


def test_a_phone_that_two_people_use_makes_them_no_duplicates(store: Store) -> None:
    with store.edit("Add") as edit:
        person(edit, "Kham", phone="+856 20 5555 0171")
        person(edit, "Bounmy", phone="+856 20 5555 0171")
    assert found(store, "duplicate") == []


def test_sources_of_the_same_grade_that_differ_are_found(store: Store) -> None:
    with store.edit("Add") as edit:
        first, second, better = source(edit), source(edit), source(edit, "Best", "A1")
        disputed = person(edit, "Kham", first, birth_date="1970")
        state(edit, disputed, "birth_date", "1971", second)
        settled = person(edit, "Noy", first, birth_date="1970")
        state(edit, settled, "birth_date", "1971", better)
        agreed = person(edit, "Bounmy", first, birth_date="1970")
        state(edit, agreed, "birth_date", "1970", second)
    (finding,) = found(store, "conflict")
    assert finding.item == Item("entity", disputed)
    assert finding.property == "birth_date"
    assert "“1971” and “1970” are stated by sources of the same grade" in finding.sentence


def test_facts_asked_first_that_nobody_states_are_named(store: Store) -> None:
    with store.edit("Add") as edit:
        person(edit, "Full", id_number="P1", birth_date="1970")
        half = person(edit, "Half", birth_date="1970")
    (finding,) = found(store, "missing")
    assert finding.item == Item("entity", half)
    assert finding.sentence == "Nobody states: ID number."
    assert finding.property == "id_number"


def test_the_worst_finding_decides_the_rating(store: Store) -> None:
    with store.edit("Add") as edit:
        bare = person(edit, "Kham", birth_date="2030")
        record, other = source(edit), source(edit)
        fine = person(edit, "Noy", record, other, birth_date="1970", id_number="P1")
    with store.read() as db:
        bad = of_item(db, store.ontology, Item("entity", bare), today=TODAY)
        good = of_item(db, store.ontology, Item("entity", fine), today=TODAY)
        report = check_all(db, store.ontology, today=TODAY)
    assert bad.points == 100 - load_rules()["impossible_date"].severity
    assert bad.level.word == "critical"
    assert [f.rule for f in bad.findings] == ["impossible_date", "unsourced", "missing"]
    assert (good.points, good.level.word, good.findings) == (100, "nothing found", ())
    assert report.ratings[0] == bad
    assert (report.looked_at, report.faultless) == (2, 1)
    assert report.counts["unsourced"] == 1
    assert report.counts["conflict"] == 0


def test_every_severity_falls_on_a_level() -> None:
    least = [level.least for level in LEVELS]
    assert least == sorted(least, reverse=True)
    assert least[-1] == 0


def test_a_rule_is_switched_off_in_the_database_and_on_again_by_undo(store: Store) -> None:
    with store.edit("Add") as edit:
        bare = person(edit, "Kham", id_number="P1", birth_date="1970")
    item = Item("entity", bare)
    with store.edit("Switch off") as edit:
        switch(edit, "unsourced", is_on=False)
    with store.read() as db:
        assert switched_off(db) == {"unsourced"}
        assert of_item(db, store.ontology, item, today=TODAY).points == 100
        assert "unsourced" not in check_all(db, store.ontology, today=TODAY).counts
    assert store.undo() is not None
    with store.read() as db:
        assert switched_off(db) == frozenset()
        assert of_item(db, store.ontology, item, today=TODAY).points == 30
    with pytest.raises(BadInput, match="no rule “nonsense”"), store.edit("X") as edit:
        switch(edit, "nonsense", is_on=True)


def test_a_run_can_be_stopped(store: Store) -> None:
    def stop(fraction: float, sentence: str) -> None:
        raise Cancelled("Stopped.")

    with store.read() as db, pytest.raises(Cancelled):
        check_all(db, store.ontology, progress=stop)


def test_a_listing_names_the_worst_of_a_type_first(store: Store) -> None:
    with store.edit("Add") as edit:
        record = source(edit)
        person(edit, "Kham", record)
        future = person(edit, "Noy", record, birth_date="2999")
        entities.add_entity(edit, "company", "Phou Fa")
    listing = list_quality(store, type_name="person", limit=1)
    assert listing.total == 2
    assert [one.item for one in listing.items] == [Item("entity", future)]
    assert (listing.items[0].label, listing.items[0].type_label) == ("Noy", "Person")
    assert list_quality(store, rule="unsourced").counts == {"unsourced": 1}
    with pytest.raises(BadInput, match="no type nonsense"):
        list_quality(store, type_name="nonsense")
    with pytest.raises(BadInput, match="no rule “nonsense”"):
        list_quality(store, rule="nonsense")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "is empty"),
        ("rules: {x: {label: X, severity: 5}}", "“sentence” is missing"),
        ("rules: {x: {label: X, severity: 0, sentence: S}}", "1 to 100"),
        ("rules: {x: {label: X, severity: 5, sentence: S, colour: red}}", "Unknown key"),
    ],
)
def test_a_wrong_file_of_rules_says_where(tmp_path: Path, text: str, problem: str) -> None:
    file = tmp_path / "rules.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises((BadInput, BadOntology), match=problem):
        read_rules(file)


def test_the_properties_named_by_the_rules_are_properties() -> None:
    known = {name for kind in ONTOLOGY.entity_types.values() for name in kind.properties}
    rules = load_rules()
    named = set(rules["impossible_date"].parameters["not_in_future"])
    for pair in rules["impossible_date"].parameters["order"]:
        named |= {part.strip() for part in pair.split("<")}
    assert named <= known
    assert set(rules["percent_above_100"].parameters["ownership"]) <= set(ONTOLOGY.link_types)
    assert json.dumps(sorted(rules["overdue_review"].parameters["properties"])) == '["review_due"]'
