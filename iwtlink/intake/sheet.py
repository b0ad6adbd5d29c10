"""A table as read from a file: each row remembers its number in the spreadsheet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from iwtlink.errors import BadInput, Problem
from iwtlink.i18n import tr
from iwtlink.intake.headers import Span, header_block, joined_header

MOST_COLUMNS = 16_384
"""As many as a sheet of Excel has; a table with more was read with a wrong separator."""

_SPACES = re.compile(r"\s+")
_LOOK_FOR_HEADER_IN = 50


class Row(NamedTuple):
    """One row: its number as the spreadsheet shows it (from 1) and its trimmed cells."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table of one file.

    ``columns`` are unique and trimmed; ``rows`` are those below the header that are not
    blank, each as wide as ``columns``. ``sha256`` is that of the whole file, lower-case hex.
    The header begins at ``header_row`` and takes ``header_rows``.
    """

    path: str
    file: str
    sha256: str
    name: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    header_row: int
    sheet_names: tuple[str, ...] = ()
    encoding: str = ""
    delimiter: str = ""
    problems: tuple[Problem, ...] = ()
    header_rows: int = 1


def fold_header(text: str) -> str:
    """Gives the form under which a column is looked up: no case, single spaces."""
    return _SPACES.sub(" ", text.replace("\ufeff", "")).strip().casefold()


def unique_headers(cells: Sequence[str]) -> tuple[str, ...]:
    """Gives every column a name of its own: blanks become "Column 3", repeats "Name (2)"."""
    taken: set[str] = set()
    counts: dict[str, int] = {}
    names: list[str] = []
    for position, cell in enumerate(cells, start=1):
        wanted = _SPACES.sub(" ", cell.replace("\ufeff", "")).strip() or tr(
            "Column {n}", n=position
        )
        name, folded = wanted, fold_header(wanted)
        while fold_header(name) in taken:
            counts[folded] = counts.get(folded, 1) + 1
            name = f"{wanted} ({counts[folded]})"
        taken.add(fold_header(name))
        names.append(name)
    return tuple(names)


def find_header(rows: Iterable[Row]) -> int:
    """Gives the position (from 0) of the header: the first row more than half as full as
    the fullest of the first fifty, so that titles above a table are passed over."""
    filled = [
        sum(1 for cell in row.cells if cell)
        for _, row in zip(range(_LOOK_FOR_HEADER_IN), rows, strict=False)
    ]
    most = max(filled, default=0)
    return next((i for i, count in enumerate(filled) if 2 * count > most), 0)


def make_sheet(
    raw: Sequence[Row],
    *,
    path: str,
    file: str,
    sha256: str,
    name: str = "",
    header_row: int = 0,
    sheet_names: tuple[str, ...] = (),
    encoding: str = "",
    delimiter: str = "",
    header_rows: int = 0,
    spans: Sequence[Span] = (),
    problems: Sequence[Problem] = (),
) -> Sheet:
    """Parts header from rows. ``raw`` holds the rows that are not blank; ``header_row`` is
    the header's number in the spreadsheet, or 0 to find it, ``header_rows`` how many rows it
    takes, or 0 to find that too; ``spans`` are the merged cells."""
    at = next((i for i, row in enumerate(raw) if row.number == header_row), -1)
    if at < 0:
        at = find_header(raw)
        first, last = header_block(raw, at, header_rows, spans)
    else:
        first, last = _chosen_block(raw, at, header_rows, spans)
    header, body = joined_header(raw[first : last + 1], spans), raw[last + 1 :]
    width = _last_filled(header)
    full = max([width, *(_last_filled(row.cells) for row in body)])
    if full > MOST_COLUMNS:
        raise BadInput(
            tr("{file} has more than {most} columns.", file=file, most=f"{MOST_COLUMNS:,}")
        )
    columns = unique_headers(_fit(header, full))
    return Sheet(
        path=path,
        file=file,
        sha256=sha256,
        name=name,
        columns=columns,
        rows=tuple(Row(row.number, _fit(row.cells, full)) for row in body),
        header_row=raw[first].number,
        sheet_names=sheet_names,
        encoding=encoding,
        delimiter=delimiter,
        problems=(*problems, *_rows_too_wide(body, width, file, name)),
        header_rows=last - first + 1,
    )


def _chosen_block(
    raw: Sequence[Row], at: int, header_rows: int, spans: Sequence[Span]
) -> tuple[int, int]:
    """The header begins where told: nothing above it belongs to it."""
    first, last = header_block(raw[at:], 0, header_rows, spans)
    return at + first, at + last


def _last_filled(cells: Sequence[str]) -> int:
    return next((i for i in range(len(cells), 0, -1) if cells[i - 1]), 0)


def _fit(cells: tuple[str, ...], width: int) -> tuple[str, ...]:
    if len(cells) == width:
        return cells
    return cells[:width] + ("",) * (width - len(cells))


def _rows_too_wide(rows: Iterable[Row], width: int, file: str, name: str) -> Iterable[Problem]:
    for row in rows:
        count = _last_filled(row.cells) if len(row.cells) > width else 0
        if count > width:
            yield Problem(
                tr(
                    "The row has {count} cells but the header has {width}: "
                    "look for a separator or quotation mark inside a cell.",
                    count=count,
                    width=width,
                ),
                file=file,
                sheet=name,
                row=row.number,
            )
