"""A chart for a chosen reader: what rests only on records above his ceiling is not there.

What was retracted has no marking any more, so that only who may see everything sees it. A name, a
role or an amount that only such records state is not shown either, nor a label that was given by
hand to an item of which he may not see all: it may say what they state.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection

from iwtlink.store.charts.cover import as_shown
from iwtlink.store.charts.drafting import Draft
from iwtlink.store.charts.look import nameless
from iwtlink.store.entities import EntityRow
from iwtlink.store.leads import listed
from iwtlink.store.links import LinkRow
from iwtlink.store.markings import Kept
from iwtlink.store.settle.labels import CHOSEN, labels_of

_SEEN = (
    "(CASE WHEN s.record_id IS NULL THEN {unmarked} "
    "ELSE s.record_id NOT IN (SELECT value FROM json_each(:records)) END)"
)


def for_reader(db: Connection, draft: Draft, kept: Kept) -> Draft:
    """Leave out of a chart, which holds nothing retracted, what a reader may not see."""
    shut, partly = _judged(db, kept, "entity", draft.entities)
    entities = {i: row for i, row in draft.entities.items() if i not in shut}
    entities |= _named(db, kept, {i: entities[i] for i in partly})
    spots = {
        i: replace(spot, look=nameless(spot.look)) if i in partly else spot
        for i, spot in draft.spots.items()
    }
    hidden = _hidden_pictures(db, draft, kept)
    entities |= _without_pictures(entities, hidden)
    shut, partly = _judged(db, kept, "link", draft.links)
    links = {
        i: row
        for i, row in draft.links.items()
        if i not in shut and row.from_id in entities and row.to_id in entities
    }
    links |= _told(db, kept, {i: links[i] for i in partly if i in links})
    lines = {
        i: (nameless(look) if i in partly else look, visibility)
        for i, (look, visibility) in draft.lines.items()
    }
    shapes = tuple(shape for shape in draft.shapes if shape.picture_id not in hidden)
    options = replace(draft.options, cover=as_shown(draft.options.cover))
    return replace(
        draft,
        options=options,
        spots=spots,
        entities=entities,
        lines=lines,
        links=links,
        shapes=shapes,
    )


def seen_sql(kept: Kept) -> str:
    """Give SQL that says whether a reader may see a statement ``s``; binds ``:records``."""
    return _SEEN.format(unmarked=int(not kept.is_unmarked_kept))


def _judged(
    db: Connection, kept: Kept, kind: str, ids: Collection[int]
) -> tuple[set[int], set[int]]:
    """Give those of which nothing may be seen, and those of which not all may."""
    rows = db.exec_driver_sql(
        f"SELECT s.subject_id, max({seen_sql(kept)}), min({seen_sql(kept)}) FROM statement s "
        "WHERE s.subject_kind = :kind AND s.subject_id IN (SELECT value FROM json_each(:ids)) "
        "GROUP BY s.subject_id",
        {"records": kept.records, "kind": kind, "ids": listed(ids)},
    )
    judged = {int(i): (most, least) for i, most, least in rows}
    shut = {i for i, (most, _) in judged.items() if not most}
    if kept.is_unmarked_kept:
        shut |= {i for i in ids if i not in judged}
    return shut, {i for i, (most, least) in judged.items() if most and not least}


def _statements(
    db: Connection, kept: Kept, kind: str, ids: Collection[int], columns: str
) -> list[Any]:
    rows = db.exec_driver_sql(
        f"SELECT s.subject_id, {seen_sql(kept)}, {columns} FROM statement s "
        "WHERE s.subject_kind = :kind AND s.subject_id IN (SELECT value FROM json_each(:ids)) "
        "ORDER BY s.id",
        {"records": kept.records, "kind": kind, "ids": listed(ids)},
    )
    return list(rows)


def _named(db: Connection, kept: Kept, rows: Mapping[int, EntityRow]) -> dict[int, EntityRow]:
    """Name entities by what the reader may see."""
    names: dict[int, list[tuple[str, int | str, str]]] = {i: [] for i in rows}
    columns = "s.property, s.is_preferred, s.kind, s.id, s.value"
    for i, is_seen, name, chosen, kind, statement_id, value in _statements(
        db, kept, "entity", rows, columns
    ):
        if is_seen and name == "name":
            names[i].append((CHOSEN if chosen else kind, statement_id, value))
    found = {}
    for i, row in rows.items():
        label, script = labels_of(names[i])
        found[i] = replace(row, label=label or row.ref, script_label=script)
    return found


def _without_pictures(rows: Mapping[int, EntityRow], hidden: set[int]) -> dict[int, EntityRow]:
    return {i: replace(row, picture_id=None) for i, row in rows.items() if row.picture_id in hidden}


def _hidden_pictures(db: Connection, draft: Draft, kept: Kept) -> set[int]:
    """Give the pictures of documents that a reader may not see as a whole."""
    shown = {row.picture_id or 0 for row in draft.entities.values()}
    shown |= {shape.picture_id for shape in draft.shapes}
    found = db.exec_driver_sql(
        "SELECT f.id FROM file f JOIN record r ON r.document_id = f.document_id "
        "WHERE f.id IN (SELECT value FROM json_each(:files)) "
        "AND r.id IN (SELECT value FROM json_each(:records))",
        {"files": listed(shown), "records": kept.records},
    ).scalars()
    return set(found)


_PARTS: Mapping[str, Mapping[str, Any]] = {
    "role": {"role": ""},
    "start": {"start": ""},
    "end": {"end": ""},
    "percent": {"percent": None},
    "amount": {"amount": None, "currency": ""},
    "quantity": {"quantity": None, "unit": ""},
}
"""By property: what a link is without it."""


def _told(db: Connection, kept: Kept, rows: Mapping[int, LinkRow]) -> dict[int, LinkRow]:
    """Leave out of links what only records above the ceiling state."""
    told: dict[tuple[int, str], bool] = {}
    for i, is_seen, name, is_shown in _statements(db, kept, "link", rows, "s.property, s.is_shown"):
        if name in _PARTS and is_shown:
            told[i, name] = told.get((i, name), False) or bool(is_seen)
    blank: dict[int, dict[str, Any]] = {}
    for (i, name), is_seen in told.items():
        if not is_seen:
            blank.setdefault(i, {}).update(_PARTS[name])
    return {i: replace(rows[i], **values) for i, values in blank.items()}
