"""Bringing a file of an older version up to date, on a copy that takes its place when it is good.

The copy is verified with the columns that the file has, brought to the latest version, and
gets one step that holds an image of every row as it is then: ``check`` compares with those,
and undo goes no further back. What was found is written down as an event. The file as it was
stays beside, under a name that says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex
from typing import Any

from sqlalchemy import Connection, text

from iwtlink.errors import BadDatabase
from iwtlink.i18n import tr
from iwtlink.store import events, journal, search
from iwtlink.store.edit import utc_now
from iwtlink.store.faults import exchange_explained, explained
from iwtlink.store.ids import uuid7
from iwtlink.store.journal.undo import FILE
from iwtlink.store.migrations import LATEST
from iwtlink.store.opening import beside, disks
from iwtlink.store.opening.connection import WRITES, connect, make_engine
from iwtlink.store.opening.keys import Key
from iwtlink.store.opening.migrating import migrate
from iwtlink.store.schema import JOURNALLED


@dataclass(frozen=True, slots=True)
class _Verdict:
    """What was found in the file as it was."""

    version: int
    faults: tuple[str, ...]


def upgrade(path: Path, key: Key | None) -> Path:
    """Bring the file to the latest version; give where the file as it was is kept.

    The caller holds the writer's lock. Raise ``BadDatabase`` where the file is damaged; it is
    then left as it is.
    """
    target = path.resolve()
    copy = beside.hidden(target, "new")
    with explained(path), exchange_explained(path):
        version = _whole_in_one_file(target, key)
        kept = _free_name(target, version)
        try:
            _copy(target, copy, key)
            verdict = _Verdict(version, _faults_before(copy, key, path))
            _bring_up(copy, key, verdict, kept)
            _finish(copy, key, disks.journal_mode(target), path)
            _keep(target, kept)
            beside.take_place(copy, target)
        finally:
            beside.remove_with_companions(copy)
    return kept


def _whole_in_one_file(path: Path, key: Key | None) -> int:
    """Bring what stands in the companions into the file; give its version."""
    with closing(connect(path, "write", key)) as raw:
        raw.execute("PRAGMA journal_mode = DELETE").fetchone()
        return int(raw.execute("PRAGMA user_version").fetchone()[0])


def _free_name(path: Path, version: int) -> Path:
    """Give a name for the file as it was that nothing has yet."""
    words = tr("{name} (version {n})", name=path.stem, n=version)
    kept, number = path.with_name(f"{words}{path.suffix}"), 1
    while kept.exists():
        number += 1
        kept = path.with_name(f"{words} {number}{path.suffix}")
    return kept


def _copy(path: Path, copy: Path, key: Key | None) -> None:
    with (
        closing(connect(path, "write", key)) as source,
        closing(connect(copy, "create", key)) as target,
    ):
        target.execute("PRAGMA synchronous = OFF")  # put on the disk once, at the end
        source.backup(target)


def _faults_before(copy: Path, key: Key | None, path: Path) -> tuple[str, ...]:
    """Compare the live rows with their last images, by the columns that the file has."""
    with closing(connect(copy, "write", key)) as raw:
        _refuse_damaged(raw, path)
        known = {row[0] for row in raw.execute("SELECT name FROM sqlite_master")}
        tables = [name for name in JOURNALLED if name in known]
        return tuple(fault for name in tables for fault in _live_faults(raw, name))


def _refuse_damaged(raw: Any, path: Path) -> None:
    found = raw.execute("PRAGMA integrity_check(1)").fetchone()[0]
    if found != "ok":
        raise BadDatabase(
            tr("{file} is damaged ({words}). Restore a backup.", file=path.name, words=found)
        )


def _live_faults(raw: Any, table: str) -> list[str]:
    image = _image(raw, table)
    differing = raw.execute(
        "SELECT coalesce(t.id, j.row_id) FROM (SELECT row_id, after FROM journal WHERE id IN "
        "(SELECT max(id) FROM journal WHERE table_name = ? GROUP BY row_id) "
        f'AND salt IS NOT NULL) j FULL JOIN "{table}" t ON t.id = j.row_id '
        f"WHERE j.after IS NOT CASE WHEN t.id IS NULL THEN NULL ELSE {image} END",
        (table,),
    )
    return [
        tr("{table} {id} is not as its last step left it.", table=table, id=row[0])
        for row in differing
    ]


def _image(raw: Any, table: str) -> str:
    columns = [row[1] for row in raw.execute(f'PRAGMA table_info("{table}")')]
    return "json_object({})".format(", ".join(f"'{c}', t.\"{c}\"" for c in columns))


def _bring_up(copy: Path, key: Key | None, verdict: _Verdict, kept: Path) -> None:
    with closing(connect(copy, "write", key)) as raw:
        raw.execute("PRAGMA synchronous = OFF")
        for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'"):
            raw.execute(f'DROP TRIGGER "{name}"')
        for version in range(verdict.version + 1, LATEST + 1):
            migrate(raw, version)
        journal.install_triggers(raw)
    engine = make_engine(copy, "write", key)
    try:
        with engine.connect().execution_options(**{WRITES: True}) as db, db.begin():
            search.rebuild(db)
            _write_down(db, verdict, kept)
    finally:
        engine.dispose()


def _write_down(db: Connection, verdict: _Verdict, kept: Path) -> None:
    """Write the event with what was found, and the step that undo goes no further back than."""
    faults = (*_chain_faults(db), *events.event_faults(db), *verdict.faults)
    detail: dict[str, str | int] = {
        "from": verdict.version,
        "to": LATEST,
        "kept": kept.name,
        "fault_count": len(faults),
    }
    if faults:
        detail["faults"] = "\n".join(faults[:100])
    events.write_event(db, None, "upgraded", detail)
    step_id = int(
        db.exec_driver_sql(
            "INSERT INTO step (uid, label, salt, scope, kind, started_at) "
            "VALUES (?, ?, ?, ?, 'edit', ?)",
            (
                *(uuid7(), tr("Upgrade to version {n}", n=LATEST)),
                *(token_hex(16), FILE, utc_now()),
            ),
        ).lastrowid
    )
    journal.seal(db, step_id, _write_images(db, step_id))


def _write_images(db: Connection, step_id: int) -> int:
    """Write an image of every row as it is now; give how many."""
    raw: Any = db.connection.driver_connection
    count = 0
    for table in JOURNALLED:
        count += db.exec_driver_sql(
            "INSERT INTO journal (step_id, table_name, row_id, before, after, salt) "
            f"SELECT ?, ?, t.id, NULL, {_image(raw, table)}, lower(hex(randomblob(16))) "
            f'FROM "{table}" t ORDER BY t.id',
            (step_id, table),
        ).rowcount
    return count


def _chain_faults(db: Connection) -> list[str]:
    faults, before = [], ""
    ids: Sequence[int] = db.scalars(text("SELECT id FROM step ORDER BY id")).all()
    for step_id in ids:
        header = journal.read_header(db, step_id)
        kept = db.scalar(text("SELECT digest FROM step WHERE id = :s"), {"s": step_id})
        if header.previous != before:
            faults.append(tr("Before step {n} a step is missing.", n=step_id))
        if journal.step_digest(header, journal.read_rows(db, [step_id])) != kept:
            faults.append(tr("Step {n} was changed afterwards.", n=step_id))
        before = str(kept)
    return faults


def _finish(copy: Path, key: Key | None, journal_mode: str, path: Path) -> None:
    with closing(connect(copy, "write", key)) as raw:
        _refuse_damaged(raw, path)
        raw.execute(f"PRAGMA journal_mode = {journal_mode}").fetchone()


def _keep(path: Path, kept: Path) -> None:
    """Leave the file as it was beside, whole, before another takes its place."""
    if not beside.keep_second_name(path, kept):
        beside.copy_whole(path, kept)
