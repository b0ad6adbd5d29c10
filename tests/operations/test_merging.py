"""Merging and splitting on the demo: the figures of its answers, imports, references, words."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from iwtlink.analysis.pairs import simple_pairs
from iwtlink.errors import BadInput, Refused
from iwtlink.operations.finding import find_entity, find_item
from iwtlink.operations.imports import import_sources
from iwtlink.operations.merging import (
    absorbed_item,
    merge_references,
    split_reference,
)
from iwtlink.operations.purging import find_to_purge
from iwtlink.operations.ranking import rank_entities
from iwtlink.operations.retracting import retract_reference
from iwtlink.paths import resource
from iwtlink.store import Store, entities, links, statements
from iwtlink.store.check import check
from iwtlink.store.ids import Subject
from iwtlink.store.judgements import judge
from iwtlink.store.reading import read_snapshot
from iwtlink.store.refs import external_refs
from tests.store.stores import contents

TWINS = (("P01", "P26"), ("P11", "P27"), ("P16", "P28"))


@pytest.fixture
def demo(demo_made: Path, tmp_path: Path) -> Iterator[Store]:
    with Store.open(shutil.copy(demo_made, tmp_path / "demo.iwt")) as store:
        store.sign_in("Vilay T", "VT")
        yield store


@pytest.fixture(scope="module")
def answers() -> dict[str, Any]:
    text = resource("demo", "expected_answers.json").read_text(encoding="utf-8")
    return dict(json.loads(text))


def _merge_all(store: Store) -> None:
    for kept, twin in TWINS:
        merge_references(store, [kept, twin])


def _top(store: Store, measure: str, **more: bool) -> list[list[Any]]:
    ranking = rank_entities(store, measure, top=5, **more)
    return [[row.source_refs[0], round(row.value, 4)] for row in ranking.rows]


def _articulation_points(store: Store) -> list[str]:
    with store.read() as db:
        snapshot = read_snapshot(db)
        names = {i: min(store_refs) for i, store_refs in _refs(db, snapshot.entity_ids).items()}
    graph = nx.Graph(simple_pairs(snapshot).ends.tolist())
    ids = [int(i) for i in snapshot.entity_ids]
    return sorted(names[ids[i]] for i in nx.articulation_points(graph))


def _refs(db: Any, ids: Sequence[int]) -> dict[int, list[str]]:
    return external_refs(db, "entity", [int(i) for i in ids])


def _figures_agree(store: Store, expected: dict[str, Any], **more: bool) -> None:
    ranking = rank_entities(store, "degree", **more)
    assert ranking.entity_count == expected["nodes"]
    assert ranking.pair_count == expected["edges_simple"]
    assert ranking.component_count == expected["components"]
    if "degree_top" in expected:
        assert _top(store, "degree", **more) == expected["degree_top"]
    assert _top(store, "betweenness", **more) == expected["betweenness_top"]


def test_merged_the_demo_gives_the_merged_figures(demo: Store, answers: dict[str, Any]) -> None:
    _merge_all(demo)
    _figures_agree(demo, answers["merged"])
    _figures_agree(demo, answers["merged_confirmed_only"], confirmed_only=True)
    assert _articulation_points(demo) == answers["merged"]["articulation_points"]
    assert check(demo).faults == ()


def test_split_again_the_demo_gives_the_figures_from_before(
    demo: Store, answers: dict[str, Any]
) -> None:
    before = contents(demo)
    _merge_all(demo)
    for _, twin in reversed(TWINS):
        split_reference(demo, twin)
    _figures_agree(demo, answers["unmerged"])
    after = contents(demo)
    assert {t: rows for t, rows in after.items() if rows != before[t]} == {}
    assert check(demo).faults == ()


def test_merging_what_is_one_already_changes_nothing(demo: Store) -> None:
    merge_references(demo, ["P01", "P26"])
    steps = len(demo.steps())
    report = merge_references(demo, ["P26", "P01"])
    assert report.absorbed == ()
    assert len(demo.steps()) == steps


def test_both_references_find_the_one_that_was_kept(demo: Store) -> None:
    with demo.read() as db:
        own = entities.get_entity(db, find_entity(db, "P26"))
        lead = find_entity(db, "P01")
    assert own is not None
    merge_references(demo, ["P01", "P26"])
    with demo.read() as db:
        for reference in ("P26", "P01", own.ref, own.ref.lower(), "per 26"):
            assert find_item(db, reference).id == lead, reference
        assert absorbed_item(db, "P26") == ("entity", own.id)
        assert absorbed_item(db, own.ref) == ("entity", own.id)
        assert absorbed_item(db, "P01") == ("entity", own.id)
        with pytest.raises(BadInput, match="not merged"):
            absorbed_item(db, "P05")


def test_a_merged_person_stays_merged_when_the_next_import_brings_either(
    demo: Store, tmp_path: Path
) -> None:
    merge_references(demo, ["P01", "P26"])
    with demo.read() as db:
        lead = find_entity(db, "P01")
        count = len(entities.list_entities(db))
        names = set(entities.names_of(db, [lead])[lead])
    import_sources(demo, [resource("demo", "entities.csv"), resource("demo", "links.csv")])
    with demo.read() as db:
        assert len(entities.list_entities(db)) == count
        assert find_entity(db, "P26") == lead
    source = _with_value(tmp_path, "P26", "aliases", "Old Sing of Thakhek")
    import_sources(demo, [source])
    with demo.read() as db:
        assert len(entities.list_entities(db)) == count
        assert set(entities.names_of(db, [lead])[lead]) == names | {"Old Sing of Thakhek"}
    assert check(demo).faults == ()


def test_what_a_later_import_said_of_the_twin_is_suggested_for_him(
    demo: Store, tmp_path: Path
) -> None:
    merge_references(demo, ["P01", "P26"])
    import_sources(demo, [_links_with_one(tmp_path, "L999", "P26", "P05")])
    looked = split_reference(demo, "P26", only_look=True)
    assert not looked.is_done
    assert {one.suggested for one in looked.added_since} == {looked.ref}, looked.added_since
    assert "“Kham Sing VONGPADI”" in looked.added_since[0].why
    split_reference(demo, "P26", as_suggested=True)
    with demo.read() as db:
        ends = {find_entity(db, ref) for ref in ("P26", "P05")}
        link = links.get_link(db, find_item(db, "L999").id)
    assert link is not None and {link.from_id, link.to_id} == ends
    assert check(demo).faults == ()


def _with_value(folder: Path, ref: str, column: str, value: str) -> Path:
    """Write the demo's entities with one row only, one of its cells changed."""
    rows = _rows("entities.csv")
    chosen = next(row for row in rows if ref in row.values())
    return _written(folder / "entities.csv", {**chosen, column: value})


