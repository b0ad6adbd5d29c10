"""What besides the name speaks for and against two things being one, each with its words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from math import asin, cos, log2, radians, sin, sqrt

from iwtlink.i18n import tr
from iwtlink.matching.candidates import Reason
from iwtlink.matching.facts import Around, Between, Facts, Span, Spot
from iwtlink.matching.identifiers import Identifier, agree, role_of
from iwtlink.matching.weights import DateWeights, ValueWeights, Weight, Weights
from iwtlink.ontology import Ontology, PropertyType
from iwtlink.ontology.values import format_value

_LEAST = 0.05
"""A weight nearer to nothing than this is no reason."""


def reasons(
    one: Facts, other: Facts, between: Between, around: Around, ontology: Ontology, by: Weights
) -> Iterator[Reason]:
    """Give every reason but the names."""
    yield from _numbers(one, other, around, by)
    yield from _dates(one, other, ontology, by)
    yield from _values(one, other, ontology, by)
    yield from _spots(one, other, ontology, by)
    yield from _neighbours(one, other, around, ontology, by)
    yield from _joined(between, by)


def _reason(key: str, weight: Weight, words: str) -> Iterator[Reason]:
    if weight == "veto":
        yield Reason(key, "veto", 0.0, words)
    elif abs(weight) >= _LEAST:
        yield Reason(key, "+" if weight > 0 else "-", round(weight, 2), words)


# Numbers


def _numbers(one: Facts, other: Facts, around: Around, by: Weights) -> Iterator[Reason]:
    if not one.identifiers or not other.identifiers:
        return
    agreed: set[str] = set()
    for mine in one.identifiers:
        for theirs in other.identifiers:
            if agree(mine, theirs) and mine.key not in agreed:
                agreed.add(mine.key)
                yield from _same_number(mine, theirs, around, by)
    kinds = {key.partition(":")[0] for key in agreed}
    yield from _other_numbers(one, other, kinds, by)


def _same_number(
    mine: Identifier, theirs: Identifier, around: Around, by: Weights
) -> Iterator[Reason]:
    role = role_of(mine, theirs)
    weight = {"own": by.identifiers.own, "shared": by.identifiers.shared}.get(
        role, by.identifiers.weak
    )
    sharing = around.sharers.get(mine.key, 2)
    if role != "own" and sharing > 2:
        weight = max(weight - log2(sharing / 2), 0.0)
    key = mine.key if role == "own" else f"{role} {mine.key}"
    words = tr("{label} {value} is the same", label=tr(mine.label), value=_shown(mine))
    yield from _reason(key, weight, words)


def _shown(identifier: Identifier) -> str:
    """Account numbers are told by their last digits only."""
    if identifier.kind in ("account number", "IBAN"):
        return f"…{identifier.form[-4:]}"
    return " ".join(identifier.stated.split())


def _other_numbers(one: Facts, other: Facts, agreed: set[str], by: Weights) -> Iterator[Reason]:
    """Numbers of one kind and one issuer that differ, where none of that kind agrees."""
    for kind in sorted({found.kind for found in one.identifiers} - agreed):
        mine = [found for found in one.identifiers if found.kind == kind]
        theirs = [found for found in other.identifiers if found.kind == kind]
        pair = next(((a, b) for a in mine for b in theirs if _contradict(a, b)), None)
        if pair is None or any(not _contradict(a, b) for a in mine for b in theirs):
            continue
        a, b = pair
        weight: Weight = by.identifiers.against
        if "veto" in (a.differs, b.differs) and "against" not in (a.differs, b.differs):
            weight = "veto"
        key = f"{kind}:{'|'.join(sorted((a.form, b.form)))}"
        words = tr(
            "{label} differs: {one} and {other}",
            label=tr(a.label),
            one=_shown(a),
            other=_shown(b),
        )
        yield from _reason(key, weight, words)


def _contradict(one: Identifier, other: Identifier) -> bool:
    """Say whether two numbers cannot be two of one thing: one scheme and issuer, two numbers."""
    if "nothing" in (one.differs, other.differs) or one.form == other.form:
        return False
    if one.beside and other.beside and one.beside != other.beside:
        return False
    return not one.has_schemes or _shape(one.form) == _shape(other.form)


def _shape(form: str) -> str:
    """Give the pattern of letters and digits: numbers of one scheme have one."""
    return "".join("9" if sign.isdigit() else "A" if sign.isalpha() else sign for sign in form)


# Dates


def _dates(one: Facts, other: Facts, ontology: Ontology, by: Weights) -> Iterator[Reason]:
    for name in sorted(one.dates.keys() & other.dates.keys()):
        weights, mine, theirs = by.dates[name], one.dates[name], other.dates[name]
        found = sorted(_RANK.index(_near(a, b)) for a in mine for b in theirs)
        verdict = _RANK[found[0]]
        a, b = next((a, b) for a in mine for b in theirs if _near(a, b) == verdict)
        label = _label(ontology, one.type, name)
        yield from _reason(
            f"{name}:{verdict}:{'|'.join(sorted({_day(a), _day(b)}))}",
            _weight_of(weights, verdict),
            _date_words(verdict, label, _day(a), _day(b)),
        )


_RANK = ("same", "swapped", "near", "year_off", "apart")


def _weight_of(weights: DateWeights, verdict: str) -> Weight:
    found: Weight = getattr(weights, verdict)
    return found


def _near(one: Span, other: Span) -> str:
    """Say how two dates stand to each other; each may be a month, a year or a span."""
    if one[0] == one[1] and one == other:
        return "same"
    if one[0] <= other[1] and other[0] <= one[1]:
        return "near"
    if one[0] == one[1] and other[0] == other[1] and _are_swapped(one[0], other[0]):
        return "swapped"
    gap = min(abs(_years(one[0], other[1])), abs(_years(other[0], one[1])))
    return "year_off" if gap <= 1 else "apart"


def _are_swapped(one: str, other: str) -> bool:
    return one[:4] == other[:4] and one[5:7] == other[8:10] and one[8:10] == other[5:7]


def _years(one: str, other: str) -> float:
    try:
        return (date.fromisoformat(one) - date.fromisoformat(other)).days / 365.2
    except ValueError:
        return 0.0


def _day(span: Span) -> str:
    """Give a span as people write it: a day, a month, a year, or from – to."""
    first, last = span
    if first == last:
        return first
    if first[:4] == last[:4] and first[4:] == "-01-01" and last[4:] == "-12-31":
        return first[:4]
    return first[:7] if first[:7] == last[:7] else f"{first}–{last}"


def _date_words(verdict: str, label: str, one: str, other: str) -> str:
    if verdict == "same":
        return tr("{label}: the same day, {one}", label=label, one=one)
    if verdict == "near":
        if one == other:
            return tr("{label}: both {one}", label=label, one=one)
        return tr("{label}: {one} and {other} may be one day", label=label, one=one, other=other)
    both = {"label": label, "one": one, "other": other}
    if verdict == "swapped":
        return tr("{label}: {one} and {other}, day and month may be swapped", **both)
    if verdict == "year_off":
        return tr("{label}: {one} and {other}, not a year apart", **both)
    return tr("{label}: {one} and {other}, more than a year apart", **both)


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
        yield from _reason(f"{name}:{common[0]}", weights.same, words)
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
    yield from _reason(f"{name}:{'|'.join(sorted((a, b)))}", weights.differs, words)


def _value(known: PropertyType, text: str, ontology: Ontology) -> str:
    shown = format_value(known, text, ontology=ontology)
    return shown if len(shown) <= 60 else f"{shown[:59]}…"


def _label(ontology: Ontology, type_name: str, name: str) -> str:
    known = ontology.entity_types[type_name].properties.get(name)
    return tr(known.label) if known else name


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
    yield from _reason(key, weight, words)


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
        yield from _reason(f"neighbour:{third.ref}", min(weight, left), words)
        left = max(left - weight, 0.0)


def _joined(between: Between, by: Weights) -> Iterator[Reason]:
    for type_name, label in between.links:
        if type_name in by.links.same:
            words = tr("someone noted it: {label}", label=label)
            yield from _reason(f"link:{type_name}", by.links.same_weight, words)
        else:
            words = tr("linked with each other as two: {label}", label=label)
            yield from _reason(f"link:{type_name}", by.links.other_weight, words)
    if between.records:
        words = tr("{record} names both, as two", record=between.records[0])
        yield from _reason(f"record:{between.records[0]}", by.record, words)
