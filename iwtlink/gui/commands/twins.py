"""Same or different: the queue page and the pages that compare what was selected."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from iwtlink.gui.docks import bring
from iwtlink.i18n import tr
from iwtlink.store.links import get_link
from iwtlink.store.merging import MergeKind, members_of

if TYPE_CHECKING:
    from iwtlink.gui.twins.compare_page import ComparePage
    from iwtlink.gui.twins.queue_page import QueuePage
    from iwtlink.gui.window import MainWindow


class TwinCommands(QObject):
    """Judging and merging."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._session = window.session

    def show_queue(self) -> None:
        """Show the pairs of the whole database."""
        self._queue(())

    def show_queue_of_selected(self) -> None:
        """Show whom the selected entities may be."""
        self.show_queue_of(self._window.selection.ids("entity"))

    def show_queue_of(self, ids: Sequence[int]) -> None:
        """Show whom these entities may be."""
        is_open = any(page.key == "twins" for page in self._window.pages)
        page = self._queue(ids)
        if is_open:
            page.look_at(ids)

    def compare_selected(self) -> None:
        """Put the selected entities, or links, side by side."""
        entities = self._window.selection.ids("entity")
        if len(entities) >= 2:
            self.compare("entity", entities)
        else:
            self.compare("link", self._window.selection.ids("link"))

    def split_selected(self) -> None:
        """Take out again what was merged into the selected record; ask which, where several."""
        items = [one for one in self._window.selection.items if one.kind in ("entity", "link")]
        if not items:
            return
        item = items[-1]
        with self._session.store.read() as db:
            members = members_of(db, item.kind, item.id)
        if not members:
            self._window.status.say(tr("Nothing was merged into this record."))
        elif len(members) == 1:
            self._window.inspector.merging.ask_split(item, members[0].id)
        else:
            bring(self._window.inspector_dock)
            self._window.inspector.merging.point_at_merged()
            self._window.status.say(tr("Choose which one to split off, then press Enter."))

    def compare(self, kind: MergeKind, ids: Sequence[int]) -> None:
        """Put records side by side on a page of their own."""
        from iwtlink.gui.twins.compare_page import compare_key  # what finds twins loads slowly
        from iwtlink.gui.twins.heads import MOST

        if len(ids) > MOST:
            self._window.status.say(
                tr("{most} records at most can stand side by side: choose fewer.", most=MOST)
            )
        elif kind == "link" and not self._joins_the_same(ids):
            self._window.status.say(
                tr("Only links that join the same two can be one. Compare their ends first.")
            )
        else:
            self._window.pages.open(compare_key(kind, ids), lambda: self._made(kind, ids))

    def _queue(self, only: Sequence[int]) -> QueuePage:
        from iwtlink.gui.twins.queue_page import QueuePage  # what finds twins loads slowly

        page = self._window.pages.open("twins", lambda: self._made_queue(only))
        assert isinstance(page, QueuePage)
        return page

    def _made_queue(self, only: Sequence[int]) -> QueuePage:
        from iwtlink.gui.twins.queue_page import QueuePage  # what finds twins loads slowly

        page = QueuePage(self._session, self._window, only)
        page.bench.item_wanted.connect(self._window.show_item)
        return page

    def _made(self, kind: MergeKind, ids: Sequence[int]) -> ComparePage:
        from iwtlink.gui.twins.compare_page import ComparePage  # what finds twins loads slowly

        page = ComparePage(self._session, self._window, kind, ids)
        page.bench.item_wanted.connect(self._window.show_item)
        return page

    def _joins_the_same(self, ids: Sequence[int]) -> bool:
        with self._session.store.read() as db:
            rows = [get_link(db, i) for i in ids]
        return len({frozenset((row.from_id, row.to_id)) for row in rows if row}) == 1
