"""What an edit in the inspector writes: from a row and a text to work for the store."""

from __future__ import annotations

import mimetypes
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtGui import QImage

from iwtlink.errors import BadInput
from iwtlink.gui.reading.sheet import FOLLOWS, ItemSheet, SheetRow
from iwtlink.gui.reading.values import name_kinds
from iwtlink.i18n import tr
from iwtlink.ontology import Ontology, PropertyType, Value
from iwtlink.ontology.grades import read_grade
from iwtlink.ontology.values import parse_value
from iwtlink.operations.entry import WorkingSource, record_for
from iwtlink.operations.grading import with_grade
from iwtlink.store import Edit, statements
from iwtlink.store.documents import change_document, change_record, get_document, get_record
from iwtlink.store.entities import set_picture
from iwtlink.store.files import add_file
from iwtlink.store.ids import (
    DocumentId,
    EntityId,
    LinkId,
    RecordId,
    StatementId,
    Subject,
)
from iwtlink.store.links import STRENGTHS, let_strength_follow, set_strength
from iwtlink.store.statements import change_value, state

Work = Callable[[Edit], object]
_MOST_BYTES = 20 * 1024 * 1024


def property_of(ontology: Ontology, sheet: ItemSheet, row: SheetRow) -> PropertyType:
    """Give the property a row is a value of; fields get one made up for their input."""
    if row.is_field:
        return _field_type(row.about, row.label)
    if sheet.item.kind in ("entity", "link", "observation"):
        known = ontology.properties_of(sheet.item.kind, sheet.type)
        if row.about in known:
            return known[row.about]
    return PropertyType(row.about, row.label)


def property_named(ontology: Ontology, sheet: ItemSheet, name: str) -> PropertyType:
    """Give a property of the item by its name."""
    return property_of(ontology, sheet, SheetRow(name.replace("_", " "), "", about=name))


def _field_type(name: str, label: str) -> PropertyType:
    types = {"date": "date", "received_on": "date", "note": "long_text", "passage": "long_text"}
    codes = {
        "strength": "strengths",
        "tlp": "tlp",
        "language": "languages",
        "kind": "document_kinds",
    }
    return PropertyType(name, label, types.get(name, "text"), codes=codes.get(name, ""))


def addable(ontology: Ontology, sheet: ItemSheet) -> list[tuple[str, str]]:
    """Give what can be added to an item: "property:kind" and label, the usual ones first."""
    if sheet.item.kind not in ("entity", "link", "observation"):
        return []
    known = ontology.properties_of(sheet.item.kind, sheet.type)
    has = {row.about for section in sheet.sections for row in section.rows}
    entity_type = ontology.entity_types.get(sheet.type)
    usual = (*entity_type.asked_first, *entity_type.featured) if entity_type else ()
    names = [n for n in dict.fromkeys((*usual, *known)) if n in known and n != "name"]
    names.sort(key=lambda name: known[name].cardinality == "one" and name in has)
    pairs = [(f"{name}:", tr(known[name].label)) for name in names]
    if "name" in known and sheet.item.kind == "entity":
        kinds = {kind: word for kind, word in name_kinds().items() if kind}
        pairs[3:3] = [(f"name:{kind}", word) for kind, word in kinds.items()]
    return pairs


def edit_text(known: PropertyType, row: SheetRow) -> str:
    """Give the text an input starts with: the stored value as it would be typed."""
    if known.value_type == "coordinates" and row.unit:
        return f"{row.value} {row.unit}"
    return row.value


def country_of(sheet: ItemSheet) -> str:
    """Give the item's country, where provinces and local numbers belong."""
    for section in sheet.sections:
        for row in section.rows:
            if row.about == "country":
                return row.value
    return ""


def change_of(
    ontology: Ontology, sheet: ItemSheet, row: SheetRow, text: str, source: WorkingSource
) -> tuple[str, Work]:
    """Give label and work of an edit. Raise ``ValueProblem`` where the text is no value."""
    label = tr("Change {label} of {name}", label=row.label, name=sheet.title)
    if row.is_field:
        return label, _field_work(ontology, sheet, row.about, text)
    known = property_of(ontology, sheet, row)
    value = parse_value(known, text, country=country_of(sheet), ontology=ontology)
    if row.statement_id:
        return label, lambda edit: _change_all(edit, row.statement_ids, value)
    label = tr("Add {label} to {name}", label=row.label, name=sheet.title)
    return label, _addition(sheet, row, value, source)


