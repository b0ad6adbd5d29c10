"""Who of a table may be known: each new entity against those the database has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection

from iwtlink.errors import Progress, no_progress
from iwtlink.i18n import tr
from iwtlink.intake.comparing.compare import plan_import
from iwtlink.intake.proposals import EntityKey, Proposals, ProposedEntity
from iwtlink.intake.report import Incomer, KnownTwin
from iwtlink.matching import LIKELY, NameIndex, Twin
from iwtlink.matching.candidates import Candidate
from iwtlink.ontology import Ontology
from iwtlink.operations.candidates.proposals import for_proposals
from iwtlink.operations.known_names import twins_of_many
from iwtlink.operations.known_numbers import Bearer, KnownNumbers
from iwtlink.store import Store

_BANDS = ("certain", "likely", "possible")
_MANY = 400
"""From this many new entities on all names are compared at once, in bulk."""
_MOST = 3
_REASONS = 3
_Twins = dict[EntityKey, tuple[KnownTwin, ...]]
"""How many known ones are offered for each new entity."""


def find_incomers(
    store: Store,
    tables: Sequence[Proposals],
    index: NameIndex | None = None,
    progress: Progress = no_progress,
) -> list[tuple[Incomer, ...]]:
    """Find for each table the new entities that may be known, in order of its rows.

    Tables that build on each other name an entity once: with the first that brings it.
    ``index`` holds the names of the database where they were read already.
    """
    with store.read() as db:
        progress(0.0, tr("Looking who is known already"))
        names = index or NameIndex.read(db, store.ontology)
        told: set[EntityKey] = set()
        found = []
        for table in tables:
            new = [one for one in plan_import(db, table)[0].new_entities if one.key not in told]
            told |= {entity.key for entity in new}
            if len(new) > _MANY:
                twins = _twins_of_many(db, store.ontology, names, new, progress)
            else:
                twins = _weighed(
                    names, new, for_proposals(store, new, index=names, progress=progress)
                )
            found.append(_incomers(new, twins))
    return found


def find_certain(store: Store, table: Proposals) -> dict[EntityKey, int]:
    """Find whom the new entities of a table are by a number that is their own."""
    with store.read() as db:
        new = plan_import(db, table)[0].new_entities
        numbers = KnownNumbers.read(db, store.ontology)
    found = {entity.key: certain_of(numbers, entity) for entity in new}
    return {key: entity_id for key, entity_id in found.items() if entity_id}


def certain_of(numbers: KnownNumbers, entity: ProposedEntity) -> int:
    """Give the only entity that a new one is by a number of its own; 0 where there is none."""
    ids = {one.entity_id for one in _bearers(numbers, entity) if one.is_certain}
    return next(iter(ids)) if len(ids) == 1 else 0


def _incomers(new: Sequence[ProposedEntity], twins: _Twins) -> tuple[Incomer, ...]:
    found = [
        Incomer(one.key, one.type, one.label, one.rows[0] if one.rows else 0, twins[one.key])
        for one in new
        if twins.get(one.key)
    ]
    return tuple(sorted(found, key=lambda one: one.row))


def _weighed(
    names: NameIndex, new: Sequence[ProposedEntity], found: Sequence[Sequence[Candidate]]
) -> _Twins:
    """Give the twins of each new entity with all that speaks for them."""
    twins: _Twins = {}
    for entity, candidates in zip(new, found, strict=True):
        listed = [
            KnownTwin(known.entity_id, known.ref, known.type, known.label, one.band, _why(one))
            for one in candidates
            if (known := names.known(one.other_id)) is not None
        ]
        twins[entity.key] = tuple(listed[:_MOST])
    return twins


def _why(candidate: Candidate) -> str:
    return "; ".join(one.words for one in candidate.reasons[:_REASONS] if one.words)


def _twins_of_many(
    db: Connection,
    ontology: Ontology,
    names: NameIndex,
    new: Sequence[ProposedEntity],
    progress: Progress,
) -> _Twins:
    """Compare names and numbers in bulk: near linear, however many come."""
    by_name = twins_of_many(db, ontology, new, progress)
    numbers = KnownNumbers.read(db, ontology)
    return {one.key: _by_both(names, numbers, one, by_name.get(one.key, ())) for one in new}


def _by_both(
    names: NameIndex, numbers: KnownNumbers, entity: ProposedEntity, by_name: Sequence[Twin]
) -> tuple[KnownTwin, ...]:
    found: dict[int, KnownTwin] = {}
    for bearer in _bearers(numbers, entity):
        why = tr("{label} {number} is the same", label=tr(bearer.label), number=bearer.stated)
        _add(found, names, bearer.entity_id, "certain" if bearer.is_certain else "possible", why)
    for twin in by_name:
        band = "likely" if twin.score >= LIKELY else "possible"
        _add(found, names, twin.entity_id, band, twin.why)
    ranked = sorted(found.values(), key=lambda one: (_BANDS.index(one.band), one.entity_id))
    return tuple(ranked[:_MOST])


def _add(
    found: dict[int, KnownTwin], names: NameIndex, entity_id: int, band: str, why: str
) -> None:
    """Remember a twin under the surest band, with all that speaks for it."""
    known, before = names.known(entity_id), found.get(entity_id)
    if known is None:
        return
    whys = [] if before is None else [before.why]
    if before is not None and _BANDS.index(before.band) <= _BANDS.index(band):
        band = before.band
    told = "; ".join(dict.fromkeys([*whys, why]))
    found[entity_id] = KnownTwin(entity_id, known.ref, known.type, known.label, band, told)


def _bearers(numbers: KnownNumbers, entity: ProposedEntity) -> list[Bearer]:
    values: dict[str, list[str]] = {}
    for value in entity.values:
        values.setdefault(value.property, []).append(value.value.text)
    return numbers.bearers(entity.type, values)


def taken_for(incomers: Sequence[Incomer], chosen: Mapping[EntityKey, int]) -> dict[EntityKey, int]:
    """Give which new entities are ones of ours: as chosen (0: new), else as usual."""
    meant = {one.key: chosen.get(one.key, one.usual) for one in incomers}
    return {key: entity_id for key, entity_id in meant.items() if entity_id}
