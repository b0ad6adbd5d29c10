"""Lays a table on a page: head, rows with their sources and grades beside, totals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.styles import Alignment, Border

from iwtlink.i18n import ntr
from iwtlink.products.content import Cell as Content
from iwtlink.products.content import Citation, Column, Row, Scalar, Table
from iwtlink.products.xlsx import look
from iwtlink.products.xlsx.page import Measured, Page

_RIGHT = ("number", "percent")
_MOST_CITATIONS = 4
_SHORT_KEY = 12
_SIZE, _SMALL = 10.0, 9.0


_TITLE, _HEAD, _SOME_ROWS = 21.0, 30.0, 110.0
"""Points that a table's title, its head, and a head with a few rows take."""


@dataclass(frozen=True, slots=True)
class _Plan:
    """Where the columns begin, their decimals, the heights of the rows and of the whole."""

    columns: tuple[int, ...]
    decimals: tuple[int, ...]
    heights: tuple[float, ...]
    height: float


@dataclass(slots=True)
class Placed:
    """Where a table came to stand: what charts and links need to know."""

    table: Table
    sheet: str
    first_row: int
    last_row: int
    columns: tuple[int, ...]


@dataclass(slots=True)
class Layout:
    """What is known once blocks are placed: tables by name, and links to set at the end."""

    tables: dict[str, Placed] = field(default_factory=dict)
    source_links: list[tuple[Page, SheetCell, str]] = field(default_factory=list)
    source_rows: dict[str, int] = field(default_factory=dict)


def put_table(page: Page, table: Table, layout: Layout, *, source_list: bool) -> None:
    """Write the table at the page's current row and remember where it stands."""
    plan = _plan(page, table)
    if page.is_well_filled:
        page.keep_together(plan.height if plan.height < page.page_points else _SOME_ROWS)
    if table.title:
        page.put(1, table.title, span=page.last, font=look.font(table.title, 11, bold=True))
        page.height(_TITLE)
        page.row += 1
    if not table.rows:
        _put_empty(page, table)
        return
    _put_head(page, table, plan)
    first = page.row
    for row, height in zip(table.rows, plan.heights, strict=True):
        if source_list:
            layout.source_rows[str(row.cells[0].value)] = page.row
        _put_row(page, table, row, plan, layout)
        page.height(height)
        page.row += 1
    values = sum(1 for row in table.rows if not row.is_total)
    layout.tables[table.name] = Placed(
        table, page.worksheet.title, first, first + values - 1, plan.columns
    )
    if table.note:
        _put_note(page, table.note)
    page.skip(12)


def table_height(page: Page, table: Table) -> float:
    """Give the height in points that a table will take."""
    return _plan(page, table).height


def _plan(page: Page, table: Table) -> _Plan:
    """Work out where the columns begin and how high the rows become."""
    columns = _positions(table.columns)
    decimals = tuple(_decimals(table))
    heights = tuple(
        page.needed(_texts(page, table, row, columns, decimals), least=16.0) for row in table.rows
    )
    return _Plan(columns, decimals, heights, sum(heights) + _TITLE + _HEAD)


def _texts(
    page: Page, table: Table, row: Row, columns: Sequence[int], decimals: Sequence[int]
) -> list[Measured]:
    """Give what each cell of a row will show, with the room it has."""
    texts, cells = list[Measured](), iter(row.cells)
    for start, column, places in zip(columns, table.columns, decimals, strict=True):
        if column.kind in ("source", "grade"):
            text, size, bold = "\n".join(_citation_texts(column, row.citations)[-1:]), _SMALL, False
        else:
            cell = next(cells)
            text, size, bold = _as_shown(cell.value, places), _SIZE, row.is_total or cell.is_strong
        texts.append((text, page.room(start, column.span, size), size, bold))
    return texts


def _positions(columns: Sequence[Column]) -> tuple[int, ...]:
    """Give the grid column where each column of the table begins."""
    starts, position = [], 1
    for column in columns:
        starts.append(position)
        position += column.span
    return tuple(starts)


def _put_empty(page: Page, table: Table) -> None:
    page.put(1, table.empty, span=page.last, font=look.font(table.empty, colour=look.QUIET))
    page.fit([(table.empty, page.room(1, page.last), _SIZE, False)], least=18)
    page.row += 1
    page.skip(10)


