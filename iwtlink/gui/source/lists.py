"""Below a document's pages: what it states, the records taken from it, its files."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTabWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from iwtlink.gui.empty_hint import EmptyHint
from iwtlink.gui.icons import entity_icon
from iwtlink.gui.kinds import kind_icon
from iwtlink.gui.labels import data_label
from iwtlink.gui.plain import tip
from iwtlink.gui.reading.documents import DocumentContent, StatedLine
from iwtlink.gui.trees import top_items
from iwtlink.i18n import ntr, tr
from iwtlink.store.files import FileRow
from iwtlink.store.ids import Item

ITEM = Qt.ItemDataRole.UserRole
_LINE = Qt.ItemDataRole.UserRole + 1


class SourceLists(QTabWidget):
    """Three lists in tabs. A record chosen narrows what is stated to what it states."""

    record_chosen = Signal()
    line_chosen = Signal()
    item_wanted = Signal(object)
    passage_wanted = Signal(object)
    """The passage of the ``StatedLine`` or of the record with this id is to be shown."""
    save_wanted = Signal(object)
    """A copy of this ``FileRow`` is to be written to disk."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("document_lists")
        self.setDocumentMode(True)
        self._content: DocumentContent | None = None
        self.heading = data_label("document_lines_heading", "muted")
        self.lines = make_list(
            "document_lines",
            tr("What this document states"),
            {tr("Of"): 240, tr("What"): 140, tr("Value"): 120},
        )
        self.records = make_list(
            "document_records",
            tr("Records taken from this document"),
            {tr("Record"): 130, tr("Grade"): 56, tr("Page"): 56, tr("Place in it"): 160,
             tr("Passage"): 300, tr("Note"): 100},
        )  # fmt: skip
        self.files = make_list(
            "document_files",
            tr("Files of this document"),
            {tr("File"): 260, tr("Size"): 90, tr("Taken"): 150, tr("SHA-256"): 200},
        )
        self.save = QPushButton(tr("Save a copy…"))
        self.save.setObjectName("document_save_copy")
        self.save.setToolTip(tr("Write this file to disk, outside the database; it is logged"))
        self._lay_out()
        self._connect()
        hint = tr("Nothing yet. Select words on the page, then press E, L, V or R.")
        EmptyHint(self.lines, hint)
        EmptyHint(self.records, hint)
        EmptyHint(self.files, tr("No file was attached. Press “Add files…”, or drop some here."))
        self.setMinimumHeight(self.tabBar().sizeHint().height())  # they fold down to the tabs

    def show_content(self, content: DocumentContent) -> None:
        """Show another document, or this one as it is now."""
        self._content = content
        self._show_records(content)
        self._show_files(content.files)
        self.show_lines()
        self.setTabText(1, tr("Records ({n})", n=len(content.records)))
        self.setTabText(2, tr("Files ({n})", n=len(content.files)))

    def chosen_record(self) -> int:
        """Give the record that narrows the list; 0 where none does."""
        item = self.records.currentItem()
        return item.data(0, ITEM).id if item is not None and item.isSelected() else 0

    def selected_item(self) -> Item | None:
        """Give the item of the line or record that is selected."""
        line = self.lines.currentItem()
        if line is not None and line.isSelected():
            return _item_of(line)
        record = self.records.currentItem()
        if record is not None and record.isSelected():
            return _item_of(record)
        return None

    def mark_record(self, record_id: int, *, tells: bool = True) -> bool:
        """Choose a record, and tell so; False where it is not there."""
        for item in top_items(self.records):
            if item.data(0, ITEM).id == record_id:
                blocked = self.blockSignals(not tells)
                self.records.setCurrentItem(item)
                self.blockSignals(blocked)
                return True
        return False

    def front_list(self) -> QTreeWidget:
        """Give the list that has the keyboard, else that of what is stated."""
        return next((one for one in (self.records, self.files) if one.hasFocus()), self.lines)

    def show_lines(self) -> None:
        """Show what is stated, by the chosen record alone where one is chosen."""
        if self._content is None:
            return
        record = self.chosen_record()
        self.lines.blockSignals(True)
        self.lines.clear()
        for line in self._content.lines:
            if not record or record in line.record_ids:
                self._add_line(line)
        self.lines.blockSignals(False)
        count = self.lines.topLevelItemCount()
        self.setTabText(0, tr("What it states ({n})", n=count))
        self.heading.setText(
            ntr("{n} statement by this record", "{n} statements by this record", count)
            if record
            else ntr("{n} statement by this document", "{n} statements by this document", count)
        )

    # Inside

    def _lay_out(self) -> None:
        self.addTab(_stacked(self.heading, self.lines), tr("What it states"))
        self.addTab(_stacked(self.records), tr("Records"))
        foot = QWidget()
        row = QHBoxLayout(foot)
        row.setContentsMargins(0, 4, 0, 0)
        row.addStretch(1)
        row.addWidget(self.save)
        self.addTab(_stacked(self.files, foot), tr("Files"))

    def _connect(self) -> None:
        self.records.currentItemChanged.connect(self._record_chosen)
        self.lines.currentItemChanged.connect(self._line_chosen)
        self.lines.itemClicked.connect(self._line_clicked)
        self.lines.itemActivated.connect(self._activated)
        self.files.itemActivated.connect(self._save)
        self.save.clicked.connect(self._save)

    def _add_line(self, line: StatedLine) -> None:
        item = QTreeWidgetItem(self.lines, [line.name, line.label, _value(line)])
        is_entity = line.item.kind == "entity"
        item.setIcon(0, entity_icon(line.icon) if is_entity else kind_icon(line.item.kind))
        item.setData(0, ITEM, line.item)
        item.setData(0, _LINE, line)

    def _show_records(self, content: DocumentContent) -> None:
        chosen = self.chosen_record()
        self.records.blockSignals(True)
        self.records.clear()
        for row in content.records:
            known = row.record
            grade = content.grades[row.id]
            words = " ".join(known.passage.split())
            texts = [row.ref, grade.text, known.page, known.place, words, known.note]
            item = QTreeWidgetItem(self.records, texts)
            item.setData(0, ITEM, Item("record", row.id))
            marks = " ".join((known.handling, known.tlp)).strip()
            told = "\n".join(part for part in (grade.words, marks) if part)
            item.setToolTip(1, tip(told))
            item.setData(1, Qt.ItemDataRole.AccessibleDescriptionRole, told)
            item.setToolTip(4, tip(known.passage))
            if row.id == chosen:
                self.records.setCurrentItem(item)
        self.records.blockSignals(False)

    def _show_files(self, files: tuple[FileRow, ...]) -> None:
        self.files.clear()
        for row in files:
            taken = " · ".join(part for part in (row.taken_at, row.taken_place) if part)
            item = QTreeWidgetItem(self.files, [row.name, _size(row.size), taken, row.sha256])
            item.setData(0, ITEM, row)
            item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            item.setToolTip(0, tip(f"{row.name}\n{row.media_type}"))
        first = self.files.topLevelItem(0)
        if first is not None:
            self.files.setCurrentItem(first)
        self.save.setEnabled(bool(files))

    def _record_chosen(self) -> None:
        self.show_lines()
        self.record_chosen.emit()
        record = self.chosen_record()
        if record:
            self.passage_wanted.emit(record)

    def _line_chosen(self) -> None:
        self.line_chosen.emit()
        line = self.lines.currentItem()
        if line is not None and line.isSelected():
            self.passage_wanted.emit(line.data(0, _LINE))

    def _line_clicked(self, line: QTreeWidgetItem) -> None:
        self.passage_wanted.emit(line.data(0, _LINE))

    def _activated(self, line: QTreeWidgetItem) -> None:
        self.item_wanted.emit(line.data(0, ITEM))

    def _save(self) -> None:
        chosen = self.files.currentItem()
        if chosen is not None:
            self.save_wanted.emit(chosen.data(0, ITEM))


