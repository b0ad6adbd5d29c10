"""The vendored fonts carry every script, and Qt sets text as wide as it was measured."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFontMetricsF, QRawFont, QTextLayout

from iwtlink.chart.text.metrics import FONT_FAMILIES, measure
from iwtlink.render.fonts import chart_font, load_fonts
from iwtlink.render.lettering import inset_of

TEXTS = {
    "Latin": "Khamsing VONGPHADY",
    "Vietnamese": "Nguyễn Thị Hồng Đào",
    "Lao": "ຄຳສິງ ວົງພະດີ",
    "Thai": "มนูญ พรหมทอง",
    "Khmer": "សុខា",
    "Burmese": "အောင်မြင့်",
    "Chinese": "凭祥市禾顺岚贸易有限公司",
    "Traditional": "陳國釗",
}


def runs(text: str, px: int, bold: bool) -> tuple[float, list[tuple[str, list[int]]]]:
    layout = QTextLayout(text, chart_font(px, bold))
    layout.beginLayout()
    line = layout.createLine()
    layout.endLayout()
    glyphs = [
        (QRawFont(run.rawFont()).familyName(), run.glyphIndexes()) for run in line.glyphRuns()
    ]
    return line.naturalTextWidth(), glyphs


def test_all_vendored_families_are_known_to_qt() -> None:
    assert set(FONT_FAMILIES) <= set(load_fonts())


@pytest.mark.parametrize("script", TEXTS)
@pytest.mark.parametrize("bold", [False, True])
def test_each_script_is_drawn_with_glyphs_of_a_vendored_font(script: str, bold: bool) -> None:
    _, glyphs = runs(TEXTS[script], 12, bold)
    assert glyphs
    for family, indexes in glyphs:
        assert family in FONT_FAMILIES
        assert 0 not in indexes, "a box instead of a letter"


@pytest.mark.parametrize("script", TEXTS)
def test_text_is_as_wide_as_it_was_measured(script: str) -> None:
    width, _ = runs(TEXTS[script], 12, False)
    assert width == pytest.approx(measure(TEXTS[script], 12.0).width, rel=0.02, abs=0.5)


@pytest.mark.parametrize("name", ["محمد العربي", "Khamsing VONGPHADY", "ຄຳສິງ ວົງພະດີ", "陈国钊"])
def test_a_text_of_any_script_stands_in_the_middle_of_its_room(name: str) -> None:
    room = measure(name, 15).width
    drawn = QFontMetricsF(chart_font(15, False)).horizontalAdvance(name)
    left = inset_of(name, 15, False, room)
    assert left == pytest.approx((room - drawn) / 2, abs=1.5)
