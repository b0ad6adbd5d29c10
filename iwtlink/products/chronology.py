"""Everything dated about the subject, in order of time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from iwtlink.i18n import tr
from iwtlink.products.content import Cell, Column, Row, Section, Table
from iwtlink.products.grids import source_columns, without_empty_columns
from iwtlink.products.link_tables import detail, other_end, relation, strength_cell
from iwtlink.products.material import Material
from iwtlink.store.links import LinkRow
from iwtlink.store.statements import Source, StatementRow

GRID = (13.0, 48.0, 36.0, 14.0, 10.5, 10.5, 8.0)
_HAPPENINGS = ("happening", "case")


@dataclass(frozen=True, slots=True)
class Happening:
    """One dated line: when, what, with whom or where, how sure, by which sources."""

    first: str
    date: str
    what: str
    other: str
    strength: str
    sources: tuple[Source, ...]


def chronology_section(
    material: Material,
    entity_id: int,
    heading: str,
    stated: Sequence[StatementRow],
    links: Sequence[LinkRow],
    link_statements: Mapping[int, Sequence[StatementRow]],
) -> Section:
    """List dated values, links that begin or end, and dated incidents, meetings and cases."""
    happenings = [
        *_own_dates(material, entity_id, stated),
        *_links(material, entity_id, links, link_statements),
        *_others(material, entity_id, links, link_statements),
    ]
    unique = dict.fromkeys(sorted(happenings, key=lambda one: (one.first, one.date, one.what)))
    columns = (
        Column(tr("Date"), "date"),
        Column(tr("What")),
        Column(tr("With or where")),
        Column(tr("Strength"), "strength"),
        *source_columns(),
    )
    rows = tuple(_row(material, one) for one in unique)
    table = Table("chronology", columns, rows, empty=tr("Nothing dated is recorded."))
    return Section(heading, (without_empty_columns(table, keep=(0, 1, 2)),))


def _row(material: Material, one: Happening) -> Row:
    strength = strength_cell(one.strength) if one.strength else Cell(None)
    cells = (Cell(one.date, is_strong=True), Cell(one.what), Cell(one.other), strength)
    return Row(cells, material.bibliography.cite(one.sources))


def _own_dates(
    material: Material, entity_id: int, stated: Sequence[StatementRow]
) -> Iterator[Happening]:
    type_name = material.entity(entity_id).type
    for same in material.told_once(stated):
        row, sources = same[0], _sources(same)
        known = material.property_type("entity", type_name, row.property)
        if not row.is_shown or known is None:
            continue
        if known.value_type == "date" and row.first:
            what = tr(known.label)
            yield Happening(row.first, row.value, what, "", "", sources)
        elif row.held and row.property != "name":
            what = f"{tr(known.label)}: {material.value(known, row)}"
            yield Happening(row.held, row.held, what, "", "", sources)


def _links(
    material: Material,
    entity_id: int,
    links: Sequence[LinkRow],
    stated: Mapping[int, Sequence[StatementRow]],
) -> Iterator[Happening]:
    for link in links:
        other = material.name(other_end(link, entity_id))
        sources = _sources(stated[int(link.id)])
        verb = relation(material, link, entity_id)
        more = detail(material, link, stated[int(link.id)])
        said = f"{verb} ({more})" if more else verb
        if link.start:
            yield Happening(link.start, link.start, said, other, link.strength, sources)
        if link.end and link.end != link.start:
            what = tr("Until then: {what}", what=verb)
            yield Happening(link.end, link.end, what, other, link.strength, sources)


def _others(
    material: Material,
    entity_id: int,
    links: Sequence[LinkRow],
    link_statements: Mapping[int, Sequence[StatementRow]],
) -> Iterator[Happening]:
    """Give the dates of incidents, meetings and cases that the subject is linked with."""
    joined = {
        other_end(link, entity_id): link
        for link in links
        if material.is_a(other_end(link, entity_id), _HAPPENINGS)
    }
    for other, rows in material.statements("entity", list(joined)).items():
        link = joined[other]
        for same in material.told_once(rows):
            row = same[0]
            type_name = material.entity(other).type
            known = material.property_type("entity", type_name, row.property)
            if not row.is_shown or not known or known.value_type != "date" or not row.first:
                continue
            if row.value == link.start:
                continue
            verb = relation(material, link, entity_id)
            what = f"{material.type_label(other)} · {tr(known.label)} ({verb})"
            sources = (*_sources(same), *_sources(link_statements[int(link.id)]))
            yield Happening(
                row.first, row.value, what, material.label(other), link.strength, sources
            )


def _sources(stated: Sequence[StatementRow]) -> tuple[Source, ...]:
    return tuple(dict.fromkeys(row.source for row in stated if row.is_shown))
