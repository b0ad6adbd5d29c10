"""Rules that this version cannot read, as one of a later version: they stay as they are written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from iwtlink.chart.rules.rule import Rule, readable_rules, rule_data

Data = Mapping[str, Any]


def unreadable(data: Iterable[Data]) -> tuple[Data, ...]:
    """Give those rules that cannot be read: they draw nothing."""
    return tuple(row for row in data if not readable_rules([row]))


def with_unreadable(rules: Sequence[Rule], before: Iterable[Data]) -> tuple[dict[str, Any], ...]:
    """Give rules as data, with those ``before`` that cannot be read among them untouched.

    Each stands after as many others as before.
    """
    kept = [rule_data(rule) for rule in rules]
    for place, row in enumerate(before):
        if not readable_rules([row]):
            kept.insert(place, dict(row))
    return tuple(kept)
