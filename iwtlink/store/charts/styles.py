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
    """Keep a style under a name, in the place of one that has it; return its id."""
    cleaned = " ".join(name.split())
    if not cleaned:
        raise Refused(tr("A saved style needs a name."))
    written = json.dumps(dict(data), ensure_ascii=False, sort_keys=True)
    db = edit.connection
    known = db.exec_driver_sql("SELECT id FROM chart_style WHERE name = ?", (cleaned,)).scalar()
    if known is None:
        return edit.insert(schema.chart_style, name=cleaned, data=written)
    db.exec_driver_sql("UPDATE chart_style SET data = ? WHERE id = ?", (written, known))
    return int(known)


def list_styles(db: Connection) -> list[SavedStyle]:
    """Read the saved styles by name."""
    rows = db.exec_driver_sql("SELECT id, uid, name, data FROM chart_style ORDER BY name, id")
    return [SavedStyle(i, uid, name, object_in(data)) for i, uid, name, data in rows]


def remove_style(edit: Edit, style_id: int) -> None:
    """Take a saved style out; charts that were drawn by it stay as they are."""
    edit.connection.exec_driver_sql("DELETE FROM chart_style WHERE id = ?", (style_id,))
