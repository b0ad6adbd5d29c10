"""Copying a chart, and pasting parts of one into another.

An entity is on a chart once: what is there already stays where it is and as it is drawn.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from iwtlink.store import schema
from iwtlink.store.charts.holding import Item, members_on, without_rings
from iwtlink.store.charts.look import LinkLook, Shape, look_json
from iwtlink.store.charts.looks import link_looks_on, set_link_looks, set_visibility
from iwtlink.store.charts.rows import add_chart, entities_on, get_options, set_options
from iwtlink.store.charts.shapes import shapes_on
from iwtlink.store.edit import Edit
from iwtlink.store.ids import ChartId, EntityId
from iwtlink.store.leads import listed
from iwtlink.store.links import links_among

_GAP = 120.0
"""Chart units between two charts that are put side by side."""

Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


@dataclass(frozen=True, slots=True)
class Pasted:
    """What came onto a chart: entities that were not there before, and new free items."""

    entity_ids: tuple[EntityId, ...] = ()
    shape_ids: tuple[int, ...] = ()


def copy_chart(edit: Edit, chart_id: int, title: str) -> ChartId:
    """Add a chart that shows the same in the same way; snapshots stay with the first one."""
    new_id = add_chart(edit, title)
    set_options(edit, new_id, get_options(edit.connection, chart_id))
    _paste_all(edit, new_id, chart_id, None)
    _copy_hidden_links(edit, new_id, chart_id)
    return new_id


def combine(edit: Edit, into_id: int, from_id: int) -> Pasted:
    """Put all that is on one chart onto another, to the right of what is there."""
    db = edit.connection
    there, coming = box_of(db, into_id), box_of(db, from_id)
    at = None
    if there is not None and coming is not None:
        at = (
            there[2] + _GAP + (coming[2] - coming[0]) / 2,
            (there[1] + there[3]) / 2,
        )
    return _paste_all(edit, into_id, from_id, at)


def paste(
    edit: Edit,
    chart_id: int,
    from_chart_id: int,
    entity_ids: Collection[int],
    shape_ids: Collection[int] = (),
    at: tuple[float, float] | None = None,
) -> Pasted:
    """Put items of a chart onto another, or free items once more onto the same.

    Their middle comes to ``at``; where none is given they stand where they stood. Looks come
    along, with those of the links between them, and what holds what among them.
    """
    db = edit.connection
    box = box_of(db, from_chart_id, entity_ids, shape_ids)
    dx = dy = 0.0
    if at is not None and box is not None:
        dx, dy = at[0] - (box[0] + box[2]) / 2, at[1] - (box[1] + box[3]) / 2
    new = _paste_entities(edit, chart_id, from_chart_id, entity_ids, (dx, dy))
    if chart_id != from_chart_id:
        _paste_link_looks(edit, chart_id, from_chart_id, entity_ids, (dx, dy))
    shapes = _paste_shapes(edit, chart_id, from_chart_id, shape_ids, (dx, dy))
    here = {("entity", int(i)): ("entity", int(i)) for i in entity_ids if i in new}
    _paste_members(edit, chart_id, from_chart_id, here | shapes)
    return Pasted(tuple(EntityId(i) for i in new), tuple(i for _, i in shapes.values()))


def _paste_all(edit: Edit, into_id: int, from_id: int, at: tuple[float, float] | None) -> Pasted:
    db = edit.connection
    shape_ids = [shape.id for shape in shapes_on(db, from_id)]
    return paste(edit, into_id, from_id, entities_on(db, from_id), shape_ids, at)


def box_of(
    db: Connection,
    chart_id: int,
    entity_ids: Collection[int] | None = None,
    shape_ids: Collection[int] | None = None,
) -> Box | None:
    """Give the box round the places of items on a chart; None where nothing is placed.

    All items count where none are named.
    """
    row = db.exec_driver_sql(
        "SELECT min(l), min(t), max(r), max(b) FROM ("
        "SELECT x AS l, y AS t, x AS r, y AS b FROM chart_entity WHERE chart_id = ?1 "
        "AND (?2 IS NULL OR entity_id IN (SELECT value FROM json_each(?2))) UNION ALL "
        "SELECT x - width / 2, y - height / 2, x + width / 2, y + height / 2 FROM chart_shape "
        "WHERE chart_id = ?1 AND (?3 IS NULL OR id IN (SELECT value FROM json_each(?3))))",
        (chart_id, *(None if ids is None else listed(ids) for ids in (entity_ids, shape_ids))),
    ).one()
    return None if row[0] is None else (row[0], row[1], row[2], row[3])


Way = tuple[float, float]


def _paste_entities(
    edit: Edit, into_id: int, from_id: int, ids: Collection[int], way: Way
) -> dict[int, None]:
    """Put those that are not there yet; give their ids in order."""
    db = edit.connection
    there = set(entities_on(db, into_id))
    rows = db.exec_driver_sql(
        "SELECT entity_id, x + ?, y + ?, is_pinned, look, visibility, placed_at FROM chart_entity "
        "WHERE chart_id = ? AND entity_id IN (SELECT value FROM json_each(?)) ORDER BY id",
        (*way, from_id, listed(ids)),
    )
    new = [tuple(row) for row in rows if row[0] not in there]
    columns = ("entity_id", "x", "y", "is_pinned", "look", "visibility", "placed_at")
    edit.insert_rows(schema.chart_entity, ("chart_id", *columns), [(into_id, *row) for row in new])
    return dict.fromkeys(int(row[0]) for row in new)


def _paste_link_looks(
    edit: Edit, into_id: int, from_id: int, ids: Collection[int], way: Way
) -> None:
    """Draw links between what was pasted as there, unless they have a look here."""
    db = edit.connection
    among = {int(row.id) for row in links_among(db, [int(i) for i in ids])}
    looks = link_looks_on(db, from_id, among)
    known = link_looks_on(db, into_id, among)
    coming = {i: _shifted(look, way) for i, look in looks.items() if i not in known}
    set_link_looks(edit, into_id, coming)


def _shifted(look: LinkLook, way: Way) -> LinkLook:
    return replace(look, corners=tuple((x + way[0], y + way[1]) for x, y in look.corners))


def _copy_hidden_links(edit: Edit, into_id: int, from_id: int) -> None:
    db = edit.connection
    rows = db.exec_driver_sql(
        "SELECT link_id, visibility FROM chart_link WHERE chart_id = ? AND visibility <> ''",
        (from_id,),
    ).all()
    for visibility in sorted({row[1] for row in rows}):
        set_visibility(edit, into_id, (), [i for i, mark in rows if mark == visibility], visibility)


def _paste_shapes(
    edit: Edit, into_id: int, from_id: int, ids: Collection[int], way: Way
) -> dict[Item, Item]:
    """Put free items once more; give the new ones by the old."""
    wanted = set(ids)
    shapes = [shape for shape in shapes_on(edit.connection, from_id) if shape.id in wanted]
    new = edit.insert_rows(
        schema.chart_shape,
        ("chart_id", "kind", "x", "y", "width", "height", "depth", "text", "look", "picture_id"),
        [(into_id, *_values(shape, way)) for shape in shapes],
    )
    return {
        ("shape", shape.id): ("shape", new_id) for shape, new_id in zip(shapes, new, strict=True)
    }


def _values(shape: Shape, way: Way) -> tuple[object, ...]:
    place = (shape.x + way[0], shape.y + way[1], shape.width, shape.height)
    picture = shape.picture_id or None
    return (shape.kind, *place, shape.depth, shape.text, look_json(shape.look), picture)


def _paste_members(edit: Edit, into_id: int, from_id: int, pasted: Mapping[Item, Item]) -> None:
    """Let what was pasted hold what it held, as far as that was pasted too."""
    coming = [
        (pasted[m.member_kind, m.member_id], pasted[m.holder_kind, m.holder_id])
        for m in members_on(edit.connection, from_id)
        if (m.member_kind, m.member_id) in pasted and (m.holder_kind, m.holder_id) in pasted
    ]
    columns = [f"{end}_{kind}_id" for end in ("holder", "member") for kind in ("entity", "shape")]
    rows = [
        (into_id, *_ends(holder), *_ends(member))
        for member, holder in without_rings(coming).items()
    ]
    edit.insert_rows(schema.chart_member, ("chart_id", *columns), rows)


def _ends(item: Item) -> tuple[int | None, int | None]:
    return (item[1], None) if item[0] == "entity" else (None, item[1])
