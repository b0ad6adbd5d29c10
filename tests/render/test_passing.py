"""Lines that only pass through a view: plain where there are very many, as ever where not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtGui import QImage, QPainter

from iwtlink.chart.display import Display
from iwtlink.gui.chartview.canvas import Canvas
from iwtlink.render.nearby import Nearby
from iwtlink.render.painter import Clip, Painted, paint_display
from iwtlink.render.passing import paint_passing, passing
from iwtlink.render.reach import reach_of
from iwtlink.render.view import View

VIEW = View(-300, -250, 1.0, 600, 500)
ALL = (0, 0, 600, 500)


def painted(
    display: Display, view: View = VIEW, *clips: Clip, is_print: bool = False
) -> tuple[NDArray[np.uint32], Painted]:
    image = QImage(view.width, view.height, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    for clip in clips or (ALL,):
        count = paint_display(painter, display, view, clip=clip, is_print=is_print)
    painter.end()
    flat = np.frombuffer(image.constBits(), np.uint32)
    return flat.reshape(view.height, view.width).copy(), count


@pytest.fixture
def crowd(make_display: Callable[..., Display]) -> Display:
    """Give a pair of linked people with forty lines running past them, of each strength."""
    ys = np.linspace(-220, 220, 20).round()
    items = [("person", f"L{k}", "", (-900.0, y)) for k, y in enumerate(ys)]
    items += [("person", f"R{k}", "", (900.0, -y)) for k, y in enumerate(ys)]
    items += [("person", "One", "", (-100.0, 0.0)), ("company", "Other", "", (120.0, 0.0))]
    links = [("associate_of", k, 20 + k, True, k % 3, " ", np.nan) for k in range(20)]
    links += [("pays", k, 20 + (k + 1) % 20, False, 0, " ", np.nan) for k in range(20)]
    links += [("director_of", 40, 41, True, 0, " ", np.nan), ("pays", 40, 3, False, 0, " ", np.nan)]
    return make_display(items, links)


@pytest.fixture
def few_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a view count as crowded where more than twenty lines pass through."""
    monkeypatch.setattr("iwtlink.render.passing.MANY_PASSING", 20)


def those_passing(display: Display, view: View = VIEW) -> list[int]:
    lines = np.arange(len(display.ends))
    return np.flatnonzero(passing(display, view, reach_of(display), lines)).tolist()


def ends_in_view(display: Display) -> set[int]:
    ends = [{*pair} & {40, 41} for pair in display.ends.tolist()]
    return {line for line, inside in enumerate(ends) if inside}


@pytest.mark.usefixtures("few_are_many")
def test_lines_with_an_end_in_view_do_not_pass_through(crowd: Display) -> None:
    found = set(those_passing(crowd))
    assert found == set(range(len(crowd.ends))) - ends_in_view(crowd)
    assert len(ends_in_view(crowd)) == 2


@pytest.mark.usefixtures("few_are_many")
def test_nothing_passes_through_a_view_of_the_whole_chart(crowd: Display) -> None:
    assert those_passing(crowd, View(0, 0, 1.0, 600, 500).fitted(crowd.extents)) == []


@pytest.mark.usefixtures("few_are_many")
def test_lines_widened_by_hand_keep_their_look(crowd: Display) -> None:
    wide = crowd.widths.copy()
    wide[5] = 4.0
    bent = crowd.bends.copy()
    bent[6] = 30.0
    assert not {5, 6} & set(those_passing(replace(crowd, widths=wide, bends=bent)))


def test_where_few_pass_through_nothing_changes(
    crowd: Display, monkeypatch: pytest.MonkeyPatch
) -> None:
    as_ever, _ = painted(crowd)
    monkeypatch.setattr("iwtlink.render.passing.MANY_PASSING", 40)
    assert those_passing(crowd) == []
    assert (painted(crowd)[0] == as_ever).all()


@pytest.mark.usefixtures("few_are_many")
def test_every_line_that_passes_through_is_drawn_plain_and_faint(crowd: Display) -> None:
    pixels, count = painted(crowd)
    lines = those_passing(crowd)
    assert count.lines == len(crowd.ends)
    faint = crowd.style.colours.passing
    for x in (-280, 200, 290):
        column = pixels[:, x - VIEW.left]
        for line in lines:
            (x1, y1), (x2, y2) = crowd.line_points[line].reshape(2, 2)
            y = y1 + (y2 - y1) * (x - x1) / (x2 - x1) - VIEW.top
            assert faint in column[max(0, round(y) - 1) : round(y) + 2]


