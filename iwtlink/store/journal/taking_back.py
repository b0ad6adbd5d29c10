"""Taking back one step of any age, where nothing later rests on it.

Unlike undo, which takes back the last step of a scope, this looks at what the step itself
changed. Columns that a later step changed and this one did not are left as they are; what is
worked out from statements (labels, shown values) is worked out again. Where a row was changed
since, or something later rests on it, the later steps are named.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, text
from sqlalchemy.exc import IntegrityError

from iwtlink.errors import Refused
from iwtlink.i18n import tr
from iwtlink.store import journal
from iwtlink.store.journal.reverting import make_way
from iwtlink.store.journal.touching import Row, images_by_row
from iwtlink.store.retractions.returning import (
    NAMED,
    Image,
    missing_rows,
    parents_of,
    pointers_of,
    put_rows,
)
from iwtlink.store.schema import JOURNALLED, tables

_WORKED_OUT = {
    "entity": frozenset({"label", "script_label"}),
    "statement": frozenset({"is_shown"}),
    "link": frozenset(
        {"role", "start", "start_first", "end", "end_last", "percent", "amount", "currency"}
        | {"quantity", "unit"}
    ),
}
"""Columns that follow from statements at the end of each edit."""
_MERGEABLE = ("entity", "link")
_MOST_NAMED = 5
_MOST_LOOKED_AT = 300


@dataclass(slots=True)
class _Reverse:
    """What must be done to take a step back."""

    made: dict[Row, Image] = field(default_factory=dict)
    lost: dict[Row, Image] = field(default_factory=dict)
    changed: dict[Row, tuple[Image, Image]] = field(default_factory=dict)


def take_back(db: Connection, step_ids: Sequence[int], in_force: Collection[int]) -> None:
    """Write back what the steps changed; raise ``Refused`` naming the later steps in the way.

    ``in_force`` are the steps of the file that are not undone.
    """
    reverse = _read(db, step_ids)
    in_the_way = _conflicts(db, reverse)
    if in_the_way:
        told = (_sentence(db, in_the_way, max(step_ids), in_force), _split_instead(db, reverse))
        raise Refused(" ".join(words for words in told if words))
    if not (reverse.made or reverse.lost or reverse.changed):
        raise Refused(tr("Nothing is left of this step to take back."))
    db.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    try:
        _write(db, reverse)
    except IntegrityError as error:
        raise Refused(
            tr("This cannot be taken back: what was entered since stands in its place.")
        ) from error


def _read(db: Connection, step_ids: Sequence[int]) -> _Reverse:
    reverse = _Reverse()
    for key, (before, after) in _net(journal.read_rows(db, step_ids)).items():
        if before == after:
            continue
        if before is None:
            reverse.made[key] = json.loads(after or "")
        elif after is None:
            reverse.lost[key] = json.loads(before)
        else:
            reverse.changed[key] = (json.loads(before), json.loads(after))
    return reverse


def _net(rows: Iterable[journal.JournalRow]) -> dict[Row, tuple[str | None, str | None]]:
    """Give each row's image before the first and after the last of its changes."""
    net: dict[Row, tuple[str | None, str | None]] = {}
    for row in journal.expanded(rows):
        if row.salt is None:
            raise Refused(tr("This cannot be taken back: what it changed was purged for good."))
        key = (row.table, row.row_id)
        net[key] = (net[key][0] if key in net else row.before, row.after)
    return net


def _meant(table: str, image: Image) -> Image:
    """Give the columns that people decide, without those worked out from them."""
    left_out = _WORKED_OUT.get(table, frozenset())
    if table == "link" and not image.get("is_strength_set", 1):
        left_out |= {"strength"}
    return {name: value for name, value in image.items() if name not in left_out}


def _changes(table: str, before: Image, after: Image) -> Image:
    """Give what the step wrote into the columns that it changed."""
    known = _meant(table, after)
    return {name: value for name, value in known.items() if before.get(name) != value}


def _conflicts(db: Connection, reverse: _Reverse) -> set[Row]:
    """Give the rows that are not as the step left them, or that rest on what it made."""
    live = _live(db, {*reverse.made, *reverse.lost, *reverse.changed})
    found = {row for row in reverse.lost if row in live}
    for row, image in reverse.made.items():
        now = live.get(row)
        if now is None or _meant(row[0], now) != _meant(row[0], image):
            found.add(row)
    for row, (before, after) in reverse.changed.items():
        wrote = _changes(row[0], before, after)
        now = live.get(row)
        if wrote and (now is None or any(now[name] != wrote[name] for name in wrote)):
            found.add(row)
    return found | _resting_on(db, reverse) | _parents_gone(db, reverse)


def _live(db: Connection, rows: Iterable[Row]) -> dict[Row, Image]:
    found = {}
    for table, ids in _by_table(rows).items():
        image = ", ".join(f"'{c.name}', \"{c.name}\"" for c in tables[table].columns)
        query = (
            f'SELECT id, json_object({image}) FROM "{table}" '
            "WHERE id IN (SELECT value FROM json_each(?))"
        )
        for row_id, now in db.exec_driver_sql(query, (json.dumps(ids),)):
            found[table, int(row_id)] = json.loads(now)
    return found


def _by_table(rows: Iterable[Row]) -> dict[str, list[int]]:
    ids: dict[str, list[int]] = {}
    for table, row_id in rows:
        ids.setdefault(table, []).append(row_id)
    return ids


