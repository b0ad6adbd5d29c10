"""Native Excel charts of a table already placed: calm bars in the accent colour.

openpyxl's chart objects are passed as ``Any``: its stubs call every part of them optional.
"""

from __future__ import annotations

from typing import Any

from openpyxl.chart import BarChart as ExcelBars
from openpyxl.chart import Reference, Series
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import (
    CharacterProperties,
    Font,
    Paragraph,
    ParagraphProperties,
)

from iwtlink.products.content import BarChart
from iwtlink.products.xlsx import look
from iwtlink.products.xlsx.page import Page
from iwtlink.products.xlsx.tables import Layout, Placed

_ROW_POINTS = 15.0
_FEW = 10


def put_chart(page: Page, chart: BarChart, layout: Layout) -> None:
    """Draw the chart below what stands on the page; nothing for a table of one row or none."""
    placed = layout.tables.get(chart.table)
    if placed is None or placed.last_row <= placed.first_row:
        return  # one bar says nothing that the table does not say
    drawn = _bars(chart, placed, page)
    drawn.width = page.width_mm / 10  # centimetres
    drawn.height = _height_mm(chart, placed) / 10
    page.keep_together(drawn.height * 10 * 72 / 25.4 + 20)
    page.worksheet.add_chart(drawn, f"A{page.row}")
    for _row in range(int(drawn.height * 10 / (_ROW_POINTS * 25.4 / 72)) + 1):
        page.skip(_ROW_POINTS)
    page.skip(10)


def _height_mm(chart: BarChart, placed: Placed) -> float:
    """Give each horizontal bar its room; upright bars have the height asked for."""
    if not chart.horizontal:
        return chart.height_mm
    bars = placed.last_row - placed.first_row + 1
    return max(34.0, 18.0 + 6.5 * bars * (1 if chart.is_stacked else len(chart.values)))


def _bars(chart: BarChart, placed: Placed, page: Page) -> Any:
    bars: Any = ExcelBars()
    bars.type = "bar" if chart.horizontal else "col"
    bars.style = 10
    bars.gapWidth = 45
    if chart.is_stacked:
        bars.grouping, bars.overlap = "stacked", 100
    for number, value in enumerate(chart.values):
        bars.series.append(_series(chart, placed, page, number, value))
    bars.set_categories(_reference(placed, page, chart.category))
    if len(chart.values) == 1:
        bars.legend = None
    elif bars.legend is not None:
        bars.legend.position = "b"
        bars.legend.txPr = _text(900)
    _dress(bars, chart)
    if _largest(chart, placed) <= _FEW:
        bars.y_axis.majorUnit = 1  # half a seizure is no use
    return bars


def _largest(chart: BarChart, placed: Placed) -> float:
    """Give the largest figure of the chart, stacked ones added up."""
    sums = []
    for row in placed.table.rows:
        values = [row.cells[position].value for position in chart.values]
        figures = [value for value in values if isinstance(value, int | float)]
        sums.append(sum(figures) if chart.is_stacked else max(figures, default=0))
    return max(sums, default=0)


def _series(chart: BarChart, placed: Placed, page: Page, number: int, value: int) -> Any:
    column = placed.table.columns[value]
    series: Any = Series(_reference(placed, page, value), title=column.heading)
    series.graphicalProperties.solidFill = look.CHART_COLOURS[number % len(look.CHART_COLOURS)]
    series.graphicalProperties.line.noFill = True
    series.invertIfNegative = False
    if len(chart.values) == 1:
        series.dLbls = DataLabelList()
        series.dLbls.showVal = True
        for part in ("showSerName", "showCatName", "showLegendKey", "showPercent"):
            setattr(series.dLbls, part, False)
        series.dLbls.txPr = _text(900)
    return series


def _reference(placed: Placed, page: Page, column: int) -> Reference:
    workbook: Any = page.worksheet.parent
    letter = placed.columns[column]
    return Reference(
        workbook[placed.sheet],
        min_col=letter,
        max_col=letter,
        min_row=placed.first_row,
        max_row=placed.last_row,
    )


def _dress(bars: Any, chart: BarChart) -> None:
    bars.title = chart.title
    bars.title.tx.rich.p[0].pPr = ParagraphProperties(
        defRPr=CharacterProperties(sz=1100, b=True, solidFill=look.INK)
    )
    for run in bars.title.tx.rich.p[0].r:
        run.rPr = CharacterProperties(sz=1100, b=True, solidFill=look.INK)
    bars.title.overlay = False
    category, values = bars.x_axis, bars.y_axis
    category.delete = values.delete = False  # openpyxl 3.1 hides them otherwise
    category.txPr, values.txPr = _text(900), _text(900)
    category.graphicalProperties = GraphicalProperties(ln=LineProperties(solidFill=look.RULE))
    category.majorTickMark = values.majorTickMark = "none"
    values.graphicalProperties = GraphicalProperties(ln=LineProperties(noFill=True))
    values.majorGridlines.spPr = GraphicalProperties(ln=LineProperties(solidFill=look.RULE))
    values.number_format = "#,##0.##"
    values.title = chart.axis or None
    if values.title is not None:
        for run in values.title.tx.rich.p[0].r:
            run.rPr = CharacterProperties(sz=900, b=False, solidFill=look.QUIET)
    values.scaling.min = 0
    if chart.horizontal:
        category.scaling.orientation = "maxMin"  # the first row of the table on top
        values.crosses = "max"
    bars.graphical_properties = GraphicalProperties(ln=LineProperties(noFill=True))


def _text(size: int) -> RichText:
    properties = CharacterProperties(sz=size, solidFill=look.QUIET, latin=Font(typeface="Calibri"))
    return RichText(
        p=[Paragraph(pPr=ParagraphProperties(defRPr=properties), endParaRPr=properties)]
    )
