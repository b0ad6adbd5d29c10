"""Tables of links as seen from the subject of a dossier, or between others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from iwtlink.i18n import tr
from iwtlink.products.content import Cell, Citation, Column, Row, Table
from iwtlink.products.grids import source_columns, without_empty_columns
from iwtlink.products.material import UNCONFIRMED, Material, strength_text
from iwtlink.store.links import LinkRow
from iwtlink.store.statements import StatementRow

_SHOWN_ELSEWHERE = frozenset(
    {"exists", "role", "start", "end", "percent", "quantity", "amount", "strength"}
)


@dataclass(frozen=True, slots=True)
class LinkTable:
    """A table of links to write: ``subject`` None names both ends.

    ``role_span`` is the width of the role column on the sheet's grid.
    """

    name: str
    links: Sequence[LinkRow]
    subject: int | None = None
    title: str = ""
    empty: str = ""
    role_span: int = 1


def link_table(material: Material, wanted: LinkTable) -> Table:
    """Write links one to a row: the other end, the relation, role, share, dates, strength."""
    if wanted.subject is None:
        return _between(material, wanted)
    stated = material.statements("link", [int(link.id) for link in wanted.links])
    columns = (
        Column(tr("Name")),
        Column(tr("Kind")),
        Column(tr("Relation")),
        Column(tr("Role and detail"), span=wanted.role_span),
        Column(tr("Share"), "percent"),
        Column(tr("Start"), "date"),
        Column(tr("End"), "date"),
        Column(tr("Strength"), "strength"),
        *source_columns(),
    )
    rows = tuple(
        _row(material, wanted.subject, link, stated[int(link.id)]) for link in wanted.links
    )
    table = Table(wanted.name, columns, rows, wanted.title, empty=wanted.empty)
    return without_empty_columns(table, keep=(0, 1, 2, 3, 7))


def relation(material: Material, link: LinkRow, seen_from: int | None) -> str:
    """Give the verb of a link as read from one end; forward where no end is named."""
    known = material.ontology.link_types.get(link.type)
    if known is None:
        return link.type.replace("_", " ")
    forward = seen_from is None or link.from_id == seen_from or not known.reverse_verb
    return tr(known.verb if forward else known.reverse_verb)


def other_end(link: LinkRow, subject: int) -> int:
    """Give the id of the entity at the other end."""
    return int(link.to_id if link.from_id == subject else link.from_id)


def strength_cell(strength: str) -> Cell:
    """Give the strength; what is not confirmed stands out."""
    return Cell(strength_text(strength), is_strong=strength in UNCONFIRMED)


def detail(material: Material, link: LinkRow, stated: Sequence[StatementRow]) -> str:
    """Give role, money, quantity and whatever else is stated of a link, on one line."""
    parts = [link.role]
    if link.amount is not None:
        parts.append(f"{_number(link.amount)} {link.currency}".strip())
    if link.quantity is not None:
        unit = material.code("cites_units", link.unit)
        parts.append(f"{_number(link.quantity)} {unit}".strip())
    for row in stated:
        if row.is_shown and row.property not in _SHOWN_ELSEWHERE:
            known = material.property_type("link", link.type, row.property)
            label = tr(known.label) if known else row.property
            shown = material.value(known, row)
            parts.append(shown if row.property == "note" else f"{label}: {shown}")
    return "; ".join(dict.fromkeys(filter(None, parts)))


def cited(material: Material, stated: Sequence[StatementRow]) -> tuple[Citation, ...]:
    """Give the sources of a link: of its existence and of all that is shown of it."""
    return material.cite([row for row in stated if row.is_shown])


def _row(material: Material, subject: int, link: LinkRow, stated: Sequence[StatementRow]) -> Row:
    other = other_end(link, subject)
    cells = (
        Cell(material.name(other), is_strong=True),
        Cell(material.type_label(other), is_quiet=True),
        Cell(relation(material, link, subject)),
        Cell(detail(material, link, stated)),
        Cell(link.percent),
        Cell(link.start),
        Cell(link.end),
        strength_cell(link.strength),
    )
    return Row(cells, cited(material, stated))


def _between(material: Material, wanted: LinkTable) -> Table:
    """Write links between others, both ends named; a share stands with the relation."""
    stated = material.statements("link", [int(link.id) for link in wanted.links])
    columns = (
        Column(tr("From")),
        Column(tr("Relation"), span=2),
        Column(tr("To"), span=1 + wanted.role_span),
        Column(tr("Start"), "date"),
        Column(tr("End"), "date"),
        Column(tr("Strength"), "strength"),
        *source_columns(),
    )
    rows = tuple(_between_row(material, link, stated[int(link.id)]) for link in wanted.links)
    table = Table(wanted.name, columns, rows, wanted.title, empty=wanted.empty)
    return without_empty_columns(table, keep=(0, 1, 2, 5))


def _between_row(material: Material, link: LinkRow, stated: Sequence[StatementRow]) -> Row:
    share = f"{link.percent:g} %" if link.percent is not None else ""
    more = "; ".join(filter(None, (share, detail(material, link, stated))))
    verb = relation(material, link, None)
    cells = (
        Cell(material.name(link.from_id)),
        Cell(f"{verb} ({more})" if more else verb),
        Cell(material.name(link.to_id)),
        Cell(link.start),
        Cell(link.end),
        strength_cell(link.strength),
    )
    return Row(cells, cited(material, stated))


def _number(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) else f"{value:,.3f}".rstrip("0")
