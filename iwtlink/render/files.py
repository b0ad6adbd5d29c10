"""Writing a file whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

from iwtlink.errors import Refused
from iwtlink.i18n import tr


def write_whole(path: Path, data: bytes) -> None:
    """Write ``data`` beside ``path`` and rename it there. ``Refused`` says why it cannot be."""
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        beside.write_bytes(data)
        beside.replace(path)
    except OSError as problem:
        beside.unlink(missing_ok=True)
        reason = problem.strerror or str(problem)
        raise Refused(tr("Cannot write {file}: {reason}", file=path, reason=reason)) from problem
