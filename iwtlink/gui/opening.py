"""Where an item is shown: its own page, a row of a table, or the inspector alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject

from iwtlink.gui.docks import bring
from iwtlink.gui.following import stands_for
from iwtlink.gui.pages.document import DocumentPage
from iwtlink.gui.pages.quality import QualityPage
from iwtlink.gui.pages.search import SearchPage
from iwtlink.gui.reading.columns import TableName
from iwtlink.gui.reading.merged import merged_words
from iwtlink.gui.selection import Selection
from iwtlink.gui.tables.page import TablePage
from iwtlink.i18n import tr
from iwtlink.operations.quality import Finding
from iwtlink.store.charts import list_charts
from iwtlink.store.documents import get_record
from iwtlink.store.entities import get_entity, list_entities
from iwtlink.store.ids import Item
from iwtlink.store.passages import Passage
from iwtlink.store.search import Hit
from iwtlink.store.search.saved import SavedSearch

if TYPE_CHECKING:
    from iwtlink.gui.pages.chart import ChartPage
    from iwtlink.gui.window import MainWindow


class Opener(QObject):
    """Opens pages in the window's tabs and points at items on them."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._session = window.session

    @property
    def chart_in_front(self) -> ChartPage | None:
        """The chart in front, or None where the front page is no chart."""
        front = self._window.pages.front
        is_chart = front is not None and front.kind == "chart"
        return cast("ChartPage", front) if is_chart else None

    def chart_of(self, chart_id: int) -> ChartPage | None:
        """Give the open page of a chart, wherever it stands."""
        found = next((p for p in self._window.pages if p.key == f"chart:{chart_id}"), None)
        return cast("ChartPage", found) if found is not None else None

    def show_first(self) -> None:
        """Show something to begin with: the first chart, else the largest table."""
        with self._session.store.read() as db:
            charts = list_charts(db)
        if charts:
            self.show_chart(charts[0].id)

    def show_item(self, item: Item) -> None:
        """Bring an item to the front: its page, the chart it is on, or the inspector.

        What was merged into another leads to that one, and is told.
        """
        item = self._standing(item)
        if item.kind == "chart":
            self.show_chart(item.id)
        elif item.kind == "document":
            self.show_document(item.id)
        elif item.kind == "record":
            self._show_record(item.id)
        elif item.kind in ("entity", "link", "observation"):
            self._show_in_front(item)
        else:
            self.show_table(TableName(item.kind)).reveal(item.id)

    def _standing(self, item: Item) -> Item:
        with self._session.store.read() as db:
            stands = stands_for(db, item)
            told = merged_words(db, item, stands) if stands != item else ""
        if told:
            self._window.status.say(told)
        return stands

    def show_table(self, table: TableName) -> TablePage:
        """Show the table of a type."""
        page = self._window.pages.open(
            f"table:{table.kind}:{table.type}", lambda: self._made_table(table)
        )
        assert isinstance(page, TablePage)
        return page

    def show_chart(self, chart_id: int) -> ChartPage:
        """Show a chart."""
        from iwtlink.gui.pages.chart import ChartPage  # pyqtgraph and scipy are slow to load

        page = self._window.pages.open(
            f"chart:{chart_id}", lambda: ChartPage(self._window, chart_id)
        )
        assert isinstance(page, ChartPage)
        return page

    def show_document(self, document_id: int) -> DocumentPage:
        """Show a source document with the records made from it."""
        page = self._window.pages.open(
            f"document:{document_id}", lambda: self._made_document(document_id)
        )
        assert isinstance(page, DocumentPage)
        return page

    def show_source(self, record_id: int, passage: Passage | None) -> None:
        """Show the record of a value in its document, at its passage where one is known.

        The inspector keeps the item, so that one piece of evidence after the other can be read.
        """
        with self._window.inspector.held():
            page = self._show_record(record_id, tells=False)
        if page is not None and passage is not None:
            page.show_passage(passage.page_id, passage.first, passage.last, passage.region)

    def show_hit(self, hit: Hit) -> None:
        """Show what a search found: a document at the page and the words, else the item."""
        if hit.page_id:
            first, last = hit.place
            self.show_document(hit.item.id).show_passage(hit.page_id, first, last)
        else:
            self._window.show_item(hit.item)

    def show_search(self, words: str) -> None:
        """Show the search page, with everything found for the words."""
        page = self._window.pages.open("search", lambda: self._made_search("search", None))
        assert isinstance(page, SearchPage)
        if words:
            page.ask(words)
        else:
            page.begin()

    def show_saved(self, saved: SavedSearch) -> None:
        """Show a saved search, what is new first."""
        self.close_saved(saved.id)
        key = f"search:{saved.id}"
        self._window.pages.open(key, lambda: self._made_search(key, saved))

    def close_saved(self, search_id: int) -> None:
        """Close the page of a saved search."""
        for page in list(self._window.pages):
            if page.key == f"search:{search_id}":
                self._window.pages.close_page(page)

    def show_quality(self) -> None:
        """Show the page of ratings and rules."""
        self._window.pages.open("quality", self._made_quality)

    def show_fix(self, item: Item, finding: Finding) -> None:
        """Show where a fault is put right: the document, or the value in the inspector."""
        if item.kind == "document":
            self.show_document(item.id)
            return
        bring(self._window.inspector_dock)
        self._window.inspector.show_fix(item, finding)

    def place_type(self, table: TableName) -> None:
        """Place all entities of a type on the chart in front."""
        chart = self.chart_in_front
        if chart is None:
            self._window.status.say(tr("Open a chart first, then place entities on it."))
            return
        with self._session.store.read() as db:
            ids = [int(row.id) for row in list_entities(db, [table.type])]
        self._window.commands.chart.put_on_chart(chart.chart_id, ids)

    def _made_table(self, table: TableName) -> TablePage:
        page = TablePage(self._session, table)
        page.opened.connect(self._opened_row)
        return page

    def _made_document(self, document_id: int) -> DocumentPage:
        page = DocumentPage(self._session, document_id)
        page.item_wanted.connect(self._window.show_item)
        self._window.commands.read.follow_page(page)
        return page

    def _made_search(self, key: str, saved: SavedSearch | None) -> SearchPage:
        page = SearchPage(self._session, key, saved)
        page.hit_wanted.connect(self.show_hit)
        page.save_wanted.connect(self._window.commands.search.save)
        page.opened_saved.connect(self._window.explorer.refresh)
        return page

    def _made_quality(self) -> QualityPage:
        page = QualityPage(self._session)
        page.fix_wanted.connect(self.show_fix)
        return page

    def _opened_row(self, item: Item) -> None:
        """A row was opened: show its page, or everything about it in the inspector."""
        if item.kind in ("chart", "document", "record"):
            self.show_item(item)
        else:
            self._window.take_selection(Selection((item,)))
            self._window.commands.view.focus_inspector()

    def _show_record(self, record_id: int, *, tells: bool = True) -> DocumentPage | None:
        with self._session.store.read() as db:
            record = get_record(db, record_id)
        if record is None:
            return None
        page = self.show_document(record.document_id)
        page.reveal(record_id, tells=tells)
        return page

    def _show_in_front(self, item: Item) -> None:
        """Point at an item on the chart in front, or show the table of its type."""
        chart = self.chart_in_front
        if chart is not None and chart.reveal(item):
            return
        if self._window.pages.front is None and item.kind == "entity":
            with self._session.store.read() as db:
                row = get_entity(db, item.id)
            if row is not None:
                self.show_table(TableName("entity", row.type)).reveal(item.id)
                return
        self._window.take_selection(Selection((item,)))
        bring(self._window.inspector_dock)
