"""Observations: dated compound facts of one entity that repeat and never compete."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select, text

from iwtlink.errors import Refused
from iwtlink.i18n import tr
from iwtlink.ontology import Value
from iwtlink.ontology.dates import PartialDate
from iwtlink.store import schema, statements
from iwtlink.store.edit import Edit
from iwtlink.store.ids import EntityId, ObservationId, RecordId, Subject


@dataclass(frozen=True, slots=True)
class ObservationRow:
    """One observation; its values are statements. ``other_id`` is the other party, if any."""

    id: ObservationId
    ref: str
    type: str
    entity_id: EntityId
    other_id: EntityId | None
    date: str
    date_first: str | None
    date_last: str | None
    record_id: RecordId | None


_COLUMNS = [schema.observation.c[name] for name in ObservationRow.__slots__]


def add_observation(
    edit: Edit,
    type_name: str,
    entity_id: EntityId,
    values: Mapping[str, Value],
    *,
    date: str = "",
    other_id: EntityId | None = None,
    record_id: RecordId | None = None,
) -> ObservationId:
    """Add an observation of an entity, stated by the record; return its id."""
    if type_name not in edit.ontology.observation_types:
        raise Refused(tr("There is no observation type “{type}”.", type=type_name))
    when = PartialDate.parse(date) if date else None
    observation_id = ObservationId(
        edit.insert(
            schema.observation,
            ref=edit.take_refs("observation")[0],
            type=type_name,
            entity_id=entity_id,
            other_id=other_id,
            date=when.text if when else "",
            date_first=when.first if when else None,
            date_last=when.last if when else None,
            record_id=record_id,
            entered_by=edit.analyst_id,
            entered_at=edit.now,
        )
    )
    subject = Subject("observation", observation_id)
    for name, value in values.items():
        statements.state(edit, subject, name, value, record_id=record_id)
    return observation_id


def get_observation(db: Connection, observation_id: int) -> ObservationRow | None:
    """Read one observation; None where it is gone."""
    query = select(*_COLUMNS).where(schema.observation.c.id == observation_id)
    row = db.execute(query).one_or_none()
    return ObservationRow(*row) if row else None


def of_entity(db: Connection, entity_id: int) -> list[ObservationRow]:
    """Read the observations of one entity, by type and date."""
    table = schema.observation
    rows = db.execute(
        select(*_COLUMNS)
        .where((table.c.entity_id == entity_id) | (table.c.other_id == entity_id))
        .order_by(table.c.type, table.c.date_first, table.c.id)
    )
    return [ObservationRow(*row) for row in rows]


def list_observations(db: Connection, type_name: str | None = None) -> list[ObservationRow]:
    """Read all observations (of one type) by date."""
    table = schema.observation
    query = select(*_COLUMNS).order_by(table.c.date_first, table.c.id)
    if type_name is not None:
        query = query.where(table.c.type == type_name)
    return [ObservationRow(*row) for row in db.execute(query)]


def values_of(db: Connection, ids: Sequence[int]) -> dict[int, dict[str, Value]]:
    """Read the shown values of the observations, by observation and property."""
    rows = db.execute(
        text(
            "SELECT subject_id, property, value, number, unit, first, last FROM statement "
            "WHERE subject_kind = 'observation' AND is_shown = 1 "
            "AND subject_id IN (SELECT value FROM json_each(:ids)) ORDER BY id"
        ),
        {"ids": f"[{', '.join(str(int(i)) for i in ids)}]"},
    )
    values: dict[int, dict[str, Value]] = {}
    for subject_id, name, *parts in rows:
        values.setdefault(subject_id, {}).setdefault(name, Value(*parts))
    return values


def count_by_type(db: Connection) -> dict[str, int]:
    """Count the observations of each type that has any."""
    rows = db.execute(text("SELECT type, count(*) FROM observation GROUP BY type"))
    return {str(name): int(count) for name, count in rows}
