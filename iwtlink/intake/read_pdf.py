"""Tables in the text of a PDF: words that stand below each other become columns.

Lines are seen from where letters stand, cells from the room between them, and columns from the
strips of the page that no line of the table crosses.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import pypdfium2

from iwtlink.errors import BadInput, Problem, Progress, no_progress
from iwtlink.i18n import ntr, tr
from iwtlink.intake.documents.marks import Glyph, are_astray, is_mark, put_back
from iwtlink.intake.documents.pdf import PDFIUM, glyphs_of, has_old_lao, opened
from iwtlink.intake.documents.source import MOST_CHARACTERS_ON_A_PAGE, Unreadable
from iwtlink.intake.sheet import Row, Sheet, make_sheet

MOST_TABLE_PAGES = 500
_CELL_GAP = 0.9
"""Room between two cells, in heights of a letter: a blank takes some 0.3."""
_WORD_GAP = 0.18
_SAME_LINE = 0.5


@dataclass(frozen=True, slots=True)
class _Cell:
    left: float
    right: float
    text: str


def read_pdf_table(
    path: Path,
    data: bytes,
    sha256: str,
    sheet: str | None,
    header_row: int,
    header_rows: int = 0,
    progress: Progress = no_progress,
) -> Sheet:
    """Gives the table of one page (``Page 3``; none: the first page that has one).

    Rows are numbered as the lines of the page, from 1. Raises BadInput where the page has no
    table, or the file no text.
    """
    found: dict[str, list[Row]] = {}
    try:
        with opened(path.name, data) as pdf:
            with PDFIUM:
                count = len(pdf)
            if count > MOST_TABLE_PAGES:
                raise BadInput(
                    tr(
                        "{file} has more than {most} pages: split it into several files.",
                        file=path.name,
                        most=MOST_TABLE_PAGES,
                    )
                )
            for number in range(1, count + 1):
                progress(number / count, tr("{file}: page {n}", file=path.name, n=number))
                rows = table_in(_glyphs_on(pdf, number))
                if rows:
                    found[tr("Page {n}", n=number)] = rows
    except Unreadable as error:
        raise BadInput(str(error)) from None
    name = _pick(path, tuple(found), sheet)
    return make_sheet(
        found[name],
        path=str(path),
        file=path.name,
        sha256=sha256,
        name=name,
        header_row=header_row,
        header_rows=header_rows,
        sheet_names=tuple(found),
        problems=[] if sheet else _left_out(path, tuple(found), name),
    )


def _left_out(path: Path, names: tuple[str, ...], name: str) -> list[Problem]:
    """Says which pages have tables that were not asked for: none goes missing unseen."""
    others = [other for other in names if other != name]
    if not others:
        return []
    sentence = ntr(
        "{pages} holds a table too, which is brought in by itself.",
        "{n} more pages hold tables, which are brought in by themselves: {pages}.",
        len(others),
        pages=", ".join(others),
    )
    return [Problem(sentence, file=path.name, sheet=name)]


def _pick(path: Path, names: tuple[str, ...], wanted: str | None) -> str:
    if not names:
        raise BadInput(
            tr(
                "{file} has no table that can be read: its pages hold pictures or running text.",
                file=path.name,
            )
        )
    chosen = next((n for n in names if wanted in (None, n, n.rpartition(" ")[2])), "")
    if not chosen:
        raise BadInput(
            tr(
                "There is no table on “{sheet}” of {file}; there is one on {names}.",
                sheet=wanted,
                file=path.name,
                names=", ".join(names),
            )
        )
    return chosen


def _glyphs_on(pdf: pypdfium2.PdfDocument, number: int) -> list[Glyph]:
    with PDFIUM:
        try:
            page = pdf[number - 1]
        except pypdfium2.PdfiumError:
            return []
        try:
            text_page = page.get_textpage()
            try:
                count = min(max(text_page.count_chars(), 0), MOST_CHARACTERS_ON_A_PAGE)
                if has_old_lao(text_page, count):
                    raise Unreadable(
                        tr(
                            "Page {n} is set in an old Lao font, whose tables cannot be read: "
                            "ask its sender for the spreadsheet.",
                            n=number,
                        )
                    )
                return glyphs_of(text_page, count)
            finally:
                text_page.close()
        except pypdfium2.PdfiumError:
            return []
        finally:
            page.close()


def table_in(glyphs: Sequence[Glyph]) -> list[Row]:
    """Gives the rows of a page's table: none where fewer than two lines have two cells."""
    lines = [_cells(line) for line in _lines(glyphs)]
    tabled = [line for line in lines if len(line) > 1]
    if len(tabled) < 2:
        return []
    starts = _columns(tabled)
    if len(starts) < 2:
        return []
    first = next(n for n, line in enumerate(lines) if len(line) > 1)
    last = max(n for n, line in enumerate(lines) if len(line) > 1)
    rows = []
    for number, line in enumerate(lines[first : last + 1], start=first + 1):
        cells = [""] * len(starts)
        for cell in line:
            at = max(n for n, start in enumerate(starts) if n == 0 or start <= cell.left + 0.5)
            cells[at] = f"{cells[at]} {cell.text}".strip()
        rows.append(Row(number, tuple(cells)))
    return rows


def _lines(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """Gives the glyphs line by line from the top, each in the order drawn."""
    shown = [glyph for glyph in glyphs if not glyph.letter.isspace()]
    lines: list[tuple[float, list[Glyph]]] = []
    for glyph in sorted(shown, key=lambda one: -one.baseline):
        if lines and abs(lines[-1][0] - glyph.baseline) <= _SAME_LINE * glyph.height:
            lines[-1][1].append(glyph)
        else:
            lines.append((glyph.baseline, [glyph]))
    order = {id(glyph): n for n, glyph in enumerate(shown)}
    return [sorted(line, key=lambda one: order[id(one)]) for _, line in lines]


def _cells(line: Sequence[Glyph]) -> list[_Cell]:
    """Parts a line where there is room for more than a blank."""
    height = median(glyph.height for glyph in line)
    pieces: list[list[Glyph]] = []
    right = 0.0
    for glyph in sorted(line, key=lambda one: one.left):
        if pieces and (is_mark(glyph.letter) or glyph.left - right <= _CELL_GAP * height):
            pieces[-1].append(glyph)
        else:
            pieces.append([glyph])
            right = glyph.right
        right = max(right, glyph.right)
    return [
        _Cell(min(g.left for g in piece), max(g.right for g in piece), _words(piece, height))
        for piece in pieces
    ]


def _words(piece: Sequence[Glyph], height: float) -> str:
    """Gives a cell's text, with blanks where there is room, Lao and Thai marks in place."""
    letters: list[str] = []
    right = piece[0].left
    for glyph in piece:
        if not is_mark(glyph.letter) and glyph.left - right > _WORD_GAP * height:
            letters.append(" ")
        letters.append(glyph.letter)
        right = max(right, glyph.right)
    text = "".join(letters)
    return " ".join((put_back(piece) if are_astray(text) else text).split())


def _columns(lines: Sequence[Sequence[_Cell]]) -> list[float]:
    """Gives where columns begin: after each strip that no line of several cells crosses."""
    starts: list[float] = []
    right = float("-inf")
    for cell in sorted((cell for line in lines for cell in line), key=lambda one: one.left):
        if cell.left > right:
            starts.append(cell.left)
        right = max(right, cell.right)
    return starts
