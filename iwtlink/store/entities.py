"""Entities: people, organisations, places, things and happenings."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select, text

from iwtlink.errors import Refused
from iwtlink.i18n import tr
from iwtlink.store import schema, statements
from iwtlink.store.edit import Edit
from iwtlink.store.folding import is_latin
from iwtlink.store.ids import EntityId, FileId, RecordId, Subject


@dataclass(frozen=True, slots=True)
class EntityRow:
    """One entity as lists and charts show it; the values are its statements."""

    id: EntityId
    ref: str
    type: str
    label: str
    script_label: str
    picture_id: FileId | None


_COLUMNS = [schema.entity.c[name] for name in EntityRow.__slots__]


def add_entity(
    edit: Edit,
    type_name: str,
    name: str,
    *,
    script_name: str = "",
    aliases: Iterable[str] = (),
    record_id: RecordId | None = None,
    external_refs: Iterable[tuple[str, str]] = (),
) -> EntityId:
    """Add an entity with its names, stated by the record; return its id.

    ``external_refs`` are (origin, reference) pairs under which sources know it. Raise
    ``Refused`` where the type is unknown or abstract, or there is no name at all.
    """
    known = edit.ontology.entity_types.get(type_name)
    if known is None or known.is_abstract:
        raise Refused(tr("There is no entity type “{type}”.", type=type_name))
    label = name.strip() or script_name.strip()
    if not label:
        raise Refused(tr("An entity needs a name."))
    entity_id = EntityId(
        edit.insert(
            schema.entity,
            ref=edit.take_refs(type_name)[0],
            type=type_name,
            label=label,
            entered_by=edit.analyst_id,
            entered_at=edit.now,
        )
    )
    subject = Subject("entity", entity_id)
    statements.state(edit, subject, statements.EXISTS, type_name, record_id=record_id)
    statements.state(edit, subject, "name", label, record_id=record_id, kind="primary")
    if name.strip() and script_name.strip():
        kind = "primary" if not is_latin(script_name.strip()) else "alias"
        statements.state(edit, subject, "name", script_name.strip(), record_id=record_id, kind=kind)
    for alias in aliases:
        if alias.strip():
            statements.state(
                edit, subject, "name", alias.strip(), record_id=record_id, kind="alias"
            )
    for origin, ref in external_refs:
        add_external_ref(edit, "entity", entity_id, origin, ref)
    return entity_id


def add_external_ref(edit: Edit, kind: str, item_id: int, origin: str, ref: str) -> None:
    """Remember under which reference a source knows an item."""
    edit.insert(schema.external_ref, kind=kind, item_id=item_id, origin=origin, ref=ref)


def change_type(edit: Edit, entity_id: EntityId, type_name: str) -> None:
    """Change what kind of thing an entity is; its links must stay allowed."""
    if type_name not in edit.ontology.entity_types:
        raise Refused(tr("There is no entity type “{type}”.", type=type_name))
    edit.connection.execute(
        schema.entity.update().where(schema.entity.c.id == entity_id).values(type=type_name)
    )


def set_picture(edit: Edit, entity_id: EntityId, file_id: FileId | None) -> None:
    """Give an entity its picture, or take it away with None.

    A picture that something merged into it lends is then no longer shown.
    """
    _own_picture(edit, entity_id, is_taken_away=file_id is None)
    edit.connection.execute(
        schema.entity.update().where(schema.entity.c.id == entity_id).values(picture_id=file_id)
    )


def _own_picture(edit: Edit, entity_id: EntityId, *, is_taken_away: bool) -> None:
    """Say that the picture is the entity's own, or that it is to have none."""
    db, key = edit.connection, ("entity", int(entity_id), "picture_id")
    kept = db.exec_driver_sql(
        "SELECT id FROM moved WHERE table_name = ? AND row_id = ? AND column_name = ?", key
    ).scalar()
    if not is_taken_away:
        db.exec_driver_sql("DELETE FROM moved WHERE id = ?", (kept,))
        return
    lends = db.exec_driver_sql(
        "SELECT 1 FROM aside WHERE kind = 'entity' AND lead_id = ? AND table_name = 'entity' "
        "AND image ->> 'picture_id' IS NOT NULL",
        (int(entity_id),),
    ).first()
    if lends and kept is None:
        names = ("table_name", "row_id", "column_name", "from_id")
        edit.insert(schema.moved, **dict(zip(names, (*key, None), strict=True)))


def get_entity(db: Connection, entity_id: int) -> EntityRow | None:
    """Read one entity; None where it is gone."""
    row = db.execute(select(*_COLUMNS).where(schema.entity.c.id == entity_id)).one_or_none()
    return EntityRow(*row) if row else None


def get_entities(db: Connection, ids: Sequence[int]) -> dict[int, EntityRow]:
    """Read many entities by id, any number in one statement."""
    wanted = text("SELECT value FROM json_each(:ids)")
    query = select(*_COLUMNS).where(schema.entity.c.id.in_(wanted))
    rows = db.execute(query, {"ids": json.dumps([int(number) for number in ids])})
    return {row[0]: EntityRow(*row) for row in rows}


def list_entities(db: Connection, types: Collection[str] | None = None) -> list[EntityRow]:
    """Read all entities (of the given types) by label."""
    query = select(*_COLUMNS).order_by(schema.entity.c.label, schema.entity.c.id)
    if types is not None:
        query = query.where(schema.entity.c.type.in_(list(types)))
    return [EntityRow(*row) for row in db.execute(query)]


def count_by_type(db: Connection) -> dict[str, int]:
    """Count the entities of each type that has any."""
    rows = db.execute(text("SELECT type, count(*) FROM entity GROUP BY type"))
    return {str(name): int(count) for name, count in rows}


def names_of(db: Connection, ids: Sequence[int] | None = None) -> dict[int, list[str]]:
    """Read every name of the entities (of all, where ids is None), the shown one first."""
    names: dict[int, list[str]] = {}
    query = (
        "SELECT subject_id, value FROM statement WHERE subject_kind = 'entity' "
        "AND property = 'name'"
    )
    if ids is not None:
        query += " AND subject_id IN (SELECT value FROM json_each(:ids))"
    listed = json.dumps(list(ids or ()))
    for entity_id, name in db.execute(text(f"{query} ORDER BY id"), {"ids": listed}):
        names.setdefault(entity_id, []).append(name)
    return names
