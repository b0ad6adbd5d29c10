"""Lines of large charts cut to what is seen look as if they were not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from iwtlink.chart.display import Display
from iwtlink.render.batches import draw_lines
from iwtlink.render.cutting import (
    crossing,
    dashed,
    part,
    patterns_of,
    settled,
    sticking_out,
    whole_period,
)
from iwtlink.render.nearby import Nearby
from iwtlink.render.painter import paint_display
from iwtlink.render.reach import reach_of
from iwtlink.render.view import View

SIDE = 400
BOX = (120.0, 90.0, 280.0, 230.0)
WITHIN = (slice(90, 230), slice(120, 280))
PLACES = st.integers(-300 * 64, 700 * 64).map(lambda place: place / 64)
LINES = st.tuples(PLACES, PLACES, PLACES, PLACES)
DASHES = st.sampled_from([(7.0, 4.0), (1.5, 3.5), (5.6, 3.2), (9.1, 5.2), (8.0, 3.0, 2.0, 3.0)])


def inked(*drawn: tuple[NDArray[np.float64], tuple[float, ...]]) -> NDArray[np.bool_]:
    """Give which pixels lines colour, each (lines, dashes), with room around the picture."""
    room = 400
    image = QImage(SIDE + 2 * room, SIDE + 2 * room, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    painter.setClipRect(image.rect())
    for lines, dashes in drawn:
        pen = QPen(QColor(0, 0, 0))
        pen.setWidthF(1.0)
        pen.setCosmetic(True)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        if dashes:
            pen.setDashPattern(list(dashes))
        painter.setPen(pen)
        draw_lines(painter, lines + room)
    painter.end()
    flat = np.frombuffer(image.constBits(), np.uint32).reshape(image.height(), -1)
    return flat[room:-room, room:-room] == 0xFF000000


def widened(pixels: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Give the pixels and their neighbours."""
    wide = pixels.copy()
    for dy in (-1, 0, 1):
        for dx in (-1, 0, 1):
            wide |= np.roll(pixels, (dy, dx), (0, 1))
    return wide


@given(LINES, DASHES)
@example((-200.0, 150.0, 600.0, 150.0), (7.0, 4.0))
@example((200.0, 650.0, 200.0, -280.0), (1.5, 3.5))
def test_a_dashed_line_cut_to_a_box_paints_the_pixels_of_the_whole_line(
    ends: tuple[float, float, float, float], lengths: tuple[float, ...]
) -> None:
    """Dashes count from the line's own start; slopes may round to the next pixel."""
    line, dashes = settled(np.array([ends])), whole_period(lengths)
    whole = inked((line, dashes))[WITHIN]
    kept, first, last = crossing(line, BOX)
    patterns = patterns_of([dashes]).of(np.zeros(len(kept), np.int64))
    _, run, _, single = dashed(line[kept], first, last, patterns)
    cut = inked((run, dashes), (single, ()))[WITHIN]
    assert not (cut & ~widened(whole)).any()
    assert not (whole & ~widened(cut))[1:-1, 1:-1].any()
    if ends[0] == ends[2] or ends[1] == ends[3]:
        assert (cut == whole).all()


@given(st.lists(LINES, min_size=1, max_size=20))
def test_what_crosses_a_box_is_kept_with_the_part_inside(
    rows: list[tuple[float, float, float, float]],
) -> None:
    lines = np.array(rows)
    kept, first, last = crossing(lines, BOX)
    inside = part(lines[kept], first, last)
    low, high = np.tile(BOX[0:2], 2) - 1e-6, np.tile(BOX[2:4], 2) + 1e-6
    assert ((inside >= low) & (inside <= high)).all()
    for row, line in enumerate(lines):
        at = np.linspace(0, 1, 300)[:, None]
        points = line[0:2] + at * (line[2:4] - line[0:2])
        touches = ((points > BOX[0:2]) & (points < BOX[2:4])).all()
        meets = ((points > BOX[0:2]) & (points < BOX[2:4])).all(axis=1).any()
        assert row in kept or not meets
        assert not touches or row not in sticking_out(lines, BOX)