def _resting_on(db: Connection, reverse: _Reverse) -> set[Row]:
    """Give live rows that point at what the step made and were not made by it."""
    made = _by_table(reverse.made)
    found: set[Row] = set()
    for table in JOURNALLED:
        for column, parent in pointers_of(db, table):
            if parent in made:
                found |= _pointing(db, table, f'"{column}"', made[parent], "")
        if table in NAMED:
            kind, item = NAMED[table]
            for parent, ids in made.items():
                found |= _pointing(db, table, item, ids, f"AND {kind} = '{parent}'")
    found |= _aside_resting_on(db, {row for row in reverse.made if row[0] not in _MERGEABLE})
    return found - reverse.made.keys() - reverse.changed.keys()


def _aside_resting_on(db: Connection, made: Collection[Row]) -> set[Row]:
    """Give rows that a merge set aside and that point at what the step made."""
    found: set[Row] = set()
    if made:
        pointers = {table: pointers_of(db, table) for table in JOURNALLED}
        for aside_id, table, image in db.exec_driver_sql("SELECT id, table_name, image FROM aside"):
            if parents_of(table, json.loads(image), pointers[table]) & set(made):
                found.add(("aside", int(aside_id)))
    return found


def _pointing(db: Connection, table: str, column: str, ids: list[int], more: str) -> set[Row]:
    rows = db.exec_driver_sql(
        f'SELECT id FROM "{table}" WHERE {column} IN (SELECT value FROM json_each(?)) {more}',
        (json.dumps(ids),),
    )
    return {(table, int(row[0])) for row in rows}


def _parents_gone(db: Connection, reverse: _Reverse) -> set[Row]:
    """Give rows that are gone and on which what would come back rests."""
    coming = dict(reverse.lost)
    coming |= {row: before for row, (before, _) in reverse.changed.items()}
    pointers = {table: pointers_of(db, table) for table in JOURNALLED}
    wanted: set[Row] = set()
    for (table, _), image in coming.items():
        wanted |= parents_of(table, image, pointers[table])
    return missing_rows(db, wanted - reverse.lost.keys())


def _write(db: Connection, reverse: _Reverse) -> None:
    made = _by_table(reverse.made)
    for table in reversed(JOURNALLED):
        if table != "entity":
            _delete(db, table, made.get(table, ()))
    for table in JOURNALLED:
        changed = [images for row, images in reverse.changed.items() if row[0] == table]
        make_way(db, table, changed)
    for (table, row_id), (before, after) in reverse.changed.items():
        names = list(_changes(table, before, after))
        if names:
            pairs = ", ".join(f'"{name}" = ?' for name in names)
            values: list[Any] = [before.get(name) for name in names]
            db.exec_driver_sql(f'UPDATE "{table}" SET {pairs} WHERE id = ?', (*values, row_id))
    put_rows(db, reverse.lost)
    _delete(db, "entity", made.get("entity", ()))  # last: its places on charts point elsewhere now


def _delete(db: Connection, table: str, ids: Collection[int]) -> None:
    if ids:
        db.exec_driver_sql(f'DELETE FROM "{table}" WHERE id = ?', [(i,) for i in ids])


def _sentence(db: Connection, rows: Collection[Row], after: int, in_force: Collection[int]) -> str:
    """Say which later steps must be taken back first, the newest first."""
    touching: set[int] = set()
    for images in images_by_row(db, sorted(rows)[:_MOST_LOOKED_AT]).values():
        touching |= {image.step_id for image in images}
    later = sorted((s for s in touching if s > after and s in in_force), reverse=True)
    if not later:
        return tr("This cannot be taken back: what it changed is not as it left it.")
    named = "; ".join(_named(db, step_id) for step_id in later[:_MOST_NAMED])
    if len(later) > _MOST_NAMED:
        named = tr("{steps}; and {n} more", steps=named, n=len(later) - _MOST_NAMED)
    return tr("Later steps rest on this one. Take these back first: {steps}.", steps=named)


def _split_instead(db: Connection, reverse: _Reverse) -> str:
    """Say whom to split off where the step merged items that are still one."""
    merges = [image for (table, _), image in reverse.made.items() if table == "merge"]
    kinds = {str(image["kind"]) for image in merges}
    kind = "entity" if "entity" in kinds else "link"
    ids = [int(image["absorbed_id"]) for image in merges if image["kind"] == kind]
    rows = db.exec_driver_sql(
        "SELECT ref FROM aside WHERE kind = ?1 AND table_name = ?1 "
        "AND row_id IN (SELECT value FROM json_each(?2)) ORDER BY row_id",
        (kind, json.dumps(ids)),
    )
    refs = [str(row[0]) for row in rows]
    if not refs:
        return ""
    named = ", ".join(refs[:_MOST_NAMED])
    if len(refs) > _MOST_NAMED:
        named = tr("{refs} and {n} more", refs=named, n=len(refs) - _MOST_NAMED)
    return tr("What it merged can be split instead: {refs}.", refs=named)


def _named(db: Connection, step_id: int) -> str:
    row = db.execute(
        text(
            "SELECT s.label, coalesce(a.initials, ''), s.started_at FROM step s "
            "LEFT JOIN analyst a ON a.id = s.analyst_id WHERE s.id = :s"
        ),
        {"s": step_id},
    ).one()
    when = f"{row[2][:10]} {row[2][11:16]} UTC"
    return tr("step {n} “{label}” ({who}, {when})", n=step_id, label=row[0], who=row[1], when=when)
