"""Quality control: what each rule finds and what it leaves alone, and how it is rated."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from iwtlink.errors import BadInput, Cancelled
from iwtlink.ontology import Value, load_ontology
from iwtlink.ontology.model import BadOntology
from iwtlink.ontology.values import parse_value
from iwtlink.operations.quality import (
    LEVELS,
    Finding,
    check_all,
    load_rules,
    of_item,
    switch,
    switched_off,
)
from iwtlink.operations.quality.listing import list_quality
from iwtlink.operations.quality.rating import CHECKERS
from iwtlink.operations.quality.rules import read_rules
from iwtlink.operations.quality.values import most_held
from iwtlink.store import Edit, Store, documents, entities, links, schema, statements
from iwtlink.store.ids import EntityId, Item, RecordId, Subject

TODAY = "2020-06-01"
ONTOLOGY = load_ontology()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Give an empty database."""
    with Store.create(tmp_path / "case.iwt", code="VT1") as made:
        made.sign_in("Vilay T", "VT")
        yield made


def source(edit: Edit, title: str = "Report", grade: str = "B2", **more: str) -> RecordId:
    document_id = documents.add_document(edit, documents.Document(title, **more))
    record = documents.Record(grading="5x5x5", reliability=grade[0], credibility=grade[1])
    return documents.add_record(edit, document_id, record)


def person(edit: Edit, name: str, *records: RecordId, **values: str) -> EntityId:
    """Add a person stated by these records; the first one states the values."""
    made = entities.add_entity(edit, "person", name, record_id=records[0] if records else None)
    for record_id in records[1:]:
        state(edit, made, statements.EXISTS, "person", record_id)
    for known, text in values.items():
        state(edit, made, known, text, records[0] if records else None)
    return made


def state(
    edit: Edit,
    entity_id: EntityId,
    name: str,
    text: str,
    record_id: RecordId | None = None,
    type_name: str = "person",
) -> None:
    known = ONTOLOGY.entity_types[type_name].properties.get(name)
    value = parse_value(known, text) if known is not None else Value(text)
    statements.state(edit, Subject("entity", entity_id), name, value, record_id=record_id)


def found(store: Store, rule: str) -> list[Finding]:
    """Ask one rule, of the whole database and of each item: both must say the same."""
    with store.read() as db:
        report = check_all(db, store.ontology, only=rule, today=TODAY)
        whole = {f for rating in report.ratings for f in rating.findings}
        items = [Item("entity", row.id) for row in entities.list_entities(db)]
        items += [Item("link", row.id) for row in links.list_links(db)]
        items += [Item("document", row.id) for row in documents.list_documents(db)]
        each = {
            f
            for item in items
            for f in of_item(db, store.ontology, item, today=TODAY).findings
            if f.rule == rule
        }
    assert each == whole
    return sorted(whole, key=lambda one: (one.item, one.sentence))


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


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"birth_date": "2021"}, "“Date of birth” is 2021, in the future."),
        (
            {"birth_date": "1970", "death_date": "1969-12-31"},
            "“Died on” is 1969-12-31, before “Date of birth” 1970.",
        ),
        (
            {"first_seen": "2015-02", "last_seen": "2015-01"},
            "2015-01, before “First seen” 2015-02.",
        ),
    ],
)
def test_a_date_that_cannot_be_is_named(
    store: Store, values: dict[str, str], sentence: str
) -> None:
    with store.edit("Add") as edit:
        one = person(edit, "Kham", source(edit), **values)
    (finding,) = found(store, "impossible_date")
    assert finding.item == Item("entity", one)
    assert sentence in finding.sentence
    assert finding.property in values


@pytest.mark.parametrize(
    "values",
    [
        {"birth_date": "1970", "death_date": "1970"},
        {"birth_date": "2020"},
        {"birth_date": "1970-05", "death_date": "2019-01-01"},
        {"review_due": "2031-01-01"},
    ],
)
def test_dates_that_may_be_are_left_alone(store: Store, values: dict[str, str]) -> None:
    with store.edit("Add") as edit:
        person(edit, "Kham", source(edit), **values)
    assert found(store, "impossible_date") == []


def test_a_link_that_ends_before_it_starts_and_a_document_received_too_early(
    store: Store,
) -> None:
    with store.edit("Add") as edit:
        record = source(edit, "Late", date="2019-05-02", received_on="2019-05-01")
        source(edit, "Good", date="2019-05", received_on="2019-05-20")
        source(edit, "Future", date="2020-07")
        ends = person(edit, "Kham", record), person(edit, "Noy", record)
        properties = ONTOLOGY.link_types["associate_of"].properties
        values = {
            "start": parse_value(properties["start"], "2017"),
            "end": parse_value(properties["end"], "2016"),
        }
        link = links.add_link(edit, "associate_of", *ends, values=values)
        links.add_link(edit, "associate_of", *ends, values={"start": values["end"]})
    late, future, backwards = (
        *[one for one in found(store, "impossible_date") if one.item.kind == "document"],
        *[one for one in found(store, "impossible_date") if one.item.kind == "link"],
    )
    assert late.sentence == "It was received on 2019-05-01, before its own date 2019-05-02."
    assert "in the future" in future.sentence
    assert backwards.item == Item("link", link)
    assert backwards.sentence == "It ends (2016) before it starts (2017)."


