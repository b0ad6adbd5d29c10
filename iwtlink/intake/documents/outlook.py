"""E-mails as Outlook saves them (.msg), by the properties of [MS-OXMSG] and [MS-OXPROPS]."""

from __future__ import annotations

import io
import logging
import struct
from datetime import UTC, datetime, timedelta

import olefile

from iwtlink.errors import Progress, no_progress
from iwtlink.i18n import tr
from iwtlink.intake.broken import BROKEN_COMPOUND
from iwtlink.intake.documents.kinds import OUTLOOK, plain_name
from iwtlink.intake.documents.mail import mail_words, sent_on
from iwtlink.intake.documents.plain import decoded, html_words
from iwtlink.intake.documents.source import Part, SourceFile, Unreadable, numbered

logging.getLogger("olefile").setLevel(logging.CRITICAL)

_SUBJECT, _BODY, _HTML, _HEADERS = "0037", "1000", "1013", "007D"
_SENDER, _SENDER_ADDRESS, _SMTP, _TO, _CC = "0C1A", "0C1F", "5D01", "0E04", "0E03"
_ATTACHED, _LONG_NAME, _SHORT_NAME = "3701", "3707", "3704"
_SUBMITTED = 0x00390040
_MOST_ATTACHMENTS = 500


def read_outlook(name: str, data: bytes, progress: Progress = no_progress) -> SourceFile:
    """Give an Outlook e-mail's heading and words as a page, and its attachments."""
    progress(0.0, tr("{file}: reading", file=name))
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            return _as_source(name, ole)
    except BROKEN_COMPOUND as error:
        if isinstance(error, Unreadable):
            raise
        raise Unreadable(
            tr("{file} cannot be read: save it from Outlook as .eml.", file=name)
        ) from error


def _as_source(name: str, ole: olefile.OleFileIO) -> SourceFile:
    sender = _text(ole, _SENDER)
    address = _text(ole, _SMTP) or _text(ole, _SENDER_ADDRESS)
    if "@" in address and address not in sender:
        sender = f"{sender} <{address}>" if sender else address
    subject, sent = _text(ole, _SUBJECT), _date(ole)
    lines = (
        ("From", sender),
        ("To", _text(ole, _TO)),
        ("Cc", _text(ole, _CC)),
        ("Date", sent),
        ("Subject", subject),
    )
    files = _attachments(ole)
    words = mail_words([line for line in lines if line[1]], _body(name, ole), files)
    return SourceFile(
        name,
        OUTLOOK,
        title=subject,
        date=sent,
        originator=sender,
        pages=numbered([words]),
        parts=files,
    )


def _raw(ole: olefile.OleFileIO, path: str) -> bytes:
    if not ole.exists(path):
        return b""
    with ole.openstream(path) as stream:
        return bytes(stream.read())


def _text(ole: olefile.OleFileIO, number: str, folder: str = "") -> str:
    wide = _raw(ole, f"{folder}__substg1.0_{number}001F")
    if wide:
        return wide.decode("utf-16-le", "replace").rstrip("\x00").strip()
    narrow = _raw(ole, f"{folder}__substg1.0_{number}001E").rstrip(b"\x00")
    return decoded("", narrow).strip() if narrow else ""


def _body(name: str, ole: olefile.OleFileIO) -> str:
    words = _text(ole, _BODY)
    if words:
        return words
    raw = _raw(ole, f"__substg1.0_{_HTML}0102").rstrip(b"\x00")
    try:
        page = decoded(name, raw) if raw else _text(ole, _HTML)
        return html_words(name, page)[1] if page else ""
    except Unreadable:
        return ""  # who wrote to whom is still worth having


def _date(ole: olefile.OleFileIO) -> str:
    """Give the day in the writer's zone where the headers are kept, else in UTC."""
    for line in _text(ole, _HEADERS).splitlines():
        if line.lower().startswith("date:") and (found := sent_on(line[5:].strip())):
            return found
    known = _raw(ole, "__properties_version1.0")
    for at in range(32, len(known) - 15, 16):
        tag, _, ticks = struct.unpack_from("<IIQ", known, at)
        if tag == _SUBMITTED and ticks:
            moment = datetime(1601, 1, 1, tzinfo=UTC) + timedelta(microseconds=ticks // 10)
            return moment.date().isoformat()
    return ""


def _attachments(ole: olefile.OleFileIO) -> tuple[Part, ...]:
    folders = {path[0] for path in ole.listdir() if path[0].startswith("__attach_version1.0_")}
    found = []
    for number, folder in enumerate(sorted(folders)[:_MOST_ATTACHMENTS], 1):
        data = _raw(ole, f"{folder}/__substg1.0_{_ATTACHED}0102")
        name = _text(ole, _LONG_NAME, f"{folder}/") or _text(ole, _SHORT_NAME, f"{folder}/")
        if data:
            found.append(Part(plain_name(name) or f"part{number}.bin", data))
    return tuple(found)
