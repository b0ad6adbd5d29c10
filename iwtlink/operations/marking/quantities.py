"""Quantities of wildlife in running text: *12 kg of ivory*, ງາຊ້າງ 12 ກິໂລ, *3 tiger skins*.

Names of taxa and of CITES terms come from the tables of ``resources``; whatever language they
have there is understood. A number and a name that stand close together make one quantity.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from iwtlink.ontology import CodeList, Ontology, Value, ValueProblem
from iwtlink.ontology.numbers import parse_quantity
from iwtlink.ontology.wildlife import find_taxa, taxon_names
from iwtlink.operations.marking.plain import (
    SPACED,
    PlainText,
    is_unspaced,
    plain_key,
    plain_text,
)

_NUMBER = re.compile(
    rf"(?<![{SPACED}.,/:\-+])"
    r"(?P<number>\d{1,3}(?:[,. ]\d{3})+(?:[.,]\d{1,3})?|\d{1,7}(?:[.,]\d{1,3})?)"
    r"(?![\d/:]|[.,\-]\d|\s*%)"
)
_GAP = re.compile(r"[^\n.;:。\d]{0,22}(?:\n[^\n.;:。\d]{0,12})?")
"""What may stand between a number and its name: part of one sentence without other numbers."""

_COUNTED = re.compile(rf"\s?(?:[{SPACED}'-]{{1,12}}\s|[^\W\d]{{0,3}}\s?)")
"""What may stand between a bare number and what it counts: one word, or a counting word."""

_REACH = 120
"""Characters around a number within which its name begins: the widest gap and the longest name."""
_FEWEST = 2
_WEAK = frozenset({"m", "l", "g", "t", "no", "cao", "con", "box", "set", "case", "log", "live"})


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity at ``text[first:last]``, with the taxon and the CITES term where understood."""

    first: int
    last: int
    quantity: Value
    taxon: Value | None
    term: Value | None


@dataclass(frozen=True, slots=True)
class _Thing:
    """A name of a taxon, a term, or both side by side (*tiger skins*)."""

    first: int
    last: int
    taxon: str
    term: str


@dataclass(frozen=True, slots=True)
class _Amount:
    first: int
    last: int
    value: Value
    has_unit: bool


def find_quantities(text: str, ontology: Ontology) -> list[Quantity]:
    """Find the quantities of wildlife in a text, those with a unit before bare numbers."""
    units = ontology.code_lists["cites_units"]
    amounts = list(_amounts(text, units))
    if not amounts:
        return []
    things = _things(text, ontology)
    found: list[Quantity] = []
    used: set[int] = set()
    for amount in sorted(amounts, key=lambda one: not one.has_unit):
        start = bisect_left(things, amount.first - _REACH, key=lambda one: one.first)
        end = bisect_left(things, amount.last + _REACH, key=lambda one: one.first)
        free = [thing for thing in things[start:end] if thing.first not in used]
        near = [thing for thing in free if _belong(text, amount, thing)]
        if not near:
            continue
        thing = min(near, key=lambda one: _rank(text, amount, one))
        used.add(thing.first)
        found.append(_joined(amount, thing))
    return found


def _joined(amount: _Amount, thing: _Thing) -> Quantity:
    value = amount.value
    if not amount.has_unit:
        value = Value(f"{value.text} NAR", value.number, "NAR")
    return Quantity(
        min(amount.first, thing.first),
        max(amount.last, thing.last),
        value,
        Value(thing.taxon) if thing.taxon else None,
        Value(thing.term) if thing.term else None,
    )


def _rank(text: str, amount: _Amount, thing: _Thing) -> tuple[int, bool]:
    """Rank by distance; of two as near, a script without spaces names first and counts then."""
    is_before = thing.first < amount.first
    distance = max(thing.first - amount.last, amount.first - thing.last)
    return distance, is_before != is_unspaced(text[thing.last - 1])


def _belong(text: str, amount: _Amount, thing: _Thing) -> bool:
    """Whether a number and a name stand in one phrase.

    A number without a unit counts only what follows it at once, or what it follows in a
    script that names first and counts then.
    """
    if amount.first < thing.last and thing.first < amount.last:
        return False
    before = thing.first >= amount.last
    gap = text[amount.last : thing.first] if before else text[thing.last : amount.first]
    if amount.has_unit:
        return _GAP.fullmatch(gap) is not None
    if before:
        return _COUNTED.fullmatch(gap) is not None
    return is_unspaced(text[thing.last - 1]) and len(gap) <= 8 and _GAP.fullmatch(gap) is not None


# Numbers and units


