"""The cleaning steps a mapping can name: each turns a list of values into the next.

Steps never guess: what a step cannot read it leaves, drops or reports, as the mapping says.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping

from iwtlink.i18n import tr
from iwtlink.intake.mapping.expressions import Report, Step
from iwtlink.intake.mapping.patterns import read_pattern, search
from iwtlink.ontology import ValueProblem
from iwtlink.ontology import yaml_lines as lines
from iwtlink.ontology.dates import PartialDate
from iwtlink.ontology.yaml_lines import Spot

Tables = Mapping[str, Mapping[str, str]]
"""Look-up tables of a mapping: by name, folded variant to the good spelling."""

_MOST_REPLACEMENT = 200
_PLAIN_NUMBER = re.compile(r"-?\d+(?:[.,]\d+)*")


def fold_cell(text: str) -> str:
    """Gives the form in which cells are compared: no case, single spaces, marks composed."""
    return unicodedata.normalize("NFC", " ".join(text.split())).casefold()


def parse_steps(spot: Spot, tables: Tables) -> tuple[Step, ...]:
    """Reads the list of steps under ``steps:``; raises with file and line."""
    return tuple(_parse_step(item, tables) for item in lines.items(spot))


def _parse_step(spot: Spot, tables: Tables) -> Step:
    if lines.is_scalar(spot):
        name, argument = lines.text(spot), spot
    else:
        (name, _, argument), *more = list(lines.entries(spot))
        if more:
            raise spot.wrong(tr("One step at a time: put each under its own dash."))
    if name in _BARE:
        return _BARE[name]
    if name not in _WITH_ARGUMENT:
        known = ", ".join(sorted((*_BARE, *_WITH_ARGUMENT)))
        raise spot.wrong(tr("Unknown step “{name}”; known are {known}.", name=name, known=known))
    if argument is spot:
        raise spot.wrong(tr("The step “{name}” needs something after its colon.", name=name))
    return _WITH_ARGUMENT[name](argument, tables)


def _all(change: Callable[[list[str]], list[str]]) -> Step:
    def step(values: list[str], _report: Report) -> list[str]:
        return change(values)

    return step


def _each(change: Callable[[str], str]) -> Step:
    return _all(lambda values: [change(value) for value in values])


def _split(spot: Spot, _tables: Tables) -> Step:
    """Parts a cell at any of the given separators; blanks around the parts go."""
    given = [spot] if lines.is_scalar(spot) else lines.items(spot)
    separators = [found for item in given if (found := _with_blanks(item))]
    if not separators:
        raise spot.wrong(tr("A separator is missing."))
    cut = re.compile("|".join(re.escape(s) for s in sorted(separators, key=len, reverse=True)))
    return _all(
        lambda values: [
            part.strip() for value in values for part in cut.split(value) if part.strip()
        ]
    )


def _with_blanks(spot: Spot) -> str:
    """A scalar as it stands, blanks at its ends included: {replace: {_: " "}}."""
    lines.text(spot)
    return str(spot.node.value)


def _replace(spot: Spot, _tables: Tables) -> Step:
    pairs = [(name, _with_blanks(value)) for name, _, value in lines.entries(spot)]
    if any(len(new) > _MOST_REPLACEMENT for _, new in pairs):
        raise spot.wrong(tr("A replacement has at most {most} characters.", most=_MOST_REPLACEMENT))

    def change(value: str) -> str:
        for old, new in pairs:
            value = value.replace(old, new)
        return value.strip()

    return _each(change)


def _table(spot: Spot, tables: Tables) -> Step:
    """Looks the whole value up; ``otherwise: keep`` (usual), ``drop`` or ``problem``."""
    otherwise = "keep"
    name_spot = spot
    if not lines.is_scalar(spot):
        found = lines.fields(spot, ("name", "otherwise"), ("name",))
        name_spot = found["name"]
        otherwise = lines.text(found["otherwise"]) if "otherwise" in found else "keep"
    if otherwise not in ("keep", "drop", "problem"):
        raise spot.wrong(tr("“otherwise” is keep, drop or problem, not “{word}”.", word=otherwise))
    name = lines.text(name_spot)
    if name not in tables:
        raise name_spot.wrong(tr("There is no table “{name}” in this mapping.", name=name))
    table = tables[name]

    def look_up(values: list[str], report: Report) -> list[str]:
        result: list[str] = []
        for value in values:
            good = table.get(fold_cell(value))
            if good is not None:
                result.append(good)
            elif otherwise == "keep":
                result.append(value)
            elif otherwise == "problem":
                report(tr("“{value}” is not in the table “{name}”.", value=value, name=name))
        return result

    return look_up


def _extract(spot: Spot, _tables: Tables) -> Step:
    """Takes the first group of a pattern (or all it matches); no match gives nothing."""
    pattern = read_pattern(spot)

    def take(value: str) -> str:
        match = search(pattern, value)
        if not match:
            return ""
        return str((match[1] if match.re.groups else match[0]) or "").strip()

    return _each(take)


def _only(spot: Spot, _tables: Tables) -> Step:
    """Keeps the values a pattern is found in."""
    pattern = read_pattern(spot)
    return _all(lambda values: [value for value in values if search(pattern, value)])


def _drop(spot: Spot, _tables: Tables) -> Step:
    unwanted = {fold_cell(word) for word in lines.texts(spot)}
    return _all(lambda values: [v for v in values if fold_cell(v) not in unwanted])


def _default(spot: Spot, _tables: Tables) -> Step:
    word = lines.text(spot)
    return _all(lambda values: [v for v in values if v] or [word])


def _strip(spot: Spot, _tables: Tables) -> Step:
    characters = lines.text(spot)
    return _each(lambda value: value.strip(characters).strip())


def _take(spot: Spot, _tables: Tables) -> Step:
    """Keeps the first or the last value, or the one of that number (from 1)."""
    word = lines.text(spot)
    if word == "first":
        return _all(lambda values: values[:1])
    if word == "last":
        return _all(lambda values: values[-1:])
    at = lines.whole_number(spot)
    return _all(lambda values: values[at - 1 : at])


def _prefix(spot: Spot, _tables: Tables) -> Step:
    word = lines.text(spot)
    return _each(lambda value: f"{word} {value}" if value else "")


def _join(spot: Spot, _tables: Tables) -> Step:
    between = lines.text(spot)
    glue = between if between in ("", "-", "/") else f"{between.rstrip()} "
    return _all(lambda values: [glue.join(v for v in values if v)])


def _date(values: list[str], report: Report) -> list[str]:
    """Gives dates as ISO text, partial where the cell is (2015-03), days before months."""
    result: list[str] = []
    for value in values:
        try:
            result.append(PartialDate.parse(value).text)
        except ValueProblem as problem:
            report(str(problem))
    return result


def _inexact(values: list[str]) -> list[str]:
    """Gives the cell as stated where it is not one plain number, else nothing."""
    return [value for value in values if not _PLAIN_NUMBER.fullmatch(value.strip())]


def _once(values: list[str]) -> list[str]:
    """Gives each value once, spellings that differ in case or spaces counting as one."""
    kept: dict[str, str] = {}
    for value in values:
        kept.setdefault(fold_cell(value), value)
    return list(kept.values())


_BARE: Mapping[str, Step] = {
    "lower": _each(str.lower),
    "upper": _each(str.upper),
    "title": _each(str.title),
    "capital": _each(lambda value: value[:1].upper() + value[1:]),
    "date": _date,
    "inexact": _all(_inexact),
    "once": _all(_once),
}
_WITH_ARGUMENT: Mapping[str, Callable[[Spot, Tables], Step]] = {
    "split": _split,
    "replace": _replace,
    "table": _table,
    "extract": _extract,
    "only": _only,
    "drop": _drop,
    "default": _default,
    "strip": _strip,
    "take": _take,
    "join": _join,
    "prefix": _prefix,
}
