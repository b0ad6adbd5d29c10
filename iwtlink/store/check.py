"""Is the database whole, and is nothing changed that the journal does not know?"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from sqlalchemy import Connection, text

from iwtlink.errors import Progress, no_progress
from iwtlink.i18n import tr
from iwtlink.store import journal, schema
from iwtlink.store.events import event_faults
from iwtlink.store.store import Store


@dataclass(frozen=True, slots=True)
class Check:
    """What was looked at, and every fault found, each as a sentence."""

    step_count: int
    row_count: int
    head: str
    faults: tuple[str, ...]


def check(store: Store, progress: Progress = no_progress) -> Check:
    """Verify the file, the chain of steps, and every live row against its last image."""
    with store.read() as db:
        progress(0.0, tr("Checking the file"))
        faults = _file_faults(db)
        progress(0.2, tr("Checking the journal"))
        steps, chain = _chain_faults(db)
        chain += event_faults(db)
        progress(0.6, tr("Checking every item"))
        rows, live = _live_faults(db)
        progress(0.9, tr("Checking the files kept"))
        kept = _kept_file_faults(db)
        return Check(steps, rows, journal.head(db), (*faults, *chain, *live, *kept))


def _file_faults(db: Connection) -> list[str]:
    words = [str(row[0]) for row in db.exec_driver_sql("PRAGMA integrity_check")]
    faults = [tr("The file is damaged: {words}", words=w) for w in words if w != "ok"]
    for table, row_id, parent, _ in db.exec_driver_sql("PRAGMA foreign_key_check"):
        faults.append(
            tr("{table} {id} points at a missing {parent}.", table=table, id=row_id, parent=parent)
        )
    return faults


def _chain_faults(db: Connection) -> tuple[int, list[str]]:
    faults = []
    before = ""
    ids = [int(i) for i in db.scalars(text("SELECT id FROM step ORDER BY id"))]
    for step_id in ids:
        header = journal.read_header(db, step_id)
        label, kept = db.execute(
            text("SELECT label, digest FROM step WHERE id = :s"), {"s": step_id}
        ).one()
        if header.previous != before:
            faults.append(
                tr("Before step {n} (“{label}”) a step is missing.", n=step_id, label=label)
            )
        if journal.step_digest(header, journal.read_rows(db, [step_id])) != kept:
            faults.append(
                tr("Step {n} (“{label}”) was changed afterwards.", n=step_id, label=label)
            )
        before = kept
    known = set(ids)
    stray = db.scalars(text("SELECT DISTINCT step_id FROM journal"))
    faults += [tr("Step {n} is missing.", n=i) for i in stray if i not in known]
    return len(ids), faults


def _live_faults(db: Connection) -> tuple[int, list[str]]:
    faults, count = [], 0
    for table in schema.JOURNALLED:
        columns = [c.name for c in schema.tables[table].columns]
        image = ", ".join(f"'{c}', t.\"{c}\"" for c in columns)
        count += int(db.scalar(text(f'SELECT count(*) FROM "{table}"')) or 0)
        last = (
            "SELECT row_id, after FROM journal WHERE id IN "
            f"(SELECT max(id) FROM journal WHERE table_name = '{table}' GROUP BY row_id) "
            "AND (salt IS NOT NULL)"
        )
        differing = db.exec_driver_sql(
            f"SELECT coalesce(t.id, j.row_id) FROM ({last}) j "
            f'FULL JOIN "{table}" t ON t.id = j.row_id '
            f"WHERE j.after IS NOT CASE WHEN t.id IS NULL THEN NULL ELSE json_object({image}) END"
        ).scalars()
        faults += [
            tr("{table} {id} is not as its last step left it.", table=table, id=row_id)
            for row_id in differing
        ]
    return count, faults


def _kept_file_faults(db: Connection) -> list[str]:
    """Compare the bytes of every kept file with the hash under which the journal knows it."""
    faults = []
    wanted = db.execute(text("SELECT sha256, min(name) FROM file GROUP BY sha256")).all()
    for sha256, name in wanted:
        digest = hashlib.sha256()
        for part in db.scalars(
            text("SELECT data FROM chunk WHERE sha256 = :h ORDER BY part"), {"h": sha256}
        ):
            digest.update(part)
        if digest.hexdigest() != sha256:
            faults.append(tr("The kept file “{name}” was changed or is missing.", name=name))
    return faults
