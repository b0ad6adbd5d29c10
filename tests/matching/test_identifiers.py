"""Numbers agree in their normal forms, and only numbers of one issuer contradict each other."""

from __future__ import annotations

import pytest

from iwtlink.matching.identifiers import Identifier, IdentifierReader, agree, role_of
from iwtlink.ontology import load_ontology

READER = IdentifierReader(load_ontology())


def only(type_name: str, **values: str) -> Identifier:
    (found,) = READER.read(type_name, {name: [value] for name, value in values.items()})
    return found


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"number": "+8562055550171"}, {"number": "020 5555 0171", "country": "LA"}),
        ({"number": "00856 20 5555-0171"}, {"name": "+856 20 5555 0171"}),
    ],
)
def test_phones_agree_however_they_are_dialled(one: dict[str, str], other: dict[str, str]) -> None:
    assert agree(only("phone", **one), only("phone", **other))


@pytest.mark.parametrize(
    ("other", "is_it"),
    [("020 5555 0171", True), ("2055550171", True), ("020 5555 0172", False), ("550171", False)],
)
def test_a_local_number_of_no_country_may_be_the_whole_one_that_ends_so(
    other: str, is_it: bool
) -> None:
    whole, local = (
        only("phone", number="+856 20 5555 0171"),
        READER.read("phone", {"name": [other]}),
    )
    assert [agree(whole, one) for one in local] == ([is_it] if local else [])
    assert all(role_of(whole, one) == "shared" for one in local)


@pytest.mark.parametrize("hidden", ["020 5555 01xx", "+856 20 5555 ????", "020 55** 0171"])
def test_a_phone_with_hidden_digits_agrees_with_none(hidden: str) -> None:
    assert READER.read("phone", {"number": [hidden]}) == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ກຂ 1234", "ກຂ-໑໒໓໔"),
        ("ກຂ 1234 ກຳແພງນະຄອນ", "ກຂ 1234"),
        ("ກຂ 1234 ສະຫວັນນະເຂດ", "ກຂ1234"),
        ("38B-01.177", "VN 38B 01177"),
        ("กข 1234", "กข-๑๒๓๔"),
        ("粤Z·F023港", "粤ZF023港"),
        ("LA-FICT 4471", "fict 4471"),
    ],
)
def test_plates_agree_without_spaces_marks_digits_of_script_and_place_words(
    one: str, other: str
) -> None:
    assert agree(only("vehicle", plate=one), only("vehicle", plate=other))


def test_the_same_signs_on_plates_of_two_provinces_are_two_plates() -> None:
    here, there = (
        only("vehicle", plate=f"ກຂ 1234 {province}") for province in ("ກຳແພງນະຄອນ", "ສະຫວັນນະເຂດ")
    )
    assert not agree(here, there)
    assert agree(here, only("vehicle", plate="ກຂ 1234", country="LA"))


def test_a_few_digits_of_a_plate_are_weak() -> None:
    one = only("vehicle", plate="4471")
    assert role_of(one, one) == "weak"


def test_an_account_is_its_own_at_its_bank_only() -> None:
    here, same, there, nowhere = (
        READER.read("bank_account", {"account_no": ["0123-4567-4417"], **bank})[0]
        for bank in ({"institution": ["BCEL"]}, {"institution": ["bcel"]},
                     {"institution": ["Joint Bank"]}, {})
    )  # fmt: skip
    assert agree(here, same) and role_of(here, same) == "own"
    assert not agree(here, there)
    assert agree(here, nowhere) and role_of(here, nowhere) == "shared"


@pytest.mark.parametrize("masked", ["****4417", "...4417", "xxxx-4417"])
def test_masked_digits_of_an_account_match_weakly(masked: str) -> None:
    (ending,) = READER.read("bank_account", {"account_no": [masked]})
    whole = READER.read("bank_account", {"account_no": ["01234567 4417"]})
    assert any(agree(ending, one) and role_of(ending, one) == "weak" for one in whole)


def test_handles_agree_but_for_the_at_sign_and_capitals_on_one_platform() -> None:
    one, other = (
        only("social_account", handle=handle, platform="wechat")
        for handle in ("@LanXiang88", "lanxiang88")
    )
    elsewhere = only("social_account", handle="lanxiang88", platform="zalo")
    assert agree(one, other) and role_of(one, other) == "own"
    assert not agree(one, elsewhere)


def test_mail_addresses_agree_but_for_capitals_and_keep_their_dots() -> None:
    one, other, dotted = (
        only("email", address=address) for address in ("A.B@x.la", "a.b@X.LA", "ab@x.la")
    )
    assert agree(one, other)
    assert not agree(one, dotted)


def test_a_passport_read_by_machine_is_the_document_that_is_stated() -> None:
    lines = (
        "P<LAOVONGPHADY<<KHAMSING<<<<<<<<<<<<<<<<<<<<",
        "PA00917<<0LAO6801010M2501010<<<<<<<<04",
    )
    zone = "\n".join(lines)
    read = only("person", mrz=zone)
    assert agree(read, only("person", id_number="PA-00917"))


@pytest.mark.parametrize(
    ("type_name", "name", "one", "other"),
    [
        ("vessel", "imo", "9074729", "IMO 9074729"),
        ("vehicle", "vin", "JTDBR32E720012345", "jtdbr32e-720012345"),
        ("container", "container_no", "CSQU3054383", "CSQU 305438-3"),
        ("company", "registration_no", "01-00-FICT-0417", "0100fict0417"),
        ("social_account", "url", "https://www.facebook.com/abc/", "facebook.com/abc"),
    ],
)
def test_numbers_agree_whatever_stands_between_their_signs(
    type_name: str, name: str, one: str, other: str
) -> None:
    assert agree(only(type_name, **{name: one}), only(type_name, **{name: other}))


def test_every_property_of_an_identifier_has_a_rule() -> None:
    ontology = load_ontology()
    kinds = {"phone", "email", "plate", "id_number", "imo", "mmsi", "vin", "iban", "imei", "awb"}
    for type_name, known in ontology.entity_types.items():
        stated = {n for n, p in known.properties.items() if p.value_type in kinds}
        assert stated <= READER.rules(type_name).keys()
