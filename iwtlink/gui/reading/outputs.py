"""Sheets of what has a table of its own: documents, records, articles, products, recipients."""

from __future__ import annotations

from sqlalchemy import Connection, text

from iwtlink.gui.reading.columns import code_word
from iwtlink.gui.reading.sheet import ItemSheet, SheetRow, SheetSection
from iwtlink.i18n import tr
from iwtlink.ontology import Ontology
from iwtlink.operations.grading import own_system, shown_grade
from iwtlink.store import charts
from iwtlink.store.documents import Record, get_document, get_record, records_of
from iwtlink.store.ids import Item
from iwtlink.store.refs import external_refs


def plain_sheet(db: Connection, ontology: Ontology, item: Item) -> ItemSheet | None:
    """Read the sheet of an item that is no entity, link or observation; None where gone."""
    readers = {
        "document": _document,
        "record": _record,
        "article": _article,
        "product": _product,
        "recipient": _recipient,
        "chart": _chart,
    }
    return readers[item.kind](db, ontology, item)


def _sheet(
    db: Connection,
    item: Item,
    title: str,
    label: str,
    ref: str,
    rows: tuple[SheetRow, ...],
    *more: SheetSection,
) -> ItemSheet:
    refs = (*external_refs(db, item.kind, [item.id]).get(item.id, ()), ref)
    filled = tuple(row for row in rows if row.text or row.is_field)
    sections = (SheetSection("fields", label, filled, len(filled)), *more)
    return ItemSheet(item, item.kind, title, "", label, refs, 0, sections, item.kind)


def _fields(ontology: Ontology, *fields: tuple[str, ...]) -> tuple[SheetRow, ...]:
    """Give rows from label, column ("" where it cannot be edited), stored text, code list."""
    return tuple(
        SheetRow(
            label,
            code_word(ontology, codes[0] if codes else "", value),
            about=name,
            value=value,
            is_field=bool(name),
        )
        for label, name, value, *codes in fields
    )


def _document(db: Connection, ontology: Ontology, item: Item) -> ItemSheet | None:
    row = get_document(db, item.id)
    if row is None:
        return None
    known = row.document
    rows = _fields(
        ontology,
        (tr("Title"), "title", known.title),
        (tr("Kind"), "kind", known.kind, "document_kinds"),
        (tr("Date of the document"), "date", known.date),
        (tr("Received"), "received_on", known.received_on),
        (tr("Language"), "language", known.language, "languages"),
        (tr("Originator"), "originator", known.originator),
        (tr("Note"), "note", known.note),
        (tr("Entered by"), "", row.entered_by),
        (tr("Entered (UTC)"), "", row.entered_at[:16].replace("T", " ")),
        (tr("SHA-256"), "", known.sha256),
    )
    own = own_system(db)
    records = tuple(
        SheetRow(
            shown_grade(ontology, record.record, own).text,
            record.record.passage or record.record.place or record.ref,
            target=Item("record", record.id),
        )
        for record in records_of(db, item.id)[:200]
    )
    more = SheetSection("records", tr("Records"), records, len(records))
    return _sheet(db, item, known.title, tr("Source document"), row.ref, rows, more)


def _record(db: Connection, ontology: Ontology, item: Item) -> ItemSheet | None:
    row = get_record(db, item.id)
    document = get_document(db, row.document_id) if row else None
    if row is None or document is None:
        return None
    known = row.record
    rows = (
        SheetRow(
            tr("Source document"),
            document.document.title,
            target=Item("document", row.document_id),
            icon="document",
        ),
        *_fields(
            ontology,
            (tr("Page"), "page", known.page),
            (tr("Place in it"), "", known.place),
            (tr("Passage"), "passage", known.passage),
        ),
        _grade(ontology, known, own_system(db)),
        *_fields(
            ontology,
            (tr("Handling"), "handling", known.handling),
            (tr("TLP"), "tlp", known.tlp),
            (tr("Note"), "note", known.note),
            (tr("Entered by"), "", row.entered_by),
        ),
    )
    title = known.passage or known.place or document.document.title
    return _sheet(db, item, title, tr("Record"), row.ref, rows)


