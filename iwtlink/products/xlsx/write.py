"""The way in: a product becomes a workbook, in memory, then stands beside and is renamed."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.writer.excel import ExcelWriter

from iwtlink.errors import Progress, no_progress
from iwtlink.i18n import tr
from iwtlink.products.content import Picture, Product, Section, Sheet
from iwtlink.products.xlsx import cover, look
from iwtlink.products.xlsx.page import Page
from iwtlink.products.xlsx.paper import freeze, page_points, set_paper
from iwtlink.products.xlsx.sections import put_section
from iwtlink.products.xlsx.tables import Layout
from iwtlink.writing import write_whole


def write_xlsx(
    product: Product,
    target: Path | BinaryIO,
    *,
    pictures: Mapping[str, bytes | None] | None = None,
    progress: Progress = no_progress,
) -> None:
    """Write the product as a workbook; ``pictures`` are PNG or JPEG bytes by name.

    A picture that is missing or None is left out. A path is written beside and renamed, so
    that a full disk leaves the old file as it was; ``BadInput`` says what stood in the way.
    """
    workbook = make_workbook(product, {**product.pictures, **(pictures or {})}, progress)
    buffer = io.BytesIO()
    _save(workbook, buffer)
    if isinstance(target, Path):
        write_whole(target, buffer.getvalue())
    else:
        target.write(buffer.getvalue())
    progress(1.0, tr("Written."))


def make_workbook(
    product: Product, pictures: Mapping[str, bytes | None], progress: Progress = no_progress
) -> Workbook:
    """Lay out every sheet; the first is the cover."""
    product = _without_missing_pictures(product, pictures)
    workbook = Workbook()
    first: Any = workbook.active
    first.title = tr("Cover")
    layout = Layout()
    page = Page(first, cover.GRID)
    cover.put_cover(page, product, layout)
    _finish(page, product, None)
    for number, sheet in enumerate(product.sheets):
        progress(number / len(product.sheets), tr("Writing {sheet}", sheet=sheet.title))
        high = page_points(sheet.grid, landscape=sheet.is_landscape, paper=sheet.paper)
        page = Page(workbook.create_sheet(sheet.name), sheet.grid, high)
        _fill(page, product, sheet, layout, pictures, cover_sheet=first.title)
        _finish(page, product, sheet)
    _set_source_links(product, layout)
    _describe(workbook, product)
    return workbook


def _without_missing_pictures(product: Product, pictures: Mapping[str, bytes | None]) -> Product:
    """Leave out sections and sheets that would hold nothing but a picture not handed in."""

    def says_something(section: Section) -> bool:
        return any(
            not isinstance(block, Picture) or pictures.get(block.name) for block in section.blocks
        )

    sheets = (
        replace(sheet, sections=tuple(filter(says_something, sheet.sections)))
        for sheet in product.sheets
    )
    return replace(product, sheets=tuple(sheet for sheet in sheets if sheet.sections))


def _fill(
    page: Page,
    product: Product,
    sheet: Sheet,
    layout: Layout,
    pictures: Mapping[str, bytes | None],
    *,
    cover_sheet: str,
) -> None:
    heading = f"{product.front.title} · {sheet.title}"
    cover.put_marking(page, product.marking, heading, goto=cover_sheet)
    page.skip(6)
    for section in sheet.sections:
        is_source_list = sheet.name == product.source_sheet
        put_section(page, section, layout, pictures, source_list=is_source_list)


def _finish(page: Page, product: Product, sheet: Sheet | None) -> None:
    worksheet = page.worksheet
    worksheet.sheet_view.showGridLines = False
    worksheet.sheet_view.zoomScale = 100
    landscape = sheet.is_landscape if sheet else False
    set_paper(worksheet, product, landscape=landscape, paper=sheet.paper if sheet else "A4")
    if sheet is not None:
        freeze(worksheet, sheet, page.table_heads)
    else:
        worksheet.sheet_properties.tabColor = look.ACCENT


def _set_source_links(product: Product, layout: Layout) -> None:
    """Make each citation jump to its row of the source list."""
    for page, cell, key in layout.source_links:
        row = layout.source_rows.get(key)
        if row:
            page.link(cell, product.source_sheet, row)


def _describe(workbook: Workbook, product: Product) -> None:
    properties = workbook.properties
    properties.title = product.front.title
    properties.subject = product.front.kind
    properties.creator = product.author or "iwtlink"
    properties.keywords = f"TLP:{product.marking.tlp}"
    properties.description = product.marking.notice


class _MemoryWriter(ExcelWriter):
    """Writes each sheet's XML into memory.

    WORKAROUND: openpyxl 3.1 writes it to a temporary file in clear text
    (``openpyxl/worksheet/_writer.py``, ``create_temporary_file``); remove when it no longer does.
    """

    def write_worksheet(self, ws: Any) -> None:
        ws._drawing = SpreadsheetDrawing()
        ws._drawing.charts = ws._charts
        ws._drawing.images = ws._images
        sheet = io.BytesIO()
        writer: Any = WorksheetWriter(ws, sheet)
        writer.write()
        ws._rels = writer._rels
        archive: ZipFile = self._archive  # type: ignore[attr-defined]  # not in the stubs
        archive.writestr(ws.path[1:], sheet.getvalue())
        self.manifest.append(ws)


def _save(workbook: Workbook, buffer: BinaryIO) -> None:
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        _MemoryWriter(workbook, archive).save()
