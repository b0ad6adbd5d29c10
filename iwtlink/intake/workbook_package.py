"""A look at a workbook before it is read: locked, a bomb, formulas that were never worked out."""

from __future__ import annotations

import io
import logging
import re
import struct
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import olefile

from iwtlink.errors import BadInput
from iwtlink.i18n import tr
from iwtlink.intake.broken import BROKEN_COMPOUND, BROKEN_PACKAGE

MOST_UNPACKED_BYTES = 1024 * 1024 * 1024
MOST_TIMES_LARGER = 200
_SMALL_ENOUGH_UNPACKED = 100 * 1024 * 1024
MOST_CELLS = 50_000_000
"""Cells in the rectangle from A1 to the last filled cell: calamine keeps them all."""


logging.getLogger("olefile").setLevel(logging.CRITICAL)
_CHUNK = 1 << 20
_BEGIN, _FILEPASS, _BOUNDSHEET = 1 << 16, 0x2F, 0x85
_TAIL = 512
_FAR_CELL = re.compile(
    rb"""<(?:\w+:)?c\b[^<>]*?\br=["']([A-Z]{1,3})([0-9]{1,7})["'][^<>]*(?<!/)>(?!\s*</)"""
)
_UNWORKED = re.compile(
    rb"""<(?:\w+:)?c\b(?![^<>]*\bt=["']str["'])[^<>]*?\br=["']([A-Z]{1,3}[0-9]{1,7})["'][^<>]*>\s*"""
    rb"""<f\b(?:[^<>]*/>|[^<>]*>[^<]*</f>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>"""
)
_ODS_REPEAT = re.compile(
    rb"<table:table-cell\b(?P<attributes>[^>]*)>|<table:table-row\b(?P<row>[^>]*)>"
)
_REPEATED = re.compile(rb"number-(?:rows|columns)-repeated=[\"']([0-9]+)[\"']")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_SHEET_ID = re.compile(rb"""<(?:\w+:)?sheet\b[^<>]*?\s\w+:id=["']([^"']+)["']""")
_RELATION = re.compile(rb"""<(?:\w+:)?Relationship\b[^<>]*>""")
_MOST_WORKBOOK_XML = 16 * 1024 * 1024


class Unworked(NamedTuple):
    """Formulas of a sheet without a stored value: in how many cells, and the first."""

    cells: int
    first: str


def locked(path: Path) -> BadInput:
    """Gives the error for a workbook under a password."""
    return BadInput(
        tr(
            "{file} is protected by a password: ask its sender for a copy without it, or open "
            "it with the password and save such a copy.",
            file=path.name,
        )
    )


def look_over(path: Path, data: bytes) -> None:
    """Refuses what is locked, and what would unpack to more than a laptop holds."""
    if not data.startswith(b"PK"):
        if _ENCRYPTED in data or _is_locked_xls(data):
            raise locked(path)
        return
    too_much = BadInput(
        tr("{file} unpacks to more than this program accepts: it may be damaged.", file=path.name)
    )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = package.infolist()
            unpacked = sum(part.file_size for part in parts)
            if unpacked > MOST_UNPACKED_BYTES or (
                unpacked > _SMALL_ENOUGH_UNPACKED and unpacked > MOST_TIMES_LARGER * len(data)
            ):
                raise too_much
            if any(part.flag_bits & 1 for part in parts) or _is_locked_ods(package):
                raise locked(path)
            if not any(_is_sheet(p.filename) or p.filename.endswith(".bin") for p in parts):
                raise BadInput(tr("{file} is a ZIP file but not a workbook.", file=path.name))
            for part in parts:
                if _is_sheet(part.filename) and _cells_in(package, part) > MOST_CELLS:
                    raise too_much
                if part.filename.startswith("xl/") and not _is_sheet(part.filename):
                    _unpack(package, part)
    except BROKEN_PACKAGE as error:
        raise BadInput(tr("{file} is damaged: it cannot be unpacked.", file=path.name)) from error


