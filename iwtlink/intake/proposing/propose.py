"""From rows to proposals: the same for a dry run and an import.

A bad cell costs its value, not its row: the item comes without it and the problem says row,
column and reason. Time is linear in cells; values are parsed once per distinct text.
"""

from __future__ import annotations

from iwtlink.errors import BadInput, Progress, no_progress
from iwtlink.i18n import tr
from iwtlink.intake.mapping import rules as m
from iwtlink.intake.mapping.check import check_types
from iwtlink.intake.mapping.expressions import missing_columns
from iwtlink.intake.mapping.patterns import group_names
from iwtlink.intake.proposals import Proposals, ProposedRecord, RowResult
from iwtlink.intake.proposing.items import make_items
from iwtlink.intake.proposing.made import Made
from iwtlink.intake.proposing.reading import Reading, column_names
from iwtlink.intake.proposing.scopes import Cells, check_row, repeated_cells, row_cells, with_let
from iwtlink.intake.sheet import Row, Sheet, fold_header
from iwtlink.ontology import Ontology
from iwtlink.ontology.grades import read_grade
from iwtlink.store.collector import collector_paused

_ROWS_BETWEEN_REPORTS = 1000
_GIVEN = ("each", "n", "row", "column", "value", "file", "sheet")


def propose(
    sheet: Sheet,
    mapping: m.TableMapping,
    ontology: Ontology,
    progress: Progress = no_progress,
) -> Proposals:
    """Gives all that the sheet proposes under the mapping; writes nothing.

    Raises BadInput where the sheet lacks a column the mapping needs, or the mapping names a
    type or property that the ontology does not have (with file and line).
    """
    check_types(mapping, ontology)
    _refuse_without(sheet, mapping)
    reading = Reading(sheet, mapping, ontology)
    broken = {problem.row: problem.message for problem in sheet.problems}
    with collector_paused():
        for done, row in enumerate(sheet.rows):
            if done % _ROWS_BETWEEN_REPORTS == 0:
                progress(done / len(sheet.rows), tr("Reading row {row}", row=row.number))
            reading.row = reading.result.rows[row.number] = RowResult(row.number)
            if row.number in broken:
                reading.row.reasons.append(broken[row.number])
            _read_row(reading, row)
    _describe_file(reading)
    _note_columns(reading)
    return reading.result


def _refuse_without(sheet: Sheet, mapping: m.TableMapping) -> None:
    columns = set(column_names(sheet, mapping))
    missing = [name for name in mapping.table.needs if fold_header(name) not in columns]
    if missing:
        raise BadInput(
            tr(
                "{file} has no column {columns}, which the mapping “{mapping}” needs.",
                file=sheet.file,
                columns=", ".join(f"“{name}”" for name in missing),
                mapping=mapping.name,
            )
        )
    if not sheet.rows:
        raise BadInput(tr("{file} has a header but no rows.", file=sheet.file))


def _read_row(reading: Reading, row: Row) -> None:
    cells = row_cells(reading, row)
    check_row(reading, cells)
    row_block, *repeated = reading.mapping.blocks
    cells = with_let(reading, row_block, cells)
    made: Made = {}
    make_items(reading, row_block, cells, made)
    for block in repeated:
        for scope in repeated_cells(reading, block, cells, row):
            make_items(reading, block, with_let(reading, block, scope), made)
    if reading.row.made:
        _propose_records(reading, cells)
        reading.result.cells[row.number] = row.cells
    elif not reading.row.reasons:
        reading.problem(tr("The row makes no item under this mapping."))


# -- records


def _propose_records(reading: Reading, cells: Cells) -> None:
    rule = reading.mapping.record
    if not rule.is_sourced:
        return
    documents = [""]
    if rule.names_documents is not None:
        documents = reading.texts(rule.names_documents, cells)
    values = {
        name: reading.coded("record", name, reading.text(expression, cells), expression.column)
        for name, expression in rule.values.items()
    }
    _read_grade(reading, values)
    _check_grades(reading, values)
    number = reading.row.number
    for document in dict.fromkeys(documents):
        place = _place(reading, number, is_in_document=bool(document))
        reading.result.records.append(ProposedRecord(document, number, place, values))


def _place(reading: Reading, number: int, *, is_in_document: bool) -> str:
    """Where the row stands; the file is named only where it is not the document itself."""
    parts = [reading.sheet.file] if is_in_document else []
    if reading.sheet.name and len(reading.sheet.sheet_names) > 1:
        parts.append(reading.sheet.name)
    return " › ".join((*parts, f"row {number}"))


def _read_grade(reading: Reading, values: dict[str, str]) -> None:
    """Take a grade written as one text, such as ``E41``, apart in the system that it fits."""
    text = values.pop("grade", "")
    if not text:
        return
    try:
        given = read_grade(reading.ontology, text, preferred=values.get("grading", ""))
    except BadInput as error:
        reading.problem(str(error), reading.mapping.record.values["grade"].column)
        return
    values["grading"], values["reliability"] = given.system, given.reliability
    values["credibility"] = given.credibility
    if given.handling:
        values["handling"] = given.handling


def _check_grades(reading: Reading, values: dict[str, str]) -> None:
    system = reading.ontology.grading_systems.get(values.get("grading", ""))
    if system is None:
        return
    lists = {
        "reliability": system.source,
        "credibility": system.information,
        "handling": system.handling,
    }
    for name, codes in lists.items():
        if values.get(name) and codes is not None and values[name] not in codes.codes:
            reading.problem(
                tr("“{code}” is not in the list “{list}”.", code=values[name], list=codes.label),
                reading.mapping.record.values[name].column,
            )
            values[name] = ""


def _describe_file(reading: Reading) -> None:
    rule = reading.mapping.record
    if not rule.is_sourced or rule.names_documents is not None:
        return
    scope = {"file": reading.sheet.file, "sheet": reading.sheet.name}
    reading.result.file_document = {"title": reading.sheet.file} | {
        name: reading.coded("document", name, reading.text(expression, scope), "")
        for name, expression in rule.file_document.items()
    }


def _note_columns(reading: Reading) -> None:
    """Notes columns the mapping does not read, and columns it reads that are not there."""
    mapping = reading.mapping
    spread = {fold_header(s.column) for s in mapping.spreads}
    ignored = {fold_header(name) for name in mapping.table.ignored}
    if not mapping.table.is_matrix:
        reading.result.unused_columns = tuple(
            reading.shown(column)
            for column in reading.columns
            if column not in reading.used | spread | ignored
        )
    provided = {*reading.columns, *_GIVEN}
    for block in mapping.blocks:
        provided |= {name for name, _ in block.let} | {block.variable}
        provided |= {fold_header(n) for n in group_names(block.parts)}
    reading.result.missing_columns = tuple(
        name
        for name in missing_columns(tuple(mapping.templates()), provided)
        if fold_header(name.partition(".")[0]) not in spread
    )
