"""What besides the name speaks for and against two things being one, each with its words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import asin, cos, log2, radians, sin, sqrt

from iwtlink.i18n import tr
from iwtlink.matching.candidates import Reason
from iwtlink.matching.date_evidence import compared_dates
from iwtlink.matching.facts import Around, Between, Facts, Spot
from iwtlink.matching.number_evidence import same_and_other_numbers
from iwtlink.matching.reasons import reason
from iwtlink.matching.weights import ValueWeights, Weight, Weights
from iwtlink.ontology import Ontology, PropertyType
from iwtlink.ontology.values import format_value


def reasons(
    one: Facts, other: Facts, between: Between, around: Around, ontology: Ontology, by: Weights
) -> Iterator[Reason]:
    """Give every reason but the names."""
    yield from same_and_other_numbers(one, other, around, by)
    yield from compared_dates(one, other, ontology, by)
    yield from _values(one, other, ontology, by)
    yield from _spots(one, other, ontology, by)
    yield from _neighbours(one, other, around, ontology, by)
    yield from _joined(between, by)


# Values


def _values(one: Facts, other: Facts, ontology: Ontology, by: Weights) -> Iterator[Reason]:
    both = sorted(one.texts.keys() & other.texts.keys())
    if not both:
        return
    special: dict[str, ValueWeights] = {}
    for ancestor, its in by.values_of.items():
        if ontology.is_a(one.type, ancestor) and ontology.is_a(other.type, ancestor):
            special.update(its)
    for name in both:
        weights = special.get(name) or by.values.get(name)
        if weights is not None:
            mine, theirs = one.texts[name], other.texts[name]
            yield from _compared(one, name, mine, theirs, weights, ontology, by)


def _compared(
    one: Facts,
    name: str,
    mine: Mapping[str, str],
    theirs: Mapping[str, str],
    weights: ValueWeights,
    ontology: Ontology,
    by: Weights,
) -> Iterator[Reason]:
    known = ontology.entity_types[one.type].properties[name]
    label = tr(known.label)
    common = sorted(mine.keys() & theirs.keys())
    if common:
        value = _value(known, mine[common[0]], ontology)
        words = tr("{label}: both {value}", label=label, value=value)
        yield from reason(f"{name}:{common[0]}", weights.same, words)
        return
    a, b = sorted(mine.values())[0], sorted(theirs.values())[0]
    if known.value_type == "country" and any({a, b} <= kin for kin in by.kindred_countries):
        return
    words = tr(
        "{label}: {one} and {other}",
        label=label,
        one=_value(known, a, ontology),
        other=_value(known, b, ontology),
    )
    yield from reason(f"{name}:{'|'.join(sorted((a, b)))}", weights.differs, words)


def _value(known: PropertyType, text: str, ontology: Ontology) -> str:
    shown = format_value(known, text, ontology=ontology)
    return shown if len(shown) <= 60 else f"{shown[:59]}…"


# Places


def _spots(one: Facts, other: Facts, ontology: Ontology, by: Weights) -> Iterator[Reason]:
    if not one.spots or not other.spots:
        return
    if not any(ontology.is_a(one.type, kind) for kind in by.spots.of):
        return
    apart, exact = min(
        (_kilometres(a, b), max(a.exact_km, b.exact_km)) for a in one.spots for b in other.spots
    )
    if apart > by.spots.far_km + exact and any(
        ontology.is_a(one.type, kind) for kind in by.spots.far_of
    ):
        weight: Weight = by.spots.far
    elif apart > 2 * exact + 1:
        weight = by.spots.apart
    elif exact >= by.spots.far_km:
        return
    else:
        weight = by.spots.same if exact <= 2 else by.spots.near
    words = (
        tr("at the same spot")
        if apart < 0.05
        else tr("{km} km from each other", km=f"{apart:.1f}" if apart < 10 else f"{apart:.0f}")
    )
    key = f"coordinates:{one.spots[0].latitude:.3f},{one.spots[0].longitude:.3f}"
    yield from reason(key, weight, words)


def _kilometres(one: Spot, other: Spot) -> float:
    """Give the great-circle distance (haversine, radius 6371 km)."""
    up = radians(other.latitude - one.latitude) / 2
    along = radians(other.longitude - one.longitude) / 2
    flat = cos(radians(one.latitude)) * cos(radians(other.latitude))
    return 12742 * asin(min(1.0, sqrt(sin(up) ** 2 + flat * sin(along) ** 2)))


# Network


def _neighbours(
    one: Facts, other: Facts, around: Around, ontology: Ontology, by: Weights
) -> Iterator[Reason]:
    left = by.neighbours.together
    found = []
    for third_id in one.neighbours & other.neighbours:
        third = around.thirds.get(third_id)
        if third is None or third.linked > by.neighbours.many:
            continue
        part = next(
            (p for kind, p in by.neighbours.parts.items() if ontology.is_a(third.type, kind)),
            by.neighbours.other,
        )
        weight = part * (by.neighbours.most - log2(max(third.linked, 2) / 2))
        found.append((weight, third))
    for weight, third in sorted(found, key=lambda pair: (-pair[0], pair[1].ref)):
        words = (
            tr("both are linked with {name}, and nobody else is", name=third.label)
            if third.linked <= 2
            else tr(
                "both are linked with {name}, as {count} in all are",
                name=third.label,
                count=third.linked,
            )
        )
        yield from reason(f"neighbour:{third.ref}", min(weight, left), words)
        left = max(left - weight, 0.0)


def _joined(between: Between, by: Weights) -> Iterator[Reason]:
    for type_name, label in between.links:
        if type_name in by.links.same:
            words = tr("someone noted it: {label}", label=label)
            yield from reason(f"link:{type_name}", by.links.same_weight, words)
        else:
            words = tr("linked with each other as two: {label}", label=label)
            yield from reason(f"link:{type_name}", by.links.other_weight, words)
    if between.records:
        words = tr("{record} names both, as two", record=between.records[0])
        yield from reason(f"record:{between.records[0]}", by.record, words)
