"""The open database: read it, edit it, take back, listen."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from sqlalchemy import Connection

from iwtlink.errors import Refused
from iwtlink.i18n import tr
from iwtlink.ontology import Ontology, load_ontology
from iwtlink.ontology.stand_ins import with_stand_ins
from iwtlink.store import events, journal, opening, search, stepping
from iwtlink.store.about import About, clean_code, read_about, write_about
from iwtlink.store.changes import Changes
from iwtlink.store.collector import collector_paused
from iwtlink.store.edit import Edit
from iwtlink.store.faults import explained
from iwtlink.store.ids import AnalystId
from iwtlink.store.journal import taking_back
from iwtlink.store.journal.reverting import net_change, revert
from iwtlink.store.journal.undo import (
    DATABASE,
    FILE,
    PURGE,
    Group,
    Past,
    Step,
    read_steps,
    refuse_if_changed_since,
)
from iwtlink.store.opening.access import Access
from iwtlink.store.opening.connection import WRITES, Mode
from iwtlink.store.opening.keys import Key, new_key
from iwtlink.store.opening.lock import WriterLock
from iwtlink.store.purge import sweeping
from iwtlink.store.reading import types_in_use
from iwtlink.store.stepping import Draft

Listener = Callable[[Changes], None]


class Store:
    """One open database file.

    Reads are plain and may run beside each other in any thread; edits run one at a time.
    """

    def __init__(self, path: Path, access: Access, lock: WriterLock | None) -> None:
        self.path = path
        self.signed_in: tuple[str, str] | None = None
        """Name and initials of who works, once said."""
        self._access = access
        self._lock = lock
        self._writing = threading.RLock()
        self._listeners: list[Listener] = []
        self._is_editing = False
        self._is_closed = False
        self._opened_through = ""
        with explained(path), self.read() as db:
            self.about = read_about(db)
            self.ontology: Ontology = with_stand_ins(load_ontology(), *types_in_use(db))
            self._past = Past(read_steps(db))

    @classmethod
    def create(
        cls,
        path: Path | str,
        *,
        title: str = "",
        code: str = "DB1",
        notice: str = "",
        passphrase: str = "",
    ) -> Self:
        """Make a new database and open it for writing; with a passphrase it is encrypted."""
        target, code, key = Path(path), clean_code(code), new_key(passphrase)
        with explained(target):
            opening.make_file(target, key)
        try:
            store = cls._open(target, key, read_only=False)
            try:
                with store.edit(tr("New database"), scope=FILE) as edit:
                    write_about(edit, About(title or target.stem, code, notice))
            except BaseException:
                store.close()
                raise
        except BaseException:
            target.unlink(missing_ok=True)
            raise
        return store

    @classmethod
    def open(cls, path: Path | str, *, read_only: bool = False, passphrase: str = "") -> Self:
        """Open a database; a passphrase that a plain file does not need is passed over.

        Raise ``PassphraseNeeded`` or ``WrongPassphrase`` where it is encrypted, ``DatabaseInUse``
        where another writes, ``BadDatabase`` where it is damaged or none.
        """
        target = Path(path)
        opening.refuse_foreign(target)
        return cls._open(target, opening.find_key(target, passphrase), read_only=read_only)

    @classmethod
    def _open(cls, target: Path, key: Key | None, *, read_only: bool) -> Self:
        lock = None if read_only else WriterLock(target)
        if lock:
            lock.take()
        try:
            with explained(target):
                mode: Mode = opening.reading_mode(target, key) if read_only else "write"
                opening.ready(target, mode, key)
                store = cls(target, Access(target, mode, key), lock)
                if lock:
                    store.sweep(only_if_owed=True)
                return store
        except BaseException:
            if lock:
                lock.release()
            raise

    @property
    def is_read_only(self) -> bool:
        """Whether nothing can be written."""
        return self._lock is None

    @property
    def is_encrypted(self) -> bool:
        """Whether the file has a passphrase."""
        return self._access.is_encrypted

    @property
    def key(self) -> Key | None:
        """What opens the file; None where it is plain, or locked."""
        return self._access.key

    @property
    def is_locked(self) -> bool:
        """Whether nothing can be read until the passphrase is given again."""
        return self._access.is_locked

    def lock(self) -> None:
        """Close every connection and forget the key; nobody else can write meanwhile.

        What is being written or read is waited for.
        """
        with self._writing:
            self._access.lock()

    def unlock(self, passphrase: str = "") -> None:
        """Open a locked database again; raise ``WrongPassphrase`` and the like as ``open`` does."""
        with explained(self.path):
            self._access.unlock(passphrase)

    def close(self) -> None:
        """Close every connection and let others write; whatever would still write is refused."""
        with self._writing:
            self._is_closed = True
        self._access.close()
        if self._lock:
            self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # Reading

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Give a connection that sees one state of the database, whatever is written beside."""
        told = explained(self.path, self._access.refuse_moved)
        with told, self._access.connected() as db, db.begin():
            yield db

    def head(self) -> str:
        """Give the digest that stands for every step so far."""
        with self.read() as db:
            return journal.head(db)

    def steps(self) -> list[Step]:
        """Read every step, newest first."""
        with self.read() as db:
            return read_steps(db, newest_first=True)

    # Writing

    def sign_in(self, name: str, initials: str) -> None:
        """Say who works from now on; a new name is written down with the first thing written."""
        self.signed_in = (name, initials)

    def analyst(self, db: Connection) -> AnalystId | None:
        """Give who works, written down with what is being written; None before he said so."""
        if self.signed_in is None:
            return None
        known = events.find_analyst(db, *self.signed_in)
        return known if known is not None else events.add_analyst(db, *self.signed_in)

    @contextmanager
    def edit(self, label: str, scope: str = DATABASE, *, fold: str = "") -> Iterator[Edit]:
        """Open one labelled step; all of it is kept at the end, or nothing on an error.

        ``fold``: successive edits of a scope with the same word are undone as one. An edit
        that changes nothing leaves no step.
        """
        with self._step(Draft(label, scope, fold=fold)) as edit:
            yield edit

    @contextmanager
    def purging(self, label: str, finish: Callable[[Connection, int], None]) -> Iterator[Edit]:
        """Open the step of a purge, which is in the way of no undo; for ``purge`` alone.

        ``finish`` erases what the step itself has journalled.
        """
        with self._step(Draft(label, PURGE, finish=finish)) as edit:
            yield edit

    def sweep(self, *, only_if_owed: bool = False) -> bool:
        """Wipe from the file what was purged (or a killed purge owes); False if readers hinder."""
        with self._writing, explained(self.path), self._access.connected() as db:
            raw = db.connection.driver_connection
            return (only_if_owed and not sweeping.is_owed(raw)) or sweeping.sweep(raw)

    def rebuild_search(self) -> None:
        """Make the search index anew; it holds nothing that the tables do not."""
        with self._write() as db:
            search.rebuild(db)

    def undo(self, scope: str = DATABASE) -> Step | None:
        """Take back the last edit of the scope; None where there is nothing to take back."""
        group = self._past.last_done(scope)
        return self._take_back(group, scope, "undo") if group else None

    def redo(self, scope: str = DATABASE) -> Step | None:
        """Do again what was last taken back in the scope; None where there is nothing."""
        group = self._past.last_undone(scope)
        return self._take_back(group, scope, "redo") if group else None

    def undo_label(self, scope: str = DATABASE) -> str:
        """Name what ``undo`` would take back; empty where nothing."""
        group = self._past.last_done(scope)
        return group.label if group else ""

    def undo_step(self, scope: str = DATABASE) -> int:
        """Give the id of the edit that ``undo`` would take back; 0 where there is none."""
        group = self._past.last_done(scope)
        return group.first_step if group else 0

    def redo_label(self, scope: str = DATABASE) -> str:
        """Name what ``redo`` would do again; empty where nothing."""
        group = self._past.last_undone(scope)
        return group.label if group else ""

    def take_back_step(self, step_id: int) -> Step:
        """Take back a step of any age, as a new edit that undo takes back in turn.

        Raise ``Refused``, naming the later steps that rest on it, where it cannot be.
        """
        with self.read() as db:
            step, applied = self._past.in_force_for(step_id, read_steps(db, after=step_id - 1))
        label = tr("Taken back: {label}", label=step.label)
        with self._step(Draft(label, step.scope, "edit", step_id)) as edit:
            taking_back.take_back(edit.connection, applied, self.steps_in_force())
        return self._written(edit)

    def steps_in_force(self) -> set[int]:
        """Give the ids of the steps that hold now, neither undone nor undoing."""
        return self._past.in_force()

    def _take_back(self, group: Group, scope: str, kind: str) -> Step:
        with self._step(Draft(group.label, scope, kind, group.first_step)) as edit:
            db = edit.connection
            db.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
            net = net_change(db, group.applied)
            refuse_if_changed_since(db, net, group)
            revert(db, net, edit.blocks)
        return self._written(edit)

    def _written(self, edit: Edit) -> Step:
        with self.read() as db:
            return read_steps(db, after=edit.step_id - 1)[0]

    @contextmanager
    def _step(self, draft: Draft) -> Iterator[Edit]:
        changes: Changes | None = None
        with self._write() as db:
            self._is_editing = True
            try:
                self._log_opening(db)
                edit = stepping.begin(db, draft, self.ontology, self.about.code, self.analyst(db))
                yield edit
                with collector_paused():
                    changes = stepping.finish(edit, draft)
                    self._keep(db, edit, changes)
            finally:
                self._is_editing = False
        if changes is not None:
            for listener in tuple(self._listeners):
                listener(changes)

    def _keep(self, db: Connection, edit: Edit, changes: Changes | None) -> None:
        """Commit a step and take it in; let go of one that changed nothing."""
        if changes is None:
            db.rollback()
            return
        about = read_about(db) if changes.is_about else self.about
        step = read_steps(db, after=edit.step_id - 1)[0]
        db.commit()
        self.about = about
        self._opened_through = ""
        self._past.add(step)

    @contextmanager
    def _write(self) -> Iterator[Connection]:
        with self._writing:
            self._refuse_unwritable()
            with (
                explained(self.path),
                self._access.connected(**{WRITES: True}) as db,
                db.begin() as transaction,
            ):
                yield db
                if transaction.is_active:
                    transaction.commit()

    def _refuse_unwritable(self) -> None:
        """Raise where nothing can be written now; the caller keeps other edits out."""
        if self.is_read_only:
            raise Refused(
                tr("{file} is open read-only; nothing can be changed.", file=self.path.name)
            )
        if self._is_closed:
            raise Refused(tr("{file} is closed; nothing was changed.", file=self.path.name))
        if self._is_editing:
            raise Refused(tr("Another change is still being written."))
        self._access.refuse_moved()

    @contextmanager
    def exchanging(self) -> Iterator[Access]:
        """Let nobody write while the block puts another file in the place of this one.

        Reading goes on until the block shuts the access it is given.
        """
        with self._writing:
            self._refuse_unwritable()
            with explained(self.path):
                yield self._access

    @contextmanager
    def standing_still(self) -> Iterator[None]:
        """Let edits from here wait while the block reads, where a reader keeps out a writer."""
        with self._writing:
            yield

    @contextmanager
    def aside(self) -> Iterator[Connection]:
        """Give a connection for what nobody takes back, such as what an analyst has seen."""
        with self._write() as db:
            yield db

    def opened_through(self, what: str) -> None:
        """Say through what the file was opened: logged before the first thing that is written."""
        self._opened_through = what

    def log_opening(self) -> None:
        """Log the opening at once, where the file can be written and it is not logged yet."""
        if self._opened_through and not self.is_read_only:
            with self._write() as db:
                self._log_opening(db)
            self._opened_through = ""

    def _log_opening(self, db: Connection) -> None:
        if self._opened_through:
            detail: dict[str, str | int] = {"what": self._opened_through}
            events.write_event(db, self.analyst(db), events.OPENED, detail)

    def log(self, kind: str, **detail: str | int) -> None:
        """Write an event (an opening, an export...) into the log, which is never undone."""
        with self._write() as db:
            self._log_opening(db)
            events.write_event(db, self.analyst(db), kind, detail)
        self._opened_through = ""

    def note(self, kind: str, **detail: str | int) -> None:
        """Log an event where anything can be written; a file opened read-only keeps no log."""
        if not self.is_read_only:
            self.log(kind, **detail)

    # Listening

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Have a function told of every step; call what is returned to stop."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)
