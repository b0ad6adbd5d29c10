"""The shipped mappings on the demo case and on real records, checked against the tables."""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from iwtlink.intake import (
    ImportReport,
    compare,
    guess_mapping,
    load,
    load_mapping,
    propose,
    read_source,
)
from iwtlink.paths import resource
from iwtlink.store import Store

DEMO = ("sources", "entities", "links", "seizure_items", "products", "media_articles")
_STRENGTHS = "SELECT strength, count(*) FROM link GROUP BY 1"
_MODES = (
    "SELECT value, count(*) FROM statement WHERE property = 'transport' "
    "AND subject_kind = 'entity' GROUP BY 1"
)


def _bring_in(store: Store, paths: Sequence[Path]) -> list[ImportReport]:
    reports = []
    with store.edit("Import") as edit:
        for path in paths:
            sheet = read_source(path)
            mapping = load_mapping(guess_mapping(sheet) or "")
            reports.append(load(edit, propose(sheet, mapping, store.ontology)))
    return reports


def _ask(store: Store, question: str) -> list[tuple[Any, ...]]:
    with store.read() as db:
        return [tuple(row) for row in db.execute(text(question))]


def _count(store: Store, table: str, where: str = "1") -> Any:
    return _ask(store, f"SELECT count(*) FROM {table} WHERE {where}")[0][0]


def _demo_paths() -> list[Path]:
    return [resource("demo", f"{name}.csv") for name in DEMO]


def test_the_demo_case_comes_in_whole_and_without_a_problem(store: Store) -> None:
    reports = _bring_in(store, _demo_paths())
    assert not [problem for report in reports for problem in report.problems]
    assert not any(report.unused_columns or report.missing_columns for report in reports)
    wanted = json.loads(resource("demo", "expected_answers.json").read_text(encoding="utf-8"))
    counts = wanted["counts"]
    assert _count(store, "entity") == counts["entities"] == 81
    assert _count(store, "link") == counts["links"] == 150
    assert _count(store, "document") == counts["sources"] == 125
    assert _count(store, "product") == counts["products"] == 22
    assert _count(store, "article") == counts["media"] == 24
    items = _count(store, "observation", "type = 'seizure_item'")
    assert items == counts["seizure_items"] == 8
    ivory = _ask(
        store, "SELECT sum(number) FROM statement WHERE property = 'raw_ivory_equivalent_kg'"
    )
    assert ivory[0][0] == pytest.approx(wanted["raw_ivory_equivalent_kg"]["total"])


def test_the_demo_case_keeps_strengths_stock_recipients_and_its_riddle(store: Store) -> None:
    _bring_in(store, _demo_paths())
    strengths = {row[0]: row[1] for row in _ask(store, _STRENGTHS)}
    assert strengths == {"confirmed": 105, "unconfirmed": 36, "tentative": 9}
    stock = _ask(
        store,
        "SELECT s.number, o.date FROM observation o JOIN statement s ON s.subject_id = o.id "
        "WHERE s.subject_kind = 'observation' AND s.property = 'stock' ORDER BY 1",
    )
    assert stock == [(38.0, "2016-12-31"), (104.0, "2016-12-31")]
    assert _count(store, "recipient", "entity_id IS NOT NULL") == 3
    assert _count(store, "dissemination") == 31
    assert _count(store, "statement", "value LIKE '%truth%' OR property LIKE '%truth%'") == 0
    assert _count(store, "record", "source_row LIKE '%FICTIONAL%'") == 371
    received = "received_on BETWEEN '2017-04-01' AND '2017-09-30'"
    assert _count(store, "document", received) == 61


def test_the_demo_case_again_makes_nothing_new(store: Store) -> None:
    _bring_in(store, _demo_paths())
    assert all(report.changes_nothing for report in _bring_in(store, _demo_paths()))


@pytest.fixture(scope="module")
def routes(shared_data: Path) -> Path:
    return shared_data / "iwt" / "c4ads_routes_tot.csv"


def _routes_rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="cp1252", newline="") as file:
        return [{k.strip(): v.strip() for k, v in row.items()} for row in csv.DictReader(file)]


def test_all_air_seizures_are_accounted_for(store: Store, routes: Path) -> None:
    (report,) = _bring_in(store, [routes])
    assert report.rows_read == 773
    assert report.rows_accepted + report.rows_with_problems + report.rows_skipped == 773
    assert report.rows_skipped == 0
    assert {problem.row for problem in report.problems} == {200, 231, 290}
    assert not report.unused_columns
    assert _count(store, "entity", "type = 'seizure'") == 773
    assert _count(store, "observation", "type = 'seizure_item'") == 773
    assert _count(store, "document") == 1
    (again,) = _bring_in(store, [routes])
    assert again.changes_nothing


