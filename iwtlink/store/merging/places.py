"""Where each row finds its place while the merges stand. Pure functions of what was read.

What the store shows follows from the rows as they were at first and from the merges that
stand: nothing here looks at where a row is now, but for a picture that was taken away.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from iwtlink.store.merging.groups import Edge, leads
from iwtlink.store.merging.holdings import Held, Holdings, Key

Leads = Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Place:
    """Live with these pointers, or aside with a lead (``hangs_on`` is its kind and id)."""

    columns: Mapping[str, int | None] = field(default_factory=dict)
    hangs_on: tuple[str, int] | None = None
    has_no_picture: bool = False
    """Someone took the picture away that an absorbed one lends."""


Places = dict[Key, Place]


def entity_leads(held: Holdings) -> dict[int, int]:
    """Give the lead of each entity at hand that exists."""
    rows = {row.key[1]: row for row in held.of("entity")}
    uids = {i: str(row.original["uid"]) for i, row in rows.items()}
    return leads(rows, held.entity_edges, uids)


@dataclass(frozen=True, slots=True)
class LinkPlaces:
    """Links that join an entity with itself, by id with that entity; and the other links' leads."""

    loops: dict[int, int]
    leads: dict[int, int]
    ends: dict[int, tuple[int, int]]


def link_places(held: Holdings, of_entity: Callable[[int], int]) -> LinkPlaces:
    """Say of each link at hand which link stands for it, and which ends it has."""
    rows = {row.key[1]: row for row in held.of("link")}
    ends = {
        i: (of_entity(row.original["from_id"]), of_entity(row.original["to_id"]))
        for i, row in rows.items()
    }
    loops = {i: start for i, (start, end) in ends.items() if start == end}
    alike = {i: way_of(row.original, ends[i]) for i, row in rows.items() if i not in loops}
    standing = [e for e in held.link_edges if _stands(e, alike)]
    uids = {i: str(row.original["uid"]) for i, row in rows.items()}
    return LinkPlaces(loops, leads(alike, standing, uids), ends)


def way_of(link: Mapping[str, Any], ends: tuple[int, int]) -> tuple[int, int, int]:
    """Give by what links are parallel: whether directed, and the ends, in order if so."""
    directed = int(link["is_directed"])
    start, end = ends if directed else sorted(ends)
    return directed, start, end


def _stands(edge: Edge, alike: Mapping[int, tuple[int, int, int]]) -> bool:
    one, other = (alike.get(end) for end in edge.ends)
    return one is not None and one == other


def find_places(
    held: Holdings, entities: Leads, links: LinkPlaces, of_entity: Callable[[int], int]
) -> Places:
    """Give each row at hand its place."""
    places: Places = {}
    for row in held.of("entity"):
        lead = entities[row.key[1]]
        places[row.key] = Place() if lead == row.key[1] else Place(hangs_on=("entity", lead))
    _place_pictures(held, entities, places)
    for row in held.of("link"):
        places[row.key] = _link_place(row.key[1], links)
    for table in ("observation", "product", "recipient"):
        for row in held.of(table):
            owners = {name: row.original[name] for name in _pointers(row)}
            places[row.key] = Place(
                {name: None if i is None else of_entity(i) for name, i in owners.items()}
            )
    for row in held.of("chart_member"):
        places[row.key] = _member_place(row, of_entity)
    for table, kind, column in _NAMED:
        for row in held.of(table):
            places[row.key] = _named_place(row, kind, column, links, of_entity)
    _one_each(held, places, "chart_entity", _chart_spot)
    _one_each(held, places, "chart_member", _member_spot)
    _one_each(held, places, "review", _review_spot)
    _place_passages(held, places)
    return places


_NAMED = (
    ("statement", "subject_kind", "subject_id"),
    ("external_ref", "kind", "item_id"),
    ("review", "kind", "item_id"),
    ("chart_entity", "", "entity_id"),
    ("chart_link", "link", "link_id"),
)


def _pointers(row: Held) -> Iterable[str]:
    names = {"observation": ("entity_id", "other_id")}
    return names.get(row.key[0], ("entity_id",))


def _link_place(link_id: int, links: LinkPlaces) -> Place:
    if link_id in links.loops:
        return Place(hangs_on=("entity", links.loops[link_id]))
    lead = links.leads[link_id]
    if lead != link_id:
        return Place(hangs_on=("link", lead))
    start, end = links.ends[link_id]
    return Place({"from_id": start, "to_id": end})


