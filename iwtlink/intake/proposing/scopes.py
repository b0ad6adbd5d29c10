"""The cells of one row under their names, with what a mapping derives from them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from iwtlink.i18n import tr
from iwtlink.intake.mapping import rules as m
from iwtlink.intake.mapping.cleaning import fold_cell
from iwtlink.intake.mapping.expressions import Scope
from iwtlink.intake.mapping.patterns import fullmatch, search
from iwtlink.intake.proposing.reading import Reading
from iwtlink.intake.sheet import Row, fold_header

Cells = dict[str, str]


def row_cells(reading: Reading, row: Row) -> Cells:
    """Gives the cells of a row by folded column name, spread cells apart, empty words blank."""
    empty = reading.mapping.table.empty
    cells = {
        name: "" if cell.casefold() in empty else cell
        for name, cell in zip(reading.columns, row.cells, strict=True)
    }
    for spread in reading.mapping.spreads:
        _spread(reading, spread, cells)
    if reading.mapping.table.is_matrix:
        cells["row"] = row.cells[0]
    return cells


def _spread(reading: Reading, spread: m.Spread, cells: Cells) -> None:
    prefix = fold_header(spread.column)
    key, found = "", dict[str, list[str]]()
    for part in cells.get(prefix, "").split(spread.separator):
        before, equals, after = part.partition(spread.equals)
        if equals:
            name = fold_header(before)
            key = f"{prefix}.{name}"
            found[key] = [after.strip()]
            if key not in reading.used and name not in spread.ignored:
                reading.problem(
                    tr("The mapping does not use “{key}”.", key=before.strip()), spread.column
                )
        elif key and part.strip():
            found[key].append(part.strip())
        elif part.strip():
            reading.problem(
                tr("“{part}” is not of the form key=value.", part=part.strip()), spread.column
            )
    cells.update((name, spread.separator.join(parts)) for name, parts in found.items())


def with_let(reading: Reading, block: m.Block, cells: Cells) -> Cells:
    """Adds what the block derives; each may use those before it."""
    if not block.let:
        return cells
    extended = dict(cells)
    for name, expression in block.let:
        extended[name] = "; ".join(reading.texts(expression, extended))
    return extended


def repeated_cells(reading: Reading, block: m.Block, cells: Cells, row: Row) -> Iterator[Cells]:
    """Gives the cells once for every value of ``each``, or every filled cell of a matrix row."""
    if block.each is None:
        yield from _matrix_cells(reading, cells, row)
        return
    for n, value in enumerate(reading.texts(block.each, cells), start=1):
        parts = _named_parts(block.parts, value)
        if parts is None:
            reading.problem(tr("“{value}” cannot be read.", value=value), block.each.column)
        else:
            yield cells | {block.variable: value, "n": str(n)} | parts


def _matrix_cells(reading: Reading, cells: Cells, row: Row) -> Iterator[Cells]:
    for column, cell in zip(reading.sheet.columns[1:], row.cells[1:], strict=True):
        if cell and cell.casefold() not in reading.mapping.table.empty:
            yield cells | {"column": column, "value": cell}


def _named_parts(pattern: str, value: str) -> Cells | None:
    """The named groups of ``parts`` in one value; {} without a pattern, None without a match."""
    if not pattern:
        return {}
    match = fullmatch(pattern, value.strip())
    if match is None:
        return None
    return {fold_header(name): (text or "").strip() for name, text in match.groupdict().items()}


def holds(reading: Reading, conditions: Sequence[m.Condition], scope: Scope) -> bool:
    """Whether all conditions of a rule hold for a row."""
    return all(_holds(condition, reading.text(condition.value, scope)) for condition in conditions)


def _holds(condition: m.Condition, text: str) -> bool:
    if condition.is_empty:
        return not text
    if condition.one_of:
        return fold_cell(text) in condition.one_of
    if condition.none_of:
        return fold_cell(text) not in condition.none_of
    if condition.pattern:
        return search(condition.pattern, text) is not None
    return bool(text)


def check_row(reading: Reading, cells: Cells) -> None:
    """Reports what the row itself contradicts: a date outside the year it states."""
    for check in reading.mapping.checks:
        date, year = check.date.fill(cells), check.year.fill(cells)
        if reading.is_other_year(date, year):
            reading.problem(
                tr("The date {date} is not in the year {year}.", date=date, year=year),
                check.date.columns[0],
            )
