"""Each kind of evidence speaks for, against, or forbids, with words and a lasting key."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Unpack

import pytest

from iwtlink.matching.evidence import reasons
from iwtlink.matching.facts import Around, Between, Facts, Spot, Third
from iwtlink.matching.identifiers import IdentifierReader
from iwtlink.matching.weights import on_line, weights
from iwtlink.ontology import load_ontology
from tests.matching.given import Given

ONTOLOGY = load_ontology()


def facts(number: int = 1, type_name: str = "person", **given: Unpack[Given]) -> Facts:
    return Facts(number, type_name, "X", ("X",), **given)


def weighed(
    one: Facts, other: Facts, between: Between | None = None, around: Around | None = None
) -> Mapping[str, tuple[str, float]]:
    found = reasons(one, other, between or Between(), around or Around(), ONTOLOGY, weights())
    return {reason.key: (reason.sign, reason.weight) for reason in found}


@pytest.mark.parametrize(
    ("one", "other", "sign", "weight"),
    [
        (("1968-03-04", "1968-03-04"), ("1968-03-04", "1968-03-04"), "+", 8),
        (("1968-01-01", "1968-12-31"), ("1968-03-04", "1968-03-04"), "+", 3),
        (("1968-03-04", "1968-03-04"), ("1968-04-03", "1968-04-03"), "+", 5),
        (("1968-01-01", "1968-01-01"), ("1968-01-01", "1968-01-01"), "+", 3),
        (("1968-01-01", "1968-12-31"), ("1969-01-01", "1969-12-31"), "-", -1),
        (("1968-01-01", "1968-12-31"), ("1970-06-01", "1970-06-30"), "veto", 0),
    ],
)
def test_dates_of_birth_agree_are_near_or_forbid(
    one: tuple[str, str], other: tuple[str, str], sign: str, weight: float
) -> None:
    (found,) = weighed(
        facts(dates={"birth_date": [one]}), facts(2, dates={"birth_date": [other]})
    ).values()
    assert found == (sign, weight)


def test_the_date_that_agrees_counts_where_sources_differ() -> None:
    years = [("1950-01-01", "1950-12-31"), ("1968-01-01", "1968-12-31")]
    one, other = facts(dates={"birth_date": years}), facts(2, dates={"birth_date": years[1:]})
    assert [sign for sign, _ in weighed(one, other).values()] == ["+"]


def test_another_sex_forbids_and_another_country_speaks_against() -> None:
    one = facts(texts={"sex": {"m": "M"}, "country": {"la": "LA"}})
    other = facts(2, texts={"sex": {"f": "F"}, "country": {"vn": "VN"}})
    assert weighed(one, other) == {"sex:F|M": ("veto", 0), "country:LA|VN": ("-", -1)}


def test_countries_entered_under_one_another_do_not_differ() -> None:
    one, other = facts(texts={"country": {"cn": "CN"}}), facts(2, texts={"country": {"hk": "HK"}})
    assert weighed(one, other) == {}


def numbers(entity_id: int, type_name: str = "person", **values: str) -> Facts:
    read = IdentifierReader(ONTOLOGY).read(type_name, {n: [v] for n, v in values.items()})
    return facts(entity_id, type_name, identifiers=read)


def test_an_own_number_weighs_more_than_a_shared_phone() -> None:
    own = weighed(numbers(1, id_number="P1234567"), numbers(2, id_number="p 1234567"))
    phone = weighed(numbers(1, phone="+8562055550171"), numbers(2, phone="+8562055550171"))
    assert own == {"identity number:P1234567": ("+", weights().identifiers.own)}
    assert phone == {"shared phone:+8562055550171": ("+", weights().identifiers.shared)}


def test_a_phone_that_many_state_says_less() -> None:
    around = Around(sharers={"phone:+8562055550171": 16})
    one, other = (numbers(n, phone="+8562055550171") for n in (1, 2))
    ((_, weight),) = weighed(one, other, around=around).values()
    assert 0 < weight < weights().identifiers.shared - 2


def test_different_numbers_of_one_scheme_forbid_and_of_two_schemes_say_nothing() -> None:
    one = numbers(1, id_number="P1234567")
    assert [s for s, _ in weighed(one, numbers(2, id_number="P7654321")).values()] == ["veto"]
    assert weighed(one, numbers(2, id_number="012345678901")) == {}
    assert [
        sign
        for sign, _ in weighed(
            numbers(1, "phone", number="+8562055550171"), numbers(2, "phone", number="+84900000133")
        ).values()
    ] == ["veto"]


def test_who_both_are_linked_with_tells_more_the_fewer_it_knows() -> None:
    thirds = {
        7: Third("PHO-1", "A phone", "phone", 2),
        8: Third("LOC-1", "A town", "location", 30),
        9: Third("LOC-2", "The capital", "location", 900),
    }
    one, other = (facts(n, neighbours=frozenset({7, 8, 9})) for n in (1, 2))
    found = weighed(one, other, around=Around(thirds))
    assert found["neighbour:PHO-1"][1] == weights().neighbours.most
    assert 0 < found["neighbour:LOC-1"][1] < 1
    assert "neighbour:LOC-2" not in found


def test_neighbours_together_weigh_no_more_than_allowed() -> None:
    thirds = {n: Third(f"PHO-{n}", "A phone", "phone", 2) for n in range(10, 20)}
    one, other = (facts(n, neighbours=frozenset(thirds)) for n in (1, 2))
    found = weighed(one, other, around=Around(thirds))
    assert sum(weight for _, weight in found.values()) == weights().neighbours.together


def test_a_note_that_two_may_be_one_speaks_for_and_any_other_link_against() -> None:
    note = Between((("possible_duplicate_of", "Possible duplicate"),))
    family = Between((("sibling_of", "Siblings"),), ("REC-1",))
    assert weighed(facts(), facts(2), note)["link:possible_duplicate_of"][0] == "+"
    signs = {key: sign for key, (sign, _) in weighed(facts(), facts(2), family).items()}
    assert signs == {"link:sibling_of": "-", "record:REC-1": "-"}


def test_places_far_apart_are_two_and_at_one_spot_speak_for_one() -> None:
    here, near, far = (Spot(17.96, 102.61, 1), Spot(17.961, 102.611, 1), Spot(21.19, 101.68, 1))
    one = facts(1, "location", spots=(here,))
    ((near_sign, near_weight),) = weighed(one, facts(2, "location", spots=(near,))).values()
    ((far_sign, _),) = weighed(one, facts(2, "location", spots=(far,))).values()
    assert (near_sign, near_weight, far_sign) == ("+", 4, "veto")


def test_places_of_one_name_in_two_provinces_are_held_apart() -> None:
    one = facts(1, "location", texts={"admin1": {"la vt": "LA-VT"}})
    other = facts(2, "location", texts={"admin1": {"la bl": "LA-BL"}})
    ((sign, weight),) = weighed(one, other).values()
    assert (sign, weight) == ("-", -5)


def test_weights_lie_on_straight_lines() -> None:
    points = ((0.5, 0.0), (0.7, 4.0), (1.0, 10.0))
    assert [on_line(points, at) for at in (0.1, 0.6, 0.7, 0.85, 2)] == pytest.approx(
        [0, 2, 4, 7, 10]
    )


def test_every_weight_is_of_a_property_and_a_type_that_exist() -> None:
    by = weights()
    stated = {name for known in ONTOLOGY.entity_types.values() for name in known.properties}
    assert {*by.dates, *by.values} <= stated
    types = {*by.described, *by.neighbours.parts, *by.spots.of, *by.values_of}
    types |= {name for _, *names in by.families for name in names}
    assert types <= ONTOLOGY.entity_types.keys()
    assert set(by.links.same) <= ONTOLOGY.link_types.keys()
