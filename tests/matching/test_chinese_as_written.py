"""What is said of Chinese names shows them as they were written."""

from __future__ import annotations

from iwtlink.matching import compare_names, read_name


def test_characters_are_shown_as_each_side_wrote_them() -> None:
    found = compare_names(read_name("陳國釗"), read_name("陈国钊"))
    assert [(token.one, token.other) for token in found.tokens] == [("陳國釗", "陈国钊")]


def test_a_syllable_stands_beside_the_character_that_was_written() -> None:
    found = compare_names(read_name("陳志強"), read_name("Trần Chí Cường"))
    assert [token.one for token in found.tokens] == ["陳", "志", "強"]
    turned = compare_names(read_name("Chan Chi Keung"), read_name("陳志強"))
    assert [token.other for token in turned.tokens] == ["陳", "志", "強"]


def test_the_reason_names_both_as_they_were_written() -> None:
    found = compare_names(read_name("陳志強"), read_name("Trần Chí Cường"))
    assert found.why == "Trần Chí Cường is 陳志強 in Sino-Vietnamese"
