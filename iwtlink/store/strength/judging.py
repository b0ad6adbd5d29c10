"""The rule of strength: what a link's sources make of it, in sentences. Pure functions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from iwtlink.i18n import tr
from iwtlink.store.folding import fold
from iwtlink.store.strength.rule import StrengthRule, strength_rule


@dataclass(frozen=True, slots=True)
class SourceOfLink:
    """One record that states a link, and who is behind it.

    ``grade`` is on the Admiralty scale, empty where nobody graded it; ``given`` is how it was
    graded. ``originator`` and ``sha256`` are empty where unknown; the originator of a protected
    source is compared, never told.
    """

    document_id: int
    ref: str
    grade: str
    given: str = ""
    originator: str = ""
    sha256: str = ""
    kind: str = ""
    is_protected: bool = False

    @property
    def name(self) -> str:
        """Give the reference with the grade, as a sentence names the source."""
        return f"{self.ref} ({self.given or self.grade})" if self.grade else self.ref


@dataclass(frozen=True, slots=True)
class Explained:
    """The strength that follows from the sources, the sentences why, and what to beware of."""

    strength: str
    because: tuple[str, ...]
    warnings: tuple[str, ...] = ()


def judge(sources: Sequence[SourceOfLink], rule: StrengthRule | None = None) -> Explained:
    """Say how strong a link is that these sources state, and why."""
    known = rule or strength_rule()
    strength, because = judged(sources, known)
    return Explained(strength, because, _warnings(sources, known))


def are_independent(one: SourceOfLink, other: SourceOfLink) -> bool:
    """Say whether two sources have different originators, as far as the originators are known."""
    if one.document_id == other.document_id or (one.sha256 and one.sha256 == other.sha256):
        return False
    first, second = fold(one.originator), fold(other.originator)
    return bool(first and second) and first != second


def judged(sources: Sequence[SourceOfLink], rule: StrengthRule) -> tuple[str, tuple[str, ...]]:
    """Give the strength and why, without looking for what to beware of."""
    if not sources:
        return "tentative", (tr("Tentative: no source states it."),)
    for source in sources:
        if source.kind in rule.records:
            return "confirmed", (
                tr("Confirmed: {source} is a record of a court or register.", source=source.name),
            )
    for source in sources:
        if _is_at_least(source.grade, rule.alone):
            return "confirmed", (
                tr(
                    "Confirmed: {source} is a source of reliability A to {worst} whose "
                    "information is confirmed.",
                    source=source.name,
                    worst=rule.alone[0],
                ),
            )
    good = [source for source in sources if _is_at_least(source.grade, rule.together)]
    pair = next((p for p in combinations(_apart(good), 2) if are_independent(*p)), None)
    if pair is not None:
        return "confirmed", (
            tr(
                "Confirmed: {one} and {other} are independent of each other, both graded "
                "{worst} or better.",
                one=pair[0].name,
                other=pair[1].name,
                worst="".join(rule.together),
            ),
        )
    if all(source.grade in rule.weak for source in sources):
        names = ", ".join(source.name for source in sources)
        return "tentative", (
            tr(
                "Tentative: no source is better than one that cannot be trusted: {names}.",
                names=names,
            ),
        )
    return "unconfirmed", _why_unconfirmed(sources, good, rule)


def _why_unconfirmed(
    sources: Sequence[SourceOfLink], good: Sequence[SourceOfLink], rule: StrengthRule
) -> tuple[str, ...]:
    worst = "".join(rule.together)
    if not good:
        names = ", ".join(dict.fromkeys(source.name for source in sources))
        return (
            tr(
                "Unconfirmed: no source is graded {worst} or better: {names}.",
                worst=worst,
                names=names,
            ),
        )
    name = good[0].name
    if len({source.document_id for source in good}) == 1:
        return (
            tr(
                "Unconfirmed: {source} stands alone. A second, independent source graded "
                "{worst} or better would confirm it.",
                source=name,
                worst=worst,
            ),
        )
    return (
        tr(
            "Unconfirmed: the sources graded {worst} or better are not known to be independent.",
            worst=worst,
        ),
    )


def _apart(sources: Iterable[SourceOfLink]) -> list[SourceOfLink]:
    """Leave out sources that are alike in all that independence is judged by."""
    apart = {(fold(s.originator), s.sha256, s.document_id): s for s in sources}
    return list(apart.values())


def _is_at_least(grade: str, least: tuple[str, str]) -> bool:
    """Say whether an Admiralty grade is as good as another, or better, in both its halves."""
    return len(grade) == 2 and grade[0] <= least[0] and grade[1] <= least[1]


def _warnings(sources: Sequence[SourceOfLink], rule: StrengthRule) -> tuple[str, ...]:
    found = [*_circular(sources)]
    good = [s for s in sources if _is_at_least(s.grade, rule.together)]
    nameless = sorted({s.ref for s in good if not fold(s.originator)})
    if nameless and len({s.document_id for s in good}) > 1:
        found.append(
            tr(
                "The originator of {refs} is not written down, so it does not count as "
                "independent.",
                refs=", ".join(nameless),
            )
        )
    found += [
        tr(
            "{source} is a record of a court or register and yet cannot be trusted or judged by "
            "its grade: make sure that it is genuine.",
            source=source.name,
        )
        for source in sources
        if source.kind in rule.records and source.grade in rule.weak
    ]
    ungraded = sorted({s.ref for s in sources if not s.grade})
    if ungraded:
        found.append(tr("Not graded: {refs}.", refs=", ".join(ungraded)))
    return tuple(found)


def _circular(sources: Sequence[SourceOfLink]) -> Iterable[str]:
    """Warn where several documents are one source: the same originator, or the same file."""
    behind: dict[str, set[str]] = {}
    files: dict[str, set[str]] = {}
    names: dict[str, str] = {}
    hidden: set[str] = set()
    for source in sources:
        who = fold(source.originator)
        if who:
            behind.setdefault(who, set()).add(source.ref)
            names.setdefault(who, source.originator)
            hidden |= {who} if source.is_protected else set()
        if source.sha256:
            files.setdefault(source.sha256, set()).add(source.ref)
    for who, refs in behind.items():
        if len(refs) > 1:
            yield tr(
                "Circular reporting: {refs} all come from {originator} and count as one source.",
                refs=", ".join(sorted(refs)),
                originator=tr("a protected source") if who in hidden else names[who],
            )
    for refs in files.values():
        if len(refs) > 1:
            yield tr(
                "Circular reporting: {refs} are the same file and count as one source.",
                refs=", ".join(sorted(refs)),
            )
