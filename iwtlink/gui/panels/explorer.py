"""The explorer: what is in the database, with counts; a double click opens it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QMimeData, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QFont
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QMenu,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from iwtlink.gui.drag import entities_to_mime
from iwtlink.gui.icons import action_icon
from iwtlink.gui.panels.explorer_lines import Line, explorer_sections
from iwtlink.gui.plain import tip
from iwtlink.gui.reading.columns import TableName
from iwtlink.gui.reading.overview import Overview, read_overview
from iwtlink.gui.session import Session
from iwtlink.gui.theme import colours
from iwtlink.gui.trees import items_below, top_items
from iwtlink.i18n import tr
from iwtlink.operations.searching import saved_lines
from iwtlink.store import Changes
from iwtlink.store.entities import list_entities
from iwtlink.store.ids import Item
from iwtlink.store.search.saved import SavedSearch

_TARGET = Qt.ItemDataRole.UserRole
_KEY = Qt.ItemDataRole.UserRole + 1


class Explorer(QTreeWidget):
    """The tree of what the database holds. Emits what the user wants to see."""

    table_wanted = Signal(object)
    item_wanted = Signal(object)
    counted = Signal(object)
    """The ``Overview`` shown now."""
    saved_wanted = Signal(object)
    """A saved search is to be shown."""
    saved_rename_wanted = Signal(object)
    saved_delete_wanted = Signal(object)
    place_wanted = Signal(object)
    """A type whose entities are to be placed on the chart in front."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setObjectName("explorer")
        self.setAccessibleName(tr("What is in the database"))
        self.setMinimumWidth(184)
        self.setColumnCount(2)
        self.setHeaderHidden(True)
        self.setIconSize(QSize(16, 16))
        self.setIndentation(14)
        self.setUniformRowHeights(True)
        self.setRootIsDecorated(True)
        self.setExpandsOnDoubleClick(False)
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.header().setStretchLastSection(False)
        self.header().setMinimumSectionSize(24)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.itemActivated.connect(self._activated)
        self.customContextMenuRequested.connect(self._offer_menu)
        session.opened.connect(self.refresh)
        session.signed_in.connect(self.refresh)
        session.closed.connect(self.clear)
        session.changed.connect(self._follow)

    def refresh(self) -> None:
        """Count again, beside the window."""
        if not self._session.is_open:
            return
        store = self._session.store

        def count(progress: object) -> Overview:
            with store.read() as db:
                overview = read_overview(db)
            return replace(overview, searches=tuple(saved_lines(store)))

        self._session.jobs.compute(tr("Counting"), count, self.show_overview)

    def show_overview(self, overview: Overview) -> None:
        """Show the counts, keeping what is open and marked."""
        if not self._session.is_open:
            return
        current = self.currentItem()
        marked = current.data(0, _KEY) if current is not None else ""
        known = top_items(self)
        closed = {top.data(0, _KEY) for top in known if not top.isExpanded()}
        self.clear()
        for section in explorer_sections(self._session.store.ontology, overview):
            top = self._add(None, section.head)
            for line in section.lines:
                self._add(top, line)
            folded = section.head.key in closed if known else section.head.key == "link"
            top.setExpanded(not folded)
        self._mark(marked)
        self.counted.emit(overview)

    def _add(self, above: QTreeWidgetItem | None, line: Line) -> QTreeWidgetItem:
        counted = f"{line.count:,}" if line.counted is None else line.counted
        item = QTreeWidgetItem([line.text, counted])
        item.setIcon(0, line.icon)
        item.setData(0, _TARGET, line.target)
        item.setData(0, _KEY, line.key)
        item.setToolTip(0, tip(f"{line.text} · {line.tip}" if line.tip else line.text))
        item.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{line.text}, {line.count}")
        item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        item.setForeground(1, QBrush(QColor(colours().accent if line.counted else colours().muted)))
        if above is None:
            font = QFont(self.font())
            font.setWeight(QFont.Weight.DemiBold)
            item.setFont(0, font)
            self.addTopLevelItem(item)
        else:
            above.addChild(item)
        return item

    def _mark(self, key: str) -> None:
        for top in top_items(self):
            for item in (top, *items_below(top)):
                if item.data(0, _KEY) == key:
                    self.setCurrentItem(item)
                    return

    def _activated(self, item: QTreeWidgetItem) -> None:
        target = item.data(0, _TARGET)
        if isinstance(target, TableName):
            self.table_wanted.emit(target)
        elif isinstance(target, Item):
            self.item_wanted.emit(target)
        elif isinstance(target, SavedSearch):
            self.saved_wanted.emit(target)
        else:
            item.setExpanded(not item.isExpanded())

    def _follow(self, changes: Changes, initiator: object) -> None:
        self.refresh()

    def mimeData(self, items: Sequence[QTreeWidgetItem]) -> QMimeData:
        ids: list[int] = []
        for item in items:
            target = item.data(0, _TARGET)
            if isinstance(target, TableName) and target.kind == "entity":
                ids += self._ids_of(target.type)
        return entities_to_mime(ids)

    def _ids_of(self, type_name: str) -> list[int]:
        with self._session.store.read() as db:
            return [row.id for row in list_entities(db, [type_name])]

    def _offer_menu(self, where: QPoint) -> None:
        item = self.itemAt(where)
        target = item.data(0, _TARGET) if item else None
        if item is None or target is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(action_icon("arrow-right"), tr("Open"), lambda: self._activated(item))
        if isinstance(target, TableName) and target.kind == "entity":
            menu.addAction(
                action_icon("share-2"),
                tr("Place all on the chart in front"),
                lambda: self.place_wanted.emit(target),
            )
        if isinstance(target, SavedSearch):
            rename, delete = self.saved_rename_wanted, self.saved_delete_wanted
            menu.addAction(action_icon("pencil"), tr("Rename…"), lambda: rename.emit(target))
            menu.addAction(action_icon("trash"), tr("Delete"), lambda: delete.emit(target))
        menu.popup(self.viewport().mapToGlobal(where))
