"""What moves with what: members with their container, a group as one."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from iwtlink.chart.display import Display
from iwtlink.chart.hand.events import Selection


def with_held(display: Display, selection: Selection) -> Selection:
    """Give entities and shapes with all that moves with them.

    What a container holds moves with it, and all of a group with any of it. O(n) per level.
    """
    has_members = (display.holders >= 0).any() or display.holding_shapes.any()
    if not has_members and not any(shape.holder for shape in display.shapes):
        return Selection(entities=selection.entities, shapes=selection.shapes)
    items = np.isin(display.entity_ids, list(selection.entities))
    shapes = set(selection.shapes)
    while True:
        before = (int(items.sum()), len(shapes))
        shapes |= groups_of(display, items, shapes)
        items = items | _held_items(display, items, shapes)
        shapes |= _held_shapes(display, items, shapes)
        if (int(items.sum()), len(shapes)) == before:
            return Selection(
                entities=frozenset(display.entity_ids[items].tolist()), shapes=frozenset(shapes)
            )


def grouped(display: Display, selection: Selection) -> Selection:
    """Give a selection with the rest of the groups that any of it is in: a click takes a group."""
    items = np.isin(display.entity_ids, list(selection.entities))
    groups = groups_of(display, items, set(selection.shapes))
    if not groups:
        return selection
    inside = np.isin(display.holding_shapes, list(groups))
    shapes = [s.id for s in display.shapes if s.holder in {("shape", g) for g in groups}]
    members = Selection(frozenset(display.entity_ids[inside].tolist()), shapes=frozenset(shapes))
    return selection | members


def groups_of(display: Display, items: NDArray[np.bool_], shapes: set[int]) -> set[int]:
    """Give the ids of the groups that hold any of some items (mask) and shapes (ids)."""
    kinds = {shape.id: shape.kind for shape in display.shapes}
    around = set(display.holding_shapes[items].tolist()) - {0}
    holders = [shape.holder for shape in display.shapes if shape.id in shapes]
    around |= {holder[1] for holder in holders if holder is not None and holder[0] == "shape"}
    return {number for number in around if kinds.get(number, "group") == "group"}


def _held_items(display: Display, items: NDArray[np.bool_], shapes: set[int]) -> NDArray[np.bool_]:
    holders = display.holders
    by_item = (holders >= 0) & items[np.maximum(holders, 0)] if len(items) else items
    held: NDArray[np.bool_] = by_item | np.isin(display.holding_shapes, list(shapes))
    return held


def _held_shapes(display: Display, items: NDArray[np.bool_], shapes: set[int]) -> set[int]:
    entities = set(display.entity_ids[items].tolist())
    return {
        shape.id
        for shape in display.shapes
        if shape.holder is not None
        and shape.holder[1] in (entities if shape.holder[0] == "entity" else shapes)
    }
