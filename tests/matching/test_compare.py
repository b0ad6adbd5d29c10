"""What makes two names one, and what forbids it; every verdict says why."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iwtlink.matching import LIKELY, POSSIBLE, Likeness, compare_names, read_name

SYLLABLES = [
    *("kham", "boun", "sing", "seng", "my", "ma", "vong", "phady", "keo", "many", "thong", "phet"),
    *("sone", "say", "ly", "la", "Nguyễn", "Văn", "Hải", "Tran", "Thi", "Vaj", "Xyooj", "U"),
    *("Aung", "Win", "Co", "Ltd", "ຄຳ", "ສິງ", "陈", "da", "J."),
]


def likeness(one: str, other: str, type_name: str = "") -> Likeness:
    return compare_names(read_name(one), read_name(other), type_name=type_name)


def test_each_word_says_what_it_is_and_why() -> None:
    given_name, surname = likeness("Khamsing VONGPHADY", "Khamsing Vongpadi").tokens
    assert (given_name.verdict, given_name.why) == ("same", "Khamsing stands in both")
    assert surname.verdict == "sounds"
    assert surname.why == "VONGPHADY and Vongpadi sound the same: ph = p, y = i"


def test_a_name_in_script_says_how_it_is_read() -> None:
    (word, *_) = likeness("ຄຳສິງ ວົງພະດີ", "Khamsing Vongphady").tokens
    assert "is read khamsing" in word.why


def test_joined_words_initials_and_missing_ones_are_told() -> None:
    joined = likeness("Kham Sing Vongphady", "Khamsing Vongphady").tokens[0]
    assert (joined.one, joined.other, joined.verdict) == ("Kham Sing", "Khamsing", "sounds")
    tokens = likeness("MACAMO, Paulo M.", "Paulo Mateus Macamo").tokens
    assert [token.verdict for token in tokens] == ["same", "same", "initial"]
    tokens = likeness("Paulo Macamo", "Paulo Mateus Macamo").tokens
    assert [token.verdict for token in tokens] == ["same", "same", "missing"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Nguyễn Văn Hùng", "Nguyễn Văn Hưng"),
        ("Nguyễn Quang Hải", "Nguyễn Hải Quang"),
        ("Thao Bouakham", "Nang Bouakham"),
        ("Mr Kim Wanjiku", "Mrs Kim Wanjiku"),
        ("António Chissano Júnior", "António Chissano Sénior"),
        ("Don Keo Farm 1", "Don Keo Farm 2"),
        ("黄丽香", "黄丽芳"),
    ],
)
def test_what_contradicts_is_a_veto_with_its_reason(one: str, other: str) -> None:
    found = likeness(one, other)
    assert found.veto
    assert found.score < POSSIBLE


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Khamsing", "Khamsing"),
        ("Sing", "Khamsing Vongphady"),
        ("Khamsing", "Khamsing Vongphady"),
        ("Boss Sing", "Sing"),
        ("Khuê", "Trần Đình Khuê"),
        ("Zaw", "Zaw"),
    ],
)
def test_a_single_name_is_possible_and_no_more(one: str, other: str) -> None:
    assert POSSIBLE <= likeness(one, other).score < LIKELY


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Thongkham SISAVATH", "Bounthanh SISAVATH"),
        ("Nguyễn Văn Hải", "Nguyễn Văn Bình"),
        ("Carlos dos Santos", "Maria dos Santos"),
        ("Sing", "Seng"),
        ("Nguyễn", "Nguyễn Văn Hải"),
    ],
)
def test_a_shared_family_name_is_not_even_possible(one: str, other: str) -> None:
    assert likeness(one, other).score < POSSIBLE


def test_a_letter_wrong_in_a_long_word_is_possible_in_a_short_one_not() -> None:
    assert POSSIBLE <= likeness("Khamphet VILAYSUOK", "Khamphet Vilaysouk").score < LIKELY
    assert likeness("Khamphet Seng", "Khamphet Sang").score < POSSIBLE


def test_two_short_words_turned_may_be_one_name_written_apart() -> None:
    assert likeness("Kham Sing", "Sing Kham").score < LIKELY
    assert likeness("Keolouang Thavone", "Thavone Keolouang").score >= LIKELY


def test_a_company_is_told_by_its_own_words() -> None:
    assert likeness("Naga River Trading Co., Ltd", "Naga River Sole Co Ltd").score >= LIKELY
    assert likeness("Phou Xang Co Ltd", "Phou Khoun Co Ltd").score < POSSIBLE
    there, elsewhere = "Golden Naga Hotel (Pakse)", "Golden Naga Hotel (Vientiane)"
    assert likeness(there, elsewhere).score < LIKELY
    assert "where they are differs" in likeness(there, elsewhere).why


def test_the_type_says_how_a_single_word_counts() -> None:
    assert likeness("Thanaleng", "Thanaleng", "warehouse").score >= LIKELY
    assert likeness("Thanaleng", "Thanaleng", "person").score < LIKELY


def test_an_alias_does_not_outweigh_two_full_names_that_differ() -> None:
    one, other = "Khamphet Vilaysouk alias 'Boss Sing'", "Bounmy Soulivong alias 'Boss Sing'"
    assert likeness(one, other).score < LIKELY


def test_the_words_of_unlike_names_are_told_when_asked_for() -> None:
    one, other = read_name("Bounmy SOULIYA"), read_name("Bounma SOULIYA")
    assert not compare_names(one, other).tokens
    tokens = compare_names(one, other, fully=True).tokens
    assert [token.verdict for token in tokens] == ["differs", "same"]


NAMES = st.lists(st.sampled_from(SYLLABLES), min_size=1, max_size=5).map(" ".join)


@given(NAMES, NAMES)
def test_likeness_is_the_same_both_ways(one: str, other: str) -> None:
    there, back = likeness(one, other), likeness(other, one)
    assert there.score == pytest.approx(back.score, abs=0.02)


@given(NAMES)
def test_a_name_is_likely_itself_unless_it_is_a_single_one(text: str) -> None:
    name = read_name(text)
    found = compare_names(name, read_name(text))
    if len(name.parts) > 1 and not any(part.is_initial for part in name.parts):
        assert found.score >= LIKELY
    assert not found.veto


@given(NAMES, NAMES)
def test_what_may_be_one_shares_a_key_and_says_why(one: str, other: str) -> None:
    left, right = read_name(one), read_name(other)
    found = compare_names(left, right)
    assert 0 <= found.score <= 1
    if found.score >= LIKELY:
        assert found.why
        assert not left.keys.isdisjoint(right.keys)
