"""Where a command gets a passphrase: a file, the environment, or the person at the keyboard.

Never from the command's own words: every user of the computer can read those.
"""

from __future__ import annotations

import functools
import inspect
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, get_type_hints

import typer

from iwtlink.errors import BadInput, PassphraseNeeded
from iwtlink.i18n import tr

VARIABLE = "IWTLINK_PASSPHRASE"
NEW_VARIABLE = "IWTLINK_NEW_PASSPHRASE"
_OPTION = "passphrase_file"
_LONGEST = 10_000
"""Bytes of a passphrase file that are looked at; a longer one is some other file."""

_PassphraseFile = Annotated[
    Path | None,
    typer.Option("--passphrase-file", help="A text file whose first line is the passphrase."),
]


class Passphrases:
    """Knows the file named on the command line; asks where nothing was given."""

    def __init__(self) -> None:
        self.file: Path | None = None

    def given(self) -> str:
        """Give the passphrase that came with the command; empty where none did."""
        if self.file is not None:
            return read_passphrase(self.file)
        return os.environ.get(VARIABLE, "")

    def asked(self, question: str, *, twice: bool = False) -> str:
        """Ask the person at the keyboard, unseen; raise ``PassphraseNeeded`` where there is none.

        What is typed may be empty, which is no passphrase.
        """
        if not sys.stdin.isatty():
            raise PassphraseNeeded(
                tr(
                    "A passphrase is needed. Run the command in a terminal, name a file with "
                    "--passphrase-file, or set {variable}.",
                    variable=VARIABLE,
                )
            )
        again: bool | str = tr("Once more") if twice else False
        return str(
            typer.prompt(
                question,
                default="",
                show_default=False,
                hide_input=True,
                confirmation_prompt=again,
                err=True,
            )
        )


passphrases = Passphrases()


def asked_new(file: Path) -> str:
    """Ask for a new passphrase, twice; say what to do where nobody can be asked."""
    if not sys.stdin.isatty():
        raise PassphraseNeeded(
            tr(
                "The new passphrase is missing. Run the command in a terminal, name a file with "
                "--new-passphrase-file, or set {variable}.",
                variable=NEW_VARIABLE,
            )
        )
    return passphrases.asked(tr("New passphrase of {file}", file=file.name), twice=True)


def forgetting_is_final() -> str:
    """Say what everyone must know before he encrypts."""
    return tr(
        "A forgotten passphrase is final: nobody can open the database again, and nobody can "
        "help. Keep it written down in a safe place."
    )


def read_passphrase(path: Path) -> str:
    """Read the first line of a file, without its end."""
    try:
        with path.open("rb") as stream:
            start, end, _ = stream.read(_LONGEST + 1).partition(b"\n")
            if not end and len(start) > _LONGEST:
                raise BadInput(tr("The first line of {file} is too long.", file=path))
            line = start.decode("utf-8-sig").rstrip("\r")
    except OSError as error:
        raise BadInput(
            tr("Cannot read {file}: {why}.", file=path, why=error.strerror or error)
        ) from error
    except UnicodeDecodeError as error:
        raise BadInput(tr("{file} is not text in UTF-8.", file=path)) from error
    if not line:
        raise BadInput(tr("The first line of {file} holds no passphrase.", file=path))
    return line


def accept_passphrase_file(app: typer.Typer, *, but: tuple[str, ...] = ()) -> None:
    """Let every command that takes a database take ``--passphrase-file`` too."""
    for command in app.registered_commands:
        callback = command.callback
        if callback is None or callback.__name__ in but:
            continue
        if "file" in inspect.signature(callback).parameters:
            command.callback = _with_passphrase_file(callback)


def _with_passphrase_file(command: Callable[..., Any]) -> Callable[..., Any]:
    hints = {**get_type_hints(command, include_extras=True), _OPTION: _PassphraseFile}
    known = inspect.signature(command).parameters.values()
    keyword = inspect.Parameter.KEYWORD_ONLY
    parameters = [p.replace(kind=keyword, annotation=hints[p.name]) for p in known]
    option = inspect.Parameter(_OPTION, keyword, default=None, annotation=_PassphraseFile)

    @functools.wraps(command)
    def with_passphrase(**given: Any) -> Any:
        passphrases.file = given.pop(_OPTION)
        return command(**given)

    with_passphrase.__dict__["__signature__"] = inspect.Signature([*parameters, option])
    with_passphrase.__annotations__ = hints
    return with_passphrase