@pytest.mark.usefixtures("few_are_many")
def test_lines_with_an_end_in_view_stand_above_those_in_their_full_look(crowd: Display) -> None:
    pixels, _ = painted(crowd)
    row = pixels[-VIEW.top, 10 - VIEW.left : 40 - VIEW.left]
    assert not np.isin(row, (crowd.style.colours.passing, crowd.style.colours.paper)).any()


@pytest.mark.usefixtures("few_are_many")
def test_on_paper_every_line_has_its_full_look(
    crowd: Display, monkeypatch: pytest.MonkeyPatch
) -> None:
    crowded, _ = painted(crowd, is_print=True)
    monkeypatch.setattr("iwtlink.render.passing.MANY_PASSING", 1000)
    assert (crowded == painted(crowd, is_print=True)[0]).all()


@pytest.mark.usefixtures("few_are_many")
def test_a_part_of_the_view_is_painted_like_the_whole(crowd: Display) -> None:
    """What passes through is told by the whole view, not by the strip that a pan uncovers."""
    whole, _ = painted(crowd)
    strips, _ = painted(crowd, VIEW, (0, 0, 211, 500), (211, 0, 389, 300), (211, 300, 389, 200))
    faint = crowd.style.colours.passing
    assert ((whole == faint) == (strips == faint)).mean() > 0.999


@pytest.mark.usefixtures("few_are_many")
def test_what_is_kept_of_the_surroundings_tells_the_same(crowd: Display) -> None:
    nearby, lines = Nearby(crowd), np.arange(len(crowd.ends))
    for step in range(6):
        view = VIEW.panned(-60 * step, 30 * step)
        kept = passing(crowd, view, nearby.reach(view), lines)
        assert np.flatnonzero(kept).tolist() == those_passing(crowd, view)


@pytest.mark.usefixtures("few_are_many")
@pytest.mark.parametrize("steps", [(13, -31, 22), (260, 220, 150)], ids=["crowded", "no longer"])
def test_a_crowded_picture_that_was_panned_is_mended_at_rest(
    crowd: Display, steps: tuple[int, ...]
) -> None:
    """A far pan brings items into view: their lines are full in the strip, beside it plain."""
    canvas = Canvas()
    canvas.show(crowd)
    canvas.look(VIEW)
    canvas.sharpen()
    for step in steps:
        canvas.look(canvas.view.panned(step, -7))
    assert canvas.is_sharp and not canvas.is_whole
    canvas.sharpen()
    image = QImage(VIEW.width, VIEW.height, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    canvas.blit(painter)
    painter.end()
    at_rest = np.frombuffer(image.constBits(), np.uint32).reshape(VIEW.height, VIEW.width)
    assert bool(those_passing(crowd, canvas.view)) == (sum(steps) < 100)
    assert (at_rest == painted(crowd, canvas.view)[0]).all()


@pytest.mark.usefixtures("few_are_many")
def test_what_was_found_for_the_whole_view_holds_for_its_strips(crowd: Display) -> None:
    nearby = Nearby(crowd)
    for view in (VIEW, VIEW.panned(60, -40), VIEW.panned(900, 0), VIEW):
        found = nearby.passing(view)
        in_view = reach_of(crowd).lines_in(view.region(ALL, 0.0))
        assert set(in_view[found[in_view]]) == set(those_passing(crowd, view)) & set(in_view)
        assert nearby.passing(view) is found


def test_lines_left_out_of_a_strip_would_not_have_been_seen_in_it(
    make_display: Callable[..., Display],
) -> None:
    dice = np.random.default_rng(8)
    spots = dice.uniform(-900, 900, (60, 2))
    spots[:2], spots[2:4] = ((-900, 0), (900, 0)), ((0, -900), (0, 900))
    items = [("person", "", "", (float(x), float(y))) for x, y in spots]
    links = [("pays", 2 * k, 2 * k + 1, False, 0, " ", np.nan) for k in range(30)]
    display = make_display(items, links)
    lines = np.arange(len(display.ends))
    for clip in (ALL, (0, 0, 7, 500), (593, 0, 7, 500), (0, 495, 600, 5), (250, 300, 40, 30)):
        images = []
        for told in (clip, (-20_000, -20_000, 40_000, 40_000)):
            image = QImage(VIEW.width, VIEW.height, QImage.Format.Format_RGB32)
            image.fill(0xFFFFFFFF)
            painter = QPainter(image)
            painter.setClipRect(*clip)
            paint_passing(painter, display, VIEW, lines, told)
            painter.end()
            images.append(image)
        assert images[0] == images[1]
