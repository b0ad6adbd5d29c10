"""The line above a chart that says how many pairs on it may be one and the same."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from iwtlink.errors import Progress
from iwtlink.gui.session import Session
from iwtlink.i18n import ntr, tr
from iwtlink.matching.candidates import Candidate
from iwtlink.operations.twins_inside import find_inside
from iwtlink.store import Changes


class TwinBar(QFrame):
    """Looks beside the window once a chart is shown; stays away once it was put away."""

    wanted = Signal(list)
    """The entities of the pairs are to be looked at."""
    told = Signal()
    """Other pairs than before are known."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._shown: frozenset[int] = frozenset()
        self.pairs: tuple[Candidate, ...] = ()
        self._told: set[int] = set()
        """Entities of every pair that was told of: what is judged or merged may come back."""
        self._asked = 0
        self._is_stale = True
        self._is_done = False
        self.setObjectName("chart_twins")
        self.text = QLabel()
        self.text.setObjectName("chart_twins_text")
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.look = _button("chart_twins_look", tr("Look"))
        self.leave = _button("chart_twins_leave", tr("Not now"))
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 3, 8, 3)
        row.setSpacing(8)
        row.addWidget(self.text, 1)
        row.addWidget(self.look)
        row.addWidget(self.leave)
        self.look.clicked.connect(lambda: self.wanted.emit(self.ids))
        self.leave.clicked.connect(self.put_away)
        self.hide()

    @property
    def ids(self) -> list[int]:
        """The entities of the pairs found."""
        return sorted({i for pair in self.pairs for i in (pair.one_id, pair.other_id)})

    def show_chart(self, entity_ids: Collection[int]) -> None:
        """Look at what the chart shows: the first time, and after an edit of any of the pairs."""
        self._shown = frozenset(int(i) for i in entity_ids)
        if self._is_stale and len(self._shown) > 1:
            self._is_stale = False
            self._find()

    def follow(self, changes: Changes) -> None:
        """Count again after an edit that touched any of the pairs, once the chart is read."""
        self._is_stale = self._is_stale or bool(changes.entities & self._told)

    def put_away(self) -> None:
        """Say nothing more about this chart while it is open."""
        self._is_done = True
        self.hide()

    def _find(self) -> None:
        self._asked += 1
        asked, shown, store = self._asked, self._shown, self._session.store

        def find(progress: Progress) -> tuple[int, tuple[Candidate, ...]]:
            return asked, tuple(find_inside(store, shown, progress=progress))

        self._session.jobs.compute(tr("Looking who may be the same"), find, self._show)

    def _show(self, found: tuple[int, tuple[Candidate, ...]]) -> None:
        if found[0] != self._asked:
            return
        is_new = found[1] != self.pairs
        self.pairs = found[1]
        self._told |= set(self.ids)
        self.text.setText(
            ntr(
                "{n} pair on this chart may be one and the same.",
                "{n} pairs on this chart may be one and the same.",
                len(self.pairs),
            )
        )
        self.setVisible(bool(self.pairs) and not self._is_done)
        if is_new:
            self.told.emit()


def _button(name: str, text: str) -> QPushButton:
    button = QPushButton(text)
    button.setObjectName(name)
    button.setProperty("part", "small")
    button.setAutoDefault(False)
    return button
