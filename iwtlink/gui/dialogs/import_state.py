"""One table on its way in: read, understood, compared; nothing is written here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from iwtlink.errors import BadInput, IwtlinkError, Progress
from iwtlink.i18n import tr
from iwtlink.intake.mapping.files import guess_mapping, load_mapping
from iwtlink.intake.proposals import EntityKey
from iwtlink.intake.proposing.propose import propose
from iwtlink.intake.read import read_source
from iwtlink.intake.report import ImportReport, Incomer
from iwtlink.intake.sheet import Sheet
from iwtlink.matching import NameIndex
from iwtlink.operations.import_twins import find_incomers, taken_for
from iwtlink.operations.imports import Prepared, preview, try_import
from iwtlink.store import Store


@dataclass(frozen=True, slots=True)
class Incoming:
    """A table as far as it is known: ``problem`` says why it goes no further.

    ``wanted_mapping`` is the user's own choice; empty means by its columns. ``incomers`` are
    its new entities that may be known, None before they were looked for.
    """

    path: Path
    sheet_name: str = ""
    wanted_mapping: str = ""
    sheet: Sheet | None = None
    prepared: Prepared | None = None
    report: ImportReport | None = None
    incomers: tuple[Incomer, ...] | None = None
    problem: str = ""


def understand(table: Incoming, store: Store, progress: Progress) -> Incoming:
    """Read one table and understand it; what goes wrong becomes its ``problem``."""
    fresh = Incoming(table.path, table.sheet_name, table.wanted_mapping)
    try:
        sheet = read_source(table.path, table.sheet_name or None)
    except IwtlinkError as error:
        return replace(fresh, problem=str(error))
    fresh = replace(fresh, sheet=sheet)
    try:
        name = table.wanted_mapping or guess_mapping(sheet)
        if not name:
            raise BadInput(tr("No mapping fits these columns. Choose one, or a file of your own."))
        proposals = propose(sheet, load_mapping(name), store.ontology, progress)
    except IwtlinkError as error:
        return replace(fresh, problem=str(error))
    return replace(fresh, prepared=Prepared(table.path, sheet, str(name), proposals))


def recognised(
    tables: Sequence[Incoming], store: Store, index: NameIndex | None, progress: Progress
) -> list[Incoming]:
    """Look who of each table that is understood may be known; once for each way of reading it."""
    if all(table.incomers is not None for table in tables if table.prepared is not None):
        return list(tables)
    ready = [table for table in tables if table.prepared is not None]
    proposals = [table.prepared.proposals for table in ready if table.prepared is not None]
    found = find_incomers(store, proposals, index, progress)
    by_table = {id(table): incomers for table, incomers in zip(ready, found, strict=True)}
    return [replace(table, incomers=by_table.get(id(table))) for table in tables]


def meant(table: Incoming, chosen: Mapping[EntityKey, int]) -> Incoming:
    """Take new entities of a table for ones of ours: as chosen, else as usual."""
    if table.prepared is None:
        return table
    taken = taken_for(table.incomers or (), chosen)
    return replace(table, prepared=replace(table.prepared, meant=taken))


def compared(tables: Sequence[Incoming], store: Store, progress: Progress) -> list[Incoming]:
    """Say for each table that is understood what importing them in this order would do."""
    ready = [table for table in tables if table.prepared is not None]
    prepared = [table.prepared for table in ready if table.prepared is not None]
    if len(prepared) == 1:
        reports = [preview(store, prepared[0])]
    else:
        reports = try_import(store, prepared, progress) if prepared else []
    by_path = {id(table): report for table, report in zip(ready, reports, strict=True)}
    return [replace(table, report=by_path.get(id(table))) for table in tables]
