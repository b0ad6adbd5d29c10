"""What stands around entities side by side: links, shared neighbours, observations, charts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from iwtlink.gui.reading.links import link_detail, verb_of
from iwtlink.gui.reading.sheet import Marks
from iwtlink.gui.twins.rows import Row, Shown, marked_shared, spread
from iwtlink.i18n import ntr, tr
from iwtlink.ontology import Ontology
from iwtlink.ontology.values import format_value
from iwtlink.store import charts, links, observations
from iwtlink.store.entities import EntityRow, get_entities
from iwtlink.store.ids import Item
from iwtlink.store.links import LinkRow
from iwtlink.store.merging.parallel import links_of, parallel_links

_MOST = 12
"""Neighbours listed by verb for each record, beyond the shared ones; the rest are counted."""
_MOST_PARALLEL = 6
"""Links that become one named each by itself; the rest are counted."""
_MOST_SEEN = 6
"""Observations listed of one type for each record, the latest first."""


@dataclass(frozen=True, slots=True)
class Around:
    """The links of records side by side, read once."""

    ids: tuple[int, ...]
    between: tuple[LinkRow, ...]
    apart: tuple[tuple[LinkRow, ...], ...]
    """By record, without those between them."""
    parallel: tuple[tuple[LinkRow, ...], ...]
    """Those that say the same of several records: they would join the same two."""
    known: Mapping[int, EntityRow]

    @property
    def shared(self) -> set[int]:
        """Give the neighbours that more than one record has."""
        others = [
            {other_end(row, i) for row in rows}
            for i, rows in zip(self.ids, self.apart, strict=True)
        ]
        return {i for found in others for i in found if sum(i in one for one in others) > 1}


def read_around(db: Connection, ontology: Ontology, ids: Sequence[int]) -> Around:
    """Read the links of each record and what stands at their other ends."""
    every = [links.of_entity(db, i) for i in ids]
    inside = {row.id: row for rows in every for row in rows if {row.from_id, row.to_id} <= {*ids}}
    apart = tuple(tuple(row for row in rows if row.id not in inside) for rows in every)
    ends = {i for rows in apart for row in rows for i in (row.from_id, row.to_id)}
    known = get_entities(db, sorted({*ids, *ends}))
    parallel = _parallel(db, ontology, ids, apart) if ids else ()
    return Around(tuple(ids), tuple(inside.values()), apart, parallel, known)


def _parallel(
    db: Connection, ontology: Ontology, ids: Sequence[int], apart: Sequence[Sequence[LinkRow]]
) -> tuple[tuple[LinkRow, ...], ...]:
    """Give the links that merging would make one, as the store decides it."""
    rows = {int(row.id): row for column in apart for row in column}
    found: dict[int, list[LinkRow]] = {}
    owners = {i: owner for i, owner in links_of(db, ids).items() if i in rows}
    for kept, absorbed in parallel_links(db, ontology, owners, ids[0], as_one=ids):
        found.setdefault(kept, [rows[kept]]).append(rows[absorbed])
    return tuple(tuple(group) for group in found.values())


def around_rows(db: Connection, marks: Marks, around: Around) -> list[Row]:
    """Give links by verb, the shared neighbours first, then observations and charts."""
    return [
        *_link_rows(marks, around),
        *_observation_rows(db, marks, around.ids),
        *_chart_rows(db, around.ids),
    ]


def _link_rows(marks: Marks, around: Around) -> list[Row]:
    if not any(around.apart) and not around.between:
        return []
    count = len(around.ids)
    shared = around.shared
    title = tr("Links")
    if shared:
        title = ntr(
            "Links: {n} neighbour in common", "Links: {n} neighbours in common", len(shared)
        )
    rows = [Row("section:links", "section", title)]
    rows += [_between_row(marks, row, around.known, count) for row in around.between]
    rows += [_parallel_row(marks, one, around) for one in around.parallel[:_MOST_PARALLEL]]
    rest = len(around.parallel) - _MOST_PARALLEL
    if rest > 0:
        words = ntr("and {n} more link", "and {n} more links", rest)
        rows.append(Row("parallel:rest", "sentence", tr("become one"), spread(words, count)))
    return [*rows, *_by_verb(marks, around.ids, around.apart, around.known, shared)]


def _between_row(marks: Marks, row: LinkRow, known: Mapping[int, EntityRow], count: int) -> Row:
    sentence = tr(
        "{one} {verb} {other} ({ref}): put aside while they are one",
        one=known[row.from_id].label,
        verb=verb_of(marks.ontology, row.type, is_forward=True),
        other=known[row.to_id].label,
        ref=row.ref,
    )
    return Row(
        f"between:{row.id}", "sentence", tr("between them"), spread(sentence, count), sign="!"
    )


def _parallel_row(marks: Marks, rows: Sequence[LinkRow], around: Around) -> Row:
    first = rows[0]
    owner = next(i for i in around.ids if i in (first.from_id, first.to_id))
    is_forward = first.from_id == owner or not first.is_directed
    sentence = tr(
        "{verb} {other} ({refs}): one link with the sources of both",
        verb=verb_of(marks.ontology, first.type, is_forward=is_forward),
        other=around.known[other_end(first, owner)].label,
        refs=", ".join(row.ref for row in rows),
    )
    count = len(around.ids)
    return Row(f"parallel:{first.id}", "sentence", tr("become one"), spread(sentence, count))


def _by_verb(
    marks: Marks,
    ids: Sequence[int],
    apart: Sequence[Sequence[LinkRow]],
    known: Mapping[int, EntityRow],
    shared: set[int],
) -> list[Row]:
    ontology = marks.ontology
    grouped: dict[str, list[list[tuple[int, LinkRow]]]] = {}
    for column, (i, rows) in enumerate(zip(ids, apart, strict=True)):
        for row in rows:
            is_forward = row.from_id == i or not row.is_directed
            verb = verb_of(ontology, row.type, is_forward=is_forward)
            cells = grouped.setdefault(verb, [[] for _ in ids])
            cells[column].append((other_end(row, i), row))
    made = [_verb_row(marks, verb, cells, known, shared) for verb, cells in grouped.items()]
    return sorted(made, key=lambda row: (not _has_shared(row), row.label))


def _has_shared(row: Row) -> bool:
    return any(value.is_shared for cell in row.cells for value in cell)


def _verb_row(
    marks: Marks,
    verb: str,
    columns: Sequence[Sequence[tuple[int, LinkRow]]],
    known: Mapping[int, EntityRow],
    shared: set[int],
) -> Row:
    cells = []
    for column in columns:
        ordered = sorted(column, key=lambda one: (one[0] not in shared, known[one[0]].label))
        most = sum(other in shared for other, _ in column) + _MOST
        cell = [_neighbour(marks, row, known[other], other in shared) for other, row in ordered]
        if len(cell) > most:
            rest = len(cell) - most
            cell = [*cell[:most], Shown(ntr("and {n} more", "and {n} more", rest))]
        cells.append(tuple(cell))
    count = sum(map(len, columns))
    return Row(f"links:{verb}", "values", verb, tuple(cells), note=f"{count:,}")


def _neighbour(marks: Marks, row: LinkRow, other: EntityRow, is_shared: bool) -> Shown:
    detail = link_detail(marks.ontology, row)
    return Shown(other.label, detail, target=Item("entity", other.id), is_shared=is_shared)


def other_end(row: LinkRow, entity_id: int) -> int:
    """Give the entity that a link joins with this one."""
    return int(row.to_id if row.from_id == entity_id else row.from_id)


def _observation_rows(db: Connection, marks: Marks, ids: Sequence[int]) -> list[Row]:
    ontology = marks.ontology
    every = [observations.of_entity(db, i) for i in ids]
    types = sorted({row.type for column in every for row in column})
    if not types:
        return []
    wanted = [
        row.id
        for column in every
        for name in types
        for row in [row for row in column if row.type == name][-_MOST_SEEN:]
    ]
    values = observations.values_of(db, wanted)
    rows = [Row("section:observations", "section", tr("Observations"))]
    for name in types:
        known = ontology.observation_types.get(name)
        properties = known.properties if known else {}
        cells = []
        for column in every:
            found = [row for row in column if row.type == name]
            cell = []
            for row in reversed(found[-_MOST_SEEN:]):
                texts = [
                    format_value(properties[one], value.text, value.unit)
                    for one, value in values.get(row.id, {}).items()
                    if one in properties
                ]
                said = " · ".join(part for part in texts if part) or row.ref
                target = Item("observation", row.id)
                cell.append(Shown(said, row.date or tr("undated"), target=target))
            if len(found) > _MOST_SEEN:
                rest = len(found) - _MOST_SEEN
                cell.append(Shown(ntr("and {n} earlier", "and {n} earlier", rest)))
            cells.append(tuple(cell))
        label = tr(known.plural) if known else name
        count = sum(row.type == name for column in every for row in column)
        rows.append(Row(f"seen:{name}", "values", label, tuple(cells), note=f"{count:,}"))
    return rows


def _chart_rows(db: Connection, ids: Sequence[int]) -> list[Row]:
    every = [charts.charts_showing(db, i) for i in ids]
    if not any(every):
        return []
    cells = [[Shown(row.title, target=Item("chart", row.id)) for row in c] for c in every]
    keys = [[str(row.id) for row in column] for column in every]
    return [
        Row("section:charts", "section", tr("Charts")),
        Row("charts", "values", tr("Stands on"), tuple(marked_shared(cells, keys))),
    ]
