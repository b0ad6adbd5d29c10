"""Reads the sheet of an item: one function per kind."""

from __future__ import annotations

import json
from collections.abc import Sequence

from sqlalchemy import Connection, text

from iwtlink.gui.reading.links import link_rows
from iwtlink.gui.reading.merged import judged_section, merged_section, with_origins
from iwtlink.gui.reading.outputs import plain_sheet
from iwtlink.gui.reading.sheet import ItemSheet, Marks, SheetRow, SheetSection
from iwtlink.gui.reading.strength import strength_rows
from iwtlink.gui.reading.values import value_rows
from iwtlink.i18n import ntr, tr
from iwtlink.ontology import Ontology
from iwtlink.ontology.values import format_value
from iwtlink.operations.grading import own_system
from iwtlink.store import charts, observations, statements
from iwtlink.store.entities import get_entities, get_entity
from iwtlink.store.ids import Item, SubjectKind
from iwtlink.store.journal import steps_of
from iwtlink.store.leads import members_of
from iwtlink.store.links import get_link
from iwtlink.store.refs import external_refs
from iwtlink.store.statements import EXISTS, Source, StatementRow

_MOST_STEPS = 8


def read_sheet(db: Connection, ontology: Ontology, item: Item) -> ItemSheet | None:
    """Read everything about an item; None where it is gone."""
    marks = Marks(ontology, own_system(db))
    if item.kind == "entity":
        return _entity(db, marks, item)
    if item.kind == "link":
        return _link(db, marks, item)
    if item.kind == "observation":
        return _observation(db, marks, item)
    return plain_sheet(db, ontology, item)


def _entity(db: Connection, marks: Marks, item: Item) -> ItemSheet | None:
    ontology = marks.ontology
    row = get_entity(db, item.id)
    if row is None:
        return None
    known = ontology.entity_types.get(row.type)
    stated = statements.read_statements(db, "entity", [item.id])[item.id]
    values = with_origins(db, item, value_rows(marks, known.properties if known else {}, stated))
    links = link_rows(db, marks, item.id)
    seen = _observation_rows(db, ontology, item.id)
    shown_on = tuple(
        SheetRow("", chart.title, target=Item("chart", chart.id), icon="chart")
        for chart in charts.charts_showing(db, item.id)
    )
    sections = [
        SheetSection("values", tr("Values"), values, len(values)),
        merged_section(db, item),
        judged_section(db, item),
    ]
    if links.rows:
        sections.append(links)
    sections += seen
    if shown_on:
        sections.append(SheetSection("charts", tr("Appears on charts"), shown_on, len(shown_on)))
    sections += [_sources(marks, stated), _history(db, "entity", item.id, stated)]
    return ItemSheet(
        item,
        row.type,
        row.label,
        row.script_label,
        tr(known.label) if known else row.type,
        _refs(db, item, row.ref),
        int(row.picture_id or 0),
        tuple(section for section in sections if section.rows or section.name == "values"),
        known.icon if known else "",
    )


def _link(db: Connection, marks: Marks, item: Item) -> ItemSheet | None:
    ontology = marks.ontology
    row = get_link(db, item.id)
    if row is None:
        return None
    known = ontology.link_types.get(row.type)
    ends = get_entities(db, [row.from_id, row.to_id])
    verb = tr(known.verb) if known else row.type
    icons = {i: ontology.entity_types[e.type].icon for i, e in ends.items()}
    stated = statements.read_statements(db, "link", [item.id])[item.id]
    own = (
        SheetRow(
            tr("From"),
            ends[row.from_id].label,
            target=Item("entity", row.from_id),
            icon=icons[row.from_id],
        ),
        SheetRow(
            tr("To"), ends[row.to_id].label, target=Item("entity", row.to_id), icon=icons[row.to_id]
        ),
        *strength_rows(db, ontology, row),
    )
    values = with_origins(db, item, value_rows(marks, known.properties if known else {}, stated))
    arrow = "→" if row.is_directed else "–"
    sections = (
        SheetSection("ends", tr("Link"), own, len(own)),
        SheetSection("values", tr("Values"), values, len(values)),
        merged_section(db, item),
        judged_section(db, item),
        _sources(marks, stated),
        _history(db, "link", item.id, stated),
    )
    return ItemSheet(
        item,
        row.type,
        f"{ends[row.from_id].label} {arrow} {ends[row.to_id].label}",
        "",
        tr("Link: {verb}", verb=verb),
        _refs(db, item, row.ref),
        0,
        tuple(section for section in sections if section.rows or section.name == "values"),
    )


