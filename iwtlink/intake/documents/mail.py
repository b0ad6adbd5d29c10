"""E-mails (.eml): who wrote to whom, when, what; attachments become files of their own."""

from __future__ import annotations

import email.policy
import email.utils
from collections.abc import Callable, Iterator
from email.message import EmailMessage, Message
from email.parser import BytesParser

from iwtlink.errors import Progress, no_progress
from iwtlink.i18n import tr
from iwtlink.intake.documents.kinds import MAIL, plain_name
from iwtlink.intake.documents.plain import decoded, html_words
from iwtlink.intake.documents.source import (
    Part,
    SourceFile,
    Unreadable,
    numbered,
    refuse_long,
)

_MOST_PARTS = 500
_MOST_DEEP = 30
_BROKEN = (
    ValueError,
    LookupError,
    AttributeError,
    TypeError,
    AssertionError,
    RecursionError,
    OverflowError,
)
"""All that the standard library lets out on a damaged e-mail."""


def read_mail(name: str, data: bytes, progress: Progress = no_progress) -> SourceFile:
    """Give an e-mail's heading and words as a page, and its attachments."""
    refuse_long(name, data)
    progress(0.0, tr("{file}: reading", file=name))
    try:
        message = BytesParser(policy=email.policy.default).parsebytes(data)
        return _as_source(name, message)
    except _BROKEN as error:
        raise Unreadable(tr("{file} is a damaged e-mail.", file=name)) from error


def _as_source(name: str, message: EmailMessage) -> SourceFile:
    parts = list(_parts(message))
    body = _body(name, parts)
    files = tuple(_file(part, n) for n, part in enumerate(parts, 1) if _is_file(part))
    subject = _header(message, "Subject")
    return SourceFile(
        name,
        MAIL,
        title=subject,
        date=sent_on(_header(message, "Date")),
        originator=_header(message, "From"),
        pages=numbered([mail_words(heading_of(message), body, files)]),
        parts=files,
    )


HEADINGS = ("From", "To", "Cc", "Date", "Subject")


def heading_of(message: Message) -> list[tuple[str, str]]:
    """Give the lines above an e-mail: who, to whom, when, about what."""
    lines = [(line, _header(message, line)) for line in HEADINGS]
    return [(line, value) for line, value in lines if value]


def mail_words(heading: list[tuple[str, str]], body: str, files: tuple[Part, ...]) -> str:
    """Give an e-mail as one text: its heading, its words, the names of its attachments."""
    lines = [f"{line}: {value}" for line, value in heading]
    words = "\n".join(lines) + "\n\n" + body.strip()
    if files:
        words += "\n\n" + tr("Attachments: {names}", names=", ".join(part.name for part in files))
    return words


def sent_on(stamp: str) -> str:
    """Give the civil day on which an e-mail was sent, where its writer was."""
    try:
        return email.utils.parsedate_to_datetime(stamp).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""


def _header(message: Message, name: str) -> str:
    try:
        return " ".join(str(message.get(name, "")).split())
    except _BROKEN:
        return ""


def _parts(message: Message, deep: int = 0) -> Iterator[Message]:
    """Give what is no container; an e-mail within an e-mail stays one part."""
    count = 0
    is_forwarded = deep and message.get_content_type() == "message/rfc822"
    if deep > _MOST_DEEP or is_forwarded or not message.is_multipart():
        yield message
        return
    for part in message.get_payload():
        if isinstance(part, Message):
            for leaf in _parts(part, deep + 1):
                count += 1
                if count > _MOST_PARTS:
                    return
                yield leaf


def _is_file(part: Message) -> bool:
    if part.get_content_type() == "message/rfc822":
        return True
    is_words = part.get_content_maintype() == "text" or part.is_multipart()
    is_attached = part.get_content_disposition() == "attachment" or bool(part.get_filename())
    return bool(_raw(part)) and (is_attached or not is_words)


def _raw(part: Message) -> bytes:
    found = _quietly(lambda: part.get_payload(decode=True))
    return found if isinstance(found, bytes) else b""


def _quietly(read: Callable[[], object]) -> object:
    try:
        return read()
    except _BROKEN:
        return None


def _file(part: Message, number: int) -> Part:
    given = _quietly(part.get_filename)
    name = plain_name(" ".join(str(given or "").split()))
    if part.get_content_type() == "message/rfc822":
        inner = part.get_payload()
        message = inner[0] if isinstance(inner, list) and inner else part
        raw = _quietly(message.as_bytes) if isinstance(message, Message) else None
        return Part(name or f"message{number}.eml", raw if isinstance(raw, bytes) else b"")
    ending = part.get_content_subtype() or "bin"
    return Part(name or f"part{number}.{ending}", _raw(part))


def _body(name: str, parts: list[Message]) -> str:
    words = [part for part in parts if not _is_file(part)]
    for wanted in ("text/plain", "text/html"):
        texts = [_text(name, part) for part in words if part.get_content_type() == wanted]
        if any(text.strip() for text in texts):
            return "\n".join(texts)
    return ""


def _text(name: str, part: Message) -> str:
    try:
        words = decoded(name, _raw(part), part.get_content_charset() or "")
        return html_words(name, words)[1] if part.get_content_type() == "text/html" else words
    except Unreadable:
        return ""
