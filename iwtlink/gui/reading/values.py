"""The values of an item as rows: the shown ones, with those that lost below them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from iwtlink.gui.reading.sheet import SheetRow, mark_of
from iwtlink.i18n import tr
from iwtlink.ontology import Ontology, PropertyType
from iwtlink.ontology.values import format_value
from iwtlink.store.folding import is_latin
from iwtlink.store.statements import EXISTS, StatementRow


def value_rows(
    ontology: Ontology, known: Mapping[str, PropertyType], stated: Sequence[StatementRow]
) -> tuple[SheetRow, ...]:
    """Give what is stated of an item in the order of its type's properties."""
    grouped: dict[str, list[StatementRow]] = {}
    for row in stated:
        if row.property != EXISTS:
            grouped.setdefault(row.property, []).append(row)
    order = {name: place for place, name in enumerate(known)}
    rows: list[SheetRow] = []
    for name in sorted(grouped, key=lambda name: order.get(name, 10**6)):
        property_type = known.get(name, PropertyType(name, name.replace("_", " ")))
        if property_type.cardinality == "one":
            rows.append(_competing(property_type, grouped[name]))
        else:
            rows += [_row(property_type, row) for row in grouped[name]]
    return tuple(rows)


def name_kinds() -> dict[str, str]:
    """Give the kinds of names with their words."""
    return {
        "primary": tr("Name"),
        "": tr("Name"),
        "alias": tr("Alias"),
        "nickname": tr("Nickname"),
        "romanised": tr("Romanised"),
        "former": tr("Former name"),
        "trade": tr("Trade name"),
    }


def _competing(known: PropertyType, stated: Sequence[StatementRow]) -> SheetRow:
    """Give the shown value with its rivals."""
    shown = next((row for row in stated if row.is_shown), stated[0])
    rivals = tuple(_row(known, row, tr("also stated")) for row in stated if row is not shown)
    return _row(known, shown, rivals=rivals)


def _row(
    known: PropertyType,
    stated: StatementRow,
    label: str = "",
    rivals: tuple[SheetRow, ...] = (),
) -> SheetRow:
    if not label:
        label = tr(known.label)
        if known.name == "name":
            label = name_kinds().get(stated.kind, label)
            if stated.kind == "primary" and not is_latin(stated.value):
                label = tr("Original script")
    return SheetRow(
        label,
        format_value(known, stated.value, stated.unit),
        stated.held,
        mark_of(stated.source),
        about=known.name,
        statement_id=stated.id,
        value=stated.value,
        unit=stated.unit,
        kind=stated.kind,
        rivals=rivals,
    )
