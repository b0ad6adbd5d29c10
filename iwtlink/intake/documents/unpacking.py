"""A look at what a ZIP package would unpack to, before it is unpacked."""

from __future__ import annotations

import io
import zipfile

from iwtlink.i18n import tr
from iwtlink.intake.broken import BROKEN_PACKAGE
from iwtlink.intake.documents.source import MOST_UNPACKED_BYTES, Unreadable

MOST_PARTS = 20_000


def refuse_bomb(name: str, data: bytes) -> None:
    """Raise ``Unreadable`` for a package that is damaged, locked or would fill the memory."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = package.infolist()
    except BROKEN_PACKAGE:
        raise Unreadable(tr("{file} is damaged: it cannot be unpacked.", file=name)) from None
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > MOST_PARTS or unpacked > max(MOST_UNPACKED_BYTES, len(data)):
        raise Unreadable(
            tr("{file} unpacks to more than this program reads: its text is left out.", file=name)
        )
    if any(part.flag_bits & 1 for part in parts):
        raise Unreadable(
            tr(
                "{file} is protected by a password: save a copy without it to have its text.",
                file=name,
            )
        )
