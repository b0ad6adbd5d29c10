"""The identity box of a dossier: names in all scripts, and every stated value."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from iwtlink.i18n import tr
from iwtlink.products.content import Cell, Citation, Column, Picture, Row, Section, Table
from iwtlink.products.grids import source_columns
from iwtlink.products.link_tables import other_end
from iwtlink.products.material import Material
from iwtlink.products.merged import also_recorded, issued_before
from iwtlink.store.links import LinkRow
from iwtlink.store.statements import StatementRow

_NOT_HERE = frozenset({"exists", "name", "note", "modus_operandi", "commodities", "display"})
_SAME = ("possible_duplicate_of", "alias_candidate")


def identity_section(
    material: Material,
    entity_id: int,
    heading: str,
    stated: Sequence[StatementRow],
    links: Sequence[LinkRow],
) -> Section:
    """Write names, references, values and identity documents, each with source and grade."""
    columns = (Column(tr("Fact")), Column(tr("Value"), span=2), *source_columns())
    rows = (
        *_names(material, entity_id, stated),
        _row(tr("Type"), material.type_label(entity_id)),
        _row(tr("Reference"), material.given_refs(entity_id)),
        *(_row(tr("Also"), words) for words in also_recorded(material, entity_id)),
        *_values(material, entity_id, stated),
        *_id_documents(material, entity_id, links),
        *_doubles(material, entity_id, links),
        *(_row(label, words) for label, words in issued_before(material, entity_id)),
    )
    table = Table("identity", columns, tuple(rows))
    return Section(heading, (Picture("photo", beside=True, width_mm=44), table))


def _names(material: Material, entity_id: int, stated: Sequence[StatementRow]) -> Iterator[Row]:
    """Give the shown name first, then one row for each other spelling."""
    by_name: dict[str, list[StatementRow]] = {}
    for row in stated:
        if row.property == "name":
            by_name.setdefault(row.value, []).append(row)
    shown = material.entity(entity_id)
    first = [name for name in (shown.label, shown.script_label) if name in by_name]
    for name in dict.fromkeys([*first, *by_name]):
        kinds = dict.fromkeys(row.kind for row in by_name[name] if row.kind)
        label = ", ".join(material.code("name_kinds", kind) for kind in kinds) or tr("Name")
        strong = name == shown.label
        yield Row((Cell(label), Cell(name, is_strong=strong)), material.cite(by_name[name]))


def _values(material: Material, entity_id: int, stated: Sequence[StatementRow]) -> Iterator[Row]:
    """Give the shown values in the order of the ontology; the same value twice is one row."""
    type_name = material.entity(entity_id).type
    known = material.ontology.properties_of("entity", type_name)
    order = {name: number for number, name in enumerate(known)}
    grouped: dict[tuple[str, str, str], list[StatementRow]] = {}
    for row in stated:
        if row.is_shown and row.property not in _NOT_HERE:
            shown = material.value(known.get(row.property), row)
            grouped.setdefault((row.property, shown, row.held), []).append(row)
    for (name, shown, held), rows in sorted(
        grouped.items(), key=lambda item: order.get(item[0][0], 99)
    ):
        label = tr(known[name].label) if name in known else name
        text = tr("{value} (as of {date})", value=shown, date=held) if held else shown
        yield _row(label, text, material.cite(rows))


def _id_documents(material: Material, entity_id: int, links: Sequence[LinkRow]) -> Iterator[Row]:
    held = [link for link in links if link.type == "holds_document"]
    cited = material.statements("link", [int(link.id) for link in held])
    for link in held:
        other = other_end(link, entity_id)
        yield _row(
            material.type_label(other), material.label(other), material.cite(cited[int(link.id)])
        )


def _doubles(material: Material, entity_id: int, links: Sequence[LinkRow]) -> Iterator[Row]:
    same = [link for link in links if link.type in _SAME]
    cited = material.statements("link", [int(link.id) for link in same])
    for link in same:
        other = other_end(link, entity_id)
        name = f"{material.name(other)} ({material.entity(other).ref})"
        yield _row(tr("May be the same as"), name, material.cite(cited[int(link.id)]))


def _row(label: str, value: str, citations: tuple[Citation, ...] = ()) -> Row:
    return Row((Cell(label, is_quiet=True), Cell(value)), citations)
