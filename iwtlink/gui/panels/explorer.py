"""The explorer: what is in the database, with counts; a double click opens it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QMimeData, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QFont, QIcon
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QMenu,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from iwtlink.gui.drag import entities_to_mime
from iwtlink.gui.icons import action_icon, entity_icon
from iwtlink.gui.reading.overview import Overview, read_overview
from iwtlink.gui.reading.tables import TableName
from iwtlink.gui.search_box import kind_icon, kind_title
from iwtlink.gui.session import Session
from iwtlink.gui.theme import colours
from iwtlink.i18n import tr
from iwtlink.store import Changes
from iwtlink.store.entities import list_entities
from iwtlink.store.ids import Item

_TARGET = Qt.ItemDataRole.UserRole
_KEY = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the explorer: what it is called, what it counts, what it opens."""

    key: str
    text: str
    count: int
    icon: QIcon
    target: TableName | Item | None
    tip: str = ""


class Explorer(QTreeWidget):
    """The tree of what the database holds. Emits what the user wants to see."""

    table_wanted = Signal(object)
    item_wanted = Signal(object)
    place_wanted = Signal(object)
    """A type whose entities are to be placed on the chart in front."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setObjectName("explorer")
        self.setAccessibleName(tr("What is in the database"))
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
        session.closed.connect(self.clear)
        session.changed.connect(self._follow)

    def refresh(self) -> None:
        """Count again, beside the window."""
        store = self._session.store

        def count(progress: object) -> Overview:
            with store.read() as db:
                return read_overview(db)

        self._session.jobs.compute(tr("Counting"), count, self.show_overview)

    def show_overview(self, overview: Overview) -> None:
        """Show the counts, keeping what is open and marked."""
        if not self._session.is_open:
            return
        marked = self.currentItem().data(0, _KEY) if self.currentItem() else ""
        closed = {
            item.data(0, _KEY)
            for item in map(self.topLevelItem, range(self.topLevelItemCount()))
            if not item.isExpanded()
        }
        is_first = not self.topLevelItemCount()
        self.clear()
        for section, lines in self._sections(overview):
            top = self._add(None, section)
            for line in lines:
                self._add(top, line)
            folded = section.key in ("links",) if is_first else section.key in closed
            top.setExpanded(not folded)
        self._mark(marked)

    def _sections(self, overview: Overview) -> list[tuple[Line, list[Line]]]:
        types = self._session.store.ontology
        entity_lines = [
            Line(
                f"entity:{name}",
                tr(types.entity_types[name].plural) if name in types.entity_types else name,
                count,
                entity_icon(types.entity_types[name].icon)
                if name in types.entity_types
                else QIcon(),
                TableName("entity", name),
            )
            for name, count in self._in_order(overview.entities, list(types.entity_types))
        ]
        link_lines = [
            Line(
                f"link:{name}",
                tr(types.link_types[name].verb) if name in types.link_types else name,
                count,
                QIcon(),
                TableName("link", name),
            )
            for name, count in sorted(overview.links.items(), key=lambda pair: (-pair[1], pair[0]))
        ]
        observation_lines = [
            Line(
                f"observation:{name}",
                tr(types.observation_types[name].plural)
                if name in types.observation_types
                else name,
                count,
                QIcon(),
                TableName("observation", name),
            )
            for name, count in self._in_order(overview.observations, list(types.observation_types))
        ]
        chart_lines = [
            Line(f"chart:{c.id}", c.title, c.entities, QIcon(), Item("chart", c.id), c.ref)
            for c in overview.charts
        ]

        def total(kind: str, counts: dict[str, int], target: TableName | None) -> Line:
            return Line(kind, kind_title(kind), sum(counts.values()), QIcon(), target)

        links = Line(
            "links",
            kind_title("link"),
            sum(overview.links.values()),
            kind_icon("link"),
            TableName("link"),
        )
        sections = [
            (
                Line("charts", kind_title("chart"), len(chart_lines), kind_icon("chart"), None),
                chart_lines,
            ),
            (
                Line(
                    "entities",
                    kind_title("entity"),
                    sum(overview.entities.values()),
                    kind_icon("entity"),
                    None,
                ),
                entity_lines,
            ),
            (links, link_lines),
        ]
        if observation_lines:
            sections.append(
                (
                    Line(
                        "observations",
                        kind_title("observation"),
                        sum(overview.observations.values()),
                        kind_icon("observation"),
                        None,
                    ),
                    observation_lines,
                )
            )
        for kind, count in (
            ("document", overview.documents),
            ("record", overview.records),
            ("article", overview.articles),
            ("product", overview.products),
            ("recipient", overview.recipients),
        ):
            sections.append(
                (Line(kind, kind_title(kind), count, kind_icon(kind), TableName(kind)), [])
            )
        return sections

    def _in_order(self, counts: dict[str, int], order: list[str]) -> list[tuple[str, int]]:
        places = {name: place for place, name in enumerate(order)}
        return sorted(counts.items(), key=lambda pair: (places.get(pair[0], 10**6), pair[0]))

    def _add(self, above: QTreeWidgetItem | None, line: Line) -> QTreeWidgetItem:
        item = QTreeWidgetItem([line.text, f"{line.count:,}"])
        item.setIcon(0, line.icon)
        item.setData(0, _TARGET, line.target)
        item.setData(0, _KEY, line.key)
        item.setToolTip(0, f"{line.text} · {line.tip}" if line.tip else line.text)
        item.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{line.text}, {line.count}")
        item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        item.setForeground(1, QBrush(QColor(colours().muted)))
        if above is None:
            font = QFont(self.font())
            font.setWeight(QFont.Weight.DemiBold)
            item.setFont(0, font)
            self.addTopLevelItem(item)
        else:
            above.addChild(item)
        return item

    def _mark(self, key: str) -> None:
        for top in map(self.topLevelItem, range(self.topLevelItemCount())):
            for item in (top, *(top.child(n) for n in range(top.childCount()))):
                if item.data(0, _KEY) == key:
                    self.setCurrentItem(item)
                    return

    def _activated(self, item: QTreeWidgetItem) -> None:
        target = item.data(0, _TARGET)
        if isinstance(target, TableName):
            self.table_wanted.emit(target)
        elif isinstance(target, Item):
            self.item_wanted.emit(target)
        else:
            item.setExpanded(not item.isExpanded())

    def _follow(self, changes: Changes, initiator: object) -> None:
        self.refresh()

    def mimeData(self, items: list[QTreeWidgetItem]) -> QMimeData:
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
        if target is None:
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
        menu.popup(self.viewport().mapToGlobal(where))
