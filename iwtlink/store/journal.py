"""The journal: every touched row, before and after, chained by digests.

Triggers write a row's image before and after each change while an edit is open; outside
an edit ``open_step.step_id`` is NULL, which the journal's NOT NULL refuses, so that no
program can change a row unseen. The form is fixed; ``check`` relies on it:

*Row digest*: SHA-256 over salt, step id, position in the step (from 0), table, row id,
image before and image after, each as UTF-8 and ended by byte 0x1F; a missing image counts
as byte 0x00. The salt is 16 random bytes in hex, so that an image cannot be guessed from
its digest once both are purged.

*Step digest*: SHA-256 over the previous step's digest, the step's own header (a JSON array)
and the digests of its rows in order. The last step's digest, the *head*, stands for all.

An image is a JSON object with every column; SQLite writes reals so that they read back
equal. A purged row keeps its digest in the column ``digest`` and loses images and salt.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, text

from iwtlink.store.schema import JOURNALLED, tables

_END = b"\x1f"
_NOTHING = b"\x00"


def install_triggers(raw: Any) -> None:
    """(Re)make the triggers of every journalled table; ``raw`` is a driver connection."""
    for name in JOURNALLED:
        columns = [row[1] for row in raw.execute(f'PRAGMA table_info("{name}")')]
        for statement in _trigger_sql(name, columns):
            raw.execute(statement)


def _trigger_sql(table: str, columns: Sequence[str]) -> Iterator[str]:
    new, old = _image("NEW", columns), _image("OLD", columns)
    salt = "lower(hex(randomblob(16)))"
    step = "(SELECT step_id FROM open_step)"
    changed = " OR ".join(f'OLD."{c}" IS NOT NEW."{c}"' for c in columns)
    for action, row, before, after, when in (
        ("INSERT", "NEW", "NULL", new, ""),
        ("UPDATE", "OLD", old, new, f"WHEN {changed}"),
        ("DELETE", "OLD", old, "NULL", ""),
    ):
        name = f"journal_{table}_{action.lower()}"
        yield f'DROP TRIGGER IF EXISTS "{name}"'
        yield (
            f'CREATE TRIGGER "{name}" AFTER {action} ON "{table}" {when} BEGIN '
            "INSERT INTO journal (step_id, table_name, row_id, before, after, salt) "
            f"VALUES ({step}, '{table}', {row}.id, {before}, {after}, {salt}); END"
        )


def _image(row: str, columns: Sequence[str]) -> str:
    pairs = ", ".join(f"'{c}', {row}.\"{c}\"" for c in columns)
    return f"json_object({pairs})"


@dataclass(frozen=True, slots=True)
class JournalRow:
    """One touched row as the journal keeps it; images are JSON text or None."""

    id: int
    step_id: int
    table: str
    row_id: int
    before: str | None
    after: str | None
    salt: str | None
    digest: str | None


def read_rows(db: Connection, step_ids: Sequence[int]) -> Iterator[JournalRow]:
    """Yield the rows of the given steps in the order they were written."""
    for step_id in step_ids:
        cursor = db.exec_driver_sql(
            "SELECT id, step_id, table_name, row_id, before, after, salt, digest "
            "FROM journal WHERE step_id = ? ORDER BY id",
            (step_id,),
        )
        for row in cursor:
            yield JournalRow(*row)


def row_digest(row: JournalRow, position: int) -> bytes:
    """Give a row's digest: the kept one where it was purged, else computed."""
    if row.salt is None:
        return bytes.fromhex(row.digest or "")
    parts = (row.salt, str(row.step_id), str(position), row.table, str(row.row_id))
    images = (row.before, row.after)
    data = _END.join(part.encode() for part in parts) + _END
    data += b"".join((_NOTHING if i is None else i.encode()) + _END for i in images)
    return hashlib.sha256(data).digest()


