"""From a text to a value, and back to a text for reading: one entry for each value type.

``parse_value`` is what forms, grids and imports call; the canonical text it gives parses to
itself again, so a stored value can be read as if it had been typed.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from iwtlink.i18n import tr
from iwtlink.ontology import contacts, identifiers, numbers, places, wildlife
from iwtlink.ontology.code_words import parse_code, parse_yes_no
from iwtlink.ontology.dates import PartialDate
from iwtlink.ontology.loader import load_ontology
from iwtlink.ontology.model import (
    FAMILIES,
    CodeList,
    Ontology,
    PropertyType,
    Value,
    ValueProblem,
)

_LONGEST = 500
"""Letters in a text that stands in one line; longer ones belong in a long text."""


@dataclass(frozen=True, slots=True)
class _Setting:
    """What reading a value may lean on besides its text."""

    property: PropertyType
    day_first: bool
    country: str
    ontology: Ontology

    def codes(self, name: str) -> CodeList:
        """Give a code list by name."""
        return self.ontology.code_lists[name]


def parse_value(
    property_type: PropertyType,
    text: str,
    *,
    day_first: bool = True,
    country: str = "",
    ontology: Ontology | None = None,
) -> Value:
    """Read a text as a value of its property. Raises ``ValueProblem`` with a sentence.

    ``day_first`` says what 03/04/2017 means; ``country`` (ISO alpha-2) is where local phone
    numbers, ID numbers and provinces belong. Code lists come from ``ontology``, else the shipped.
    """
    if not text.strip():
        raise ValueProblem(tr("“{label}” is empty.", label=tr(property_type.label)))
    setting = _Setting(property_type, day_first, country, ontology or load_ontology())
    return _PARSERS[property_type.value_type](text, setting)


def format_value(
    property_type: PropertyType, value_text: str, unit: str = "", ontology: Ontology | None = None
) -> str:
    """Give a stored value as it is shown: ``42,000 USD``, ``12 kg``, ``+856 20 5555 0171``.

    Codes are shown by their labels. Text that is not canonical is shown as it stands.
    """
    known = ontology or load_ontology()
    kind = property_type.value_type
    if kind in ("integer", "number", "percent", "quantity", "mass"):
        return numbers.format_number(property_type, value_text, known.code_lists["cites_units"])
    if kind == "money":
        return numbers.format_number(property_type, value_text, None)
    if kind == "coordinates":
        return places.format_coordinates(value_text, unit)
    if kind == "phone":
        return contacts.format_phone(value_text)
    if kind == "yes_no":
        return {"yes": tr("yes"), "no": tr("no")}.get(value_text, value_text)
    if code_list := _code_list(property_type, known):
        return tr(code_list.label_of(value_text))
    return value_text


def masked(property_type: PropertyType, shown: str) -> str:
    """Hide all but the last four signs of a value that is masked by default."""
    if not property_type.is_masked or len(shown) <= 4:
        return shown
    return "•" * (len(shown) - 4) + shown[-4:]


def value_family(property_type: PropertyType) -> str:
    """Give the family of a value type: text, number, date, place, code or identifier."""
    return FAMILIES[property_type.value_type]


def is_right_aligned(property_type: PropertyType) -> bool:
    """Say whether values stand to the right in a column, as numbers do."""
    return value_family(property_type) == "number"


def sort_key(
    property_type: PropertyType, value: Value, ontology: Ontology | None = None
) -> tuple[float, str]:
    """Give what values of one property are sorted by: number, date, or folded text.

    Codes sort in the order of their list.
    """
    if value.number is not None:
        return value.number, value.text
    if value.first:
        return 0.0, value.first
    if code_list := _code_list(property_type, ontology or load_ontology()):
        order = list(code_list.codes)
        place = order.index(value.text) if value.text in code_list.codes else len(order)
        return float(place), value.text
    return 0.0, unicodedata.normalize("NFKD", value.text).casefold()


def code_list_of(property_type: PropertyType, ontology: Ontology | None = None) -> CodeList | None:
    """Give the list a property chooses from, for pickers; nothing where text is free."""
    return _code_list(property_type, ontology or load_ontology())


def _code_list(property_type: PropertyType, ontology: Ontology) -> CodeList | None:
    name = {"country": "countries", "province": "provinces"}.get(
        property_type.value_type, property_type.codes
    )
    return ontology.code_lists.get(name)


def _text(text: str, setting: _Setting) -> Value:
    line = " ".join(unicodedata.normalize("NFC", text).split())
    if len(line) > _LONGEST:
        raise ValueProblem(
            tr(
                "“{label}” is longer than {limit} letters; put it in a note.",
                label=tr(setting.property.label),
                limit=_LONGEST,
            )
        )
    return Value(line)


def _long_text(text: str) -> Value:
    lines = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    return Value("\n".join(line.rstrip() for line in lines.strip().split("\n")))


def _name(text: str, setting: _Setting) -> Value:
    if not any(letter.isalnum() for letter in text):
        raise ValueProblem(tr("“{given}” is not a name.", given=text.strip()))
    return _text(text.replace("\u200b", ""), setting)


def _date(text: str, setting: _Setting) -> Value:
    known = PartialDate.parse(text, day_first=setting.day_first)
    return Value(known.text, first=known.first, last=known.last)


_Parser = Callable[[str, _Setting], Value]

_PARSERS: Mapping[str, _Parser] = {
    "text": _text,
    "long_text": lambda text, _: _long_text(text),
    "name": _name,
    "file_no": _text,
    "date": _date,
    "integer": lambda text, _: numbers.parse_integer(text),
    "number": lambda text, _: numbers.parse_number(text),
    "percent": lambda text, _: numbers.parse_percent(text),
    "quantity": lambda text, it: numbers.parse_quantity(
        text, it.codes("cites_units"), it.property.unit
    ),
    "mass": lambda text, it: numbers.parse_mass(text, it.codes("cites_units")),
    "money": lambda text, it: numbers.parse_money(text, it.codes("currencies"), it.property.unit),
    "coordinates": lambda text, it: places.parse_coordinates(
        text, it.codes("coordinate_precisions")
    ),
    "country": lambda text, it: places.parse_country(text, it.codes("countries")),
    "province": lambda text, it: places.parse_province(
        text, it.codes("provinces"), it.codes("countries"), it.country
    ),
    "code": lambda text, it: parse_code(text, it.codes(it.property.codes)),
    "yes_no": lambda text, _: parse_yes_no(text),
    "taxon": lambda text, _: wildlife.parse_taxon(text),
    "phone": lambda text, it: contacts.parse_phone(text, it.country),
    "email": lambda text, _: contacts.parse_email(text),
    "url": lambda text, _: contacts.parse_url(text),
    "plate": lambda text, _: contacts.parse_plate(text),
    "id_number": lambda text, it: identifiers.parse_id_number(
        text, it.country, it.property.is_lenient
    ),
    "imo": lambda text, it: identifiers.parse_imo(text, it.property.is_lenient),
    "mmsi": lambda text, _: identifiers.parse_mmsi(text),
    "container_no": lambda text, it: identifiers.parse_container_no(text, it.property.is_lenient),
    "awb": lambda text, it: identifiers.parse_awb(text, it.property.is_lenient),
    "vin": lambda text, it: identifiers.parse_vin(text, it.property.is_lenient),
    "iban": lambda text, it: identifiers.parse_iban(text, it.property.is_lenient),
    "imei": lambda text, it: identifiers.parse_imei(text, it.property.is_lenient),
    "mrz": lambda text, it: identifiers.parse_mrz(text, it.property.is_lenient),
    "chinese_id": lambda text, it: identifiers.parse_chinese_id(text, it.property.is_lenient),
    "thai_id": lambda text, it: identifiers.parse_thai_id(text, it.property.is_lenient),
}

VALUE_TYPES = tuple(_PARSERS)
"""The names of all value types that can be read."""

__all__ = [
    "VALUE_TYPES",
    "Value",
    "ValueProblem",
    "code_list_of",
    "format_value",
    "is_right_aligned",
    "masked",
    "parse_value",
    "sort_key",
    "value_family",
]
