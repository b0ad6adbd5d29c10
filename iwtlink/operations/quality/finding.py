"""What a checker is asked about, and what it finds."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from iwtlink.ontology import Ontology
from iwtlink.store.ids import Item


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault of one item, in a sentence; ``property`` and ``other`` lead to the fix."""

    rule: str
    item: Item
    sentence: str
    property: str = ""
    other: Item | None = None


@dataclass(frozen=True, slots=True)
class Scope:
    """What is looked at: the whole database, or one item. ``today`` is an ISO day."""

    db: Connection
    ontology: Ontology
    today: str
    item: Item | None = None

    def only(self, kind: str, column: str) -> str:
        """Give the SQL condition that keeps a query to the items looked at."""
        if self.item is None:
            return "1"
        return f"{column} = {int(self.item.id)}" if self.item.kind == kind else "0"

    def subjects(self, alias: str) -> str:
        """Give the SQL condition that keeps statements to the entities and links looked at."""
        if self.item is None:
            return f"{alias}.subject_kind IN ('entity', 'link')"
        kind = self.item.kind if self.item.kind in ("entity", "link") else "none"
        return f"{alias}.subject_id = {int(self.item.id)} AND {alias}.subject_kind = '{kind}'"