@dataclass(frozen=True, slots=True)
class StepHeader:
    """What a step's digest covers besides its rows."""

    id: int
    uid: str
    label: str
    scope: str
    kind: str
    of_step: int | None
    fold: str
    analyst_id: int | None
    started_at: str
    row_count: int
    previous: str

    def to_json(self) -> str:
        """Give the header as the JSON array that is hashed (all fields but the last)."""
        fields = [
            self.id,
            self.uid,
            self.label,
            self.scope,
            self.kind,
            self.of_step,
            self.fold,
            self.analyst_id,
            self.started_at,
            self.row_count,
        ]
        return json.dumps(fields, ensure_ascii=False, separators=(",", ":"))


def step_digest(header: StepHeader, rows: Iterable[JournalRow]) -> str:
    """Give the digest of a step with its rows in order, as hex."""
    digest = hashlib.sha256(header.previous.encode() + _END + header.to_json().encode() + _END)
    for position, row in enumerate(rows):
        digest.update(row_digest(row, position))
    return digest.hexdigest()


def head(db: Connection) -> str:
    """Give the digest of the newest step: the value that stands for the whole journal."""
    found = db.scalar(text("SELECT digest FROM step ORDER BY id DESC LIMIT 1"))
    return str(found or "")


NetChange = dict[tuple[str, int], tuple[str | None, str | None]]
"""By (table, row id): the image before the first and after the last of some changes."""


def net_change(rows: Iterable[JournalRow]) -> NetChange:
    """Fold the journal rows into one change a row, dropping those that end as they began."""
    net: NetChange = {}
    for row in rows:
        key = (row.table, row.row_id)
        before = net[key][0] if key in net else row.before
        net[key] = (before, row.after)
    return {key: images for key, images in net.items() if images[0] != images[1]}


_ORDER = {name: position for position, name in enumerate(JOURNALLED)}


def revert(db: Connection, net: NetChange) -> None:
    """Write every row back to its image before: children go first, parents come first."""
    by_table: dict[str, list[tuple[int, str | None, str | None]]] = {}
    for (table, row_id), (before, after) in net.items():
        by_table.setdefault(table, []).append((row_id, before, after))
    for table in reversed(JOURNALLED):
        gone = [(i,) for i, before, _ in by_table.get(table, ()) if before is None]
        if gone:
            db.exec_driver_sql(f'DELETE FROM "{table}" WHERE id = ?', gone)
    for table in JOURNALLED:
        changes = by_table.get(table, ())
        _bring_back(db, table, [json.loads(b) for _, b, a in changes if b and a is None])
        _change_back(db, table, [json.loads(b) for _, b, a in changes if b and a is not None])


def _bring_back(db: Connection, table: str, images: list[dict[str, Any]]) -> None:
    if not images:
        return
    names = [c.name for c in tables[table].columns]
    columns = ", ".join(f'"{n}"' for n in names)
    marks = ", ".join("?" * len(names))
    rows = [tuple(image[n] for n in names) for image in images]
    db.exec_driver_sql(f'INSERT INTO "{table}" ({columns}) VALUES ({marks})', rows)


def _change_back(db: Connection, table: str, images: list[dict[str, Any]]) -> None:
    if not images:
        return
    names = [c.name for c in tables[table].columns if c.name != "id"]
    pairs = ", ".join(f'"{n}" = ?' for n in names)
    rows = [(*(image[n] for n in names), image["id"]) for image in images]
    db.exec_driver_sql(f'UPDATE "{table}" SET {pairs} WHERE id = ?', rows)


def live_image(db: Connection, table: str, row_id: int) -> str | None:
    """Give a row's present image in the journal's own form; None where it is gone."""
    columns = [c.name for c in tables[table].columns]
    image = ", ".join(f"'{c}', \"{c}\"" for c in columns)
    found = db.exec_driver_sql(
        f'SELECT json_object({image}) FROM "{table}" WHERE id = ?', (row_id,)
    ).scalar()
    return None if found is None else str(found)
