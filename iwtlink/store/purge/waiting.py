"""Purged rows by uid: those of other laptops that wait, and what exchange files say of them."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import Connection

from iwtlink.store.journal.touching import Row, images_by_row

_ITEMS = frozenset(
    {"entity", "link", "observation", "document", "record", "article", "product"}
    | {"recipient", "chart"}
)


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


def names_of(db: Connection, rows: Collection[Row]) -> set[tuple[str, str]]:
    """Give tables and uids of rows, there or gone; of those that wait, the table they are for."""
    return {
        (str(image["table_name"]) if table == "waiting" else table, str(image["uid"]))
        for (table, _), images in images_by_row(db, rows).items()
        for one in images
        for words in (one.before, one.after)
        if words
        for image in (json.loads(words),)
    }


def items_of(
    names: Collection[tuple[str, str]], head: tuple[str, str]
) -> dict[tuple[str, str], str]:
    """Give the items among purged rows, each with what it went along with; the first with none."""
    return {
        name: "" if name == head else ":".join(head)
        for name in names
        if name == head or name[0] in _ITEMS
    }


def _uids(uid: str, data: str) -> frozenset[str]:
    values = json.loads(data).values()
    return frozenset({uid, *(value for value in values if isinstance(value, str))})
