"""The market as observed: what was on display, where, when, at what price."""

from __future__ import annotations

from collections.abc import Sequence

from iwtlink.i18n import tr
from iwtlink.products.content import Block, Cell, Column, Row, Section, Table
from iwtlink.products.grids import source_columns, without_empty_columns
from iwtlink.products.link_tables import LinkTable, link_table
from iwtlink.products.material import Material
from iwtlink.products.scope import Area
from iwtlink.store import links, observations
from iwtlink.store.observations import ObservationRow
from iwtlink.store.statements import StatementRow

_MARKETS = ("shop", "market", "hotel", "restaurant", "online_store")


def market_section(material: Material, area: Area) -> Section | None:
    """List counts and prices observed in the scope, and what was seen there; None if nothing."""
    counts = [
        row
        for kind in ("shop_count", "price")
        for row in observations.list_observations(material.db, kind)
        if area.includes_date(row.date_first or "", row.date_last or "")
    ]
    stated = material.statements("observation", [int(row.id) for row in counts])
    material.load(int(row.entity_id) for row in counts)
    chosen = [row for row in counts if _is_in(material, area, row.entity_id, stated[int(row.id)])]
    blocks: list[Block] = []
    if chosen:
        blocks.append(_count_table(material, chosen, stated))
    seen = _sightings(material, area)
    if seen:
        title = tr("What was observed at places in the scope")
        blocks.append(link_table(material, LinkTable("market_links", seen, title=title)))
    return Section(tr("Market picture"), tuple(blocks)) if blocks else None


def _is_in(material: Material, area: Area, entity_id: int, stated: Sequence[StatementRow]) -> bool:
    values = {row.property: row.value for row in stated if row.is_shown}
    taxon, term = values.get("taxon", ""), values.get("term", "")
    if area.commodities and not any(one.includes(taxon, term) for one in area.commodities):
        return False
    return _is_here(material, area, entity_id)


def _is_here(material: Material, area: Area, entity_id: int) -> bool:
    if area.is_everywhere or entity_id in area.place_ids:
        return True
    where = {
        row.value
        for row in material.statements("entity", [entity_id])[entity_id]
        if row.property in ("country", "admin1")
    }
    return bool(where.intersection((*area.countries, *area.provinces)))


def _sightings(material: Material, area: Area) -> list[links.LinkRow]:
    """Give the links that place goods at a market of the scope."""
    found = [
        row
        for row in links.list_links(material.db, "observed_at")
        if area.includes_date(row.start, row.end or row.start)
    ]
    material.load(int(end) for row in found for end in (row.from_id, row.to_id))
    return [
        row
        for row in found
        if material.is_a(row.to_id, _MARKETS) and _is_here(material, area, row.to_id)
    ]


def _count_table(
    material: Material,
    rows: Sequence[ObservationRow],
    stated: dict[int, list[StatementRow]],
) -> Table:
    columns = (
        Column(tr("Place")),
        Column(tr("Date"), "date"),
        Column(tr("Species")),
        Column(tr("Term")),
        Column(tr("Count"), "number"),
        Column(tr("Weight, kg"), "number"),
        Column(tr("Price"), span=2),
        *source_columns(),
    )
    listed = tuple(_count_row(material, row, stated[int(row.id)]) for row in rows)
    table = Table("market", columns, listed, tr("Counts and prices"))
    return without_empty_columns(table, keep=(0, 1, 2, 3))


def _count_row(material: Material, row: ObservationRow, stated: Sequence[StatementRow]) -> Row:
    values = {one.property: one for one in stated if one.is_shown}

    def shown(*names: str) -> str:
        for name in names:
            if name in values:
                known = material.property_type("observation", row.type, name)
                return material.value(known, values[name])
        return ""

    def number(name: str) -> float | None:
        return values[name].number if name in values else None

    return Row(
        (
            Cell(material.name(row.entity_id)),
            Cell(row.date),
            Cell(shown("taxon")),
            Cell(shown("term")),
            Cell(number("quantity")),
            Cell(number("weight_kg")),
            Cell(shown("price", "amount")),
        ),
        material.cite(stated),
    )
