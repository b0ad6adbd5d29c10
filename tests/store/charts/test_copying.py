"""Charts are copied, pasted into each other, combined and compared."""

from __future__ import annotations

import numpy as np
import pytest

from iwtlink.errors import Refused
from iwtlink.store import charts, entities, links
from iwtlink.store.charts import Difference, LinkLook, Look
from iwtlink.store.ids import ChartId
from tests.store.charts.conftest import Case


def draw(case: Case) -> int:
    """Put a box that holds two people on the chart, and draw a link with a bend."""
    with case.store.edit("Draw", case.scope) as edit:
        box = charts.add_shape(
            edit, case.chart, "box", 50, 0, 140, 40, "Cell", Look(fill="#eeeeee")
        )
        charts.hold(edit, case.chart, "shape", box, [("entity", case.kham), ("entity", case.noi)])
        charts.set_link_looks(edit, case.chart, {case.paid: LinkLook(corners=((10.0, 20.0),))})
        charts.change_looks(edit, case.chart, [case.kham], frame="#ff0000")
        charts.set_visibility(edit, case.chart, [], [case.knows], "hidden")
        charts.change_options(edit, case.chart, convention="unodc")
    return box


def new_chart(case: Case) -> ChartId:
    with case.store.edit("New") as edit:
        return charts.add_chart(edit, "Other")


def read(case: Case, chart: int) -> charts.ChartContent:
    with case.store.read() as db:
        return charts.read_chart(db, chart, facts=False)


def test_a_copy_shows_the_same_in_the_same_way(case: Case) -> None:
    draw(case)
    with case.store.edit("Copy") as edit:
        copy = charts.copy_chart(edit, case.chart, "Copy")
    one, other = read(case, case.chart), read(case, copy)
    assert other.title == "Copy"
    assert other.options == one.options
    assert (other.looks, other.link_looks) == (one.looks, one.link_looks)
    assert np.array_equal(one.positions, other.positions)
    assert one.link_ids.tolist() == other.link_ids.tolist()
    assert [s.text for s in other.shapes] == ["Cell"]
    assert {m.member_id for m in other.members} == {case.kham, case.noi}
    with case.store.edit("Remove") as edit:
        charts.remove_shapes(edit, [other.shapes[0].id])
    assert len(read(case, case.chart).shapes) == 1


def test_pasted_items_come_with_looks_bends_and_what_holds_them(case: Case) -> None:
    box = draw(case)
    other = new_chart(case)
    with case.store.edit("Paste") as edit:
        pasted = charts.paste(
            edit, other, case.chart, [case.kham, case.noi], [box], at=(1000.0, 500.0)
        )
    content = read(case, other)
    assert pasted.entity_ids == (case.kham, case.noi)
    assert content.positions.tolist() == [[950.0, 500.0], [1050.0, 500.0]]
    assert (content.shapes[0].x, content.shapes[0].y) == (1000.0, 500.0)
    assert content.looks[0].frame == "#ff0000"
    looks = dict(zip(content.link_ids.tolist(), content.link_looks, strict=True))
    assert looks[case.paid].corners == ((960.0, 520.0),)
    assert {(m.holder_id, m.member_id) for m in content.members} == {
        (pasted.shape_ids[0], case.kham),
        (pasted.shape_ids[0], case.noi),
    }


@pytest.mark.feature("C07", "C18")
def test_who_is_there_already_is_not_pasted_again_and_stays(case: Case) -> None:
    draw(case)
    other = new_chart(case)
    with case.store.edit("Place") as edit:
        charts.place(edit, other, [case.kham], np.array([[7.0, 8.0]]))
    with case.store.edit("Paste") as edit:
        pasted = charts.paste(edit, other, case.chart, [case.kham, case.dao])
    assert pasted.entity_ids == (case.dao,)
    content = read(case, other)
    assert content.positions.tolist() == [[7.0, 8.0], [100.0, 80.0]]
    assert content.looks == ()


def test_free_items_can_be_pasted_onto_their_own_chart(case: Case) -> None:
    box = draw(case)
    with case.store.edit("Paste", case.scope) as edit:
        pasted = charts.paste(edit, case.chart, case.chart, [], [box], at=(0.0, 300.0))
    shapes = {shape.id: shape for shape in read(case, case.chart).shapes}
    assert shapes[pasted.shape_ids[0]].y == 300.0
    assert shapes[box].y == 0.0
    assert {m.holder_id for m in read(case, case.chart).members} == {box}


