"""Numbers by which things are known again, each in the form in which two ways to write it agree.

Which properties hold such numbers, and what it means that two agree or differ, stands in
``resources/matching/identifiers.yaml``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

import yaml

from iwtlink.matching.number_forms import FORMS, is_dialled_alike, phone_form, plate_parts
from iwtlink.ontology import Ontology
from iwtlink.paths import resource

Role = Literal["own", "shared", "weak"]
Differs = Literal["veto", "against", "nothing"]

_WHOLE_PLATE = 6
"""Fewer digits without a letter are a part of a plate."""


@dataclass(frozen=True, slots=True)
class IdentifierRule:
    """How one property is compared; see the head of the file for the words."""

    kind: str
    form: str
    role: Role
    differs: Differs
    of: str = ""
    property: str = ""
    value_type: str = ""
    beside: str = ""
    is_needed: bool = True


@dataclass(frozen=True, slots=True)
class Identifier:
    """One number of one thing. ``form`` is what is compared, ``beside`` whose number it is."""

    kind: str
    form: str
    role: Role
    differs: Differs
    stated: str
    label: str = ""
    beside: str = ""
    is_beside_needed: bool = False
    has_schemes: bool = False
    """Numbers of several schemes stand in one property: only those of one shape contradict."""

    @property
    def key(self) -> str:
        """What two agreeing numbers have in common."""
        return f"{self.kind}:{self.form}"


@lru_cache(maxsize=1)
def identifier_rules() -> tuple[IdentifierRule, ...]:
    """Read the rules."""
    return tuple(IdentifierRule(**rule) for rule in _given()["rules"])


@lru_cache(maxsize=1)
def _given() -> Mapping[str, Any]:
    given: Mapping[str, Any] = yaml.safe_load(
        resource("matching", "identifiers.yaml").read_text(encoding="utf-8")
    )
    return given


class IdentifierReader:
    """Reads the numbers of things of one ontology; keeps the rules of each type."""

    def __init__(self, ontology: Ontology) -> None:
        self._ontology = ontology
        self._rules: dict[str, dict[str, IdentifierRule]] = {}

    def rules(self, type_name: str) -> Mapping[str, IdentifierRule]:
        """Give the rule for every property of a type that holds such a number."""
        if type_name not in self._rules:
            self._rules[type_name] = dict(_rules_of(self._ontology, type_name))
        return self._rules[type_name]

    def properties(self) -> frozenset[str]:
        """Give every property that any rule needs: the numbers and what stands beside them."""
        found = {rule.beside for rule in identifier_rules() if rule.beside} | {"country"}
        for type_name in self._ontology.entity_types:
            found.update(self.rules(type_name))
        return frozenset(found)

    def read(self, type_name: str, values: Mapping[str, Sequence[str]]) -> tuple[Identifier, ...]:
        """Give the numbers of one thing from its values by property, without unreadable ones."""
        country = next(iter(values.get("country", ())), "")
        found: dict[tuple[str, str, Role], Identifier] = {}
        for name, rule in self.rules(type_name).items():
            stated = values.get(name) or _named(type_name, name, values)
            if not stated:
                continue
            label = self._ontology.entity_types[type_name].properties[name].label
            beside = _plainly(next(iter(values.get(rule.beside, ())), ""))
            for text in stated:
                for one in _read(rule, label, text, country, beside):
                    found.setdefault((one.key, one.beside, one.role), one)
        return tuple(found.values())


def _rules_of(ontology: Ontology, type_name: str) -> Iterator[tuple[str, IdentifierRule]]:
    known = ontology.entity_types.get(type_name)
    for name, property_type in known.properties.items() if known else ():
        for rule in identifier_rules():
            is_named = rule.property in ("", name)
            is_typed = rule.value_type in ("", property_type.value_type)
            if is_named and is_typed and (not rule.of or ontology.is_a(type_name, rule.of)):
                yield name, rule
                break


def _named(
    type_name: str, property_name: str, values: Mapping[str, Sequence[str]]
) -> Sequence[str]:
    """Give the names of a thing that is entered by its number alone."""
    is_number = _given()["named_by_number"].get(type_name) == property_name
    return values.get("name", ()) if is_number else ()


@lru_cache(maxsize=100_000)
def is_number(type_name: str, name: str) -> bool:
    """Say whether a name is nothing but the number of a thing that is entered by its number."""
    form = {"number": lambda text: phone_form(text, ""), "address": FORMS["email"]}
    told = form.get(_given()["named_by_number"].get(type_name, ""))
    return bool(told and told(name))


def _plainly(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalnum())


def _read(
    rule: IdentifierRule, label: str, text: str, country: str, beside: str
) -> Iterator[Identifier]:
    role, needed = rule.role, bool(rule.beside) and rule.is_needed
    if rule.form == "phone":
        form = phone_form(text, country)
    elif rule.form == "plate":
        form, place = plate_parts(text, _given())
        beside = place or beside or country.casefold()
        role = "weak" if form.isdecimal() and len(form) < _WHOLE_PLATE else role
    else:
        form = FORMS[rule.form](text)
    if form:
        schemes = rule.form in ("number", "mrz")
        yield Identifier(rule.kind, form, role, rule.differs, text, label, beside, needed, schemes)
    if rule.form == "account" and (ending := FORMS["ending"](text)):
        differs: Differs = "nothing" if form else "veto"
        kind = "last digits of the account"
        yield Identifier(
            kind, ending, "weak", differs, ending, label, beside, is_beside_needed=True
        )


def agree(one: Identifier, other: Identifier) -> bool:
    """Say whether two numbers are the same one, as far as what stands beside them tells.

    A phone number of no known country agrees with a whole one that ends with it.
    """
    if one.kind != other.kind:
        return False
    if one.form != other.form and not (
        one.kind == "phone" and is_dialled_alike(one.form, other.form)
    ):
        return False
    return not one.beside or not other.beside or _may_be_one(one.beside, other.beside)


def _may_be_one(one: str, other: str) -> bool:
    """A country holds its provinces: ``la`` and ``la-vt`` do not contradict each other."""
    return one.startswith(other) or other.startswith(one)


def role_of(one: Identifier, other: Identifier) -> Role:
    """Say what it means that two numbers agree: an own one without its issuer is shared only."""
    lacks = one.is_beside_needed and not (one.beside and other.beside)
    lacks = lacks or one.form != other.form
    roles: tuple[Role, ...] = (one.role, other.role)
    if "weak" in roles:
        return "weak"
    return "shared" if lacks or "shared" in roles else "own"