def _grade(ontology: Ontology, record: Record, own: str) -> SheetRow:
    """Give a record's grade with its exact wording; typed anew in any system, such as E41."""
    shown = shown_grade(ontology, record, own)
    return SheetRow(
        tr("Grade"),
        shown.text or tr("not graded"),
        shown.brief,
        tip=shown.words,
        about="grade",
        value=record.reliability + record.credibility,
        is_field=True,
    )


def _one(db: Connection, query: str, item: Item) -> dict[str, str] | None:
    row = db.execute(text(query), {"i": item.id}).mappings().one_or_none()
    return {k: "" if v is None else str(v) for k, v in row.items()} if row else None


def _article(db: Connection, ontology: Ontology, item: Item) -> ItemSheet | None:
    row = _one(db, "SELECT * FROM article WHERE id = :i", item)
    if row is None:
        return None
    rows = _fields(
        ontology,
        (tr("Headline"), "", row["headline"]),
        (tr("Outlet"), "", row["outlet"]),
        (tr("Date"), "", row["date"]),
        (tr("Country"), "", row["country"], "countries"),
        (tr("Language"), "", row["language"], "languages"),
        (tr("Topic"), "", row["topic"], "media_topics"),
        (tr("Address"), "", row["url"]),
        (tr("Prompted by our work"), "", tr("yes") if row["is_prompted"] == "1" else tr("no")),
    )
    return _sheet(db, item, row["headline"], tr("Media article"), row["ref"], rows)


def _product(db: Connection, ontology: Ontology, item: Item) -> ItemSheet | None:
    row = _one(
        db,
        "SELECT p.*, coalesce(e.label, '') AS subject FROM product p "
        "LEFT JOIN entity e ON e.id = p.entity_id WHERE p.id = :i",
        item,
    )
    if row is None:
        return None
    rows = _fields(
        ontology,
        (tr("Title"), "", row["title"]),
        (tr("Kind"), "", row["kind"], "product_types"),
        (tr("Subject"), "", row["subject"]),
        (tr("Date"), "", row["date"]),
        (tr("Version"), "", row["version"]),
        (tr("Period"), "", " – ".join(x for x in (row["period_first"], row["period_last"]) if x)),
        (tr("Handling"), "", row["handling"]),
        (tr("TLP"), "", row["tlp"]),
        (tr("Status"), "", row["status"], "product_statuses"),
    )
    sent = db.execute(
        text(
            "SELECT m.date, c.name, m.channel, c.id FROM dissemination m "
            "JOIN recipient c ON c.id = m.recipient_id WHERE m.product_id = :i ORDER BY m.date"
        ),
        {"i": item.id},
    )
    to = tuple(SheetRow(r[0], r[1], r[2], target=Item("recipient", r[3])) for r in sent)
    more = SheetSection("disseminations", tr("Disseminated to"), to, len(to))
    return _sheet(db, item, row["title"], tr("Product"), row["ref"], rows, more)


def _recipient(db: Connection, ontology: Ontology, item: Item) -> ItemSheet | None:
    row = _one(db, "SELECT * FROM recipient WHERE id = :i", item)
    if row is None:
        return None
    rows = _fields(
        ontology,
        (tr("Name"), "", row["name"]),
        (tr("Contact"), "", row["contact"]),
        (tr("Channel"), "", row["channel"], "channels"),
    )
    got = db.execute(
        text(
            "SELECT m.date, p.title, p.id FROM dissemination m "
            "JOIN product p ON p.id = m.product_id WHERE m.recipient_id = :i ORDER BY m.date"
        ),
        {"i": item.id},
    )
    products = tuple(SheetRow(r[0], r[1], target=Item("product", r[2])) for r in got)
    more = SheetSection("products", tr("Products received"), products, len(products))
    return _sheet(db, item, row["name"], tr("Recipient"), row["ref"], rows, more)


def _chart(db: Connection, ontology: Ontology, item: Item) -> ItemSheet | None:
    row = charts.get_chart(db, item.id)
    if row is None:
        return None
    rows = _fields(
        ontology, (tr("Title"), "", row.title), (tr("Entities"), "", str(row.entity_count))
    )
    return _sheet(db, item, row.title, tr("Chart"), row.ref, rows)
