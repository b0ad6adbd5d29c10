"""What the lines of the explorer say: sections and their types, counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtGui import QIcon

from iwtlink.gui.icons import action_icon, entity_icon
from iwtlink.gui.kinds import kind_icon
from iwtlink.gui.reading.columns import TableName
from iwtlink.gui.reading.overview import Overview
from iwtlink.i18n import ntr, tr
from iwtlink.ontology import Ontology
from iwtlink.ontology.kind_words import kind_title
from iwtlink.store.ids import Item, Kind
from iwtlink.store.search.saved import SavedSearch


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the explorer: what it is called, what it counts, what it opens."""

    key: str
    text: str
    count: int
    target: TableName | Item | SavedSearch | None = None
    icon: QIcon = field(default_factory=QIcon)
    tip: str = ""
    counted: str | None = None
    """What stands in place of the count."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of the explorer with the lines below it."""

    head: Line
    lines: Sequence[Line] = ()


def explorer_sections(ontology: Ontology, overview: Overview) -> list[Section]:
    """Give the explorer's sections from top to bottom; empty kinds of types are left out."""
    charts = [
        Line(
            f"chart:{chart.id}", chart.title, chart.entities, Item("chart", chart.id), tip=chart.ref
        )
        for chart in overview.charts
    ]
    sections = [
        Section(_head("chart", len(charts), None), charts),
        *_searches(overview),
        Section(
            _head("entity", sum(overview.entities.values()), None),
            _entity_lines(ontology, overview.entities),
        ),
        Section(
            _head("link", sum(overview.links.values()), TableName("link")),
            _link_lines(ontology, overview.links),
        ),
    ]
    if overview.observations:
        total = sum(overview.observations.values())
        lines = _observation_lines(ontology, overview.observations)
        sections.append(Section(_head("observation", total, None), lines))
    plain: tuple[tuple[Kind, int], ...] = (
        ("document", overview.documents),
        ("record", overview.records),
        ("article", overview.articles),
        ("product", overview.products),
        ("recipient", overview.recipients),
    )
    return sections + [Section(_head(kind, count, TableName(kind))) for kind, count in plain]


def _searches(overview: Overview) -> list[Section]:
    """Give the saved searches with what is new; nothing where none is saved."""
    if not overview.searches:
        return []
    icon = action_icon("search")
    lines = [
        Line(
            f"search:{one.saved.id}",
            one.saved.name,
            one.new,
            one.saved,
            tip=one.saved.question.words,
            counted=ntr("{n} new", "{n} new", one.new) if one.new else "",
        )
        for one in overview.searches
    ]
    return [Section(Line("search", tr("Searches"), len(lines), None, icon), lines)]


def _head(kind: Kind, count: int, target: TableName | None) -> Line:
    return Line(kind, kind_title(kind), count, target, kind_icon(kind))


def _entity_lines(ontology: Ontology, counts: Mapping[str, int]) -> list[Line]:
    lines = []
    for name, count in _in_order(counts, list(ontology.entity_types)):
        known = ontology.entity_types.get(name)
        text, icon = (tr(known.plural), entity_icon(known.icon)) if known else (name, QIcon())
        lines.append(Line(f"entity:{name}", text, count, TableName("entity", name), icon))
    return lines


def _link_lines(ontology: Ontology, counts: Mapping[str, int]) -> list[Line]:
    lines = []
    for name, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])):
        known = ontology.link_types.get(name)
        text = tr(known.verb) if known else name
        lines.append(Line(f"link:{name}", text, count, TableName("link", name)))
    return lines


def _observation_lines(ontology: Ontology, counts: Mapping[str, int]) -> list[Line]:
    lines = []
    for name, count in _in_order(counts, list(ontology.observation_types)):
        known = ontology.observation_types.get(name)
        text = tr(known.plural) if known else name
        lines.append(Line(f"observation:{name}", text, count, TableName("observation", name)))
    return lines


def _in_order(counts: Mapping[str, int], order: Sequence[str]) -> list[tuple[str, int]]:
    places = {name: place for place, name in enumerate(order)}
    return sorted(counts.items(), key=lambda pair: (places.get(pair[0], len(places)), pair[0]))
