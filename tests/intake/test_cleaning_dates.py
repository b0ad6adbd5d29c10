"""The step that reads dates: orders, eras, scripts, numbers of days."""

from __future__ import annotations

import pytest

from iwtlink.intake.mapping.cleaning.dates import read_date
from iwtlink.ontology import ValueProblem
from iwtlink.ontology.dates import PartialDate


@pytest.mark.parametrize(
    ("cell", "order", "era", "wanted"),
    [
        ("03/04/2017", "dmy", "either", "2017-04-03"),
        ("03/04/2017", "mdy", "either", "2017-03-04"),
        ("15/03/14", "ymd", "either", "2015-03-14"),
        ("2015/03/14", "dmy", "either", "2015-03-14"),
        ("03/25/2017", "", "either", "2017-03-25"),
        ("14/3/2558", "dmy", "buddhist", "2015-03-14"),
        ("14/3/58", "dmy", "buddhist", "2015-03-14"),
        ("58/3/14", "ymd", "buddhist", "2015-03-14"),
        ("14 มี.ค. 58", "", "buddhist", "2015-03-14"),
        ("๑๔ มีนาคม ๒๕๕๘", "dmy", "buddhist", "2015-03-14"),
        ("มีนาคม 2558", "", "buddhist", "2015-03"),
        ("2558", "", "buddhist", "2015"),
        ("25580314", "", "buddhist", "2015-03-14"),
        ("2015-03-14", "dmy", "buddhist", "2015-03-14"),
        ("2015-03-14 10:30", "dmy", "buddhist", "2015-03-14"),
        ("14/3/2600", "dmy", "buddhist", "2057-03-14"),
        ("14/3/2600", "dmy", "either", "2057-03-14"),
        ("໑໔/໓/໒໐໑໕", "dmy", "western", "2015-03-14"),
        ("14/3/2558 10:30", "dmy", "buddhist", "2015-03-14"),
    ],
)
def test_a_date_is_read_in_its_order_and_era(cell: str, order: str, era: str, wanted: str) -> None:
    assert read_date(cell, order, era) == wanted


@pytest.mark.parametrize(
    ("cell", "order", "era", "why"),
    [
        ("03/25/2017", "dmy", "either", "the day before the month"),
        ("25/03/2017", "mdy", "either", "the month before the day"),
        ("14/03/2017", "ymd", "either", "the year first"),
        ("14/03/2015", "dmy", "buddhist", "2015 is not a year of the Buddhist era"),
        ("14/03/2558", "dmy", "western", "a year of the Buddhist era"),
        ("31/02/2558", "dmy", "buddhist", "impossible day"),
        ("soon", "dmy", "either", "not a date"),
    ],
)
def test_a_date_against_what_is_told_is_refused(cell: str, order: str, era: str, why: str) -> None:
    with pytest.raises(ValueProblem, match=why):
        read_date(cell, order, era)


def test_the_numbers_in_which_spreadsheets_count_days_are_read_only_when_told() -> None:
    assert read_date("42511", serial="1900") == "2016-05-21"
    assert read_date("41049", serial="1904") == "2016-05-21"
    assert read_date("42511.604", serial="1900") == "2016-05-21"
    with pytest.raises(ValueProblem, match="not a date"):
        read_date("42511")


@pytest.mark.parametrize(
    ("phrase", "wanted"),
    [
        ("ngày 14 tháng 3 năm 2015", "2015-03-14"),
        ("14 tháng 3, 2015", "2015-03-14"),
        ("tháng 3 năm 2015", "2015-03"),
        ("tháng ba 2015", "2015-03"),
        ("tháng mười hai năm 2015", "2015-12"),
        ("14 de março de 2015", "2015-03-14"),
        ("março de 2015", "2015-03"),
        ("วันที่ 14 มีนาคม พ.ศ. 2558", "2015-03-14"),
        ("14 มีนาคม ค.ศ. 2015", "2015-03-14"),
        ("ວັນທີ 14 ເດືອນ ມີນາ ປີ 2015", "2015-03-14"),
        ("ວັນທີ 14 ເດືອນ 3 ປີ 2015", "2015-03-14"),
        ("二〇一五年三月十四日", "2015-03-14"),
        ("2015年十二月三十一日", "2015-12-31"),
        ("2558年3月14日", "2015-03-14"),
        ("Saturday, 14 March 2015", "2015-03-14"),
        ("14/3/2015 10:30 PM", "2015-03-14"),
        ("2015-03-14T10:30:00Z", "2015-03-14"),
        ("2015-03-14T10:30:00+07:00", "2015-03-14"),
    ],
)
def test_whole_phrases_of_the_region_are_dates(phrase: str, wanted: str) -> None:
    assert PartialDate.parse(phrase).text == wanted
