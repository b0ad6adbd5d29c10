"""Rules applied: what they make of each item or line, as arrays."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from iwtlink.chart.rules.measures import Column, entity_column, link_column, number_words
from iwtlink.chart.rules.rule import COLOURS, NUMBERS, About, Change, Effect, Rule, Test, Worth
from iwtlink.chart.style import STRENGTHS, colour
from iwtlink.store.charts.content import ChartContent

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Marks:
    """What rules make of each of n items or lines; 0 or NaN where they say nothing."""

    colours: dict[Effect, NDArray[np.uint32]]
    """By effect: colour, fill, shading, frame."""
    numbers: dict[Effect, NDArray[np.float64]]
    """By effect: size, width."""
    badges: dict[int, tuple[str, ...]]
    """By item: names or words of badges."""


def entity_marks(content: ChartContent, rules: Sequence[Rule]) -> Marks:
    """Give what the rules about entities make of the items of a chart."""
    types = np.array(content.types, dtype=object)

    def of_types(names: Sequence[str]) -> Mask:
        return np.isin(types, list(names))

    return _applied(
        _about(rules, "entities"),
        len(content.types),
        of_types,
        lambda measure: entity_column(content, measure),
    )


def line_marks(
    content: ChartContent,
    rules: Sequence[Rule],
    members: NDArray[np.int64],
    starts: NDArray[np.int32],
) -> Marks:
    """Give what the rules about links make of lines: amounts and the like summed over a line.

    Line k stands for links ``members[starts[k]:starts[k + 1]]``, at least one; a line is of a
    type where one of its links is.
    """
    types = np.array(content.link_types, dtype=object)
    first = starts[:-1]

    def of_types(names: Sequence[str]) -> Mask:
        hits = np.isin(types[members], list(names))
        joined: Mask = np.logical_or.reduceat(hits, first)
        return joined

    def column(measure: str) -> Column:
        if measure == "count":
            counts = np.diff(starts).astype(np.float64)
            return Column([number_words(one) for one in counts.tolist()], counts)
        return _summed(link_column(content, measure), measure, members, starts)

    return _applied(_about(rules, "links") if len(first) else (), len(first), of_types, column)


def _about(rules: Sequence[Rule], about: About) -> tuple[Rule, ...]:
    return tuple(rule for rule in rules if rule.about == about)


def _summed(
    column: Column, measure: str, members: NDArray[np.int64], starts: NDArray[np.int32]
) -> Column:
    first = starts[:-1]
    words = [column.words[link] for link in members.tolist()]
    numbers = column.numbers[members]
    stated = np.isfinite(numbers)
    total = np.add.reduceat(np.where(stated, numbers, 0.0), first)
    total = np.where(np.logical_or.reduceat(stated, first), total, np.nan)
    if np.isfinite(total).any():
        return Column([number_words(one) if one == one else "" for one in total.tolist()], total)
    joined = [words[start] for start in first.tolist()]
    for line in np.flatnonzero(np.diff(starts) > 1).tolist():
        joined[line] = _joined(measure, words[starts[line] : starts[line + 1]])
    return Column(joined, total)


def _joined(measure: str, words: Sequence[str]) -> str:
    """Give what stands for the words of several links."""
    if measure == "strength":
        return min(words, key=STRENGTHS.index)
    if measure == "grade":
        return min(filter(None, words), default="")
    return words[0] if len(set(words)) == 1 else ""


def _applied(
    rules: Sequence[Rule],
    count: int,
    of_types: Callable[[Sequence[str]], Mask],
    column: Callable[[str], Column],
) -> Marks:
    marks = Marks(
        {effect: np.zeros(count, np.uint32) for effect in COLOURS},
        {effect: np.full(count, np.nan) for effect in NUMBERS},
        {},
    )
    for rule in rules:
        asked = column(rule.measure) if rule.measure else Column([""] * count, np.zeros(count))
        chosen = of_types(rule.types) if rule.types else np.ones(count, bool)
        if rule.test:
            chosen &= answered(rule.test, asked)
        for change in rule.changes:
            _make(marks, change, asked, chosen)
    return marks


def answered(test: Test, column: Column) -> Mask:
    """Tell for each item whether the answer is yes."""
    if test.question in ("present", "absent"):
        there = np.array([bool(word) for word in column.words], bool)
        return there if test.question == "present" else ~there
    if test.question in ("is", "is_not", "contains"):
        yes = _words_answer(test, column)
        return ~yes if test.question == "is_not" else yes
    bound = next((one for one in test.operands if isinstance(one, float)), np.nan)
    with np.errstate(invalid="ignore"):
        answer: Mask = {
            "over": np.greater,
            "under": np.less,
            "at_least": np.greater_equal,
            "at_most": np.less_equal,
        }[test.question](column.numbers, bound)
    return answer


def _words_answer(test: Test, column: Column) -> Mask:
    wanted = tuple(_word(one).casefold() for one in test.operands)
    found = (word.casefold() for word in column.words)
    if test.question == "contains":
        return np.array([any(part in word for part in wanted) for word in found], bool)
    return np.array([word in wanted for word in found], bool)


def _word(worth: Worth) -> str:
    return worth if isinstance(worth, str) else number_words(worth)


def _make(marks: Marks, change: Change, column: Column, chosen: Mask) -> None:
    """Write one change into the marks of the chosen items."""
    if change.way == "scale":
        chosen = chosen & np.isfinite(column.numbers)
        if change.effect in NUMBERS:
            at, worths = _points(change)
            marks.numbers[change.effect][chosen] = np.interp(column.numbers[chosen], at, worths)
        else:
            marks.colours[change.effect][chosen] = _shades(change, column.numbers[chosen])
        return
    for worth, items in _fixed(change, column, chosen):
        if change.effect in NUMBERS:
            marks.numbers[change.effect][items] = worth
        elif change.effect in COLOURS:
            marks.colours[change.effect][items] = colour(str(worth))
        else:
            for item in items.tolist():
                there = marks.badges.get(item, ())
                marks.badges[item] = (*there, _word(worth))


def _fixed(change: Change, column: Column, chosen: Mask) -> list[tuple[Worth, NDArray[np.int64]]]:
    """Give each value of a change with the items that take it."""
    if change.way == "value":
        return [(change.value, np.flatnonzero(chosen))]
    table = {key.casefold(): worth for key, worth in change.lookup.items()}
    taken: dict[str, list[int]] = {}
    for item in np.flatnonzero(chosen).tolist():
        key = column.words[item].casefold()
        if key in table:
            taken.setdefault(key, []).append(item)
    return [(table[key], np.array(items, np.int64)) for key, items in taken.items()]


def _points(change: Change) -> tuple[list[float], list[float]]:
    return [at for at, _ in change.scale], [float(worth) for _, worth in change.scale]


def _shades(change: Change, numbers: NDArray[np.float64]) -> NDArray[np.uint32]:
    """Give the colour of each number, mixed from the two points of the scale beside it."""
    at = [point for point, _ in change.scale]
    stops = np.array([colour(str(worth)) for _, worth in change.scale], np.uint32)
    mixed = np.full(len(numbers), 0xFF000000, np.uint32)
    for shift in (16, 8, 0):
        part = np.interp(numbers, at, (stops >> np.uint32(shift) & np.uint32(255)).astype(float))
        mixed |= np.round(part).astype(np.uint32) << np.uint32(shift)
    return mixed
