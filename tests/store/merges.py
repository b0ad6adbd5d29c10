"""Merging and splitting in one line each, for the tests of both."""

from __future__ import annotations

from iwtlink.ontology import Value
from iwtlink.store import (
    Edit,
    Store,
    charts,
    entities,
    links,
    merging,
    statements,
)
from iwtlink.store.ids import EntityId, LinkId
from iwtlink.store.leads import MergeKind


def people(store: Store, *names: str) -> list[EntityId]:
    """Add people; give their ids."""
    with store.edit("Add people") as edit:
        return [entities.add_entity(edit, "person", name) for name in names]


def merge_all(
    store: Store,
    *ids: int,
    kind: MergeKind = "entity",
    across_types: bool = False,
    despite_judgement: bool = False,
) -> merging.Merged:
    """Merge in a step of its own."""
    with store.edit("Merge") as edit:
        return merging.merge(
            edit, kind, ids, across_types=across_types, despite_judgement=despite_judgement
        )


def split(store: Store, absorbed: int, kind: MergeKind = "entity") -> None:
    """Split off in a step of its own."""
    with store.edit("Split") as edit:
        merging.split_off(edit, kind, absorbed)


def join(edit: Edit, one: int, other: int, **values: str) -> LinkId:
    """Join two by an undirected link with these values."""
    said = {name: Value(text) for name, text in values.items()}
    return links.add_link(edit, "associate_of", EntityId(one), EntityId(other), values=said)


def live_links(store: Store) -> set[int]:
    """Give the links that are live."""
    with store.read() as db:
        return {row.id for row in links.list_links(db)}


def lead(store: Store, item_id: int, kind: str = "entity") -> int:
    """Give who stands for an item."""
    with store.read() as db:
        return merging.lead_of(db, kind, item_id)


def shown(store: Store, entity_id: int, name: str) -> set[int]:
    """Give the statements of a property that are shown."""
    with store.read() as db:
        rows = statements.read_statements(db, "entity", [entity_id])[entity_id]
    return {row.id for row in rows if row.property == name and row.is_shown}


def places(store: Store, chart: int) -> dict[int, tuple[float, float]]:
    """Give where whom a chart shows."""
    with store.read() as db:
        content = charts.read_chart(db, chart)
    return {
        int(i): (float(x), float(y))
        for i, (x, y) in zip(content.entity_ids, content.positions, strict=True)
    }


def picture(store: Store, entity_id: int) -> int | None:
    """Give the picture that an entity shows."""
    with store.read() as db:
        row = entities.get_entity(db, entity_id)
    assert row is not None
    return row.picture_id
