"""The chart on the screen, driven by mouse and keys."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QDropEvent, QHelpEvent, QImage, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from iwtlink.chart.building import build_display
from iwtlink.chart.display import Display
from iwtlink.chart.style import load_style
from iwtlink.gui.chartview.view import ChartView
from iwtlink.gui.drag import entities_to_mime
from iwtlink.ontology import load_ontology
from iwtlink.store.chart_content import ChartContent

LEFT, MIDDLE = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton
NO, CTRL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
PLACES = [(0.0, 0.0), (300.0, 0.0), (300.0, 240.0), (0.0, 240.0)]


def content(places: list[tuple[float, float]] = PLACES) -> ChartContent:
    """Four people in a square, linked around it."""
    n = len(places)
    ends = np.array([(i, (i + 1) % n) for i in range(n)], np.int64)
    return ChartContent(
        chart_id=1,
        title="Naga Eye",
        notice="",
        entity_ids=np.arange(101, 101 + n),
        types=["person"] * n,
        labels=[f"Somsak {i}" for i in range(n)],
        script_labels=[""] * n,
        positions=np.array(places, np.float64).reshape(-1, 2),
        is_pinned=np.zeros(n, bool),
        picture_ids=np.zeros(n, np.int64),
        link_ids=np.arange(501, 501 + n),
        link_types=["director_of"] * n,
        ends=ends,
        is_directed=np.ones(n, bool),
        strengths=np.zeros(n, np.uint8),
        roles=["knows"] * n,
        percents=np.full(n, np.nan),
        amounts=[""] * n,
        quantities=[""] * n,
        starts=[""] * n,
        ends_on=[""] * n,
    )


def display_of(chart: ChartContent, *, dark: bool = False) -> Display:
    return build_display(chart, load_ontology(), load_style(dark=dark))


@pytest.fixture
def view(qtbot: QtBot) -> ChartView:
    """Give a chart of four people at its own size, shown."""
    widget = ChartView()
    qtbot.addWidget(widget)
    widget.resize(700, 560)
    widget.set_display(display_of(content()))
    widget.show()
    qtbot.waitExposed(widget)
    widget.actual_size()
    return widget


class Told:
    """Keeps what a view tells."""

    def __init__(self, view: ChartView) -> None:
        self.selections: list[tuple[list[int], list[int]]] = []
        self.moves: list[tuple[list[int], np.ndarray]] = []
        self.others: list[tuple[object, ...]] = []
        view.selection_changed.connect(lambda e, i: self.selections.append((e, i)))
        view.items_moved.connect(lambda e, p: self.moves.append((e, p)))
        view.opened.connect(lambda kind, i: self.others.append(("opened", kind, i)))
        view.expand_requested.connect(lambda i: self.others.append(("expand", i)))
        view.take_off_requested.connect(lambda e, i: self.others.append(("take_off", e, i)))
        view.context_requested.connect(lambda kind, i, _: self.others.append(("menu", kind, i)))
        view.entities_dropped.connect(lambda e, at: self.others.append(("dropped", e, at)))
        view.link_drawn.connect(lambda a, b: self.others.append(("link", a, b)))


@pytest.fixture
def told(view: ChartView) -> Told:
    return Told(view)


def spot(view: ChartView, x: float, y: float) -> QPoint:
    """Give the place of a chart point in the widget."""
    px, py = view.view.to_device(np.array([x, y])) / view.view.ratio
    return QPoint(round(px), round(py))


def of(view: ChartView, item: int) -> QPoint:
    assert view.display is not None
    return spot(view, *view.display.positions[item].tolist())


def click(qtbot: QtBot, view: ChartView, at: QPoint, keys: Qt.KeyboardModifier = NO) -> None:
    qtbot.mouseClick(view.viewport(), LEFT, keys, at)


def drag(
    qtbot: QtBot,
    view: ChartView,
    start: QPoint,
    end: QPoint,
    keys: Qt.KeyboardModifier = NO,
    button: Qt.MouseButton = LEFT,
) -> None:
    port = view.viewport()
    qtbot.mousePress(port, button, keys, start)
    for share in (0.25, 0.5, 0.75, 1.0):
        qtbot.mouseMove(port, start + (end - start) * share)
        port.repaint()
    qtbot.mouseRelease(port, button, keys, end)


def picture(view: ChartView) -> QImage:
    return view.viewport().grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def test_the_whole_chart_is_in_view_at_first(qtbot: QtBot) -> None:
    widget = ChartView()
    qtbot.addWidget(widget)
    widget.resize(500, 300)
    widget.set_display(display_of(content([(-5000.0, 0.0), (9000.0, 4000.0)])))
    widget.show()
    qtbot.waitExposed(widget)
    for item in (0, 1):
        assert widget.viewport().rect().contains(of(widget, item))


def test_a_click_selects_and_a_click_on_paper_selects_nothing(
    qtbot: QtBot, view: ChartView, told: Told
) -> None:
    click(qtbot, view, of(view, 1))
    click(qtbot, view, spot(view, 150.0, 120.0))
    assert told.selections == [([102], []), ([], [])]


def test_control_click_adds_in_order_and_takes_away(
    qtbot: QtBot, view: ChartView, told: Told
) -> None:
    click(qtbot, view, of(view, 2))
    click(qtbot, view, of(view, 0), CTRL)
    assert view.selected_entities() == [103, 101]
    click(qtbot, view, of(view, 2), CTRL)
    assert told.selections[-1] == ([101], [])


def test_a_click_on_a_line_or_its_label_selects_the_link(qtbot: QtBot, view: ChartView) -> None:
    click(qtbot, view, spot(view, 80.0, 0.0))
    assert view.selected_links() == [501]
    assert view.display is not None
    click(qtbot, view, spot(view, *view.display.label_centres[2].tolist()))
    assert view.selected_links() == view.display.link_ids[view.display.members[2:3]].tolist()


def test_a_rubber_band_selects_what_lies_inside(qtbot: QtBot, view: ChartView) -> None:
    drag(qtbot, view, spot(view, -60.0, -60.0), spot(view, 60.0, 280.0))
    assert set(view.selected_entities()) == {101, 104}
    assert view.selected_links() == [504]
    assert view.marks.band is None


def test_a_drag_moves_the_selected_items_and_tells_once(
    qtbot: QtBot, view: ChartView, told: Told
) -> None:
    click(qtbot, view, of(view, 0))
    click(qtbot, view, of(view, 3), CTRL)
    drag(qtbot, view, of(view, 0), of(view, 0) + QPoint(60, 30))
    ((ids, places),) = told.moves
    assert ids == [101, 104]
    assert places == pytest.approx(np.array([[60.0, 30.0], [60.0, 270.0]]), abs=1.0)
    assert view.display is not None
    assert view.display.positions[[0, 3]] == pytest.approx(places)
    assert view.display.positions[1].tolist() == [300.0, 0.0]


def test_the_dropped_item_stands_on_the_picture_where_it_was_dropped(
    qtbot: QtBot, view: ChartView
) -> None:
    drag(qtbot, view, of(view, 0), of(view, 0) + QPoint(90, 120))
    view.set_selection(())
    dropped = picture(view)
    view.refresh()
    assert picture(view) == dropped
    assert dropped.pixel(of(view, 0)) != 0xFFFFFFFF


def test_held_beyond_the_edge_the_chart_follows_what_is_dragged(
    qtbot: QtBot, view: ChartView, told: Told
) -> None:
    port, start = view.viewport(), of(view, 0)
    qtbot.mousePress(port, LEFT, NO, start)
    qtbot.mouseMove(port, QPoint(-30, start.y()))
    before = view.view.left
    qtbot.waitUntil(lambda: view.view.left < before - 100)
    qtbot.mouseRelease(port, LEFT, NO, QPoint(-30, start.y()))
    ((ids, places),) = told.moves
    assert ids == [101]
    x, _ = view.chart_point(QPointF(-30, start.y()))
    assert places[0, 0] == pytest.approx(x, abs=2.0)


def test_while_dragging_the_item_is_seen_where_the_mouse_is(qtbot: QtBot, view: ChartView) -> None:
    port, start = view.viewport(), of(view, 0)
    qtbot.mousePress(port, LEFT, NO, start)
    qtbot.mouseMove(port, start + QPoint(40, 60))
    qtbot.mouseMove(port, start + QPoint(70, 110))
    shown = picture(view)
    assert shown.pixel(start + QPoint(70, 110)) != 0xFFFFFFFF
    assert shown.pixel(start) == 0xFFFFFFFF
    qtbot.mouseRelease(port, LEFT, NO, start + QPoint(70, 110))


def test_escape_calls_a_drag_off(qtbot: QtBot, view: ChartView, told: Told) -> None:
    before = picture(view)
    port, start = view.viewport(), of(view, 0)
    qtbot.mousePress(port, LEFT, NO, start)
    qtbot.mouseMove(port, start + QPoint(70, 110))
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    qtbot.mouseRelease(port, LEFT, NO, start + QPoint(70, 110))
    assert told.moves == []
    view.set_selection(())
    view.make_current(-1)
    qtbot.mouseMove(port, spot(view, 150.0, 120.0))
    assert picture(view) == before


def test_the_middle_button_and_space_pan_without_selecting(
    qtbot: QtBot, view: ChartView, told: Told
) -> None:
    start = spot(view, 150.0, 120.0)
    drag(qtbot, view, start, start + QPoint(40, -25), button=MIDDLE)
    assert spot(view, 150.0, 120.0) == start + QPoint(40, -25)
    qtbot.keyPress(view, Qt.Key.Key_Space)
    drag(qtbot, view, of(view, 0), of(view, 0) + QPoint(-40, 25))
    qtbot.keyRelease(view, Qt.Key.Key_Space)
    assert spot(view, 150.0, 120.0) == start
    assert told.selections == [] and told.moves == []


def test_a_panned_picture_is_the_picture_painted_anew(view: ChartView) -> None:
    for dx, dy in ((13, 7), (-50, 21), (3, -90)):
        view.look(view.view.panned(dx, dy))
    panned = picture(view)
    view.refresh()
    anew = picture(view)
    different = sum(
        panned.pixel(x, y) != anew.pixel(x, y)
        for x in range(0, panned.width(), 3)
        for y in range(0, panned.height(), 3)
    )
    assert different < panned.width() * panned.height() / 9 * 0.001


def test_the_wheel_zooms_at_the_mouse(view: ChartView) -> None:
    at = QPointF(of(view, 2))
    before = view.view.zoom
    _wheel(view, at, 120)
    assert view.view.zoom == pytest.approx(before * 1.2)
    assert (of(view, 2) - at.toPoint()).manhattanLength() <= 1
    _wheel(view, at, -120)
    assert view.view.zoom == pytest.approx(before)


def _wheel(view: ChartView, at: QPointF, turn: int) -> None:
    event = QWheelEvent(
        at,
        view.viewport().mapToGlobal(at),
        QPoint(),
        QPoint(0, turn),
        Qt.MouseButton.NoButton,
        NO,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view.viewport(), event)


def test_a_double_click_opens_and_with_shift_expands(
    qtbot: QtBot, view: ChartView, told: Told
) -> None:
    port = view.viewport()
    qtbot.mouseDClick(port, LEFT, NO, of(view, 1))
    qtbot.mouseDClick(port, LEFT, SHIFT, of(view, 1))
    qtbot.mouseDClick(port, LEFT, NO, spot(view, 80.0, 0.0))
    assert told.others == [("opened", "entity", 102), ("expand", 102), ("opened", "link", 501)]


def test_a_right_click_selects_what_its_menu_is_for(view: ChartView, told: Told) -> None:
    for at in (of(view, 3), spot(view, 150.0, 120.0)):
        reason = QContextMenuEvent.Reason.Mouse
        event = QContextMenuEvent(reason, at, view.viewport().mapToGlobal(at))
        QApplication.sendEvent(view.viewport(), event)
    assert told.others == [("menu", "entity", 104), ("menu", "", 0)]
    assert told.selections[0] == ([104], [])


def test_delete_asks_to_take_the_selection_off(qtbot: QtBot, view: ChartView, told: Told) -> None:
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    assert told.others == []
    click(qtbot, view, of(view, 1))
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    assert told.others == [("take_off", [102], [])]


def test_control_a_selects_everything_and_escape_nothing(qtbot: QtBot, view: ChartView) -> None:
    qtbot.keyClick(view, Qt.Key.Key_A, CTRL)
    assert view.selected_entities() == [101, 102, 103, 104]
    assert sorted(view.selected_links()) == [501, 502, 503, 504]
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert view.selected_entities() == [] and view.selected_links() == []


def test_arrows_nudge_what_is_selected(qtbot: QtBot, view: ChartView, told: Told) -> None:
    click(qtbot, view, of(view, 0))
    qtbot.keyClick(view, Qt.Key.Key_Right)
    qtbot.keyClick(view, Qt.Key.Key_Down, SHIFT)
    assert [ids for ids, _ in told.moves] == [[101], [101]]
    assert told.moves[-1][1] == pytest.approx(np.array([[8.0, 1.0]]))


def test_tab_goes_through_the_items_row_by_row(qtbot: QtBot, view: ChartView) -> None:
    seen = []
    for _ in range(5):
        qtbot.keyClick(view, Qt.Key.Key_Tab)
        seen += view.selected_entities()
    assert seen == [101, 102, 104, 103, 101]
    qtbot.keyClick(view, Qt.Key.Key_Backtab, SHIFT)
    assert view.selected_entities() == [103]


def test_control_arrows_walk_along_links_and_enter_opens(
    qtbot: QtBot, view: ChartView, told: Told
) -> None:
    click(qtbot, view, of(view, 0))
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Left):
        qtbot.keyClick(view, key, CTRL)
    assert [entities for entities, _ in told.selections] == [[101], [102], [103], [104]]
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert told.others == [("opened", "entity", 104)]


def test_walking_brings_the_item_into_view(qtbot: QtBot, view: ChartView) -> None:
    view.set_display(display_of(content([(0.0, 0.0), (4000.0, 0.0)])))
    qtbot.keyClick(view, Qt.Key.Key_Tab)
    qtbot.keyClick(view, Qt.Key.Key_Tab)
    assert view.selected_entities() == [102]
    assert view.viewport().rect().contains(of(view, 1))


def test_keys_zoom_and_fit(qtbot: QtBot, view: ChartView) -> None:
    qtbot.keyClick(view, Qt.Key.Key_Plus)
    assert view.view.zoom == pytest.approx(1.25)
    qtbot.keyClick(view, Qt.Key.Key_0)
    assert view.view.zoom == pytest.approx(1.0)
    view.look(view.view.panned(3000, 0))
    qtbot.keyClick(view, Qt.Key.Key_F)
    assert all(view.viewport().rect().contains(of(view, item)) for item in range(4))


def test_keys_of_the_window_are_left_to_it(view: ChartView) -> None:
    for key, keys in ((Qt.Key.Key_E, CTRL), (Qt.Key.Key_F4, NO), (Qt.Key.Key_Z, CTRL)):
        event = QKeyEvent(QEvent.Type.KeyPress, key, keys)
        QApplication.sendEvent(view, event)
        assert not event.isAccepted()


@pytest.mark.qt_log_ignore("does not support raise")  # tooltips on the offscreen platform
def test_hovering_marks_the_item_and_says_what_it_is(qtbot: QtBot, view: ChartView) -> None:
    qtbot.mouseMove(view.viewport(), of(view, 1))
    assert view.marks.hovered_item == 1
    assert "Somsak 1" in _tooltip(view, of(view, 1))
    middle = spot(view, 80.0, 0.0)
    qtbot.mouseMove(view.viewport(), middle)
    assert (view.marks.hovered_item, view.marks.hovered_line >= 0) == (-1, True)
    assert _tooltip(view, middle) == "Somsak 0 – knows – Somsak 1 (confirmed)"


def _tooltip(view: ChartView, at: QPoint) -> str:
    event = QHelpEvent(QEvent.Type.ToolTip, at, view.viewport().mapToGlobal(at))
    QApplication.sendEvent(view.viewport(), event)
    return QToolTip.text()


def test_a_new_display_keeps_view_and_selection_of_what_is_still_there(
    qtbot: QtBot, view: ChartView, told: Told
) -> None:
    click(qtbot, view, of(view, 1))
    click(qtbot, view, of(view, 3), CTRL)
    before = view.view
    view.set_display(display_of(content(PLACES[:3])))
    assert view.view == before
    assert view.selected_entities() == [102]
    assert told.selections[-1] == ([102], [])


def test_setting_the_selection_tells_nobody(view: ChartView, told: Told) -> None:
    view.set_selection([103, 999], [502])
    assert (view.selected_entities(), view.selected_links()) == ([103], [502])
    assert told.selections == []


def test_a_selected_item_has_a_ring_in_the_colour_of_selection(view: ChartView) -> None:
    assert view.display is not None
    view.set_selection([101])
    ring = of(view, 0) - QPoint(23, 0)
    colours = {picture(view).pixel(ring + QPoint(d, 0)) for d in (-1, 0, 1)}
    assert view.display.style.colours.selection in colours


def test_a_link_is_drawn_from_entity_to_entity_with_the_link_tool(
    qtbot: QtBot, view: ChartView, told: Told
) -> None:
    view.use_tool("link")
    drag(qtbot, view, of(view, 0), of(view, 2))
    assert told.others == [("link", 101, 103)]
    assert told.moves == []


def test_entities_dropped_from_a_list_are_told_with_their_place(
    view: ChartView, told: Told
) -> None:
    data: QMimeData = entities_to_mime([7, 8])
    event = QDropEvent(QPointF(of(view, 1)), Qt.DropAction.CopyAction, data, LEFT, NO)
    view.dropEvent(event)
    ((kind, ids, place),) = told.others
    assert (kind, ids) == ("dropped", [7, 8])
    assert place == pytest.approx((300.0, 0.0), abs=1.0)


def test_a_resized_chart_keeps_its_middle(view: ChartView) -> None:
    middle = view.chart_point(QPointF(view.viewport().rect().center()))
    view.resize(900, 400)
    assert view.chart_point(QPointF(view.viewport().rect().center())) == pytest.approx(
        middle, abs=1.5
    )
    assert picture(view).width() == view.viewport().width()


def test_a_dark_chart_has_dark_paper(view: ChartView) -> None:
    display = display_of(content(), dark=True)
    view.set_display(display)
    assert picture(view).pixel(2, 2) == display.style.colours.paper


def test_the_chart_describes_itself_for_a_screen_reader(qtbot: QtBot, view: ChartView) -> None:
    assert view.accessibleName() == "Chart"
    assert view.accessibleDescription() == "Chart Naga Eye: 4 entities, 4 links."
    click(qtbot, view, of(view, 1))
    assert view.accessibleDescription().endswith("Selected: 1 entity, 0 links.")


@pytest.mark.parametrize("places", [[], [(0.0, 0.0)], [(5.0, 5.0)] * 30])
def test_charts_of_any_size_are_shown(
    qtbot: QtBot, view: ChartView, places: list[tuple[float, float]]
) -> None:
    chart = content(places)
    if len(places) < 2:
        none = np.zeros((0, 2), np.int64)
        chart = replace(
            chart,
            link_ids=np.zeros(0, np.int64),
            link_types=[],
            ends=none,
            is_directed=np.zeros(0, bool),
            strengths=np.zeros(0, np.uint8),
            roles=[],
            percents=np.zeros(0),
            amounts=[],
            quantities=[],
            starts=[],
            ends_on=[],
        )
    view.set_display(display_of(chart))
    view.fit()
    drag(qtbot, view, QPoint(10, 10), QPoint(600, 500))
    assert len(view.selected_entities()) == len(places)
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Right, Qt.Key.Key_Return, Qt.Key.Key_F):
        qtbot.keyClick(view, key)
    picture(view)


def test_without_a_display_the_view_is_empty_and_quiet(qtbot: QtBot, view: ChartView) -> None:
    view.set_display(None)
    click(qtbot, view, QPoint(100, 100))
    drag(qtbot, view, QPoint(100, 100), QPoint(200, 200))
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Right, Qt.Key.Key_A, Qt.Key.Key_F, Qt.Key.Key_Plus):
        qtbot.keyClick(view, key)
    assert picture(view).pixel(5, 5) == 0xFFFFFFFF
    assert view.accessibleDescription() == "No chart."


def test_a_scaled_picture_is_painted_sharp_after_a_pause(
    qtbot: QtBot, view: ChartView, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("iwtlink.gui.chartview.canvas.AT_ONCE_S", 0.0)
    monkeypatch.setattr("iwtlink.gui.chartview.canvas.FEW", 0)
    view.refresh()
    picture(view)
    view.zoom(1.5)
    assert not view.canvas.is_sharp
    picture(view)
    qtbot.waitUntil(lambda: view.canvas.is_sharp)
    settled = picture(view)
    view.refresh()
    assert picture(view) == settled
