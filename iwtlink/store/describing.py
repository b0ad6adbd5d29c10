"""What an item is called when it is told of: its reference and a few words."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, text

from iwtlink.i18n import tr
from iwtlink.ontology import Ontology


@dataclass(frozen=True, slots=True)
class Described:
    """An item's reference (empty for a statement) and a label."""

    ref: str
    label: str


_WORDS = {
    "entity": "SELECT id, ref, label FROM entity",
    "document": "SELECT id, ref, title FROM document",
    "record": (
        "SELECT id, ref, CASE WHEN passage <> '' THEN substr(passage, 1, 80) ELSE (SELECT title "
        "FROM document d WHERE d.id = document_id) || ' ' || place || page END FROM record"
    ),
    "article": "SELECT id, ref, headline FROM article",
    "product": "SELECT id, ref, title FROM product",
    "recipient": "SELECT id, ref, name FROM recipient",
    "chart": "SELECT id, ref, title FROM chart",
    "link": (
        "SELECT l.id, l.ref, l.type, a.label, b.label FROM link l "
        "JOIN entity a ON a.id = l.from_id JOIN entity b ON b.id = l.to_id"
    ),
    "observation": (
        "SELECT o.id, o.ref, o.type, e.label, o.date FROM observation o "
        "JOIN entity e ON e.id = o.entity_id"
    ),
    "statement": "SELECT s.id, '', s.property, s.value FROM statement s",
}
_ALIAS = {"link": "l.", "observation": "o.", "statement": "s."}


def describe(
    db: Connection, ontology: Ontology | None, kind: str, ids: Sequence[int]
) -> dict[int, Described]:
    """Say what the items are called, by id; those not there are left out.

    Without an ontology, types and properties are called by their names.
    """
    query = f"{_WORDS[kind]} WHERE {_ALIAS.get(kind, '')}id IN (SELECT value FROM json_each(:ids))"
    rows = db.execute(text(query), {"ids": json.dumps([int(i) for i in ids])})
    return {
        int(row[0]): Described(str(row[1]), _label(ontology, kind, [str(w) for w in row[2:]]))
        for row in rows
    }


def _label(ontology: Ontology | None, kind: str, words: Sequence[str]) -> str:
    if kind == "link":
        known = ontology.link_types.get(words[0]) if ontology else None
        return f"{words[1]} {tr(known.verb) if known else words[0]} {words[2]}"
    if kind == "observation":
        about = ontology.observation_types.get(words[0]) if ontology else None
        return f"{tr(about.label) if about else words[0]}: {words[1]} {words[2]}".strip()
    if kind == "statement":
        return f"{property_label(ontology, words[0])}: {words[1]}"
    return words[0].strip()


def property_label(ontology: Ontology | None, name: str) -> str:
    """Give what a property is called, whichever type has it."""
    if name == "exists":
        return tr("Existence")
    if ontology is None:
        return name
    for types in (ontology.entity_types, ontology.link_types, ontology.observation_types):
        for known in types.values():
            if name in known.properties:
                return tr(known.properties[name].label)
    return name
