"""The mapping of each sheet, drafted from the declared table."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from iwtlink.intake.networks.ftm.items import Item
from iwtlink.intake.networks.ftm.schemata import Schema
from iwtlink.intake.networks.ftm.terms import Addition, Edge, Terms
from iwtlink.intake.networks.mapping_text import mapping_text
from iwtlink.ontology import Ontology, PropertyType
from iwtlink.ontology.code_words import find_code

_SPLIT: Mapping[str, str] = {"split": "\n"}
_PLACE = re.compile(r"\{(\w+)\??\}")
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_TIE = r"(?P<tie_start>.+) → (?P<tie_link>\w+) → (?P<tie_end>.+?)(?: → (?P<tie_role>\w+))?"
_OF = r"(?P<of_ref>.+?) → (?P<of_type>\w+) → (?P<of_label>.+)"
_KEPT = ["id", "label", "referents", "datasets", "other"]


@dataclass(frozen=True, slots=True)
class Draft:
    """The sheet that a mapping is drafted for: its schema, the properties met and its items."""

    schema: Schema
    met: tuple[str, ...]
    items: Sequence[Item]
    origin: str
    is_sourced: bool


def entity(draft: Draft, terms: Terms, ontology: Ontology) -> str:
    """Draft what makes an entity of each row."""
    type_name = terms.entity_type(draft.schema)
    known = ontology.properties_of("entity", type_name)
    composed = terms.composed(draft.schema)
    in_composed = {name for text in composed.values() for name in _PLACE.findall(text)}
    names: list[dict[str, Any]] = [_value("name", kind="alias")] if "name" in draft.met else []
    properties: dict[str, list[Any]] = {}
    tables: dict[str, Any] = {}
    for name in draft.met:
        if name in terms.left_out or name in in_composed or name == "name":
            continue
        if draft.schema.properties[name].type == "entity":
            continue
        meant = terms.meant(draft.schema, name)
        ours = next((one for one in meant.ours if one in known), "note")
        if meant.names:
            names.append(_value(name, kind=meant.names))
        elif meant.table is not None and ours != "note":
            tables[name] = dict(meant.table)
            properties.setdefault(ours, []).append(_value(name, {"table": name}))
        elif ours == "note" and "note" not in meant.ours:
            properties.setdefault("note", []).append(_noted(name))
        elif _all_are_codes(draft, name, known[ours], ontology):
            properties.setdefault(ours, []).append(_value(name))
        else:
            properties.setdefault("note", []).append(_noted(name))
    for ours, template in composed.items():
        if all(name in draft.met for name in _PLACE.findall(template)):
            properties.setdefault(ours, []).append(template)
    for ours, text in terms.constants(draft.schema).items():
        properties.setdefault(ours, []).insert(0, text)
    made = {"type": type_name, "ref": "{id}", "name": "{label}"}
    page: dict[str, Any] = {"tables": tables} if tables else {}
    page["entities"] = {
        "item": made
        | ({"other_names": names} if names else {})
        | ({"properties": properties} if properties else {})
    }
    return _page(draft, page)


def documents(draft: Draft, terms: Terms, ontology: Ontology) -> tuple[str, frozenset[str]]:
    """Draft what makes a source document of each row; give also the properties it takes."""
    taken = {"title", "author"}
    made: dict[str, Any] = {
        "ref": "{id}",
        "title": "{label}",
        "kind": terms.document_kind(draft.schema),
        "date": "{dated}",
        "note": "{details}",
    }
    if "author" in draft.met:
        made["originator"] = _value("author", {"join": ", "})
    codes = ontology.code_lists.get("languages")
    spoken = {value for item in draft.items for value in item.values("language")}
    if spoken and codes is not None and all(find_code(codes, value) for value in spoken):
        made["language"] = _value("language", {"take": "first"})
        taken.add("language")
    return _page(draft, {"documents": [made]}), frozenset(taken)


def addition(draft: Draft, added: Addition) -> str:
    """Draft what adds to the entities that each row is about."""
    item: dict[str, Any] = {"type": "{of_type}", "ref": "{of_ref}", "name": "{of_label}"}
    if added.name:
        item["other_names"] = [_value(added.name, kind="alias")]
    else:
        item["properties"] = {"note": "{said}"}
    each = {"each": _value("of"), "as": "subject", "parts": _OF, "entities": {"item": item}}
    return _page(draft, {"repeat": [each]})


def edge(draft: Draft, joined: Edge | None, terms: Terms) -> tuple[str, frozenset[str]]:
    """Draft what makes the links of each row, and what else its schema makes; give also the
    properties that are taken by name where the rest comes together as details."""
    rows = _first_there(terms.rows(draft.schema), draft.met)
    used = frozenset(_PLACE.findall(repr(rows))) | {"currency"} if rows else frozenset()
    page: dict[str, Any] = dict(rows)
    if joined is not None:
        link: dict[str, Any] = {
            "type": "{tie_link}",
            "from": {"ref": "{tie_start}"},
            "to": {"ref": "{tie_end}"},
        }
        if not joined.is_once:
            link["ref"] = {"from": "{id}/{n}", "steps": [{"extract": "^(.*?)(?:/1)?$"}]}
            properties = _edge_properties(draft, terms)
            link |= {"properties": properties} if properties else {}
        each = {"each": _value("ties"), "as": "tie", "parts": _TIE, "links": [link]}
        page["repeat"] = [each]
    return _page(draft, page), used


def references(origin: str) -> str:
    """Draft what makes the links of the table of references."""
    link = {
        "type": "{tie_link}",
        "from": {"ref": "{tie_start}"},
        "to": {"ref": "{tie_end}"},
        "properties": {"role": "{tie_role}"},
    }
    page = {
        "label": "FollowTheMoney: References",
        "origin": origin,
        "needs": ["id", "ties"],
        "ignore": ["id"],
        "document": {"title": "{file}", "kind": "dataset"},
        "repeat": [{"each": _value("ties"), "as": "tie", "parts": _TIE, "links": [link]}],
    }
    return mapping_text(page)


def groups(origin: str) -> str:
    """Draft what makes the table of the groups of a diagram."""
    item = {"type": "{of_type}", "ref": "{of_ref}", "name": "{of_label}"}
    made = {"entities": {"item": {**item, "properties": {"tag": "{group}"}}}}
    page = {
        "label": "Aleph: Groups",
        "origin": origin,
        "needs": ["group", "of"],
        "document": {"title": "{file}", "kind": "dataset"},
        "repeat": [{"each": _value("of"), "as": "subject", "parts": _OF, **made}],
    }
    return mapping_text(page)


def words_of(name: str) -> str:
    """Give the name of a property as words: ``birthCountry`` is ``Birth country``."""
    return _HUMP.sub(" ", name).capitalize()


def _edge_properties(draft: Draft, terms: Terms) -> dict[str, list[Any]]:
    properties: dict[str, list[Any]] = {}
    for name in draft.met:
        found = draft.schema.properties[name]
        if name in terms.left_out or found.type == "entity":
            continue
        ours = terms.edge_properties.get(name, "")
        value = _value(name) if ours else _noted(name)
        properties.setdefault(ours or "note", []).append(value)
    return properties


def _all_are_codes(draft: Draft, name: str, known: PropertyType, ontology: Ontology) -> bool:
    """Say whether all values fit where only codes do; else they are better kept as words."""
    codes = ontology.code_lists.get(known.codes) if known.value_type == "code" else None
    if codes is None:
        return True
    return all(find_code(codes, value) for item in draft.items for value in item.values(name))


def _first_there(rows: Any, met: Sequence[str]) -> Any:
    """Give rules with only the first of several values whose column is there."""
    if not isinstance(rows, Mapping):
        return rows
    found: dict[str, Any] = {}
    for name, rule in rows.items():
        if name in ("links", "observations"):
            found[name] = [_first_there(one, met) for one in rule]
        elif isinstance(rule, list) and rule and isinstance(rule[0], Mapping) and "unit" in rule[0]:
            there = [one for one in rule if _PLACE.findall(one["from"])[0] in met]
            found |= {name: there[0]} if there else {}
        else:
            found[name] = _first_there(rule, met)
    return found


def _value(name: str, *steps: Mapping[str, Any], kind: str = "") -> dict[str, Any]:
    """Give the rule for all values of a column."""
    rule: dict[str, Any] = {"from": f"{{{name}}}", "steps": [dict(_SPLIT), *map(dict, steps)]}
    return rule | ({"kind": kind} if kind else {})


def _noted(name: str) -> dict[str, Any]:
    return _value(name, {"prefix": f"{words_of(name)}:"})


def _page(draft: Draft, makes: Mapping[str, Any]) -> str:
    used = set(_PLACE.findall(repr(makes)))
    ignored = [name for name in (*_KEPT, *draft.met) if name not in used]
    page: dict[str, Any] = {
        "label": f"FollowTheMoney: {draft.schema.name}",
        "origin": draft.origin,
        "needs": ["id"],
        "ignore": [*ignored, "details", "said"],
        "document": {"refs": _value("sources")}
        if draft.is_sourced
        else {"title": "{file}", "kind": "dataset"},
    }
    return mapping_text(page | dict(makes))
