"""Long work beside the window: one writer for every edit, a few workers for the rest.

A job is an ordinary function taking ``progress``, a callable that may raise ``Cancelled``.
It runs on a worker; whatever it gives back arrives in the window's thread.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from iwtlink.errors import Cancelled, Closed, IwtlinkError, Progress
from iwtlink.i18n import tr

_log = logging.getLogger("iwtlink.jobs")

Work = Callable[[Progress], Any]


def while_there(owner: QObject, then: Callable[[Any], None]) -> Callable[[Any], None]:
    """Give ``then``, done only while its owner stands: a page may be closed before work ends."""

    def do(result: object) -> None:
        if isValid(owner):
            then(result)

    return do


class Job(QObject):
    """One piece of work under way. Every signal is emitted in the window's thread."""

    progressed = Signal(float, str)
    done = Signal(object)
    failed = Signal(object)
    stopped = Signal()
    ended = Signal()

    _told = Signal(float, str)
    _came_back = Signal(str, object)

    def __init__(self, label: str, work: Work, parent: QObject) -> None:
        super().__init__(parent)
        self.label = label
        self.must_finish = False
        """Not stopped when the window closes; the program ends after it."""
        self._work = work
        self._is_cancelled = threading.Event()
        self._is_abandoned = False
        self._told.connect(self.progressed)
        self._came_back.connect(self._deliver)

    def cancel(self) -> None:
        """Ask the work to stop at its next report of progress."""
        self._is_cancelled.set()

    def abandon(self) -> None:
        """Let the work end as it will; nobody waits for what it gives any more."""
        self._is_abandoned = True

    def run(self) -> None:
        """Do the work; called on a worker."""
        outcome: tuple[str, object]
        try:
            outcome = ("done", self._work(self._report))
        except (Cancelled, Closed):
            outcome = ("stopped", None)
        except IwtlinkError as error:
            outcome = ("failed", error)
        except Exception as error:  # noqa: BLE001 the edge: our own bug, shown with details
            _log.error("job failed", exc_info=error)
            outcome = ("failed", error)
        self._came_back.emit(*outcome)

    def _report(self, fraction: float, sentence: str) -> None:
        if self._is_cancelled.is_set():
            raise Cancelled(tr("Stopped."))
        self._told.emit(fraction, sentence)

    def _deliver(self, outcome: str, result: object) -> None:
        if outcome == "stopped" or (outcome == "done" and self._is_abandoned):
            self.stopped.emit()
        elif outcome == "failed":
            self.failed.emit(result)
        else:
            self.done.emit(result)
        self.ended.emit()


class Jobs(QObject):
    """The workers of one window and what they are doing."""

    began = Signal(object)
    ended = Signal(object)
    failed = Signal(object)
    idled = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._writer = ThreadPoolExecutor(1, "writer")
        self._compute = ThreadPoolExecutor(2, "compute")
        self._running: list[Job] = []
        self._reading: set[Job] = set()
        self.is_closed = False
        """The window is gone: nothing is begun any more."""

    @property
    def is_idle(self) -> bool:
        """Nothing runs and nothing waits."""
        return not self._running

    @property
    def running(self) -> tuple[Job, ...]:
        """The jobs under way, oldest first."""
        return tuple(self._running)

    def write(self, label: str, work: Work, on_done: Callable[[Any], None] | None = None) -> Job:
        """Run ``work`` on the writer, after every edit asked for before."""
        return self._start(self._writer, label, work, on_done)

    def compute(self, label: str, work: Work, on_done: Callable[[Any], None] | None = None) -> Job:
        """Run ``work`` beside the window; it reads, and writes no database."""
        job = self._start(self._compute, label, work, on_done)
        self._reading.add(job)
        return job

    def abandon_reading(self) -> None:
        """Stop whatever reads, and forget what it would give: its database is being closed."""
        for job in self._reading:
            job.abandon()
            job.cancel()

    def close(self) -> None:
        """Stop what can be stopped and wait for the edit under way."""
        self.is_closed = True
        for job in self._running:
            if not job.must_finish:
                job.cancel()
        self._compute.shutdown(wait=True, cancel_futures=True)
        self._writer.shutdown(wait=True)

    def _start(
        self,
        workers: ThreadPoolExecutor,
        label: str,
        work: Work,
        on_done: Callable[[Any], None] | None,
    ) -> Job:
        job = Job(label, work, self)
        if on_done is not None:
            job.done.connect(on_done)
        job.failed.connect(self.failed)
        job.ended.connect(self._forget)
        self._running.append(job)
        self.began.emit(job)
        workers.submit(job.run)
        return job

    def _forget(self) -> None:
        job = self.sender()
        assert isinstance(job, Job)
        self._running.remove(job)
        self._reading.discard(job)
        self.ended.emit(job)
        job.deleteLater()
        if not self._running:
            self.idled.emit()
