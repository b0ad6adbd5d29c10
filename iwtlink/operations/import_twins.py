"""Who of a table may be known: each new entity against those the database has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from iwtlink.errors import Progress, no_progress
from iwtlink.i18n import tr
from iwtlink.intake.comparing.compare import plan_import
from iwtlink.intake.proposals import EntityKey, Proposals, ProposedEntity
from iwtlink.intake.report import Incomer, KnownTwin
from iwtlink.matching import LIKELY, NameIndex, Twin
from iwtlink.store import Store

_MOST = 3
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
        names = index or NameIndex.read(db, store.ontology)
        told: set[EntityKey] = set()
        found = []
        for table in tables:
            new = [one for one in plan_import(db, table)[0].new_entities if one.key not in told]
            told |= {entity.key for entity in new}
            found.append(_incomers(names, new, progress))
    return found


def _incomers(
    names: NameIndex, new: Sequence[ProposedEntity], progress: Progress
) -> tuple[Incomer, ...]:
    found = []
    for done, entity in enumerate(new):
        if done % 20 == 0:
            progress(done / len(new), tr("Looking who is known already"))
        twins = _twins(names, entity)
        if twins:
            row = entity.rows[0] if entity.rows else 0
            found.append(Incomer(entity.key, entity.type, entity.label, row, twins))
    return tuple(sorted(found, key=lambda one: one.row))


def _twins(names: NameIndex, entity: ProposedEntity) -> tuple[KnownTwin, ...]:
    best: dict[int, Twin] = {}
    for value in entity.values:
        if value.property != "name":
            continue
        for twin in names.twins(value.value.text, entity.type):
            known = best.get(twin.entity_id)
            if known is None or twin.score > known.score:
                best[twin.entity_id] = twin
    ranked = sorted(best.values(), key=lambda twin: (-twin.score, twin.entity_id))
    return tuple(one for twin in ranked[:_MOST] if (one := _known(names, twin)) is not None)


def _known(names: NameIndex, twin: Twin) -> KnownTwin | None:
    known = names.known(twin.entity_id)
    if known is None:
        return None
    band = "likely" if twin.score >= LIKELY else "possible"
    return KnownTwin(known.entity_id, known.ref, known.type, known.label, band, twin.why)


def taken_for(incomers: Sequence[Incomer], chosen: Mapping[EntityKey, int]) -> dict[EntityKey, int]:
    """Give which new entities are ones of ours: as chosen (0: new), else as usual."""
    meant = {one.key: chosen.get(one.key, one.usual) for one in incomers}
    return {key: entity_id for key, entity_id in meant.items() if entity_id}
