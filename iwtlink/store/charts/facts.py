"""What may be written under items or stand at their corners, read for all items at once."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import Connection

from iwtlink.i18n import tr
from iwtlink.ontology import PropertyType, load_ontology
from iwtlink.ontology.values import format_value
from iwtlink.store.charts.changed import changed_since
from iwtlink.store.charts.content import EntityFacts, LinkFacts
from iwtlink.store.charts.drafting import Draft
from iwtlink.store.charts.readers import seen_sql
from iwtlink.store.leads import listed
from iwtlink.store.markings import Kept

_WATCH = "watch"
"""The property that says whether someone is watched."""


@dataclass(frozen=True, slots=True)
class Graded:
    """The best grade of an item's statements, and how many documents state it."""

    grade: str = ""
    source_count: int = 0


_UNGRADED = Graded()


def entity_facts(db: Connection, draft: Draft, kept: Kept) -> tuple[EntityFacts, ...]:
    """Read the facts of a chart's entities, in their order, as far as a reader may see them."""
    ids = draft.entities.keys()
    types = {i: row.type for i, row in draft.entities.items()}
    values, numbers = _values(db, kept, types)
    graded = _graded(db, kept, "entity", ids)
    warnings = _warnings(db, kept, types, draft.retracted)
    changed = changed_since(db, draft.chart_id, {i: draft.spots[i].placed_at for i in ids})
    return tuple(
        EntityFacts(
            values=values.get(i, {}),
            numbers=numbers.get(i, {}),
            grade=graded.get(i, _UNGRADED).grade,
            source_count=graded.get(i, _UNGRADED).source_count,
            warning=warnings.get(i, ""),
            watch=values.get(i, {}).get(_WATCH, ""),
            is_changed=i in changed,
            is_retracted=i in draft.retracted,
            is_unsourced=i not in graded and kept == Kept(),
        )
        for i in ids
    )


def link_facts(db: Connection, draft: Draft, kept: Kept) -> tuple[LinkFacts, ...]:
    """Read the facts of a chart's links, in their order."""
    graded = _graded(db, kept, "link", draft.links)
    return tuple(
        LinkFacts(
            row.amount,
            row.currency,
            row.quantity,
            row.unit,
            graded.get(i, _UNGRADED).grade,
            graded.get(i, _UNGRADED).source_count,
            i in draft.retracted_links,
        )
        for i, row in draft.links.items()
    )


# Values


_SHOWN = """
    SELECT s.subject_id, s.property, s.value, s.unit, s.number, s.first FROM statement s
    WHERE s.subject_kind = 'entity' AND s.subject_id IN (SELECT value FROM json_each(:ids))
    AND s.is_shown AND s.property NOT IN ('exists', 'name') AND {seen} ORDER BY s.id
"""
Told = dict[int, dict[str, str]]
Counted = dict[int, dict[str, float]]


def _values(db: Connection, kept: Kept, types: Mapping[int, str]) -> tuple[Told, Counted]:
    """Read the shown values in words, several of a property joined, and those that are numbers."""
    words = _wording()
    told: dict[int, dict[str, dict[str, None]]] = {}
    numbers: Counted = {}
    rows = db.exec_driver_sql(
        _SHOWN.format(seen=seen_sql(kept)), {"ids": listed(types), "records": kept.records}
    )
    for i, name, value, unit, number, first in rows.all():
        shown = words(types[i], name, value, unit)
        told.setdefault(i, {}).setdefault(name, {})[shown] = None
        if number is None and first:
            number = int(first[:4])
        if number is not None:
            numbers.setdefault(i, {}).setdefault(name, float(number))
    return (
        {i: {name: ", ".join(some) for name, some in one.items()} for i, one in told.items()},
        numbers,
    )


def _wording() -> Callable[[str, str, str, str], str]:
    """Give what words a value of a property of a type; alike ones are worded once."""
    ontology = load_ontology()

    @lru_cache(None)
    def worded(type_name: str, name: str, value: str, unit: str) -> str:
        return format_value(_property(type_name, name), value, unit, ontology)

    return worded


@lru_cache(1024)
def _property(type_name: str, name: str) -> PropertyType:
    known = load_ontology().entity_types.get(type_name)
    found = known.properties.get(name) if known is not None else None
    return found if found is not None else PropertyType(name, name.replace("_", " "))


# Grades and warnings


_GRADES = """
    SELECT s.subject_id, r.reliability || r.credibility, min(r.grade_rank),
        count(DISTINCT r.document_id)
    FROM statement s JOIN record r ON r.id = s.record_id
    WHERE s.subject_kind = :kind AND s.subject_id IN (SELECT value FROM json_each(:ids))
    AND {seen} GROUP BY s.subject_id
"""


def _graded(db: Connection, kept: Kept, kind: str, ids: Collection[int]) -> dict[int, Graded]:
    rows = db.exec_driver_sql(
        _GRADES.format(seen=seen_sql(kept)),
        {"kind": kind, "ids": listed(ids), "records": kept.records},
    )
    return {int(i): Graded(grade, count) for i, grade, _, count in rows.all()}


_CONFLICTS = """
    SELECT s.subject_id, s.property, w.value, w.unit, s.value, s.unit
    FROM statement s JOIN statement w ON w.subject_id = s.subject_id
    AND w.subject_kind = 'entity' AND w.property = s.property AND w.is_shown = 1
    LEFT JOIN record r ON r.id = s.record_id LEFT JOIN record q ON q.id = w.record_id
    WHERE s.is_shown = 0 AND s.subject_kind = 'entity' AND w.value <> s.value
    AND s.subject_id IN (SELECT value FROM json_each(:ids)) AND {seen}
    AND (w.record_id IS NULL OR w.record_id NOT IN (SELECT value FROM json_each(:records)))
    AND coalesce(r.grade_rank, 99) = coalesce(q.grade_rank, 99) ORDER BY s.id
"""


def _warnings(
    db: Connection,
    kept: Kept,
    types: Mapping[int, str],
    retracted: Collection[int],
) -> dict[int, str]:
    """Give a sentence for each entity that is retracted or contradicted."""
    found: dict[int, str] = {}
    words = _wording()
    rows = db.exec_driver_sql(
        _CONFLICTS.format(seen=seen_sql(kept)), {"ids": listed(types), "records": kept.records}
    )
    for i, name, shown, shown_unit, other, other_unit in rows:
        sentence = tr(
            "{label}: “{shown}” and “{other}” are stated by sources of the same grade.",
            label=tr(_property(types[i], name).label),
            shown=words(types[i], name, shown, shown_unit),
            other=words(types[i], name, other, other_unit),
        )
        found.setdefault(int(i), sentence)
    return found | _reasons(db, retracted)


def _reasons(db: Connection, retracted: Collection[int]) -> dict[int, str]:
    rows = db.exec_driver_sql(
        "SELECT item_id, reason FROM retraction WHERE kind = 'entity' "
        "AND item_id IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(retracted)),),
    )
    return {int(i): tr("Retracted: {reason}", reason=reason) for i, reason in rows}
