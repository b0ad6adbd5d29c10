"""What of a chart is shown only where a question is answered with yes, as chips of its filter.

A condition asks what a rule asks (``rule``), of items and links as they are on the chart before
any condition leaves something out. Nothing is deleted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from iwtlink.chart.items.folding import part_of
from iwtlink.chart.rules.applying import answered
from iwtlink.chart.rules.measures import Column, entity_column, link_column, numbered
from iwtlink.chart.rules.rule import About, Test, read_about, read_test
from iwtlink.store.charts.content import ChartContent, Membership

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Condition:
    """Entities or links of some types, or of all, are shown only if the answer is yes."""

    about: About
    measure: str
    test: Test
    types: tuple[str, ...] = ()
    """Empty: all; those of other types are shown whatever the answer."""


def known_conditions(data: Iterable[Mapping[str, Any]]) -> tuple[Condition, ...]:
    """Give those conditions that can be read: one that cannot leaves nothing out."""
    return tuple(one for row in data if (one := read_condition(row)) is not None)


def read_condition(row: Mapping[str, Any]) -> Condition | None:
    """Give a condition from its data; None where it is not complete."""
    try:
        test = read_test(row["test"])
        types = tuple(map(str, row.get("types", ())))
        return Condition(read_about(row["about"]), str(row["measure"]), test, types)
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError):
        return None


def condition_data(one: Condition) -> dict[str, Any]:
    """Give a condition as plain data, as ``ChartOptions.shown_if`` keeps it."""
    test = {"question": one.test.question, "operands": list(one.test.operands)}
    data: dict[str, Any] = {"about": one.about, "measure": one.measure, "test": test}
    return {**data, "types": list(one.types)} if one.types else data


def shown_only(content: ChartContent) -> ChartContent:
    """Leave out what the conditions of a chart's filter do not want shown."""
    conditions = known_conditions(content.options.shown_if)
    if not conditions:
        return content
    ends = content.ends.reshape(-1, 2)
    stays = _answers(
        [one for one in conditions if one.about == "entities"],
        content.types,
        lambda measure: entity_column(content, measure),
    )
    drawn = stays[ends].all(axis=1) & _answers(
        [one for one in conditions if one.about == "links"],
        content.link_types,
        lambda measure: _link_column(content, measure),
    )
    if stays.all() and drawn.all():
        return content
    items, links = np.flatnonzero(stays), np.flatnonzero(drawn)
    number = np.cumsum(stays) - 1
    part = part_of(content, items, links, number[ends])
    gone = frozenset(content.entity_ids[~stays].tolist())
    return replace(
        part,
        uids=tuple(content.uids[item] for item in items.tolist()) if content.uids else (),
        members=tuple(one for one in content.members if not _touches(one, gone)),
        folded=_without(content.folded, gone),
    )


def _answers(
    conditions: Sequence[Condition], kinds: Sequence[str], column: Callable[[str], Column]
) -> Mask:
    stays = np.ones(len(kinds), bool)
    for one in conditions:
        yes = answered(one.test, column(one.measure))
        if one.types:
            yes = yes | ~np.isin(np.array(kinds, dtype=object), list(one.types))
        stays &= yes
    return stays


def _link_column(content: ChartContent, measure: str) -> Column:
    """Give one measure of all links; how many there are between the two ends of each counts."""
    if measure != "count":
        return link_column(content, measure)
    ends = np.sort(content.ends.reshape(-1, 2), axis=1)
    _, pair, counts = np.unique(ends, axis=0, return_inverse=True, return_counts=True)
    return numbered(counts[pair.ravel()].astype(np.float64))


def _touches(one: Membership, gone: frozenset[int]) -> bool:
    ends = ((one.holder_kind, one.holder_id), (one.member_kind, one.member_id))
    return any(kind == "entity" and i in gone for kind, i in ends)


def _without(
    groups: tuple[tuple[int, ...], ...], gone: frozenset[int]
) -> tuple[tuple[int, ...], ...]:
    """Give bundles of what is still shown; one item alone is none."""
    left = (tuple(i for i in group if i not in gone) for group in groups)
    return tuple(group for group in left if len(group) > 1)
