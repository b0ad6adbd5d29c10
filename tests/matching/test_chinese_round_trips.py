"""A name spelled in any system by a second speller is found in any other.

The speller's tables are written by hand, apart from the shipped ones. Character: pinyin,
Wade-Giles, Hong Kong, Singapore (Hokkien or Teochew), Vietnamese.
"""

from __future__ import annotations

import random
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iwtlink.matching import chinese
from iwtlink.matching.forms import LIKELY, POSSIBLE
from iwtlink.matching.names import read_name

SYSTEMS = ("pinyin", "taiwan", "hongkong", "singapore", "vietnam")

SURNAMES = {
    "陈": ("Chen", "Ch'en", "Chan", "Tan", "Trần"),
    "林": ("Lin", "Lin", "Lam", "Lim", "Lâm"),
    "黄": ("Huang", "Huang", "Wong", "Ng", "Hoàng"),
    "张": ("Zhang", "Chang", "Cheung", "Teo", "Trương"),
    "李": ("Li", "Li", "Lee", "Lee", "Lý"),
    "王": ("Wang", "Wang", "Wong", "Ong", "Vương"),
    "吴": ("Wu", "Wu", "Ng", "Goh", "Ngô"),
    "刘": ("Liu", "Liu", "Lau", "Low", "Lưu"),
    "蔡": ("Cai", "Ts'ai", "Choi", "Chua", "Thái"),
    "杨": ("Yang", "Yang", "Yeung", "Yeo", "Dương"),
    "许": ("Xu", "Hsu", "Hui", "Koh", "Hứa"),
    "郑": ("Zheng", "Cheng", "Cheng", "Tay", "Trịnh"),
    "谢": ("Xie", "Hsieh", "Tse", "Chia", "Tạ"),
    "郭": ("Guo", "Kuo", "Kwok", "Kuek", "Quách"),
    "曾": ("Zeng", "Tseng", "Tsang", "Chan", "Tăng"),
    "周": ("Zhou", "Chou", "Chow", "Chew", "Châu"),
    "何": ("He", "Ho", "Ho", "Ho", "Hà"),
    "罗": ("Luo", "Lo", "Law", "Loh", "La"),
    "梁": ("Liang", "Liang", "Leung", "Neo", "Lương"),
    "潘": ("Pan", "P'an", "Poon", "Phua", "Phan"),
}

GIVEN = {
    "国": ("guo", "kuo", "kwok", "kok", "Quốc"),
    "强": ("qiang", "ch'iang", "keung", "kiong", "Cường"),
    "志": ("zhi", "chih", "chi", "chee", "Chí"),
    "明": ("ming", "ming", "ming", "beng", "Minh"),
    "伟": ("wei", "wei", "wai", "wee", "Vĩ"),
    "华": ("hua", "hua", "wah", "hua", "Hoa"),
    "成": ("cheng", "ch'eng", "shing", "seng", "Thành"),
    "宝": ("bao", "pao", "po", "poh", "Bảo"),
    "荣": ("rong", "jung", "wing", "eng", "Vinh"),
    "福": ("fu", "fu", "fuk", "hock", "Phúc"),
    "德": ("de", "te", "tak", "teck", "Đức"),
    "兴": ("xing", "hsing", "hing", "hin", "Hưng"),
    "文": ("wen", "wen", "man", "boon", "Văn"),
    "光": ("guang", "kuang", "kwong", "kong", "Quang"),
    "龙": ("long", "lung", "lung", "leong", "Long"),
    "玉": ("yu", "yu", "yuk", "geok", "Ngọc"),
    "珍": ("zhen", "chen", "chun", "tin", "Trân"),
    "丽": ("li", "li", "lai", "lee", "Lệ"),
    "美": ("mei", "mei", "mei", "bee", "Mỹ"),
    "兰": ("lan", "lan", "lan", "lan", "Lan"),
    "香": ("xiang", "hsiang", "heung", "hiong", "Hương"),
    "清": ("qing", "ch'ing", "ching", "cheng", "Thanh"),
    "平": ("ping", "p'ing", "ping", "peng", "Bình"),
    "安": ("an", "an", "on", "ann", "An"),
    "春": ("chun", "ch'un", "chun", "choon", "Xuân"),
    "海": ("hai", "hai", "hoi", "hai", "Hải"),
    "雄": ("xiong", "hsiung", "hung", "hiong", "Hùng"),
    "杰": ("jie", "chieh", "kit", "kiat", "Kiệt"),
    "建": ("jian", "chien", "kin", "kian", "Kiến"),
    "永": ("yong", "yung", "wing", "eng", "Vĩnh"),
    "金": ("jin", "chin", "kam", "kim", "Kim"),
    "水": ("shui", "shui", "shui", "chwee", "Thủy"),
    "英": ("ying", "ying", "ying", "eng", "Anh"),
    "秀": ("xiu", "hsiu", "sau", "siew", "Tú"),
    "忠": ("zhong", "chung", "chung", "tiong", "Trung"),
    "义": ("yi", "i", "yee", "gee", "Nghĩa"),
    "家": ("jia", "chia", "ka", "kah", "Gia"),
    "俊": ("jun", "chun", "chun", "choon", "Tuấn"),
    "超": ("chao", "ch'ao", "chiu", "chiau", "Siêu"),
    "学": ("xue", "hsueh", "hok", "hock", "Học"),
}