def test_totals_of_air_seizures_are_those_of_the_table(store: Store, routes: Path) -> None:
    _bring_in(store, [routes])
    rows = _routes_rows(routes)
    for name, taxon in (("Ivory", "Elephantidae spp."), ("Rhino Horn", "Rhinocerotidae spp.")):
        mine = [row for row in rows if row["Database"] == name]
        for column, property_name in (("Weight (kg)", "weight_kg"), ("Number", "quantity")):
            wanted = sum(float(row[column]) for row in mine if row[column])
            (found,) = _ask(
                store,
                "SELECT coalesce(sum(s.number), 0) FROM statement s JOIN statement t "
                "ON t.subject_id = s.subject_id AND t.subject_kind = 'observation' "
                f"WHERE s.subject_kind = 'observation' AND s.property = '{property_name}' "
                f"AND t.property = 'taxon' AND t.value = '{taxon}'",
            )
            assert found[0] == pytest.approx(wanted)


def test_routes_of_air_seizures_stand_in_their_order(store: Store, routes: Path) -> None:
    _bring_in(store, [routes])
    stops = _ask(
        store,
        "SELECT l.role, p.label, s.number FROM link l JOIN entity z ON z.id = l.from_id "
        "JOIN entity p ON p.id = l.to_id JOIN statement s ON s.subject_id = l.id "
        "AND s.subject_kind = 'link' AND s.property = 'sequence_no' "
        "JOIN external_ref r ON r.item_id = z.id AND r.kind = 'entity' AND r.ref = '454' "
        "WHERE l.type = 'routed_via' ORDER BY s.number",
    )
    assert stops == [
        ("origin", "Maputo, Mozambique", 1.0),
        ("transit", "Uganda", 2.0),
        ("transit", "Dubai, UAE", 3.0),
        ("transit", "Singapore", 4.0),
        ("transit", "Laos", 5.0),
        ("destination", "Vietnam", 6.0),
    ]


def test_real_dirt_of_air_seizures_is_cleaned(store: Store, routes: Path) -> None:
    _bring_in(store, [routes])
    modes = {row[0]: row[1] for row in _ask(store, _MODES)}
    assert set(modes) == {"air", "luggage", "body"}
    rows = _routes_rows(routes)
    freight = {"airfreight", "air freight", "airfrieght", "airfeight", "arifreight"}
    assert modes["air"] == sum(row["Mode of Transport"].lower() in freight for row in rows)
    labels = {label for (label,) in _ask(store, "SELECT label FROM entity WHERE type <> 'seizure'")}
    assert {
        "Hong Kong",
        "Canada",
        "Turkey",
        "Kenya Airways",
        "Sao Paulo–Guarulhos Airport",
    } <= labels
    assert not labels & {
        "Laos ",
        "Thailand, Bangkok",
        "Urumqi,China",
        "KQ",
        "Canada, Turkey",
        "Unknown",
    }
    without = _ask(
        store,
        "SELECT label FROM entity WHERE type IN ('location', 'airport') AND id NOT IN "
        "(SELECT subject_id FROM statement WHERE subject_kind = 'entity' "
        "AND property = 'country')",
    )
    assert {label for (label,) in without} == {"Africa", "South America"}
    date = _ask(
        store,
        "SELECT s.value FROM statement s JOIN external_ref r ON r.item_id = s.subject_id "
        "AND r.kind = 'entity' WHERE r.ref = '180' AND s.property = 'date' "
        "AND s.subject_kind = 'entity'",
    )
    assert date == [("2011-05-17/2011-05-26",)]


def test_the_aurum_template_comes_in_with_its_items(store: Store, shared_data: Path) -> None:
    path = shared_data / "iwt" / "wcs_aurum_template_fictional_100.xlsx"
    (report,) = _bring_in(store, [path])
    assert (report.rows_read, report.rows_skipped) == (100, 0)
    assert not report.unused_columns
    assert _count(store, "entity", "type = 'seizure'") == 100
    cells = [row.cells[2] for row in read_source(path).rows]
    parts = [part for cell in cells for part in cell.split("+")]
    assert _count(store, "observation") == len(parts)
    (total,) = _ask(
        store,
        "SELECT sum(number) FROM statement WHERE property = 'quantity' "
        "AND subject_kind = 'observation'",
    )
    assert total[0] == sum(int(part.split()[0]) for part in parts)
    precisions = _ask(store, "SELECT DISTINCT unit FROM statement WHERE property = 'coordinates'")
    assert precisions == [("country",)]


def test_the_caviar_matrix_comes_in_as_people_and_directed_ties(
    store: Store, shared_data: Path
) -> None:
    path = shared_data / "networks" / "morselli_caviar.csv"
    (report,) = _bring_in(store, [path])
    assert (report.rows_read, report.rows_skipped, len(report.problems)) == (110, 0, 0)
    assert _count(store, "entity", "type = 'person'") == 110
    ties = _ask(store, "SELECT from_id, to_id, quantity, is_directed FROM link")
    assert len(ties) == 295
    assert len({frozenset(tie[:2]) for tie in ties}) == 205
    with path.open(encoding="utf-8-sig", newline="") as file:
        numbers = [int(cell) for row in list(csv.reader(file))[1:] for cell in row[1:]]
    assert sum(tie[2] for tie in ties) == sum(numbers)
    assert Counter(tie[3] for tie in ties) == {1: 295}
    with store.read() as db:
        sheet = read_source(path)
        mapping = load_mapping("adjacency_matrix")
        assert compare(db, propose(sheet, mapping, store.ontology)).changes_nothing
