"""The history of an item says what stood there, who changed it, when and why."""

from __future__ import annotations

from pathlib import Path

from iwtlink.ontology import Value
from iwtlink.store import Store, documents, entities, links, origins, statements
from iwtlink.store.history import HistoryLine, find_ever, history_of
from iwtlink.store.ids import Item, Subject
from iwtlink.store.retractions import retract
from tests.store.rich import fill
from tests.store.stores import add_pair, add_source, new_store


def _history(store: Store, item: Item) -> list[HistoryLine]:
    with store.read() as db:
        return history_of(db, item, store.ontology)


def test_a_corrected_value_is_told_from_old_to_new_with_source_and_step(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        with store.edit("Source") as edit:
            _, record = add_source(edit, "Report", "B2")
            person = entities.add_entity(edit, "person", "Khamsing", record_id=record)
            stated = statements.state(
                edit, Subject("entity", person), "birth_date", Value("1968"), record_id=record
            )
        with store.edit("Misread") as edit:
            statements.change_value(edit, stated, Value("1969"))
        lines = _history(store, Item("entity", person))
        assert (lines[0].old, lines[0].new) == ("1968", "1969")
        assert lines[0].property == "Date of birth"
        assert (lines[0].who, lines[0].label) == ("VT", "Misread")
        assert lines[0].why == "SRC-VT1-0001 B2"
        assert lines[0].step_id == store.steps()[0].id
        assert lines[-1].property == "Entered"


def test_a_retracted_item_is_found_by_its_reference_and_says_why(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        person, _, link = add_pair(store)
        with store.edit("Retract") as edit:
            retract(edit, Item("entity", person), "Twin of another")
        with store.read() as db:
            assert find_ever(db, "per-vt1-0001") == [Item("entity", person)]
            assert find_ever(db, "LNK-VT1-0001") == [Item("link", link)]
        lines = _history(store, Item("entity", person))
        assert {line.why for line in lines if line.label == "Retract"} == {"Twin of another"}
        gone = [line.property for line in lines if line.old and not line.new]
        assert {"Name", "Link", "Taken out"} <= set(gone)


def test_an_undone_item_is_still_told_of(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        person, _, _ = add_pair(store)
        store.undo()
        with store.read() as db:
            assert find_ever(db, "PER-VT1-0001") == [Item("entity", person)]
        labels = {line.label for line in _history(store, Item("entity", person))}
        assert labels == {"Add a pair", "Undone: Add a pair"}


def test_strength_and_grades_are_told_and_worked_out_columns_are_not(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        _, _, link = add_pair(store)
        with store.edit("Source") as edit:
            _, record = add_source(edit, "Report", "B2")
        with store.edit("Re-grade") as edit:
            documents.change_record(edit, record, reliability="E")
        lines = _history(store, Item("record", record))
        assert [(line.property, line.old, line.new) for line in lines if line.old] == [
            ("Source reliability", "B", "E")
        ]
        with store.edit("Doubt") as edit:
            links.set_strength(edit, link, "confirmed", "Seen by two officers")
        line = _history(store, Item("link", link))[0]
        assert (line.property, line.new, line.why) == (
            "Strength",
            "confirmed",
            "Seen by two officers",
        )


def test_who_is_behind_a_source_is_never_told(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        with store.edit("Source") as edit:
            document, _ = add_source(edit, "Report", "B2")
            origins.set_origin(edit, document, origins.Origin("A neighbour", "020 1", "afraid"))
        lines = _history(store, Item("document", document))
        told = " ".join(f"{line.old} {line.new} {line.why}" for line in lines)
        assert "neighbour" not in told
        assert any(line.property == "Origin of the source" for line in lines)


def test_every_item_of_a_full_database_has_a_history(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        filled = fill(store)
        for item in (
            Item("entity", filled.person),
            Item("link", filled.link),
            Item("document", filled.document),
            Item("record", filled.record),
            Item("observation", 1),
            Item("article", 1),
            Item("product", 1),
            Item("recipient", 1),
            Item("chart", 1),
        ):
            lines = _history(store, item)
            assert any(line.property == "Entered" for line in lines)
            assert all(line.who == "VT" and line.at.endswith("Z") for line in lines)
