"""How far long work in the store is, and stopping it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlcipher3 import dbapi2

from iwtlink.errors import Cancelled, Progress

_OPS = 200_000
"""SQLite's steps between two looks at whether the user wants to stop."""


def part_of(progress: Progress, first: float, last: float) -> Progress:
    """Give the progress of a part of the work, which runs from ``first`` to ``last`` of it."""

    def tell(fraction: float, sentence: str) -> None:
        progress(first + (last - first) * fraction, sentence)

    return tell


@contextmanager
def stoppable(raw: Any, progress: Progress, sentence: str) -> Iterator[None]:
    """Let the user stop a long question to SQLite."""
    with looking_up(raw, lambda: progress(0.5, sentence), _OPS):
        yield


@contextmanager
def looking_up(raw: Any, look: Callable[[], None], every: int) -> Iterator[None]:
    """Call ``look`` after so many of SQLite's steps; what it raises ends the question.

    SQLite in between would swallow it.
    """
    stopped: list[Cancelled] = []

    def step() -> int:
        try:
            look()
        except Cancelled as error:
            stopped.append(error)
            return 1
        return 0

    raw.set_progress_handler(step, every)
    try:
        yield
    except dbapi2.OperationalError:
        if stopped:
            raise stopped[0] from None
        raise
    finally:
        raw.set_progress_handler(None, 0)
