"""The step that reads dates: in a stated order, in the Buddhist or the western era."""

from __future__ import annotations

import re

from iwtlink.i18n import tr
from iwtlink.intake.mapping.cleaning.declared import (
    Declared,
    Tables,
    choice,
    otherwise_of,
    reading,
)
from iwtlink.intake.mapping.expressions import Step
from iwtlink.ontology import ValueProblem, date_words
from iwtlink.ontology import yaml_lines as lines
from iwtlink.ontology.dates import PartialDate, from_excel_serial
from iwtlink.ontology.yaml_lines import Spot

_ORDERS = ("dmy", "mdy", "ymd")
_ERAS = ("either", "buddhist", "western")
_SERIALS = ("no", "1900", "1904")
_BUDDHIST_BEGINS = 543
_FIRST_BUDDHIST, _LAST_BUDDHIST = 2400, 2600
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_SHORT_YEAR = re.compile(r"(?<=[^\d:.])'?(\d{2})$")
_FULL_DAY = re.compile(r"\d{4}-\d{1,2}-\d{1,2}(?:[t ].*)?", re.IGNORECASE)
_CLOCK = re.compile(r"[t ]\d{1,2}:\d{2}.*$", re.IGNORECASE)


def _date(value: str) -> str:
    """Gives ISO text, partial where the cell is (2015-03), days before months."""
    return PartialDate.parse(value).text


def _date_as_told(spot: Spot, _tables: Tables) -> Step:
    """``{order:, era:, serial:, otherwise:}``, or the order alone."""
    if lines.is_scalar(spot):
        order, era, serial = choice({"order": spot}, "order", _ORDERS, ""), "either", "no"
        return reading(lambda value: read_date(value, order, era, serial))
    found = lines.fields(spot, ("order", "era", "serial", "otherwise"))
    order = choice(found, "order", _ORDERS, "")
    era = choice(found, "era", _ERAS, "either")
    serial = choice(found, "serial", _SERIALS, "no")
    return reading(
        lambda value: read_date(value, order, era, serial), otherwise_of(found, "problem")
    )


def read_date(value: str, order: str = "", era: str = "either", serial: str = "no") -> str:
    """Gives the ISO text of a date. Raises ``ValueProblem``.

    A stated ``order`` is kept to: 03/25/2017 is no date where days stand before months. ``era``
    says what the years are; the dates of a spreadsheet (2015-03-14) are western in any case.
    ``serial`` takes the numbers in which spreadsheets count days, from 1900 or 1904.
    """
    plain = date_words.tidy(value)
    if serial != "no" and date_words.SERIAL.fullmatch(plain):
        return from_excel_serial(float(plain), is_1904=serial == "1904").text
    ordered = _in_order(_CLOCK.sub("", plain), order, era)
    return PartialDate.parse(_civil(ordered, era), day_first=order != "mdy").text


def _in_order(plain: str, order: str, era: str) -> str:
    match = date_words.NUMBERS.fullmatch(plain)
    if not order or not match or len(match[1]) == 4:
        return plain
    one, two, three = match[1], match[3], match[4]
    if order == "ymd":
        if len(one) > 2 or len(three) > 2:
            raise ValueProblem(tr("“{given}” does not have the year first.", given=plain))
        century = 2500 if era == "buddhist" else 2000 if int(one) < 50 else 1900
        return f"{century + int(one)}-{two}-{three}"
    month = two if order == "dmy" else one
    if int(month) > 12:
        sentence = {
            "dmy": tr("“{given}” does not have the day before the month.", given=plain),
            "mdy": tr("“{given}” does not have the month before the day.", given=plain),
        }
        raise ValueProblem(sentence[order])
    return plain


def _civil(plain: str, era: str) -> str:
    """Gives a date with its years made civil ones."""
    if era == "either":
        return _YEAR.sub(lambda found: _less(found[0], is_sure=False), plain)
    compact = date_words.COMPACT.fullmatch(plain)
    text = "-".join(compact.groups()) if compact else plain
    if era == "western":
        if any(_is_buddhist(int(year)) for year in _YEAR.findall(text)):
            raise ValueProblem(tr("“{given}” has a year of the Buddhist era.", given=plain))
        return plain
    if _FULL_DAY.fullmatch(plain) and not _is_buddhist(int(plain[:4])):
        return plain
    short = None if _YEAR.search(text) else _SHORT_YEAR.search(text)
    if short:
        year = 2500 + int(short[1]) - _BUDDHIST_BEGINS
        return f"{text[: short.start()]}{year}"
    return _YEAR.sub(lambda found: _less(found[0], is_sure=True), text)


def _is_buddhist(year: int) -> bool:
    return _FIRST_BUDDHIST <= year <= _LAST_BUDDHIST


def _less(year: str, *, is_sure: bool) -> str:
    if _is_buddhist(int(year)):
        return str(int(year) - _BUDDHIST_BEGINS)
    if is_sure:
        raise ValueProblem(tr("{year} is not a year of the Buddhist era.", year=year))
    return year


DECLARED = (
    Declared(
        "date", "date", "14 Mar 2015", "2015-03-14",
        lambda: tr(
            "Makes a date, or a part of one; days stand before months. With more said: "
            "date: {order: mdy, era: buddhist}. order is dmy, mdy or ymd, and a date that cannot "
            "be in that order is reported; era is buddhist, western or either; serial: 1900 (or "
            "1904) takes the numbers of days that spreadsheets keep. What is no date is reported."
        ),
        alone=reading(_date),
        made=_date_as_told,
    ),
)  # fmt: skip
