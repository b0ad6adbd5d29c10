"""The bench: records side by side, what speaks for and against, and the judgement by a key."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QStackedLayout, QVBoxLayout, QWidget

from iwtlink.errors import Progress
from iwtlink.gui.session import Session
from iwtlink.gui.twins.bench_bar import BenchBar
from iwtlink.gui.twins.bench_table import BenchTable
from iwtlink.gui.twins.decision import (
    Verdict,
    decided,
    risks,
    summary,
    write_judgement,
    write_merge,
)
from iwtlink.gui.twins.finder import RecordFinder
from iwtlink.gui.twins.guard import KeyGuard
from iwtlink.gui.twins.heads import MOST, HeadStrip
from iwtlink.gui.twins.reading import Reading, oldest, read_bench, what_is_left
from iwtlink.gui.twins.reasons import judged_rows, reason_rows
from iwtlink.gui.twins.risk import RiskDialog
from iwtlink.i18n import tr
from iwtlink.matching.candidates import Candidate
from iwtlink.store import Edit
from iwtlink.store.merging import MergeKind


class Bench(QWidget):
    """Shows two records or more and writes what is decided about them."""

    judged = Signal(str, object)
    """A judgement is on its way to the file: the verdict and the ids."""
    failed = Signal(object)
    """It was not written after all: the ids."""
    stepped = Signal(int)
    """The next pair is wanted (1), or the one before (-1)."""
    item_wanted = Signal(object)
    """Something that stands here is to be shown: the ``Item``."""
    read_again = Signal()
    """Other records, or more of them, are shown."""

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__()
        self.setObjectName("bench")
        self._session = session
        self._window = window
        self._shown: Reading | None = None
        self._kind: MergeKind = "entity"
        self._ids: tuple[int, ...] = ()
        self._kept = 0
        self._asked = 0
        self.table = BenchTable()
        self.heads = HeadStrip(self.table.verticalScrollBar())
        self.finder = RecordFinder(session, window)
        self.bar = BenchBar()
        self.nothing = QLabel()
        self.nothing.setObjectName("bench_nothing")
        self.nothing.setProperty("part", "muted")
        self.nothing.setWordWrap(True)
        self.nothing.setTextFormat(Qt.TextFormat.PlainText)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._guard = KeyGuard(self)
        self._guard.watch(self.bar.reason, self.finder)
        self._lay_out()
        self._connect()

    # What others ask

    @property
    def ids(self) -> tuple[int, ...]:
        """The records shown, in the order of the columns; none where nothing is shown."""
        return self._shown.comparison.ids if self._shown is not None else ()

    @property
    def shown(self) -> Reading | None:
        """What is shown now."""
        return self._shown

    def compare(self, kind: MergeKind, ids: Sequence[int], found: Candidate | None = None) -> None:
        """Show these records; ``found`` is what is known of the pair already."""
        self._shown = None  # a key pressed too early judges nothing
        self._ids, self._kind = tuple(dict.fromkeys(ids))[:MOST], kind
        self.bar.reason.clear()
        self.table.bench.show_rows((), 0, {})
        self._read(found)

    def say(self, sentence: str) -> None:
        """Show a sentence in place of records."""
        self._asked += 1
        self._shown, self._ids = None, ()
        self.nothing.setText(sentence)
        self._layers.setCurrentIndex(0)
        self.read_again.emit()

    def refresh(self) -> None:
        """Read the records again; what was chosen stays chosen."""
        if self._ids:
            self._read(None)

    def bind(self, page: QWidget) -> None:
        """Let the keys of judging work wherever the keyboard is on the page."""
        keys: list[tuple[str | Qt.Key, Callable[[], None]]] = [
            ("S", partial(self.judge, "same")),
            ("D", partial(self.judge, "different")),
            ("U", partial(self.judge, "unsure")),
            ("R", self._write_reason),
            ("A", self._look_for_more),
            (Qt.Key.Key_Right, partial(self.stepped.emit, 1)),
            (Qt.Key.Key_Left, partial(self.stepped.emit, -1)),
        ]
        keys += [(str(n), partial(self.pick, n - 1)) for n in range(1, 10)]
        for key, slot in keys:
            shortcut = QShortcut(QKeySequence(key), page)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    def _write_reason(self) -> None:
        if self._shown is not None:
            self.bar.reason.setFocus()

    def _look_for_more(self) -> None:
        if self._shown is not None and len(self.ids) < MOST:
            self.finder.begin(self._kind)

    def watch_inputs(self, *inputs: QWidget) -> None:
        """Let letters typed in these inputs stay letters."""
        self._guard.watch(*inputs)

    # Choosing

    def pick(self, column: int) -> None:
        """Choose the value of a record in the row in use, else the record that is kept."""
        if not self.table.choose(column) and column < len(self.ids):
            self.keep(column)

    def keep(self, column: int) -> None:
        """Keep the record in this column: the others come to it."""
        self._kept = column
        self.heads.keep(column)
        self.table.bench.keep(column)
        self._tell_summary()

    def add(self, item_id: int) -> None:
        """Put another record beside these."""
        if item_id not in self._ids and len(self._ids) < MOST:
            self._ids = (*self._ids, item_id)
            self._read(None)

    def take_away(self, column: int) -> None:
        """Take a record away from the comparison."""
        gone = self.ids[column]
        self._kept = 0
        self._ids = tuple(i for i in self._ids if i != gone)
        self._read(None)

    # Judging

    def judge(self, verdict: Verdict) -> None:
        """Write that the records are the same, different, or that it is not clear."""
        shown = self._shown
        if shown is None or len(shown.comparison.heads) < 2 or not self._session.is_writable:
            return
        if verdict == "same":
            self._judge_same(shown)
        else:
            self._write_judgement(shown, verdict)

    def _judge_same(self, shown: Reading) -> None:
        found = risks(
            shown.comparison, shown.found, shown.judged, is_across_types=shown.is_across_types
        )
        if not found:
            self._merge(shown)
            return
        dialog = RiskDialog(found, self._window)
        dialog.accepted.connect(partial(self._merge, shown, is_warned=True))
        dialog.open()

    def _merge(self, shown: Reading, *, is_warned: bool = False) -> None:
        chosen = self.table.bench.chosen
        decision = decided(shown, self._kept, chosen, self.bar.said(), is_warned=is_warned)
        names = shown.comparison.names
        absorbed = [name for at, name in enumerate(names) if at != self._kept]
        label = tr("Merge {others} into {kept}", others=", ".join(absorbed), kept=names[self._kept])
        self._write("same", label, lambda edit: write_merge(edit, decision))

    def _write_judgement(self, shown: Reading, verdict: Literal["different", "unsure"]) -> None:
        kind, ids, reason, keys = shown.kind, self.ids, self.bar.said(), shown.keys
        names = ", ".join(shown.comparison.names)
        label = tr("Judge as different: {names}", names=names)
        if verdict == "unsure":
            label = tr("Judge as not clear: {names}", names=names)

        def work(edit: Edit) -> None:
            write_judgement(edit, kind, ids, verdict, reason, keys)

        self._write(verdict, label, work)

    def _write(self, verdict: Verdict, label: str, work: Callable[[Edit], object]) -> None:
        ids = self.ids
        job = self._session.edit(label, work, initiator=self)
        job.failed.connect(lambda _: self.failed.emit(ids))
        self.judged.emit(verdict, ids)

    # Reading and showing

    def _read(self, found: Candidate | None) -> None:
        self._asked += 1
        asked, store, kind, ids = self._asked, self._session.store, self._kind, self._ids

        def read(progress: Progress) -> tuple[int, Reading]:
            return asked, read_bench(store, kind, ids, found)

        self._session.jobs.compute(tr("Reading the records"), read, self._show)

    def _show(self, told: tuple[int, Reading]) -> None:
        asked, reading = told
        if asked != self._asked or not self._session.is_open:
            return
        heads = reading.comparison.heads
        if len(heads) < 2:
            self.say(what_is_left(reading))
            return
        is_same = self._shown is not None and set(self._shown.comparison.ids) <= set(reading.asked)
        chosen = self.table.bench.chosen if is_same else {}
        at = self.table.currentIndex().row() if is_same else -1
        if not is_same or self._kept >= len(heads):
            self._kept = oldest(reading.comparison)
        self._shown = reading
        self._ids = reading.comparison.ids
        self.heads.show_heads(heads, self._kept)
        why = [*reason_rows(self._ids, reading.found), *judged_rows(heads, reading.judged)]
        rows = [*why, *reading.comparison.rows]
        self.table.bench.keep(self._kept)
        self.table.show_rows(rows, len(heads), chosen)
        if 0 <= at < len(rows):
            self.table.selectRow(at)
        self.bar.fit(is_writable=self._session.is_writable)
        self._tell_summary()
        self._layers.setCurrentIndex(1)
        self.read_again.emit()

    def _tell_summary(self) -> None:
        if self._shown is not None:
            self.bar.tell(summary(self._shown.comparison, self._kept))

    def _lay_out(self) -> None:
        full = QWidget()
        column = QVBoxLayout(full)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.finder)
        column.addWidget(self.heads)
        column.addWidget(self.table, 1)
        column.addWidget(self.bar)
        empty = QWidget()
        middle = QVBoxLayout(empty)
        middle.setContentsMargins(32, 32, 32, 32)
        middle.addWidget(self.nothing)
        self._layers = QStackedLayout(self)
        self._layers.addWidget(empty)
        self._layers.addWidget(full)

    def _connect(self) -> None:
        self.heads.kept.connect(self.keep)
        self.heads.left.connect(self.take_away)
        self.heads.more_wanted.connect(self._look_for_more)
        self.finder.found.connect(self.add)
        self.finder.left.connect(self.table.setFocus)
        self.bar.reason.returnPressed.connect(self.table.setFocus)
        self.table.item_wanted.connect(self.item_wanted)
        self.bar.same.clicked.connect(partial(self.judge, "same"))
        self.bar.different.clicked.connect(partial(self.judge, "different"))
        self.bar.unsure.clicked.connect(partial(self.judge, "unsure"))
        self.bar.back.clicked.connect(partial(self.stepped.emit, -1))
        self.bar.skip.clicked.connect(partial(self.stepped.emit, 1))
