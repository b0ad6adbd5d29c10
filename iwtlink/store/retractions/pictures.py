"""Pictures that went with a document, hung again when it comes back."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection

_LOST = """
    SELECT row_id, before ->> 'picture_id', step_id FROM journal WHERE table_name = 'entity'
    AND before IS NOT NULL AND after IS NOT NULL AND after ->> 'picture_id' IS NULL
    AND step_id IN (SELECT step_id FROM journal WHERE table_name = 'retraction') ORDER BY id
"""
_LOST_ASIDE = """
    SELECT before ->> 'row_id', before ->> 'image' ->> 'picture_id' FROM journal
    WHERE table_name = 'aside' AND before IS NOT NULL AND after IS NOT NULL
    AND before ->> 'table_name' = 'entity' AND after ->> 'image' ->> 'picture_id' IS NULL
    AND step_id IN (SELECT step_id FROM journal WHERE table_name = 'retraction') ORDER BY id
"""
_LENT = """
    SELECT before ->> 'row_id', step_id FROM touched WHERE table_name = 'moved'
    AND after IS NULL AND before ->> 'column_name' = 'picture_id'
    AND step_id IN (SELECT step_id FROM journal WHERE table_name = 'retraction')
"""


def hang_pictures(db: Connection, files: Collection[int]) -> set[int]:
    """Give entities the pictures back that went with a document and came back now.

    Give these entities; one that a merge has set aside gets its own back there.
    """
    if not files:
        return set()
    lent = {tuple(row) for row in db.exec_driver_sql(_LENT)}
    lost = {
        int(row_id): int(picture)
        for row_id, picture, step_id in db.exec_driver_sql(_LOST)
        if picture in files and (row_id, step_id) not in lent
    }
    aside = db.exec_driver_sql(_LOST_ASIDE).all()
    lost |= {int(row_id): int(picture) for row_id, picture in aside if picture in files}
    for row_id, picture in lost.items():
        _hang(db, row_id, picture)
    return set(lost)


def _hang(db: Connection, entity_id: int, picture: int) -> None:
    """Hang a picture where there is none, or only one that an absorbed entity lends."""
    lent = "table_name = 'entity' AND column_name = 'picture_id' AND row_id = ?"
    is_lent = db.exec_driver_sql(f"SELECT 1 FROM moved WHERE {lent}", (entity_id,)).first()
    empty = "" if is_lent else "AND picture_id IS NULL"
    db.exec_driver_sql(f"DELETE FROM moved WHERE {lent}", (entity_id,))
    db.exec_driver_sql(
        f"UPDATE entity SET picture_id = ? WHERE id = ? {empty}", (picture, entity_id)
    )
    db.exec_driver_sql(
        "UPDATE aside SET image = json_set(image, '$.picture_id', ?) || '' "
        "WHERE table_name = 'entity' AND row_id = ? AND image ->> 'picture_id' IS NULL",
        (picture, entity_id),
    )