def spell(surname: str, given: str, system: str) -> str:
    """Spell a name as papers of that country do."""
    place = SYSTEMS.index(system)
    family, parts = SURNAMES[surname][place], [GIVEN[char][place] for char in given]
    if system == "pinyin":
        return f"{family} {''.join(parts).capitalize()}"
    if system == "taiwan":
        return f"{family} {'-'.join(parts).capitalize()}"
    if system == "hongkong":
        return f"{family.upper()} {'-'.join(parts).capitalize()}"
    return " ".join([family, *(part.capitalize() for part in parts)])


surnames = st.sampled_from(sorted(SURNAMES))
givens = st.lists(st.sampled_from(sorted(GIVEN)), min_size=2, max_size=2).map("".join)
systems = st.sampled_from(SYSTEMS)


def score(one: str, other: str) -> float:
    found = chinese.compare(read_name(one), read_name(other))
    return found.score if found else 0.0


@given(surname=surnames, given_name=givens, system=systems)
def test_characters_and_any_spelling_of_them_are_likely_one(
    surname: str, given_name: str, system: str
) -> None:
    spelled = spell(surname, given_name, system)
    assert score(surname + given_name, spelled) >= LIKELY


@given(surname=surnames, given_name=givens, one=systems, other=systems)
def test_two_spellings_of_one_name_are_never_called_different(
    surname: str, given_name: str, one: str, other: str
) -> None:
    a, b = spell(surname, given_name, one), spell(surname, given_name, other)
    if one != other:
        assert score(a, b) >= POSSIBLE


@given(surname=surnames, given_name=givens, one=systems, other=systems)
def test_comparing_is_the_same_both_ways(
    surname: str, given_name: str, one: str, other: str
) -> None:
    a, b = spell(surname, given_name, one), spell(surname, given_name, other)
    assert score(a, b) == score(b, a)


@given(surname=surnames, given_name=givens)
def test_all_spellings_of_a_name_share_a_key_with_each_other(surname: str, given_name: str) -> None:
    forms = [surname + given_name, *(spell(surname, given_name, name) for name in SYSTEMS)]
    keys = [chinese.keys(form) for form in forms]
    assert all(one & other for one, other in combinations(keys, 2))


@pytest.mark.parametrize("share_surname", [False, True])
def test_different_names_are_likely_in_one_of_a_thousand_at_most(share_surname: bool) -> None:
    dice = random.Random(11)
    likely = 0
    for _ in range(1_000):
        one, other = dice.sample(sorted(SURNAMES), 2)
        first, second = ("".join(dice.sample(sorted(GIVEN), 2)) for _ in range(2))
        if first == second:
            continue
        here, there = dice.sample(SYSTEMS, 2)
        a = spell(one, first, here)
        likely += score(a, spell(one if share_surname else other, second, there)) >= LIKELY
    assert likely <= 1
