"""Weigh two things: the names that are most alike, all other evidence, and the band."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from math import log2

from iwtlink.i18n import tr
from iwtlink.matching import tables
from iwtlink.matching.candidates import (
    Band,
    Candidate,
    Reason,
    heaviest_first,
    score_of,
)
from iwtlink.matching.compare import compare_names
from iwtlink.matching.evidence import reasons
from iwtlink.matching.facts import Around, Between, Facts
from iwtlink.matching.forms import LIKELY, POSSIBLE, Likeness, Name
from iwtlink.matching.identifiers import agree, is_number
from iwtlink.matching.names import read_name
from iwtlink.matching.screening import is_spelled_alike
from iwtlink.matching.weights import Weights, on_line, weights
from iwtlink.ontology import Ontology
from iwtlink.store.folding import fold

_PART_OF_BODY = 0.6
"""What comparing the names of two bodies gives where one is the other and more words."""
_MOST_NAMES = 12
"""Names of one thing that are all compared with all of another."""
_FIRST_NAMES, _CLOSEST = 4, 24
"""Of who has more, so many first names are, and so many pairs that share most keys."""


@dataclass(frozen=True, slots=True)
class _Met:
    """The two names that are most alike, and how alike."""

    one: Name
    other: Name
    likeness: Likeness


def weigh(
    one: Facts, other: Facts, between: Between, around: Around, ontology: Ontology
) -> Candidate:
    """Say how likely two things are one, and why."""
    if one.id > other.id:
        one, other = other, one
    met, veto = _closest_names(one, other)
    return _weighed(one, other, between, around, ontology, met, veto)


def weigh_if_worth(
    one: Facts, other: Facts, between: Between, around: Around, ontology: Ontology
) -> Candidate | None:
    """Say the same as ``weigh``, or nothing where neither names nor anything else agrees."""
    if one.id > other.id:
        one, other = other, one
    met, veto = _closest_names(one, other)
    if not _is_named_nearly(met) and not _share(one, other, between):
        return None
    return _weighed(one, other, between, around, ontology, met, veto)


def _is_named_nearly(met: _Met | None) -> bool:
    if met is None:
        return False
    return met.likeness.score >= POSSIBLE or is_spelled_alike(met.one, met.other)


def _share(one: Facts, other: Facts, between: Between) -> bool:
    """Say whether two things share what outweighs names that are not alike."""
    if between.links or not one.neighbours.isdisjoint(other.neighbours):
        return True
    if any(agree(mine, theirs) for mine in one.identifiers for theirs in other.identifiers):
        return True
    return any(
        span in other.dates.get(name, ()) for name, spans in one.dates.items() for span in spans
    )


def _weighed(
    one: Facts,
    other: Facts,
    between: Between,
    around: Around,
    ontology: Ontology,
    met: _Met | None,
    veto: _Met | None,
) -> Candidate:
    by = weights()
    found = [*reasons(one, other, between, around, ontology, by)]
    if met is not None:
        found.extend(_name_reasons(one, met, around, ontology, by, _beside(found)))
    elif (ours := _told(one.type, one.names)) and (its := _told(other.type, other.names)):
        first = _Met(ours[0], its[0], Likeness(0.0, ""))
        found.extend(_unlike(one, first, ontology, by))
    if veto is not None:
        key = _name_key("veto", veto)
        found.append(Reason(key, "veto", 0.0, veto.likeness.veto))
    score = score_of(by.start, found)
    names = (met.one.text, met.other.text) if met else ("", "")
    return Candidate(
        one.id,
        other.id,
        score,
        _band(one, found, met, score, ontology, by),
        heaviest_first(found),
        met.likeness.tokens if met else (),
        names=names,
    )


# Names


def _closest_names(one: Facts, other: Facts) -> tuple[_Met | None, _Met | None]:
    """Give the closest names, and the names that forbid the pair though others agree.

    What is forbidden in the script that tells most (characters, Vietnamese marks) holds, unless
    names in that script agree elsewhere.
    """
    best: _Met | None = None
    vetoes, agreed = [], False
    told = _told(one.type, one.names), _told(other.type, other.names)
    for mine, theirs in _names_to_compare(*told):
        met = _Met(mine, theirs, compare_names(mine, theirs, type_name=one.type))
        if met.likeness.veto:
            vetoes.append(met)
        elif met.likeness.score >= LIKELY and (mine.han or mine.marked):
            agreed = agreed or bool(theirs.han or theirs.marked)
        if best is None or met.likeness.score > best.likeness.score:
            best = met
    if best is not None and not best.likeness.score:
        best = None
    return best, vetoes[0] if vetoes and not agreed and best is not None else None


def _names_to_compare(mine: Sequence[Name], its: Sequence[Name]) -> Iterable[tuple[Name, Name]]:
    """Give all names of one with all of the other; of many the first, and those most alike."""
    if max(len(mine), len(its)) <= _MOST_NAMES:
        return product(mine, its)
    having: dict[str, list[int]] = {}
    for place, name in enumerate(its):
        for key in name.keys:
            having.setdefault(key, []).append(place)
    shared = Counter(
        (at, place)
        for at, name in enumerate(mine)
        for key in name.keys
        for place in having.get(key, ())
    )
    places = [*product(range(min(_FIRST_NAMES, len(mine))), range(min(_FIRST_NAMES, len(its))))]
    closest = dict.fromkeys([*places, *(pair for pair, _ in shared.most_common(_CLOSEST))])
    return [(mine[at], its[place]) for at, place in closest]


@lru_cache(maxsize=65_536)
def _told(type_name: str, names: tuple[str, ...]) -> tuple[Name, ...]:
    """Give the names of a thing, without its number: that is weighed as a number."""
    return tuple(read_name(name) for name in names if not is_number(type_name, name))


tables.forget_when_read_again(_told.cache_clear)


def _name_key(kind: str, met: _Met) -> str:
    return f"{kind}:{'|'.join(sorted((fold(met.one.text), fold(met.other.text))))}"


def _name_reasons(
    one: Facts, met: _Met, around: Around, ontology: Ontology, by: Weights, beside: float
) -> list[Reason]:
    likeness = met.likeness
    weight = min(on_line(by.name.alike, likeness.score), _most(one, met, ontology, by))
    why = likeness.why
    if likeness.score < POSSIBLE and is_spelled_alike(met.one, met.other):
        weight, why = max(weight, by.name.spelled), tr("spelled alike but for one letter")
    elif _is_part(one, likeness, ontology):
        weight = max(weight, by.name.part)
    if weight <= 0:
        return _unlike(one, met, ontology, by)
    if met.one.text == met.other.text:
        words = tr("Both are called {name}", name=met.one.text)
    else:
        words = tr("{one} and {other}: {why}", one=met.one.text, other=met.other.text, why=why)
    found = [Reason(_name_key("name", met), "+", round(weight, 2), words)]
    bearers = max(around.bearers.get(name.text, 0) for name in (met.one, met.other))
    if bearers > 2:
        most = by.name.common if beside >= by.name.beside else weight
        less = round(min(log2(bearers / 2) * 1.5, most), 2)
        words = tr("{count} have this very name", count=bearers)
        key = f"common:{fold(met.one.text)}"
        found.append(Reason(key, "-", -less, words))
    return found


def _unlike(one: Facts, met: _Met, ontology: Ontology, by: Weights) -> list[Reason]:
    """Give what it tells that names differ: nothing of things that are only described."""
    if _is_described(one, ontology, by):
        return []
    words = tr("The names {one} and {other} differ", one=met.one.text, other=met.other.text)
    return [Reason(_name_key("names", met), "-", by.name.unlike, words)]


def _is_described(one: Facts, ontology: Ontology, by: Weights) -> bool:
    return any(ontology.is_a(one.type, kind) for kind in by.described)


def _is_part(one: Facts, likeness: Likeness, ontology: Ontology) -> bool:
    """Say whether all of one name stands in the other; a person's is judged by its words."""
    if ontology.is_a(one.type, "person"):
        return False
    if not likeness.tokens:
        return likeness.score >= _PART_OF_BODY
    verdicts = {token.verdict for token in likeness.tokens}
    if "differs" in verdicts or verdicts == {"missing"}:
        return False
    missing = [token for token in likeness.tokens if token.verdict == "missing"]
    return all(token.one for token in missing) or all(token.other for token in missing)


