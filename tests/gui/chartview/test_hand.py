"""What is done on the paper itself, with real mouse and keys."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QFocusEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from iwtlink.gui.chartview.view import ChartView
from iwtlink.store.charts.content import ChartContent, Membership
from iwtlink.store.charts.look import LinkLook, Look, Shape
from tests.gui.chartview.conftest import (
    CTRL,
    LEFT,
    MIDDLE,
    NO,
    SHIFT,
    Told,
    click,
    content,
    display_of,
    drag,
    of,
    picture,
    spot,
)

ALT = Qt.KeyboardModifier.AltModifier


class Heard:
    """Keeps what a view tells of the hand's work."""

    def __init__(self, view: ChartView) -> None:
        self.all: list[tuple[object, ...]] = []
        for name in (
            "entity_wanted",
            "name_typed",
            "disarmed",
            "tool_changed",
            "renamed",
            "link_end_moved",
            "corners_changed",
            "label_moved",
            "shape_changed",
            "part_moved",
            "locked_touched",
            "moved_together",
            "removal_requested",
        ):
            getattr(view, name).connect(self._keeper(name))

    def _keeper(self, name: str) -> object:
        return lambda *what: self.all.append((name, *what))


@pytest.fixture
def heard(view: ChartView) -> Heard:
    view.set_aligning(False)
    return Heard(view)


def with_shapes(*members: Membership) -> ChartContent:
    """The square, a note (7) to its left and a filled box (8) round it."""
    note = Shape(7, "u7", "text", -150, 120, 90, 40, 0, "seen\ntwice", Look(fill="#fff8c4"))
    box = Shape(8, "u8", "box", 150, 400, 500, 120, -1, "", Look(fill="#eef4ff", is_container=True))
    return replace(content(), shapes=(note, box), members=members)


# --- link mode and link ends


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


# --- the palette


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
    view.name_new(900, place)  # type: ignore[arg-type]  # (x, y)
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
    view.name_new(902, places[1])  # type: ignore[arg-type]
    view.name_new(901, places[0])  # type: ignore[arg-type]
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


# --- words in place


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


# --- bends, labels, sizes


@pytest.mark.feature("C08")
def test_a_drag_on_a_selected_line_bends_it_and_shows_it_at_once(
    qtbot: QtBot, view: ChartView, heard: Heard
) -> None:
    click(qtbot, view, spot(view, 80.0, 0.0))
    drag(qtbot, view, spot(view, 80.0, 0.0), spot(view, 90.0, -60.0))
    ((name, link, corners),) = heard.all
    assert (name, link) == ("corners_changed", 501)
    assert np.array(corners) == pytest.approx(np.array([[90, -60]]), abs=1)
    assert len(view.marks.outline) == 3
    bent = replace(content(), link_looks=(LinkLook(corners=((90, -60),)), *[LinkLook()] * 3))
    view.set_display(display_of(bent))
    assert view.marks.outline == ()
    qtbot.mouseDClick(view.viewport(), LEFT, NO, spot(view, 90.0, -60.0))
    assert heard.all[1:] == [("corners_changed", 501, ())]


def test_an_outline_goes_by_itself_where_the_store_changes_nothing(
    qtbot: QtBot, view: ChartView, heard: Heard
) -> None:
    click(qtbot, view, spot(view, 80.0, 0.0))
    drag(qtbot, view, spot(view, 80.0, 0.0), spot(view, 90.0, -60.0))
    qtbot.waitUntil(lambda: view.marks.outline == (), timeout=5000)


def test_the_label_of_a_link_and_that_of_an_item_are_drawn_elsewhere(
    qtbot: QtBot, view: ChartView, heard: Heard
) -> None:
    assert view.display is not None
    centre = view.display.label_centres[0].tolist()
    drag(qtbot, view, spot(view, *centre), spot(view, centre[0] + 30, centre[1] - 40))
    (_, kind, link, (_, dx, dy)) = heard.all.pop()  # type: ignore[misc]
    assert (kind, link) == ("link", 501)
    assert (dx, dy) == pytest.approx((0, -40), abs=1)
    click(qtbot, view, of(view, 0))
    (grip,) = view.marks.handles
    drag(qtbot, view, spot(view, grip.x, grip.y), spot(view, grip.x - 50, grip.y - 30))
    (name, kind, entity, moved) = heard.all.pop()
    assert (name, kind, entity) == ("label_moved", "entity", 101)
    assert moved == pytest.approx((-50, -30), abs=1)


