"""Where things lie: the shipped resources, and the user's own folders.

``IWTLINK_HOME`` set in the environment puts settings, logs and state below one folder: for a
program carried on a stick, and for tests.
"""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

_PACKAGE = Path(__file__).resolve().parent
_NAME = "iwtlink"


def resource(*parts: str) -> Path:
    """Give the path of a shipped file or folder, such as ``resource("codes", "tlp.yaml")``.

    In a source tree ``resources/`` stands beside the package; a wheel carries it inside.
    """
    installed = _PACKAGE / "resources"
    root = installed if installed.is_dir() else _PACKAGE.parent / "resources"
    return root.joinpath(*parts)


def config_dir() -> Path:
    """Give the folder of the user's settings, made if missing."""
    return _made(_home("config") or platformdirs.user_config_path(_NAME, appauthor=False))


def own_files(kind: str, pattern: str = "*.yaml") -> list[Path]:
    """Give the files that a unit put into ``kind`` of its settings folder, by name.

    None where there is no such folder, or none that can be read.
    """
    try:
        return sorted((config_dir() / kind).glob(pattern))
    except OSError:
        return []


def log_dir() -> Path:
    """Give the folder of the rotating log, made if missing."""
    return _made(_home("log") or platformdirs.user_log_path(_NAME, appauthor=False))


def state_dir() -> Path:
    """Give the folder of what the program keeps by itself (backups, spools), made if missing."""
    return _made(_home("state") or platformdirs.user_state_path(_NAME, appauthor=False))


def _home(part: str) -> Path | None:
    home = os.environ.get("IWTLINK_HOME", "")
    return Path(home) / part if home else None


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder
