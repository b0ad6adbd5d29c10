"""Free items of a chart: text, boxes, circles, lines, arrows, pictures, and groups."""

from __future__ import annotations

import math
from collections.abc import Collection
from typing import Any, get_args

from sqlalchemy import Connection

from iwtlink.errors import Refused
from iwtlink.i18n import tr
from iwtlink.store import schema
from iwtlink.store.charts.aside import forget_of_shapes
from iwtlink.store.charts.look import Look, Shape, ShapeKind, look_json, read_look
from iwtlink.store.edit import Edit
from iwtlink.store.leads import listed

_COLUMNS = ("id", "uid", "kind", "x", "y", "width", "height", "depth", "text", "look", "picture_id")
_LENGTHS = ("x", "y", "width", "height")


def add_shape(
    edit: Edit,
    chart_id: int,
    kind: ShapeKind,
    x: float,
    y: float,
    width: float,
    height: float,
    text: str = "",
    look: Look | None = None,
    depth: int = 0,
    picture_id: int = 0,
) -> int:
    """Put a free item on a chart, its middle at (x, y); return its id."""
    values: dict[str, Any] = {"kind": kind, "x": x, "y": y, "width": width, "height": height}
    values |= {"depth": depth, "text": text, "look": look or Look(), "picture_id": picture_id}
    return edit.insert(schema.chart_shape, chart_id=chart_id, **_written(values))


def change_shape(edit: Edit, shape_id: int, **columns: Any) -> None:
    """Change some of a free item, named as in ``Shape``."""
    values = _written(columns)
    if values:
        pairs = ", ".join(f'"{name}" = ?' for name in values)
        edit.connection.exec_driver_sql(
            f"UPDATE chart_shape SET {pairs} WHERE id = ?", (*values.values(), shape_id)
        )


def _written(values: dict[str, Any]) -> dict[str, Any]:
    """Give values as the table holds them; raise ``Refused`` for what cannot be drawn."""
    written = dict(values)
    if written.get("kind", "text") not in get_args(ShapeKind):
        raise Refused(tr("There is no free item “{kind}”.", kind=written["kind"]))
    for name in _LENGTHS:
        if name in written:
            written[name] = float(written[name])
            if not math.isfinite(written[name]):
                raise Refused(tr("A free item needs a place and a size."))
    if "look" in written:
        written["look"] = look_json(written["look"])
    if "picture_id" in written:
        written["picture_id"] = written["picture_id"] or None
    return written


def remove_shapes(edit: Edit, ids: Collection[int]) -> None:
    """Take free items off their chart; what they held stays, held by nothing."""
    forget_of_shapes(edit, ids)
    edit.connection.exec_driver_sql(
        "DELETE FROM chart_shape WHERE id IN (SELECT value FROM json_each(?))", (listed(ids),)
    )


def shapes_on(db: Connection, chart_id: int) -> tuple[Shape, ...]:
    """Read the free items of a chart, those drawn first before others."""
    rows = db.exec_driver_sql(
        f"SELECT {', '.join(_COLUMNS)} FROM chart_shape WHERE chart_id = ? ORDER BY depth, id",
        (chart_id,),
    )
    return tuple(_shape(dict(row)) for row in rows.mappings())


def drawn_last(shapes: tuple[Shape, ...]) -> tuple[Shape, ...]:
    """Give free items without those of layouts that are not the last one.

    A layout takes away what the one before drew, but not what was drawn meanwhile on another
    laptop and came by exchange: of two time axes the later is shown, the same one everywhere.
    """
    last = max((shape.look.drawn_in for shape in shapes), default="")
    return tuple(shape for shape in shapes if shape.look.drawn_in in ("", last))


def _shape(values: dict[Any, Any]) -> Shape:
    read = {"look": read_look(Look, values["look"]), "picture_id": values["picture_id"] or 0}
    return Shape(**(values | read))
