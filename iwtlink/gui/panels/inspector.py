"""The inspector: everything about the selected item, edited in place."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QStackedLayout, QVBoxLayout, QWidget

from iwtlink.errors import Progress
from iwtlink.gui.following import stands_for
from iwtlink.gui.panels import sheet_edits
from iwtlink.gui.panels.backing import Backing
from iwtlink.gui.panels.choice_line import ChoiceLine
from iwtlink.gui.panels.editing import Editing
from iwtlink.gui.panels.evidence import EvidenceCard
from iwtlink.gui.panels.header import Header
from iwtlink.gui.panels.merging import Merging
from iwtlink.gui.panels.sheet_menu import offer_menu
from iwtlink.gui.panels.sheet_tree import SheetTree
from iwtlink.gui.reading.items import read_sheet
from iwtlink.gui.reading.sheet import ItemSheet, SheetRow
from iwtlink.gui.session import Session
from iwtlink.gui.trees import top_items
from iwtlink.i18n import tr
from iwtlink.operations.quality import Finding
from iwtlink.store import Changes
from iwtlink.store.files import read_file
from iwtlink.store.ids import Item
from iwtlink.store.retractions import Target

_MOST_BACK = 100
_Found = tuple[Item, Item, ItemSheet | None, bytes]


class Inspector(QWidget):
    """Shows one item at a time and remembers the way back."""

    item_wanted = Signal(object)
    """The user follows a link, a source or a chart."""
    source_wanted = Signal(int, object)
    """A record is to be shown at a ``Passage`` (None: wherever it stands)."""
    retract_wanted = Signal(object)
    """A value is to be retracted, once its reason is asked for: a ``Target`` for each statement."""
    quality_wanted = Signal()
    """The page of all ratings and rules is wanted."""
    compare_wanted = Signal(list)
    """Entities are to be compared side by side."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._is_held = False
        self._item: Item | None = None
        self._wanted: Item | None = None
        """What was to be shown; what is shown is the one it was merged into."""
        self._changes: Changes | None = None
        self._sheet: ItemSheet | None = None
        self._is_stale = False
        self._fault: Finding | None = None
        self._back: list[Item] = []
        self._forward: list[Item] = []
        self.setObjectName("inspector")
        self.setMinimumWidth(280)
        self.header = Header()
        self.editing = Editing(session, self.header.photo, lambda: self._sheet, self)
        self.tree = SheetTree(self.editing.make_editor)
        self.evidence = EvidenceCard()
        self._backing = Backing(session, self.header, self.evidence, lambda: self._item, self)
        self.merging = Merging(session, self.header, self.tree, lambda: self._item, self)
        self.problem = QLabel()
        self._lay_out()
        self._connect()

    @property
    def item(self) -> Item | None:
        """The item shown, or None."""
        return self._item

    @contextmanager
    def held(self) -> Iterator[None]:
        """Keep the item shown while its source comes to the front."""
        self._is_held = True
        try:
            yield
        finally:
            self._is_held = False

    def show_item(self, item: Item) -> None:
        """Show an item; the one before can be gone back to."""
        if item in (self._item, self._wanted) or self._is_held:
            return
        if self._item is not None:
            self._back = [*self._back, self._item][-_MOST_BACK:]
        self._forward.clear()
        self._go(item)

    def clear(self) -> None:
        """Show nothing and forget the way."""
        self._item = self._wanted = self._sheet = None
        self._back.clear()
        self._forward.clear()
        self._layers.setCurrentIndex(0)

    def retint(self) -> None:
        """Draw what is shown in the colours of the mode in use."""
        if self._item is not None:
            self._read()

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
        parts = (self.tree, self.header.photo, self.evidence)
        return any(part.hasFocus() for part in parts)

    def take_focus(self) -> None:
        """Put the keyboard on the evidence where it is open, else on the rows."""
        if self.evidence.isVisible():
            self.evidence.setFocus()
            return
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

    # Evidence and quality

    def show_evidence(self, statement_id: int = 0) -> None:
        """Open the evidence card on the item shown, at one of its statements."""
        if self._item is not None:
            self._backing.page(self._item, statement_id)

    def close_evidence(self) -> None:
        """Put the evidence card away."""
        self.evidence.hide()
        self.tree.setFocus()

    def show_fix(self, item: Item, finding: Finding) -> None:
        """Show an item, and where a fault of it can be put right."""
        if item == self._item and self._sheet is not None and self._sheet.item == item:
            self.lead_to_fix(finding)
            return
        self._fault = finding
        self.show_item(item)

    def lead_to_fix(self, finding: Finding) -> None:
        """Show where a fault of the item shown can be put right."""
        if finding.other is not None:
            self.item_wanted.emit(finding.other)
            return
        line = self.tree.find_value(finding.property)
        self.tree.setFocus()
        if line is not None:
            self.tree.setCurrentItem(line)
            self.tree.scrollToItem(line)
        elif finding.property and self._sheet is not None and self._session.is_writable:
            known = sheet_edits.property_named(
                self._session.store.ontology, self._sheet, finding.property
            )
            self.tree.begin_adding(SheetRow(tr(known.label), "", about=known.name))

    # Reading

    def _go(self, item: Item) -> None:
        if item != self._item:
            self._backing.forget()
        self._item = self._wanted = item
        self._say("")
        self._read()

    def _read(self) -> None:
        wanted, store = self._wanted, self._session.store
        assert wanted is not None
        self._is_stale = False

        def read(progress: Progress) -> _Found:
            with store.read() as db:
                item = stands_for(db, wanted)
                sheet = read_sheet(db, store.ontology, item)
                number = sheet.picture_id if sheet is not None else 0
                return wanted, item, sheet, read_file(db, number) if number else b""

        self._session.jobs.compute(tr("Reading"), read, self._show)

    def _show(self, found: _Found) -> None:
        wanted, item, sheet, picture = found
        if wanted != self._wanted or not self._session.is_open:
            return
        if sheet is None:
            self._item = self._wanted = self._sheet = None
            self._layers.setCurrentIndex(0)
            return
        if item != self._item:
            self._backing.forget()
        self._item, self._sheet = item, sheet
        writable = self._session.is_writable
        self.header.show_sheet(sheet, picture, is_writable=writable)
        self.tree.show_sheet(sheet, is_writable=writable)
        self._layers.setCurrentIndex(1)
        self._backing.rate(item)
        changes, self._changes = self._changes, None
        self.merging.show(item, changes)
        fault, self._fault = self._fault, None
        if fault is not None and fault.item == item:
            self.lead_to_fix(fault)

    def _follow(self, changes: Changes, initiator: object) -> None:
        if self._item is None or not self._session.is_open:
            return
        self._say("")
        self._changes = changes
        if self.tree.is_editing:
            self._is_stale = True
        else:
            self._read()

    def _catch_up(self) -> None:
        """Read what came in while an input was open."""
        if self._is_stale and self._item is not None:
            self._read()

    # Adding and removing

    def _remove(self, row: SheetRow) -> None:
        self.retract_wanted.emit(tuple(Target("statement", i) for i in row.statement_ids))

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

    # Arranging

    def _lay_out(self) -> None:
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
        column.addWidget(self.evidence)
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

    def _connect(self) -> None:
        self.header.fix_wanted.connect(self.lead_to_fix)
        self.header.rules_wanted.connect(self.quality_wanted)
        self.tree.item_wanted.connect(self.item_wanted)
        self.tree.typed.connect(self.editing.write)
        self.tree.prefer_wanted.connect(self.editing.prefer)
        self.tree.editor_closed.connect(self._catch_up)
        self.tree.remove_wanted.connect(self._remove)
        self.tree.add_wanted.connect(self.add_value)
        self.tree.evidence_wanted.connect(self.show_evidence)
        self.tree.source_wanted.connect(self._backing.show_source)
        self.tree.customContextMenuRequested.connect(partial(offer_menu, self.tree))
        self.editing.said.connect(self._say)
        self.editing.undone.connect(self._read)
        self.evidence.turned.connect(self.tree.show_statement)
        self.evidence.left.connect(self.close_evidence)
        self._backing.source_wanted.connect(self.source_wanted)
        self.merging.compare_wanted.connect(self.compare_wanted)
        self._session.changed.connect(self._follow)
