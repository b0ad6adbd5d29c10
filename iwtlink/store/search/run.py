"""Finding the units that answer a question: words through the index, filters through theirs.

Very common words are the trap: a term that stands in a hundred thousand units must not be
ranked as a whole. So each kind is asked for a bounded number, names are asked for first, and
what is more than ``MOST`` is counted as *more than*.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection

from iwtlink.store.folding import short_tokens
from iwtlink.store.search.fields import UNIT_KINDS, UnitKind, kind_of, range_of
from iwtlink.store.search.words import Asked, is_short

MOST = 1_000
"""More matches than this are not counted."""

_PER_KIND = 100
"""How many of a kind are looked at where the words are very common."""

_ROUNDS = 20
"""How often more is read where words to leave out take most of what was found."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What besides the words is asked for; empty means any.

    ``types`` are types of entity, link or observation, or kinds of document; ``first`` and
    ``last`` are days (ISO) of which the item's own must touch one; ``worst_grade`` is the
    greatest ``grade_rank`` let through, 0 for any; ``handling`` are codes.
    """

    kinds: tuple[UnitKind, ...] = ()
    types: tuple[str, ...] = ()
    first: str = ""
    last: str = ""
    worst_grade: int = 0
    handling: tuple[str, ...] = ()

    @property
    def is_about_units(self) -> bool:
        """Whether anything but the kind is asked for."""
        return bool(self.types or self.first or self.last or self.worst_grade or self.handling)

    def conditions(self) -> tuple[str, dict[str, object]]:
        """Give the SQL conditions on ``search_unit`` (called ``u``), and their values."""
        parts: list[str] = []
        values: dict[str, object] = {}
        if self.types:
            parts.append("u.type IN (SELECT value FROM json_each(:types))")
            values["types"] = json.dumps(self.types)
        if self.first:
            parts.append("u.last >= :first")
            values["first"] = self.first
        if self.last:
            parts.append("u.last <> '' AND u.first <= :last")
            values["last"] = self.last
        if self.worst_grade:
            parts.append("u.grade <= :worst")
            values["worst"] = self.worst_grade
        if self.handling:
            parts.append(
                "EXISTS (SELECT 1 FROM search_handling h WHERE h.unit = u.id "
                "AND h.code IN (SELECT value FROM json_each(:handling)))"
            )
            values["handling"] = json.dumps(self.handling)
        return "".join(f" AND {part}" for part in parts), values


@dataclass(slots=True)
class Found:
    """Units that fit; ``counts`` by kind, ``MOST + 1`` where there are more than ``MOST``."""

    units: dict[int, None] = field(default_factory=dict)
    counts: dict[UnitKind, int] = field(default_factory=dict)

    def add(self, other: Found) -> None:
        """Take in what another way to ask found."""
        self.units |= other.units
        for kind, count in other.counts.items():
            mine = self.counts.get(kind, 0)
            if max(mine, count) <= MOST:
                count = sum(kind_of(unit) == kind for unit in self.units)
            self.counts[kind] = min(max(mine, count), MOST + 1)


def run(db: Connection, asked: Asked, filters: Filters) -> Found:
    """Find the units that hold all terms of one of the ways, and pass the filters."""
    found = Found()
    for way in asked.ways:
        found.add(_run_way(db, way, asked.left_out, filters))
    return found


def all_units(db: Connection, asked: Asked, filters: Filters) -> set[int]:
    """Find every unit that fits, however many: for what is new since last time."""
    found: set[int] = set()
    for way in asked.ways:
        query = _Query(way, asked.left_out, filters)
        for bounds in _ranges(filters):
            found |= set(query.units(db, bounds, limit=-1))
    return found


def _run_way(
    db: Connection, way: Sequence[str], left_out: Sequence[str], filters: Filters
) -> Found:
    query = _Query(way, left_out, filters)
    ranges = _ranges(filters)
    if len(ranges) == len(UNIT_KINDS):
        units = query.units(db, (0, 1 << 62), limit=MOST + 1)
        if len(units) <= MOST:
            return _counted(units)
    found = Found()
    for bounds in ranges:
        found.add(_run_kind(db, query, bounds))
    return found


def _ranges(filters: Filters) -> list[tuple[int, int]]:
    return [range_of(kind) for kind in filters.kinds or UNIT_KINDS]


def _counted(units: Iterable[int]) -> Found:
    found = Found(dict.fromkeys(units))
    for unit in found.units:
        kind = kind_of(unit)
        found.counts[kind] = found.counts.get(kind, 0) + 1
    return found


def _run_kind(db: Connection, query: _Query, bounds: tuple[int, int]) -> Found:
    """Ask for one kind: those known by the words first, where there are very many."""
    units = query.units(db, bounds, limit=MOST + 1)
    if len(units) <= MOST:
        return _counted(units)
    named = query.units(db, bounds, limit=_PER_KIND, in_names=True)
    looked_at = dict.fromkeys((*named, *units[:_PER_KIND]))
    return Found(looked_at, {kind_of(units[0]): MOST + 1})


_WITHIN = "AND s.rowid BETWEEN :low AND :high"


class _Query:
    """One way to ask, as SQL."""

    def __init__(self, way: Sequence[str], left_out: Sequence[str], filters: Filters) -> None:
        self._long = [term for term in way if not is_short(term)]
        self._short = [term for term in way if is_short(term)]
        self._unlike = [term for term in left_out if self._long and not is_short(term)]
        self._checked = [term for term in left_out if term not in self._unlike]
        self._conditions, self._values = filters.conditions()
        self._joins = filters.is_about_units

    def units(
        self, db: Connection, bounds: tuple[int, int], *, limit: int, in_names: bool = False
    ) -> list[int]:
        """Give the units within the bounds in order of number; ``limit`` -1 for all."""
        if in_names and not self._long:
            return []
        sql, values = self._sql(in_names)
        query = f"{sql} LIMIT :limit"
        low, high = bounds
        kept: list[int] = []
        for _ in range(_ROUNDS):
            bounded = {**values, "low": low, "high": high, "limit": limit}
            units = [unit for (unit,) in fetch(db, query, bounded)]
            kept += self._without(db, units) if self._checked else units
            if len(kept) >= limit or len(units) < limit or not units:
                break
            low = units[-1] + 1
        return kept if limit < 0 else kept[:limit]

    def _sql(self, in_names: bool) -> tuple[str, dict[str, object]]:
        join = "CROSS JOIN search_unit u ON u.id = s.rowid " if self._joins else ""
        short = " AND ".join(_quoted(token) for term in self._short for token in short_tokens(term))
        if not self._long:
            sql = f"SELECT s.rowid FROM search_short s {join}WHERE s.search_short MATCH :short"
            return f"{sql} {_WITHIN} {self._conditions}", {**self._values, "short": short}
        long = " AND ".join(map(_quoted, self._long))
        unlike = "".join(f" NOT {_quoted(term)}" for term in self._unlike)
        wanted = f"{{names}} : ({long})" if in_names else f"({long})"
        values: dict[str, object] = {"long": wanted + unlike}
        also = ""
        if short:
            also = (
                "AND +s.rowid IN (SELECT rowid FROM search_short WHERE search_short MATCH :short "
                "AND rowid BETWEEN :low AND :high) "
            )
            values["short"] = short
        sql = f"SELECT s.rowid FROM search s {join}WHERE s.search MATCH :long"
        return f"{sql} {_WITHIN} {also} {self._conditions}", {**self._values, **values}

    def _without(self, db: Connection, units: Sequence[int]) -> list[int]:
        contents = read_contents(db, units)
        return [u for u in units if not any(holds(contents[u], term) for term in self._checked)]


def read_contents(db: Connection, units: Collection[int]) -> dict[int, str]:
    """Read the bare words of units from the index."""
    query = (
        "SELECT id, c0 || char(57344) || c1 FROM search_content "
        "WHERE id IN (SELECT value FROM json_each(:units))"
    )
    return dict(fetch(db, query, {"units": json.dumps(list(units))}))


def fetch(db: Connection, query: str, values: Mapping[str, object]) -> list[Any]:
    """Read rows by the driver's own cursor: thousands of them cost a third."""
    cursor = db.connection.cursor()
    try:
        return list(cursor.execute(query, values).fetchall())
    finally:
        cursor.close()


def holds(content: str, term: str) -> bool:
    """Whether the bare words of a unit hold a term, by the rule of the index."""
    if not is_short(term):
        return term in content
    return term in content and short_tokens(term) <= short_tokens(content)


def _quoted(term: str) -> str:
    return '"' + term.replace('"', '""') + '"'
