"""Items of a chart carried to another database: with their sources, and nothing too much."""

from __future__ import annotations

import json
import shutil
import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from iwtlink.errors import BadInput
from iwtlink.operations import carrying
from iwtlink.operations.carrying import Arrived, Extract, packed, taken, unpacked, weigh
from iwtlink.operations.exchange import past
from iwtlink.store import (
    Edit,
    Store,
    chart_scope,
    charts,
    documents,
    entities,
    files,
    links,
    merging,
    observations,
    origins,
    purge,
    statements,
)
from iwtlink.store.charts import ChartContent
from iwtlink.store.check import check
from iwtlink.store.exchange.originals import read_here
from iwtlink.store.exchange.part import read_part
from iwtlink.store.ids import EntityId, Item, RecordId, Subject
from iwtlink.store.retractions import retract
from tests.operations.laptops import carry, live, make_laptop

SECRET = "Nang Khamvone"


@pytest.fixture(scope="module")
def masters(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a case with a chart of three, and another one with an empty chart, once for all."""
    folder = tmp_path_factory.mktemp("masters")
    with make_laptop(folder, "VT1", "VT") as one, one.edit("Draw") as edit:
        fill_case(edit)
    with make_laptop(folder, "VT2", "KP") as other, other.edit("Chart") as edit:
        charts.add_chart(edit, "Mine")
    return folder


@pytest.fixture
def stores(masters: Path, tmp_path: Path) -> Iterator[tuple[Store, Store]]:
    """Give both, opened from copies."""
    paths = [Path(shutil.copy(masters / f"{code}.iwt", tmp_path)) for code in ("VT1", "VT2")]
    with Store.open(paths[0]) as one, Store.open(paths[1]) as other:
        one.sign_in("Analyst VT", "VT")
        other.sign_in("Analyst KP", "KP")
        yield one, other


def source(edit: Edit, title: str, tlp: str = "") -> RecordId:
    document = documents.add_document(edit, documents.Document(title))
    files.add_file(edit, f"{title}.txt", title.encode(), "text/plain", document_id=document)
    origins.set_origin(edit, document, origins.Origin(name="Informer Seven"))
    return documents.add_record(edit, document, documents.Record(tlp=tlp, passage="he paid"))


def fill_case(edit: Edit) -> None:
    paper = source(edit, "Newspaper")
    kham, noi, firm, alone = (
        EntityId(entities.add_entity(edit, kind, name, record_id=paper))
        for kind, name in (
            *(("person", "Kham"), ("person", "Noi"), ("company", "PFK"), ("person", "Alone")),
        )
    )
    statements.state(edit, Subject("entity", kham), "phone", "020 5555 1234", record_id=paper)
    paid = links.add_link(edit, "pays", kham, firm, record_ids=[paper])
    links.add_link(edit, "associate_of", kham, noi, record_ids=[paper])
    links.add_link(edit, "associate_of", kham, alone, record_ids=[paper])
    chart = charts.add_chart(edit, "Case")
    charts.place(edit, chart, [kham, noi, firm], np.array([[0.0, 0], [100, 0], [0, 100]]))
    charts.change_looks(edit, chart, [kham], fill="#ff0000")
    charts.change_link_looks(edit, chart, [paid], corners=((10.0, 50.0),))
    box = charts.add_shape(edit, chart, "box", 50, 50, 200, 200, "Cell")
    charts.hold(edit, chart, "shape", box, [("entity", noi)])


def copy(store: Store, entity_ids: list[int], shapes: tuple[int, ...] = ()) -> Extract:
    """Copy items of the first chart, by way of the bytes on the clipboard."""
    return unpacked(packed(taken(store, 1, entity_ids, shapes)), store.ontology)


def paste(store: Store, extract: Extract) -> Arrived:
    with store.edit("Paste", chart_scope(1)) as edit:
        return carrying.bring_in(edit, extract, 1, (1000.0, 0.0))


def content(store: Store) -> ChartContent:
    with store.read() as db:
        return charts.read_chart(db, 1)


def count(store: Store, table: str) -> int:
    with store.read() as db:
        return int(db.exec_driver_sql(f'SELECT count(*) FROM "{table}"').scalar() or 0)


def test_what_was_copied_comes_with_its_links_values_looks_and_sources(
    stores: tuple[Store, Store],
) -> None:
    one, other = stores
    extract = copy(one, [1, 2, 3], (1,))
    assert dict(weigh(other, extract).new) == {
        "entity": 3,
        "link": 2,
        "statement": 9,
        "document": 1,
        "record": 1,
    }
    arrived = paste(other, extract)
    assert arrived.problems == ()
    assert len(arrived.pasted.entity_ids) == 3
    there, here = live(one), live(other)
    for table, wanted in (("entity", 3), ("link", 2), ("document", 1), ("record", 1)):
        assert len(here[table]) == wanted
    for table in ("link", "record", "statement"):
        assert here[table].items() <= there[table].items(), table
    shown = content(other)
    assert shown.labels == ["Kham", "Noi", "PFK"]
    assert shown.positions.tolist() == [[950.0, -50.0], [1050.0, -50.0], [950.0, 50.0]]
    assert shown.looks[0].fill == "#ff0000"
    assert [look.corners for look in shown.link_looks] == [((960.0, 0.0),), ()]
    (box,) = shown.shapes
    assert (box.text, box.x, box.y) == ("Cell", 1000.0, 0.0)
    assert [(m.holder_id, m.member_id) for m in shown.members] == [
        (box.id, int(shown.entity_ids[1]))
    ]
    assert check(other).faults == ()


def test_a_part_is_read_as_the_whole_state_tells_it(stores: tuple[Store, Store]) -> None:
    one, _ = stores
    with one.edit("Merge") as edit:
        twin = entities.add_entity(edit, "person", "Khamm", record_id=RecordId(1))
        links.add_link(edit, "associate_of", twin, EntityId(2), record_ids=[RecordId(1)])
        observations.add_observation(
            edit, "call", twin, {}, date="2016", other_id=EntityId(2), record_id=RecordId(1)
        )
        merging.merge(edit, "entity", [1, int(twin)])
    with one.edit("Rename") as edit:
        statements.state(edit, Subject("entity", EntityId(1)), "name", "Khamsing")
    with one.read() as db:
        part, whole = read_part(db, [1, 2], 1, [1]), read_here(db).state
    assert {name: row for name, row in whole.items() if name in part} == part
    assert {name for name in whole if name[0] in ("entity", "merge", "observation")} - set(
        part
    ) == {name for name in whole if name[0] == "entity" and name[1] in uids(one, 3, 4)}
    assert {name[0] for name in part}.isdisjoint({"file", "page", "passage", "origin"})


def test_places_alone_are_those_that_an_extract_is_taken_with(
    stores: tuple[Store, Store],
) -> None:
    one, _ = stores
    with one.edit("Merge and link") as edit:
        twin = entities.add_entity(edit, "person", "Khamm", record_id=RecordId(1))
        owes = links.add_link(edit, "associate_of", twin, EntityId(3), record_ids=[RecordId(1)])
        charts.place(edit, 1, [EntityId(4)], np.array([[300.0, 0]]))
        charts.change_link_looks(edit, 1, [owes, 3], colour="#00ff00")
        merging.merge(edit, "entity", [1, int(twin)])
    parts = (([1, 2, 3, 4], [1]), ([1, 3], []), ([2], [1]), ([], [1]), ([4], []))
    assert len(carrying.places_of(one, 1, *parts[0]).links) == 3
    for merged in ([2, 4], [1, 2]):
        for chosen, shapes in parts:
            _, places = carrying.taken_with_places(one, 1, chosen, shapes)
            assert carrying.places_of(one, 1, chosen, shapes) == places
        with one.edit("Merge") as edit:
            merging.merge(edit, "entity", merged)


def uids(store: Store, *ids: int) -> set[str]:
    with store.read() as db:
        rows = db.exec_driver_sql("SELECT id, uid FROM entity").all()
    return {uid for i, uid in rows if i in ids}


def test_merged_ones_arrive_as_one_and_can_be_split_there(stores: tuple[Store, Store]) -> None:
    one, other = stores
    with one.edit("Merge") as edit:
        merging.merge(edit, "entity", [1, 2])
    paste(other, copy(one, [1, 3]))
    assert content(other).labels == ["Kham", "PFK"]
    with other.edit("Split") as edit:
        merging.split_off(edit, "entity", 2)
    assert {row["label"] for row in live(other)["entity"].values()} == {"Kham", "Noi", "PFK"}
    assert check(other).faults == ()


@pytest.mark.feature("C07", "C18")
def test_known_items_are_recognised_and_stay_as_they_are(stores: tuple[Store, Store]) -> None:
    one, other = stores
    paste(other, copy(one, [1, 2]))
    with other.edit("Change") as edit:
        charts.move(edit, 1, [EntityId(1)], np.array([[7.0, 8.0]]))
        links.set_strength(edit, 1, "confirmed", "seen")
    with one.edit("Change") as edit:
        links.set_strength(edit, 2, "unconfirmed", "doubted")
        statements.state(
            edit, Subject("entity", EntityId(1)), "phone", "020 1", record_id=RecordId(1)
        )
    extract = copy(one, [1, 2, 3])
    weighed = weigh(other, extract)
    assert (weighed.new["entity"], weighed.known["entity"], weighed.additions) == (1, 2, 1)
    before = live(other)
    paste(other, extract)
    after = live(other)
    assert len(after["entity"]) == 3
    assert before["link"].items() <= after["link"].items()
    assert content(other).positions[0].tolist() == [7.0, 8.0]
    assert weigh(other, extract).new == {}


def test_a_paste_is_one_step_and_can_be_taken_back_and_made_again(
    stores: tuple[Store, Store],
) -> None:
    one, other = stores
    extract = copy(one, [1, 2, 3], (1,))
    empty, steps = live(other), count(other, "step")
    paste(other, extract)
    full = live(other)
    assert count(other, "step") == steps + 1
    other.undo(chart_scope(1))
    assert live(other) == empty
    other.redo(chart_scope(1))
    assert live(other) == full
    other.undo(chart_scope(1))
    paste(other, extract)
    assert len(live(other)["entity"]) == 3
    assert check(other).faults == ()
    with other.read() as db:
        assert [(one.direction, one.file, one.with_whom) for one in past(db)] == [
            ("read", "clipboard", "VT1")
        ] * 2


def test_what_came_by_the_clipboard_is_the_same_for_an_exchange_file(
    stores: tuple[Store, Store],
) -> None:
    one, other = stores
    paste(other, copy(one, [1, 2, 3]))
    carry(other, one)
    read = carry(one, other)
    assert read.counts["entity"] == 1
    assert count(other, "entity") == count(one, "entity") == 4
    assert count(other, "document") == 1
    assert count(other, "file") == 1
    assert check(one).faults == check(other).faults == ()


def test_nothing_marked_red_and_no_origin_lies_on_the_clipboard(
    stores: tuple[Store, Store],
) -> None:
    one, other = stores
    with one.edit("Informant") as edit:
        red = source(edit, "Informant", "RED")
        hidden = entities.add_entity(edit, "person", SECRET, record_id=red)
        statements.state(edit, Subject("entity", EntityId(1)), "name", SECRET, record_id=red)
        links.add_link(edit, "associate_of", EntityId(1), hidden, record_ids=[red])
        charts.place(edit, 1, [hidden], np.array([[5.0, 5.0]]))
        charts.change_looks(edit, 1, [1], label=f"with {SECRET}")
        charts.add_shape(edit, 1, "text", 0, 0, 10, 10, f"{SECRET} lives here")
        charts.rename_chart(edit, 1, f"Around {SECRET}")
    data = packed(taken(one, 1, [1, 2, int(hidden)], (1, 2)))
    said = zlib.decompress(data).decode()
    assert SECRET not in said
    assert "Informer Seven" not in said
    assert "Informant" not in said
    extract = unpacked(data, one.ontology)
    assert (extract.left_out["entity"], extract.left_out["link"]) == (1, 1)
    paste(other, extract)
    shown = content(other)
    assert sorted(shown.labels) == ["Kham", "Noi"]
    assert [shape.text for shape in shown.shapes] == ["Cell"]


def test_what_was_retracted_here_stays_out_with_what_rests_on_it(
    stores: tuple[Store, Store],
) -> None:
    one, other = stores
    extract = copy(one, [1, 2, 3])
    paste(other, extract)
    with other.edit("Retract") as edit:
        retract(edit, Item("entity", 1), "somebody else")
    weighed = weigh(other, extract)
    assert (weighed.new, weighed.gone) == ({}, 3)
    paste(other, extract)
    assert {row["label"] for row in live(other)["entity"].values()} == {"Noi", "PFK"}
    assert count(other, "waiting") == 0
    with one.edit("Retract") as edit:
        retract(edit, Item("entity", 2), "somebody else")
    assert copy(one, [1, 2]).left_out == {"retraction": 1}


def test_what_was_purged_here_does_not_come_back_by_the_clipboard(
    stores: tuple[Store, Store],
) -> None:
    one, other = stores
    extract = copy(one, [1, 2, 3])
    paste(other, extract)
    with other.edit("Retract") as edit:
        retract(edit, Item("entity", 1), "somebody else")
    assert purge.purge(other, Item("entity", 1), "asked for").is_done
    assert weigh(other, extract).gone == 3
    paste(other, extract)
    assert {row["label"] for row in live(other)["entity"].values()} == {"Noi", "PFK"}
    assert check(other).faults == ()


def test_whether_two_known_items_are_one_is_judged_here(stores: tuple[Store, Store]) -> None:
    one, other = stores
    paste(other, copy(one, [1, 2]))
    with one.edit("Merge") as edit:
        merging.merge(edit, "entity", [1, 2])
    paste(other, copy(one, [1]))
    assert count(other, "entity") == 2
    assert count(other, "merge") == 0


def test_two_items_of_one_reference_are_told_apart_and_said(
    masters: Path, stores: tuple[Store, Store], tmp_path: Path
) -> None:
    one, _ = stores
    with make_laptop(tmp_path / "twin", "VT1", "AA") as twin:
        with twin.edit("Own") as edit:
            entities.add_entity(edit, "person", "Somebody Else")
            charts.add_chart(edit, "Mine")
        arrived = paste(twin, copy(one, [1, 2]))
        assert "Two items have the reference PER-VT1-0001" in arrived.problems[0]
        refs = [row["ref"] for row in live(twin)["entity"].values()]
        assert len(set(refs)) == 3
        assert check(twin).faults == ()


def test_a_garbled_clipboard_is_refused_in_a_sentence(stores: tuple[Store, Store]) -> None:
    one, other = stores
    good = packed(taken(one, 1, [1, 2], ()))
    told = json.loads(zlib.decompress(good))
    spoiled = [
        {**told, "version": 2},
        {**told, "rows": 7},
        {**told, "rows": [["entity", "x", "{}", "{}"]]},
        {**told, "rows": [["sqlite_master", told["rows"][0][1], "{}", "{}"]]},
        {**told, "rows": [[*row[:2], "[]", row[3]] for row in told["rows"]]},
        {**told, "left_out": {"entity": "many"}},
        {**told, "rows": told["rows"] * 3 + [["entity", None, "{}", "{}"]]},
        [told],
    ]
    for bad in (b"", b"nothing", good[:-9], good + b"x" * 9, zlib.compress(b"{" * 10_000)):
        if bad[:-9] != good:
            with pytest.raises(BadInput):
                unpacked(bad, other.ontology)
    for known in spoiled:
        with pytest.raises(BadInput):
            unpacked(zlib.compress(json.dumps(known).encode()), other.ontology)


def test_rows_without_what_they_rest_on_are_not_written_one_by_one(
    stores: tuple[Store, Store],
) -> None:
    one, other = stores
    whole = copy(one, [1, 2, 3])
    rows = {n: row for n, row in whole.rows.items() if n[0] not in ("entity", "record")}
    before = live(other)
    paste(other, replace(whole, rows=rows))
    after = live(other)
    assert after["entity"] == before["entity"]
    assert after["link"] == {}
    assert check(other).faults == ()


def test_an_unknown_type_is_named_and_refused(stores: tuple[Store, Store]) -> None:
    one, _ = stores
    extract = taken(one, 1, [1], ())
    rows = {
        name: replace(row, data={**row.data, "type": "spaceship"})
        if name[0] == "entity" and row.data
        else row
        for name, row in extract.rows.items()
    }
    with pytest.raises(BadInput, match="spaceship"):
        unpacked(packed(replace(extract, rows=rows)), one.ontology)
