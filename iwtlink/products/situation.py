"""The situational analysis of a scope: places, commodities, a period."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

from iwtlink.errors import Progress, no_progress
from iwtlink.i18n import ntr, tr
from iwtlink.ontology import Ontology
from iwtlink.products import front
from iwtlink.products import situation_sections as write
from iwtlink.products.content import (
    Product,
    Section,
    Sheet,
)
from iwtlink.products.gaps import GRID as GAPS_GRID
from iwtlink.products.grids import CHART_GRID, LANDSCAPE, PORTRAIT, WIDE
from iwtlink.products.incidents import read_seizures
from iwtlink.products.material import Material
from iwtlink.products.options import ProductOptions
from iwtlink.products.scope import Area, Scope, understand
from iwtlink.products.seizure_tables import country_names, species
from iwtlink.products.situation_sections import ACTORS, RESPONSE, Situation
from iwtlink.products.totals import Total, by_country, sum_of, taxa_of, totals_of

TOTALS = (25.0, 13.0, 9.0, 9.5, 8.0, 10.0, 10.0, 11.5, 9.5)
ROUTES = (58.0, 11.0, 13.0, 13.0, 15.0, 11.0, 11.0, 8.0)
_MOST_ON_CHART = 60


def build_situation(
    db: Connection,
    ontology: Ontology,
    scope: Scope,
    *,
    options: ProductOptions | None = None,
    progress: Progress = no_progress,
) -> Product:
    """Build the situational analysis of a scope from one plain read.

    ``BadInput`` names a place, commodity or date that means nothing. Cost: all seizures.
    """
    options = options or ProductOptions()
    material = Material.open(db, ontology)
    area = understand(db, ontology, scope)
    progress(0.1, tr("Reading seizures."))
    situation = _read(material, area)
    progress(0.4, tr("Writing the analysis."))
    sheets = _sheets(situation)
    sheets.append(front.source_sheet(material, _count(sheets) + 1))
    title = area.title()
    return Product(
        number=options.number or title,
        front=front.front_of(
            material,
            tr("Situational analysis"),
            title,
            area.period(),
            options,
            purpose=_purpose(area),
            points=_points(situation),
        ),
        marking=front.marking_of(material, options),
        sheets=tuple(sheets),
        sources=material.bibliography.sources(),
        source_sheet=front.SOURCE_SHEET,
        author=options.author,
        chart_ids=_chart_ids(situation),
    )


def _read(material: Material, area: Area) -> Situation:
    everything = read_seizures(material)
    chosen = [one for one in map(area.narrowed, everything) if one is not None]
    has_period = bool(area.first or area.last)
    undated = sum(not one.first for one in everything) if has_period else 0
    ids = frozenset(one.id for one in chosen)
    return Situation(material, area, chosen, undated, material.links_of(ids), ids)


def _count(sheets: Sequence[Sheet]) -> int:
    return sum(len(sheet.sections) for sheet in sheets)


def _sheets(situation: Situation) -> list[Sheet]:
    """Write the sections in order; a sheet whose sections have nothing to say is left out."""
    plans = (
        (tr("Scope"), tr("Scope, method and limits"), PORTRAIT, False, write.scope_sections),
        (tr("Market"), tr("Market picture"), LANDSCAPE, True, write.market_sections),
        (tr("Totals"), tr("Totals and trend"), TOTALS, False, write.total_sections),
        (tr("Actors"), tr("Actors"), LANDSCAPE, True, write.actor_sections),
        (tr("Key players"), tr("Key players"), LANDSCAPE, True, write.key_player_sections),
        (tr("Network"), tr("Network chart"), CHART_GRID, True, write.chart_sections),
        (tr("Routes"), tr("Supply routes"), ROUTES, True, write.route_sections),
        (tr("Countries"), tr("Countries"), ROUTES, True, write.country_sections),
        (tr("Seizures"), tr("Seizures"), WIDE, True, write.seizure_sections),
        (tr("Enforcement"), tr("Enforcement response"), LANDSCAPE, True, write.response_sections),
        (tr("Gaps"), tr("What is missing or weak"), GAPS_GRID, False, write.gap_sections),
    )
    sheets = list[Sheet]()
    for name, title, grid, is_landscape, sections_of in plans:
        sections = [
            Section(f"{_count(sheets) + number}  {section.heading}", section.blocks)
            for number, section in enumerate(sections_of(situation), 1)
        ]
        if sections:
            paper = "A3" if grid in (CHART_GRID, WIDE) else "A4"
            sheets.append(Sheet(name, title, grid, tuple(sections), is_landscape, paper))
    return sheets


def _purpose(area: Area) -> str:
    return tr(
        "To set out what is recorded about {what} ({period}): what was seized, where, by which "
        "stated routes, who is linked with it, how the authorities responded, and what is missing.",
        what=area.title(),
        period=area.period(),
    )


def _points(situation: Situation) -> list[str]:
    seizures, material = situation.seizures, situation.material
    if not seizures:
        return [tr("No seizure in this database falls in the scope.")]
    dates = sorted(one.date for one in seizures if one.date)
    points = [
        ntr(
            "{n} seizure is recorded in the scope, dated {first} to {last}.",
            "{n} seizures are recorded in the scope, dated {first} to {last}.",
            len(seizures),
            first=dates[0] if dates else tr("not stated"),
            last=dates[-1] if dates else tr("not stated"),
        )
    ]
    for taxon in taxa_of(seizures)[:3]:
        found = [total for total in totals_of(seizures) if total.taxon == taxon]
        points.append(_species_point(found))
    parts = by_country(seizures)
    if parts:
        names = country_names(material)
        most = ", ".join(f"{names.get(p.code, p.code)} ({p.any_part})" for p in parts[:5])
        points.append(tr("Countries most often named, in any part: {countries}.", countries=most))
    doubtful = sum(one.has_doubtful_route for one in seizures)
    if doubtful:
        points.append(
            ntr(
                "The route of {n} seizure is unconfirmed or disputed.",
                "The routes of {n} seizures are unconfirmed or disputed.",
                doubtful,
            )
        )
    return points


def _chart_ids(situation: Situation) -> tuple[int, ...]:
    """Give what to draw: actors, cases and seizures, the best linked where there are many."""
    shown = [*situation.with_others(ACTORS), *situation.with_others(RESPONSE)]
    ids = dict.fromkeys(int(end) for link in shown for end in (link.from_id, link.to_id))
    if len(ids) <= _MOST_ON_CHART:
        return tuple(ids)
    count = {i: sum(i in (link.from_id, link.to_id) for link in shown) for i in ids}
    return tuple(sorted(ids, key=lambda i: -count[i])[:_MOST_ON_CHART])


def _species_point(totals: Sequence[Total]) -> str:
    whole = sum_of(totals)
    name, n = species(whole.taxon), len(whole.seizures)
    if whole.weight_kg is None:
        return ntr(
            "{species}: {n} seizure, no weight reported.",
            "{species}: {n} seizures, no weight reported.",
            n,
            species=name,
        )
    return ntr(
        "{species}: {n} seizure; reported weight {weight} kg.",
        "{species}: {n} seizures; reported weights add up to {weight} kg.",
        n,
        species=name,
        weight=f"{whole.weight_kg:,.1f}",
    )
