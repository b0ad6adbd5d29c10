"""The tabs in the middle: opens, finds, closes pages and tells which is in front."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QTabBar, QTabWidget, QWidget

from iwtlink.gui.pages.page import Page
from iwtlink.gui.plain import tip
from iwtlink.gui.selection import Selection
from iwtlink.i18n import tr
from iwtlink.store import Changes


class PageArea(QTabWidget):
    """The open pages, each known by its key so that nothing opens twice."""

    selected = Signal(object)
    front_changed = Signal()
    emptied = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pages")
        self.setAccessibleName(tr("Open tables, documents and charts"))
        self.setDocumentMode(True)
        self.setTabsClosable(True)
        self.setMovable(True)
        self.setElideMode(Qt.TextElideMode.ElideRight)
        self.setUsesScrollButtons(True)
        self.tabBar().setExpanding(False)
        self.tabBar().setSelectionBehaviorOnRemove(QTabBar.SelectionBehavior.SelectPreviousTab)
        self.tabCloseRequested.connect(self.close_at)
        self.currentChanged.connect(self._front_changed)

    def __iter__(self) -> Iterator[Page]:
        pages = [self.widget(place) for place in range(self.count())]
        return iter([page for page in pages if isinstance(page, Page)])

    @property
    def front(self) -> Page | None:
        """The page in front, or None."""
        page = self.currentWidget()
        return page if isinstance(page, Page) else None

    def open(self, key: str, make: Callable[[], Page]) -> Page:
        """Bring the page with this key to the front, with the keyboard; make it if need be."""
        for page in self:
            if page.key == key:
                self.setCurrentWidget(page)
                page.take_focus()
                return page
        page = make()
        place = self.addTab(page, page.picture(), tab_text(page.title()))
        self.setTabToolTip(place, tip(page.title()))
        page.selected.connect(self._selected)
        page.retitled.connect(self._retitle)
        page.retold.connect(self.front_changed)
        self.setCurrentIndex(place)
        page.take_focus()
        return page

    def close_at(self, place: int) -> None:
        """Close one tab."""
        page = self.widget(place)
        if page is None:
            return
        self.removeTab(place)
        page.deleteLater()
        if not self.count():
            self.emptied.emit()

    def close_all(self) -> None:
        """Close every tab; nothing is told but that none is left."""
        blocked = self.blockSignals(True)
        while self.count():
            self.close_at(0)
        self.blockSignals(blocked)
        self.emptied.emit()

    def follow(self, changes: Changes, initiator: object) -> None:
        """Let every page read again what an edit touched; close those that lost their item."""
        for page in list(self):
            if self.indexOf(page) < 0:
                continue  # closed with one before it
            if page.is_gone(changes):
                self.close_at(self.indexOf(page))
            else:
                page.follow(changes, initiator)

    def retint(self) -> None:
        """Draw the icons of all tabs in the colours of the mode in use."""
        for place, page in enumerate(self):
            self.setTabIcon(place, page.picture())
            page.retint()

    def step(self, by: int) -> None:
        """Go to the next or the previous tab, round and round."""
        if self.count():
            self.setCurrentIndex((self.currentIndex() + by) % self.count())

    def _front_changed(self, _: int) -> None:
        self._close_done()
        self.front_changed.emit()
        page = self.front
        if page is not None:
            self.selected.emit(page.selection())

    def _close_done(self) -> None:
        for page in list(self):
            if page.is_done and page is not self.front:
                self.close_at(self.indexOf(page))

    def _selected(self, selection: Selection) -> None:
        if self.sender() is self.front:
            self.selected.emit(selection)

    def _retitle(self) -> None:
        page = self.sender()
        assert isinstance(page, Page)
        title = page.title()
        self.setTabText(self.indexOf(page), tab_text(title))
        self.setTabToolTip(self.indexOf(page), tip(title))


def tab_text(title: str) -> str:
    """Shorten a title to what a tab can hold, and keep its ampersands."""
    short = title if len(title) <= 32 else title[:31].rstrip() + "…"
    return short.replace("&", "&&")
