"""Rules about what stands behind an item: no source, one, only bad ones, or ones that differ."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import product

from sqlalchemy import text

from iwtlink.i18n import tr
from iwtlink.ontology import Ontology, PropertyType
from iwtlink.ontology.grades import GivenGrade
from iwtlink.ontology.values import format_value
from iwtlink.operations.quality.finding import Finding, Scope
from iwtlink.operations.quality.rules import Rule
from iwtlink.store.ids import Item, Kind
from iwtlink.store.strength import admiralty_of
from iwtlink.store.strength.rule import strength_rule


def unsourced(scope: Scope, rule: Rule) -> Iterator[Finding]:
    """Find entities and links that no record states."""
    sentence = tr("No source is recorded.")
    kinds: tuple[Kind, ...] = ("entity", "link")
    for kind in kinds:
        rows = scope.db.exec_driver_sql(
            f'SELECT i.id FROM "{kind}" i WHERE {scope.only(kind, "i.id")} AND NOT EXISTS ('
            "SELECT 1 FROM statement s WHERE s.subject_id = i.id "
            f"AND s.subject_kind = '{kind}' AND s.record_id IS NOT NULL) ORDER BY i.id"
        )
        for (number,) in rows:
            yield Finding(rule.name, Item(kind, number), sentence)


def single_source(scope: Scope, rule: Rule) -> Iterator[Finding]:
    """Find entities and links of which all that is known comes from one document."""
    sentence = tr("Everything rests on one document.")
    rows = scope.db.exec_driver_sql(
        "SELECT s.subject_kind, s.subject_id, min(r.document_id) FROM statement s "
        f"JOIN record r ON r.id = s.record_id WHERE {scope.subjects('s')} "
        "GROUP BY s.subject_id, s.subject_kind HAVING min(r.document_id) = max(r.document_id)"
    )
    for kind, number, document_id in rows:
        yield Finding(rule.name, Item(kind, number), sentence, other=Item("document", document_id))


def only_weak(scope: Scope, rule: Rule) -> Iterator[Finding]:
    """Find entities and links whose every graded source cannot be trusted or judged."""
    sentence = tr("No source is better than one that cannot be trusted or judged (F6).")
    rows = scope.db.execute(
        text(
            "SELECT s.subject_kind, s.subject_id FROM statement s "
            f"JOIN record r ON r.id = s.record_id WHERE {scope.subjects('s')} "
            "GROUP BY s.subject_id, s.subject_kind HAVING min(r.grading || ' ' || r.reliability "
            "|| r.credibility IN (SELECT value FROM json_each(:weak))) = 1"
        ),
        {"weak": json.dumps(_weak_grades(scope.ontology))},
    )
    for kind, number in rows:
        yield Finding(rule.name, Item(kind, number), sentence)


def _weak_grades(ontology: Ontology) -> list[str]:
    """Give every grade of every system that stands for a weak one on the Admiralty scale."""
    weak = strength_rule().weak
    return [
        f"{name} {source}{information}"
        for name, system in ontology.grading_systems.items()
        for source, information in product(system.source.codes, system.information.codes)
        if admiralty_of(ontology, GivenGrade(name, source, information)) in weak
    ]


_CONFLICTS = """
    SELECT o.subject_kind, o.subject_id, o.property, w.value, w.unit, o.value, o.unit
    FROM statement o JOIN statement w ON w.subject_id = o.subject_id
    AND w.subject_kind = o.subject_kind AND w.property = o.property AND w.is_shown = 1
    LEFT JOIN record r ON r.id = o.record_id LEFT JOIN record q ON q.id = w.record_id
    WHERE o.is_shown = 0 AND {subjects} AND w.value <> o.value
    AND coalesce(r.grade_rank, 99) = coalesce(q.grade_rank, 99)
    ORDER BY o.subject_kind, o.subject_id, o.property, o.id
"""


def conflict(scope: Scope, rule: Rule) -> Iterator[Finding]:
    """Find values that contradict the shown one though their sources are graded alike."""
    seen: set[tuple[str, int, str, str]] = set()
    rows = list(scope.db.exec_driver_sql(_CONFLICTS.format(subjects=scope.subjects("o"))))
    types = _types_of(scope, {(row[0], row[1]) for row in rows})
    for kind, number, name, shown, shown_unit, other, other_unit in rows:
        if (kind, number, name, other) in seen:
            continue
        seen.add((kind, number, name, other))
        known = _property(scope.ontology, kind, types.get((kind, number), ""), name)
        sentence = tr(
            "{label}: “{shown}” and “{other}” are stated by sources of the same grade.",
            label=tr(known.label),
            shown=format_value(known, shown, shown_unit, scope.ontology),
            other=format_value(known, other, other_unit, scope.ontology),
        )
        yield Finding(rule.name, Item(kind, number), sentence, name)


def _types_of(scope: Scope, subjects: set[tuple[str, int]]) -> dict[tuple[str, int], str]:
    found: dict[tuple[str, int], str] = {}
    for kind in ("entity", "link"):
        ids = json.dumps(sorted(number for known, number in subjects if known == kind))
        query = text(f'SELECT id, type FROM "{kind}" WHERE id IN (SELECT value FROM json_each(:i))')
        found |= {(kind, row[0]): row[1] for row in scope.db.execute(query, {"i": ids})}
    return found


def _property(ontology: Ontology, kind: str, type_name: str, name: str) -> PropertyType:
    types = ontology.entity_types if kind == "entity" else ontology.link_types
    known = types.get(type_name)
    found = known.properties.get(name) if known is not None else None
    return found if found is not None else PropertyType(name, name.replace("_", " "))
