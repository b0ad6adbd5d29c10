"""Where entities added to a chart go: near what they are linked to, or where they were dropped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt
from sqlalchemy import Connection

from iwtlink.chart.items.figures import boxes_of
from iwtlink.chart.layouts import newcomers
from iwtlink.chart.layouts.overlaps import without_overlaps
from iwtlink.chart.style import load_style
from iwtlink.errors import Progress, no_progress
from iwtlink.ontology import Ontology
from iwtlink.store import Edit, charts
from iwtlink.store.charts import content_of, places_on
from iwtlink.store.ids import EntityId

Positions = npt.NDArray[np.float64]
Point = tuple[float, float]
_STEP = 110.0
"""Distance between entities dropped together, in chart units."""


def positions_for(
    db: Connection,
    ontology: Ontology,
    chart_id: int,
    entity_ids: Sequence[int],
    at: Point | None = None,
    progress: Progress = no_progress,
) -> tuple[list[int], Positions]:
    """Give which of the entities are new to the chart, and a place for each: (n, 2).

    What is on the chart stays where it is. Without ``at`` each stands where there is room round
    what it is linked to.
    """
    there, places = places_on(db, chart_id)
    known = frozenset(there)
    fresh = [number for number in dict.fromkeys(entity_ids) if number not in known]
    if not fresh:
        return [], np.zeros((0, 2))
    whole = content_of(db, "", [*there, *fresh])
    old = len(there)
    positions = np.full((old + len(fresh), 2), np.nan)
    positions[:old] = places
    if at is not None:
        positions[old:] = spiral(at, len(fresh))
        boxes = boxes_of(whole, ontology, load_style())
        fixed = np.arange(len(positions)) < old
        positions[~np.isfinite(positions[:, 0])] = at
        positions = without_overlaps(positions, boxes, fixed)
    else:
        content = replace(whole, positions=positions)
        positions = newcomers.place_near(content, ontology, load_style(), progress=progress)
    return fresh, positions[old:]


def place_near(edit: Edit, chart_id: int, entity_ids: Sequence[int]) -> None:
    """Place entities near their neighbours, within an edit that is under way."""
    fresh, positions = positions_for(edit.connection, edit.ontology, chart_id, entity_ids)
    charts.place(edit, chart_id, [EntityId(number) for number in fresh], positions)


def spiral(centre: Point, count: int) -> Positions:
    """Give ``count`` places around a point, evenly spread (Vogel 1979, the sunflower)."""
    number = np.arange(count)
    angle = number * np.pi * (3.0 - 5.0**0.5)
    radius = _STEP * np.sqrt(number)
    around = np.column_stack((np.cos(angle), np.sin(angle))) * radius[:, None]
    return np.asarray(centre) + around
