"""Who is linked to the selected entities and not yet on the chart: by verb and type, counted."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from iwtlink.gui.reading.links import verb_of
from iwtlink.i18n import tr
from iwtlink.ontology import Ontology
from iwtlink.store.entities import get_entities
from iwtlink.store.links import of_entity


@dataclass(frozen=True, slots=True)
class NeighbourGroup:
    """Neighbours reached by the same verb that are of the same type."""

    verb: str
    type: str
    type_label: str
    icon: str
    ids: tuple[int, ...]


def read_neighbours(
    db: Connection, ontology: Ontology, entity_ids: Sequence[int], there: Collection[int]
) -> list[NeighbourGroup]:
    """Group the neighbours not among ``there``, the largest group first."""
    on_chart = set(there)
    found: dict[tuple[str, int], None] = {}
    for entity_id in entity_ids:
        for row in of_entity(db, entity_id):
            other = int(row.to_id if row.from_id == entity_id else row.from_id)
            if other not in on_chart:
                found[verb_of(ontology, row, entity_id), other] = None
    types = {i: row.type for i, row in get_entities(db, [i for _, i in found]).items()}
    groups: dict[tuple[str, str], list[int]] = {}
    for verb, other in found:
        groups.setdefault((verb, types[other]), []).append(other)
    made = [
        NeighbourGroup(
            verb,
            name,
            tr(ontology.entity_types[name].label) if name in ontology.entity_types else name,
            ontology.entity_types[name].icon if name in ontology.entity_types else "",
            tuple(ids),
        )
        for (verb, name), ids in groups.items()
    ]
    return sorted(made, key=lambda group: (-len(group.ids), group.verb))
