"""Finds the pairs of a database beside the window, and again those of records that changed."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from iwtlink.errors import Progress
from iwtlink.gui.jobs import Job
from iwtlink.gui.session import Session
from iwtlink.gui.twins.lines import in_order, pair_of
from iwtlink.i18n import tr
from iwtlink.matching.candidates import Candidate
from iwtlink.operations.candidates import find_all
from iwtlink.store import Store
from iwtlink.store.entities import EntityRow, get_entities

_MOST_TOUCHED = 2_000
"""After a change to more records than this the user is asked to look again."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a search brought: the pairs in order, and the records in them."""

    pairs: list[Candidate]
    known: dict[int, EntityRow]
    touched: frozenset[int] = frozenset()
    """The records looked for; empty where all of them were."""


class QueueSearch(QObject):
    """One search at a time; changes that come while one runs are looked at after it."""

    progressed = Signal(float, str)
    found = Signal(object)
    """All pairs: a ``Found``."""
    found_again = Signal(object)
    """The pairs of records that changed: a ``Found``."""
    stopped = Signal()
    lost_track = Signal()
    """Too much changed to be followed."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._job: Job | None = None
        self._number = 0
        self._touched: set[int] = set()
        self._is_catching_up = False

    def look(self, only: Collection[int] | None) -> None:
        """Find all pairs; ``only`` keeps to those with one of these records."""
        self.stop()
        self._number += 1
        number, store = self._number, self._session.store

        def find(progress: Progress) -> tuple[int, Found]:
            return number, read_found(store, only, progress)

        self._touched.clear()
        self._job = self._session.jobs.compute(tr("Looking for twins"), find, self._show)
        self._job.progressed.connect(self.progressed)
        self._job.stopped.connect(self._ended)
        self._job.failed.connect(self._ended)

    def stop(self) -> None:
        """Stop looking."""
        if self._job is not None:
            self._job.cancel()

    def catch_up(self, ids: Collection[int]) -> None:
        """Look again at the pairs of the records that were touched."""
        self._touched |= {*ids}
        if len(self._touched) > _MOST_TOUCHED:
            self._touched.clear()
            self.lost_track.emit()
        elif self._touched and not self._is_catching_up:
            touched, store = frozenset(self._touched), self._session.store
            self._touched.clear()
            self._is_catching_up = True

            def find(progress: Progress) -> Found:
                return read_found(store, touched, progress)

            job = self._session.jobs.compute(tr("Looking for twins"), find, self._show_again)
            job.ended.connect(self._caught_up)

    def _show(self, told: tuple[int, Found]) -> None:
        number, found = told
        if number == self._number and self._session.is_open:
            self._job = None
            self.found.emit(found)

    def _ended(self) -> None:
        if self.sender() is self._job:
            self._job = None
            self.stopped.emit()

    def _show_again(self, found: Found) -> None:
        if self._session.is_open:
            self.found_again.emit(found)

    def _caught_up(self) -> None:
        self._is_catching_up = False
        if self._touched and self._session.is_open:
            self.catch_up(())


def read_found(store: Store, only: Collection[int] | None, progress: Progress) -> Found:
    """Find pairs, put them in order, and read the records they are made of."""
    pairs = in_order(find_all(store, only=only, progress=progress))
    with store.read() as db:
        rows = get_entities(db, sorted({i for one in pairs for i in pair_of(one)}))
    return Found(pairs, {int(i): row for i, row in rows.items()}, frozenset(only or ()))
