"""What a cleaning step is: its name, how it is made from the mapping, and what is told of it."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from iwtlink.i18n import tr
from iwtlink.intake.mapping.expressions import Report, Step
from iwtlink.ontology import ValueProblem
from iwtlink.ontology import yaml_lines as lines
from iwtlink.ontology.yaml_lines import Spot

Tables = Mapping[str, Mapping[str, str]]
"""Look-up tables of a mapping: by name, folded variant to the good spelling."""

Otherwise = Literal["keep", "drop", "problem"]
"""What becomes of a value that a step cannot read."""

_OTHERWISE: Mapping[str, Otherwise] = {"keep": "keep", "drop": "drop", "problem": "problem"}


@dataclass(frozen=True, slots=True)
class Declared:
    """One step as a mapping names it.

    ``alone`` is the step without anything after its name, ``made`` makes it from what stands
    after the colon. ``example`` on ``cell`` gives ``gives`` (several parted by `` | ``), and
    ``words`` says what it does, in the user's language.
    """

    name: str
    example: str
    cell: str
    gives: str
    words: Callable[[], str]
    alone: Step | None = None
    made: Callable[[Spot, Tables], Step] | None = None


def fold_cell(text: str) -> str:
    """Gives the form in which cells are compared: no case, single spaces, marks composed."""
    return unicodedata.normalize("NFC", " ".join(text.split())).casefold()


def on_all(change: Callable[[list[str]], list[str]]) -> Step:
    """Gives the step that changes the whole list of values."""

    def step(values: list[str], _report: Report) -> list[str]:
        return change(values)

    return step


def on_each(change: Callable[[str], str]) -> Step:
    """Gives the step that changes each value by itself."""
    return on_all(lambda values: [change(value) for value in values])


def reading(read: Callable[[str], str], otherwise: Otherwise = "problem") -> Step:
    """Gives the step that reads each value; what raises ``ValueProblem`` goes ``otherwise``."""

    def step(values: list[str], report: Report) -> list[str]:
        result: list[str] = []
        for value in values:
            try:
                result.append(read(value))
            except ValueProblem as problem:
                if otherwise == "keep":
                    result.append(value)
                elif otherwise == "problem":
                    report(str(problem))
        return result

    return step


def otherwise_of(found: Mapping[str, Spot], usual: Otherwise) -> Otherwise:
    """Reads ``otherwise:``, which is keep, drop or problem."""
    if "otherwise" not in found:
        return usual
    word = lines.text(found["otherwise"])
    if word not in _OTHERWISE:
        raise found["otherwise"].wrong(
            tr("“otherwise” is keep, drop or problem, not “{word}”.", word=word)
        )
    return _OTHERWISE[word]


def with_blanks(spot: Spot) -> str:
    """A scalar as it stands, blanks at its ends included: {replace: {_: " "}}."""
    lines.text(spot)
    return str(spot.node.value)


def choice(found: Mapping[str, Spot], name: str, allowed: tuple[str, ...], usual: str) -> str:
    """Reads a word that must be one of a few; raises with file and line."""
    if name not in found:
        return usual
    word = lines.text(found[name])
    if word not in allowed:
        raise found[name].wrong(
            tr("“{word}” is none of {allowed}.", word=word, allowed=", ".join(allowed))
        )
    return word
