"""What kind of file it is: by its first bytes, then by its name."""

from __future__ import annotations

import io
import mimetypes
import re
import zipfile
from pathlib import PurePosixPath, PureWindowsPath

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
XLSB = "application/vnd.ms-excel.sheet.binary.macroenabled.12"
XLS = "application/vnd.ms-excel"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
ODT = "application/vnd.oasis.opendocument.text"
DOC = "application/msword"
OUTLOOK = "application/vnd.ms-outlook"
MAIL = "message/rfc822"
RTF = "application/rtf"
HTML = "text/html"
CSV = "text/csv"
TEXT = "text/plain"
UNKNOWN = "application/octet-stream"
PICTURES = frozenset(
    {"image/jpeg", "image/png", "image/tiff", "image/webp", "image/gif", "image/bmp"}
)
BOOKS = frozenset({XLSX, XLSB, XLS, ODS})
NO_TEXT = frozenset({DOC, "application/zip", "application/postscript"})
NO_TEXT_FAMILIES = ("image/", "audio/", "video/", "font/")

_MARKS = (
    (b"%PDF", PDF),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"GIF8", "image/gif"),
    (b"BM", "image/bmp"),
    (b"{\\rtf", RTF),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_STREAMS = (
    ("__properties_version1.0", OUTLOOK),
    ("WordDocument", DOC),
    ("Workbook", XLS),
)
_PACKAGES = (("word/document.xml", DOCX), ("xl/workbook.xml", XLSX), ("xl/workbook.bin", XLSB))
_BY_ENDING = {
    ".eml": MAIL,
    ".msg": OUTLOOK,
    ".doc": DOC,
    ".csv": CSV,
    ".tsv": CSV,
    ".txt": TEXT,
    ".htm": HTML,
    ".html": HTML,
    ".xhtml": HTML,
    ".heic": "image/heic",
    ".heif": "image/heic",
}
_HEADERS = (b"received:", b"from:", b"return-path:", b"delivered-to:", b"message-id:")


_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]+")
_LONGEST_NAME, _LONGEST_ENDING = 200, 10


def plain_name(name: str) -> str:
    """Give a file's name without the folders before it, whatever system wrote it.

    Line ends, controls, marks that turn the direction of writing round (which hide what kind a
    file is) and bytes that are no text go; what is left is cut to a length every disk takes.
    """
    last = PureWindowsPath(PurePosixPath(name).name).name or name
    known = " ".join(_UNSEEN.sub(" ", last).split())
    if not known.strip(". "):
        return "_"
    ending = PurePosixPath(known).suffix[-_LONGEST_ENDING:]
    return known.removesuffix(ending)[: _LONGEST_NAME - len(ending)] + ending


def media_type_of(name: str, data: bytes) -> str:
    """Give the media type of a file (RFC 6838)."""
    for mark, media_type in _MARKS:
        if data.startswith(mark) and not (mark == b"BM" and _ending(name) != ".bmp"):
            return media_type
    if b"%PDF" in data[:1024]:
        return PDF
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    if data[4:8] == b"ftyp" and data[8:11] in (b"hei", b"hev", b"mif"):
        return "image/heic"
    if data.startswith(b"PK\x03\x04"):
        return _package(data) or _by_name(name)
    if data.startswith(_OLE):
        return _ole(data) or _by_name(name)
    if _ending(name) in _BY_ENDING:
        return _BY_ENDING[_ending(name)]
    return _by_look(data) or _by_name(name)


def _ending(name: str) -> str:
    return PurePosixPath(plain_name(name)).suffix.lower()


def _by_name(name: str) -> str:
    known = _BY_ENDING.get(_ending(name))
    return known or mimetypes.guess_type(plain_name(name))[0] or UNKNOWN


def _by_look(data: bytes) -> str:
    start = data[:2048].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html", b"<head", b"<body")):
        return HTML
    lines = start.split(b"\n", 3)
    return MAIL if sum(line.startswith(_HEADERS) for line in lines) > 1 else ""


def _package(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = set(package.namelist())
            if "mimetype" in names and "content.xml" in names:
                with package.open("mimetype") as stream:
                    return stream.read(100).decode("ascii", "replace").strip()
    except (zipfile.BadZipFile, NotImplementedError, OSError, EOFError, RuntimeError, ValueError):
        return ""
    return next((media_type for part, media_type in _PACKAGES if part in names), "")


def _ole(data: bytes) -> str:
    """The names of streams stand in the file in UTF-16, wherever its directory lies."""
    for stream, media_type in _OLE_STREAMS:
        if stream.encode("utf-16-le") in data:
            return media_type
    return ""
