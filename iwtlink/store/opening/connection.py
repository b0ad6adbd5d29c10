"""Connections to one database file, all through the one SQLite we ship.

SQLAlchemy's engine is given ``sqlcipher3`` as its driver, for plain files too, so that
every laptop runs the same SQLite whatever its Python was built with.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2

from iwtlink.store import cache
from iwtlink.store.opening.keys import Key

APPLICATION_ID = 0x4957544C
"""``IWTL`` in ASCII: bytes 68 to 71 of every database of ours (sqlite.org/fileformat2, 1.3.20)."""

EXCHANGE_ID = 0x49575458
"""``IWTX`` in ASCII: what an exchange file has in its place."""
EXCHANGE_ENDING = ".iwx"
"""How the name of an exchange file ends."""

WRITES = "iwtlink_writes"
"""Execution option of the one connection that may write."""

_PRAGMAS = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA recursive_triggers = ON",  # REPLACE would escape the journal otherwise
    "PRAGMA synchronous = EXTRA",  # as FULL, and the folder when a rollback journal goes
    cache.USUAL,
    "PRAGMA temp_store = MEMORY",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA busy_timeout = 5000",
)


Mode = Literal["create", "write", "read", "read still"]
"""How a file is opened; ``read still`` where nothing can be written in its folder.

Reading beside a writer needs SQLite's two companions of the file. Who may write them opens for
writing and is forbidden it, so that the last to close takes the companions away again.
"""

_ASKED = {
    "create": "mode=rwc",
    "write": "mode=rw",
    "read": "mode=rw",
    "read still": "mode=ro&immutable=1",
}


def connect(path: Path, mode: Mode, key: Key | None = None, *, is_alone: bool = False) -> Any:
    """Open the file with the driver itself; ``key`` where it is encrypted.

    ``is_alone``: without the memory that a write-ahead log shares between connections, which
    network drives do not have.
    """
    address = f"file:{quote(os.fsencode(path.resolve()))}?{_ASKED[mode]}"
    raw = dbapi2.connect(address, uri=True, check_same_thread=False, isolation_level=None)
    raw.execute("PRAGMA cipher_log_level = NONE")
    if key is not None:
        raw.execute(f"PRAGMA key = {key.literal()}")
    if is_alone:
        raw.execute("PRAGMA locking_mode = EXCLUSIVE")
    for pragma in _PRAGMAS:
        raw.execute(pragma)
    raw.execute("SELECT 1 FROM sqlite_master").fetchone()  # the file is looked at only now
    if mode.startswith("read"):
        raw.execute("PRAGMA query_only = ON")
    elif raw.execute("PRAGMA journal_mode").fetchone()[0] == "delete":
        raw.execute("PRAGMA cache_spill = OFF")  # spilling would lock readers out of a long edit
    return raw


def has_content(path: Path) -> bool:
    """Whether a file is there and not empty."""
    return path.exists() and path.stat().st_size > 0


def make_engine(path: Path, mode: Mode, key: Key | None = None) -> Engine:
    """Give SQLAlchemy's engine on the file; transactions begin only where we say so."""
    engine = create_engine(
        "sqlite://",
        module=dbapi2,
        creator=lambda: connect(path, mode, key),
        poolclass=QueuePool,
        pool_size=4,
        max_overflow=8,
    )
    event.listen(engine, "begin", _begin)
    event.listen(engine, "checkin", _end)
    return engine


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get(WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _end(raw: Any, record: Any) -> None:
    """Take back what a failed commit left open: SQLAlchemy counts it as ended and would not."""
    if raw is not None:
        if raw.in_transaction:
            raw.rollback()
        cache.narrow_cache(raw, record.info)
