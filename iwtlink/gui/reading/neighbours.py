"""Who is linked to the selected entities and not yet on the chart: by verb and type, counted."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, text

from iwtlink.gui.reading.links import verb_of
from iwtlink.i18n import tr
from iwtlink.ontology import Ontology
from iwtlink.store.entities import get_entities

_TOUCHING = """
    SELECT id, type, from_id, to_id, is_directed FROM link
    WHERE from_id IN (SELECT value FROM json_each(:ids))
    UNION SELECT id, type, from_id, to_id, is_directed FROM link
    WHERE to_id IN (SELECT value FROM json_each(:ids)) ORDER BY id
"""


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
    on_chart, chosen = set(there), set(entity_ids)
    listed = f"[{', '.join(str(int(number)) for number in entity_ids)}]"
    found: dict[tuple[str, int], None] = {}
    for _, name, start, end, is_directed in db.execute(text(_TOUCHING), {"ids": listed}):
        for one, other in ((start, end), (end, start)):
            if one in chosen and other not in on_chart:
                is_forward = one == start or not is_directed
                found[verb_of(ontology, name, is_forward=is_forward), other] = None
    types = {i: row.type for i, row in get_entities(db, [i for _, i in found]).items()}
    groups: dict[tuple[str, str], list[int]] = {}
    for verb, other in found:
        groups.setdefault((verb, types[other]), []).append(other)
    made = [_group(ontology, verb, name, ids) for (verb, name), ids in groups.items()]
    return sorted(made, key=lambda group: (-len(group.ids), group.verb))


def _group(ontology: Ontology, verb: str, type_name: str, ids: Sequence[int]) -> NeighbourGroup:
    known = ontology.entity_types.get(type_name)
    label, icon = (tr(known.label), known.icon) if known else (type_name, "")
    return NeighbourGroup(verb, type_name, label, icon, tuple(ids))