def _is_locked_xls(data: bytes) -> bool:
    """Whether a workbook of Excel 97 begins with FILEPASS ([MS-XLS] 2.4.117)."""
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as compound:
            name = next((n for n in ("Workbook", "Book") if compound.exists(n)), "")
            begin = compound.openstream(name).read(_BEGIN) if name else b""
    except BROKEN_COMPOUND:
        return False
    at = 0
    while at + 4 <= len(begin):
        kind, size = struct.unpack_from("<HH", begin, at)
        if kind in (_FILEPASS, _BOUNDSHEET):
            return bool(kind == _FILEPASS)
        at += 4 + size
    return False


def _is_locked_ods(package: zipfile.ZipFile) -> bool:
    name = "META-INF/manifest.xml"
    if name not in package.namelist():
        return False
    with package.open(name) as stream:
        return b"encryption-data" in stream.read(_CHUNK)


def _is_sheet(name: str) -> bool:
    return name == "content.xml" or (name.startswith("xl/worksheets/") and name.endswith(".xml"))


def _unpack(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """Unpacks a part to nowhere: one that holds more than it says is damaged."""
    with package.open(part) as stream:
        while stream.read(_CHUNK):
            pass


def _pieces(package: zipfile.ZipFile, part: zipfile.ZipInfo | str) -> Iterator[bytes]:
    """Gives a sheet's XML in pieces, each with the end of the one before."""
    tail = b""
    with package.open(part) as stream:
        while piece := stream.read(_CHUNK):
            text = tail + piece
            yield text
            tail = text[-_TAIL:]


def _cells_in(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> int:
    """Cells of the rectangle a sheet's XML spans; cells that only have a look do not count."""
    rows, columns = 1, 1
    if part.filename == "content.xml":
        return _ods_cells_in(package, part)
    for text in _pieces(package, part):
        for column, row in _FAR_CELL.findall(text):
            rows = max(rows, int(row))
            columns = max(columns, _column_number(column))
    return rows * columns


def _ods_cells_in(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> int:
    written, tail = 0, b""
    with package.open(part) as stream:
        while piece := stream.read(_CHUNK):
            text = tail + piece
            end = text.rfind(b">") + 1
            written += _ods_cells(text[:end])
            tail = text[end:]
    return written


def _ods_cells(text: bytes) -> int:
    total, rows = 0, 1
    for match in _ODS_REPEAT.finditer(text):
        row = match["row"]
        if row is not None:
            found = _REPEATED.search(row)
            rows = int(found[1]) if found else 1
        elif b"office:value" in match["attributes"]:
            found = _REPEATED.search(match["attributes"])
            total += rows * (int(found[1]) if found else 1)
    return total


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def unworked_formulas(data: bytes, position: int) -> Unworked:
    """Gives the formulas of a sheet (by its position, from 0) that have no stored value.

    Formulas are never run: what the program that wrote the file did not work out is blank.
    """
    if not data.startswith(b"PK"):
        return Unworked(0, "")
    found: dict[bytes, None] = {}
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            name = _sheet_part(package, position)
            if name:
                for text in _pieces(package, name):
                    if b"<f" in text:
                        found |= dict.fromkeys(_UNWORKED.findall(text))
    except (*BROKEN_PACKAGE, KeyError):
        return Unworked(0, "")
    return Unworked(len(found), next(iter(found), b"").decode("ascii"))


def _sheet_part(package: zipfile.ZipFile, position: int) -> str:
    names = package.namelist()
    if "xl/workbook.xml" not in names or "xl/_rels/workbook.xml.rels" not in names:
        return ""
    with package.open("xl/workbook.xml") as stream:
        idents = _SHEET_ID.findall(stream.read(_MOST_WORKBOOK_XML))
    with package.open("xl/_rels/workbook.xml.rels") as stream:
        relations = _RELATION.findall(stream.read(_MOST_WORKBOOK_XML))
    if position >= len(idents):
        return ""
    for relation in relations:
        fields = dict(re.findall(rb"""(\w+)=["']([^"']*)["']""", relation))
        if fields.get(b"Id") == idents[position]:
            target = fields.get(b"Target", b"").decode("utf-8", "replace").lstrip("/")
            full = target if target.startswith("xl/") else f"xl/{target}"
            return full if full in names else ""
    return ""
