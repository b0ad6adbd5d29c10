"""What stands where on a painted chart."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtGui import QColor, QImage, QPainter

from iwtlink.chart.building import build_display
from iwtlink.chart.display import Display
from iwtlink.chart.links.lines import points_at
from iwtlink.chart.text.lines import STROKE_EM, THROUGH_EM, UNDER_EM
from iwtlink.render.icons import Pictures
from iwtlink.render.overview import READABLE_ZOOM, overview_names, reaching_icons
from iwtlink.render.painter import Clip, Painted, paint_display
from iwtlink.render.png import png_bytes
from iwtlink.render.reach import Reach, reach_of
from iwtlink.render.view import View
from iwtlink.store.charts.look import Look, Shape

WHITE = 0xFFFFFFFF


def view_at(display: Display, zoom: float = 1.0, ratio: float = 1.0) -> View:
    view = View(0, 0, zoom * ratio, int(700 * ratio), int(560 * ratio), ratio)
    left, top, right, bottom = display.extents
    return view.centred((left + right) / 2, (top + bottom) / 2)


def painted(
    display: Display,
    view: View,
    *clips: Clip,
    pictures: Pictures | None = None,
    reach: Reach | None = None,
    is_print: bool = False,
) -> tuple[NDArray[np.uint32], Painted]:
    image = QImage(view.width, view.height, QImage.Format.Format_RGB32)
    image.fill(0xFF00FF00)
    painter = QPainter(image)
    for clip in clips or ((0, 0, view.width, view.height),):
        count = paint_display(
            painter, display, view, pictures=pictures, clip=clip, reach=reach, is_print=is_print
        )
    painter.end()
    pixels = np.frombuffer(image.constBits(), np.uint32).reshape(view.height, view.width).copy()
    return pixels, count


def at(pixels: NDArray[np.uint32], view: View, x: float, y: float) -> int:
    column, row = np.round(view.to_device(np.array([x, y]))).astype(int)
    return int(pixels[row, column])


def around(pixels: NDArray[np.uint32], view: View, x: float, y: float, reach: int) -> set[int]:
    column, row = np.round(view.to_device(np.array([x, y]))).astype(int)
    near = pixels[row - reach : row + reach + 1, column - reach : column + reach + 1]
    return set(near.ravel().tolist())


def test_everything_on_the_chart_is_painted(display: Display) -> None:
    _, count = painted(display, view_at(display))
    assert (count.items, count.lines, count.texts) == (4, 4, 8)
    assert count.arrows == 3


def test_paper_is_white_and_dark_in_dark_mode(make_display: Callable[..., Display]) -> None:
    for dark in (False, True):
        display = make_display(dark=dark)
        pixels, _ = painted(display, view_at(display))
        assert int(pixels[0, 0]) == display.style.colours.paper


def test_an_item_shows_its_icon_and_its_name_below(display: Display) -> None:
    view = view_at(display)
    pixels, _ = painted(display, view)
    assert at(pixels, view, 0, 0) != WHITE
    left, top, right, bottom = display.node_text.boxes[0]
    low = view.to_device(np.array([[left, top], [right, bottom]])).astype(int)
    name = pixels[low[0, 1] : low[1, 1], low[0, 0] : low[1, 0]]
    assert (name == display.style.colours.text).any()


@pytest.mark.feature("C06")
def test_a_line_has_the_colour_of_its_type(make_display: Callable[..., Display]) -> None:
    items = [("person", "", "", (0.0, 0.0)), ("person", "", "", (300.0, 0.0))]
    for kind in ("owner_of", "pays", "associate_of"):
        display = make_display(items, [(kind, 0, 1, False, 0, " ", np.nan)])
        view = view_at(display)
        pixels, _ = painted(display, view)
        own = QColor.fromRgb(int(display.line_colours[0]))
        seen = [QColor.fromRgb(colour) for colour in around(pixels, view, 150, 0, 1)]
        inks = [colour for colour in seen if colour.rgb() != WHITE]
        assert inks
        for ink in inks:  # smoothed against the paper: the same hue, lighter
            share = (255 - ink.red()) / (255 - own.red())
            assert 0.2 < share <= 1.01
            for channel in ("green", "blue"):
                lost = 255 - getattr(own, channel)()
                assert 255 - getattr(ink, channel)() == pytest.approx(share * lost, abs=3)


@pytest.mark.feature("C09")
def test_a_tentative_line_has_gaps_and_a_confirmed_one_has_none(
    make_display: Callable[..., Display],
) -> None:
    items = [("person", "", "", (0.0, 0.0)), ("person", "", "", (300.0, 0.0))]
    inked = []
    for strength in (0, 1, 2):
        display = make_display(items, [("associate_of", 0, 1, False, strength, " ", np.nan)])
        view = view_at(display)
        pixels, _ = painted(display, view)
        row = round(-view.top)
        columns = slice(round(40 - view.left), round(100 - view.left))
        band = pixels[row - 2 : row + 3, columns]
        inked.append(float((band != WHITE).any(axis=0).mean()))
    assert inked[0] == 1.0
    assert inked[2] < inked[1] < 0.9


@pytest.mark.feature("C20")
def test_a_picture_stands_in_the_place_of_the_icon(make_display: Callable[..., Display]) -> None:
    photo = QImage(60, 90, QImage.Format.Format_RGB32)
    photo.fill(QColor(200, 30, 90))
    pictures = Pictures(lambda number: png_bytes(photo) if number == 9 else None)
    display = make_display(picture_ids={0: 9, 2: 8})
    view = view_at(display)
    pixels, count = painted(display, view, pictures=pictures)
    assert count.pictures == 1
    assert at(pixels, view, 0, 0) == QColor(200, 30, 90).rgb()
    assert at(pixels, view, -19.9, -19.9) == WHITE, "its corners are rounded"
    assert at(pixels, view, 300, 240) != WHITE, "the icon stands where no picture can be read"


@pytest.mark.feature("C24")
@pytest.mark.parametrize("is_print", [False, True])
def test_words_are_painted_with_their_ground_and_a_line_under_and_through_them(
    display: Display, is_print: bool
) -> None:
    look = Look(
        font_px=60.0,
        text_colour="#c80000",
        text_ground="#ffff00",
        is_underlined=True,
        is_struck=True,
    )
    looks = (look, *[Look()] * (len(display.entity_ids) - 1))
    content = replace(display.content, looks=looks)
    dressed = build_display(content, display.ontology, display.style)
    text, place = dressed.node_text, dressed.positions[0]
    view = view_at(dressed, ratio=2.0).centred(*place)
    pixels, _ = painted(dressed, view, is_print=is_print)
    (left, base), wide = place + text.offsets[0], text.sizes[0, 0]
    for share in np.linspace(0.02, 0.98, 40):
        for at_em in (UNDER_EM, THROUGH_EM):
            spot = (left + share * wide, base + (at_em + STROKE_EM / 2) * 60.0)
            assert at(pixels, view, *spot) == QColor("#c80000").rgb()
    edge = base - text.ascents[0] / 2
    assert at(pixels, view, left - 1.0, edge) == QColor("#ffff00").rgb()


@pytest.mark.parametrize("zoom", [0.3, 0.8, 1.0, 1.7])
@pytest.mark.parametrize("ratio", [1.0, 2.0])
def test_painting_in_strips_gives_the_picture_of_painting_at_once(
    display: Display, zoom: float, ratio: float
) -> None:
    view = view_at(display, zoom, ratio)
    whole, _ = painted(display, view)
    w, h = view.width, view.height
    strips, _ = painted(display, view, (0, 0, w // 3, h), (w // 3, 0, w - w // 3, h))
    different = (whole != strips).mean()
    assert different < 0.0005  # smoothed lines are cut at the seam within a grey level


def test_a_pan_moves_the_picture_exactly(display: Display) -> None:
    view = view_at(display)
    before, _ = painted(display, view)
    after, _ = painted(display, view.panned(40, -25))
    assert (after[:-25, 40:] == before[25:, :-40]).mean() > 0.9995


def test_a_layer_holds_only_what_belongs_to_it(display: Display) -> None:
    reach = reach_of(display, np.array([1, 2]), np.array([], np.int64))
    _, count = painted(display, view_at(display), reach=reach)
    assert (count.items, count.lines) == (2, 0)


def test_an_empty_chart_is_a_clean_sheet(make_display: Callable[..., Display]) -> None:
    display = make_display([], [])
    pixels, count = painted(display, View(0, 0, 1.0, 50, 40))
    assert (pixels == WHITE).all()
    assert count == Painted(0, 0, 0, 0, 0)


def test_parallel_links_are_drawn_as_arcs_when_fanned(make_display: Callable[..., Display]) -> None:
    links = [("associate_of", 0, 1, False, 0, " ", np.nan)] * 3
    display = make_display(links=links, fan=True)
    view = view_at(display)
    pixels, count = painted(display, view)
    assert count.lines == 3
    points, half = display.line_points, np.full(3, 0.5)
    middles = points_at(points[:, 0:2], display.line_controls, points[:, 2:4], half)
    assert len(set(middles[:, 1].round())) == 3
    for x, y in middles.tolist():
        assert any(colour != WHITE for colour in around(pixels, view, x, y, 1))


def test_far_away_items_neither_crash_nor_disturb(make_display: Callable[..., Display]) -> None:
    items = [
        ("person", "near", "", (0.0, 0.0)),
        ("person", "far", "", (1e7, -1e7)),
        ("person", "lost", "", (np.nan, np.inf)),
    ]
    display = make_display(items, [("associate_of", 0, 1, False, 1, "", np.nan)])
    pixels, count = painted(display, View(-200, -200, 1.0, 400, 400))
    assert count.lines == 1
    assert (pixels != WHITE).any()
    for zoom in (0.02, 8.0):
        painted(display, View(-200, -200, zoom, 400, 400))


def test_an_overview_names_the_best_linked_first_and_covers_nothing(
    make_display: Callable[..., Display],
) -> None:
    spots = [(float(x), float(y)) for x in range(0, 600, 60) for y in range(0, 600, 60)]
    items = [("person", f"Somsak number {i}", "", spot) for i, spot in enumerate(spots)]
    links = [("associate_of", 55, i, False, 0, "", np.nan) for i in range(100) if i != 55]
    display = make_display(items, links)
    view = view_at(display, 0.4)
    chosen = overview_names(display, view)
    assert chosen.is_named[55]
    assert 1 < chosen.is_named.sum() < 100
    _, count = painted(display, view)
    assert count.texts == chosen.is_named.sum()


def test_a_name_in_an_overview_hides_no_icon_where_enough_others_stand(
    make_display: Callable[..., Display],
) -> None:
    """The best linked name would cover all of the icon below it."""
    far = [(400.0 * column, 300.0 * row) for row in range(1, 4) for column in range(5)]
    items = [("person", f"P {k}", "", spot) for k, spot in enumerate(far)]
    items += [("company", "Thien Son Lo Transport", "", (0.0, 0.0)), ("phone", "", "", (0.0, 45.0))]
    links = [("associate_of", 15, k, False, 0, "", np.nan) for k in range(15)]
    display = make_display(items, links)
    named = overview_names(display, view_at(display, 0.3)).is_named
    assert named[:15].all()
    assert not named[15]
    alone = make_display(items[15:], [])
    assert overview_names(alone, view_at(alone, 0.3)).is_named[0]


def test_names_of_a_small_chart_are_drawn_smaller_where_more_stand_then(
    make_display: Callable[..., Display],
) -> None:
    """At its usual size each name would touch the one beside it."""

    def row(apart: float) -> Display:
        spots = [(apart * k, 0.0) for k in range(8)]
        return make_display([("person", "Somsak Vongsa", "", spot) for spot in spots], [])

    left, _, right, _ = row(1000.0).node_text.boxes[0]
    usual_width = (right - left) * READABLE_ZOOM
    tight, wide = row(usual_width * 0.95 / 0.5), row(usual_width * 1.1 / 0.5)
    for display, is_smaller in ((tight, True), (wide, False)):
        chosen = overview_names(display, View(0, 0, 0.5, 400, 400))
        assert chosen.is_named.all()
        assert (chosen.text_scale < READABLE_ZOOM) is is_smaller


def test_a_name_in_an_overview_stands_on_the_tint_of_its_group(display: Display) -> None:
    group = Shape(7, "7", "box", 0.0, 0.0, 800.0, 700.0, -1, "", Look(fill="#ffe0b0"))
    tinted = build_display(
        replace(display.content, shapes=(group,)), display.ontology, display.style
    )
    view = view_at(tinted, 0.5)
    pixels, _ = painted(tinted, view)
    x, y = view.to_device(tinted.positions[0]).astype(int).tolist()
    assert (pixels[y + 18 : y + 30, x - 30 : x + 30] & 0xFF).max() <= 0xC0


def test_many_names_in_an_overview_share_no_place(make_display: Callable[..., Display]) -> None:
    generator = np.random.default_rng(3)
    spots = generator.uniform(0, 4000, (900, 2)).tolist()
    items = [("person", f"Somsak {i}", "", (x, y)) for i, (x, y) in enumerate(spots)]
    display = make_display(items, [])
    view = View(0, 0, 0.2, 800, 800)
    named = np.flatnonzero(overview_names(display, view).is_named)
    assert 20 < len(named) < 900
    middles = display.positions[named] * 0.2
    width = display.node_text.boxes[named, 2] * 2 * 0.72
    for index, (x, y) in enumerate(middles):
        near = (np.abs(middles[:, 0] - x) < (width + width[index]) / 2 - 24) & (
            np.abs(middles[:, 1] - y) < 9
        )
        assert near.sum() <= 1


def test_in_an_overview_lines_reach_the_icons_past_names_not_shown(display: Display) -> None:
    lines = np.arange(len(display.ends))
    drawn = reaching_icons(display, lines)
    icon = display.style.icon_px / 2
    for side in (0, 1):
        ends = drawn.line_points[:, 2 * side : 2 * side + 2]
        gaps = np.hypot(*(ends - display.positions[display.ends[:, side]]).T)
        assert (gaps < icon * 1.5).all()
    assert (drawn.line_controls != display.line_controls).any()
