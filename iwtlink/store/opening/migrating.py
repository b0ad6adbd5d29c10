"""Running the migrations' scripts on an open file."""

from __future__ import annotations

from typing import Any

from iwtlink.store.migrations import MIGRATIONS
from iwtlink.store.opening.connection import APPLICATION_ID


def migrate(raw: Any, version: int) -> None:
    """Bring a file from the version before to this one, whole or not at all."""
    raw.execute("BEGIN IMMEDIATE")
    for statement in _statements(MIGRATIONS[version]):
        raw.execute(statement)
    raw.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    raw.execute(f"PRAGMA user_version = {version}")
    raw.execute("COMMIT")


def _statements(script: str) -> list[str]:
    return [statement for part in script.split(";\n") if (statement := part.strip())]
