"""Which schema and property of FollowTheMoney is which of ours, as ``ftm.yaml`` declares it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import yaml

from iwtlink.intake.networks.ftm.schemata import Schema
from iwtlink.paths import resource


@dataclass(frozen=True, slots=True)
class Edge:
    """A schema that joins two entities, and the links that it may be, best first."""

    start: str
    end: str
    links: tuple[str, ...]
    by_word: Mapping[str, tuple[str, ...]]
    by_verb: bool
    is_once: bool


@dataclass(frozen=True, slots=True)
class Addition:
    """A schema that says more of an entity: ``of`` is the property that points to it."""

    of: str
    note: tuple[str, ...]
    notes_all: bool
    name: str
    source: str


@dataclass(frozen=True, slots=True)
class Meant:
    """What a property is with us: ``names`` a kind of name, else the first of ``ours`` there is."""

    ours: tuple[str, ...]
    names: str = ""
    table: Mapping[str, Any] | None = None


class Terms:
    """The declared table; what a schema does not say it takes from those it extends."""

    def __init__(self, page: Mapping[str, Any]) -> None:
        self._page = page
        self.left_out: frozenset[str] = frozenset(page["left_out"])
        self.reference_roles: Mapping[str, str] = page["reference_roles"]
        self.joins: Mapping[str, list[str]] = page["joins"]
        self.edge_properties: Mapping[str, str] = page["edge_properties"]

    def entity_type(self, schema: Schema) -> str:
        """Give our type for a schema; empty where it is no entity with us."""
        return self._nearest("entities", schema) or ""

    def document_kind(self, schema: Schema) -> str:
        """Give the kind of source document that a schema is; empty where it is none."""
        return self._nearest("documents", schema) or ""

    def constants(self, schema: Schema) -> Mapping[str, str]:
        """Give what is known of every entity of a schema."""
        return self._nearest("constants", schema) or {}

    def composed(self, schema: Schema) -> Mapping[str, str]:
        """Give the templates of values that are made of several properties."""
        return self._nearest("composed", schema) or {}

    def rows(self, schema: Schema) -> Mapping[str, Any]:
        """Give what rows of a schema make besides, as a mapping says it."""
        return self._nearest("rows", schema) or {}

    def edge(self, schema: Schema) -> Edge | None:
        """Give the link that a schema is, if it is one."""
        found = self._nearest("edges", schema)
        if found is None:
            return None
        words = {link: tuple(some) for link, some in found.get("by_word", {}).items()}
        ends = found["from"], found["to"]
        return Edge(
            *ends, tuple(found["links"]), words, *(bool(found.get(n)) for n in ("by_verb", "once"))
        )

    def addition(self, schema: Schema) -> Addition | None:
        """Give what a schema says more of an entity, if it does."""
        found = self._nearest("additions", schema)
        if found is None:
            return None
        note = found.get("note", [])
        notes_all = note == "all"
        named = () if notes_all else tuple(note)
        return Addition(
            found["of"], named, notes_all, found.get("name", ""), found.get("source", "")
        )

    def meant(self, schema: Schema, name: str) -> Meant:
        """Give what a property of a schema is with us; nothing in it where we have none."""
        for ancestor in schema.lineage:
            found = self._page["properties"].get(ancestor, {}).get(name)
            if found is None:
                continue
            if isinstance(found, str):
                return Meant((found,))
            if isinstance(found, list):
                return Meant(tuple(found))
            if "names" in found:
                return Meant((), found["names"])
            return Meant((found["to"],), table=found["table"])
        return Meant(())

    def reference(self, schema: Schema, name: str) -> tuple[str, ...] | None:
        """Give the links that a reference may be, best first; none where it is not declared."""
        for ancestor in schema.lineage:
            found = self._page["references"].get(ancestor, {}).get(name)
            if found is not None:
                return tuple(found)
        return None

    def _nearest(self, section: str, schema: Schema) -> Any:
        known = self._page[section]
        return next((known[name] for name in schema.lineage if name in known), None)


@cache
def terms() -> Terms:
    """Give the declared table."""
    with resource("interchange", "ftm.yaml").open(encoding="utf-8") as stream:
        return Terms(yaml.load(stream, Loader=yaml.CSafeLoader))
