"""What is kept back of the whole database, and may be named beside the few items that leave."""

from __future__ import annotations

import json

from sqlalchemy import Connection

from iwtlink.operations.exchange.secrets import telling
from iwtlink.store.markings import Reader, kept_from

_KEPT = """
    SELECT DISTINCT property, value FROM statement
    WHERE record_id IN (SELECT value FROM json_each(?1))
"""
_TOLD_ELSEWHERE = """
    SELECT DISTINCT s.property, s.value FROM json_each(?2) k
    JOIN statement s ON s.property = k.value ->> 0 AND s.value = k.value ->> 1
    WHERE s.record_id IS NULL OR s.record_id NOT IN (SELECT value FROM json_each(?1))
"""
_REFS = """
    SELECT x.ref FROM external_ref x WHERE x.kind IN ('entity', 'link') AND EXISTS (
        SELECT 1 FROM statement s WHERE s.subject_kind = x.kind AND s.subject_id = x.item_id
    ) AND NOT EXISTS (
        SELECT 1 FROM statement s WHERE s.subject_kind = x.kind AND s.subject_id = x.item_id
        AND (s.record_id IS NULL OR s.record_id NOT IN (SELECT value FROM json_each(?1)))
    )
"""


def words_kept_back(db: Connection, reader: Reader) -> set[str]:
    """Give the names and numbers that only records which a reader may not see state.

    Cost: linear in what those records state; nothing where there are none.
    """
    records = kept_from(db, reader).records
    if records == "[]":
        return set()
    kept = {(str(name), str(value)) for name, value in db.exec_driver_sql(_KEPT, (records,))}
    asked = json.dumps(sorted(kept), ensure_ascii=False)
    for name, value in db.exec_driver_sql(_TOLD_ELSEWHERE, (records, asked)):
        kept.discard((name, value))
    words = {word for name, value in kept for word in telling(name, value)}
    return words | set(db.exec_driver_sql(_REFS, (records,)).scalars())
