"""What a merge and a split do to names, values, links, charts, pictures, reviews and the rest."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from iwtlink.errors import Refused
from iwtlink.ontology import Value, load_ontology
from iwtlink.store import (
    Edit,
    Store,
    charts,
    entities,
    files,
    judgements,
    links,
    merging,
    observations,
    outputs,
    refs,
    schema,
    search,
    statements,
)
from iwtlink.store.check import check
from iwtlink.store.documents import Document, Record, add_document, add_record
from iwtlink.store.history import find_ever, history_of
from iwtlink.store.ids import EntityId, Item, LinkId, Subject
from iwtlink.store.retractions import Target, list_retracted, restore, restore_all, retract
from iwtlink.store.reviews import clear_review, review_of, set_review
from tests.store.stores import add_source, contents, new_store, searchable


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with new_store(tmp_path) as made:
        yield made
        assert check(made).faults == ()


def _people(store: Store, *names: str) -> list[EntityId]:
    with store.edit("Add people") as edit:
        return [entities.add_entity(edit, "person", name) for name in names]


def _merge(store: Store, *ids: int, kind: str = "entity", **more: bool) -> merging.Merged:
    with store.edit("Merge") as edit:
        return merging.merge(edit, kind, ids, **more)  # type: ignore[arg-type]  # entity or link


def _split(store: Store, absorbed: int, kind: str = "entity") -> None:
    with store.edit("Split") as edit:
        merging.split_off(edit, kind, absorbed)  # type: ignore[arg-type]  # entity or link


def _link(edit: Edit, one: int, other: int, **values: str) -> LinkId:
    said = {name: Value(text) for name, text in values.items()}
    return links.add_link(edit, "associate_of", EntityId(one), EntityId(other), values=said)


def _live_links(store: Store) -> set[int]:
    with store.read() as db:
        return {row.id for row in links.list_links(db)}


def _lead(store: Store, item_id: int, kind: str = "entity") -> int:
    with store.read() as db:
        return merging.lead_of(db, kind, item_id)


# Leads


def test_the_first_is_kept_and_the_others_are_absorbed(store: Store) -> None:
    a, b, c = _people(store, "A", "B", "C")
    done = _merge(store, b, a, c)
    assert (done.lead_id, set(done.absorbed_ids)) == (b, {a, c})
    with store.read() as db:
        assert merging.leads_of(db, "entity", [a, b, c]) == {a: b, b: b, c: b}
        members = merging.members_of(db, "entity", b)
    assert [(m.id, m.label, m.merged_by) for m in members] == [(a, "A", "VT"), (c, "C", "VT")]


def test_merging_two_groups_makes_one_and_its_middle_splits_off_with_its_own(store: Store) -> None:
    a, b, c = _people(store, "A", "B", "C")
    before = contents(store)
    _merge(store, b, c)
    _merge(store, a, b)
    assert {_lead(store, i) for i in (a, b, c)} == {a}
    _split(store, b)
    assert [_lead(store, i) for i in (a, b, c)] == [a, b, b]
    _split(store, c)
    assert [_lead(store, i) for i in (a, b, c)] == [a, b, c]
    assert contents(store) == before


def test_one_absorbed_first_splits_off_alone_from_the_end_of_a_chain(store: Store) -> None:
    a, b, c = _people(store, "A", "B", "C")
    _merge(store, b, c)
    _merge(store, a, b)
    _split(store, c)
    assert [_lead(store, i) for i in (a, b, c)] == [a, a, c]


def test_merges_made_both_ways_on_two_laptops_have_one_lead(store: Store) -> None:
    a, b = _people(store, "A", "B")
    with store.edit("Both ways") as edit:
        for kept, other in ((a, b), (b, a)):
            edit.insert(
                schema.merge, kind="entity", kept_id=kept, absorbed_id=other, merged_at=edit.now
            )
        merging.regroup(edit, "entity", [a, b])
    assert {_lead(store, a), _lead(store, b)} == {a}  # the smaller uid
    _split(store, b)
    assert [_lead(store, a), _lead(store, b)] == [a, b]


def test_the_one_kept_cannot_be_split_off(store: Store) -> None:
    a, b, c = _people(store, "A", "B", "C")
    _merge(store, a, b, c)
    with store.edit("Split") as edit, pytest.raises(Refused, match="PER-VT1-0002, PER-VT1-0003"):
        merging.split_off(edit, "entity", a)
    with store.edit("Split") as edit:
        merging.split_off(edit, "entity", b)
        with pytest.raises(Refused, match="not merged"):
            merging.split_off(edit, "entity", b)


def test_undo_of_a_merge_equals_the_state_before_row_by_row_and_in_the_search(
    store: Store,
) -> None:
    a, b, other = _people(store, "Khamsing", "Kham Sing", "Other")
    with store.edit("More") as edit:
        _link(edit, a, b)
        _link(edit, b, other, role="driver")
        _link(edit, a, other)
    before, found = contents(store), searchable(store)
    _merge(store, a, b)
    after, found_after = contents(store), searchable(store)
    store.undo()
    assert (contents(store), searchable(store)) == (before, found)
    store.redo()
    assert (contents(store), searchable(store)) == (after, found_after)
    step = store.steps()[0].id - 2
    store.undo()
    store.redo()
    store.take_back_step(step)
    assert (contents(store), searchable(store)) == (before, found)


def test_a_merge_is_taken_back_though_things_were_added_since(store: Store) -> None:
    a, b = _people(store, "A", "B")
    _merge(store, a, b)
    step = store.steps()[0].id
    with store.edit("Add") as edit:
        added = statements.state(edit, Subject("entity", a), "description", "limps")
    store.take_back_step(step)
    assert _lead(store, b) == b
    with store.read() as db:
        assert added in {row.id for row in statements.read_statements(db, "entity", [a])[a]}


def test_who_listens_hears_of_both_and_of_those_at_the_other_ends(store: Store) -> None:
    a, b, other = _people(store, "A", "B", "Other")
    with store.edit("Link") as edit:
        link = _link(edit, b, other)
    heard = []
    store.listen(heard.append)
    _merge(store, a, b)
    _split(store, b)
    for changes in heard:
        assert changes.entities >= {a, b, other}
        assert link in changes.links


# Names and values


def test_names_of_both_find_the_one_kept_and_labels_follow(store: Store) -> None:
    with store.edit("Add") as edit:
        a = entities.add_entity(edit, "person", "Kham Sing")
        b = entities.add_entity(edit, "person", "Vongphady", script_name="ຄຳສິງ ວົງພະດີ")
    _merge(store, a, b)
    with store.read() as db:
        row = entities.get_entity(db, a)
        assert row is not None and (row.label, row.script_label) == ("Kham Sing", "ຄຳສິງ ວົງພະດີ")
        assert entities.get_entity(db, b) is None
        for words in ("Vongphady", "ຄຳສິງ", "Kham Sing"):
            assert [h.item for h in search.find(db, words)] == [Item("entity", a)], words
    _split(store, b)
    with store.read() as db:
        row, other = entities.get_entity(db, a), entities.get_entity(db, b)
        assert row is not None and (row.label, row.script_label) == ("Kham Sing", "")
        assert other is not None and other.script_label == "ຄຳສິງ ວົງພະດີ"


def test_the_best_graded_value_of_either_is_shown_and_the_rest_is_kept(store: Store) -> None:
    a, b = _people(store, "A", "B")
    with store.edit("State") as edit:
        _, weak = add_source(edit, "Rumour", "E4")
        _, good = add_source(edit, "Register", "A1")
        mine = statements.state(edit, Subject("entity", a), "birth_date", "1970", record_id=weak)
        his = statements.state(edit, Subject("entity", b), "birth_date", "1968", record_id=good)
    _merge(store, a, b)
    assert _shown(store, a, "birth_date") == {his}
    with store.edit("Choose") as edit:
        statements.prefer(edit, mine)
    assert _shown(store, a, "birth_date") == {mine}
    with store.edit("Let compete") as edit:
        statements.let_compete(edit, Subject("entity", a), "birth_date")
    assert _shown(store, a, "birth_date") == {his}
    _split(store, b)
    assert _shown(store, a, "birth_date") == {mine}
    assert _shown(store, b, "birth_date") == {his}


def test_of_two_chosen_values_that_meet_the_newer_one_is_shown(store: Store) -> None:
    a, b = _people(store, "A", "B")
    with store.edit("State") as edit:
        one = statements.state(edit, Subject("entity", a), "birth_date", "1970")
        other = statements.state(edit, Subject("entity", b), "birth_date", "1968")
        statements.prefer(edit, one)
        statements.prefer(edit, other)
    _merge(store, a, b)
    assert _shown(store, a, "birth_date") == {other}
    _split(store, b)
    assert (_shown(store, a, "birth_date"), _shown(store, b, "birth_date")) == ({one}, {other})


def test_a_chosen_name_is_shown_in_its_script(store: Store) -> None:
    with store.edit("Add") as edit:
        a = entities.add_entity(
            edit, "person", "Khamsing", script_name="ຄຳສິງ", aliases=["Sing Nyai", "ສິງໃຫຍ່"]
        )
    with store.read() as db:
        ids = {row.value: row.id for row in statements.read_statements(db, "entity", [a])[a]}
    for name, labels in (
        ("Sing Nyai", ("Sing Nyai", "ຄຳສິງ")),
        ("ສິງໃຫຍ່", ("Sing Nyai", "ສິງໃຫຍ່")),
        ("Khamsing", ("Khamsing", "ສິງໃຫຍ່")),
    ):
        with store.edit("Choose") as edit:
            statements.prefer(edit, ids[name])
        with store.read() as db:
            row = entities.get_entity(db, a)
        assert row is not None and (row.label, row.script_label) == labels


def _shown(store: Store, entity_id: int, name: str) -> set[int]:
    with store.read() as db:
        rows = statements.read_statements(db, "entity", [entity_id])[entity_id]
    return {row.id for row in rows if row.property == name and row.is_shown}


# Links


def test_parallel_links_become_one_and_pool_their_sources(store: Store) -> None:
    a, b, other = _people(store, "A", "B", "Other")
    with store.edit("Link") as edit:
        _, first = add_source(edit, "One", "B2")
        _, second = add_source(edit, "Two", "B2")
        mine = links.add_link(edit, "associate_of", a, other, record_ids=[first])
        his = links.add_link(edit, "associate_of", other, b, record_ids=[second])
    done = _merge(store, a, b)
    assert done.parallel_links == ((mine, his),)
    assert _live_links(store) == {mine}
    with store.read() as db:
        told = statements.read_statements(db, "link", [mine])[mine]
        assert {row.source.record_id for row in told} == {first, second}
        row = links.get_link(db, mine)
    _split(store, b)
    assert _live_links(store) == {mine, his}
    with store.read() as db:
        again = links.get_link(db, his)
        assert again is not None and (again.from_id, again.to_id) == (other, b)
        told = statements.read_statements(db, "link", [his])[his]
    assert {one.source.record_id for one in told} == {second}
    assert row is not None


def test_strength_follows_all_sources_of_a_pooled_link_and_a_set_one_stays(store: Store) -> None:
    a, b, other = _people(store, "A", "B", "Other")
    with store.edit("Link") as edit:
        records = []
        for who in ("Police", "Customs"):
            document = add_document(edit, Document(who, originator=who))
            grade = Record(grading="admiralty", reliability="B", credibility="2")
            records.append(add_record(edit, document, grade))
        mine = links.add_link(edit, "associate_of", a, other, record_ids=records[:1])
        his = links.add_link(edit, "associate_of", b, other, record_ids=records[1:])
    assert _strengths(store) == {mine: "unconfirmed", his: "unconfirmed"}
    _merge(store, a, b)
    assert _strengths(store) == {mine: "confirmed"}
    with store.edit("Set") as edit:
        links.set_strength(edit, mine, "tentative", "the informant lied before")
    assert _strengths(store) == {mine: "tentative"}
    _split(store, b)
    assert _strengths(store) == {mine: "tentative", his: "unconfirmed"}


def _strengths(store: Store) -> dict[int, str]:
    with store.read() as db:
        return {row.id: row.strength for row in links.list_links(db)}


def test_links_that_contradict_each_other_stay_apart(store: Store) -> None:
    a, b, other = _people(store, "A", "B", "Other")
    with store.edit("Link") as edit:
        one = _link(edit, a, other, start="2015")
        contrary = _link(edit, b, other, start="2016")
        bare = _link(edit, b, other)
    done = _merge(store, a, b)
    assert done.parallel_links == ((one, bare),)
    assert _live_links(store) == {one, contrary}


def test_links_that_one_had_side_by_side_stay_side_by_side(store: Store) -> None:
    a, b, other = _people(store, "A", "B", "Other")
    with store.edit("Link") as edit:
        pair = {_link(edit, b, other), _link(edit, b, other)}
    assert _merge(store, a, b).parallel_links == ()
    assert _live_links(store) == pair


def test_a_link_between_the_two_is_set_aside_and_comes_back(store: Store) -> None:
    a, b = _people(store, "A", "B")
    with store.edit("Link") as edit:
        link = _link(edit, a, b, role="brother")
        entities.add_external_ref(edit, "link", link, "list", "L1")
    before = contents(store)
    assert _merge(store, a, b).self_links == (link,)
    assert _live_links(store) == set()
    with store.read() as db:
        for reference in ("L1", "LNK-VT1-0001"):
            assert refs.find_item(db, reference) == [Item("entity", a)]
    _split(store, b)
    assert contents(store) == before


def test_what_was_stated_of_a_pooled_link_since_can_go_to_whose_link_it_is(store: Store) -> None:
    a, b, other = _people(store, "A", "B", "Other")
    with store.edit("Link") as edit:
        _, record = add_source(edit, "His report")
        mine = _link(edit, a, other)
        his = links.add_link(edit, "associate_of", b, other, record_ids=[record])
    _merge(store, a, b)
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
    a, b, c = _people(store, "A", "B", "C")
    with store.edit("Link") as edit:
        one, two, elsewhere = _link(edit, a, b), _link(edit, b, a), _link(edit, a, c)
    before = contents(store)
    assert _merge(store, one, two, kind="link").lead_id == one
    assert _live_links(store) == {one, elsewhere}
    with pytest.raises(Refused, match="same two items"):
        _merge(store, one, elsewhere, kind="link")
    with store.read() as db:
        assert [m.id for m in merging.members_of(db, "link", one)] == [two]
    _split(store, two, kind="link")
    assert contents(store) == before


def test_a_link_merge_sleeps_while_its_ends_are_apart_and_wakes_when_they_are_one_again(
    store: Store,
) -> None:
    a, b, other = _people(store, "A", "B", "Other")
    with store.edit("Link") as edit:
        one, two = _link(edit, a, other), _link(edit, b, other)
    _merge(store, a, b)
    _split(store, b)
    assert _live_links(store) == {one, two}
    assert _merge(store, b, a).parallel_links == ((one, two),)


def test_links_that_the_type_kept_does_not_provide_for_are_kept_and_named(store: Store) -> None:
    with store.edit("Add") as edit:
        person = entities.add_entity(edit, "person", "A")
        company = entities.add_entity(edit, "company", "B")
        other = entities.add_entity(edit, "person", "C")
        link = links.add_link(edit, "director_of", other, company)
    with store.edit("Merge") as edit, pytest.raises(Refused, match="different kinds"):
        merging.merge(edit, "entity", [person, company])
    assert _merge(store, person, company, across_types=True).odd_links == (link,)
    assert _live_links(store) == {link}


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


# Charts, pictures, reviews, observations


def test_charts_keep_the_place_of_the_one_kept_and_give_the_other_his_back(store: Store) -> None:
    a, b = _people(store, "A", "B")
    with store.edit("Charts") as edit:
        both, only_b = charts.add_chart(edit, "Both"), charts.add_chart(edit, "Only B")
        charts.place(edit, both, [a, b], np.array([[1.0, 2.0], [3.0, 4.0]]))
        charts.place(edit, only_b, [b], np.array([[5.0, 6.0]]))
    before = contents(store)
    _merge(store, a, b)
    assert _places(store, both) == {a: (1.0, 2.0)}
    assert _places(store, only_b) == {a: (5.0, 6.0)}
    _split(store, b)
    assert contents(store) == before


def test_who_is_taken_off_a_chart_is_off_with_all_that_he_is(store: Store) -> None:
    a, b = _people(store, "A", "B")
    with store.edit("Chart") as edit:
        chart = charts.add_chart(edit, "Both")
        charts.place(edit, chart, [a, b], np.zeros((2, 2)))
    _merge(store, a, b)
    with store.edit("Take off") as edit:
        charts.take_off(edit, chart, [a])
    _split(store, b)
    assert _places(store, chart) == {}


def _places(store: Store, chart: int) -> dict[int, tuple[float, float]]:
    with store.read() as db:
        content = charts.read_chart(db, chart)
    return {
        int(i): (float(x), float(y))
        for i, (x, y) in zip(content.entity_ids, content.positions, strict=True)
    }


def test_a_chart_that_was_deleted_meanwhile_does_not_hinder_the_split(store: Store) -> None:
    a, b = _people(store, "A", "B")
    with store.edit("Chart") as edit:
        chart = charts.add_chart(edit, "Both")
        charts.place(edit, chart, [a, b], np.zeros((2, 2)))
    _merge(store, a, b)
    with store.edit("Retract") as edit:
        gone = retract(edit, Item("chart", chart), "old")
    _split(store, b)
    with store.edit("Restore") as edit:
        restore(edit, gone)
    assert set(_places(store, chart)) == {a, b}


def test_one_without_a_picture_shows_that_of_the_other_until_he_has_his_own(store: Store) -> None:
    a, b = _people(store, "A", "B")
    with store.edit("Pictures") as edit:
        his, own = (files.add_file(edit, n, n.encode(), "image/png") for n in ("his", "own"))
        entities.set_picture(edit, b, his)
    _merge(store, a, b)
    assert _picture(store, a) == his
    with store.edit("None") as edit:
        entities.set_picture(edit, a, None)
    assert _picture(store, a) is None
    with store.edit("Regroup") as edit:
        merging.regroup(edit, "entity", [a])
    assert _picture(store, a) is None
    with store.edit("Own") as edit:
        entities.set_picture(edit, a, own)
    _split(store, b)
    assert (_picture(store, a), _picture(store, b)) == (own, his)


def test_a_lent_picture_goes_back_on_the_split(store: Store) -> None:
    a, b = _people(store, "A", "B")
    with store.edit("Pictures") as edit:
        his = files.add_file(edit, "his", b"1", "image/png")
        entities.set_picture(edit, b, his)
    _merge(store, a, b)
    _split(store, b)
    assert (_picture(store, a), _picture(store, b)) == (None, his)


def test_a_picture_whose_document_was_retracted_comes_back_to_whose_it_was(store: Store) -> None:
    a, b = _people(store, "A", "B")
    with store.edit("Pictures") as edit:
        document, _ = add_source(edit, "Photos")
        his = files.add_file(edit, "his", b"1", "image/png", document_id=document)
        entities.set_picture(edit, b, his)
    _merge(store, a, b)
    with store.edit("Retract") as edit:
        gone = retract(edit, Item("document", document), "not his")
    assert _picture(store, a) is None
    _split(store, b)
    assert _picture(store, b) is None
    with store.edit("Restore") as edit:
        restore(edit, gone)
    assert (_picture(store, a), _picture(store, b)) == (None, his)


def _picture(store: Store, entity_id: int) -> int | None:
    with store.read() as db:
        row = entities.get_entity(db, entity_id)
    assert row is not None
    return row.picture_id


def test_the_review_of_the_one_kept_stands_and_the_other_comes_back(store: Store) -> None:
    a, b = _people(store, "A", "B")
    with store.edit("Review") as edit:
        set_review(edit, Item("entity", a), "2030-01-01", "a")
        set_review(edit, Item("entity", b), "2027-01-01", "b")
    _merge(store, a, b)
    with store.read() as db:
        review = review_of(db, Item("entity", a))
    assert review is not None and review.basis == "a"
    _split(store, b)
    with store.read() as db:
        review = review_of(db, Item("entity", b))
    assert review is not None and review.basis == "b"


def test_a_review_that_is_cleared_while_merged_is_cleared_for_both(store: Store) -> None:
    a, b = _people(store, "A", "B")
    with store.edit("Review") as edit:
        for person in (a, b):
            set_review(edit, Item("entity", person), "2030-01-01", "retention")
    _merge(store, a, b)
    with store.edit("Clear") as edit:
        clear_review(edit, Item("entity", a))
    _split(store, b)
    with store.read() as db:
        assert review_of(db, Item("entity", b)) is None


def test_observations_products_and_recipients_follow_and_go_back(store: Store) -> None:
    a, b, other = _people(store, "A", "B", "Other")
    with store.edit("Add") as edit:
        observations.add_observation(edit, "call", other, {}, other_id=b)
        observations.add_observation(edit, "call", a, {}, other_id=b)
        draft = outputs.ProductDraft("Dossier", "dossier", entity_id=b)
        product = outputs.add_product(edit, draft)
        outputs.add_recipient(edit, "Himself", entity_id=b)
    before = contents(store)
    _merge(store, a, b)
    with store.read() as db:
        assert len(observations.of_entity(db, a)) == 2
        asked = "SELECT entity_id FROM product WHERE id = ?"
        assert db.exec_driver_sql(asked, (product,)).scalar() == a
    _split(store, b)
    assert contents(store) == before


# Retracting meanwhile


def test_what_was_retracted_before_the_merge_comes_back_to_the_one_kept(store: Store) -> None:
    a, b = _people(store, "A", "B")
    with store.edit("State") as edit:
        told = statements.state(edit, Subject("entity", b), "description", "limps")
    with store.edit("Retract") as edit:
        gone = retract(edit, Target("statement", told), "no")
    _merge(store, a, b)
    with store.edit("Restore") as edit:
        restore(edit, gone)
    assert _shown(store, a, "description") == {told}
    _split(store, b)
    assert _shown(store, b, "description") == {told}


def test_what_was_retracted_while_merged_comes_back_to_whom_it_was_from(store: Store) -> None:
    a, b = _people(store, "A", "B")
    with store.edit("State") as edit:
        _, record = add_source(edit, "Report")
        subject = Subject("entity", b)
        told = statements.state(edit, subject, "description", "limps", record_id=record)
    _merge(store, a, b)
    with store.edit("Retract") as edit:
        gone = retract(edit, Item("record", record), "no")
    _split(store, b)
    with store.edit("Restore") as edit:
        restore(edit, gone)
    assert _shown(store, b, "description") == {told}


def test_the_source_of_a_link_set_aside_can_go_and_come(store: Store) -> None:
    a, b = _people(store, "A", "B")
    with store.edit("Link") as edit:
        document, record = add_source(edit, "Report")
        link = links.add_link(edit, "associate_of", a, b, record_ids=[record])
    before = contents(store)["statement"]
    _merge(store, a, b)
    with store.edit("Retract") as edit:
        gone = retract(edit, Item("document", document), "no")
    _split(store, b)
    assert _live_links(store) == {link}
    _merge(store, a, b)
    with store.edit("Restore") as edit:
        restore(edit, gone)
    _split(store, b)
    assert contents(store)["statement"] == before


def test_a_link_that_comes_back_shows_nothing_of_a_source_that_went_meanwhile(
    store: Store,
) -> None:
    a, b = _people(store, "A", "B")
    with store.edit("Link") as edit:
        document, record = add_source(edit, "Report")
        link = _link(edit, a, b)
        role = Value("driver")
        statements.state(edit, Subject("link", link), "role", role, record_id=record)
    _merge(store, a, b)
    with store.edit("Retract") as edit:
        retract(edit, Item("document", document), "no")
    _split(store, b)
    with store.read() as db:
        row = links.get_link(db, link)
    assert row is not None and row.role == ""


def test_one_who_was_merged_is_retracted_and_restored_with_all_that_he_is(store: Store) -> None:
    a, b, other = _people(store, "A", "B", "Other")
    with store.edit("Link") as edit:
        _link(edit, a, b)
        _link(edit, b, other)
    before = contents(store)
    _merge(store, a, b)
    with store.edit("Retract") as edit:
        gone = retract(edit, Item("entity", a), "no")
    assert contents(store)["aside"] == []
    with store.edit("Split") as edit, pytest.raises(Refused, match="Restore that"):
        merging.split_off(edit, "entity", b)
    with store.edit("Restore") as edit:
        restore(edit, gone)
    assert _lead(store, b) == a
    _split(store, b)
    assert contents(store) == before


def test_everything_restored_at_once_comes_back(store: Store) -> None:
    a, b, other = _people(store, "A", "B", "Other")
    with store.edit("Link") as edit:
        _link(edit, b, other)
    before = contents(store)
    _merge(store, a, b)
    for person in (other, a):
        with store.edit("Retract") as edit:
            retract(edit, Item("entity", person), "no")
    with store.read() as db:
        rows = [row.id for row in list_retracted(db) if not row.went_with]
    with store.edit("Restore") as edit:
        restore_all(edit, rows)
    _split(store, b)
    assert contents(store) == before


def test_a_chart_is_not_taken_back_while_a_place_on_it_is_set_aside(store: Store) -> None:
    a, b = _people(store, "A", "B")
    with store.edit("Chart") as edit:
        chart = charts.add_chart(edit, "Both")
    step = store.steps()[0].id
    with store.edit("Place") as edit:
        charts.place(edit, chart, [a, b], np.zeros((2, 2)))
    _merge(store, a, b)
    with store.edit("Take off") as edit:
        edit.connection.execute(schema.chart_entity.delete())
    with pytest.raises(Refused, match="Take these back first"):
        store.take_back_step(step)
    _split(store, b)
    assert set(_places(store, chart)) == {b}


# Judgements, history


def test_judgements_hold_for_what_the_judged_are_merged_into(store: Store) -> None:
    a, b, c = _people(store, "A", "B", "C")
    with store.edit("Judge") as edit:
        made = judgements.judge(edit, "entity", b, c, "unsure", "no photo", ("name", "phone"))
    _merge(store, a, b)
    with store.read() as db:
        ((pair, judged),) = judgements.between(db, "entity", [a]).items()
        assert judgements.between(db, "entity", [b]) == {pair: judged}
    assert pair == (a, c)
    assert judged.because == ("name", "phone")
    _merge(store, a, c)
    with store.read() as db:
        assert judgements.between(db, "entity", None) == {}
    with store.edit("Judge") as edit, pytest.raises(Refused, match="Split them first"):
        judgements.judge(edit, "entity", a, c, "different")
    _split(store, b)
    with store.read() as db:
        assert set(judgements.between(db, "entity", None)) == {(a, b)}
    with store.edit("Withdraw") as edit:
        judgements.withdraw(edit, made)
    with store.read() as db:
        assert judgements.between(db, "entity", None) == {}


def test_a_second_judgement_takes_the_place_of_the_first(store: Store) -> None:
    a, b = _people(store, "A", "B")
    with store.edit("Judge") as edit:
        first = judgements.judge(edit, "entity", b, a, "unsure")
        assert judgements.judge(edit, "entity", a, b, "different", "seen together") == first
    with store.read() as db:
        assert judgements.between(db, "entity", [a, b])[a, b].verdict == "different"
    with store.edit("Merge") as edit, pytest.raises(Refused, match="VT judged"):
        merging.merge(edit, "entity", [a, b])
    assert _merge(store, a, b, despite_judgement=True).absorbed_ids == (b,)


def test_the_history_tells_of_the_merge_and_of_what_was_before_it(store: Store) -> None:
    a, b = _people(store, "Khamsing", "Kham Sing")
    with store.edit("State") as edit:
        statements.state(edit, Subject("entity", b), "description", "limps")
    _merge(store, a, b)
    with store.read() as db:
        assert find_ever(db, "PER-VT1-0002") == [Item("entity", a)]
        lines = history_of(db, Item("entity", a), store.ontology)
    told = [(line.property, line.old, line.new) for line in lines]
    assert told[0] == ("Merged", "", "Kham Sing into Khamsing")
    assert ("Description", "", "limps") in told
    assert ("Entered", "", "Kham Sing") in told
    _split(store, b)
    with store.read() as db:
        for person in (a, b):
            newest = history_of(db, Item("entity", person), store.ontology)[0]
            assert (newest.property, newest.old) == ("Split off", "Kham Sing into Khamsing")


def test_originals_tell_whose_rows_were(store: Store) -> None:
    a, b = _people(store, "A", "B")
    with store.edit("State") as edit:
        told = statements.state(edit, Subject("entity", b), "description", "limps")
    _merge(store, a, b)
    with store.read() as db:
        assert merging.originals(db, "statement", [told, 1]) == {told: {"subject_id": b}}


def test_laid_apart_everything_is_as_before_and_regrouped_as_merged(store: Store) -> None:
    a, b, other = _people(store, "A", "B", "Other")
    with store.edit("Link") as edit:
        _link(edit, a, b)
        _link(edit, a, other)
        _link(edit, b, other)
    before = contents(store)
    _merge(store, a, b)
    after = {t: rows for t, rows in contents(store).items() if t not in ("aside", "moved")}
    with store.edit("Apart") as edit:
        merging.lay_apart(edit, "entity", [a])
    apart = contents(store)
    assert {t: rows for t, rows in apart.items() if rows != before[t]}.keys() == {"merge"}
    with store.edit("Together") as edit:
        merging.regroup(edit, "entity", [b])
    together = {t: rows for t, rows in contents(store).items() if t not in ("aside", "moved")}
    assert together == after
