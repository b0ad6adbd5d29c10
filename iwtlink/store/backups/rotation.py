"""Which backups are kept: many of the last days, fewer of the last year."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol, TypeVar

AT_LEAST = 3
"""So many good backups stay however little room there is."""


class Dated(Protocol):
    """What rotation asks of a backup."""

    @property
    def made_at(self) -> str:
        """When it was made: UTC, ISO 8601."""
        ...

    @property
    def is_verified(self) -> bool:
        """Whether it is known to be good."""
        ...


T = TypeVar("T", bound=Dated)


class Sized(Dated, Protocol):
    """What is asked of a backup where room is short."""

    @property
    def size(self) -> int:
        """Its bytes."""
        ...


S = TypeVar("S", bound=Sized)


@dataclass(frozen=True, slots=True)
class Keep:
    """How many are kept: the last ones whatever their age, then one a day, week and month."""

    last: int = 10
    days: int = 14
    weeks: int = 8
    months: int = 12


def superfluous(backups: Sequence[T], now: datetime, keep: Keep | None = None) -> list[T]:
    """Give the backups that need not be kept, oldest first.

    Of a day, a week (ISO 8601) or a month the newest good one stands for all. One that is not
    good stands for none; it is among the last or goes. The newest good one always stays, and so
    does whatever is dated in the future, since a clock that went wrong must cost nothing.
    """
    rules = keep or Keep()
    newest_first = sorted(backups, key=lambda backup: backup.made_at, reverse=True)
    good = [backup for backup in newest_first if backup.is_verified]
    kept = {id(backup) for backup in (*newest_first[: rules.last], *good[:1])}
    kept |= {id(backup) for backup in newest_first if _made(backup) > now}
    for days, period in (
        (rules.days, "%Y-%m-%d"),
        (7 * rules.weeks, "%G-%V"),
        (31 * rules.months, "%Y-%m"),
    ):
        young = [backup for backup in good if _made(backup) > now - timedelta(days=days)]
        kept |= {id(backup) for backup in _first_of_each(young, period)}
    return [backup for backup in reversed(newest_first) if id(backup) not in kept]


def beyond_room(backups: Sequence[S], room: int, at_least: int = AT_LEAST) -> list[S]:
    """Give the oldest backups that have to go so that the rest takes up ``room`` bytes or less.

    The newest good ones stay in any case, ``at_least`` of them.
    """
    newest_first = sorted(backups, key=lambda backup: backup.made_at, reverse=True)
    good = [backup for backup in newest_first if backup.is_verified][:at_least]
    safe = {id(backup) for backup in good}
    gone, used = list[S](), sum(backup.size for backup in newest_first)
    for backup in reversed(newest_first):
        if used <= room:
            break
        if id(backup) not in safe:
            gone.append(backup)
            used -= backup.size
    return gone


def _first_of_each(newest_first: Iterable[T], period: str) -> Iterable[T]:
    found: dict[str, T] = {}
    for backup in newest_first:
        found.setdefault(_made(backup).strftime(period), backup)
    return found.values()


def _made(backup: Dated) -> datetime:
    made = datetime.fromisoformat(backup.made_at)
    return made if made.tzinfo else made.replace(tzinfo=UTC)
