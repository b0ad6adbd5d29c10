"""Entities and links as they are typed, each written in one step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sqlalchemy import Connection, text

from iwtlink.errors import Refused
from iwtlink.i18n import tr
from iwtlink.ontology import Ontology, Value
from iwtlink.ontology.values import parse_value
from iwtlink.operations.entry.passages import refuse_foreign_passage, resting_on
from iwtlink.operations.entry.reading import NewEntity, Period
from iwtlink.operations.entry.source import WorkingSource, record_for
from iwtlink.store import Edit, documents, entities, links, statements
from iwtlink.store.folding import fold
from iwtlink.store.ids import DocumentId, EntityId, LinkId, RecordId, Subject
from iwtlink.store.passages import Passage

End = EntityId | NewEntity
"""One end of a link: an entity that is there, or one to make in the same step."""


@dataclass(frozen=True, slots=True)
class NewLink:
    """A link to enter; ``values`` are its properties such as role, start and end."""

    type: str
    from_end: End
    to_end: End
    values: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class EnteredLink:
    """A link that was entered, and its two ends; ``is_known`` where it was there before."""

    link_id: LinkId
    from_id: EntityId
    to_id: EntityId
    is_known: bool


def enter_entity(
    edit: Edit, source: WorkingSource, new: NewEntity, passage: Passage | None = None
) -> EntityId:
    """Add an entity under the working source, resting on the passage; return its id."""
    refuse_foreign_passage(edit, source, passage)
    record_id = record_for(edit, source)
    with resting_on(edit, record_id, passage):
        return _add(edit, new, record_id)


def add_to_known(
    edit: Edit,
    source: WorkingSource,
    entity_id: EntityId,
    new: NewEntity,
    passage: Passage | None = None,
) -> EntityId:
    """Let the working source state an entity that is known already, under its name as typed.

    A new spelling becomes an alias; values come beside those that are there.
    """
    refuse_foreign_passage(edit, source, passage)
    row = entities.get_entity(edit.connection, entity_id)
    if row is None:
        raise Refused(tr("This entity is gone."))
    record_id = record_for(edit, source)
    with resting_on(edit, record_id, passage):
        _state_again(edit, row, new, record_id)
    return entity_id


def _state_again(
    edit: Edit, row: entities.EntityRow, new: NewEntity, record_id: RecordId | None
) -> None:
    entity_id, subject = row.id, Subject("entity", row.id)
    statements.state(edit, subject, statements.EXISTS, row.type, record_id=record_id)
    known = {fold(name) for name in entities.names_of(edit.connection, [entity_id])[entity_id]}
    for name in dict.fromkeys((new.name, new.script_name)):
        if name and fold(name) not in known:
            kind = "romanised" if new.is_romanised and name == new.name else "alias"
            statements.state(edit, subject, "name", name, record_id=record_id, kind=kind)
    properties = edit.ontology.entity_types[row.type].properties
    for name, value in new.values:
        if name in properties:
            statements.state(edit, subject, name, value, record_id=record_id)


def enter_link(
    edit: Edit, source: WorkingSource, new: NewLink, passage: Passage | None = None
) -> EnteredLink:
    """Add a link under the working source, with an unknown end made in the same step.

    The very same link (type, ends, role and dates) is not added twice: the source then
    states the one that is there.
    """
    refuse_foreign_passage(edit, source, passage)
    record_id = record_for(edit, source)
    with resting_on(edit, record_id, passage):
        return _link(edit, source, new, record_id)


def _link(
    edit: Edit, source: WorkingSource, new: NewLink, record_id: RecordId | None
) -> EnteredLink:
    from_id, to_id = (
        end if not isinstance(end, NewEntity) else _add(edit, end, record_id)
        for end in (new.from_end, new.to_end)
    )
    links.refuse_unallowed(edit, new.type, from_id, to_id)
    same = _same_link(edit.connection, edit.ontology, new, from_id, to_id)
    if same is not None:
        subject = Subject("link", same)
        statements.state(edit, subject, statements.EXISTS, new.type, record_id=record_id)
        return EnteredLink(same, from_id, to_id, is_known=True)
    link_id = links.add_link(
        edit,
        new.type,
        from_id,
        to_id,
        strength=source.strength or None,
        values=dict(new.values),
        record_ids=() if record_id is None else (record_id,),
    )
    return EnteredLink(link_id, from_id, to_id, is_known=False)


def link_values(ontology: Ontology, link_type: str, role: str, period: Period) -> dict[str, Value]:
    """Give role and dates as the values of a link; empty ones are left out."""
    properties = ontology.link_types[link_type].properties
    values: dict[str, Value] = {}
    if role.strip():
        values["role"] = Value(" ".join(role.split()))
    for name, stated in (("start", period.start), ("end", period.end)):
        if stated and name in properties:
            values[name] = parse_value(properties[name], stated)
    return values


def new_document(edit: Edit, document: documents.Document) -> DocumentId:
    """Add a source document, received today unless it says otherwise; return its id."""
    title = " ".join(document.title.split())
    if not title:
        raise Refused(tr("Give the document a title."))
    received = document.received_on or edit.now[:10]
    return documents.add_document(edit, replace(document, title=title, received_on=received))


def _add(edit: Edit, new: NewEntity, record_id: RecordId | None) -> EntityId:
    stated = "" if new.is_romanised else new.name
    entity_id = entities.add_entity(
        edit, new.type, stated, script_name=new.script_name, record_id=record_id
    )
    subject = Subject("entity", entity_id)
    if new.is_romanised:
        statements.state(edit, subject, "name", new.name, record_id=record_id, kind="romanised")
    for name, value in new.values:
        statements.state(edit, subject, name, value, record_id=record_id)
    return entity_id


def _same_link(
    db: Connection, ontology: Ontology, new: NewLink, from_id: int, to_id: int
) -> LinkId | None:
    stated = {
        name: new.values[name].text for name in ("role", "start", "end") if name in new.values
    }
    ends = [(from_id, to_id)]
    if not ontology.link_types[new.type].is_directed:
        ends.append((to_id, from_id))
    for start, end in ends:
        found = db.execute(
            text(
                "SELECT id FROM link WHERE type = :t AND from_id = :f AND to_id = :e "
                'AND role = :role AND start = :start AND "end" = :end ORDER BY id'
            ),
            {"t": new.type, "f": start, "e": end, "role": "", "start": "", "end": ""} | stated,
        ).first()
        if found is not None:
            return LinkId(found[0])
    return None
