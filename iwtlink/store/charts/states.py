"""The state of a chart by uid: what stands where and how, in a form that means the same later.

Usual values are left out: an entity is ``[x, y]``, with ``[..., is_pinned, visibility, look]``
where any of these matters; a link is ``[]``, or ``[visibility, look]``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, get_args

from sqlalchemy import Connection

from iwtlink.store.charts.content import Membership
from iwtlink.store.charts.drafting import Draft, Spot
from iwtlink.store.charts.holding import Item, members_on, without_rings
from iwtlink.store.charts.look import Look, Shape, ShapeKind, look_json, read_look
from iwtlink.store.charts.naming import ids_of, uids_of
from iwtlink.store.charts.options import ChartOptions, options_json, read_options
from iwtlink.store.charts.rows import get_options
from iwtlink.store.charts.shapes import shapes_on
from iwtlink.store.entities import get_entities
from iwtlink.store.leads import listed
from iwtlink.store.links import links_among

_OF_THE_ANALYST = frozenset(
    {"selections", "is_locked", "is_snapped", "has_grid", "layout"}
    | {"paper", "is_portrait", "has_frame", "sheet", "let_go"}
)
"""Options that say how someone works on a chart, not what it shows."""


SHAPE_COLUMNS = ("kind", "x", "y", "width", "height", "depth", "text")
_SHAPE_NAMES = (*SHAPE_COLUMNS, "look", "picture")


@dataclass(frozen=True, slots=True)
class State:
    """What ``read_state`` gives: items by uid, members as (kind, uid, kind, uid)."""

    entities: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)
    """x, y, is_pinned, visibility, look (a mapping)."""
    links: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)
    """visibility, look."""
    shapes: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """Columns of free items."""
    members: tuple[tuple[str, str, str, str], ...] = ()
    options: ChartOptions = field(default_factory=ChartOptions)


# Reading a chart's state


def state_of(db: Connection, chart_id: int) -> dict[str, Any]:
    """Read how a chart stands now, as JSON can hold it."""
    rows = db.exec_driver_sql(
        "SELECT e.id, e.uid, c.x, c.y, c.is_pinned, c.visibility, c.look FROM chart_entity c "
        "JOIN entity e ON e.id = c.entity_id WHERE c.chart_id = ? ORDER BY c.id",
        (chart_id,),
    ).all()
    shapes = shapes_on(db, chart_id)
    pictures = uids_of(db, "file", {s.picture_id for s in shapes})
    return {
        "entities": {row[1]: _entity(*row[2:]) for row in rows},
        "links": _links(db, chart_id, [row[0] for row in rows]),
        "shapes": {
            s.uid: {
                **{name: getattr(s, name) for name in SHAPE_COLUMNS},
                "look": json.loads(look_json(s.look)),
                "picture": pictures.get(s.picture_id, ""),
            }
            for s in shapes
        },
        "members": _members(db, chart_id, {s.id: s.uid for s in shapes}),
        "options": _kept_options(get_options(db, chart_id)),
    }


def _entity(x: float | None, y: float | None, pinned: int, visibility: str, look: str) -> list[Any]:
    place = [None if c is None else round(c, 2) for c in (x, y)]
    known = _nameless(look)
    return [*place, pinned, visibility, known] if pinned or visibility or known else place


def _nameless(look: str) -> dict[str, Any]:
    """Give a look without a label: whom it names may be purged, or be called otherwise by then."""
    return {name: value for name, value in json.loads(look).items() if name != "label"}


def _links(db: Connection, chart_id: int, entity_ids: list[int]) -> dict[str, list[Any]]:
    rows = db.exec_driver_sql(
        "WITH chosen AS (SELECT value AS id FROM json_each(?2)) "
        "SELECT l.uid, c.visibility, c.look FROM link l "
        "LEFT JOIN chart_link c ON c.link_id = l.id AND c.chart_id = ?1 "
        "WHERE l.from_id IN (SELECT id FROM chosen) AND l.to_id IN (SELECT id FROM chosen) "
        "ORDER BY l.id",
        (chart_id, listed(entity_ids)),
    )
    found = {}
    for uid, visibility, look in rows:
        known = _nameless(look or "{}")
        found[str(uid)] = [visibility, known] if visibility or known else []
    return found


def _members(db: Connection, chart_id: int, shape_uids: Mapping[int, str]) -> list[list[str]]:
    members = members_on(db, chart_id)
    ids = {m.holder_id for m in members if m.holder_kind == "entity"}
    ids |= {m.member_id for m in members if m.member_kind == "entity"}
    uids = {"entity": uids_of(db, "entity", ids), "shape": shape_uids}
    return [
        [
            *(m.holder_kind, uids[m.holder_kind][m.holder_id]),
            *(m.member_kind, uids[m.member_kind][m.member_id]),
        ]
        for m in members
    ]


def _kept_options(options: ChartOptions) -> dict[str, Any]:
    known = json.loads(options_json(options))
    return {name: value for name, value in known.items() if name not in _OF_THE_ANALYST}


# Reading what was kept


def read_state(words: str) -> State:
    """Give the state in a JSON text."""
    data: Mapping[str, Any] = json.loads(words)
    members = data.get("members")
    options = data.get("options")
    return State(
        _cells(data.get("entities"), (0.0, 0.0, 0, "", {})),
        _cells(data.get("links"), ("", {})),
        {
            uid: dict(zip(_SHAPE_NAMES, known, strict=True))
            for uid, known in _shape_cells(data.get("shapes")).items()
        },
        tuple(
            (str(hk), str(holder), str(mk), str(member))
            for hk, holder, mk, member in _rows_of_four(members)
            if {hk, mk} <= {"entity", "shape"}
        ),
        read_options(json.dumps(options if isinstance(options, dict) else {})),
    )


def _cells(given: Any, usual: tuple[Any, ...]) -> dict[str, tuple[Any, ...]]:
    """Give rows by uid, each filled up; a cell of another kind than the usual one is that.

    Places may be missing (None).
    """
    rows = given if isinstance(given, dict) else {}
    return {
        uid: tuple(
            _cell(row[n], one) if isinstance(row, list) and n < len(row) else _missing(one)
            for n, one in enumerate(usual)
        )
        for uid, row in rows.items()
    }


def _cell(value: Any, usual: Any) -> Any:
    if isinstance(usual, (float, int)):
        is_number = isinstance(value, (int, float)) and abs(value) < _FARTHEST
        return type(usual)(value) if is_number else _missing(usual)
    return value if isinstance(value, type(usual)) else usual


def _missing(usual: Any) -> Any:
    return None if isinstance(usual, float) else usual


_FARTHEST = 1e300
_SHAPE_CELLS: tuple[Any, ...] = ("text", 0.0, 0.0, 0.0, 0.0, 0, "", {}, "")


def _shape_cells(given: Any) -> dict[str, tuple[Any, ...]]:
    """Give free items by uid, those left out that have no place, no size, or an unknown kind."""
    rows = given if isinstance(given, dict) else {}
    listed_rows = {
        uid: [row.get(name) for name in _SHAPE_NAMES]
        for uid, row in rows.items()
        if isinstance(row, dict)
    }
    return {
        uid: cells
        for uid, cells in _cells(listed_rows, _SHAPE_CELLS).items()
        if None not in cells[1:5] and cells[0] in get_args(ShapeKind)
    }


def _rows_of_four(given: Any) -> list[list[Any]]:
    rows = given if isinstance(given, list) else []
    return [row for row in rows if isinstance(row, list) and len(row) == 4]


def merged_options(kept: ChartOptions, now: ChartOptions) -> ChartOptions:
    """Give options as they were kept, but for how someone works on the chart."""
    return replace(kept, **{name: getattr(now, name) for name in _OF_THE_ANALYST})


def nearest(ids: Mapping[str, int], kept: Mapping[str, tuple[Any, ...]]) -> dict[int, Any]:
    """Give what was kept by id; of items that are one by now, that of the first."""
    found: dict[int, Any] = {}
    for uid, values in kept.items():
        if uid in ids:
            found.setdefault(ids[uid], values)
    return found


def members_in(state: State, ids: Mapping[str, Mapping[str, int]]) -> dict[Item, Item]:
    """Give holders by member as they were kept; ``ids`` are by kind and uid."""
    return without_rings(
        ((mk, ids[mk][member]), (hk, ids[hk][holder]))
        for hk, holder, mk, member in state.members
        if holder in ids[hk] and member in ids[mk]
    )


def as_kept(db: Connection, draft: Draft, state: State) -> Draft:
    """Give a chart as it stood: what was on it then and is still there, as it is called now."""
    places = nearest(ids_of(db, "entity", state.entities), state.entities)
    lines = nearest(ids_of(db, "link", state.links), state.links)
    rows = get_entities(db, list(places))
    now = {i: draft.spots[i] for i in places if i in draft.spots}
    uids = uids_of(db, "entity", places)
    spots = {
        i: Spot(
            *(x, y, pinned, _named(look, now[i].look if i in now else "{}"), visibility),
            placed_at=now[i].placed_at if i in now else "",
            uid=uids[i],
        )
        for i, (x, y, pinned, visibility, look) in places.items()
        if i in rows
    }
    shapes = _shapes_in(db, state, {shape.uid: shape.id for shape in draft.shapes})
    ids = {
        "entity": ids_of(db, "entity", state.entities),
        "shape": {shape.uid: shape.id for shape in shapes},
    }
    return replace(
        draft,
        options=merged_options(state.options, draft.options),
        spots=spots,
        entities={i: rows[i] for i in spots},
        links={row.id: row for row in links_among(db, list(spots)) if row.id in lines},
        lines={
            i: (_named(look, draft.lines.get(i, ("{}", ""))[0]), visibility)
            for i, (visibility, look) in lines.items()
        },
        shapes=shapes,
        members=tuple(
            Membership(*holder, *member) for member, holder in members_in(state, ids).items()
        ),
    )


def _named(look: Mapping[str, Any], now: str) -> str:
    """Give a look as JSON, with the label that it has now."""
    label = json.loads(now).get("label")
    return json.dumps({**look, "label": label} if label else look, ensure_ascii=False)


def pictures_in(db: Connection, state: State) -> dict[str, int]:
    """Give the files of pictures on a chart as it was kept, by uid."""
    return ids_of(db, "file", {kept["picture"] for kept in state.shapes.values()})


def _shapes_in(db: Connection, state: State, ids: Mapping[str, int]) -> tuple[Shape, ...]:
    """Give the free items as they were kept; those that are gone have ids below zero."""
    pictures = pictures_in(db, state)
    return tuple(
        Shape(
            id=ids.get(uid, -number),
            uid=uid,
            look=read_look(Look, json.dumps(kept["look"])),
            picture_id=pictures.get(kept["picture"], 0),
            **{name: kept[name] for name in SHAPE_COLUMNS},
        )
        for number, (uid, kept) in enumerate(state.shapes.items(), start=1)
    )
