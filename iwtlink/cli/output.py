"""How results are printed: for people as lines and tables, for programs as one JSON object."""

from __future__ import annotations

import dataclasses
import io
import json
import math
import os
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from enum import Enum
from pathlib import Path
from typing import Annotated, Any

import typer

from iwtlink.errors import Progress, no_progress

JsonOption = Annotated[
    bool, typer.Option("--json", help="Print one JSON object for another program.")
]


class Printer:
    """Prints what a command found; knows whether a person or a program reads it."""

    def __init__(self) -> None:
        self.is_json = False

    def show(self, result: object, lines: Callable[[], Sequence[str]]) -> None:
        """Print a result: as JSON where asked, else the lines made for a person."""
        if self.is_json:
            typer.echo(_json(plain(result), indent=2))
        else:
            for line in lines():
                typer.echo(visible(line))

    def fail(self, sentence: str) -> None:
        """Print why nothing came of it."""
        if self.is_json:
            typer.echo(_json({"error": sentence}))
        typer.echo(visible(sentence), err=True)


printer = Printer()


def prepare_streams() -> None:
    """Let every script be printed, whatever encoding the terminal or the pipe has."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            is_windows_pipe = os.name == "nt" and not stream.isatty()
            encoding = "utf-8" if is_windows_pipe else stream.encoding
            stream.reconfigure(encoding=encoding, errors="backslashreplace")


def visible(text: str) -> str:
    """Give a text on one line, without what would command a terminal or turn its words round."""
    return _UNSEEN.sub(" ", text)


_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]+")
"""Controls, line ends and the marks that override the direction of writing."""


def _json(value: Any, indent: int | None = None) -> str:
    is_unicode = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
    return json.dumps(value, ensure_ascii=not is_unicode, indent=indent)


def plain(value: object) -> Any:
    """Give a value as JSON knows it; not-a-number becomes null."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        names = [field.name for field in dataclasses.fields(value)]
        return {name: plain(getattr(value, name)) for name in names}
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [plain(item) for item in value]
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, Enum):
        return plain(value.value)
    if isinstance(value, Path):
        return str(value)
    return value


def table(headings: Sequence[str], rows: Sequence[Sequence[object]]) -> list[str]:
    """Lay rows out in columns under their headings; numbers stand at the right."""
    from rich.cells import cell_len, set_cell_size

    texts = [[_text(cell) for cell in row] for row in rows]
    widths = [
        max(cell_len(heading), *(cell_len(row[k]) for row in texts), 0)
        for k, heading in enumerate(headings)
    ]
    is_number = [
        bool(rows) and all(isinstance(row[k], (int, float)) or row[k] is None for row in rows)
        for k in range(len(headings))
    ]

    def line(cells: Sequence[str]) -> str:
        padded = [
            " " * (width - cell_len(cell)) + cell if right else set_cell_size(cell, width)
            for cell, width, right in zip(cells, widths, is_number, strict=True)
        ]
        return "  ".join(padded).rstrip()

    return [line(headings), line(["-" * width for width in widths]), *map(line, texts)]


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float):
        return f"{cell:.4f}".rstrip("0").rstrip(".")
    return visible(str(cell))


@contextmanager
def progress_shown() -> Iterator[Progress]:
    """Show how far long work is on the terminal; stay silent where there is none."""
    if not sys.stderr.isatty():
        yield no_progress
        return
    from rich.console import Console
    from rich.progress import Progress as Bar

    with Bar(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=1.0)

        def show(fraction: float, sentence: str) -> None:
            bar.update(task, completed=fraction, description=sentence)

        yield show
