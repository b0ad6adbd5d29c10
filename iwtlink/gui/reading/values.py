"""The values of an item as rows: the shown ones, with those that lost below them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from iwtlink.gui.reading.sheet import Marks, SheetRow
from iwtlink.i18n import ntr, tr
from iwtlink.ontology import PropertyType
from iwtlink.ontology.dates import PartialDate
from iwtlink.ontology.values import format_value
from iwtlink.store.folding import is_latin
from iwtlink.store.same_values import by_value, rank_of
from iwtlink.store.statements import EXISTS, StatementRow


def value_rows(
    marks: Marks, known: Mapping[str, PropertyType], stated: Sequence[StatementRow]
) -> tuple[SheetRow, ...]:
    """Give what is stated of an item in the order of its type's properties, each value once."""
    grouped: dict[str, list[StatementRow]] = {}
    for row in stated:
        if row.property != EXISTS:
            grouped.setdefault(row.property, []).append(row)
    order = {name: place for place, name in enumerate(known)}
    rows: list[SheetRow] = []
    for name in sorted(grouped, key=lambda name: order.get(name, 10**6)):
        property_type = known.get(name, PropertyType(name, name.replace("_", " ")))
        if property_type.cardinality == "one":
            rows.append(_competing(marks, property_type, grouped[name]))
        else:
            told = by_value(marks.ontology, grouped[name])
            rows += [_row(marks, property_type, same) for same in told]
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


def label_of(known: PropertyType, kind: str, value: str) -> str:
    """Give what a value is called: its property, of a name the kind of name."""
    if known.name != "name":
        return tr(known.label)
    if kind == "primary" and not is_latin(value):
        return tr("Original script")
    return name_kinds().get(kind, tr(known.label))


def _competing(marks: Marks, known: PropertyType, stated: Sequence[StatementRow]) -> SheetRow:
    """Give the shown value with its rivals, each with the sentence why it lost."""
    told = by_value(marks.ontology, stated)
    shown = next((same for same in told if same[0].is_shown), told[0])
    rivals = tuple(
        replace(
            _row(marks, known, same, tr("also stated")),
            detail=_joined(_sources(same), _why(marks, shown[0], same[0])),
            is_rival=True,
        )
        for same in told
        if same is not shown
    )
    return replace(_row(marks, known, shown), rivals=rivals)


def _why(marks: Marks, shown: StatementRow, lost: StatementRow) -> str:
    """Say why one value is shown rather than another: the better grade, then the later date."""
    if shown.is_preferred:
        return tr("The value shown was chosen by hand.")
    ranks = (source_rank(marks, shown), source_rank(marks, lost))
    if ranks[0] < ranks[1]:
        return tr("The value shown has the better grade.")
    if ranks[0] > ranks[1]:
        return tr("Shown again when the item is next changed.")
    days = (last_day(shown), last_day(lost))
    if days[0] > days[1]:
        return tr("Same grade; the value shown is of a later date.")
    return tr("Same grade and date; the value shown was entered later.")


def source_rank(marks: Marks, row: StatementRow) -> int:
    """Give how good the grades of a value's record are, the best being lowest."""
    return rank_of(marks.ontology, row.source)


def last_day(row: StatementRow) -> str:
    """Give the last day of when a value held, else of its document's date."""
    stated = row.held or row.source.document_date
    return (PartialDate.parse(stated).last or "") if stated else ""


def _row(
    marks: Marks, known: PropertyType, same: Sequence[StatementRow], label: str = ""
) -> SheetRow:
    """Give one line for all statements that say the same, with the mark of the best of them."""
    stated = same[0]
    return SheetRow(
        label or label_of(known, stated.kind, stated.value),
        format_value(known, stated.value, stated.unit),
        _joined(stated.held, _sources(same), _chosen(known, stated)),
        marks.of(stated.source),
        about=known.name,
        statement_id=stated.id,
        more_ids=tuple(row.id for row in same[1:]),
        value=stated.value,
        unit=stated.unit,
        kind=stated.kind,
        is_preferred=stated.is_preferred,
    )


def _sources(same: Sequence[StatementRow]) -> str:
    """Say how many sources state a value, where there is more than one."""
    count = len({row.source.document_id for row in same} - {None})
    return ntr("{n} source", "{n} sources", count) if count > 1 else ""


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _chosen(known: PropertyType, stated: StatementRow) -> str:
    if not stated.is_preferred:
        return ""
    return tr("chosen as the name") if known.name == "name" else tr("chosen by hand")
