"""What is entered from a passage: words on a page, or part of a picture, that it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace

from sqlalchemy import text

from iwtlink.errors import Refused
from iwtlink.i18n import tr
from iwtlink.ontology import Value
from iwtlink.operations.entry.source import WorkingSource, record_for
from iwtlink.store import Edit, documents, entities, files, observations, statements
from iwtlink.store.ids import EntityId, ObservationId, RecordId, StatementId, Subject
from iwtlink.store.pages import document_of_page
from iwtlink.store.passages import Passage, add_passage

_LONGEST_WORDS = 2_000
"""Characters of a passage that its record repeats; the whole stands on the page."""


@contextmanager
def resting_on(edit: Edit, record_id: RecordId | None, passage: Passage | None) -> Iterator[None]:
    """Let everything that is stated within by this record rest on the passage."""
    if record_id is None or passage is None:
        yield
        return
    newest = "SELECT coalesce(max(id), 0) FROM statement"
    before = int(edit.connection.scalar(text(newest)) or 0)
    yield
    made = edit.connection.scalars(
        text("SELECT id FROM statement WHERE id > :b AND record_id = :r ORDER BY id"),
        {"b": before, "r": record_id},
    ).all()
    for statement_id in made:
        add_passage(edit, record_id, passage, StatementId(statement_id))


def refuse_foreign_passage(edit: Edit, source: WorkingSource, passage: Passage | None) -> None:
    """Raise ``Refused`` where the passage stands in another document than the one being read."""
    if passage is None:
        return
    if document_of_page(edit.connection, passage.page_id) != source.document_id:
        raise Refused(tr("The passage is not of the document you are reading; choose it again."))


def enter_record(edit: Edit, source: WorkingSource, passage: Passage, note: str = "") -> RecordId:
    """Make a record of a passage, with the grades of the working source; return its id."""
    refuse_foreign_passage(edit, source, passage)
    if source.document_id is None:
        raise Refused(tr("Choose the document first: a record belongs to one."))
    words = passage.words.strip()
    shown = words if len(words) <= _LONGEST_WORDS else words[: _LONGEST_WORDS - 1] + "…"
    record = replace(source.record, passage=shown, note=" ".join(note.split()))
    record_id = documents.add_record(edit, source.document_id, record)
    add_passage(edit, record_id, passage)
    return record_id


def enter_value(
    edit: Edit,
    source: WorkingSource,
    subject: Subject,
    name: str,
    value: Value,
    passage: Passage | None = None,
    *,
    kind: str = "",
    held: str = "",
    stated: str = "",
) -> StatementId:
    """State one value of an item that is known, by the working source; return its id.

    ``held`` is when it held; ``stated`` is how the source writes it.
    """
    refuse_foreign_passage(edit, source, passage)
    record_id = record_for(edit, source)
    with resting_on(edit, record_id, passage):
        return statements.state(
            edit, subject, name, value, record_id=record_id, kind=kind, held=held, stated=stated
        )


def enter_observation(
    edit: Edit,
    source: WorkingSource,
    entity_id: EntityId,
    type_name: str,
    values: Mapping[str, Value],
    passage: Passage | None = None,
) -> ObservationId:
    """Add an observation of an entity, such as a seizure item, by the working source."""
    refuse_foreign_passage(edit, source, passage)
    record_id = record_for(edit, source)
    with resting_on(edit, record_id, passage):
        return observations.add_observation(edit, type_name, entity_id, values, record_id=record_id)


def mention(
    edit: Edit, source: WorkingSource, entity_id: EntityId, passage: Passage | None
) -> EntityId:
    """Let the working source say that a known entity occurs in it, and where."""
    row = entities.get_entity(edit.connection, entity_id)
    if row is None:
        raise Refused(tr("This entity is gone."))
    enter_value(
        edit, source, Subject("entity", entity_id), statements.EXISTS, Value(row.type), passage
    )
    return entity_id


def give_picture(edit: Edit, entity_id: EntityId, name: str, picture: bytes) -> None:
    """Give an entity a picture that was cut out of a page (JPEG)."""
    if entities.get_entity(edit.connection, entity_id) is None:
        raise Refused(tr("This entity is gone."))
    file_id = files.add_file(edit, name, picture, "image/jpeg")
    entities.set_picture(edit, entity_id, file_id)
