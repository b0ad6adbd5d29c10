"""From the bytes of a source file to what it says; nothing is written to disk on the way."""

from __future__ import annotations

from dataclasses import replace

from iwtlink.errors import Progress, no_progress
from iwtlink.i18n import tr
from iwtlink.intake.documents import kinds, mail, opendocument, photos, plain, rtf, sheets
from iwtlink.intake.documents.languages import guess_language
from iwtlink.intake.documents.source import SourceFile, Unreadable, capped


def read_source(name: str, data: bytes, progress: Progress = no_progress) -> SourceFile:
    """Read a source file: its words page by page, and what it says of itself.

    A file that cannot be read comes back without pages and with a ``problem`` that says why.
    Raises only ``Cancelled``, from ``progress``.
    """
    name = kinds.plain_name(name)
    media_type = kinds.media_type_of(name, data)
    try:
        found = capped(_read(name, data, media_type, progress))
    except Unreadable as error:
        found = SourceFile(name, media_type, problem=str(error))
    sample = "\n".join(page.text for page in found.pages[:20])
    return replace(found, language=found.language or guess_language(sample))


def _read(name: str, data: bytes, media_type: str, progress: Progress) -> SourceFile:
    if not data:
        raise Unreadable(tr("{file} is empty.", file=name))
    if media_type in (kinds.PDF, kinds.DOCX, kinds.OUTLOOK):
        return _read_by_library(name, data, media_type, progress)
    if media_type == kinds.MAIL:
        return mail.read_mail(name, data, progress)
    if media_type == kinds.RTF:
        return rtf.read_rtf(name, data, progress)
    if media_type == kinds.ODT:
        return opendocument.read_odt(name, data, progress)
    if media_type == kinds.HTML:
        return plain.read_html(name, data, progress)
    if media_type in kinds.PICTURES:
        return photos.read_photo(name, data, media_type, progress)
    if media_type in kinds.BOOKS:
        return sheets.read_book(name, data, media_type, progress)
    if media_type.startswith("text/"):
        return plain.read_text(name, data, media_type, progress)
    if media_type in kinds.NO_TEXT or media_type.startswith(kinds.NO_TEXT_FAMILIES):
        raise Unreadable(_advice(name, media_type))
    return _perhaps_text(name, data, media_type, progress)


def _read_by_library(name: str, data: bytes, media_type: str, progress: Progress) -> SourceFile:
    """These libraries take 0.2 s to load, which only he waits for who needs them."""
    if media_type == kinds.PDF:
        from iwtlink.intake.documents.pdf import read_pdf

        return read_pdf(name, data, progress)
    if media_type == kinds.DOCX:
        from iwtlink.intake.documents.word import read_docx

        return read_docx(name, data, progress)
    from iwtlink.intake.documents.outlook import read_outlook

    return read_outlook(name, data, progress)


def _perhaps_text(name: str, data: bytes, media_type: str, progress: Progress) -> SourceFile:
    """Read JSON, XML and whatever else is text, whatever a computer takes its ending for."""
    try:
        return plain.read_text(name, data, kinds.TEXT, progress)
    except Unreadable:
        raise Unreadable(_advice(name, media_type)) from None


def _advice(name: str, media_type: str) -> str:
    if media_type == kinds.DOC:
        return tr("{file} is an old Word file: save it as .docx to have its text.", file=name)
    if media_type == "image/heic":
        return tr("{file} is a HEIC photo: save it as JPEG to see it here.", file=name)
    return tr("{file} is kept as it is; iwtlink cannot read its text.", file=name)


def page_note(method: str, font: str) -> str:
    """Say in a sentence how a page's words were got; empty where they stand as they are."""
    if method == "converted":
        return tr("Converted from the pre-Unicode font {font}: compare with the page.", font=font)
    if method == "typed":
        return tr("Typed by hand.")
    if method == "none" and font:
        return tr(
            "Text is in the pre-Unicode font {font}; iwtlink cannot read it yet. "
            "The page can still be seen.",
            font=font,
        )
    if method == "none":
        return tr("There is no text on this page.")
    return ""
