"""Rows of other laptops that wait and belong to what is purged: they know it by its uid."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import Connection

Row = tuple[str, int]


def waiting_rows(
    db: Connection, taken_out: Collection[tuple[int, Mapping[str, Any]]]
) -> dict[Row, frozenset[str]]:
    """Give every row that waits, or waited (``taken_out``, with images), with the uids in it."""
    found = {
        ("waiting", int(row_id)): _uids(str(uid), str(data))
        for row_id, uid, data in db.exec_driver_sql("SELECT id, uid, data FROM waiting")
    }
    for row_id, image in taken_out:
        if "uid" in image:
            found["waiting", row_id] = _uids(str(image["uid"]), str(image["data"]))
    return found


def _uids(uid: str, data: str) -> frozenset[str]:
    values = json.loads(data).values()
    return frozenset({uid, *(value for value in values if isinstance(value, str))})
