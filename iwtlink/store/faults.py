"""What SQLite complains of, said in a sentence for the user."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2

from iwtlink.errors import BadDatabase, DamagedDatabase, IwtlinkError, Refused
from iwtlink.i18n import tr


@contextmanager
def explained(path: Path, look: Callable[[], None] = lambda: None) -> Iterator[None]:
    """Turn the driver's errors inside the block into our own; others pass unchanged.

    ``look`` may raise a better reason that it sees for itself.
    """
    try:
        yield
    except (DBAPIError, dbapi2.Error) as error:
        look()
        cause = error.orig if isinstance(error, DBAPIError) else None
        raise _explain(cause or error, path) from error


@contextmanager
def exchange_explained(path: Path) -> Iterator[None]:
    """Say in a sentence why a database's file could not be exchanged inside the block."""
    try:
        yield
    except OSError as error:
        raise BadDatabase(
            tr(
                "Another file could not be put in the place of {file} ({why}). "
                "The database is as it was.",
                file=path.name,
                why=error.strerror or error,
            )
        ) from error


def _explain(error: BaseException, path: Path) -> IwtlinkError:
    words = str(error)
    if words.startswith("Could not decode"):  # the driver goes on with the text itself
        return DamagedDatabase(
            tr(
                "{file} is damaged: a text in its column “{column}” is no text any more.",
                file=path.name,
                column=words.partition("column '")[2].partition("'")[0],
            )
        )
    if "full" in words:
        return BadDatabase(tr("The disk is full. Nothing was changed in {file}.", file=path.name))
    if "readonly" in words or "read-only" in words:
        return Refused(tr("{file} can only be read, not changed.", file=path.name))
    if "locked" in words or "busy" in words:
        return BadDatabase(
            tr("{file} is being used by another program. Try again shortly.", file=path.name)
        )
    if "journal.step_id" in words:
        return Refused(tr("Something tried to write outside an edit; nothing was changed."))
    if "FOREIGN KEY" in words:
        return Refused(tr("Something else still depends on this. Remove or undo that first."))
    if any(word in words for word in ("malformed", "not a database", "vtable constructor")):
        return DamagedDatabase(tr("{file} is damaged or not an iwtlink database.", file=path.name))
    if "I/O" in words or "unable to open" in words:
        return BadDatabase(
            tr("{file} cannot be reached. Is the disk or stick still there?", file=path.name)
        )
    return BadDatabase(tr("{file}: the database says “{words}”.", file=path.name, words=words))
