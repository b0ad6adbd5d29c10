"""Set the program up on a fresh machine and start it: Python's standard library only.

    python3 run.py demo           set up, then open the fictional demo database
    python3 run.py window         set up, then open the program (FILE may follow)
    python3 run.py test           set up, then run the checks and the tests
    python3 run.py check          style, types and import rules alone
    python3 run.py -- ARGS        the command line, e.g. run.py -- list demo.iwt person
    python3 run.py setup          set up and stop
    python3 run.py wheelhouse FOLDER    gather the packages for a machine without network

On Windows say ``py run.py demo``. ``--find-links FOLDER`` before the word takes the packages
from such a folder instead of the network. All is kept in ``.venv`` beside this file; the second
start finds it ready. The exact packages stand in ``resources/packaging/``.
"""

from __future__ import annotations

import ctypes
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

# This file also runs on a Python too old for the program, to say so: no syntax above 3.8.
OLDEST = (3, 11)
ROOT = Path(__file__).resolve().parent
ENVIRONMENT = ROOT / ".venv"
PACKAGING = ROOT / "resources" / "packaging"
SETS = {"run": PACKAGING / "requirements.txt", "test": PACKAGING / "requirements-test.txt"}

DRAWING_COMMANDS = ("dossier", "situation", "chart")

# Qt's system libraries on Linux, each with the Debian and Ubuntu package that carries it.
DRAWING = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libxkbcommon.so.0": "libxkbcommon0",
}
WINDOW = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
NO_NETWORK = (
    "NewConnectionError",
    "Max retries exceeded",
    "name resolution",
    "getaddrinfo failed",
    "ConnectTimeout",
    "ReadTimeout",
    "Network is unreachable",
)


class Stop(Exception):
    """Set-up cannot go on; the text says why and what to do."""


