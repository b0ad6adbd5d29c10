"""A value that two records state is shown once with all its sources, before a merge and after."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from iwtlink.gui.panels.sheet_edits import change_of
from iwtlink.gui.reading.evidence import read_evidence
from iwtlink.gui.reading.items import read_sheet
from iwtlink.gui.reading.typed_tables import read_entities
from iwtlink.ontology import Value
from iwtlink.operations.entry import WorkingSource
from iwtlink.operations.listing import list_type
from iwtlink.operations.showing import show_item
from iwtlink.operations.shown_item import ShownItem
from iwtlink.products.content import Product
from iwtlink.products.dossier import build_dossier
from iwtlink.products.options import ProductOptions
from iwtlink.store import Edit, Store, documents, entities, outputs, statements
from iwtlink.store.documents import Document, Record
from iwtlink.store.ids import EntityId, Item, RecordId, Subject
from iwtlink.store.statements import shown_values
from tests.store.merges import merge_all, split


def _record(edit: Edit, title: str, grade: str) -> RecordId:
    document = documents.add_document(edit, Document(title, date="2020"))
    record = Record(
        page="1", grading="5x5x5", reliability=grade[0], credibility=grade[1], handling="1"
    )
    return documents.add_record(edit, document, record)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.create(tmp_path / "twins.iwt", code="T1") as found:
        yield found


@pytest.fixture
def twins(store: Store) -> tuple[EntityId, EntityId]:
    """Add two records of one man that say much the same."""
    with store.edit("Add") as edit:
        made = []
        for title, grade in (("Rumour", "D4"), ("Registry", "A1")):
            one = entities.add_entity(edit, "person", "Bounmy TESTDY")
            record = _record(edit, title, grade)
            said = (
                ("name", "Uncle Test", "alias"),
                ("nationality", "LA", ""),
                ("birth_date", "1970", ""),
                ("modus_operandi", "By boat; at night", ""),
            )
            for name, text, kind in said:
                statements.state(
                    edit, Subject("entity", one), name, Value(text), record_id=record, kind=kind
                )
            made.append(one)
        statements.state(edit, Subject("entity", made[1]), "nationality", Value("TH"))
    return made[0], made[1]


def _shown(store: Store, entity_id: int) -> ShownItem:
    with store.read() as db:
        row = entities.get_entity(db, EntityId(entity_id))
    assert row is not None
    return show_item(store, row.ref)


def _dossier(store: Store, entity_id: int) -> Product:
    with store.read() as db:
        return build_dossier(db, store.ontology, entity_id, options=ProductOptions(date="2021"))


def _rows(product: Product, name: str) -> list[list[object]]:
    table = next(one for one in product.tables() if one.name == name)
    return [[cell.value for cell in row.cells] for row in table.rows]


def test_a_merged_item_shows_each_value_once_with_all_its_sources(
    store: Store, twins: tuple[EntityId, EntityId]
) -> None:
    merge_all(store, *twins)
    found = _shown(store, twins[0])
    said = [(one.property, one.value, one.kind) for one in found.values]
    assert len(said) == len(set(said)), said
    (country,) = [one for one in found.values if one.value == "LA"]
    assert country.grade.startswith("A1")
    assert [one.grade[:2] for one in country.stated_by] == ["A1", "D4"]
    (line,) = [line for line in found.to_lines() if ": LA" in line]
    assert all(one.source in line for one in country.stated_by)
    assert sum(len(one.stated_by) for one in found.values) == 11


def test_an_item_tells_from_what_it_was_merged_and_keeps_its_values_in_order(
    store: Store, twins: tuple[EntityId, EntityId]
) -> None:
    other = _shown(store, twins[1])
    merge_all(store, *twins)
    found = _shown(store, twins[0])
    assert [(one.ref, one.label) for one in found.merged_from] == [(other.ref, other.label)]
    assert any(line.strip().startswith(f"Merged from: {other.ref}") for line in found.to_lines())
    order = [one.property for one in found.values]
    assert len(dict.fromkeys(order)) == sum(a != b for a, b in pairwise(order)) + 1


def test_names_that_differ_by_case_stay_apart(store: Store) -> None:
    with store.edit("Add") as edit:
        one = entities.add_entity(edit, "person", "Bounmy TESTDY")
        statements.state(edit, Subject("entity", one), "name", Value("Bounmy Testdy"))
    names = [value.value for value in _shown(store, one).values if value.property == "name"]
    assert names == ["Bounmy TESTDY", "Bounmy Testdy"]


def test_a_table_names_a_value_once(store: Store, twins: tuple[EntityId, EntityId]) -> None:
    merge_all(store, *twins)
    with store.read() as db:
        assert shown_values(db, "entity", ["nationality"])[twins[0]] == {"nationality": "LA; TH"}
        table = read_entities(db, store.ontology, "person", ["nationality", "modus_operandi"])
    (cells,) = table.cells
    assert "Laos; Thailand" in [str(cell) for cell in cells]
    assert "By boat; at night" in [str(cell) for cell in cells]
    (row,) = list_type(store, "person").items()
    assert row["nationality"] == "LA; TH"


def test_the_inspector_has_one_line_and_the_evidence_all_sources(
    store: Store, twins: tuple[EntityId, EntityId]
) -> None:
    merge_all(store, *twins)
    item = Item("entity", twins[0])
    with store.read() as db:
        sheet = read_sheet(db, store.ontology, item)
        evidence = read_evidence(db, store.ontology, item)
    assert sheet is not None
    rows = next(one for one in sheet.sections if one.name == "values").rows
    (laos,) = [row for row in rows if row.value == "LA"]
    assert laos.detail == "2 sources"
    assert laos.mark is not None and laos.mark.grade == "A1"
    (born,) = [row for row in rows if row.about == "birth_date"]
    assert (born.rivals, len(born.statement_ids)) == ((), 2)
    places = [i for i, one in enumerate(evidence) if one.statement_id in laos.statement_ids]
    assert [evidence[i].source for i in places] == ["Registry", "Rumour"]
    assert places[1] == places[0] + 1


def test_a_dossier_has_one_row_for_a_value_the_best_grade_first(
    store: Store, twins: tuple[EntityId, EntityId]
) -> None:
    merge_all(store, *twins)
    product = _dossier(store, twins[0])
    for name in ("identity", "manner", "differing"):
        rows = _rows(product, name)
        assert [row for row in rows if rows.count(row) > 1] == [], name
    table = next(one for one in product.tables() if one.name == "manner")
    (row,) = table.rows
    assert [one.grade[:2] for one in row.citations] == ["A1", "D4"]


def test_a_value_with_a_source_is_no_gap_where_a_twin_states_it_without_one(
    store: Store, twins: tuple[EntityId, EntityId]
) -> None:
    with store.edit("Say again") as edit:
        statements.state(edit, Subject("entity", twins[0]), "nationality", Value("LA"))
        statements.state(edit, Subject("entity", twins[0]), "nationality", Value("TH"))
    merge_all(store, *twins)
    rows = [row for row in _rows(_dossier(store, twins[0]), "unsourced") if row[0] != "Name"]
    assert rows == [["Nationality", "Thailand"]]


def test_a_dossier_names_the_references_of_all_that_was_merged(
    store: Store, twins: tuple[EntityId, EntityId]
) -> None:
    with store.edit("Issue") as edit:
        draft = outputs.ProductDraft(
            "Note on Bounmy", "dossier", date="2020-05-01", status="issued", entity_id=twins[1]
        )
        outputs.add_product(edit, draft)
    merge_all(store, *twins)
    with store.read() as db:
        (member,) = [
            row["ref"]
            for row in db.exec_driver_sql("SELECT ref FROM aside WHERE table_name = 'entity'")
            .mappings()
            .all()
        ]
    product = _dossier(store, twins[0])
    told = [str(row[1]) for row in _rows(product, "identity")]
    assert any(text.startswith(f"{member} until merged on ") for text in told)
    assert any("Note on Bounmy" in text and f"(about {member})" in text for text in told)
    assert any(member in value for _, value in product.front.facts)
    split(store, twins[1])
    assert not any(member in value for _, value in _dossier(store, twins[0]).front.facts)


def test_changing_a_line_changes_it_for_all_who_state_it(
    store: Store, twins: tuple[EntityId, EntityId]
) -> None:
    merge_all(store, *twins)
    with store.read() as db:
        sheet = read_sheet(db, store.ontology, Item("entity", twins[0]))
    assert sheet is not None
    rows = next(one for one in sheet.sections if one.name == "values").rows
    (born,) = [row for row in rows if row.about == "birth_date"]
    _, work = change_of(store.ontology, sheet, born, "1971", WorkingSource())
    with store.edit("Change") as edit:
        work(edit)
    (value,) = [one for one in _shown(store, twins[0]).values if one.property == "birth_date"]
    assert (value.value, len(value.stated_by)) == ("1971", 2)
