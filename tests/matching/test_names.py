"""Spellings of one name agree by sound; what tells people apart stays apart."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iwtlink.matching import LIKELY, POSSIBLE, compare_names, read_name
from iwtlink.matching.romanise import romanise
from iwtlink.matching.sound import sound
from iwtlink.store.folding import fold

LAO_AND_LATIN = list("ກຂຄງຈສຊຍດຕຖທນບປຜພມຣລວຫອຮເແໂໃໄະັາຳິີຶືຸູົຽໍ່້ abcdefghijklmnopqrstuvwxyz")


def likeness(one: str, other: str) -> float:
    return compare_names(read_name(one), read_name(other)).score


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Thao Khamsing Vongphady", "Khamsing VONGPHADI"),
        ("Boun Oum SAYASONE", "Boonoom Xaysone"),
        ("KEOLOUANG Thavone", "Thavone Keolouang"),
        ("Khamsing VONGPHADY", "ຄຳສິງ ວົງພະດີ"),
        ("Thavone KEOLOUANG", "ທະວອນ ແກ້ວຫຼວງ"),
        ("Prasert Kaewsingha", "ประเสริฐ แก้วสิงหา"),
        ("Nguyeenx Quang Luwx", "Nguyễn Quang Lữ"),
        ("Zhang Xueqing", "Chang Hsueh-ch'ing"),
        ("黃國偉", "黄国伟"),
        ("MACUACUA, Joao A.", "João Alberto Macuácua"),
        ("Phou Fa Kham Import-Export Sole Co., Ltd", "ບໍລິສັດ ພູຟ້າຄຳ ຂາເຂົ້າ-ຂາອອກ ຈຳກັດຜູ້ດຽວ"),
    ],
)
def test_spellings_of_one_name_are_likely_one(one: str, other: str) -> None:
    assert likeness(one, other) >= LIKELY


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bounmy SOULIYA", "Bounma SOULIYA"),
        ("Khamsing VONGPHADY", "Khansing Vongphady"),
        ("Nguyễn Quang Hải", "Nguyễn Hải Quang"),
        ("Phan Trọng Bảo", "Phan Trọng Bách"),
        ("Chen Guozhao", "Cheng Guozhao"),
        ("Thao Seng", "Thao Sing"),
        ("林宝成", "林宝强"),
    ],
)
def test_names_of_different_people_are_not_likely_one(one: str, other: str) -> None:
    assert likeness(one, other) < LIKELY


def test_labelled_pairs_keep_their_precision_and_recall(shared_data: Path) -> None:
    with (shared_data / "names" / "name_pairs.csv").open(encoding="utf-8-sig", newline="") as file:
        pairs = [row for row in csv.DictReader(file) if row["needs_context"] == "0"]
    likely = {row["pair_id"] for row in pairs if likeness(row["name_a"], row["name_b"]) >= LIKELY}
    same = {row["pair_id"] for row in pairs if row["label"] == "same"}
    assert not likely - same, "different people taken for one"
    assert len(likely & same) / len(same) >= 0.85


def test_a_title_alone_is_still_a_name() -> None:
    assert read_name("Thao").sounds


def test_why_is_said_in_words() -> None:
    found = compare_names(read_name("Khamsing"), read_name("Khamsing VONGPHADY"))
    assert found.why == "Khamsing: part of the name"


def test_lao_reads_as_it_is_spoken() -> None:
    assert romanise("ຫຼວງພະບາງ") == "luangphabang"
    assert romanise("ຈຳປາສັກ") == "champasak"


@given(st.text(st.sampled_from(LAO_AND_LATIN), max_size=30))
def test_any_name_can_be_read_and_agrees_with_itself(text: str) -> None:
    name = read_name(text)
    if name.sounds:
        is_full = len(name.sounds) > 1 and not any(part.is_initial for part in name.parts)
        least = LIKELY if is_full else POSSIBLE
        assert compare_names(name, read_name(text)).score >= least


@given(st.text(max_size=40), st.text(max_size=40))
def test_likeness_does_not_depend_on_who_is_first(one: str, other: str) -> None:
    assert likeness(one, other) == pytest.approx(likeness(other, one), abs=0.02)


@given(st.text(max_size=30))
def test_sound_holds_small_latin_letters_only(text: str) -> None:
    assert set(sound(fold(text))) <= set("abcdefghijklmnopqrstuvwxyz")
