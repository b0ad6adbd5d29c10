"""The rows of the inspector: values, links, observations, each with its source."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from iwtlink.gui.panels.sheet_delegate import (
    LABEL,
    ROW,
    SOURCE,
    VALUE,
    EditorMaker,
    SheetDelegate,
)
from iwtlink.gui.panels.sheet_lines import ADD, open_all, row_text, section_line
from iwtlink.gui.reading.sheet import ItemSheet, SheetRow, SheetSection
from iwtlink.gui.trees import items_below, top_items
from iwtlink.i18n import tr

_FIRST = ("ends", "values", "merged", "judged")
"""Sections that stand above one that was worked out later."""


class SheetTree(QTreeWidget):
    """Shows an item's sections; tells where a click leads and what was typed."""

    item_wanted = Signal(object)
    typed = Signal(object, str)
    """A row was edited: the ``SheetRow`` and the text."""
    editor_closed = Signal()
    remove_wanted = Signal(object)
    add_wanted = Signal()
    """The line *Add a value* was chosen."""
    evidence_wanted = Signal(int)
    """The evidence is to be paged through, from this statement on; 0 from the first."""
    source_wanted = Signal(int, int)
    """The source of a value is to be shown: record and statement."""
    deed_wanted = Signal(object)
    """The ``Deed`` of a row is to be done."""
    prefer_wanted = Signal(object)
    """The value of this row is to be the one shown; of the one chosen: let the grades decide."""

    def __init__(self, editors: EditorMaker, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("inspector_tree")
        self.setAccessibleName(tr("Values, links and sources of the item"))
        self.setColumnCount(3)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(4)
        self.setExpandsOnDoubleClick(False)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._delegate = SheetDelegate(self, editors)
        self._delegate.typed.connect(self.typed)
        self._delegate.closeEditor.connect(self.editor_closed)
        self.setItemDelegate(self._delegate)
        self.header().setStretchLastSection(False)
        self.header().setMinimumSectionSize(24)
        self.header().setSectionResizeMode(LABEL, QHeaderView.ResizeMode.Interactive)
        self.header().setSectionResizeMode(VALUE, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(SOURCE, QHeaderView.ResizeMode.Fixed)
        self.header().sectionResized.connect(self._relayout)
        self.setColumnWidth(LABEL, 112)
        self.setColumnWidth(SOURCE, 44)
        self.is_writable = False
        self._open: dict[str, bool] = {}
        self.itemExpanded.connect(lambda item: self._keep_open(item, True))
        self.itemCollapsed.connect(lambda item: self._keep_open(item, False))

    def show_sheet(self, sheet: ItemSheet, *, is_writable: bool) -> None:
        """Show the sections of an item; what was folded stays folded."""
        self.is_writable = is_writable
        scroll = self.verticalScrollBar().value()
        self.clear()
        for section in sheet.sections:
            self._put(self.topLevelItemCount(), section)
        self.verticalScrollBar().setValue(scroll)

    def put_section(self, section: SheetSection) -> None:
        """Put a section that was worked out later below the values, in place of the one before."""
        for place, top in enumerate(top_items(self)):
            if top.data(0, ROW).name == section.name:
                self.takeTopLevelItem(place)
                break
        if not section.rows:
            return
        names = [top.data(0, ROW).name for top in top_items(self)]
        place = next((i for i, name in enumerate(names) if name not in _FIRST), len(names))
        self._put(place, section)

    def _put(self, place: int, section: SheetSection) -> None:
        top = section_line(section, is_writable=self.is_writable)
        self.insertTopLevelItem(place, top)
        open_all(top)
        top.setExpanded(self._open.get(section.name, section.is_open))

    def edit_row(self, item: QTreeWidgetItem) -> None:
        """Open the input of a row's value."""
        row = item.data(0, ROW)
        if isinstance(row, SheetRow) and row.is_editable and self.is_writable:
            self.setCurrentItem(item, VALUE)
            self.edit(self.indexFromItem(item, VALUE))

    def begin_adding(self, row: SheetRow) -> None:
        """Turn the line *Add a value* into ``row`` with its input open."""
        line = self.add_line()
        if line is None:
            return
        line.setFirstColumnSpanned(False)
        line.setData(0, ROW, row)
        line.setFlags(line.flags() | Qt.ItemFlag.ItemIsEditable)
        self.setCurrentItem(line, VALUE)
        self.scrollToItem(line)
        self.edit(self.indexFromItem(line, VALUE))

    def add_line(self) -> QTreeWidgetItem | None:
        """Give the line *Add a value*, or None where nothing can be added."""
        for top in top_items(self):
            if isinstance(top.data(0, ROW), SheetSection) and top.data(0, ROW).name == "values":
                last = top.child(top.childCount() - 1)
                if last is not None and last.data(LABEL, ROW + 1) == ADD:
                    top.setExpanded(True)
                    return last
        return None

    @property
    def is_editing(self) -> bool:
        """An input is open."""
        return self.state() == QAbstractItemView.State.EditingState

    def find_rows(self, section: str) -> list[QTreeWidgetItem]:
        """Give the lines of a section by its name."""
        for top in top_items(self):
            if top.data(0, ROW).name == section:
                return items_below(top)
        return []

    def copy(self) -> None:
        """Put the selected rows on the clipboard, the source beside each value."""
        rows = [item.data(0, ROW) for item in self.selectedItems()]
        lines = [row_text(row) for row in rows if isinstance(row, SheetRow)]
        QGuiApplication.clipboard().setText("\n".join(lines))

    # Keys and clicks

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            is_copy = event.matches(QKeySequence.StandardKey.Copy)
            if event.key() == Qt.Key.Key_Delete or is_copy:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        row = item.data(0, ROW) if item else None
        if self.is_editing:
            return  # Enter in an input comes here too, after it was taken
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() == Qt.Key.Key_Delete and isinstance(row, SheetRow):
            self.remove(row)
        elif _is_ctrl_enter(event) and isinstance(row, SheetRow):
            self.prefer(row)
        elif event.key() == Qt.Key.Key_Insert:
            self.add_wanted.emit()
        elif event.key() == Qt.Key.Key_Space:
            self.evidence_wanted.emit(row.statement_id if isinstance(row, SheetRow) else 0)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2) and item:
            self._activate(item, is_edit=event.key() == Qt.Key.Key_F2)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() != Qt.MouseButton.LeftButton or event.modifiers():
            return
        where = event.position().toPoint()
        item = self.itemAt(where)
        if item is None or len(self.selectedItems()) > 1:
            return
        row = item.data(0, ROW)
        if isinstance(row, SheetSection):
            item.setExpanded(not item.isExpanded())
        elif item.data(LABEL, ROW + 1) == ADD and not isinstance(row, SheetRow):
            self.add_wanted.emit()
        elif isinstance(row, SheetRow):
            self.go(row, self.columnAt(where.x()))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        item = self.itemAt(event.position().toPoint())
        if item is not None:
            self.edit_row(item)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        where = event.position().toPoint()
        item = self.itemAt(where)
        row = item.data(0, ROW) if item else None
        leads = isinstance(row, SheetRow) and self._target_at(row, self.columnAt(where.x()))
        shape = Qt.CursorShape.PointingHandCursor if leads else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setColumnWidth(LABEL, max(88, min(150, self.viewport().width() * 32 // 100)))

    # Inside

    def _activate(self, item: QTreeWidgetItem, *, is_edit: bool) -> None:
        row = item.data(0, ROW)
        if isinstance(row, SheetSection):
            item.setExpanded(not item.isExpanded())
        elif not isinstance(row, SheetRow):
            self.add_wanted.emit()
        elif row.is_editable and (is_edit or row.target is None):
            self.edit_row(item)
        elif is_edit and row.label_target is not None:
            self.item_wanted.emit(row.label_target)
        elif row.deed is not None and not is_edit:
            self.deed_wanted.emit(row.deed)
        elif row.target is not None:
            self.item_wanted.emit(row.target)

    def go(self, row: SheetRow, column: int) -> None:
        """Go where a part of a row leads; a value's source opens at its passage."""
        if column == SOURCE and row.mark is not None and row.statement_id:
            self.source_wanted.emit(row.mark.target.id, row.statement_id)
            return
        if column == LABEL and row.deed is not None:
            self.deed_wanted.emit(row.deed)
            return
        target = self._target_at(row, column)
        if target is not None:
            self.item_wanted.emit(target)

    def show_statement(self, statement_id: int) -> None:
        """Mark the row of a statement, if it has one."""
        for section in top_items(self):
            for item in items_below(section):
                for line in (item, *items_below(item)):
                    row = line.data(0, ROW)
                    if isinstance(row, SheetRow) and statement_id in row.statement_ids:
                        self.setCurrentItem(line)
                        return

    def find_value(self, name: str) -> QTreeWidgetItem | None:
        """Give the line of the first value of a property or field; None where it has none."""
        for section in top_items(self):
            for item in items_below(section):
                row = item.data(0, ROW)
                if isinstance(row, SheetRow) and row.about == name:
                    return item
        return None

    def _target_at(self, row: SheetRow, column: int) -> object:
        if column == SOURCE:
            return row.mark.target if row.mark else None
        if column == LABEL:
            return row.label_target or row.deed
        return row.target

    def prefer(self, row: SheetRow) -> None:
        """Let a value be the one shown; the one chosen: leave it to the grades again."""
        if row.can_be_chosen and self.is_writable:
            self.prefer_wanted.emit(row)

    def remove(self, row: SheetRow) -> None:
        """Ask for a value to be removed."""
        if row.statement_id and self.is_writable:
            self.remove_wanted.emit(row)

    def _keep_open(self, item: QTreeWidgetItem, is_open: bool) -> None:
        section = item.data(0, ROW)
        if isinstance(section, SheetSection):
            self._open[section.name] = is_open

    def _relayout(self) -> None:
        QTimer.singleShot(0, self, self.scheduleDelayedItemsLayout)


def _is_ctrl_enter(event: QKeyEvent) -> bool:
    is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    return is_enter and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
