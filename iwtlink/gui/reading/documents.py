"""A source document as its page shows it: details, records, and all that they state."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from sqlalchemy import Connection, text

from iwtlink.errors import BadInput
from iwtlink.gui.source.page_reading import PageKey, list_pages
from iwtlink.i18n import tr
from iwtlink.ontology import Ontology, PropertyType
from iwtlink.ontology.grades import ShownGrade
from iwtlink.ontology.values import format_value
from iwtlink.operations.grading import own_system, shown_grade
from iwtlink.store.documents import DocumentRow, RecordRow, get_document, records_of
from iwtlink.store.files import FileRow, list_files
from iwtlink.store.ids import Item, SubjectKind
from iwtlink.store.origins import has_origin
from iwtlink.store.refs import external_refs
from iwtlink.store.statements import EXISTS

_MOST = 5_000


@dataclass(frozen=True, slots=True)
class StatedLine:
    """One thing the document states: of which item, what, by which of its records."""

    record_ids: tuple[int, ...]
    statement_ids: tuple[int, ...]
    item: Item
    icon: str
    name: str
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class DocumentContent:
    """Everything on a document's page."""

    row: DocumentRow
    refs: tuple[str, ...]
    records: tuple[RecordRow, ...]
    lines: tuple[StatedLine, ...]
    files: tuple[FileRow, ...]
    pages: tuple[PageKey, ...]
    has_origin: bool
    grades: Mapping[int, ShownGrade]
    """How the grade of each record is shown."""


def read_document_page(
    db: Connection, ontology: Ontology, document_id: int
) -> DocumentContent | None:
    """Read a document's page; None where the document is gone."""
    row = get_document(db, document_id)
    if row is None:
        return None
    refs = external_refs(db, "document", [document_id]).get(document_id, [])
    records, own = tuple(records_of(db, document_id)), own_system(db)
    return DocumentContent(
        row,
        (*refs, row.ref),
        records,
        tuple(_lines(db, ontology, document_id)),
        tuple(list_files(db, document_id)),
        list_pages(db, document_id),
        has_origin(db, document_id),
        {one.id: shown_grade(ontology, one.record, own) for one in records},
    )


_STATED = """
    SELECT r.id, s.id, s.subject_kind, s.subject_id, s.property, s.value, s.unit,
        CASE s.subject_kind WHEN 'entity' THEN e.type WHEN 'link' THEN l.type ELSE o.type END,
        CASE s.subject_kind WHEN 'entity' THEN e.label
            WHEN 'link' THEN f.label || ' → ' || t.label ELSE oe.label END
    FROM record r JOIN statement s ON s.record_id = r.id
    LEFT JOIN entity e ON e.id = s.subject_id AND s.subject_kind = 'entity'
    LEFT JOIN link l ON l.id = s.subject_id AND s.subject_kind = 'link'
    LEFT JOIN entity f ON f.id = l.from_id LEFT JOIN entity t ON t.id = l.to_id
    LEFT JOIN observation o ON o.id = s.subject_id AND s.subject_kind = 'observation'
    LEFT JOIN entity oe ON oe.id = o.entity_id
    WHERE r.document_id = :d ORDER BY s.subject_kind, 9, s.id LIMIT :most
"""


def _lines(db: Connection, ontology: Ontology, document_id: int) -> list[StatedLine]:
    lines = []
    rows = db.execute(text(_STATED), {"d": document_id, "most": _MOST})
    for record_id, statement_id, kind, item_id, name, value, unit, type_name, label in rows:
        known = _property(ontology, kind, type_name, name)
        icon = ontology.entity_types[type_name].icon if kind == "entity" else kind
        is_exists = name == EXISTS
        lines.append(
            StatedLine(
                (record_id,),
                (statement_id,),
                Item(kind, item_id),
                icon,
                label or "",
                _exists_word(kind) if is_exists else tr(known.label),
                _type_label(ontology, kind, type_name)
                if is_exists
                else format_value(known, value, unit),
            )
        )
    return list(_told_once(lines))


def _told_once(lines: Iterable[StatedLine]) -> Iterable[StatedLine]:
    """Give what several records say alike as one line, where it stands first."""
    found: dict[tuple[Item, str, str], StatedLine] = {}
    for line in lines:
        key = (line.item, line.label, line.value)
        known = found.get(key)
        if known is None:
            found[key] = line
            continue
        ids = dict.fromkeys((*known.record_ids, *line.record_ids))
        statement_ids = (*known.statement_ids, *line.statement_ids)
        found[key] = replace(known, record_ids=tuple(ids), statement_ids=statement_ids)
    return found.values()


def _exists_word(kind: str) -> str:
    words = {
        "entity": tr("Is mentioned"),
        "link": tr("Link"),
        "observation": tr("Observation"),
    }
    return words[kind]


def _property(ontology: Ontology, kind: SubjectKind, type_name: str, name: str) -> PropertyType:
    fallback = PropertyType(name, name.replace("_", " "))
    try:
        return ontology.properties_of(kind, type_name).get(name, fallback)
    except BadInput:  # a type of an older ontology
        return fallback


def _type_label(ontology: Ontology, kind: str, type_name: str) -> str:
    if kind == "link" and type_name in ontology.link_types:
        return tr(ontology.link_types[type_name].verb)
    if kind == "observation" and type_name in ontology.observation_types:
        return tr(ontology.observation_types[type_name].label)
    if type_name in ontology.entity_types:
        return tr(ontology.entity_types[type_name].label)
    return type_name
