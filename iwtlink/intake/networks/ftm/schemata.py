"""The model of FollowTheMoney: its schemata, what they extend, and their properties."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from iwtlink.paths import resource


@dataclass(frozen=True, slots=True)
class Property:
    """One property; ``range`` is the schema it points to, ``is_stub`` the back of such a one."""

    name: str
    type: str
    range: str
    is_stub: bool


@dataclass(frozen=True, slots=True)
class Schema:
    """One schema. ``lineage`` is itself and all it extends, nearest first; ``caption`` the
    properties that it is called by, best first."""

    name: str
    lineage: tuple[str, ...]
    is_abstract: bool
    caption: tuple[str, ...]
    properties: Mapping[str, Property]

    def is_a(self, name: str) -> bool:
        """Say whether the schema is another one or extends it."""
        return name in self.lineage


@cache
def schemata() -> Mapping[str, Schema]:
    """Give all schemata by name."""
    rows = {row["schema"]: row for row in _rows("ftm_schemata.csv")}
    own: dict[str, list[Property]] = {}
    for row in _rows("ftm_properties.csv"):
        found = Property(row["property"], row["type"], row["range"], bool(row["stub"]))
        own.setdefault(row["schema"], []).append(found)
    extends = {name: row["extends"].split() for name, row in rows.items()}
    return {name: _schema(name, row, _lineage(name, extends), own) for name, row in rows.items()}


def _schema(
    name: str,
    row: Mapping[str, str],
    lineage: tuple[str, ...],
    own: Mapping[str, list[Property]],
) -> Schema:
    properties: dict[str, Property] = {}
    for ancestor in lineage:
        for one in own.get(ancestor, ()):
            properties.setdefault(one.name, one)
    caption = tuple(row["caption"].split())
    return Schema(name, lineage, bool(row["abstract"]), caption, properties)


def _lineage(name: str, extends: Mapping[str, list[str]]) -> tuple[str, ...]:
    found = [name]
    for ancestor in found:  # grows while it is walked: nearest first
        found += [parent for parent in extends[ancestor] if parent not in found]
    return tuple(found)


def _rows(name: str) -> Iterator[dict[str, str]]:
    with resource("interchange", name).open(encoding="utf-8", newline="") as stream:
        yield from csv.DictReader(stream)
