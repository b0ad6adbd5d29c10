"""Links drawn by hand, and their ends taken elsewhere."""

from __future__ import annotations

from dataclasses import replace

from iwtlink.chart.display import Display
from iwtlink.chart.hand.effects import (
    Hovered,
    LinkDrawn,
    LinkEndMoved,
    LinkStretched,
    LockTouched,
    Outlined,
    Selected,
    ToolPutDown,
)
from iwtlink.chart.hand.events import Selection
from iwtlink.chart.hand.hit import NOTHING, Hit
from iwtlink.chart.hand.scene import Rules
from tests.chart.hand.conftest import A, B, C
from tests.chart.hand.desk import Desk, desk_of, links
from tests.chart.hand.drawn import bent, line_between

DONE = [LinkStretched(None), Hovered(NOTHING)]


def test_the_link_tool_draws_from_one_item_to_another(desk: Desk) -> None:
    desk.tool = "link"
    assert desk.press(0, 0) == [LinkStretched(A, 0, 0)]
    assert desk.move(200, 0) == [LinkStretched(A, 200, 0), Hovered(NOTHING)]
    assert desk.move(400, 0) == [LinkStretched(A, 400, 0), Hovered(Hit("entity", 1))]
    assert desk.release(400, 0) == [*DONE, LinkDrawn(A, B)]


def test_the_link_tool_stays_until_escape(desk: Desk) -> None:
    desk.tool = "link"
    assert desk.drag((0, 0), (400, 0))[-1] == LinkDrawn(A, B)
    assert desk.drag((400, 0), (400, 400))[-1] == LinkDrawn(B, C)
    assert desk.escape() == [ToolPutDown()]
    desk.tool = "select"
    assert desk.escape() == [Selected(Selection())]


def test_a_link_drawn_onto_paper_or_itself_is_none(desk: Desk) -> None:
    desk.tool = "link"
    assert desk.drag((0, 0), (200, 200)) == DONE
    assert desk.drag((0, 0), (1, 1)) == DONE
    desk.press(0, 0)
    assert desk.escape() == DONE


def test_no_link_is_drawn_where_nothing_may_be_written(desk: Desk) -> None:
    desk.tool, desk.rules = "link", Rules(is_read_only=True)
    assert desk.press(0, 0) == [LockTouched()]
    assert desk.release(400, 0) == []


def test_an_end_of_a_selected_link_is_dragged_to_another_item(desk: Desk) -> None:
    desk.selection = links(201)
    end = desk.handle("end", "to")
    desk.press(end.x, end.y)
    (outlined, hovered) = desk.move(400, 400)
    assert isinstance(outlined, Outlined)
    assert outlined.points[-1] == (400, 400)
    assert hovered == Hovered(Hit("entity", 2))
    assert desk.release(400, 400) == [
        Outlined(),
        Hovered(NOTHING),
        LinkEndMoved(201, "to", C),
    ]
    start = desk.handle("end", "from")
    assert desk.drag((start.x, start.y), (400, 400))[-1] == LinkEndMoved(201, "from", C)


def test_an_end_dropped_on_paper_or_on_its_own_ends_goes_back(desk: Desk) -> None:
    desk.selection = links(201)
    end = desk.handle("end", "to")
    for place in ((200.0, 200.0), (0.0, 0.0), (400.0, 0.0)):
        assert desk.drag((end.x, end.y), place) == [Outlined(), Hovered(NOTHING)]
    desk.press(end.x, end.y)
    desk.move(200, 200)
    assert desk.escape() == [Outlined(), Hovered(NOTHING)]
    assert desk.release(400, 400) == []


def test_the_rest_of_a_bent_link_stays_while_its_end_is_dragged(corner: Display) -> None:
    desk = desk_of(bent(corner, line_between(corner, 0, 1), [(200, -100)]))
    desk.selection = links(201)
    end = desk.handle("end", "from")
    desk.press(end.x, end.y)
    (outlined, _) = desk.move(10, 300)
    assert isinstance(outlined, Outlined)
    assert outlined.points[1:] == ((200, -100), (10, 300))


def test_a_line_that_stands_for_several_links_has_no_ends_to_take(corner: Display) -> None:
    merged = replace(corner, members=corner.members, member_starts=corner.member_starts.copy())
    desk = desk_of(merged)
    desk.selection = Selection(links=frozenset((201, 202)))
    assert desk.handles == ()


def test_a_locked_chart_shows_no_handle_to_the_hand(desk: Desk) -> None:
    desk.selection, desk.rules = links(201), Rules(is_locked=True)
    end = desk.handle("end", "to")
    desk.press(end.x, end.y)
    assert desk.move(400, 400) == [LockTouched()]
    assert desk.release(400, 400) == []
