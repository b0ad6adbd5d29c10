"""Find pairs that may be one: in a whole database, of one entity, or say all about one pair."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection

from iwtlink.errors import Progress, no_progress
from iwtlink.matching.candidates import Band, Candidate, Reason, is_at_least
from iwtlink.matching.compare import LIKELY, POSSIBLE, Likeness, compare_names
from iwtlink.matching.index import NameIndex
from iwtlink.matching.names import read_name
from iwtlink.store import Store
from iwtlink.store.entities import names_of


def find_all(
    store: Store,
    *,
    least: Band = "possible",
    kind: str = "entity",
    only: Collection[int] | None = None,
    progress: Progress = no_progress,
) -> list[Candidate]:
    """Find all pairs that may be one, surest first.

    ``only`` keeps to pairs of which at least one is among the given ids.
    """
    if kind != "entity":
        return []
    with store.read() as db:
        index = NameIndex.read(db, store.ontology)
        names = names_of(db)
        found: dict[tuple[int, int], Candidate] = {}
        for done, (entity_id, known) in enumerate(sorted(names.items())):
            progress(done / len(names), "")
            for name in known:
                row = index.known(entity_id)
                for twin in index.twins(name, row.type if row else ""):
                    pair = (min(entity_id, twin.entity_id), max(entity_id, twin.entity_id))
                    if twin.entity_id != entity_id and (only is None or {*pair} & {*only}):
                        found[pair] = _compared(db, *pair)
    listed = [candidate for candidate in found.values() if is_at_least(candidate.band, least)]
    return sorted(listed, key=lambda found: (-found.score, found.one_id, found.other_id))


def find_for(store: Store, entity_id: int) -> list[Candidate]:
    """Find whom one entity may be, surest first."""
    return find_all(store, only=[entity_id])


def explain(store: Store, one_id: int, other_id: int) -> Candidate:
    """Say all that speaks for and against two entities being one, whatever the band."""
    with store.read() as db:
        return _compared(db, *sorted((one_id, other_id)))


def _compared(db: Connection, one_id: int, other_id: int) -> Candidate:
    names = names_of(db, [one_id, other_id])
    best, met = Likeness(0.0, ""), ("", "")
    for one in names.get(one_id, []):
        for other in names.get(other_id, []):
            alike = compare_names(read_name(one), read_name(other))
            if alike.score > best.score:
                best, met = alike, (one, other)
    band: Band = (
        "likely" if best.score >= LIKELY else "possible" if best.score >= POSSIBLE else "none"
    )
    key = "name:" + "|".join(sorted(met))
    reasons = (Reason(key, "+", best.score, best.why),) if best.score else ()
    return Candidate(one_id, other_id, best.score, band, reasons, best, names=met)
