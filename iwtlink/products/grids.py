"""Columns that several sections share, and how a table gives up the columns it does not need."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from iwtlink.i18n import tr
from iwtlink.products.content import Column, Row, Table

PORTRAIT = (24.0, 13.0, 13.0, 10.0, 10.0, 8.0, 7.0, 7.0, 7.0)
"""Widths in characters that fill an upright A4 page."""

LANDSCAPE = (33.0, 15.0, 20.0, 20.0, 9.0, 10.5, 10.5, 13.5, 10.5, 10.5, 8.0)
"""The same for an A4 page on its side; the last three hold sources and grades."""

INCIDENTS = (30.0, 13.0, 22.0, 21.0, 13.0, 10.0, 10.5, 10.5, 13.5, 10.5, 10.5, 8.0)
"""The same with room for the items of a seizure."""

WIDE = (30.0, 11.0, 25.0, 30.0, 15.0, 10.0, 8.0, 11.0, 12.0, 36.0, 14.0, 11.0, 11.0, 8.0)
"""The same for an A3 page on its side."""

CHART_GRID = (26.0,) * 8
CHART_MM = (385.0, 200.0)
"""Width and height of the chart picture on its A3 page."""


def source_columns() -> tuple[Column, Column]:
    """Give the two columns that stand beside every value; sources take two of the grid."""
    return Column(tr("Source"), "source", span=2), Column(tr("Grade"), "grade")


def without_empty_columns(table: Table, keep: Sequence[int] = (0,)) -> Table:
    """Leave out the columns that are empty in every row; the text before them takes their room."""
    if not table.rows:
        return table
    columns, kept, position = list[Column](), list[int](), 0
    for column in table.columns:
        if column.kind in ("source", "grade"):
            columns.append(column)
            continue
        is_used = any(row.cells[position].value not in (None, "") for row in table.rows)
        if is_used or position in keep or not columns:
            columns.append(column)
            kept.append(position)
        else:
            taker = _room_taker(columns)
            columns[taker] = replace(columns[taker], span=columns[taker].span + column.span)
        position += 1
    rows = tuple(
        Row(tuple(row.cells[k] for k in kept), row.citations, row.is_total) for row in table.rows
    )
    return replace(table, columns=tuple(columns), rows=rows)


def _room_taker(columns: Sequence[Column]) -> int:
    """Give the nearest column of running text, which is glad of more room."""
    texts = [number for number, column in enumerate(columns) if column.kind == "text"]
    return texts[-1] if texts else 0
