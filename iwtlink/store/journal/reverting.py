"""Taking steps back: what they changed on the whole, and how every row gets its image before."""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, text

from iwtlink.errors import Refused
from iwtlink.i18n import tr
from iwtlink.store.journal import JournalRow, expanded, read_row
from iwtlink.store.journal.blocks import Blocks, rows_of, runs_of
from iwtlink.store.schema import JOURNALLED, tables

Key = tuple[str, int]
"""Table and row id."""

NetChange = dict[Key, tuple[str | None, str | None]]
"""By row: the image before the first and after the last of some changes."""


@dataclass(frozen=True, slots=True)
class KeptBlock:
    """A block whose rows nothing else in the same steps touched."""

    journal_id: int
    table: str
    ids: Sequence[int]
    is_removal: bool


@dataclass(frozen=True, slots=True)
class Net:
    """What some steps changed on the whole: single rows, and blocks of rows put in or out.

    ``blocks`` are in order of table and id and do not overlap.
    """

    rows: NetChange
    blocks: Sequence[KeptBlock] = ()

    def block_of(self, key: Key) -> KeptBlock | None:
        """Give the block that holds a row, if any does."""
        place = bisect_right(self.blocks, key, key=lambda b: (b.table, b.ids[0])) - 1
        block = self.blocks[place] if place >= 0 else None
        return block if block and block.table == key[0] and key[1] in block.ids else None

    def image_after(self, db: Connection, key: Key) -> tuple[bool, str | None]:
        """Say whether a row was touched at all, and give its image after."""
        if key in self.rows:
            return True, self.rows[key][1]
        block = self.block_of(key)
        if block is None:
            return False, None
        rows = expanded([read_row(db, block.journal_id)])
        return True, next(row.after for row in rows if row.row_id == key[1])


def net_change(db: Connection, step_ids: Sequence[int]) -> Net:
    """Fold the changes of steps into one a row, dropping those that end as they began.

    Raise ``Refused`` where a row was purged: what it said cannot be brought back.
    """
    listed = json.dumps(list(step_ids))
    purged = "SELECT 1 FROM journal WHERE step_id IN (SELECT value FROM json_each(:s)) "
    if db.scalar(text(f"{purged} AND salt IS NULL"), {"s": listed}):
        raise Refused(tr("This cannot be taken back: what it changed was purged for good."))
    blocks = _blocks(db, listed)
    alone = _rows(db, listed, "IS NOT")
    mixed = _entangled(blocks, {(row.table, row.row_id) for row in alone})
    alone += expanded(read_row(db, journal_id) for journal_id in mixed)
    alone.sort(key=lambda row: row.id)
    return Net(_fold(alone), [block for block in blocks if block.journal_id not in mixed])


_ROWS = (
    "SELECT id, step_id, table_name, row_id, before, after, salt, digest FROM journal "
    "WHERE step_id IN (SELECT value FROM json_each(?)) "
    "AND substr(coalesce(after, before), 1, 1) {} '[' ORDER BY id"
)


def _rows(db: Connection, steps: str, test: str) -> list[JournalRow]:
    return [JournalRow(*row) for row in db.exec_driver_sql(_ROWS.format(test), (steps,))]


def _blocks(db: Connection, steps: str) -> list[KeptBlock]:
    found = []
    for row in db.exec_driver_sql(_ROWS.format("IS"), (steps,)):
        block = JournalRow(*row)
        ids = [values[0] for values in rows_of(block)[1]]
        found.append(KeptBlock(block.id, block.table, ids, block.after is None))
    return sorted(found, key=lambda block: (block.table, block.ids[0]))


def _entangled(blocks: Sequence[KeptBlock], alone: Iterable[Key]) -> set[int]:
    """Give the blocks with a row that was touched by itself, or that overlap another."""
    touched: dict[str, list[int]] = {}
    for table, row_id in sorted(alone):
        touched.setdefault(table, []).append(row_id)
    mixed = {b.journal_id for b in blocks if _is_between(b, touched.get(b.table, ()))}
    farthest: dict[str, KeptBlock] = {}
    for block in blocks:
        before = farthest.get(block.table)
        if before and block.ids[0] <= before.ids[-1]:
            mixed |= {before.journal_id, block.journal_id}
        if not before or block.ids[-1] > before.ids[-1]:
            farthest[block.table] = block
    return mixed


def _is_between(block: KeptBlock, ids: Sequence[int]) -> bool:
    place = bisect_left(ids, block.ids[0])
    return place < len(ids) and ids[place] <= block.ids[-1]


def _fold(rows: Iterable[JournalRow]) -> NetChange:
    net: NetChange = {}
    for row in rows:
        key = (row.table, row.row_id)
        before = net[key][0] if key in net else row.before
        net[key] = (before, row.after)
    return {key: images for key, images in net.items() if images[0] != images[1]}


_AT_ONCE = 20_000
"""Rows brought back by one statement."""


