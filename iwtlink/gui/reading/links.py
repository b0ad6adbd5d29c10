"""The links of an entity as rows: by verb, each with the other end and its source."""

from __future__ import annotations

from sqlalchemy import Connection

from iwtlink.gui.reading.columns import code_word, number_text, strength_text
from iwtlink.gui.reading.sheet import Marks, SheetRow, SheetSection
from iwtlink.i18n import tr
from iwtlink.ontology import Ontology
from iwtlink.store import links, statements
from iwtlink.store.entities import get_entities
from iwtlink.store.ids import Item
from iwtlink.store.links import LinkRow

_MOST = 300
"""More links than this are read in the table of links."""


def link_rows(db: Connection, marks: Marks, entity_id: int) -> SheetSection:
    """Read the links of an entity; a row leads to the link, its name to the other end."""
    ontology = marks.ontology
    every = links.of_entity(db, entity_id)
    shown = every[:_MOST]
    others = get_entities(db, [_other(row, entity_id) for row in shown])
    stated = statements.read_statements(db, "link", [row.id for row in shown])
    rows: list[SheetRow] = []
    for row in shown:
        other = others[_other(row, entity_id)]
        found = [mark for one in stated[row.id] if (mark := marks.of(one.source))]
        known = ontology.entity_types.get(other.type)
        rows.append(
            SheetRow(
                verb_of(
                    ontology, row.type, is_forward=row.from_id == entity_id or not row.is_directed
                ),
                other.label,
                link_detail(ontology, row),
                min(found, key=lambda mark: mark.grade or "Z") if found else None,
                Item("entity", other.id),
                Item("link", row.id),
                icon=known.icon if known else "",
            )
        )
    rows.sort(key=lambda row: row.label)
    return SheetSection("links", tr("Links"), tuple(rows), len(every))


def verb_of(ontology: Ontology, link_type: str, *, is_forward: bool) -> str:
    """Give the verb of a link type as it reads from one end."""
    known = ontology.link_types.get(link_type)
    if known is None:
        return link_type
    return tr(known.verb if is_forward else known.reverse_verb)


def link_detail(ontology: Ontology, row: LinkRow) -> str:
    """Give role, share, amount, dates and doubt of a link in one line."""
    percent = f"{number_text(row.percent)} %" if row.percent is not None else ""
    amount = f"{number_text(row.amount)} {row.currency}".strip() if row.amount is not None else ""
    unit = code_word(ontology, "cites_units", row.unit)
    count = f"{number_text(row.quantity)} {unit}".strip() if row.quantity is not None else ""
    doubt = "" if row.strength == "confirmed" else strength_text(row.strength)
    parts = (row.role, percent, amount, count, span_text(row.start, row.end), doubt)
    return " · ".join(dict.fromkeys(part for part in parts if part))


def span_text(start: str, end: str) -> str:
    """Give the time from start to end in words; either may be empty."""
    if start == end:
        return start
    if not end:
        return tr("since {day}", day=start)
    if not start:
        return tr("until {day}", day=end)
    return f"{start} – {end}"


def _other(row: LinkRow, entity_id: int) -> int:
    return int(row.to_id if row.from_id == entity_id else row.from_id)
