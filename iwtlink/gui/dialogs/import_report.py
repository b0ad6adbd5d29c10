"""The report of an import as tables: what is new, what is wrong."""

from __future__ import annotations

from iwtlink.gui.dialogs.import_state import Incoming
from iwtlink.i18n import ntr, tr
from iwtlink.intake.report import KINDS, ImportReport
from iwtlink.ontology import Ontology
from iwtlink.ontology.kind_words import kind_title

_FIRST_ROWS = 100

Rows = list[tuple[str, ...]]


def totals_headings() -> tuple[str, ...]:
    """Give the headings of the table of totals."""
    return (tr("What"), tr("New"), tr("Updated"), tr("Matched"), tr("Left out"), tr("Total"))


def totals(report: ImportReport, ontology: Ontology) -> Rows:
    """Give what the table brings, by kind, the new ones also by type."""
    rows: Rows = []
    for kind in KINDS:
        tally = report.items.get(kind)
        if tally is None or not tally.total:
            continue
        counts = (tally.new, tally.updated, tally.matched, tally.skipped, tally.total)
        rows.append((kind_title(kind), *(f"{count:,}" for count in counts)))
        for name, count in report.new_types.get(kind, {}).items():
            rows.append((f"    {type_name(ontology, kind, name)}", f"{count:,}", "", "", "", ""))
    return rows


def type_name(ontology: Ontology, kind: str, name: str) -> str:
    """Give the name of a type as the user reads it."""
    if kind == "entity" and name in ontology.entity_types:
        return tr(ontology.entity_types[name].plural or ontology.entity_types[name].label)
    if kind == "link" and name in ontology.link_types:
        return tr(ontology.link_types[name].label)
    if kind == "observation" and name in ontology.observation_types:
        return tr(ontology.observation_types[name].plural)
    return name


def problem_headings() -> tuple[str, ...]:
    """Give the headings of the table of problems."""
    return (tr("File"), tr("Row"), tr("Column"), tr("What is wrong"))


def problems(report: ImportReport) -> Rows:
    """Give every bad cell and every row that brings nothing, in order of rows."""
    found = [
        (p.row, (p.sheet or p.file, str(p.row or ""), p.column, p.message)) for p in report.problems
    ]
    told = {row for row, _ in found}
    found += [
        (s.row, (report.sheet or report.file, str(s.row), "", s.reason))
        for s in report.skipped_rows
        if s.row not in told
    ]
    return [cells for _, cells in sorted(found, key=lambda pair: pair[0])]


def first_rows(table: Incoming) -> tuple[tuple[str, ...], Rows]:
    """Give headings and first rows of a table, with the row numbers of the spreadsheet."""
    if table.sheet is None:
        return (), []
    rows = [(str(row.number), *row.cells) for row in table.sheet.rows[:_FIRST_ROWS]]
    return (tr("Row"), *table.sheet.columns), rows


def short(table: Incoming) -> str:
    """Say in a few words how a table stands."""
    if table.problem:
        return tr("cannot be read yet")
    if table.report is None:
        return tr("being read")
    count = len(problems(table.report))
    rows = ntr("{n} row", "{n} rows", table.report.rows_read)
    return f"{rows}, {ntr('{n} problem', '{n} problems', count)}" if count else rows


def summary(table: Incoming) -> str:
    """Say in a sentence how many rows there are and what becomes of them."""
    if table.problem:
        return table.problem
    report = table.report
    if report is None:
        return tr("Reading {file}…", file=table.path.name)
    counts = tr(
        "{read} rows read: {accepted} accepted, {problems} accepted with problems, "
        "{skipped} skipped.",
        read=f"{report.rows_read:,}",
        accepted=f"{report.rows_accepted:,}",
        problems=f"{report.rows_with_problems:,}",
        skipped=f"{report.rows_skipped:,}",
    )
    if report.changes_nothing:
        counts = f"{counts} {tr('Everything in it is known already.')}"
    if report.unused_columns:
        names = ", ".join(report.unused_columns)
        counts = f"{counts} {tr('Columns not used: {names}.', names=names)}"
    return counts


def outcome(reports: list[ImportReport]) -> str:
    """Say in a few sentences what an import did."""
    parts = []
    for kind in KINDS:
        tallies = [report.items[kind] for report in reports if kind in report.items]
        new, changed = sum(t.new for t in tallies), sum(t.updated for t in tallies)
        if new:
            parts.append(tr("{what}: {n} new", what=kind_title(kind), n=f"{new:,}"))
        if changed:
            parts.append(tr("{what}: {n} updated", what=kind_title(kind), n=f"{changed:,}"))
    read = ntr("{n} row read", "{n} rows read", sum(report.rows_read for report in reports))
    skipped = sum(report.rows_skipped for report in reports)
    if skipped:
        read += ", " + ntr("{n} skipped", "{n} skipped", skipped)
    if not parts:
        return f"{read}. {tr('Nothing was new, so nothing was written.')}"
    return tr("Imported. {rows}. {items}.", rows=read, items="; ".join(parts))
