"""Every sign a chart can show is painted, and the SVG drawing shows the same."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from iwtlink.chart.beside.pieces import arrow_of
from iwtlink.chart.display import Display
from iwtlink.chart.items.forms import FORMS
from iwtlink.chart.items.icons import IconKey
from iwtlink.chart.paper.mono import black_and_white
from iwtlink.chart.paper.sheet import Sheet, lay_out
from iwtlink.chart.parts import Badges
from iwtlink.chart.svg import chart_svg
from iwtlink.render.icons import Pictures, drawn_icon
from iwtlink.render.png import PngSize, draw_sheet
from tests.chart.photographs import photo

SCALE = 1.0
Box = tuple[float, float, float, float]


def pixels_of(image: QImage) -> NDArray[np.int64]:
    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    flat = np.frombuffer(plain.constBits(), np.uint8).reshape(plain.height(), -1, 4)
    return flat[:, : plain.width(), 2::-1].astype(np.int64)


def painted(sheet: Sheet) -> NDArray[np.int64]:
    return pixels_of(draw_sheet(sheet, PngSize(SCALE, 96)))


def rasterised(display: Display, marking: str) -> NDArray[np.int64]:
    return drawn_from(chart_svg(display, marking=marking))


def drawn_from(document: str) -> NDArray[np.int64]:
    renderer = QSvgRenderer(QByteArray(document.encode()))
    assert renderer.isValid()
    image = QImage(renderer.defaultSize() * SCALE, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    return pixels_of(image)


def near(pixels: NDArray[np.int64], sheet: Sheet, x: float, y: float, reach: int = 2) -> set[str]:
    column, row = round((x - sheet.left) * SCALE), round((y - sheet.top) * SCALE)
    part = pixels[row - reach : row + reach + 1, column - reach : column + reach + 1]
    return {"#{:02x}{:02x}{:02x}".format(*pixel) for pixel in part.reshape(-1, 3)}


def is_like(found: set[str], colour: str) -> bool:
    """Say whether a colour is among those found, or one smoothed against the paper."""
    wanted = np.array(list(bytes.fromhex(colour[1:])), np.int64)
    seen = [np.array(list(bytes.fromhex(one[1:])), np.int64) for one in found]
    return any(np.abs(one - wanted).max() <= 64 and (one < 255).any() for one in seen)


def spots(display: Display) -> list[tuple[float, float, str]]:
    """Where a colour must be seen: x, y, colour."""
    at, halves = display.positions, display.halves
    margin = display.style.frame_margin_px + display.style.frame_px / 2
    return [
        (at[0, 0], at[0, 1] - halves[0, 1] - margin, "#0044ff"),
        (at[1, 0], at[1, 1] - halves[1, 1] + 8, "#fde9c8"),
        (at[2, 0] - halves[2, 0] + 4, at[2, 1] - halves[2, 1] + 4, "#e3f1ff"),
        (at[3, 0] - halves[3, 0] + 4, at[3, 1], "#fff7b2"),
        (at[4, 0] + halves[4, 0] - 4, at[4, 1], "#f1e8ff"),
        (at[8, 0] + halves[8, 0] - 10, at[8, 1], "#b8590b"),
        (300.0, 190.0, "#a0e0a0"),
        (420.0, 590.0, "#ffe0e0"),
    ]


@pytest.mark.feature("C03", "C04", "C09", "C21", "C26", "C27")
def test_forms_fills_frames_and_shapes_have_their_colours_on_paper_and_in_svg(
    full_display: Display,
) -> None:
    assert len(set(full_display.forms.tolist())) == len(FORMS)
    sheet = lay_out(full_display, marking="TLP:AMBER")
    pictures = (painted(sheet), rasterised(full_display, "TLP:AMBER"))
    for x, y, colour in spots(full_display):
        for pixels in pictures:
            assert is_like(near(pixels, sheet, x, y), colour), (x, y, colour)


def has_words(pixels: NDArray[np.int64], sheet: Sheet, box: Box) -> bool:
    """Say whether there is ink well within a box, where only its words can be."""
    (left, right), (top, bottom) = (
        (round((low - corner) * SCALE) + 12, round((high - corner) * SCALE) - 12)
        for low, high, corner in ((box[0], box[2], sheet.left), (box[1], box[3], sheet.top))
    )
    return bool((pixels[top:bottom, left:right].max(axis=2) < 110).any())


@pytest.mark.feature("C04")
def test_free_notes_boxes_circles_and_arrows_are_drawn_on_paper_and_in_svg(
    full_display: Display,
) -> None:
    box, arrow, note, circle = sorted(full_display.shapes, key=lambda shape: shape.id)
    start, end = np.array(arrow.points)
    head = arrow_of(arrow, full_display.style)
    sheet = lay_out(full_display, marking="TLP:AMBER")
    for pixels in (painted(sheet), rasterised(full_display, "TLP:AMBER")):
        for share in (0.1, 0.5):
            x, y = start + (end - start) * share
            assert is_like(near(pixels, sheet, x, y), "#c02020"), "the arrow's line"
        for x, y in (head[1:] + head.mean(axis=0)) / 2:
            assert is_like(near(pixels, sheet, x, y, 0), "#c02020"), "the arrow's head"
        assert all(has_words(pixels, sheet, shape.box) for shape in (box, note, circle))
        left, top = circle.box[0:2]
        assert near(pixels, sheet, left + 4, top + 4) == {"#ffffff"}, "a circle is round"
        assert "#a0e0a0" in near(pixels, sheet, box.box[0] + 4, box.box[1] + 4), "a box is not"
        for shape in (box, circle):
            middle = (shape.box[1] + shape.box[3]) / 2
            inks = near(pixels, sheet, shape.box[0], middle, 1)
            assert any(max(bytes.fromhex(ink[1:])) < 0xA0 for ink in inks), "it has an edge"


@pytest.mark.feature("C04")
def test_a_free_picture_is_drawn_in_its_proportions_on_paper_and_in_svg(
    full_display: Display,
) -> None:
    first, *others = full_display.shapes
    framed = replace(first, kind="picture", picture_id=9, fill=0, edge=0)
    display = replace(full_display, shapes=(framed, *others))
    left, top, right, bottom = first.box
    middle, wide = (left + right) / 2, (bottom - top) * 60 / 90
    sheet = lay_out(display)
    screen = pixels_of(draw_sheet(sheet, PngSize(SCALE, 96), Pictures(lambda _: photo("PNG"))))
    document = chart_svg(display, picture=lambda _: photo("PNG"))
    for pixels in (screen, drawn_from(document)):
        assert is_like(near(pixels, sheet, middle - wide / 4, top + 12), "#ff0000")
        assert is_like(near(pixels, sheet, middle + wide / 4, top + 12), "#0000ff")
    assert near(screen, sheet, middle + wide * 0.6, top + 12) == {"#ffffff"}
    assert 'preserveAspectRatio="xMidYMid meet"' in document  # which Qt's own viewer passes over


def test_the_svg_drawing_shows_what_the_png_shows(full_display: Display) -> None:
    drawn = painted(lay_out(full_display, marking="TLP:AMBER"))
    other = rasterised(full_display, "TLP:AMBER")
    height, width = (min(a, b) for a, b in zip(drawn.shape[:2], other.shape[:2], strict=True))
    apart = np.abs(drawn[:height, :width] - other[:height, :width]).max(axis=2)
    assert (apart > 120).mean() < 0.02  # letters differ by a fraction of a pixel


def inked(pixels: NDArray[np.int64], sheet: Sheet, way: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Say where along a straight way (x1, y1, x2, y2) there is ink, pixel by pixel."""
    start, end = way.reshape(2, 2)
    steps = np.linspace(0, 1, round(float(np.hypot(*(end - start)))))[:, None]
    spots = (start + (end - start) * steps - (sheet.left, sheet.top)) * SCALE
    column, row = np.floor(spots).astype(int).T
    darkest = np.min([pixels[row + up, column].min(axis=1) for up in (-1, 0, 1)], axis=0)
    return np.asarray(darkest < 200)


