"""The page of pairs that may be one: the list at the left, the bench with the chosen pair."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from iwtlink.gui.icons import action_icon
from iwtlink.gui.pages.page import Page
from iwtlink.gui.selection import Selection
from iwtlink.gui.session import Session
from iwtlink.gui.twins.bench import Bench
from iwtlink.gui.twins.lines import Pair, in_order, list_lines, pair_of
from iwtlink.gui.twins.queue_bar import QueueBar, Scope
from iwtlink.gui.twins.queue_list import QueueList
from iwtlink.gui.twins.queue_search import Found, QueueSearch
from iwtlink.gui.twins.remaining import Remaining
from iwtlink.i18n import ntr, tr
from iwtlink.matching.candidates import Candidate
from iwtlink.store import Changes
from iwtlink.store.charts import entities_on, list_charts


class QueuePage(Page):
    """Same or different? Pairs of the whole database, or of what was chosen, best first."""

    kind = "twins"
    key = "twins"

    def __init__(
        self, session: Session, window: QWidget, only: Sequence[int] = (), parent: None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("twins_page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session = session
        self._left = Remaining()
        self._search = QueueSearch(session, self)
        self._merged: frozenset[int] = frozenset()
        self.bar = QueueBar()
        self.list = QueueList()
        self.bench = Bench(session, window)
        self.bench.bind(self)
        self.bench.watch_inputs(self.bar.scope, self.bar.type)
        self._lay_out()
        self._connect()
        self._offer_scopes(only)
        self.look()

    # What the window asks

    def title(self) -> str:
        return tr("Same or different?")

    def picture(self) -> QIcon:
        return action_icon("arrows-join")

    def shown(self) -> str:
        left = self.list.queue.pairs
        return ntr("{n} pair left to judge", "{n} pairs left to judge", left)

    def selection(self) -> Selection:
        return Selection.of("entity", list(reversed(self.bench.ids)))

    def follow(self, changes: Changes, initiator: object) -> None:
        if not self._left.is_found:
            return
        is_ours = initiator is self.bench
        judged = self._left.written() or () if is_ours else self._left.judged_ids
        self._search.catch_up({*changes.entities, *judged})

    def retint(self) -> None:
        self.bench.heads.update()

    def select_all(self) -> None:
        """There is one pair at a time."""

    def copy(self) -> None:
        self.bench.table.copy()

    def take_focus(self) -> None:
        self.list.setFocus()

    def look_at(self, only: Sequence[int]) -> None:
        """Look for the twins of these records."""
        self._offer_scopes(only)
        self.look()

    # Looking

    def look(self) -> None:
        """Find the pairs anew, beside the window."""
        self._left.begin()
        self.bar.begin()
        self.bench.say(tr("Looking for records that may be one and the same…"))
        self._search.look(self._only())

    def _only(self) -> frozenset[int] | None:
        scope = self.bar.chosen_scope()
        if scope.chart_id:
            with self._session.store.read() as db:
                return frozenset(int(i) for i in entities_on(db, scope.chart_id))
        return frozenset(scope.ids) if scope.ids else None

    def _offer_scopes(self, only: Sequence[int]) -> None:
        with self._session.store.read() as db:
            charts = list_charts(db)
        scopes = [Scope(tr("Whole database"))]
        if only:
            label = ntr("{n} selected record", "{n} selected records", len(only))
            scopes.append(Scope(label, ids=tuple(only)))
        scopes += [Scope(tr("Chart: {title}", title=row.title), chart_id=row.id) for row in charts]
        self.bar.offer_scopes(scopes, 1 if only else 0)

    def _stopped(self) -> None:
        self.bar.end()
        if self._session.is_open and not self._left.is_found:
            self.bench.say(tr("Stopped. Look again when you like."))

    def show_found(self, found: Found) -> None:
        """Show what a search brought, from the first pair."""
        self.bar.end()
        self._left.take_all(found)
        self._fill(None)
        self._go_first()

    # Judging

    def _judge(self, verdict: str, ids: tuple[int, ...]) -> None:
        """A judgement is being written: take the pair off the list, show the next."""
        here = self._current() or (min(ids), max(ids))
        self._merged = frozenset(ids) if verdict == "same" else frozenset()
        following = self._following(here, self._merged)
        self._left.judge(here, self._merged)
        self._fill(None)
        if following is None or not self._go(following):
            self.bench.say(self._left.why_none())

    def _current(self) -> Pair | None:
        current = self.list.current_pair()
        return pair_of(current) if current is not None else None

    def _following(self, here: Pair, without: Collection[int]) -> Pair | None:
        """Give the next pair of the list, from the top again after its end."""
        lines, at = self.list.queue.lines, self.list.queue.place_of(here)
        for line in [*lines[at + 1 :], *lines[: max(at, 0)]]:
            if line.pair is not None and not {*pair_of(line.pair)} & {*without}:
                return pair_of(line.pair)
        return None

    def _not_written(self, ids: tuple[int, ...]) -> None:
        self._left.not_written()
        self._search.catch_up(ids)

    def _go(self, pair: Pair) -> bool:
        merged = self._merged
        is_there = self.list.go_to(pair)
        self._merged = merged
        return is_there

    def _go_first(self) -> None:
        if not self.list.go_first():
            self.bench.say(self._left.why_none())

    # Catching up with changes

    def _take(self, new: Found) -> None:
        if not self._left.is_found:
            return
        found = self._left.take_again(new, self._only())
        shown = self._current()
        self._fill(shown)
        self._return_to(found, shown, new.touched)

    def _return_to(
        self, found: Sequence[Candidate], shown: Pair | None, touched: frozenset[int]
    ) -> None:
        """Show what came back, what hangs together with the merged, or what was shown."""
        back = self._left.taken_back(found)
        related = [
            one for one in found if self._merged & {*pair_of(one)} and one.band != "possible"
        ]
        if back is not None and self._go(back):
            self._tell()
        elif related and self._go(pair_of(in_order(related)[0])):
            self._merged = frozenset()
        elif shown is None or self.list.queue.place_of(shown) < 0:
            self._go_first()
        elif touched & {*shown}:
            self.bench.refresh()

    def _say_stale(self) -> None:
        self.bar.tell(tr("Much has changed since: look again."))

    # Showing

    def _fill(self, kept: Pair | None) -> None:
        self.bar.count(self._left.pairs, self._left.known, self._session.store.ontology)
        lines = list_lines(
            self._left.pairs,
            self._left.known,
            bands=self.bar.bands(),
            type_name=self.bar.chosen_type(),
        )
        self.list.show_lines(lines, self._session.store.ontology, kept)
        self._tell()

    def _tell(self) -> None:
        self.bar.tell(self._left.told())
        self.retold.emit()

    def _filtered(self) -> None:
        if not self._left.is_found:
            return
        self._fill(self._current())
        if self._current() is None:
            self._go_first()

    def _pair_shown(self, pair: Candidate) -> None:
        self._merged = frozenset()
        self.bench.compare("entity", pair_of(pair), pair)

    def _step(self, by: int) -> None:
        if not self.list.step(by) and by > 0:
            self.list.go_first()

    def _bench_read(self) -> None:
        if self.bench.ids:
            self.selected.emit(self.selection())

    def _lay_out(self) -> None:
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setObjectName("twins_splitter")
        splitter.setChildrenCollapsible(False)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.bar.below)
        column.addWidget(self.list, 1)
        splitter.addWidget(left)
        splitter.addWidget(self.bench)
        splitter.setStretchFactor(0, 0)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([208, 560])
        left.setMinimumWidth(150)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 8, 8)
        column.setSpacing(6)
        column.addWidget(self.bar)
        column.addWidget(splitter, 1)

    def _connect(self) -> None:
        self.bar.look_wanted.connect(self.look)
        self.bar.stop_wanted.connect(self._search.stop)
        self._search.progressed.connect(self.bar.progress)
        self._search.found.connect(self.show_found)
        self._search.found_again.connect(self._take)
        self._search.stopped.connect(self._stopped)
        self._search.lost_track.connect(self._say_stale)
        self.bar.filtered.connect(self._filtered)
        self.list.pair_shown.connect(self._pair_shown)
        self.bench.judged.connect(self._judge)
        self.bench.failed.connect(self._not_written)
        self.bench.stepped.connect(self._step)
        self.bench.read_again.connect(self._bench_read)
