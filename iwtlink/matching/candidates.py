"""Two items that may be one: how sure, and every reason for and against.

Reasons add up as evidence does (Fellegi and Sunter, 1969): each weighs the binary logarithm of
how much likelier it is between two records of one thing than between records of two. The sum,
begun at how rare a twin is, becomes a score from 0 to 1.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from iwtlink.matching.forms import TokenMatch

Sign = Literal["+", "-", "veto"]
Band = Literal["certain", "likely", "possible", "none"]

BANDS: tuple[Band, ...] = ("certain", "likely", "possible", "none")
"""Surest first; ``none`` is only given where two items are asked for by name."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One piece of evidence. ``key`` stays the same as long as the evidence does.

    ``weight`` is a binary logarithm (+1 doubles the odds), 0 for a veto.
    """

    key: str
    sign: Sign
    weight: float
    words: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A pair that may be one: ``one_id`` < ``other_id``, ``score`` 0 to 1, reasons heaviest first.

    ``names`` are the two names that are most alike, ``name_tokens`` compare them word by word.
    ``is_asked_again`` says that the pair was judged before, and that something came in since:
    ``what_is_new`` gives it in words.
    """

    one_id: int
    other_id: int
    score: float
    band: Band
    reasons: tuple[Reason, ...]
    name_tokens: tuple[TokenMatch, ...] = ()
    is_asked_again: bool = False
    names: tuple[str, str] = ("", "")
    kind: str = "entity"
    what_is_new: tuple[str, ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of all reasons in favour: what a judgement remembers."""
        return tuple(reason.key for reason in self.reasons if reason.sign == "+")


def is_at_least(band: Band, least: Band) -> bool:
    """Say whether a band is as sure as another, or surer."""
    return BANDS.index(band) <= BANDS.index(least)


def score_of(start: float, reasons: Sequence[Reason]) -> float:
    """Give the chance that two are one, from 0 to 1; 0 where anything forbids it."""
    if any(reason.sign == "veto" for reason in reasons):
        return 0.0
    odds = min(max(start + sum(reason.weight for reason in reasons), -40.0), 40.0)
    return round(1 / (1 + float(2.0**-odds)), 4)


def heaviest_first(reasons: Sequence[Reason]) -> tuple[Reason, ...]:
    """Order reasons: what forbids, then what weighs most, whether for or against."""
    return tuple(
        sorted(
            reasons,
            key=lambda reason: (reason.sign != "veto", -abs(reason.weight), reason.key),
        )
    )
