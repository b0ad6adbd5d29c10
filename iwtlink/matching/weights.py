"""How much each kind of evidence weighs, read from ``resources/matching/evidence.yaml``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

import yaml

from iwtlink.ontology import Ontology
from iwtlink.paths import resource

Weight = float | Literal["veto"]


@dataclass(frozen=True, slots=True)
class DateWeights:
    """What two dates of one property tell: the same day, days that may be one, and so on."""

    same: Weight
    near: Weight
    swapped: Weight
    year_off: Weight
    apart: Weight


@dataclass(frozen=True, slots=True)
class ValueWeights:
    """What two values of one property tell, the same or different ones."""

    same: Weight
    differs: Weight


@dataclass(frozen=True, slots=True)
class NameWeights:
    """What names tell; ``alike`` are (likeness, weight) with straight lines in between."""

    alike: tuple[tuple[float, float], ...]
    one_word: float
    one_word_organisation: float
    part: float
    spelled: float
    described: float
    common: float
    enough: float
    beside: float
    unlike: float


@dataclass(frozen=True, slots=True)
class IdentifierWeights:
    """What agreeing numbers tell, by their role, and differing ones."""

    own: float
    shared: float
    weak: float
    against: float


@dataclass(frozen=True, slots=True)
class SpotWeights:
    """What the distance of two things tells; ``precisions`` are kilometres."""

    of: tuple[str, ...]
    precisions: Mapping[str, float]
    same: float
    near: float
    apart: float
    far: Weight
    far_km: float
    far_of: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NeighbourWeights:
    """What it tells that both are linked with a third; ``parts`` by its type."""

    most: float
    together: float
    parts: Mapping[str, float]
    other: float
    many: int


@dataclass(frozen=True, slots=True)
class LinkWeights:
    """What a link between the two themselves tells."""

    same: tuple[str, ...]
    same_weight: float
    other_weight: float


@dataclass(frozen=True, slots=True)
class Weights:
    """All of them; ``start`` is what the sum begins with."""

    start: float
    likely: float
    possible: float
    name: NameWeights
    described: tuple[str, ...]
    families: tuple[tuple[str, ...], ...]
    identifiers: IdentifierWeights
    dates: Mapping[str, DateWeights]
    values: Mapping[str, ValueWeights]
    values_of: Mapping[str, Mapping[str, ValueWeights]]
    kindred_countries: tuple[frozenset[str], ...]
    spots: SpotWeights
    neighbours: NeighbourWeights
    links: LinkWeights
    record: float

    def family(self, ontology: Ontology, type_name: str) -> str:
        """Give the family of a type; a type of none is a family by itself."""
        for name, *types in self.families:
            if any(ontology.is_a(type_name, kind) for kind in types):
                return name
        return type_name


@lru_cache(maxsize=1)
def weights() -> Weights:
    """Read them."""
    given = yaml.safe_load(resource("matching", "evidence.yaml").read_text(encoding="utf-8"))
    names, spots = given["name"], given["coordinates"]
    return Weights(
        start=given["start"],
        likely=given["bands"]["likely"],
        possible=given["bands"]["possible"],
        name=NameWeights(**names | {"alike": tuple((a, b) for a, b in names["alike"])}),
        described=tuple(given["described"]),
        families=tuple(tuple(family) for family in given["families"]),
        identifiers=IdentifierWeights(**given["identifiers"]),
        dates={name: DateWeights(**found) for name, found in given["dates"].items()},
        values=_values(given["values"]),
        values_of={name: _values(found) for name, found in given["values_of"].items()},
        kindred_countries=tuple(map(frozenset, given["kindred_countries"])),
        spots=SpotWeights(**spots | {name: tuple(spots[name]) for name in ("of", "far_of")}),
        neighbours=NeighbourWeights(**given["neighbours"]),
        links=LinkWeights(**given["links"] | {"same": tuple(given["links"]["same"])}),
        record=given["record"],
    )


def _values(given: Mapping[str, Any]) -> dict[str, ValueWeights]:
    return {name: ValueWeights(**found) for name, found in given.items()}


def on_line(points: Sequence[tuple[float, float]], at: float) -> float:
    """Give the weight at a place between points joined by straight lines."""
    before = points[0]
    if at <= before[0]:
        return before[1]
    for here in points[1:]:
        if at <= here[0]:
            part = (at - before[0]) / (here[0] - before[0])
            return before[1] + part * (here[1] - before[1])
        before = here
    return before[1]
