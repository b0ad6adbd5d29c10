"""The databases opened lately: the settings know which, a small file knows the day.

Titles are not kept: they stand in the database, which may be encrypted.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from iwtlink.paths import state_dir
from iwtlink.settings import change_settings, load_settings
from iwtlink.writing import write_whole


@dataclass(frozen=True, slots=True)
class RecentDatabase:
    """One database on the start page; ``opened_at`` is local time, ISO, to the minute."""

    path: str
    opened_at: str

    @property
    def name(self) -> str:
        """The name of the file without its ending."""
        return Path(self.path).stem

    @property
    def is_there(self) -> bool:
        """The file still stands where it was."""
        return Path(self.path).is_file()


def recent_databases() -> list[RecentDatabase]:
    """Give the databases opened lately, the last first."""
    days = _days()
    return [RecentDatabase(path, days.get(path, "")) for path in load_settings().recent_databases]


def remember(path: Path) -> None:
    """Put a database first in the list."""
    now = datetime.now().astimezone().strftime("%Y-%m-%d %H:%M")
    kept = change_settings(lambda settings: settings.with_recent(path)).recent_databases
    days = {**_days(), str(path.absolute()): now}
    listed = {known: days[known] for known in kept if known in days}
    write_whole(_file(), json.dumps(listed, ensure_ascii=False, indent=1).encode("utf-8"))


def forget(path: str) -> None:
    """Take a database off the list; the file stays."""
    change_settings(lambda settings: settings.without_recent(path))


def _days() -> dict[str, str]:
    """Read the days; a missing or damaged file is an empty one.

    Version 1 kept titles beside them, which go with the next writing.
    """
    try:
        stored = json.loads(_file().read_text(encoding="utf-8"))
        return {
            str(path): str(day[-1] if isinstance(day, list) else day)
            for path, day in stored.items()
        }
    except (OSError, ValueError, AttributeError, IndexError):
        return {}


def _file() -> Path:
    return state_dir() / "recent.json"
