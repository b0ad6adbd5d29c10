"""What a merge and a split do to links."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from iwtlink.errors import Refused
from iwtlink.ontology import load_ontology
from iwtlink.store import (
    Store,
    entities,
    links,
    merging,
    refs,
    statements,
)
from iwtlink.store.check import check
from iwtlink.store.documents import Document, Record, add_document, add_record
from iwtlink.store.ids import Item, Subject
from iwtlink.store.retractions import Target, restore, retract
from tests.store.merges import (
    join,
    live_links,
    merge_all,
    people,
    split,
)
from tests.store.stores import add_source, contents, new_store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with new_store(tmp_path) as made:
        yield made
        assert check(made).faults == ()


def test_parallel_links_become_one_and_pool_their_sources(store: Store) -> None:
    a, b, other = people(store, "A", "B", "Other")
    with store.edit("Link") as edit:
        _, first = add_source(edit, "One", "B2")
        _, second = add_source(edit, "Two", "B2")
        mine = links.add_link(edit, "associate_of", a, other, record_ids=[first])
        his = links.add_link(edit, "associate_of", other, b, record_ids=[second])
    done = merge_all(store, a, b)
    assert done.parallel_links == ((mine, his),)
    assert live_links(store) == {mine}
    with store.read() as db:
        told = statements.read_statements(db, "link", [mine])[mine]
        assert {row.source.record_id for row in told} == {first, second}
        row = links.get_link(db, mine)
    split(store, b)
    assert live_links(store) == {mine, his}
    with store.read() as db:
        again = links.get_link(db, his)
        assert again is not None and (again.from_id, again.to_id) == (other, b)
        told = statements.read_statements(db, "link", [his])[his]
    assert {one.source.record_id for one in told} == {second}
    assert row is not None


def test_strength_follows_all_sources_of_a_pooled_link_and_a_set_one_stays(store: Store) -> None:
    a, b, other = people(store, "A", "B", "Other")
    with store.edit("Link") as edit:
        records = []
        for who in ("Police", "Customs"):
            document = add_document(edit, Document(who, originator=who))
            grade = Record(grading="admiralty", reliability="B", credibility="2")
            records.append(add_record(edit, document, grade))
        mine = links.add_link(edit, "associate_of", a, other, record_ids=records[:1])
        his = links.add_link(edit, "associate_of", b, other, record_ids=records[1:])
    assert _strengths(store) == {mine: "unconfirmed", his: "unconfirmed"}
    merge_all(store, a, b)
    assert _strengths(store) == {mine: "confirmed"}
    with store.edit("Set") as edit:
        links.set_strength(edit, mine, "tentative", "the informant lied before")
    assert _strengths(store) == {mine: "tentative"}
    split(store, b)
    assert _strengths(store) == {mine: "tentative", his: "unconfirmed"}


def _strengths(store: Store) -> dict[int, str]:
    with store.read() as db:
        return {row.id: row.strength for row in links.list_links(db)}


def test_links_that_contradict_each_other_stay_apart(store: Store) -> None:
    a, b, other = people(store, "A", "B", "Other")
    with store.edit("Link") as edit:
        one = join(edit, a, other, start="2015")
        contrary = join(edit, b, other, start="2016")
        bare = join(edit, b, other)
    done = merge_all(store, a, b)
    assert done.parallel_links == ((one, bare),)
    assert live_links(store) == {one, contrary}


def test_links_that_one_had_side_by_side_stay_side_by_side(store: Store) -> None:
    a, b, other = people(store, "A", "B", "Other")
    with store.edit("Link") as edit:
        pair = {join(edit, b, other), join(edit, b, other)}
    assert merge_all(store, a, b).parallel_links == ()
    assert live_links(store) == pair


def test_a_link_between_the_two_is_set_aside_and_comes_back(store: Store) -> None:
    a, b = people(store, "A", "B")
    with store.edit("Link") as edit:
        link = join(edit, a, b, role="brother")
        entities.add_external_ref(edit, "link", link, "list", "L1")
    before = contents(store)
    assert merge_all(store, a, b).self_links == (link,)
    assert live_links(store) == set()
    with store.read() as db:
        for reference in ("L1", "LNK-VT1-0001"):
            assert refs.find_item(db, reference) == [Item("entity", a)]
    split(store, b)
    assert contents(store) == before


def test_what_was_stated_of_a_pooled_link_since_can_go_to_whose_link_it_is(store: Store) -> None:
    a, b, other = people(store, "A", "B", "Other")
    with store.edit("Link") as edit:
        _, record = add_source(edit, "His report")
        mine = join(edit, a, other)
        his = links.add_link(edit, "associate_of", b, other, record_ids=[record])
    merge_all(store, a, b)
    with store.edit("State") as edit:
        subject = Subject("link", mine)
        told = statements.state(edit, subject, "role", "driver", record_id=record)
        bare = statements.state(edit, subject, "note", "seen")
    with store.read() as db:
        added = {one.row_id: one for one in merging.unclear(db, "entity", b)}
    assert {one.suggested_id for one in (added[told], added[bare])} == {a, b}
    assert added[told].suggested_id == b
    with store.edit("Split") as edit:
        merging.split_off(edit, "entity", b, {("statement", told): b, ("statement", bare): a})
    with store.read() as db:
        assert told in {row.id for row in statements.read_statements(db, "link", [his])[his]}
        assert bare in {row.id for row in statements.read_statements(db, "link", [mine])[mine]}


def test_links_are_merged_and_split_by_hand(store: Store) -> None:
    a, b, c = people(store, "A", "B", "C")
    with store.edit("Link") as edit:
        one, two, elsewhere = join(edit, a, b), join(edit, b, a), join(edit, a, c)
    before = contents(store)
    assert merge_all(store, one, two, kind="link").lead_id == one
    assert live_links(store) == {one, elsewhere}
    with pytest.raises(Refused, match="same two items"):
        merge_all(store, one, elsewhere, kind="link")
    with store.read() as db:
        assert [m.id for m in merging.members_of(db, "link", one)] == [two]
    split(store, two, kind="link")
    assert contents(store) == before


def test_a_link_merge_sleeps_while_its_ends_are_apart_and_wakes_when_they_are_one_again(
    store: Store,
) -> None:
    a, b, other = people(store, "A", "B", "Other")
    with store.edit("Link") as edit:
        one, two = join(edit, a, other), join(edit, b, other)
    merge_all(store, a, b)
    split(store, b)
    assert live_links(store) == {one, two}
    assert merge_all(store, b, a).parallel_links == ((one, two),)


def test_links_that_the_type_kept_does_not_provide_for_are_kept_and_named(store: Store) -> None:
    with store.edit("Add") as edit:
        person = entities.add_entity(edit, "person", "A")
        company = entities.add_entity(edit, "company", "B")
        other = entities.add_entity(edit, "person", "C")
        link = links.add_link(edit, "director_of", other, company)
    with store.edit("Merge") as edit, pytest.raises(Refused, match="different kinds"):
        merging.merge(edit, "entity", [person, company])
    assert merge_all(store, person, company, across_types=True).odd_links == (link,)
    assert live_links(store) == {link}


@pytest.mark.parametrize(
    ("one", "other", "are_one"),
    [
        ("person", "person", True),
        ("company", "organisation", True),
        ("company", "agency", True),
        ("person", "company", False),
        ("person", "organisation", False),
        ("vehicle", "vessel", False),
        ("phone", "email", False),
        ("residence", "location", False),
    ],
)
def test_types_go_together_that_can_be_one_thing(one: str, other: str, are_one: bool) -> None:
    ontology = load_ontology()
    assert merging.are_compatible(ontology, "entity", one, other) is are_one
    assert merging.are_compatible(ontology, "entity", other, one) is are_one


def test_nothing_is_kept_of_a_link_merge_for_what_comes_back_after_the_split(store: Store) -> None:
    a, b = people(store, "A", "B")
    with store.edit("Link") as edit:
        one, two = join(edit, a, b), join(edit, a, b)
        told = statements.state(edit, Subject("link", two), "note", "seen")
    merge_all(store, one, two, kind="link")
    with store.edit("Retract") as edit:
        gone = retract(edit, Target("statement", told), "no")
    split(store, two, kind="link")
    with store.edit("Restore") as edit:
        restore(edit, gone)
    with store.read() as db:
        assert told in {row.id for row in statements.read_statements(db, "link", [two])[two]}
    assert contents(store)["moved"] == []
