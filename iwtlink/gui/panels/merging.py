"""What the inspector lets one do about merges: compare, split, withdraw a judgement."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from PySide6.QtCore import QObject, Signal

from iwtlink.errors import Progress
from iwtlink.gui.dialogs.split import SplitDialog
from iwtlink.gui.panels.header import Header
from iwtlink.gui.panels.sheet_tree import SheetTree
from iwtlink.gui.reading.merged import MERGED, PERHAPS, perhaps_section
from iwtlink.gui.reading.sheet import Deed, SheetSection
from iwtlink.gui.reading.split import Split, read_split
from iwtlink.gui.session import Session
from iwtlink.i18n import tr
from iwtlink.operations.candidates import find_for
from iwtlink.store import Changes, judgements
from iwtlink.store.ids import Item
from iwtlink.store.judgements import JudgementId
from iwtlink.store.leads import MergeKind
from iwtlink.store.merging import split_off

_Found = tuple[Item, SheetSection]


class Merging(QObject):
    """Looks beside the window whom the shown item may be; does what its rows offer."""

    compare_wanted = Signal(list)
    """Two entities are to be compared side by side."""

    def __init__(
        self,
        session: Session,
        header: Header,
        tree: SheetTree,
        shown: Callable[[], Item | None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._header = header
        self._tree = tree
        self._shown = shown
        self._item: Item | None = None
        self._perhaps: SheetSection | None = None
        tree.deed_wanted.connect(self._do)
        header.twins_wanted.connect(self.point_at_twins)
        session.named.connect(self._look)

    def show(self, item: Item, changes: Changes | None) -> None:
        """Tell whom the item may be; looked up again where ``changes`` touched it."""
        is_same = item == self._item
        if not is_same:
            self._header.show_twins(0)
        if is_same and self._perhaps is not None:
            self._tree.put_section(self._perhaps)
            self._header.show_twins(self._perhaps.total)
        if item.kind != "entity" or (is_same and not _touches(changes, item)):
            return
        if not is_same:
            self._item, self._perhaps = item, None
        self._look()

    def _look(self) -> None:
        """Look whom the item may be; where the names are not read yet, once they are."""
        item, index = self._shown(), self._session.name_index
        if item is None or item != self._item or index is None:
            return
        store = self._session.store

        def look(progress: Progress) -> _Found:
            found = find_for(store, item.id, index=index)
            with store.read() as db:
                return item, perhaps_section(db, item, found)

        self._session.jobs.compute(tr("Looking who may be the same"), look, self._take)

    def _take(self, found: _Found) -> None:
        item, section = found
        if item != self._shown() or not self._session.is_open:
            return
        self._perhaps = section
        self._header.show_twins(section.total)
        if not self._tree.is_editing:
            self._tree.put_section(section)

    def point_at_twins(self) -> None:
        """Put the keyboard on whom the item may be."""
        self._point_at(PERHAPS)

    def point_at_merged(self) -> None:
        """Put the keyboard on what was merged into the item."""
        self._point_at(MERGED)

    def _point_at(self, section: str) -> None:
        rows = self._tree.find_rows(section)
        if rows:
            self._tree.setFocus()
            self._tree.setCurrentItem(rows[0])
            self._tree.scrollToItem(rows[0], SheetTree.ScrollHint.PositionAtCenter)

    # Deeds

    def _do(self, deed: Deed) -> None:
        item = self._shown()
        if item is None:
            return
        if deed.name == "compare":
            self.compare_wanted.emit([item.id, deed.id])
        elif deed.name == "split":
            self.ask_split(item, deed.id)
        elif deed.name == "withdraw" and self._session.is_writable:
            self._session.edit(
                tr("Withdraw a judgement"),
                lambda edit: judgements.withdraw(edit, JudgementId(deed.id)),
            )

    def ask_split(self, item: Item, absorbed_id: int) -> None:
        """Ask what goes to whom where that is unclear, then split in one step."""
        if not self._session.is_writable:
            return
        store, kind = self._session.store, cast(MergeKind, item.kind)

        def read(progress: Progress) -> Split:
            with store.read() as db:
                return read_split(db, store.ontology, kind, absorbed_id)

        self._session.jobs.compute(tr("Looking what goes to whom"), read, self._ask)

    def _ask(self, plan: Split) -> None:
        dialog = SplitDialog(plan, self._tree.window())
        dialog.wanted.connect(lambda assign: self._split(plan, assign))
        dialog.open()

    def _split(self, plan: Split, assign: dict[tuple[str, int], int]) -> None:
        self._session.edit(
            tr("Split {ref} off {lead}", ref=plan.member.ref, lead=plan.lead_ref),
            lambda edit: split_off(edit, plan.kind, plan.member.id, assign),
        )


def _touches(changes: Changes | None, item: Item) -> bool:
    return changes is not None and item.id in changes.entities