@pytest.mark.feature("C03")
def test_a_box_is_resized_by_its_handle(qtbot: QtBot, view: ChartView, heard: Heard) -> None:
    box = Look(representation="box", width=120.0, height=60.0)
    view.set_display(display_of(replace(content(), looks=(box, Look(), Look(), Look()))))
    click(qtbot, view, of(view, 0))
    assert len(view.marks.handles) == 8
    drag(qtbot, view, spot(view, 60, 30), spot(view, 100, 50))
    ((name, kind, entity, sides),) = heard.all
    assert (name, kind, entity) == ("shape_changed", "entity", 101)
    assert sides == pytest.approx((-60, -30, 100, 50), abs=1)


@pytest.mark.feature("C35")
def test_the_legend_is_drawn_elsewhere(qtbot: QtBot, view: ChartView, heard: Heard) -> None:
    options = replace(content().options, legend={"place": [60.0, 80.0]})
    view.set_display(display_of(replace(content(), options=options)))
    assert view.display is not None and view.display.legend is not None
    left, top, *_ = view.display.legend.box
    start = spot(view, left + 12, top + 12)
    drag(qtbot, view, start, start + QPoint(40, -30))
    ((name, part, corner),) = heard.all
    assert (name, part) == ("part_moved", "legend")
    assert corner == pytest.approx((left + 40, top - 30), abs=1)
    assert len(view.marks.outline) == 5
    click(qtbot, view, of(view, 0))
    click(qtbot, view, start)
    assert view.selected_entities() == []
    assert len(heard.all) == 1


# --- free shapes, containers, groups


@pytest.mark.feature("C04")
def test_shapes_are_selected_moved_and_removed_like_entities(
    qtbot: QtBot, view: ChartView, told: Told, heard: Heard
) -> None:
    view.set_display(display_of(with_shapes()))
    click(qtbot, view, spot(view, -150, 120))
    assert (view.selected_shapes(), told.selections) == ([7], [([], [])])
    drag(qtbot, view, spot(view, -150, 120), spot(view, -120, 100))
    ((name, entities, _, shapes, middles),) = heard.all
    assert (name, entities, shapes) == ("moved_together", [], [7])
    assert middles == pytest.approx(np.array([[-120, 100]]), abs=1)
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert heard.all[1][3:][0] == [7]
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    assert heard.all[2] == ("removal_requested", [], [], [7])


@pytest.mark.feature("C25")
def test_a_container_is_seen_to_take_its_members_along(
    qtbot: QtBot, view: ChartView, heard: Heard
) -> None:
    view.set_display(display_of(with_shapes(Membership("shape", 8, "entity", 104))))
    port, start = view.viewport(), spot(view, 300, 420)
    qtbot.mousePress(port, LEFT, NO, start)
    for step in (QPoint(20, -10), QPoint(60, -40)):
        qtbot.mouseMove(port, start + step)
    shown = picture(view)
    assert shown.pixel(of(view, 3) + QPoint(60, -40)) != 0xFFFFFFFF
    assert view.canvas.carried_now is not None
    (box,) = view.canvas.carried_now.shapes
    assert box.box[0:2] == pytest.approx((-100 + 60, 340 - 40), abs=1)
    qtbot.mouseRelease(port, LEFT, NO, start + QPoint(60, -40))
    ((name, entities, places, shapes, _),) = heard.all
    assert (name, entities, shapes) == ("moved_together", [104], [8])
    assert places == pytest.approx(np.array([[60, 200]]), abs=1)


