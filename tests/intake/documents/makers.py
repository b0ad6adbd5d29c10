"""Small real source files, made by the libraries that others make them with."""

from __future__ import annotations

import io
import zlib
from collections.abc import Mapping, Sequence
from email.message import EmailMessage
from typing import Any

import docx
import openpyxl
from docx.enum.text import WD_BREAK
from PIL import ExifTags, Image


def pdf_bytes(
    pages: Sequence[bytes],
    *,
    font: str = "Helvetica",
    info: Mapping[str, str] | None = None,
    is_packed: bool = False,
) -> bytes:
    """Write a PDF with a line of Windows-1252 bytes on each page, in a font of that name."""
    objects: list[bytes] = []

    def add(body: bytes) -> int:
        objects.append(body)
        return len(objects)

    catalog, tree = add(b""), add(b"")
    face = add(
        b"<< /Type /Font /Subtype /TrueType /BaseFont /%s /Encoding /WinAnsiEncoding >>"
        % font.encode()
    )
    kids = []
    for words in pages:
        shown = words.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
        lines = shown.split(b"\n")
        body = b"BT /F1 12 Tf 50 750 Td 14 TL " + b" ".join(b"(%s) Tj T*" % x for x in lines)
        body += b" ET"
        packed = b""
        if is_packed:
            body, packed = zlib.compress(body), b"/Filter /FlateDecode "
        stream = add(b"<< %s/Length %d >>\nstream\n%s\nendstream" % (packed, len(body), body))
        kids.append(
            add(
                b"<< /Type /Page /Parent %d 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
                b"/Resources << /Font << /F1 %d 0 R >> >> >>" % (tree, stream, face)
            )
        )
    objects[catalog - 1] = b"<< /Type /Catalog /Pages %d 0 R >>" % tree
    listed = b" ".join(b"%d 0 R" % kid for kid in kids)
    objects[tree - 1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), listed)
    said = b" ".join(
        b"/%s <%s>" % (k.encode(), b"FEFF" + v.encode("utf-16-be").hex().encode())
        for k, v in (info or {}).items()
    )
    about = add(b"<< %s >>" % said)
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for n, written in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (n, written)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size %d /Root %d 0 R /Info %d 0 R >>\n" % (
        len(objects) + 1,
        catalog,
        about,
    )
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % start)


def docx_bytes(
    pages: Sequence[str],
    *,
    font: str = "",
    title: str = "",
    author: str = "",
    header: str = "",
    rows: Sequence[Sequence[str]] = (),
) -> bytes:
    """Make a Word document; each page a paragraph, with a table at the end."""
    document = docx.Document()
    document.core_properties.title = title
    document.core_properties.author = author
    if header:
        document.sections[0].header.paragraphs[0].text = header
    for n, words in enumerate(pages):
        run = document.add_paragraph().add_run(words)
        if font:
            run.font.name = font
        if n < len(pages) - 1:
            run.add_break(WD_BREAK.PAGE)
    if rows:
        table = document.add_table(len(rows), len(rows[0]))
        for r, cells in enumerate(rows):
            for c, words in enumerate(cells):
                table.cell(r, c).text = words
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def photo_bytes(
    size: tuple[int, int] = (60, 40),
    *,
    kind: str = "JPEG",
    taken: str = "",
    place: tuple[Any, str, Any, str] | None = None,
    orientation: int = 0,
) -> bytes:
    """Make a photo, red at the left and blue at the right, with what a camera notes."""
    image = Image.new("RGB", size, "red")
    image.paste((0, 0, 255), (size[0] // 2, 0, size[0], size[1]))
    exif = Image.Exif()
    if orientation:
        exif[ExifTags.Base.Orientation] = orientation
    if taken:
        exif[ExifTags.IFD.Exif] = {ExifTags.Base.DateTimeOriginal: taken}
    if place:
        exif[ExifTags.IFD.GPSInfo] = dict(
            zip(
                (
                    ExifTags.GPS.GPSLatitude,
                    ExifTags.GPS.GPSLatitudeRef,
                    ExifTags.GPS.GPSLongitude,
                    ExifTags.GPS.GPSLongitudeRef,
                ),
                place,
                strict=True,
            )
        )
    buffer = io.BytesIO()
    image.save(buffer, kind, exif=exif)
    return buffer.getvalue()


def mail_bytes(
    *,
    subject: str = "",
    words: str = "",
    page: str = "",
    files: Mapping[str, bytes] | None = None,
    date: str = "Fri, 13 Mar 2015 23:30:00 +0700",
    sender: str = "Sing <sing@example.org>",
) -> bytes:
    """Make an e-mail with words, a page of HTML, and attachments."""
    message = EmailMessage()
    message["Subject"], message["From"], message["Date"] = subject, sender, date
    message["To"] = "unit@example.org"
    message.set_content(words)
    if page:
        message.add_alternative(page, subtype="html")
    for name, data in (files or {}).items():
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


def book_bytes(sheets: Mapping[str, Sequence[Sequence[object]]]) -> bytes:
    """Make a workbook of these sheets."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()
