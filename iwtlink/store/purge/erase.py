"""Erasing images, labels, details and bytes; what remains of each is its digest."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, text

from iwtlink.store import journal
from iwtlink.store.journal import JournalRow
from iwtlink.store.journal.touching import holding, images_by_row
from iwtlink.store.purge.rows import Footprint, images_of_rows
from iwtlink.store.purge.words import Known
from iwtlink.store.purge.worked_out import needing_images
from iwtlink.store.schema import JOURNALLED, tables

_COLUMNS = "id, step_id, table_name, row_id, before, after, salt, digest"


def remove_live(db: Connection, rows: Footprint) -> None:
    """Take the rows out of their tables; products and recipients about them stay, unlinked."""
    files = _listed(rows, "file")
    people = _listed(rows, "entity")
    db.execute(
        text(
            "DELETE FROM moved WHERE table_name = 'entity' AND row_id IN (SELECT id FROM entity "
            "WHERE picture_id IN (SELECT value FROM json_each(:ids)))"
        ),
        {"ids": files},
    )
    db.execute(
        text(
            "UPDATE aside SET image = json_set(image, '$.picture_id', NULL) || '' WHERE "
            "table_name = 'entity' "
            "AND image ->> 'picture_id' IN (SELECT value FROM json_each(:ids))"
        ),
        {"ids": files},
    )
    for table in ("entity", "chart_shape"):
        db.execute(
            text(
                f"UPDATE {table} SET picture_id = NULL "
                "WHERE picture_id IN (SELECT value FROM json_each(:ids))"
            ),
            {"ids": files},
        )
    db.execute(
        text(
            "DELETE FROM moved WHERE table_name IN ('product', 'recipient') "
            "AND from_id IN (SELECT value FROM json_each(:ids))"
        ),
        {"ids": people},
    )
    for table in ("product", "recipient"):
        db.execute(
            text(
                f"UPDATE {table} SET entity_id = NULL "
                "WHERE entity_id IN (SELECT value FROM json_each(:ids))"
            ),
            {"ids": people},
        )
    for table in reversed(JOURNALLED):
        db.execute(
            text(f'DELETE FROM "{table}" WHERE id IN (SELECT value FROM json_each(:ids))'),
            {"ids": _listed(rows, table)},
        )


def _listed(rows: Footprint, table: str) -> str:
    return json.dumps(sorted(row_id for name, row_id in rows if name == table))


def unused_bytes(db: Connection, rows: Footprint) -> set[str]:
    """Give the hashes of kept bytes and page texts that only these rows name, now or before."""
    ours = _hashes(db, rows)
    others: set[str] = set()
    for row in journal.expanded(
        JournalRow(*row)
        for row in db.execute(
            text(f"SELECT {_COLUMNS} FROM journal WHERE table_name IN ('file', 'page')")
        ).all()
    ):
        if (row.table, row.row_id) not in rows and row.salt is not None:
            for image in (row.before, row.after):
                known = json.loads(image) if image else {}
                others |= {str(known.get("sha256", "")), str(known.get("text_sha256", ""))}
    return ours - others


def _hashes(db: Connection, rows: Footprint) -> set[str]:
    found: set[str] = set()
    for known in images_of_rows(db, {row for row in rows if row[0] in ("file", "page")}).values():
        for image in known:
            found |= {str(image.get("sha256", "")), str(image.get("text_sha256", ""))}
    return found - {""}


def erase_bytes(db: Connection, hashes: Iterable[str]) -> None:
    """Take kept bytes out of the database."""
    for sha256 in hashes:
        db.exec_driver_sql("DELETE FROM chunk WHERE sha256 = ?", (sha256,))


def erase_images(db: Connection, rows: Footprint, step_id: int) -> int:
    """Erase the images of the rows in all steps before; give how many journal rows lost theirs.

    Rows that shared a block with one of them get a fresh image in the step that purges, so
    that the check still compares them.
    """
    older = [row for row in _holding(db, rows) if row.step_id < step_id]
    for row in older:
        if row.is_block:
            _write_neighbours(db, row, rows, step_id)
    for row in older:
        _erase(db, row)
    return len(older)


def erase_own(db: Connection, step_id: int, *, rows: Footprint) -> None:
    """Erase the images that the purge itself left behind, before its step is sealed."""
    for row in _holding(db, rows):
        if row.step_id == step_id:
            _erase(db, row)


def _holding(db: Connection, rows: Footprint) -> list[JournalRow]:
    """Read the journal rows that hold images of the rows, those purged before left out."""
    return [whole for whole, _ in holding(db, rows) if whole.salt is not None]


def _erase(db: Connection, row: JournalRow) -> None:
    position = db.scalar(
        text("SELECT count(*) FROM journal WHERE step_id = :s AND id < :i"),
        {"s": row.step_id, "i": row.id},
    )
    digest = journal.row_digest(row, int(position or 0)).hex()
    db.exec_driver_sql(
        "UPDATE journal SET before = NULL, after = NULL, salt = NULL, digest = ? WHERE id = ?",
        (digest, row.id),
    )


def _write_neighbours(db: Connection, block: JournalRow, rows: Footprint, step_id: int) -> None:
    """Write a fresh image of each live row whose newest image is in the block."""
    neighbours = {(row.table, row.row_id) for row in journal.expanded([block])} - rows
    newest = {row: known[-1].id for row, known in images_by_row(db, neighbours).items()}
    left = [row_id for (_, row_id), last in newest.items() if last == block.id]
    _write_fresh(db, block.table, left, step_id)


def _write_fresh(db: Connection, table: str, ids: Sequence[int], step_id: int) -> None:
    """Write an image of live rows as they are now, by which the check holds them."""
    image = ", ".join(f"'{c.name}', \"{c.name}\"" for c in tables[table].columns)
    db.exec_driver_sql(
        "INSERT INTO journal (step_id, table_name, row_id, before, after, salt) "
        f"SELECT ?, ?, id, json_object({image}), json_object({image}), "
        f'lower(hex(randomblob(16))) FROM "{table}" '
        "WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id",
        (step_id, table, json.dumps(sorted(ids))),
    )


def erase_worked_out(db: Connection, tainted: Sequence[JournalRow], step_id: int) -> int:
    """Erase images of rows that stay, for the words in them; give how many journal rows."""
    fresh: dict[str, list[int]] = {}
    for table, row_id in needing_images(db, tainted):
        fresh.setdefault(table, []).append(row_id)
    for row in tainted:
        _erase(db, row)
    for table, ids in fresh.items():
        _write_fresh(db, table, ids, step_id)
    return len(tainted)


def erase_labels(db: Connection, known: Known, own_step: int) -> tuple[int, int]:
    """Blank labels of steps and details of events that name the item; give how many of each."""
    counts = []
    for table, column, mine in (("step", "label", own_step), ("event", "detail", -1)):
        rows = db.execute(
            text(f"SELECT id, {column}, salt FROM {table} WHERE salt IS NOT NULL AND id <> :i"),
            {"i": mine},
        ).all()
        named = [
            (journal.salted_digest(salt, words), row_id)
            for row_id, words, salt in rows
            if known.stand_in(_plain(words))
        ]
        if named:
            db.exec_driver_sql(
                f"UPDATE {table} SET {column} = '', salt = NULL, {column}_digest = ? WHERE id = ?",
                named,
            )
        counts.append(len(named))
    return counts[0], counts[1]


def _plain(words: str) -> str:
    """Give the words of an event's detail without the signs of JSON."""
    if not words.startswith("{"):
        return words
    return "\n".join(str(value) for value in json.loads(words).values())