def test_combining_puts_the_other_chart_beside(case: Case) -> None:
    draw(case)
    other = new_chart(case)
    with case.store.edit("Add") as edit:
        new = entities.add_entity(edit, "person", "Bua")
        charts.place(edit, other, [new, case.kham], np.array([[0.0, 0.0], [60.0, 40.0]]))
    with case.store.edit("Combine", case.scope) as edit:
        pasted = charts.combine(edit, case.chart, other)
    assert pasted.entity_ids == (new,)
    content = read(case, case.chart)
    assert content.labels == ["Kham", "Noi", "Dao", "Phou Fa", "Bua"]
    assert content.positions[4][0] == 120.0 + 120.0
    assert content.options.convention == "unodc"


def test_nothing_differs_between_a_chart_and_its_copy_but_its_free_items(case: Case) -> None:
    draw(case)
    with case.store.edit("Copy") as edit:
        copy = charts.copy_chart(edit, case.chart, "Copy")
    found = charts.compare_charts(read(case, case.chart), read(case, copy))
    assert {one.kind for one in (*found.added, *found.removed)} == {"shape"}
    assert (found.changed, found.moved) == ((), ())


def test_what_was_added_removed_moved_and_changed_is_told(case: Case) -> None:
    before = case.read()
    with case.store.edit("Change") as edit:
        new = entities.add_entity(edit, "person", "Bua")
        charts.place(edit, case.chart, [new], np.array([[0.0, 0.0]]))
        charts.take_off(edit, case.chart, [case.dao])
        charts.move(edit, case.chart, [case.noi], np.array([[400.0, 0.0]]))
        charts.change_looks(edit, case.chart, [case.kham], fill="#000000")
        links.set_strength(edit, case.paid, "confirmed", "seen")
        link = links.add_link(edit, "associate_of", case.kham, new)
    found = charts.compare_charts(before, case.read())
    assert [(d.kind, d.id) for d in found.added] == [("entity", new), ("link", link)]
    assert [(d.kind, d.id) for d in found.removed] == [("entity", case.dao), ("link", case.knows)]
    assert [(d.kind, d.label) for d in found.moved] == [("entity", "Noi")]
    assert found.changed == (
        Difference("entity", case.kham, "Kham", ("Look",)),
        Difference("link", case.paid, "Kham – Noi", ("Strength",)),
    )
    assert charts.compare_charts(before, before).is_same


@pytest.mark.feature("C02", "C41")
def test_styles_are_kept_under_their_names(case: Case) -> None:
    with case.store.edit("Save") as edit:
        first = charts.save_style(edit, "  Wall  chart ", {"rules": [{"about": "entities"}]})
        charts.save_style(edit, "Again", {})
        assert charts.save_style(edit, "Wall chart", {"convention": "unodc"}) == first
        with pytest.raises(Refused, match="needs a name"):
            charts.save_style(edit, " ", {})
    with case.store.read() as db:
        found = charts.list_styles(db)
    assert [(one.name, dict(one.data)) for one in found] == [
        ("Again", {}),
        ("Wall chart", {"rules": [{"about": "entities"}], "convention": "unodc"}),
    ]
    with case.store.edit("Remove") as edit:
        charts.remove_style(edit, first, "rules")
    with case.store.read() as db:
        assert charts.list_styles(db)[1].data == {"convention": "unodc"}
    with case.store.edit("Remove") as edit:
        charts.remove_style(edit, first)
    with case.store.read() as db:
        assert [one.name for one in charts.list_styles(db)] == ["Again"]


def test_a_saved_style_is_renamed_but_never_to_the_name_of_another(case: Case) -> None:
    with case.store.edit("Save") as edit:
        wall, court = (charts.save_style(edit, name, {"rules": []}) for name in ("Wall", "Court"))
        charts.rename_style(edit, wall, " Large  wall")
        charts.rename_style(edit, court, "Court")
        with pytest.raises(Refused, match="already"):
            charts.rename_style(edit, wall, "Court")
    with case.store.read() as db:
        assert [one.name for one in charts.list_styles(db)] == ["Court", "Large wall"]