def _refs(db: Connection, item: Item, own: str) -> tuple[str, ...]:
    """Give the references of an item: of its sources, its own; below it what was merged into it."""
    assert item.kind in ("entity", "link")
    of_sources = external_refs(db, item.kind, [item.id]).get(item.id, ())
    merged = ", ".join(one.ref for one in members_of(db, item.kind, item.id))
    return (*of_sources, "\n".join([own, *([tr("with {refs}", refs=merged)] if merged else ())]))


def _observation(db: Connection, marks: Marks, item: Item) -> ItemSheet | None:
    ontology = marks.ontology
    row = observations.get_observation(db, item.id)
    if row is None:
        return None
    known = ontology.observation_types.get(row.type)
    ids = [row.entity_id] + ([row.other_id] if row.other_id else [])
    ends = get_entities(db, ids)
    stated = statements.read_statements(db, "observation", [item.id])[item.id]
    values = value_rows(marks, known.properties if known else {}, stated)
    labels = {row.entity_id: tr("Of"), row.other_id: tr("With")}
    own = [
        SheetRow(
            labels[i],
            ends[i].label,
            target=Item("entity", i),
            icon=ontology.entity_types[ends[i].type].icon,
        )
        for i in ids
    ]
    if row.date:
        own.append(SheetRow(tr("Date"), row.date))
    sections = (
        SheetSection("ends", tr("Observation"), tuple(own), len(own)),
        SheetSection("values", tr("Values"), values, len(values)),
        _sources(marks, stated),
        _history(db, "observation", item.id, stated),
    )
    label = tr(known.label) if known else row.type
    return ItemSheet(
        item,
        row.type,
        " · ".join(part for part in (label, row.date) if part),
        "",
        tr("Observation of {name}", name=ends[row.entity_id].label),
        (row.ref,),
        0,
        tuple(section for section in sections if section.rows or section.name == "values"),
    )


def _observation_rows(db: Connection, ontology: Ontology, entity_id: int) -> list[SheetSection]:
    """Read an entity's observations, one section per type, latest first."""
    rows = observations.of_entity(db, entity_id)
    values = observations.values_of(db, [row.id for row in rows])
    sections: dict[str, list[SheetRow]] = {}
    for row in rows:
        known = ontology.observation_types.get(row.type)
        properties = known.properties if known else {}
        texts = [
            format_value(properties[name], value.text, value.unit)
            for name, value in values.get(row.id, {}).items()
            if name in properties
        ]
        label = row.date or tr("undated")
        text_of = " · ".join(text for text in texts if text) or row.ref
        sections.setdefault(row.type, []).append(
            SheetRow(label, text_of, target=Item("observation", row.id))
        )
    return [
        SheetSection(
            f"observation:{name}",
            tr(ontology.observation_types[name].plural)
            if name in ontology.observation_types
            else name,
            tuple(reversed(found)),
            len(found),
        )
        for name, found in sections.items()
    ]


def _sources(marks: Marks, stated: list[StatementRow]) -> SheetSection:
    """List the documents behind an item's statements, each once, with what it supports."""
    found: dict[int, tuple[Source, int]] = {}
    for row in stated:
        document_id = row.source.document_id
        if document_id is not None:
            source, count = found.get(document_id, (row.source, 0))
            found[document_id] = (source, count + (row.property != EXISTS))
    rows = tuple(
        SheetRow(
            source.document_date or tr("undated"),
            source.document_title,
            ntr("{n} value", "{n} values", count) if count else "",
            marks.of(source),
            Item("document", document_id),
        )
        for document_id, (source, count) in sorted(
            found.items(), key=lambda pair: pair[1][0].document_date
        )
    )
    return SheetSection("sources", tr("Sources"), rows, len(rows))


def _history(
    db: Connection, kind: SubjectKind, item_id: int, stated: Sequence[StatementRow]
) -> SheetSection:
    """Read the latest steps that touched an item or what is stated of it."""
    touched = steps_of(db, kind, [item_id]) | steps_of(db, "statement", [row.id for row in stated])
    rows = db.execute(
        text(
            "SELECT s.id, s.label, s.kind, s.started_at, coalesce(a.initials, '') FROM step s "
            "LEFT JOIN analyst a ON a.id = s.analyst_id "
            "WHERE s.id IN (SELECT value FROM json_each(:steps)) ORDER BY s.id DESC LIMIT :most"
        ),
        {"steps": json.dumps(sorted(touched)), "most": _MOST_STEPS},
    ).all()
    words = {"undo": tr("Taken back: {label}"), "redo": tr("Done again: {label}")}
    listed = tuple(
        SheetRow(
            row[3][:16].replace("T", " "),
            words.get(row[2], "{label}").format(label=row[1]),
            row[4],
        )
        for row in rows
    )
    return SheetSection("history", tr("History (UTC)"), listed, len(listed), is_open=False)
