"""Entities, links and observations of a load."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from iwtlink.intake.loading.row_values import date_columns, labels_as_settled, values_as_settled
from iwtlink.intake.loading.writing import Writing
from iwtlink.intake.proposals import EntityKey
from iwtlink.ontology import Value
from iwtlink.store import schema
from iwtlink.store.links import STRENGTHS
from iwtlink.store.settle import LINK_COLUMNS
from iwtlink.store.statements import EXISTS


def write_entities(w: Writing) -> None:
    """Write the new entities with what is stated of them."""
    entered = (w.edit.analyst_id, w.edit.now)
    by_type: dict[str, list[Any]] = {}
    for entity in w.plan.new_entities:
        by_type.setdefault(entity.type, []).append(entity)
    for type_name, entities in by_type.items():
        refs = w.edit.take_refs(type_name, len(entities))
        ids = w.edit.insert_rows(
            schema.entity,
            ("ref", "type", "label", "script_label", "entered_by", "entered_at"),
            [
                (ref, type_name, *labels_as_settled(entity), *entered)
                for ref, entity in zip(refs, entities, strict=True)
            ],
        )
        for entity, entity_id in zip(entities, ids, strict=True):
            w.entity_ids[entity.key] = entity_id
            w.exists("entity", entity_id, type_name, entity.rows[:1])
            w.state("entity", entity_id, entity.values)
    w.refs += [
        ("entity", w.entity_ids[key], w.proposals.origin, ref) for key, ref in w.plan.new_refs
    ]


def write_links(w: Writing) -> None:
    """Write the new links with what is stated of them."""
    links = w.plan.new_links
    types = w.edit.ontology.link_types
    refs = w.edit.take_refs("link", len(links)) if links else []
    ids = w.edit.insert_rows(
        schema.link,
        (
            *("ref", "type", "from_id", "to_id", "is_directed", "strength"),
            *("is_strength_set", *LINK_COLUMNS, "entered_by", "entered_at"),
        ),
        [
            (
                *(ref, link.type, w.entity_ids[link.start], w.entity_ids[link.end]),
                *(int(types[link.type].is_directed), link.strength or STRENGTHS[1]),
                *(int(bool(link.strength)), *values_as_settled(link)),
                *(w.edit.analyst_id, w.edit.now),
            )
            for ref, link in zip(refs, links, strict=True)
        ],
    )
    stated: set[tuple[int, int | None]] = set()
    for link, link_id in zip(links, ids, strict=True):
        w.exists("link", link_id, link.type, link.rows)
        w.state("link", link_id, link.values)
        if link.ref:
            w.refs.append(("link", link_id, w.proposals.origin, link.ref))
        if link.states_ends:
            _state_ends(w, link.start, link.end, link.rows, stated)
    if w.plan.strengths:
        w.edit.connection.exec_driver_sql(
            "UPDATE link SET strength = ?, is_strength_set = 1 WHERE id = ?",
            w.plan.strengths,
        )


def _state_ends(
    w: Writing,
    start: EntityKey,
    end: EntityKey,
    rows: Iterable[int],
    stated: set[tuple[int, int | None]],
) -> None:
    """A document that states a link states that both its ends exist."""
    for key in (start, end):
        entity_id = w.entity_ids[key]
        type_name = _type_of(w, key)
        for row in rows:
            for record_id in w.records_of_row.get(row, ()):
                if (entity_id, record_id) not in stated:
                    stated.add((entity_id, record_id))
                    w.add("entity", entity_id, EXISTS, Value(type_name), record_id)


def _type_of(w: Writing, key: EntityKey) -> str:
    found = w.plan.entity_types.get(key)
    return found if found is not None else w.proposals.entities[key].type


def write_observations(w: Writing) -> None:
    """Write the new observations with what is stated of them."""
    seen = w.plan.new_observations
    refs = w.edit.take_refs("observation", len(seen)) if seen else []
    ids = w.edit.insert_rows(
        schema.observation,
        (
            *("ref", "type", "entity_id", "other_id", "date", "date_first", "date_last"),
            *("record_id", "entered_by", "entered_at"),
        ),
        [
            (
                *(ref, one.type, w.entity_ids[one.of]),
                w.entity_ids[one.other] if one.other else None,
                *date_columns(one.date),
                next(iter(w.records_of_row.get(one.row, ())), None),
                *(w.edit.analyst_id, w.edit.now),
            )
            for ref, one in zip(refs, seen, strict=True)
        ],
    )
    for one, observation_id in zip(seen, ids, strict=True):
        w.state("observation", observation_id, one.values)
        if one.ref:
            w.refs.append(("observation", observation_id, w.proposals.origin, one.ref))
    if w.plan.observation_dates:
        w.edit.connection.exec_driver_sql(
            "UPDATE observation SET date = ?, date_first = ?, date_last = ? WHERE id = ?",
            [(*date_columns(text), i) for text, i in w.plan.observation_dates],
        )
