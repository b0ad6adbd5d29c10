"""Seizures read from the store: where, when, what, by which route, and how that is known."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import text

from iwtlink.i18n import tr
from iwtlink.ontology.wildlife import raw_ivory_equivalent_kg
from iwtlink.products.material import UNCONFIRMED, Material
from iwtlink.store.links import LinkRow
from iwtlink.store.statements import Source, StatementRow

WEIGHT_UNITS_KG: Mapping[str, float] = {"KGM": 1.0, "GRM": 0.001, "TON": 1000.0}
"""CITES units of weight with their kilograms."""

_CODE = re.compile(r"\b[A-Z]{2}\b")
_DOUBT_WORDS = ("?", "disputed", "unconfirmed", "alleged", "suspected")
_PLACE_LINKS = ("occurred_at", "located_at", "premises_in")
_ROUTE = ("routed_via", "alleged_origin_of")


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a seizure. ``weight_kg`` is as reported; equivalents are never added to it."""

    taxon: str
    term: str
    quantity: float | None
    unit: str
    weight_kg: float | None
    raw_ivory_kg: float | None
    is_equivalent_stated: bool
    appendix: str
    route: str
    on_route: tuple[str, ...]
    origin: tuple[str, ...]
    transit: tuple[str, ...]
    destination: tuple[str, ...]
    value: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Leg:
    """A place that a link names on the way of a seizure, and how sure that is."""

    entity_id: int
    relation: str
    role: str
    strength: str
    order: float
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Seizure:
    """One seizure with its items; countries are ISO alpha-2 codes."""

    id: int
    ref: str
    label: str
    date: str
    first: str
    last: str
    countries: tuple[str, ...]
    provinces: tuple[str, ...]
    place: str
    place_ids: tuple[int, ...]
    transport: str
    concealment: str
    detection: str
    case_no: str
    arrested: int | None
    items: tuple[Item, ...]
    legs: tuple[Leg, ...]
    sources: tuple[Source, ...]

    @property
    def year(self) -> str:
        """The year, where the date is known that far; otherwise empty."""
        return self.first[:4] if self.first and self.first[:4] == self.last[:4] else ""

    @property
    def has_doubtful_route(self) -> bool:
        """Say whether any stated part of its route is unconfirmed or disputed."""
        return any(leg.strength in UNCONFIRMED for leg in self.legs) or any(
            is_doubtful(item.route) for item in self.items
        )

    def with_items(self, items: Sequence[Item]) -> Seizure:
        """Give the same seizure with only these items."""
        return replace(self, items=tuple(items))


def is_doubtful(route: str) -> bool:
    """Say whether a route as stated is marked as uncertain by its own words."""
    plain = route.casefold()
    return any(word in plain for word in _DOUBT_WORDS)


def route_countries(route: str, known: Collection[str]) -> tuple[str, ...]:
    """Give the country codes that a route names in its own words, such as ``MZ>..>LA>VN``."""
    return tuple(dict.fromkeys(code for code in _CODE.findall(route) if code in known))


def route_text(item: Item, countries: Mapping[str, str]) -> str:
    """Give the stated way of an item: origin, transit, destination. Nothing is filled in.

    An item whose source gives the route in its own words keeps these words.
    """
    if item.route:
        return item.route
    if not (item.origin or item.transit or item.destination):
        return ""
    unknown = tr("not stated")
    stops = [
        " / ".join(countries.get(code, code) for code in part) or unknown
        for part in (item.origin, item.destination)
    ]
    passed = [countries.get(code, code) for code in item.transit]
    return " › ".join([stops[0], *passed, stops[1]])


def read_seizures(material: Material, ids: Collection[int] | None = None) -> list[Seizure]:
    """Read seizures (all of them, where ids is None) by date, in a handful of queries."""
    if ids is None:
        ids = _all_seizures(material)
    material.load(ids)
    wanted = [i for i in ids if material.is_a(i, ["seizure"])]
    stated = material.statements("entity", wanted)
    items = _read_items(material, wanted)
    legs, places = _read_links(material, wanted)
    found = [
        _seizure(material, i, stated[i], items.get(i, ()), legs.get(i, ()), places.get(i, ()))
        for i in wanted
    ]
    return sorted(found, key=lambda one: (one.first or "9999", one.ref))


def _all_seizures(material: Material) -> list[int]:
    types = [
        name for name in material.ontology.entity_types if material.ontology.is_a(name, "seizure")
    ]
    marks = ", ".join(f"'{name}'" for name in types)
    return list(material.db.scalars(text(f"SELECT id FROM entity WHERE type IN ({marks})")))


def _read_items(material: Material, ids: Sequence[int]) -> dict[int, tuple[Item, ...]]:
    listed = f"[{', '.join(str(i) for i in ids)}]"
    rows = material.db.execute(
        text(
            "SELECT id, entity_id FROM observation WHERE type = 'seizure_item' "
            "AND entity_id IN (SELECT value FROM json_each(:ids)) ORDER BY id"
        ),
        {"ids": listed},
    ).all()
    stated = material.statements("observation", [row[0] for row in rows])
    found: dict[int, list[Item]] = {}
    for observation_id, entity_id in rows:
        found.setdefault(entity_id, []).append(_item(material, stated[observation_id]))
    return {entity_id: tuple(items) for entity_id, items in found.items()}


