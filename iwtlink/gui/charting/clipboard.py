"""Items of a chart on the clipboard: for another chart, and as picture and text for documents."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QMimeData
from PySide6.QtGui import QGuiApplication, QImage

from iwtlink.errors import Progress
from iwtlink.i18n import tr
from iwtlink.operations.charting.part import part_of
from iwtlink.store import Store

if TYPE_CHECKING:
    from iwtlink.gui.pages.chart import ChartPage

CHART_ITEMS = "application/x-iwtlink-chart-items"
"""Items of a chart as JSON: database, chart, entities, shapes."""


@dataclass(frozen=True, slots=True)
class Copied:
    """What was copied from where; entities and shapes by id."""

    database: str
    """Code of the database; ids mean nothing in another."""
    chart_id: int
    entities: tuple[int, ...]
    shapes: tuple[int, ...]


def chart_mime(copied: Copied, words: str) -> QMimeData:
    """Pack copied items, with their names as text."""
    data = QMimeData()
    packed = {
        "database": copied.database,
        "chart": copied.chart_id,
        "entities": copied.entities,
        "shapes": copied.shapes,
    }
    data.setData(CHART_ITEMS, QByteArray(json.dumps(packed).encode()))
    data.setText(words)
    return data


def copied_from(data: QMimeData, database: str) -> Copied | None:
    """Unpack items copied from a chart of this database; None where there are none."""
    if not data.hasFormat(CHART_ITEMS):
        return None
    packed = json.loads(bytes(data.data(CHART_ITEMS).data()))
    if packed["database"] != database:
        return None
    return Copied(
        database, int(packed["chart"]), tuple(packed["entities"]), tuple(packed["shapes"])
    )


def with_picture(page: ChartPage, copied: Copied, words: str) -> None:
    """Draw the copied items beside the window, and add the picture to what is on the clipboard."""
    from iwtlink.chart.building import build_display  # these are slow to load
    from iwtlink.chart.style import load_style
    from iwtlink.operations.drawing import pictures_of
    from iwtlink.render.png import draw_png

    content, store = page.content, page.session.store
    if content is None:
        return

    def draw(progress: Progress) -> QImage:
        part = part_of(content, copied.entities, copied.shapes)
        display = build_display(replace(part, title=""), store.ontology, load_style())
        return QImage.fromData(draw_png(display, picture=pictures_of(store)))

    def add(image: QImage) -> None:
        clipboard = QGuiApplication.clipboard()
        if copied_from(clipboard.mimeData(), copied.database) != copied:
            return  # something else was copied meanwhile
        data = chart_mime(copied, words)
        data.setImageData(image)
        clipboard.setMimeData(data)

    page.session.jobs.compute(tr("Drawing the picture"), draw, add)


def database_mark(store: Store) -> str:
    """Give what a database that is open here is known by on the clipboard."""
    return hashlib.sha256(str(store.path).encode()).hexdigest()[:16]