# --- snapping, locks, hostile hands


def test_guides_show_while_an_item_stands_in_line_and_alt_lets_it_free(
    qtbot: QtBot, view: ChartView, told: Told
) -> None:
    port, start = view.viewport(), of(view, 0)
    view.set_aligning(True)
    qtbot.mousePress(port, LEFT, NO, start)
    qtbot.mouseMove(port, start + QPoint(50, 100))
    qtbot.mouseMove(port, start + QPoint(297, 100))
    assert len(view.marks.guides) == 1
    qtbot.mouseMove(port, start + QPoint(150, 110))
    assert view.marks.guides == ()
    qtbot.mouseRelease(port, LEFT, NO, start + QPoint(297, 100))
    assert told.moves[0][1][0, 0] == 300.0
    drag(qtbot, view, of(view, 1), of(view, 1) + QPoint(3, 60), ALT)
    assert told.moves[1][1][0, 0] == pytest.approx(303.0, abs=1)


def test_on_a_grid_items_rest_on_its_crossings_and_it_is_seen(
    qtbot: QtBot, view: ChartView, told: Told
) -> None:
    plain = picture(view)
    view.set_grid(is_shown=True, is_snapped=True, step=50.0)
    assert picture(view) != plain
    view.set_aligning(False)
    drag(qtbot, view, of(view, 0), of(view, 0) + QPoint(70, 30))
    assert told.moves[0][1].tolist() == [[50.0, 50.0]]


def test_a_frame_of_the_sheet_is_seen(view: ChartView) -> None:
    plain = picture(view)
    view.set_frame((-60, -60, 360, 240), "A4")
    framed = picture(view)
    assert framed != plain
    outside = spot(view, 400, 100)
    assert framed.pixel(outside) != plain.pixel(outside)
    view.set_frame(None)
    assert picture(view) == plain


def test_nothing_moves_on_a_locked_chart(
    qtbot: QtBot, view: ChartView, told: Told, heard: Heard
) -> None:
    view.set_locked(True)
    drag(qtbot, view, of(view, 0), of(view, 0) + QPoint(80, 40))
    assert heard.all == [("locked_touched",)]
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert heard.all == [("locked_touched",)] * 2
    assert told.moves == []
    assert view.selected_entities() == [101]


def test_a_second_button_does_not_end_what_the_first_began(
    qtbot: QtBot, view: ChartView, told: Told
) -> None:
    port, start = view.viewport(), of(view, 0)
    qtbot.mousePress(port, LEFT, NO, start)
    qtbot.mouseMove(port, start + QPoint(30, 60))
    qtbot.mousePress(port, MIDDLE, NO, start + QPoint(30, 60))
    qtbot.mouseRelease(port, MIDDLE, NO, start + QPoint(30, 60))
    assert view.moving.is_under_way and told.moves == []
    qtbot.mouseRelease(port, LEFT, NO, start + QPoint(30, 60))
    assert len(told.moves) == 1


