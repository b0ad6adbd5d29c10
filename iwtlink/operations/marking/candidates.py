"""What a text offers to be entered: phones, plates, accounts, addresses, dates, quantities.

Each is found by its look (``resources/marking/shapes.yaml``) and read as the value of a
property, with its check digit where it has one. Offered, accepted or left: a candidate
becomes something only by a human's yes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import yaml

from iwtlink.i18n import tr
from iwtlink.ontology import Ontology, Value, ValueProblem
from iwtlink.ontology.numbers import plain
from iwtlink.ontology.values import parse_value
from iwtlink.operations.marking.dates import find_dates
from iwtlink.operations.marking.plain import SPACED, levelled
from iwtlink.operations.marking.quantities import find_quantities
from iwtlink.paths import resource

_PHONE = re.compile(
    rf"(?<![{SPACED}.+])(?:\+|00)?\(?\d(?:[\d ().\-\u00a0]{{5,20}})\d(?![{SPACED}])"
)
_VIETNAMESE = re.compile("[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", re.IGNORECASE)
_SCRIPTS = (("lao", re.compile("[\u0e80-\u0eff]")), ("thai", re.compile("[\u0e00-\u0e7f]")))
_HAN = re.compile("[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something at ``text[first:last]`` that may be entered.

    ``kind`` is the word for it (``phone``, ``date``, ``quantity``). ``entity_type`` and
    ``property`` say what would hold ``value``; the type is empty for a bare value. ``also``
    holds what else was understood: of a quantity its taxon and CITES term.
    """

    first: int
    last: int
    kind: str
    value: Value
    entity_type: str = ""
    property: str = ""
    also: tuple[tuple[str, Value], ...] = ()


@dataclass(frozen=True, slots=True)
class Shape:
    """How one kind of candidate looks, and what would hold it."""

    kind: str
    type: str
    property: str
    pattern: re.Pattern[str]


def candidates(text: str, ontology: Ontology) -> list[Candidate]:
    """Find what may be entered of a text, from left to right; none overlaps another."""
    text = levelled(text)
    found = [*_by_shape(text, ontology), *_dates(text), *_phones(text, ontology)]
    found += _quantities(_without(text, found), ontology)
    return sorted(_apart(found), key=lambda one: one.first)


def kind_label(kind: str) -> str:
    """Give the word for a kind of candidate."""
    return {
        "email": tr("E-mail address"),
        "url": tr("Web address"),
        "handle": tr("Online account"),
        "account": tr("Account number"),
        "container": tr("Container number"),
        "awb": tr("Air waybill"),
        "vessel": tr("IMO number"),
        "id_number": tr("Number of a document"),
        "plate": tr("Number plate"),
        "phone": tr("Phone number"),
        "date": tr("Date"),
        "quantity": tr("Quantity"),
    }.get(kind, kind)


def _apart(found: Iterable[Candidate]) -> list[Candidate]:
    """Keep what does not overlap something that came before it in the list."""
    kept: list[Candidate] = []
    taken: set[int] = set()
    for one in found:
        places = range(one.first, one.last)
        if taken.isdisjoint(places):
            kept.append(one)
            taken.update(places)
    return kept


def _without(text: str, found: Iterable[Candidate]) -> str:
    """Blank out what is a date or a number of something, so that it counts nothing."""
    letters = list(text)
    for one in found:
        letters[one.first : one.last] = "\n" * (one.last - one.first)
    return "".join(letters)


def _by_shape(text: str, ontology: Ontology) -> Iterator[Candidate]:
    for shape in shapes():
        known = ontology.entity_types.get(shape.type)
        if known is None or shape.property not in known.properties:
            continue
        for match in shape.pattern.finditer(text):
            first, last = match.span("it" if "it" in shape.pattern.groupindex else 0)
            try:
                value = parse_value(known.properties[shape.property], text[first:last])
            except ValueProblem:
                continue
            yield Candidate(first, last, shape.kind, value, shape.type, shape.property)


def _dates(text: str) -> Iterator[Candidate]:
    for first, last, value in find_dates(text):
        yield Candidate(first, last, "date", value)


def _quantities(text: str, ontology: Ontology) -> Iterator[Candidate]:
    for found in find_quantities(text, ontology):
        also = [("taxon", found.taxon), ("term", found.term)]
        known = tuple((name, value) for name, value in also if value is not None)
        yield Candidate(
            found.first, found.last, "quantity", found.quantity, property="quantity", also=known
        )


# Phones


def _phones(text: str, ontology: Ontology) -> Iterator[Candidate]:
    if "phone" not in ontology.entity_types:
        return
    countries: list[str] | None = None
    for match in _PHONE.finditer(text):
        digits = sum(map(str.isdecimal, match[0]))
        if not 8 <= digits <= 15 or _is_several(match[0]):
            continue
        countries = countries or _countries(text)
        value = _number(match[0], countries)
        if value is not None:
            first = match.start()
            yield Candidate(first, match.end(), "phone", value, "phone", "number")


def _number(stated: str, countries: list[str]) -> Value | None:
    """Read a number with its calling code, or by the first plan of the countries that has it."""
    import phonenumbers  # its tables cost 0.1 s: only where a number is read

    bare = "".join(sign for sign in plain(stated) if sign.isdecimal() or sign == "+")
    dialled = f"+{bare[2:]}" if bare.startswith("00") else bare
    for country in [None] if dialled.startswith("+") else countries:
        if country not in (None, "CN") and not dialled.startswith("0"):
            continue
        try:
            number = phonenumbers.parse(dialled, country)
        except phonenumbers.NumberParseException:
            continue
        is_told = country is None
        if (phonenumbers.is_possible_number if is_told else phonenumbers.is_valid_number)(number):
            form = phonenumbers.PhoneNumberFormat.E164
            return Value(phonenumbers.format_number(number, form))
    return None


def _is_several(stated: str) -> bool:
    """Whether it is rather a row of numbers, such as a column of years or of sums."""
    groups = re.split(r"[ \u00a0]+", stated)
    return len(groups) > 6 or all(re.fullmatch(r"(?:19|20|25)\d\d", group) for group in groups)


def _countries(text: str) -> list[str]:
    """Give the countries whose local numbers a text most likely holds, likeliest first."""
    counts = {name: len(pattern.findall(text)) for name, pattern in _SCRIPTS}
    counts["chinese"] = 2 * len(_HAN.findall(text))
    counts["vietnamese"] = 4 * len(_VIETNAMESE.findall(text))
    best = max(counts, key=lambda name: counts[name])
    listed = _data()["phone_countries"]
    return list(listed[best if counts[best] else "other"])


@cache
def shapes() -> tuple[Shape, ...]:
    """Give the shipped shapes, those that win first."""
    return tuple(
        Shape(
            entry["kind"],
            entry["type"],
            entry["property"],
            re.compile(entry["pattern"], re.IGNORECASE),
        )
        for entry in _data()["shapes"]
    )


@cache
def _data() -> Mapping[str, Any]:
    path = resource("marking", "shapes.yaml")
    known: Mapping[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return known
