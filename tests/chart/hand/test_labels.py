"""Labels drawn along and off their line, and away from their item."""

from __future__ import annotations

from dataclasses import replace

import pytest

from iwtlink.chart.display import Display
from iwtlink.chart.hand.effects import LabelMoved, LinkLabelMoved, Outlined, Selected
from iwtlink.store.charts.look import Look
from tests.chart.conftest import MakeContent
from tests.chart.hand.conftest import A
from tests.chart.hand.desk import Desk, desk_of, entities
from tests.chart.hand.drawn import bent, drawn, line_between


def label_of(desk: Desk) -> tuple[float, float]:
    line = line_between(desk.display, 0, 1)
    x, y = desk.display.label_centres[line].tolist()
    return x, y


@pytest.mark.feature("C08")
def test_a_label_drawn_along_its_line_stays_on_it(desk: Desk) -> None:
    x, y = label_of(desk)
    x1, _, x2, _ = desk.display.line_points[line_between(desk.display, 0, 1)]
    _, moved = desk.drag((x, y), (x - 60, y + 3))
    assert isinstance(moved, LinkLabelMoved)
    assert (moved.link, moved.dx, moved.dy) == (201, 0, 0)
    assert moved.at == pytest.approx((x - 60 - x1) / (x2 - x1))


def test_a_label_drawn_off_its_line_keeps_its_distance(desk: Desk) -> None:
    x, y = label_of(desk)
    _, moved = desk.drag((x, y), (x + 20, y + 50))
    assert isinstance(moved, LinkLabelMoved)
    assert (moved.dx, moved.dy) == pytest.approx((0, 50))


def test_with_alt_a_label_may_stand_just_beside_its_line(desk: Desk) -> None:
    x, y = label_of(desk)
    _, moved = desk.drag((x, y), (x - 60, y + 3), alt=True)
    assert isinstance(moved, LinkLabelMoved)
    assert moved.dy == pytest.approx(3)


def test_on_a_bent_line_a_label_goes_round_its_corners(corner: Display) -> None:
    line = line_between(corner, 0, 1)
    desk = desk_of(bent(corner, line, [(200, -200)]))
    x, y = label_of(desk)
    _, moved = desk.drag((x, y), (100, -100))
    assert isinstance(moved, LinkLabelMoved)
    assert moved.at == pytest.approx(0.25, abs=0.03)
    assert (moved.dx, moved.dy) == (0, 0)


def test_a_label_dragged_is_outlined_and_escape_leaves_it(desk: Desk) -> None:
    x, y = label_of(desk)
    assert isinstance(desk.press(x, y)[0], Selected)
    (outlined,) = desk.move(x + 20, y + 50)
    assert isinstance(outlined, Outlined)
    assert len(outlined.points) == 5 and len(outlined.guides) == 1
    assert desk.escape() == [Outlined()]
    assert desk.release(x + 20, y + 50) == []


def test_the_grip_of_a_selected_item_draws_its_label_away(desk: Desk) -> None:
    desk.selection = entities(A)
    grip = desk.handle("label")
    assert desk.drag((grip.x, grip.y), (grip.x + 30, grip.y - 70)) == [
        Outlined(),
        LabelMoved(A, 30, -70),
    ]
    assert desk.drag((grip.x, grip.y), (grip.x + 1, grip.y)) == [Outlined()]


def test_a_label_drawn_back_to_its_icon_stands_by_itself_again(make_content: MakeContent) -> None:
    content = make_content(["a"], positions=[(0, 0)])
    desk = desk_of(drawn(replace(content, looks=(Look(label_dx=80, label_dy=-30),))))
    desk.selection = entities(A)
    grip = desk.handle("label")
    start = (grip.x, grip.y)
    assert desk.drag(start, (grip.x + 10, grip.y + 5))[1] == LabelMoved(A, 90, -25)
    assert desk.drag(start, (grip.x - 78, grip.y + 33))[1] == LabelMoved(A, 0, 0)


def test_far_out_names_have_no_grip(desk: Desk) -> None:
    desk.selection, desk.zoom = entities(A), 0.4
    grip = desk.handle("label")
    assert not any(
        isinstance(effect, LabelMoved)
        for effect in desk.drag((grip.x, grip.y), (grip.x + 30, grip.y - 70))
    )
