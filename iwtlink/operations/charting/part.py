"""A part of a chart as a chart of its own: some items, and the links between them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import fields, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from iwtlink.store.charts import ChartContent

OF_ITEMS = (
    *("entity_ids", "types", "labels", "script_labels", "positions", "is_pinned"),
    *("picture_ids", "looks", "facts", "is_grey"),
)
OF_LINKS = (
    *("link_ids", "link_types", "is_directed", "strengths", "roles", "percents", "amounts"),
    *("quantities", "starts", "ends_on", "link_looks", "link_facts", "link_is_grey"),
)


def part_of(
    content: ChartContent, entity_ids: Collection[int], shape_ids: Collection[int] = ()
) -> ChartContent:
    """Give just these items of a chart as they stand, with the links between them."""
    items = np.flatnonzero(np.isin(content.entity_ids, list(entity_ids)))
    number = np.full(len(content.entity_ids), -1, np.int64)
    number[items] = np.arange(len(items))
    ends = number[content.ends.reshape(-1, 2)]
    links = np.flatnonzero((ends >= 0).all(axis=1))
    changes: dict[str, Any] = {"ends": ends[links]}
    known = {field.name for field in fields(ChartContent)}
    for names, kept in ((OF_ITEMS, items), (OF_LINKS, links)):
        changes |= {name: _some(getattr(content, name), kept) for name in names if name in known}
    chosen = {("entity", int(i)) for i in content.entity_ids[items]}
    chosen |= {("shape", int(i)) for i in shape_ids}
    return replace(
        content,
        **changes,
        shapes=tuple(shape for shape in content.shapes if shape.id in shape_ids),
        members=tuple(
            member
            for member in content.members
            if {(member.holder_kind, member.holder_id), (member.member_kind, member.member_id)}
            <= chosen
        ),
    )


def _some(values: Any, kept: NDArray[np.int64]) -> Any:
    if isinstance(values, np.ndarray):
        return values[kept] if len(values) else values
    picked: Sequence[Any] = [values[place] for place in kept.tolist()] if len(values) else []
    return tuple(picked) if isinstance(values, tuple) else picked
