"""The tabs in the middle: opens, finds, closes pages and tells which is in front."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QSplitter, QTabBar, QTabWidget, QWidget

from iwtlink.gui.pages.elsewhere import Holder
from iwtlink.gui.pages.page import Page
from iwtlink.gui.plain import tip
from iwtlink.gui.selection import Selection
from iwtlink.i18n import tr
from iwtlink.store import Changes


class PageArea(QTabWidget):
    """The open pages, each known by its key so that nothing opens twice.

    A page may stand elsewhere: beside the tabs, or in a window of its own. In front is the one
    that had the keyboard last.
    """

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
        self.room = QSplitter(Qt.Orientation.Horizontal)
        """The tabs with what stands beside them."""
        self.room.setObjectName("page_room")
        self.room.setChildrenCollapsible(False)
        self.room.addWidget(self)
        self._holders: list[Holder] = []
        self._active: Page | None = None
        """The page elsewhere that had the keyboard last; None: one among the tabs had it."""
        self.tabCloseRequested.connect(self.close_at)
        self.currentChanged.connect(self._front_changed)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._follow_keyboard)

    def __iter__(self) -> Iterator[Page]:
        pages = [self.widget(place) for place in range(self.count())]
        return iter(
            [
                *(page for page in pages if isinstance(page, Page)),
                *(holder.page for holder in self._holders),
            ]
        )

    @property
    def front(self) -> Page | None:
        """The page in front, or None."""
        page = self._active or self.currentWidget()
        return page if isinstance(page, Page) else None

    @property
    def is_empty(self) -> bool:
        """Whether nothing is open in the window."""
        return not self.count() and not any(not one.isWindow() for one in self._holders)

    def is_elsewhere(self, page: Page) -> bool:
        """Whether a page stands beside the tabs, or in a window of its own."""
        return self._holder_of(page) is not None

    def open(self, key: str, make: Callable[[], Page]) -> Page:
        """Bring the page with this key to the front, with the keyboard; make it if need be."""
        for page in self:
            if page.key == key:
                self.bring(page)
                return page
        page = make()
        page.selected.connect(self._selected)
        page.retitled.connect(self._retitle)
        page.retold.connect(self.front_changed)
        self._add(page)
        return page

    def bring(self, page: Page) -> None:
        """Bring a page to the front, wherever it stands."""
        holder = self._holder_of(page)
        if holder is None:
            self._active = None
            self.setCurrentWidget(page)
        else:
            holder.raise_()
            holder.activateWindow()
            self._make_active(page)
        page.take_focus()

    def close_at(self, place: int) -> None:
        """Close one tab."""
        page = self.widget(place)
        if page is None:
            return
        self.removeTab(place)
        page.deleteLater()
        if not self.count():
            self.emptied.emit()

    def close_page(self, page: Page) -> None:
        """Close a page wherever it stands."""
        holder = self._holder_of(page)
        if holder is None:
            self.close_at(self.indexOf(page))
            return
        self._forget(holder)
        holder.let_go().deleteLater()
        self._front_changed(0)

    def close_all(self) -> None:
        """Close every page; nothing is told but that none is left."""
        blocked = self.blockSignals(True)
        for holder in list(self._holders):
            self._forget(holder)
            holder.let_go().deleteLater()
        while self.count():
            self.close_at(0)
        self.blockSignals(blocked)
        self.emptied.emit()

    def follow(self, changes: Changes, initiator: object) -> None:
        """Let every page read again what an edit touched; close those that lost their item."""
        for page in list(self):
            if page not in list(self):
                continue  # closed with one before it
            if page.is_gone(changes):
                self.close_page(page)
            else:
                page.follow(changes, initiator)

    def retint(self) -> None:
        """Draw the icons of all tabs in the colours of the mode in use."""
        for page in self:
            if self.indexOf(page) >= 0:
                self.setTabIcon(self.indexOf(page), page.picture())
            page.retint()

    def step(self, by: int) -> None:
        """Go to the next or the previous tab, round and round."""
        if self.count():
            self._active = None
            self.setCurrentIndex((self.currentIndex() + by) % self.count())

    # Beside, and in windows of their own

    def put_beside(self) -> bool:
        """Put the tab in front beside the others; False where it is the only one."""
        page = self.currentWidget()
        if self.count() < 2 or not isinstance(page, Page):
            return False
        holder = self._held(page)
        self.room.addWidget(holder)
        half = self.room.width() // self.room.count()
        self.room.setSizes([half] * self.room.count())
        self.bring(page)
        return True

    def put_apart(self, actions: Sequence[QAction]) -> bool:
        """Give the tab in front a window of its own, in which these actions' keys work too."""
        page = self.currentWidget()
        if not isinstance(page, Page):
            return False
        size = page.size()
        holder = self._held(page)
        holder.setParent(self.window(), Qt.WindowType.Window)
        holder.addActions(list(actions))
        holder.resize(size)
        holder.show()
        self.bring(page)
        if not self.count():
            self.emptied.emit()
        return True

    def put_back(self, page: Page | None = None) -> None:
        """Put a page back among the tabs: the one in front where none is named."""
        meant = page or self._active
        holder = self._holder_of(meant) if meant is not None else None
        if holder is not None:
            self._forget(holder)
            self._add(holder.let_go())

    def _held(self, page: Page) -> Holder:
        """Take a page out of the tabs into a holder."""
        self.removeTab(self.indexOf(page))
        holder = Holder(page)
        holder.back_wanted.connect(self.put_back)
        self._holders.append(holder)
        return holder

    def _forget(self, holder: Holder) -> None:
        self._holders.remove(holder)
        if self._active is holder.page:
            self._active = None

    def _holder_of(self, page: Page) -> Holder | None:
        return next((one for one in self._holders if one.page is page), None)

    def _add(self, page: Page) -> None:
        """Add a page as a tab, in front and with the keyboard."""
        self._active = None
        place = self.addTab(page, page.picture(), tab_text(page.title()))
        self.setTabToolTip(place, tip(page.title()))
        self.setCurrentIndex(place)
        page.take_focus()

    def _follow_keyboard(self, _: object, now: object) -> None:
        """Let the page with the keyboard be in front; panels and menus change nothing."""
        if not isinstance(now, QWidget):
            return
        for holder in self._holders:
            if holder.isAncestorOf(now):
                self._make_active(holder.page)
                return
        if self._active is not None and self.isAncestorOf(now):
            self._make_active(None)

    def _make_active(self, page: Page | None) -> None:
        if page is not self._active:
            self._active = page
            self._front_changed(0)

    # Inside

    def _front_changed(self, _: int) -> None:
        self._close_done()
        self.front_changed.emit()
        page = self.front
        if page is not None:
            self.selected.emit(page.selection())

    def _close_done(self) -> None:
        for page in list(self):
            if page.is_done and page is not self.front:
                self.close_page(page)

    def _selected(self, selection: Selection) -> None:
        if self.sender() is self.front:
            self.selected.emit(selection)

    def _retitle(self) -> None:
        page = self.sender()
        assert isinstance(page, Page)
        holder = self._holder_of(page)
        if holder is not None:
            holder.retitle()
            return
        title = page.title()
        self.setTabText(self.indexOf(page), tab_text(title))
        self.setTabToolTip(self.indexOf(page), tip(title))


def tab_text(title: str) -> str:
    """Shorten a title to what a tab can hold, and keep its ampersands."""
    short = title if len(title) <= 32 else title[:31].rstrip() + "…"
    return short.replace("&", "&&")
