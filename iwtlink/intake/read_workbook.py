"""XLSX, XLS and ODS through calamine, after a look at what unpacking would cost."""

from __future__ import annotations

import datetime
import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
)

from iwtlink.errors import BadInput
from iwtlink.i18n import tr
from iwtlink.intake.sheet import Row, Sheet, make_sheet

MOST_UNPACKED_BYTES = 1024 * 1024 * 1024
MOST_TIMES_LARGER = 200
_SMALL_ENOUGH_UNPACKED = 100 * 1024 * 1024
MOST_CELLS = 50_000_000
"""Cells in the rectangle from A1 to the last filled cell: calamine keeps them all."""

_BROKEN_PACKAGE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    NotImplementedError,
    OSError,
    EOFError,
    ValueError,
)
_CHUNK = 1 << 20
_FAR_CELL = re.compile(rb"""\sr=["']([A-Z]{1,3})([0-9]{1,7})["']""")
_ODS_REPEAT = re.compile(
    rb"<table:table-cell\b(?P<attributes>[^>]*)>|<table:table-row\b(?P<row>[^>]*)>"
)
_REPEATED = re.compile(rb"number-(?:rows|columns)-repeated=[\"']([0-9]+)[\"']")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")

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
    path: Path, data: bytes, sha256: str, sheet: str | None, header_row: int
) -> Sheet:
    """Gives one sheet of a workbook; merged cells going down are filled in each row."""
    if data.startswith(b"PK"):
        _refuse_bombs(path, data)
    elif _ENCRYPTED in data:
        raise BadInput(_locked(path))
    try:
        with CalamineWorkbook.from_object(io.BytesIO(data)) as book:
            names = tuple(book.sheet_names)
            found = _pick(path, book, names, sheet)
            rows = _rows_of(found)
    except PasswordError:
        raise BadInput(_locked(path)) from None
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
    )


def read_sheets(path: Path, data: bytes) -> Iterator[tuple[str, list[Row]]]:
    """Gives every sheet of a workbook by its name, with all its rows that are not blank.

    Raises BadInput with one sentence for a workbook that cannot be read.
    """
    if data.startswith(b"PK"):
        _refuse_bombs(path, data)
    elif _ENCRYPTED in data:
        raise BadInput(_locked(path))
    try:
        with CalamineWorkbook.from_object(io.BytesIO(data)) as book:
            for name in book.sheet_names:
                yield name, _rows_of(book.get_sheet_by_name(name))
    except PasswordError:
        raise BadInput(_locked(path)) from None
    except (CalamineError, OSError, ValueError) as error:
        raise BadInput(
            tr("{file} is not a readable workbook: {reason}.", file=path.name, reason=error)
        ) from error


def _locked(path: Path) -> str:
    return tr("{file} is protected by a password: save a copy without it.", file=path.name)


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


def _refuse_bombs(path: Path, data: bytes) -> None:
    """Refuses what would unpack to more than a laptop holds, before unpacking it."""
    too_much = BadInput(
        tr("{file} unpacks to more than this program accepts: it may be damaged.", file=path.name)
    )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = package.infolist()
            unpacked = sum(part.file_size for part in parts)
            if unpacked > MOST_UNPACKED_BYTES or (
                unpacked > _SMALL_ENOUGH_UNPACKED and unpacked > MOST_TIMES_LARGER * len(data)
            ):
                raise too_much
            if any(part.flag_bits & 1 for part in parts):
                raise BadInput(_locked(path))
            if not any(_is_sheet(p.filename) or p.filename.endswith(".bin") for p in parts):
                raise BadInput(tr("{file} is a ZIP file but not a workbook.", file=path.name))
            for part in parts:
                if _is_sheet(part.filename) and _cells_in(package, part) > MOST_CELLS:
                    raise too_much
    except _BROKEN_PACKAGE as error:
        raise BadInput(tr("{file} is damaged: it cannot be unpacked.", file=path.name)) from error


def _is_sheet(name: str) -> bool:
    return name == "content.xml" or (name.startswith("xl/worksheets/") and name.endswith(".xml"))


def _cells_in(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> int:
    """Cells of the rectangle a sheet's XML spans; reads in pieces, stops at nothing."""
    rows, columns, written = 1, 1, 0
    tail = b""
    with package.open(part) as stream:
        while piece := stream.read(_CHUNK):
            text = tail + piece
            if part.filename == "content.xml":
                written += _ods_cells(text[: _whole_tags(text)])
                tail = text[_whole_tags(text) :]
                continue
            for column, row in _FAR_CELL.findall(text):
                rows = max(rows, int(row))
                columns = max(columns, _column_number(column))
            tail = text[-64:]
    return max(rows * columns, written)


def _whole_tags(text: bytes) -> int:
    return text.rfind(b">") + 1


def _ods_cells(text: bytes) -> int:
    total, rows = 0, 1
    for match in _ODS_REPEAT.finditer(text):
        row = match["row"]
        if row is not None:
            found = _REPEATED.search(row)
            rows = int(found[1]) if found else 1
        elif b"office:value" in match["attributes"]:
            found = _REPEATED.search(match["attributes"])
            total += rows * (int(found[1]) if found else 1)
    return total


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
