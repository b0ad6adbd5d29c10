"""Items and links placed from the palette and by hand, and named on the paper itself."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from iwtlink.gui.chartview.view import ChartView
from tests.gui.chartview.conftest import (
    SHIFT,
    Heard,
    Told,
    click,
    content,
    display_of,
    drag,
    of,
    spot,
    with_shapes,
)


def test_link_mode_stays_until_escape(
    qtbot: QtBot, view: ChartView, told: Told, heard: Heard
) -> None:
    view.use_tool("link")
    drag(qtbot, view, of(view, 0), of(view, 2))
    drag(qtbot, view, of(view, 1), of(view, 3))
    assert told.others == [("link", 101, 103), ("link", 102, 104)]
    assert view.marks.stretched is None and view.marks.hovered_item == -1
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert heard.all == [("tool_changed", "link"), ("tool_changed", "select")]


def test_the_end_of_a_selected_link_is_dragged_to_another_item(
    qtbot: QtBot, view: ChartView, heard: Heard
) -> None:
    view.choose((), (501,))
    end = next(handle for handle in view.marks.handles if handle.part == "to")
    drag(qtbot, view, spot(view, end.x, end.y), of(view, 2))
    assert heard.all == [("link_end_moved", 501, "to", 103)]


@pytest.mark.feature("C34")
def test_each_click_places_an_item_until_escape(
    qtbot: QtBot, view: ChartView, heard: Heard
) -> None:
    view.arm("person")
    assert view.viewport().cursor().shape() == Qt.CursorShape.CrossCursor
    click(qtbot, view, spot(view, 150, 120))
    click(qtbot, view, of(view, 0))
    (first, kind, place), (_, _, other) = heard.all
    assert (first, kind) == ("entity_wanted", "person")
    assert place == pytest.approx((150, 120), abs=1)
    assert other == pytest.approx((0, 0), abs=1)
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert heard.all[2:] == [("disarmed",)]
    click(qtbot, view, of(view, 0))
    assert view.selected_entities() == [101]


@pytest.mark.feature("C34")
def test_what_is_typed_after_placing_names_the_new_item(
    qtbot: QtBot, view: ChartView, heard: Heard
) -> None:
    view.arm("person")
    click(qtbot, view, spot(view, 150, 120))
    ((_, _, place),) = heard.all
    qtbot.keyClick(view, "F")  # no shortcut: the first letter of a name
    qtbot.keyClicks(view.naming.edit, "ah")
    view.name_new(900, place)
    qtbot.keyClick(view.naming.edit, Qt.Key.Key_Return)
    assert heard.all[1:] == [("name_typed", 900, "Fah")]
    assert not view.naming.is_open
    zoom = view.view.zoom
    qtbot.keyClick(view, "0")
    assert view.view.zoom == zoom == 1.0


@pytest.mark.feature("C34")
def test_names_typed_faster_than_items_are_placed_find_their_own(
    qtbot: QtBot, view: ChartView, heard: Heard
) -> None:
    view.arm("person")
    places = []
    for letter, x in (("A", 60), ("B", 200)):
        click(qtbot, view, spot(view, x, 120))
        places.append(heard.all[-1][2])
        qtbot.keyClick(view, letter)
        qtbot.keyClick(view.naming.edit, Qt.Key.Key_Return)
    view.name_new(902, places[1])
    view.name_new(901, places[0])
    assert heard.all[2:] == [("name_typed", 902, "B"), ("name_typed", 901, "A")]


def test_escape_gives_up_the_name_and_keeps_the_palette_armed(
    qtbot: QtBot, view: ChartView, heard: Heard
) -> None:
    view.arm("person")
    click(qtbot, view, spot(view, 150, 120))
    qtbot.keyClick(view, "x")
    qtbot.keyClick(view.naming.edit, Qt.Key.Key_Escape)
    assert [what[0] for what in heard.all] == ["entity_wanted"]
    assert view.ground.armed == "person"
    assert view.hasFocus()


def test_f2_types_a_name_anew_enter_keeps_and_escape_gives_up(
    qtbot: QtBot, view: ChartView, heard: Heard
) -> None:
    click(qtbot, view, of(view, 1))
    qtbot.keyClick(view, Qt.Key.Key_F2)
    assert view.naming.edit.text() == "Somsak 1"
    view.naming.edit.setText("ສົມສັກ")
    qtbot.keyClick(view.naming.edit, Qt.Key.Key_Return)
    assert heard.all == [("renamed", "entity", 102, "ສົມສັກ")]
    qtbot.keyClick(view, Qt.Key.Key_F2)
    qtbot.keyClicks(view.naming.edit, "no")
    qtbot.keyClick(view.naming.edit, Qt.Key.Key_Escape)
    qtbot.keyClick(view, Qt.Key.Key_F2)
    qtbot.keyClick(view.naming.edit, Qt.Key.Key_Return)  # unchanged
    assert len(heard.all) == 1


def test_f2_on_a_link_types_its_words_and_a_click_elsewhere_keeps_them(
    qtbot: QtBot, view: ChartView, heard: Heard
) -> None:
    view.choose((), (501,))
    qtbot.keyClick(view, Qt.Key.Key_F2)
    assert view.naming.edit.text() == "knows"
    qtbot.keyClicks(view.naming.edit, "pays")
    click(qtbot, view, spot(view, 150, 120))
    assert heard.all == [("renamed", "link", 501, "pays")]


def test_a_note_may_have_several_lines(qtbot: QtBot, view: ChartView, heard: Heard) -> None:
    view.set_display(display_of(with_shapes()))
    view.choose((), (), (7,))
    qtbot.keyClick(view, Qt.Key.Key_F2)
    note = view.naming.note
    assert note.toPlainText() == "seen\ntwice"
    qtbot.keyClicks(note, "one")
    qtbot.keyClick(note, Qt.Key.Key_Return, SHIFT)
    qtbot.keyClicks(note, "two")
    qtbot.keyClick(note, Qt.Key.Key_Return)
    assert heard.all == [("renamed", "shape", 7, "one\ntwo")]


def test_words_being_typed_stay_over_their_item_and_go_with_it(
    qtbot: QtBot, view: ChartView, heard: Heard
) -> None:
    click(qtbot, view, of(view, 1))
    qtbot.keyClick(view, Qt.Key.Key_F2)
    before = view.naming.edit.pos()
    view.look(view.view.panned(-40, 30))
    assert view.naming.edit.pos() - before == QPoint(-40, 30)
    view.set_display(display_of(content([(0.0, 0.0)])))
    assert not view.naming.is_open and not view.naming.edit.isVisible()
    assert heard.all == []


def test_nothing_is_typed_where_nothing_may_be_written(
    qtbot: QtBot, view: ChartView, heard: Heard
) -> None:
    view.set_read_only(True)
    click(qtbot, view, of(view, 1))
    qtbot.keyClick(view, Qt.Key.Key_F2)
    assert heard.all == [("locked_touched",)]
    assert not view.naming.is_open
