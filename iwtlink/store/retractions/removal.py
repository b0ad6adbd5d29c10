"""Taking items out of the tables, with all that hangs on them.

The journal keeps the images of what goes; ``retractions`` says why it went and brings it
back. Whatever a product or a recipient rests on cannot go.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Literal

from sqlalchemy import Connection, text

from iwtlink.errors import Refused
from iwtlink.i18n import ntr
from iwtlink.store.ids import Kind

Removable = Kind | Literal["statement"]
"""What can be taken out: an item with a reference, or one statement."""

Along = list[tuple[Removable, int]]
"""Items with a reference of their own that go with another."""

_IN = "IN (SELECT value FROM json_each(:ids))"


def went_along(db: Connection, kind: Removable, ids: Sequence[int]) -> Along:
    """Give the items that would go with these: links of entities, records of documents..."""
    listed = list(ids)
    if kind == "entity":
        return _of("link", _ids(db, f"link WHERE from_id {_IN} OR to_id {_IN}", listed)) + _of(
            "observation", _ids(db, f"observation WHERE entity_id {_IN} OR other_id {_IN}", listed)
        )
    if kind == "document":
        records = _ids(db, f"record WHERE document_id {_IN}", listed)
        return _of("record", records) + went_along(db, "record", records)
    if kind == "record":
        return _of("observation", _ids(db, f"observation WHERE record_id {_IN}", listed))
    return []


def remove(db: Connection, kind: Removable, ids: Sequence[int]) -> None:
    """Take items out, with their values, links, places on charts and so on.

    Raise ``Refused`` where a product or a recipient rests on one of them.
    """
    listed = list(ids)
    _refuse_issued(db, kind, listed)
    for along, item_id in _grouped(went_along(db, kind, listed)):
        _take_out(db, along, item_id)
    _take_out(db, kind, listed)


def _grouped(along: Along) -> list[tuple[Removable, list[int]]]:
    kinds = dict.fromkeys(kind for kind, _ in reversed(along))
    return [(kind, [i for known, i in along if known == kind]) for kind in kinds]


def _of(kind: Removable, ids: Sequence[int]) -> Along:
    return [(kind, i) for i in ids]


def _ids(db: Connection, rest: str, ids: Sequence[int]) -> list[int]:
    found = db.execute(text(f"SELECT id FROM {rest} ORDER BY id"), {"ids": json.dumps(list(ids))})
    return [int(row[0]) for row in found]


def _do(db: Connection, sql: str, ids: Sequence[int]) -> None:
    db.execute(text(sql), {"ids": json.dumps(list(ids))})


_RESTS = {
    "entity": (
        f"SELECT (SELECT count(*) FROM product WHERE entity_id {_IN}) "
        f"+ (SELECT count(*) FROM recipient WHERE entity_id {_IN})"
    ),
    "document": (
        "SELECT count(*) FROM product WHERE file_id IN "
        f"(SELECT id FROM file WHERE document_id {_IN})"
    ),
    "recipient": f"SELECT count(*) FROM dissemination WHERE recipient_id {_IN}",
}


def _refuse_issued(db: Connection, kind: Removable, ids: Sequence[int]) -> None:
    query = _RESTS.get(kind)
    count = db.scalar(text(query), {"ids": json.dumps(list(ids))}) if query else 0
    if not count:
        return
    if kind == "recipient":
        raise Refused(
            ntr(
                "It cannot be taken out: {n} product went to it.",
                "It cannot be taken out: {n} products went to it.",
                int(count),
            )
        )
    raise Refused(
        ntr(
            "It cannot be taken out: {n} product or recipient is about it or rests on it.",
            "It cannot be taken out: {n} products or recipients are about it or rest on it.",
            int(count),
        )
    )


def _take_out(db: Connection, kind: Removable, ids: Sequence[int]) -> None:
    remove_beside = _BESIDE.get(kind)
    if remove_beside:
        remove_beside(db, ids)
    if kind == "statement":
        _remove_statements(db, f"id {_IN}", ids)
        return
    if kind in ("entity", "link", "observation"):
        _remove_statements(db, f"subject_kind = '{kind}' AND subject_id {_IN}", ids)
    for table in ("external_ref", "review"):
        _do(db, f"DELETE FROM {table} WHERE kind = '{kind}' AND item_id {_IN}", ids)
    _do(db, f"DELETE FROM aside WHERE kind = '{kind}' AND lead_id {_IN}", ids)
    _do(db, f'DELETE FROM "{kind}" WHERE id {_IN}', ids)


def _remove_statements(db: Connection, which: str, ids: Sequence[int]) -> None:
    _do(
        db,
        f"DELETE FROM passage WHERE statement_id IN (SELECT id FROM statement WHERE {which})",
        ids,
    )
    _do(db, f"DELETE FROM statement WHERE {which}", ids)


def _beside_entity(db: Connection, ids: Sequence[int]) -> None:
    _do(db, f"DELETE FROM chart_entity WHERE entity_id {_IN}", ids)
    for end in ("holder_entity_id", "member_entity_id"):
        _remove_aside(db, "chart_member", end, _ONE_WITH, ids)
        _do(db, f"DELETE FROM chart_member WHERE {end} {_IN}", ids)


_ONE_WITH = (
    "IN (SELECT value FROM json_each(:ids) UNION SELECT row_id FROM aside "
    "WHERE table_name = 'entity' AND kind = 'entity' "
    "AND lead_id IN (SELECT value FROM json_each(:ids)))"
)
"""Entities, and those that are merged into them."""


def _beside_link(db: Connection, ids: Sequence[int]) -> None:
    _do(db, f"DELETE FROM chart_link WHERE link_id {_IN}", ids)


def _remove_aside(db: Connection, table: str, column: str, which: str, ids: Sequence[int]) -> None:
    """Take out rows of a table that a merge set aside and that rest on what goes."""
    _do(
        db,
        f"DELETE FROM aside WHERE table_name = '{table}' AND image ->> '{column}' {which}",
        ids,
    )


def _beside_record(db: Connection, ids: Sequence[int]) -> None:
    aside = "SELECT row_id FROM aside WHERE table_name = 'statement' AND image ->> 'record_id'"
    _remove_aside(db, "passage", "statement_id", f"IN ({aside} {_IN})", ids)
    _remove_aside(db, "passage", "record_id", _IN, ids)
    _remove_aside(db, "statement", "record_id", _IN, ids)
    _remove_statements(db, f"record_id {_IN}", ids)
    _do(db, f"DELETE FROM passage WHERE record_id {_IN}", ids)


def _beside_document(db: Connection, ids: Sequence[int]) -> None:
    files = f"(SELECT id FROM file WHERE document_id {_IN})"
    pages = f"(SELECT id FROM page WHERE file_id IN {files})"
    lent = "table_name = 'entity' AND column_name = 'picture_id'"
    shown = f"SELECT id FROM entity WHERE picture_id IN {files}"
    _do(db, f"DELETE FROM moved WHERE {lent} AND row_id IN ({shown})", ids)
    _do(
        db,
        "UPDATE aside SET image = json_set(image, '$.picture_id', NULL) || '' "
        f"WHERE table_name = 'entity' AND image ->> 'picture_id' IN {files}",
        ids,
    )
    for table in ("entity", "chart_shape"):
        _do(db, f"UPDATE {table} SET picture_id = NULL WHERE picture_id IN {files}", ids)
    _remove_aside(db, "passage", "page_id", f"IN {pages}", ids)
    _do(db, f"DELETE FROM passage WHERE page_id IN {pages}", ids)
    _do(db, f"DELETE FROM page WHERE file_id IN {files}", ids)
    _do(db, f"DELETE FROM origin WHERE document_id {_IN}", ids)
    _do(db, f"DELETE FROM file WHERE document_id {_IN}", ids)


_ON_CHARTS = ("chart_snapshot", "chart_member", "chart_shape", "chart_link", "chart_entity")


def _beside_chart(db: Connection, ids: Sequence[int]) -> None:
    for table in _ON_CHARTS:
        _remove_aside(db, table, "chart_id", _IN, ids)
        _do(db, f"DELETE FROM {table} WHERE chart_id {_IN}", ids)


def _beside_product(db: Connection, ids: Sequence[int]) -> None:
    _do(db, f"DELETE FROM dissemination WHERE product_id {_IN}", ids)


_BESIDE: dict[str, Callable[[Connection, Sequence[int]], None]] = {
    "entity": _beside_entity,
    "link": _beside_link,
    "record": _beside_record,
    "document": _beside_document,
    "chart": _beside_chart,
    "product": _beside_product,
}
"""What hangs on an item and has no reference of its own."""
