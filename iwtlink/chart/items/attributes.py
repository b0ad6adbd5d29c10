"""The lines below an item's name: properties by name, by value alone or by a sign."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import Any, Literal

import yaml

from iwtlink.i18n import tr
from iwtlink.ontology import Ontology, PropertyType
from iwtlink.ontology.values import value_family
from iwtlink.paths import resource
from iwtlink.store.charts.content import EntityFacts
from iwtlink.store.charts.fitting import fitting

MOST_DECIMALS = 6
_FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Written:
    """How one property stands below the items of a chart."""

    led_by: Literal["name", "nothing", "sign"] = "name"
    """What stands before the value."""
    before: str = ""
    after: str = ""
    """Words round the value."""
    decimals: int | None = None
    """Of numbers, 0 to ``MOST_DECIMALS``; None: as stated."""


def written_by(data: Mapping[str, Mapping[str, Any]]) -> dict[str, Written]:
    """Give how properties are written from ``ChartOptions.written``; misfits are passed over."""
    return {name: Written(**fitting(Written, row)) for name, row in data.items()}


def written_data(ways: Mapping[str, Written]) -> dict[str, dict[str, Any]]:
    """Give plain data for ``ChartOptions.written``: properties written as usual are left out."""
    usual = asdict(Written())
    told = {
        name: {key: value for key, value in asdict(way).items() if value != usual[key]}
        for name, way in ways.items()
    }
    return {name: row for name, row in told.items() if row}


def attribute_lines(
    shown: Sequence[str],
    facts: EntityFacts,
    ontology: Ontology,
    kind: str,
    ways: Mapping[str, Written],
) -> Iterator[str]:
    """Give the lines of the shown properties of an item; none for what is not known."""
    for name in shown:
        value = facts.values.get(name, "")
        if not value:
            continue
        known = property_of(ontology, kind, name)
        label = tr(known.label) if known else name.replace("_", " ")
        way = ways.get(name)
        if way is None:
            yield tr("{property}: {value}", property=label, value=value)
        else:
            yield _line(way, label, value, known)


def property_of(ontology: Ontology, kind: str, name: str) -> PropertyType | None:
    """Give a property of an entity type; None where the ontology lacks it."""
    known = ontology.entity_types.get(kind)
    return known.properties.get(name) if known else None


def sign_of(known: PropertyType) -> str:
    """Give the sign that may stand for a property; empty where it has none."""
    by_name, by_value_type = _signs()
    return by_name.get(known.name, "") or by_value_type.get(known.value_type, "")


def has_decimals(known: PropertyType) -> bool:
    """Whether the values of a property are numbers."""
    return value_family(known) == "number"


def _line(way: Written, label: str, value: str, known: PropertyType | None) -> str:
    if known and has_decimals(known) and way.decimals is not None:
        value = _rounded(value, min(max(way.decimals, 0), MOST_DECIMALS))
    worded = f"{way.before}{value}{way.after}"
    sign = sign_of(known) if known and way.led_by == "sign" else ""
    if sign:
        return f"{sign} {worded}"
    if way.led_by == "nothing":
        return worded
    return tr("{property}: {value}", property=label, value=worded)


def _rounded(values: str, decimals: int) -> str:
    """Give numbers in words with so many decimals: "42,000.5 USD, ~3 USD" with 1, "…, ~3.0 USD".

    Only the figure before the first blank of each value is a number; a unit may hold digits.
    """
    return ", ".join(_figures_rounded(value, decimals) for value in values.split(", "))


def _figures_rounded(value: str, decimals: int) -> str:
    figure, blank, unit = value.partition(" ")
    step = Decimal(1).scaleb(-decimals)

    def rounded(match: re.Match[str]) -> str:
        number = Decimal(match[0].replace(",", ""))
        digits = len(number.as_tuple().digits) + decimals + 1
        return f"{number.quantize(step, ROUND_HALF_UP):,f}" if digits <= 28 else match[0]

    return f"{_FIGURE.sub(rounded, figure)}{blank}{unit}"


@cache
def _signs() -> tuple[Mapping[str, str], Mapping[str, str]]:
    text = resource("styles", "property_signs.yaml").read_text(encoding="utf-8")
    data = yaml.safe_load(text)
    return data["of_properties"], data["of_value_types"]