def _item_of(line: QTreeWidgetItem) -> Item:
    item = line.data(0, ITEM)
    assert isinstance(item, Item)
    return item


def _value(line: StatedLine) -> str:
    """Give what is stated, and how many records say so where several do."""
    count = len(line.record_ids)
    if count < 2:
        return line.value
    return tr("{value} ({n} records)", value=line.value, n=count)


def _size(count: int) -> str:
    if count < 1024 * 1024:
        return tr("{n} kB", n=f"{max(count / 1024, 0.1):,.1f}")
    return tr("{n} MB", n=f"{count / 1024 / 1024:,.1f}")


def _stacked(*widgets: QWidget) -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 4, 0, 0)
    column.setSpacing(2)
    for widget in widgets:
        column.addWidget(widget)
    return page


def make_list(name: str, spoken: str, columns: dict[str, int]) -> QTreeWidget:
    """Give a list with these columns and their widths."""
    tree = QTreeWidget()
    tree.setObjectName(name)
    tree.setAccessibleName(spoken)
    tree.setHeaderLabels(list(columns))
    tree.setRootIsDecorated(False)
    tree.setUniformRowHeights(True)
    tree.setAlternatingRowColors(True)
    tree.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
    tree.header().setStretchLastSection(True)
    tree.header().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
    for column, width in enumerate(columns.values()):
        tree.setColumnWidth(column, width)
    return tree
