"""What is missing or weak: facts nobody states, sources that differ, links that stand alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from iwtlink.i18n import ntr, tr
from iwtlink.products.bibliography import Grade
from iwtlink.products.content import Block, Cell, Column, Paragraph, Row, Section, Table
from iwtlink.products.grids import source_columns
from iwtlink.products.link_tables import other_end, relation
from iwtlink.products.material import UNCONFIRMED, Material, strength_text
from iwtlink.store.links import LinkRow
from iwtlink.store.statements import StatementRow

GRID = (32.0, 24.0, 20.0, 10.0, 10.0, 7.5)
_LOW = 5
"""Step of the Admiralty scale from which a grade is weak: doubtful, or cannot be judged."""

_NO_FACTS = frozenset({"exists", "note", "tag"})


def gaps_section(
    material: Material,
    entity_id: int,
    heading: str,
    stated: Sequence[StatementRow],
    links: Sequence[LinkRow],
    link_statements: Mapping[int, Sequence[StatementRow]],
    empty: Sequence[str] = (),
) -> Section:
    """List what a reader must not rely on, and what to collect next.

    ``empty`` are the headings of sections that had nothing to say.
    """
    blocks: list[Block] = [
        *_missing(material, entity_id, stated, empty),
        differing(material, entity_id, stated),
        unsourced_values(material, entity_id, stated),
        weak_links(material, entity_id, links, link_statements),
    ]
    return Section(heading, tuple(blocks))


def _missing(
    material: Material, entity_id: int, stated: Sequence[StatementRow], empty: Sequence[str]
) -> list[Block]:
    """Name the properties that matter for this type and that nobody states."""
    known = material.ontology.entity_types[material.entity(entity_id).type]
    wanted = dict.fromkeys((*known.asked_first, *known.featured))
    have = {row.property for row in stated}
    labels = [tr(known.properties[name].label) for name in wanted if name not in have]
    head = Paragraph(tr("Nothing is stated about"), "head")
    text = ", ".join(labels) if labels else tr("Every main fact has at least one statement.")
    blocks: list[Block] = [head, Paragraph(text)]
    if empty:
        blocks += [
            Paragraph(tr("Nothing is recorded under"), "head"),
            Paragraph(", ".join(dict.fromkeys(empty))),
        ]
    return blocks


def differing(material: Material, entity_id: int, stated: Sequence[StatementRow]) -> Table:
    """List values that lost against a better graded or later one."""
    type_name = material.entity(entity_id).type
    shown = {row.property: row for row in stated if row.is_shown}
    rows = []
    for same in material.told_once(stated):
        row = same[0]
        known = material.property_type("entity", type_name, row.property)
        if row.is_shown or known is None or row.value == shown[row.property].value:
            continue
        cells = (
            Cell(tr(known.label), is_quiet=True),
            Cell(material.value(known, shown[row.property])),
            Cell(material.value(known, row), is_strong=True),
        )
        rows.append(Row(cells, material.cite(same)))
    return Table(
        "differing",
        (
            Column(tr("Fact")),
            Column(tr("Shown in this product")),
            Column(tr("Also stated")),
            *source_columns(),
        ),
        tuple(rows),
        tr("Sources that differ"),
        empty=tr("No source contradicts a value shown here."),
    )


def unsourced_values(material: Material, entity_id: int, stated: Sequence[StatementRow]) -> Table:
    """List values that no source is named for, each once."""
    type_name = material.entity(entity_id).type
    rows = []
    for row in without_source(material, stated):
        if row.property not in _NO_FACTS:
            known = material.property_type("entity", type_name, row.property)
            label = tr(known.label) if known else row.property
            rows.append(Row((Cell(label, is_quiet=True), Cell(material.value(known, row)))))
    return Table(
        "unsourced",
        (Column(tr("Fact")), Column(tr("Value"), span=5)),
        tuple(rows),
        tr("Values without a source"),
        empty=tr("Every value has a source."),
    )


def without_source(material: Material, stated: Sequence[StatementRow]) -> list[StatementRow]:
    """Give the shown values that nobody names a source for: one statement for each."""
    shown = material.told_once(row for row in stated if row.is_shown)
    return [same[0] for same in shown if all(row.source.record_id is None for row in same)]


def weak_links(
    material: Material,
    entity_id: int | None,
    links: Sequence[LinkRow],
    stated: Mapping[int, Sequence[StatementRow]],
) -> Table:
    """List links that are not confirmed, have one source or none, or only weak grades."""
    rows = []
    for link in links:
        reasons = weaknesses(material, link, stated[int(link.id)])
        if reasons:
            rows.append(_weak_row(material, entity_id, link, reasons, stated[int(link.id)]))
    return Table(
        "weak_links",
        (Column(tr("Link")), Column(tr("Why it is weak"), span=2), *source_columns()),
        tuple(rows),
        ntr("Links to corroborate: {n}", "Links to corroborate: {n}", len(rows)),
        empty=tr("Every link is confirmed by two sources of good grade."),
    )


def weaknesses(material: Material, link: LinkRow, stated: Sequence[StatementRow]) -> list[str]:
    """Say why a link is weak; nothing where it is not."""
    reasons = [strength_text(link.strength)] if link.strength in UNCONFIRMED else []
    documents = {row.source.document_id for row in stated if row.source.document_id is not None}
    if not documents:
        return [*reasons, tr("no source")]
    if len(documents) == 1:
        reasons.append(tr("one source only"))
    if all(is_low(material, row) for row in stated if row.source.document_id is not None):
        reasons.append(tr("grade low, or cannot be judged"))
    return reasons


def is_low(material: Material, row: StatementRow) -> bool:
    """Say whether a source or its information is doubtful, cannot be judged, or is ungraded."""
    grade = Grade(row.source.grading, row.source.reliability, row.source.credibility)
    system = material.ontology.grading_systems.get(grade.system)
    if system is None:
        return True
    codes = (
        system.source.codes.get(grade.reliability),
        system.information.codes.get(grade.credibility),
    )
    return any(code is None or code.rank >= _LOW for code in codes)


def _weak_row(
    material: Material,
    entity_id: int | None,
    link: LinkRow,
    reasons: Sequence[str],
    stated: Sequence[StatementRow],
) -> Row:
    verb = relation(material, link, entity_id)
    if entity_id is None:
        said = f"{material.label(link.from_id)} {verb} {material.label(link.to_id)}"
    else:
        said = f"{verb} {material.label(other_end(link, entity_id))}"
    return Row((Cell(said), Cell("; ".join(reasons))), material.cite(stated))
