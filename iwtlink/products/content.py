"""What a product says, as frozen values: sheets of sections of blocks, ready for any writer.

A section builder decides what to say; a writer decides how it looks. No block knows whether
it becomes a spreadsheet, a document or a page.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

Scalar = str | int | float | None
ColumnKind = Literal["text", "code", "number", "date", "percent", "source", "grade", "strength"]


@dataclass(frozen=True, slots=True)
class Source:
    """One source document as the product cites it; ``key`` is what stands beside a value.

    ``places`` are the pages or rows cited; ``grades`` the grades given, best first.
    """

    key: str
    title: str
    kind: str = ""
    originator: str = ""
    dated: str = ""
    received: str = ""
    language: str = ""
    grades: tuple[str, ...] = ()
    handling: str = ""
    tlp: str = ""
    places: tuple[str, ...] = ()
    reference: str = ""
    """Our own reference, where ``key`` is the one given by the source."""
    citations: int = 0


@dataclass(frozen=True, slots=True)
class Citation:
    """Where one value comes from: a source by its key, a place in it, and the grade there."""

    key: str
    place: str = ""
    grade: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """One value of a table. ``goto`` names a sheet of the product to jump to."""

    value: Scalar = None
    goto: str = ""
    is_strong: bool = False
    is_quiet: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table. ``span`` counts columns of the sheet's grid.

    A ``text`` column takes the room of an empty one; a ``code`` is short and does not.
    ``decimals`` holds for numbers; -1 shows as many as the values need, at most three. A
    ``source`` or ``grade`` column is filled from the row's citations; the row has no cell for it.
    """

    heading: str
    kind: ColumnKind = "text"
    span: int = 1
    decimals: int = -1


@dataclass(frozen=True, slots=True)
class Row:
    """Cells for the columns that hold values, and the citations for all of them."""

    cells: tuple[Cell, ...]
    citations: tuple[Citation, ...] = ()
    is_total: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A titled table. ``empty`` is what stands in place of the rows when there are none."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    title: str = ""
    note: str = ""
    empty: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text. ``style`` sets it apart: a note, a warning, a small head."""

    text: str
    style: Literal["plain", "note", "warning", "point", "head"] = "plain"


@dataclass(frozen=True, slots=True)
class BarChart:
    """A native chart of one table on the same sheet.

    ``table`` is its name, ``category`` and ``values`` are column positions in it. Total rows
    are left out. ``horizontal`` bars suit long names.
    """

    title: str
    table: str
    category: int
    values: tuple[int, ...]
    horizontal: bool = False
    axis: str = ""
    height_mm: float = 62.0
    is_stacked: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture handed to the writer by name, scaled to fit into width and height.

    ``width_mm`` 0 means the full width, ``height_mm`` 0 as high as it comes.
    ``beside`` puts it at the right of the block that follows.
    """

    name: str
    caption: str = ""
    width_mm: float = 0.0
    beside: bool = False
    height_mm: float = 0.0


Block = Table | Paragraph | BarChart | Picture


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and its blocks in reading order."""

    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """Sections that share one sheet of paper width: ``grid`` gives column widths in characters.

    ``paper`` is A4 or A3.
    """

    name: str
    title: str
    grid: tuple[float, ...]
    sections: tuple[Section, ...]
    is_landscape: bool = False
    paper: str = "A4"


@dataclass(frozen=True, slots=True)
class Marking:
    """Who may read it: TLP with its standard colours, and the handling code with its meaning."""

    tlp: str
    tlp_meaning: str = ""
    tlp_colour: str = "FFFFFF"
    handling: str = ""
    handling_meaning: str = ""
    notice: str = ""


@dataclass(frozen=True, slots=True)
class Front:
    """What the cover says."""

    kind: str
    title: str
    subtitle: str
    facts: tuple[tuple[str, str], ...]
    purpose: str
    judgements: tuple[str, ...]
    judgements_note: str
    grades: Table
    caveat: str


@dataclass(frozen=True, slots=True)
class Product:
    """A whole product: cover, marking, sheets and the sources that they cite."""

    number: str
    front: Front
    marking: Marking
    sheets: tuple[Sheet, ...]
    sources: tuple[Source, ...]
    source_sheet: str = ""
    """Name of the sheet with the source list, where citations lead."""
    author: str = ""
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    """Pictures that come from the database itself, such as the photo."""
    chart_ids: tuple[int, ...] = ()
    """Entities to draw on the picture named ``chart``."""

    @property
    def sections(self) -> tuple[Section, ...]:
        """Every section in order, across the sheets."""
        return tuple(section for sheet in self.sheets for section in sheet.sections)

    def tables(self) -> Sequence[Table]:
        """Every table in order, for checks and machine-readable results."""
        blocks = (block for section in self.sections for block in section.blocks)
        return [block for block in blocks if isinstance(block, Table)]


def text_row(*values: Scalar, citations: tuple[Citation, ...] = ()) -> Row:
    """Give a row of plain cells."""
    return Row(tuple(Cell(value) for value in values), citations)
