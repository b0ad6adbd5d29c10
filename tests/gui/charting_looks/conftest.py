"""The demonstration's small chart, as tests of working on it have it."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QWidget

from iwtlink.gui.pages.chart import ChartPage
from iwtlink.store.charts import Look
from tests.gui.charting.conftest import Entity, chart, entity, spot, stored, trigger

__all__ = ["Entity", "chart", "click", "entity", "look_of", "pick", "spot", "stored", "trigger"]


def look_of(page: ChartPage, number: int) -> Look:
    """Give how an entity is drawn on the chart that is shown."""
    content = page.content
    assert content is not None
    row = content.entity_ids.tolist().index(number)
    return content.looks[row] if content.looks else Look()


def pick(box: QWidget, words: str) -> None:
    """Choose an entry in the list of a box, and take it by Enter."""
    assert isinstance(box, QComboBox)
    box.setFocus()
    box.showPopup()
    view = box.view()
    view.setCurrentIndex(box.model().index(box.findText(words), 0))
    QTest.keyClick(view, Qt.Key.Key_Return)


def click(page: ChartPage, at: QPoint, *, keys: Iterable[Qt.KeyboardModifier] = ()) -> None:
    """Click on the paper."""
    held = Qt.KeyboardModifier.NoModifier
    for key in keys:
        held |= key
    QTest.mouseClick(page.view.viewport(), Qt.MouseButton.LeftButton, held, at)
