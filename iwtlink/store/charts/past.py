"""A chart as it stood: what was on it at a snapshot and is still there, as it is called now."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection

from iwtlink.store.charts.content import Membership
from iwtlink.store.charts.drafting import Draft, Spot
from iwtlink.store.charts.fitting import object_in
from iwtlink.store.charts.look import Look, Shape, read_look
from iwtlink.store.charts.naming import ids_of, uids_of
from iwtlink.store.charts.states import (
    SHAPE_COLUMNS,
    State,
    members_in,
    merged_options,
    nearest,
    pictures_in,
)
from iwtlink.store.entities import get_entities
from iwtlink.store.links import links_among


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
    label = object_in(now).get("label")
    return json.dumps({**look, "label": label} if label else look, ensure_ascii=False)


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
