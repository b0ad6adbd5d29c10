"""Stock of a captive facility as declared and as counted, and what its permits say."""

from __future__ import annotations

from collections.abc import Sequence

from iwtlink.i18n import tr
from iwtlink.products.content import Cell, Column, Row, Section, Table
from iwtlink.products.grids import source_columns, without_empty_columns
from iwtlink.products.material import Material
from iwtlink.store.observations import ObservationRow
from iwtlink.store.statements import StatementRow

_FIGURES = ("births", "deaths", "transfers_in", "transfers_out")


def stock_section(
    material: Material, observations: Sequence[ObservationRow], heading: str
) -> Section:
    """List stock counts by date; nothing is reckoned between them."""
    counts = [row for row in observations if row.type == "stock_count"]
    stated = material.statements("observation", [int(row.id) for row in counts])
    known = material.ontology.observation_types["stock_count"].properties
    columns = (
        Column(tr("Species")),
        Column(tr("Date"), "date"),
        Column(tr("Declared or counted")),
        Column(tr("Stock")),
        *(Column(tr(known[name].label), "number") for name in _FIGURES),
        *source_columns(),
    )
    rows = tuple(_row(material, row, stated[int(row.id)]) for row in counts)
    table = Table("stock", columns, rows, empty=tr("No stock count is recorded."))
    return Section(heading, (without_empty_columns(table, keep=(0, 1, 2, 3)),))


def _row(material: Material, count: ObservationRow, stated: Sequence[StatementRow]) -> Row:
    values = {row.property: row for row in stated if row.is_shown}

    def shown(name: str) -> str:
        known = material.property_type("observation", count.type, name)
        return material.value(known, values[name]) if name in values else ""

    figures = [values[name].number if name in values else None for name in _FIGURES]
    return Row(
        (
            Cell(shown("taxon")),
            Cell(count.date),
            Cell(shown("count_kind")),
            Cell(shown("stock"), is_strong=True),
            *(Cell(None if figure is None else int(figure)) for figure in figures),
        ),
        material.cite(stated),
    )


def observation_section(
    material: Material, observations: Sequence[ObservationRow], heading: str
) -> Section:
    """List every other observation of the subject, its values on one line."""
    others = [row for row in observations if row.type not in ("stock_count", "seizure_item")]
    stated = material.statements("observation", [int(row.id) for row in others])
    material.load(int(row.other_id) for row in others if row.other_id)
    columns = (
        Column(tr("Observation")),
        Column(tr("Date"), "date"),
        Column(tr("What was observed"), span=6),
        *source_columns(),
    )
    rows = tuple(_observed(material, row, stated[int(row.id)]) for row in others)
    return Section(heading, (Table("observations", columns, rows),))


def _observed(
    material: Material, observation: ObservationRow, stated: Sequence[StatementRow]
) -> Row:
    known = material.ontology.observation_types.get(observation.type)
    label = tr(known.label) if known else observation.type
    parts = (
        [tr("with {name}", name=material.label(observation.other_id))]
        if observation.other_id
        else []
    )
    for row in (same[0] for same in material.told_once(stated)):
        kind = material.property_type("observation", observation.type, row.property)
        if row.is_shown and kind is not None:
            parts.append(f"{tr(kind.label)}: {material.value(kind, row)}")
    cells = (Cell(label), Cell(observation.date), Cell("; ".join(parts)))
    return Row(cells, material.cite(stated))
