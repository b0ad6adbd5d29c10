"""Names as passports, court papers, lists and scans have them, and what must not come of it."""

from __future__ import annotations

import pytest

from iwtlink.matching import LIKELY, POSSIBLE, compare_names, read_name


def score(one: str, other: str, type_name: str = "") -> float:
    return compare_names(read_name(one), read_name(other), type_name=type_name).score


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("P<LAOSENGKHAM<<BOUNLA<<<<<<<<", ("sengkham", "bounla")),
        ("  P<VNMDOAN<<GIA<KHOI<<<<\nC1234567<8VNM", ("doan", "gia", "khoi")),
        ("V<D<<BRANDT<<JUTTA<MARIA<<<<", ("brandt", "jutta", "maria")),
        ("PHOMMACHANH<<KEO<<<", ("phommachanh", "keo")),
    ],
)
def test_of_a_line_machines_read_the_name_is_read(line: str, words: tuple[str, ...]) -> None:
    assert {*read_name(line).words} == {*read_name(" ".join(words)).words}


@pytest.mark.parametrize(
    ("scanned", "name"),
    [
        ("S0mphet Vilayvanh", "Somphet Vilayvanh"),
        ("Somphet Vi1ayvanh", "Somphet Vilayvanh"),
        ("TRAN TH1 HOA", "Tran Thi Hoa"),
        ("5engdao Keobounma", "Sengdao Keobounma"),
    ],
)
def test_a_digit_within_a_word_is_read_as_the_letter_it_looks_like(scanned: str, name: str) -> None:
    assert score(scanned, name) >= LIKELY


def test_a_number_behind_a_name_stays_a_number() -> None:
    assert read_name("Somphet1 Vilayvanh").words == ("somphet1", "vilayvanh")
    assert read_name("Le6 Va8n Tu1").marked == read_name("Lê Văn Tú").marked


def test_letters_that_scans_confuse_are_a_small_error() -> None:
    assert POSSIBLE <= score("Kharnphet Vilayvanh", "Khamphet Vilayvanh") < LIKELY
    assert POSSIBLE <= score("Sivvilay Boudcla", "Siwilay Boudda") < LIKELY


@pytest.mark.parametrize(
    ("stated", "name", "title"),
    [
        ("Bị cáo Đào Thị Bích Thuỷ", "Đào Thị Bích Thuỷ", "accused"),
        ("Bi can Dao Thi Bich Thuy", "Dao Thi Bich Thuy", "accused"),
        ("Arguido: Jaime Mabote", "Jaime Mabote", "accused"),
        ("จำเลย วิทยา ศรีเมือง", "วิทยา ศรีเมือง", "accused"),
        ("ຈຳເລີຍ ສົມພອນ ວິໄລວັນ", "ສົມພອນ ວິໄລວັນ", "accused"),
        ("Testemunha Jaime Mabote", "Jaime Mabote", "witness"),
    ],
)
def test_what_somebody_is_in_court_is_no_part_of_the_name(
    stated: str, name: str, title: str
) -> None:
    found = read_name(stated)
    assert found.titles == (title,)
    assert found.words == read_name(name).words


def test_a_chinese_name_that_looks_like_a_court_word_stays() -> None:
    assert read_name("Bi Cao").words == ("bi", "cao")


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("Ma. do Carmo Mabote", "Maria do Carmo Mabote"),
        ("Mª do Carmo Mabote", "Maria do Carmo Mabote"),
        ("Ng. Văn Khải", "Nguyễn Văn Khải"),
        ("Md. Karim Uddin", "Mohammed Karim Uddin"),
    ],
)
def test_usual_abbreviations_stand_for_the_name(short: str, full: str) -> None:
    assert score(short, full) >= LIKELY


def test_the_same_letters_without_the_dot_are_a_name() -> None:
    assert score("Ma Jun Lin", "Maria Jun Lin") < LIKELY


def test_a_middle_word_tells_a_vietnamese_name_where_the_surname_does_not() -> None:
    assert score("Ly Van Tan", "Ly Van Thanh") < POSSIBLE
    assert score("Mai Thi Hoa", "Mai Thị Hoa") >= LIKELY


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ger Vue", "Ger Kong Vue"),
        ("Tou Xiong", "Tou Chue Xiong"),
        ("Chue Kue", "Chue Long Kue"),
        ("Kim Mom", "Kim Srey Mom"),
    ],
)
def test_a_syllable_more_in_a_name_of_syllables_may_be_another_name(one: str, other: str) -> None:
    assert POSSIBLE <= score(one, other) < LIKELY


def test_two_initials_beside_one_word_are_possible_and_no_more() -> None:
    assert POSSIBLE <= score("T. Sayavong", "T. SAYAVONG") < LIKELY
    assert score("T. Sayavong Keomany", "T. Sayavong Keomany") >= LIKELY


def test_another_number_makes_another_name() -> None:
    assert score("Bounmy1 Keomany", "Bounmy2 Keomany") < POSSIBLE


def test_a_middle_name_left_out_of_a_long_name_is_still_likely() -> None:
    assert score("Jaime Mabote", "Jaime Alfredo Mabote") >= LIKELY


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Luang Houa Wood Co., Ltd", "Luang Houa Mining Co., Ltd"),
        ("Sok Khouang Agriculture Co., Ltd", "Sok Khouang Wood Co., Ltd"),
        ("Don Dao Wood Co., Ltd", "Don Dao Trading Co., Ltd"),
        ("Champa Farm", "Champa Import-Export Co., Ltd"),
        ("Phou Khouang Trading Co., Ltd", "Khouang Phou Trading Co., Ltd"),
        ("Công ty TNHH Thành Đạt", "Công ty TNHH Đạt Thành"),
    ],
)
def test_firms_of_another_trade_or_turned_syllables_are_not_likely_one(
    one: str, other: str
) -> None:
    assert score(one, other, "company") < LIKELY


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Luang Houa Trading Co., Ltd", "Luang Houa Import-Export Co., Ltd"),
        ("Luang Houa Farm", "Luang Houa Animal Farming Co., Ltd"),
        ("Luang Houa Wood", "Luang Houa Wood Trading Co., Ltd"),
        ("Vongdara Sakhone Trading", "Sakhone Vongdara Trading Co., Ltd"),
    ],
)
def test_firms_of_kindred_trades_are_likely_one(one: str, other: str) -> None:
    assert score(one, other, "company") >= LIKELY


def test_a_given_name_that_is_also_an_address_is_not_taken_for_one() -> None:
    assert score("Gao Jie", "Gao Haiwen") < POSSIBLE
    assert score("高姐", "Gao Jie") >= POSSIBLE  # both say the same of her
    assert score("Deng Laoban", "Deng Haiwen") >= POSSIBLE
