"""Rows of a table: one type of item, its columns as texts ready to show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, text

from iwtlink.i18n import tr
from iwtlink.ontology import Ontology, PropertyType
from iwtlink.ontology.values import format_value
from iwtlink.store.ids import Kind

NUMBERS = frozenset({"integer", "number", "percent", "quantity", "mass", "money"})
"""Value types that stand on the right of their cell and are sorted as numbers."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table; ``width`` is in characters."""

    name: str
    label: str
    width: int = 16
    is_number: bool = False
    is_date: bool = False
    codes: str = ""
    """Code list whose labels are shown for what is stored."""


@dataclass(frozen=True, slots=True)
class TableContent:
    """All rows of a table. ``sorts`` holds what a cell is sorted by where that is not its text."""

    kind: Kind
    type: str
    columns: tuple[Column, ...]
    ids: list[int]
    cells: list[list[str]]
    sorts: dict[int, list[float]]
    icons: list[str]
    """Icon name of each row, empty where all rows have the same."""


@dataclass(frozen=True, slots=True)
class TableName:
    """Which table is meant: a kind of item and, where the kind has types, one of them."""

    kind: Kind
    type: str = ""


def read_table(
    db: Connection, ontology: Ontology, table: TableName, chosen: Sequence[str] = ()
) -> TableContent:
    """Read every row of a table; ``chosen`` names properties to show instead of the featured."""
    if table.kind == "entity":
        return _entities(db, ontology, table.type, chosen)
    if table.kind == "link":
        return _links(db, ontology, table.type)
    if table.kind == "observation":
        return _observations(db, ontology, table.type)
    return _plain(db, ontology, table.kind)


def property_column(known: PropertyType) -> Column:
    """Give the column of a property."""
    is_number = known.value_type in NUMBERS
    wide = {"long_text": 40, "text": 24, "name": 24, "date": 12, "country": 10, "province": 16}
    width = 12 if is_number else wide.get(known.value_type, 16)
    label = tr(known.label)
    return Column(
        known.name, label, max(width, len(label) + 3), is_number, known.value_type == "date"
    )


def _entities(
    db: Connection, ontology: Ontology, type_name: str, chosen: Sequence[str]
) -> TableContent:
    entity_type = ontology.entity_types.get(type_name)
    known = entity_type.properties if entity_type else {}
    names = [n for n in (chosen or (entity_type.featured if entity_type else ())) if n in known]
    names = [name for name in names if name != "name"]
    rows = db.execute(
        text(
            "SELECT e.id, e.ref, e.label, e.script_label, "
            "coalesce((SELECT group_concat(x.ref, ', ') FROM external_ref x "
            "          WHERE x.item_id = e.id AND x.kind = 'entity'), ''), "
            "(SELECT count(*) FROM link l WHERE l.from_id = e.id) "
            "+ (SELECT count(*) FROM link l WHERE l.to_id = e.id) "
            "FROM entity e WHERE e.type = :t ORDER BY e.label COLLATE NOCASE"
        ),
        {"t": type_name},
    ).all()
    values = _shown_values(db, "entity", type_name, names)
    columns = (
        Column("label", tr("Name"), 28),
        Column("script_label", tr("Original script"), 22),
        *(property_column(known[name]) for name in names),
        Column("links", tr("Links"), 8, is_number=True),
        Column("external", tr("Source’s own number"), 12),
        Column("ref", tr("Reference"), 15),
    )
    cells, numbers = [], {name: [] for name in names}  # type: tuple[list[list[str]], dict[str, list[float]]]
    for row in rows:
        found = values.get(row[0], {})
        cells.append(
            [
                row[2],
                row[3],
                *(_joined(known[n], found.get(n, ())) for n in names),
                str(row[5]),
                row[4],
                row[1],
            ]
        )
        for name in names:
            numbers[name].append(_first_number(found.get(name, ())))
    sorts: dict[int, list[float]] = {
        2 + place: numbers[name]
        for place, name in enumerate(names)
        if known[name].value_type in NUMBERS
    }
    sorts[2 + len(names)] = [float(row[5]) for row in rows]
    return TableContent("entity", type_name, columns, [row[0] for row in rows], cells, sorts, [])


_Shown = dict[int, dict[str, list[tuple[str, str, float | None]]]]


def _shown_values(db: Connection, kind: str, type_name: str, names: Sequence[str]) -> _Shown:
    """Read the shown values of the named properties of every item of a type."""
    found: _Shown = {}
    if not names:
        return found
    marks = ", ".join("?" * len(names))
    rows = db.exec_driver_sql(
        f'SELECT s.subject_id, s.property, s.value, s.unit, s.number FROM "{kind}" i '
        "JOIN statement s ON s.subject_id = i.id "
        f"AND s.subject_kind = '{kind}' AND s.property IN ({marks}) "
        "WHERE i.type = ? AND s.is_shown = 1 ORDER BY s.id",
        (*names, type_name),
    )
    for item_id, name, value, unit, number in rows:
        found.setdefault(item_id, {}).setdefault(name, []).append((value, unit, number))
    return found


