"""What the user set and the program remembers between two starts.

One small JSON file in the user's own folder. Keys this version does not know are kept, so that
an older program beside a newer one loses nothing.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, field, fields, replace
from pathlib import Path

from iwtlink.paths import config_dir
from iwtlink.writing import write_whole

THEMES = ("system", "light", "dark")
MOST_RECENT = 10

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Settings:
    """The user's settings. Empty means: as the system has it, or not yet chosen."""

    language: str = ""
    theme: str = "system"
    analyst_name: str = ""
    analyst_initials: str = ""
    recent_databases: tuple[str, ...] = ()
    last_folder: str = ""
    last_entity_type: str = ""
    last_link_type: str = ""
    last_strength: str = ""
    window_geometry: str = ""
    window_state: str = ""
    backup_folder: str = ""
    second_backup_folder: str = ""
    backup_minutes: int = 30
    """While a database is open: minutes of changed work between two backups; 0 is never."""
    lock_minutes: int = 10
    """Minutes without a key or a movement until an encrypted database locks; 0 is never."""
    shortcuts: Mapping[str, str] = field(default_factory=dict)
    """By action: keys of the user's own, empty for none; the others have their usual ones."""
    unknown: Mapping[str, object] = field(default_factory=dict)

    def with_recent(self, database: Path) -> Settings:
        """Give the settings with this database on top of the recent ones."""
        path = str(database.absolute())
        others = tuple(known for known in self.recent_databases if known != path)
        return replace(self, recent_databases=(path, *others)[:MOST_RECENT])

    def without_recent(self, database: str) -> Settings:
        """Give the settings without a database that is no longer there."""
        rest = tuple(known for known in self.recent_databases if known != database)
        return replace(self, recent_databases=rest)


def settings_file() -> Path:
    """Give the path of the settings file."""
    return config_dir() / "settings.json"


def load_settings() -> Settings:
    """Read the settings. A damaged file is set aside and the program starts with none."""
    path = settings_file()
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Settings()
    except (OSError, ValueError):
        _set_aside(path)
        return Settings()
    if not isinstance(stored, dict):
        _set_aside(path)
        return Settings()
    return _from_stored(stored)


def save_settings(settings: Settings) -> None:
    """Write the settings beside the old file and put them in its place."""
    known = {name: getattr(settings, name) for name in _KINDS}
    text = json.dumps({**settings.unknown, **known}, ensure_ascii=False, indent=2)
    path = settings_file()
    write_whole(path, (text + "\n").encode("utf-8"))


def change_settings(change: Callable[[Settings], Settings]) -> Settings:
    """Read, change and write the settings, so that two open windows keep each other's."""
    settings = change(load_settings())
    save_settings(settings)
    return settings


_KINDS = {
    item.name: dict if item.default is MISSING else type(item.default)
    for item in fields(Settings)
    if item.name != "unknown"
}


def _from_stored(stored: Mapping[str, object]) -> Settings:
    """Take what has the right kind; the rest stays as it comes."""
    found: dict[str, object] = {}
    for name, kind in _KINDS.items():
        value = stored.get(name)
        if kind is tuple and isinstance(value, list):
            found[name] = tuple(str(entry) for entry in value)
        elif kind is dict and isinstance(value, dict):
            found[name] = {
                str(key): entry for key, entry in value.items() if isinstance(entry, str)
            }
        elif isinstance(value, kind):
            found[name] = value
    if found.get("theme") not in THEMES:
        found.pop("theme", None)
    unknown = {key: value for key, value in stored.items() if key not in _KINDS}
    return replace(Settings(unknown=unknown), **found)  # type: ignore[arg-type]  # kinds seen above


def _set_aside(path: Path) -> None:
    _log.warning("the settings file is damaged; it is set aside and the settings start afresh")
    try:
        path.replace(path.with_suffix(".damaged"))
    except OSError:
        _log.warning("the damaged settings file could not be moved")
