"""What a merge and a split do to charts, pictures, reviews, and what is retracted meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from iwtlink.errors import Refused
from iwtlink.ontology import Value
from iwtlink.store import (
    Store,
    charts,
    entities,
    files,
    links,
    merging,
    observations,
    outputs,
    schema,
    statements,
)
from iwtlink.store.check import check
from iwtlink.store.ids import Item, Subject
from iwtlink.store.retractions import Target, list_retracted, restore, restore_all, retract
from iwtlink.store.reviews import clear_review, review_of, set_review
from tests.store.merges import (
    join,
    lead,
    live_links,
    merge_all,
    people,
    picture,
    places,
    shown,
    split,
)
from tests.store.stores import add_source, contents, new_store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with new_store(tmp_path) as made:
        yield made
        assert check(made).faults == ()


def test_charts_keep_the_place_of_the_one_kept_and_give_the_other_his_back(store: Store) -> None:
    a, b = people(store, "A", "B")
    with store.edit("Charts") as edit:
        both, only_b = charts.add_chart(edit, "Both"), charts.add_chart(edit, "Only B")
        charts.place(edit, both, [a, b], np.array([[1.0, 2.0], [3.0, 4.0]]))
        charts.place(edit, only_b, [b], np.array([[5.0, 6.0]]))
    before = contents(store)
    merge_all(store, a, b)
    assert places(store, both) == {a: (1.0, 2.0)}
    assert places(store, only_b) == {a: (5.0, 6.0)}
    split(store, b)
    assert contents(store) == before


def test_who_is_taken_off_a_chart_is_off_with_all_that_he_is(store: Store) -> None:
    a, b = people(store, "A", "B")
    with store.edit("Chart") as edit:
        chart = charts.add_chart(edit, "Both")
        charts.place(edit, chart, [a, b], np.zeros((2, 2)))
    merge_all(store, a, b)
    with store.edit("Take off") as edit:
        charts.take_off(edit, chart, [a])
    split(store, b)
    assert places(store, chart) == {}


def test_a_chart_that_was_deleted_meanwhile_does_not_hinder_the_split(store: Store) -> None:
    a, b = people(store, "A", "B")
    with store.edit("Chart") as edit:
        chart = charts.add_chart(edit, "Both")
        charts.place(edit, chart, [a, b], np.zeros((2, 2)))
    merge_all(store, a, b)
    with store.edit("Retract") as edit:
        gone = retract(edit, Item("chart", chart), "old")
    split(store, b)
    with store.edit("Restore") as edit:
        restore(edit, gone)
    assert set(places(store, chart)) == {a, b}


def test_one_without_a_picture_shows_that_of_the_other_until_he_has_his_own(store: Store) -> None:
    a, b = people(store, "A", "B")
    with store.edit("Pictures") as edit:
        his, own = (files.add_file(edit, n, n.encode(), "image/png") for n in ("his", "own"))
        entities.set_picture(edit, b, his)
    merge_all(store, a, b)
    assert picture(store, a) == his
    with store.edit("None") as edit:
        entities.set_picture(edit, a, None)
    assert picture(store, a) is None
    with store.edit("Regroup") as edit:
        merging.regroup(edit, "entity", [a])
    assert picture(store, a) is None
    with store.edit("Own") as edit:
        entities.set_picture(edit, a, own)
    split(store, b)
    assert (picture(store, a), picture(store, b)) == (own, his)


def test_a_lent_picture_goes_back_on_the_split(store: Store) -> None:
    a, b = people(store, "A", "B")
    with store.edit("Pictures") as edit:
        his = files.add_file(edit, "his", b"1", "image/png")
        entities.set_picture(edit, b, his)
    merge_all(store, a, b)
    split(store, b)
    assert (picture(store, a), picture(store, b)) == (None, his)


def test_a_picture_whose_document_was_retracted_comes_back_to_whose_it_was(store: Store) -> None:
    a, b = people(store, "A", "B")
    with store.edit("Pictures") as edit:
        document, _ = add_source(edit, "Photos")
        his = files.add_file(edit, "his", b"1", "image/png", document_id=document)
        entities.set_picture(edit, b, his)
    merge_all(store, a, b)
    with store.edit("Retract") as edit:
        gone = retract(edit, Item("document", document), "not his")
    assert picture(store, a) is None
    split(store, b)
    assert picture(store, b) is None
    with store.edit("Restore") as edit:
        restore(edit, gone)
    assert (picture(store, a), picture(store, b)) == (None, his)


def test_a_lent_picture_that_was_taken_away_stays_away_when_its_document_comes_back(
    store: Store,
) -> None:
    a, b = people(store, "A", "B")
    with store.edit("Pictures") as edit:
        document, _ = add_source(edit, "Photos")
        his = files.add_file(edit, "his", b"1", "image/png", document_id=document)
        entities.set_picture(edit, b, his)
    merge_all(store, a, b)
    with store.edit("None") as edit:
        entities.set_picture(edit, a, None)
    with store.edit("Retract") as edit:
        gone = retract(edit, Item("document", document), "no")
    assert check(store).faults == ()
    with store.edit("Restore") as edit:
        restore(edit, gone)
    assert picture(store, a) is None
    assert check(store).faults == ()
    split(store, b)
    assert (picture(store, a), picture(store, b)) == (None, his)


def test_the_review_of_the_one_kept_stands_and_the_other_comes_back(store: Store) -> None:
    a, b = people(store, "A", "B")
    with store.edit("Review") as edit:
        set_review(edit, Item("entity", a), "2030-01-01", "a")
        set_review(edit, Item("entity", b), "2027-01-01", "b")
    merge_all(store, a, b)
    with store.read() as db:
        review = review_of(db, Item("entity", a))
    assert review is not None and review.basis == "a"
    split(store, b)
    with store.read() as db:
        review = review_of(db, Item("entity", b))
    assert review is not None and review.basis == "b"


def test_a_review_that_is_cleared_while_merged_is_cleared_for_both(store: Store) -> None:
    a, b = people(store, "A", "B")
    with store.edit("Review") as edit:
        for person in (a, b):
            set_review(edit, Item("entity", person), "2030-01-01", "retention")
    merge_all(store, a, b)
    with store.edit("Clear") as edit:
        clear_review(edit, Item("entity", a))
    split(store, b)
    with store.read() as db:
        assert review_of(db, Item("entity", b)) is None


def test_observations_products_and_recipients_follow_and_go_back(store: Store) -> None:
    a, b, other = people(store, "A", "B", "Other")
    with store.edit("Add") as edit:
        observations.add_observation(edit, "call", other, {}, other_id=b)
        observations.add_observation(edit, "call", a, {}, other_id=b)
        draft = outputs.ProductDraft("Dossier", "dossier", entity_id=b)
        product = outputs.add_product(edit, draft)
        outputs.add_recipient(edit, "Himself", entity_id=b)
    before = contents(store)
    merge_all(store, a, b)
    with store.read() as db:
        assert len(observations.of_entity(db, a)) == 2
        asked = "SELECT entity_id FROM product WHERE id = ?"
        assert db.exec_driver_sql(asked, (product,)).scalar() == a
    split(store, b)
    assert contents(store) == before


def test_what_was_retracted_before_the_merge_comes_back_to_the_one_kept(store: Store) -> None:
    a, b = people(store, "A", "B")
    with store.edit("State") as edit:
        told = statements.state(edit, Subject("entity", b), "description", "limps")
    with store.edit("Retract") as edit:
        gone = retract(edit, Target("statement", told), "no")
    merge_all(store, a, b)
    with store.edit("Restore") as edit:
        restore(edit, gone)
    assert shown(store, a, "description") == {told}
    split(store, b)
    assert shown(store, b, "description") == {told}


def test_what_was_retracted_while_merged_comes_back_to_whom_it_was_from(store: Store) -> None:
    a, b = people(store, "A", "B")
    with store.edit("State") as edit:
        _, record = add_source(edit, "Report")
        subject = Subject("entity", b)
        told = statements.state(edit, subject, "description", "limps", record_id=record)
    merge_all(store, a, b)
    with store.edit("Retract") as edit:
        gone = retract(edit, Item("record", record), "no")
    split(store, b)
    with store.edit("Restore") as edit:
        restore(edit, gone)
    assert shown(store, b, "description") == {told}


def test_the_source_of_a_link_set_aside_can_go_and_come(store: Store) -> None:
    a, b = people(store, "A", "B")
    with store.edit("Link") as edit:
        document, record = add_source(edit, "Report")
        link = links.add_link(edit, "associate_of", a, b, record_ids=[record])
    before = contents(store)["statement"]
    merge_all(store, a, b)
    with store.edit("Retract") as edit:
        gone = retract(edit, Item("document", document), "no")
    split(store, b)
    assert live_links(store) == {link}
    merge_all(store, a, b)
    with store.edit("Restore") as edit:
        restore(edit, gone)
    split(store, b)
    assert contents(store)["statement"] == before


def test_a_link_that_comes_back_shows_nothing_of_a_source_that_went_meanwhile(
    store: Store,
) -> None:
    a, b = people(store, "A", "B")
    with store.edit("Link") as edit:
        document, record = add_source(edit, "Report")
        link = join(edit, a, b)
        role = Value("driver")
        statements.state(edit, Subject("link", link), "role", role, record_id=record)
    merge_all(store, a, b)
    with store.edit("Retract") as edit:
        retract(edit, Item("document", document), "no")
    split(store, b)
    with store.read() as db:
        row = links.get_link(db, link)
    assert row is not None and row.role == ""


def test_one_who_was_merged_is_retracted_and_restored_with_all_that_he_is(store: Store) -> None:
    a, b, other = people(store, "A", "B", "Other")
    with store.edit("Link") as edit:
        join(edit, a, b)
        join(edit, b, other)
    before = contents(store)
    merge_all(store, a, b)
    with store.edit("Retract") as edit:
        gone = retract(edit, Item("entity", a), "no")
    assert contents(store)["aside"] == []
    with store.edit("Split") as edit, pytest.raises(Refused, match="Restore that"):
        merging.split_off(edit, "entity", b)
    with store.edit("Restore") as edit:
        restore(edit, gone)
    assert lead(store, b) == a
    split(store, b)
    assert contents(store) == before


def test_everything_restored_at_once_comes_back(store: Store) -> None:
    a, b, other = people(store, "A", "B", "Other")
    with store.edit("Link") as edit:
        join(edit, b, other)
    before = contents(store)
    merge_all(store, a, b)
    for person in (other, a):
        with store.edit("Retract") as edit:
            retract(edit, Item("entity", person), "no")
    with store.read() as db:
        rows = [row.id for row in list_retracted(db) if not row.went_with]
    with store.edit("Restore") as edit:
        restore_all(edit, rows)
    split(store, b)
    assert contents(store) == before


def test_a_chart_is_not_taken_back_while_a_place_on_it_is_set_aside(store: Store) -> None:
    a, b = people(store, "A", "B")
    with store.edit("Chart") as edit:
        chart = charts.add_chart(edit, "Both")
    step = store.steps()[0].id
    with store.edit("Place") as edit:
        charts.place(edit, chart, [a, b], np.zeros((2, 2)))
    merge_all(store, a, b)
    with store.edit("Take off") as edit:
        edit.connection.execute(schema.chart_entity.delete())
    with pytest.raises(Refused, match="Take these back first"):
        store.take_back_step(step)
    split(store, b)
    assert set(places(store, chart)) == {b}


def test_where_the_one_kept_loses_his_picture_that_of_the_other_is_shown(store: Store) -> None:
    a, b = people(store, "A", "B")
    with store.edit("Pictures") as edit:
        document, _ = add_source(edit, "Photos")
        own = files.add_file(edit, "own", b"1", "image/png", document_id=document)
        his = files.add_file(edit, "his", b"2", "image/png")
        entities.set_picture(edit, a, own)
        entities.set_picture(edit, b, his)
    merge_all(store, a, b)
    with store.edit("Retract") as edit:
        gone = retract(edit, Item("document", document), "no")
    assert picture(store, a) == his
    with store.edit("Restore") as edit:
        restore(edit, gone)
    assert picture(store, a) == own
    split(store, b)
    assert (picture(store, a), picture(store, b)) == (own, his)


def test_an_old_merge_that_cannot_be_taken_back_can_be_split_instead(store: Store) -> None:
    one, other, third = people(store, "One", "Other", "Third")
    merge_all(store, one, other)
    first = store.steps()[0].id
    merge_all(store, third, one)
    with store.read() as db:
        ref = db.exec_driver_sql("SELECT ref FROM aside WHERE row_id = ?", (other,)).scalar()
    with pytest.raises(Refused, match=f"Take these back first.* split instead: {ref}[.]"):
        store.take_back_step(first)
    split(store, other)
    assert lead(store, other) == other and lead(store, one) == third
    assert check(store).faults == ()
