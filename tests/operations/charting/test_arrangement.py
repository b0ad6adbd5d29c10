"""A chart that was laid out is kept as one step, with what its layout drew."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from iwtlink.operations.arranging import arranged
from iwtlink.operations.charting.arrangement import keep_arrangement
from iwtlink.store import Store, chart_scope, charts
from iwtlink.store.charts.look import LinkLook, Look
from iwtlink.store.entities import add_entity
from iwtlink.store.ids import ChartId
from iwtlink.store.links import add_link


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.create(tmp_path / "small.iwt", code="VT1") as made:
        made.sign_in("A. Nalyst", "AN")
        yield made


@pytest.fixture
def chart_id(store: Store) -> ChartId:
    """Give a chart of a head, drawn as a theme line, and twelve others, with dates."""
    with store.edit("Make people") as edit:
        made = charts.add_chart(edit, "Staff")
        ids = [add_entity(edit, "person", f"Person {n}") for n in range(13)]
        for year, other in enumerate(ids[1:], 2010):
            add_link(edit, "employs", ids[0], other, values={"start": str(year)})
        charts.place(edit, made, ids, charts.content_of(edit.connection, "", ids).positions)
        charts.set_looks(edit, made, {ids[0]: Look(representation="theme")})
    return made


def read(store: Store, chart_id: ChartId) -> charts.ChartContent:
    with store.read() as db:
        return charts.read_chart(db, chart_id)


def lay_out(store: Store, chart_id: ChartId, name: str, **settings: Any) -> bool:
    done = arranged(read(store, chart_id), store.ontology, name, settings=settings)
    with store.edit("Arrange", scope=chart_scope(chart_id)) as edit:
        return keep_arrangement(edit, chart_id, done)


def drawn(content: charts.ChartContent) -> tuple[object, ...]:
    shapes = sorted((s.kind, s.x, s.y, s.text) for s in content.shapes)
    return shapes, content.looks, content.link_looks, content.positions.tolist()


@pytest.mark.feature("L_timeline", "C42")
def test_undo_takes_axis_theme_lines_and_bends_back_with_the_places(
    store: Store, chart_id: ChartId
) -> None:
    assert lay_out(store, chart_id, "hierarchy")
    before = drawn(read(store, chart_id))
    assert any(look.corners for look in read(store, chart_id).link_looks)
    assert lay_out(store, chart_id, "timeline")
    dated = read(store, chart_id)
    assert dated.shapes and dated.looks[0].by_layout
    assert not any(look.corners for look in dated.link_looks)
    store.undo(chart_scope(chart_id))
    assert drawn(read(store, chart_id)) == before


def test_the_same_layout_again_changes_nothing(store: Store, chart_id: ChartId) -> None:
    assert lay_out(store, chart_id, "timeline")
    once = read(store, chart_id)
    assert not lay_out(store, chart_id, "timeline")
    assert read(store, chart_id).shapes == once.shapes


def test_what_was_set_while_the_layout_worked_is_kept(store: Store, chart_id: ChartId) -> None:
    start = read(store, chart_id)
    done = arranged(start, store.ontology, "timeline")
    head = int(start.entity_ids[0])
    with store.edit("Colour", scope=chart_scope(chart_id)) as edit:
        charts.change_looks(edit, chart_id, [head], colour="#aa3333")
    with store.edit("Arrange", scope=chart_scope(chart_id)) as edit:
        keep_arrangement(edit, chart_id, done)
    look = read(store, chart_id).looks[0]
    assert (look.colour, look.width) == ("#aa3333", done.looks[0].width)


def test_a_bend_or_length_changed_by_hand_is_the_layouts_no_longer(
    store: Store, chart_id: ChartId
) -> None:
    lay_out(store, chart_id, "hierarchy")
    content = read(store, chart_id)
    bent = next(n for n, look in enumerate(content.link_looks) if look.corners)
    link = int(content.link_ids[bent])
    with store.edit("Bend", scope=chart_scope(chart_id)) as edit:
        charts.change_link_looks(edit, chart_id, [link], corners=((1.0, 2.0),))
    assert read(store, chart_id).link_looks[bent] == LinkLook(corners=((1.0, 2.0),))
    lay_out(store, chart_id, "timeline")
    head = int(content.entity_ids[0])
    with store.edit("Lengthen", scope=chart_scope(chart_id)) as edit:
        charts.change_looks(edit, chart_id, [head], width=900.0)
    assert not read(store, chart_id).looks[0].by_layout
    lay_out(store, chart_id, "organic")
    assert read(store, chart_id).looks[0].width == 900.0


def test_hidden_links_lose_the_bends_of_a_layout_that_is_gone(
    store: Store, chart_id: ChartId
) -> None:
    lay_out(store, chart_id, "hierarchy")
    content = read(store, chart_id)
    bent = next(n for n, look in enumerate(content.link_looks) if look.corners)
    link = int(content.link_ids[bent])
    with store.edit("Hide", scope=chart_scope(chart_id)) as edit:
        charts.set_visibility(edit, chart_id, [], [link], "hidden")
    lay_out(store, chart_id, "organic")
    with store.read() as db:
        assert charts.link_looks_on(db, chart_id) == {}


def test_a_layout_of_some_leaves_the_axis_and_bends_of_the_others(
    store: Store, chart_id: ChartId
) -> None:
    lay_out(store, chart_id, "timeline")
    content = read(store, chart_id)
    some = [int(i) for i in content.entity_ids[3:6]]
    done = arranged(content, store.ontology, "circular", only_ids=some)
    assert done.shapes == content.shapes
    assert done.looks == content.looks
    assert replace(done, positions=content.positions).link_looks == content.link_looks
