"""What reading an exchange file would do, before anything is written."""

from __future__ import annotations

from pathlib import Path

from iwtlink.errors import Progress, no_progress
from iwtlink.i18n import tr
from iwtlink.operations.exchange.model import Preview
from iwtlink.operations.exchange.taking import head_of, opened_rows, problems_of
from iwtlink.store import Store
from iwtlink.store.exchange.planning import make_plan


def look(store: Store, source: Path, passphrase: str, progress: Progress = no_progress) -> Preview:
    """Say what reading an exchange file would do, without writing anything."""
    progress(0.0, tr("Reading the exchange file"))
    with opened_rows(store, source, passphrase) as (file, theirs, _), store.read() as db:
        head = head_of(file)
        plan = make_plan(db, theirs)
    return Preview(head, (), (), problems_of(plan))
