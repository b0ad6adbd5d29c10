"""How a mapping says where a value comes from: a template of columns, then cleaning steps.

A template is text with column names in braces: ``{lat},{lon}``. It gives nothing where one of
its columns is empty; a question mark (``{lon?}``) marks a column that may be. Steps turn the
list of values that came so far into the next: see ``cleaning``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from iwtlink.i18n import tr
from iwtlink.intake.sheet import fold_header
from iwtlink.ontology import yaml_lines as lines
from iwtlink.ontology.yaml_lines import Spot

Scope = Mapping[str, str]
"""Cells of one row by folded column name, with what ``let``, ``spread`` and ``each`` add."""

Report = Callable[[str], None]
"""Takes the sentence of a problem found in a value."""

Step = Callable[[list[str], Report], list[str]]

MOST_CHARACTERS = 1_000_000
"""What the steps of a mapping may make of one cell: thirty times what Excel holds in one."""

_PLACE = re.compile(r"\{([^{}]*)\}|[{}]")
_SPACES = re.compile(r"[ \t\r\f\v]+")


@dataclass(frozen=True, slots=True)
class Template:
    """Text with places for columns. ``parts`` alternate text and (folded name, may be empty)."""

    parts: tuple[str | tuple[str, bool], ...]
    columns: tuple[str, ...]

    def fill(self, scope: Scope) -> str:
        """Gives the text for one row, or "" where a column it needs is empty."""
        found: list[str] = []
        for part in self.parts:
            if isinstance(part, str):
                found.append(part)
                continue
            name, may_be_empty = part
            cell = scope.get(name, "")
            if not cell and not may_be_empty:
                return ""
            found.append(cell)
        return found[0] if len(found) == 1 else _SPACES.sub(" ", "".join(found)).strip()


@dataclass(frozen=True, slots=True)
class Expression:
    """A template and its steps; ``unit`` and ``kind`` belong to the value that comes out.

    ``more`` templates each add a value before the steps, as for columns that are joined.
    """

    template: Template
    steps: tuple[Step, ...]
    spot: Spot
    unit: Template | None = None
    kind: str = ""
    held: Template | None = None
    more: tuple[Template, ...] = ()

    @property
    def templates(self) -> tuple[Template, ...]:
        """Every template that gives a value."""
        return (self.template, *self.more)

    @property
    def column(self) -> str:
        """The column a problem is reported under, as written in the mapping."""
        return next((name for one in self.templates for name in one.columns), "")

    def values(self, scope: Scope, report: Report) -> list[str]:
        """Gives every value of this expression for one row; [] where there is none."""
        values = [text for one in self.templates if (text := one.fill(scope))]
        for step in self.steps:
            values = step(values, report)
            if sum(map(len, values)) > MOST_CHARACTERS:
                report(tr("The cell is too long for the steps of the mapping."))
                return []
        return [value for value in values if value]

    def value(self, scope: Scope, report: Report) -> str:
        """Gives the first value, or ""."""
        if not self.steps and not self.more:
            return self.template.fill(scope)
        return next(iter(self.values(scope, report)), "")


def parse_template(spot: Spot) -> Template:
    """Reads a template; raises with file and line where a brace is left over."""
    text = lines.text(spot)
    parts: list[str | tuple[str, bool]] = []
    columns: list[str] = []
    for piece, name in _pieces(text):
        if name is None:
            if piece in ("{", "}"):
                raise spot.wrong(tr("A brace is left over in “{template}”.", template=text))
            parts.append(piece)
            continue
        is_optional = name.endswith("?")
        name = name.removesuffix("?")
        if not name.strip():
            raise spot.wrong(tr("Empty braces in “{template}”.", template=text))
        columns.append(" ".join(name.split()))
        parts.append((fold_header(name), is_optional))
    return Template(tuple(parts), tuple(columns))


def _pieces(text: str) -> Iterator[tuple[str, str | None]]:
    at = 0
    for match in _PLACE.finditer(text):
        if match.start() > at:
            yield text[at : match.start()], None
        yield match.group(), match.group(1)
        at = match.end()
    if at < len(text):
        yield text[at:], None


def missing_columns(templates: Sequence[Template], known: set[str]) -> list[str]:
    """Gives the columns that templates name and nobody provides, in order, once each."""
    found = {
        name: None
        for template in templates
        for name in template.columns
        if fold_header(name) not in known
    }
    return list(found)
