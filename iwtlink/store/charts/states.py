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

from iwtlink.store.charts.fitting import object_in
from iwtlink.store.charts.holding import Item, without_rings
from iwtlink.store.charts.look import ShapeKind
from iwtlink.store.charts.naming import ids_of
from iwtlink.store.charts.options import ChartOptions, read_options

OF_THE_ANALYST = frozenset(
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


def read_state(words: str) -> State:
    """Give the state in a JSON text."""
    data = object_in(words)
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
    return replace(kept, **{name: getattr(now, name) for name in OF_THE_ANALYST})


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


def pictures_in(db: Connection, state: State) -> dict[str, int]:
    """Give the files of pictures on a chart as it was kept, by uid."""
    return ids_of(db, "file", {kept["picture"] for kept in state.shapes.values()})
