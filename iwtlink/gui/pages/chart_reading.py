"""What the page of a chart reads in one go, beside the window."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from iwtlink.chart.building import build_display
from iwtlink.chart.display import Display
from iwtlink.chart.rules.conditions import shown_only
from iwtlink.chart.style import load_style
from iwtlink.matching.candidates import Candidate
from iwtlink.ontology import Ontology
from iwtlink.operations.charting.doubles import with_doubles
from iwtlink.operations.charting.filtering import ChartFilters, read_filters
from iwtlink.store import Store, charts
from iwtlink.store.charts import ChartContent
from iwtlink.store.leads import leads_of


@dataclass(frozen=True, slots=True)
class ChartRead:
    """One chart as it is in the store now."""

    content: ChartContent
    """As the database has it: what may be one is marked in the display only, so that no layout
    depends on which pairs are known yet."""
    display: Display
    filters: ChartFilters
    leads: Mapping[int, int]
    """What the entities that were selected are part of now."""


def read_for_window(
    store: Store,
    chart_id: int,
    chosen: Sequence[int],
    *,
    dark: bool,
    pairs: Sequence[Candidate] = (),
) -> ChartRead | None:
    """Read a chart; None where it is gone.

    ``chosen`` are the entities selected on it, ``pairs`` those known that may be one.
    """
    with store.read() as db:
        if charts.get_chart(db, chart_id) is None:
            return None
        leads = leads_of(db, "entity", chosen)
        content = shown_only(charts.read_chart(db, chart_id))
        filters = read_filters(db, chart_id)
    display = drawn(content, store.ontology, pairs, dark=dark)
    return ChartRead(content, display, filters, leads)


def drawn(
    content: ChartContent, ontology: Ontology, pairs: Sequence[Candidate], *, dark: bool
) -> Display:
    """Draw a chart that was read, with a mark at those of ``pairs``."""
    return build_display(with_doubles(content, pairs), ontology, load_style(dark=dark))
