"""The way from a command to the rooms that know Qt."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import typer

from iwtlink.errors import IwtlinkError
from iwtlink.i18n import tr


def open_window(file: Path | None) -> NoReturn:
    """Open the window, with a database if one is named; the program ends when it is closed."""
    with qt_explained():
        from iwtlink.gui.app import run

    raise typer.Exit(run(file))


@contextmanager
def qt_explained() -> Iterator[None]:
    """Say in a sentence why Qt cannot be loaded inside the block, and what to do."""
    try:
        yield
    except ImportError as error:
        raise IwtlinkError(
            tr(
                "Qt cannot be loaded here ({why}). “python3 run.py window” says which system "
                "libraries are missing; SVG charts and --no-picture need no Qt.",
                why=error,
            )
        ) from error
