"""Items of a chart on the clipboard: for another chart, and as picture and text for documents."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QByteArray, QMimeData
from PySide6.QtGui import QGuiApplication

from iwtlink.errors import Progress
from iwtlink.i18n import tr
from iwtlink.store import Store

if TYPE_CHECKING:
    from iwtlink.gui.session import Session
    from iwtlink.store.charts import ChartContent

CHART_ITEMS = "application/x-iwtlink-chart-items"
"""Items of a chart as JSON: database, chart, entities, shapes."""
_MOST_BYTES = 16_000_000
"""Of that JSON: above a million items."""


@dataclass(frozen=True, slots=True)
class Copied:
    """What was copied from where; entities and shapes by id."""

    database: str
    """Code of the database; ids mean nothing in another."""
    chart_id: int
    entities: tuple[int, ...]
    shapes: tuple[int, ...]


def items_mime(copied: Copied, words: str) -> QMimeData:
    """Pack copied items, with their names as text."""
    data = QMimeData()
    data.setData(CHART_ITEMS, packed(copied))
    data.setText(words)
    return data


def packed(copied: Copied) -> QByteArray:
    """Give copied items as bytes of JSON."""
    listed = {
        "database": copied.database,
        "chart": copied.chart_id,
        "entities": copied.entities,
        "shapes": copied.shapes,
    }
    return QByteArray(json.dumps(listed).encode())


def on_clipboard() -> QMimeData:
    """Give what lies on the clipboard; nothing where the system has none to give."""
    given: QMimeData | None = QGuiApplication.clipboard().mimeData()
    return QMimeData() if given is None else given


def copied_on(data: QMimeData) -> Copied | None:
    """Unpack items copied from a chart, of whatever database; None where there are none."""
    if not data.hasFormat(CHART_ITEMS):
        return None
    words = bytes(data.data(CHART_ITEMS).data())
    try:
        listed = json.loads(words) if len(words) < _MOST_BYTES else {}
        items = (tuple(map(_number, listed[name])) for name in ("entities", "shapes"))
        return Copied(str(listed["database"]), _number(listed["chart"]), *items)
    except (ValueError, TypeError, KeyError, RecursionError):
        return None


def _number(value: object) -> int:
    """Give the number of an item; raise ``ValueError`` for what a database would not number."""
    if type(value) is not int or not 0 < value < 2**63:
        raise ValueError(value)
    return value


def copied_from(data: QMimeData, database: str) -> Copied | None:
    """Unpack items copied from a chart of this database; None where there are none."""
    copied = copied_on(data)
    return copied if copied is not None and copied.database == database else None


def with_picture(
    session: Session, content: ChartContent, copied: Copied, more: Mapping[str, bytes]
) -> None:
    """Draw the copied items beside the window; picture, drawing and words join them then.

    ``content`` is of the chart when they were copied, ``more`` what else lies on the clipboard, by
    MIME type.
    """
    from iwtlink.chart.building import build_display  # these are slow to load
    from iwtlink.chart.style import load_style
    from iwtlink.operations.drawing import pictures_of
    from iwtlink.render.clipboard import chart_mime

    store, window = session.store, session.thread()

    def draw(progress: Progress) -> QMimeData:
        display = build_display(content, store.ontology, load_style())
        items = np.flatnonzero(np.isin(display.entity_ids, copied.entities)).tolist()
        shapes = [k for k, shape in enumerate(display.shapes) if shape.id in copied.shapes]
        data = chart_mime(display, items, shapes, picture=pictures_of(store))
        data.moveToThread(window)
        return data

    def add(data: QMimeData) -> None:
        clipboard = QGuiApplication.clipboard()
        if copied_from(on_clipboard(), copied.database) == copied:  # nothing else meanwhile
            data.setData(CHART_ITEMS, packed(copied))
            for name, known in more.items():
                data.setData(name, QByteArray(known))
            clipboard.setMimeData(data)

    session.jobs.compute(tr("Drawing the picture"), draw, add)


def database_mark(store: Store) -> str:
    """Give what a database that is open here is known by on the clipboard."""
    return hashlib.sha256(str(store.path).encode()).hexdigest()[:16]
