"""Connections to one database file, all through the one SQLite we ship.

SQLAlchemy's engine is given ``sqlcipher3`` as its driver, for plain files too, so that
every laptop runs the same SQLite whatever its Python was built with.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2

APPLICATION_ID = 0x4957544C
"""``IWTL`` in ASCII: bytes 68 to 71 of every database of ours (sqlite.org/fileformat2, 1.3.20)."""

WRITES = "iwtlink_writes"
"""Execution option of the one connection that may write."""

_PRAGMAS = (
    "PRAGMA cipher_log_level = NONE",
    "PRAGMA foreign_keys = ON",
    "PRAGMA recursive_triggers = ON",  # REPLACE would escape the journal otherwise
    "PRAGMA synchronous = FULL",
    "PRAGMA cache_size = -64000",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA busy_timeout = 5000",
)


def connect(path: Path, *, mode: str) -> Any:
    """Open the file with the driver itself; ``mode`` is SQLite's ro, rw or rwc."""
    address = f"file:{quote(os.fsencode(path.resolve()))}?mode={mode}"
    raw = dbapi2.connect(address, uri=True, check_same_thread=False, isolation_level=None)
    for pragma in _PRAGMAS:
        raw.execute(pragma)
    return raw


def make_engine(path: Path, *, read_only: bool) -> Engine:
    """Give SQLAlchemy's engine on the file; transactions begin only where we say so."""
    mode = "ro" if read_only else "rw"
    engine = create_engine(
        "sqlite://",
        module=dbapi2,
        creator=lambda: connect(path, mode=mode),
        poolclass=QueuePool,
        pool_size=4,
        max_overflow=8,
    )
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get(WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
