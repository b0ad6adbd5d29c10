"""Reads records side by side: heads, names, values, links, observations and charts."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, text

from iwtlink.gui.reading.sheet import Marks
from iwtlink.gui.twins.around import around_rows, read_around
from iwtlink.gui.twins.rows import Comparison, Counts, Head, Row, Shown, keys_note, spread
from iwtlink.gui.twins.values import name_rows, property_rows, source_rows
from iwtlink.i18n import tr
from iwtlink.ontology import Ontology, PropertyType
from iwtlink.operations.grading import own_system
from iwtlink.store.entities import EntityRow, get_entities
from iwtlink.store.files import read_file
from iwtlink.store.ids import Item, SubjectKind
from iwtlink.store.links import LinkRow, get_link
from iwtlink.store.refs import external_refs
from iwtlink.store.statements import EXISTS, StatementRow, read_statements


def read_comparison(
    db: Connection, ontology: Ontology, kind: SubjectKind, ids: Sequence[int]
) -> Comparison:
    """Read entities, or links, side by side in the order given; those gone are left out."""
    heads = _link_heads(db, ontology, ids) if kind == "link" else _entity_heads(db, ontology, ids)
    here = [head.item.id for head in heads]
    marks = Marks(ontology, own_system(db))
    known = read_statements(db, kind, here)
    stated = [known[i] for i in here]
    title = tr("Names and values") if kind == "entity" else tr("Values")
    rows = [Row("section:values", "section", title)]
    rows += [*_type_row(heads), *name_rows(marks, stated)]
    rows += property_rows(marks, _properties(ontology, kind, heads), stated)
    if len(rows) == 1:
        nothing = tr("Nothing is stated of them but that they are.")
        rows.append(Row("values:none", "sentence", "", spread(nothing, len(here))))
    sources = source_rows(marks, stated)
    if kind == "link":
        rows += sources
        return Comparison(tuple(heads), tuple(rows), tuple(_count(one, 0, 0) for one in stated))
    around = read_around(db, ontology, here)
    rows += [*around_rows(db, marks, around), *sources]
    seen = _observed(db, here)
    counts = zip(stated, around.apart, here, strict=True)
    return Comparison(
        tuple(heads),
        tuple(rows),
        tuple(_count(one, len(own), seen.get(i, 0)) for one, own, i in counts),
        tuple(row.ref for row in around.between),
        tuple(tuple(row.ref for row in one) for one in around.parallel),
    )


def _count(stated: Sequence[StatementRow], links: int, seen: int) -> Counts:
    names = sum(row.property == "name" for row in stated)
    values = sum(row.property not in (EXISTS, "name") for row in stated)
    return Counts(names, values, links, seen)


def _observed(db: Connection, ids: Sequence[int]) -> dict[int, int]:
    rows = db.execute(
        text(
            "SELECT entity_id, count(*) FROM observation "
            "WHERE entity_id IN (SELECT value FROM json_each(:ids)) GROUP BY entity_id"
        ),
        {"ids": json.dumps(list(ids))},
    )
    return {int(row[0]): int(row[1]) for row in rows}


def _entity_heads(db: Connection, ontology: Ontology, ids: Sequence[int]) -> list[Head]:
    found = get_entities(db, list(ids))
    rows = [found[i] for i in ids if i in found]
    refs, days = _refs_and_days(db, "entity", [row.id for row in rows])
    return [_entity_head(db, ontology, row, refs, days) for row in rows]


def _entity_head(
    db: Connection,
    ontology: Ontology,
    row: EntityRow,
    refs: Mapping[int, Sequence[str]],
    days: Mapping[int, str],
) -> Head:
    known = ontology.entity_types.get(row.type)
    return Head(
        item=Item("entity", row.id),
        ref=row.ref,
        type=row.type,
        type_label=tr(known.label) if known else row.type,
        label=row.label,
        script=row.script_label,
        refs=(*refs.get(row.id, ()), row.ref),
        icon=known.icon if known else "",
        picture=read_file(db, row.picture_id) if row.picture_id else b"",
        entered=days.get(row.id, ""),
    )


def _link_heads(db: Connection, ontology: Ontology, ids: Sequence[int]) -> list[Head]:
    rows = [row for i in ids if (row := get_link(db, i)) is not None]
    ends = get_entities(db, sorted({i for row in rows for i in (row.from_id, row.to_id)}))
    refs, days = _refs_and_days(db, "link", [row.id for row in rows])
    return [
        Head(
            item=Item("link", row.id),
            ref=row.ref,
            type=row.type,
            type_label=_verb(ontology, row),
            label=_ends(row, ends),
            script="",
            refs=(*refs.get(row.id, ()), row.ref),
            icon="",
            entered=days.get(row.id, ""),
        )
        for row in rows
    ]


def _verb(ontology: Ontology, row: LinkRow) -> str:
    known = ontology.link_types.get(row.type)
    return tr(known.verb) if known else row.type


def _ends(row: LinkRow, ends: Mapping[int, EntityRow]) -> str:
    arrow = "→" if row.is_directed else "–"
    return f"{ends[row.from_id].label} {arrow} {ends[row.to_id].label}"


def _refs_and_days(
    db: Connection, kind: SubjectKind, ids: Sequence[int]
) -> tuple[Mapping[int, Sequence[str]], Mapping[int, str]]:
    """Give the references of the sources, and the day on which each record was entered."""
    days = db.execute(
        text(
            f'SELECT id, substr(entered_at, 1, 10) FROM "{kind}" '
            "WHERE id IN (SELECT value FROM json_each(:ids))"
        ),
        {"ids": json.dumps(list(ids))},
    )
    return external_refs(db, kind, list(ids)), {int(row[0]): str(row[1] or "") for row in days}


def _properties(
    ontology: Ontology, kind: SubjectKind, heads: Sequence[Head]
) -> dict[str, PropertyType]:
    """Give the properties of all types met, those of the first type first."""
    known = ontology.link_types if kind == "link" else ontology.entity_types
    found: dict[str, PropertyType] = {}
    for head in heads:
        if head.type in known:
            for name, one in known[head.type].properties.items():
                found.setdefault(name, one)
    return found


def _type_row(heads: Sequence[Head]) -> list[Row]:
    types = tuple(head.type for head in heads)
    if len(set(types)) < 2:
        return []
    return [
        Row(
            "type",
            "type",
            tr("Type"),
            tuple((Shown(head.type_label),) for head in heads),
            note=keys_note((True,) * len(types)),
            types=types,
            default=0,
            why=tr("the type of the record that is kept"),
        )
    ]
