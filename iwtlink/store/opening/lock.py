"""One writer per file: who has it, and since when."""

from __future__ import annotations

import getpass
import json
import os
import socket
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from iwtlink.errors import DatabaseInUse, Refused
from iwtlink.i18n import tr


@dataclass(frozen=True, slots=True)
class Owner:
    """Who holds a database open for writing; ``since`` is UTC, ISO 8601."""

    user: str
    host: str
    pid: int
    since: str


class WriterLock:
    """Held while a database is open for writing.

    The operating system frees the lock when the program dies, so a crash leaves no
    stale lock. Two small files lie beside the database while it is open: the lock and,
    because the lock's own file cannot be read while held on Windows, the owner's name.
    """

    def __init__(self, path: Path) -> None:
        """Prepare the lock of a database; one reached through a link is the same database."""
        self._path = path.resolve()
        self._owner_path = self._path.with_name(self._path.name + ".owner")
        self._lock_path = self._path.with_name(self._path.name + ".lock")
        # opened in one thread, a database may be closed in another
        self._lock = FileLock(self._lock_path, timeout=0, thread_local=False)

    def take(self) -> None:
        """Take the lock; raise ``DatabaseInUse`` naming the owner where another has it.

        Raise ``Refused`` where nothing can be written beside the database.
        """
        try:
            self._lock.acquire()
            now = datetime.now(UTC).isoformat(timespec="seconds")
            owner = Owner(user_name(), socket.gethostname(), os.getpid(), now)
            self._owner_path.write_text(json.dumps(asdict(owner)), encoding="utf-8")
        except Timeout:
            raise DatabaseInUse(_who_has_it(self.owner())) from None
        except OSError as error:
            self.release()
            raise Refused(
                tr(
                    "{file} can only be read: nothing can be written in its folder ({why}).",
                    file=self._path.name,
                    why=error.strerror or error,
                )
            ) from error

    def owner(self) -> Owner | None:
        """Read who holds the database; None where nobody wrote it down."""
        try:
            return Owner(**json.loads(self._owner_path.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return None

    def release(self) -> None:
        """Give the lock back and tidy up the two files.

        The lock's file goes while it is held: once given back, another may hold it, and a
        third would lock a new file of that name beside him. Windows removes no held file,
        and none that another holds.
        """
        if not self._lock.is_locked:
            return
        with suppress(OSError):
            self._owner_path.unlink(missing_ok=True)
        with suppress(OSError):
            self._lock_path.unlink(missing_ok=True)
        self._lock.release()
        if os.name == "nt":
            with suppress(OSError):
                self._lock_path.unlink(missing_ok=True)


def user_name() -> str:
    """Give the name by which the computer knows the user; ``?`` where it knows none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "?"


def _who_has_it(owner: Owner | None) -> str:
    if owner is None:
        return tr("This database is open in another window. Open it read-only, or close it there.")
    return tr(
        "This database is open for writing by {user} on {host} since {since} UTC. "
        "Open it read-only, or close it there.",
        user=owner.user,
        host=owner.host,
        since=owner.since[:16].replace("T", " "),
    )
