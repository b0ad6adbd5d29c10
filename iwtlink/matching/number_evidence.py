"""What numbers tell: the same one, or different ones of one issuer."""

from __future__ import annotations

from collections.abc import Iterator
from math import log2

from iwtlink.i18n import tr
from iwtlink.matching.candidates import Reason
from iwtlink.matching.facts import Around, Facts
from iwtlink.matching.identifiers import Identifier, agree, role_of
from iwtlink.matching.reasons import reason
from iwtlink.matching.weights import Weight, Weights


def same_and_other_numbers(
    one: Facts, other: Facts, around: Around, by: Weights
) -> Iterator[Reason]:
    """Yield what the numbers of two things tell."""
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
    if mine.form != theirs.form:
        words = tr(
            "{one} and {other} may be one number, dialled from abroad and at home",
            one=_shown(mine),
            other=_shown(theirs),
        )
    yield from reason(key, weight, words)


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
        yield from reason(key, weight, words)


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
