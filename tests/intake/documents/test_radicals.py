"""Characters that a PDF gives as radicals are read as the characters they stand for."""

from __future__ import annotations

import unicodedata

from iwtlink.intake.documents.radicals import without_radicals


def test_radicals_are_read_as_whole_characters_of_the_same_length() -> None:
    written = "\u2f7c挝万象查获\u2f9b私象\u2f5b\u2f17\u2f06公\u2f44，\u2ee2\u2ec5"
    assert without_radicals(written) == "老挝万象查获走私象牙十二公斤，马见"
    assert len(without_radicals(written)) == len(written)


def test_every_kangxi_radical_becomes_an_ideograph_and_other_text_stays() -> None:
    for code in range(0x2F00, 0x2FD6):
        assert "CJK UNIFIED" in unicodedata.name(without_radicals(chr(code)))
    for words in ("ຄຳສິງ ວົງພະດີ", "Trần Đình Khuê", "陳國釗", "ﬁle", "１２"):
        assert without_radicals(words) == words


def test_the_supplement_is_read_by_what_its_radicals_are_called() -> None:
    for radical, whole in (("\u2ed3", "长"), ("\u2edb", "风"), ("\u2ef0", "龙"), ("\u2ee9", "黄")):
        assert unicodedata.name(radical).startswith("CJK RADICAL")
        assert without_radicals(radical) == whole
