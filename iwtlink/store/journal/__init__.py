"""The journal: every touched row, before and after, chained by digests.

Triggers write a row's image before and after each change while an edit is open; outside
an edit ``open_step.step_id`` is NULL, which the journal's NOT NULL refuses, so that no
program can change a row unseen. The form is fixed; ``check`` relies on it:

*Row digest*: SHA-256 over salt, step id, position in the step (from 0), table, row id,
image before and image after, each as UTF-8 and ended by byte 0x1F; a missing image counts
as byte 0x00. The salt is 16 random bytes in hex, so that an image cannot be guessed from
its digest once both are purged.

*Step digest*: SHA-256 over the previous step's digest, the step's own header (a JSON array)
and the digests of its rows in order. The last step's digest, the *head*, stands for all. A
label may name a person, so the header holds its salted digest; it also holds the digest of
the newest event, by which the head stands for the events too (see ``events``).

An image is a JSON object with every column; SQLite writes reals so that they read back
equal. Rows that were put in or taken out by the hundred share a journal row, a *block*: its
one image is a JSON array, of the column names and then of the values of each row in order
of id (``[["id","uid"],[7,"a"],[8,"b"]]``), and its row id is the first. ``expanded`` and the
view ``touched`` give blocks row by row.

What is purged loses its words and its salt and keeps its digest: a row in ``digest``, a label
in ``label_digest``.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from operator import add
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

    @property
    def is_block(self) -> bool:
        """Whether it holds the images of many rows."""
        return (self.after or self.before or "")[:1] == "["


_COLUMNS = "id, step_id, table_name, row_id, before, after, salt, digest"


def read_rows(db: Connection, step_ids: Sequence[int]) -> Iterator[JournalRow]:
    """Yield the rows of the given steps in the order they were written."""
    for step_id in step_ids:
        cursor = db.exec_driver_sql(
            f"SELECT {_COLUMNS} FROM journal WHERE step_id = ? ORDER BY id",
            (step_id,),
        )
        for row in cursor:
            yield JournalRow(*row)


def read_row(db: Connection, journal_id: int) -> JournalRow:
    """Read one row of the journal."""
    found = db.exec_driver_sql(f"SELECT {_COLUMNS} FROM journal WHERE id = ?", (journal_id,))
    return JournalRow(*found.one())


BLOCK_SIZE = 100
"""Most rows in a block; their ids lie less than this apart."""

_NEXT = json.JSONDecoder().raw_decode
_SCALARS = re.compile(r'"(?:[^"\\]|\\.)*"|[^,\[\]"]+')


def expanded(rows: Iterable[JournalRow]) -> Iterator[JournalRow]:
    """Yield one journal row for each row touched, blocks taken apart; images keep every byte."""
    for row in rows:
        if not row.is_block:
            yield row
            continue
        for row_id, image in _images_of_block(row.after or row.before or ""):
            before, after = (image, None) if row.after is None else (None, image)
            yield replace(row, row_id=row_id, before=before, after=after)


def _images_of_block(block: str) -> Iterator[tuple[int, str]]:
    names, end = _NEXT(block, 1)
    heads = [f'"{name}":' for name in names]
    while block[end] == ",":
        values, stop = _NEXT(block, end + 1)
        scalars = _SCALARS.findall(block, end + 1, stop)
        yield values[0], "{" + ",".join(map(add, heads, scalars)) + "}"
        end = stop


def images_of(db: Connection, table: str, row_id: int) -> list[JournalRow]:
    """Read everything the journal knows of one row, oldest first, blocks taken apart."""
    alone = f"SELECT {_COLUMNS} FROM journal WHERE row_id = ? AND table_name = ?"
    blocks = (
        f"SELECT {_COLUMNS} FROM journal "
        "WHERE table_name = ? AND row_id BETWEEN ? AND ? "
        "AND substr(coalesce(after, before), 1, 1) = '['"
    )
    found = {
        row[0]: JournalRow(*row)
        for row in (
            *db.exec_driver_sql(alone, (row_id, table)),
            *db.exec_driver_sql(blocks, (table, row_id - BLOCK_SIZE + 1, row_id)),
        )
    }
    rows = (found[i] for i in sorted(found))
    return [row for row in expanded(rows) if row.row_id == row_id]


_STEPS = f"""
    SELECT j.step_id FROM json_each(:ids) i
    JOIN journal j ON j.row_id = i.value AND j.table_name = :t
    WHERE substr(coalesce(j.after, j.before), 1, 1) IS NOT '['
    UNION
    SELECT j.step_id FROM json_each(:ids) i
    JOIN journal j ON j.table_name = :t
      AND j.row_id BETWEEN i.value - {BLOCK_SIZE - 1} AND i.value
      AND substr(coalesce(j.after, j.before), 1, 1) = '['
    WHERE EXISTS (SELECT 1 FROM json_each(coalesce(j.after, j.before)) r
                  WHERE r.key > 0 AND r.value ->> 0 = i.value)
