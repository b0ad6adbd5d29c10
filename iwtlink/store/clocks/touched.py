"""What one step did to the original state: which rows came, went, and changed in which fields.

The original state is the live one without what merges made of it: a row that lies aside is there,
and a pointer that a merge moved still points where it did.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, text

from iwtlink.store.clocks.fields import EXCHANGED, SHAPES, clocked, meant
from iwtlink.store.journal import live_image
from iwtlink.store.journal.blocks import Blocks

Row = tuple[str, int]
Image = Mapping[str, Any]
Both = tuple[Image | None, Image | None]
"""A row before the step and after it; None where it was not there."""
Named = tuple[str, str]
"""Table and uid of a row."""


@dataclass(slots=True)
class Touched:
    """Rows that changed, with the fields that did; rows that came, and rows that went."""

    changed: dict[Named, list[str]] = field(default_factory=dict)
    came: set[Named] = field(default_factory=set)
    went: set[Named] = field(default_factory=set)


def touched_by(db: Connection, blocks: Blocks, *, any_gone: bool) -> Touched:
    """Read from the journal what a step did to exchanged rows; ``blocks`` are those of the step.

    What came is looked for only where ``any_gone``: nobody knows of any other row. Cost: nothing
    for rows put in by the hundred, linear in what was changed or taken out.
    """
    step_id = blocks.step_id
    names = set(
        db.scalars(
            text("SELECT DISTINCT table_name FROM journal WHERE step_id = :s"), {"s": step_id}
        )
    )
    live = {
        (table, row_id): both
        for table in EXCHANGED
        if table in names
        for row_id, both in _changes(db, step_id, table)
    }
    aside = _asides(db, step_id) if "aside" in names else {}
    moved = _moves(db, step_id) if "moved" in names else {}
    found = Touched()
    _sort_out(db, live, aside, moved, found)
    for table in EXCHANGED:
        if table in names:
            _look_into_blocks(db, blocks, table, found, any_gone=any_gone)
    _drop_what_is_there(db, found)
    return found


# What the journal says of single rows

_ALONE = "step_id = :s AND table_name = :t AND substr(coalesce(after, before), 1, 1) IS NOT '['"


def _changes(db: Connection, step_id: int, table: str) -> Iterator[tuple[int, Both]]:
    """Give the first and the last image of rows, those without an exchanged change left out."""
    columns = [c for names in clocked(table).values() for c in names]
    differs = " OR ".join(f"before ->> '{c}' IS NOT after ->> '{c}'" for c in columns)
    query = text(
        f"SELECT row_id, before, after FROM journal WHERE {_ALONE} "
        f"AND (before IS NULL OR after IS NULL OR {differs}) ORDER BY id"
    )
    yield from _first_and_last(db.execute(query, {"s": step_id, "t": table}))


def _first_and_last(rows: Iterable[Any]) -> Iterator[tuple[int, Both]]:
    found: dict[int, tuple[str | None, str | None]] = {}
    for row_id, before, after in rows:
        found[row_id] = (found[row_id][0] if row_id in found else before, after)
    for row_id, (before, after) in found.items():
        yield row_id, (_read(before), _read(after))


def _read(image: str | None) -> Image | None:
    return None if image is None else json.loads(image)


def _beside(db: Connection, step_id: int, table: str) -> Iterator[Both]:
    query = text(f"SELECT row_id, before, after FROM touched WHERE {_OF_STEP} ORDER BY journal_id")
    for _, both in _first_and_last(db.execute(query, {"s": step_id, "t": table})):
        yield both


_OF_STEP = "step_id = :s AND table_name = :t"


def _asides(db: Connection, step_id: int) -> dict[Row, Both]:
    """Give the images that lay aside before and after the step, by the row they are of."""
    found: dict[Row, Both] = {}
    for before, after in _beside(db, step_id, "aside"):
        for known, is_after in ((before, False), (after, True)):
            if known is not None:
                key = (str(known["table_name"]), int(known["row_id"]))
                image = json.loads(known["image"])
                was, now = found.get(key, (None, None))
                found[key] = (was, image) if is_after else (image, now)
    return found


Moved = dict[Row, dict[str, tuple[Any, Any]]]
_NOT_MOVED = object()


def _moves(db: Connection, step_id: int) -> Moved:
    """Give the original values of moved columns before and after the step."""
    found: Moved = {}
    for before, after in _beside(db, step_id, "moved"):
        for known, is_after in ((before, False), (after, True)):
            if known is not None:
                columns = found.setdefault((str(known["table_name"]), int(known["row_id"])), {})
                name, value = str(known["column_name"]), known["from_id"]
                was, now = columns.get(name, (_NOT_MOVED, _NOT_MOVED))
                columns[name] = (was, value) if is_after else (value, now)
    return found


# What that means for the original state


def _sort_out(
    db: Connection,
    live: Mapping[Row, Both],
    aside: Mapping[Row, Both],
    moved: Moved,
    found: Touched,
) -> None:
    still = _still_moved(db, [row for row, both in live.items() if all(both)])
    for row in {**live, **aside, **moved}:
        table = row[0]
        if table not in SHAPES:
            continue
        before, after = live.get(row, (None, None))
        if row not in live and row not in aside:
            before = after = _read(live_image(db, *row))
        lay, lies = aside.get(row, (None, None))
        was = _original(before or lay, moved.get(row, {}), 0)
        now = _original(after or lies, moved.get(row, {}), 1)
        if was is None and now is not None:
            found.came.add((table, str(now["uid"])))
        elif now is None and was is not None:
            found.went.add((table, str(was["uid"])))
        elif was is not None and now is not None:
            fields = _differing(table, was, now, still.get(row, set()) - moved.get(row, {}).keys())
            if fields:
                found.changed[table, str(now["uid"])] = fields


def _original(image: Image | None, moves: Mapping[str, tuple[Any, Any]], side: int) -> Image | None:
    if image is None:
        return None
    known = {name: both[side] for name, both in moves.items() if both[side] is not _NOT_MOVED}
    return {**image, **known}


def _differing(table: str, was: Image, now: Image, without: set[str]) -> list[str]:
    was, now = meant(table, was), meant(table, now)
    return [
        name
        for name, columns in clocked(table).items()
        if any(c in was and c not in without and was[c] != now[c] for c in columns)
    ]


def _still_moved(db: Connection, rows: Iterable[Row]) -> dict[Row, set[str]]:
    """Give the columns of rows whose original value is kept apart, by row."""
    if not db.scalar(text("SELECT EXISTS (SELECT 1 FROM moved)")):
        return {}
    found: dict[Row, set[str]] = {}
    wanted = set(rows)
    for table, row_id, column in db.execute(
        text(
            "SELECT table_name, row_id, column_name FROM moved "
            "WHERE row_id IN (SELECT value FROM json_each(:ids))"
        ),
        {"ids": json.dumps(sorted({row_id for _, row_id in wanted}))},
    ):
        if (table, row_id) in wanted:
            found.setdefault((table, row_id), set()).add(column)
    return found


# Rows by the hundred

_TAKEN_OUT = text(
    "SELECT EXISTS (SELECT 1 FROM journal WHERE step_id = :s AND table_name = :t "
    "AND after IS NULL AND substr(before, 1, 1) = '[')"
)
_UIDS_OUT = text(f"SELECT before ->> 'uid' FROM touched WHERE {_OF_STEP} AND after IS NULL")
_KNOWN_GONE = (
    'SELECT t.uid FROM "{table}" t JOIN clock c ON c.row_uid = t.uid '
    "AND c.table_name = '{table}' AND c.field = '' AND c.is_gone WHERE t.id BETWEEN ? AND ?"
)


def _look_into_blocks(
    db: Connection, blocks: Blocks, table: str, found: Touched, *, any_gone: bool
) -> None:
    values = {"s": blocks.step_id, "t": table}
    if db.scalar(_TAKEN_OUT, values):
        found.went |= {(table, str(uid)) for uid in db.scalars(_UIDS_OUT, values)}
    for ids in blocks.inserted.get(table, ()) if any_gone else ():
        query = _KNOWN_GONE.format(table=table)
        uids = db.exec_driver_sql(query, (ids[0], ids[-1])).scalars()
        found.came |= {(table, str(uid)) for uid in uids}


def _drop_what_is_there(db: Connection, found: Touched) -> None:
    """Take out of those that went what is live after all, or lies aside."""
    for table in {name for name, _ in found.went}:
        uids = json.dumps([uid for name, uid in found.went if name == table])
        there = set(
            db.execute(
                text(
                    f'SELECT uid FROM "{table}" WHERE uid IN (SELECT value FROM json_each(:u)) '
                    "UNION SELECT image ->> 'uid' FROM aside WHERE table_name = :t "
                    "AND image ->> 'uid' IN (SELECT value FROM json_each(:u))"
                ),
                {"u": uids, "t": table},
            ).scalars()
        )
        found.went -= {(table, str(uid)) for uid in there}
