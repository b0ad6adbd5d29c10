"""Links: typed relations of exactly two entities."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select, text

from iwtlink.errors import Refused
from iwtlink.i18n import tr
from iwtlink.ontology import Value
from iwtlink.store import schema, statements
from iwtlink.store.edit import Edit
from iwtlink.store.ids import EntityId, LinkId, RecordId, Subject

STRENGTHS = ("confirmed", "unconfirmed", "tentative")
"""How sure a link is, surest first: drawn solid, dashed, dotted."""


@dataclass(frozen=True, slots=True)
class LinkRow:
    """One link with its shown values; ``amount`` is in ``currency``, ``quantity`` in ``unit``."""

    id: LinkId
    ref: str
    type: str
    from_id: EntityId
    to_id: EntityId
    is_directed: bool
    strength: str
    role: str
    start: str
    end: str
    percent: float | None
    amount: float | None
    currency: str
    quantity: float | None
    unit: str
    is_strength_set: bool
    """Someone set the strength; else it follows from the grades of its sources."""
    strength_reason: str


_COLUMNS = [schema.link.c[name] for name in LinkRow.__slots__]
_NAMES = ", ".join(f'"{column.name}"' for column in _COLUMNS)


_CLAIMS = tuple(LinkRow.__slots__.index(name) for name in ("is_directed", "is_strength_set"))


def _link(row: Any) -> LinkRow:
    values = list(row)
    for place in _CLAIMS:
        values[place] = bool(values[place])
    return LinkRow(*values)


def add_link(
    edit: Edit,
    type_name: str,
    from_id: EntityId,
    to_id: EntityId,
    *,
    strength: str | None = None,
    values: dict[str, Value] | None = None,
    record_ids: Sequence[RecordId] = (),
    is_directed: bool | None = None,
) -> LinkId:
    """Add a link stated by the records; return its id.

    ``values`` are its properties (role, start, percent...). Direction follows the type
    unless said otherwise; the strength, where none is given, follows the grades of the
    records (see ``strength``). Raise ``Refused`` where the type does not join such entities,
    the two ends are one, or the strength has no such name.
    """
    refuse_unallowed(edit, type_name, from_id, to_id)
    refuse_unknown_strength(strength or STRENGTHS[-1])
    known = edit.ontology.link_types[type_name]
    link_id = LinkId(
        edit.insert(
            schema.link,
            ref=edit.take_refs("link")[0],
            type=type_name,
            from_id=from_id,
            to_id=to_id,
            is_directed=int(known.is_directed if is_directed is None else is_directed),
            strength=strength or STRENGTHS[-1],
            is_strength_set=int(strength is not None),
            entered_by=edit.analyst_id,
            entered_at=edit.now,
        )
    )
    subject = Subject("link", link_id)
    for record_id in record_ids or (None,):
        statements.state(edit, subject, statements.EXISTS, type_name, record_id=record_id)
    for name, value in (values or {}).items():
        first = record_ids[0] if record_ids else None
        statements.state(edit, subject, name, value, record_id=first)
    return link_id


def set_strength(edit: Edit, link_id: LinkId, strength: str, reason: str) -> None:
    """Set how strong a link is, against or with the grades, for a reason that is kept."""
    refuse_unknown_strength(strength)
    cleaned = " ".join(reason.split())
    if not cleaned:
        raise Refused(tr("Say why: a strength that is set needs a reason."))
    _write_strength(edit, link_id, strength=strength, is_strength_set=1, strength_reason=cleaned)


def let_strength_follow(edit: Edit, link_id: LinkId) -> None:
    """Let a link's strength follow from the grades of its sources again."""
    _write_strength(edit, link_id, is_strength_set=0, strength_reason="")


def _write_strength(edit: Edit, link_id: LinkId, **values: str | int) -> None:
    update = schema.link.update().where(schema.link.c.id == link_id).values(**values)
    if not edit.connection.execute(update).rowcount:
        raise Refused(tr("This link is gone."))


def refuse_unknown_strength(strength: str) -> None:
    """Raise ``Refused`` for a word that is no strength."""
    if strength not in STRENGTHS:
        raise Refused(tr("There is no strength “{strength}”.", strength=strength))


def refuse_unallowed(edit: Edit, type_name: str, from_id: int, to_id: int) -> None:
    """Raise ``Refused`` where no such link may join the two entities."""
    if type_name not in edit.ontology.link_types:
        raise Refused(tr("There is no link type “{type}”.", type=type_name))
    if from_id == to_id:
        raise Refused(tr("A link needs two different ends."))
    table = schema.entity
    ends = {
        row[0]: (row[1], row[2])
        for row in edit.connection.execute(
            select(table.c.id, table.c.type, table.c.label).where(table.c.id.in_([from_id, to_id]))
        )
    }
    if len(ends) < 2:
        raise Refused(tr("One end of the link does not exist."))
    if not edit.ontology.allows(type_name, ends[from_id][0], ends[to_id][0]):
        raise Refused(
            tr(
                "“{start}” and “{end}” cannot be joined by “{verb}”.",
                start=ends[from_id][1],
                end=ends[to_id][1],
                verb=edit.ontology.link_types[type_name].verb,
            )
        )


def get_link(db: Connection, link_id: int) -> LinkRow | None:
    """Read one link; None where it is gone."""
    row = db.execute(select(*_COLUMNS).where(schema.link.c.id == link_id)).one_or_none()
    return _link(row) if row else None


def of_entity(db: Connection, entity_id: int) -> list[LinkRow]:
    """Read the links of one entity, by type and date."""
    table = schema.link
    rows = db.execute(
        select(*_COLUMNS)
        .where((table.c.from_id == entity_id) | (table.c.to_id == entity_id))
        .order_by(table.c.type, table.c.start_first, table.c.id)
    )
    return [_link(row) for row in rows]


def list_links(db: Connection, type_name: str | None = None) -> list[LinkRow]:
    """Read all links (of one type), in order of entry."""
    query = select(*_COLUMNS).order_by(schema.link.c.id)
    if type_name is not None:
        query = query.where(schema.link.c.type == type_name)
    return [_link(row) for row in db.execute(query)]


def links_among(db: Connection, entity_ids: Sequence[int]) -> list[LinkRow]:
    """Read the links whose both ends are among the entities, in order of entry."""
    rows = db.execute(
        text(
            "WITH chosen AS (SELECT value AS id FROM json_each(:ids)) "
            f"SELECT {_NAMES} FROM link "
            "WHERE from_id IN (SELECT id FROM chosen) AND to_id IN (SELECT id FROM chosen) "
            "ORDER BY id"
        ),
        {"ids": f"[{', '.join(str(int(i)) for i in entity_ids)}]"},
    ).all()
    return [_link(row) for row in rows]


def count_by_type(db: Connection) -> dict[str, int]:
    """Count the links of each type that has any."""
    rows = db.execute(text("SELECT type, count(*) FROM link GROUP BY type"))
    return {str(name): int(count) for name, count in rows}
