"""What a split would do: what returns by itself, and what must be asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from iwtlink.errors import Refused
from iwtlink.gui.reading.links import verb_of
from iwtlink.gui.reading.values import label_of
from iwtlink.i18n import ntr, tr
from iwtlink.ontology import Ontology, PropertyType
from iwtlink.ontology.values import format_value
from iwtlink.store.describing import describe
from iwtlink.store.entities import get_entities
from iwtlink.store.ids import EntityId, Item
from iwtlink.store.leads import Member, MergeKind, lead_of, listed, members_of
from iwtlink.store.links import of_entity
from iwtlink.store.merging import Unclear, unclear

_MOST_TOLD = 60


@dataclass(frozen=True, slots=True)
class Split:
    """One split that may be made. ``returns`` are lines for what goes back by itself,
    ``unclear`` what was added since the merge."""

    member: Member
    kind: MergeKind
    lead: Item
    lead_ref: str
    lead_label: str
    returns: tuple[str, ...]
    unclear: tuple[Unclear, ...]


def read_split(db: Connection, ontology: Ontology, kind: MergeKind, absorbed_id: int) -> Split:
    """Read what splitting an absorbed item off would do. Raise ``Refused`` where it is none."""
    lead_id = lead_of(db, kind, absorbed_id)
    member = next((m for m in members_of(db, kind, lead_id) if m.id == absorbed_id), None)
    known = describe(db, ontology, kind, [lead_id]).get(lead_id)
    if member is None or known is None:
        raise Refused(tr("It is not merged with anything."))
    return Split(
        member,
        kind,
        Item(kind, lead_id),
        known.ref,
        known.label,
        _returns(db, ontology, kind, member),
        tuple(unclear(db, kind, absorbed_id)),
    )


def _returns(
    db: Connection, ontology: Ontology, kind: MergeKind, member: Member
) -> tuple[str, ...]:
    """Say what goes back with an absorbed item: names and values first, then its links."""
    moved = _moved(db, kind, member.id)
    lines = _values(db, ontology, kind, member, moved.get("statement", []))
    for found in (
        _links(db, ontology, lead_of(db, kind, member.id), moved.get("link", [])),
        _seen(db, ontology, moved.get("observation", [])),
    ):
        rest = len(found) - _MOST_TOLD
        lines += [*found[:_MOST_TOLD], *([ntr("and {n} more", "and {n} more", rest)] * (rest > 0))]
    between = len(moved.get("aside link", []))
    if between:
        words = ntr("{n} link between the two", "{n} links between the two", between)
        lines.append(words)
    return (*lines, *_counted(moved))


def _values(
    db: Connection, ontology: Ontology, kind: MergeKind, member: Member, ids: list[int]
) -> list[str]:
    known = ontology.properties_of(kind, member.type)
    rows = db.exec_driver_sql(
        "SELECT property, value, unit, kind FROM statement "
        "WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id",
        (listed(ids),),
    )
    lines = []
    for name, value, unit, name_kind in rows:
        about = known.get(name, PropertyType(name, name.replace("_", " ")))
        label = label_of(about, name_kind, value)
        lines.append(f"{label}: {format_value(about, value, unit, ontology)}")
    return list(dict.fromkeys(lines))


def _links(db: Connection, ontology: Ontology, lead_id: int, ids: Sequence[int]) -> list[str]:
    """Say what links go back, from the end that goes back."""
    wanted = set(ids)
    rows = [row for row in of_entity(db, EntityId(lead_id)) if row.id in wanted] if ids else []
    ends = get_entities(db, [row.to_id if row.from_id == lead_id else row.from_id for row in rows])
    lines = []
    for row in rows:
        is_forward = row.from_id == lead_id
        verb = verb_of(ontology, row.type, is_forward=is_forward or not row.is_directed)
        lines.append(f"{verb} {ends[row.to_id if is_forward else row.from_id].label}")
    return list(dict.fromkeys(lines))


def _seen(db: Connection, ontology: Ontology, ids: Sequence[int]) -> list[str]:
    found = describe(db, ontology, "observation", ids)
    return list(dict.fromkeys(found[i].label for i in ids if i in found))


def _counted(moved: dict[str, list[int]]) -> list[str]:
    charts, sources = len(moved.get("chart_entity", ())), len(moved.get("external_ref", ()))
    others = sum(len(moved.get(name, ())) for name in ("product", "recipient", "review"))
    lines = [
        ntr("Its place on {n} chart", "Its places on {n} charts", charts) if charts else "",
        ntr("{n} reference of a source", "{n} references of sources", sources) if sources else "",
        ntr("{n} other item", "{n} other items", others) if others else "",
    ]
    return [line for line in lines if line]


_MOVED = """
    SELECT m.table_name, m.row_id FROM moved m LEFT JOIN statement s
    ON m.table_name = 'statement' AND s.id = m.row_id
    WHERE m.from_id = ?1 AND (m.table_name <> 'statement'
    OR (s.subject_kind = ?2 AND s.property <> 'exists'))
    AND CASE ?2 WHEN 'link' THEN m.table_name IN ('statement', 'chart_link')
    ELSE m.table_name <> 'chart_link' END
    UNION SELECT iif(table_name = 'link', 'aside link', table_name), row_id FROM aside
    WHERE kind = ?2 AND table_name IN ('chart_entity', 'link', 'review')
    AND ?1 IN (json_extract(image, '$.entity_id'), json_extract(image, '$.from_id'),
               json_extract(image, '$.to_id'), json_extract(image, '$.item_id'))
    ORDER BY 1, 2
"""


def _moved(db: Connection, kind: MergeKind, absorbed_id: int) -> dict[str, list[int]]:
    """Give the rows that are an absorbed item's own, by table."""
    found: dict[str, list[int]] = {}
    for table, row_id in db.exec_driver_sql(_MOVED, (absorbed_id, kind)):
        found.setdefault(str(table), []).append(int(row_id))
    return found