def _amounts(text: str, units: CodeList) -> Iterator[_Amount]:
    unit = _unit_pattern(id(units), units)
    for match in _NUMBER.finditer(text):
        following = unit.match(text, match.end())
        last = following.end() if following else match.end()
        word = following["unit"] if following else ""
        try:
            value = parse_quantity(f"{match['number']} {word}", units)
        except ValueProblem:
            continue
        yield _Amount(match.start(), last, value, bool(following))


_patterns: dict[int, tuple[CodeList, re.Pattern[str]]] = {}


def _unit_pattern(key: int, units: CodeList) -> re.Pattern[str]:
    """Give the pattern of any unit behind a number, longest first; made once per list."""
    known = _patterns.get(key)
    if known and known[0] is units:
        return known[1]
    words = {word for code in units.codes.values() for word in (code.label, *code.aliases)}
    listed = sorted((re.escape(word) for word in words if "(" not in word), key=len, reverse=True)
    spaced = "|".join(word for word in listed if not is_unspaced(word[0]))
    joined = "|".join(word for word in listed if is_unspaced(word[0]))
    made = re.compile(rf"[ \u00a0]?(?P<unit>(?:{spaced})(?![^\W\d])|(?:{joined}))", re.IGNORECASE)
    _patterns[key] = (units, made)
    return made


# Names of taxa and terms


def _things(text: str, ontology: Ontology) -> list[_Thing]:
    plain = plain_text(text)
    names = _names(id(ontology), ontology)
    found: list[_Thing] = []
    place = 0
    while place < len(plain.letters):
        last, meaning = _longest(plain, place, names) if plain.is_start(place) else (0, ("", ""))
        if last:
            found.append(_Thing(plain.starts[place], plain.ends[last - 1], *meaning))
        place = last or place + 1
    return _side_by_side(found)


def _longest(
    plain: PlainText, place: int, names: dict[str, dict[str, tuple[str, str]]]
) -> tuple[int, tuple[str, str]]:
    letters = plain.letters
    for key, meaning in names.get(letters[place : place + _FEWEST], {}).items():
        if letters.startswith(key, place):
            last = place + len(key)
            for ending in ("", "s", "es"):
                if letters.startswith(ending, last) and plain.is_end(last + len(ending)):
                    return last + len(ending), meaning
    return 0, ("", "")


def _side_by_side(found: list[_Thing]) -> list[_Thing]:
    """Join a taxon and a term that stand next to each other, either way round."""
    joined: list[_Thing] = []
    for thing in found:
        before = joined[-1] if joined else None
        if before and thing.first - before.last <= 4 and _complete(before, thing):
            joined[-1] = _Thing(
                before.first, thing.last, before.taxon or thing.taxon, before.term or thing.term
            )
        else:
            joined.append(thing)
    return joined


def _complete(one: _Thing, other: _Thing) -> bool:
    return not (one.taxon and other.taxon) and not (one.term and other.term)


_known_names: dict[int, tuple[Ontology, dict[str, dict[str, tuple[str, str]]]]] = {}


def _names(key: int, ontology: Ontology) -> dict[str, dict[str, tuple[str, str]]]:
    """Give what each name means, (taxon, term), longest first, by the first two letters."""
    kept = _known_names.get(key)
    if kept and kept[0] is ontology:
        return kept[1]
    meanings: dict[str, tuple[str, str]] = {}
    terms = ontology.code_lists["cites_terms"]
    for code in terms.codes.values():
        for word in (code.label.partition(" (")[0], *code.aliases):
            name = plain_key(word)
            if len(name) >= _FEWEST and name not in _WEAK:
                meanings.setdefault(name, ("", code.code))
    taxa = _taxa()
    for name, (_, term) in list(meanings.items()):
        cuts = range(len(name) - 1, 3, -1)
        meanings[name] = (next((taxa[name[:cut]] for cut in cuts if name[:cut] in taxa), ""), term)
    for name, taxon in taxa.items():
        meanings[name] = (taxon, meanings.get(name, ("", ""))[1])
    sorted_in: dict[str, dict[str, tuple[str, str]]] = {}
    for name in sorted(meanings, key=len, reverse=True):
        sorted_in.setdefault(name[:_FEWEST], {})[name] = meanings[name]
    _known_names[key] = (ontology, sorted_in)
    return sorted_in


@cache
def _taxa() -> dict[str, str]:
    """Give each name that means one taxon (or one *spp.*), as it is looked for."""
    found: dict[str, str] = {}
    for name in taxon_names():
        meant = find_taxa(name)
        key = plain_key(name)
        if len(meant) == 1 and len(key) >= _FEWEST and key not in _WEAK:
            found.setdefault(key, meant[0])
    return found
