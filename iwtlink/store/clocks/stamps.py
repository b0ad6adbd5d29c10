"""Stamps: when a field was written, so that a later writing is always the greater text."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

STAMP = re.compile(
    r"2[0-9]{3}-[01][0-9]-[0-3][0-9]T[0-2][0-9](:[0-5][0-9]){2}\.[0-9]{3}Z-[0-9a-f]{8}"
)
"""A moment in UTC to the millisecond and the last eight letters of the uid of the step."""
MOST_EARLIER = 60
"""Stamps before it that a clock remembers; of older ones the later still holds, by being later."""


class Clock(NamedTuple):
    """When a field was last written, and which writings that one knew of, in order."""

    stamp: str
    earlier: tuple[str, ...] = ()
    is_gone: bool = False
    """Only for the empty field: whether the row was taken out."""

    def knows(self, other: Clock | None) -> bool:
        """Whether whoever wrote this knew of the other writing; of a row's birth everyone does."""
        return other is None or other.stamp == self.stamp or other.stamp in self.earlier


def stamp_after(now: str, step_uid: str, before: str | None) -> str:
    """Give the stamp of a step begun at ``now`` (UTC) for a field last written at ``before``.

    Where this laptop's time is behind, it is a millisecond after what it follows.
    """
    if before is not None and before[:24] >= now:
        now = _a_moment_after(before[:24])
    return f"{now}-{step_uid[-8:]}"


@lru_cache(1024)
def _a_moment_after(moment: str) -> str:
    read = datetime.fromisoformat(moment.replace("Z", "+00:00")) + timedelta(milliseconds=1)
    return read.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def following(known: Clock | None, now: str, step_uid: str, *, is_gone: bool = False) -> Clock:
    """Give the clock of a new writing of a field that had this clock."""
    stamp = stamp_after(now, step_uid, known.stamp if known else None)
    return Clock(stamp, _remembered({*known.earlier, known.stamp} if known else set()), is_gone)


def joined(one: Clock | None, other: Clock | None) -> Clock | None:
    """Give the clock of a field that both sides have written: the later, knowing of both."""
    if one is None or other is None:
        return one or other
    later, before = (one, other) if one.stamp >= other.stamp else (other, one)
    known = {*one.earlier, *other.earlier, before.stamp} - {later.stamp}
    return Clock(later.stamp, _remembered(known), later.is_gone)


def _remembered(stamps: set[str]) -> tuple[str, ...]:
    return tuple(sorted(stamps)[-MOST_EARLIER:])
