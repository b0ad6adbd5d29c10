"""Conditional formatting: ordered rules that draw items and lines by what is known of them.

A rule is about entities or links, of some types or all; it may ask a question of one measure
(``measures``), and it changes some of colour, fill, shading, size, width, frame and badge: to a
fixed value, by a table, or on a scale. Rules come in order; where two change the same thing the
later one wins, and what an analyst set on an item by hand wins over all rules.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Literal, get_args

from iwtlink.chart.style import colour_or
from iwtlink.errors import BadInput
from iwtlink.i18n import tr

About = Literal["entities", "links"]
Effect = Literal["colour", "fill", "shading", "size", "width", "frame", "badge"]
Way = Literal["value", "lookup", "scale"]
Question = Literal[
    "is", "is_not", "contains", "over", "under", "at_least", "at_most", "present", "absent"
]
COLOURS: frozenset[Effect] = frozenset(("colour", "fill", "shading", "frame"))
"""Effects whose values are colours; size and width take numbers, a badge a name or words."""
NUMBERS: frozenset[Effect] = frozenset(("size", "width"))
_MOST_SAID = 60
"""Letters of a value that a sentence repeats."""
Worth = str | float
"""A colour, a number or a badge."""


@dataclass(frozen=True, slots=True)
class Test:
    """A question asked of a measure; without one a rule holds for all of its types."""

    __test__ = False

    question: Question
    operands: tuple[Worth, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """What a rule changes, and to what."""

    effect: Effect
    way: Way
    value: Worth = ""
    lookup: Mapping[str, Worth] = field(default_factory=dict)
    """By the measure's value in words."""
    scale: tuple[tuple[float, Worth], ...] = ()
    """At least two points of the measure, rising, with colour or number; between them shades."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of a chart."""

    about: About
    changes: tuple[Change, ...]
    name: str = ""
    """As the legend and the list of rules say it."""
    types: tuple[str, ...] = ()
    measure: str = ""
    """See ``measures``; empty where the rule asks nothing."""
    test: Test | None = None
    is_on: bool = True


def read_rules(data: Iterable[Mapping[str, Any]]) -> tuple[Rule, ...]:
    """Give rules from their data. ``BadInput`` says which rule is wrong, and what."""
    return tuple(_read(number, row) for number, row in enumerate(data, 1))


def known_rules(data: Iterable[Mapping[str, Any]]) -> tuple[Rule, ...]:
    """Give those rules that can be read and are on."""
    return tuple(rule for rule in readable_rules(data) if rule.is_on)


def readable_rules(data: Iterable[Mapping[str, Any]]) -> tuple[Rule, ...]:
    """Give those rules that can be read, on or off: one that cannot spoils no chart."""
    rules: list[Rule] = []
    for row in data:
        try:
            rules += read_rules([row])
        except BadInput:
            continue
    return tuple(rules)


def rule_data(rule: Rule) -> dict[str, Any]:
    """Give a rule as plain data, as ``ChartOptions.rules`` and saved styles keep it."""
    data: dict[str, Any] = {"about": rule.about, "changes": [_change_data(c) for c in rule.changes]}
    for name in ("name", "measure"):
        if getattr(rule, name):
            data[name] = getattr(rule, name)
    if rule.types:
        data["types"] = list(rule.types)
    if rule.test:
        data["test"] = {"question": rule.test.question, "operands": list(rule.test.operands)}
    if not rule.is_on:
        data["is_on"] = False
    return data


def is_told_twice(rule: Rule) -> bool:
    """Say whether a rule that changes a colour also changes something else than a colour."""
    effects = {change.effect for change in rule.changes}
    return not effects & (COLOURS - {"frame"}) or bool(effects - (COLOURS - {"frame"}))


def _change_data(change: Change) -> dict[str, Any]:
    data: dict[str, Any] = {"effect": change.effect, "way": change.way}
    if change.way == "value":
        data["value"] = change.value
    elif change.way == "lookup":
        data["lookup"] = dict(change.lookup)
    else:
        data["scale"] = [list(point) for point in change.scale]
    return data


