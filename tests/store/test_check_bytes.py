"""Every single byte of every stored value is held by something that the check compares."""

from __future__ import annotations

import random
import shutil
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlcipher3 import dbapi2

from iwtlink.errors import BadDatabase
from iwtlink.store import Store, journal
from iwtlink.store.check import check
from iwtlink.store.schema import JOURNALLED
from tests.store.rich import fill
from tests.store.stores import new_store

TABLES = (*JOURNALLED, "journal", "step", "event", "analyst", "chunk")


@dataclass(frozen=True, slots=True)
class Flip:
    """One byte changed: where, and what stands there now."""

    table: str
    row: int
    column: str
    value: object


def _cells(path: Path) -> dict[str, list[tuple[int, str, Any, str]]]:
    """Every stored value that has bytes, by table: row, column, value, storage class."""
    raw = dbapi2.connect(str(path))
    found: dict[str, list[tuple[int, str, Any, str]]] = {}
    for table in TABLES:
        columns = [row[1] for row in raw.execute(f'PRAGMA table_info("{table}")')]
        for column in columns:
            rows = raw.execute(
                f'SELECT rowid, "{column}", typeof("{column}") FROM "{table}" '
                f'WHERE "{column}" IS NOT NULL AND "{column}" <> \'\''
            ).fetchall()
            found.setdefault(table, []).extend((r[0], column, r[1], r[2]) for r in rows)
    raw.close()
    return found


def _with_a_byte_changed(dice: random.Random, value: Any, storage: str) -> object:
    if storage == "integer":
        return value ^ (1 << dice.randrange(8 * max(1, (value.bit_length() + 7) // 8)))
    data = bytearray(
        struct.pack("<d", value)
        if storage == "real"
        else value.encode()
        if storage == "text"
        else value
    )
    data[dice.randrange(len(data))] ^= dice.randrange(1, 256)
    return struct.unpack("<d", data)[0] if storage == "real" else bytes(data)


def _flip(path: Path, dice: random.Random, cells: dict[str, list[Any]]) -> Flip | None:
    """Change one byte with the triggers away; None where the tables themselves refuse it."""
    table = dice.choice(TABLES)
    row, column, value, storage = dice.choice(cells[table])
    changed = _with_a_byte_changed(dice, value, storage)
    raw = dbapi2.connect(str(path))
    raw.execute("PRAGMA ignore_check_constraints = ON")
    for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        raw.execute(f'DROP TRIGGER "{name}"')
    mark = "CAST(? AS TEXT)" if storage == "text" else "?"
    try:
        raw.execute(f'UPDATE "{table}" SET "{column}" = {mark} WHERE rowid = ?', (changed, row))
    except dbapi2.IntegrityError:
        return None
    finally:
        journal.install_triggers(raw)
        raw.commit()
        raw.close()
    return Flip(table, row, column, changed)


def _faults(path: Path) -> tuple[str, ...]:
    try:
        with Store.open(path, read_only=True) as store:
            return check(store).faults
    except BadDatabase as error:
        return (str(error),)


def _try_flips(folder: Path, count: int, seed: int) -> None:
    with new_store(folder) as store:
        fill(store)
        master = store.path
    assert _faults(master) == ()
    cells = _cells(master)
    assert set(cells) == set(TABLES)
    assert all(cells.values()), [table for table in TABLES if not cells[table]]
    dice, done, missed = random.Random(seed), 0, []
    while done < count:
        copy = Path(shutil.copy(master, folder / "copy.iwt"))
        flip = _flip(copy, dice, cells)
        if flip is None:
            continue
        done += 1
        if not _faults(copy):
            missed.append(flip)
    print(f"single bytes changed: {count}, found: {count - len(missed)}")  # noqa: T201 figures
    assert missed == []


def test_a_byte_changed_in_any_stored_value_is_found(tmp_path: Path) -> None:
    _try_flips(tmp_path, 60, seed=1)


@pytest.mark.fuzz
@pytest.mark.parametrize("seed", range(2, 7))
def test_500_bytes_changed_in_stored_values_are_all_found(tmp_path: Path, seed: int) -> None:
    _try_flips(tmp_path, 100, seed)
