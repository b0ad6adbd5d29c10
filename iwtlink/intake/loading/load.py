"""Proposals into the database: one edit, everything in bulk."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from iwtlink.errors import Progress, no_progress
from iwtlink.i18n import tr
from iwtlink.intake.comparing.compare import plan_import
from iwtlink.intake.loading.items import write_entities, write_links, write_observations
from iwtlink.intake.loading.outputs import write_disseminations, write_other_items
from iwtlink.intake.loading.sources import write_documents, write_records
from iwtlink.intake.loading.statements import write_additions, write_changes, write_statements
from iwtlink.intake.loading.writing import Writing
from iwtlink.intake.proposals import EntityKey, Proposals
from iwtlink.intake.report import ImportReport
from iwtlink.store.collector import collector_paused
from iwtlink.store.edit import Edit


def load(
    edit: Edit,
    proposals: Proposals,
    progress: Progress = no_progress,
    meant: Mapping[EntityKey, int] | None = None,
) -> ImportReport:
    """Writes the proposals within the open edit; gives the report of what was done.

    The database is compared inside the edit, so the report is of what is written. Nothing is
    written where everything is known. ``meant`` says which new entities are ones we have.
    """
    progress(0.0, tr("Comparing with the database"))
    with collector_paused():
        plan, report = plan_import(edit.connection, proposals, meant)
        if not report.changes_nothing:
            _write(Writing(edit, plan), progress)
    return report


def _write(w: Writing, progress: Progress) -> None:
    steps: Sequence[tuple[Callable[[Writing], None], str]] = (
        (write_documents, tr("Writing documents")),
        (write_records, tr("Writing records")),
        (write_entities, tr("Writing entities")),
        (write_links, tr("Writing links")),
        (write_observations, tr("Writing observations")),
        (write_additions, tr("Writing changed values")),
        (write_changes, tr("Writing changed values")),
        (write_other_items, tr("Writing products and articles")),
        (write_disseminations, tr("Writing products and articles")),
        (write_statements, tr("Writing statements")),
    )
    for done, (step, sentence) in enumerate(steps, start=1):
        progress(done / (len(steps) + 1), sentence)
        step(w)
