"""Working out anew what is live: the rows as they were at first, and the merges that stand."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from sqlalchemy import Connection

from iwtlink.store.edit import Edit
from iwtlink.store.leads import MergeKind, leads_of, listed
from iwtlink.store.merging.holdings import (
    Holdings,
    read_at_links,
    read_entities,
    read_links,
)
from iwtlink.store.merging.places import LinkPlaces, Places, entity_leads, find_places, link_places
from iwtlink.store.merging.writing import write


def regroup(edit: Edit, kind: MergeKind, ids: Iterable[int]) -> None:
    """Bring everything that belongs to these items, and to what they are one with, to its place.

    To be called after rows of ``merge`` were added or taken out, or rows were written as they
    were before any merge. What is in its place already is not touched. Cost: linear in the rows
    of the groups, in a fixed number of queries.
    """
    held, places = planned(edit.connection, kind, ids)
    write(edit, held, places)


def lay_apart(edit: Edit, kind: MergeKind, ids: Iterable[int]) -> None:
    """Bring everything back to whom it belonged before any merge; ``regroup`` joins it again.

    The rows of ``merge`` stay. Between the two, rows can be written as if nothing were merged.
    """
    held, places = planned(edit.connection, kind, ids, is_apart=True)
    write(edit, held, places)


def planned(
    db: Connection, kind: MergeKind, ids: Iterable[int], *, is_apart: bool = False
) -> tuple[Holdings, Places]:
    """Read what belongs to items and find its place, without writing anything."""
    wanted = set(ids)
    held = read_entities(db, wanted if kind == "entity" else _joined_by_loops(db, wanted))
    if kind == "link":
        held.link_ids |= wanted
    read_links(db, held)
    if is_apart:
        held.entity_edges, held.link_edges = (
            ([], held.link_edges) if kind == "entity" else (held.entity_edges, [])
        )
    entities = entity_leads(held)
    of_entity = _standing(db, held, entities)
    links = link_places(held, of_entity)
    read_at_links(db, held, _special(held, links) | (wanted if kind == "link" else set()))
    return held, find_places(held, entities, links, of_entity)


def _joined_by_loops(db: Connection, link_ids: Iterable[int]) -> list[int]:
    """Give the entities that links are set aside for, which would join them with themselves."""
    rows = db.exec_driver_sql(
        "SELECT DISTINCT lead_id FROM aside WHERE table_name = 'link' AND kind = 'entity' "
        "AND row_id IN (SELECT value FROM json_each(?))",
        (listed(link_ids),),
    )
    return [int(row[0]) for row in rows]


def _standing(db: Connection, held: Holdings, known: dict[int, int]) -> Callable[[int], int]:
    """Give what says which entity stands for one: by the plan, else as it is now."""
    pointed = {
        int(value)
        for row in held.rows.values()
        for name, value in row.original.items()
        if name in _AT_ENTITIES and value is not None
    }
    outside = leads_of(db, "entity", pointed - known.keys())
    return lambda i: known.get(i, outside.get(i, i))


_AT_ENTITIES = frozenset(
    {"from_id", "to_id", "entity_id", "other_id", "holder_entity_id", "member_entity_id"}
)


def _special(held: Holdings, links: LinkPlaces) -> set[int]:
    """Give the links whose own rows may have to move: merged ones and loops, now or after."""
    merged = {end for edge in held.link_edges for end in edge.ends}
    aside = {row.key[1] for row in held.of("link") if row.is_aside}
    standing = {row.hangs_on[1] for row in held.rows.values() if row.hangs_on[0] == "link"}
    return merged | aside | standing | links.loops.keys()
