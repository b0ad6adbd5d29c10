"""How telling it is that two spellings can be one name.

Each part of a name, surname or syllable of the given name, is worth the binary logarithm of
how much likelier two spellings meet in one person than by chance; where a spelling leaves
several characters open (*Wong* is Huang or Wang), it is worth less.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from math import log2

from iwtlink.matching.chinese import tables
from iwtlink.matching.forms import LIKELY, POSSIBLE

_TELLING = 10.0
"""From here on the agreement is likely no chance."""
_WORTH_A_LOOK = 5.0
_NO_CHANCE = 7.5
"""Evidence that is worth a look however much stays open."""
_OPEN = 2.5
"""What one binary choice left open costs, beside the evidence it does not bring; in a
surname twice."""


Share = Callable[[frozenset[str]], float]


@dataclass(frozen=True, slots=True)
class Agreement:
    """What two spellings of a part share, and what that is worth; 0 and less says nothing."""

    shared: frozenset[str]
    worth: float
    evidence: float = 0.0
    """The worth before anything is taken off for what stays open."""


def surnames_agree(one: frozenset[str], other: frozenset[str]) -> Agreement:
    """Compare the surnames that two spellings leave open."""
    found = _agree(one, other, _bearers)
    if not found.shared:
        return found
    open_still = _OPEN * log2(_kept(one, other, _bearers))
    return Agreement(found.shared, found.worth + open_still, found.evidence)


def _bearers(some: frozenset[str]) -> float:
    return tables.surnames().share(some) / 100


@lru_cache(maxsize=65_536)
def syllables_agree(one: frozenset[str], other: frozenset[str]) -> Agreement:
    """Compare the characters that two syllables of given names leave open."""
    return _agree(one, other, tables.given_share)


def _agree(one: frozenset[str], other: frozenset[str], share: Share) -> Agreement:
    shared = one & other
    if not shared:
        return Agreement(shared, 0.0)
    both, a, b = share(shared), share(one), share(other)
    evidence = log2(both / (a * b))
    return Agreement(shared, evidence + _OPEN * log2(_kept(one, other, share)), evidence)


def _kept(one: frozenset[str], other: frozenset[str], share: Share) -> float:
    """Give how much of the more open spelling the two share, 0 to 1."""
    return share(one & other) / max(share(one), share(other))


def score(parts: list[Agreement]) -> float:
    """Give the score, 0 to 0.97, of parts that agree."""
    worth = sum(part.worth for part in parts)
    if worth >= _TELLING:
        return LIKELY + min(0.07, (worth - _TELLING) * 0.01)
    if worth >= _WORTH_A_LOOK:
        return POSSIBLE + 0.16 * (worth - _WORTH_A_LOOK) / (_TELLING - _WORTH_A_LOOK)
    if sum(part.evidence for part in parts) >= _NO_CHANCE:
        return POSSIBLE
    return max(0.0, 0.6 * worth / _WORTH_A_LOOK)
