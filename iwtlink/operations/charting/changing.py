"""One change to many entities and links at once: type, strength, grade, direction, an end."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection, text

from iwtlink.errors import Refused
from iwtlink.i18n import tr
from iwtlink.ontology import Ontology
from iwtlink.operations.grading import with_grade
from iwtlink.store import Edit, entities, links
from iwtlink.store.documents import change_record, get_record
from iwtlink.store.ids import EntityId, LinkId, RecordId
from iwtlink.store.relinking import change_ends, change_link_type
from iwtlink.store.statements import EXISTS

_GRADE = ("grading", "reliability", "credibility", "handling", "original_grade")


def change_entity_types(edit: Edit, entity_ids: Iterable[int], type_name: str) -> int:
    """Make entities things of another type; return how many changed.

    Raise ``Refused`` where a link of one of them could then not be.
    """
    changed = 0
    for number in entity_ids:
        row = entities.get_entity(edit.connection, number)
        if row is None or row.type == type_name:
            continue
        entities.change_type(edit, EntityId(number), type_name)
        for link in links.of_entity(edit.connection, number):
            links.refuse_unallowed(edit, link.type, link.from_id, link.to_id)
        changed += 1
    return changed


def change_link_types(edit: Edit, link_ids: Iterable[int], type_name: str) -> int:
    """Make links of another type; return how many changed.

    A link that the type allows only the other way round is turned. Raise ``Refused`` where it
    can join two of them neither way.
    """
    changed = 0
    for number in link_ids:
        row = links.get_link(edit.connection, number)
        if row is None or row.type == type_name:
            continue
        if not _allows(edit, type_name, row.from_id, row.to_id) and _allows(
            edit, type_name, row.to_id, row.from_id
        ):
            change_ends(edit, row.id, row.to_id, row.from_id)
        change_link_type(edit, row.id, type_name)
        changed += 1
    return changed


def set_strengths(edit: Edit, link_ids: Iterable[int], strength: str, reason: str) -> int:
    """Set the strength of links for a reason; an empty strength lets the grades decide again."""
    changed = 0
    for number in link_ids:
        if strength:
            links.set_strength(edit, LinkId(number), strength, reason)
        else:
            links.let_strength_follow(edit, LinkId(number))
        changed += 1
    return changed


def turn_links(edit: Edit, link_ids: Iterable[int]) -> int:
    """Turn links round: each begins where it ended. Raise ``Refused`` where that cannot be."""
    changed = 0
    for number in link_ids:
        row = links.get_link(edit.connection, number)
        if row is not None:
            change_ends(edit, row.id, row.to_id, row.from_id)
            changed += 1
    return changed


def move_end(edit: Edit, link_id: int, end: Literal["from", "to"], entity_id: int) -> None:
    """Let a link begin or end at another entity. Raise ``Refused`` where it cannot be there."""
    row = links.get_link(edit.connection, link_id)
    if row is None:
        raise Refused(tr("This link is gone."))
    start, finish = row.from_id, row.to_id
    if end == "from":
        start = EntityId(entity_id)
    else:
        finish = EntityId(entity_id)
    change_ends(edit, row.id, start, finish)


@dataclass(frozen=True, slots=True)
class Stating:
    """The records that say some items exist, and how much else rests on them."""

    record_ids: tuple[int, ...]
    others: int
    """Other entities and links that these records state too."""
    unsourced: int
    """Items of those asked that no record states."""


def records_stating(db: Connection, entity_ids: Sequence[int], link_ids: Sequence[int]) -> Stating:
    """Find the records whose grade is that of these entities and links."""
    asked = {"entity": set(map(int, entity_ids)), "link": set(map(int, link_ids))}
    records: set[int] = set()
    unsourced = 0
    for kind, ids in asked.items():
        rows = db.execute(
            text(
                "SELECT subject_id, record_id FROM statement WHERE subject_kind = :kind "
                "AND property = :exists AND record_id IS NOT NULL "
                "AND subject_id IN (SELECT value FROM json_each(:ids))"
            ),
            {"kind": kind, "exists": EXISTS, "ids": json.dumps(sorted(ids))},
        ).all()
        records |= {int(row[1]) for row in rows}
        unsourced += len(ids - {int(row[0]) for row in rows})
    stated = db.execute(
        text(
            "SELECT DISTINCT subject_kind, subject_id FROM statement WHERE property = :exists "
            "AND subject_kind IN ('entity', 'link') "
            "AND record_id IN (SELECT value FROM json_each(:ids))"
        ),
        {"exists": EXISTS, "ids": json.dumps(sorted(records))},
    )
    others = sum(1 for kind, number in stated if number not in asked[kind])
    return Stating(tuple(sorted(records)), others, unsourced)


def regrade(edit: Edit, record_ids: Iterable[int], grade: str) -> int:
    """Grade records by a grade typed in any system; return how many there are.

    Raise ``BadInput`` where the text is no grade.
    """
    changed = 0
    for number in record_ids:
        row = get_record(edit.connection, number)
        if row is None:
            continue
        graded = with_grade(edit.ontology, row.record, grade)
        change_record(edit, RecordId(number), **{name: getattr(graded, name) for name in _GRADE})
        changed += 1
    return changed


def types_for_links(db: Connection, ontology: Ontology, link_ids: Sequence[int]) -> list[str]:
    """Give the link types that all of these links may have, either way round."""
    rows = db.execute(
        text(
            "SELECT DISTINCT a.type, b.type FROM link l JOIN entity a ON a.id = l.from_id "
            "JOIN entity b ON b.id = l.to_id WHERE l.id IN (SELECT value FROM json_each(:ids))"
        ),
        {"ids": json.dumps([int(number) for number in link_ids])},
    ).all()
    return [
        name
        for name, known in ontology.link_types.items()
        if known.joins_entities
        and all(
            ontology.allows(name, start, end) or ontology.allows(name, end, start)
            for start, end in rows
        )
    ]


def _allows(edit: Edit, type_name: str, from_id: int, to_id: int) -> bool:
    ends = entities.get_entities(edit.connection, [from_id, to_id])
    return edit.ontology.allows(type_name, ends[from_id].type, ends[to_id].type)
