"""Tables of a situational analysis: by year, species, country and route; actors; response."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from iwtlink.analysis import MEASURES
from iwtlink.i18n import tr
from iwtlink.products.content import Cell, Column, Row, Table, text_row
from iwtlink.products.grids import source_columns, without_empty_columns
from iwtlink.products.incidents import Seizure
from iwtlink.products.link_tables import other_end, relation, strength_cell
from iwtlink.products.material import UNCONFIRMED, Material, strength_text
from iwtlink.products.seizure_tables import country_names, english_name, species
from iwtlink.products.totals import added, by_country, by_route, by_year, taxa_of
from iwtlink.store.links import LinkRow
from iwtlink.store.reading import read_snapshot
from iwtlink.store.statements import Source

_MOST_TAXA = 3
_STRENGTH_ORDER = ("confirmed", "unconfirmed", "tentative")


def count_of(taxon: str, seizures: Sequence[Seizure]) -> int:
    """Count the seizures with an item of this species."""
    return sum(any(item.taxon == taxon for item in one.items) for one in seizures)


def year_table(seizures: Sequence[Seizure]) -> Table:
    """Count seizures by year, in all and for the species most often seized."""
    taxa = taxa_of(seizures)
    columns = (
        Column(tr("Year"), "date"),
        Column(tr("Seizures"), "number"),
        *_taxon_columns(taxa, "{species}"),
    )
    rows = []
    for year, found in by_year(seizures):
        counts = [
            sum(any(item.taxon in group for item in one.items) for one in found)
            for group in _taxon_groups(taxa)
        ]
        rows.append(text_row(year, len(found), *counts))
    undated = sum(not one.year for one in seizures)
    note = tr(
        "A seizure of several species counts once in each. Undated, and left out here: {n}.",
        n=undated,
    )
    return Table("by_year", columns, tuple(rows), tr("Seizures by year"), note=note)


def weight_table(seizures: Sequence[Seizure]) -> Table:
    """Add up the reported weight by year for the species most often seized."""
    taxa = taxa_of(seizures)
    columns = (
        Column(tr("Year"), "date"),
        Column(tr("With a weight"), "number"),
        *_taxon_columns(taxa, tr("{species}, kg")),
    )
    rows = []
    for year, found in by_year(seizures):
        weighed = sum(any(item.weight_kg is not None for item in one.items) for one in found)
        sums = [_weight_of(group, found) for group in _taxon_groups(taxa)]
        rows.append(text_row(year, weighed, *sums))
    return Table(
        "weight_by_year",
        columns,
        tuple(rows),
        tr("Reported weight by year, kg"),
        note=tr("Only weights that a source reports; a count is never turned into a weight."),
    )


def _taxon_groups(taxa: Sequence[str]) -> list[set[str]]:
    """Give the most frequent species one by one, and all others together."""
    groups = [{taxon} for taxon in taxa[:_MOST_TAXA]]
    return [*groups, set(taxa[_MOST_TAXA:])] if len(taxa) > _MOST_TAXA else groups


def _taxon_columns(taxa: Sequence[str], heading: str) -> list[Column]:
    names = [species(taxon) for taxon in taxa[:_MOST_TAXA]]
    columns = [Column(heading.format(species=name), "number", span=2) for name in names]
    others = [Column(tr("Others"), "number")] if len(taxa) > _MOST_TAXA else []
    return [*columns, *others]


def _weight_of(group: set[str], seizures: Sequence[Seizure]) -> float | None:
    total: float | None = None
    for one in seizures:
        for item in one.items:
            if item.taxon in group:
                total = added(total, item.weight_kg)
    return None if total is None else round(total, 1)


def species_table(seizures: Sequence[Seizure]) -> Table:
    """Count seizures by species."""
    rows = tuple(
        text_row(species(taxon), english_name(taxon), count_of(taxon, seizures))
        for taxon in taxa_of(seizures)
    )
    columns = (
        Column(tr("Species")),
        Column(tr("English name"), span=3),
        Column(tr("Seizures"), "number"),
    )
    return Table("by_species", columns, rows)


def country_table(material: Material, seizures: Sequence[Seizure]) -> Table:
    """Count, for each country, the seizures there and those that name it on the way."""
    names = country_names(material)
    columns = (
        Column(tr("Country")),
        Column(tr("Seized there"), "number"),
        Column(tr("Stated origin"), "number"),
        Column(tr("Stated transit"), "number"),
        Column(tr("Stated destination"), "number"),
        Column(tr("Named in a route"), "number"),
        Column(tr("Any part"), "number"),
    )
    rows = tuple(
        Row(
            tuple(
                Cell(value or None)
                for value in (
                    names.get(part.code, part.code),
                    part.scene,
                    part.origin,
                    part.transit,
                    part.destination,
                    part.on_route,
                    part.any_part,
                )
            )
        )
        for part in by_country(seizures)
    )
    table = Table(
        "by_country",
        columns,
        rows,
        note=tr("A seizure counts once per country and part; parts of one seizure overlap."),
        empty=tr("No country is stated."),
    )
    return without_empty_columns(table)


def route_table(material: Material, seizures: Sequence[Seizure]) -> Table:
    """List the ways as stated, with how many seizures state each and how sure that is."""
    columns = (
        Column(tr("Way as stated: origin › transit › destination")),
        Column(tr("Seizures"), "number"),
        Column(tr("First"), "date"),
        Column(tr("Last"), "date"),
        Column(tr("Route is"), "strength"),
        *source_columns(),
    )
    rows = []
    for route in by_route(seizures, country_names(material)):
        dates = sorted(one.date for one in route.seizures if one.date)
        status = strength_text("unconfirmed") if route.is_doubtful else tr("as stated")
        sources = [source for one in route.seizures for source in _route_sources(one)]
        rows.append(
            Row(
                (
                    Cell(route.text),
                    Cell(len(route.seizures)),
                    Cell(dates[0] if dates else None),
                    Cell(dates[-1] if dates else None),
                    Cell(status, is_strong=route.is_doubtful),
                ),
                material.bibliography.cite(sources),
            )
        )
    return Table(
        "routes",
        columns,
        tuple(rows),
        note=tr(
            "Only what a source states; no stop, direction or origin is filled in. UNCONFIRMED "
            "where the source, or the link that states a leg, is not sure."
        ),
        empty=tr("No route is stated."),
    )


def leg_table(material: Material, seizures: Sequence[Seizure]) -> Table:
    """List alleged origins and uncertain legs, one to a row, by name."""
    columns = (
        Column(tr("Seizure")),
        Column(tr("Date"), "date"),
        Column(tr("Stated part"), span=2),
        Column(tr("Strength"), "strength"),
        *source_columns(),
    )
    rows = []
    for one in seizures:
        for leg in one.legs:
            if leg.relation == "routed_via" and leg.role:
                continue  # it stands in the way of the seizure already
            known = material.ontology.link_types[leg.relation]
            verb = known.reverse_verb if leg.relation == "alleged_origin_of" else known.verb
            rows.append(
                Row(
                    (
                        Cell(f"{one.label}\n{one.ref}"),
                        Cell(one.date),
                        Cell(f"{tr(verb)}: {material.label(leg.entity_id)}"),
                        strength_cell(leg.strength),
                    ),
                    material.bibliography.cite(leg.sources),
                )
            )
    return Table("legs", columns, tuple(rows))


def actor_table(material: Material, links: Sequence[LinkRow], seizure_ids: set[int]) -> Table:
    """List who is linked with the seizures, each once per relation, and how often."""
    grouped: defaultdict[tuple[int, str, str], list[LinkRow]] = defaultdict(list)
    for link in links:
        actor = int(link.to_id if link.from_id in seizure_ids else link.from_id)
        grouped[(actor, relation(material, link, actor), link.role)].append(link)
    stated = material.statements("link", [int(link.id) for link in links])
    columns = (
        Column(tr("Name")),
        Column(tr("Kind")),
        Column(tr("Relation")),
        Column(tr("Role"), span=2),
        Column(tr("Seizures"), "number"),
        Column(tr("Strength"), "strength", span=2),
        *source_columns(),
    )
    rows = []
    for (actor, verb, role), found in sorted(
        grouped.items(), key=lambda item: (-len(item[1]), material.label(item[0][0]))
    ):
        weakest = max((link.strength for link in found), key=_STRENGTH_ORDER.index)
        rows.append(
            Row(
                (
                    Cell(material.name(actor), is_strong=True),
                    Cell(material.type_label(actor), is_quiet=True),
                    Cell(verb),
                    Cell(role),
                    Cell(len({other_end(link, actor) for link in found})),
                    Cell(strength_text(weakest), is_strong=weakest in UNCONFIRMED),
                ),
                material.cite([row for link in found for row in stated[int(link.id)]]),
            )
        )
    table = Table("actors", columns, tuple(rows), empty=tr("No actor is linked with a seizure."))
    return without_empty_columns(table, keep=(0, 1, 2, 4, 5))


def key_player_table(material: Material, actors: set[int], top: int = 8) -> Table:
    """Rank the actors by their direct links in the network of the whole database."""
    snapshot = read_snapshot(material.db)
    degree = MEASURES["degree"].values_of(snapshot)
    between = MEASURES["betweenness"].values_of(snapshot)
    chosen = [k for k, i in enumerate(snapshot.entity_ids.tolist()) if i in actors]
    chosen.sort(key=lambda k: (-degree[k], -between[k], snapshot.refs[k]))
    ids = [int(snapshot.entity_ids[k]) for k in chosen[:top]]
    material.load(ids)
    rows = tuple(
        Row(
            (
                Cell(material.label(entity_id), is_strong=True),
                Cell(material.type_label(entity_id), is_quiet=True),
                Cell(int(degree[k])),
                Cell(round(float(between[k]), 4)),
            )
        )
        for k, entity_id in zip(chosen, ids, strict=False)
    )
    columns = (
        Column(tr("Name")),
        Column(tr("Kind")),
        Column(tr("Direct links"), "number"),
        Column(tr("Brokerage"), "number", decimals=4),
    )
    return Table(
        "key_players",
        columns,
        rows,
        note=MEASURES["betweenness"].sentence,
    )


def counted_table(name: str, title: str, heading: str, values: Sequence[str]) -> Table:
    """Count how often each stated word occurs."""
    counts = Counter(value for value in values if value)
    rows = tuple(
        Row((Cell(word), Cell(n)))
        for word, n in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    )
    columns = (Column(heading, span=2), Column(tr("Seizures"), "number"))
    return Table(name, columns, rows, title)


def _route_sources(seizure: Seizure) -> Sequence[Source]:
    """Give what states the way: the item that gives it in words, else the seizure itself."""
    in_words = [item for item in seizure.items if item.route]
    return [source for item in in_words for source in item.sources] if in_words else seizure.sources
