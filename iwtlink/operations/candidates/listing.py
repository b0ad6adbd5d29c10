"""Candidates with the two items they speak of, as a list or another program needs them."""

from __future__ import annotations

from dataclasses import dataclass

from iwtlink.errors import Progress, no_progress
from iwtlink.matching.candidates import Band, Candidate
from iwtlink.operations.candidates.finding import find_all
from iwtlink.operations.finding import find_entity
from iwtlink.store import Store
from iwtlink.store.entities import EntityRow, get_entities


@dataclass(frozen=True, slots=True)
class Listed:
    """A candidate with its two entities."""

    candidate: Candidate
    one: EntityRow
    other: EntityRow


def list_candidates(
    store: Store,
    reference: str | None = None,
    *,
    least: Band = "possible",
    progress: Progress = no_progress,
) -> list[Listed]:
    """List the candidates of a database, or of the one entity with this reference."""
    only = None
    if reference is not None:
        with store.read() as db:
            only = [find_entity(db, reference)]
    found = find_all(store, least=least, only=only, progress=progress)
    with store.read() as db:
        rows = get_entities(db, sorted({i for one in found for i in (one.one_id, one.other_id)}))
    return [
        Listed(one, rows[one.one_id], rows[one.other_id])
        for one in found
        if one.one_id in rows and one.other_id in rows
    ]
