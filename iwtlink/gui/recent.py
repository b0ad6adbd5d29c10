"""The databases opened lately: the settings know which, a small file knows title and day."""

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
    title: str
    opened_at: str

    @property
    def is_there(self) -> bool:
        """The file still stands where it was."""
        return Path(self.path).is_file()


def recent_databases() -> list[RecentDatabase]:
    """Give the databases opened lately, the last first."""
    notes = _notes()
    return [
        RecentDatabase(path, *notes.get(path, (Path(path).stem, "")))
        for path in load_settings().recent_databases
    ]


def remember(path: Path, title: str) -> None:
    """Put a database first in the list."""
    now = datetime.now().astimezone().strftime("%Y-%m-%d %H:%M")
    kept = change_settings(lambda settings: settings.with_recent(path)).recent_databases
    notes = {**_notes(), str(path.absolute()): (title, now)}
    listed = {known: notes[known] for known in kept if known in notes}
    write_whole(_file(), json.dumps(listed, ensure_ascii=False, indent=1).encode("utf-8"))


def forget(path: str) -> None:
    """Take a database off the list; the file stays."""
    change_settings(lambda settings: settings.without_recent(path))


def _notes() -> dict[str, tuple[str, str]]:
    """Read titles and days; a missing or damaged file is an empty one."""
    try:
        stored = json.loads(_file().read_text(encoding="utf-8"))
        return {str(path): (str(title), str(day)) for path, (title, day) in stored.items()}
    except (OSError, ValueError, AttributeError, TypeError):
        return {}


def _file() -> Path:
    return state_dir() / "recent.json"
