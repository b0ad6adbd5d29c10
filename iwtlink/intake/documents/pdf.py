"""PDF: the words of each page, and a picture of it, through PDFium.

PDFium knows no threads: all that calls it holds ``PDFIUM``, page by page, so that a page can
be looked at while a long file is read.
"""

from __future__ import annotations

import ctypes
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image

from iwtlink.errors import Progress, no_progress
from iwtlink.i18n import tr
from iwtlink.intake.documents.kinds import PDF
from iwtlink.intake.documents.lao_fonts import LaoFont, convert_runs, find_lao_font
from iwtlink.intake.documents.marks import Glyph, are_astray, is_mark, put_back
from iwtlink.intake.documents.radicals import without_radicals
from iwtlink.intake.documents.source import (
    MOST_CHARACTERS_ON_A_PAGE,
    MOST_PAGES,
    PageText,
    SourceFile,
    Unreadable,
)

PDFIUM = threading.RLock()
MOST_PIXELS = 40_000_000
_EVERY = 6
"""A font is looked up at every so many characters: a word of it is not missed."""

_DAY = re.compile(r"D?:?(\d{4})(\d\d)?(\d\d)?")
_NO_TITLE = re.compile(r"untitled|microsoft \w+ - .*|(document|scan|img|image)[\W_]*\d*", re.I)
_LINE_END = re.compile("\ufffe|\x02")


@contextmanager
def opened(name: str, data: bytes) -> Iterator[pypdfium2.PdfDocument]:
    """Give an open PDF; raise ``Unreadable`` where it is locked or damaged."""
    try:
        with PDFIUM:
            pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise Unreadable(_why_not(name, error)) from None
    try:
        yield pdf
    finally:
        with PDFIUM:
            pdf.close()


def _why_not(name: str, error: pypdfium2.PdfiumError) -> str:
    if getattr(error, "err_code", None) in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
        return tr(
            "{file} is protected by a password: save a copy without it to have its text.",
            file=name,
        )
    return tr("{file} is damaged: its text cannot be read.", file=name)


def read_pdf(name: str, data: bytes, progress: Progress = no_progress) -> SourceFile:
    """Give the words of each page, with title, author and day of making."""
    pages: list[PageText] = []
    with opened(name, data) as pdf:
        with PDFIUM:
            said, count = pdf.get_metadata_dict(skip_empty=True), len(pdf)
        for number in range(1, min(count, MOST_PAGES + 1) + 1):
            progress(number / (count + 1), tr("{file}: page {n}", file=name, n=number))
            with PDFIUM:
                pages.append(_page_text(pdf, number))
    title = " ".join(said.get("Title", "").split())
    return SourceFile(
        name,
        PDF,
        title="" if _NO_TITLE.fullmatch(title) else title,
        date=_day(said.get("CreationDate", "")),
        originator=" ".join(said.get("Author", "").split()),
        pages=tuple(pages),
        problem=_nothing_read(name, pages),
    )


def _nothing_read(name: str, pages: list[PageText]) -> str:
    if not pages or any(page.text.strip() for page in pages):
        return ""
    if any(page.font for page in pages):
        return ""
    return tr("{file} holds pictures of pages, no text: type what matters off it.", file=name)


def _day(stamp: str) -> str:
    """Give the civil day of ``D:20150312103000+07'00'`` as it stands there."""
    found = _DAY.match(stamp)
    if not found:
        return ""
    try:
        return date(int(found[1]), int(found[2] or 1), int(found[3] or 1)).isoformat()
    except ValueError:
        return ""


def _page_text(pdf: pypdfium2.PdfDocument, number: int) -> PageText:
    try:
        page = pdf[number - 1]
    except pypdfium2.PdfiumError:
        return PageText(number, "", "none")
    try:
        text_page = page.get_textpage()
        try:
            return _words(number, text_page)
        finally:
            text_page.close()
    except pypdfium2.PdfiumError:
        return PageText(number, "", "none")
    finally:
        page.close()


def _words(number: int, text_page: pypdfium2.PdfTextPage) -> PageText:
    count = min(text_page.count_chars(), MOST_CHARACTERS_ON_A_PAGE)
    if count <= 0:
        return PageText(number, "", "none")
    if not has_old_lao(text_page, count):
        words = _LINE_END.sub("-", text_page.get_text_range(0, count))
        if are_astray(words):
            words = put_back(glyphs_of(text_page, count))
        words = without_radicals(words)
        return PageText(number, words, "text" if words.strip() else "none")
    found = convert_runs(_runs(text_page, count))
    return PageText(number, found.text, "converted" if found.is_whole else "none", found.font)