"""


def steps_of(db: Connection, table: str, row_ids: Iterable[int]) -> set[int]:
    """Give the steps that touched any of the rows."""
    values = {"t": table, "ids": json.dumps(list(row_ids))}
    return {int(step_id) for step_id in db.scalars(text(_STEPS), values)}


def row_digest(row: JournalRow, position: int) -> bytes:
    """Give a row's digest: the kept one where it was purged, else computed."""
    if row.salt is None:
        return bytes.fromhex(row.digest or "")
    parts = (row.salt, str(row.step_id), str(position), row.table, str(row.row_id))
    images = (row.before, row.after)
    data = _END.join(part.encode() for part in parts) + _END
    data += b"".join((_NOTHING if i is None else i.encode()) + _END for i in images)
    return hashlib.sha256(data).digest()


def salted_digest(salt: str, words: str) -> str:
    """Give the digest of words that may have to be purged one day, as hex."""
    return hashlib.sha256(salt.encode() + _END + words.encode() + _END).hexdigest()


def kept_digest(salt: str | None, words: str, digest: str | None) -> str:
    """Give the digest of words, or the one they left where they were purged."""
    return (digest or "") if salt is None else salted_digest(salt, words)


@dataclass(frozen=True, slots=True)
class StepHeader:
    """What a step's digest covers besides its rows.

    ``event_digest`` is that of the newest event when the step was sealed.
    """

    id: int
    uid: str
    label_digest: str
    scope: str
    kind: str
    of_step: int | None
    fold: str
    analyst_id: int | None
    started_at: str
    row_count: int
    event_digest: str
    previous: str

    def to_json(self) -> str:
        """Give the header as the JSON array that is hashed (all fields but the last)."""
        values = [getattr(self, name) for name in self.__slots__ if name != "previous"]
        return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def step_digest(header: StepHeader, rows: Iterable[JournalRow]) -> str:
    """Give the digest of a step with its rows in order, as hex."""
    digest = hashlib.sha256(header.previous.encode() + _END + header.to_json().encode() + _END)
    for position, row in enumerate(rows):
        digest.update(row_digest(row, position))
    return digest.hexdigest()


def read_header(db: Connection, step_id: int) -> StepHeader:
    """Read what a step's digest covers."""
    row = db.execute(
        text(
            "SELECT id, uid, label, salt, label_digest, scope, kind, of_step, fold, analyst_id, "
            "started_at, row_count, event_digest, previous FROM step WHERE id = :s"
        ),
        {"s": step_id},
    ).one()
    return StepHeader(row[0], row[1], kept_digest(row[3], row[2], row[4]), *row[5:])


def seal(db: Connection, step_id: int, row_count: int) -> None:
    """Write the step's digest over its rows, the newest event and the step before it."""
    previous = db.scalar(
        text("SELECT digest FROM step WHERE id < :s ORDER BY id DESC LIMIT 1"), {"s": step_id}
    )
    newest = db.scalar(text("SELECT digest FROM event ORDER BY id DESC LIMIT 1"))
    db.exec_driver_sql(
        "UPDATE step SET row_count = ?, previous = ?, event_digest = ? WHERE id = ?",
        (row_count, previous or "", newest or "", step_id),
    )
    digest = step_digest(read_header(db, step_id), read_rows(db, [step_id]))
    db.exec_driver_sql("UPDATE step SET digest = ? WHERE id = ?", (digest, step_id))


def head(db: Connection) -> str:
    """Give the digest of the newest step: the value that stands for the whole journal."""
    found = db.scalar(text("SELECT digest FROM step ORDER BY id DESC LIMIT 1"))
    return str(found or "")


def live_image(db: Connection, table: str, row_id: int) -> str | None:
    """Give a row's present image in the journal's own form; None where it is gone."""
    columns = [c.name for c in tables[table].columns]
    image = ", ".join(f"'{c}', \"{c}\"" for c in columns)
    found = db.exec_driver_sql(
        f'SELECT json_object({image}) FROM "{table}" WHERE id = ?', (row_id,)
    ).scalar()
    return None if found is None else str(found)
