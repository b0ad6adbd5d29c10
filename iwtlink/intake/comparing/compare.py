"""Proposals against the database: what is known, what is new, what a changed cell changes.

``plan_import`` works out once what ``load`` will write; ``compare`` gives its report. A dry
run and an import are therefore the same code. Lookups are a fixed number of queries.
"""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection

from iwtlink.intake.comparing.entities import compare_entities
from iwtlink.intake.comparing.items import (
    compare_disseminations,
    compare_items,
    compare_recipients,
)
from iwtlink.intake.comparing.links import compare_links
from iwtlink.intake.comparing.observations import compare_observations
from iwtlink.intake.comparing.plan import Plan, needed_records
from iwtlink.intake.comparing.records import compare_records, tally_records
from iwtlink.intake.comparing.state import Comparing
from iwtlink.intake.proposals import EntityKey, Proposals
from iwtlink.intake.report import ImportReport, SkippedRow


def compare(
    db: Connection, proposals: Proposals, meant: Mapping[EntityKey, int] | None = None
) -> ImportReport:
    """Gives the report of an import before anything is written."""
    return plan_import(db, proposals, meant)[1]


def plan_import(
    db: Connection, proposals: Proposals, meant: Mapping[EntityKey, int] | None = None
) -> tuple[Plan, ImportReport]:
    """Works out what importing the proposals will write, and the report that says so.

    ``meant`` says which new entities of the table are ones we have: what the table says of
    them is added there, its spelling of the name as an alias.
    """
    c = Comparing(db, proposals, meant)
    compare_items(c)
    compare_records(c)
    compare_entities(c)
    compare_recipients(c)
    compare_links(c)
    compare_observations(c)
    compare_disseminations(c)
    tally_records(c, needed_records(c.plan))
    return c.plan, _report(c)


def _report(c: Comparing) -> ImportReport:
    p = c.proposals
    counts = {"accepted": 0, "accepted with problems": 0, "skipped": 0}
    for row in c.rows.values():
        counts[row.outcome] += 1
    return ImportReport(
        file=p.file,
        sheet=p.sheet,
        mapping=p.mapping_label,
        rows_read=len(c.rows),
        rows_accepted=counts["accepted"],
        rows_with_problems=counts["accepted with problems"],
        rows_skipped=counts["skipped"],
        items={kind: tally for kind, tally in c.tallies.items() if tally.total},
        new_types=c.new_types,
        problems=tuple(c.problems),
        skipped_rows=tuple(
            SkippedRow(row.number, "; ".join(row.reasons))
            for row in c.rows.values()
            if row.outcome == "skipped"
        ),
        unused_columns=p.unused_columns,
        missing_columns=p.missing_columns,
    )
