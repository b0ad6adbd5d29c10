"""Who stands for whom, which values are shown, and what is judged and told."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from iwtlink.errors import Refused
from iwtlink.store import (
    Store,
    entities,
    judgements,
    merging,
    schema,
    search,
    statements,
)
from iwtlink.store.check import check
from iwtlink.store.history import find_ever, history_of
from iwtlink.store.ids import Item, Subject
from tests.store.merges import (
    join,
    lead,
    merge_all,
    people,
    shown,
    split,
)
from tests.store.stores import add_source, contents, new_store, searchable


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with new_store(tmp_path) as made:
        yield made
        assert check(made).faults == ()


def test_the_first_is_kept_and_the_others_are_absorbed(store: Store) -> None:
    a, b, c = people(store, "A", "B", "C")
    done = merge_all(store, b, a, c)
    assert (done.lead_id, set(done.absorbed_ids)) == (b, {a, c})
    with store.read() as db:
        assert merging.leads_of(db, "entity", [a, b, c]) == {a: b, b: b, c: b}
        members = merging.members_of(db, "entity", b)
    assert [(m.id, m.label, m.merged_by) for m in members] == [(a, "A", "VT"), (c, "C", "VT")]


def test_merging_two_groups_makes_one_and_its_middle_splits_off_with_its_own(store: Store) -> None:
    a, b, c = people(store, "A", "B", "C")
    before = contents(store)
    merge_all(store, b, c)
    merge_all(store, a, b)
    assert {lead(store, i) for i in (a, b, c)} == {a}
    split(store, b)
    assert [lead(store, i) for i in (a, b, c)] == [a, b, b]
    split(store, c)
    assert [lead(store, i) for i in (a, b, c)] == [a, b, c]
    assert contents(store) == before


def test_one_absorbed_first_splits_off_alone_from_the_end_of_a_chain(store: Store) -> None:
    a, b, c = people(store, "A", "B", "C")
    merge_all(store, b, c)
    merge_all(store, a, b)
    split(store, c)
    assert [lead(store, i) for i in (a, b, c)] == [a, a, c]


def test_merges_made_both_ways_on_two_laptops_have_one_lead(store: Store) -> None:
    a, b = people(store, "A", "B")
    with store.edit("Both ways") as edit:
        for kept, other in ((a, b), (b, a)):
            edit.insert(
                schema.merge, kind="entity", kept_id=kept, absorbed_id=other, merged_at=edit.now
            )
        merging.regroup(edit, "entity", [a, b])
    assert {lead(store, a), lead(store, b)} == {a}  # the smaller uid
    split(store, b)
    assert [lead(store, a), lead(store, b)] == [a, b]


def test_the_one_kept_cannot_be_split_off(store: Store) -> None:
    a, b, c = people(store, "A", "B", "C")
    merge_all(store, a, b, c)
    with store.edit("Split") as edit, pytest.raises(Refused, match="PER-VT1-0002, PER-VT1-0003"):
        merging.split_off(edit, "entity", a)
    with store.edit("Split") as edit:
        merging.split_off(edit, "entity", b)
        with pytest.raises(Refused, match="not merged"):
            merging.split_off(edit, "entity", b)


@pytest.mark.feature("C42")
def test_undo_of_a_merge_equals_the_state_before_row_by_row_and_in_the_search(
    store: Store,
) -> None:
    a, b, other = people(store, "Khamsing", "Kham Sing", "Other")
    with store.edit("More") as edit:
        join(edit, a, b)
        join(edit, b, other, role="driver")
        join(edit, a, other)
    before, found = contents(store), searchable(store)
    merge_all(store, a, b)
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
    a, b = people(store, "A", "B")
    merge_all(store, a, b)
    step = store.steps()[0].id
    with store.edit("Add") as edit:
        added = statements.state(edit, Subject("entity", a), "description", "limps")
    store.take_back_step(step)
    assert lead(store, b) == b
    with store.read() as db:
        assert added in {row.id for row in statements.read_statements(db, "entity", [a])[a]}


def test_who_listens_hears_of_both_and_of_those_at_the_other_ends(store: Store) -> None:
    a, b, other = people(store, "A", "B", "Other")
    with store.edit("Link") as edit:
        link = join(edit, b, other)
    heard = []
    store.listen(heard.append)
    merge_all(store, a, b)
    split(store, b)
    for changes in heard:
        assert changes.entities >= {a, b, other}
        assert link in changes.links


def test_names_of_both_find_the_one_kept_and_labels_follow(store: Store) -> None:
    with store.edit("Add") as edit:
        a = entities.add_entity(edit, "person", "Kham Sing")
        b = entities.add_entity(edit, "person", "Vongphady", script_name="ຄຳສິງ ວົງພະດີ")
    merge_all(store, a, b)
    with store.read() as db:
        row = entities.get_entity(db, a)
        assert row is not None and (row.label, row.script_label) == ("Kham Sing", "ຄຳສິງ ວົງພະດີ")
        assert entities.get_entity(db, b) is None
        for words in ("Vongphady", "ຄຳສິງ", "Kham Sing"):
            assert [h.item for h in search.find(db, words)] == [Item("entity", a)], words
    split(store, b)
    with store.read() as db:
        row, other = entities.get_entity(db, a), entities.get_entity(db, b)
        assert row is not None and (row.label, row.script_label) == ("Kham Sing", "")
        assert other is not None and other.script_label == "ຄຳສິງ ວົງພະດີ"


def test_the_best_graded_value_of_either_is_shown_and_the_rest_is_kept(store: Store) -> None:
    a, b = people(store, "A", "B")
    with store.edit("State") as edit:
        _, weak = add_source(edit, "Rumour", "E4")
        _, good = add_source(edit, "Register", "A1")
        mine = statements.state(edit, Subject("entity", a), "birth_date", "1970", record_id=weak)
        his = statements.state(edit, Subject("entity", b), "birth_date", "1968", record_id=good)
    merge_all(store, a, b)
    assert shown(store, a, "birth_date") == {his}
    with store.edit("Choose") as edit:
        statements.prefer(edit, mine)
    assert shown(store, a, "birth_date") == {mine}
    with store.edit("Let compete") as edit:
        statements.let_compete(edit, Subject("entity", a), "birth_date")
    assert shown(store, a, "birth_date") == {his}
    split(store, b)
    assert shown(store, a, "birth_date") == {mine}
    assert shown(store, b, "birth_date") == {his}


def test_of_two_chosen_values_that_meet_the_newer_one_is_shown(store: Store) -> None:
    a, b = people(store, "A", "B")
    with store.edit("State") as edit:
        one = statements.state(edit, Subject("entity", a), "birth_date", "1970")
        other = statements.state(edit, Subject("entity", b), "birth_date", "1968")
        statements.prefer(edit, one)
        statements.prefer(edit, other)
    merge_all(store, a, b)
    assert shown(store, a, "birth_date") == {other}
    split(store, b)
    assert (shown(store, a, "birth_date"), shown(store, b, "birth_date")) == ({one}, {other})


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


def test_judgements_hold_for_what_the_judged_are_merged_into(store: Store) -> None:
    a, b, c = people(store, "A", "B", "C")
    with store.edit("Judge") as edit:
        made = judgements.judge(edit, "entity", b, c, "unsure", "no photo", ("name", "phone"))
    merge_all(store, a, b)
    with store.read() as db:
        ((pair, judged),) = judgements.between(db, "entity", [a]).items()
        assert judgements.between(db, "entity", [b]) == {pair: judged}
    assert pair == (a, c)
    assert judged.because == ("name", "phone")
    merge_all(store, a, c)
    with store.read() as db:
        assert judgements.between(db, "entity", None) == {}
    with store.edit("Judge") as edit, pytest.raises(Refused, match="Split them first"):
        judgements.judge(edit, "entity", a, c, "different")
    split(store, b)
    with store.read() as db:
        assert set(judgements.between(db, "entity", None)) == {(a, b)}
    with store.edit("Withdraw") as edit:
        judgements.withdraw(edit, made)
    with store.read() as db:
        assert judgements.between(db, "entity", None) == {}


def test_a_second_judgement_takes_the_place_of_the_first(store: Store) -> None:
    a, b = people(store, "A", "B")
    with store.edit("Judge") as edit:
        first = judgements.judge(edit, "entity", b, a, "unsure")
        assert judgements.judge(edit, "entity", a, b, "different", "seen together") == first
    with store.read() as db:
        assert judgements.between(db, "entity", [a, b])[a, b].verdict == "different"
    with store.edit("Merge") as edit, pytest.raises(Refused, match="VT judged"):
        merging.merge(edit, "entity", [a, b])
    assert merge_all(store, a, b, despite_judgement=True).absorbed_ids == (b,)


def test_the_history_tells_of_the_merge_and_of_what_was_before_it(store: Store) -> None:
    a, b = people(store, "Khamsing", "Kham Sing")
    with store.edit("State") as edit:
        statements.state(edit, Subject("entity", b), "description", "limps")
    merge_all(store, a, b)
    with store.read() as db:
        assert find_ever(db, "PER-VT1-0002") == [Item("entity", a)]
        lines = history_of(db, Item("entity", a), store.ontology)
    told = [(line.property, line.old, line.new) for line in lines]
    assert told[0] == ("Merged", "", "Kham Sing into Khamsing")
    assert ("Description", "", "limps") in told
    assert ("Entered", "", "Kham Sing") in told
    split(store, b)
    with store.read() as db:
        for person in (a, b):
            newest = history_of(db, Item("entity", person), store.ontology)[0]
            assert (newest.property, newest.old) == ("Split off", "Kham Sing into Khamsing")


def test_originals_tell_whose_rows_were(store: Store) -> None:
    a, b = people(store, "A", "B")
    with store.edit("State") as edit:
        told = statements.state(edit, Subject("entity", b), "description", "limps")
    merge_all(store, a, b)
    with store.read() as db:
        assert merging.originals(db, "statement", [told, 1]) == {told: {"subject_id": b}}


def test_laid_apart_everything_is_as_before_and_regrouped_as_merged(store: Store) -> None:
    a, b, other = people(store, "A", "B", "Other")
    with store.edit("Link") as edit:
        join(edit, a, b)
        join(edit, a, other)
        join(edit, b, other)
    before = contents(store)
    merge_all(store, a, b)
    after = {t: rows for t, rows in contents(store).items() if t not in ("aside", "moved")}
    with store.edit("Apart") as edit:
        merging.lay_apart(edit, "entity", [a])
    apart = contents(store)
    assert {t: rows for t, rows in apart.items() if rows != before[t]}.keys() == {"merge"}
    with store.edit("Together") as edit:
        merging.regroup(edit, "entity", [b])
    together = {t: rows for t, rows in contents(store).items() if t not in ("aside", "moved")}
    assert together == after
