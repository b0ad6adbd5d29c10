"""What the items of one row share: the entities made so far, and how values are added."""

from __future__ import annotations

from iwtlink.i18n import tr
from iwtlink.intake.mapping import rules as m
from iwtlink.intake.mapping.expressions import Expression
from iwtlink.intake.proposals import EntityKey, ProposedValue, fold_ref
from iwtlink.intake.proposing.reading import Reading
from iwtlink.intake.proposing.scopes import Cells

Made = dict[str, EntityKey]
"""Entities made so far by this row, under the names the mapping gives them."""


def add_value(values: list[ProposedValue], new: ProposedValue) -> None:
    """Adds a value unless the same is there already; items have few values."""
    for value in values:
        if value.property == new.property and value.value == new.value and value.held == new.held:
            return
    values.append(new)


def end_of(reading: Reading, end: m.End, scope: Cells, made: Made) -> EntityKey | None:
    """Give the entity an end points at; a missing reference is reported."""
    if end.ref is None:
        return made.get(end.made)
    ref = reading.text(end.ref, scope)
    if not ref:
        reading.problem(tr("The reference of an end is missing."), end.ref.column)
        return None
    return ("ref", reading.origin, fold_ref(ref))


def column_of(expression: Expression | None) -> str:
    """Give the column an expression reads; empty where there is none."""
    return expression.column if expression else ""
