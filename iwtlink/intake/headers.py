"""Headers of several rows: *Sale* over *Price* and *Currency* becomes *Sale › Price*."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

MOST_HEADER_ROWS = 4
JOINT = " › "


class Span(NamedTuple):
    """Merged cells: rows as the spreadsheet numbers them, columns from 0; ends included."""

    top: int
    left: int
    bottom: int
    right: int


class Line(NamedTuple):
    """One row above or of the header: its number and its cells."""

    number: int
    cells: tuple[str, ...]


def header_block(
    raw: Sequence[tuple[int, tuple[str, ...]]], at: int, wanted: int, spans: Sequence[Span]
) -> tuple[int, int]:
    """Gives the positions of the first and the last row of the header found ``at``.

    ``wanted`` rows are taken where told (0: to be found). Merged cells tell which rows belong
    together; without any, a row of groups stands over names that come twice.
    """
    lines = [Line(number, cells) for number, cells in raw[max(0, at - 3) : at + MOST_HEADER_ROWS]]
    place = min(at, 3)
    first = last = place
    while wanted != 1 and first > 0 and _last_to_first(lines, first, last, wanted):
        if not _is_group_row(lines, first - 1, spans, is_told=wanted > 1):
            break
        first -= 1
    while last + 1 < len(lines) and lines[last + 1].number == lines[last].number + 1:
        more = last - first + 1 < wanted if wanted else _goes_on(lines[last], spans, lines)
        if not more or last - first + 1 >= MOST_HEADER_ROWS:
            break
        last += 1
    return at - place + first, at - place + last


def _last_to_first(lines: Sequence[Line], first: int, last: int, wanted: int) -> bool:
    rows = last - first + 1
    return (
        rows < (wanted or MOST_HEADER_ROWS) and lines[first - 1].number + 1 == lines[first].number
    )


def _is_group_row(lines: Sequence[Line], at: int, spans: Sequence[Span], *, is_told: bool) -> bool:
    """Whether a row names groups of the columns below it, and is no title."""
    filled = [cell for cell in lines[at].cells if cell]
    if len(filled) < 2:
        return False
    across = [span for span in spans if span.top <= lines[at].number <= span.bottom]
    if is_told or any(span.right > span.left for span in across):
        return True
    names = [cell.casefold() for cell in lines[at + 1].cells if cell]
    return not spans and len(set(names)) < len(names)


def _goes_on(line: Line, spans: Sequence[Span], lines: Sequence[Line]) -> bool:
    """Whether the header goes on below a row, as merged cells tell."""
    width = max((len(one.cells) for one in lines), default=0)
    here = [span for span in spans if span.top <= line.number <= span.bottom]
    if any(span.bottom > line.number for span in here):
        return True
    across = [span for span in here if span.left < span.right]
    return any(span.right - span.left + 1 < width for span in across)


def joined_header(
    rows: Sequence[tuple[int, tuple[str, ...]]], spans: Sequence[Span]
) -> tuple[str, ...]:
    """Gives one name for each column: those above it, joined; repeats are left out.

    Without merged cells a group's name holds for the blank cells to its right.
    """
    if len(rows) == 1:
        return rows[0][1]
    width = max(len(cells) for _, cells in rows)
    parts: list[list[str]] = [[] for _ in range(width)]
    for depth, (number, cells) in enumerate(rows):
        full = [*cells, *[""] * (width - len(cells))]
        _fill(full, number, rows, spans, is_lowest=depth == len(rows) - 1)
        for names, cell in zip(parts, full, strict=True):
            if cell and (not names or names[-1] != cell):
                names.append(cell)
    return tuple(JOINT.join(names) for names in parts)


def _fill(
    cells: list[str],
    number: int,
    rows: Sequence[tuple[int, tuple[str, ...]]],
    spans: Sequence[Span],
    *,
    is_lowest: bool,
) -> None:
    by_number = dict(rows)
    for span in spans:
        if span.top <= number <= span.bottom and span.top in by_number:
            top = by_number[span.top]
            name = top[span.left] if span.left < len(top) else ""
            for column in range(span.left, min(span.right + 1, len(cells))):
                cells[column] = cells[column] or name
    if not spans and not is_lowest:
        for column in range(1, len(cells)):
            cells[column] = cells[column] or cells[column - 1]
