"""Lays a section on a page: its heading, then its blocks from the top down."""

from __future__ import annotations

from collections.abc import Mapping

from iwtlink.products.content import BarChart, Block, Paragraph, Section, Table
from iwtlink.products.xlsx import look
from iwtlink.products.xlsx.charts import put_chart
from iwtlink.products.xlsx.page import Page
from iwtlink.products.xlsx.pictures import put_beside, put_picture
from iwtlink.products.xlsx.tables import Layout, put_table, table_height

_SIZES = {"plain": 10.5, "point": 10.5, "note": 9.0, "warning": 10.5, "head": 11.0}
_HEADING, _LINE, _SOME_ROWS = 28.0, 24.0, 90.0
_FIRST_ROW = 4
"""Where the first section of a sheet begins, below the marking."""

_COLOURS = {
    "plain": look.INK,
    "point": look.INK,
    "note": look.QUIET,
    "warning": look.WARNING,
    "head": look.INK,
}


def put_section(
    page: Page,
    section: Section,
    layout: Layout,
    pictures: Mapping[str, bytes | None],
    *,
    source_list: bool,
) -> None:
    """Write the section at the page's current row."""
    if page.row > _FIRST_ROW:
        page.keep_together(_room_needed(page, section))
    _put_heading(page, section.heading)
    for number, block in enumerate(section.blocks):
        if isinstance(block, Paragraph):
            _put_paragraph(page, block)
        elif isinstance(block, Table):
            put_table(page, block, layout, source_list=source_list)
        elif isinstance(block, BarChart):
            put_chart(page, block, layout)
        elif block.beside:
            put_beside(page, block, pictures, _free_column(page, section.blocks[number + 1 :]))
        else:
            put_picture(page, block, pictures)


def _room_needed(page: Page, section: Section) -> float:
    """Give the points that keep a heading with what it heads: text, and a table that fits."""
    needed = _HEADING
    for block in section.blocks:
        if isinstance(block, Table):
            height = table_height(page, block)
            return needed + (height if needed + height < page.page_points else _SOME_ROWS)
        needed += _LINE
    return needed


def _put_heading(page: Page, heading: str) -> None:
    page.put(
        1,
        heading,
        span=page.last,
        font=look.font(heading, 15, bold=True, colour=look.ACCENT),
        align=look.alignment(vertical="center"),
    )
    page.height(_HEADING)
    page.row += 1


def _put_paragraph(page: Page, block: Paragraph) -> None:
    size = _SIZES[block.style]
    text = f"•  {block.text}" if block.style == "point" else block.text
    bold = block.style == "head"
    font = look.font(text, size, bold=bold, colour=_COLOURS.get(block.style, look.INK))
    page.put(1, text, span=page.last, font=font)
    page.fit([(text, page.room(1, page.last, size), size, False)], air=6)
    page.row += 1


def _free_column(page: Page, following: tuple[Block, ...]) -> int:
    """Give the first grid column at the right of the next table."""
    for block in following:
        if isinstance(block, Table):
            return min(sum(column.span for column in block.columns) + 1, page.last)
    return page.last
