"""Rated items with their names, for the command line, tables and the quality page."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, text

from iwtlink.errors import BadInput, Progress, no_progress
from iwtlink.i18n import ntr, tr
from iwtlink.ontology import Ontology
from iwtlink.operations.quality.rating import QualityReport, Rating, check_all
from iwtlink.store import Store
from iwtlink.store.ids import Item, Kind

_KINDS = ("entity", "link", "document")


@dataclass(frozen=True, slots=True)
class RatedItem:
    """One item with a fault: its name, its rating and the reasons, the gravest first."""

    item: Item
    ref: str
    type: str
    type_label: str
    label: str
    points: int
    level: str
    word: str
    rules: tuple[str, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QualityListing:
    """Items with a fault, worst first; ``total`` counts those that are not listed too."""

    items: tuple[RatedItem, ...]
    total: int
    counts: dict[str, int]
    looked_at: int
    faultless: int

    @property
    def sentence(self) -> str:
        """Say how much was looked at and how much is without fault."""
        items = ntr(
            "{n} entity or link looked at", "{n} entities and links looked at", self.looked_at
        )
        return tr(
            "{items}; no rule finds fault in {fine} of them.",
            items=items,
            fine=f"{self.faultless:,}",
        )


def list_quality(
    store: Store,
    *,
    rule: str = "",
    type_name: str = "",
    limit: int = 1_000,
    progress: Progress = no_progress,
) -> QualityListing:
    """Rate a database and name the worst items. Raise ``BadInput`` for no rule or no type."""
    with store.read() as db:
        refuse_unknown_type(store.ontology, type_name)
        report = check_all(db, store.ontology, only=rule, progress=progress)
        return listed(db, store.ontology, report, type_name=type_name, limit=limit)


def refuse_unknown_type(ontology: Ontology, name: str) -> None:
    """Raise ``BadInput`` for a word that is no type of entity or link, and no kind."""
    if name and name not in (*_KINDS, *ontology.entity_types, *ontology.link_types):
        raise BadInput(tr("There is no type {type}.", type=name))


def listed(
    db: Connection,
    ontology: Ontology,
    report: QualityReport,
    *,
    type_name: str = "",
    limit: int = 1_000,
) -> QualityListing:
    """Name the worst items of a report; of one type (or those that extend it) where asked."""
    ratings = report.ratings
    if type_name:
        wanted = _of_type(db, ontology, type_name)
        ratings = tuple(one for one in ratings if one.item in wanted)
    shown = ratings[:limit]
    names = _names(db, ontology, [one.item for one in shown])
    return QualityListing(
        tuple(_rated(one, names[one.item]) for one in shown if one.item in names),
        len(ratings),
        dict(report.counts),
        report.looked_at,
        report.faultless,
    )


def _rated(rating: Rating, named: tuple[str, str, str, str]) -> RatedItem:
    ref, type_name, type_label, label = named
    return RatedItem(
        rating.item,
        ref,
        type_name,
        type_label,
        label,
        rating.points,
        rating.level.name,
        rating.level.word,
        tuple(dict.fromkeys(finding.rule for finding in rating.findings)),
        tuple(finding.sentence for finding in rating.findings),
    )


def _of_type(db: Connection, ontology: Ontology, name: str) -> frozenset[Item]:
    """Give every item of a type, of those that extend it, or of a kind."""
    if name == "document":
        return frozenset(Item("document", i) for i in db.scalars(text("SELECT id FROM document")))
    if name in ("link", *ontology.link_types):
        types = [name] if name in ontology.link_types else None
        return frozenset(Item("link", i) for i in _ids(db, "link", types))
    types = [t for t in ontology.entity_types if ontology.is_a(t, name)]
    return frozenset(Item("entity", i) for i in _ids(db, "entity", types))


def _ids(db: Connection, table: str, types: Sequence[str] | None) -> list[int]:
    where = "" if types is None else "WHERE type IN (SELECT value FROM json_each(:types))"
    query = text(f'SELECT id FROM "{table}" {where}')
    return list(db.scalars(query, {"types": json.dumps(types)} if types is not None else {}))


_NAMES: dict[Kind, str] = {
    "entity": "SELECT id, ref, type, label FROM entity",
    "document": "SELECT id, ref, kind, title FROM document",
    "link": (
        "SELECT l.id, l.ref, l.type, f.label || iif(l.is_directed, ' → ', ' – ') || t.label "
        "FROM link l JOIN entity f ON f.id = l.from_id JOIN entity t ON t.id = l.to_id"
    ),
}


def _names(
    db: Connection, ontology: Ontology, items: Sequence[Item]
) -> dict[Item, tuple[str, str, str, str]]:
    """Give reference, type, its label and name of each item that is still there."""
    labels = {name: known.label for name, known in ontology.entity_types.items()}
    labels |= {name: known.verb for name, known in ontology.link_types.items()}
    labels |= {c.code: c.label for c in ontology.code_lists["document_kinds"].codes.values()}
    found: dict[Item, tuple[str, str, str, str]] = {}
    for kind, query in _NAMES.items():
        ids = json.dumps([item.id for item in items if item.kind == kind])
        alias = "l.id" if kind == "link" else "id"
        where = f"{query} WHERE {alias} IN (SELECT value FROM json_each(:ids))"
        for number, ref, type_name, label in db.execute(text(where), {"ids": ids}):
            type_label = tr(labels.get(type_name, type_name))
            found[Item(kind, number)] = (ref, type_name, type_label, label)
    return found