def _put_note(page: Page, note: str) -> None:
    page.put(1, note, span=page.last, font=look.font(note, _SMALL, colour=look.QUIET))
    page.fit([(note, page.room(1, page.last, _SMALL), _SMALL, False)], least=16)
    page.row += 1


def _put_head(page: Page, table: Table, plan: _Plan) -> None:
    page.table_heads.append(page.row)
    texts = []
    for start, column in zip(plan.columns, table.columns, strict=True):
        page.put(
            start,
            column.heading,
            span=column.span,
            font=look.font(column.heading, _SMALL, bold=True, colour=look.ACCENT),
            align=_alignment(column, vertical="bottom"),
            fill=look.fill(look.SHADE),
            border=look.HEAD_RULE,
        )
        texts.append((column.heading, page.room(start, column.span, _SMALL), _SMALL, True))
    page.fit(texts, least=18)
    page.row += 1


def _put_row(page: Page, table: Table, row: Row, plan: _Plan, layout: Layout) -> None:
    border = look.TOTAL_RULE if row.is_total else look.HAIRLINE
    cells = iter(row.cells)
    for start, column, places in zip(plan.columns, table.columns, plan.decimals, strict=True):
        if column.kind in ("source", "grade"):
            _put_citations(page, start, column, row.citations, border, layout)
        else:
            _put_value(page, start, column, next(cells), row, places, border)


def _put_value(
    page: Page, start: int, column: Column, cell: Content, row: Row, places: int, border: Border
) -> None:
    shown = "" if cell.value is None else cell.value
    strong = row.is_total or cell.is_strong
    colour = look.QUIET if cell.is_quiet else look.INK
    if column.kind == "strength" and cell.is_strong:
        colour = look.WARNING
    text = str(shown)
    put = page.put(
        start,
        cell.value,
        span=column.span,
        font=look.font(text, _SIZE, bold=strong, colour=colour, link=bool(cell.goto)),
        align=_alignment(column),
        border=border,
        number_format=look.number_format(cell.value, column.kind, places),
    )
    if cell.goto:
        page.link(put, cell.goto)


def _put_citations(
    page: Page,
    start: int,
    column: Column,
    citations: Sequence[Citation],
    border: Border,
    layout: Layout,
) -> None:
    """Write sources or grades; two short sources stand beside each other, each a link."""
    texts = _citation_texts(column, citations)
    spans = (column.span,) if len(texts) == 1 else (1, column.span - 1)
    for number, (text, span) in enumerate(zip(texts, spans, strict=True)):
        is_link = column.kind == "source" and bool(citations) and "\n" not in text
        put = page.put(
            start + number,
            text,
            span=span,
            font=look.font(text, _SMALL, colour=look.QUIET, link=is_link),
            border=border,
            number_format="@",
        )
        if is_link:
            layout.source_links.append((page, put, citations[number].key))


def _citation_texts(column: Column, citations: Sequence[Citation]) -> tuple[str, ...]:
    """Give the text of a source or a grade cell, or of the two cells it falls into.

    A cell can hold one link only, and LibreOffice draws it on one line: several sources in
    one cell are no link.
    """
    shown = citations[:_MOST_CITATIONS]
    if not shown:
        return ("–",)
    if column.kind == "grade":
        return (", ".join(one.grade or "–" for one in shown),)
    lines = [" ".join(filter(None, (one.key, one.place))) for one in shown]
    more = len(citations) - len(shown)
    lines += [ntr("and {n} more", "and {n} more", more)] if more else []
    if len(lines) > 1 and column.span > 1 and all(len(line) <= _SHORT_KEY for line in lines):
        return lines[0], "\n".join(lines[1:])
    return ("\n".join(lines),)


def _alignment(column: Column, vertical: str = "center") -> Alignment:
    """Set figures to the right, a little off the text of the next column."""
    if column.kind in _RIGHT:
        return look.alignment("right", vertical=vertical, indent=1)
    return look.alignment(vertical=vertical)


def _decimals(table: Table) -> list[int]:
    """Give the decimals of each column; a source or grade column has none."""
    found, position = [], 0
    for column in table.columns:
        if column.kind in ("source", "grade"):
            found.append(0)
            continue
        values = [row.cells[position].value for row in table.rows]
        found.append(look.decimals_needed(values) if column.decimals < 0 else column.decimals)
        position += 1
    return found


def _as_shown(value: Scalar, places: int) -> str:
    if value is None:
        return ""
    return f"{value:,.{places}f}  " if isinstance(value, float) else str(value)
