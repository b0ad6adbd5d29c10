"""The commands by name, and what happens when one fails."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from iwtlink import __version__
from iwtlink.cli import (
    charts,
    databases,
    exchanging,
    history,
    keeping,
    making,
    matching,
    merging,
    naming,
    quality,
    reading,
    safety,
    searching,
    selftest,
    sources,
)
from iwtlink.cli.output import prepare_streams, printer
from iwtlink.cli.passphrases import accept_passphrase_file
from iwtlink.cli.qt import open_window
from iwtlink.errors import BadInput, Cancelled, IwtlinkError
from iwtlink.i18n import tr
from iwtlink.log import set_up_log
from iwtlink.operations.own_files import own_file_problems

_log = logging.getLogger("iwtlink.cli")

app = typer.Typer(
    name="iwtlink",
    help="Link analysis for those who map wildlife-trafficking networks.",
    no_args_is_help=False,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
for room in (
    databases,
    exchanging,
    history,
    keeping,
    reading,
    searching,
    making,
    charts,
    matching,
    merging,
    naming,
    quality,
    safety,
    selftest,
    sources,
):
    room.add_to(app)


@app.callback(invoke_without_command=True)
def start(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Say the version and stop.")] = False,
) -> None:
    """Open the window, unless a command is given."""
    if version:
        typer.echo(f"iwtlink {__version__}")
        raise typer.Exit
    for problem in own_file_problems():
        typer.echo(problem, err=True)
    if context.invoked_subcommand is None:
        open_window(None)


@app.command()
def window(
    file: Annotated[
        Path | None, typer.Argument(help="The database to open, or an exchange file to read.")
    ] = None,
) -> None:
    """Open the window, with a database if one is named."""
    open_window(file)


accept_passphrase_file(app, but=("demo", "window"))


def main() -> None:
    """Run the command line; exit code 1 with one sentence where something cannot be done."""
    prepare_streams()
    printer.is_json = "--json" in sys.argv
    try:
        _log_if_possible()
        _refuse_broken_words(sys.argv[1:])
        app()
    except Cancelled:
        _fail(tr("Stopped; nothing was changed."))
    except IwtlinkError as error:
        _fail(str(error))
    except KeyboardInterrupt:
        _fail(tr("Stopped; nothing was changed."))
    except MemoryError:
        _fail(tr("This needs more memory than the computer has; nothing was changed."))
    except BrokenPipeError:
        # who read our output has gone; the flush at the end must not complain of it
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        sys.exit(1)
    except OSError as error:
        _fail(
            tr(
                "{file} cannot be used: {why}.",
                file=error.filename or tr("A file"),
                why=error.strerror or error,
            )
        )
    except Exception as error:  # noqa: BLE001 the edge: our own bug, shown and logged
        _log.error("command failed", exc_info=error)
        _fail(
            tr(
                "Something went wrong in iwtlink itself ({kind}: {words}). "
                "The details are in the log.",
                kind=type(error).__name__,
                words=str(error).partition("\n")[0],
            )
        )


def _log_if_possible() -> None:
    """Where no log can be written the work is done without one."""
    try:
        set_up_log()
    except OSError:
        logging.getLogger().addHandler(logging.NullHandler())


def _refuse_broken_words(words: Sequence[str]) -> None:
    for word in words:
        if any("\ud800" <= letter <= "\udfff" for letter in word):
            raise BadInput(
                tr("“{word}” is not text in UTF-8.", word=word.encode(errors="replace").decode())
            )


def _fail(sentence: str) -> None:
    printer.fail(sentence)
    sys.exit(1)
