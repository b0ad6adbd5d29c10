"""The patterns a mapping holds: read with file and line, and searched for with a time limit.

A pattern such as ``(x+x+)+y`` takes longer than the age of the universe on some cells. Python's
own ``re`` cannot be stopped, and holds up the whole program; ``regex`` gives up in time.
"""

from __future__ import annotations

import regex

from iwtlink.errors import BadInput
from iwtlink.i18n import tr
from iwtlink.ontology import yaml_lines as lines
from iwtlink.ontology.yaml_lines import Spot

MOST_SECONDS = 2.0
"""Longer than any sound pattern takes on the longest cell."""


def read_pattern(spot: Spot | None) -> str:
    """Gives a pattern, "" where there is none; raises with file and line where it is wrong."""
    pattern = lines.text(spot) if spot is not None else ""
    try:
        regex.compile(pattern, regex.IGNORECASE)
    except (regex.error, OverflowError) as error:
        assert spot is not None
        raise spot.wrong(tr("Not a pattern: {reason}.", reason=error)) from None
    return pattern


def group_names(pattern: str) -> tuple[str, ...]:
    """Gives the names of a pattern's groups."""
    return tuple(regex.compile(pattern, regex.IGNORECASE).groupindex)


def search(pattern: str, text: str) -> regex.Match[str] | None:
    """Finds a pattern in a text, capitals or not; raises BadInput where it takes too long."""
    try:
        return regex.search(pattern, text, regex.IGNORECASE, timeout=MOST_SECONDS)
    except TimeoutError:
        raise _too_slow(pattern) from None


def fullmatch(pattern: str, text: str) -> regex.Match[str] | None:
    """Fits a pattern to a whole text; see ``search``."""
    try:
        return regex.fullmatch(pattern, text, regex.IGNORECASE, timeout=MOST_SECONDS)
    except TimeoutError:
        raise _too_slow(pattern) from None


def _too_slow(pattern: str) -> BadInput:
    return BadInput(
        tr("The mapping's pattern “{pattern}” takes too long: write it simpler.", pattern=pattern)
    )
