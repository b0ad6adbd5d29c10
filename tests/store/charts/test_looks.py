"""How items stand on a chart is kept with the chart, undone, and read again."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import event, text

from iwtlink.errors import Refused
from iwtlink.store import charts, files, retractions
from iwtlink.store.charts import LinkLook, Look
from iwtlink.store.charts.look import look_json, read_look
from iwtlink.store.charts.options import ChartOptions
from iwtlink.store.check import check
from iwtlink.store.ids import Item
from iwtlink.store.retractions.removal import remove
from tests.store.charts.conftest import Case
from tests.store.stores import contents

pytestmark = pytest.mark.feature("C03", "C08", "C22")


def test_looks_are_read_as_they_were_set(case: Case) -> None:
    look = Look(representation="box", colour="#123456", label="Boss", shows=("sex", "status"))
    with case.store.edit("Look", case.scope) as edit:
        charts.set_looks(edit, case.chart, {case.kham: look})
    content = case.read()
    assert content.looks == (look, Look(), Look(), Look())
    with case.store.edit("Change", case.scope) as edit:
        charts.change_looks(edit, case.chart, [case.kham, case.noi], enlargement=2.0)
    assert case.read().looks == (
        replace(look, enlargement=2.0),
        Look(enlargement=2.0),
        Look(),
        Look(),
    )


def test_where_all_is_as_usual_there_are_no_looks(case: Case) -> None:
    content = case.read()
    assert (content.looks, content.link_looks, content.shapes, content.members) == ((),) * 4
    assert content.options == ChartOptions()
    assert len(content.is_grey) == len(content.link_is_grey) == 0


def test_a_links_look_and_its_bend_points_are_kept(case: Case) -> None:
    look = LinkLook(width=3.0, corners=((10.0, -20.5), (30.0, 5.0)), label_at=0.25)
    with case.store.edit("Look", case.scope) as edit:
        charts.set_link_looks(edit, case.chart, {case.paid: look})
        charts.change_link_looks(edit, case.chart, [case.paid, case.knows], colour="#ff0000")
    found = dict(zip(case.read().link_ids.tolist(), case.read().link_looks, strict=True))
    assert found == {
        case.director: LinkLook(),
        case.paid: replace(look, colour="#ff0000"),
        case.knows: LinkLook(colour="#ff0000"),
        case.paid_again: LinkLook(),
    }


def test_setting_what_is_there_already_writes_nothing(case: Case) -> None:
    for _ in range(2):
        with case.store.edit("Look", case.scope) as edit:
            charts.change_looks(edit, case.chart, [case.kham], fill="#ffffff")
            charts.change_link_looks(edit, case.chart, [case.paid], width=2.0)
            charts.set_visibility(edit, case.chart, [case.noi], [case.knows], "grey")
            charts.change_options(edit, case.chart, multiplicity="each")
    assert [step.label for step in case.store.steps()].count("Look") == 1


def test_looks_go_away_and_come_back_with_undo(case: Case) -> None:
    before = contents(case.store)
    with case.store.edit("Look", case.scope) as edit:
        charts.change_looks(edit, case.chart, [case.kham], fill="#ffffff")
        charts.set_link_looks(edit, case.chart, {case.paid: LinkLook(width=2.0)})
        charts.change_options(edit, case.chart, convention="unodc")
    after = contents(case.store)
    case.store.undo(case.scope)
    assert contents(case.store) == before
    case.store.redo(case.scope)
    assert contents(case.store) == after


def test_options_change_one_by_one(case: Case) -> None:
    with case.store.edit("Options", case.scope) as edit:
        charts.change_options(edit, case.chart, multiplicity="direction")
        charts.change_options(edit, case.chart, badges=("grade",))
    with case.store.read() as db:
        assert charts.get_options(db, case.chart) == ChartOptions(
            multiplicity="direction", badges=("grade",)
        )


def test_a_chart_kept_before_by_fanned_links_is_drawn_with_each_of_them(case: Case) -> None:
    with case.store.edit("As before", case.scope) as edit:
        edit.connection.execute(text("UPDATE chart SET options = '{\"is_fanned\": true}'"))
    assert case.read().options.multiplicity == "each"


@pytest.mark.feature("C32")
def test_hidden_items_are_not_there_greyed_ones_are_grey(case: Case) -> None:
    with case.store.edit("Hide", case.scope) as edit:
        charts.set_visibility(edit, case.chart, [case.dao], [case.paid], "hidden")
        charts.set_visibility(edit, case.chart, [case.noi], [case.director], "grey")
    content = case.read()
    assert content.labels == ["Kham", "Noi", "Phou Fa"]
    assert content.is_grey.tolist() == [False, True, False]
    assert content.link_ids.tolist() == [case.director, case.paid_again]
    assert content.link_is_grey.tolist() == [True, False]


@pytest.mark.feature("C32")
def test_what_is_hidden_can_be_revealed_in_grey_or_as_usual(case: Case) -> None:
    with case.store.edit("Hide", case.scope) as edit:
        charts.set_visibility(edit, case.chart, [case.dao], [case.paid], "hidden")
        charts.change_options(edit, case.chart, hidden_are="grey")
    content = case.read()
    assert content.is_grey.tolist() == [False, False, True, False]
    assert content.link_is_grey.tolist() == [False, True, False, False]
    with case.store.edit("Show", case.scope) as edit:
        charts.change_options(edit, case.chart, hidden_are="shown")
    assert len(case.read().is_grey) == 0
    assert len(case.read().labels) == 4
    with case.store.edit("Show all", case.scope) as edit:
        charts.change_options(edit, case.chart, hidden_are="hidden")
        charts.show_all(edit, case.chart)
    assert (len(case.read().labels), len(case.read().link_ids)) == (4, 4)


def test_a_link_taken_off_a_chart_is_hidden_there_and_nowhere_else(case: Case) -> None:
    with case.store.edit("Take off", case.scope) as edit:
        charts.take_off(edit, case.chart, (), [case.paid])
    assert case.paid not in case.read().link_ids
    with case.store.edit("Show", case.scope) as edit:
        charts.show_hidden_links(edit, case.chart)
        other = charts.copy_chart(edit, case.chart, "Other")
        charts.set_visibility(edit, other, (), [case.paid], "hidden")
    assert case.paid in case.read().link_ids


def test_a_link_that_is_gone_gets_no_row(case: Case) -> None:
    with case.store.edit("Delete") as edit:
        remove(edit.connection, "link", [case.paid])
    with case.store.edit("Hide", case.scope) as edit:
        charts.set_visibility(edit, case.chart, (), [case.paid, case.knows], "hidden")
    assert case.read().link_ids.tolist() == [case.director, case.paid_again]


def test_a_look_that_nobody_can_draw_is_passed_over(case: Case) -> None:
    with case.store.edit("By hand", case.scope) as edit:
        edit.connection.execute(
            text("UPDATE chart_entity SET look = :l"),
            {"l": '{"width": "wide", "fill": 3, "enlargement": 2, "unknown": [1]}'},
        )
    assert set(case.read().looks) == {Look(enlargement=2)}


def test_free_items_are_kept_with_size_depth_and_look(case: Case) -> None:
    """C04: free annotation text is an item of the chart, and no entity."""
    with case.store.edit("Draw", case.scope) as edit:
        box = charts.add_shape(edit, case.chart, "box", 10, 20, 200, 100, look=Look(fill="#eeeeee"))
        note = charts.add_shape(edit, case.chart, "text", 0, -40, 120, 20, "ຂໍ້ຄວາມ", depth=-1)
    first, second = case.read().shapes
    assert (first.id, first.kind, first.text, first.depth) == (note, "text", "ຂໍ້ຄວາມ", -1)
    assert (second.id, second.x, second.width, second.look.fill) == (box, 10.0, 200.0, "#eeeeee")
    with case.store.edit("Change", case.scope) as edit:
        charts.change_shape(edit, box, x=15.5, text="Cell", look=Look(), depth=-5)
    assert [shape.id for shape in case.read().shapes] == [box, note]
    with case.store.edit("Remove", case.scope) as edit:
        charts.remove_shapes(edit, [box, note])
    assert case.read().shapes == ()
    assert len(case.read().entity_ids) == 4


def test_a_free_picture_goes_with_its_document_and_its_frame_stays(case: Case) -> None:
    with case.store.edit("Draw", case.scope) as edit:
        file = files.add_file(edit, "a.png", b"1", "image/png", document_id=1)
        charts.add_shape(edit, case.chart, "picture", 0, 0, 90, 60, picture_id=file)
        snapshot = charts.add_snapshot(edit, case.chart, "Before")
        copy = charts.copy_chart(edit, case.chart, "Copy")
    assert [shape.picture_id for shape in case.read().shapes] == [file]
    with case.store.read() as db:
        assert charts.read_chart(db, copy).shapes[0].picture_id == file
        assert charts.snapshot_content(db, snapshot).shapes[0].picture_id == file
    with case.store.edit("Retract") as edit:
        retractions.retract(edit, Item("document", 1), "no")
    assert [shape.picture_id for shape in case.read().shapes] == [0]
    assert check(case.store).faults == ()


def test_a_free_item_without_a_place_or_of_no_kind_is_refused(case: Case) -> None:
    with case.store.edit("Draw", case.scope) as edit:
        with pytest.raises(Refused, match="place and a size"):
            charts.add_shape(edit, case.chart, "box", float("nan"), 0, 1, 1)
        with pytest.raises(Refused, match="no free item"):
            charts.add_shape(edit, case.chart, "star", 0, 0, 1, 1)  # type: ignore[arg-type]


def test_free_items_are_hidden_greyed_and_revealed_as_entities_are(case: Case) -> None:
    with case.store.edit("Draw", case.scope) as edit:
        pale = Look(fill="#eeeeee")
        note = charts.add_shape(edit, case.chart, "text", 0, 0, 90, 30, "Note", pale)
        box = charts.add_shape(edit, case.chart, "box", 0, 60, 90, 30)
        charts.hold(edit, case.chart, "shape", box, [("entity", case.kham)])
    with case.store.edit("Hide", case.scope) as edit:
        charts.set_shape_visibility(edit, [note, box], "hidden")
    assert case.read().shapes == case.read().members == ()
    with case.store.edit("Copy") as edit:
        copied = charts.copy_chart(edit, case.chart, "Copy")
    with case.store.read() as db:
        assert charts.read_chart(db, copied).shapes == ()
    with case.store.edit("See", case.scope) as edit:
        charts.change_options(edit, case.chart, hidden_are="grey")
    assert [shape.id for shape in case.read().shapes] == [note, box]
    with case.store.edit("Reveal", case.scope) as edit:
        charts.show_all(edit, case.chart)
    assert case.read().shapes[0].look == Look(fill="#eeeeee")
    case.store.undo(case.scope)
    assert case.read().shapes[0].look.visibility == "hidden"


def test_free_items_are_hidden_in_one_statement_however_many(case: Case) -> None:
    with case.store.edit("Draw", case.scope) as edit:
        notes = [
            charts.add_shape(edit, case.chart, "text", 0, 40 * n, 90, 30, "Note") for n in range(20)
        ]
    asked: list[str] = []
    with case.store.edit("Hide", case.scope) as edit:
        event.listen(edit.connection, "before_cursor_execute", lambda *said: asked.append(said[2]))
        charts.set_shape_visibility(edit, notes, "hidden")
    assert len([sql for sql in asked if sql.startswith("UPDATE chart_shape")]) == 1
    assert case.read().shapes == ()


def test_a_greyed_free_item_differs_from_the_same_one_as_usual(case: Case) -> None:
    with case.store.edit("Draw", case.scope) as edit:
        note = charts.add_shape(edit, case.chart, "text", 0, 0, 90, 30, "Note")
    before = case.read()
    with case.store.edit("Grey", case.scope) as edit:
        charts.set_shape_visibility(edit, [note], "grey")
    (found,) = charts.compare_charts(before, case.read()).changed
    assert (found.kind, found.what) == ("shape", ("Greyed",))


@pytest.mark.feature("C19", "C20", "C21", "C24")
def test_a_look_that_was_kept_before_reads_as_it_was_and_new_fields_come_back() -> None:
    assert read_look(Look, '{"frame": "#ff0000"}') == Look(frame="#ff0000")
    assert read_look(LinkLook, '{"width": 2.0}') == LinkLook(width=2.0)
    look = Look(name_shown="off", date_shown="shown", picture_size=1.5, frame_margin=0.0)
    assert read_look(Look, look_json(look)) == look
    link = LinkLook(arrow="both", is_struck=True, text_ground="#ffff00")
    assert read_look(LinkLook, look_json(link)) == link
    odd = '{"arrow": "sideways", "is_struck": "yes", "text_ground": 7, "face": "x"}'
    assert read_look(LinkLook, odd) == LinkLook()
