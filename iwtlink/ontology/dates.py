"""Civil dates as a source states them: a day, a month, a year, a span, or about then.

Canonical texts are ISO 8601 with reduced precision, spans with a slash and open ends as in its
part 2 (EDTF): ``2015``, ``2015-03``, ``2015-03-14``, ``2015-03/2015-06``, ``2015-03/..``, and
``~2015`` for *about 2015*. No time zone ever shifts them.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from functools import total_ordering

from iwtlink.i18n import tr
from iwtlink.ontology import date_words as words
from iwtlink.ontology.model import ValueProblem

ABOUT_YEARS, ABOUT_MONTHS, ABOUT_DAYS = 1, 1, 3
"""How far *about* reaches on either side of a year, a month and a day."""

FIRST_DAY, LAST_DAY = "0001-01-01", "9999-12-31"
"""What an open start and an open end stand for."""


@total_ordering
@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date as far as it is known: canonical text, earliest and latest day (ISO).

    Dates sort by earliest, then latest day.
    """

    text: str
    first: str
    last: str

    @classmethod
    def parse(
        cls, text: str, *, day_first: bool = True, is_excel_serial: bool = False
    ) -> PartialDate:
        """Read a date in any of the ways sources write it. Raises ``ValueProblem``.

        ``day_first`` decides what 03/04/2017 means. Years of the Buddhist era (2400 to 2599)
        become civil ones. A number of days (Excel) is taken as such only when told.
        """
        plain = words.tidy(text)
        if is_excel_serial and words.SERIAL.fullmatch(plain):
            return from_excel_serial(float(plain))
        return _parse(plain, day_first)

    @property
    def is_about(self) -> bool:
        """Say whether the source calls it approximate."""
        return self.text.startswith("~")

    def __lt__(self, other: PartialDate) -> bool:
        return (self.first, self.last, self.text) < (other.first, other.last, other.text)

    def is_surely_before(self, other: PartialDate) -> bool:
        """Say whether each day this can mean lies before each day the other can mean."""
        return self.last < other.first

    def may_be(self, other: PartialDate) -> bool:
        """Say whether both can mean the same day."""
        return self.first <= other.last and other.first <= self.last


def from_excel_serial(days: float, *, is_1904: bool = False) -> PartialDate:
    """Give the day an Excel number stands for (1900 system, with its 29 February 1900)."""
    start = date(1904, 1, 1) if is_1904 else date(1899, 12, 30)
    try:
        return _day(start + timedelta(days=int(days)))
    except OverflowError as error:
        raise _not_a_date(str(days)) from error


def _not_a_date(given: str) -> ValueProblem:
    return ValueProblem(
        tr("“{given}” is not a date; write 2015, 2015-03, 2015-03-14 or 14/3/2015.", given=given)
    )


def _parse(text: str, day_first: bool) -> PartialDate:
    found = _simple(text, day_first) or _opened(text, day_first) or _span(text, day_first)
    if found is None:
        raise _not_a_date(text)
    return found


def _simple(text: str, day_first: bool) -> PartialDate | None:
    """Read one year, month or day, or about then."""
    low = text.casefold()
    if found := _single(low, day_first):
        return found
    match = words.ABOUT.match(low)
    known = _single(low[match.end() :], day_first) if match else None
    return _about(known) if known else None


def _opened(text: str, day_first: bool) -> PartialDate | None:
    """Read *before 2015*, *until 2015*, *after 2015*, *since 2015*, *from 2015 to 2017*."""
    low = text.casefold()
    for shape, step, opens in _OPENINGS:
        if match := shape.match(low):
            rest = low[match.end() :]
            if known := _simple(rest, day_first):
                return opens(_beside(known, step))
            return _span(rest, day_first) if shape is words.SINCE else None
    return None


def _single(low: str, day_first: bool) -> PartialDate | None:
    """Read one year, month or day, without *about* and without a span."""
    for shape in (words.ISO, words.CHINESE, words.COMPACT):
        if match := shape.fullmatch(low):
            return _made(low, match[1], match[2], match[3])
    if match := words.MONTH_YEAR.fullmatch(low):
        return _made(low, match[2], match[1], None)
    if match := words.YEAR_MONTH.fullmatch(low):
        return _made(low, match[1], match[2], None)
    if match := words.NUMBERS.fullmatch(low):
        return _from_numbers(low, match[1], match[3], match[4], day_first)
    if match := words.MONTH_DAY_YEAR.fullmatch(low):
        return _worded(low, match[2], match[1], match[3])
    if match := words.DAY_MONTH_YEAR.fullmatch(low):
        return _worded(low, match[1], match[2], match[3])
    return None


def _worded(low: str, day: str | None, month: str, year: str) -> PartialDate | None:
    number = words.month_number(month)
    return _made(low, year.lstrip("'"), str(number), day) if number else None


def _from_numbers(low: str, one: str, two: str, three: str, day_first: bool) -> PartialDate | None:
    if len(one) == 4:
        return _made(low, one, two, three) if len(three) <= 2 else None
    if len(one) == 3 or len(three) not in (2, 4):
        return None
    day, month = (one, two) if day_first else (two, one)
    if int(month) > 12 >= int(day):  # only one way round is a date
        day, month = month, day
    return _made(low, three, month, day)


