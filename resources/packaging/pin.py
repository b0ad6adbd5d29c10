"""Pin every package the program stands on: exact versions with hashes, and no address.

    python3 resources/packaging/pin.py

reads the ranges of ``pyproject.toml`` and writes ``requirements.txt`` (to run the program) and
``requirements-test.txt`` (to test it too) for CPython 3.11 and later on Windows, macOS and Linux.
It fetches the resolver ``uv`` into a throw-away environment, so it needs the network.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import venv
from pathlib import Path

PACKAGING = Path(__file__).resolve().parent
PROJECT = PACKAGING.parents[1]
OPTIONS = ("--universal", "--python-version=3.11", "--generate-hashes", "--upgrade")
BARE = ("--no-header", "--no-annotate")


def main() -> None:
    """Write both lists; the second holds the very versions of the first."""
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        programs = Path(folder) / ("Scripts" if sys.platform == "win32" else "bin")
        subprocess.run([programs / "python", "-m", "pip", "install", "-q", "uv"], check=True)
        run_set = PACKAGING / "requirements.txt"
        test_set = PACKAGING / "requirements-test.txt"
        pin(programs / "uv", run_set)
        pin(programs / "uv", test_set, "--extra=test", f"--constraints={run_set}")


def pin(uv: Path, target: Path, *more: str) -> None:
    """Resolve the ranges of ``pyproject.toml`` into ``target``."""
    command = [uv, "pip", "compile", "--quiet", *OPTIONS, *BARE, *more]
    subprocess.run([*command, PROJECT / "pyproject.toml", "-o", target], check=True, cwd=PROJECT)


if __name__ == "__main__":
    main()
