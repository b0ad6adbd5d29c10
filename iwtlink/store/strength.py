"""How strong a link is: what follows from the grades and the independence of its sources.

The rule is that of the unit's doctrine: confirmed by one reliable source whose information is
confirmed, by two independent good sources, or by a record of a court or register; tentative
with no source or only such as cannot be trusted; else unconfirmed. Sources are independent
where their originators differ: two articles that quote one report are one source. The figures
stand in ``resources/quality/strength.yaml``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from sqlalchemy import Connection, text

from iwtlink.i18n import tr
from iwtlink.ontology import Ontology, load_ontology
from iwtlink.ontology.grades import ADMIRALTY, GivenGrade, convert_grade
from iwtlink.store.folding import fold
from iwtlink.store.journal import BLOCK_SIZE
from iwtlink.store.strength_rule import StrengthRule, strength_rule

_PART = 20_000
"""Links looked at in one query."""


@dataclass(frozen=True, slots=True)
class SourceOfLink:
    """One record that states a link, and who is behind it.

    ``grade`` is on the Admiralty scale, empty where nobody graded it; ``given`` is how it was
    graded. ``originator`` and ``sha256`` are empty where unknown.
    """

    document_id: int
    ref: str
    grade: str
    given: str = ""
    originator: str = ""
    sha256: str = ""
    kind: str = ""

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
    strength, because = _judged(sources, known)
    return Explained(strength, because, _warnings(sources, known))


def are_independent(one: SourceOfLink, other: SourceOfLink) -> bool:
    """Say whether two sources have different originators, as far as the originators are known."""
    if one.document_id == other.document_id or (one.sha256 and one.sha256 == other.sha256):
        return False
    first, second = fold(one.originator), fold(other.originator)
    return bool(first and second) and first != second


def explain(db: Connection, link_id: int, ontology: Ontology | None = None) -> Explained:
    """Say what the grades make of a link, whatever strength an analyst has set."""
    found = sources_of(db, [link_id], ontology or load_ontology())
    return judge(sorted(found.get(link_id, ()), key=_by_ref))


def work_out(db: Connection, step_id: int, ontology: Ontology) -> None:
    """Write the strength of every link that follows the grades and that the step touched.

    Cost: nothing where no such link was touched, else about 10 s for 1,000,000 statements.
    """
    ids = _touched_links(db, step_id)
    for start in range(0, len(ids), _PART):
        _work_out_some(db, ids[start : start + _PART], ontology)


def _work_out_some(db: Connection, ids: Sequence[int], ontology: Ontology) -> None:
    marks = ", ".join("?" * len(ids))
    rows = db.exec_driver_sql(f"SELECT id, strength FROM link WHERE id IN ({marks})", tuple(ids))
    written: dict[int, str] = {row[0]: row[1] for row in rows}
    found = sources_of(db, ids, ontology)
    judged: dict[frozenset[SourceOfLink], str] = {}
    changes = []
    for link_id, before in written.items():
        sources = frozenset(found.get(link_id, ()))
        if sources not in judged:
            judged[sources] = _judged(sorted(sources, key=_by_ref), strength_rule())[0]
        if judged[sources] != before:
            changes.append((judged[sources], link_id))
    if changes:
        db.exec_driver_sql("UPDATE link SET strength = ? WHERE id = ?", changes)


def _by_ref(source: SourceOfLink) -> tuple[str, str]:
    return source.ref, source.grade


# Reading

_SOURCES = """
    SELECT s.subject_id, d.id, d.ref, r.grading, r.reliability, r.credibility,
           d.originator, d.sha256, d.kind
    FROM statement s JOIN record r ON r.id = s.record_id JOIN document d ON d.id = r.document_id
    WHERE s.subject_kind = 'link' AND s.subject_id IN ({marks})
"""
_FOLLOWS = "SELECT EXISTS (SELECT 1 FROM link WHERE is_strength_set = 0)"
_IN_BLOCK = "substr(coalesce(j.after, j.before), 1, 1) IS '['"
_TOUCHED = f"""
    SELECT coalesce(j.after, j.before) ->> 'subject_id' FROM journal j
    WHERE j.step_id = :s AND j.table_name = 'statement' AND NOT {_IN_BLOCK}
      AND coalesce(j.after, j.before) ->> 'subject_kind' = 'link'
    UNION SELECT s.subject_id FROM journal j
    JOIN statement s ON s.id BETWEEN j.row_id AND j.row_id + {BLOCK_SIZE}
    WHERE j.step_id = :s AND j.table_name = 'statement' AND {_IN_BLOCK}
      AND s.subject_kind = 'link'
    UNION SELECT l.id FROM journal j
    JOIN link l ON l.id BETWEEN j.row_id AND j.row_id + iif({_IN_BLOCK}, {BLOCK_SIZE}, 0)
    WHERE j.step_id = :s AND j.table_name = 'link'
    UNION SELECT s.subject_id FROM journal j JOIN statement s ON s.record_id = j.row_id
    WHERE j.step_id = :s AND j.table_name = 'record' AND j.before IS NOT NULL
      AND s.subject_kind = 'link'
    UNION SELECT s.subject_id FROM journal j JOIN record r ON r.document_id = j.row_id
    JOIN statement s ON s.record_id = r.id
    WHERE j.step_id = :s AND j.table_name = 'document' AND j.before IS NOT NULL
      AND s.subject_kind = 'link'
