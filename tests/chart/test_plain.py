"""Many plain texts are measured at once, and come out as each would alone."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iwtlink.chart.text.lines import NAME, SCRIPT, TextBlock, TextLines
from iwtlink.chart.text.metrics import measure
from iwtlink.chart.text.plain import plain_texts
from iwtlink.chart.text.setting import Labels, stack_labels, stack_lines
from iwtlink.chart.text.wrapping import wrapped

_LETTERS = st.one_of(
    st.characters(min_codepoint=32, max_codepoint=126),
    st.sampled_from("ffiilT VAo.  \u00a0\t\néຄ😀\ud800"),
)
_TEXTS = st.lists(st.text(_LETTERS, max_size=20), min_size=1, max_size=12)


@pytest.mark.parametrize("bold", [False, True])
@given(texts=_TEXTS)
def test_a_plain_text_is_as_wide_as_harfbuzz_says(bold: bool, texts: list[str]) -> None:
    found = plain_texts(texts, 14, bold)
    for text, is_plain, width in zip(texts, found.is_plain, found.widths, strict=True):
        if is_plain:
            drawn = text.replace("\u00a0", " ")
            assert wrapped(text, 14, 2) == ((drawn,) if text else ())
            assert width * 12.0 == measure(drawn, 12.0, bold).width


def test_short_names_in_ascii_are_plain() -> None:
    found = plain_texts(
        ["Mr. J. O'Neil", "5,000\u00a0USD", "", "two  gaps", "Sốp", "x" * 15], 14, False
    )
    assert found.is_plain.tolist() == [True, True, True, False, False, False]


@settings(max_examples=25)
@given(texts=_TEXTS, own=st.sets(st.integers(0, 1199), max_size=3))
def test_the_labels_of_a_large_chart_are_those_set_one_by_one(
    texts: list[str], own: set[int]
) -> None:
    name, script = TextBlock(12.0, True, 14, 2, NAME), TextBlock(10.0, False, 9, 1, SCRIPT)
    names = [texts[item % len(texts)] for item in range(1200)]
    scripts = [texts[item % 7 % len(texts)] for item in range(1200)]
    special = {item: ((f"Own {item}", script), ("ຄຳສິງ", name)) for item in own}
    singly = [
        special.get(item, ((names[item], name), (scripts[item], script))) for item in range(1200)
    ]
    at_once = stack_labels(Labels([(names, name), (scripts, script)], special, 1200), top=4.0)
    _assert_same(at_once, stack_lines(singly, top=4.0))


def _assert_same(one: TextLines, other: TextLines) -> None:
    assert one.texts == other.texts
    for name in ("owners", "starts", "offsets", "sizes", "ascents", "font_px", "is_bold", "roles"):
        np.testing.assert_array_equal(getattr(one, name), getattr(other, name), name)
    np.testing.assert_array_equal(one.boxes, other.boxes)