def main(words: list[str]) -> int:
    """Do what the words say; give the exit code."""
    try:
        check_python(sys.version_info[:2])
        words, wheels = take_option(words, "--find-links")
        command, rest = (words[0], words[1:]) if words else ("help", [])
        return start(command, rest, wheels)
    except Stop as stop:
        print(stop, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def start(command: str, rest: list[str], wheels: str) -> int:
    """Set up what the command needs and run it."""
    if command in ("demo", "window", "--"):
        python = set_up("run", wheels)
        arguments = ["demo", *rest] if command == "demo" else rest
        needs = libraries_for(arguments, os.environ, sys.platform)
        provide_libraries(needs)
        return run([python, "-m", "iwtlink", *arguments])
    if command == "test":
        python = set_up("test", wheels)
        provide_libraries(DRAWING if sys.platform == "linux" else {})
        checked = 0 if rest else check(python)
        which = rest or ["-n", "auto", "--dist", "worksteal"]  # all of them: on every core
        return run([python, "-m", "pytest", *which]) or checked
    if command == "check":
        return check(set_up("test", wheels))
    if command == "setup":
        set_up("run", wheels)
        return 0
    if command == "wheelhouse" and len(rest) == 1:
        return gather(set_up("run", wheels), rest[0])
    print(__doc__)
    return 0 if command in ("help", "-h", "--help") else 2


def check_python(version: tuple[int, ...]) -> None:
    """Refuse a Python the program cannot run on."""
    if version < OLDEST:
        raise Stop(
            f"iwtlink needs Python {OLDEST[0]}.{OLDEST[1]} or later; this is Python "
            f"{version[0]}.{version[1]} ({sys.executable}). Install a newer one from your system "
            "or from python.org and start run.py with it."
        )


def take_option(words: list[str], name: str) -> tuple[list[str], str]:
    """Give the words without the leading option, and the option's value."""
    if not words or words[0].partition("=")[0] != name:
        return words, ""
    _, equals, value = words[0].partition("=")
    if equals:
        return words[1:], value
    if len(words) < 2:
        raise Stop(f"{name} needs a folder after it.")
    return words[2:], words[1]


# --- the environment -------------------------------------------------------------------------


def set_up(which: str, wheels: str = "") -> str:
    """Make ``.venv`` hold the named set of packages; give its Python. Instant when it does."""
    python = programs(ENVIRONMENT) / ("python.exe" if os.name == "nt" else "python")
    stamp = ENVIRONMENT / "iwtlink-setup.json"
    wanted = wanted_stamp(which)
    present = read_stamp(stamp)
    if not python.is_file() or any(present.get(key) != wanted[key] for key in ("python", "place")):
        make_environment()
        present = {}
    if any(present.get(key) != digest for key, digest in wanted.items()):
        install(str(python), which, wheels)
        link_project(str(python))
        stamp.write_text(json.dumps({**present, **wanted}), encoding="utf-8")
    return str(python)


def programs(environment: Path) -> Path:
    """Give the folder of an environment's programs."""
    return environment / ("Scripts" if os.name == "nt" else "bin")


def wanted_stamp(which: str) -> dict[str, str]:
    """Give what an environment with the named set was made from. The test set holds the other."""
    names = ["run", "test"] if which == "test" else ["run"]
    digests = {name: hashlib.sha256(SETS[name].read_bytes()).hexdigest() for name in names}
    return {"python": sys.version.split()[0], "place": str(ROOT), **digests}


def read_stamp(stamp: Path) -> dict[str, str]:
    """Give what the present environment was made from; nothing when it was left half made."""
    try:
        found = json.loads(stamp.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def make_environment() -> None:
    """Make ``.venv`` afresh; on Debian that takes a package which a bare system lacks."""
    if importlib.util.find_spec("ensurepip") is None:
        provide_packages(
            ["python3-venv"], "This Python cannot make an environment for the packages."
        )
    print("Making the environment .venv ...", flush=True)
    made = subprocess.run(
        [sys.executable, "-m", "venv", "--clear", str(ENVIRONMENT)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if made.returncode:
        raise Stop(f"The environment {ENVIRONMENT} could not be made:\n{made.stdout.strip()}")


def install(python: str, which: str, wheels: str) -> None:
    """Install the pinned set, each file checked against its hash."""
    listed = SETS[which]
    total = listed.read_text(encoding="utf-8").count("==")
    print(f"Installing {total} packages, once; about 250 MB ...", flush=True)
    command = [python, "-m", "pip", "install", *pip_options(wheels), "-r", str(listed)]
    code, lines = follow_pip(command, total)
    if code:
        raise Stop(explain(lines))


def pip_options(wheels: str) -> list[str]:
    """Give pip's options: ready-made wheels with known hashes, from a folder if one is named."""
    options = ["--require-hashes", "--only-binary=:all:", "--no-input", "--retries=3"]
    options += ["--disable-pip-version-check"]
    if wheels:
        options += ["--no-index", f"--find-links={Path(wheels).resolve()}"]
    return options


def follow_pip(command: list[str], total: int) -> tuple[int, list[str]]:
    """Run pip, show which package it is at; give its exit code and all it said."""
    lines: list[str] = []
    count = 0
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
    ) as pip:
        for line in pip.stdout or ():
            lines.append(line.rstrip())
            if line.startswith("Collecting "):
                count += 1
                show(f"  {min(count, total)} of {total}: {line.split()[1].partition('==')[0]}")
            elif line.startswith("Installing collected"):
                show("  unpacking")
    show("")
    return pip.returncode, lines


def show(text: str) -> None:
    """Write over the line before, on a terminal only."""
    if sys.stdout.isatty():
        print(f"\r{text:<60}", end="\r" if not text else "", flush=True)


def explain(lines: list[str]) -> str:
    """Say in a sentence why the packages could not be installed."""
    said = "\n".join(lines)
    errors = [line for line in lines if line.startswith("ERROR")] or lines[-8:]
    tail = "\n".join("  " + line for line in errors)
    if "No space left" in said:
        return f"The disk is full: the packages need about 1 GB in {ENVIRONMENT}."
    if "DO NOT MATCH THE HASHES" in said:
        return f"A package is not the one this program was tested with; nothing was used.\n{tail}"
    if any(sign in said for sign in NO_NETWORK):
        return (
            "The packages could not be fetched. Set-up needs the network once. Connect and say "
            "it again; or, for a machine that never has network, gather them on a like machine "
            "(same system and Python) with\n"
            "    python3 run.py wheelhouse FOLDER\n"
            "carry FOLDER over, and there say\n"
            "    python3 run.py --find-links FOLDER demo\n"
            f"What was reported:\n{tail}"
        )
    if "No matching distribution found" in said:
        return (
            "A package is not to be had for this system and Python "
            f"{sys.version_info[0]}.{sys.version_info[1]}. The program is made for 64-bit Windows, "
            f"macOS and Linux (glibc 2.34 or later) with Python 3.11 to 3.14.\n{tail}"
        )
    return f"The packages could not be installed:\n{tail}"


def link_project(python: str) -> None:
    """Let the environment see the program where it stands in this folder."""
    ask = "import sysconfig; print(sysconfig.get_path('purelib'))"
    answer = subprocess.run([python, "-c", ask], stdout=subprocess.PIPE, text=True, check=True)
    Path(answer.stdout.strip(), "iwtlink.pth").write_text(path_line(str(ROOT)), encoding="ascii")


def path_line(place: str) -> str:
    """Give the line of a ``.pth`` file for a folder.

    Python before 3.13 reads such files in the system's code page, which may lack the letters of
    a user's name: those go in escaped.
    """
    return place + "\n" if place.isascii() else f"import sys; sys.path.append({place!a})\n"


def gather(python: str, folder: str) -> int:
    """Download the packages for this system and this Python into a folder."""
    options = [*pip_options(""), "--quiet", "-d", folder]
    code = run([python, "-m", "pip", "download", *options, "-r", str(SETS["test"])])
    if not code:
        print(f"Carry {folder} over and say: python3 run.py --find-links {folder} demo")
    return code


# --- Qt's system libraries -------------------------------------------------------------------


def libraries_for(
    arguments: list[str], environment: os._Environ[str] | dict[str, str], system: str
) -> dict[str, str]:
    """Give the libraries the command needs; none where it draws nothing or Qt brings them."""
    word = arguments[0] if arguments else ""
    opens_window = word in ("", "demo") or word.endswith(".iwt")
    opens_window = opens_window and "--no-window" not in arguments
    draws = word in DRAWING_COMMANDS and "--no-picture" not in arguments
    draws = draws and not arguments[-1].endswith(".svg")
    if system != "linux" or not (opens_window or draws):
        return {}
    if draws:
        return DRAWING
    if environment.get("QT_QPA_PLATFORM", "xcb") not in ("xcb", "wayland"):
        return DRAWING
    if not environment.get("DISPLAY") and not environment.get("WAYLAND_DISPLAY"):
        raise Stop(
            "There is no screen here (DISPLAY is not set), so no window can open. The set-up is "
            "complete; without a window say: python3 run.py demo --no-window"
        )
    return {**DRAWING, **WINDOW}


def missing(libraries: dict[str, str]) -> list[str]:
    """Give the Debian packages of the libraries this system cannot load."""
    return [package for name, package in libraries.items() if not can_load(name)]


def can_load(name: str) -> bool:
    """Tell whether the system's loader finds a library."""
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def provide_libraries(libraries: dict[str, str]) -> None:
    """Find Qt's libraries missing before Qt does, and install them where that is ours to do."""
    packages = missing(libraries)
    if packages:
        provide_packages(packages, "System libraries that Qt needs are missing.")
    if missing(libraries):
        raise Stop("Still missing after the installation: " + " ".join(missing(libraries)))


def provide_packages(packages: list[str], reason: str) -> None:
    """Install Debian packages when run as root on Debian; else say the line to type."""
    line = "apt-get install --no-install-recommends -y " + " ".join(packages)
    has_apt = shutil.which("apt-get") is not None
    if not has_apt:
        raise Stop(f"{reason} On Debian and Ubuntu they are: {' '.join(packages)}")
    if os.geteuid() != 0:
        raise Stop(f"{reason} Type this line, then start again:\n    sudo {line}")
    print(f"{reason} Installing: {' '.join(packages)}", flush=True)
    apt_get(["update", "-q"])
    if apt_get(line.split()[1:]):
        raise Stop(f"{reason} They could not be installed. Try:\n    apt-get update && {line}")


def apt_get(arguments: list[str]) -> int:
    """Run apt-get without a word and without a question; give its exit code."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    command = ["apt-get", *arguments]
    done = subprocess.run(command, capture_output=True, check=False, env=environment)
    return done.returncode


# --- running ---------------------------------------------------------------------------------


def check(python: str) -> int:
    """Check style, types and import rules; give 0 when all hold."""
    lint_imports = str(programs(ENVIRONMENT) / "lint-imports")
    rounds = {
        "style": [python, "-m", "ruff", "check", "."],
        "layout": [python, "-m", "ruff", "format", "--check", "."],
        "types": [python, "-m", "mypy"],
        "imports": [lint_imports],
    }
    failed = []
    for name, command in rounds.items():
        print(f"== {name}", flush=True)
        if run(command, cwd=ROOT):
            failed.append(name)
    print("checks failed: " + ", ".join(failed) if failed else "all checks passed", flush=True)
    return 1 if failed else 0


def run(command: list[str], cwd: Path | None = None) -> int:
    """Run a program to its end; give its exit code."""
    return subprocess.call(command, cwd=str(cwd) if cwd else None)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