def revert(db: Connection, net: Net, blocks: Blocks) -> None:
    """Write every row back to its image before: children go first, parents come first.

    What pointed at an entity that goes, and points at another again, is changed before it goes.

    ``blocks`` are those of the step that is being written.
    """
    by_table: dict[str, list[tuple[int, str | None, str | None]]] = {}
    for (table, row_id), (before, after) in net.rows.items():
        by_table.setdefault(table, []).append((row_id, before, after))
    for table in reversed(JOURNALLED):
        if table != "entity":
            _take_out(db, table, net, by_table.get(table, ()), blocks)
    _free_refs(db, net, by_table.get("entity", ()))
    for table in JOURNALLED:
        changes = by_table.get(table, ())
        pairs = [(json.loads(b), json.loads(a)) for _, b, a in changes if b and a]
        make_way(db, table, pairs)
        _change_back(db, table, [before for before, _ in pairs])
        _bring_back_blocks(db, table, net, blocks)
        _bring_back(db, table, [json.loads(b) for _, b, a in changes if b and a is None])
    _take_out(db, "entity", net, by_table.get("entity", ()), blocks)  # else places on charts go too


def _free_refs(
    db: Connection, net: Net, changes: Sequence[tuple[int, str | None, str | None]]
) -> None:
    """Take from entities that go the references that others get back before they go."""
    back = [json.loads(before)["ref"] for _, before, _ in changes if before]
    going = [row_id for row_id, before, _ in changes if before is None]
    going += [i for b in net.blocks if b.table == "entity" and not b.is_removal for i in b.ids]
    if back and going:
        db.exec_driver_sql(
            "UPDATE entity SET ref = ref || ' ' || id WHERE id IN (SELECT value FROM json_each(?)) "
            "AND ref IN (SELECT value FROM json_each(?))",
            (json.dumps(going), json.dumps(back)),
        )


def _take_out(
    db: Connection,
    table: str,
    net: Net,
    changes: Iterable[tuple[int, str | None, str | None]],
    blocks: Blocks,
) -> None:
    gone = [(i,) for i, before, _ in changes if before is None]
    if gone:
        db.exec_driver_sql(f'DELETE FROM "{table}" WHERE id = ?', gone)
    ids = [i for b in net.blocks if b.table == table and not b.is_removal for i in b.ids]
    for run in runs_of(sorted(ids)):
        blocks.remove(table, run)


_ONE_EACH = {
    "chart_entity": ("chart_id", "entity_id"),
    "chart_member": ("chart_id", "member_entity_id"),
    "review": ("kind", "item_id"),
}
"""Tables in which no two rows may have the same two values, the second of which can change."""


def make_way(
    db: Connection, table: str, changes: Sequence[tuple[Mapping[str, Any], Mapping[str, Any]]]
) -> None:
    """Where rows take each other's places, let none stand in another's way meanwhile.

    ``changes`` are pairs of what each row becomes and what it is.
    """
    if table not in _ONE_EACH:
        return
    about, column = _ONE_EACH[table]
    moving = [pair for pair in changes if pair[0][column] != pair[1][column]]
    taken = {(now[about], now[column]) for _, now in moving}
    if any((then[about], then[column]) in taken for then, _ in moving):
        db.exec_driver_sql(
            f'UPDATE "{table}" SET "{column}" = -id WHERE id = ?', [(n["id"],) for _, n in moving]
        )


def _bring_back_blocks(db: Connection, table: str, net: Net, blocks: Blocks) -> None:
    waiting: list[list[Any]] = []
    columns: list[str] = []
    for block in (b for b in net.blocks if b.table == table and b.is_removal):
        names, rows = rows_of(read_row(db, block.journal_id))
        if len(waiting) > _AT_ONCE or names != columns:
            _insert_runs(table, columns, waiting, blocks)
            waiting, columns = [], names
        waiting += rows
    _insert_runs(table, columns, waiting, blocks)


def _insert_runs(
    table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]], blocks: Blocks
) -> None:
    start = 0
    for run in runs_of([row[0] for row in rows]):
        blocks.insert(table, columns, [tuple(row) for row in rows[start : start + len(run)]])
        start += len(run)


def _bring_back(db: Connection, table: str, images: list[dict[str, Any]]) -> None:
    if not images:
        return
    names = [c.name for c in tables[table].columns]
    columns = ", ".join(f'"{n}"' for n in names)
    marks = ", ".join("?" * len(names))
    rows = [tuple(image[n] for n in names) for image in images]
    db.exec_driver_sql(f'INSERT INTO "{table}" ({columns}) VALUES ({marks})', rows)


def _change_back(db: Connection, table: str, images: list[dict[str, Any]]) -> None:
    if not images:
        return
    names = [c.name for c in tables[table].columns if c.name != "id"]
    pairs = ", ".join(f'"{n}" = ?' for n in names)
    rows = [(*(image[n] for n in names), image["id"]) for image in images]
    db.exec_driver_sql(f'UPDATE "{table}" SET {pairs} WHERE id = ?', rows)
