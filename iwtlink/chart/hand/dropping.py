"""What stands in a container after it was dropped there: which holds it now, or that none does."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from iwtlink.chart.display import Display
from iwtlink.chart.hand.events import Selection
from iwtlink.chart.hand.handles import Box, form_box
from iwtlink.chart.items.forms import CIRCLE
from iwtlink.chart.parts import DrawnShape

Floats = NDArray[np.float64]
Item = tuple[str, int]
"""Kind ("entity" or "shape") and id."""
Holds = dict[Item | None, list[Item]]
"""By what holds them from now on (None: nothing) the items for which that is new."""


@dataclass(frozen=True, slots=True)
class Room:
    """A container as a place in which items stand."""

    item: Item
    box: Box
    is_round: bool
    is_fitted: bool

    @property
    def area(self) -> float:
        """Of its box, in square chart units."""
        return (self.box[2] - self.box[0]) * (self.box[3] - self.box[1])

    def has(self, places: Floats) -> NDArray[np.bool_]:
        """Tell which places (n, 2) lie in it."""
        left, top, right, bottom = self.box
        halves = np.maximum(np.array((right - left, bottom - top)) / 2, 1e-9)
        off = np.abs(places - ((left + right) / 2, (top + bottom) / 2)) / halves
        far: Floats = np.hypot(*off.T) if self.is_round else off.max(axis=1, initial=0.0)
        return far <= 1.0


def rooms_of(display: Display) -> list[Room]:
    """Give the containers of a display."""
    shapes = [s for s in display.shapes if s.is_container and s.kind != "group"]
    rows = np.flatnonzero(display.is_container).tolist()
    return [*map(_shape_as_room, shapes), *(entity_as_room(display, row) for row in rows)]


def room_of(display: Display, item: Item) -> Room | None:
    """Give an item as a place in which others stand; None where it is not on the chart."""
    if item[0] == "shape":
        shape = next((one for one in display.shapes if one.id == item[1]), None)
        return None if shape is None else _shape_as_room(shape)
    rows = np.flatnonzero(display.entity_ids == item[1])
    return entity_as_room(display, int(rows[0])) if len(rows) else None


def entity_as_room(display: Display, row: int) -> Room:
    """Give an entity, by its index, as a place in which others stand."""
    is_round, is_fitted = bool(display.forms[row] == CIRCLE), bool(display.is_fitted[row])
    return Room(
        ("entity", int(display.entity_ids[row])), form_box(display, row), is_round, is_fitted
    )


def _shape_as_room(shape: DrawnShape) -> Room:
    return Room(("shape", shape.id), shape.box, shape.kind == "circle", shape.is_fitted)


def room_at(
    rooms: Collection[Room], places: Floats, areas: Floats | None = None
) -> list[Item | None]:
    """Give the smallest container round each of some places (n, 2).

    ``areas`` (n,) are those of what is to stand there: a container stands only in a larger one.
    """
    around: list[Item | None] = [None] * len(places)
    for room in sorted(rooms, key=lambda one: -one.area):
        within = room.has(places)
        if areas is not None:
            within &= areas < room.area
        for index in np.flatnonzero(within).tolist():
            around[index] = room.item
    return around


def held_after_drop(display: Display, moved: Selection, before: Display | None = None) -> Holds:
    """Give what is held by something else, or by nothing any more, now that items were moved.

    ``before`` is the display as it was then: by now a container as large as its members need has
    followed them, and what was dragged out of it as it stood is let go. What was moved along with
    its container, and the members of groups, stay as they are; so do two or more that are all
    such a container holds. O(moved x containers).
    """
    stood = before or display
    holders = _holders(stood)
    there = rooms_of(display)
    rooms = [_as_it_stood(room, stood) for room in there if not moved.has(*room.item)]
    if not rooms and not holders:
        return {}
    areas = {room.item: room.area for room in (*there, *rooms)}
    held = [replace(one, holder=holders.get(one.item)) for one in _standing(display, moved)]
    along = _taken_along(holders, moved, rooms)
    groups = _groups(display)
    holds: Holds = {}
    for one, now in zip(held, _around(areas, rooms, held), strict=True):
        holder = one.holder
        is_with_it = holder is not None and moved.has(*holder)
        stays = is_with_it or holder in groups or one.item in groups
        if now != holder and not stays and not (now is None and holder in along):
            holds.setdefault(now, []).append(one.item)
    return _without_rings(holds, holders)


def taken_along(display: Display, moved: Selection) -> set[Item]:
    """Give the containers that come along with what is moved, since that is all they hold.

    They are as large as their members need and hold two or more, entities and shapes together.
    """
    return _taken_along(_holders(display), moved, rooms_of(display))


def held_within(display: Display, *fresh: Room) -> Holds:
    """Give what containers hold, or no longer hold, now that they have this size and place.

    What another one holds stays there.
    """
    if not fresh:
        return {}
    rooms = {room.item: room for room in (*rooms_of(display), *fresh)}
    is_sized = {room.item: not room.is_fitted for room in fresh}
    areas = {item: room.area for item, room in rooms.items()}
    standing, groups = _standing(display), _groups(display)
    holds: Holds = {}
    for one, now in zip(standing, _around(areas, rooms.values(), standing), strict=True):
        if now in is_sized and one.holder is None and one.item not in groups:
            holds.setdefault(now, []).append(one.item)
        elif now is None and one.holder is not None and is_sized.get(one.holder):
            holds.setdefault(None, []).append(one.item)
    return _without_rings(holds, _holders(display))


def held_in_size(display: Display, item: Item, box: Box) -> Holds:
    """Give what is held anew now that an item has another box; nothing where it holds nothing."""
    own = [room for room in rooms_of(display) if room.item == item]
    return held_within(display, *(replace(room, box=box, is_fitted=False) for room in own))


def held_where_placed(display: Display, ids: Sequence[int], places: Floats) -> Holds:
    """Give the containers in which entities placed anew stand: ``places`` is (n, 2)."""
    holds: Holds = {}
    for number, holder in zip(ids, room_at(rooms_of(display), places), strict=True):
        if holder is not None:
            holds.setdefault(holder, []).append(("entity", int(number)))
    return holds


def held_by_container(display: Display, items: Sequence[Item], *, is_on: bool) -> Holds:
    """Give what items hold that become containers, or what is let go where they are none now."""
    if is_on:
        rooms = [room for item in items if (room := room_of(display, item)) is not None]
        return held_within(display, *rooms)
    members = [member for member, above in _holders(display).items() if above in items]
    return {None: members} if members else {}


def emptied(display: Display, holds: Holds) -> list[int]:
    """Give the rows of entities as large as their members need that have none any more.

    ``display`` is as it was before; these stand from now on where nothing else says it.
    """
    gone = {item for members in holds.values() for item in members}
    rows = {int(number): row for row, number in enumerate(display.entity_ids.tolist())}
    return [
        rows[holder[1]]
        for holder, held in _members(_holders(display)).items()
        if holder[0] == "entity" and display.is_fitted[rows[holder[1]]] and gone.issuperset(held)
    ]


def _members(holders: Mapping[Item, Item]) -> dict[Item, list[Item]]:
    members: dict[Item, list[Item]] = {}
    for member, holder in holders.items():
        members.setdefault(holder, []).append(member)
    return members


def _as_it_stood(room: Room, before: Display) -> Room:
    """Give a container that follows its members with the box it had before they were moved."""
    stood = room_of(before, room.item) if room.is_fitted else None
    return room if stood is None else replace(room, box=stood.box)


def _taken_along(
    holders: Mapping[Item, Item], moved: Selection, rooms: Collection[Room]
) -> set[Item]:
    fitted = {room.item for room in rooms if room.is_fitted}
    return {
        holder
        for holder, held in _members(holders).items()
        if holder in fitted and len(held) > 1 and all(moved.has(*item) for item in held)
    }


@dataclass(frozen=True, slots=True)
class _Standing:
    """Where an item stands, and what holds it."""

    item: Item
    holder: Item | None
    place: tuple[float, float]


def _groups(display: Display) -> set[Item | None]:
    return {("shape", shape.id) for shape in display.shapes if shape.kind == "group"}


def _holders(display: Display) -> dict[Item, Item]:
    """Give what holds each item that is held."""
    ids = display.entity_ids
    found: dict[Item, Item] = {
        ("entity", int(ids[row])): ("entity", int(ids[display.holders[row]]))
        for row in np.flatnonzero(display.holders >= 0).tolist()
    }
    for row in np.flatnonzero(display.holding_shapes).tolist():
        found["entity", int(ids[row])] = ("shape", int(display.holding_shapes[row]))
    for shape in display.shapes:
        if shape.holder is not None:
            found["shape", shape.id] = shape.holder
    return found


def _standing(display: Display, chosen: Selection | None = None) -> list[_Standing]:
    """Give the chosen items, or all, with their places."""
    holders, rows = _holders(display), np.arange(len(display.entity_ids))
    if chosen is not None:
        rows = np.flatnonzero(np.isin(display.entity_ids, list(chosen.entities)))
    items: list[tuple[Item, tuple[float, float]]] = [
        (("entity", number), (x, y))
        for number, (x, y) in zip(
            display.entity_ids[rows].tolist(), display.positions[rows].tolist(), strict=True
        )
    ]
    for one in display.shapes:
        if chosen is None or one.id in chosen.shapes:
            left, top, right, bottom = one.box
            items.append((("shape", one.id), ((left + right) / 2, (top + bottom) / 2)))
    return [_Standing(item, holders.get(item), place) for item, place in items]


def _around(
    areas: Mapping[Item, float], rooms: Collection[Room], standing: list[_Standing]
) -> list[Item | None]:
    """Give the container round each item; ``areas`` are those of all containers."""
    places = np.array([one.place for one in standing]).reshape(-1, 2)
    own = np.array([areas.get(one.item, -1.0) for one in standing])
    return room_at(rooms, places, own)


def _without_rings(holds: Holds, holders: dict[Item, Item]) -> Holds:
    """Give who holds what, nothing that would hold itself."""
    kept: Holds = {}
    for holder, members in holds.items():
        line: set[Item] = set()
        above = holder
        while above is not None and above not in line:
            line.add(above)
            above = holders.get(above)
        fitting = [member for member in members if member not in line]
        if fitting:
            kept[holder] = fitting
    return kept
