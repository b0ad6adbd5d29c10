"""The connections of an open database: shut while its file is exchanged, or until unlocked."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine

from iwtlink.errors import Closed, Refused
from iwtlink.i18n import tr
from iwtlink.store import opening
from iwtlink.store.opening.connection import Mode, make_engine
from iwtlink.store.opening.keys import Key

PATIENCE_S = 30.0
"""How long what is begun may take to end before the connections are shut."""


class Access:
    """Hands out connections, and can keep everyone out.

    While it is shut for an exchange of the file, who comes waits; while it is locked, who comes
    is refused, no connection is open and the key is forgotten; so it is for good once closed.
    """

    def __init__(self, path: Path, mode: Mode, key: Key | None) -> None:
        self.key = key
        self.is_encrypted = key is not None
        self.is_locked = False
        self._is_closed = False
        self._path = path
        self._mode = mode
        self._identity = opening.file_identity(path)
        self._engine: Engine | None = make_engine(path, mode, key)
        self._changed = threading.Condition()
        self._inside = 0
        self._is_shut = False
        self._mine = threading.local()

    @contextmanager
    def connected(self, **options: bool) -> Iterator[Connection]:
        """Give a connection with these execution options, for as long as the block lasts."""
        with self._entered() as engine, engine.connect() as connection:
            yield connection.execution_options(**options)

    @contextmanager
    def _entered(self) -> Iterator[Engine]:
        depth: int = getattr(self._mine, "depth", 0)
        with self._changed:
            # who is inside already may go deeper: he would wait for himself
            if not depth and not self._changed.wait_for(lambda: not self._is_shut, PATIENCE_S):
                raise Refused(tr("{file} is busy. Try again shortly.", file=self._path.name))
            if self._is_closed:  # what still runs for it has nothing more to do
                raise Closed(tr("{file} is closed.", file=self._path.name))
            if self._engine is None:
                raise Refused(tr("{file} is locked. Unlock it first.", file=self._path.name))
            engine = self._engine
            self._inside += 1
        self._mine.depth = depth + 1
        try:
            yield engine
        finally:
            self._mine.depth = depth
            with self._changed:
                self._inside -= 1
                self._changed.notify_all()

    def close(self) -> None:
        """Forget the key for good, and close every connection that nobody uses.

        Those in use close when they are given back; who comes later is refused.
        """
        with self._changed:
            self._is_closed = True
            self._disconnect()
            self._engine = self.key = None

    def _disconnect(self) -> None:
        if self._engine is not None:
            self._engine.dispose()

    @contextmanager
    def shut(self) -> Iterator[None]:
        """Keep everyone out inside the block, with every connection closed.

        Who is still inside is waited for; raise ``Refused`` where he does not come out.
        """
        with self._changed:
            self._is_shut = True
            is_empty = self._changed.wait_for(lambda: not self._inside, PATIENCE_S)
        try:
            if not is_empty:
                raise Refused(
                    tr(
                        "Something is still being read from {file}. Try again shortly.",
                        file=self._path.name,
                    )
                )
            self._disconnect()
            yield
        finally:
            with self._changed:
                self._is_shut = False
                self._changed.notify_all()

    def lock(self) -> None:
        """Close every connection and forget the key; who comes is refused from now on."""
        with self.shut():
            self._engine, self.key, self.is_locked = None, None, True

    def unlock(self, passphrase: str) -> None:
        """Let everyone in again; raise ``WrongPassphrase`` and the like as opening does."""
        self.refuse_moved()
        key = opening.find_key(self._path, passphrase)
        opening.connect_known(self._path, self._mode, key).close()
        self.open_with(key)

    def open_with(self, key: Key | None) -> None:
        """Hand out connections with this key from now on, to the file that is there now."""
        self._disconnect()
        self._engine = make_engine(self._path, self._mode, key)
        self.key, self.is_encrypted, self.is_locked = key, key is not None, False
        self._identity = opening.file_identity(self._path)

    def refuse_moved(self) -> None:
        """Raise where the open file no longer lies at its path."""
        opening.refuse_moved(self._path, self._identity)