def _made(low: str, year: str, month: str | None, day: str | None) -> PartialDate:
    """Make a year, month or day; say which part is impossible."""
    number = _full_year(year)
    if not 1 <= number <= 9999:
        raise ValueProblem(tr("“{given}” has an impossible year.", given=low))
    if month is None:
        return PartialDate(f"{number:04}", f"{number:04}-01-01", f"{number:04}-12-31")
    if not 1 <= int(month) <= 12:
        raise ValueProblem(tr("“{given}” has an impossible month.", given=low))
    last = calendar.monthrange(number, int(month))[1]
    stem = f"{number:04}-{int(month):02}"
    if day is None:
        return PartialDate(stem, f"{stem}-01", f"{stem}-{last:02}")
    if not 1 <= int(day) <= last:
        raise ValueProblem(tr("“{given}” has an impossible day.", given=low))
    return _day(date(number, int(month), int(day)))


def _full_year(year: str) -> int:
    """Give the civil year of a short year (09, 97) or of the Buddhist era (2560)."""
    number = int(year)
    if len(year) <= 2:
        return number + (2000 if number < 50 else 1900)
    return number - 543 if 2400 <= number <= 2599 else number


def _quarter(low: str, year: str, quarter: int) -> PartialDate:
    months = (3 * quarter - 2, 3 * quarter)
    return _joined(*(_made(low, year, str(month), None) for month in months))


def _day(day: date) -> PartialDate:
    iso = day.isoformat()
    return PartialDate(iso, iso, iso)


def _stepped(known: PartialDate, steps: int) -> PartialDate:
    """Give the year, month or day that many years, months or days away; kept in the calendar."""
    if len(known.text) == 4:
        year = min(max(int(known.text) + steps, 1), 9999)
        return PartialDate(f"{year:04}", f"{year:04}-01-01", f"{year:04}-12-31")
    if len(known.text) == 7:
        months = int(known.text[:4]) * 12 + int(known.text[5:]) - 1 + steps
        year, month = divmod(min(max(months, 12), 9999 * 12 + 11), 12)
        last = calendar.monthrange(year, month + 1)[1]
        stem = f"{year:04}-{month + 1:02}"
        return PartialDate(stem, f"{stem}-01", f"{stem}-{last:02}")
    ordinal = date.fromisoformat(known.text).toordinal() + steps
    return _day(date.fromordinal(min(max(ordinal, 1), date.max.toordinal())))


def _about(known: PartialDate) -> PartialDate:
    reach = {4: ABOUT_YEARS, 7: ABOUT_MONTHS, 10: ABOUT_DAYS}[len(known.text)]
    early, late = _stepped(known, -reach), _stepped(known, reach)
    return PartialDate(f"~{known.text}", early.first, late.last)


def _beside(known: PartialDate, steps: int) -> PartialDate:
    """Give the year, month or day next to one, for what is said to lie before or after it."""
    return known if known.is_about or steps == 0 else _stepped(known, steps)


def _open_start(end: PartialDate) -> PartialDate:
    return PartialDate(f"../{end.text}", FIRST_DAY, end.last)


def _open_end(start: PartialDate) -> PartialDate:
    return PartialDate(f"{start.text}/..", start.first, LAST_DAY)


_OPENINGS = (
    (words.BEFORE, -1, _open_start),
    (words.UNTIL, 0, _open_start),
    (words.AFTER, 1, _open_end),
    (words.SINCE, 0, _open_end),
)


def _span(text: str, day_first: bool) -> PartialDate | None:
    """Read two dates with a word or a dash between them; either may be open (``..``)."""
    low = text.casefold()
    if match := words.QUARTER.fullmatch(low):
        return _quarter(low, match[2] or match[3], int(match[1] or match[4]))
    pairs = [(low[: match.start()], low[match.end() :]) for match in words.BETWEEN.finditer(low)]
    if match := words.TWO_YEARS.fullmatch(low) or words.DAYS_OF_ONE_MONTH.fullmatch(low):
        pairs.append((match[1], match[2]))
    problem: ValueProblem | None = None
    for left, right in pairs:
        try:
            if found := _pair(left, right, day_first):
                return found
        except ValueProblem as reason:
            problem = reason
    if problem:
        raise problem
    return None


def _pair(left: str, right: str, day_first: bool) -> PartialDate | None:
    """Read both ends; the first may lean on the second, as in *May to June 2017*.

    Nothing where either is no date. Raises ``ValueProblem`` where they are the wrong way round,
    or where one names an impossible day.
    """
    if left == ".." or right == "..":
        known = _simple(right if left == ".." else left, day_first)
        return (_open_start if left == ".." else _open_end)(known) if known else None
    end = _simple(right, day_first)
    leaning = f"{left} {right.partition(' ')[2]}"
    start = _simple(left, day_first) or (_simple(leaning, day_first) if left else None)
    return _joined(start, end) if start and end else None


def _joined(start: PartialDate, end: PartialDate) -> PartialDate:
    if end.last < start.first:
        raise ValueProblem(
            tr("The span ends ({end}) before it starts ({start}).", start=start.text, end=end.text)
        )
    first, last = min(start.first, end.first), max(start.last, end.last)
    return PartialDate(f"{start.text}/{end.text}", first, last)
