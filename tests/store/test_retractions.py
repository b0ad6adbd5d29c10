"""What is retracted is gone from every list, and comes back whole."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from iwtlink.errors import Refused
from iwtlink.ontology import Value
from iwtlink.store import (
    Store,
    charts,
    documents,
    entities,
    files,
    links,
    observations,
    outputs,
    search,
    statements,
)
from iwtlink.store.check import check
from iwtlink.store.ids import Item, Subject
from iwtlink.store.retractions import (
    Target,
    find_retracted,
    list_retracted,
    reasons_used,
    restore,
    restore_all,
    retract,
    retract_all,
)
from tests.store.stores import add_pair, add_source, contents, new_store, searchable


def _contents(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """Everything that stands, with the times at which it was taken out left aside."""
    return contents(store) | {"retraction": []}


def _restore_everything(store: Store) -> None:
    with store.read() as db:
        own = [row.id for row in list_retracted(db) if not row.went_with]
    for retraction_id in own:
        with store.edit("Restore") as edit:
            restore(edit, retraction_id)


def test_a_retracted_person_is_found_nowhere_and_comes_back_with_links_and_places(
    tmp_path: Path,
) -> None:
    with new_store(tmp_path) as store:
        person, company, link = add_pair(store)
        with store.edit("Chart") as edit:
            chart = charts.add_chart(edit, "Case")
            charts.place(edit, chart, [person, company], np.zeros((2, 2)))
        before, words = _contents(store), searchable(store)
        with store.edit("Retract") as edit:
            retract(edit, Item("entity", person), "Mixed up with another")
        with store.read() as db:
            assert entities.get_entity(db, person) is None
            assert links.get_link(db, link) is None
            assert search.find(db, "Khamsing") == []
            rows = list_retracted(db)
        assert [(row.kind, row.went_with) for row in rows] == [
            ("link", f"entity:{person}"),
            ("entity", ""),
        ]
        assert rows[1].label == "Khamsing VONGPHADY"
        assert rows[1].reason == "Mixed up with another"
        assert rows[1].by == "VT"
        path = store.path
    with Store.open(path) as store:
        with store.edit("Another") as edit:
            entities.add_entity(edit, "person", "Somebody else")
        with store.edit("Restore") as edit:
            restore(edit, rows[1].id)
        after = _contents(store)
        assert all(set(before[table]) <= set(after[table]) for table in before)
        assert len(after["entity"]) == len(before["entity"]) + 1
        assert after["chart_entity"] == before["chart_entity"]
        assert set(words) <= set(searchable(store))
        assert check(store).faults == ()
        with store.read() as db:
            assert list_retracted(db) == []


def test_a_reason_is_asked_for(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        person, _, _ = add_pair(store)
        with pytest.raises(Refused, match="why"), store.edit("Retract") as edit:
            retract(edit, Item("entity", person), "  ")


def test_a_link_returns_with_the_second_of_its_ends(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        person, company, link = add_pair(store)
        for item in (person, company):
            with store.edit("Retract") as edit:
                retract(edit, Item("entity", item), "Wrong")
        with store.read() as db:
            first = {row.item_id: row.id for row in list_retracted(db) if row.kind == "entity"}
        with store.edit("Restore") as edit:
            restore(edit, first[person])
        with store.read() as db:
            assert links.get_link(db, link) is None
        with store.edit("Restore") as edit:
            restore(edit, first[company])
        with store.read() as db:
            assert links.get_link(db, link) is not None
            assert list_retracted(db) == []


def test_a_link_retracted_by_itself_stays_out_when_its_end_returns(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        person, _, link = add_pair(store)
        with store.edit("Retract") as edit:
            own = retract(edit, Item("link", link), "Rumour")
        with store.edit("Retract") as edit:
            end = retract(edit, Item("entity", person), "Wrong")
        with pytest.raises(Refused, match="by itself"), store.edit("Restore") as edit:
            restore(edit, own)
        with store.edit("Restore") as edit:
            restore(edit, end)
        with store.read() as db:
            assert links.get_link(db, link) is None
            assert [row.kind for row in list_retracted(db)] == ["link"]
        with store.edit("Restore") as edit:
            restore(edit, own)
        with store.read() as db:
            found = links.get_link(db, link)
        assert found is not None
        assert found.role == "director"


def test_many_retracted_in_one_step_come_back_one_by_one(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        person, company, link = add_pair(store)
        before = _contents(store)
        with store.edit("Retract") as edit:
            made = retract_all(
                edit, [Item("entity", person), Item("entity", company), Item("link", link)], "Wrong"
            )
        assert len(set(made)) == 3
        for retraction_id in made:
            with store.edit("Restore") as edit:
                restore(edit, retraction_id)
        assert _contents(store) == before
        with store.edit("Retract") as edit:
            made = retract_all(edit, [Item("entity", person), Item("entity", company)], "Wrong")
        with store.edit("Restore") as edit:
            restore_all(edit, made)
        assert _contents(store) == before


def test_a_retracted_record_takes_its_statements_and_the_next_best_is_shown(
    tmp_path: Path,
) -> None:
    with new_store(tmp_path) as store:
        with store.edit("Two sources") as edit:
            _, good = add_source(edit, "Court file", "A1")
            _, bad = add_source(edit, "Rumour", "E5")
            person = entities.add_entity(edit, "person", "Khamsing", record_id=bad)
            subject = Subject("entity", person)
            for record, born in ((good, "1968"), (bad, "1970")):
                statements.state(edit, subject, "birth_date", Value(born), record_id=record)
            observations.add_observation(
                edit, "seizure_item", person, {"quantity": Value("3", 3)}, record_id=good
            )
        before = _contents(store)
        with store.edit("Retract") as edit:
            gone = retract(edit, Item("record", good), "Court file was of another man")
        with store.read() as db:
            shown = statements.shown_values(db, "entity", ["birth_date"])
            assert shown[person]["birth_date"] == "1970"
            assert observations.of_entity(db, person) == []
        with store.edit("Restore") as edit:
            restore(edit, gone)
        assert _contents(store) == before


def test_a_statement_waits_for_both_its_record_and_its_subject(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        with store.edit("Source") as edit:
            _, record = add_source(edit, "Report")
            person = entities.add_entity(edit, "person", "Khamsing", record_id=record)
        before = _contents(store)
        for first, second in (("entity", "record"), ("record", "entity")):
            ids = {"entity": int(person), "record": int(record)}
            for kind in (first, second):
                with store.edit("Retract") as edit:
                    retract(edit, Target(kind, ids[kind]), "Wrong")  # type: ignore[arg-type]
            _restore_everything(store)
            assert _contents(store) == before


def test_a_single_statement_can_be_retracted_and_restored(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        person, _, _ = add_pair(store)
        with store.edit("State") as edit:
            stated = statements.state(edit, Subject("entity", person), "country", Value("LA"))
        before = _contents(store)
        with store.edit("Retract") as edit:
            gone = retract(edit, Target("statement", stated), "Misread")
        with store.read() as db:
            assert list_retracted(db)[0].label.endswith(": LA")
        with store.edit("Restore") as edit:
            restore(edit, gone)
        assert _contents(store) == before


def test_a_document_goes_with_its_records_files_and_pictures(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        with store.edit("Source") as edit:
            document, record = add_source(edit, "Report")
            face = files.add_file(edit, "face.png", b"face", "image/png", document_id=document)
            person = entities.add_entity(edit, "person", "Khamsing", record_id=record)
            entities.set_picture(edit, person, face)
        before = _contents(store)
        with store.edit("Retract") as edit:
            gone = retract(edit, Item("document", document), "Not ours to keep")
        with store.read() as db:
            assert documents.list_records(db) == []
            known = entities.get_entity(db, person)
            assert known is not None
            assert known.picture_id is None
        with store.edit("Restore") as edit:
            restore(edit, gone)
        assert _contents(store) == before
        assert check(store).faults == ()


def test_what_a_product_or_a_recipient_rests_on_is_refused(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        person, company, _ = add_pair(store)
        with store.edit("Products") as edit:
            product = outputs.add_product(
                edit, outputs.ProductDraft("Dossier", "dossier", entity_id=person)
            )
            agency = outputs.add_recipient(edit, "Police", entity_id=company)
            outputs.disseminate(edit, product, agency)
        before = contents(store)
        for item in (Item("entity", person), Item("entity", company), Item("recipient", agency)):
            with pytest.raises(Refused, match="cannot be taken out"), store.edit("No") as edit:
                retract(edit, item, "Wrong")
        assert contents(store) == before
        with store.edit("Retract") as edit:
            gone = retract(edit, Item("product", product), "Wrong version")
        with store.edit("Restore") as edit:
            restore(edit, gone)
        assert contents(store) == before


def test_a_number_that_another_item_took_meanwhile_stays_with_it(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        with store.edit("Add") as edit:
            one = entities.add_entity(edit, "person", "One", external_refs=[("list", "P01")])
        with store.edit("Retract") as edit:
            gone = retract(edit, Item("entity", one), "Twin")
        with store.edit("Add") as edit:
            entities.add_entity(edit, "person", "Two", external_refs=[("list", "P01")])
        with store.edit("Restore") as edit:
            restore(edit, gone)
        assert check(store).faults == ()
        assert len(contents(store)["external_ref"]) == 1


def test_retracted_items_are_found_by_reference_and_reasons_offered_again(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        person, company, _ = add_pair(store)
        for item, why in ((company, "Twin"), (person, "Wrong")):
            with store.edit("Retract") as edit:
                retract(edit, Item("entity", item), why)
        with store.read() as db:
            found = find_retracted(db, " per-vt1-0001 ")
            assert found is not None
            assert found.item_id == person
            assert reasons_used(db) == ["Wrong", "Twin"]


def test_undo_and_redo_of_retracting_and_restoring(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        person, _, _ = add_pair(store)
        states = [contents(store)]
        with store.edit("Retract") as edit:
            gone = retract(edit, Item("entity", person), "Wrong")
        states.append(contents(store))
        with store.edit("Restore") as edit:
            restore(edit, gone)
        states.append(contents(store))
        for state in (states[1], states[0]):
            store.undo()
            assert contents(store) == state
        store.redo()
        assert contents(store) == states[1]
        with store.edit("Restore") as edit:
            restore(edit, gone)
        assert _contents(store) == states[0] | {"retraction": []}
        assert check(store).faults == ()
