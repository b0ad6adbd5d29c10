"""What an import will write: worked out by ``compare``, carried out by ``load``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from iwtlink.intake.proposals import (
    EntityKey,
    Proposals,
    ProposedDissemination,
    ProposedEntity,
    ProposedItem,
    ProposedLink,
    ProposedObservation,
    ProposedRecord,
    ProposedValue,
    fold_ref,
)
from iwtlink.ontology.model import Kind

Key = tuple[object, ...]
RecordKey = tuple[str, int]
"""(folded document reference or "" for the file itself, row)."""


@dataclass(slots=True)
class Plan:
    """What an import will write. Ids are of items the database has; what is not there is new."""

    proposals: Proposals
    document_ids: dict[str, int] = field(default_factory=dict)
    file_document_id: int | None = None
    item_ids: dict[tuple[str, str], int] = field(default_factory=dict)
    item_changes: list[tuple[str, int, dict[str, str]]] = field(default_factory=list)
    new_items: list[ProposedItem] = field(default_factory=list)
    entity_ids: dict[EntityKey, int] = field(default_factory=dict)
    entity_types: dict[EntityKey, str] = field(default_factory=dict)
    """Types of the known ends that the table itself does not describe."""
    new_entities: list[ProposedEntity] = field(default_factory=list)
    link_ids: dict[Key, int] = field(default_factory=dict)
    new_links: list[ProposedLink] = field(default_factory=list)
    strengths: list[tuple[str, int]] = field(default_factory=list)
    observation_ids: dict[Key, int] = field(default_factory=dict)
    new_observations: list[ProposedObservation] = field(default_factory=list)
    observation_dates: list[tuple[str, int]] = field(default_factory=list)
    additions: list[tuple[Kind, int, ProposedValue]] = field(default_factory=list)
    changes: list[tuple[int, ProposedValue]] = field(default_factory=list)
    new_refs: list[tuple[EntityKey, str]] = field(default_factory=list)
    record_ids: dict[RecordKey, int] = field(default_factory=dict)
    lost_records: set[RecordKey] = field(default_factory=set)
    """Records that name a document nobody knows."""
    record_changes: list[tuple[int, Mapping[str, str]]] = field(default_factory=list)
    witnesses: list[tuple[Kind, int, str, RecordKey]] = field(default_factory=list)
    """Items we have that a further document now also states: kind, id, type, its record."""
    new_disseminations: list[ProposedDissemination] = field(default_factory=list)


def record_key(record: ProposedRecord) -> RecordKey:
    """Gives the key under which a plan knows a record."""
    return (fold_ref(record.document), record.row)


def needed_records(plan: Plan) -> list[ProposedRecord]:
    """Gives the records to be made: those that state something the database did not have."""
    rows = {entity.rows[0] for entity in plan.new_entities}
    rows |= {row for link in plan.new_links for row in link.rows}
    rows |= {seen.row for seen in plan.new_observations}
    rows |= {value.row for _, _, value in plan.additions}
    rows |= {value.row for _, value in plan.changes}
    rows |= {item.row for item in plan.new_items}
    witnesses = {key for *_, key in plan.witnesses}
    return [
        record
        for record in plan.proposals.records
        if (record.row in rows or record_key(record) in witnesses)
        and record_key(record) not in plan.record_ids
        and record_key(record) not in plan.lost_records
    ]
