"""Writing a file whole or not at all."""

from __future__ import annotations

from pathlib import Path
from secrets import token_hex

from iwtlink.errors import BadInput
from iwtlink.i18n import tr


def write_whole(path: Path, data: bytes) -> None:
    """Write ``data`` beside ``path`` and rename it there, so that it is there whole or not at all.

    Raise ``BadInput`` with the reason where it cannot be written; the old file stays as it was.
    """
    beside = path.with_name(f".{token_hex(8)}.part")
    try:
        try:
            beside.write_bytes(data)
            beside.replace(path)
        except OSError:
            beside.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise BadInput(
            tr("Cannot write {file}: {why}.", file=path, why=error.strerror or error)
        ) from error
