"""Is the database whole, and is nothing changed that the journal does not know?

Every stored value is held by something: a live row by its last image in the journal, an
image by its row's digest, that by its step's, that by the next step's; events by a chain of
their own that the steps take up; kept bytes and page texts by their hash; the rows' own
numbers by running without a gap. Not held, since nothing follows from them: ``counter`` (a
reference given twice is refused by the tables), ``seen`` (what a saved search last showed)
and ``chore`` (work left to finish).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import Connection, text

from iwtlink.errors import Progress, no_progress
from iwtlink.i18n import tr
from iwtlink.store import journal, search
from iwtlink.store.check.file import file_faults, kept_file_faults
from iwtlink.store.check.rows import live_faults
from iwtlink.store.events import event_faults
from iwtlink.store.merging.faults import faults as merging_faults
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
    with store.read() as db, _every_byte_readable(db):
        progress(0.0, tr("Checking the file"))
        faults = file_faults(db)
        progress(0.2, tr("Checking the journal"))
        steps, chain = _chain_faults(db)
        chain += event_faults(db)
        progress(0.5, tr("Checking every item"))
        rows, live = live_faults(db)
        live += [] if live else merging_faults(db)
        progress(0.8, tr("Checking the files kept"))
        kept = kept_file_faults(db)
        progress(0.9, tr("Checking the search index"))
        kept += _search_faults(db)
        return Check(steps, rows, journal.head(db), (*faults, *chain, *live, *kept))


@contextmanager
def _every_byte_readable(db: Connection) -> Iterator[None]:
    """Let text that is no longer UTF-8 be read, as something that differs from what it was."""
    raw = db.connection.driver_connection
    assert raw is not None
    usual = raw.text_factory
    raw.text_factory = lambda data: data.decode("utf-8", "backslashreplace")
    try:
        yield
    finally:
        raw.text_factory = usual


def _search_faults(db: Connection) -> list[str]:
    """Say where the search index differs, and how it is mended: it holds nothing of its own."""
    faults = search.faults(db)
    if faults:
        faults.append(
            tr("Nothing is lost by that. Make the index anew: iwtlink check FILE --rebuild-search")
        )
    return faults


def _chain_faults(db: Connection) -> tuple[int, list[str]]:
    faults = []
    before = ""
    rows = db.execute(
        text("SELECT id, label, digest, salt IS NOT NULL AND label_digest IS NOT NULL FROM step")
    ).all()
    ids = sorted(int(row[0]) for row in rows)
    known = {int(row[0]): (str(row[1]), str(row[2]), bool(row[3])) for row in rows}
    for step_id in ids:
        label, kept, is_twice = known[step_id]
        header = journal.read_header(db, step_id)
        if header.previous != before:
            faults.append(
                tr("Before step {n} (“{label}”) a step is missing.", n=step_id, label=label)
            )
        if is_twice or _digest(db, header) != kept:
            faults.append(
                tr("Step {n} (“{label}”) was changed afterwards.", n=step_id, label=label)
            )
        before = kept
    stray = db.scalars(text("SELECT DISTINCT step_id FROM journal"))
    faults += [tr("Step {n} is missing.", n=i) for i in stray if int(i) not in known]
    return len(ids), faults


def _digest(db: Connection, header: journal.StepHeader) -> str:
    """Give a step's digest as its rows stand now; empty where a kept digest is none."""
    twice = db.scalar(
        text(
            "SELECT 1 FROM journal WHERE step_id = :s AND CASE WHEN salt IS NULL "
            "THEN coalesce(before, after) IS NOT NULL ELSE digest IS NOT NULL END"
        ),
        {"s": header.id},
    )
    if twice:
        return ""
    try:
        return journal.step_digest(header, journal.read_rows(db, [header.id]))
    except ValueError:  # a digest kept of something purged is no longer hexadecimal
        return ""
