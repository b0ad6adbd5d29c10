"""What stands behind the item in the inspector: its evidence, card by card, and its rating."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal

from iwtlink.errors import Progress
from iwtlink.gui.panels.evidence import EvidenceCard
from iwtlink.gui.panels.header import Header
from iwtlink.gui.reading.evidence import Evidence, read_evidence
from iwtlink.gui.session import Session
from iwtlink.i18n import tr
from iwtlink.operations.quality import Rating, of_item
from iwtlink.store.ids import Item
from iwtlink.store.passages import passage_of_statement

_RATED = ("entity", "link", "document")


class Backing(QObject):
    """Reads evidence and rating beside the window; shows them if the item is still wanted."""

    source_wanted = Signal(int, object)
    """A record is to be shown at a ``Passage`` (None: wherever it stands)."""

    def __init__(
        self,
        session: Session,
        header: Header,
        card: EvidenceCard,
        shown: Callable[[], Item | None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._header = header
        self._card = card
        self._shown = shown
        card.wanted.connect(self._open)

    def page(self, item: Item, statement_id: int) -> None:
        """Open the card on an item's evidence, at one of its statements."""
        store = self._session.store

        def read(progress: Progress) -> tuple[Evidence, ...]:
            with store.read() as db:
                return read_evidence(db, store.ontology, item)

        def show(found: tuple[Evidence, ...]) -> None:
            if item == self._shown() and self._session.is_open:
                self._card.show_evidence(found, statement_id)
                self._card.setFocus(Qt.FocusReason.OtherFocusReason)

        self._session.jobs.compute(tr("Reading"), read, show)

    def rate(self, item: Item) -> None:
        """Show how an item is rated, as soon as that is worked out."""
        store = self._session.store
        if item.kind not in _RATED:
            self._header.show_rating(None)
            return

        def rate(progress: Progress) -> Rating:
            with store.read() as db:
                return of_item(db, store.ontology, item)

        self._session.jobs.compute(tr("Reading"), rate, self._show_rating)

    def forget(self) -> None:
        """Show nothing of the item before."""
        self._card.hide()
        self._header.show_rating(None)

    def show_source(self, record_id: int, statement_id: int) -> None:
        """Ask for a record to be shown where one of its statements stands."""
        with self._session.store.read() as db:
            passage = passage_of_statement(db, statement_id)
        self.source_wanted.emit(record_id, passage)

    def _open(self, one: Evidence) -> None:
        self.source_wanted.emit(one.record_id, one.passage)

    def _show_rating(self, rating: Rating) -> None:
        if rating.item == self._shown() and self._session.is_open:
            self._header.show_rating(rating)
