"""A page with one source document: its details, its records, and what they state."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QSplitter,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from iwtlink.errors import Progress
from iwtlink.gui.icons import entity_icon
from iwtlink.gui.pages.page import Page
from iwtlink.gui.plain import tip
from iwtlink.gui.reading.columns import code_word
from iwtlink.gui.reading.documents import DocumentContent, StatedLine, read_document_page
from iwtlink.gui.search_box import kind_icon
from iwtlink.gui.selection import Selection
from iwtlink.gui.session import Session
from iwtlink.gui.tables.export import tab_separated
from iwtlink.gui.trees import top_items
from iwtlink.i18n import ntr, tr
from iwtlink.store import Changes
from iwtlink.store.ids import Item

_ITEM = Qt.ItemDataRole.UserRole


class DocumentPage(Page):
    """One source document. A record chosen above narrows what is listed below."""

    kind = "document"
    item_wanted = Signal(object)

    def __init__(self, session: Session, document_id: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("document_page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.document_id = document_id
        self.key = f"document:{document_id}"
        self._session = session
        self._content: DocumentContent | None = None
        self._wanted_record = 0
        self.heading = _label("document_title", "name")
        self.meta = _label("document_meta", "muted")
        self.note = _label("document_note", "")
        self.records = _list(
            "document_records",
            tr("Records taken from this document"),
            [tr("Record"), tr("Grade"), tr("Page"), tr("Place in it"), tr("Passage")],
        )
        self.records.currentItemChanged.connect(self._record_chosen)
        self.lines = _list(
            "document_lines",
            tr("What this document states"),
            [tr("Of"), tr("What"), tr("Value")],
        )
        self.lines.itemActivated.connect(self._activated)
        self.lines.currentItemChanged.connect(self._line_chosen)
        self.lines_heading = _label("document_lines_heading", "heading")
        self._lay_out()
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
        line = self.lines.currentItem()
        if line is not None and line.isSelected():
            return Selection((line.data(0, _ITEM),))
        record = self.records.currentItem()
        if record is not None and record.isSelected():
            return Selection((record.data(0, _ITEM),))
        return Selection((Item("document", self.document_id),))

    def is_gone(self, changes: Changes) -> bool:
        if self.document_id not in changes.documents:
            return False
        with self._session.store.read() as db:
            return read_document_page(db, self._session.store.ontology, self.document_id) is None

    def follow(self, changes: Changes, initiator: object) -> None:
        touched = changes.entities | changes.links | changes.observations | changes.records
        if self.document_id in changes.documents or touched:
            self._read()

    def select_all(self) -> None:
        self.lines.selectAll()

    def take_focus(self) -> None:
        self.lines.setFocus()

    def copy(self) -> None:
        tree = self.records if self.records.hasFocus() else self.lines
        count = tree.columnCount()
        header = [tree.headerItem().text(n) for n in range(count)]
        rows = [[item.text(n) for n in range(count)] for item in tree.selectedItems()]
        QGuiApplication.clipboard().setText(tab_separated(header, rows))

    def retint(self) -> None:
        """Draw the icons in the colours of the mode in use."""
        if self._content is not None:
            self._show_lines()

    def reveal(self, record_id: int) -> None:
        """Mark a record, as soon as the page is read."""
        self._wanted_record = record_id
        if self._content is not None:
            self._mark_record()

    def _lay_out(self) -> None:
        upper, lower = QWidget(), QWidget()
        records = QVBoxLayout(upper)
        records.setContentsMargins(0, 0, 0, 0)
        heading = _label("document_records_heading", "heading")
        heading.setText(tr("Records taken from this document"))
        records.addWidget(heading)
        records.addWidget(self.records)
        stated = QVBoxLayout(lower)
        stated.setContentsMargins(0, 8, 0, 0)
        stated.addWidget(self.lines_heading)
        stated.addWidget(self.lines)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(upper)
        splitter.addWidget(lower)
        splitter.setSizes([180, 420])
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 8)
        column.setSpacing(4)
        for label in (self.heading, self.meta, self.note):
            column.addWidget(label)
        column.addSpacing(8)
        column.addWidget(splitter, 1)

    def _read(self) -> None:
        store, number = self._session.store, self.document_id

        def read(progress: Progress) -> DocumentContent | None:
            with store.read() as db:
                return read_document_page(db, store.ontology, number)

        self._session.jobs.compute(tr("Reading the document"), read, self._show)

    def _show(self, content: DocumentContent | None) -> None:
        if content is None:
            return
        self._content = content
        known, ontology = content.row.document, self._session.store.ontology
        self.heading.setText(known.title)
        received = tr("received {day}", day=known.received_on) if known.received_on else ""
        entered = tr("entered by {who}", who=content.row.entered_by)
        parts = (
            " · ".join(content.refs),
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
        self._show_records(content)
        self._show_lines()
        self._mark_record()
        self.retitled.emit()
        self.retold.emit()

    def _show_records(self, content: DocumentContent) -> None:
        chosen = self._chosen_record()
        self.records.blockSignals(True)
        self.records.clear()
        for row in content.records:
            known = row.record
            grade = known.reliability + known.credibility
            texts = [row.ref, grade, known.page, known.place, " ".join(known.passage.split())]
            item = QTreeWidgetItem(self.records, texts)
            item.setData(0, _ITEM, Item("record", row.id))
            item.setToolTip(1, " ".join((known.handling, known.tlp)).strip())
            item.setToolTip(4, tip(known.passage))
            if row.id == chosen:
                self.records.setCurrentItem(item)
        self.records.blockSignals(False)

    def _show_lines(self) -> None:
        assert self._content is not None
        record = self._chosen_record()
        self.lines.blockSignals(True)
        self.lines.clear()
        for line in self._content.lines:
            if record and record not in line.record_ids:
                continue
            item = QTreeWidgetItem(self.lines, [line.name, line.label, _value(line)])
            is_entity = line.item.kind == "entity"
            item.setIcon(0, entity_icon(line.icon) if is_entity else kind_icon(line.item.kind))
            item.setData(0, _ITEM, line.item)
        self.lines.blockSignals(False)
        count = self.lines.topLevelItemCount()
        self.lines_heading.setText(
            ntr("{n} statement by this record", "{n} statements by this record", count)
            if record
            else ntr("{n} statement by this document", "{n} statements by this document", count)
        )

    def _chosen_record(self) -> int:
        item = self.records.currentItem()
        return item.data(0, _ITEM).id if item is not None and item.isSelected() else 0

    def _mark_record(self) -> None:
        for item in top_items(self.records):
            if item.data(0, _ITEM).id == self._wanted_record:
                self._wanted_record = 0
                self.records.setCurrentItem(item)

    def _record_chosen(self) -> None:
        self._show_lines()
        self.selected.emit(self.selection())

    def _line_chosen(self) -> None:
        self.selected.emit(self.selection())

    def _activated(self, item: QTreeWidgetItem) -> None:
        self.item_wanted.emit(item.data(0, _ITEM))


def _value(line: StatedLine) -> str:
    """Give what is stated, and how many records say so where several do."""
    count = len(line.record_ids)
    if count < 2:
        return line.value
    return tr("{value} ({n} records)", value=line.value, n=count)


def _label(name: str, part: str) -> QLabel:
    label = QLabel()
    label.setObjectName(name)
    label.setProperty("part", part)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def _list(name: str, spoken: str, header: list[str]) -> QTreeWidget:
    tree = QTreeWidget()
    tree.setObjectName(name)
    tree.setAccessibleName(spoken)
    tree.setHeaderLabels(header)
    tree.setRootIsDecorated(False)
    tree.setUniformRowHeights(True)
    tree.setAlternatingRowColors(True)
    tree.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
    tree.header().setStretchLastSection(True)
    tree.header().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
    for column, width in enumerate((240, 140, 120) if len(header) == 3 else (130, 56, 56, 200)):
        tree.setColumnWidth(column, width)
    return tree
