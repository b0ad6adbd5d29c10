"""Writing what a plan says, inside the one edit that reads an exchange file."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import text

from iwtlink.store import schema
from iwtlink.store.clocks import keep_clocks, swapping
from iwtlink.store.clocks.fields import EXCHANGED, SHAPES
from iwtlink.store.describing import describe
from iwtlink.store.edit import Edit
from iwtlink.store.events import add_known_analyst
from iwtlink.store.exchange.planning import Plan
from iwtlink.store.exchange.state import Data, Name, Scalar, State, target
from iwtlink.store.leads import MergeKind
from iwtlink.store.merging import lay_apart, regroup

Ids = dict[Name, int]


def add_analysts(edit: Edit, plan: Plan, analysts: State) -> None:
    """Write down who worked on the other laptop and is not known here."""
    for (_, uid), row in sorted(analysts.items()):
        if uid not in plan.here.analysts and row.data is not None:
            name, initials = str(row.data["name"]), str(row.data["initials"])
            plan.here.analysts[uid] = add_known_analyst(edit.connection, uid, name, initials)


def apply_plan(edit: Edit, plan: Plan) -> None:
    """Write the rows that differ, and work out merges anew where they are touched."""
    db = edit.connection
    db.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    ids = _give_ids(edit, plan)
    _name_purged(edit, plan)
    groups = _touched_groups(edit, plan, ids)
    for kind, members in groups.items():
        lay_apart(edit, kind, members)
    _take_out(edit, plan)
    _change(edit, plan, ids)
    _call_by_ref(edit, plan, ids)
    _put_in(edit, plan, ids)
    _let_wait(edit, plan)
    _count_on(edit, plan)
    for kind, members in groups.items():
        regroup(edit, kind, members)


def keep_plan_clocks(edit: Edit, plan: Plan) -> None:
    """Write the clocks that differ, and what they were, so that undoing can turn them back."""
    db = edit.connection
    swapping.keep_before(db, edit.step_id, plan.clocks, plan.clocks_before)
    keep_clocks(db, plan.clocks)


# Numbers


def _give_ids(edit: Edit, plan: Plan) -> Ids:
    """Give every row an id: the one it has or had here, else a new one."""
    ids = {**plan.old_ids, **plan.here.ids}
    last: dict[str, int] = {}
    for name in plan.puts:
        if name not in ids:
            table = name[0]
            known = last.get(table)
            ids[name] = edit.next_id(schema.tables[table]) if known is None else known + 1
            last[table] = ids[name]
    return ids


def _name_purged(edit: Edit, plan: Plan) -> None:
    """Call what was purged on another laptop by the name that it has here, while it has one."""
    for name in plan.puts:
        data = plan.placed.standing[name]
        item = (str(data.get("kind")), str(data.get("item_id")))
        if name[0] == "retraction" and not data["label"] and item in plan.here.ids:
            row_id = plan.here.ids[item]
            known = describe(edit.connection, edit.ontology, item[0], [row_id]).get(row_id)
            if known is not None:
                plan.placed.standing[name] = {**data, "ref": known.ref, "label": known.label}


# Merges


def _touched_groups(edit: Edit, plan: Plan, ids: Ids) -> dict[MergeKind, set[int]]:
    """Give the items that are merged, or will be, and whose rows are written."""
    members: dict[MergeKind, set[int]] = {"entity": set(), "link": set()}
    touched: dict[str, set[int]] = {"entity": set(), "link": set()}
    rows = edit.connection.execute(text("SELECT kind, kept_id, absorbed_id FROM merge"))
    for kind, *ends in rows:
        members[kind].update(ends)
    for name in (*plan.puts, *plan.changes, *plan.takes):
        for data in (plan.standing_now(name), plan.placed.standing.get(name)):
            if data is not None:
                _mark(plan, name, data, ids, touched)
                if name[0] == "merge":
                    for end in (data["kept_id"], data["absorbed_id"]):
                        known = ids.get((str(data["kind"]), str(end)))
                        if known is not None:
                            members["link" if data["kind"] == "link" else "entity"].add(known)
    return {kind: found & touched[kind] for kind, found in members.items() if found & touched[kind]}


def _mark(plan: Plan, name: Name, data: Data, ids: Ids, touched: dict[str, set[int]]) -> None:
    if name[0] in touched:
        touched[name[0]].add(ids[name])
    for pointer in SHAPES[name[0]].pointers.values():
        other = target(pointer, data)
        if other is None or other not in ids:
            continue
        if other[0] in touched:
            touched[other[0]].add(ids[other])
        if other[0] in ("link", "statement"):
            whole = plan.state.get(other)
            if whole is not None and whole.data is not None:
                _mark(plan, other, whole.data, ids, touched)


# Rows


def _by_table(names: Iterable[Name]) -> dict[str, list[Name]]:
    found: dict[str, list[Name]] = {}
    for name in names:
        found.setdefault(name[0], []).append(name)
    return {table: found[table] for table in EXCHANGED if table in found}


def _take_out(edit: Edit, plan: Plan) -> None:
    for table, names in reversed(_by_table(plan.takes).items()):
        edit.connection.exec_driver_sql(
            f'DELETE FROM "{table}" WHERE id = ?', [(plan.here.ids[name],) for name in names]
        )


def _change(edit: Edit, plan: Plan, ids: Ids) -> None:
    for table, names in _by_table(plan.changes).items():
        by_columns: dict[tuple[str, ...], list[tuple[Any, ...]]] = {}
        for name in names:
            before, after = plan.standing_now(name) or {}, plan.placed.standing[name]
            columns = tuple(c for c in SHAPES[table].columns if before.get(c) != after.get(c))
            if table == "judgement":
                columns = tuple(c for c in columns if c not in ("one_id", "other_id"))
            written = _written(edit, table, after, ids, plan)
            if columns:
                values = (*(written[c] for c in columns), ids[name])
                by_columns.setdefault(columns, []).append(values)
        for columns, rows in by_columns.items():
            pairs = ", ".join(f'"{column}" = ?' for column in columns)
            edit.connection.exec_driver_sql(f'UPDATE "{table}" SET {pairs} WHERE id = ?', rows)


def _call_by_ref(edit: Edit, plan: Plan, ids: Ids) -> None:
    """Call entities that nothing names by their new reference."""
    longer = [
        (data["ref"], ids[name], before["ref"])
        for name in plan.changes
        if name[0] == "entity"
        for data, before in ((plan.placed.standing[name], plan.standing_now(name) or {}),)
        if data["ref"] != before["ref"]
    ]
    if longer:
        edit.connection.exec_driver_sql(
            "UPDATE entity SET label = ? WHERE id = ? AND label = ?", longer
        )


def _put_in(edit: Edit, plan: Plan, ids: Ids) -> None:
    for table, names in _by_table(plan.puts).items():
        columns = ("id", "uid", *_columns_of(table))
        rows = [
            (ids[n], n[1], *_written(edit, table, plan.placed.standing[n], ids, plan).values())
            for n in names
        ]
        back = [row for row, name in zip(rows, names, strict=True) if name in plan.old_ids]
        new = [row for row, name in zip(rows, names, strict=True) if name not in plan.old_ids]
        if back:
            listed = ", ".join(f'"{column}"' for column in columns)
            marks = ", ".join("?" * len(columns))
            edit.connection.exec_driver_sql(
                f'INSERT INTO "{table}" ({listed}) VALUES ({marks})', back
            )
        edit.blocks.insert(table, columns, sorted(new))


_WORKED_OUT: Mapping[str, tuple[str, ...]] = {"entity": ("label",), "retraction": ("step_id",)}
"""Columns that must hold something until they are worked out, or that mean something here only."""


def _columns_of(table: str) -> tuple[str, ...]:
    return (*SHAPES[table].columns, *_WORKED_OUT.get(table, ()))


def _written(edit: Edit, table: str, data: Data, ids: Ids, plan: Plan) -> dict[str, Scalar]:
    """Give the values of a row as the table holds them, pointers as ids."""
    values: dict[str, Scalar] = {column: data.get(column) for column in SHAPES[table].columns}
    for pointer in SHAPES[table].pointers.values():
        name = target(pointer, data)
        if name is None:
            values[pointer.column] = None
        elif name[0] == "analyst":
            values[pointer.column] = plan.here.analysts.get(name[1])
        else:
            values[pointer.column] = ids[name]
    if table == "link" and not data["is_strength_set"]:
        values["strength"] = "tentative"
    elif table == "entity":
        values["label"] = data["ref"]
    elif table == "judgement":
        ends = sorted((int(values["one_id"] or 0), int(values["other_id"] or 0)))
        values["one_id"], values["other_id"] = ends
    elif table == "retraction":
        values["step_id"] = edit.step_id
        kind, _, uid = str(data["went_with"]).partition(":")
        values["went_with"] = f"{kind}:{ids[kind, uid]}" if (kind, uid) in ids else ""
    return values


def _let_wait(edit: Edit, plan: Plan) -> None:
    db = edit.connection
    gone = [(uid,) for _, uid in (*plan.calls, *plan.waits) if (_, uid) in plan.here.waiting]
    if gone:
        db.exec_driver_sql("DELETE FROM waiting WHERE uid = ?", gone)
    if plan.waits:
        db.exec_driver_sql(
            "INSERT INTO waiting (uid, table_name, data, by_uid) VALUES (?, ?, ?, ?)",
            [
                (uid, table, json.dumps(plan.state[table, uid].data, ensure_ascii=False), by)
                for (table, uid), by in plan.waits.items()
            ],
        )


# References


def _count_on(edit: Edit, plan: Plan) -> None:
    """Let new references of this database come after those that came with its own code."""
    pattern = re.compile(rf"([A-Z]{{2,5}})-{re.escape(edit.code)}-(\d{{1,9}})(-[0-9A-F]+)?")
    last: dict[str, int] = {}
    for name in (*plan.puts, *plan.changes):
        found = pattern.fullmatch(str(plan.placed.standing[name].get("ref", "")))
        if found:
            last[found[1]] = max(last.get(found[1], 0), int(found[2]))
    for prefix, number in last.items():
        edit.connection.exec_driver_sql(
            "INSERT INTO counter VALUES (?1, ?2) "
            "ON CONFLICT (prefix) DO UPDATE SET last = max(last, ?2)",
            (prefix, number),
        )
