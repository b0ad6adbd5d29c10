"""The log: what the program did and where it failed, never what is in a database.

A log may be mailed to whoever mends the program. So it holds sentences fixed in the code,
numbers, exception types and places in the code; words that come from data, file names, the
messages of exceptions and the user's folders stay out. The policy is kept by the formatter,
whoever writes: a text argument shows as ``…`` unless the code says it is its own ``Word``.
"""

from __future__ import annotations

import logging
import platform
import time
import traceback
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from logging.handlers import RotatingFileHandler
from pathlib import Path, PurePath

from iwtlink import __version__
from iwtlink.paths import log_dir

LOG_BYTES = 1_000_000
LOGS_KEPT = 5
_HARMLESS = (int, float, bool, type(None), type, timedelta)
_LANDMARKS = ("iwtlink", "site-packages", "tests")


class Word(str):
    """A word of the code, such as the kind of an event: it may stand in the log."""

    __slots__ = ()


class _Hidden:
    """Stands in the log for a value."""

    def __repr__(self) -> str:
        return "…"


class PlainFormatter(logging.Formatter):
    """Writes a record without the values it was given."""

    converter = staticmethod(time.gmtime)
    default_msec_format = "%s.%03dZ"

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        """Give the line, and below it where an exception came from."""
        plain = logging.makeLogRecord(record.__dict__)
        plain.args, plain.msg = (), _message(record)
        plain.exc_info, plain.exc_text, plain.stack_info = None, None, None
        error = record.exc_info[1] if record.exc_info else None
        line = super().format(plain)
        return f"{line}\n{trace_without_values(error)}" if error else line


def set_up_log(level: int = logging.INFO) -> Path:
    """Send what is logged to the rotating file, once; give its path."""
    path = log_dir() / "iwtlink.log"
    logging.raiseExceptions = False  # a full disk does not end in a trace on the terminal
    root = logging.getLogger()
    if not any(_writes_to(handler, path) for handler in root.handlers):
        handler = RotatingFileHandler(
            path, maxBytes=LOG_BYTES, backupCount=LOGS_KEPT, encoding="utf-8", delay=True
        )
        handler.setFormatter(PlainFormatter())
        root.addHandler(handler)
    root.setLevel(level)
    return path


def details(error: BaseException) -> str:
    """Give what to copy into a report of a fault: versions and places, no values."""
    system = f"{platform.system()} {platform.release()} {platform.machine()}"
    versions = f"iwtlink {__version__} · Python {platform.python_version()} · {system}"
    return f"{versions}\n{trace_without_values(error)}"


def trace_without_values(error: BaseException) -> str:
    """Give the types of an exception and its causes and the places in the code, nothing else."""
    return "\n".join(line for link in _chain(error) for line in _lines(link))


def _lines(error: BaseException) -> Iterator[str]:
    yield f"{type(error).__module__}.{type(error).__qualname__}"
    for frame in traceback.extract_tb(error.__traceback__):
        yield f"  {short_place(frame.filename)}:{frame.lineno} in {frame.name}"


def _chain(error: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    link: BaseException | None = error
    while link is not None and id(link) not in seen:
        seen.add(id(link))
        yield link
        link = link.__cause__ or (None if link.__suppress_context__ else link.__context__)


def short_place(filename: str) -> str:
    """Give the path of a code file without the folders above, which may name the user."""
    parts = PurePath(filename.replace("\\", "/")).parts
    starts = [n for n, part in enumerate(parts[:-1]) if part in _LANDMARKS]
    return "/".join(parts[starts[-1] :]) if starts else parts[-1] if parts else ""


def _message(record: logging.LogRecord) -> str:
    if not isinstance(record.msg, str):
        return "…"
    if not record.args:
        return record.msg
    named = isinstance(record.args, Mapping)
    arguments = record.args.values() if isinstance(record.args, Mapping) else record.args
    shown = [_shown(argument) for argument in arguments]
    try:
        return record.msg % (dict(zip(record.args, shown, strict=True)) if named else tuple(shown))
    except (TypeError, ValueError):
        return record.msg


def _shown(argument: object) -> object:
    if isinstance(argument, type):
        return argument.__qualname__
    if isinstance(argument, _HARMLESS) and not isinstance(argument, date):
        return argument
    return str(argument) if isinstance(argument, Word) else _Hidden()


def _writes_to(handler: logging.Handler, path: Path) -> bool:
    return isinstance(handler, RotatingFileHandler) and Path(handler.baseFilename) == path
