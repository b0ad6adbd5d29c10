"""XLSX, XLS and ODS through calamine, after a look at what unpacking would cost."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator
from pathlib import Path

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
)

from iwtlink.errors import BadInput, Problem
from iwtlink.i18n import ntr, tr
from iwtlink.intake.headers import Span
from iwtlink.intake.sheet import Row, Sheet, make_sheet
from iwtlink.intake.workbook_package import locked, look_over, unworked_formulas

CellValue = (
    int
    | float
    | str
    | bool
    | datetime.time
    | datetime.date
    | datetime.datetime
    | datetime.timedelta
)


def read_workbook(
    path: Path,
    data: bytes,
    sha256: str,
    sheet: str | None,
    header_row: int,
    header_rows: int = 0,
) -> Sheet:
    """Gives one sheet of a workbook; merged cells going down are filled in each row.

    Formulas are never run: their stored values are taken.
    """
    look_over(path, data)
    try:
        with CalamineWorkbook.from_object(io.BytesIO(data)) as book:
            names = tuple(book.sheet_names)
            found = _pick(path, book, names, sheet)
            rows = _rows_of(found)
            spans = _spans_of(found)
    except PasswordError:
        raise locked(path) from None
    except (CalamineError, OSError, ValueError) as error:
        raise BadInput(
            tr("{file} is not a readable workbook: {reason}.", file=path.name, reason=error)
        ) from error
    if not rows:
        raise BadInput(
            tr("Sheet “{sheet}” of {file} holds no cells.", sheet=found.name, file=path.name)
        )
    return make_sheet(
        rows,
        path=str(path),
        file=path.name,
        sha256=sha256,
        name=found.name,
        header_row=header_row,
        sheet_names=names,
        header_rows=header_rows,
        spans=spans,
        problems=_blank_formulas(path, data, names, found.name),
    )


def read_sheets(path: Path, data: bytes) -> Iterator[tuple[str, list[Row]]]:
    """Gives every sheet of a workbook by its name, with all its rows that are not blank.

    Raises BadInput with one sentence for a workbook that cannot be read.
    """
    look_over(path, data)
    try:
        with CalamineWorkbook.from_object(io.BytesIO(data)) as book:
            for name in book.sheet_names:
                yield name, _rows_of(book.get_sheet_by_name(name))
    except PasswordError:
        raise locked(path) from None
    except (CalamineError, OSError, ValueError) as error:
        raise BadInput(
            tr("{file} is not a readable workbook: {reason}.", file=path.name, reason=error)
        ) from error


def _blank_formulas(path: Path, data: bytes, names: tuple[str, ...], name: str) -> list[Problem]:
    """Says where formulas have no value: they would be taken for empty cells."""
    count, first = unworked_formulas(data, names.index(name))
    if not count:
        return []
    sentence = ntr(
        "The formula in cell {cell} has no stored value and counts as empty: save the file in a "
        "spreadsheet program first.",
        "{n} formulas have no stored value and count as empty, cell {cell} first: save the file "
        "in a spreadsheet program first.",
        count,
        cell=first,
    )
    row = int("".join(letter for letter in first if letter.isdecimal()))
    return [Problem(sentence, file=path.name, sheet=name, row=row)]


def _pick(
    path: Path, book: CalamineWorkbook, names: tuple[str, ...], wanted: str | None
) -> CalamineSheet:
    if not names:
        raise BadInput(tr("{file} has no sheet.", file=path.name))
    if wanted is None:
        sheets = (book.get_sheet_by_name(name) for name in names)
        return next((s for s in sheets if s.start is not None), book.get_sheet_by_name(names[0]))
    exact = [n for n in names if n == wanted] or [
        n for n in names if n.strip().casefold() == wanted.strip().casefold()
    ]
    if not exact:
        raise BadInput(
            tr(
                "{file} has no sheet “{sheet}”; it has {names}.",
                file=path.name,
                sheet=wanted,
                names=", ".join(f"“{name}”" for name in names),
            )
        )
    return book.get_sheet_by_name(exact[0])


def _rows_of(sheet: CalamineSheet) -> list[Row]:
    if sheet.start is None:
        return []
    cells = sheet.to_python(skip_empty_area=False)
    rows = [[_text(value) for value in row] for row in cells]
    for (top, left), (bottom, _right) in sheet.merged_cell_ranges or ():
        for at in range(top + 1, min(bottom + 1, len(rows))):
            if left < len(rows[at]) and left < len(rows[top]):
                rows[at][left] = rows[at][left] or rows[top][left]
    return [Row(n, tuple(row)) for n, row in enumerate(rows, start=1) if any(row)]


def _spans_of(sheet: CalamineSheet) -> list[Span]:
    return [
        Span(top + 1, left, bottom + 1, right)
        for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
    ]


def _text(value: CellValue) -> str:
    """A cell as text: whole numbers without point, dates ISO, midnight left off."""
    if isinstance(value, str):
        return value.strip("\u200b\ufeff\u00a0\u3000 \t\r\n")
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime.datetime):
        return (
            value.date().isoformat()
            if value.time() == datetime.time()
            else value.isoformat(sep=" ", timespec="minutes")
        )
    if isinstance(value, (datetime.date, datetime.time)):
        return value.isoformat()
    return str(value)
