"""Saved chart styles of the database: rules and options under a name."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from iwtlink.errors import Refused
from iwtlink.i18n import tr
from iwtlink.store import schema
from iwtlink.store.charts.fitting import object_in
from iwtlink.store.edit import Edit


@dataclass(frozen=True, slots=True)
class SavedStyle:
    """One saved style; ``data`` are options of a chart by name, such as ``rules``."""

    id: int
    uid: str
    name: str
    data: Mapping[str, Any]


def save_style(edit: Edit, name: str, data: Mapping[str, Any]) -> int:
    """Keep a style under a name; of one that has it the same parts are replaced; give its id."""
    cleaned = _cleaned(name)
    known = _named(edit.connection, cleaned)
    if known is None:
        return edit.insert(schema.chart_style, name=cleaned, data=_written(data))
    _write(edit, known.id, data=_written({**known.data, **data}))
    return known.id


def rename_style(edit: Edit, style_id: int, name: str) -> None:
    """Give a saved style another name; ``Refused`` where another has it."""
    cleaned = _cleaned(name)
    known = _named(edit.connection, cleaned)
    if known is None:
        _write(edit, style_id, name=cleaned)
    elif known.id != style_id:
        raise Refused(tr("There is a saved style “{name}” already.", name=cleaned))


def list_styles(db: Connection) -> list[SavedStyle]:
    """Read the saved styles by name."""
    rows = db.exec_driver_sql("SELECT id, uid, name, data FROM chart_style ORDER BY name, id")
    return [SavedStyle(i, uid, name, object_in(data)) for i, uid, name, data in rows]


def remove_style(edit: Edit, style_id: int, part: str = "") -> None:
    """Take a saved style out, or one part of it; charts that were drawn by it stay as they are."""
    known = next((one for one in list_styles(edit.connection) if one.id == style_id), None)
    rest = {n: data for n, data in known.data.items() if part and n != part} if known else {}
    if rest:
        _write(edit, style_id, data=_written(rest))
    else:
        edit.connection.exec_driver_sql("DELETE FROM chart_style WHERE id = ?", (style_id,))


def _cleaned(name: str) -> str:
    cleaned = " ".join(name.split())
    if not cleaned:
        raise Refused(tr("A saved style needs a name."))
    return cleaned


def _named(db: Connection, name: str) -> SavedStyle | None:
    return next((one for one in list_styles(db) if one.name == name), None)


def _written(data: Mapping[str, Any]) -> str:
    return json.dumps(dict(data), ensure_ascii=False, sort_keys=True)


def _write(edit: Edit, style_id: int, **columns: str) -> None:
    table = schema.chart_style
    edit.connection.execute(table.update().where(table.c.id == style_id).values(**columns))