def longest(inks: NDArray[np.bool_]) -> int:
    """Give the pixels of the longest piece without a gap."""
    return max(len(piece) for piece in "".join("x" if ink else " " for ink in inks).split())


@pytest.mark.feature("C09")
def test_lines_and_edges_are_solid_dashed_or_dotted_on_paper_and_in_svg(
    full_display: Display,
) -> None:
    display, sheet = full_display, lay_out(full_display, marking="TLP:AMBER")
    x1, y1, x2, y2 = display.line_points.T
    bend = display.corners[0]
    ways = {}
    for strength in (0, 1, 2):  # a piece free of words and arrow
        line = int(np.flatnonzero((display.strengths == strength) & ~display.line_is_grey)[0])
        end = bend if strength == 2 else np.array((x2[line], y2[line]))
        start = np.array((x1[line], y1[line]))
        ways[strength] = np.concatenate((start * 0.95 + end * 0.05, start * 0.7 + end * 0.3))
    (x, y), (wide, high) = display.positions[2], display.halves[2]
    dashed = np.array((x - wide + 6, y - high, x + wide - 6, y - high))
    left, top, right, _ = next(shape.box for shape in display.shapes if shape.kind == "box")
    solid = np.array((left + 6, top, right - 6, top))
    for pixels in (painted(sheet), rasterised(display, "TLP:AMBER")):
        lines = [inked(pixels, sheet, ways[strength]) for strength in (0, 1, 2)]
        assert lines[0].all()
        assert 0.2 < lines[1].mean() < 0.9
        assert 0.1 < lines[2].mean() < 0.9
        assert longest(lines[2]) < 0.7 * longest(lines[1]), "dots are shorter than dashes"
        assert 0.2 < inked(pixels, sheet, dashed).mean() < 0.9
        assert inked(pixels, sheet, solid).all()


