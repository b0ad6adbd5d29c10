"""What stands in the rows of entities and links besides their statements.

A row written as it will be settled is written, and journalled, once.
"""

from __future__ import annotations

from typing import Any

from iwtlink.intake.proposals import ProposedEntity, ProposedLink
from iwtlink.ontology.dates import PartialDate
from iwtlink.store.settle import link_values
from iwtlink.store.settle.labels import labels_of


def labels_as_settled(entity: ProposedEntity) -> tuple[str, str]:
    """Give the labels as they will be settled, so that the row is written once."""
    names = [v for v in entity.values if v.property == "name"]
    label, script = labels_of((v.kind, place, v.value.text) for place, v in enumerate(names))
    return (label, script) if label else (entity.label, "")


def values_as_settled(link: ProposedLink) -> tuple[Any, ...]:
    """Give the values kept in the link's row as they will be settled, of several the last."""
    shown = {
        v.property: (v.value.text, v.value.number, v.value.unit, v.value.first, v.value.last)
        for v in link.values
    }
    return link_values(shown)


def date_columns(text: str) -> tuple[str, str | None, str | None]:
    """Give a date as a row keeps it: the words, the earliest and the latest day."""
    if not text:
        return "", None, None
    when = PartialDate.parse(text)
    return when.text, when.first, when.last
