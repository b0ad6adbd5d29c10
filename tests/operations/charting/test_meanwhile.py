"""What stands on a chart in containers, bundles and snapshots, through merges, purges and undo."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from iwtlink.chart.building import build_display
from iwtlink.chart.style import load_style
from iwtlink.errors import Refused
from iwtlink.ontology import load_ontology
from iwtlink.store import (
    DATABASE,
    Store,
    chart_scope,
    charts,
    entities,
    links,
    merging,
    purge,
    retractions,
)
from iwtlink.store.charts import ChartContent, LinkLook, snapshot_content
from iwtlink.store.check import check
from iwtlink.store.ids import EntityId, Item
from tests.store.stores import contents


@dataclass(slots=True)
class Drawn:
    """Five people, two in a box, three folded, with dressed links and a snapshot."""

    store: Store
    people: list[EntityId]
    links: list[int]
    box: int
    snapshot: int

    def read(self) -> ChartContent:
        with self.store.read() as db:
            return charts.read_chart(db, 1)

    def then(self) -> ChartContent:
        with self.store.read() as db:
            return snapshot_content(db, self.snapshot)

    def is_well(self) -> None:
        """Ask that the file is right, and that what is shown and kept can be drawn."""
        assert check(self.store).faults == ()
        for content in (self.read(), self.then()):
            display = build_display(content, load_ontology(), load_style())
            assert len(display.positions) <= len(content.entity_ids)
            assert (content.ends < len(content.entity_ids)).all()


@pytest.fixture
def drawn(tmp_path: Path) -> Iterator[Drawn]:
    with Store.create(tmp_path / "a.iwt", title="A", code="VT1") as store:
        store.sign_in("Analyst", "AN")
        with store.edit("Draw") as edit:
            names = ("Kham", "Noi", "Dao", "Keo", "Lam")
            people = [EntityId(entities.add_entity(edit, "person", n)) for n in names]
            pairs = ((0, 1), (0, 2), (1, 2), (3, 2), (4, 2))
            made = [
                int(links.add_link(edit, "associate_of", people[a], people[b])) for a, b in pairs
            ]
            chart = charts.add_chart(edit, "Case")
            charts.place(edit, chart, people, np.arange(10.0).reshape(5, 2) * 50)
            box = charts.add_shape(edit, chart, "box", 50, 50, 300, 200, "Cell")
            charts.hold(edit, chart, "shape", box, [("entity", people[0]), ("entity", people[1])])
            for number in made:
                looks = {number: LinkLook(colour="#112233", corners=((float(number), 1.0),))}
                charts.set_link_looks(edit, chart, looks)
            uids = charts.uids_of(edit.connection, "entity", people)
            charts.change_options(edit, chart, folded=(tuple(uids[i] for i in people[2:]),))
            snapshot = charts.add_snapshot(edit, chart, "Then")
        yield Drawn(store, people, made, box, snapshot)


@pytest.mark.feature("C42")
@pytest.mark.parametrize("pair", [(0, 1), (0, 2), (2, 0), (2, 3), (3, 4), (1, 4)])
def test_merging_and_splitting_in_boxes_and_bundles_is_taken_back_whole(
    drawn: Drawn, pair: tuple[int, int]
) -> None:
    kept, absorbed = (drawn.people[i] for i in pair)
    before = contents(drawn.store)
    with drawn.store.edit("Merge") as edit:
        merging.merge(edit, "entity", [kept, absorbed])
    drawn.is_well()
    merged = contents(drawn.store)
    assert absorbed not in drawn.read().entity_ids
    drawn.store.undo()
    assert contents(drawn.store) == before
    drawn.store.redo()
    assert contents(drawn.store) == merged
    with drawn.store.edit("Split") as edit:
        merging.split_off(edit, "entity", absorbed)
    drawn.is_well()
    assert charts_part(contents(drawn.store)) == charts_part(before)
    with drawn.store.edit("Back", chart_scope(1)) as edit:
        charts.apply_snapshot(edit, drawn.snapshot)
    drawn.is_well()


def charts_part(whole: object) -> object:
    """Give what is on charts of the contents of a store."""
    assert isinstance(whole, dict)
    return {name: rows for name, rows in whole.items() if str(name).startswith("chart")}


def test_going_back_to_a_snapshot_of_what_is_merged_since_shows_the_one_they_are(
    drawn: Drawn,
) -> None:
    with drawn.store.edit("Merge") as edit:
        merging.merge(edit, "entity", [drawn.people[0], drawn.people[3]])
    assert drawn.then().labels.count("Kham") == 1
    with drawn.store.edit("Back", chart_scope(1)) as edit:
        charts.apply_snapshot(edit, drawn.snapshot)
    drawn.is_well()
    with drawn.store.edit("Split") as edit:
        merging.split_off(edit, "entity", drawn.people[3])
    drawn.is_well()
    assert set(drawn.read().labels) == {"Kham", "Noi", "Dao", "Keo", "Lam"}


@pytest.mark.parametrize("gone", range(5))
def test_who_is_purged_leaves_box_bundle_and_snapshot_and_no_undo_brings_him_back(
    drawn: Drawn, gone: int
) -> None:
    person = drawn.people[gone]
    name = drawn.read().labels[drawn.read().entity_ids.tolist().index(person)]
    with drawn.store.edit("Move", chart_scope(1)) as edit:
        charts.move(edit, 1, [person], np.array([[7.0, 7.0]]))
    assert purge.purge(drawn.store, Item("entity", person), "asked for").is_done
    drawn.is_well()
    assert name not in (*drawn.read().labels, *drawn.then().labels)
    with drawn.store.edit("Back", chart_scope(1)) as edit:
        charts.apply_snapshot(edit, drawn.snapshot)
    drawn.is_well()
    for scope in (chart_scope(1), DATABASE):
        with suppress(Refused):  # what was purged for good is not taken back
            while drawn.store.undo_label(scope):
                drawn.store.undo(scope)
    assert check(drawn.store).faults == ()
    with drawn.store.read() as db:
        found = db.exec_driver_sql("SELECT count(*) FROM entity WHERE id = ?", (person,))
        assert found.scalar() == 0


def test_a_member_that_is_retracted_restored_and_merged_keeps_its_place_in_the_box(
    drawn: Drawn,
) -> None:
    kham, noi = drawn.people[:2]
    before = charts_part(contents(drawn.store))
    with drawn.store.edit("Retract") as edit:
        gone = retractions.retract(edit, Item("entity", noi), "mistaken")
    drawn.is_well()
    with drawn.store.edit("Back", chart_scope(1)) as edit:
        charts.apply_snapshot(edit, drawn.snapshot)
    drawn.is_well()
    drawn.store.undo(chart_scope(1))
    with drawn.store.edit("Restore") as edit:
        retractions.restore(edit, gone)
    drawn.is_well()
    assert charts_part(contents(drawn.store)) == before
    with drawn.store.edit("Merge") as edit:
        merging.merge(edit, "entity", [kham, noi])
    drawn.is_well()
    assert [m.member_id for m in drawn.read().members if m.holder_id == drawn.box] == [kham]