def _joined(known: PropertyType, values: Sequence[tuple[str, str, float | None]]) -> str:
    return "; ".join(dict.fromkeys(format_value(known, v, unit) for v, unit, _ in values))


def _first_number(values: Sequence[tuple[str, str, float | None]]) -> float:
    for _, _, number in values:
        if number is not None:
            return number
    return float("nan")


def _links(db: Connection, ontology: Ontology, type_name: str) -> TableContent:
    condition = "WHERE l.type = :t" if type_name else ""
    rows = db.execute(
        text(
            'SELECT l.id, l.ref, l.type, f.label, t.label, l.role, l.start, l."end", l.strength, '
            "l.percent, l.amount, l.currency, l.quantity, l.unit, "
            "coalesce((SELECT min(r.reliability || r.credibility) FROM statement s "
            "  JOIN record r ON r.id = s.record_id "
            "  WHERE s.subject_id = l.id AND s.subject_kind = 'link'), '') "
            "FROM link l JOIN entity f ON f.id = l.from_id JOIN entity t ON t.id = l.to_id "
            f"{condition} ORDER BY f.label COLLATE NOCASE, t.label COLLATE NOCASE"
        ),
        {"t": type_name} if type_name else {},
    ).all()
    columns = (
        Column("from", tr("From"), 28),
        Column("verb", tr("Verb"), 18),
        Column("to", tr("To"), 28),
        Column("role", tr("Role"), 16),
        Column("start", tr("Start"), 11, is_date=True),
        Column("end", tr("End"), 11, is_date=True),
        Column("strength", tr("Strength"), 12),
        Column("percent", tr("Percent"), 9, is_number=True),
        Column("amount", tr("Amount"), 16, is_number=True),
        Column("quantity", tr("Quantity"), 12, is_number=True),
        Column("grade", tr("Grade"), 7),
        Column("ref", tr("Reference"), 15),
    )
    cells = []
    for row in rows:
        known = ontology.link_types.get(row[2])
        cells.append(
            [
                row[3],
                tr(known.verb) if known else row[2],
                row[4],
                row[5],
                row[6],
                row[7],
                strength_text(row[8]),
                number_text(row[9]),
                " ".join(part for part in (number_text(row[10]), row[11]) if part),
                " ".join(part for part in (number_text(row[12]), row[13]) if part),
                row[14],
                row[1],
            ]
        )
    nothing = float("nan")
    sorts = {
        place: [nothing if row[at] is None else float(row[at]) for row in rows]
        for place, at in ((7, 9), (8, 10), (9, 12))
    }
    return TableContent("link", type_name, columns, [r[0] for r in rows], cells, sorts, [])


def strength_text(strength: str) -> str:
    """Give the word for a link's strength."""
    words = {
        "confirmed": tr("confirmed"),
        "unconfirmed": tr("unconfirmed"),
        "tentative": tr("tentative"),
    }
    return words.get(strength, strength)


def number_text(number: float | None) -> str:
    """Give a number with thousands apart and no useless decimals; empty for None."""
    if number is None:
        return ""
    return f"{number:,.2f}".rstrip("0").rstrip(".")


def _observations(db: Connection, ontology: Ontology, type_name: str) -> TableContent:
    observation_type = ontology.observation_types.get(type_name)
    known = observation_type.properties if observation_type else {}
    names = list(known)
    rows = db.execute(
        text(
            "SELECT o.id, o.ref, e.label, o.date, coalesce(p.label, ''), "
            "coalesce(r.reliability || r.credibility, ''), coalesce(d.ref, '') "
            "FROM observation o JOIN entity e ON e.id = o.entity_id "
            "LEFT JOIN entity p ON p.id = o.other_id LEFT JOIN record r ON r.id = o.record_id "
            "LEFT JOIN document d ON d.id = r.document_id "
            "WHERE o.type = :t ORDER BY o.date_first, o.id"
        ),
        {"t": type_name},
    ).all()
    values = _shown_values(db, "observation", type_name, names)
    used = {name for found in values.values() for name in found}
    names = [name for name in names if name in used]
    columns = (
        Column("entity", tr("Of"), 28),
        Column("date", tr("Date"), 12, is_date=True),
        *(property_column(known[name]) for name in names),
        Column("other", tr("With"), 20),
        Column("grade", tr("Grade"), 7),
        Column("document", tr("Source document"), 15),
        Column("ref", tr("Reference"), 15),
    )
    cells = [
        [row[2], row[3]]
        + [_joined(known[n], values.get(row[0], {}).get(n, ())) for n in names]
        + [row[4], row[5], row[6], row[1]]
        for row in rows
    ]
    sorts = {
        2 + place: [_first_number(values.get(row[0], {}).get(name, ())) for row in rows]
        for place, name in enumerate(names)
        if known[name].value_type in NUMBERS
    }
    return TableContent("observation", type_name, columns, [r[0] for r in rows], cells, sorts, [])


