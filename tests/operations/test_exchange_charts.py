"""Charts that two laptops work on come together, field by field."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from iwtlink.operations import exchange
from iwtlink.operations.arranging import arranged
from iwtlink.operations.charting.arrangement import keep_arrangement
from iwtlink.store import Store, chart_scope, charts, entities, links, retractions
from iwtlink.store.charts import ChartContent, Membership
from iwtlink.store.check import check
from iwtlink.store.ids import ChartId, EntityId, Item
from tests.operations.laptops import PASSPHRASE, carry, live, make_laptop


@pytest.fixture
def laptops(tmp_path: Path) -> Iterator[tuple[Store, Store]]:
    """Give two laptops that hold one chart of two people, a link and a box."""
    with make_laptop(tmp_path / "a", "VT1", "VT") as one:
        with one.edit("Draw") as edit:
            people = [EntityId(entities.add_entity(edit, "person", n)) for n in ("Kham", "Noi")]
            links.add_link(edit, "associate_of", people[0], people[1])
            chart = charts.add_chart(edit, "Chart")
            charts.place(edit, chart, people, np.array([[0.0, 0], [9, 9]]))
            charts.add_shape(edit, chart, "box", 0, 0, 90, 60, "Cell")
        with make_laptop(tmp_path / "b", "VT2", "KP") as other:
            carry(one, other)
            yield one, other


def meet(one: Store, other: Store) -> None:
    """Exchange both ways, so that nobody is asked anything, until both hold the same."""
    for writer, reader in ((one, other), (other, one)) * 2:
        file = writer.path.parent / "on the way.iwx"
        exchange.write(writer, file, PASSPHRASE)
        assert exchange.look(reader, file, PASSPHRASE).conflicts == ()
        carry(writer, reader)
    assert live(one) == live(other)
    assert check(one).faults == check(other).faults == ()


def read(store: Store) -> ChartContent:
    with store.read() as db:
        return charts.read_chart(db, 1)


def lay_out(store: Store, name: str = "timeline") -> None:
    done = arranged(read(store), store.ontology, name)
    with store.edit("Arrange", scope=chart_scope(ChartId(1))) as edit:
        keep_arrangement(edit, ChartId(1), done)


def add_dated(store: Store, *days: str) -> None:
    """Put pairs of people on the chart, linked since these days."""
    with store.edit("Pairs") as edit:
        for day in days:
            pair = [EntityId(entities.add_entity(edit, "person", f"{n} of {day}")) for n in "ab"]
            links.add_link(edit, "associate_of", *pair, values={"start": day})
            charts.place(edit, 1, pair, np.array([[0.0, 300.0], [90.0, 300.0]]))


@pytest.mark.feature("L_timeline")
def test_two_laptops_that_both_lay_out_a_timeline_have_one_axis_after_they_meet(
    laptops: tuple[Store, Store],
) -> None:
    one, other = laptops
    add_dated(one, "2014-03-01", "2016-08-20")
    meet(one, other)
    lay_out(one)
    add_dated(other, "2011-01-01")
    lay_out(other)
    own = [shape.text for shape in read(other).shapes]
    assert own.count("") == 1, "one line, and its dates"
    assert own != [shape.text for shape in read(one).shapes]
    meet(one, other)
    for store in laptops:
        assert [shape.text for shape in read(store).shapes] == own, "the later one, on both"
    lay_out(one)
    meet(one, other)
    assert {len(rows_of(store)) for store in laptops} == {len(read(one).shapes)}
    lay_out(other, "organic")
    meet(one, other)
    assert [shape.text for shape in read(one).shapes] == ["Cell"], "nothing comes back"


def rows_of(store: Store) -> list[str]:
    with store.read() as db:
        return [shape.uid for shape in charts.shapes_on(db, 1)]


def ids(store: Store) -> list[int]:
    return read(store).entity_ids.tolist()


def test_looks_places_and_free_items_of_both_come_together(laptops: tuple[Store, Store]) -> None:
    one, other = laptops
    with one.edit("Look") as edit:
        charts.change_looks(edit, 1, ids(one)[:1], fill="#ff0000")
        charts.change_shape(edit, 1, width=500.0)
        charts.change_link_looks(edit, 1, [1], corners=((1.0, 2.0),))
    with other.edit("Move") as edit:
        charts.move(edit, 1, [EntityId(ids(other)[0])], np.array([[77.0, 7]]))
        charts.change_shape(edit, 1, x=-5.0)
        charts.add_shape(edit, 1, "text", 0, 0, 5, 5, "Note")
        charts.set_visibility(edit, 1, [], [1], "grey")
    meet(one, other)
    for store in laptops:
        content = read(store)
        assert (content.looks[0].fill, content.positions[0].tolist()) == ("#ff0000", [77.0, 7.0])
        assert {(s.text, s.x, s.width) for s in content.shapes} == {
            ("Cell", -5.0, 500.0),
            ("Note", 0.0, 5.0),
        }


def test_of_two_looks_of_one_link_nobody_is_asked(laptops: tuple[Store, Store]) -> None:
    one, other = laptops
    for store, colour in ((one, "#ff0000"), (other, "#0000ff")):
        with store.edit("Look") as edit:
            charts.change_link_looks(edit, 1, [1], colour=colour)
            charts.change_options(edit, 1, badges=(colour,))
    meet(one, other)
    assert read(one).link_looks == read(other).link_looks


def test_what_is_put_into_a_box_that_was_erased_elsewhere_stands_alone(
    laptops: tuple[Store, Store],
) -> None:
    one, other = laptops
    with one.edit("Hold") as edit:
        charts.hold(edit, 1, "shape", 1, [("entity", ids(one)[0])])
    with other.edit("Erase") as edit:
        charts.remove_shapes(edit, [1])
    meet(one, other)
    for store in laptops:
        assert (read(store).members, read(store).shapes) == ((), ())


def test_two_that_hold_each_other_after_an_exchange_are_read_without_a_ring(
    laptops: tuple[Store, Store],
) -> None:
    one, other = laptops
    first, second = ids(one)
    with one.edit("Hold") as edit:
        charts.hold(edit, 1, "entity", first, [("entity", second)])
    first, second = ids(other)
    with other.edit("Hold") as edit:
        charts.hold(edit, 1, "entity", second, [("entity", first)])
    meet(one, other)
    labels = []
    for store in laptops:
        content = read(store)
        names = dict(zip(content.entity_ids.tolist(), content.labels, strict=True))
        (member,) = content.members
        assert isinstance(member, Membership)
        labels.append((names[member.holder_id], names[member.member_id]))
    assert labels[0] == labels[1]


def test_snapshots_and_styles_travel_and_of_one_name_the_newer_stands(
    laptops: tuple[Store, Store],
) -> None:
    one, other = laptops
    with one.edit("Snapshot") as edit:
        charts.add_snapshot(edit, 1, "Before")
        charts.save_style(edit, "Wall", {"convention": "icons"})
    before = read(one)
    with other.edit("Save") as edit:
        charts.save_style(edit, "Wall", {"convention": "unodc"})
        charts.move(edit, 1, [EntityId(i) for i in ids(other)], np.array([[1.0, 1], [2, 2]]))
    meet(one, other)
    for store in laptops:
        with store.read() as db:
            (style,) = charts.list_styles(db)
            (snapshot,) = charts.list_snapshots(db, 1)
            then = charts.snapshot_content(db, snapshot.id)
        assert style.data == {"convention": "unodc"}
        assert (snapshot.title, snapshot.made_by) == ("Before", "Analyst VT")
        assert then.positions.tolist() == before.positions.tolist()


def test_who_is_retracted_on_one_laptop_is_greyed_on_the_other(
    laptops: tuple[Store, Store],
) -> None:
    one, other = laptops
    with one.edit("Retract") as edit:
        retractions.retract(edit, Item("entity", ids(one)[1]), "entered by mistake")
    carry(one, other)
    for store in laptops:
        content = read(store)
        assert (content.labels, content.is_grey.tolist()) == (["Kham", "Noi"], [False, True])
        assert content.link_is_grey.tolist() == [True]
        assert content.facts[1].warning == "Retracted: entered by mistake"
