"""Totals of seizures: per species, term and unit; by year; by country; by route.

Different units are never added. Weight is a column of its own, and raw ivory equivalent stands
beside it, apart.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from iwtlink.products.incidents import Item, Seizure, is_doubtful, route_text
from iwtlink.products.material import UNCONFIRMED


@dataclass(slots=True)
class Total:
    """What was seized of one species, term and unit. None where nobody states a figure."""

    taxon: str
    term: str
    unit: str
    seizures: set[int] = field(default_factory=set)
    items: int = 0
    quantity: float | None = None
    weight_kg: float | None = None
    raw_ivory_kg: float | None = None
    without_figure: int = 0

    def add(self, seizure_id: int, item: Item) -> None:
        """Count one item in."""
        self.seizures.add(seizure_id)
        self.items += 1
        self.quantity = added(self.quantity, counted(item))
        self.weight_kg = added(self.weight_kg, item.weight_kg)
        self.raw_ivory_kg = added(self.raw_ivory_kg, item.raw_ivory_kg)
        self.without_figure += counted(item) is None


def added(total: float | None, value: float | None) -> float | None:
    """Add a figure to a total; a figure that is not stated is not nought."""
    if value is None:
        return total
    return value if total is None else total + value


def counted(item: Item) -> float | None:
    """Give the quantity in the item's unit; the weight, where only a weight is stated."""
    return item.quantity if item.quantity is not None else item.weight_kg


def unit_of(item: Item) -> str:
    """Give the unit that ``counted`` is in; empty where no figure is stated."""
    if item.quantity is not None:
        return item.unit
    return "KGM" if item.weight_kg is not None else ""


def totals_of(seizures: Iterable[Seizure]) -> list[Total]:
    """Add up per species, term and unit, in that order."""
    found: dict[tuple[str, str, str], Total] = {}
    for seizure in seizures:
        for item in seizure.items:
            key = (item.taxon, item.term, unit_of(item))
            found.setdefault(key, Total(*key)).add(seizure.id, item)
    return [found[key] for key in sorted(found)]


def sum_of(totals: Sequence[Total]) -> Total:
    """Add up weights and equivalents of totals of one species; quantities are left alone."""
    whole = Total(totals[0].taxon, "", "")
    for total in totals:
        whole.seizures |= total.seizures
        whole.items += total.items
        whole.weight_kg = added(whole.weight_kg, total.weight_kg)
        whole.raw_ivory_kg = added(whole.raw_ivory_kg, total.raw_ivory_kg)
    return whole


def taxa_of(seizures: Iterable[Seizure]) -> list[str]:
    """Give the species, the most often seized first."""
    count = Counter(
        taxon for seizure in seizures for taxon in {item.taxon for item in seizure.items}
    )
    return [taxon for taxon, _n in sorted(count.items(), key=lambda pair: (-pair[1], pair[0]))]


def by_year(seizures: Sequence[Seizure]) -> list[tuple[str, list[Seizure]]]:
    """Group by year, without gaps between the first and the last; undated ones are left out."""
    grouped: defaultdict[str, list[Seizure]] = defaultdict(list)
    for seizure in seizures:
        if seizure.year:
            grouped[seizure.year].append(seizure)
    if not grouped:
        return []
    years = range(int(min(grouped)), int(max(grouped)) + 1)
    return [(f"{year:04d}", grouped.get(f"{year:04d}", [])) for year in years]


@dataclass(frozen=True, slots=True)
class CountryPart:
    """In how many seizures a country has which part."""

    code: str
    scene: int
    origin: int
    transit: int
    destination: int
    on_route: int
    any_part: int


def by_country(seizures: Sequence[Seizure]) -> list[CountryPart]:
    """Count, for each country, the seizures made there and those that name it on the way."""
    parts: dict[str, dict[str, set[int]]] = {}
    for seizure in seizures:
        for name, codes in country_parts(seizure).items():
            for code in codes:
                parts.setdefault(code, {}).setdefault(name, set()).add(seizure.id)
    rows = [
        CountryPart(
            code,
            len(found.get("scene", ())),
            len(found.get("origin", ())),
            len(found.get("transit", ())),
            len(found.get("destination", ())),
            len(found.get("on_route", ())),
            len(set().union(*found.values())),
        )
        for code, found in parts.items()
    ]
    return sorted(rows, key=lambda row: (-row.any_part, row.code))


def country_parts(seizure: Seizure) -> Mapping[str, frozenset[str]]:
    """Give the countries by the part they have: scene, origin, transit, destination."""
    return {
        "scene": frozenset(seizure.countries),
        "origin": frozenset(code for item in seizure.items for code in item.origin),
        "transit": frozenset(code for item in seizure.items for code in item.transit),
        "destination": frozenset(code for item in seizure.items for code in item.destination),
        "on_route": frozenset(code for item in seizure.items for code in item.on_route),
    }


@dataclass(frozen=True, slots=True)
class Route:
    """A way as stated, the seizures that state it, and whether any part is uncertain."""

    text: str
    seizures: tuple[Seizure, ...]
    is_doubtful: bool


def by_route(seizures: Sequence[Seizure], countries: Mapping[str, str]) -> list[Route]:
    """Group by identical stated way, the most often stated first. Nothing is inferred."""
    grouped: dict[str, dict[int, Seizure]] = {}
    for seizure in seizures:
        for item in seizure.items:
            way = route_text(item, countries)
            if way:
                grouped.setdefault(way, {})[seizure.id] = seizure
    routes = [
        Route(
            way,
            tuple(found.values()),
            is_doubtful(way)
            or any(
                leg.strength in UNCONFIRMED and leg.relation == "routed_via"
                for seizure in found.values()
                for leg in seizure.legs
            ),
        )
        for way, found in grouped.items()
    ]
    return sorted(routes, key=lambda route: (-len(route.seizures), route.text))
