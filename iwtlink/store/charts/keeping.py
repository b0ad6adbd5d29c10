"""Reading how a chart stands now, to be kept as a state."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection

from iwtlink.store.charts.fitting import object_in
from iwtlink.store.charts.holding import members_on
from iwtlink.store.charts.look import look_json
from iwtlink.store.charts.naming import uids_of
from iwtlink.store.charts.options import ChartOptions, options_json
from iwtlink.store.charts.rows import get_options
from iwtlink.store.charts.shapes import shapes_on
from iwtlink.store.charts.states import OF_THE_ANALYST, SHAPE_COLUMNS
from iwtlink.store.leads import listed


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
    return {name: value for name, value in object_in(look).items() if name != "label"}


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
    return {name: value for name, value in known.items() if name not in OF_THE_ANALYST}
