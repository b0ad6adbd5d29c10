"""The palette: types to click and then place again and again, or to drag onto the chart."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QSize, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLabel,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from iwtlink.gui.charting.following import ChartPanel
from iwtlink.gui.charting.palette.chooser import PaletteChooser
from iwtlink.gui.charting.palette.free_items import SHAPE
from iwtlink.gui.charting.palette.groups import LINK, Row, groups_of_all, groups_of_named
from iwtlink.gui.charting.palette.keeping import PaletteKeeping
from iwtlink.gui.charting.palette.presets import VALUE, set_preset
from iwtlink.gui.drag import type_to_mime
from iwtlink.gui.icons import action_icon, entity_icon
from iwtlink.i18n import tr
from iwtlink.operations.charting.named_palettes import NamedPalette
from iwtlink.store.entities import count_by_type
from iwtlink.store.folding import fold

if TYPE_CHECKING:
    from iwtlink.gui.pages.chart import ChartPage
    from iwtlink.gui.session import Session

_NAME = Qt.ItemDataRole.UserRole
_MOST_RECENT = 8


class TypeTree(QTreeWidget):
    """A list whose rows of types can be dragged."""

    def mimeData(self, items: object) -> QMimeData:
        """Pack the type of the row that is dragged."""
        rows = self.selectedItems()
        name = str(rows[0].data(0, _NAME) or "") if rows else ""
        return type_to_mime("" if name.startswith(LINK) else name)

    def mimeTypes(self) -> list[str]:
        """Give what a drag from here is."""
        return type_to_mime("person").formats()


class PalettePanel(ChartPanel):
    """Click a type, then click the paper, as often as wanted; Esc ends. Or drag it there."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("palette_panel", parent)
        self.recent: list[str] = []
        self._armed = ""
        self._session: Session | None = None
        self._offered: tuple[object, ...] | None = None
        self._told: tuple[object, ...] | None = None
        self._groups: list[tuple[QTreeWidgetItem, list[QTreeWidgetItem]]] = []
        self.chooser = PaletteChooser()
        self.keeping = PaletteKeeping(self)
        self.line = QLineEdit()
        self.line.setObjectName("palette_filter")
        self.line.setAccessibleName(tr("Find a type"))
        self.line.setPlaceholderText(tr("Find a type"))
        self.line.setClearButtonEnabled(True)
        self.list = TypeTree()
        self.list.setObjectName("palette_list")
        self.list.setAccessibleName(tr("Types to place"))
        self.list.setHeaderHidden(True)
        self.list.setIndentation(12)
        self.list.setDragEnabled(True)
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.words = QLabel()
        self.words.setProperty("part", "muted")
        self.words.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        for part in (self.chooser, self.line, self.list, self.words):
            column.addWidget(part)
        self.line.textChanged.connect(self._narrow)
        self.line.returnPressed.connect(self._take_first)
        self.list.itemClicked.connect(self._take)
        self.list.itemActivated.connect(self._take)
        self._follow_chooser()

    def sizeHint(self) -> QSize:
        return QSize(240, 420)

    def begin(self) -> None:
        """Put the keyboard into the line that finds a type."""
        self.line.setFocus()
        self.line.selectAll()

    def show_page(self, page: ChartPage | None) -> None:
        """Be about this chart; of another one, perhaps of another database, all is listed anew."""
        if page is not self.page:
            self._told = self._offered = None
        if page is not None and page.session is not self._session:
            self._session = page.session
            page.session.changed.connect(self._changed)
        super().show_page(page)

    def refresh(self) -> None:
        """List the types anew where another chart is in front, or others were used last."""
        page = self.page
        self.list.setEnabled(page is not None and page.session.is_writable)
        if page is None:
            return
        known = self.keeping.known(page)
        self._offer(known, page)
        on_chart = tuple(dict.fromkeys(page.content.types)) if page.content is not None else ()
        told = (tuple(self.recent), on_chart, self.chooser.palette_shown)
        if told != self._told:
            self._told = told
            self._fill(page, on_chart)
            self._armed = ""
        armed = page.view.ground.armed or (
            f"{LINK}{page.hand.armed_link}" if page.hand.armed_link else ""
        )
        if armed != self._armed:
            self._armed = armed
            self._mark(armed)

    def arm(self, name: str) -> None:
        """Let each click on the chart place one of this type, or each drag draw such a link.

        A preset value is set of the selected entities at once, where there are any.
        """
        page = self.page
        if page is None or not page.session.is_writable:
            return
        if name.startswith(VALUE) and (chosen := page.view.selected_entities()):
            set_preset(page, name, chosen)
            self._mark(self._armed)
            return
        if name.startswith(LINK):
            page.view.use_tool("link")
            page.hand.armed_link = name.removeprefix(LINK)
        else:
            page.view.arm(name)
        self._armed = name
        if not name.startswith((LINK, SHAPE, VALUE)):
            self.recent = [name, *(one for one in self.recent if one != name)][:_MOST_RECENT]
        page.retold.emit()
        page.take_focus()

    # Inside

    def _changed(self, *_: object) -> None:
        """List the palettes anew: one may have been kept, or a step of it undone."""
        page = self.page
        if page is not None and page.session.is_open and self.isVisible():
            self.refresh()

    def _usual(self, page: ChartPage, on_chart: Sequence[str]) -> list[str]:
        """Give the types used last, then those on the chart, then the database's most used."""
        found = list(dict.fromkeys((*self.recent, *on_chart)))
        if len(found) < _MOST_RECENT:
            with page.session.store.read() as db:
                counts = count_by_type(db)
            found = list(dict.fromkeys((*found, *sorted(counts, key=lambda n: (-counts[n], n)))))
        known = page.ontology.entity_types
        return [name for name in found if name in known][:_MOST_RECENT]

    def _mark(self, name: str) -> None:
        """Keep the row of what is armed selected."""
        rows = [row for _, made in self._groups for row in made]
        chosen = self.list.selectedItems()
        if not name:
            self.list.clearSelection()
        elif not (chosen and chosen[0].data(0, _NAME) == name):
            for row in [one for one in rows if one.data(0, _NAME) == name][:1]:
                self.list.setCurrentItem(row)

    def _follow_chooser(self) -> None:
        chooser, keeping = self.chooser, self.keeping
        for told, act in (
            (chooser.new_wanted, keeping.ask),
            (chooser.change_wanted, keeping.ask),
            (chooser.lock_wanted, keeping.lock),
            (chooser.delete_wanted, keeping.delete),
            (chooser.read_wanted, keeping.ask_read),
            (chooser.write_wanted, keeping.ask_write),
        ):
            told.connect(partial(self._with_page, act))
        chooser.picked.connect(self.refresh)
        keeping.kept.connect(self._show_kept)

    def _with_page(self, act: Callable[..., None], *what: object) -> None:
        if self.page is not None:
            act(self.page, *what)

    def _show_kept(self, palette_id: int) -> None:
        self._told = None
        self.refresh()
        self.chooser.choose(palette_id)

    def _offer(self, known: list[NamedPalette], page: ChartPage) -> None:
        """Offer the palettes there are now; an open list of them stays as it is."""
        offered = (tuple(known), page.session.is_writable)
        if offered != self._offered:
            self._offered = offered
            self.chooser.offer(known, is_writable=page.session.is_writable)

    def _fill(self, page: ChartPage, on_chart: Sequence[str]) -> None:
        self.list.clear()
        self._groups = []
        shown = self.chooser.palette_shown
        if shown is None:
            recent = self._usual(page, on_chart)
            groups = groups_of_all(page.ontology, recent, are_used=bool(self.recent))
        else:
            groups = groups_of_named(page.ontology, shown.rows)
        for heading, rows, is_open in groups:
            self._add(heading, rows, is_open=is_open)
        self.words.setText(
            tr(
                "Click a type, then the paper; a value, then entities, or select them first. "
                "Esc ends. Or drag it."
            )
            if shown is not None and shown.rows.values
            else tr("Click a type, then the paper; Esc ends. Or drag it.")
        )
        self._narrow(self.line.text())

    def _add(self, heading: str, rows: list[Row], *, is_open: bool) -> None:
        if not rows:
            return
        head = QTreeWidgetItem([heading])
        head.setFlags(Qt.ItemFlag.ItemIsEnabled)
        font = head.font(0)
        font.setBold(True)
        head.setFont(0, font)
        self.list.addTopLevelItem(head)
        made: list[QTreeWidgetItem] = []
        for name, words, icon in rows:
            row = QTreeWidgetItem([words])
            row.setData(0, _NAME, name)
            if icon:
                row.setIcon(0, entity_icon(icon))
            elif name.startswith(LINK):
                row.setIcon(0, action_icon("link"))
            elif name.startswith(VALUE):
                row.setIcon(0, action_icon("tag"))
            flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
            row.setFlags(flags if name.startswith(LINK) else flags | Qt.ItemFlag.ItemIsDragEnabled)
            head.addChild(row)
            made.append(row)
        self._groups.append((head, made))
        head.setExpanded(is_open)

    def _narrow(self, typed: str) -> None:
        wanted = fold(typed)
        for head, rows in self._groups:
            for row in rows:
                row.setHidden(bool(wanted) and wanted not in fold(row.text(0)))
            head.setHidden(all(row.isHidden() for row in rows))
            if wanted:
                head.setExpanded(True)

    def _take_first(self) -> None:
        rows = [row for _, rows in self._groups for row in rows if not row.isHidden()]
        if rows:
            self.list.setCurrentItem(rows[0])
            self._take(rows[0])

    def _take(self, row: QTreeWidgetItem, _: int = 0) -> None:
        name = row.data(0, _NAME)
        if name:
            self.arm(str(name))
