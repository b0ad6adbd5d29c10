"""Dates as they stand in running text of the region, with their marks of the Buddhist era."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from iwtlink.ontology import Value, ValueProblem
from iwtlink.ontology.date_words import MONTH_NAMES, month_number
from iwtlink.ontology.dates import PartialDate
from iwtlink.ontology.numbers import plain

_ERA = r"(?:\s*(?:พ\.?\s?ศ\.?|ພ\.?\s?ສ\.?|b\.?\s?e\.?|ค\.?\s?ศ\.?|ຄ\.?\s?ສ\.?|ปี|ປີ|năm|year)\s*)?"
_BUDDHIST = re.compile(r"พ\.?\s?ศ|ພ\.?\s?ສ|b\.?\s?e", re.IGNORECASE)
_BEFORE_MONTH = r"[\s\-./]*(?:of\s+|เดือน\s*|ເດືອນ\s*|de\s+)?"
_BEFORE_YEAR = r"[\s\-./,]*(?:de\s+)?"
_YEAR = r"(?:[12]\d{3}|[๑๒໑໒][๐-๙໐-໙]{3})"
_DAY = r"\d{1,2}"
_START, _END = r"(?<![\w/.\-])", r"(?![\w/])"


def find_dates(text: str) -> Iterator[tuple[int, int, Value]]:
    """Find the dates of a text, from left to right: where each stands and what it means.

    Bare years and impossible days are left out. A year of the Buddhist era is a civil one in
    the value.
    """
    last = 0
    for match in _pattern().finditer(text):
        if match.start() < last:
            continue
        value = _value(match)
        if value is not None:
            last = match.end()
            yield match.start(), match.end(), value


def _value(match: re.Match[str]) -> Value | None:
    parts = {name[:-1]: plain(part) for name, part in match.groupdict().items() if part}
    month = parts.get("month") or str(month_number(parts.get("word", "")) or "")
    year = parts["year"]
    is_marked = _BUDDHIST.search(match[0]) is not None
    if is_marked and not 2400 <= int(year) <= 2599:
        return None
    stated = "-".join(part for part in (year, month, parts.get("day", "")) if part)
    if "numbers" in parts:
        stated = parts["numbers"]
    try:
        known = PartialDate.parse(stated)
    except ValueProblem:
        return None
    return Value(known.text, first=known.first, last=known.last)


@cache
def _pattern() -> re.Pattern[str]:
    names = sorted({*MONTH_NAMES}, key=len, reverse=True)
    month = "|".join(re.escape(name).replace(r"\.", r"\.\s?") for name in names)
    shapes = (
        rf"{_START}(?P<year1>{_YEAR})-(?P<month1>\d{{1,2}})-(?P<day1>{_DAY}){_END}",
        rf"(?P<year2>\d{{4}})\s?年\s?(?P<month2>\d{{1,2}})\s?月(?:\s?(?P<day2>{_DAY})\s?[日号號])?",
        (
            rf"(?:ngày\s+)?(?P<day3>{_DAY})\s+tháng\s+(?P<month3>\d{{1,2}})[\s,]+(?:năm\s+)?"
            rf"(?P<year3>{_YEAR}){_END}"
        ),
        rf"(?:tháng\s+)(?P<month4>\d{{1,2}})(?:[\s,]+năm\s+|/)(?P<year4>{_YEAR}){_END}",
        rf"{_START}(?P<numbers5>{_DAY}(?P<sep>[/.\-])\d{{1,2}}(?P=sep)(?P<year5>{_YEAR})){_END}",
        (
            rf"(?<![\w])(?:(?P<day6>{_DAY})(?:st|nd|rd|th)?{_BEFORE_MONTH})(?P<word6>{month})"
            rf"{_BEFORE_YEAR}{_ERA}(?P<year6>{_YEAR})(?!\d)"
        ),
        (
            rf"(?<![^\W\d])(?P<word7>{month})\.?\s+(?P<day7>{_DAY})(?:st|nd|rd|th)?,?\s+"
            rf"(?P<year7>{_YEAR})(?!\d)"
        ),
        rf"(?<![a-z])(?P<word8>{month}){_BEFORE_YEAR}{_ERA}(?P<year8>{_YEAR})(?!\d)",
        r"(?:พ\.?\s?ศ\.?|ພ\.?\s?ສ\.?|\b(?-i:B\.?\s?E\.?))\s*(?P<year9>[2๒໒]\d{3})(?!\d)",
    )
    return re.compile("|".join(shapes), re.IGNORECASE)
