"""Which subjects of rows put in by the hundred are not settled yet: found by set, not one by one.

A loader that wrote the right labels and values leaves nothing to do, and most statements have
no rival. What is named here is then settled like any other subject.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection

from iwtlink.ontology import Ontology
from iwtlink.store.journal.blocks import Blocks
from iwtlink.store.settle.labels import CHOSEN, labels_of

LINK_VALUES = ("role", "start", "end", "percent", "amount", "quantity")
"""Properties of links whose shown value is kept in the row of the link."""

Subjects = dict[str, set[int]]


def unsettled(db: Connection, blocks: Blocks, ontology: Ontology) -> Subjects:
    """Give, by kind, the subjects of a step's blocks whose shown values may have to change."""
    found: Subjects = {"entity": set(), "link": set(), "observation": set()}
    for ids in blocks.inserted.get("statement", ()):
        for kind, subject_id in _with_rivals(db, ids, ontology):
            found[kind].add(subject_id)
        found["entity"] |= _nameless(db, ids) | _otherwise_named(db, ids)
        found["link"] |= _valued_links(db, ids) | _changed_links(db, blocks.step_id, ids)
    for ids in blocks.inserted.get("link", ()):
        found["link"] |= _filled_links(db, ids)
    return found


_RIVALS = """
    SELECT DISTINCT s.subject_kind, s.subject_id FROM statement s
    WHERE s.id BETWEEN ? AND ? AND (NOT s.is_shown OR s.property IN ({single}) AND EXISTS (
        SELECT 1 FROM statement o WHERE o.subject_id = s.subject_id
        AND o.subject_kind = s.subject_kind AND o.property = s.property AND o.id <> s.id))
"""


def _with_rivals(db: Connection, ids: range, ontology: Ontology) -> Iterable[Any]:
    """Give the subjects with a hidden value, or with two for a property that shows one."""
    single = ", ".join(f"'{name}'" for name in sorted(_single(ontology)))
    return db.exec_driver_sql(_RIVALS.format(single=single), (ids[0], ids[-1])).all()


def _single(ontology: Ontology) -> set[str]:
    groups: Sequence[Mapping[str, Any]] = (
        ontology.entity_types,
        ontology.link_types,
        ontology.observation_types,
    )
    return {
        name
        for types in groups
        for known in types.values()
        for name, described in known.properties.items()
        if described.cardinality == "one"
    }


_NAMELESS = """
    SELECT DISTINCT s.subject_id FROM statement s
    WHERE s.id BETWEEN ? AND ? AND s.subject_kind = 'entity' AND s.property <> 'exists'
      AND NOT EXISTS (SELECT 1 FROM statement n WHERE n.subject_id = s.subject_id
                      AND n.subject_kind = 'entity' AND n.property = 'name')
"""


def _nameless(db: Connection, ids: range) -> set[int]:
    """Give the entities without a name, which are called by one of their values."""
    return {row[0] for row in db.exec_driver_sql(_NAMELESS, (ids[0], ids[-1]))}


_NAMED_ALIKE = """
    SELECT s.subject_id FROM statement s JOIN entity e ON e.id = s.subject_id
    WHERE s.id BETWEEN ? AND ? AND s.subject_kind = 'entity' AND s.property = 'name'
      AND NOT (s.value = e.label AND e.script_label = '' AND NOT EXISTS (
          SELECT 1 FROM statement o WHERE o.subject_id = s.subject_id
          AND o.subject_kind = 'entity' AND o.property = 'name' AND o.id <> s.id))
"""
_NAMES = f"""
    SELECT e.id, e.label, e.script_label, iif(s.is_preferred, '{CHOSEN}', s.kind), s.uid, s.value
    FROM statement s JOIN entity e ON e.id = s.subject_id
    WHERE s.subject_kind = 'entity' AND s.property = 'name'
      AND s.subject_id IN (SELECT value FROM json_each(?))
    ORDER BY e.id
"""


def _otherwise_named(db: Connection, ids: range) -> set[int]:
    """Give the entities whose names make another label than they have."""
    named = {row[0] for row in db.exec_driver_sql(_NAMED_ALIKE, (ids[0], ids[-1]))}
    rows = db.exec_driver_sql(_NAMES, (json.dumps(sorted(named)),))
    return {
        entity_id
        for (entity_id, *labels), names in groupby(rows, key=itemgetter(0, 1, 2))
        if not labels[0] or labels_of(row[3:] for row in names) != tuple(labels)
    }


_VALUED = """
    SELECT DISTINCT subject_id FROM statement
    WHERE id BETWEEN ? AND ? AND subject_kind = 'link' AND property IN ({names})
"""


def _valued_links(db: Connection, ids: range) -> set[int]:
    names = ", ".join(f"'{name}'" for name in LINK_VALUES)
    return {row[0] for row in db.exec_driver_sql(_VALUED.format(names=names), (ids[0], ids[-1]))}


_CHANGED = """
    SELECT DISTINCT s.subject_id FROM journal j
    JOIN statement s ON s.subject_id = j.row_id AND s.subject_kind = 'link'
    WHERE j.step_id = ? AND j.table_name = 'link' AND s.id BETWEEN ? AND ?
      AND substr(coalesce(j.after, j.before), 1, 1) IS NOT '['
"""


def _changed_links(db: Connection, step_id: int, ids: range) -> set[int]:
    """Give the links that the same step also wrote by themselves."""
    return {row[0] for row in db.exec_driver_sql(_CHANGED, (step_id, ids[0], ids[-1]))}


_FILLED = """
    SELECT l.id FROM link l WHERE l.id BETWEEN ? AND ? AND (
        l.role <> '' OR l.start <> '' OR l.start_first IS NOT NULL OR l."end" <> ''
        OR l.end_last IS NOT NULL OR coalesce(l.percent, l.amount, l.quantity) IS NOT NULL
        OR l.currency <> '' OR l.unit <> '')
      AND EXISTS (SELECT 1 FROM statement s WHERE s.subject_id = l.id AND s.subject_kind = 'link')
"""


def _filled_links(db: Connection, ids: range) -> set[int]:
    """Give the new links with a value in their row."""
    return {row[0] for row in db.exec_driver_sql(_FILLED, (ids[0], ids[-1]))}
