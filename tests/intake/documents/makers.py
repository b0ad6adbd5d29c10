"""Small real source files, made by the libraries that others make them with."""

from __future__ import annotations

import io
import struct
import zipfile
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


def odt_bytes(body: str, *, meta: str = "") -> bytes:
    """Make an OpenDocument text of this XML, as LibreOffice packs it."""
    names = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "text", "table", "meta")
    )
    names += ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
    parts = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": f"<office:document-content {names}><office:body><office:text>{body}"
        "</office:text></office:body></office:document-content>",
        "meta.xml": f"<office:document-meta {names}><office:meta>{meta}</office:meta>"
        "</office:document-meta>",
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name, words in parts.items():
            package.writestr(name, words)
    return buffer.getvalue()


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


_SECTOR = 512
_END, _FREE, _FAT, _NOTHING = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD, 0xFFFFFFFF


def compound_bytes(streams: Mapping[str, bytes]) -> bytes:
    """Write a compound file ([MS-CFB] version 3) with streams by path (``folder/name``).

    Each stream is filled up with zeros to the 4096 bytes from which it has sectors of its own.
    """
    entries: list[dict[str, Any]] = [{"name": "Root Entry", "type": 5, "children": []}]
    folders = {"": 0}
    body, chains = bytearray(), list[list[int]]()
    for path, data in streams.items():
        folder, _, name = path.rpartition("/")
        if folder not in folders:
            folders[folder] = len(entries)
            entries[0]["children"].append(len(entries))
            entries.append({"name": folder, "type": 1, "children": []})
        filled = data.ljust(4096, b"\x00")
        filled += b"\x00" * (-len(filled) % _SECTOR)
        first = len(body) // _SECTOR
        chains.append(list(range(first, first + len(filled) // _SECTOR)))
        entries[folders[folder]]["children"].append(len(entries))
        entries.append(
            {"name": name, "type": 2, "children": [], "start": first, "size": len(filled)}
        )
        body += filled
    directory = bytearray()
    following = {
        one: after
        for entry in entries
        for one, after in zip(entry["children"], entry["children"][1:], strict=False)
    }
    for n, entry in enumerate(entries):
        name = entry["name"].encode("utf-16-le") + b"\x00\x00"
        child = entry["children"][0] if entry["children"] else _NOTHING
        start = entry.get("start", _END if n == 0 else 0)
        directory += name.ljust(64, b"\x00") + struct.pack(
            "<HBBIII16sIQQIQ",
            *(len(name), entry["type"], 1, _NOTHING, following.get(n, _NOTHING), child),
            *(b"", 0, 0, 0, start, entry.get("size", 0)),
        )
    directory += (b"\x00" * 68 + struct.pack("<III", *(_NOTHING,) * 3) + b"\x00" * 48) * (
        -len(entries) % 4
    )
    first_directory = len(body) // _SECTOR
    chains.append(list(range(first_directory, first_directory + len(directory) // _SECTOR)))
    body += directory
    first_table = len(body) // _SECTOR
    tables = 1
    while tables * 128 < first_table + tables:
        tables += 1
    table = [_FREE] * (tables * 128)
    for chain in chains:
        for one, after in zip(chain, [*chain[1:], _END], strict=True):
            table[one] = after
    table[first_table : first_table + tables] = [_FAT] * tables
    listed = [*range(first_table, first_table + tables)]
    header = struct.pack(
        "<8s16sHHHHH6sIIIIIIIII",
        *(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 0x3E, 3, 0xFFFE, 9, 6, b"", 0, tables),
        *(first_directory, 0, 4096, _END, 0, _END, 0),
    )
    header += struct.pack("<109I", *(listed + [_FREE] * (109 - tables)))
    return header + bytes(body) + struct.pack(f"<{len(table)}I", *table)


def outlook_bytes(
    *,
    subject: str = "",
    words: str = "",
    page: bytes = b"",
    sender: str = "Sing",
    headers: str = "",
    submitted: int = 0,
    files: Mapping[str, bytes] | None = None,
) -> bytes:
    """Make an e-mail as Outlook saves it; ``submitted`` counts 100 ns from 1601 in UTC."""
    texts = {"0037": subject, "1000": words, "0C1A": sender, "5D01": "sing@example.org"}
    texts |= {"0E04": "unit@example.org", "007D": headers}
    streams = {
        f"__substg1.0_{number}001F": text.encode("utf-16-le")
        for number, text in texts.items()
        if text
    }
    if page:
        streams["__substg1.0_10130102"] = page
    streams["__properties_version1.0"] = b"\x00" * 32 + struct.pack(
        "<IIQ", 0x00390040, 6, submitted
    )
    for n, (name, data) in enumerate((files or {}).items()):
        folder = f"__attach_version1.0_#{n:08X}"
        streams[f"{folder}/__substg1.0_37010102"] = data
        streams[f"{folder}/__substg1.0_3707001F"] = name.encode("utf-16-le")
    return compound_bytes(streams)
