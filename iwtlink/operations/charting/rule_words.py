"""Rules in words, and what on a chart they can ask for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from iwtlink.chart.colours.names import colour_words
from iwtlink.chart.rules.measures import (
    ENTITY_MEASURES,
    LINE_MEASURES,
    PROPERTY,
    SELECTION,
    WEEKDAY,
    Column,
    entity_column,
    link_column,
    measure_label,
    number_words,
)
from iwtlink.chart.rules.rule import COLOURS, About, Change, Effect, Rule
from iwtlink.chart.rules.weekdays import weekday_number
from iwtlink.chart.rules.words import asked_words, whom_words
from iwtlink.i18n import tr
from iwtlink.ontology import Ontology
from iwtlink.store.charts import ChartContent


def effect_labels(about: About) -> dict[Effect, str]:
    """Give what a rule can change."""
    if about == "links":
        return {"colour": tr("Colour"), "width": tr("Width")}
    return {
        "frame": tr("Frame"),
        "badge": tr("Badge"),
        "fill": tr("Fill"),
        "colour": tr("Edge"),
        "shading": tr("Shading"),
        "size": tr("Size"),
    }


def measures_on(content: ChartContent, about: About) -> list[tuple[str, str]]:
    """Give what rules can ask of this chart: name and words, properties last."""
    usual = LINE_MEASURES if about == "links" else ENTITY_MEASURES
    stored = [f"{SELECTION}{number}" for number in sorted(content.options.selections)]
    known = {name for one in content.facts for name in one.values} if about == "entities" else ()
    days = [f"{WEEKDAY}{name}" for name in sorted(known) if _has_days(content, name)]
    named = [f"{PROPERTY}{name}" for name in sorted(known)]
    return [(name, measure_label(name)) for name in (*usual, *stored, *named, *days)]


def _has_days(content: ChartContent, name: str) -> bool:
    """Whether a property is a date of which some item has the day."""
    return any(weekday_number(one.values.get(name, "")) for one in content.facts)


def values_on(content: ChartContent, about: About, measure: str) -> list[str]:
    """Give the values in words that items of a chart have, the most frequent first."""
    counted = Counter(word for word in _column(content, about, measure).words if word)
    return [word for word, _ in counted.most_common()]


def range_on(content: ChartContent, about: About, measure: str) -> tuple[float, float] | None:
    """Give the least and the largest number that items of a chart have; None where none has."""
    numbers = _column(content, about, measure).numbers
    stated = numbers[np.isfinite(numbers)]
    if not len(stated):
        return None
    low, high = float(stated.min()), float(stated.max())
    return (low, high) if low < high else (low, low + 1.0)


def _column(content: ChartContent, about: About, measure: str) -> Column:
    if about == "entities":
        return entity_column(content, measure)
    if measure == "count":
        return Column([], np.array([1.0, 10.0]))
    return link_column(content, measure)


def rule_words(rule: Rule, ontology: Ontology) -> str:
    """Say in one line what a rule does."""
    is_said = rule.test is None and rule.measure and measure_label(rule.measure) == rule.name
    asked = "" if is_said else asked_words(rule)
    parts = [whom_words(rule, ontology), asked, _effects(rule.about, rule.changes)]
    said = " · ".join(part for part in parts if part)
    return f"{rule.name}: {said}" if rule.name else said


def _effects(about: About, changes: Sequence[Change]) -> str:
    ways = {"value": "", "lookup": tr(" by a table"), "scale": tr(" on a scale")}
    labels: dict[Effect, str] = {"width": tr("Width"), **effect_labels(about)}
    return ", ".join(
        labels.get(one.effect, one.effect).lower() + (ways[one.way] or f" {_worth(one)}")
        for one in changes
    )


def _worth(change: Change) -> str:
    """Give what a change is to, in words."""
    if isinstance(change.value, float):
        return number_words(change.value)
    return colour_words(change.value).lower() if change.effect in COLOURS else change.value
