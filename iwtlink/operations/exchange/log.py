"""Who had what, and when: the events that exchanges leave in the log."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from typing import Literal

from sqlalchemy import Connection, text

from iwtlink.operations.exchange.model import Exchange
from iwtlink.store.exchange import Name

WRITTEN = "exchange written"
"""Kind of the event that says what left in an exchange file, and for whom."""
READ = "exchange read"
"""Kind of the event that says what came in by an exchange file, and from whom."""

COUNTED = (
    *("entity", "link", "observation", "statement", "document", "record", "article", "product"),
    *("recipient", "chart", "merge", "judgement", "retraction"),
)
"""Tables whose rows are counted in the log and in the window."""


def counted(names: Iterable[Name]) -> dict[str, int]:
    """Count rows by table, in the order of ``COUNTED``; others are left out."""
    found = Counter(table for table, _ in names)
    return {table: found[table] for table in COUNTED if found[table]}


def past(db: Connection) -> list[Exchange]:
    """Read which files were written and read, newest first."""
    rows = db.execute(
        text(
            "SELECT e.at, coalesce(a.initials, ''), e.kind, e.detail FROM event e "
            "LEFT JOIN analyst a ON a.id = e.analyst_id "
            "WHERE e.kind IN (:w, :r) AND e.salt IS NOT NULL ORDER BY e.id DESC"
        ),
        {"w": WRITTEN, "r": READ},
    )
    return [_exchange(*row) for row in rows]


def _exchange(at: str, by: str, kind: str, words: str) -> Exchange:
    detail = json.loads(words)
    direction: Literal["written", "read"] = "written" if kind == WRITTEN else "read"
    counts = {table: int(detail[table]) for table in COUNTED if table in detail}
    return Exchange(at, by, direction, str(detail["whom"]), str(detail["file"]), counts)


def newest_step(db: Connection) -> int:
    """Give the number of the last step that a file written now holds."""
    return int(db.scalar(text("SELECT max(id) FROM step")) or 0)


def last_written_for(db: Connection, whom: str) -> tuple[str, int]:
    """Give when a file was last written for somebody (UTC), and the last step that it held.

    Steps tell better than times what has happened since: a laptop's clock may go back.
    """
    wanted = " ".join(whom.split()).casefold()
    rows = db.execute(
        text("SELECT at, detail FROM event WHERE kind = :w AND salt IS NOT NULL ORDER BY id DESC"),
        {"w": WRITTEN},
    )
    for at, words in rows:
        detail = json.loads(words)
        if " ".join(str(detail["whom"]).split()).casefold() == wanted:
            return str(at), int(detail.get("step", 0))
    return "", 0
