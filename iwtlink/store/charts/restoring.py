"""Letting a chart stand again as it was kept."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, get_args

from sqlalchemy import Connection

from iwtlink.store import schema
from iwtlink.store.charts.holding import hold, members_on, release
from iwtlink.store.charts.look import LinkLook, Look, Visibility, read_look
from iwtlink.store.charts.looks import link_looks_on, set_link_looks, set_looks, set_visibility
from iwtlink.store.charts.naming import ids_of
from iwtlink.store.charts.rows import entities_on, get_options, set_options
from iwtlink.store.charts.shapes import add_shape, change_shape, remove_shapes, shapes_on
from iwtlink.store.charts.states import (
    SHAPE_COLUMNS,
    State,
    members_in,
    merged_options,
    nearest,
    pictures_in,
)
from iwtlink.store.edit import Edit
from iwtlink.store.links import links_among


def write_state(edit: Edit, chart_id: int, state: State) -> None:
    """Bring a chart to a state.

    What has come since is hidden (free items are taken off); what was taken off the chart and is
    still in the database comes back.
    """
    now = get_options(edit.connection, chart_id)
    set_options(edit, chart_id, merged_options(state.options, now))
    _write_entities(edit, chart_id, state)
    _write_links(edit, chart_id, state)
    _write_shapes(edit, chart_id, state)
    _write_members(edit, chart_id, state)


def _write_entities(edit: Edit, chart_id: int, state: State) -> None:
    db = edit.connection
    wanted = nearest(ids_of(db, "entity", state.entities), state.entities)
    rows = db.exec_driver_sql(
        "SELECT entity_id, look FROM chart_entity WHERE chart_id = ?", (chart_id,)
    )
    looks = {int(i): read_look(Look, words) for i, words in rows}
    new = [i for i in wanted if i not in looks]
    columns = ("chart_id", "entity_id", "placed_at")
    edit.insert_rows(schema.chart_entity, columns, [(chart_id, i, edit.now) for i in new])
    if wanted:
        db.exec_driver_sql(
            "UPDATE chart_entity SET x = ?1, y = ?2, is_pinned = ?3, visibility = ?4 "
            "WHERE chart_id = ?5 AND entity_id = ?6 "
            "AND (x, y, is_pinned, visibility) IS NOT (?1, ?2, ?3, ?4)",
            [(*kept[:4], chart_id, i) for i, kept in wanted.items()],
        )
    kept_looks = {i: _look(kept[4], looks.get(i, Look()).label) for i, kept in wanted.items()}
    set_looks(edit, chart_id, kept_looks)
    set_visibility(edit, chart_id, looks.keys() - wanted.keys(), (), "hidden")


def _look(kept: Mapping[str, Any], label: str) -> Look:
    return replace(read_look(Look, json.dumps(kept)), label=label)


def _write_links(edit: Edit, chart_id: int, state: State) -> None:
    db = edit.connection
    wanted = nearest(ids_of(db, "link", state.links), state.links)
    labels = {i: look.label for i, look in link_looks_on(db, chart_id).items()}
    looks = {i: _link_look(kept[1], labels.get(i, "")) for i, kept in wanted.items()}
    set_link_looks(edit, chart_id, looks)
    for visibility in get_args(Visibility):
        chosen = [i for i, kept in wanted.items() if kept[0] == visibility]
        set_visibility(edit, chart_id, (), chosen, visibility)
    set_visibility(edit, chart_id, (), _links_now(db, chart_id) - wanted.keys(), "hidden")


def _link_look(kept: Mapping[str, Any], label: str) -> LinkLook:
    return replace(read_look(LinkLook, json.dumps(kept)), label=label)


def _links_now(db: Connection, chart_id: int) -> set[int]:
    return {row.id for row in links_among(db, entities_on(db, chart_id))}


def _write_shapes(edit: Edit, chart_id: int, state: State) -> None:
    there = {shape.uid: shape.id for shape in shapes_on(edit.connection, chart_id)}
    remove_shapes(edit, [i for uid, i in there.items() if uid not in state.shapes])
    pictures = pictures_in(edit.connection, state)
    for uid, kept in state.shapes.items():
        values = {name: kept[name] for name in SHAPE_COLUMNS}
        values["look"] = read_look(Look, json.dumps(kept["look"]))
        values["picture_id"] = pictures.get(kept["picture"], 0)
        if uid in there:
            change_shape(edit, there[uid], **values)
        else:
            shape_id = add_shape(edit, chart_id, **values)
            edit.connection.exec_driver_sql(
                "UPDATE chart_shape SET uid = ? WHERE id = ?", (uid, shape_id)
            )


def _write_members(edit: Edit, chart_id: int, state: State) -> None:
    db = edit.connection
    ids = {
        "entity": ids_of(db, "entity", state.entities),
        "shape": {shape.uid: shape.id for shape in shapes_on(db, chart_id)},
    }
    now = {
        (m.member_kind, m.member_id): (m.holder_kind, m.holder_id) for m in members_on(db, chart_id)
    }
    wanted = members_in(state, ids)
    release(edit, chart_id, [item for item in now if wanted.get(item) != now[item]])
    for member, holder in wanted.items():
        if now.get(member) != holder:
            hold(edit, chart_id, *holder, [member])
