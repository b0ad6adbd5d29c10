"""When the items of a chart happen: from their own dates, else from those of their links."""

from __future__ import annotations

from datetime import date

import numpy as np
from numpy.typing import NDArray

from iwtlink.ontology import EntityType, Ontology, PropertyType, ValueProblem
from iwtlink.ontology.dates import PartialDate
from iwtlink.store.charts.content import ChartContent, EntityFacts

Floats = NDArray[np.float64]
_NOT_A_TIME_OF = {"birth_date", "review_due"}
"""Dates of an item that say nothing of when it takes part in the case."""


def spans_of(content: ChartContent, ontology: Ontology) -> Floats:
    """Give the earliest and latest day number of each item: (N, 2), NaN where undated.

    An item's own dates count; an item without any takes those of its links.
    """
    return with_those_of_links(content, own_spans(content, ontology))


def with_those_of_links(content: ChartContent, own: Floats) -> Floats:
    """Give the items' own spans (N, 2), for those that have none the ones of their links."""
    return np.where(stated(own)[:, None], own, _of_links(content, len(own)))


def stated(spans: Floats) -> NDArray[np.bool_]:
    """Say which spans (N, 2) are known."""
    known: NDArray[np.bool_] = np.isfinite(spans[:, 0]) & np.isfinite(spans[:, 1])
    return known


def own_spans(content: ChartContent, ontology: Ontology) -> Floats:
    """Give the earliest and latest day number that the items' own dates can mean: (N, 2)."""
    own = np.full((len(content.labels), 2), np.nan)
    for item, facts in enumerate(content.facts):
        known = ontology.entity_types.get(content.types[item])
        texts = [facts.values[name] for name in dated_in(facts, known)]
        own[item] = _span([part for text in texts for part in text.split(", ")])
    return own


def dated_in(facts: EntityFacts, kind: EntityType | None) -> list[str]:
    """Give the properties that say when an item of a type took part in the case."""
    if kind is None:
        return []
    known = kind.properties
    return [
        name for name in facts.values if name not in _NOT_A_TIME_OF and _is_date(known.get(name))
    ]


def _is_date(kind: PropertyType | None) -> bool:
    return kind is not None and kind.value_type == "date"


def _of_links(content: ChartContent, count: int) -> Floats:
    spans = np.column_stack((np.full(count, np.inf), np.full(count, -np.inf)))
    known = zip(content.starts, content.ends_on, content.ends.reshape(-1, 2).tolist(), strict=True)
    for start, end, (a, b) in known:
        if not start and not end:
            continue
        first, last = _span([start or end, end or start])
        for item in (a, b):
            spans[item] = np.fmin(spans[item, 0], first), np.fmax(spans[item, 1], last)
    spans[~np.isfinite(spans).all(axis=1)] = np.nan
    return spans


def _span(texts: list[str]) -> tuple[float, float]:
    days = [day for text in texts if text for day in days_of(text)]
    return (min(days), max(days)) if days else (np.nan, np.nan)


def days_of(text: str) -> tuple[float, ...]:
    """Give the earliest and latest day number a partial date can mean; empty where it is none."""
    try:
        stated = PartialDate.parse(text)
        return float(day_number(stated.first)), float(day_number(stated.last))
    except (ValueProblem, ValueError):
        return ()


def day_number(iso: str) -> int:
    """Give the number of a day (ISO): days since 0001-01-01, which is 1."""
    return date.fromisoformat(iso).toordinal()
