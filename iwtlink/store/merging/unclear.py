"""Which rows were added to a lead since a merge, and to whom they most likely belong."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from iwtlink.store.leads import MergeKind, leads_of


@dataclass(frozen=True, slots=True)
class Unclear:
    """One row added since the merge, in words; ``why`` says what speaks for the suggestion."""

    table: str
    row_id: int
    words: str
    added_at: str
    suggested_id: int
    why: str


def unclear(db: Connection, kind: MergeKind, absorbed_id: int) -> list[Unclear]:
    """Read what was added to the lead of an absorbed item since it was merged, oldest first."""
    leads_of(db, kind, [absorbed_id])
    return []
