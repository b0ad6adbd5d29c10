"""The format painter: takes the look of one item and hands it to those clicked next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent

from iwtlink.i18n import ntr
from iwtlink.operations.charting.looking import copied_link_look, copied_look, hand_on_shape
from iwtlink.store import Edit, charts
from iwtlink.store.charts import LinkLook, Look, Shape

if TYPE_CHECKING:
    from iwtlink.gui.pages.chart import ChartPage


class FormatPainter(QObject):
    """Lives from copying a look until Esc."""

    def __init__(self, page: ChartPage) -> None:
        super().__init__(page)
        self._page = page
        self.look: Look | None = None
        self.link_look: LinkLook | None = None
        self.shape: Shape | None = None

    def begin(self) -> None:
        """Take the look of the first item, link and free item selected; end where none is."""
        page, content = self._page, self._page.content
        if content is None:
            self._leave()
            return
        entities, links = page.view.selected_entities(), page.view.selected_links()
        if entities:
            row = content.entity_ids.tolist().index(entities[0])
            self.look = content.looks[row] if content.looks else Look()
        if links:
            row = content.link_ids.tolist().index(links[0])
            self.link_look = content.link_looks[row] if content.link_looks else LinkLook()
        drawn = {shape.id: shape for shape in content.shapes}
        self.shape = next((drawn[i] for i in page.view.selected_shapes() if i in drawn), None)
        if self.look is None and self.link_look is None and self.shape is None:
            self._leave()
            return
        page.view.selection_changed.connect(self._chosen)
        page.view.installEventFilter(self)
        page.view.set_handing_on(True)
        page.hand.copy_look(True)

    def end(self) -> None:
        """Click as usual again."""
        page = self._page
        page.view.selection_changed.disconnect(self._chosen)
        page.view.removeEventFilter(self)
        page.view.set_handing_on(False)
        self._leave()

    def _leave(self) -> None:
        self._page.hand.copy_look(False)
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
        look, line, drawn = self.look, self.link_look, self.shape
        chart_id = self._page.chart_id
        items = entities if look is not None else []
        lines = links if line is not None else []
        free = self._page.view.selected_shapes() if drawn is not None else []
        if not items and not lines and not free:
            return

        def work(edit: Edit) -> None:
            db = edit.connection
            if look is not None and items:
                there = charts.looks_on(db, chart_id, items)
                fresh = {i: copied_look(look, there.get(i, Look())) for i in items}
                charts.set_looks(edit, chart_id, fresh)
            if line is not None and lines:
                known = charts.link_looks_on(db, chart_id, lines)
                pens = {i: copied_link_look(line, known.get(i, LinkLook())) for i in lines}
                charts.set_link_looks(edit, chart_id, pens)
            if drawn is not None:
                hand_on_shape(edit, chart_id, drawn, free)

        count = len(items) + len(lines) + len(free)
        self._page.writing.write(
            ntr("Copy the look to {n} item", "Copy the look to {n} items", count), work
        )