"""
"""Links touched by a step. In a block a few neighbours may be looked at in vain."""
_TAKEN_OUT = f"""
    SELECT DISTINCT before ->> 'subject_id' FROM touched
    WHERE step_id = :s AND table_name = 'statement' AND before ->> 'subject_kind' = 'link'
      AND EXISTS (SELECT 1 FROM journal j WHERE j.step_id = :s AND j.table_name = 'statement'
                  AND j.after IS NULL AND {_IN_BLOCK})
"""
"""Links that lost statements by the hundred; nothing is read where none were lost so."""
_FOLLOWING = (
    "SELECT id FROM link WHERE is_strength_set = 0 AND id IN (SELECT value FROM json_each(:ids))"
)


def _touched_links(db: Connection, step_id: int) -> list[int]:
    """Give the links that follow the grades and that a step touched, in order of id."""
    if not db.scalar(text(_FOLLOWS)):
        return []
    touched = {
        int(link_id)
        for query in (_TOUCHED, _TAKEN_OUT)
        for link_id in db.scalars(text(query), {"s": step_id})
    }
    listed = json.dumps(sorted(touched))
    return sorted(int(i) for i in db.scalars(text(_FOLLOWING), {"ids": listed}))


def sources_of(
    db: Connection, ids: Sequence[int], ontology: Ontology
) -> dict[int, set[SourceOfLink]]:
    """Read the sources of links, by link: each document with each grade once."""
    found: dict[int, set[SourceOfLink]] = {}
    known: dict[tuple[Any, ...], SourceOfLink] = {}
    cursor = db.connection.cursor()
    for start in range(0, len(ids), _PART):
        part = ids[start : start + _PART]
        marks = ", ".join("?" * len(part))
        for row in cursor.execute(_SOURCES.format(marks=marks), tuple(part)):
            key = (row[1], row[3], row[4], row[5])
            if key not in known:
                known[key] = _source(row, ontology)
            found.setdefault(row[0], set()).add(known[key])
    cursor.close()
    return found


def _source(row: Sequence[Any], ontology: Ontology) -> SourceOfLink:
    """Make the source that one document with one grade is."""
    given = GivenGrade(row[3], row[4], row[5])
    return SourceOfLink(
        document_id=row[1],
        ref=row[2],
        grade=admiralty_of(ontology, given),
        given=_given(ontology, given),
        originator=row[6],
        sha256=row[7],
        kind=row[8],
    )


def admiralty_of(ontology: Ontology, given: GivenGrade) -> str:
    """Give a whole grade on the Admiralty scale; empty where a half of it is missing."""
    if not given.reliability or not given.credibility:
        return ""
    turned = convert_grade(ontology, given, ADMIRALTY)
    return turned.code if turned is not None and len(turned.code) == 2 else ""


def _given(ontology: Ontology, given: GivenGrade) -> str:
    system = ontology.grading_systems.get(given.system)
    if system is None or given.system == ADMIRALTY:
        return given.code
    return f"{given.code} {tr(system.label)}"


# Judging


def _judged(sources: Sequence[SourceOfLink], rule: StrengthRule) -> tuple[str, tuple[str, ...]]:
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
    for source in sources:
        who = fold(source.originator)
        if who:
            behind.setdefault(who, set()).add(source.ref)
            names.setdefault(who, source.originator)
        if source.sha256:
            files.setdefault(source.sha256, set()).add(source.ref)
    for who, refs in behind.items():
        if len(refs) > 1:
            yield tr(
                "Circular reporting: {refs} all come from {originator} and count as one source.",
                refs=", ".join(sorted(refs)),
                originator=names[who],
            )
    for refs in files.values():
        if len(refs) > 1:
            yield tr(
                "Circular reporting: {refs} are the same file and count as one source.",
                refs=", ".join(sorted(refs)),
            )
