"""A table as text: for the clipboard and as a file."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from iwtlink.writing import write_whole

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def tab_separated(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Give rows as a spreadsheet takes them from the clipboard."""
    return "\n".join("\t".join(_one_line(cell) for cell in row) for row in (header, *rows))


def write_csv(path: Path, header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Write a table as CSV (RFC 4180, UTF-8 with BOM so that Excel shows every script).

    A cell that a spreadsheet would take for a formula is quoted with an apostrophe.
    Raises ``BadInput`` where the file cannot be written.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([_as_text(cell) for cell in row] for row in rows)
    write_whole(path, out.getvalue().encode("utf-8-sig"))


def _one_line(cell: str) -> str:
    return " ".join(cell.split())


def _as_text(cell: str) -> str:
    if cell.startswith(_FORMULA) and not _is_number(cell):
        return "'" + cell
    return cell


def _is_number(cell: str) -> bool:
    try:
        float(cell.replace(",", ""))
    except ValueError:
        return False
    return True
