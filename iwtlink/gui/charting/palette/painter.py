"""The format painter: takes the look of one item and hands it to those clicked next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

from iwtlink.i18n import ntr
from iwtlink.operations.charting.looking import copied_link_look, copied_look
from iwtlink.store import Edit, charts
from iwtlink.store.charts import LinkLook, Look

if TYPE_CHECKING:
    from iwtlink.gui.pages.chart import ChartPage


class FormatPainter(QObject):
    """Lives from copying a look until Esc."""

    ended = Signal()

    def __init__(self, page: ChartPage) -> None:
        super().__init__(page)
        self._page = page
        self.look: Look | None = None
        self.link_look: LinkLook | None = None

    def begin(self) -> bool:
        """Take the look of the first item selected; False where none is."""
        page, content = self._page, self._page.content
        if content is None:
            return False
        entities, links = page.view.selected_entities(), page.view.selected_links()
        if entities:
            row = content.entity_ids.tolist().index(entities[0])
            self.look = content.looks[row] if content.looks else Look()
        if links:
            row = content.link_ids.tolist().index(links[0])
            self.link_look = content.link_looks[row] if content.link_looks else LinkLook()
        if self.look is None and self.link_look is None:
            return False
        page.view.selection_changed.connect(self._chosen)
        page.view.installEventFilter(self)
        page.view.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        page.hand.copy_look(True)
        return True

    def end(self) -> None:
        """Click as usual again."""
        page = self._page
        page.view.selection_changed.disconnect(self._chosen)
        page.view.removeEventFilter(self)
        page.view.viewport().unsetCursor()
        page.hand.copy_look(False)
        self.ended.emit()
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """End by Esc."""
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
        ):
            self.end()
            return True
        return False

    def _chosen(self, entities: list[int], links: list[int]) -> None:
        look, line, chart_id = self.look, self.link_look, self._page.chart_id
        items = entities if look is not None else []
        lines = links if line is not None else []
        if not items and not lines:
            return

        def work(edit: Edit) -> None:
            db = edit.connection
            if look is not None and items:
                there = charts.looks_on(db, chart_id, items)
                fresh = {i: copied_look(look, there.get(i, Look())) for i in items}
                charts.set_looks(edit, chart_id, fresh)
            if line is not None and lines:
                known = charts.link_looks_on(db, chart_id, lines)
                drawn = {i: copied_link_look(line, known.get(i, LinkLook())) for i in lines}
                charts.set_link_looks(edit, chart_id, drawn)

        count = len(items) + len(lines)
        self._page.writing.write(
            ntr("Copy the look to {n} item", "Copy the look to {n} items", count), work
        )
