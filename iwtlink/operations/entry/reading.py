"""What an analyst types, understood before anything is written: names, identifiers, dates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from iwtlink.errors import Refused
from iwtlink.i18n import tr
from iwtlink.ontology import EntityType, Ontology, PropertyType, Value, ValueProblem
from iwtlink.ontology.dates import PartialDate
from iwtlink.ontology.values import parse_value
from iwtlink.store.folding import fold

_STRICT = [
    "date",
    "email",
    "url",
    "plate",
    "imo",
    "mmsi",
    "container_no",
    "awb",
    "vin",
    "iban",
    "imei",
    "mrz",
    "chinese_id",
    "thai_id",
    "country",
    "province",
    "code",
    "yes_no",
    "taxon",
    "coordinates",
    "phone",
    "integer",
    "number",
    "id_number",
    "file_no",
]
"""Value types from the one that refuses most to the one that takes almost anything."""

_BY_LOOK = ("email", "phone", "url")
"""Value types known by their look, tried though the type does not ask for them first."""

_PHONE = re.compile(r"(?:\+|00|0\d{1,3}[ ])[\d\s().-]+")
"""International, or local in groups: a bare row of digits is rather a number of a document."""

_WORD = re.compile(r"[^\W\d_]{2,}(?:[ _][^\W\d_]+){0,3}")
"""What may name a property before a colon."""

NamedValue = tuple[str, Value]
"""A property's name and its value."""


@dataclass(frozen=True, slots=True)
class NewEntity:
    """An entity to enter: its names as typed and its values as understood.

    ``is_romanised`` says that the name is the script name spelled in Latin letters here, which
    no source states.
    """

    type: str
    name: str
    script_name: str = ""
    values: tuple[NamedValue, ...] = ()
    is_romanised: bool = False

    @property
    def label(self) -> str:
        """Give what it is called."""
        return self.name or self.script_name


@dataclass(frozen=True, slots=True)
class Period:
    """When a link held: partial ISO dates, empty where unknown."""

    start: str = ""
    end: str = ""


def read_entity(
    ontology: Ontology,
    type_name: str,
    name: str,
    script_name: str = "",
    identifiers: Sequence[str] = (),
    *,
    country: str = "",
) -> NewEntity:
    """Understand a new entity. Raise ``Refused`` or ``ValueProblem`` with a clear sentence."""
    known = ontology.entity_types.get(type_name)
    if known is None or known.is_abstract:
        raise Refused(tr("There is no entity type “{type}”.", type=type_name))
    plain, script = " ".join(name.split()), " ".join(script_name.split())
    if not plain and not script:
        raise Refused(tr("Give a name, in Latin letters or in the original script."))
    values = [read_identifier(ontology, known, text, country) for text in identifiers if text]
    named = known.asked_first[0] if "name" not in known.asked_first else ""
    own = _own_identifier(known) if named else None
    if own is not None and plain:
        values.insert(0, (own.name, _parsed(ontology, own, plain, country)))
    return NewEntity(type_name, plain, script, tuple(values))


def read_identifier(
    ontology: Ontology, known: EntityType, text: str, country: str = ""
) -> NamedValue:
    """Understand an identifier by the properties that its type asks first.

    ``plate: ...`` names the property outright; a word that names none is refused. Else what
    looks like an e-mail or web address or a phone number is one, and the property that refuses
    most and takes it wins.
    """
    label, colon, rest = text.partition(":")
    if colon and rest.strip() and (meant := _named(known, label)) is not None:
        return meant.name, _parsed(ontology, meant, rest.strip(), country)
    if colon and _WORD.fullmatch(label.strip()) and not _is_address(text):
        raise Refused(
            tr(
                "{type}: there is no “{word}”. Give one of {names}, or leave the word out.",
                type=tr(known.label),
                word=label.strip(),
                names=", ".join(tr(item.label) for item in _asked(known)),
            )
        )
    wanted = _candidates(known)
    for candidate in wanted:
        if _looks_like(candidate, text):
            try:
                return candidate.name, parse_value(candidate, text, country=country)
            except ValueProblem:
                continue
    asked = _asked(known)
    return asked[0].name, _parsed(ontology, asked[0], text, country)


def read_period(text: str) -> Period:
    """Understand when a link held: one date, or two as in ``2015-01 to 2017-09``."""
    if not text.strip():
        return Period()
    start, slash, end = PartialDate.parse(text).text.partition("/")
    plain = [part if part != ".." else "" for part in (start, end)]
    return Period(plain[0], plain[1] if slash else "")


def types_at(ontology: Ontology, ends: Iterable[str]) -> list[str]:
    """Give the concrete entity types that are, or extend, the named ones, in file order."""
    wanted = tuple(ends)
    return [
        name
        for name, known in ontology.entity_types.items()
        if not known.is_abstract and any(ontology.is_a(name, end) for end in wanted)
    ]


def _asked(known: EntityType) -> list[PropertyType]:
    """Give the properties an identifier may be, other than the name; a note at least."""
    asked = [known.properties[name] for name in known.asked_first if name != "name"]
    return asked or [known.properties["note"]]


def _is_address(text: str) -> bool:
    return "//" in text or text.strip().lower().startswith(("mailto:", "tel:"))


def _candidates(known: EntityType) -> list[PropertyType]:
    asked = [known.properties[name] for name in known.asked_first if name != "name"]
    others = [
        item
        for item in known.properties.values()
        if item.value_type in _BY_LOOK and item not in asked
    ]
    ranked = [item for item in asked if item.value_type in _STRICT]
    ranked.sort(key=lambda item: _STRICT.index(item.value_type))
    return [*(item for item in others if item.name != "note"), *ranked]


def _looks_like(candidate: PropertyType, text: str) -> bool:
    """Keep loose parsers from taking what is plainly something else."""
    kind, digits = candidate.value_type, sum(map(str.isdigit, text))
    if kind == "email":
        return "@" in text
    if kind == "url":
        return text.lower().startswith(("http:", "https:", "www."))
    if kind == "phone":
        return bool(_PHONE.fullmatch(text.strip())) and 8 <= digits <= 15
    if kind == "date":
        return digits == 4 or not text.strip().isdigit()
    return True


def _named(known: EntityType, label: str) -> PropertyType | None:
    wanted = fold(label)
    return next(
        (
            item
            for item in known.properties.values()
            if wanted in (fold(item.name), fold(item.label), fold(tr(item.label)))
        ),
        None,
    )


def _own_identifier(known: EntityType) -> PropertyType | None:
    """Give the property that is what such a thing is called: a phone's number, a handle."""
    asked = (known.properties[name] for name in known.asked_first)
    return next((item for item in asked if item.value_type not in ("code", "name")), None)


def _parsed(ontology: Ontology, item: PropertyType, text: str, country: str) -> Value:
    return parse_value(item, text, country=country, ontology=ontology)
