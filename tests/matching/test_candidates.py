"""What names and evidence come to: bands, scores, and what each of them may not do."""

from __future__ import annotations

from typing import Unpack

import pytest

from iwtlink.matching.candidates import Reason, heaviest_first, is_at_least, score_of
from iwtlink.matching.facts import Around, Between, Facts, Third
from iwtlink.matching.identifiers import IdentifierReader
from iwtlink.matching.weighing import weigh, weigh_if_worth
from iwtlink.ontology import load_ontology
from tests.matching.given import Given

ONTOLOGY = load_ontology()
READER = IdentifierReader(ONTOLOGY)


def thing(number: int, *names: str, type_name: str = "person", **given: Unpack[Given]) -> Facts:
    return Facts(number, type_name, names[0], names, **given)


def band(one: Facts, other: Facts, between: Between | None = None) -> str:
    thirds = {9: Third("PHO-9", "A phone", "phone", 2)}
    return weigh(one, other, between or Between(), Around(thirds), ONTOLOGY).band


def test_a_full_name_that_agrees_is_likely() -> None:
    assert band(thing(1, "Khamsing VONGPHADY"), thing(2, "Kham Sing VONGPADI")) == "likely"


def test_who_has_a_hundred_names_is_found_by_any_of_them() -> None:
    mine = [f"Bounmy{chr(97 + n % 26)}{chr(97 + n // 26)} KEOLA" for n in range(100)]
    its = [f"Thongdy{chr(97 + n % 26)}{chr(97 + n // 26)} SILA" for n in range(100)]
    assert band(thing(1, *mine), thing(2, *its)) == "none"
    mine[70], its[40] = "Khamsing VONGPHADY", "Kham Sing VONGPADI"
    assert band(thing(1, *mine), thing(2, *its)) == "likely"


def test_a_single_name_is_possible_and_needs_evidence_to_be_likely() -> None:
    one, other = thing(1, "Sing Nyai", "Sing"), thing(2, "Sing")
    assert band(one, other) == "possible"
    near = frozenset({9})
    birth = {"birth_date": [("1968-03-04", "1968-03-04")]}
    assert (
        band(
            thing(1, "Sing", neighbours=near, dates=birth),
            thing(2, "Sing", neighbours=near, dates=birth),
        )
        == "likely"
    )


def test_the_same_number_of_their_own_is_certain_whatever_the_names() -> None:
    number = READER.read("person", {"id_number": ["P1234567"]})
    found = weigh(
        thing(1, "Khamsing VONGPHADY", identifiers=number),
        thing(2, "Somebody ELSE", identifiers=number),
        Between(),
        Around(),
        ONTOLOGY,
    )
    assert found.band == "certain"
    assert [reason.sign for reason in found.reasons] == ["+", "-"]


def test_nothing_is_likely_without_a_name_or_a_number() -> None:
    near = frozenset({9})
    birth = {"birth_date": [("1968-03-04", "1968-03-04")]}
    one = thing(1, "Khamsing VONGPHADY", neighbours=near, dates=birth)
    other = thing(2, "Bounma SOULIYA", neighbours=near, dates=birth)
    assert band(one, other) in ("possible", "none")


def test_what_forbids_caps_at_none_and_is_told_first() -> None:
    one = thing(1, "Khamsing VONGPHADY", texts={"sex": {"m": "M"}})
    other = thing(2, "Khamsing VONGPHADY", texts={"sex": {"f": "F"}})
    found = weigh(one, other, Between(), Around(), ONTOLOGY)
    assert (found.band, found.score) == ("none", 0.0)
    assert found.reasons[0].sign == "veto"


def test_different_characters_forbid_what_latin_letters_allow() -> None:
    assert band(thing(1, "Chen Guozhao", "陈国钊"), thing(2, "Chen Guozhao", "陈国昭")) == "none"
    assert (
        band(thing(1, "Chen Guozhao", "陈国钊"), thing(2, "Chan Kwok-chiu", "陳國釗")) == "likely"
    )


def test_a_name_that_many_bear_says_less() -> None:
    pair = thing(1, "Nguyễn Văn Hùng"), thing(2, "Nguyễn Văn Hùng")
    rare = weigh(*pair, Between(), Around(), ONTOLOGY)
    common = weigh(*pair, Between(), Around(bearers={"Nguyễn Văn Hùng": 30}), ONTOLOGY)
    assert (rare.band, common.band) == ("likely", "possible")
    assert any(reason.key.startswith("common:") for reason in common.reasons)


def test_two_that_one_record_names_are_held_apart() -> None:
    pair = thing(1, "Khamsing VONGPHADY"), thing(2, "Khamsing VONGPHADY")
    assert band(*pair) == "likely"
    assert band(*pair, Between(records=("REC-1",))) == "possible"


def test_things_named_by_describing_them_are_not_likely_by_name() -> None:
    one, other = (thing(n, "White truck, six wheels", type_name="vehicle") for n in (1, 2))
    assert band(one, other) == "possible"


def test_seizures_of_one_day_and_place_are_likely() -> None:
    day = {"date": [("2016-05-21", "2016-05-21")]}
    place = {"place_text": {"lao bao": "Lao Bao"}, "detecting_agency": {"customs": "customs"}}
    more = {**place, "case_no": {"vn 7": "VN-7"}}
    one, other = (
        thing(n, name, type_name="seizure", dates=day, texts=texts)
        for n, name, texts in ((1, "3 rhino horns", more), (2, "Horns at the border", more))
    )
    assert band(one, other) == "likely"
    later = {"date": [("2016-05-25", "2016-05-25")]}
    assert band(one, thing(3, "3 rhino horns", type_name="seizure", dates=later)) == "none"


def test_the_smaller_id_comes_first_and_asking_either_way_is_one() -> None:
    one, other = thing(5, "Khamsing VONGPHADY"), thing(3, "Kham Sing VONGPADI")
    found = weigh(one, other, Between(), Around(), ONTOLOGY)
    assert (found.one_id, found.other_id) == (3, 5)
    assert found == weigh(other, one, Between(), Around(), ONTOLOGY)
    assert found.names == ("Kham Sing VONGPADI", "Khamsing VONGPHADY")


def test_pairs_with_nothing_in_common_are_not_weighed() -> None:
    pair = thing(1, "Khamsing VONGPHADY"), thing(2, "Bounma SOULIYA")
    assert weigh_if_worth(*pair, Between(), Around(), ONTOLOGY) is None


@pytest.mark.parametrize(("odds", "score"), [(-7, 0.0078), (0, 0.5), (4, 0.9412), (99, 1.0)])
def test_the_sum_of_weights_becomes_a_chance(odds: float, score: float) -> None:
    assert score_of(0, [Reason("k", "+", odds, "")]) == score


def test_bands_have_an_order_and_reasons_too() -> None:
    assert is_at_least("certain", "likely")
    assert not is_at_least("possible", "likely")
    ordered = heaviest_first(
        [Reason("a", "+", 1, ""), Reason("b", "-", -3, ""), Reason("c", "veto", 0, "")]
    )
    assert [reason.key for reason in ordered] == ["c", "b", "a"]