def _item(material: Material, stated: Sequence[StatementRow]) -> Item:
    values = _by_property(stated)
    quantity = _first(values, "quantity")
    route = _text(values, "route")
    term = _text(values, "term")
    weight = _weight_kg(values)
    equivalent = _first(values, "raw_ivory_equivalent_kg")
    raw = equivalent.number if equivalent else None
    if raw is None and weight is not None:
        raw = raw_ivory_equivalent_kg(term, weight)
    money = _first(values, "estimated_value")
    known = material.property_type("observation", "seizure_item", "estimated_value")
    return Item(
        _text(values, "taxon"),
        term,
        quantity.number if quantity else None,
        quantity.unit if quantity else "",
        weight,
        raw,
        equivalent is not None,
        _text(values, "appendix"),
        route,
        route_countries(route, material.ontology.code_lists["countries"].codes),
        _texts(values, "origin"),
        _texts(values, "transit"),
        _texts(values, "destination"),
        material.value(known, money) if money else "",
        _sources(stated),
    )


def _weight_kg(values: Mapping[str, Sequence[StatementRow]]) -> float | None:
    """Give the reported weight; a quantity in a unit of weight is one."""
    weight = _first(values, "weight_kg")
    if weight and weight.number is not None:
        return weight.number * WEIGHT_UNITS_KG.get(weight.unit, 1.0)
    quantity = _first(values, "quantity")
    if quantity and quantity.number is not None and quantity.unit in WEIGHT_UNITS_KG:
        return quantity.number * WEIGHT_UNITS_KG[quantity.unit]
    return None


def _read_links(
    material: Material, ids: Sequence[int]
) -> tuple[dict[int, tuple[Leg, ...]], dict[int, tuple[int, ...]]]:
    """Read what links say of route and place, by seizure."""
    wanted = set(ids)
    rows = [
        row for row in material.links_of(wanted) if row.type in _ROUTE or row.type in _PLACE_LINKS
    ]
    stated = material.statements("link", [int(row.id) for row in rows])
    legs: dict[int, list[Leg]] = {}
    places: dict[int, list[int]] = {}
    for row in rows:
        seizure = int(row.from_id if row.from_id in wanted else row.to_id)
        other = int(row.to_id if row.from_id in wanted else row.from_id)
        if row.type in _ROUTE:
            legs.setdefault(seizure, []).append(_leg(row, other, stated[int(row.id)]))
        else:
            places.setdefault(seizure, []).append(other)
    return (
        {i: tuple(sorted(found, key=lambda leg: leg.order)) for i, found in legs.items()},
        {i: tuple(found) for i, found in places.items()},
    )


def _leg(row: LinkRow, other: int, stated: Sequence[StatementRow]) -> Leg:
    order = next(
        (one.number for one in stated if one.property == "sequence_no" and one.number is not None),
        99.0 if row.type == "routed_via" else 0.0,
    )
    return Leg(other, row.type, row.role, row.strength, order, _sources(stated))


def _seizure(
    material: Material,
    entity_id: int,
    stated: Sequence[StatementRow],
    items: tuple[Item, ...],
    legs: tuple[Leg, ...],
    places: tuple[int, ...],
) -> Seizure:
    values = _by_property(stated)
    date = _first(values, "date")
    arrested = _first(values, "persons_arrested")
    material.load(places)
    stated_place = ", ".join(_texts(values, "place_text"))
    named = [material.label(i) for i in places if not material.is_a(i, ["party"])]
    further = [name for name in named if name not in stated_place]
    origin, transit = _texts(values, "origin"), _texts(values, "transit")
    destination = _texts(values, "destination")
    row = material.entity(entity_id)
    whole = tuple(
        replace(
            item,
            origin=item.origin or origin,
            transit=item.transit or transit,
            destination=item.destination or destination,
        )
        for item in items
    )
    return Seizure(
        entity_id,
        row.ref,
        row.label,
        date.value if date else "",
        (date.first or "") if date else "",
        (date.last or "") if date else "",
        _texts(values, "country"),
        _texts(values, "admin1"),
        ", ".join(dict.fromkeys(filter(None, [stated_place, *further]))),
        places,
        ", ".join(_coded(material, values, "transport")),
        _text(values, "concealment"),
        ", ".join(_coded(material, values, "detection")),
        ", ".join(_texts(values, "case_no")),
        int(arrested.number) if arrested and arrested.number is not None else None,
        whole,
        legs,
        _sources(stated),
    )


def _sources(stated: Iterable[StatementRow]) -> tuple[Source, ...]:
    """Give the sources of what is shown; they are cited only once something is printed."""
    return tuple(dict.fromkeys(row.source for row in stated if row.is_shown))


def _by_property(stated: Iterable[StatementRow]) -> dict[str, list[StatementRow]]:
    found: dict[str, list[StatementRow]] = {}
    for row in stated:
        if row.is_shown:
            found.setdefault(row.property, []).append(row)
    return found


def _first(values: Mapping[str, Sequence[StatementRow]], name: str) -> StatementRow | None:
    rows = values.get(name)
    return rows[0] if rows else None


def _text(values: Mapping[str, Sequence[StatementRow]], name: str) -> str:
    row = _first(values, name)
    return row.value if row else ""


def _texts(values: Mapping[str, Sequence[StatementRow]], name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(row.value for row in values.get(name, ())))


def _coded(
    material: Material, values: Mapping[str, Sequence[StatementRow]], name: str
) -> list[str]:
    known = material.property_type("entity", "seizure", name)
    return list(dict.fromkeys(material.value(known, row) for row in values.get(name, ())))
