"""One worksheet being filled from the top: where the next block goes, and how a cell is put."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from typing import Any

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.merge import MergedCellRange
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from iwtlink.products.content import Scalar
from iwtlink.products.xlsx import look
from iwtlink.products.xlsx.measure import line_count

Measured = tuple[str, float, float, bool]
"""A text, the room it has in characters, its font size, and whether it is bold."""

LONGEST_TEXT = 32_767
"""Characters Excel allows in a cell (Microsoft, *Excel specifications and limits*)."""

POINTS_PER_CHARACTER = 5.25
"""Width of the figure 0 in Calibri 11, 7 pixels at 96 dpi: the unit of column widths."""


class Page:
    """A worksheet with a grid of column widths and the row where the next block goes.

    ``page_points`` is the height of a printed page in points of this sheet at its scale, on
    the safe side, so that every page ends where we say; 0 leaves it to the program.
    """

    def __init__(
        self, worksheet: Worksheet, grid: Sequence[float], page_points: float = 0.0
    ) -> None:
        self.worksheet = worksheet
        self.grid = tuple(grid)
        self.row = 1
        self.table_heads: list[int] = []
        self.page_points = page_points
        self._used = 0.0
        self._styles: dict[tuple[tuple[str, object], ...], Any] = {}
        for position, width in enumerate(self.grid, 1):
            worksheet.column_dimensions[get_column_letter(position)].width = width

    @property
    def last(self) -> int:
        """The last column of the grid, counted from 1."""
        return len(self.grid)

    @property
    def width_mm(self) -> float:
        """The width of the grid on paper at full scale."""
        return sum(self.grid) * POINTS_PER_CHARACTER * 25.4 / 72

    def room(self, column: int, span: int, size: float = 10.0) -> float:
        """Give how many characters of a font size fit beside each other, borders apart."""
        return (sum(self.grid[column - 1 : column - 1 + span]) - 1.2) * 11.0 / size

    def put(
        self,
        column: int,
        value: Scalar,
        *,
        span: int = 1,
        font: Font | None = None,
        align: Alignment | None = None,
        fill: PatternFill | None = None,
        border: Border | None = None,
        number_format: str = "",
    ) -> Cell:
        """Write one cell of the current row, merged over ``span`` columns of the grid."""
        if span > 1:
            self._merge(column, span)
            for position in range(column + 1, column + span):
                piece: Any = self.worksheet.cell(self.row, position)
                self._dress(piece, fill=fill, border=border)
        cell: Any = self.worksheet.cell(self.row, column)
        text_only = _set_value(cell, value)
        self._dress(
            cell,
            font=font or look.font(str(value or "")),
            alignment=align or look.alignment(),
            fill=fill,
            border=border,
            number_format=number_format or None,
            quotePrefix=text_only or None,
        )
        return cell  # type: ignore[no-any-return]  # openpyxl's stub mixes merged cells in

    def _merge(self, column: int, span: int) -> None:
        """Merge cells of the current row.

        ``merge_cells`` looks through every range merged before, which makes long tables cost
        the square of their rows; ours never cross.
        """
        last = column + span - 1
        coordinates = f"{get_column_letter(column)}{self.row}:{get_column_letter(last)}{self.row}"
        sheet: Any = self.worksheet
        area = MergedCellRange(sheet, coordinates)
        sheet.merged_cells.ranges.add(area)
        sheet._clean_merge_range(area)

    def _dress(self, cell: Any, **parts: Any) -> None:
        """Give a cell its style; openpyxl is slow to find a style that it knows already.

        Fonts and fills come from ``look``, which keeps them, so that their ids stand for them.
        """
        key = tuple(
            (name, part if isinstance(part, str | bool) else id(part))
            for name, part in parts.items()
            if part is not None
        )
        known = self._styles.get(key)
        if known is not None:
            cell._style = copy(known)
            return
        for name, part in parts.items():
            if part is not None:
                setattr(cell, name, part)
        self._styles[key] = copy(cell._style)

    def height(self, points: float) -> None:
        """Set the height of the current row; Excel allows 409 points."""
        taken = min(round(points, 1), 409.0)
        if self.page_points and self._used + taken > self.page_points:
            self.break_before()
        self.worksheet.row_dimensions[self.row].height = taken
        self._used += taken

    def keep_together(self, points: float) -> None:
        """Begin a new printed page where less than this is left on the present one."""
        if self.page_points and self._used + points > self.page_points:
            self.break_before()

    @property
    def is_well_filled(self) -> bool:
        """Say whether enough stands on the printed page to end it before a table."""
        return self._used > 0.4 * self.page_points

    def break_before(self) -> None:
        """Begin a new printed page with the current row."""
        self.worksheet.row_breaks.append(Break(id=self.row - 1))
        self._used = 0.0

    def needed(self, texts: Sequence[Measured], *, least: float = 0.0, air: float = 5.0) -> float:
        """Give the height that the tallest of the texts needs, in points."""
        tallest = max(
            (
                line_count(text, room, bold=bold) * size * _leading(text)
                for text, room, size, bold in texts
            ),
            default=0.0,
        )
        return max(tallest + air, least)

    def fit(self, texts: Sequence[Measured], *, least: float = 0.0, air: float = 5.0) -> None:
        """Set the height of the current row for the tallest of the texts."""
        self.height(self.needed(texts, least=least, air=air))

    def skip(self, points: float = 8.0) -> None:
        """Leave a row of white."""
        self.height(points)
        self.row += 1

    def link(self, cell: Cell, sheet: str, row: int = 1) -> None:
        """Make a cell jump to a row of a sheet of this workbook."""
        location = f"{quoted(sheet)}!A{row}"
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=location, display=None)


def quoted(sheet: str) -> str:
    """Give a sheet name as a reference to it is written."""
    return "'" + sheet.replace("'", "''") + "'"


def _set_value(cell: Any, value: Scalar) -> bool:
    """Write a value so that a text stays a text; say whether it looks like a formula."""
    if not isinstance(value, str):
        cell.value = value
        return False
    text = ILLEGAL_CHARACTERS_RE.sub("", value)[:LONGEST_TEXT]
    cell.value = text
    if text:
        cell.data_type = "s"  # openpyxl takes a leading = for a formula and #N/A for an error
    return text.startswith(("=", "+", "-", "@"))


def _leading(text: str) -> float:
    return look.POINTS_PER_LINE if look.font_for(text) == "Calibri" else 1.66
