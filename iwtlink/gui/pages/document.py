"""A page with one source document: its pages, what they state, its records and files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QIcon, QResizeEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from iwtlink.errors import Progress
from iwtlink.gui.kinds import kind_icon
from iwtlink.gui.labels import data_label
from iwtlink.gui.pages.page import Page
from iwtlink.gui.reading.columns import code_word
from iwtlink.gui.reading.documents import DocumentContent, StatedLine, read_document_page
from iwtlink.gui.selection import Selection
from iwtlink.gui.session import Session
from iwtlink.gui.source.lists import SourceLists
from iwtlink.gui.source.origin_strip import OriginStrip
from iwtlink.gui.source.reader import Reader
from iwtlink.gui.source.saving import save_copy
from iwtlink.gui.tables.export import tab_separated
from iwtlink.i18n import ntr, tr
from iwtlink.settings import load_settings
from iwtlink.store import Changes
from iwtlink.store.files import FileRow
from iwtlink.store.ids import Item, PageId
from iwtlink.store.passages import Passage, passage_of_statement, passages_of_record

_LOW = 440
"""Pixels: in a lower page the lists fold down to their tabs, so that the document is read."""
_LEGIBLE = 300
"""Pixels: in a lower reader too few lines are seen of the page."""
_WIDE = 1_150
"""Pixels: in a wider page the lists stand beside the document, else below it."""


class DocumentPage(Page):
    """One source document. A record chosen narrows what is listed as stated."""

    kind = "document"
    item_wanted = Signal(object)
    taken = Signal(str, object)
    """Something is to be made of what is chosen (see ``Reader.taken``)."""
    accepted = Signal(object, object)
    files_wanted = Signal()
    """Files are to be added to this document."""
    files_dropped = Signal(object)
    """``QMimeData`` with files, a picture or a text to add to it."""

    def __init__(self, session: Session, document_id: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("document_page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.document_id = document_id
        self.key = f"document:{document_id}"
        self._session = session
        self._content: DocumentContent | None = None
        self._wanted_record = 0
        self._tells_record = True
        self._is_low = False
        self._when_read: list[Callable[[], object]] = []
        self.heading = data_label("document_title", "name")
        self.meta = data_label("document_meta", "muted")
        self.note = data_label("document_note", "")
        self.add_files = QPushButton(tr("Add files…"))
        self.add_files.setObjectName("document_add_files")
        self.add_files.setToolTip(tr("Attach files to this document: its pages are read here"))
        self.add_files.clicked.connect(self.files_wanted)
        self.origin = OriginStrip(session, document_id)
        self.reader = Reader(session)
        self.lists = SourceLists()
        self.records, self.lines = self.lists.records, self.lists.lines
        self.lines_heading = self.lists.heading
        self.no_pages = _no_pages()
        self._lay_out()
        self._connect()
        self.setAcceptDrops(session.is_writable)
        self._read()

    def title(self) -> str:
        return self._content.row.document.title if self._content else tr("Source document")

    def picture(self) -> QIcon:
        return kind_icon("document")

    def shown(self) -> str:
        if self._content is None:
            return ""
        records = ntr("{n} record", "{n} records", len(self._content.records))
        lines = ntr("{n} statement", "{n} statements", len(self._content.lines))
        return f"{records}, {lines}"

    def selection(self) -> Selection:
        return Selection((self.lists.selected_item() or Item("document", self.document_id),))

    def is_gone(self, changes: Changes) -> bool:
        if self.document_id not in changes.documents:
            return False
        with self._session.store.read() as db:
            return read_document_page(db, self._session.store.ontology, self.document_id) is None

    def follow(self, changes: Changes, initiator: object) -> None:
        touched = changes.entities | changes.links | changes.observations | changes.records
        if self.document_id in changes.documents or touched:
            self._read()
        if changes.entities:
            self.reader.refresh_marks()

    def select_all(self) -> None:
        if self.reader.text.hasFocus():
            self.reader.text.selectAll()
        else:
            self.lines.selectAll()

    def take_focus(self) -> None:
        if self.reader.page is not None:
            self.reader.take_focus()
        else:
            self.lines.setFocus()

    def copy(self) -> None:
        if self.reader.text.hasFocus():
            self.reader.text.copy()
            return
        tree = self.lists.front_list()
        count = tree.columnCount()
        header = [tree.headerItem().text(n) for n in range(count)]
        rows = [[item.text(n) for n in range(count)] for item in tree.selectedItems()]
        QGuiApplication.clipboard().setText(tab_separated(header, rows))

    def retint(self) -> None:
        """Draw the icons and marks in the colours of the mode in use."""
        self.lists.show_lines()
        self.reader.retint()

    # What others ask of the page

    def reveal(self, record_id: int, *, tells: bool = True) -> None:
        """Mark a record, as soon as the page is read; and tell that it is selected."""
        self._wanted_record, self._tells_record = record_id, tells
        if self._content is not None:
            self._mark_record()

    def show_page(self, number: int) -> None:
        """Turn to a page, counted from 1 through all files, as soon as the pages are read."""
        self._once_read(lambda: self.reader.go_to(number - 1))

    def show_passage(
        self, page_id: int, first: int | None, last: int | None, region: str = ""
    ) -> None:
        """Turn to a passage and set it off, as soon as the pages are read."""
        passage = Passage(PageId(page_id), first, last, region)
        self._once_read(lambda: self.reader.show_passage(passage))

    def page_label(self) -> str:
        """Give the number of the page in view, as a record writes it; empty without pages."""
        return str(self.reader.place + 1) if self.reader.page is not None else ""

    @property
    def has_room_to_read(self) -> bool:
        """Whether enough of a page is seen at once."""
        return self.reader.height() >= _LEGIBLE

    # Inside

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.heading, 1)
        head.addWidget(self.add_files, 0, Qt.AlignmentFlag.AlignTop)
        left = QWidget()
        pages = QVBoxLayout(left)
        pages.setContentsMargins(0, 0, 0, 0)
        pages.addWidget(self.reader)
        pages.addWidget(self.no_pages)
        self.splitter = QSplitter(Qt.Orientation.Vertical)
        self.splitter.setObjectName("document_splitter")
        self.splitter.addWidget(left)
        self.splitter.addWidget(self.lists)
        self.splitter.setChildrenCollapsible(True)
        self.splitter.setCollapsible(0, False)
        self.splitter.setStretchFactor(0, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 6)
        column.setSpacing(2)
        column.addLayout(head)
        for label in (self.meta, self.note, self.origin):
            column.addWidget(label)
        column.addSpacing(4)
        column.addWidget(self.splitter, 1)

    def _connect(self) -> None:
        self.lists.record_chosen.connect(self._tell_selection)
        self.lists.line_chosen.connect(self._tell_selection)
        self.lists.item_wanted.connect(self.item_wanted)
        self.lists.passage_wanted.connect(self._show_passage_of)
        self.lists.save_wanted.connect(self._ask_where)
        self.reader.taken.connect(self.taken)
        self.reader.accepted.connect(self.accepted)

    def _read(self) -> None:
        store, number = self._session.store, self.document_id

        def read(progress: Progress) -> DocumentContent | None:
            with store.read() as db:
                return read_document_page(db, store.ontology, number)

        self._session.jobs.compute(tr("Reading the document"), read, self._show)

    def _show(self, content: DocumentContent | None) -> None:
        if content is None:
            return
        is_first = self._content is None
        self._content = content
        self._show_head(content)
        self.lists.show_content(content)
        self.reader.setVisible(bool(content.pages))
        self.no_pages.setVisible(not content.pages)
        self.add_files.setVisible(self._session.is_writable)
        had_keyboard = self.lines.hasFocus()
        self.reader.show_pages(content.pages)
        if is_first:
            self._divide()
            if content.pages and had_keyboard:
                self.take_focus()
        self._mark_record()
        for wanted in self._when_read:
            wanted()
        self._when_read.clear()
        self.retitled.emit()
        self.retold.emit()

    def _show_head(self, content: DocumentContent) -> None:
        known, ontology = content.row.document, self._session.store.ontology
        self.heading.setText(known.title)
        received = tr("received {day}", day=known.received_on) if known.received_on else ""
        entered = tr("entered by {who}", who=content.row.entered_by)
        register = tr("register {number}", number=known.register_no) if known.register_no else ""
        parts = (
            " · ".join(content.refs),
            register,
            code_word(ontology, "document_kinds", known.kind),
            known.date,
            received,
            code_word(ontology, "languages", known.language),
            known.originator,
            entered if content.row.entered_by else "",
        )
        self.meta.setText("  ·  ".join(part for part in parts if part))
        self.note.setText(known.note)
        self.note.setVisible(bool(known.note))
        self.origin.show_state(is_protected=known.is_protected, has_origin=content.has_origin)

    def _mark_record(self) -> None:
        tells = self._tells_record
        if self._wanted_record and self.lists.mark_record(self._wanted_record, tells=tells):
            self._wanted_record = 0
            self.lists.setCurrentIndex(1)

    def _once_read(self, wanted: Callable[[], object]) -> None:
        if self._content is None:
            self._when_read.append(wanted)
        else:
            wanted()

    def _tell_selection(self) -> None:
        self.selected.emit(self.selection())

    def _show_passage_of(self, about: object) -> None:
        """Show where a statement, or a whole record, stands."""
        with self._session.store.read() as db:
            if isinstance(about, StatedLine):
                found = (passage_of_statement(db, number) for number in about.statement_ids)
                passage = next((one for one in found if one is not None), None)
            elif isinstance(about, int):
                rows = passages_of_record(db, about)
                passage = rows[0].passage if rows else None
            else:
                return
        if passage is not None:
            self.reader.show_passage(passage)

    # Files dropped here

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Add files that are dropped on the page to the document."""
        event.acceptProposedAction()
        self.files_dropped.emit(event.mimeData())

    # Saving a copy

    def _ask_where(self, row: FileRow) -> None:
        folder = load_settings().last_folder or str(Path.home())
        dialog = QFileDialog(self, tr("Save a copy"), folder)
        dialog.setObjectName("save_copy_dialog")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(row.name)
        dialog.fileSelected.connect(lambda path: self.save_copy(row, Path(path)))
        dialog.open()

    def save_copy(self, row: FileRow, target: Path) -> None:
        """Write a file of the document to disk; the export is logged."""
        self._session.write(
            tr("Saving {file}", file=row.name),
            lambda store, progress: save_copy(store, row, target),
            initiator=self,
        )

    # Room

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wanted = Qt.Orientation.Horizontal if self.width() >= _WIDE else Qt.Orientation.Vertical
        is_low = self.height() < _LOW
        if self.splitter.orientation() != wanted or is_low != self._is_low:
            self._is_low = is_low
            self.splitter.setOrientation(wanted)
            self._divide()

    def _divide(self) -> None:
        """Give the pages most of the room; the lists have all of it where there are none."""
        has_pages = self._content is not None and bool(self._content.pages)
        if self.splitter.orientation() == Qt.Orientation.Horizontal:
            whole = max(self.splitter.width(), 400)
            part = whole * 2 // 3 if has_pages else whole // 3
        else:
            whole = max(self.splitter.height(), 200)
            lists = self.lists.tabBar().height() if self._is_low else whole // 4
            part = whole - lists if has_pages else 60
        self.splitter.setSizes([part, whole - part])


def _no_pages() -> QLabel:
    label = QLabel(
        tr(
            "Nothing of this document can be read here: no file was attached. Press “Add files…” "
            "or drop files on this page."
        )
    )
    label.setObjectName("document_no_pages")
    label.setProperty("part", "muted")
    label.setWordWrap(True)
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    label.hide()
    return label