@pytest.mark.parametrize(
    ("shares", "wanted"),
    [
        ([], None),
        ([(60.0, "", ""), (40.0, "", "")], 100.0),
        ([(60.0, "", ""), (41.0, "", "")], 101.0),
        ([(60.0, "", "2015-12-31"), (60.0, "2016-01-01", "")], 60.0),
        ([(60.0, "", "2016-01-01"), (60.0, "2016-01-01", "")], 60.0),
        ([(60.0, "2010-01-01", "2016-06-01"), (60.0, "2016-01-01", "")], 120.0),
        ([(50.0, "2010-01-01", ""), (50.0, "2011-01-01", ""), (1.0, "2012-01-01", "")], 101.0),
    ],
)
def test_shares_are_added_up_day_by_day(
    shares: list[tuple[float, str, str]], wanted: float | None
) -> None:
    held = most_held(shares)
    assert (held[0] if held else None) == wanted


def own(edit: Edit, owner: EntityId, owned: EntityId, percent: str, start: str = "") -> int:
    properties = ONTOLOGY.link_types["shareholder_of"].properties
    values = {"percent": parse_value(properties["percent"], percent)}
    if start:
        values["start"] = parse_value(properties["start"], start)
    return links.add_link(edit, "shareholder_of", owner, owned, values=values)


def test_owners_who_hold_more_than_all_of_it_are_found(store: Store) -> None:
    with store.edit("Add") as edit:
        one, two = person(edit, "Kham"), person(edit, "Noy")
        whole, shared = (entities.add_entity(edit, "company", name) for name in ("Phou", "Fa"))
        own(edit, one, whole, "60", "2015-01-01")
        own(edit, two, whole, "49", "2016-03-01")
        own(edit, one, shared, "51")
        own(edit, two, shared, "49")
    (finding,) = found(store, "percent_above_100")
    assert finding.item == Item("entity", whole)
    assert finding.sentence == (
        "Shareholding: the shares of its owners add up to 109 % on 2016-03-01."
    )


def test_a_single_share_above_100_is_found(store: Store) -> None:
    with store.edit("Add") as edit:
        one, company = person(edit, "Kham"), entities.add_entity(edit, "company", "Phou")
        link_id = own(edit, one, company, "60")
        edit.connection.exec_driver_sql(
            "UPDATE statement SET number = 160 WHERE property='percent'"
        )
    (finding,) = found(store, "percent_above_100")
    assert finding.item == Item("link", link_id)
    assert "160 %" in finding.sentence


@pytest.mark.parametrize(
    ("type_name", "name", "right", "wrong"),
    [
        ("vessel", "imo", "9074729", "9074728"),
        ("container", "container_no", "CSQU3054383", "CSQU3054384"),
        ("shipment", "awb", "020-12345675", "020-12345674"),
        ("phone", "imei", "490154203237518", "490154203237519"),
        ("bank_account", "iban", "GB82WEST12345698765432", "GB82WEST12345698765433"),
    ],
)
def test_a_number_whose_check_digit_does_not_fit_is_found(
    store: Store, type_name: str, name: str, right: str, wrong: str
) -> None:
    with store.edit("Add") as edit:
        for number in (right, wrong):
            made = entities.add_entity(edit, type_name, f"One {number}")
            statements.state(edit, Subject("entity", made), name, number)
    (finding,) = found(store, "check_digit")
    assert finding.item == Item("entity", 2)
    assert "its check digit does not fit" in finding.sentence
    assert finding.property == name


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


def test_a_review_whose_day_has_passed_is_overdue(store: Store) -> None:
    with store.edit("Add") as edit:
        record = source(edit)
        due, later, stated = (person(edit, name, record) for name in ("A", "B", "C"))
        state(edit, stated, "review_due", "2019-01-01", record)
        for number, day in ((due, "2020-05-31"), (later, "2020-06-01")):
            edit.insert(schema.review, kind="entity", item_id=number, due_on=day, basis="Key actor")
    assert [(one.item.id, one.sentence) for one in found(store, "overdue_review")] == [
        (due, "A review was due on 2020-05-31. Key actor"),
        (stated, "A review was due on 2019-01-01."),
    ]


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