def _most(one: Facts, met: _Met, ontology: Ontology, by: Weights) -> float:
    """Give what a name can tell at most: a single word, or a description, tells less."""
    if _is_described(one, ontology, by):
        return by.name.described
    fewest = min(_length(met.one), _length(met.other))
    if fewest > 1:
        return by.name.alike[-1][1]
    is_whole = _length(met.one) == _length(met.other)
    is_body = not ontology.is_a(one.type, "person")
    return by.name.one_word_organisation if is_whole and is_body else by.name.one_word


def _length(name: Name) -> int:
    """Count words; two Chinese characters or more are a whole name."""
    return max(len(name.words), 2 if len(name.han) > 1 else 0)


# Bands


def _band(
    one: Facts,
    found: list[Reason],
    met: _Met | None,
    score: float,
    ontology: Ontology,
    by: Weights,
) -> Band:
    if any(reason.sign == "veto" for reason in found):
        return "none"
    if any(reason.sign == "+" and reason.weight >= by.identifiers.own for reason in found):
        return "certain"
    if score >= by.likely and _is_named_alike(one, found, met, ontology, by):
        return "likely"
    return "possible" if score >= by.possible else "none"


def _is_named_alike(
    one: Facts, found: list[Reason], met: _Met | None, ontology: Ontology, by: Weights
) -> bool:
    """Say whether what names a thing agrees: its name, or for a happening its day and place."""
    keys = {reason.key.partition(":")[0] for reason in found if reason.sign == "+"}
    if ontology.is_a(one.type, "happening"):
        is_same_day = any(reason.key.startswith("date:same:") for reason in found)
        return is_same_day and bool(keys & {"coordinates", "place_text", "name"})
    if met is None:
        return False
    if met.likeness.score >= LIKELY:
        return True
    is_enough = met.likeness.score >= by.name.enough or _is_part(one, met.likeness, ontology)
    return is_enough and _beside(found) >= by.name.beside


def _beside(found: list[Reason]) -> float:
    """Give the weight of what speaks for one besides the name."""
    return sum(
        reason.weight
        for reason in found
        if reason.sign == "+" and not reason.key.startswith("name:")
    )
