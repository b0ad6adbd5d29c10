"""Numbers with check digits, against examples published with their standards."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iwtlink.ontology.identifiers import is_luhn, parse_imo
from iwtlink.ontology.model import PropertyType, ValueProblem
from iwtlink.ontology.values import parse_value

PUBLISHED = [
    ("imo", "IMO 9074729", "9074729"),  # the worked example of most descriptions of the scheme
    ("container_no", "CSQ U 305438 3", "CSQU3054383"),  # ISO 6346:1995, annex A
    ("awb", "176-1234 5675", "176-12345675"),  # 1234567 modulo 7 is 5
    ("vin", "1M8GDM9AXKP042788", "1M8GDM9AXKP042788"),  # 49 CFR 565, worked example
    ("vin", "WVWZZZ1JZ3W386752", "WVWZZZ1JZ3W386752"),  # European: no check digit
    ("iban", "GB29 NWBK 6016 1331 9268 19", "GB29NWBK60161331926819"),  # IBAN registry
    ("iban", "DE89370400440532013000", "DE89370400440532013000"),  # IBAN registry
    ("imei", "49-015420-323751-8", "490154203237518"),  # GSM Association TS.06
    ("chinese_id", "11010519491231002x", "11010519491231002X"),  # GB 11643-1999
    ("chinese_id", "440524188001010014", "440524188001010014"),  # GB 11643-1999
    ("thai_id", "1-2345-67890-12-1", "1234567890121"),
]

PASSPORT = (
    "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10"
)
CARD_3 = (
    "I<UTOD231458907<<<<<<<<<<<<<<<\n7408122F1204159UTO<<<<<<<<<<<6\nERIKSSON<<ANNA<MARIA<<<<<<<<<<"
)
CARD_2 = "I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nD231458907UTO7408122F1204159<<<<<<<6"


def of(value_type: str, is_lenient: bool = False) -> PropertyType:
    return PropertyType("p", "Property", value_type, is_lenient=is_lenient)


@pytest.mark.parametrize(("value_type", "stated", "text"), PUBLISHED)
def test_a_published_example_passes(value_type: str, stated: str, text: str) -> None:
    assert parse_value(of(value_type), stated).text == text


@pytest.mark.parametrize("zone", [PASSPORT, CARD_3, CARD_2])
def test_the_specimens_of_icao_9303_pass_and_with_a_digit_changed_do_not(zone: str) -> None:
    assert parse_value(of("mrz"), zone).text == zone
    assert parse_value(of("mrz"), zone.replace("\n", " ").lower()).text == zone
    with pytest.raises(ValueProblem, match="check digit"):
        parse_value(of("mrz"), zone.replace("740812", "740813"))


@pytest.mark.parametrize(
    ("value_type", "stated"),
    [
        ("imo", "9074728"), ("container_no", "CSQU3054384"), ("awb", "176-12345676"),
        ("vin", "1M8GDM9A1KP042788"), ("iban", "GB28NWBK60161331926819"),
        ("imei", "490154203237519"), ("chinese_id", "110105194912310021"),
        ("chinese_id", "11010519491331002X"), ("thai_id", "1234567890122"),
    ],
)  # fmt: skip
def test_a_wrong_check_digit_is_refused_unless_the_property_is_lenient(
    value_type: str, stated: str
) -> None:
    with pytest.raises(ValueProblem, match="check digit"):
        parse_value(of(value_type), stated)
    kept = parse_value(of(value_type, is_lenient=True), stated)
    assert kept.text.replace("-", "") == stated.replace("-", "")


def test_an_id_number_is_checked_where_its_country_has_a_scheme() -> None:
    assert parse_value(of("id_number"), "PA-FICT-0091", country="LA").text == "PA-FICT-0091"
    assert parse_value(of("id_number"), "E-FICT-5521", country="CN").text == "E-FICT-5521"
    with pytest.raises(ValueProblem, match="check digit"):
        parse_value(of("id_number"), "110105194912310021", country="CN")


@given(st.integers(0, 10**14 - 1))
def test_exactly_one_last_digit_satisfies_luhn(stem: int) -> None:
    assert sum(is_luhn(f"{stem:014}{digit}") for digit in range(10)) == 1


@given(st.integers(100000, 999999))
def test_exactly_one_last_digit_makes_an_imo_number(stem: int) -> None:
    def passes(digit: int) -> bool:
        try:
            return bool(parse_imo(f"{stem}{digit}").text)
        except ValueProblem:
            return False

    assert sum(passes(digit) for digit in range(10)) == 1
