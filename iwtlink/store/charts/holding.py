"""What holds what on a chart: containers and groups with their members.

Each item is held by one other at most, and nothing holds itself, whether at once or through
others. Merging and exchanging may still close such a ring: what is read is without it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from sqlalchemy import Connection

from iwtlink.errors import Refused
from iwtlink.i18n import tr
from iwtlink.store import schema
from iwtlink.store.charts.aside import forget_aside
from iwtlink.store.charts.content import Membership
from iwtlink.store.charts.naming import uids_of
from iwtlink.store.edit import Edit

Item = tuple[str, int]
"""Kind of an item on a chart, ``entity`` or ``shape``, and its id."""

_COLUMNS = "holder_entity_id, holder_shape_id, member_entity_id, member_shape_id"


def members_on(db: Connection, chart_id: int) -> tuple[Membership, ...]:
    """Read what holds what on a chart, without rings, in an order that is the same everywhere."""
    rows = db.exec_driver_sql(
        f"SELECT {_COLUMNS} FROM chart_member WHERE chart_id = ? ORDER BY uid", (chart_id,)
    )
    pairs = [(_item(row[2], row[3]), _item(row[0], row[1])) for row in rows]
    return tuple(Membership(*holder, *member) for member, holder in without_rings(pairs).items())


def _item(entity_id: Any, shape_id: Any) -> Item:
    return ("shape", int(shape_id)) if entity_id is None else ("entity", int(entity_id))


def without_rings(pairs: Iterable[tuple[Item, Item]]) -> dict[Item, Item]:
    """Give holders by member, those left out that would let something hold itself."""
    holder_of: dict[Item, Item] = {}
    for member, holder in pairs:
        if member not in _line_up(holder, holder_of):
            holder_of[member] = holder
    return holder_of


def _line_up(item: Item | None, holder_of: dict[Item, Item]) -> Iterable[Item]:
    """Give an item, what holds it, what holds that..."""
    while item is not None:
        yield item
        item = holder_of.get(item)


def hold(
    edit: Edit,
    chart_id: int,
    holder_kind: str,
    holder_id: int,
    members: Sequence[Item],
) -> None:
    """Let an item of a chart hold others, which whatever held them lets go.

    Raise ``Refused`` where it is among them, or one of them holds it.
    """
    db = edit.connection
    holder: Item = (holder_kind, int(holder_id))
    holder_of = {
        (m.member_kind, m.member_id): (m.holder_kind, m.holder_id) for m in members_on(db, chart_id)
    }
    above = set(_line_up(holder, holder_of))
    _refuse_missing(db, [holder, *members])
    for kind, item_id in dict.fromkeys(members):
        if (kind, item_id) in above:
            raise Refused(tr("An item cannot hold itself, nor what holds it."))
        _write(edit, chart_id, holder, (kind, int(item_id)))


def _refuse_missing(db: Connection, items: Collection[Item]) -> None:
    for kind, table in (("entity", "entity"), ("shape", "chart_shape")):
        ids = {item_id for known, item_id in items if known == kind}
        if len(uids_of(db, table, ids)) < len(ids):
            raise Refused(tr("What is retracted or gone cannot hold anything, nor be held."))


def _write(edit: Edit, chart_id: int, holder: Item, member: Item) -> None:
    kept = {f"holder_{kind}_id": None for kind in ("entity", "shape")}
    values: dict[str, int | None] = {**kept, f"holder_{holder[0]}_id": holder[1]}
    changed = edit.connection.exec_driver_sql(
        "UPDATE chart_member SET holder_entity_id = ?, holder_shape_id = ? "
        f"WHERE chart_id = ? AND member_{member[0]}_id = ?",
        (*values.values(), chart_id, member[1]),
    ).rowcount
    if member[0] == "entity":
        _forget_own(edit, chart_id, member[1])
    if not changed:
        values[f"member_{member[0]}_id"] = member[1]
        edit.insert(schema.chart_member, chart_id=chart_id, **values)


def _forget_own(edit: Edit, chart_id: int, entity_id: int) -> None:
    """Take out what held an entity before a merge made it one with that."""
    edit.connection.exec_driver_sql(
        "DELETE FROM aside WHERE table_name = 'chart_member' AND image ->> 'chart_id' = ? "
        "AND image ->> 'member_entity_id' = ?",
        (chart_id, entity_id),
    )


def release(edit: Edit, chart_id: int, members: Collection[Item]) -> None:
    """Let items of a chart be held by nothing; what is merged with them too."""
    leads = [item_id for kind, item_id in members if kind == "entity"]
    forget_aside(edit, chart_id, "chart_member", leads)
    rows = [(chart_id, int(item_id), kind) for kind, item_id in members]
    if rows:
        edit.connection.exec_driver_sql(
            "DELETE FROM chart_member WHERE chart_id = ?1 "
            "AND iif(?3 = 'entity', member_entity_id, member_shape_id) = ?2",
            rows,
        )