def _named_place(
    row: Held, kind_column: str, column: str, links: LinkPlaces, of_entity: Callable[[int], int]
) -> Place:
    """Place a row that belongs to one item: with its lead, or aside where that is a loop."""
    owner = int(row.original[column])
    kind = row.original.get(kind_column, "link" if kind_column == "link" else "entity")
    if kind != "link":
        return Place({column: of_entity(owner)})
    if owner in links.loops:
        return Place(hangs_on=("entity", links.loops[owner]))
    lead = links.leads.get(owner, owner)
    if row.key[0] == "chart_link" and lead != owner:
        return Place(hangs_on=("link", lead))
    return Place({column: lead})


def _chart_spot(row: Held, columns: Mapping[str, int | None]) -> tuple[Any, ...]:
    lead = columns["entity_id"]
    is_own = row.original["entity_id"] == lead
    return (row.original["chart_id"], lead), (not is_own, row.original["uid"]), ("entity", lead)


def _member_place(row: Held, of_entity: Callable[[int], int]) -> Place:
    """Place what one item holds; where the holder is one with what it holds, aside."""
    ends = {name: row.original[name] for name in ("holder_entity_id", "member_entity_id")}
    columns = {name: None if i is None else of_entity(i) for name, i in ends.items()}
    holder, member = columns.values()
    if holder is not None and holder == member:
        return Place(hangs_on=("entity", holder))
    return Place(columns)


def _member_spot(row: Held, columns: Mapping[str, int | None]) -> tuple[Any, ...]:
    lead = columns["member_entity_id"]
    if lead is None:
        return (row.key,), (), ("", 0)
    is_own = row.original["member_entity_id"] == lead
    return (row.original["chart_id"], lead), (not is_own, row.original["uid"]), ("entity", lead)


def _review_spot(row: Held, columns: Mapping[str, int | None]) -> tuple[Any, ...]:
    lead, kind = columns["item_id"], row.original["kind"]
    is_own = row.original["item_id"] == lead
    order = (not is_own, row.original["due_on"], row.original["uid"])
    return (kind, lead), order, (kind, lead)


def _one_each(
    held: Holdings, places: Places, table: str, spot_of: Callable[..., tuple[Any, ...]]
) -> None:
    """Leave one row on each spot, the lead's own before others; the rest go aside."""
    spots: dict[Any, list[tuple[Any, Key, Any]]] = {}
    for row in held.of(table):
        if places[row.key].hangs_on is None:
            spot, order, hangs_on = spot_of(row, places[row.key].columns)
            spots.setdefault(spot, []).append((order, row.key, hangs_on))
    for rivals in spots.values():
        for _, key, hangs_on in sorted(rivals)[1:]:
            places[key] = Place(hangs_on=hangs_on)


def _place_pictures(held: Holdings, entities: Leads, places: Places) -> None:
    """Let a lead without a picture show that of an absorbed one, unless it was taken away.

    It stays away while anything is absorbed: what lends it may be retracted and come back.
    """
    pictures: dict[int, list[tuple[str, int]]] = {}
    absorbing = {lead for i, lead in entities.items() if i != lead}
    for row in held.of("entity"):
        lead, picture = entities[row.key[1]], row.original["picture_id"]
        if lead != row.key[1] and picture is not None:
            pictures.setdefault(lead, []).append((str(row.original["uid"]), int(picture)))
    for row in held.of("entity"):
        if places[row.key].hangs_on is None:
            own = row.original["picture_id"]
            lent = min(pictures.get(row.key[1], []), default=("", None))[1]
            is_away = "picture_id" in row.moved and row.now["picture_id"] is None
            if own is None and is_away and row.key[1] in absorbing:
                places[row.key] = Place({"picture_id": None}, has_no_picture=True)
            else:
                places[row.key] = Place({"picture_id": lent if own is None else own})


def _place_passages(held: Holdings, places: Places) -> None:
    """Set the passages of statements that are set aside aside with them."""
    for row in held.of("passage"):
        statement = places.get(("statement", row.original["statement_id"] or 0))
        gone = statement.hangs_on if statement else None
        places[row.key] = Place(hangs_on=gone) if gone else Place()
