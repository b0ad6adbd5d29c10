"""Which rows that come in are known here already, whether they stand, wait or were taken out."""

from __future__ import annotations

import json
from collections.abc import Iterable

from sqlalchemy import Connection

from iwtlink.store.clocks.fields import EXCHANGED, SHAPES
from iwtlink.store.clocks.purged import purged_rows
from iwtlink.store.exchange.state import Name, Row, State, target

_HERE = """
    SELECT uid, 1 FROM "{table}" WHERE uid IN (SELECT value FROM json_each(?1)) UNION ALL
    SELECT image ->> 'uid', 1 FROM aside WHERE table_name = '{table}'
    AND image ->> 'uid' IN (SELECT value FROM json_each(?1)) UNION ALL
    SELECT uid, 0 FROM waiting WHERE table_name = '{table}'
    AND uid IN (SELECT value FROM json_each(?1)) UNION ALL
    SELECT row_uid, 0 FROM clock WHERE table_name = '{table}' AND field = '' AND is_gone
    AND row_uid IN (SELECT value FROM json_each(?1))
"""


def known_here(db: Connection, names: Iterable[Name]) -> dict[Name, bool]:
    """Give those of the rows that are known here, and whether they stand (live or set aside)."""
    wanted: dict[str, set[str]] = {}
    for table, uid in names:
        wanted.setdefault(table, set()).add(uid)
    found: dict[Name, bool] = {name: False for name in purged_rows(db) if name[0] in wanted}
    for table in EXCHANGED:
        if table in wanted:
            listed = json.dumps(sorted(wanted[table]))
            for uid, stands in db.exec_driver_sql(_HERE.format(table=table), (listed,)):
                name = (table, str(uid))
                found[name] = found.get(name, False) or bool(stands)
    return {name: stands for name, stands in found.items() if name[1] in wanted[name[0]]}


def resting_on(rows: State, gone: Iterable[Name]) -> set[Name]:
    """Give rows that cannot stand without some that are not there, these among them.

    An item of which everything stated is such a row is one too.
    """
    found, before = set(gone), -1
    while before != len(found):
        before = len(found)
        for table in EXCHANGED:
            found |= {n for n, row in rows.items() if n[0] == table and _rests(row, found)}
        found |= _bare(rows, found)
    return found & rows.keys()


def needed(row: Row) -> set[Name]:
    """Give the rows without which a row cannot stand."""
    pointers = SHAPES[row.table].pointers.values()
    found = {target(pointer, row.data or {}) for pointer in pointers if pointer.holds != "soft"}
    return {name for name in found if name is not None}


def _rests(row: Row, gone: set[Name]) -> bool:
    return not gone.isdisjoint(needed(row))


def _bare(rows: State, gone: set[Name]) -> set[Name]:
    stated: dict[Name, bool] = {}
    for name, row in rows.items():
        if name[0] == "statement" and row.data is not None:
            subject = (str(row.data["subject_kind"]), str(row.data["subject_id"]))
            stated[subject] = stated.get(subject, False) or name not in gone
    return {name for name, is_stated in stated.items() if not is_stated}
