"""The open database as the window knows it: one store, one signal when it changes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal

from iwtlink.errors import Closed, Progress
from iwtlink.gui.jobs import Job, Jobs
from iwtlink.i18n import tr
from iwtlink.matching import NameIndex
from iwtlink.operations.entry import WorkingSource
from iwtlink.store import DATABASE, Changes, Edit, Store

T = TypeVar("T")


def _nothing_more(store: Store, progress: Progress) -> None:
    """Close a database as it is."""


class Session(QObject):
    """Owns the store, runs every edit on the writer and tells the panels what it touched."""

    opened = Signal()
    closed = Signal()
    named = Signal()
    signed_in = Signal()
    """It is known who works."""
    changed = Signal(object, object)
    """``Changes`` and who asked for the edit (the page or panel, or None)."""

    _arrived = Signal(object, object)

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.jobs = jobs
        self._store: Store | None = None
        self._unlisten: Callable[[], None] | None = None
        self._initiator: object = None
        self._edits: list[Job] = []
        self.working_source = WorkingSource()
        """What is being read now: new values are stated by it."""
        self.name_index: NameIndex | None = None
        """The names of the open database, once they are read: ``named`` tells it."""
        self.is_locked = False
        """The database is open and its passphrase is asked for again."""
        self.finish: Callable[[Store, Progress], None] = _nothing_more
        """What is done with a database before it is closed, such as a backup."""
        self._arrived.connect(self.changed)

    @property
    def is_open(self) -> bool:
        """A database is open."""
        return self._store is not None

    @property
    def is_writable(self) -> bool:
        """A database is open and may be changed."""
        return self._store is not None and not self._store.is_read_only

    @property
    def store(self) -> Store:
        """Give the open store; where it was closed meanwhile, a job that asks ends in silence."""
        if self._store is None:
            raise Closed(tr("The database is closed."))
        return self._store

    def take(self, store: Store) -> None:
        """Work with ``store`` from now on; the one before is closed."""
        self.close()
        self._store = store
        self._unlisten = store.listen(self._tell)
        store.opened_through("window")
        self.opened.emit()
        self.jobs.write(tr("Opening the database"), lambda progress: _log_opening(store))

    def close(self) -> None:
        """Close the database, after the edits asked for are written."""
        if self._store is None:
            return
        self.jobs.abandon_reading()
        for job in self._edits:
            job.abandon()
        store, self._store = self._store, None
        self.working_source = WorkingSource()
        if self._unlisten is not None:
            self._unlisten()
        was_locked, self.is_locked = self.is_locked, False
        self.closed.emit()

        def close(progress: Progress) -> None:
            try:
                if not was_locked:
                    self.finish(store, progress)
            finally:
                store.close()

        self.jobs.write(tr("Closing the database"), close).must_finish = True

    def edit(
        self,
        label: str,
        work: Callable[[Edit], T],
        *,
        scope: str = DATABASE,
        initiator: object = None,
        on_done: Callable[[Any], None] | None = None,
        fold: str = "",
    ) -> Job:
        """Run ``work`` in one labelled edit on the writer; ``on_done`` gets what it returns."""
        store = self.store

        def write(progress: Progress) -> T:
            self._initiator = initiator
            with store.edit(label, scope, fold=fold) as edit:
                return work(edit)

        return self._begin(label, write, on_done)

    def write(
        self,
        label: str,
        work: Callable[[Store, Progress], T],
        *,
        initiator: object = None,
        on_done: Callable[[Any], None] | None = None,
    ) -> Job:
        """Run an operation that makes its own edit, such as an import, on the writer."""
        store = self.store

        def write(progress: Progress) -> T:
            self._initiator = initiator
            return work(store, progress)

        return self._begin(label, write, on_done)

    def _begin(
        self, label: str, write: Callable[[Progress], T], on_done: Callable[[Any], None] | None
    ) -> Job:
        """Write on the writer; nobody is told of it where the database is closed meanwhile."""
        job = self.jobs.write(label, write, on_done)
        self._edits.append(job)
        job.ended.connect(self._edited)
        return job

    def _edited(self) -> None:
        job = self.sender()
        assert isinstance(job, Job)
        self._edits.remove(job)

    def sign_in(self, name: str, initials: str) -> None:
        """Write this analyst on every step from now on."""
        if self.is_writable:
            store = self.store
            self.jobs.write(
                tr("Signing in"),
                lambda progress: store.sign_in(name, initials),
                lambda _: self.signed_in.emit(),
            )

    def undo(self, scope: str = DATABASE) -> Job:
        """Take back the last step of the scope."""
        return self._step(tr("Undo"), self.store.undo, scope)

    def redo(self, scope: str = DATABASE) -> Job:
        """Bring back the step of the scope undone last."""
        return self._step(tr("Redo"), self.store.redo, scope)

    def _step(self, label: str, step: Callable[[str], Any], scope: str) -> Job:
        def write(progress: Progress) -> Any:
            self._initiator = None
            return step(scope)

        return self.jobs.write(label, write)

    def _tell(self, changes: Changes) -> None:
        """Hand the changes to the window's thread; called on the writer."""
        self._arrived.emit(changes, self._initiator)


def _log_opening(store: Store) -> None:
    """Log who opened the database; where nobody said yet, the first thing written does."""
    if store.signed_in is not None:
        store.log_opening()
