"""Workbooks as something to read: a page for each sheet, its cells parted by tabs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from iwtlink.errors import BadInput, Progress, no_progress
from iwtlink.i18n import tr
from iwtlink.intake.documents.source import (
    MOST_CHARACTERS_ON_A_PAGE,
    MOST_PAGES,
    PageText,
    SourceFile,
    Unreadable,
)
from iwtlink.intake.read_workbook import read_sheets


def read_book(
    name: str, data: bytes, media_type: str, progress: Progress = no_progress
) -> SourceFile:
    """Give each sheet as a page, under its name; of a long sheet only the start."""
    pages: list[PageText] = []
    is_cut = False
    try:
        for sheet, rows in read_sheets(Path(name), data):
            if len(pages) >= MOST_PAGES:
                break
            progress(0.5, tr("{file}: sheet {sheet}", file=name, sheet=sheet))
            words, is_whole = sheet_words(sheet, (row.cells for row in rows))
            is_cut = is_cut or not is_whole
            pages.append(PageText(len(pages) + 1, words, "text" if rows else "none"))
    except BadInput as error:
        raise Unreadable(str(error)) from error
    cut = tr("{file} is long: only the start of each sheet can be searched here.", file=name)
    return SourceFile(
        name, media_type, kind="dataset", pages=tuple(pages), problem=cut if is_cut else ""
    )


def sheet_words(name: str, rows: Iterable[Sequence[str]]) -> tuple[str, bool]:
    """Give a sheet as lines of cells below its name, and whether all of it fitted."""
    lines, size = [name] if name else [], len(name)
    for cells in rows:
        line = "\t".join(" ".join(cell.split()) for cell in cells).rstrip("\t")
        size += len(line) + 1
        if size > MOST_CHARACTERS_ON_A_PAGE:
            return "\n".join(lines), False
        lines.append(line)
    return "\n".join(lines), True
