"""Makes backups by itself while a database is open, and tells where one fails."""

from __future__ import annotations

import time

from PySide6.QtCore import QObject, QTimer, Signal

from iwtlink.errors import IwtlinkError, Progress
from iwtlink.gui.jobs import Job
from iwtlink.gui.session import Session
from iwtlink.i18n import tr
from iwtlink.operations.keeping import Kept, is_kept, keep_if_changed
from iwtlink.settings import load_settings
from iwtlink.store import Changes, Store
from iwtlink.store.backups.files import Reason

STEPS = 50
"""So many steps call for a backup before its time."""
_MINUTE_MS = 60_000
_REST = 30
"""A backup that took long waits so many times as long for the next."""


class Keeper(QObject):
    """Watches the open database; one backup at a time, beside the work.

    After opening one is made where the last sitting left none of its end, then every so many
    minutes or steps where something changed, and at closing.
    """

    told = Signal(str)
    """A sentence on a backup that was made or is missing."""
    failed = Signal(object)
    """The first time a backup fails in a sitting."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._steps = 0
        self._began_at = 0.0
        self._took_s = 0.0
        self._job: Job | None = None
        self._has_failed = False
        self._clock = QTimer(self, interval=_MINUTE_MS)
        self._clock.timeout.connect(self.look)
        self._first = QTimer(self, singleShot=True, interval=_MINUTE_MS)
        self._first.timeout.connect(self.look_back)
        session.opened.connect(self._opened)
        session.closed.connect(self._closed)
        session.changed.connect(self._changed)
        session.finish = finish

    def look_back(self) -> None:
        """Make the backup that the last sitting did not come to."""
        self.back_up("opening")

    def look(self) -> None:
        """Make a backup where it is time; asked once a minute."""
        wait_s = max(load_settings().backup_minutes * 60, _REST * self._took_s)
        is_time = load_settings().backup_minutes and time.monotonic() - self._began_at >= wait_s
        if self._steps and is_time:
            self.back_up("working")

    def back_up(self, reason: Reason) -> None:
        """Make a backup beside the work, unless one is under way or nothing changed."""
        session = self._session
        if self._job is not None or not session.is_open or session.is_locked:
            return
        store = session.store

        def work(progress: Progress) -> Kept | None:
            return keep_if_changed(store, progress, reason=reason) if is_kept(store) else None

        self._steps, self._began_at = 0, time.monotonic()
        job = session.jobs.compute(tr("Backing up"), work, self._kept)
        job.failed.disconnect(session.jobs.failed)
        job.failed.connect(self._refused)
        job.ended.connect(self._ended)
        self._job = job

    def _opened(self) -> None:
        self._steps, self._has_failed = 0, False
        self._began_at, self._took_s = time.monotonic(), 0.0
        self._clock.start()
        self._first.start()

    def _closed(self) -> None:
        self._clock.stop()
        self._first.stop()

    def _changed(self, changes: Changes, initiator: object) -> None:
        self._steps += 1
        rested = time.monotonic() - self._began_at >= _REST * self._took_s
        if self._steps >= STEPS and rested and load_settings().backup_minutes:
            self.back_up("working")

    def _kept(self, kept: Kept | None) -> None:
        if kept is not None:
            self._took_s = time.monotonic() - self._began_at
            self.told.emit(kept.problem or tr("Backed up."))

    def _refused(self, error: Exception) -> None:
        if not self._session.is_open:
            return  # closed meanwhile: the closing made its own
        self.told.emit(tr("No backup was made: {why}", why=error))
        if not self._has_failed or not isinstance(error, IwtlinkError):
            self._has_failed = True
            self.failed.emit(error)

    def _ended(self) -> None:
        self._job = None


def finish(store: Store, progress: Progress) -> None:
    """Make the backup at closing, where something changed since the last."""
    if is_kept(store):
        keep_if_changed(store, progress, reason="closing")
