"""What rules can ask of items and lines: one column of words and numbers per measure."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from iwtlink.chart.rules.weekdays import WEEKDAYS, weekday_number
from iwtlink.chart.style import STRENGTHS
from iwtlink.i18n import tr
from iwtlink.store.charts.content import ChartContent

Floats = NDArray[np.float64]
ENTITY_MEASURES = (
    "degree",
    "incoming",
    "outgoing",
    "label",
    "grade",
    "sources",
    "changed",
    "warning",
    "watch",
    "retracted",
)
"""Beside these, ``property.NAME`` for every property of an entity type."""
LINE_MEASURES = (
    "strength",
    "count",
    "amount",
    "quantity",
    "percent",
    "role",
    "start",
    "end",
    "weekday",
    "grade",
    "sources",
    "retracted",
)
PROPERTY = "property."
WEEKDAY = "weekday."
"""Before the name of a property that is a date: its day of the week."""
SELECTION = "selection."
"""Before the number of a stored selection: whether an item or link is in it."""


@dataclass(frozen=True, slots=True)
class Column:
    """One measure of all items: in words (empty: absent) and as a number (NaN: none)."""

    words: Sequence[str]
    numbers: Floats


def measure_label(name: str) -> str:
    """Give a measure in words, for the rule editor and the legend."""
    return {
        "degree": tr("Links on the chart"),
        "incoming": tr("Arrows that come in"),
        "outgoing": tr("Arrows that go out"),
        "label": tr("Label"),
        "grade": tr("Best grade"),
        "sources": tr("Number of sources"),
        "changed": tr("Changed since it was placed"),
        "warning": tr("Has a warning"),
        "watch": tr("Watch status"),
        "retracted": tr("Retracted"),
        "strength": tr("Strength"),
        "count": tr("Number of links on the line"),
        "amount": tr("Amount of money"),
        "quantity": tr("Quantity"),
        "percent": tr("Share in percent"),
        "role": tr("Role"),
        "start": tr("Start"),
        "end": tr("End"),
        "weekday": tr("Day of the week of the start"),
    }.get(name) or _label_of(name)


def _label_of(name: str) -> str:
    """Give what is asked of a property, or of one of the stored selections, in words."""
    if name.startswith(WEEKDAY):
        said = name.removeprefix(WEEKDAY).replace("_", " ")
        return tr("Day of the week: {property}", property=said)
    if name.startswith(SELECTION):
        return tr("In stored selection {n}", n=name.removeprefix(SELECTION))
    return name.removeprefix(PROPERTY).replace("_", " ")


def is_weekday(measure: str) -> bool:
    """Whether a measure is a day of the week."""
    return measure == "weekday" or measure.startswith(WEEKDAY)


def entity_column(content: ChartContent, measure: str) -> Column:
    """Give one measure of all entities; what is not known is absent."""
    if measure == "degree":
        return _counted(np.bincount(content.ends.ravel(), minlength=len(content.types)))
    if measure in ("incoming", "outgoing"):
        ends = content.ends[content.is_directed, 1 if measure == "incoming" else 0]
        return _counted(np.bincount(ends, minlength=len(content.types)))
    if measure == "label":
        return _said(content.labels)
    if measure.startswith(SELECTION):
        chosen = content.selected_entities.get(measure.removeprefix(SELECTION), frozenset())
        return _among(content.entity_ids, chosen)
    facts = content.facts
    if not facts:
        return _absent(len(content.types))
    if measure.startswith(PROPERTY):
        name = measure.removeprefix(PROPERTY)
        numbers = [one.numbers.get(name, np.nan) for one in facts]
        return Column([one.values.get(name, "") for one in facts], np.array(numbers, float))
    if measure.startswith(WEEKDAY):
        name = measure.removeprefix(WEEKDAY)
        return _weekdays([one.values.get(name, "") for one in facts])
    if measure == "sources":
        return _counted(np.array([one.source_count for one in facts]))
    words = {
        "grade": lambda: [one.grade for one in facts],
        "warning": lambda: [one.warning for one in facts],
        "watch": lambda: [one.watch for one in facts],
        "changed": lambda: [_yes(one.is_changed) for one in facts],
        "retracted": lambda: [_yes(one.is_retracted) for one in facts],
    }.get(measure)
    return _said(words()) if words else _absent(len(content.types))


def link_column(content: ChartContent, measure: str) -> Column:
    """Give one measure of all links of the content, each by itself."""
    if measure == "strength":
        return _said([STRENGTHS[number] for number in content.strengths.tolist()])
    if measure == "percent":
        return numbered(content.percents)
    if measure == "weekday":
        return _weekdays(content.starts)
    if measure.startswith(SELECTION):
        chosen = content.selected_links.get(measure.removeprefix(SELECTION), frozenset())
        return _among(content.link_ids, chosen)
    if measure in ("role", "start", "end"):
        return _said({"role": content.roles, "start": content.starts}.get(measure, content.ends_on))
    facts = content.link_facts
    if not facts:
        return _absent(len(content.link_types))
    if measure in ("amount", "quantity"):
        stated = [one.amount if measure == "amount" else one.quantity for one in facts]
        return numbered(np.array([np.nan if one is None else one for one in stated], float))
    if measure == "sources":
        return _counted(np.array([one.source_count for one in facts]))
    if measure == "grade":
        return _said([one.grade for one in facts])
    if measure == "retracted":
        return _said([_yes(one.is_retracted) for one in facts])
    return _absent(len(content.link_types))


def _weekdays(dates: Sequence[str]) -> Column:
    """Give the days of the week of dates, 1 Monday to 7 Sunday; none where no day is stated."""
    numbers = [weekday_number(one) for one in dates]
    words = [WEEKDAYS[one - 1] if one else "" for one in numbers]
    return Column(words, np.array([one or np.nan for one in numbers], float))


def _among(ids: NDArray[np.int64], chosen: Collection[int]) -> Column:
    return _said([_yes(one in chosen) for one in ids.tolist()])


def number_words(number: float) -> str:
    """Give a number in full, with as many digits as it keeps: 1000000, not 1e+06."""
    return f"{number:.15g}"


def _yes(holds: bool) -> str:
    return "yes" if holds else ""


def _said(words: Sequence[str]) -> Column:
    return Column(words, np.full(len(words), np.nan))


def _counted(numbers: NDArray[np.int64]) -> Column:
    return numbered(numbers.astype(np.float64))


def numbered(numbers: Floats) -> Column:
    """Give a measure that is a number, NaN where there is none."""
    return Column([number_words(one) if one == one else "" for one in numbers.tolist()], numbers)


def _absent(count: int) -> Column:
    return Column([""] * count, np.full(count, np.nan))
