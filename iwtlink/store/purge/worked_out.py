"""Words that were worked out from purged statements: labels of entities, values of links.

They stand in rows that are not purged themselves. What no other statement says is taken out
of the live row and out of every image of it; a row that is retracted cannot be worked out anew
and is told of instead.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, text

from iwtlink.store.journal import JournalRow, expanded
from iwtlink.store.journal.touching import Row, holding, images_by_row
from iwtlink.store.purge.rows import Footprint, images_of_rows
from iwtlink.store.settle import LINK_COLUMNS

_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "entity": ("label", "script_label"),
    "link": LINK_COLUMNS,
}
_TOLD = ("value", "number", "unit", "first", "last")

Said = dict[Row, set[Any]]
"""By subject: what only the purged statements say of it."""


@dataclass(frozen=True, slots=True)
class WorkedOut:
    """Journal rows that hold such words, and the names among them.

    ``left`` are retracted rows whose images keep such words, with their references.
    """

    tainted: list[JournalRow]
    names: frozenset[str]
    left: dict[Row, str]


def said_by(db: Connection, rows: Footprint) -> Said:
    """Give what the statements among the rows say of items that are not purged with them."""
    statements = {row for row in rows if row[0] == "statement"}
    found: Said = {}
    for images in images_of_rows(db, statements).values():
        for image in images:
            subject = (str(image["subject_kind"]), int(image["subject_id"]))
            if subject[0] in _COLUMNS and subject not in rows:
                found.setdefault(subject, set()).update(image[name] for name in _TOLD)
    return found


def forget(db: Connection, said: Said) -> WorkedOut:
    """Name anew what only the purged statements named; find what the journal still says of it.

    To be called once the statements are gone and what they leave is worked out.
    """
    lost = _only_there(db, said)
    _name_by_reference(db, lost)
    live = _live(db, lost)
    tainted: list[JournalRow] = []
    left: dict[Row, str] = {}
    names: set[str] = set()
    for whole, parts in holding(db, lost):
        is_tainted = False
        for part in parts:
            row = (part.table, part.row_id)
            words = _lost_words(part, lost[row], live.get(row, {}))
            if part.table == "entity":
                names |= {str(word) for word in words}
            if words and row not in live:
                left[row] = str(json.loads(part.before or part.after or "{}").get("ref", ""))
            elif words:
                is_tainted = True
        if is_tainted:
            tainted.append(whole)
    return WorkedOut(tainted, frozenset(names), left)


def _only_there(db: Connection, said: Said) -> Said:
    """Leave out what other statements say of the same item, and what is no word at all."""
    found: Said = {}
    for kind in _COLUMNS:
        ids = json.dumps(sorted(i for known, i in said if known == kind))
        others: dict[int, set[Any]] = {}
        for row in db.execute(
            text(
                f"SELECT subject_id, {', '.join(_TOLD)} FROM statement WHERE subject_kind = :k "
                "AND subject_id IN (SELECT value FROM json_each(:ids))"
            ),
            {"k": kind, "ids": ids},
        ):
            others.setdefault(int(row[0]), set()).update(row[1:])
        for (known, i), words in said.items():
            if known == kind:
                found[known, i] = words - others.get(i, set()) - {None, ""}
    return found


def _name_by_reference(db: Connection, lost: Said) -> None:
    """Call an entity by its reference where nothing is left that names it."""
    for (kind, row_id), words in lost.items():
        if kind == "entity":
            listed = json.dumps([word for word in words if isinstance(word, str)])
            for column, instead in (("label", "ref"), ("script_label", "''")):
                db.exec_driver_sql(
                    f"UPDATE entity SET {column} = {instead} WHERE id = ? "
                    f"AND {column} IN (SELECT value FROM json_each(?))",
                    (row_id, listed),
                )


def _live(db: Connection, rows: Iterable[Row]) -> dict[Row, dict[str, Any]]:
    found: dict[Row, dict[str, Any]] = {}
    wanted = list(rows)
    for kind, columns in _COLUMNS.items():
        names = ", ".join(f'"{name}"' for name in columns)
        ids = json.dumps([i for known, i in wanted if known == kind])
        for row in db.execute(
            text(
                f'SELECT id, {names} FROM "{kind}" WHERE id IN (SELECT value FROM json_each(:ids))'
            ),
            {"ids": ids},
        ):
            found[kind, int(row[0])] = dict(zip(columns, row[1:], strict=True))
    return found


def _lost_words(part: JournalRow, lost: set[Any], now: Mapping[str, Any]) -> set[Any]:
    images = [json.loads(image) for image in (part.before, part.after) if image]
    return {
        image.get(name)
        for image in images
        for name in _COLUMNS[part.table]
        if image.get(name) in lost and image.get(name) != now.get(name)
    }


def needing_images(db: Connection, tainted: Iterable[JournalRow]) -> list[Row]:
    """Give the rows whose newest image is among those to be erased."""
    listed = list(tainted)
    erased = {row.id for row in listed}
    rows = {(row.table, row.row_id) for row in expanded(listed)}
    return [row for row, known in images_by_row(db, rows).items() if known[-1].id in erased]
