"""Two laptops that never meet on a network: an encrypted file carries what one of them knows.

``write`` puts the original state of the database, or a chosen part of it, into a file; ``look``
says what reading one would do, and ``read`` does it, as one step. Files may be read in any
order, twice, or by way of a third laptop: all end in the same state. Start reading in
``model``, then ``iwtlink.store.exchange`` for how two states become one.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from sqlalchemy import Connection

from iwtlink.errors import Progress, Refused, no_progress
from iwtlink.i18n import tr
from iwtlink.operations.exchange.model import (
    ENDING,
    Choice,
    Conflict,
    Decisions,
    Exchange,
    Head,
    Key,
    Line,
    Preview,
    Read,
    Side,
    Weighed,
    Written,
)
from iwtlink.store import Store

__all__ = [
    "ENDING",
    "Choice",
    "Conflict",
    "Decisions",
    "Exchange",
    "Head",
    "Key",
    "Line",
    "Preview",
    "Read",
    "Side",
    "Weighed",
    "Written",
    "look",
    "past",
    "read",
    "weigh",
    "write",
]


def write(
    store: Store,
    target: Path,
    passphrase: str,
    choice: Choice = Choice(),
    progress: Progress = no_progress,
) -> Written:
    """Write an encrypted exchange file of what was chosen, and log it."""
    raise Refused(tr("Nothing can be exchanged yet."))


def weigh(store: Store, choice: Choice = Choice(), progress: Progress = no_progress) -> Weighed:
    """Say what would leave and what would be held back, without writing anything."""
    raise Refused(tr("Nothing can be exchanged yet."))


def look(store: Store, source: Path, passphrase: str, progress: Progress = no_progress) -> Preview:
    """Say what reading an exchange file would do, without writing anything."""
    raise Refused(tr("Nothing can be exchanged yet."))


def read(
    store: Store,
    source: Path,
    passphrase: str,
    decisions: Mapping[Key, Side] | None = None,
    progress: Progress = no_progress,
) -> Read:
    """Take in an exchange file as one step; conflicts not decided go by default."""
    raise Refused(tr("Nothing can be exchanged yet."))


def past(db: Connection) -> list[Exchange]:
    """Read which files were written and read, newest first."""
    return []
