"""The sections of a situational analysis, in reading order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from iwtlink.i18n import ntr, tr
from iwtlink.products import situation_tables as tables
from iwtlink.products.content import (
    BarChart,
    Block,
    Column,
    Paragraph,
    Picture,
    Section,
    Table,
    text_row,
)
from iwtlink.products.gaps import weak_links
from iwtlink.products.grids import CHART_MM
from iwtlink.products.incidents import Seizure
from iwtlink.products.link_tables import LinkTable, link_table
from iwtlink.products.market import market_section
from iwtlink.products.material import Material
from iwtlink.products.scope import Area
from iwtlink.products.seizure_tables import item_table, raw_ivory_method, total_table
from iwtlink.products.totals import by_year, counted, taxa_of
from iwtlink.store.links import LinkRow

ACTORS = ("party", "premises", "conveyance", "cargo", "account")
RESPONSE = ("case",)
_MOST_LISTED = 60
_COMPARED_YEARS = 4
"""Fewer years than this say nothing of a trend."""


@dataclass(frozen=True, slots=True, eq=False)
class Situation:
    """Everything read about the scope before the sections are written."""

    material: Material
    area: Area
    seizures: Sequence[Seizure]
    undated: int
    links: Sequence[LinkRow]
    ids: frozenset[int]

    def with_others(
        self, ancestors: Sequence[str], *, without: Sequence[str] = ()
    ) -> list[LinkRow]:
        """Give the links of the seizures whose other end is of one of the types."""
        return [
            link
            for link in self.links
            if self.material.is_a(self.other(link), ancestors)
            and not (without and self.material.is_a(self.other(link), without))
        ]

    def other(self, link: LinkRow) -> int:
        """Give the end of a link that is no seizure of the scope."""
        return int(link.to_id if link.from_id in self.ids else link.from_id)


def scope_sections(situation: Situation) -> list[Section]:
    area = situation.area
    everywhere = tr("everywhere in the database")
    everything = tr("all species and parts")
    rows = (
        text_row(tr("Places"), ", ".join(area.place_labels) or everywhere),
        text_row(tr("Commodities"), ", ".join(tr(c.label) for c in area.commodities) or everything),
        text_row(tr("Meaning in taxa and terms"), "\n".join(_meaning(situation)) or "–"),
        text_row(tr("Period"), area.period()),
        text_row(tr("Seizures in scope"), len(situation.seizures)),
        text_row(tr("Items in scope"), sum(len(one.items) for one in situation.seizures)),
    )
    columns = (Column(tr("Scope")), Column(tr("As understood"), span=7))
    method = (
        tr(
            "A seizure is in scope when it was made in one of the places, or when its source names "
            "one of them as origin, transit or destination, and when at least one of its items "
            "is one of the commodities. Only these items are counted."
        ),
        tr(
            "Dates that are only partly known count when they may lie in the period. The year of a "
            "seizure is used only where it is certain."
        ),
        tr(
            "Totals are given per species, term and unit. Different units are never added, "
            "counts are never turned into weights."
        ),
        raw_ivory_method(),
        tr("Routes are printed as stated, leg by leg; nothing is inferred."),
    )
    blocks: list[Block] = [Table("scope", columns, rows)]
    return [
        Section(tr("Scope and area"), tuple(blocks)),
        Section(tr("Method"), tuple(Paragraph(line, "point") for line in method)),
        Section(tr("Limits"), tuple(Paragraph(line, "point") for line in _limits(situation))),
    ]


def _meaning(situation: Situation) -> list[str]:
    lines = []
    for one in situation.area.commodities:
        terms = ", ".join(situation.material.code("cites_terms", term) for term in one.terms)
        lines.append(
            f"{tr(one.label)}: {', '.join(one.taxa)} ({terms or tr('every part and live animals')})"
        )
    return lines


def _limits(situation: Situation) -> list[str]:
    items = [item for one in situation.seizures for item in one.items]
    bare = sum(counted(item) is None for item in items)
    unstated = sum(not item.term for item in items)
    limits = [
        tr(
            "Seizures show what was detected and recorded, not what was traded. A rise may mean "
            "more trade, more enforcement or better records."
        ),
    ]
    if bare:
        limits.append(
            ntr(
                "{n} item states neither a count nor a weight.",
                "{n} items state neither a count nor a weight.",
                bare,
            )
        )
    if unstated:
        limits.append(
            ntr(
                "{n} item does not say which part of the animal it is.",
                "{n} items do not say which part of the animal they are.",
                unstated,
            )
        )
    if situation.undated:
        limits.append(
            ntr(
                "{n} undated seizure was left out because a period is asked for.",
                "{n} undated seizures were left out because a period is asked for.",
                situation.undated,
            )
        )
    return limits


def market_sections(situation: Situation) -> list[Section]:
    section = market_section(situation.material, situation.area)
    return [section] if section else []


def total_sections(situation: Situation) -> list[Section]:
    seizures = situation.seizures
    found: list[Block] = [total_table(situation.material, seizures)]
    sections = [Section(tr("What was seized"), tuple(found))]
    if len(taxa_of(seizures)) > 1:
        table = tables.species_table(seizures)
        chart = BarChart(tr("Seizures by species"), table.name, 0, (2,), horizontal=True)
        sections.append(Section(tr("Species"), (table, chart)))
    years = tables.year_table(seizures)
    if years.rows:
        parts = tuple(range(2, len(years.columns)))
        is_mixed = len(parts) > 1
        blocks: list[Block] = [
            *(Paragraph(line, "point") for line in _trend(seizures)),
            years,
            BarChart(
                tr("Seizures by year"),
                years.name,
                0,
                parts if is_mixed else (1,),
                is_stacked=is_mixed,
            ),
        ]
        weights = tables.weight_table(seizures)
        if any(cell.value for row in weights.rows for cell in row.cells[2:]):
            columns = tuple(range(2, len(weights.columns)))
            blocks += [
                weights,
                BarChart(tr("Reported weight by year, kg"), weights.name, 0, columns),
            ]
        sections.append(Section(tr("Trend"), tuple(blocks)))
    return sections


def _trend(seizures: Sequence[Seizure]) -> list[str]:
    """Compare the later with the earlier half of the years; a count, not a forecast."""
    years = [(year, len(found)) for year, found in by_year(seizures)]
    if len(years) < _COMPARED_YEARS:
        return []
    half = len(years) // 2
    early, late = years[:half], years[-half:]
    most = max(years, key=lambda pair: pair[1])
    return [
        tr(
            "{early} seizures in {first} to {middle}, {late} in {after} to {last}.",
            early=sum(n for _year, n in early),
            first=early[0][0],
            middle=early[-1][0],
            late=sum(n for _year, n in late),
            after=late[0][0],
            last=late[-1][0],
        ),
        tr("The year with most seizures is {year} ({n}).", year=most[0], n=most[1]),
    ]


def actor_sections(situation: Situation) -> list[Section]:
    """List who is linked with the seizures; nothing where nobody is."""
    links = situation.with_others(ACTORS, without=["agency"])
    if not links:
        return []
    table = tables.actor_table(situation.material, links, set(situation.ids))
    return [Section(tr("Actors linked with the seizures"), (table,))]


def key_player_sections(situation: Situation) -> list[Section]:
    """Rank the actors by their links, where there are at least two."""
    links = situation.with_others(ACTORS, without=["agency"])
    actors = {situation.other(link) for link in links}
    if len(actors) < 2:
        return []
    table = tables.key_player_table(situation.material, actors)
    chart = BarChart(tr("Direct links of the actors"), table.name, 0, (2,), horizontal=True)
    return [Section(tr("Actors by their place in the network"), (table, chart))]


def chart_sections(_situation: Situation) -> list[Section]:
    caption = tr(
        "Actors and seizures of the scope. Solid lines are confirmed, dashed ones unconfirmed, "
        "dotted ones tentative."
    )
    width, height = CHART_MM
    picture = Picture("chart", caption, width, height_mm=height)
    return [Section(tr("Network chart"), (picture,))]


def route_sections(situation: Situation) -> list[Section]:
    """List the ways as stated, alone on their sheet: they may fill pages."""
    table = tables.route_table(situation.material, situation.seizures)
    return [Section(tr("Routes as stated"), (table,))]


def country_sections(situation: Situation) -> list[Section]:
    """Count countries by their part; then alleged origins and single stops, by name."""
    material, seizures = situation.material, situation.seizures
    sections = list[Section]()
    legs = tables.leg_table(material, seizures)
    if legs.rows:
        sections.append(Section(tr("Alleged origins and single stops"), (legs,)))
    table = tables.country_table(material, seizures)
    return [*sections, Section(tr("Countries by their part"), (table,))]


def seizure_sections(situation: Situation) -> list[Section]:
    table = item_table(situation.material, situation.seizures, wide=True)
    return [Section(tr("Seizures, item by item"), (table,))]


def response_sections(situation: Situation) -> list[Section]:
    material = situation.material
    agencies = situation.with_others(["agency"])
    cases = situation.with_others(RESPONSE)
    blocks: list[Block] = [
        link_table(
            material,
            LinkTable(
                "cases",
                cases,
                title=tr("Investigations and court cases"),
                empty=tr("No case is recorded."),
            ),
        )
    ]
    if agencies:
        blocks.append(link_table(material, LinkTable("agencies", agencies, title=tr("Agencies"))))
    blocks += [Paragraph(line, "point") for line in _arrests(situation)]
    detection = tables.counted_table(
        "detection",
        tr("Method of detection"),
        tr("Method"),
        [one.detection for one in situation.seizures],
    )
    if detection.rows:
        blocks += [
            detection,
            BarChart(tr("Method of detection"), detection.name, 0, (1,), horizontal=True),
        ]
    return [Section(tr("Enforcement response"), tuple(blocks))]


def _arrests(situation: Situation) -> list[str]:
    stated = [one.arrested for one in situation.seizures if one.arrested is not None]
    links = [link for link in situation.links if link.type == "arrested_in"]
    lines = []
    if stated:
        lines.append(
            tr(
                "{n} persons were arrested in {seizures} seizures that give a number.",
                n=sum(stated),
                seizures=len(stated),
            )
        )
    if links:
        named = len({situation.other(link) for link in links})
        lines.append(
            ntr(
                "{n} arrested person is recorded by name.",
                "{n} arrested persons are recorded by name.",
                named,
            )
        )
    return lines


def gap_sections(situation: Situation) -> list[Section]:
    material = situation.material
    people = situation.with_others(["party"], without=["agency"])
    with_people = {end for link in people for end in (link.from_id, link.to_id)}
    points = [
        (tr("Seizures without an item"), [one for one in situation.seizures if not one.items]),
        (
            tr("Seizures without a route"),
            [
                one
                for one in situation.seizures
                if not one.legs
                and not any(i.route or i.origin or i.transit or i.destination for i in one.items)
            ],
        ),
        (tr("Seizures without a date"), [one for one in situation.seizures if not one.first]),
        (tr("Seizures without a source"), [one for one in situation.seizures if not _sourced(one)]),
        (
            tr("Seizures without a person or company"),
            [one for one in situation.seizures if one.id not in with_people],
        ),
    ]
    columns = (Column(tr("Gap")), Column(tr("Number"), "number"), Column(tr("Which"), span=4))
    rows = tuple(text_row(label, len(found), _named(found)) for label, found in points if found)
    table = Table(
        "gaps", columns, rows, empty=tr("Every seizure has items, route, date and source.")
    )
    stated = material.statements("link", [int(link.id) for link in people])
    blocks: list[Block] = [table]
    if people and len(people) <= _MOST_LISTED:
        blocks.append(weak_links(material, None, people, stated))
    return [Section(tr("Intelligence gaps"), tuple(blocks))]


def _sourced(seizure: Seizure) -> bool:
    own = (*seizure.sources, *(source for item in seizure.items for source in item.sources))
    return any(source.document_id is not None for source in own)


def _named(seizures: Sequence[Seizure], most: int = 12) -> str:
    shown = ", ".join(one.ref for one in seizures[:most])
    rest = len(seizures) - most
    return shown if rest <= 0 else tr("{shown} and {n} more", shown=shown, n=rest)
