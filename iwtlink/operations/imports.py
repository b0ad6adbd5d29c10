"""Bring tables in: read, understand, compare, and load all of them in one step."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from iwtlink.errors import BadInput, Progress, no_progress
from iwtlink.i18n import ntr, tr
from iwtlink.intake.comparing.compare import compare
from iwtlink.intake.documents import media_type_of
from iwtlink.intake.documents.sheets import sheet_words
from iwtlink.intake.loading.load import load
from iwtlink.intake.mapping.files import guess_mapping, load_mapping, mapping_files
from iwtlink.intake.proposals import EntityKey, Proposals
from iwtlink.intake.proposing.propose import propose
from iwtlink.intake.read import read_source
from iwtlink.intake.report import ImportReport
from iwtlink.intake.sheet import Sheet
from iwtlink.ontology import Ontology
from iwtlink.operations.import_twins import find_certain, find_incomers, taken_for
from iwtlink.store import Edit, Store, documents, files, pages


@dataclass(frozen=True, slots=True)
class Prepared:
    """A table that was read and understood, not yet compared with any database.

    ``meant`` says which of its new entities are ones the database has.
    """

    path: Path
    sheet: Sheet
    mapping: str
    proposals: Proposals
    meant: Mapping[EntityKey, int] = field(default_factory=dict)


class _DryRun(Exception):
    """Ends an edit that was only tried."""


def prepare(
    path: Path | str,
    ontology: Ontology,
    *,
    mapping: str | Path | None = None,
    sheet: str | None = None,
    progress: Progress = no_progress,
) -> Prepared:
    """Read one table and understand it by the mapping, or by the one that its columns fit.

    Raise ``BadInput`` where it cannot be read, or no mapping fits.
    """
    found = read_source(path, sheet)
    name = mapping or guess_mapping(found)
    if name is None:
        raise BadInput(
            tr(
                "No mapping fits the columns of {file}. Name one: {names}, or a file of your own.",
                file=Path(path).name,
                names=", ".join(mapping_files()),
            )
        )
    proposals = propose(found, load_mapping(name), ontology, progress)
    return Prepared(Path(path), found, str(name), proposals)


def preview(store: Store, prepared: Prepared) -> ImportReport:
    """Say what importing the table would do; nothing is written."""
    with store.read() as db:
        return compare(db, prepared.proposals, prepared.meant)


def import_prepared(
    store: Store, prepared: Sequence[Prepared], progress: Progress = no_progress
) -> list[ImportReport]:
    """Load tables in the given order, all in one step that one undo removes.

    A table that becomes a source document is kept with it, so that each value can be traced
    to the very cell.
    """
    with store.edit(_label(prepared)) as edit:
        reports = []
        for table in prepared:
            reports.append(load(edit, table.proposals, progress, table.meant))
            if not reports[-1].changes_nothing:
                keep_table(edit, table.path, table.sheet)
        return reports


def keep_table(edit: Edit, path: Path, sheet: Sheet) -> None:
    """Keep the file that a table was read from with its source document, once.

    Nothing is kept where the table is none (its rows name the documents), or where the file
    on disk is no longer the one that was read.
    """
    db = edit.connection
    document_id = documents.document_with_hash(db, sheet.sha256)
    if document_id is None or files.document_of_file(db, sheet.sha256) is not None:
        return
    try:
        data = path.read_bytes()
    except OSError:
        return
    if hashlib.sha256(data).hexdigest() != sheet.sha256:
        return
    media_type = media_type_of(path.name, data)
    file_id = files.add_file(edit, path.name, data, media_type, document_id=document_id)
    rows = (sheet.columns, *(row.cells for row in sheet.rows))
    words, _ = sheet_words(sheet.name, rows)
    number = sheet.sheet_names.index(sheet.name) + 1 if sheet.name in sheet.sheet_names else 1
    pages.add_page(edit, file_id, number, words, method="text")


def try_import(
    store: Store, prepared: Sequence[Prepared], progress: Progress = no_progress
) -> list[ImportReport]:
    """Say what importing the tables one after the other would do; nothing stays written."""
    if store.is_read_only:
        return [preview(store, table) for table in prepared]
    reports: list[ImportReport] = []
    try:
        with store.edit(_label(prepared)) as edit:
            reports += [load(edit, table.proposals, progress, table.meant) for table in prepared]
            raise _DryRun
    except _DryRun:
        return reports


def import_sources(
    store: Store,
    paths: Sequence[Path | str],
    *,
    mapping: str | Path | None = None,
    sheet: str | None = None,
    dry_run: bool = False,
    progress: Progress = no_progress,
) -> list[ImportReport]:
    """Read and load tables in one step; with ``dry_run`` only say what would happen.

    What is certain by an identifier is taken for the entity that bears it; a dry run also
    says which new entities may be known.
    """
    prepared = [
        prepare(path, store.ontology, mapping=mapping, sheet=sheet, progress=progress)
        for path in paths
    ]
    if not dry_run:
        certain = [replace(one, meant=find_certain(store, one.proposals)) for one in prepared]
        return import_prepared(store, certain, progress)
    incomers = find_incomers(store, [table.proposals for table in prepared], progress=progress)
    meant = [
        replace(table, meant=taken_for(found, {}))
        for table, found in zip(prepared, incomers, strict=True)
    ]
    reports = try_import(store, meant, progress)
    return [
        replace(report, incomers=found) for report, found in zip(reports, incomers, strict=True)
    ]


def _label(prepared: Sequence[Prepared]) -> str:
    if len(prepared) == 1:
        return tr("Import {file}", file=prepared[0].path.name)
    return ntr("Import {n} table", "Import {n} tables", len(prepared))
