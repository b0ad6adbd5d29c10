"""Lao fonts of before Unicode: recognised by name and look, converted where the table is known."""

from __future__ import annotations

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iwtlink.intake.documents.lao_fonts import (
    convert_runs,
    find_lao_font,
    lao_fonts,
    looks_like,
)
from iwtlink.paths import resource

SAYSETTHA = next(font for font in lao_fonts() if font.name == "Saysettha Lao")


@pytest.mark.parametrize(
    ("old", "lao"),
    [
        ("¦¾ê¾ì½\xad½ìñ© ¯½§¾êò¯½Äª ¯½§¾§ö\xadì¾¸", "ສາທາລະນະລັດ ປະຊາທິປະໄຕ ປະຊາຊົນລາວ"),
        ("ì¾¸Âêì½£ö´", "ລາວໂທລະຄົມ"),
        ("Á¡û¸¢¸ñ\xadÀ»õº\xad", "ແກ້ວຂວັນເຮືອນ"),
        ("Á¡û¸¢¸ñßÀ»õºß", "ແກ້ວຂວັນເຮືອນ"),
        ("µú¾¤¥ø®øìö´", "ຢ່າງຈູບູລົມ"),
        ("\xad½£º\xad¹ù¸¤¸¼¤¥ñ\xad", "ນະຄອນຫຼວງວຽງຈັນ"),
        ("ê.§¼¤êº\xad£¿", "ທ.ຊຽງທອນຄຳ"),
        ("®ðú\xad¾¤ö¸, ´. 0104", "ບໍ່ນາງົວ, ມ. 0104"),
        ("Ò\xad", "ໍ່ນ"),
    ],
)
def test_known_words_in_saysettha_lao_are_given_in_unicode(old: str, lao: str) -> None:
    assert SAYSETTHA.convert(old) == lao


def test_a_symbol_font_with_the_same_letters_is_converted_too() -> None:
    assert SAYSETTHA.convert("\uf0a6\uf0be\uf0ea\uf0be") == "ສາທາ"


def test_tone_marks_come_after_vowel_signs_and_before_am() -> None:
    assert SAYSETTHA.convert("£ûõ") == "ຄື້"
    assert SAYSETTHA.convert("\xadð\xfb¾") == SAYSETTHA.convert("\xad\xfbð¾") == "ນ້ຳ"


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Saysettha Lao", "Saysettha Lao"),
        ("ABCDEF+SaysetthaLao-Bold", "Saysettha Lao"),
        ("saysettha_lao,BoldItalic", "Saysettha Lao"),
        ("Chanthabouli Lao", "Saysettha Lao"),
        ("Alice_5", "Alice"),
        ("XYZABC+alice0", "Alice"),
        ("Saysettha 2000", "Lao 2000"),
        ("Saysettha OT", ""),
        ("SaysetthaOT-Regular", ""),
        ("Phetsarath OT", ""),
        ("Alice", ""),
        ("Alice-Regular", ""),
        ("Arial", ""),
        ("", ""),
    ],
)
def test_a_font_is_recognised_by_its_name(name: str, found: str) -> None:
    font = find_lao_font(name)
    assert (font.name if font else "") == found


@pytest.mark.parametrize(
    "text",
    [
        "Trois hommes ont été arrêtés à la frontière où l'on a trouvé des défenses d'éléphant",
        "Größe, Überfälle, ähnliche Straßen und schöne Grüße aus München, öfter über Österreich",
        "กรุงเทพมหานคร อมรรัตนโกสินทร์ มหินทรายุธยา".encode("cp874").decode("cp1252", "replace"),
        "งาช้างถูกยึดที่ด่านชายแดน ผู้ต้องหา".encode("cp874").decode("cp1252", "replace"),
        "Контрабанда слоновой кости".encode("cp1251").decode("cp1252", "replace"),
        "老挝万象查获走私象牙十二公斤".encode("gb18030").decode("cp1252", "replace"),
        "ສາທາລະນະລັດ ປະຊາທິປະໄຕ ປະຊາຊົນລາວ",
        "¦¾ê¾",
        "Khamsing bought ivory",
        "¡¢£¤¥¦§¨©ª«®¯°±²³´µ",
        "",
    ],
)
def test_other_texts_are_not_taken_for_old_lao(text: str) -> None:
    assert looks_like(text) is None


def test_old_lao_with_some_latin_and_numbers_is_recognised() -> None:
    text = "¦¾ê¾ì½\xad½ìñ© ¯½§¾êò¯½Äª ¯½§¾§ö\xadì¾¸ (LAO PDR) 12/2005"
    assert looks_like(text) is SAYSETTHA


@given(st.text())
def test_any_text_is_looked_at_without_harm(text: str) -> None:
    font = looks_like(text)
    assert font is None or font.convert(text)


def test_runs_in_other_fonts_stand_as_they_are() -> None:
    found = convert_runs([("No. ", "Arial"), ("¦¾", "Saysettha Lao"), ("ê¾", "SaysetthaLao")])
    assert (found.text, found.font, found.is_whole) == ("No. ສາທາ", "Saysettha Lao", True)
    mixed = convert_runs([("No. 12\n", "Arial"), ("xyz\n", "Alice_0"), ("¦¾", "Saysettha Lao")])
    assert (mixed.text, mixed.font, mixed.is_whole) == ("No. 12\n\nສາ", "Alice", False)
    plain = convert_runs([("a", "Arial"), ("b", "")])
    assert (plain.text, plain.font, plain.is_whole) == ("ab", "", True)


def test_each_table_is_sound_and_its_source_and_licence_are_told() -> None:
    folder = resource("lao_fonts")
    told = (folder / "README.md").read_text("utf-8")
    for path in folder.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as stream:
            rows = list(csv.DictReader(stream))
        codes = [row["code"] for row in rows]
        assert codes == sorted(set(codes))
        for row in rows:
            letters = "".join(chr(int(code, 16)) for code in row["lao"].split())
            assert letters == row["letters"]
            assert all("\u0e81" <= letter <= "\u0edf" for letter in letters)
            chr(int(row["code"], 16)).encode("cp1252")
        assert path.name in told
    assert (folder / "LICENSE-laofont.txt").is_file()
