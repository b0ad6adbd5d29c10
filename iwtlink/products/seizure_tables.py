"""Tables of seizures: item by item, and totals per species, term and unit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from iwtlink.i18n import tr
from iwtlink.ontology.wildlife import cites_appendix, taxa
from iwtlink.products.content import Cell, Column, Row, Scalar, Table
from iwtlink.products.grids import source_columns, without_empty_columns
from iwtlink.products.incidents import Item, Seizure, route_text
from iwtlink.products.material import Material, strength_text
from iwtlink.products.totals import Total, counted, sum_of, totals_of, unit_of


def item_table(material: Material, seizures: Sequence[Seizure], *, wide: bool) -> Table:
    """List every item, its seizure in front; ``wide`` adds place, route and its status."""
    columns = [
        Column(tr("Seizure")),
        Column(tr("Date"), "date"),
        Column(tr("Place")),
        Column(tr("Species")),
        Column(tr("Term"), "code"),
        Column(tr("Quantity"), "number"),
        Column(tr("Unit"), "code"),
        Column(tr("Weight, kg"), "number"),
        Column(tr("Raw ivory equivalent, kg"), "number"),
    ]
    if wide:
        columns += [Column(tr("Route as stated")), Column(tr("Route is"), "strength")]
    rows = tuple(row for one in seizures for row in _rows(material, one, wide=wide))
    has_ivory = any(item.raw_ivory_kg is not None for one in seizures for item in one.items)
    table = Table(
        "seizures",
        (*columns, *source_columns()),
        rows,
        note=raw_ivory_method() if has_ivory else "",
        empty=tr("No seizure is linked directly."),
    )
    return without_empty_columns(table, keep=(0, 1, 2, 3, 4, 5, 6, 7, 9))


def total_table(material: Material, seizures: Sequence[Seizure]) -> Table:
    """Total per species, term and unit; a line per species adds up weights, never quantities."""
    columns = (
        Column(tr("Species")),
        Column(tr("Term"), "code"),
        Column(tr("Unit"), "code"),
        Column(tr("Seizures"), "number"),
        Column(tr("Items"), "number"),
        Column(tr("Quantity"), "number"),
        Column(tr("Weight, kg"), "number"),
        Column(tr("Raw ivory equivalent, kg"), "number"),
        Column(tr("Items without figure"), "number"),
    )
    rows: list[Row] = []
    for _taxon, found in groupby(totals_of(seizures), key=lambda total: total.taxon):
        totals = list(found)
        rows += [_total_row(material, total) for total in totals]
        if len(totals) > 1:
            rows.append(_species_row(sum_of(totals)))
    table = Table(
        "totals",
        columns,
        tuple(rows),
        tr("Totals per species, term and unit"),
        note=tr(
            "Quantities in different units are never added. Weight is what the sources report; "
            "an item with both a count and a weight stands in the line of its count."
        ),
        empty=tr("No seizure item is recorded."),
    )
    if any(row.cells[7].value is not None for row in rows):
        table = replace(table, note=f"{table.note} {raw_ivory_method()}")
    return without_empty_columns(table, keep=(0, 1, 2, 3, 4, 5, 6))


def raw_ivory_method() -> str:
    """Say how the raw ivory equivalent is reckoned."""
    return tr(
        "Raw ivory equivalent: raw weight, or worked weight divided by 0.7 (ETIS); as stated by "
        "the source, or reckoned where it says whether the ivory is raw or worked and gives a "
        "weight."
    )


def species(taxon: str) -> str:
    """Give the species to print, where there is little room."""
    return taxon or tr("Species not stated")


def named_species(taxon: str) -> str:
    """Give the scientific name, its English name below where the table of taxa has one."""
    english = english_name(taxon)
    return f"{taxon}\n{english}" if english else species(taxon)


def english_name(taxon: str) -> str:
    """Give the English name of a taxon; empty where the table of taxa has none."""
    known = taxa().get(taxon)
    return known.english if known else ""


def item_species(item: Item, date: str) -> str:
    """Give the species of an item with its CITES appendix on the day, as stated or as listed."""
    appendix = item.appendix or cites_appendix(item.taxon, date)[0]
    listed = tr("CITES {appendix}", appendix=appendix) if appendix not in ("", "-") else ""
    return "\n".join(filter(None, (named_species(item.taxon), listed)))


def _rows(material: Material, seizure: Seizure, *, wide: bool) -> list[Row]:
    if not seizure.items:
        return [_row(material, seizure, None, wide=wide, is_first=True)]
    return [
        _row(material, seizure, item, wide=wide, is_first=number == 0)
        for number, item in enumerate(seizure.items)
    ]


def _row(
    material: Material, seizure: Seizure, item: Item | None, *, wide: bool, is_first: bool
) -> Row:
    quiet = not is_first
    cells = [
        Cell(f"{seizure.label}\n{seizure.ref}" if is_first else seizure.ref, is_quiet=quiet),
        Cell(seizure.date or tr("not dated"), is_quiet=quiet),
        Cell(place_text(material, seizure), is_quiet=quiet),
        Cell(
            item_species(item, seizure.date) if item else tr("no item recorded"),
            is_quiet=item is None,
        ),
        Cell(material.code("cites_terms", item.term) if item else None),
        Cell(_figure(counted(item)) if item else None),
        Cell(material.code("cites_units", unit_of(item)) if item else None),
        Cell(_figure(item.weight_kg) if item else None),
        Cell(_figure(item.raw_ivory_kg, 1) if item else None),
    ]
    if wide:
        cells += _route_cells(material, seizure, item)
    sources = (*seizure.sources, *(item.sources if item else ()))
    return Row(tuple(cells), material.bibliography.cite(sources))


def _route_cells(material: Material, seizure: Seizure, item: Item | None) -> list[Cell]:
    shown = _way(material, seizure, item)
    if not shown:
        return [Cell(None), Cell(None)]
    doubtful = seizure.has_doubtful_route
    status = strength_text("unconfirmed") if doubtful else tr("as stated")
    return [Cell(shown), Cell(status, is_strong=doubtful)]


def _way(material: Material, seizure: Seizure, item: Item | None) -> str:
    """Give the way in the words of the source, else its stops by name, else by country."""
    if item and item.route:
        return item.route
    stops = [leg for leg in seizure.legs if leg.relation == "routed_via"]
    if stops and all(leg.role for leg in stops):
        return " › ".join(f"{material.label(leg.entity_id)} ({tr(leg.role)})" for leg in stops)
    way = route_text(item, country_names(material)) if item else ""
    names = ", ".join(material.label(leg.entity_id) for leg in stops)
    return "; ".join(filter(None, (way, tr("via {places}", places=names) if names else "")))


def place_text(material: Material, seizure: Seizure) -> str:
    """Give place and country as stated."""
    names = country_names(material)
    countries = [names.get(code, code) for code in seizure.countries]
    if seizure.place:
        known = [name for name in countries if name not in seizure.place]
        return ", ".join([seizure.place, *known])
    provinces = [material.code("provinces", code) for code in seizure.provinces]
    return ", ".join([*provinces, *countries])


def country_names(material: Material) -> dict[str, str]:
    """Give country names by ISO code."""
    known = material.ontology.code_lists.get("countries")
    return {code.code: tr(code.label) for code in known.codes.values()} if known else {}


def _total_row(material: Material, total: Total) -> Row:
    cells: tuple[Scalar, ...] = (
        species(total.taxon),
        material.code("cites_terms", total.term) or tr("not stated"),
        material.code("cites_units", total.unit) or tr("not stated"),
        len(total.seizures),
        total.items,
        _figure(total.quantity),
        _figure(total.weight_kg),
        _figure(total.raw_ivory_kg, 1),
        total.without_figure or None,
    )
    return Row(tuple(Cell(value) for value in cells))


def _species_row(total: Total) -> Row:
    cells: tuple[Scalar, ...] = (
        species(total.taxon),
        tr("all"),
        tr("weight only"),
        len(total.seizures),
        total.items,
        None,
        _figure(total.weight_kg),
        _figure(total.raw_ivory_kg, 1),
        None,
    )
    return Row(tuple(Cell(value) for value in cells), is_total=True)


def _figure(value: float | None, decimals: int = 3) -> float | int | None:
    """Give a figure without the noise of binary fractions; a whole one as such."""
    if value is None:
        return None
    rounded = round(value, decimals)
    return int(rounded) if rounded == int(rounded) else rounded
