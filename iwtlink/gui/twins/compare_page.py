"""A page with the records that were chosen, side by side, to be judged and merged."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QVBoxLayout, QWidget

from iwtlink.gui.icons import action_icon
from iwtlink.gui.pages.page import Page
from iwtlink.gui.selection import Selection
from iwtlink.gui.session import Session
from iwtlink.gui.twins.bench import Bench
from iwtlink.i18n import tr
from iwtlink.store import Changes
from iwtlink.store.merging import MergeKind


class ComparePage(Page):
    """The bench with two records or more that the analyst chose."""

    kind = "compare"

    def __init__(
        self, session: Session, window: QWidget, kind: MergeKind, ids: Sequence[int]
    ) -> None:
        super().__init__(None)
        self.setObjectName("compare_page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.key = compare_key(kind, ids)
        self._kind: MergeKind = kind
        self._ids = tuple(ids)
        self._names: tuple[str, ...] = ()
        self._is_judged = self._is_merged = False
        self.bench = Bench(session, window)
        self.bench.bind(self)
        self.bench.bar.show_steps(are_shown=False)
        self.bench.judged.connect(self._judge)
        self.bench.failed.connect(self._again)
        self.bench.read_again.connect(self._read)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 8, 8)
        column.addWidget(self.bench)
        self.bench.compare(kind, self._ids)

    def title(self) -> str:
        return (
            tr("Compare: {names}", names=" · ".join(self._names)) if self._names else tr("Compare")
        )

    def picture(self) -> QIcon:
        return action_icon("arrows-join")

    def selection(self) -> Selection:
        return Selection.of(self._kind, list(reversed(self.bench.ids)))

    @property
    def is_done(self) -> bool:
        return self._is_merged

    def follow(self, changes: Changes, initiator: object) -> None:
        if initiator is self.bench:
            return
        touched = changes.links if self._kind == "link" else changes.entities
        if self._is_judged or touched & {*self._ids}:
            self._again(())

    def copy(self) -> None:
        self.bench.table.copy()

    def take_focus(self) -> None:
        self.bench.table.setFocus()

    def _judge(self, verdict: str, ids: Sequence[int]) -> None:
        self._is_judged, self._is_merged = True, verdict == "same"
        self._ids = tuple(ids)
        names = ", ".join(self._names)
        said = {
            "same": tr("Merged: {names}.", names=names),
            "different": tr("Judged as different: {names}.", names=names),
            "unsure": tr("Judged as not clear: {names}.", names=names),
        }[verdict]
        self.bench.say(f"{said}\n\n{tr('Undo (Ctrl+Z) takes it back.')}")

    def _again(self, _: object) -> None:
        self._is_judged = self._is_merged = False
        self.bench.compare(self._kind, self._ids)

    def _read(self) -> None:
        shown = self.bench.shown
        if shown is None:
            return
        self._ids = shown.comparison.ids
        self._names = shown.comparison.names
        self.retitled.emit()
        self.selected.emit(self.selection())


def compare_key(kind: MergeKind, ids: Sequence[int]) -> str:
    """Give the key of the page that compares these records."""
    return f"compare:{kind}:{','.join(map(str, sorted(ids)))}"
