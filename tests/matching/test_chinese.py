"""Names in Chinese characters and in all their spellings."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from iwtlink.matching import chinese
from iwtlink.matching.forms import LIKELY, POSSIBLE, Likeness
from iwtlink.matching.names import read_name
from iwtlink.operations.own_files import own_file_problems


def compared(one: str, other: str) -> Likeness | None:
    there = chinese.compare(read_name(one), read_name(other))
    back = chinese.compare(read_name(other), read_name(one))
    assert (there.score if there else None) == (back.score if back else None)
    return there


def score(one: str, other: str) -> float:
    found = compared(one, other)
    return found.score if found else 0.0


def keys(text: str) -> frozenset[str]:
    return chinese.keys(text, is_body=read_name(text).is_organisation)


def meet(one: str, other: str) -> bool:
    return bool(keys(one) & keys(other))


ONE_NAME = [
    # characters: traditional, simplified, with a title
    ("陳國釗", "陈国钊"),
    ("蕭錦龍", "萧锦龙先生"),
    # pinyin: order, spaces, hyphens, tones, apostrophe, ü
    ("陈国钊", "Chen Guozhao"),
    ("陈国钊", "Guozhao CHEN"),
    ("陈国钊", "Chén Guózhāo"),
    ("陈国钊", "Chen2 Guo2 zhao1"),
    ("陈国钊", "chenguozhao"),
    ("Huang Li-xiang", "HUANG Lixiang"),
    ("李西安", "Li Xi'an"),
    ("吕秀兰", "Lv Xiulan"),
    ("呂秀蘭", "LYU XIULAN"),
    # surnames that are read otherwise than the character
    ("单志强", "Shan Zhiqiang"),
    ("仇振华", "Qiu Zhenhua"),
    ("曾文斌", "Zeng Wenbin"),
    ("翟文斌", "Zhai Wenbin"),
    ("解建平", "Xie Jianping"),
    ("区嘉敏", "Ou Jiamin"),
    ("查文斌", "Zha Wenbin"),
    # double surnames
    ("欧阳伟明", "Ouyang Weiming"),
    ("歐陽偉明", "Au Yeung Wai Ming"),
    ("万俟强", "Moqi Qiang"),
    ("司徒国强", "Szeto Kwok Keung"),
    # other systems against characters
    ("陳國釗", "CHAN Kwok-chiu"),
    ("陳志強", "Chan Chi Keung"),
    ("陳志強", "Trần Chí Cường"),
    ("陳志強", "Tran Chi Cuong"),
    ("潘文水", "Phan Văn Thuỷ"),
    ("潘文水", "Phan Văn Thủy"),
    ("吴小美", "Ngô Tiểu Mĩ"),
    ("黃金鳳", "Huỳnh Kim Phụng"),
    ("何丽安", "HE LIAN"),
    ("林宝成", "Lim Po Seng"),
    ("陈顺发", "Tan Soon Huat"),
    ("許志偉", "HSU Chih-wei"),
    ("梁国强", "Leong Kuok Keong"),
    # one spelling against another
    ("Zhang Xueqing", "Chang Hsueh-ch'ing"),
    ("Chan Chi Keung", "Trần Chí Cường"),
    ("Chan Chi Keung", "Chen Zhiqiang"),
    ("Chen Guozhao", "Chan Kwok-chiu"),
    ("Lin Baocheng", "Lim Po Seng"),
    # given names added
    ("Michael LIN Baocheng", "林宝成"),
    ("LAU Chi-wai, Kelvin", "刘志伟"),
    # Lao and Thai writing
    ("ຫຼີ ຈຽນກົວ", "Li Jianguo"),
    ("หลี่ เจี้ยนกั๋ว", "Li Jianguo"),
    # firms
    ("凭祥市禾顺岚贸易有限公司", "Pingxiang Heshunlan Trading Co., Ltd."),
    ("凭祥市禾顺岚贸易有限公司", "憑祥禾順嵐貿易有限公司"),
    (
        "金三角国际旅游开发有限公司",
        "Golden Triangle International Tourism Development Co Ltd",
    ),
    ("香港永盛進出口有限公司", "Wing Shing Import & Export Co. Ltd (Hong Kong)"),
]


@pytest.mark.parametrize(("one", "other"), ONE_NAME)
def test_spellings_of_one_name_are_likely_and_share_a_key(one: str, other: str) -> None:
    assert score(one, other) >= LIKELY
    assert meet(one, other) or read_name(one).keys & read_name(other).keys


DIFFERENT = [
    ("Huang Lixiang", "Huang Liqiang"),
    ("Chen Guozhao", "Cheng Guozhao"),
    ("Lin Min", "Lin Ming"),
    ("Wang Zhiqiang", "Huang Zhiqiang"),
    ("陈国钊", "Chen Guozhou"),
    ("CHAN Kwok-wai", "CHAN Kwok-wah"),
    ("Zhang Xueqing", "Chang Hsueh-ch'in"),
    ("黄志明", "CHOW Chi-ming"),
    ("Trần Văn Hải", "Chen Guohai"),
    ("老吴", "小吴"),
    ("凭祥市禾顺岚贸易有限公司", "东兴市禾顺岚贸易有限公司"),
]


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_names_that_differ_by_one_syllable_are_not_worth_a_look(one: str, other: str) -> None:
    assert score(one, other) < POSSIBLE


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("张伟", "张玮"),
        ("陈志明", "陈志民"),
        ("Wong Kwok-wai (黃國偉)", "Wang Guowei (王国维)"),
        ("勐腊县金鹿贸易有限公司", "勐腊县金鹤贸易有限公司"),
    ],
)
def test_other_characters_on_both_sides_are_a_veto(one: str, other: str) -> None:
    found = compared(one, other)
    assert found is not None
    assert found.veto
    assert found.score == 0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Wong Kwok-wai", "Wang Guowei"),
        ("Wong Kwok-wai", "Huang Guowei"),
        ("Tan Wei Ming", "Chen Weiming"),
        ("Lǚ Wénjié", "Lu Wenjie"),
        ("Yang Guo", "Guo Yang"),
        ("Jason WU Zhihao", "Peter WU Zhihao"),
        ("Tan Jianhua", "陈建华"),
        ("老吴", "老吴"),
        ("老吴", "Lao Wu"),
        ("阿强", "陈志强"),
        ("Ah Keung", "Chan Chi Keung"),
        ("陈老板", "Boss Chen"),
        ("宝成", "林宝成"),
        ("司徒先生", "Szeto Kwok Keung"),
    ],
)
def test_what_agrees_in_part_or_by_class_is_possible_at_most(one: str, other: str) -> None:
    assert POSSIBLE <= score(one, other) < LIKELY


def test_a_surname_read_as_the_character_alone_is_still_worth_a_look() -> None:
    assert POSSIBLE <= score("曾文斌", "Ceng Wenbin") < LIKELY
    assert POSSIBLE <= score("翟文斌", "Di Wenbin") < LIKELY
    assert meet("曾文斌", "Ceng Wenbin")


@pytest.mark.parametrize(
    ("one", "other"),
    [("老吴", "吴国强"), ("แซ่ลิ้ม", "林宝成"), ("Michael Lin", "林宝成"), ("陈老板", "陈国钊")],
)
def test_a_common_surname_alone_is_not_worth_a_look(one: str, other: str) -> None:
    assert 0 < score(one, other) < POSSIBLE


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Khamsing VONGPHADY", "Khamsing Vongpadi"),
        ("Trần Đình Khuê", "TRAN DINH KHUE"),
        ("Nguyễn Quang Hải", "Nguyễn Hải Quang"),
        ("Thao Seng", "Thao Sing"),
        ("ສົມຈິດ ໄຊຍະລາດ", "ສົມຈິດ ໄຊຍະຣາດ"),
        ("Somkiat Rattanaphong", "Somkiet Ratanapong"),
        ("João Alberto Macuácua", "MACUACUA, Joao A."),
        ("Mekong Sila Animal Farming Co Ltd", "Mekong Sila Restaurant"),
        ("Lin Baocheng Trading", "Khamla Lin"),
        ("ประเสริฐ แซ่ลิ้ม", "Prasert Sae-Lim"),
    ],
)
def test_names_of_others_are_left_to_those_who_know_them(one: str, other: str) -> None:
    assert compared(one, other) is None


def test_plainly_foreign_names_have_no_key() -> None:
    for name in ("Khamsing VONGPHADY", "Souliya Keomany", "ສົມຈິດ ໄຊຍະລາດ", "Somkiat Rattanaphong"):
        assert not keys(name)


def test_a_shop_may_be_read_out_with_its_trade() -> None:
    assert score("永興行", "Wing Hing Hong") >= LIKELY


def test_a_firm_of_another_trade_and_place_is_not_worth_a_look() -> None:
    assert score("磨憨宏运物流有限公司", "Kunming Hongyun Hotel") < POSSIBLE


def test_a_name_that_is_spelled_alike_in_many_ways_has_few_keys() -> None:
    for name in ("Chan Chi Keung", "Ng Ah Seng", "Tran Van Minh", "Lim Po Seng", "ຫຼີ ຈຽນກົວ"):
        assert len(keys(name)) <= 24


def test_a_match_is_told_syllable_by_syllable() -> None:
    found = compared("Chan Kwok-chiu", "Chen Guozhao")
    assert found is not None
    kwok = found.tokens[1]
    assert (kwok.one, kwok.other, kwok.verdict) == ("kwok", "guo", "sounds")
    assert kwok.why.startswith("kwok (Cantonese) = 国")
    assert kwok.why.endswith("guo (pinyin)")


def test_a_difference_is_told_at_its_syllable() -> None:
    found = compared("Huang Lixiang", "Huang Liqiang")
    assert found is not None
    assert [token.verdict for token in found.tokens] == ["same", "same", "differs"]


def test_a_row_of_a_unit_is_read_after_the_shipped_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("IWTLINK_HOME", str(tmp_path))
    own = tmp_path / "config" / "matching" / "chinese"
    own.mkdir(parents=True)
    (own / "southern.tsv").write_text("# ours\n陈\ttanng\n", encoding="utf-8")
    rows = list(chinese.tables.rows("southern.tsv"))
    assert rows[-1] == ["陈", "tanng"]
    chinese.forget()
    try:
        assert score("陈顺发", "Tanng Soon Huat") >= LIKELY
    finally:
        monkeypatch.undo()
        chinese.forget()
    assert score("陈顺发", "Tanng Soon Huat") < POSSIBLE


def test_a_row_of_a_unit_that_cannot_be_used_is_left_out_and_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("IWTLINK_HOME", str(tmp_path))
    own = tmp_path / "config" / "matching" / "chinese"
    own.mkdir(parents=True)
    (own / "surnames.tsv").write_text("# ours\n甲\toften\n乙\t0.5\n", encoding="utf-8")
    (own / "surname.tsv").write_text("丙\t1\n", encoding="utf-8")
    assert list(chinese.tables.rows("surnames.tsv"))[-1] == ["乙", "0.5"]
    wrong, row = sorted(own_file_problems())
    assert "no shipped table" in wrong
    assert "surnames.tsv, line 2" in row


def test_the_labelled_pairs_in_chinese_come_out_right(shared_data: Path) -> None:
    path = shared_data / "names" / "name_pairs.csv"
    with path.open(encoding="utf-8", newline="") as file:
        pairs = [row for row in csv.DictReader(file) if row["language"] == "zh"]
    for row in pairs:
        found = score(row["name_a"], row["name_b"])
        if row["label"] == "same":
            assert found >= LIKELY, row["pair_id"]
        else:
            assert found < (LIKELY if row["needs_context"] == "1" else POSSIBLE), row["pair_id"]
