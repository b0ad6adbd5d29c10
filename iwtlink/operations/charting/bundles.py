"""Bundles on a chart move as one: who stands in one goes along with the item that is drawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from iwtlink.store.charts import ChartContent

Floats = NDArray[np.float64]
Item = tuple[str, int]
"""Kind ("entity" or "shape") and id."""
Holder = Item | None


def with_bundles(
    content: ChartContent, entity_ids: Sequence[int], positions: Floats
) -> tuple[list[int], Floats]:
    """Give entities and their new places (n, 2) with those folded into them, moved as far.

    Whoever has a new place of his own keeps that one.
    """
    stood = dict(zip(content.entity_ids.tolist(), content.positions, strict=True))
    ids, places = [int(number) for number in entity_ids], list(positions)
    known = set(ids)
    bundles = {group[0]: group[1:] for group in content.folded if group}
    for number, place in zip(list(ids), list(positions), strict=True):
        if number not in stood:
            continue
        for member in bundles.get(number, ()):
            if member in stood and member not in known:
                ids.append(member)
                places.append(stood[member] + (place - stood[number]))
    return ids, np.array(places, np.float64).reshape(-1, 2)


def held_with_bundles(
    content: ChartContent, holds: Mapping[Holder, Sequence[Item]]
) -> dict[Holder, list[Item]]:
    """Give what holds what with those folded into items that are held: they are held with them."""
    bundles = {group[0]: group[1:] for group in content.folded if group}
    return {
        holder: [
            one
            for kind, number in members
            for one in (
                (kind, number),
                *((kind, other) for other in bundles.get(number, ()) if kind == "entity"),
            )
        ]
        for holder, members in holds.items()
    }
