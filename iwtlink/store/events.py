"""Events: what was opened, exported, signed in. Logged, never undone.

Each event's digest is SHA-256 over a JSON array of the previous event's digest and its own
uid, time, analyst, kind and the salted digest of its detail. Steps take up the newest event's
digest, so that the head of the journal stands for the events before it as well.

Analysts stand outside the journal (no undo takes back who worked); each is written down by
an event too, so that a name changed behind the program's back is found.
"""

from __future__ import annotations

import itertools
import json
import string
from hashlib import sha256
from secrets import token_hex

from sqlalchemy import Connection, text

from iwtlink.i18n import tr
from iwtlink.store.edit import utc_now
from iwtlink.store.ids import AnalystId, uuid7
from iwtlink.store.journal import kept_digest, salted_digest

OPENED = "opened"
"""Kind of the event that says who opened the database for work, and how."""
EXPORTED = "export"
"""Kind of the event that says what left the database: a product, picture or table."""
NEW_ANALYST = "new analyst"
"""Kind of the event by which an analyst is written down."""


def write_event(
    db: Connection, analyst_id: AnalystId | None, kind: str, detail: dict[str, str | int]
) -> None:
    """Write an event at the end of the chain."""
    previous = db.scalar(text("SELECT digest FROM event ORDER BY id DESC LIMIT 1")) or ""
    words, salt = json.dumps(detail, ensure_ascii=False), token_hex(16)
    header = (uuid7(), utc_now(), analyst_id, kind)
    digest = _digest(previous, *header, salted_digest(salt, words))
    db.exec_driver_sql(
        "INSERT INTO event (uid, at, analyst_id, kind, detail, salt, previous, digest) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (*header, words, salt, previous, digest),
    )


def find_analyst(db: Connection, name: str, initials: str) -> AnalystId | None:
    """Find someone who worked here before, under the initials he wants or got."""
    rows = db.execute(text("SELECT id, initials FROM analyst WHERE name = :n"), {"n": name})
    known = (i for i, given in rows if given.rstrip(string.digits) == initials or given == initials)
    found = next(known, None)
    return None if found is None else AnalystId(found)


def add_analyst(db: Connection, name: str, initials: str) -> AnalystId:
    """Write down someone who works here; return the id.

    Initials that another has get a number, so that each step tells who took it.
    """
    return add_known_analyst(db, uuid7(), name, initials)


def add_known_analyst(db: Connection, uid: str, name: str, initials: str) -> AnalystId:
    """Write down someone who is known by this uid on another laptop, as ``add_analyst`` does."""
    wanted = initials
    taken = set(db.scalars(text("SELECT initials FROM analyst")))
    for number in itertools.count(2):
        if initials not in taken:
            break
        initials = f"{wanted}{number}"
    analyst_id = db.exec_driver_sql(
        "INSERT INTO analyst (uid, name, initials) VALUES (?, ?, ?)", (uid, name, initials)
    ).lastrowid
    detail: dict[str, str | int] = {
        "id": int(analyst_id),
        "uid": uid,
        "name": name,
        "initials": initials,
    }
    write_event(db, None, NEW_ANALYST, detail)
    return AnalystId(int(analyst_id))


def event_faults(db: Connection) -> list[str]:
    """Give a sentence for every event or analyst changed behind the program's back."""
    faults, digests, before = [], {""}, ""
    for row in db.execute(
        text(
            "SELECT id, previous, uid, at, analyst_id, kind, detail, salt, detail_digest, digest "
            "FROM event ORDER BY id"
        )
    ):
        is_twice = row.salt is not None and row.detail_digest is not None
        detail_digest = kept_digest(row.salt, row.detail, row.detail_digest)
        digest = _digest(row.previous, row.uid, row.at, row.analyst_id, row.kind, detail_digest)
        if row.previous != before:
            faults.append(tr("Before event {n} an event is missing.", n=row.id))
        if digest != row.digest or is_twice:
            faults.append(tr("Event {n} was changed afterwards.", n=row.id))
        before = row.digest
        digests.add(row.digest)
    sealed = db.execute(text("SELECT id, event_digest FROM step ORDER BY id"))
    faults += [
        tr("An event before step {n} is missing.", n=step_id)
        for step_id, newest in sealed
        if newest not in digests
    ]
    return faults + _analyst_faults(db)


def _digest(
    previous: str, uid: str, at: str, analyst_id: int | None, kind: str, detail_digest: str
) -> str:
    written = [previous, uid, at, analyst_id, kind, detail_digest]
    return sha256(
        json.dumps(written, ensure_ascii=False, separators=(",", ":")).encode()
    ).hexdigest()


def _analyst_faults(db: Connection) -> list[str]:
    """Compare the analysts with the events that name them; a purged event names nobody."""
    events = db.execute(
        text("SELECT detail, salt FROM event WHERE kind = :k"), {"k": NEW_ANALYST}
    ).all()
    known = []
    for detail, salt in events:
        try:
            known += [json.loads(detail)] if salt is not None else []
        except ValueError:
            return []  # the event is named already
    purged = sum(salt is None for _, salt in events)
    rows = [row._asdict() for row in db.execute(text("SELECT * FROM analyst ORDER BY id"))]
    strangers = [row for row in rows if row not in known]
    if len(strangers) <= purged and all(one in rows for one in known):
        return []
    return [tr("The names of those who worked here were changed afterwards.")]
