"""Links that may be one: of the same type, between the same two, in the same direction."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import combinations

from sqlalchemy import Connection, text

from iwtlink.i18n import tr
from iwtlink.matching.candidates import Band, Candidate, Reason, heaviest_first, score_of
from iwtlink.ontology import Ontology

_START = 0.0
"""Two links of one type between the same two are as likely one as not."""

_MOST = 40
"""Links between one pair that are compared; payments and calls can be many hundreds."""


@dataclass(frozen=True, slots=True)
class _Link:
    id: int
    type: str
    ends: tuple[int, int]
    said: tuple[tuple[str, str], ...]


def parallel_links(
    db: Connection, ontology: Ontology, only: Collection[int] | None = None
) -> list[Candidate]:
    """Give the pairs of links that may be one; ``only`` keeps to those with one of the ids."""
    groups: dict[tuple[str, tuple[int, int]], list[_Link]] = {}
    for link in _links(db):
        groups.setdefault((link.type, link.ends), []).append(link)
    wanted = None if only is None else frozenset(only)
    return [
        _weighed(one, other, ontology)
        for group in groups.values()
        for one, other in combinations(group[:_MOST], 2)
        if wanted is None or one.id in wanted or other.id in wanted
    ]


def _links(db: Connection) -> Iterator[_Link]:
    query = """
        SELECT id, type, from_id, to_id, is_directed, role, start, "end", percent, amount, currency,
               quantity, unit
        FROM link ORDER BY id
    """
    for row in db.execute(text(query)):
        i, type_name, start, end, is_directed, *values = row
        ends = (start, end) if is_directed else (min(start, end), max(start, end))
        names = ("role", "start", "end", "percent", "amount", "currency", "quantity", "unit")
        said = tuple((n, str(v)) for n, v in zip(names, values, strict=True) if v not in (None, ""))
        yield _Link(int(i), str(type_name), (int(ends[0]), int(ends[1])), said)


def _weighed(one: _Link, other: _Link, ontology: Ontology) -> Candidate:
    known = ontology.link_types.get(one.type)
    label = tr(known.label) if known else one.type
    words = tr("{label} between the same two", label=label)
    found = [Reason(f"ends:{one.type}", "+", 1.0, words)]
    mine, theirs = dict(one.said), dict(other.said)
    found.extend(
        _compared(name, mine[name], theirs[name], ontology, one.type)
        for name in sorted(mine.keys() & theirs.keys())
    )
    score = score_of(_START, found)
    return Candidate(one.id, other.id, score, _band(score), heaviest_first(found), kind="link")


def _band(score: float) -> Band:
    return "none" if score < 0.2 else "likely" if score >= 0.6 else "possible"


def _compared(name: str, one: str, other: str, ontology: Ontology, type_name: str) -> Reason:
    known = (
        ontology.link_types[type_name].properties.get(name)
        if (type_name in ontology.link_types)
        else None
    )
    label = tr(known.label) if known else name
    if one == other:
        words = tr("{label}: both {value}", label=label, value=one)
        return Reason(f"{name}:{one}", "+", 2.0, words)
    words = tr("{label}: {one} and {other}", label=label, one=one, other=other)
    key = f"{name}:{'|'.join(sorted((one, other)))}"
    if name == "role":
        return Reason(key, "-", -1.0, words)
    if name in ("start", "end") and (one.startswith(other) or other.startswith(one)):
        return Reason(key, "+", 1.0, words)
    return Reason(key, "veto", 0.0, words)