def test_the_wheel_does_nothing_while_an_item_is_dragged(
    qtbot: QtBot, view: ChartView, told: Told
) -> None:
    port, start = view.viewport(), of(view, 0)
    qtbot.mousePress(port, LEFT, NO, start)
    qtbot.mouseMove(port, start + QPoint(30, 60))
    at = QPointF(start)
    wheel = QWheelEvent(
        at, port.mapToGlobal(at), QPoint(), QPoint(0, 120), LEFT, NO,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(port, wheel)
    assert view.view.zoom == 1.0
    qtbot.mouseRelease(port, LEFT, NO, start + QPoint(30, 60))
    assert told.moves[0][1] == pytest.approx(np.array([[30, 60]]), abs=1)


def test_a_release_that_never_came_puts_back_what_was_dragged(
    qtbot: QtBot, view: ChartView, told: Told
) -> None:
    port, start = view.viewport(), of(view, 0)
    qtbot.mousePress(port, LEFT, NO, start)
    qtbot.mouseMove(port, start + QPoint(30, 60))
    at = QPointF(start + QPoint(60, 80))
    none = Qt.MouseButton.NoButton
    hover = QMouseEvent(QEvent.Type.MouseMove, at, port.mapToGlobal(at), none, none, NO)
    QApplication.sendEvent(port, hover)
    assert not view.moving.is_under_way and told.moves == []
    assert view.display is not None
    assert view.display.positions[0].tolist() == [0.0, 0.0]
    qtbot.mouseRelease(port, LEFT, NO, start)


def test_nothing_is_dragged_drawn_or_placed_where_nothing_may_be_written(
    qtbot: QtBot, view: ChartView, told: Told, heard: Heard
) -> None:
    view.set_read_only(True)
    drag(qtbot, view, of(view, 0), of(view, 0) + QPoint(80, 40))
    view.use_tool("link")
    drag(qtbot, view, of(view, 0), of(view, 2))
    view.arm("person")
    click(qtbot, view, spot(view, 150, 120))
    assert told.moves == [] and not any(what[0] == "link" for what in told.others)
    assert "entity_wanted" not in [what[0] for what in heard.all]
    assert [what[0] for what in heard.all].count("locked_touched") == 3


def test_a_dropped_shape_stands_on_the_picture_where_it_was_dropped(
    qtbot: QtBot, view: ChartView
) -> None:
    view.set_display(display_of(with_shapes()))
    view.set_aligning(False)
    drag(qtbot, view, spot(view, -150, 120), spot(view, -100, 60))
    view.set_selection(())
    qtbot.mouseMove(view.viewport(), spot(view, 150, 60))
    dropped = picture(view)
    view.refresh()
    assert picture(view) == dropped
    assert dropped.pixel(spot(view, -140, 45)) == 0xFFFFF8C4


def test_when_the_window_loses_the_keyboard_what_is_dragged_goes_back(
    qtbot: QtBot, view: ChartView, told: Told
) -> None:
    port, start = view.viewport(), of(view, 0)
    qtbot.mousePress(port, LEFT, NO, start)
    qtbot.mouseMove(port, start + QPoint(30, 60))
    gone = QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.ActiveWindowFocusReason)
    QApplication.sendEvent(view, gone)
    assert not view.moving.is_under_way
    qtbot.mouseRelease(port, LEFT, NO, start + QPoint(30, 60))
    assert told.moves == []
    drag(qtbot, view, of(view, 1), of(view, 1) + QPoint(40, 40))
    assert len(told.moves) == 1


@pytest.mark.parametrize("what", ["item", "bend", "size"])
def test_an_item_that_vanishes_during_a_drag_ends_it(
    qtbot: QtBot, view: ChartView, told: Told, heard: Heard, what: str
) -> None:
    box = Look(representation="box", width=120.0, height=60.0)
    view.set_display(display_of(replace(content(), looks=(box, Look(), Look(), Look()))))
    view.choose((), (502,)) if what == "bend" else view.choose((101,))
    start = {"item": of(view, 0), "bend": spot(view, 300, 60), "size": spot(view, 60, 30)}[what]
    port = view.viewport()
    qtbot.mousePress(port, LEFT, NO, start)
    qtbot.mouseMove(port, start + QPoint(30, 60))
    qtbot.mouseMove(port, start + QPoint(40, 60))
    view.set_display(display_of(content([(50.0, 50.0)])))
    qtbot.mouseMove(port, start + QPoint(60, 60))
    qtbot.mouseRelease(port, LEFT, NO, start + QPoint(60, 60))
    assert told.moves == [] and heard.all == []
    assert view.marks.outline == () and view.marks.guides == ()
    view.set_display(display_of(content([])))
    drag(qtbot, view, QPoint(50, 50), QPoint(200, 200))


