"""From a file on disk to a Sheet; what cannot be read is refused in one sentence."""

from __future__ import annotations

import hashlib
from pathlib import Path

from iwtlink.errors import BadInput
from iwtlink.i18n import tr
from iwtlink.intake.read_text import read_text_table
from iwtlink.intake.read_workbook import read_workbook
from iwtlink.intake.sheet import Sheet

MOST_BYTES = 512 * 1024 * 1024
"""A larger source file is refused: it would not fit in a laptop's memory as text."""

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_NOT_TABLES = {
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF8": "GIF",
    b"Rar!": "RAR",
    b"7z\xbc\xaf": "7-Zip",
    b"\x1f\x8b": "gzip",
    b"SQLite format 3": "SQLite",
    b"{\\rtf": "RTF",
}


def read_source(
    path: str | Path,
    sheet: str | None = None,
    *,
    encoding: str = "",
    delimiter: str = "",
    header_row: int = 0,
    header_rows: int = 0,
) -> Sheet:
    """Gives one table of a CSV, TSV, XLSX, XLS or ODS file, or of a text PDF.

    ``sheet`` names the sheet of a workbook (none: its first one that is not blank), or the page
    of a PDF.
    ``encoding``, ``delimiter``, ``header_row`` (as the spreadsheet counts) and how many
    ``header_rows`` there are, are found when not given. Raises BadInput with one
    sentence for whatever cannot be read.
    """
    path = Path(path)
    data = _bytes_of(path)
    sha256 = hashlib.sha256(data).hexdigest()
    if data.startswith((_ZIP, _OLE)):
        return read_workbook(path, data, sha256, sheet, header_row, header_rows)
    if data.startswith(b"%PDF"):
        from iwtlink.intake.read_pdf import read_pdf_table  # PDFium is loaded only for a PDF

        return read_pdf_table(path, data, sha256, sheet, header_row, header_rows)
    for mark, kind in _NOT_TABLES.items():
        if data.startswith(mark):
            raise BadInput(tr("{file} is a {kind} file, not a table.", file=path.name, kind=kind))
    if sheet:
        raise BadInput(
            tr("{file} is a text file and has no sheet “{sheet}”.", file=path.name, sheet=sheet)
        )
    return read_text_table(path, data, sha256, encoding, delimiter, header_row, header_rows)


def _bytes_of(path: Path) -> bytes:
    try:
        size = path.stat().st_size if path.is_file() else MOST_BYTES
        with path.open("rb") as stream:
            data = stream.read(min(size, MOST_BYTES) + 1)
    except FileNotFoundError:
        raise BadInput(tr("There is no file {file}.", file=path)) from None
    except IsADirectoryError:
        raise BadInput(tr("{file} is a folder, not a file.", file=path)) from None
    except OSError as error:
        raise BadInput(
            tr("Cannot read {file}: {reason}.", file=path, reason=error.strerror or error)
        ) from error
    if len(data) > MOST_BYTES:
        raise BadInput(
            tr(
                "{file} is larger than {most} MB: split it into several files.",
                file=path.name,
                most=MOST_BYTES // (1024 * 1024),
            )
        )
    if not data.strip():
        raise BadInput(tr("{file} is empty.", file=path.name))
    return data


def read_clipboard(text: str, *, header_row: int = 0, header_rows: int = 0) -> Sheet:
    """Gives the table that was copied from a spreadsheet: cells parted by tabs.

    Raises BadInput with one sentence where nothing was copied.
    """
    name = tr("Clipboard")
    data = text.encode("utf-8", "replace")
    if not text.strip():
        raise BadInput(tr("Nothing was copied: mark cells in the spreadsheet and copy them."))
    if len(data) > MOST_BYTES:
        raise BadInput(tr("Too much was copied: save it as a file and bring that in."))
    delimiter = "\t" if "\t" in text else ""
    sha256 = hashlib.sha256(data).hexdigest()
    place = Path(name)
    return read_text_table(place, data, sha256, "utf-8", delimiter, header_row, header_rows)
