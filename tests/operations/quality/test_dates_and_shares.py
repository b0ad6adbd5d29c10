"""Rules about dates, shares and numbers that cannot be."""

from __future__ import annotations

import pytest

from iwtlink.ontology.values import parse_value
from iwtlink.operations.quality.values import most_held
from iwtlink.store import Edit, Store, entities, links, schema, statements
from iwtlink.store.ids import EntityId, Item, Subject
from tests.operations.quality.conftest import ONTOLOGY, found, person, source, state


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
