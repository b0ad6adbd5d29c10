"""Reading an exchange file: each row looked at, joined with what is here, written as one step."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, text
from sqlalchemy.exc import IntegrityError

from iwtlink.errors import BadInput, Progress, no_progress
from iwtlink.i18n import ntr, tr
from iwtlink.operations.exchange.log import READ, counted
from iwtlink.operations.exchange.model import Head, Key, Read, Side
from iwtlink.store import Edit, Store
from iwtlink.store.clocks import keep_clocks
from iwtlink.store.events import write_event
from iwtlink.store.exchange import State
from iwtlink.store.exchange.applying import add_analysts, apply_plan, keep_plan_clocks
from iwtlink.store.exchange.checking import Checker
from iwtlink.store.exchange.file import Opened, file_digest, opened
from iwtlink.store.exchange.planning import Plan, make_plan
from iwtlink.store.files import CHUNK_BYTES, MOST_BYTES


@contextmanager
def opened_rows(
    store: Store, source: Path, passphrase: str
) -> Iterator[tuple[Opened, State, State]]:
    """Open a file and give it with its rows and its analysts."""
    with opened(source, passphrase) as file:
        rows = file.rows(Checker(source.name, store.ontology))
        analysts = {name: row for name, row in rows.items() if name[0] == "analyst"}
        yield file, {n: row for n, row in rows.items() if n not in analysts}, analysts


def head_of(file: Opened) -> Head:
    """Give what a file says of itself."""
    known = file.head
    try:
        counts = {str(k): int(v) for k, v in json.loads(known.get("counts", "{}")).items()}
    except (ValueError, TypeError, AttributeError):
        counts = {}
    names = ("title", "code", "made_at", "made_by", "recipient", "since", "choice", "notice")
    words = {name: known.get(name, "") for name in names}
    return Head(**words, counts=counts)


def read(
    store: Store,
    source: Path,
    passphrase: str,
    decisions: Mapping[Key, Side] | None = None,
    progress: Progress = no_progress,
) -> Read:
    """Take in an exchange file as one step; conflicts not decided go by default.

    What is not new changes nothing. Undo takes the step back, and the file can be read again.
    """
    progress(0.0, tr("Reading the exchange file"))
    with opened_rows(store, source, passphrase) as (file, theirs, analysts):
        head = head_of(file)
        detail: dict[str, str | int] = {
            "file": source.name,
            "sha256": file_digest(source),
            "whom": head.code or head.title,
            "title": head.title,
            "decided": len(decisions or {}),
        }
        label = tr("Read exchange from {code}: {file}", code=head.code, file=source.name)
        with store.standing_still():
            with _explained(source), store.edit(label) as edit:
                plan = _plan(edit, theirs, decisions)
                counts = changes_counted(plan)
                if plan.writes_rows:
                    progress(0.4, tr("Writing what is new"))
                    add_analysts(edit, plan, analysts)
                    problems = _bring_bytes(edit, plan, file)
                    apply_plan(edit, plan)
                    keep_plan_clocks(edit, plan)
                    write_event(edit.connection, edit.analyst_id, READ, {**detail, **counts})
            if not plan.writes_rows:
                with store.aside() as db:
                    keep_clocks(db, plan.clocks)
                store.log(READ, **detail)
                return Read(0, {}, problems_of(plan))
    progress(1.0, tr("Done"))
    return Read(edit.step_id, counts, (*problems_of(plan), *problems))


def _plan(edit: Edit, theirs: State, decisions: Mapping[Key, Side] | None) -> Plan:
    db = edit.connection
    uid = str(db.scalar(text("SELECT uid FROM step WHERE id = :s"), {"s": edit.step_id}))
    return make_plan(db, theirs, decisions, edit.now, uid)


@contextmanager
def _explained(source: Path) -> Iterator[None]:
    """Say that it is the file where the tables refuse what it brings."""
    try:
        yield
    except IntegrityError as error:
        raise BadInput(
            tr(
                "{file} cannot be used: its rows do not fit together. Nothing was changed.",
                file=source.name,
            )
        ) from error


def changes_counted(plan: Plan) -> dict[str, int]:
    """Count the rows that are put in, changed or taken out."""
    return counted((*plan.puts, *plan.changes, *plan.takes))


def problems_of(plan: Plan) -> tuple[str, ...]:
    """Say what will not stand from now on, and which references are lengthened by it."""
    waiting = [n for n, by in plan.waits.items() if not by and n[0] != "retraction"]
    written = {*plan.puts, *plan.changes}
    found = []
    if waiting:
        found.append(
            ntr(
                "{n} row waits: what it belongs to is retracted here or did not come along.",
                "{n} rows wait: what they belong to is retracted here or did not come along.",
                len(waiting),
            )
        )
    if plan.of_purged:
        found.append(
            ntr(
                "{n} row of items purged here was not taken in.",
                "{n} rows of items purged here were not taken in.",
                plan.of_purged,
            )
        )
    for name, (before, after) in plan.placed.lengthened.items():
        if name not in written:
            continue
        if name[0] == "external_ref":
            found.append(
                tr(
                    "Two items have the number {ref} of “{origin}”; one is kept as “{new}”.",
                    ref=plan.placed.standing[name]["ref"],
                    origin=before,
                    new=after,
                )
            )
        else:
            found.append(
                tr("Two items have the reference {ref}; one is now {new}.", ref=before, new=after)
            )
    return tuple(found)


# Bytes of files and words of pages


def _bring_bytes(edit: Edit, plan: Plan, file: Opened) -> list[str]:
    """Keep the bytes that rows name and that are not here; say what is missing."""
    db, brought, missing = edit.connection, file.hashes(), 0
    for sha256 in sorted(_wanted(plan) - {""}):
        if _is_here(db, sha256):
            continue
        if sha256 in brought:
            _keep(db, file, sha256)
        else:
            missing += 1
    if not missing:
        return []
    return [
        ntr(
            "The content of {n} file did not come along.",
            "The content of {n} files did not come along.",
            missing,
        )
    ]


def _wanted(plan: Plan) -> set[str]:
    column = {"file": "sha256", "page": "text_sha256"}
    return {
        str(plan.placed.standing[name][column[name[0]]])
        for name in (*plan.puts, *plan.changes)
        if name[0] in column
    }


def _is_here(db: Connection, sha256: str) -> bool:
    query = text("SELECT 1 FROM chunk WHERE sha256 = :h LIMIT 1")
    return db.scalar(query, {"h": sha256}) is not None


def _keep(db: Connection, file: Opened, sha256: str) -> None:
    digest, size = hashlib.sha256(), 0
    for place, (part, data) in enumerate(file.blob(sha256)):
        size += len(data)
        if len(data) > CHUNK_BYTES or part != place or size > MOST_BYTES:
            raise _broken_bytes(file)
        digest.update(data)
        db.exec_driver_sql("INSERT INTO chunk VALUES (?, ?, ?)", (sha256, part, data))
    if digest.hexdigest() != sha256:
        raise _broken_bytes(file)


def _broken_bytes(file: Opened) -> BadInput:
    return BadInput(
        tr(
            "{file} cannot be used: the content of a file in it is damaged. Nothing was changed. "
            "Have it copied or written again.",
            file=file.path.name,
        )
    )
