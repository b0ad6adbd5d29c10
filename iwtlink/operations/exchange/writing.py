"""Writing an exchange file of the whole database, or of what was chosen."""

from __future__ import annotations

import json
from pathlib import Path

from sqlalchemy import Connection, text

from iwtlink.errors import Progress, Refused, no_progress
from iwtlink.i18n import tr
from iwtlink.operations.exchange.choosing import Chosen, choose
from iwtlink.operations.exchange.log import WRITTEN, counted, newest_step
from iwtlink.operations.exchange.model import Choice, Weighed, Written
from iwtlink.store import Store
from iwtlink.store.clocks.fields import SIGNATURES
from iwtlink.store.edit import utc_now
from iwtlink.store.exchange import Name, Row
from iwtlink.store.exchange.file import blobs_of, refuse_weak, write_file
from iwtlink.store.exchange.originals import read_analysts, read_here
from iwtlink.store.exchange.purged import retractions_of_purged
from iwtlink.store.opening.connection import EXCHANGE_ENDING

EVERYTHING = Choice()


def weigh(store: Store, choice: Choice = EVERYTHING, progress: Progress = no_progress) -> Weighed:
    """Say what would leave and what would be held back, without writing anything."""
    with store.read() as db:
        chosen = _chosen(store, db, choice, progress)
    return Weighed(counted(_there(chosen)), chosen.left_out)


def write(
    store: Store,
    target: Path,
    passphrase: str,
    choice: Choice = EVERYTHING,
    progress: Progress = no_progress,
) -> Written:
    """Write an encrypted exchange file of what was chosen, and log it.

    Raise ``Refused`` for a passphrase that is easily guessed, and for the place of another file.
    """
    refuse_weak(passphrase)
    _refuse_place(target)
    made_at = utc_now()
    with store.read() as db:
        chosen, step = _chosen(store, db, choice, progress), newest_step(db)
        counts = counted(_there(chosen))
        progress(0.6, tr("Writing the exchange file"))
        rows = [*_analysts(db, chosen), *(chosen.rows[name] for name in sorted(chosen.rows))]
        sha256 = write_file(
            target,
            passphrase,
            _head(store, db, choice, chosen, made_at, counts),
            rows,
            blobs_of(db, _hashes(chosen)),
        )
    detail: dict[str, str | int] = {
        "file": target.name,
        "sha256": sha256,
        "whom": choice.recipient,
        "choice": chosen.words,
        "step": step,
    }
    store.note(WRITTEN, **detail, **counts)
    progress(1.0, tr("Done"))
    return Written(target, sha256, counts, chosen.left_out)


def _refuse_place(target: Path) -> None:
    """Refuse to write over anything but an older exchange file: it may be a database."""
    if target.exists() and not (target.is_file() and target.suffix.lower() == EXCHANGE_ENDING):
        raise Refused(
            tr(
                "{file} is there already and is no exchange file. Choose another name; best one "
                "that ends in {ending}.",
                file=target,
                ending=EXCHANGE_ENDING,
            )
        )


def _chosen(store: Store, db: Connection, choice: Choice, progress: Progress) -> Chosen:
    progress(0.0, tr("Reading the database"))
    here = read_here(db)
    progress(0.4, tr("Choosing what leaves"))
    chosen = choose(db, store.ontology, here, choice)
    chosen.rows |= retractions_of_purged(db, chosen.rows)
    return chosen


def _there(chosen: Chosen) -> list[Name]:
    return [name for name, row in chosen.rows.items() if row.data is not None]


def _analysts(db: Connection, chosen: Chosen) -> list[Row]:
    """Give who wrote what leaves."""
    wrote = {
        row.data.get(column)
        for row in chosen.rows.values()
        if row.data is not None
        for column in SIGNATURES
    }
    return [row for (_, uid), row in read_analysts(db).items() if uid in wrote]


def _hashes(chosen: Chosen) -> set[str]:
    return {
        str(row.data[column])
        for (table, _), row in chosen.rows.items()
        for column in {"file": ("sha256",), "page": ("text_sha256",)}.get(table, ())
        if row.data is not None
    }


def _head(
    store: Store, db: Connection, choice: Choice, chosen: Chosen, made_at: str, counts: object
) -> dict[str, str]:
    about = store.about
    return {
        "title": about.title,
        "code": about.code,
        "notice": about.notice,
        "made_at": made_at,
        "made_by": ", ".join(store.signed_in) if store.signed_in else "",
        "recipient": choice.recipient,
        "since": chosen.since,
        "choice": chosen.words,
        "is_whole": "1" if chosen.is_whole else "",
        "counts": json.dumps(counts),
        "writers": json.dumps(_writers(db)),
    }


def _writers(db: Connection) -> dict[str, str]:
    """Give who took each step that left a clock, by the letters that its stamps end with."""
    rows = db.execute(
        text(
            "SELECT substr(s.uid, -8), a.initials FROM step s JOIN analyst a "
            "ON a.id = s.analyst_id WHERE substr(s.uid, -8) IN "
            "(SELECT DISTINCT substr(stamp, -8) FROM clock)"
        )
    )
    return {str(end): str(initials) for end, initials in rows}
