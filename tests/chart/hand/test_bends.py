"""C08: bend points of links, added, moved and taken out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from iwtlink.chart.display import Display
from iwtlink.chart.hand.bending import corners_of
from iwtlink.chart.hand.effects import CornersChanged, LockTouched, Outlined
from iwtlink.chart.hand.handles import line_path
from iwtlink.chart.hand.scene import Rules
from iwtlink.store.charts.content import ChartContent
from tests.chart.conftest import MakeContent
from tests.chart.hand.desk import Desk, desk_of, links
from tests.chart.hand.drawn import bent, drawn, line_between

pytestmark = pytest.mark.feature("C08")


@pytest.fixture
def bent_desk(corner: Display) -> Desk:
    """The link A-B bent at (100, -80) and (300, -80), selected."""
    desk = desk_of(bent(corner, line_between(corner, 0, 1), [(100, -80), (300, -80)]))
    desk.selection = links(201)
    return desk


def test_a_drag_on_a_selected_line_adds_a_corner(desk: Desk) -> None:
    desk.selection = links(201)
    desk.press(120, 0)
    (outlined,) = desk.move(120, 60)
    assert isinstance(outlined, Outlined)
    assert outlined.points[1:-1] == ((120, 60),)
    assert desk.release(120, 90) == [Outlined(), CornersChanged(201, ((120, 90),))]


def test_a_drag_on_a_line_not_selected_only_selects_it(desk: Desk) -> None:
    assert desk.drag((120, 0), (120, 90)) == []
    assert desk.selection == links(201)


def test_a_corner_is_added_between_its_neighbours(bent_desk: Desk) -> None:
    end = bent_desk.drag((130, -80), (200, -160))
    assert end == [Outlined(), CornersChanged(201, ((100, -80), (200, -160), (300, -80)))]


def test_a_dragged_corner_moves(bent_desk: Desk) -> None:
    assert bent_desk.drag((300, -80), (330, -120)) == [
        Outlined(),
        CornersChanged(201, ((100, -80), (330, -120))),
    ]


def test_a_corner_dragged_onto_the_straight_goes_away(bent_desk: Desk) -> None:
    end = bent_desk.drag((100, -80), (160, -40))  # on the way from A to (300, -80)
    assert end == [Outlined(), CornersChanged(201, ((300, -80),))]


def test_a_double_click_takes_a_corner_out(bent_desk: Desk) -> None:
    bent_desk.click(100, -80)
    assert bent_desk.send("double", 100, -80, button="left") == [CornersChanged(201, ((300, -80),))]


def test_a_click_on_a_corner_changes_nothing(bent_desk: Desk) -> None:
    assert bent_desk.click(100, -80) == []


def test_escape_leaves_the_line_as_it_was(bent_desk: Desk) -> None:
    bent_desk.press(100, -80)
    bent_desk.move(140, -200)
    assert bent_desk.escape() == [Outlined()]
    assert bent_desk.release(140, -200) == []
    assert corners_of(bent_desk.display, 0) == ((100, -80), (300, -80))


def test_an_arc_becomes_a_bent_line_when_it_is_dragged(make_content: MakeContent) -> None:
    content = make_content(["a", "b"], [(0, 1), (0, 1)], positions=[(0, 0), (600, 0)])
    desk = desk_of(drawn(fanned(content)))
    line = int(desk.display.bends.argmax())
    link = int(desk.display.link_ids[desk.display.members[desk.display.member_starts[line]]])
    desk.selection = links(link)
    x, y = line_path(desk.display, line)[3].tolist()
    assert desk.drag((x, y), (x, y + 90)) == [
        Outlined(),
        CornersChanged(link, ((x, y + 90),)),
    ]


def fanned(content: ChartContent) -> ChartContent:
    return replace(content, options=replace(content.options, multiplicity="each"))


def test_a_locked_chart_bends_no_line(desk: Desk) -> None:
    desk.selection, desk.rules = links(201), Rules(is_locked=True)
    desk.press(120, 0)
    assert desk.move(120, 60) == [LockTouched()]
    assert desk.move(120, 90) == []
    assert desk.release(120, 90) == []


def test_straightening_a_line_of_several_links_straightens_each(
    make_content: MakeContent,
) -> None:
    content = make_content(["a", "b"], [(0, 1), (1, 0)], positions=[(0, 0), (600, 0)])
    desk = desk_of(bent(drawn(content), 0, [(300, -200)]))
    desk.selection = links(201, 202)
    assert desk.drag((300, -200), (320, 1)) == [
        Outlined(),
        CornersChanged(201, ()),
        CornersChanged(202, ()),
    ]
    assert desk.drag((300, -200), (320, -90))[1:] == [CornersChanged(201, ((320, -90),))]
