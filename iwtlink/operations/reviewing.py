"""Review periods that are offered, from ``resources/reviews/periods.yaml``."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date
from functools import cache

import yaml

from iwtlink.paths import resource


@dataclass(frozen=True, slots=True)
class Period:
    """A number of months, and the ground on which an item is looked at again after them."""

    months: int
    label: str


@cache
def load_periods() -> tuple[Period, ...]:
    """Give the periods that are offered, the usual one first."""
    words = resource("reviews", "periods.yaml").read_text(encoding="utf-8")
    listed = yaml.safe_load(words)["periods"]
    return tuple(Period(int(one["months"]), str(one["label"])) for one in listed)


def day_after(day: date, months: int) -> date:
    """Give the day so many months later; the last of the month where it has no such day."""
    place = day.year * 12 + day.month - 1 + months
    year, month = divmod(place, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))
