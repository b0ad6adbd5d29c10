"""Partial civil dates: what sources write, what it can mean, how it sorts."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iwtlink.ontology.dates import PartialDate, from_excel_serial
from iwtlink.ontology.model import ValueProblem

YEARS = st.integers(1900, 2100)
DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))
SINGLE = st.one_of(
    YEARS.map(str),
    st.tuples(YEARS, st.integers(1, 12)).map(lambda pair: f"{pair[0]}-{pair[1]:02}"),
    DAYS.map(date.isoformat),
)
STATED = st.one_of(
    SINGLE,
    SINGLE.map(lambda text: f"about {text}"),
    SINGLE.map(lambda text: f"before {text}"),
    SINGLE.map(lambda text: f"{text}/.."),
    SINGLE.map(lambda text: f"until {text}"),
    st.tuples(SINGLE, SINGLE).map(sorted).map("/".join),
)


@pytest.mark.parametrize(
    ("stated", "text", "first", "last"),
    [
        ("2015", "2015", "2015-01-01", "2015-12-31"),
        ("2016-02", "2016-02", "2016-02-01", "2016-02-29"),
        ("14/3/2015", "2015-03-14", "2015-03-14", "2015-03-14"),
        ("03/14/2015", "2015-03-14", "2015-03-14", "2015-03-14"),
        ("14.03.15", "2015-03-14", "2015-03-14", "2015-03-14"),
        ("18-Jan-09", "2009-01-18", "2009-01-18", "2009-01-18"),
        ("3-Feb-97", "1997-02-03", "1997-02-03", "1997-02-03"),
        ("14 March 2015", "2015-03-14", "2015-03-14", "2015-03-14"),
        ("March 14th, 2015", "2015-03-14", "2015-03-14", "2015-03-14"),
        ("Sept. 2016", "2016-09", "2016-09-01", "2016-09-30"),
        ("3/2015", "2015-03", "2015-03-01", "2015-03-31"),
        ("20150314", "2015-03-14", "2015-03-14", "2015-03-14"),
        ("2015-03-14 00:00:00", "2015-03-14", "2015-03-14", "2015-03-14"),
        ("14 mars 2015", "2015-03-14", "2015-03-14", "2015-03-14"),
        ("2017年6月18日", "2017-06-18", "2017-06-18", "2017-06-18"),
        ("5 มิถุนายน 2560", "2017-06-05", "2017-06-05", "2017-06-05"),
        ("໑໔/໐໓/໒໐໑໕", "2015-03-14", "2015-03-14", "2015-03-14"),
        ("2558", "2015", "2015-01-01", "2015-12-31"),
        ("about 2015", "~2015", "2014-01-01", "2016-12-31"),
        ("c. March 2015", "~2015-03", "2015-02-01", "2015-04-30"),
        ("~2015-03-14", "~2015-03-14", "2015-03-11", "2015-03-17"),
        ("2015-2017", "2015/2017", "2015-01-01", "2017-12-31"),
        ("from March 2015 to June 2015", "2015-03/2015-06", "2015-03-01", "2015-06-30"),
        ("May to June 2017", "2017-05/2017-06", "2017-05-01", "2017-06-30"),
        ("14-16 March 2015", "2015-03-14/2015-03-16", "2015-03-14", "2015-03-16"),
        ("Q2 2017", "2017-04/2017-06", "2017-04-01", "2017-06-30"),
        ("since 2015", "2015/..", "2015-01-01", "9999-12-31"),
        ("after 2015", "2016/..", "2016-01-01", "9999-12-31"),
        ("until 2015-03", "../2015-03", "0001-01-01", "2015-03-31"),
        ("before 1 March 2016", "../2016-02-29", "0001-01-01", "2016-02-29"),
    ],
)
def test_a_date_is_read_as_sources_write_it(stated: str, text: str, first: str, last: str) -> None:
    assert PartialDate.parse(stated) == PartialDate(text, first, last)


def test_day_or_month_first_is_the_readers_choice() -> None:
    assert PartialDate.parse("3/4/2017").text == "2017-04-03"
    assert PartialDate.parse("3/4/2017", day_first=False).text == "2017-03-04"


def test_a_number_is_an_excel_day_only_when_told() -> None:
    assert PartialDate.parse("42077", is_excel_serial=True).text == "2015-03-14"
    assert from_excel_serial(42077.75).text == "2015-03-14"
    assert from_excel_serial(40615, is_1904=True).text == "2015-03-14"
    with pytest.raises(ValueProblem, match="not a date"):
        PartialDate.parse("42077")


@pytest.mark.parametrize(
    ("stated", "words"),
    [
        ("", "not a date"),
        ("unknown", "not a date"),
        ("2015-13", "impossible month"),
        ("31/2/2015", "impossible day"),
        ("2015-02-29", "impossible day"),
        ("0000", "impossible year"),
        ("44/55", "not a date"),
        ("1/2/3", "not a date"),
        ("2017 to 2015", "ends .2015. before it starts .2017."),
        ("about about 2015", "not a date"),
        ("../..", "not a date"),
        ("/", "not a date"),
    ],
)
def test_what_is_no_date_is_refused_with_a_sentence(stated: str, words: str) -> None:
    with pytest.raises(ValueProblem, match=words):
        PartialDate.parse(stated)


@given(STATED)
def test_a_canonical_date_reads_as_itself(stated: str) -> None:
    known = PartialDate.parse(stated)
    assert PartialDate.parse(known.text) == known


@given(STATED)
def test_a_date_never_ends_before_it_begins(stated: str) -> None:
    known = PartialDate.parse(stated)
    assert known.first <= known.last
    date.fromisoformat(known.first)
    date.fromisoformat(known.last)


@given(STATED, STATED)
def test_dates_are_ordered_one_way_only(one: str, other: str) -> None:
    left, right = PartialDate.parse(one), PartialDate.parse(other)
    assert (left < right) + (right < left) + (left == right) == 1
    if left.is_surely_before(right):
        assert left < right and not left.may_be(right) and not right.is_surely_before(left)


@given(DAYS, st.booleans())
def test_a_day_is_the_same_however_it_is_written(day: date, day_first: bool) -> None:
    slashed = day.strftime("%d/%m/%Y" if day_first else "%m/%d/%Y")
    for text in (day.isoformat(), slashed, f"{day:%d %B %Y}", f"{day:%d-%b-%Y}", f"{day:%Y%m%d}"):
        known = PartialDate.parse(text, day_first=day_first)
        assert known.first == known.last == known.text == day.isoformat()


@given(DAYS)
def test_the_buddhist_era_is_543_years_ahead(day: date) -> None:
    if 2400 <= day.year + 543 <= 2599:
        text = f"{day.day}/{day.month}/{day.year + 543}"
        assert PartialDate.parse(text).text == day.isoformat()


@given(st.integers(61, 73000))
def test_excel_days_follow_the_calendar(serial: int) -> None:
    assert (
        from_excel_serial(serial).text == (date(1899, 12, 30) + timedelta(days=serial)).isoformat()
    )


PIECES = st.sampled_from(
    [
        *("2015", "2016-02", "14", "3", "/", "-", " ", "..", "~", "about ", "before ", "to "),
        *("since ", "March", "Q2", "31", "12", "2558", ",", "9999", "年"),
    ]
)


@given(st.one_of(st.text(max_size=30), st.lists(PIECES, max_size=7).map("".join)))
def test_any_text_is_a_date_that_reads_as_itself_or_a_problem(text: str) -> None:
    try:
        known = PartialDate.parse(text)
    except ValueProblem:
        return
    assert PartialDate.parse(known.text) == known
    assert known.first <= known.last


def test_a_long_text_is_refused_without_delay() -> None:
    for text in ("/" * 500, "about " * 200, "1 - " * 200, "2015-" * 100, "since 2015 to " * 50):
        with pytest.raises(ValueProblem):
            PartialDate.parse(text)