def _links_with_one(folder: Path, ref: str, start: str, end: str) -> Path:
    """Write a table with one new link of the demo's kind."""
    chosen = next(row for row in _rows("links.csv") if row["type"] == "associate_of")
    return _written(
        folder / "links.csv", {**chosen, "link_id": ref, "from_id": start, "to_id": end}
    )


def _rows(name: str) -> list[dict[str, str]]:
    with resource("demo", name).open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def _written(target: Path, row: dict[str, str]) -> Path:
    with target.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(row))
        writer.writeheader()
        writer.writerow(row)
    return target


def test_items_added_since_go_to_whom_they_are_given(demo: Store) -> None:
    merge_references(demo, ["P01", "P26"])
    with demo.read() as db:
        lead, other = find_entity(db, "P01"), find_entity(db, "P05")
    with demo.edit("Add") as edit:
        told = statements.state(edit, Subject("entity", lead), "description", "limps")
        link = links.add_link(edit, "associate_of", lead, other)
    with demo.read() as db:
        row = links.get_link(db, link)
    assert row is not None
    with pytest.raises(BadInput, match="not added since"):
        split_reference(demo, "P26", items=["statement:1"])
    done = split_reference(demo, "P26", items=[row.ref, f"statement:{told}"])
    assert {one.went_to for one in done.added_since} >= {done.ref}
    with demo.read() as db:
        twin = find_entity(db, "P26")
        given = links.get_link(db, link)
        assert given is not None and given.from_id == twin
        told_of = statements.read_statements(db, "entity", [twin])[twin]
        assert told in {one.id for one in told_of}
    assert check(demo).faults == ()


def test_what_is_added_since_stays_with_the_one_kept_unless_it_is_given(demo: Store) -> None:
    merge_references(demo, ["P01", "P26"])
    with demo.read() as db:
        lead, other = find_entity(db, "P01"), find_entity(db, "P05")
    with demo.edit("Add") as edit:
        link = links.add_link(edit, "associate_of", lead, other)
    done = split_reference(demo, "P26")
    assert {one.went_to for one in done.added_since} == {done.lead_ref}
    with demo.read() as db:
        row = links.get_link(db, link)
        assert row is not None and row.from_id == lead


def test_people_and_companies_are_merged_only_with_a_will(demo: Store) -> None:
    with pytest.raises(Refused, match="different kinds"):
        merge_references(demo, ["P01", "C01"])
    report = merge_references(demo, ["P01", "C01"], across_types=True)
    assert report.odd_links
    split_reference(demo, "C01")
    with demo.read() as db:
        row = entities.get_entity(db, find_entity(db, "C01"))
        assert row is not None and row.type == "company"


def test_who_was_judged_different_is_merged_only_despite_it(demo: Store) -> None:
    with demo.read() as db:
        one, other = find_entity(db, "P01"), find_entity(db, "P26")
    with demo.edit("Judge") as edit:
        judge(edit, "entity", one, other, "different", "seen together")
    with pytest.raises(Refused, match="VT judged"):
        merge_references(demo, ["P01", "P26"])
    assert merge_references(demo, ["P01", "P26"], despite_judgement=True).absorbed


def test_what_was_absorbed_is_neither_retracted_nor_purged_by_its_own_reference(
    demo: Store,
) -> None:
    with demo.read() as db:
        own = entities.get_entity(db, find_entity(db, "P26"))
    assert own is not None
    merge_references(demo, ["P01", "P26"])
    for reference in ("P26", own.ref):
        with pytest.raises(Refused, match=r"both would go.*split"):
            retract_reference(demo, reference, "no")
        with pytest.raises(Refused, match=r"both would go.*split"):
            find_to_purge(demo, reference)
    split_reference(demo, "P26")
    assert find_to_purge(demo, own.ref).id == own.id
    retract_reference(demo, own.ref, "no")
    with demo.read() as db:
        assert find_entity(db, "P01")
