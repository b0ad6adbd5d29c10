"""The steps that read phones, places and units."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from iwtlink.errors import IwtlinkError
from iwtlink.intake.mapping.cleaning import STEPS, parse_steps
from iwtlink.intake.mapping.expressions import Step
from iwtlink.ontology.yaml_lines import Spot

TABLES = {"species": {"tiger": "Panthera tigris"}}


def clean(steps: str, *values: str) -> tuple[list[str], list[str]]:
    problems: list[str] = []
    result = list(values)
    for step in read_steps(steps):
        result = step(result, problems.append)
    return result, problems


@cache
def read_steps(steps: str) -> tuple[Step, ...]:
    node = yaml.compose(steps)
    assert node is not None
    return parse_steps(Spot(node, Path("test.yaml")), TABLES)


MOBILE = "+8562055550171"


@pytest.mark.parametrize(
    ("cell", "wanted"),
    [
        ("020 5555 0171", [MOBILE]),
        ("20 5555 0171", [MOBILE]),
        ("2055550171", [MOBILE]),
        ("2055550171.0", [MOBILE]),
        ("5555 0171", [MOBILE]),
        ("(020) 55550171", [MOBILE]),
        ("+856 20 5555 0171", [MOBILE]),
        ("+856 (0)20 5555 0171", [MOBILE]),
        ("+856 020 55550171", [MOBILE]),
        ("00856-20-5555-0171", [MOBILE]),
        ("856 20 55550171", [MOBILE]),
        ("໐໒໐ ໕໕໕໕ ໐໑໗໑", [MOBILE]),
        ("Tel: 020 5555 0171", [MOBILE]),
        ("021 212 345", ["+85621212345"]),
        ("020 5555 0171 / 020 5555 0172", [MOBILE, "+8562055550172"]),
        ("020 5555 0171; +66 81 234 5678", [MOBILE, "+66812345678"]),
        ("020 5555 0171\n020 5555 0172", [MOBILE, "+8562055550172"]),
        ("020 5555 0171 and 020 5555 0172", [MOBILE, "+8562055550172"]),
        ("020-5555-0171 ຫຼື 020-5555-0172", [MOBILE, "+8562055550172"]),
        ("020 5555 0171 020 5555 0172", [MOBILE, "+8562055550172"]),
    ],
)
def test_the_phones_of_a_lao_cell_come_as_e164(cell: str, wanted: list[str]) -> None:
    assert clean("[{phone: LA}]", cell) == (wanted, [])


def test_a_number_is_read_by_its_country() -> None:
    assert clean("[{phone: {country: th}}]", "081 234 5678")[0] == ["+66812345678"]
    assert clean("[{phone: VN}]", "0912 345 678")[0] == ["+84912345678"]


def test_a_phone_that_is_none_is_reported_kept_or_dropped() -> None:
    found, problems = clean("[{phone: LA}]", "020 5555 0171 / 1191")
    assert found == [MOBILE]
    assert problems == ["“1191” is not a phone number of LA, nor one with a country code."]
    assert clean("[{phone: {country: LA, otherwise: keep}}]", "none") == (["none"], [])
    assert clean("[{phone: {country: LA, otherwise: drop}}]", "none") == ([], [])
    assert "rounded" in clean("[{phone: LA}]", "8.56206E+11")[1][0]


@pytest.mark.parametrize(
    "written",
    [
        "17.963889, 102.61",
        "17,963889; 102,61",
        "17.963889 102.61",
        "17° 57' 50\" N 102° 36' 36\" E",
        "17°57′50″N, 102°36′36″E",
        "17º57’50”N 102º36’36”E",
        "17˚57ʹ50ʺN 102˚36ʹ36ʺE",
        "17°57'50''N 102°36'36''E",
        "N17°57'50\" E102°36'36\"",
        "E102°36'36\" N17°57'50\"",
        "17:57:50N 102:36:36E",
        "17d57m50sN 102d36m36sE",
        "17 57 50 N 102 36 36 E",
        "北纬17度57分50秒 东经102度36分36秒",
    ],
)
def test_degrees_are_read_in_all_usual_signs(written: str) -> None:
    found, problems = clean("[coordinates]", written)
    assert not problems
    latitude, longitude = map(float, found[0].split(","))
    assert (latitude, longitude) == pytest.approx((17.963889, 102.61), abs=1e-6)


CONTROL = [
    # GeographicLib 1.8, GeoConvert(1), examples
    ("38N 444140.54 3684706.36", 33.3, 44.4, 1e-6),
    ("444140.54 3684706.36 38N", 33.3, 44.4, 1e-6),
    ("38SMB4414084706", 33.3, 44.4, 1e-5),
    # chrisveness/geodesy, tests of UTM and MGRS (Eiffel tower, Sydney, Washington, Rio, Bergen)
    ("31 N 448251.795 5411932.678", 48.8582, 2.2945, 1e-6),
    ("31U DQ 48251 11932", 48.8582, 2.2945, 1e-5),
    ("56 S 334873.199 6252266.092", -33.857, 151.215, 1e-6),
    ("56H LH 34873 52266", -33.857, 151.215, 1e-5),
    ("18 N 323394.296 4307395.634", 38.8977, -77.0365, 1e-6),
    ("18S UJ 23394 07395", 38.8977, -77.0365, 1e-5),
    ("23 S 683466.254 7460687.433", -22.9519, -43.2106, 1e-6),
    ("23K PQ 83466 60687", -22.9519, -43.2106, 1e-5),
    ("32 N 297508.410 6700645.296", 60.39135, 5.3249, 1e-6),
    ("32V KN 97508 00645", 60.39135, 5.3249, 1e-5),
    # Connect ConvertMapGridPoint (AGI): 43S is a band here, within MGRS
    ("43SDT7677906747", 33.5, 74.75, 1e-5),
    ("38T 419826 4872359", 44.0, 44.0, 1e-5),
]


@pytest.mark.parametrize(("reference", "latitude", "longitude", "within"), CONTROL)
def test_map_grids_meet_published_points(
    reference: str, latitude: float, longitude: float, within: float
) -> None:
    found, problems = clean("[coordinates]", reference)
    assert not problems
    assert tuple(map(float, found[0].split(","))) == pytest.approx(
        (latitude, longitude), abs=within
    )


def test_eastings_and_northings_take_the_zone_and_pairs_the_order_that_is_told() -> None:
    assert clean("[{coordinates: {zone: 48N}}]", "245000, 1987000") == clean(
        "[coordinates]", "48Q 245000 1987000"
    )
    assert clean("[{coordinates: {order: lon_lat}}]", "102.61 17.96")[0] == ["17.96,102.61"]
    assert clean("[coordinates]", "17.96, 102.61 (town)")[0] == ["17.96,102.61 (town)"]


@pytest.mark.parametrize(
    "cell", ["Boten", "245000 1987000", "97.1, 200.5", "61N 1 1", "48QZZ1212", "48IAA", "38SMB441"]
)
def test_what_is_no_place_is_reported(cell: str) -> None:
    found, problems = clean("[coordinates]", cell)
    assert found == []
    assert len(problems) == 1 and cell[:2] in problems[0]


@pytest.mark.parametrize(
    ("step", "cell", "wanted"),
    [
        ("{from: lb, to: kg}", "2", "0.90718474 kg"),
        ("{from: lb, to: kg}", "500 g", "0.5 kg"),
        ("{from: t, to: kg}", "1,5", "1500 kg"),
        ("{from: kg, to: t}", "about 200-300", "~0.2-0.3 t"),
        ("{from: kg, to: kg}", "໑໒", "12 kg"),
        ("{from: cubic feet, to: m3}", "1", "0.028316846592 m³"),
    ],
)
def test_a_quantity_is_given_in_another_unit(step: str, cell: str, wanted: str) -> None:
    assert clean(f"[{{unit: {step}}}]", cell) == ([wanted], [])


def test_a_unit_that_measures_something_else_is_reported() -> None:
    assert clean("[{unit: {from: kg, to: t}}]", "3 pieces") == (
        [],
        ["“3 pieces” cannot be given in t."],
    )


@pytest.mark.parametrize(
    ("steps", "sentence"),
    [
        ("[{unit: {from: kg, to: m}}]", "kg cannot be given in m"),
        ("[{unit: {from: kg}}]", "“to” is missing"),
        ("[{phone: XX}]", "not the code of a country"),
        ("[{date: {order: ydm}}]", "none of dmy, mdy, ymd"),
        ("[{coordinates: {zone: 99N}}]", "not a UTM zone"),
        ("[{phone: {country: LA, otherwise: guess}}]", "keep, drop or problem"),
        ("[split]", "needs something after its colon"),
        ("[{upper: x}]", "takes nothing after its colon"),
        ("[{look_up: {otherwise: drop}}]", "words to look up are missing"),
        ("[{look_up: {air: [fly], road: [fly]}}]", "stands for two things"),
        ("[{}]", "Unknown step"),
    ],
)
def test_a_wrong_step_is_told_with_its_line(steps: str, sentence: str) -> None:
    with pytest.raises(IwtlinkError, match=sentence) as caught:
        clean(steps)
    assert "test.yaml, line 1" in str(caught.value)


@pytest.mark.parametrize(
    ("steps", "cell", "wanted"),
    [
        ('[{split: "\\n"}]', "a\nb\n\n c ", ["a", "b", "c"]),
        ("[trim]", "  Ban\u200b \u00a0 Xieng\u202c \n x ", ["Ban Xieng\nx"]),
        ("[{look_up: {air: [by plane]}}]", "By  Plane", ["air"]),
        ("[{look_up: {air: [by plane]}}]", "road", ["road"]),
        ("[{look_up: {air: [by plane], otherwise: drop}}]", "road", []),
    ],
)
def test_texts_are_parted_trimmed_and_looked_up(steps: str, cell: str, wanted: list[str]) -> None:
    assert clean(steps, cell) == (wanted, [])


HARD = [step.example for step in STEPS.values()] + [
    "date: {order: dmy, era: buddhist}",
    "date: {order: ymd, era: western, serial: 1904, otherwise: keep}",
    "date: {order: mdy, serial: 1900}",
    "coordinates: {zone: 48N, order: lon_lat}",
    "unit: {from: l, to: m3}",
    "phone: {country: VN, otherwise: keep}",
    'split: "\\n"',
]
PIECES = st.sampled_from(
    ["020", "5555", "1e999", "48Q", "SMB", "E", "N", "°", "'", '"', "²", "①", "๒๕๕๘", "月", "年",
     "tháng", " de ", "พ.ศ.", "\n", "/", "-", ",", ".", "0", "9" * 20, "kg", "~", "..", "+", "\x00",
     "\u200b", "²⁰¹⁵", "Ⅳ", "五", "十", "Q3", "14 ", "2558", "99/99/99", "\ud800", "𝟏𝟒"]
)  # fmt: skip


@given(st.one_of(st.text(max_size=40), st.lists(PIECES, max_size=8).map("".join)))
@example("二〇一〇年十月十十日")
@example("2558年²月")
@example("48QTE" + "1" * 30)
def test_no_text_of_a_cell_makes_a_step_raise(cell: str) -> None:
    for step in HARD:
        text = f"[{{{step}}}]" if ":" in step else f"[{step}]"
        found, problems = clean(text, cell)
        assert all(isinstance(one, str) for one in (*found, *problems))