@given(DASHES, st.floats(0.3, 9.0))
def test_a_period_is_made_whole_by_half_a_pixel(lengths: tuple[float, ...], scale: float) -> None:
    scaled = tuple(length * scale for length in lengths)
    whole = whole_period(scaled)
    assert sum(whole) == pytest.approx(round(sum(whole)))
    assert all(0 <= a - b < 1 / 64 for a, b in zip(scaled[:-1], whole[:-1], strict=True))
    assert whole[-1] >= 0.5
    assert abs(whole[-1] - scaled[-1]) <= 0.55 or whole[-1] < 1.5


def pixels(display: Display, view: View, *clips: tuple[int, int, int, int]) -> NDArray[np.uint32]:
    image = QImage(view.width, view.height, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    for clip in clips:
        paint_display(painter, display, view, clip=clip)
    painter.end()
    return np.frombuffer(image.constBits(), np.uint32).reshape(view.height, view.width).copy()


@pytest.fixture
def star(make_display: Callable[..., Display], monkeypatch: pytest.MonkeyPatch) -> Display:
    """Give a chart that counts as large: links of each strength, most far out of view."""
    monkeypatch.setattr("iwtlink.render.strokes.MANY_LINES", 0)
    angles = np.linspace(0, 2 * np.pi, 24, endpoint=False)
    spots = [(3000 * np.cos(a), 2500 * np.sin(a)) for a in angles] + [(0.0, 0.0)]
    items = [("person", f"P{k}", "", spot) for k, spot in enumerate(spots)]
    links = [
        ("associate_of", k, (k + 5 + k % 9) % 24, k % 2 == 0, k % 3, "", np.nan) for k in range(24)
    ]
    links += [("pays", 24, k, True, k % 3, "", np.nan) for k in range(0, 24, 3)]
    return make_display(items, links)


@pytest.mark.parametrize("zoom", [0.3, 0.75, 1.0, 1.3])
def test_a_large_chart_painted_in_strips_shows_what_it_does_painted_at_once(
    star: Display, zoom: float
) -> None:
    view = View(0, 0, zoom, 600, 500).centred(40.0, 30.0)
    whole = pixels(star, view, (0, 0, 600, 500))
    strips = pixels(star, view, (0, 0, 211, 500), (211, 0, 389, 300), (211, 300, 389, 200))
    assert ((whole != 0xFFFFFFFF).mean()) > 0.005
    assert ((whole != strips).sum() / (whole != 0xFFFFFFFF).sum()) < 0.08
    ink, other = whole != 0xFFFFFFFF, strips != 0xFFFFFFFF
    assert not (ink & ~widened(other)).any()
    assert not (other & ~widened(ink)).any()


def test_dashes_stay_where_they_are_when_a_large_chart_is_panned(star: Display) -> None:
    view = View(0, 0, 1.0, 600, 500).centred(40.0, 30.0)
    before = pixels(star, view, (0, 0, 600, 500)) != 0xFFFFFFFF
    after = pixels(star, view.panned(37, -21), (0, 0, 600, 500)) != 0xFFFFFFFF
    moved, kept = after[1:-22, 38:-1], before[22:-1, 1:-38]
    assert not (moved & ~widened(kept)).any()
    assert not (kept & ~widened(moved)).any()


def test_what_lies_nearby_is_all_that_a_view_shows(star: Display) -> None:
    nearby, everything = Nearby(star), reach_of(star)
    view = View(0, 0, 1.0, 600, 500).centred(0.0, 0.0)
    for step in range(12):
        view = view.panned(-150, 90) if step % 5 else view.zoomed(0.4 + 0.2 * step, 300, 250)
        near, region = nearby.reach(view), view.region((0, 0, 600, 500), 8.0)
        assert near.items_in(region).tolist() == everything.items_in(region).tolist()
        assert near.lines_in(region).tolist() == everything.lines_in(region).tolist()
        assert near.worded_in(region).tolist() == everything.worded_in(region).tolist()
        shown = set(near.lines_in(region).tolist())
        heads = [head for head, line in enumerate(star.arrow_lines.tolist()) if line in shown]
        assert set(heads) <= set(near.heads.tolist())


def test_items_are_painted_in_their_order(star: Display) -> None:
    order = np.arange(len(star.positions))[::-1].copy()
    reach = reach_of(replace(star, draw_order=order))
    assert reach.items.tolist() == order.tolist()
    some = reach_of(replace(star, draw_order=order), np.array([1, 4, 7]))
    assert some.items.tolist() == [7, 4, 1]
