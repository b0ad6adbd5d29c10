"""Where the subject stands in the network: measures with their rank and what they say."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from iwtlink.analysis import MEASURES, component_count, cut_points, ego, rank, simple_pairs
from iwtlink.i18n import tr
from iwtlink.products.content import (
    BarChart,
    Block,
    Cell,
    Column,
    Paragraph,
    Row,
    Section,
    Table,
)
from iwtlink.products.material import Material
from iwtlink.store.reading import read_snapshot
from iwtlink.store.snapshot import CONFIRMED, Snapshot

_SHOWN = ("degree", "betweenness", "closeness", "eigenvector")
_TOP = 10


@dataclass(frozen=True, slots=True)
class Standing:
    """One measure of the subject: value and rank with all links and with confirmed ones."""

    measure: str
    value: float
    rank: int
    confirmed_value: float
    confirmed_rank: int


@dataclass(frozen=True, slots=True, eq=False)
class Position:
    """Where an entity stands in the network of the whole database."""

    snapshot: Snapshot
    index: int
    standings: tuple[Standing, ...]
    brokerage: npt.NDArray[np.float64]
    """Betweenness of every entity, all links counted."""
    pieces: int
    groups: int
    groups_confirmed: int

    def standing(self, measure: str) -> Standing:
        """Give one of the measures."""
        return next(one for one in self.standings if one.measure == measure)

    @property
    def count(self) -> int:
        """How many entities the network has."""
        return len(self.snapshot.entity_ids)


def position_of(material: Material, entity_id: int) -> Position:
    """Measure the network of the whole database, and without what is not confirmed."""
    snapshot = read_snapshot(material.db)
    confirmed = snapshot.only(strengths=[CONFIRMED])
    index = snapshot.index_of(entity_id)
    standings = []
    measured = {name: MEASURES[name].values_of(snapshot) for name in _SHOWN}
    for name, values in measured.items():
        sure = MEASURES[name].values_of(confirmed)
        standings.append(
            Standing(
                name,
                float(values[index]),
                _rank(values, index),
                float(sure[index]),
                _rank(sure, index),
            )
        )
    return Position(
        snapshot,
        index,
        tuple(standings),
        measured["betweenness"],
        int(cut_points(snapshot)[index]),
        component_count(snapshot),
        component_count(confirmed),
    )


def role_section(material: Material, position: Position, heading: str) -> Section:
    """Write the measures of the subject, and the best linked around it."""
    blocks: list[Block] = [
        Paragraph(_window(position), "note"),
        _measures_table(position),
    ]
    if position.pieces:
        text = tr("Without this one, its group falls into {n} pieces.", n=position.pieces)
        blocks.append(Paragraph(text, "point"))
    table = _best_linked(material, position)
    blocks += [table, BarChart(tr("Direct links of the best linked"), table.name, 0, (1,), True)]
    return Section(heading, tuple(blocks))


def _window(position: Position) -> str:
    return tr(
        "Measured on all {entities} entities and {pairs} linked pairs of this database, direction "
        "ignored, each pair counted once. A measure describes the records, not the crime: who is "
        "better recorded looks more central.",
        entities=position.count,
        pairs=len(simple_pairs(position.snapshot).ends),
    )


def _measures_table(position: Position) -> Table:
    columns = (
        Column(tr("Measure")),
        Column(tr("What it says"), span=3),
        Column(tr("All links"), "number", decimals=4),
        Column(tr("Rank"), "number"),
        Column(tr("Confirmed"), "number", span=2, decimals=4),
        Column(tr("Rank"), "number"),
    )
    rows = []
    for one in position.standings:
        measure = MEASURES[one.measure]
        value, sure = (
            _shown(one.value, measure.decimals),
            _shown(one.confirmed_value, measure.decimals),
        )
        rows.append(
            Row(
                (
                    Cell(measure.label, is_strong=True),
                    Cell(measure.sentence, is_quiet=True),
                    Cell(value),
                    Cell(one.rank),
                    Cell(sure),
                    Cell(one.confirmed_rank),
                )
            )
        )
    return Table("measures", columns, tuple(rows))


def _best_linked(material: Material, position: Position) -> Table:
    """Rank the subject and those within two links of it by direct links."""
    near = ego(position.snapshot, position.index, 2) >= 0
    ranked = [row for row in rank(position.snapshot, "degree") if near[row.index]][:_TOP]
    ids = position.snapshot.entity_ids
    material.load(int(ids[row.index]) for row in ranked)
    rows = tuple(
        Row(
            (
                Cell(material.label(int(ids[row.index])), is_strong=row.index == position.index),
                Cell(int(row.value)),
                Cell(_shown(float(position.brokerage[row.index]), 4)),
                Cell(material.type_label(int(ids[row.index])), is_quiet=True),
            )
        )
        for row in ranked
    )
    columns = (
        Column(tr("Best linked within two steps"), span=2),
        Column(tr("Direct links"), "number"),
        Column(tr("Brokerage"), "number", decimals=4),
        Column(tr("Kind"), span=5),
    )
    return Table("best_linked", columns, rows)


def _rank(values: npt.NDArray[np.float64], index: int) -> int:
    """Give the rank from 1; equal values share the better rank."""
    rounded = np.round(values, 12)
    return int((rounded > rounded[index]).sum()) + 1


def _shown(value: float, decimals: int) -> float | int:
    return round(value, decimals) if decimals else int(value)