def test_a_display_that_comes_while_the_button_is_held_costs_no_click_and_no_frame(
    qtbot: QtBot, view: ChartView, heard: Heard
) -> None:
    port, here = view.viewport(), spot(view, 150, 120)
    view.arm("person")
    qtbot.mousePress(port, LEFT, NO, here)
    view.set_display(display_of(content()))
    qtbot.mouseRelease(port, LEFT, NO, here)
    assert [what[0] for what in heard.all] == ["entity_wanted"]
    view.arm("")
    start, end = spot(view, -60, -60), spot(view, 60, 280)
    qtbot.mousePress(port, LEFT, NO, start)
    qtbot.mouseMove(port, end)
    view.set_display(display_of(content()))
    qtbot.mouseRelease(port, LEFT, NO, end)
    assert view.selected_entities() == [101, 104]


# --- keys, selecting, looking


@pytest.mark.parametrize("keys", [CTRL, ALT])
def test_alt_and_control_arrows_walk_along_links(
    qtbot: QtBot, view: ChartView, told: Told, keys: Qt.KeyboardModifier
) -> None:
    click(qtbot, view, of(view, 0))
    qtbot.keyClick(view, Qt.Key.Key_Right, keys)
    assert view.selected_entities() == [102]
    assert told.moves == []


def test_the_menu_key_and_shift_f10_ask_for_the_menu_at_the_item(
    qtbot: QtBot, view: ChartView, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    places: list[QPoint] = []
    view.context_requested.connect(lambda *what: places.append(what[2]))
    click(qtbot, view, of(view, 2))
    qtbot.keyClick(view, Qt.Key.Key_F10, SHIFT)
    qtbot.keyClick(view, Qt.Key.Key_Menu)  # the same key, told twice by Windows
    assert told.others == [("menu", "entity", 103)]
    assert (view.viewport().mapFromGlobal(places[0]) - of(view, 2)).manhattanLength() <= 2
    monkeypatch.setattr("iwtlink.gui.chartview.asking._TWICE_S", 0.0)
    view.make_current(-1)
    view.choose((), (501,))
    qtbot.keyClick(view, Qt.Key.Key_Menu)
    assert told.others[-1] == ("menu", "link", 501)


def test_ends_and_links_between_are_added_to_the_selection(view: ChartView) -> None:
    view.choose((), (501,))
    view.choose_ends()
    assert view.selected_entities() == [101, 102]
    view.choose((101, 102, 103))
    view.choose_links(between=True)
    assert sorted(view.selected_links()) == [501, 502]
    view.choose((101,))
    view.choose_links(between=False)
    assert sorted(view.selected_links()) == [501, 504]


def test_a_zoom_box_shows_what_is_in_it(qtbot: QtBot, view: ChartView) -> None:
    drag(qtbot, view, spot(view, 250, 200), spot(view, 350, 280), CTRL | SHIFT)
    assert view.view.zoom == pytest.approx(7.0, rel=0.05)
    assert view.selected_entities() == []
    view.actual_size()
    qtbot.keyPress(view, Qt.Key.Key_Z)
    assert view.viewport().cursor().shape() == Qt.CursorShape.CrossCursor
    drag(qtbot, view, spot(view, 250, 200), spot(view, 350, 280))
    qtbot.keyRelease(view, Qt.Key.Key_Z)
    assert view.view.zoom == pytest.approx(7.0, rel=0.05)


def test_the_pointer_says_what_the_button_would_do(qtbot: QtBot, view: ChartView) -> None:
    box = Look(representation="box", width=120.0, height=60.0)
    view.set_display(display_of(replace(content(), looks=(box, Look(), Look(), Look()))))
    port = view.viewport()
    view.choose((101,))
    qtbot.mouseMove(port, spot(view, 60, 30))
    assert port.cursor().shape() == Qt.CursorShape.SizeFDiagCursor
    qtbot.mouseMove(port, spot(view, 60, 0))
    assert port.cursor().shape() == Qt.CursorShape.SizeHorCursor
    qtbot.mouseMove(port, spot(view, 0, 0))
    assert port.cursor().shape() == Qt.CursorShape.PointingHandCursor
    qtbot.mouseMove(port, spot(view, 150, 120))
    assert port.cursor().shape() == Qt.CursorShape.ArrowCursor
