"""The inspector: everything about the selected item, edited in place."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QStackedLayout, QVBoxLayout, QWidget

from iwtlink.errors import IwtlinkError, Progress
from iwtlink.gui.panels import sheet_edits
from iwtlink.gui.panels.choice_line import ChoiceLine
from iwtlink.gui.panels.editors import make_editor
from iwtlink.gui.panels.header import Header
from iwtlink.gui.panels.reason import ReasonDialog
from iwtlink.gui.panels.sheet_tree import SheetTree
from iwtlink.gui.reading.items import read_sheet
from iwtlink.gui.reading.sheet import ItemSheet, SheetRow
from iwtlink.gui.session import Session
from iwtlink.gui.trees import top_items
from iwtlink.i18n import tr
from iwtlink.store import Changes
from iwtlink.store.files import read_file
from iwtlink.store.ids import Item

_MOST_BACK = 100
_Found = tuple[Item, ItemSheet | None, bytes]


class Inspector(QWidget):
    """Shows one item at a time and remembers the way back."""

    item_wanted = Signal(object)
    """The user follows a link, a source or a chart."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._item: Item | None = None
        self._sheet: ItemSheet | None = None
        self._is_stale = False
        self._back: list[Item] = []
        self._forward: list[Item] = []
        self.setObjectName("inspector")
        self.setMinimumWidth(280)
        self.header = Header()
        self.header.photo.chosen.connect(self._set_photo)
        self.header.photo.removed.connect(self._remove_photo)
        self.tree = SheetTree(self._make_editor)
        self.tree.item_wanted.connect(self.item_wanted)
        self.tree.typed.connect(self._typed)
        self.tree.editor_closed.connect(self._catch_up)
        self.tree.remove_wanted.connect(self._remove)
        self.tree.add_wanted.connect(self.add_value)
        self.problem = QLabel()
        self.problem.setTextFormat(Qt.TextFormat.PlainText)
        self.problem.setObjectName("inspector_problem")
        self.problem.setProperty("part", "problem")
        self.problem.setWordWrap(True)
        self.problem.setContentsMargins(12, 4, 12, 6)
        self.problem.hide()
        full = QWidget()
        column = QVBoxLayout(full)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.tree, 1)
        column.addWidget(self.problem)
        nothing = QLabel(
            tr("Select something on a chart or in a table to see everything about it here.")
        )
        nothing.setProperty("part", "muted")
        nothing.setWordWrap(True)
        nothing.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        nothing.setContentsMargins(16, 16, 16, 16)
        self._layers = QStackedLayout(self)
        self._layers.addWidget(nothing)
        self._layers.addWidget(full)
        session.changed.connect(self._follow)

    @property
    def item(self) -> Item | None:
        """The item shown, or None."""
        return self._item

    def show_item(self, item: Item) -> None:
        """Show an item; the one before can be gone back to."""
        if item == self._item:
            return
        if self._item is not None:
            self._back = [*self._back, self._item][-_MOST_BACK:]
        self._forward.clear()
        self._go(item)

    def clear(self) -> None:
        """Show nothing and forget the way."""
        self._item = self._sheet = None
        self._back.clear()
        self._forward.clear()
        self._layers.setCurrentIndex(0)

    def go_back(self) -> None:
        """Show what was shown before."""
        if self._back and self._item is not None:
            self._forward.append(self._item)
            self._go(self._back.pop())

    def go_forward(self) -> None:
        """Show what was shown before going back."""
        if self._forward and self._item is not None:
            self._back.append(self._item)
            self._go(self._forward.pop())

    def copy(self) -> None:
        """Copy the selected rows."""
        self.tree.copy()

    def has_focus(self) -> bool:
        """Say whether the keyboard is somewhere in the inspector."""
        return self.tree.hasFocus() or self.header.photo.hasFocus()

    def take_focus(self) -> None:
        """Put the keyboard on the rows."""
        self.tree.setFocus()
        tops = top_items(self.tree)
        if self.tree.currentItem() is None and tops:
            self.tree.setCurrentItem(tops[0])

    def add_value(self) -> None:
        """Offer the properties the item can have, to add a value to one."""
        line = self.tree.add_line()
        if line is None or self._sheet is None:
            return
        choices = sheet_edits.addable(self._session.store.ontology, self._sheet)
        box = ChoiceLine(choices, self.window(), self.tree)
        box.setObjectName("add_property")
        box.setAccessibleName(tr("Which value to add"))
        box.setPlaceholderText(tr("Which value? Type to find it"))
        box.taken.connect(lambda code: self._add_of(code, box.text()))
        self.tree.setItemWidget(line, 0, box)
        self.tree.scrollToItem(line)
        box.setFocus()

    # Reading

    def _go(self, item: Item) -> None:
        self._item = item
        self._say("")
        self._read()

    def _read(self) -> None:
        item, store = self._item, self._session.store
        assert item is not None
        self._is_stale = False

        def read(progress: Progress) -> _Found:
            with store.read() as db:
                sheet = read_sheet(db, store.ontology, item)
                number = sheet.picture_id if sheet is not None else 0
                return item, sheet, read_file(db, number) if number else b""

        self._session.jobs.compute(tr("Reading"), read, self._show)

    def _show(self, found: _Found) -> None:
        item, sheet, picture = found
        if item != self._item or not self._session.is_open:
            return
        if sheet is None:
            self._item = self._sheet = None
            self._layers.setCurrentIndex(0)
            return
        self._sheet = sheet
        writable = self._session.is_writable
        self.header.show_sheet(sheet, picture, is_writable=writable)
        self.tree.show_sheet(sheet, is_writable=writable)
        self._layers.setCurrentIndex(1)

    def _follow(self, changes: Changes, initiator: object) -> None:
        if self._item is None or not self._session.is_open:
            return
        self._say("")
        if self.tree.is_editing:
            self._is_stale = True
        else:
            self._read()

    def _catch_up(self) -> None:
        """Read what came in while an input was open."""
        if self._is_stale and self._item is not None:
            self._read()

    # Editing

    def _make_editor(self, parent: QWidget, row: SheetRow) -> QWidget:
        assert self._sheet is not None
        ontology = self._session.store.ontology
        known = sheet_edits.property_of(ontology, self._sheet, row)
        text = sheet_edits.edit_text(known, row)
        return make_editor(parent, ontology, known, text, sheet_edits.country_of(self._sheet))

    def _typed(self, row: SheetRow, text: str) -> None:
        sheet = self._sheet
        if sheet is None or ((row.statement_id or row.is_field) and text == row.value):
            return
        if not text:
            self._read()
            return
        if sheet.item.kind == "link" and row.is_field:
            self._choose_strength(sheet, text)
            return
        try:
            label, work = sheet_edits.change_of(
                self._session.store.ontology, sheet, row, text, self._session.working_source
            )
        except IwtlinkError as error:
            self._say(str(error))
            self._read()
            return
        self._say("")
        job = self._session.edit(label, work, initiator=self)
        job.failed.connect(self._read)

    def _choose_strength(self, sheet: ItemSheet, strength: str) -> None:
        """Let the strength of the link follow the grades, or ask why it is set."""
        try:
            asks = sheet_edits.needs_reason(strength)
        except IwtlinkError as error:
            self._say(str(error))
            self._read()
            return
        if not asks:
            self._write_strength(sheet, strength, "")
            return
        dialog = ReasonDialog(sheet.title, strength, self.window())
        dialog.given.connect(lambda reason: self._write_strength(sheet, strength, reason))
        dialog.rejected.connect(self._read)
        dialog.open()

    def _write_strength(self, sheet: ItemSheet, strength: str, reason: str) -> None:
        label = tr("Set the strength of {link}", link=sheet.title)
        work = sheet_edits.strength_work(sheet.item.id, strength, reason)
        self._say("")
        self._session.edit(label, work, initiator=self).failed.connect(self._read)

    def _remove(self, row: SheetRow) -> None:
        label = tr("Remove {label}", label=row.label)
        self._session.edit(label, sheet_edits.removal_of(row), initiator=self)

    def _add_of(self, code: str, label: str) -> None:
        line = self.tree.add_line()
        if line is None:
            return
        name, _, kind = code.partition(":")
        self.tree.removeItemWidget(line, 0)
        self.tree.begin_adding(SheetRow(label, "", about=name, kind=kind))

    def _say(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))

    # The photo

    def _set_photo(self, path: Path) -> None:
        if self._item is None or self._sheet is None:
            return
        entity_id, name = self._item.id, self._sheet.title
        self._session.edit(
            tr("Set the photo of {name}", name=name),
            lambda edit: sheet_edits.set_photo(edit, entity_id, path),
            initiator=self,
        )

    def _remove_photo(self) -> None:
        if self._item is None or self._sheet is None:
            return
        entity_id, name = self._item.id, self._sheet.title
        self._session.edit(
            tr("Remove the photo of {name}", name=name),
            lambda edit: sheet_edits.remove_photo(edit, entity_id),
            initiator=self,
        )
