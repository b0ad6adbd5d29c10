"""The pairs that were found as the lines of a list: by band, best first, groups together."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from iwtlink.matching.candidates import BANDS, Band, Candidate
from iwtlink.store.entities import EntityRow

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Line:
    """A heading (``pair`` is None) or a pair with the names of both."""

    band: Band
    count: int = 0
    """Pairs below a heading."""
    pair: Candidate | None = None
    one: str = ""
    other: str = ""
    type: str = ""
    is_joined: bool = False
    """The pair above shares one of the two."""


def pair_of(candidate: Candidate) -> Pair:
    """Give the two ids of a pair."""
    return candidate.one_id, candidate.other_id


def in_order(found: Sequence[Candidate]) -> list[Candidate]:
    """Put pairs in order: bands, then the best first, with those that hang together in a row.

    Cost: n log n; pairs hang together where they share a record within their band.
    """
    ordered: list[Candidate] = []
    for band in BANDS:
        inside = [one for one in found if one.band == band]
        groups = _groups(inside)
        inside.sort(key=lambda one: (-one.score, one.one_id, one.other_id))
        places: dict[int, int] = {}
        for one in inside:
            places.setdefault(groups[one.one_id], len(places))
        ordered += sorted(inside, key=lambda one: places[groups[one.one_id]])
    return ordered


def _groups(found: Sequence[Candidate]) -> dict[int, int]:
    """Give for each record of the pairs one that stands for all it hangs together with."""
    above: dict[int, int] = {}

    def top(i: int) -> int:
        above.setdefault(i, i)
        while above[i] != i:
            above[i] = above[above[i]]
            i = above[i]
        return i

    for one in found:
        here, there = sorted((top(one.one_id), top(one.other_id)))
        above[there] = here
    return {i: top(i) for i in above}


def list_lines(
    found: Sequence[Candidate],
    known: Mapping[int, EntityRow],
    *,
    bands: Collection[str] = BANDS,
    type_name: str = "",
) -> list[Line]:
    """Give the lines of the pairs that the filters let through; ``found`` is in order."""
    lines: list[Line] = []
    for band in BANDS:
        inside = [one for one in found if one.band == band and band in bands]
        inside = [one for one in inside if _is_there(one, known) and _fits(one, known, type_name)]
        if inside:
            lines.append(Line(band, len(inside)))
            lines += [_line(one, known) for one in inside]
    return _joined(lines)


def _is_there(one: Candidate, known: Mapping[int, EntityRow]) -> bool:
    return one.one_id in known and one.other_id in known


def _fits(one: Candidate, known: Mapping[int, EntityRow], type_name: str) -> bool:
    return not type_name or type_name in (known[one.one_id].type, known[one.other_id].type)


def _line(one: Candidate, known: Mapping[int, EntityRow]) -> Line:
    here, there = known[one.one_id], known[one.other_id]
    return Line(one.band, 0, one, here.label, there.label, here.type)


def _joined(lines: Sequence[Line]) -> list[Line]:
    """Mark the lines that share a record with the one above."""
    joined: list[Line] = []
    before: frozenset[int] = frozenset()
    for line in lines:
        here = frozenset(pair_of(line.pair)) if line.pair else frozenset[int]()
        shares = bool(here & before)
        joined.append(
            Line(line.band, line.count, line.pair, line.one, line.other, line.type, shares)
        )
        before = here
    return joined
