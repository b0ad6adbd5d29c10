"""Two items that may be one: how sure, and every reason for and against.

Reasons add up as evidence does (Fellegi and Sunter, 1969): each weighs the binary logarithm of
how much likelier it is between two records of one thing than between records of two. The sum,
begun at how rare a twin is, becomes a score from 0 to 1.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from iwtlink.matching.compare import Likeness

Sign = Literal["+", "-", "veto"]
Band = Literal["certain", "likely", "possible", "none"]

BANDS: tuple[Band, ...] = ("certain", "likely", "possible", "none")
"""Surest first; ``none`` is only given where two items are asked for by name."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One piece of evidence. ``key`` stays the same as long as the evidence does."""

    key: str
    sign: Sign
    weight: float
    words: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A pair that may be one: ``one_id`` < ``other_id``, ``score`` 0 to 1, reasons heaviest first.

    ``is_asked_again`` says that it was judged before, and that something came in since.
    """

    one_id: int
    other_id: int
    score: float
    band: Band
    reasons: tuple[Reason, ...]
    likeness: Likeness | None = None
    is_asked_again: bool = False
    names: tuple[str, str] = field(default=("", ""))
    """The two names that are most alike."""
    kind: str = "entity"

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of all reasons in favour: what a judgement remembers."""
        return tuple(reason.key for reason in self.reasons if reason.sign == "+")


def is_at_least(band: Band, least: Band) -> bool:
    """Say whether a band is as sure as another, or surer."""
    return BANDS.index(band) <= BANDS.index(least)