def has_old_lao(text_page: pypdfium2.PdfTextPage, count: int) -> bool:
    """Say whether words are set in a Lao font from before Unicode: its letters are no letters."""
    return any(find_lao_font(_font_of(text_page, n)) for n in range(0, count, _EVERY))


def glyphs_of(text_page: pypdfium2.PdfTextPage, count: int) -> list[Glyph]:
    """Give what is drawn, without the spaces and line ends that PDFium puts between."""
    found = []
    left, right, bottom, top, x, y = (ctypes.c_double() for _ in range(6))
    room = pdfium.FS_RECTF()
    for n in range(count):
        code = int(pdfium.FPDFText_GetUnicode(text_page.raw, n))
        if not 0 < code < 0x110000 or pdfium.FPDFText_IsGenerated(text_page.raw, n) == 1:
            continue
        pdfium.FPDFText_GetCharBox(text_page.raw, n, left, right, bottom, top)
        pdfium.FPDFText_GetCharOrigin(text_page.raw, n, x, y)
        ends = (left.value, right.value)
        if not is_mark(chr(code)) and pdfium.FPDFText_GetLooseCharBox(text_page.raw, n, room):
            ends = (room.left, room.right)  # a narrow 1 has room around it
        found.append(Glyph(chr(code), ends[0], bottom.value, ends[1], top.value, y.value))
    return found


def _runs(text_page: pypdfium2.PdfTextPage, count: int) -> Iterator[tuple[str, str]]:
    codes = [int(pdfium.FPDFText_GetUnicode(text_page.raw, n)) for n in range(count)]
    letters = [chr(code) if 0 < code < 0x110000 else "" for code in codes]
    for n, letter in enumerate(letters):
        font = _font_of(text_page, n)
        if letter in _HYPHENS:
            yield _hyphen(letters, n, find_lao_font(font)), font
        else:
            yield letter, font


def _hyphen(letters: list[str], at: int, font: LaoFont | None) -> str:
    """Give a hyphen, or the letter that PDFium takes for one.

    Windows-1252 has a soft hyphen where Saysettha Lao has its no (ນ); PDFium gives both as a
    hyphen. Beside a Lao letter it is the no: Lao is written without hyphens.
    """
    around = letters[max(at - 1, 0) : at] + letters[at + 1 : at + 2]
    if font is not None and any(letter in font.letters for letter in around):
        return _SOFT_HYPHEN
    return "-"


_SOFT_HYPHEN = "\xad"
_HYPHENS = frozenset({"-", _SOFT_HYPHEN, "\x02", "\ufffe", "\uffff"})


_NAME_BYTES = 200


def _font_of(text_page: pypdfium2.PdfTextPage, at: int) -> str:
    buffer, flags = ctypes.create_string_buffer(_NAME_BYTES), ctypes.c_int()
    size = int(
        pdfium.FPDFText_GetFontInfo(text_page.raw, at, buffer, _NAME_BYTES, ctypes.byref(flags))
    )
    return buffer.value.decode("utf-8", "replace") if 0 < size <= _NAME_BYTES else ""


def draw_page(name: str, data: bytes, number: int, width: int) -> Image.Image:
    """Draw one page, ``width`` pixels wide."""
    with opened(name, data) as pdf, PDFIUM:
        if not 1 <= number <= len(pdf):
            raise Unreadable(tr("{file} has no page {n}.", file=name, n=number))
        try:
            page = pdf[number - 1]
        except pypdfium2.PdfiumError:
            raise Unreadable(tr("Page {n} of {file} is damaged.", file=name, n=number)) from None
        try:
            across, down = page.get_size()
            scale = width / max(across, 1.0)
            scale = min(scale, (MOST_PIXELS / max(across * down, 1.0)) ** 0.5)
            bitmap = page.render(scale=scale)
            try:
                drawn: Image.Image = bitmap.to_pil().convert("RGB")
                return drawn
            finally:
                bitmap.close()
        except (pypdfium2.PdfiumError, ValueError, MemoryError):
            raise Unreadable(
                tr("Page {n} of {file} cannot be drawn.", file=name, n=number)
            ) from None
        finally:
            page.close()
