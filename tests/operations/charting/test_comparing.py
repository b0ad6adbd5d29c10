"""Two charts, or two states of one, in one picture: what only one of them has, and where."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from iwtlink.operations.charting.comparing import compared, sides
from iwtlink.store import Store, charts
from iwtlink.store.charts import ChartContent, Look, Shape
from iwtlink.store.charts.snapshots import add_snapshot
from iwtlink.store.entities import add_entity
from iwtlink.store.ids import ChartId
from iwtlink.store.links import add_link


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.create(tmp_path / "small.iwt", code="VT1") as made:
        made.sign_in("A. Nalyst", "AN")
        yield made


@pytest.fixture
def pair(store: Store) -> tuple[ChartId, ChartId]:
    """Give two charts: one person stands on both, two more and a note on the first alone."""
    with store.edit("Make people") as edit:
        ids = [add_entity(edit, "person", f"Person {n}") for n in range(3)]
        links = [add_link(edit, "associate_of", ids[0], ids[n]) for n in (1, 2)]
        first, second = charts.add_chart(edit, "First"), charts.add_chart(edit, "Second")
        places = charts.content_of(edit.connection, "", ids).positions
        places[:] = ((0, 0), (100, 0), (200, 0))
        charts.place(edit, first, ids, places)
        charts.change_link_looks(edit, first, [links[0]], corners=((50.0, 80.0),))
        charts.add_shape(edit, first, "text", 100, 50, 80, 30, "Note")
        charts.place(edit, second, ids[:1], places[:1])
    return first, second


def read(store: Store, chart_id: int) -> ChartContent:
    with store.read() as db:
        return charts.read_chart(db, chart_id)


def test_what_only_one_chart_has_stands_aside_with_its_free_items(
    store: Store, pair: tuple[ChartId, ChartId]
) -> None:
    found = compared(read(store, pair[0]), read(store, pair[1]), store.ontology).content
    assert found.positions.tolist() == [[0, 0], [240, 0], [340, 0]]
    (note,) = found.shapes
    assert (note.x, note.y, note.text) == (240, 50, "− Note")
    assert not any(look.corners for look in found.link_looks)


def test_charts_are_compared_while_one_is_not_placed_yet(
    store: Store, pair: tuple[ChartId, ChartId]
) -> None:
    other = read(store, pair[1])
    bare = replace(other, positions=other.positions * float("nan"))
    found = compared(read(store, pair[0]), bare, store.ontology)
    assert [one.kind for one in found.comparison.removed if one.kind == "entity"] == ["entity"] * 2


def free(number: int, uid: str, x: float) -> Shape:
    return Shape(number, uid, "box", x, 0, 50, 50, 0, uid, Look())


def test_free_items_that_are_gone_by_now_are_told_apart_by_uid_and_not_by_number(
    store: Store, pair: tuple[ChartId, ChartId]
) -> None:
    bare = read(store, pair[1])
    one = replace(bare, shapes=(free(-1, "went", 0), free(-2, "moved", 100)))
    other = replace(bare, shapes=(free(-1, "moved", 400), free(-2, "came", 0), free(-3, "c", 9)))
    picture = compared(one, other, store.ontology).content
    *drawn, way = picture.shapes
    assert {shape.text for shape in drawn} == {"− went", "→ moved", "+ came", "+ c"}
    assert len({shape.id for shape in picture.shapes}) == len(picture.shapes)
    assert way.kind == "arrow" and way.x - way.width / 2 == 100


def test_a_chart_its_snapshots_and_then_other_charts_can_be_compared(
    store: Store, pair: tuple[ChartId, ChartId]
) -> None:
    with store.edit("Keep") as edit:
        for chart_id, title in ((pair[1], "Later"), (pair[0], "Before"), (pair[0], "After")):
            add_snapshot(edit, chart_id, title)
    with store.read() as db:
        found = [side.words for side in sides(db, pair[1])]
    assert found == [
        *("Second, as it stands", "Second: Later"),
        *("First, as it stands", "First: Before", "First: After"),
    ]
