"""What dates tell: the same day, days that may be one, a slip, or two of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from iwtlink.i18n import tr
from iwtlink.matching.candidates import Reason
from iwtlink.matching.facts import Facts, Span
from iwtlink.matching.reasons import label_of, reason
from iwtlink.matching.weights import DateWeights, Weight, Weights
from iwtlink.ontology import Ontology


def compared_dates(one: Facts, other: Facts, ontology: Ontology, by: Weights) -> Iterator[Reason]:
    """Yield what the dates of two things tell; the ones that agree best count."""
    for name in sorted(one.dates.keys() & other.dates.keys()):
        weights, mine, theirs = by.dates[name], one.dates[name], other.dates[name]
        found = sorted(_RANK.index(_near(a, b)) for a in mine for b in theirs)
        verdict = _RANK[found[0]]
        a, b = next((a, b) for a in mine for b in theirs if _near(a, b) == verdict)
        label = label_of(ontology, one.type, name)
        yield from reason(
            f"{name}:{verdict}:{'|'.join(sorted({_day(a), _day(b)}))}",
            _weight_of(weights, verdict),
            _date_words(verdict, label, _day(a), _day(b)),
        )


_FIRST_OF_YEAR = "-01-01"
"""What registries write where only the year is known: it says no more than the year."""
_RANK = ("same", "swapped", "near", "year_off", "apart")


def _weight_of(weights: DateWeights, verdict: str) -> Weight:
    found: Weight = getattr(weights, verdict)
    return found


def _near(one: Span, other: Span) -> str:
    """Say how two dates stand to each other; each may be a month, a year or a span."""
    if one[0] == one[1] and one == other and not one[0].endswith(_FIRST_OF_YEAR):
        return "same"
    if one[0] <= other[1] and other[0] <= one[1]:
        return "near"
    if one[0] == one[1] and other[0] == other[1] and _are_swapped(one[0], other[0]):
        return "swapped"
    gap = min(abs(_years(one[0], other[1])), abs(_years(other[0], one[1])))
    return "year_off" if gap <= 1 else "apart"


def _are_swapped(one: str, other: str) -> bool:
    return one[:4] == other[:4] and one[5:7] == other[8:10] and one[8:10] == other[5:7]


def _years(one: str, other: str) -> float:
    try:
        return (date.fromisoformat(one) - date.fromisoformat(other)).days / 365.2
    except ValueError:
        return 0.0


def _day(span: Span) -> str:
    """Give a span as people write it: a day, a month, a year, or from – to."""
    first, last = span
    if first == last:
        return first
    if first[:4] == last[:4] and first[4:] == "-01-01" and last[4:] == "-12-31":
        return first[:4]
    return first[:7] if first[:7] == last[:7] else f"{first}–{last}"


def _date_words(verdict: str, label: str, one: str, other: str) -> str:
    if verdict == "same":
        return tr("{label}: the same day, {one}", label=label, one=one)
    if verdict == "near":
        if one == other:
            return tr("{label}: both {one}", label=label, one=one)
        return tr("{label}: {one} and {other} may be one day", label=label, one=one, other=other)
    both = {"label": label, "one": one, "other": other}
    if verdict == "swapped":
        return tr("{label}: {one} and {other}, day and month may be swapped", **both)
    if verdict == "year_off":
        return tr("{label}: {one} and {other}, not a year apart", **both)
    return tr("{label}: {one} and {other}, more than a year apart", **both)
