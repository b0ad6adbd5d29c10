"""What can go wrong, in words fit for the person at the keyboard.

Everything an analyst may meet is an ``IwtlinkError``: its text is a whole, translated
sentence that says what happened and what to do. Anything else is our own bug.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

Progress = Callable[[float, str], None]
"""Told how far a long piece of work is: fraction done (0 to 1) and a sentence.

It may raise ``Cancelled``, which ends the work and leaves nothing half done.
"""


def no_progress(fraction: float, sentence: str) -> None:
    """Ignore progress: for callers that do not show it."""


class IwtlinkError(Exception):
    """An error whose text can be shown to the user as it stands."""


class BadInput(IwtlinkError):
    """A file or a word given to us cannot be used; the text says which and why."""


class BadDatabase(IwtlinkError):
    """A database is damaged, newer than this program, or not ours at all."""


class DamagedDatabase(BadDatabase):
    """A database cannot be read any more, or only in part; a backup may help."""


class DatabaseInUse(BadDatabase):
    """Someone else is writing to this database; the text says who and since when."""


class PassphraseNeeded(BadDatabase):
    """A database is encrypted and no passphrase was given."""


class WrongPassphrase(BadDatabase):
    """The passphrase given does not open the database, or the file's first page is damaged."""


class Refused(IwtlinkError):
    """A rule forbids what was asked; the text says which."""


class Closed(Refused):
    """The database was closed meanwhile: what still runs for it has nothing more to do."""


class Cancelled(IwtlinkError):
    """The user stopped a long piece of work."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One bad cell, row or file: a result to report, not an exception.

    ``row`` counts from 1 as a spreadsheet does (the header is row 1); 0 when the whole
    file or sheet is meant.
    """

    message: str
    file: str = ""
    sheet: str = ""
    row: int = 0
    column: str = ""

    def __str__(self) -> str:
        place = " › ".join(part for part in (self.file, self.sheet) if part)
        cell = ", ".join(
            part for part in (f"row {self.row}" if self.row else "", self.column) if part
        )
        where = " › ".join(part for part in (place, cell) if part)
        return f"{where}: {self.message}" if where else self.message
