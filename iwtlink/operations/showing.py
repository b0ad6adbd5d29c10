"""One item in words: its values, each with its source and grade, its links, its charts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection

from iwtlink.i18n import tr
from iwtlink.ontology import Ontology, PropertyType
from iwtlink.operations.finding import find_item
from iwtlink.operations.grading import own_system, shown_grade
from iwtlink.operations.shown_item import MergedFrom, ShownItem, ShownLink, ShownValue, StatedBy
from iwtlink.store import (
    Store,
    charts,
    documents,
    entities,
    links,
    observations,
    outputs,
    refs,
    statements,
)
from iwtlink.store.ids import Item, SubjectKind
from iwtlink.store.leads import MergeKind, members_of
from iwtlink.store.same_values import by_value
from iwtlink.store.statements import StatementRow
from iwtlink.store.strength import explain


def show_item(store: Store, reference: str) -> ShownItem:
    """Show the item with this reference; raise ``BadInput`` where there is none."""
    with store.read() as db:
        item = find_item(db, reference)
        if item.kind == "entity":
            return _show_entity(db, store.ontology, item)
        if item.kind == "link":
            return _show_link(db, store.ontology, item)
        if item.kind == "observation":
            return _show_observation(db, store.ontology, item)
        return _show_row(db, item)


def _values(
    db: Connection, ontology: Ontology, kind: SubjectKind, item_id: int, type_name: str
) -> tuple[ShownValue, ...]:
    known, own = ontology.properties_of(kind, type_name), own_system(db)
    rows = statements.read_statements(db, kind, [item_id])[item_id]
    order = {name: place for place, name in enumerate(known)}
    rows = [row for row in rows if row.property != statements.EXISTS]
    rows.sort(key=lambda row: order.get(row.property, len(order)))
    told = by_value(ontology, rows)
    return tuple(
        _shown(known, same, [_stated(ontology, own, row) for row in same]) for same in told
    )


def _stated(ontology: Ontology, own: str, row: StatementRow) -> StatedBy:
    grade = shown_grade(ontology, row.source, own).text
    return StatedBy(row.source.document_ref, grade, row.is_shown)


def _shown(
    known: Mapping[str, PropertyType], same: Sequence[StatementRow], told: Sequence[StatedBy]
) -> ShownValue:
    row = same[0]
    return ShownValue(
        row.property,
        known[row.property].label if row.property in known else row.property,
        row.value,
        row.unit,
        row.kind,
        row.held,
        row.is_shown,
        told[0].source,
        told[0].grade,
        tuple(told),
    )


def _merged_from(db: Connection, kind: MergeKind, item_id: int) -> tuple[MergedFrom, ...]:
    return tuple(
        MergedFrom(one.ref, one.label, one.merged_by, one.merged_at, one.reason)
        for one in members_of(db, kind, item_id)
    )


def _stated_by(
    db: Connection, ontology: Ontology, kind: SubjectKind, item_id: int
) -> tuple[str, ...]:
    rows, own = statements.read_statements(db, kind, [item_id])[item_id], own_system(db)
    sources = [
        f"{row.source.document_ref} {shown_grade(ontology, row.source, own).text}".strip()
        for row in rows
        if row.property == statements.EXISTS and row.source.record_id
    ]
    return tuple(dict.fromkeys(sources))


def _show_entity(db: Connection, ontology: Ontology, item: Item) -> ShownItem:
    row = entities.get_entities(db, [item.id])[item.id]
    found = links.of_entity(db, item.id)
    others = {i for link in found for i in (link.from_id, link.to_id)}
    ends = entities.get_entities(db, list(others))
    shown_links = []
    for link in found:
        known = ontology.link_types[link.type]
        is_forward = link.from_id == item.id
        other = ends[link.to_id if is_forward else link.from_id]
        shown_links.append(
            ShownLink(
                link.ref,
                known.verb if is_forward else known.reverse_verb,
                other.ref,
                other.label,
                link.role,
                link.strength,
                link.start,
                link.end,
            )
        )
    return ShownItem(
        "entity",
        row.ref,
        tuple(refs.external_refs(db, "entity", [item.id]).get(item.id, ())),
        row.type,
        tr(ontology.entity_types[row.type].label),
        f"{row.label} {row.script_label}".strip(),
        stated_by=_stated_by(db, ontology, "entity", item.id),
        merged_from=_merged_from(db, "entity", item.id),
        values=_values(db, ontology, "entity", item.id, row.type),
        links=tuple(shown_links),
        observations=tuple(_observed(db, observations.of_entity(db, item.id))),
        charts=tuple(chart.title for chart in charts.charts_showing(db, item.id)),
    )


def _observed(
    db: Connection, rows: Iterable[observations.ObservationRow]
) -> Iterable[Mapping[str, str]]:
    found = list(rows)
    values = observations.values_of(db, [row.id for row in found])
    for row in found:
        named = {name: value.text for name, value in values.get(row.id, {}).items()}
        yield {"ref": row.ref, "type": row.type, "on": row.date, **named}


def _show_link(db: Connection, ontology: Ontology, item: Item) -> ShownItem:
    row = links.get_link(db, item.id)
    assert row is not None
    ends = entities.get_entities(db, [row.from_id, row.to_id])
    known = ontology.link_types[row.type]
    start, end = ends[row.from_id], ends[row.to_id]
    return ShownItem(
        "link",
        row.ref,
        tuple(refs.external_refs(db, "link", [item.id]).get(item.id, ())),
        row.type,
        tr(known.label),
        f"{start.label} {known.verb} {end.label}",
        fields={"from": start.ref, "to": end.ref, "strength": row.strength}
        | _why(db, ontology, row),
        stated_by=_stated_by(db, ontology, "link", item.id),
        merged_from=_merged_from(db, "link", item.id),
        values=_values(db, ontology, "link", item.id, row.type),
    )


def _why(db: Connection, ontology: Ontology, row: links.LinkRow) -> dict[str, str]:
    """Say on what the strength of a link rests, and what its sources make of it."""
    told = explain(db, row.id, ontology)
    return {
        "strength_is_set": row.strength_reason or tr("yes") if row.is_strength_set else "",
        "by_grades": " ".join(told.because),
        "beware": " ".join(told.warnings),
    }


def _show_observation(db: Connection, ontology: Ontology, item: Item) -> ShownItem:
    row = observations.get_observation(db, item.id)
    assert row is not None
    owner = entities.get_entities(db, [row.entity_id])[row.entity_id]
    label = tr(ontology.observation_types[row.type].label)
    return ShownItem(
        "observation",
        row.ref,
        tuple(refs.external_refs(db, "observation", [item.id]).get(item.id, ())),
        row.type,
        label,
        f"{label}: {owner.label}",
        fields={"of": owner.ref, "on": row.date},
        stated_by=_stated_by(db, ontology, "observation", item.id),
        values=_values(db, ontology, "observation", item.id, row.type),
    )


def _show_row(db: Connection, item: Item) -> ShownItem:
    """Show an item that is a row of its own table: a document, a product and so on."""
    ref, label, values = _row_of(db, item)
    return ShownItem(
        item.kind,
        ref,
        tuple(refs.external_refs(db, item.kind, [item.id]).get(item.id, ())),
        item.kind,
        tr(item.kind),
        label,
        fields=values,
    )


def _row_of(db: Connection, item: Item) -> tuple[str, str, Mapping[str, object]]:
    if item.kind == "document":
        document = documents.get_document(db, item.id)
        assert document is not None
        records = ", ".join(row.ref for row in documents.records_of(db, item.id))
        known = _fields(document.document) | {"records": records}
        return document.ref, document.document.title, known
    if item.kind == "record":
        record = documents.get_record(db, item.id)
        assert record is not None
        return record.ref, record.record.passage or record.record.place, _fields(record.record)
    if item.kind == "product":
        product = outputs.get_product(db, item.id)
        known = _fields(product.product) | {"recipients": ", ".join(product.recipients)}
        return product.ref, product.product.title, known
    if item.kind == "article":
        article = outputs.get_article(db, item.id)
        return article.ref, article.article.headline, _fields(article.article)
    if item.kind == "recipient":
        recipient = outputs.get_recipient(db, item.id)
        return recipient.ref, recipient.name, {"channel": recipient.channel}
    chart = charts.get_chart(db, item.id)
    assert chart is not None
    return chart.ref, chart.title, {"entities": chart.entity_count}


def _fields(value: object) -> dict[str, object]:
    return {name: getattr(value, name) for name in type(value).__slots__}  # type: ignore[attr-defined]
