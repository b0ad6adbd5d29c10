"""The sample charts, counted against a parse of their own, and brought in whole."""

from __future__ import annotations

import itertools
from collections import Counter
from pathlib import Path

import pytest
from anxwritter import ANXChart
from lxml import etree
from sqlalchemy import text

from iwtlink.intake import load_mapping, propose
from iwtlink.intake.networks.anx import read
from iwtlink.intake.networks.model import Network
from iwtlink.ontology import Ontology
from iwtlink.operations.imports import Prepared, import_prepared, try_import
from iwtlink.store import Store

SAMPLES = ("mixed_unicode.anx", "syn_500.anx")


def _sample(shared_data: Path, name: str, ontology: Ontology) -> tuple[Path, Network]:
    path = shared_data / "anx" / name
    return path, read(path, path.read_bytes(), ontology)


def _prepare(path: Path, network: Network, folder: Path, ontology: Ontology) -> list[Prepared]:
    prepared = []
    for table in network.tables:
        mapping = folder / f"{path.stem}_{table.sheet.name}.yaml"
        mapping.write_text(table.mapping, encoding="utf-8")
        proposals = propose(table.sheet, load_mapping(mapping), ontology)
        prepared.append(Prepared(path, table.sheet, str(mapping), proposals))
    return prepared


@pytest.mark.parametrize("name", SAMPLES)
def test_counts_are_those_of_an_independent_parse(
    shared_data: Path, ontology: Ontology, name: str
) -> None:
    path, network = _sample(shared_data, name, ontology)
    tree = etree.fromstring(path.read_bytes())
    counts = {table.sheet.name: len(table.sheet.rows) for table in network.tables}
    expected = {
        "Items": len(tree.findall(".//ChartItem/End/Entity")),
        "Links": len(tree.findall(".//ChartItem/Link")),
        "Cards": len(tree.findall(".//Card")),
    }
    assert counts == {name: count for name, count in expected.items() if count}
    filled = Counter[str]()
    for table in network.tables[:2]:
        for row in table.sheet.rows:
            filled.update(c for c, v in zip(table.sheet.columns, row.cells, strict=True) if v)
    attributes = Counter(str(a.get("AttributeClass")) for a in tree.findall(".//Attribute"))
    assert {name: filled[name] for name in attributes} == dict(attributes)
    labels = {str(i.get("Label")) for i in tree.findall(".//ChartItem[End]")}
    assert labels == {row.cells[2] for row in network.tables[0].sheet.rows}
    assert network.drawing is not None
    assert len(network.drawing.items) == expected["Items"]


def test_a_chart_becomes_entities_links_and_records_in_one_step(
    shared_data: Path, ontology: Ontology, store: Store, tmp_path: Path
) -> None:
    path, network = _sample(shared_data, "mixed_unicode.anx", ontology)
    prepared = _prepare(path, network, tmp_path, ontology)
    assert [problem.message for one in prepared for problem in one.proposals.problems] == []
    before = try_import(store, prepared)
    assert _count(store, "entity") == 0
    after = import_prepared(store, prepared)
    assert before == after
    assert (_count(store, "entity"), _count(store, "link")) == (9, 5)
    assert _count(store, "record") == 9 + 5 + 1
    assert _count(store, "document") == 1
    with store.read() as db:
        names = set(db.scalars(text("SELECT value FROM statement WHERE property = 'name'")))
        strengths = Counter(db.scalars(text("SELECT strength FROM link")))
        grade = db.execute(
            text(
                "SELECT grading, reliability, credibility, original_grade, passage, note "
                "FROM record WHERE reliability <> ''"
            )
        ).one()
    assert {"ສົມພອນ ໄຊຍະວົງ", "Nguyễn Văn Đức", "陳志強", "สมชาย ใจดี", "Somphone"} <= names
    assert strengths["confirmed"] >= 2
    assert grade[:3] == ("admiralty", "B", "2")
    assert grade[3] == "B Usually reliable 2 Probably true"
    assert "Ivory 0.5 t" in grade[4]
    assert "Court record SR-22" in grade[5]
    again = import_prepared(store, _prepare(path, network, tmp_path, ontology))
    assert all(report.changes_nothing for report in again)


def test_one_undo_takes_the_whole_chart_away(
    shared_data: Path, ontology: Ontology, store: Store, tmp_path: Path
) -> None:
    path, network = _sample(shared_data, "syn_500.anx", ontology)
    import_prepared(store, _prepare(path, network, tmp_path, ontology))
    assert _count(store, "entity") == 500
    store.undo()
    assert _count(store, "entity") == 0


def test_every_link_of_a_pair_that_may_be_joined_comes_in(
    shared_data: Path, ontology: Ontology, tmp_path: Path
) -> None:
    path, network = _sample(shared_data, "syn_500.anx", ontology)
    _, links = _prepare(path, network, tmp_path, ontology)
    lost = sum(loss.count for loss in network.losses if loss.what.startswith("link “"))
    assert len(links.proposals.links) + lost == len(network.tables[1].sheet.rows)


def test_charts_of_an_independent_writer(ontology: Ontology, tmp_path: Path, store: Store) -> None:
    chart = ANXChart()
    for n in range(5):
        chart.add_icon(id=f"P{n}", type="Person", label=f"ຄົນ {n}")
    for a, b in itertools.pairwise(range(5)):
        chart.add_link(from_id=f"P{a}", to_id=f"P{b}", type="Associate", arrow="->")
    path = Path(chart.to_anx(str(tmp_path / "made")))
    network = read(path, path.read_bytes(), ontology)
    assert [len(table.sheet.rows) for table in network.tables] == [5, 4]
    import_prepared(store, _prepare(path, network, tmp_path, ontology))
    assert (_count(store, "entity"), _count(store, "link")) == (5, 4)


def _count(store: Store, table: str) -> int:
    with store.read() as db:
        return int(db.scalar(text(f"SELECT count(*) FROM {table}")) or 0)
