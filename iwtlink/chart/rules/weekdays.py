"""Days of the week, as rules ask for them: kept by their English names, said in words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from iwtlink.i18n import tr

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
"""As charts keep them, so that a rule means the same in every language."""


def weekday_number(stated: str) -> int:
    """Give the day of the week of a date, 1 Monday to 7 Sunday; 0 where no day is stated."""
    try:
        return date.fromisoformat(stated).isoweekday() if len(stated) == 10 else 0
    except ValueError:
        return 0


def weekday_words(operands: Iterable[str]) -> list[str]:
    """Give days of the week in words; what is none of them stays as it is."""
    words = dict(zip(WEEKDAYS, weekday_labels(), strict=True))
    return [words.get(one.casefold(), one) for one in operands]


def weekdays_in(words: Iterable[str]) -> list[str]:
    """Give days of the week as charts keep them from words as they are typed."""
    known = {label.casefold(): name for name, label in zip(WEEKDAYS, weekday_labels(), strict=True)}
    return [known.get(one.casefold(), one) for one in words]


def weekday_labels() -> tuple[str, ...]:
    """Give the days of the week in words, Monday first."""
    return (
        tr("Monday"),
        tr("Tuesday"),
        tr("Wednesday"),
        tr("Thursday"),
        tr("Friday"),
        tr("Saturday"),
        tr("Sunday"),
    )
