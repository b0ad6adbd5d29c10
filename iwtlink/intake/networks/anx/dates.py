"""Dates of items and cards, as they were stated where they happened.

i2 keeps date and time in UTC with the distance of local time (``LocalDateTimeOffset``, in minutes
or as +07:00) or a time zone; both count only where date and time are set. A date alone, or a time
without either, is as it stands.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from lxml import etree

from iwtlink.intake.networks.anx.elements import is_set, number, part_of, said
from iwtlink.intake.networks.anx.words import Words

_MOST_MINUTES = 14 * 60
_OFFSET = re.compile(r"^(?:UTC|GMT)?\s*([+-])(\d{1,2}):?(\d{2})$")
_TENTHS_OF_MICROSECONDS = re.compile(r"(\.\d{6})\d+")


@dataclass(frozen=True, slots=True)
class Stated:
    """Local date (2019-03-22), time (15:00), how far from UTC, and the words for it."""

    date: str = ""
    time: str = ""
    offset: str = ""
    words: str = ""


def stated_date(element: etree._Element, words: Words) -> Stated:
    """Give the date of an item or card; a date that is none is kept in its words."""
    text, described = said(element, "DateTime"), said(element, "DateTimeDescription")
    has_date, has_time = is_set(element, "DateSet"), is_set(element, "TimeSet")
    if not text or not (has_date or has_time):
        return Stated(words=described)
    moment = parse_moment(text)
    if moment is None:
        return Stated(words=described or text)
    minutes = _minutes(element, words) if has_date and has_time else None
    if minutes is not None:
        try:
            moment += timedelta(minutes=minutes)
        except OverflowError:
            minutes = None
    return Stated(
        date=moment.date().isoformat() if has_date else "",
        time=_clock(moment) if has_time else "",
        offset=f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"
        if minutes is not None
        else "",
        words=described,
    )


def parse_moment(text: str) -> datetime | None:
    """Give a date and time without its zone; None where the text is none."""
    try:
        return datetime.fromisoformat(_TENTHS_OF_MICROSECONDS.sub(r"\1", text)).replace(tzinfo=None)
    except ValueError:
        return None


def attribute_date(text: str) -> str:
    """Give the value of a date attribute: the date, and the time where it is not midnight."""
    moment = parse_moment(text)
    if moment is None:
        return text
    day = moment.date().isoformat()
    return (
        day
        if (moment.hour, moment.minute, moment.second) == (0, 0, 0)
        else f"{day} {_clock(moment)}"
    )


def _clock(moment: datetime) -> str:
    return f"{moment:%H:%M:%S}" if moment.second else f"{moment:%H:%M}"


def _minutes(element: etree._Element, words: Words) -> int | None:
    stated = _OFFSET.match(said(element, "LocalDateTimeOffset"))
    if stated:
        minutes = int(stated.group(2)) * 60 + int(stated.group(3))
        value: float | None = -minutes if stated.group(1) == "-" else minutes
    else:
        value = number(element, "LocalDateTimeOffset")
    if value is None:
        value = words.time_zones.get(said(part_of(element, "TimeZone"), "UniqueID"))
    return int(value) if value is not None and abs(value) <= _MOST_MINUTES else None
