"""Text is measured with the vendored fonts, and breaks where its script allows."""

from __future__ import annotations

import csv
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iwtlink.chart.text.metrics import FONT_FILES, families_of, measure
from iwtlink.chart.text.wrapping import ELLIPSIS, kept_together, wrapped
from iwtlink.paths import resource


def test_every_font_file_is_shipped_with_its_licence() -> None:
    for files in FONT_FILES.values():
        for file in files:
            assert resource("fonts", file).is_file()
    assert "SIL Open Font License" in resource("fonts", "OFL.txt").read_text(encoding="utf-8")


def test_a_width_is_the_sum_of_the_fonts_advances() -> None:
    # Noto Sans, 1000 units per em: advance of "I" is 339
    assert measure("I", 10).width == pytest.approx(3.39)
    assert measure("II", 10).width == pytest.approx(6.78)


def test_width_grows_with_the_font_size_and_bold_is_wider() -> None:
    assert measure("Khamsing", 24).width == pytest.approx(2 * measure("Khamsing", 12).width)
    assert measure("Khamsing", 12, True).width > measure("Khamsing", 12).width


def test_marks_above_and_below_add_no_width() -> None:
    assert measure("ກີ", 12).width == pytest.approx(measure("ກ", 12).width)
    assert measure("ผู้", 12).width == pytest.approx(measure("ผ", 12).width)


def test_a_chinese_character_is_one_em_wide() -> None:
    assert measure("陈国", 12).width == pytest.approx(24.0)
    assert measure("陳國", 12).width == pytest.approx(24.0)


@pytest.mark.parametrize(
    ("text", "families"),
    [
        ("Trần Đình", ("Noto Sans",)),
        ("ຄຳສິງ", ("Noto Sans Lao",)),
        ("สมมติ", ("Noto Sans Thai",)),
        ("ភាសា", ("Noto Sans Khmer",)),
        ("မြန်မာ", ("Noto Sans Myanmar",)),
        ("ບໍ່ເຕັນ – 磨憨", ("Noto Sans Lao", "Noto Sans", "Noto Sans CJK SC")),
        ("🐘", ()),
    ],
)
def test_each_script_finds_its_font(text: str, families: tuple[str, ...]) -> None:
    assert families_of(text) == families


def test_the_fonts_have_every_character_of_the_demo_case(shared_data: Path) -> None:
    path = shared_data / "demo_case" / "entities.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        names = {row[key] for row in csv.DictReader(file) for key in ("name_latin", "name_script")}
    lacking = {c for name in names for c in name if not c.isspace() and not families_of(c)}
    assert lacking == set()


def test_what_no_font_has_is_given_ample_room() -> None:
    assert measure("🐘", 10).width > 13
    assert measure("", 10).width == 0


def test_a_label_breaks_at_spaces_within_24_characters() -> None:
    lines = wrapped("Phou Fa Kham Import-Export Sole Co., Ltd", 24, 4)
    assert lines == ("Phou Fa Kham", "Import-Export Sole Co.,", "Ltd")


def test_chinese_breaks_anywhere_but_not_before_a_closing_sign() -> None:
    assert wrapped("凭祥市禾顺岚贸易有限公司", 6, 3) == ("凭祥市禾顺岚", "贸易有限公司")
    assert wrapped("一二三四五六。七", 6, 3) == ("一二三四五", "六。七")


def test_a_long_word_without_spaces_breaks_between_clusters() -> None:
    for line in wrapped("ສະໜາມບິນສາກົນວັດໄຕສະໜາມບິນສາກົນວັດໄຕ", 10, 9):
        assert line[0] not in "ະາຳຽໆັິີຶືຸູົຼ່້"
        assert line[-1] not in "ເແໂໃໄ"


def test_what_does_not_fit_ends_in_an_ellipsis() -> None:
    lines = wrapped("word " * 400, 24, 3)
    assert len(lines) == 3
    assert lines[-1].endswith(ELLIPSIS)
    assert max(map(len, lines)) <= 24


def test_line_breaks_and_control_characters_become_spaces() -> None:
    assert wrapped("a\nb\x00c\td", 24, 3) == ("a b c d",)
    assert wrapped(" \n ", 24, 3) == ()
    assert wrapped("0\u00a0", 1, 2) == ("0",)


@given(st.text(max_size=300), st.integers(1, 30), st.integers(1, 5))
def test_any_text_wraps_into_few_measurable_lines(text: str, characters: int, lines: int) -> None:
    result = wrapped(text, characters, lines)
    assert len(result) <= lines
    assert all(line.strip() for line in result)
    assert all(measure(line, 12).width >= 0 for line in result)


@given(st.text("abc ກຂຄ ิ漢字 ", max_size=60))
def test_wrapping_loses_nothing_when_there_is_room(text: str) -> None:
    joined = "".join(wrapped(text, 12, 1000)).replace(" ", "")
    assert joined == "".join(text.split())


def test_an_amount_stays_with_its_currency() -> None:
    text = "transferred to " + kept_together("42,000 USD")
    assert wrapped(text, 24, 2) == ("transferred to", "42,000 USD")


def test_without_its_fonts_a_chart_is_drawn_all_the_same(tmp_path: Path) -> None:
    program = (
        "import pathlib, sys\n"
        "from iwtlink import paths\n"
        "found = paths.resource\n"
        "empty = pathlib.Path(sys.argv[1])\n"
        "paths.resource = lambda *p: empty.joinpath(*p[1:]) if p[0] == 'fonts' else found(*p)\n"
        "from iwtlink.chart.html.fonts import font_faces\n"
        "from iwtlink.chart.text.metrics import measure\n"
        "assert measure('Khamsing', 12.0).width > 60 and font_faces(['Khamsing']) == ''\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
