"""A merged entity stays merged when the next import brings it, or what it absorbed."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from iwtlink.operations.imports import import_sources
from iwtlink.paths import resource
from iwtlink.store import Store, entities, links
from iwtlink.store.ids import EntityId
from iwtlink.store.merging import members_of, merge
from iwtlink.store.refs import find_item

TWINS = (("P01", "P26"), ("P11", "P27"), ("P16", "P28"))


@pytest.fixture
def demo(demo_made: Path, tmp_path: Path) -> Iterator[Store]:
    store = Store.open(shutil.copy(demo_made, tmp_path / "demo.iwt"))
    store.sign_in("Vilay T", "VT")
    for kept, absorbed in TWINS:
        with store.edit("Merge") as edit:
            pair = [find_item(edit.connection, ref)[0].id for ref in (kept, absorbed)]
            merge(edit, "entity", pair)
    yield store
    store.close()


def counted(store: Store) -> tuple[int, int]:
    with store.read() as db:
        return len(entities.list_entities(db)), len(links.list_links(db))


@pytest.mark.parametrize("name", ["entities.csv", "links.csv"])
def test_the_same_table_again_brings_nothing(demo: Store, name: str) -> None:
    before = counted(demo)
    (report,) = import_sources(demo, [resource("demo", name)])
    assert counted(demo) == before
    assert report.changes_nothing
    assert not report.rows_with_problems


def test_our_own_reference_of_an_absorbed_one_means_what_it_is_part_of(
    demo: Store, tmp_path: Path
) -> None:
    mapping = tmp_path / "ties.yaml"
    mapping.write_text(
        "label: Ties\norigin: other\nneeds: [a, b]\n"
        'links:\n  - {type: associate_of, from: {ref: "{a}"}, to: {ref: "{b}"}}\n',
        encoding="utf-8",
    )
    with demo.read() as db:
        lead = find_item(db, "P01")[0]
        other = find_item(db, "P05")[0]
    table = tmp_path / "ties.csv"
    with demo.read() as db:
        absorbed = next(one.ref for one in members_of(db, "entity", lead.id))
        row = entities.get_entity(db, EntityId(other.id))
    assert row is not None
    table.write_text(f"a,b\n{absorbed},{row.ref}\n", encoding="utf-8")
    import_sources(demo, [table], mapping=mapping)
    with demo.read() as db:
        ends = {(row.from_id, row.to_id) for row in links.list_links(db)}
    assert (lead.id, other.id) in ends or (other.id, lead.id) in ends


PEOPLE = """
label: People and ties
origin: other
needs: [id, name, knows]
entities:
  person: {type: person, ref: "{id}", name: "{name}"}
links:
  - {type: associate_of, from: {ref: "{id}"}, to: {ref: "{knows}"}, ref: "{id}-{knows}"}
"""


def test_a_link_between_two_that_are_one_now_is_known_and_no_problem(
    demo: Store, tmp_path: Path
) -> None:
    mapping, table = tmp_path / "people.yaml", tmp_path / "people.csv"
    mapping.write_text(PEOPLE, encoding="utf-8")
    table.write_text("id,name,knows\nx1,Anek ONE,x2\nx2,Boun TWO,\n", encoding="utf-8")
    import_sources(demo, [table], mapping=mapping)
    with demo.edit("Merge") as edit:
        pair = [find_item(edit.connection, ref)[0].id for ref in ("x1", "x2")]
        merge(edit, "entity", pair)
    before = counted(demo)
    (report,) = import_sources(demo, [table], mapping=mapping)
    assert counted(demo) == before
    assert not [one for one in report.problems if "two different ends" in one.message]
    assert report.items["link"].matched == 1
