"""What is dragged out of a container that is as large as its members need."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from iwtlink.chart.display import Display
from iwtlink.chart.hand.dropping import Item, Room, rooms_of
from iwtlink.chart.hand.events import Selection
from iwtlink.chart.parts import DrawnShape

Indexes = NDArray[np.int64]
Floats = NDArray[np.float64]


def without_leaving(
    display: Display, chosen: Selection, step: tuple[float, float], along: Collection[Item]
) -> Display:
    """Give the display in which containers no longer follow what is dragged out of them.

    ``display`` is as it was when the drag began, the chosen entities and shapes are moved by
    ``step`` from there. One leaves where its middle is outside the container as it stood then;
    not so from those that come ``along`` (see ``dropping.taken_along``).
    """
    rooms = [
        room
        for room in rooms_of(display)
        if room.is_fitted and room.item not in along and not chosen.has(*room.item)
    ]
    if not rooms:
        return display
    items = np.flatnonzero(np.isin(display.entity_ids, list(chosen.entities)))
    leaving = [_entities_leaving(display, items, room, step) for room in rooms]
    gone = np.concatenate(leaving)
    shapes = tuple(_let_go(shape, rooms, step, chosen) for shape in display.shapes)
    holders, holding_shapes = display.holders.copy(), display.holding_shapes.copy()
    holders[gone], holding_shapes[gone] = -1, 0
    return replace(display, holders=holders, holding_shapes=holding_shapes, shapes=shapes)


def _entities_leaving(
    display: Display, items: Indexes, room: Room, step: tuple[float, float]
) -> Indexes:
    """Give those of some entities (indexes) that the container holds and that leave it."""
    kind, number = room.item
    if kind == "shape":
        held = items[display.holding_shapes[items] == number]
    else:
        above = display.holders[items]
        held = items[(above >= 0) & (display.entity_ids[above] == number)]
    gone: Indexes = held[~room.has(display.positions[held] + step)]
    return gone


def _let_go(
    shape: DrawnShape, rooms: Collection[Room], step: tuple[float, float], chosen: Selection
) -> DrawnShape:
    """Give a shape, held by nothing where it is chosen and leaves."""
    room = next((room for room in rooms if room.item == shape.holder), None)
    if room is None or shape.id not in chosen.shapes:
        return shape
    left, top, right, bottom = shape.box
    middle = np.array([((left + right) / 2, (top + bottom) / 2)]) + step
    return shape if room.has(middle)[0] else replace(shape, holder=None)