def _plain(db: Connection, ontology: Ontology, kind: Kind) -> TableContent:
    """Read a kind of item that has a table of its own."""
    columns, query = _plain_tables()[kind]
    rows = db.execute(text(query)).all()
    cells = [
        [
            code_word(ontology, column.codes, "" if value is None else str(value))
            for column, value in zip(columns, row[1:], strict=True)
        ]
        for row in rows
    ]
    sorts = {
        place: [float(row[place + 1] or 0) for row in rows]
        for place, column in enumerate(columns)
        if column.is_number
    }
    return TableContent(kind, "", columns, [row[0] for row in rows], cells, sorts, [])


def code_word(ontology: Ontology, code_list: str, code: str) -> str:
    """Give the label of a code; what is no code of the list stands as it is."""
    known = ontology.code_lists.get(code_list)
    return tr(known.label_of(code)) if known and code else code


def _external(kind: str, row: str) -> str:
    return (
        "coalesce((SELECT group_concat(x.ref, ', ') FROM external_ref x "
        f"WHERE x.item_id = {row}.id AND x.kind = '{kind}'), '')"
    )


def _plain_tables() -> dict[Kind, tuple[tuple[Column, ...], str]]:
    """Give columns and query of the kinds without types; the query's first column is the id."""
    number = Column("external", tr("Source’s own number"), 12)
    ref = Column("ref", tr("Reference"), 15)
    return {
        "document": (
            (
                Column("title", tr("Title"), 48),
                Column("kind", tr("Kind"), 22, codes="document_kinds"),
                Column("date", tr("Date"), 12, is_date=True),
                Column("received", tr("Received"), 12, is_date=True),
                Column("grade", tr("Grade"), 7),
                Column("handling", tr("Handling"), 9),
                Column("tlp", tr("TLP"), 14),
                Column("language", tr("Language"), 9, codes="languages"),
                Column("records", tr("Records"), 9, is_number=True),
                number,
                ref,
            ),
            (
                "SELECT d.id, d.title, d.kind, d.date, d.received_on, "
                "coalesce((SELECT min(r.reliability || r.credibility) FROM record r "
                "  WHERE r.document_id = d.id AND r.reliability <> ''), ''), "
                "coalesce((SELECT max(r.handling) FROM record r WHERE r.document_id = d.id), ''), "
                "coalesce((SELECT max(r.tlp) FROM record r WHERE r.document_id = d.id), ''), "
                "d.language, (SELECT count(*) FROM record r WHERE r.document_id = d.id), "
                f"{_external('document', 'd')}, d.ref FROM document d ORDER BY d.id"
            ),
        ),
        "record": (
            (
                Column("document", tr("Source document"), 40),
                Column("page", tr("Page"), 8),
                Column("place", tr("Place in it"), 28),
                Column("passage", tr("Passage"), 40),
                Column("grade", tr("Grade"), 7),
                Column("handling", tr("Handling"), 9),
                Column("tlp", tr("TLP"), 14),
                ref,
            ),
            (
                "SELECT r.id, d.title, r.page, r.place, r.passage, r.reliability || r.credibility, "
                "r.handling, r.tlp, r.ref FROM record r JOIN document d ON d.id = r.document_id "
                "ORDER BY r.id"
            ),
        ),
        "article": (
            (
                Column("headline", tr("Headline"), 48),
                Column("outlet", tr("Outlet"), 28),
                Column("date", tr("Date"), 12, is_date=True),
                Column("country", tr("Country"), 9, codes="countries"),
                Column("language", tr("Language"), 9, codes="languages"),
                Column("topic", tr("Topic"), 14, codes="media_topics"),
                Column("prompted", tr("Prompted by our work"), 12),
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
                Column("title", tr("Title"), 48),
                Column("kind", tr("Kind"), 24, codes="product_types"),
                Column("date", tr("Date"), 12, is_date=True),
                Column("version", tr("Version"), 8),
                Column("handling", tr("Handling"), 9),
                Column("tlp", tr("TLP"), 14),
                Column("status", tr("Status"), 14, codes="product_statuses"),
                Column("recipients", tr("Recipients"), 10, is_number=True),
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
                Column("name", tr("Name"), 36),
                Column("contact", tr("Contact"), 28),
                Column("channel", tr("Channel"), 16, codes="channels"),
                Column("products", tr("Products received"), 10, is_number=True),
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
                Column("title", tr("Title"), 48),
                Column("entities", tr("Entities"), 10, is_number=True),
                ref,
            ),
            (
                "SELECT c.id, c.title, "
                "(SELECT count(*) FROM chart_entity i WHERE i.chart_id = c.id), c.ref "
                "FROM chart c ORDER BY c.title"
            ),
        ),
    }
