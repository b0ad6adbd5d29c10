"""What was purged on one laptop: it takes nothing of that in, and others see it retracted."""

from __future__ import annotations

from collections.abc import Collection
from hashlib import sha256

from sqlalchemy import Connection, text

from iwtlink.i18n import tr
from iwtlink.store.clocks.fields import EXCHANGED, SHAPES
from iwtlink.store.clocks.purged import purged_items, purged_rows
from iwtlink.store.exchange.state import Name, Row, State, target

_PLACES = {table: place for place, table in enumerate(EXCHANGED)}
"""Parents before children."""


def without_purged(db: Connection, theirs: State) -> tuple[State, int]:
    """Leave out rows that were purged here and rows that rest on these; give how many those were.

    That such a row was taken out on the other laptop is kept: it says nothing.
    """
    purged = purged_rows(db)
    if not purged:
        return theirs, 0
    dropped: set[Name] = set()
    for row in sorted(theirs.values(), key=lambda row: _PLACES[row.table]):
        if row.data is not None and _is_of(row, purged, dropped):
            dropped.add(row.name)
    return {name: row for name, row in theirs.items() if name not in dropped}, len(dropped)


def _is_of(row: Row, purged: Collection[Name], dropped: Collection[Name]) -> bool:
    if row.name in purged:
        return True
    for pointer in SHAPES[row.table].pointers.values():
        other = target(pointer, row.data or {}) if pointer.holds != "soft" else None
        if other is not None and (other in purged or other in dropped):
            return True
    return False


def retractions_of_purged(db: Connection, leaving: Collection[Name]) -> State:
    """Give a retraction for each purged item among what leaves, without a word of it.

    Of an item retracted on another laptop too, the retraction made there is the younger and stands.
    """
    found: State = {}
    steps = {
        str(end): (str(uid) if uid else None)
        for end, uid in db.execute(
            text(
                "SELECT substr(s.uid, -8), a.uid FROM step s "
                "LEFT JOIN analyst a ON a.id = s.analyst_id WHERE s.scope = 'purge'"
            )
        )
    }
    for (kind, uid), went_with, when in purged_items(db, leaving):
        data = {
            "kind": kind,
            "item_id": uid,
            "ref": "",
            "label": "",
            "reason": tr("purged on another laptop"),
            "went_with": went_with,
            "retracted_by": steps.get(when.stamp[-8:]),
            "retracted_at": when.stamp[:24],
        }
        row = Row("retraction", _uid_of(kind, uid), data)
        found[row.name] = row
    return found


def _uid_of(kind: str, uid: str) -> str:
    """Give the uid that this retraction has on every laptop: as old as the item."""
    words = sha256(f"purged {kind} {uid}".encode()).hexdigest()
    return f"{uid[:13]}-7{words[:3]}-8{words[3:6]}-{words[6:18]}"
