"""Marks of Lao and Thai found again on their consonants, whatever the order they are drawn in."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iwtlink.intake.documents.marks import Glyph, are_astray, is_mark, put_back

TEXTS = (
    "ຄຳສິງ ວົງພະດີ ຊື້ງາຊ້າງ ນ້ຳທີ່ຢູ່",
    "ກະຊວງກະສິກຳ ແລະ ປ່າໄມ້ ໄດ້ຈັບກຸມຜູ້ຖືກຫາ",
    "ໃນວັນທີ 14/03/2015. ທະບຽນລົດ ກຂ 1234",
    "ນະຄອນຫຼວງວຽງຈັນ\nເມືອງສີສັດຕະນາກ",
    "งาช้างถูกยึดที่กรุงเทพ น้ำ ผู้ต้องหา",
    "Khamsing ຄຳສິງ bought 12 kg\nຂອງງາຊ້າງ",
)
LETTER, LINE = 6.0, 24.0


def drawn(text: str, shuffled: random.Random | None = None) -> list[Glyph]:
    """Lay a text out as a font does; with ``shuffled`` each mark comes some letters late."""
    glyphs: list[Glyph] = []
    late: list[tuple[int, Glyph]] = []
    x, y, stacked = 0.0, 700.0, 0
    for letter in text:
        if letter == "\n":
            x, y = 0.0, y - LINE
            continue
        if is_mark(letter):
            stacked += 1
            low = letter in "ຸູຼฺุู"
            bottom = y - 3.0 if low else y + 3.0 + 3.5 * stacked
            mark = Glyph(letter, x - LETTER + 1, bottom, x - 1, bottom + 2.5, y)
            late.append((shuffled.randint(0, 2) if shuffled else 0, mark))
        else:
            stacked = 0
            top = y + 6.0 if letter not in "ຳำ" else y + 9.5
            bottom = y if letter not in "ຳำ" else y + 7.0
            glyphs.append(Glyph(letter, x, bottom, x + LETTER, top, y))
            x += LETTER
            late = [(wait - 1, mark) for wait, mark in late]
        glyphs += [mark for wait, mark in late if wait <= 0]
        late = [(wait, mark) for wait, mark in late if wait > 0]
    return glyphs + [mark for _, mark in late]


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_drawn_in_order_comes_back(text: str) -> None:
    assert put_back(drawn(text)) == text


@given(text=st.sampled_from(TEXTS), seed=st.integers(0, 10_000))
def test_a_text_whose_marks_are_drawn_late_comes_back(text: str, seed: int) -> None:
    assert put_back(drawn(text, random.Random(seed))) == text


def test_a_gap_that_is_no_glyph_is_a_space() -> None:
    left = drawn("ງາ")
    right = [
        Glyph(g.letter, g.left + 20, g.bottom, g.right + 20, g.top, g.baseline)
        for g in drawn("ຊ້າງ")
    ]
    assert put_back([*left, *right]) == "ງາ ຊ້າງ"


def test_letters_that_a_font_lacked_come_back_into_the_gaps_of_their_line() -> None:
    text = "Nguyễn Văn Đức ở Hà Tĩnh\nbán sừng tê giác"
    first, second = (drawn(line) for line in text.split("\n"))
    second = [replace(g, bottom=g.bottom - LINE, top=g.top - LINE, baseline=676.0) for g in second]
    late = [[g for g in line if g.letter in "ễứừở"] for line in (first, second)]
    early = [[g for g in line if g.letter not in "ễứừở"] for line in (first, second)]
    assert put_back([*early[0], *late[0], *early[1], *late[1]]) == text


def test_a_word_drawn_twice_to_look_bold_is_not_shuffled() -> None:
    once = drawn("ງາຊ້າງ")
    again = [replace(g, left=g.left + 0.3, right=g.right + 0.3) for g in once]
    assert "ງາຊ້າງ" in put_back([*once, *again]).replace(" ", "")


def test_a_ring_and_an_aa_are_one_am() -> None:
    assert put_back(drawn("ນໍ້າ")) == "ນ້ຳ"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("ຄຳ ສງ ວິ ງພະດ ົ", True),
        ("\n້\nງາ", True),
        ("ຄຳສິງ ວົງພະດີ ນ້ຳທີ່", False),
        ("งาช้างถูกยึด", False),
        ("ຄ ຳ ສິງ", True),
        ("Nguy n Văn Đ c ễ ứ", True),
        ("Nguyễn Văn Đức ở Hà Tĩnh", False),
        ("Khamsing", False),
        ("", False),
    ],
)
def test_marks_astray_are_seen(words: str, expected: bool) -> None:
    assert are_astray(words) is expected
