"""How strong a link is: what follows from the grades and the independence of its sources.

The rule is that of the unit's doctrine: confirmed by one reliable source whose information is
confirmed, by two independent good sources, or by a record of a court or register; tentative
with no source or only such as cannot be trusted; else unconfirmed. Sources are independent
where their originators differ: two articles that quote one report are one source. The figures
stand in ``resources/quality/strength.yaml``, the rule itself in ``judging``.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, text

from iwtlink.i18n import tr
from iwtlink.ontology import Ontology, load_ontology
from iwtlink.ontology.grades import ADMIRALTY, GivenGrade, convert_grade
from iwtlink.store.journal import BLOCK_SIZE
from iwtlink.store.strength.judging import Explained, SourceOfLink, are_independent, judge, judged
from iwtlink.store.strength.rule import strength_rule

__all__ = [
    "Explained",
    "SourceOfLink",
    "admiralty_of",
    "are_independent",
    "explain",
    "judge",
    "sources_of",
    "work_out",
]

_PART = 20_000
"""Links looked at in one query."""


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
    known: dict[frozenset[SourceOfLink], str] = {}
    changes = []
    for link_id, before in written.items():
        sources = frozenset(found.get(link_id, ()))
        if sources not in known:
            known[sources] = judged(sorted(sources, key=_by_ref), strength_rule())[0]
        if known[sources] != before:
            changes.append((known[sources], link_id))
    if changes:
        db.exec_driver_sql("UPDATE link SET strength = ? WHERE id = ?", changes)


def _by_ref(source: SourceOfLink) -> tuple[str, str]:
    return source.ref, source.grade


# Reading

_SOURCES = """
    SELECT s.subject_id, d.id, d.ref, r.grading, r.reliability, r.credibility,
           d.originator, d.sha256, d.kind, d.is_protected
    FROM statement s JOIN record r ON r.id = s.record_id JOIN document d ON d.id = r.document_id
    WHERE s.subject_kind = 'link' AND s.subject_id IN ({marks})
"""
_FOLLOWS = "SELECT EXISTS (SELECT 1 FROM link WHERE is_strength_set = 0)"
_IN_BLOCK = "substr(coalesce(j.after, j.before), 1, 1) IS '['"
_TOUCHED = f"""
    SELECT j.after ->> 'subject_id' FROM journal j
    WHERE j.step_id = :s AND j.table_name = 'statement' AND NOT {_IN_BLOCK}
      AND j.after ->> 'subject_kind' = 'link'
    UNION SELECT j.before ->> 'subject_id' FROM journal j
    WHERE j.step_id = :s AND j.table_name = 'statement' AND NOT {_IN_BLOCK}
      AND j.before ->> 'subject_kind' = 'link'
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
        is_protected=bool(row[9]),
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