@pytest.mark.feature("C23")
def test_shading_tints_an_icon_and_greyed_icons_have_no_hue() -> None:
    plain, red, grey = (
        pixels_of(drawn_icon(key, 64))
        for key in (
            IconKey("elephant"),
            IconKey("elephant", tint=0xFFD02020),
            IconKey("seizure", is_grey=True, paper=0xFFFFFFFF),
        )
    )
    assert (red[..., 0] - red[..., 1]).max() > 60 > (plain[..., 0] - plain[..., 1]).max()
    assert np.ptp(grey, axis=2).max() <= 2


@pytest.mark.feature("C22")
def test_an_enlarged_item_has_a_larger_icon(full_display: Display) -> None:
    usual = full_display.icon_halves[0]
    assert full_display.icon_halves[5] == 2 * usual
    sheet = lay_out(full_display)
    pixels = painted(sheet)
    x, y = full_display.positions[5]
    assert near(pixels, sheet, x, y + 1.6 * usual) != {"#ffffff"}


@pytest.mark.feature("C08")
def test_a_line_runs_through_its_bend_points(full_display: Display) -> None:
    sheet = lay_out(full_display)
    for pixels in (painted(sheet), rasterised(full_display, "")):
        for x, y in full_display.corners.tolist():
            assert near(pixels, sheet, x, y, 4) != {"#ffffff"}


@pytest.mark.feature("C43")
def test_badges_stand_where_the_display_has_them(full_display: Display) -> None:
    badges = full_display.badges
    assert set(badges.names) >= {"warning", "watch"} and "B2" in badges.texts
    sheet = lay_out(full_display)
    pixels, without = painted(sheet), painted(lay_out(replace(full_display, badges=_none(badges))))
    assert (pixels != without).any()
    for owner, offset in zip(badges.owners.tolist(), badges.offsets, strict=True):
        x, y = full_display.positions[owner] + offset
        assert near(pixels, sheet, x, y, 4) != {"#ffffff"}


def _none(badges: Badges) -> Badges:
    nothing = {name: getattr(badges, name)[:0] for name in ("owners", "names", "texts")}
    arrays = {
        name: getattr(badges, name)[:0] for name in ("offsets", "colours", "text_colours", "widths")
    }
    return replace(badges, **nothing, **arrays)


@pytest.mark.feature("C35", "C40")
def test_legend_and_title_block_stand_in_their_boxes(full_display: Display) -> None:
    sheet = lay_out(full_display, marking="TLP:AMBER")
    assert sheet.text.texts == [], "the title block says it all"
    legend, block = full_display.legend, full_display.title_block
    assert legend is not None and block is not None
    for pixels in (painted(sheet), rasterised(full_display, "TLP:AMBER")):
        for left, top, right, bottom in (legend.box, block.box):
            assert near(pixels, sheet, (left + right) / 2, top) != {"#ffffff"}, "an edge"
            assert near(pixels, sheet, (left + right) / 2, bottom) != {"#ffffff"}


def test_black_and_white_has_no_hue_left(full_display: Display) -> None:
    pixels = painted(lay_out(black_and_white(full_display), marking="TLP:AMBER"))
    assert np.ptp(pixels, axis=2).max() <= 2
    assert pixels.min() < 10, "lines and words are black"


def test_a_wide_line_does_not_blunt_its_arrow(full_display: Display) -> None:
    sheet = lay_out(full_display)
    pixels = painted(sheet)
    tip = full_display.arrow_tips[np.flatnonzero(full_display.widths[full_display.arrow_lines] > 3)]
    (x, y), *_ = tip.tolist()
    above, below = near(pixels, sheet, x - 1, y - 4, 0), near(pixels, sheet, x - 1, y + 4, 0)
    assert above == below == {"#ffffff"}


@pytest.mark.feature("C32")
def test_greyed_items_and_lines_are_paler_than_others(full_display: Display) -> None:
    grey = full_display.style.colours.grey & 0xFFFFFF
    sheet = lay_out(full_display)
    line = int(np.flatnonzero(full_display.line_is_grey)[0])
    x1, y1, x2, y2 = full_display.line_points[line]
    for pixels in (painted(sheet), rasterised(full_display, "")):
        spots_on = [near(pixels, sheet, x1 + (x2 - x1) * k, y1 + (y2 - y1) * k) for k in (0.1, 0.2)]
        assert any(is_like(found, f"#{grey:06x}") for found in spots_on)
    assert f'stroke="#{grey:06x}"' in chart_svg(full_display)


def test_every_word_of_the_chart_is_in_the_svg_file(full_display: Display) -> None:
    document = chart_svg(full_display, marking="TLP:AMBER")
    legend = full_display.legend
    assert legend is not None
    words = [*full_display.node_text.texts, *full_display.link_text.texts, *legend.text.texts]
    for text in [*words, "TLP:AMBER", "Behind", "Round", "B2"]:
        assert text in document
    for entity_id in full_display.entity_ids.tolist():
        assert f'id="entity-{entity_id}"' in document
    for name in ("shape-1", "legend", "title-block"):
        assert f'id="{name}"' in document