def _change_all(edit: Edit, numbers: Sequence[int], value: Value) -> None:
    for number in numbers:
        change_value(edit, StatementId(number), value)


def _addition(sheet: ItemSheet, row: SheetRow, value: Value, source: WorkingSource) -> Work:
    assert sheet.item.kind in ("entity", "link", "observation")
    subject = Subject(sheet.item.kind, sheet.item.id)
    return lambda edit: state(
        edit, subject, row.about, value, record_id=record_for(edit, source), kind=row.kind
    )


def _field_work(ontology: Ontology, sheet: ItemSheet, name: str, text: str) -> Work:
    number = sheet.item.id
    if sheet.item.kind == "record" and name == "grade":
        read_grade(ontology, text)
        return lambda edit: _regrade(edit, RecordId(number), text)
    if sheet.item.kind == "record":
        return lambda edit: change_record(edit, RecordId(number), **{name: text})
    return lambda edit: _change_document(edit, DocumentId(number), name, text)


def _regrade(edit: Edit, record_id: RecordId, text: str) -> None:
    """Grade a record by a grade typed in any system; one that fits several is of its own."""
    row = get_record(edit.connection, record_id)
    if row is None:
        return
    graded = with_grade(edit.ontology, row.record, text)
    names = ("grading", "reliability", "credibility", "handling", "original_grade")
    change_record(edit, record_id, **{name: getattr(graded, name) for name in names})


def preference(sheet: ItemSheet, row: SheetRow) -> tuple[str, Work]:
    """Give label and work of choosing the value to be shown, or of leaving it to the grades."""
    number = StatementId(row.statement_id)
    if row.is_preferred:
        assert sheet.item.kind in ("entity", "link", "observation")
        subject = Subject(sheet.item.kind, sheet.item.id)
        label = tr("Let the grades decide on {label} of {name}", label=row.label, name=sheet.title)
        return label, lambda edit: statements.let_compete(edit, subject, row.about)
    label = tr("Show “{value}” of {name}", value=row.text, name=sheet.title)
    return label, lambda edit: statements.prefer(edit, number)


def needs_reason(text: str) -> bool:
    """Say whether a strength typed is set against the grades, for which a reason is asked.

    Raise ``BadInput`` where it is no strength.
    """
    if text not in (FOLLOWS, *STRENGTHS):
        raise BadInput(tr("A link is confirmed, unconfirmed or tentative, or follows the grades."))
    return text != FOLLOWS


def strength_work(link_id: int, strength: str, reason: str) -> Work:
    """Give the work that sets a link's strength for a reason, or lets it follow the grades."""
    number = LinkId(link_id)
    if strength == FOLLOWS:
        return lambda edit: let_strength_follow(edit, number)
    return lambda edit: set_strength(edit, number, strength, reason)


def _change_document(edit: Edit, document_id: DocumentId, name: str, text: str) -> None:
    row = get_document(edit.connection, document_id)
    if row is not None:
        changed: dict[str, Any] = {name: text}
        change_document(edit, document_id, replace(row.document, **changed))


def set_photo(edit: Edit, entity_id: int, path: Path) -> None:
    """Keep an image file in the database as the photo of an entity."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise BadInput(
            tr("{file} cannot be read: {why}.", file=path, why=error.strerror or error)
        ) from error
    if len(data) > _MOST_BYTES:
        raise BadInput(tr("{file} is larger than 20 MB. Make it smaller first.", file=path.name))
    media_type = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    if not media_type.startswith("image/") or QImage.fromData(data).isNull():
        raise BadInput(tr("{file} is not an image, or it is damaged.", file=path.name))
    set_picture(edit, EntityId(entity_id), add_file(edit, path.name, data, media_type))


def remove_photo(edit: Edit, entity_id: int) -> None:
    """Take the photo away from an entity; the file stays in the history."""
    set_picture(edit, EntityId(entity_id), None)