def _read(number: int, row: Mapping[str, Any]) -> Rule:
    try:
        test = row.get("test")
        rule = Rule(
            about=read_about(row["about"]),
            changes=tuple(_change(part) for part in row["changes"]),
            name=str(row.get("name", "")),
            types=tuple(str(name) for name in row.get("types", ())),
            measure=str(row.get("measure", "")),
            test=read_test(test) if test else None,
            is_on=bool(row.get("is_on", True)),
        )
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as problem:
        raise BadInput(
            tr(
                "Rule {number} of the chart's formatting is not complete: {reason}",
                number=number,
                reason=_reason(problem),
            )
        ) from problem
    if not rule.changes or (rule.test and not rule.measure):
        raise BadInput(
            tr("Rule {number} of the chart's formatting changes nothing.", number=number)
        )
    return rule


class _Unfit(ValueError):
    """A value that does not fit; says so in a sentence."""


def _reason(problem: Exception) -> str:
    if isinstance(problem, KeyError):
        return tr("“{name}” is missing.", name=problem.args[0])
    return str(problem) if isinstance(problem, _Unfit) else tr("It is not written as a rule is.")


def _short(value: object) -> str:
    words = str(value)
    return words if len(words) <= _MOST_SAID else f"{words[:_MOST_SAID]}…"


def read_about(value: object) -> About:
    """Give about what a rule is; ``ValueError`` where that is nothing known."""
    about: About = _one_of(value, About)
    return about


def read_test(data: Mapping[str, Any]) -> Test:
    """Give a question from its data; ``KeyError`` and the like where it is none."""
    operands = data.get("operands", ())
    if isinstance(operands, str):
        raise _Unfit(tr("“{said}” is no list.", said=_short(operands)))
    return Test(_one_of(data["question"], Question), tuple(map(_worth, operands)))


def _change(data: Mapping[str, Any]) -> Change:
    effect: Effect = _one_of(data["effect"], Effect)
    way: Way = _one_of(data["way"], Way)
    if way == "value":
        return Change(effect, way, value=_fitting(effect, data["value"]))
    if way == "lookup":
        table = {str(key): _fitting(effect, worth) for key, worth in data["lookup"].items()}
        return Change(effect, way, lookup=table)
    if effect == "badge":
        raise _Unfit(tr("A badge does not go by a scale."))
    points = tuple((_finite(float(at)), _fitting(effect, worth)) for at, worth in data["scale"])
    rising = all(a[0] < b[0] for a, b in pairwise(points))
    if len(points) < 2 or not rising:
        raise _Unfit(tr("A scale needs at least two points, one above the other."))
    return Change(effect, way, scale=points)


def _fitting(effect: Effect, worth: object) -> Worth:
    """Give a value that an effect can take; ``ValueError`` where it cannot."""
    if effect in COLOURS:
        if not isinstance(worth, str) or not colour_or(worth):
            raise _Unfit(tr("“{said}” is no colour.", said=_short(worth)))
        return worth
    if effect in NUMBERS:
        if isinstance(worth, bool) or not isinstance(worth, (int, float)) or not 0 < worth <= 100:
            words = tr("“{said}” is no number above 0 and up to 100.", said=_short(worth))
            raise _Unfit(words)
        return float(worth)
    return _worth(worth)


def _worth(value: object) -> Worth:
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        raise _Unfit(tr("“{said}” is neither a number nor words.", said=_short(value)))
    return value if isinstance(value, str) else _finite(value)


def _finite(number: float) -> float:
    """Give a number that is one; ``ValueError`` for NaN and what is without end."""
    if not math.isfinite(number):
        raise _Unfit(tr("“{said}” is no number.", said=number))
    return float(number)


def _one_of(value: object, kind: Any) -> Any:
    allowed: Sequence[str] = get_args(kind)
    if value not in allowed:
        raise _Unfit(tr("“{said}” is nothing known here.", said=_short(value)))
    return value
