"""One step from its first line to its digest."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from secrets import token_hex

from sqlalchemy import Connection, text

from iwtlink.ontology import Ontology
from iwtlink.store import clocks, journal, search, strength
from iwtlink.store.changes import Changes, read_changes
from iwtlink.store.edit import Edit, utc_now
from iwtlink.store.ids import AnalystId, uuid7
from iwtlink.store.journal.blocks import Blocks
from iwtlink.store.merging.filling import fill_memberships, lend_pictures
from iwtlink.store.settle import settle


@dataclass(frozen=True, slots=True)
class Draft:
    """What is said of a step before it is written; ``kind`` is edit, undo or redo."""

    label: str
    scope: str
    kind: str = "edit"
    of_step: int | None = None
    fold: str = ""
    finish: Callable[[Connection, int], None] | None = None
    """Called with the step's id once its changes are read, before it is sealed."""


def begin(
    db: Connection, draft: Draft, ontology: Ontology, code: str, analyst_id: AnalystId | None
) -> Edit:
    """Write a step's first line, so that what is written next belongs to it."""
    now = utc_now()
    step_id = db.exec_driver_sql(
        "INSERT INTO step (uid, label, salt, scope, kind, of_step, fold, analyst_id, started_at) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            *(uuid7(), draft.label, token_hex(16), draft.scope, draft.kind, draft.of_step),
            *(draft.fold, analyst_id, now),
        ),
    ).lastrowid
    db.exec_driver_sql("UPDATE open_step SET step_id = ?", (step_id,))
    return Edit(db, step_id, ontology, code, analyst_id, now, Blocks(db, step_id))


def finish(edit: Edit, draft: Draft) -> Changes | None:
    """Work out what follows from what was written, and seal it; None where nothing was.

    An undo brings back what followed then, too.
    """
    db = edit.connection
    if draft.kind == "edit":
        lend_pictures(edit)
        fill_memberships(edit)
        settle(db, edit.blocks, edit.ontology)
        strength.work_out(db, edit.step_id, edit.ontology)
    count = db.scalar(text("SELECT count(*) FROM journal WHERE step_id = :s"), {"s": edit.step_id})
    if not count and draft.kind == "edit" and draft.finish is None:
        return None
    changes = read_changes(db, edit.step_id, draft.label, draft.scope, edit.blocks.touched)
    search.refresh(db, changes)
    clocks.write(db, edit.blocks, edit.now, draft.of_step)
    if draft.finish is not None:
        draft.finish(db, edit.step_id)
    journal.seal(db, edit.step_id, edit.blocks.rows_among(int(count)))
    db.exec_driver_sql("UPDATE open_step SET step_id = NULL")
    return changes
