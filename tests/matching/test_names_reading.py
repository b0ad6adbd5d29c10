"""A name is taken apart: titles and legal forms off, aliases kept, every script read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iwtlink.matching import read_name, romanised
from iwtlink.matching.romanise import romanise
from iwtlink.matching.vietnamese import marked, typed
from iwtlink.store.folding import fold


@pytest.mark.parametrize(
    ("text", "titles", "words"),
    [
        ("Thao Khamphet VILAYSOUK", ("thao",), ("khamphet", "vilaysouk")),
        ("ທ່ານຄຳເພັດ ວິໄລສຸກ", ("than",), ("khamphet", "vilaisuk")),
        ("นายวิชัย สุวรรณภูมิ", ("nai",), ("wichai", "suwannaphum")),
        ("พ.ต.อ. อนุวัฒน์ ใจดี", ("police_colonel",), ("anuwat", "chaidi")),
        ("Ông Bùi Quang Huy", ("ong",), ("bui", "quang", "huy")),
        ("U Win Myint Aung", ("u",), ("win", "myint", "aung")),
        ("Ko Ko Aung", (), ("ko", "ko", "aung")),
        ("Than Shwe", (), ("than", "shwe")),
        ("Ma Guoqiang", (), ("ma", "guoqiang")),
        ("Oknha SOK Sopheap", ("oknha",), ("sok", "sopheap")),
        ("António Chissano Júnior", ("junior",), ("antonio", "chissano")),
        ("Col. Mr Bounmy", ("colonel", "mr"), ("bounmy",)),
        ("Thao", (), ("thao",)),
        ("UNKNOWN MALE 'Lao Wu'", (), ("lao", "wu")),
        ("Maria de Fátima dos Santos", (), ("maria", "fatima", "santos")),
    ],
)
def test_titles_are_taken_off_and_kept(
    text: str, titles: tuple[str, ...], words: tuple[str, ...]
) -> None:
    name = read_name(text)
    assert (name.titles, name.words) == (titles, words)


@pytest.mark.parametrize(
    ("text", "form", "words", "trades"),
    [
        ("Phou Xang Export Sole Co., Ltd", "sole_co_ltd", ("phou", "xang"), {"import_export"}),
        ("ບໍລິສັດ ພູຊ້າງຄຳ ຂົນສົ່ງ ຈຳກັດ", "co_ltd", ("phuxangkham",), {"transport"}),
        ("Công ty TNHH MTV Thương mại Sông Lam", "sole_co_ltd", ("song", "lam"), {"trading"}),
        ("CTCP Dược phẩm Hoa Sen", "jsc", ("hoa", "sen"), {"medicine"}),
        ("บริษัท ทองคำ ทรานสปอร์ต จำกัด (มหาชน)", "co_ltd", ("thongkham",), {"transport"}),
        ("Madeiras do Norte, Limitada", "lda", ("do", "norte"), {"forestry"}),
        ("Blue Savannah Pvt. Ltd.", "pte_ltd", ("blue", "savannah"), set()),
        ("Suan Sat Nong Bua", "", ("nong", "bua"), {"zoo"}),
    ],
)
def test_of_a_company_its_own_words_are_left(
    text: str, form: str, words: tuple[str, ...], trades: set[str]
) -> None:
    name = read_name(text)
    assert name.is_organisation
    assert (name.legal_form, name.words, name.trades) == (form, words, frozenset(trades))


def test_what_stands_in_brackets_behind_a_company_is_where_it_is() -> None:
    assert read_name("Golden Naga Hotel (Pakse)").places == {"champasak"}
    assert read_name("Golden Naga Hotel (east gate)").places == {"east gate"}


@pytest.mark.parametrize(
    ("text", "others"),
    [
        ("Khamphet Vilaysouk alias 'Phet Noy'", ["Phet Noy"]),
        ("Khamphet Vilaysouk, a.k.a. Boss Phet", ["Boss Phet"]),
        ("Bounthavy (Vy) SOULIVONG", ["Vy"]),
        ("ຄຳເພັດ ວິໄລສຸກ ຊື່ຫຼິ້ນ ເພັດ", ["ເພັດ"]),
        ("Phạm Văn Đức tức Đức Trọc", ["Đức Trọc"]),
        ("Wong Siu-ming (黃小明)", ["黃小明"]),
        ("Khamphet; Phet Noy", ["Phet Noy"]),
        ("Chang Hsueh-ch'ing", []),
        ("Somchai (seen at the border in 2016)", []),
    ],
)
def test_further_names_in_a_text_are_kept(text: str, others: list[str]) -> None:
    assert [other.text for other in read_name(text).others] == others


@pytest.mark.parametrize(
    ("keys", "meant"),
    [
        ("nguyeenx", "nguyễn"),
        ("traanf", "trần"),
        ("ddinhf", "đình"),
        ("huwowngf", "hường"),
        ("dduwcs", "đức"),
        ("nguye6n4", "nguyễn"),
        ("d9i2nh", "đình"),
        ("hu7o7ng2", "hường"),
        ("tro5ng", "trọng"),
    ],
)
def test_telex_and_vni_say_which_marks_were_meant(keys: str, meant: str) -> None:
    assert typed(keys) == marked(meant)


def test_a_lao_name_is_not_taken_for_vietnamese_typing() -> None:
    for text in ("Boon Oum Sayasone", "Khamphoo Keos", "Xay Lee"):
        assert not read_name(text).marked


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("ຄຳສິງ ວົງພະດີ", "khamsing vongphadi"),
        ("ประเสริฐ แก้วสิงหา", "prasoet kaeosingha"),
        ("สมเกียรติ รัตนพงศ์", "somkiat rattanaphong"),
        ("จันทร์เพ็ญ พรหมมา", "chanphen phromma"),
        ("សុខ ដារ៉ា", "sok dara"),
        ("ចាន់ សុភា", "chan sophea"),
        ("ហ៊ុន វណ្ណា", "hun vanna"),
        ("အောင်ကျော်မင်း", "aung kyaw min"),
        ("ထွန်းထွန်းနိုင်", "htun htun naing"),
    ],
)
def test_scripts_of_the_region_are_read_as_names_are_spelled(text: str, read: str) -> None:
    assert romanise(fold(text)) == read


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Neeb Vaj", ("neng", "vang")),
        ("Tub Xyooj", ("tou", "xiong")),
        ("Tooj Pov Thoj", ("tong", "pao", "thao")),
        ("Bob Tub", ("bob", "tub")),
    ],
)
def test_the_hmong_alphabet_is_read_where_a_clan_shows_it(
    text: str, words: tuple[str, ...]
) -> None:
    assert read_name(text).words == words


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("ທ້າວ ບຸນມີ ສຸລິຍາ", "Bounmy Souliya"),
        ("ທະວອນ ແກ້ວຫຼວງ", "Thavone Keolouang"),
        ("ວິໄລພອນ ດວງຕາ", "Vilayphone Douangta"),
        ("นายประเสริฐ แก้วสิงหา", "Prasoet Kaeosingha"),
        ("សុខ ដារ៉ា", "Sok Dara"),
        ("ဦးဝင်းမြင့်", "Win Myint"),
        ("吕秀兰", "Lyu Xiulan"),
        ("Trần Đình Khuê", "Tran Dinh Khue"),
        ("Neeb Vaj", "Neng Vang"),
    ],
)
def test_the_spelling_of_passports_is_offered_first(text: str, first: str) -> None:
    assert romanised(text)[0] == first


def test_nothing_is_offered_for_a_name_in_plain_letters() -> None:
    assert romanised("Khamsing Vongphady") == []
    assert romanised("") == []


SCRIPTS = st.text(
    st.characters(min_codepoint=0x20, max_codepoint=0x1EF9, exclude_categories=["Cs"]), max_size=40
)


@given(SCRIPTS)
def test_any_text_can_be_read_and_offered(text: str) -> None:
    name = read_name(text)
    assert len(name.words) == len(name.sounds) == len(name.parts)
    assert all(name.sounds)
    assert all(spelling.strip() for spelling in romanised(text))
