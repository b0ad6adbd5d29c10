"""The working source as the window knows it: set once, inherited by all that is entered."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from iwtlink.errors import Progress
from iwtlink.gui.reading.columns import strength_text
from iwtlink.gui.session import Session
from iwtlink.i18n import tr
from iwtlink.operations.entry import WorkingSource
from iwtlink.settings import change_settings, load_settings
from iwtlink.store import Changes
from iwtlink.store.documents import (
    DocumentRow,
    Record,
    get_document,
    list_documents,
    records_of,
)
from iwtlink.store.links import STRENGTHS


class SourceHolder(QObject):
    """Holds the working source and the documents there are; tells when either changes."""

    changed = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.source = _fresh()
        self.document: DocumentRow | None = None
        self.documents: list[DocumentRow] = []
        self._reads = 0
        session.opened.connect(self._begin)
        session.closed.connect(self._end)
        session.changed.connect(self._follow)

    def use_document(self, document_id: int) -> None:
        """Read from this document from now on; the page starts afresh."""
        with self._session.store.read() as db:
            self.document = get_document(db, document_id)
        known = self.document.id if self.document else None
        self.source = replace(self.source, document_id=known, page="")
        self.changed.emit()

    def read_at(self, document_id: int, page: str) -> None:
        """Read this page of a document; another one brings the grades it was given last, if any."""
        if self.source.document_id != document_id:
            self.use_document(document_id)
            with self._session.store.read() as db:
                records = [row.record for row in records_of(db, document_id)]
            graded = [one for one in records if one.grading]
            last = graded[-1] if graded else Record()
            self.change(
                grading=last.grading,
                reliability=last.reliability,
                credibility=last.credibility,
                handling=last.handling,
                tlp=last.tlp,
            )
        self.change(page=page)

    def change(self, **fields: str) -> None:
        """Change some fields of the working source."""
        changed = replace(self.source, **fields)  # type: ignore[arg-type] # names of text fields
        if changed == self.source:
            return
        if changed.strength != self.source.strength:
            change_settings(lambda known: replace(known, last_strength=changed.strength))
        self.source = changed
        self.changed.emit()

    def text(self) -> str:
        """Say what is being read, in a few words for the status bar."""
        if self.document is None:
            return tr("No working source")
        page = tr("p. {page}", page=self.source.page) if self.source.page else ""
        tlp = f"TLP:{self.source.tlp}" if self.source.tlp else ""
        strength = strength_text(self.source.strength)
        marks = (page, self.source.grade, self.source.handling, tlp, strength)
        title = self.document.document.title
        short = title if len(title) <= 40 else title[:39].rstrip() + "…"
        return tr("Source: {source}", source=" · ".join(part for part in (short, *marks) if part))

    def _begin(self) -> None:
        self.document, self.documents, self.source = None, [], _fresh()
        self._reads += 1
        store, number = self._session.store, self._reads

        def read(progress: Progress) -> tuple[int, list[DocumentRow]]:
            with store.read() as db:
                return number, list_documents(db)

        self._session.jobs.compute(tr("Reading the documents"), read, self._take)
        self.changed.emit()

    def _take(self, found: tuple[int, list[DocumentRow]]) -> None:
        """Take the documents that there were at opening, unless they were read again since."""
        if found[0] == self._reads and self._session.is_open:
            self.documents = found[1]
            self.changed.emit()

    def _end(self) -> None:
        self._reads += 1
        self.document, self.documents, self.source = None, [], _fresh()
        self.changed.emit()

    def _follow(self, changes: Changes, _: object) -> None:
        if not changes.documents or not self._session.is_open:
            return
        self._read_documents()
        if self.source.document_id in changes.documents:
            self.document = next(
                (row for row in self.documents if row.id == self.source.document_id), None
            )
            if self.document is None:
                strength = self.source.strength
                self.source = WorkingSource(strength=strength)
        self.changed.emit()

    def _read_documents(self) -> None:
        self._reads += 1
        with self._session.store.read() as db:
            self.documents = list_documents(db)


def _fresh() -> WorkingSource:
    """Give a working source with no document; new links get the strength chosen last."""
    chosen = load_settings().last_strength
    return WorkingSource(strength=chosen) if chosen in STRENGTHS else WorkingSource()
