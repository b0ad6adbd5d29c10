"""Tables of what has no types: documents, records, articles, products, recipients, charts."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Connection, text

from iwtlink.gui.reading.columns import Column, TableContent, code_word
from iwtlink.gui.reading.grades import PACKED, GradeCells
from iwtlink.i18n import tr
from iwtlink.ontology import Ontology
from iwtlink.store.ids import Kind


def read_plain(db: Connection, ontology: Ontology, kind: Kind) -> TableContent:
    """Read a kind of item that has a table of its own."""
    columns, query = _plain_tables()[kind]
    rows = db.execute(text(query)).all()
    grades = GradeCells(db, ontology)
    columns = tuple(replace(c, tips=grades.tips) if c.name == "grade" else c for c in columns)

    def cell(column: Column, value: object) -> str:
        if column.name == "grade":
            return grades.cell(None if value is None else str(value))
        return code_word(ontology, column.codes, "" if value is None else str(value))

    cells = [[cell(c, value) for c, value in zip(columns, row[1:], strict=True)] for row in rows]
    sorts = {
        place: [float(row[place + 1] or 0) for row in rows]
        for place, column in enumerate(columns)
        if column.is_number
    }
    return TableContent(kind, "", columns, [row[0] for row in rows], cells, sorts)


def _external(kind: str, row: str) -> str:
    return (
        "coalesce((SELECT group_concat(x.ref, ', ') FROM external_ref x "
        f"WHERE x.item_id = {row}.id AND x.kind = '{kind}'), '')"
    )


def _plain_tables() -> dict[Kind, tuple[tuple[Column, ...], str]]:
    """Give columns and query of the kinds without types; the query's first column is the id."""
    number = Column("external", tr("Source’s own number"))
    ref = Column("ref", tr("Reference"))
    return {
        "document": (
            (
                Column("title", tr("Title")),
                Column("kind", tr("Kind"), codes="document_kinds"),
                Column("date", tr("Date"), is_date=True),
                Column("received", tr("Received"), is_date=True),
                Column("grade", tr("Grade")),
                Column("handling", tr("Handling")),
                Column("tlp", tr("TLP")),
                Column("language", tr("Language"), codes="languages"),
                Column("records", tr("Records"), is_number=True),
                number,
                ref,
            ),
            (
                "SELECT d.id, d.title, d.kind, d.date, d.received_on, "
                f"coalesce((SELECT min({PACKED}) FROM record r "
                "  WHERE r.document_id = d.id AND r.reliability <> ''), ''), "
                "coalesce((SELECT max(r.handling) FROM record r WHERE r.document_id = d.id), ''), "
                "coalesce((SELECT max(r.tlp) FROM record r WHERE r.document_id = d.id), ''), "
                "d.language, (SELECT count(*) FROM record r WHERE r.document_id = d.id), "
                f"{_external('document', 'd')}, d.ref FROM document d ORDER BY d.id"
            ),
        ),
        "record": (
            (
                Column("document", tr("Source document")),
                Column("page", tr("Page")),
                Column("place", tr("Place in it")),
                Column("passage", tr("Passage")),
                Column("grade", tr("Grade")),
                Column("handling", tr("Handling")),
                Column("tlp", tr("TLP")),
                ref,
            ),
            (
                f"SELECT r.id, d.title, r.page, r.place, r.passage, {PACKED}, "
                "r.handling, r.tlp, r.ref FROM record r JOIN document d ON d.id = r.document_id "
                "ORDER BY r.id"
            ),
        ),
        "article": (
            (
                Column("headline", tr("Headline")),
                Column("outlet", tr("Outlet")),
                Column("date", tr("Date"), is_date=True),
                Column("country", tr("Country"), codes="countries"),
                Column("language", tr("Language"), codes="languages"),
                Column("topic", tr("Topic"), codes="media_topics"),
                Column("prompted", tr("Prompted by our work")),
                number,
                ref,
            ),
            (
                "SELECT a.id, a.headline, a.outlet, a.date, a.country, a.language, a.topic, "
                "CASE a.is_prompted WHEN 1 THEN 'yes' ELSE 'no' END, "
                f"{_external('article', 'a')}, a.ref FROM article a ORDER BY a.date_first, a.id"
            ),
        ),
        "product": (
            (
                Column("title", tr("Title")),
                Column("kind", tr("Kind"), codes="product_types"),
                Column("date", tr("Date"), is_date=True),
                Column("version", tr("Version")),
                Column("handling", tr("Handling")),
                Column("tlp", tr("TLP")),
                Column("status", tr("Status"), codes="product_statuses"),
                Column("recipients", tr("Recipients"), is_number=True),
                number,
                ref,
            ),
            (
                "SELECT p.id, p.title, p.kind, p.date, p.version, p.handling, p.tlp, p.status, "
                "(SELECT count(*) FROM dissemination m WHERE m.product_id = p.id), "
                f"{_external('product', 'p')}, p.ref FROM product p ORDER BY p.date, p.id"
            ),
        ),
        "recipient": (
            (
                Column("name", tr("Name")),
                Column("contact", tr("Contact")),
                Column("channel", tr("Channel"), codes="channels"),
                Column("products", tr("Products received"), is_number=True),
                number,
                ref,
            ),
            (
                "SELECT c.id, c.name, c.contact, c.channel, "
                "(SELECT count(*) FROM dissemination m WHERE m.recipient_id = c.id), "
                f"{_external('recipient', 'c')}, c.ref FROM recipient c ORDER BY c.name"
            ),
        ),
        "chart": (
            (
                Column("title", tr("Title")),
                Column("entities", tr("Entities"), is_number=True),
                ref,
            ),
            (
                "SELECT c.id, c.title, "
                "(SELECT count(*) FROM chart_entity i WHERE i.chart_id = c.id), c.ref "
                "FROM chart c ORDER BY c.title"
            ),
        ),
    }
