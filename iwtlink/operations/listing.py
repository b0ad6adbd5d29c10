"""Lists of items as plain tables: for the command line and for export."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Connection

from iwtlink.errors import BadInput
from iwtlink.i18n import tr
from iwtlink.ontology import Ontology, PropertyType, Value
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


@dataclass(frozen=True, slots=True)
class Listing:
    """Items of one type: what the columns are called, and a row for each item."""

    type: str
    columns: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]

    def items(self) -> list[dict[str, object]]:
        """Give the rows as objects with the columns' names."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


def list_type(store: Store, type_name: str) -> Listing:
    """List all items of a type or kind; raise ``BadInput`` for a word that is neither."""
    ontology = store.ontology
    with store.read() as db:
        kind = type_name if type_name in _KINDS else f"{type_name}s"
        if kind in _KINDS:
            return _KINDS[kind](db, ontology)
        if type_name in ontology.entity_types:
            return _entities(db, ontology, type_name)
        if type_name in ontology.link_types:
            return _links(db, ontology, type_name)
        if type_name in ontology.observation_types:
            return _observations(db, ontology, type_name)
    raise BadInput(
        tr(
            "There is no type {type}. Say one of {kinds}, or a type such as person or member_of.",
            type=type_name,
            kinds=", ".join(_KINDS),
        )
    )


def _entities(db: Connection, ontology: Ontology, type_name: str | None = None) -> Listing:
    types = None
    featured: tuple[str, ...] = ()
    if type_name is not None:
        types = [name for name in ontology.entity_types if ontology.is_a(name, type_name)]
        featured = tuple(p for p in ontology.entity_types[type_name].featured if p != "name")
    found = entities.list_entities(db, types)
    source_refs = refs.external_refs(db, "entity", [row.id for row in found])
    values = statements.shown_values(db, "entity", featured) if featured else {}
    rows = tuple(
        (
            row.ref,
            ", ".join(source_refs.get(row.id, ())),
            row.type,
            row.label,
            row.script_label,
            *(values.get(row.id, {}).get(name, "") for name in featured),
        )
        for row in found
    )
    columns = ("ref", "source_refs", "type", "name", "original_script", *featured)
    return Listing(type_name or "entities", columns, rows)


def _links(db: Connection, ontology: Ontology, type_name: str | None = None) -> Listing:
    del ontology
    found = links.list_links(db, type_name)
    ends = entities.get_entities(db, list({i for row in found for i in (row.from_id, row.to_id)}))
    source_refs = refs.external_refs(db, "link", [row.id for row in found])
    columns = (
        *("ref", "source_refs", "from_ref", "from", "type", "to_ref", "to", "role", "strength"),
        *("start", "end", "percent", "amount", "currency", "quantity", "unit", "is_directed"),
    )
    rows = tuple(
        (
            row.ref,
            ", ".join(source_refs.get(row.id, ())),
            ends[row.from_id].ref,
            ends[row.from_id].label,
            row.type,
            ends[row.to_id].ref,
            ends[row.to_id].label,
            row.role,
            row.strength,
            row.start,
            row.end,
            row.percent,
            row.amount,
            row.currency,
            row.quantity,
            row.unit,
            row.is_directed,
        )
        for row in found
    )
    return Listing(type_name or "links", columns, rows)


def _observations(db: Connection, ontology: Ontology, type_name: str | None = None) -> Listing:
    found = observations.list_observations(db, type_name)
    owners = entities.get_entities(db, list({row.entity_id for row in found}))
    source_refs = refs.external_refs(db, "observation", [row.id for row in found])
    values = observations.values_of(db, [row.id for row in found])
    shown = {name for known in values.values() for name in known}
    properties = ontology.observation_types[type_name].properties if type_name else {}
    names = tuple(name for name in (properties or sorted(shown)) if name in shown)
    rows = tuple(
        (
            row.ref,
            ", ".join(source_refs.get(row.id, ())),
            row.type,
            owners[row.entity_id].ref,
            owners[row.entity_id].label,
            row.date,
            *(_cell(properties.get(name), values.get(row.id, {}).get(name)) for name in names),
        )
        for row in found
    )
    columns = ("ref", "source_refs", "type", "of_ref", "of", "on", *names)
    return Listing(type_name or "observations", columns, rows)


def _cell(known: PropertyType | None, value: Value | None) -> object:
    """Give a value as a number where its property fixes the unit, else as text."""
    if value is None:
        return ""
    is_plain = not value.unit or (known is not None and known.unit == value.unit)
    return value.number if value.number is not None and is_plain else value.text


def _documents(db: Connection, ontology: Ontology) -> Listing:
    del ontology
    found = documents.list_documents(db)
    source_refs = refs.external_refs(db, "document", [row.id for row in found])
    columns = (
        *("ref", "source_refs", "title", "kind", "language", "date", "received_on"),
        *("register_no", "is_protected"),
    )
    rows = tuple(
        (
            row.ref,
            ", ".join(source_refs.get(row.id, ())),
            row.document.title,
            row.document.kind,
            row.document.language,
            row.document.date,
            row.document.received_on,
            row.document.register_no,
            row.document.is_protected,
        )
        for row in found
    )
    return Listing("documents", columns, rows)


def _records(db: Connection, ontology: Ontology) -> Listing:
    del ontology
    columns = (
        *("ref", "document_ref", "page", "place", "passage", "grading"),
        *("reliability", "credibility", "handling", "tlp"),
    )
    owners = {row.id: row.ref for row in documents.list_documents(db)}
    rows = tuple(
        (
            row.ref,
            owners[row.document_id],
            row.record.page,
            row.record.place,
            row.record.passage,
            row.record.grading,
            row.record.reliability,
            row.record.credibility,
            row.record.handling,
            row.record.tlp,
        )
        for row in documents.list_records(db)
    )
    return Listing("records", columns, rows)


def _articles(db: Connection, ontology: Ontology) -> Listing:
    del ontology
    columns = ("ref", "headline", "outlet", "country", "language", "date", "topic", "is_prompted")
    rows = tuple(
        (row.ref, *(getattr(row.article, name) for name in columns[1:]))
        for row in outputs.list_articles(db)
    )
    return Listing("articles", columns, rows)


def _products(db: Connection, ontology: Ontology) -> Listing:
    del ontology
    columns = ("ref", "title", "kind", "version", "date", "tlp", "status", "recipients")
    rows = tuple(
        (
            row.ref,
            *(getattr(row.product, name) for name in columns[1:-1]),
            "; ".join(row.recipients),
        )
        for row in outputs.list_products(db)
    )
    return Listing("products", columns, rows)


def _recipients(db: Connection, ontology: Ontology) -> Listing:
    del ontology
    columns = ("ref", "name", "contact", "channel")
    found = outputs.list_recipients(db)
    rows = tuple((row.ref, row.name, row.contact, row.channel) for row in found)
    return Listing("recipients", columns, rows)


def _charts(db: Connection, ontology: Ontology) -> Listing:
    del ontology
    rows = tuple((row.ref, row.title, row.entity_count) for row in charts.list_charts(db))
    return Listing("charts", ("ref", "title", "entities"), rows)


_KINDS: dict[str, Callable[[Connection, Ontology], Listing]] = {
    "entities": _entities,
    "links": _links,
    "observations": _observations,
    "documents": _documents,
    "records": _records,
    "articles": _articles,
    "products": _products,
    "recipients": _recipients,
    "charts": _charts,
}
