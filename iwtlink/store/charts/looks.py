"""How items and links stand on a chart: looks, and whether they are hidden or greyed.

A link without a row of its own is drawn as usual; a row that was written is never taken out
again, so that two laptops that change looks never ask whether it should be there.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection

from iwtlink.store import schema
from iwtlink.store.charts.look import LinkLook, Look, Visibility, look_json, read_look
from iwtlink.store.charts.naming import uids_of
from iwtlink.store.edit import Edit
from iwtlink.store.leads import listed

_OF_LINKS = "chart_id = ?1 AND link_id IN (SELECT value FROM json_each(?2))"
_OF_ENTITIES = "chart_id = ?1 AND entity_id IN (SELECT value FROM json_each(?2))"


def looks_on(
    db: Connection, chart_id: int, entity_ids: Collection[int] | None = None
) -> dict[int, Look]:
    """Read the looks of entities on a chart that are not as usual, of all where none are named."""
    which = "" if entity_ids is None else "AND entity_id IN (SELECT value FROM json_each(?2))"
    rows = db.exec_driver_sql(
        f"SELECT entity_id, look FROM chart_entity WHERE chart_id = ?1 AND look <> '{{}}' {which}",
        (chart_id,) if entity_ids is None else (chart_id, listed(entity_ids)),
    )
    return {int(i): read_look(Look, words) for i, words in rows}


def link_looks_on(
    db: Connection, chart_id: int, link_ids: Collection[int] | None = None
) -> dict[int, LinkLook]:
    """Read the looks of links on a chart that are not as usual, of all where none are named."""
    which = "" if link_ids is None else "AND link_id IN (SELECT value FROM json_each(?2))"
    rows = db.exec_driver_sql(
        f"SELECT link_id, look FROM chart_link WHERE chart_id = ?1 AND look <> '{{}}' {which}",
        (chart_id,) if link_ids is None else (chart_id, listed(link_ids)),
    )
    return {int(i): read_look(LinkLook, words) for i, words in rows}


def set_looks(edit: Edit, chart_id: int, looks: Mapping[int, Look]) -> None:
    """Give entities on a chart these looks in the place of those they have."""
    rows = [(look_json(look), chart_id, int(i)) for i, look in looks.items()]
    if rows:
        edit.connection.exec_driver_sql(
            "UPDATE chart_entity SET look = ?1 "
            "WHERE chart_id = ?2 AND entity_id = ?3 AND look <> ?1",
            rows,
        )


def change_looks(edit: Edit, chart_id: int, entity_ids: Iterable[int], **changes: Any) -> None:
    """Change some of how entities are drawn on a chart, named as in ``Look``.

    A width that is set anew no longer counts as given by a layout.
    """
    ids = [int(i) for i in entity_ids]
    if "width" in changes:
        changes.setdefault("by_layout", False)
    known = looks_on(edit.connection, chart_id, ids)
    set_looks(edit, chart_id, {i: replace(known.get(i, Look()), **changes) for i in ids})


def set_link_looks(edit: Edit, chart_id: int, looks: Mapping[int, LinkLook]) -> None:
    """Give links on a chart these looks in the place of those they have."""
    words = {int(i): look_json(look) for i, look in looks.items()}
    _write_links(edit, chart_id, "look", words, "{}")


def change_link_looks(edit: Edit, chart_id: int, link_ids: Iterable[int], **changes: Any) -> None:
    """Change some of how links are drawn on a chart, named as in ``LinkLook``.

    Bend points that are set anew no longer count as set by a layout.
    """
    ids = [int(i) for i in link_ids]
    if "corners" in changes:
        changes.setdefault("by_layout", False)
    known = link_looks_on(edit.connection, chart_id, ids)
    set_link_looks(edit, chart_id, {i: replace(known.get(i, LinkLook()), **changes) for i in ids})


def set_visibility(
    edit: Edit,
    chart_id: int,
    entity_ids: Collection[int],
    link_ids: Collection[int],
    visibility: Visibility,
) -> None:
    """Hide or grey entities and links on a chart, or show them as usual again."""
    if entity_ids:
        edit.connection.exec_driver_sql(
            f"UPDATE chart_entity SET visibility = ?3 WHERE {_OF_ENTITIES} AND visibility <> ?3",
            (chart_id, listed(entity_ids), visibility),
        )
    _write_links(edit, chart_id, "visibility", dict.fromkeys(map(int, link_ids), visibility), "")


def set_shape_visibility(edit: Edit, shape_ids: Collection[int], visibility: Visibility) -> None:
    """Hide or grey free shapes, or show them as usual again; the rest of their look stays."""
    rows = edit.connection.exec_driver_sql(
        "SELECT id, look FROM chart_shape WHERE id IN (SELECT value FROM json_each(?))",
        (listed(shape_ids),),
    )
    looks = {shape_id: read_look(Look, words) for shape_id, words in rows}
    changed = [
        (look_json(replace(look, visibility=visibility)), shape_id)
        for shape_id, look in looks.items()
        if look.visibility != visibility
    ]
    if changed:
        edit.connection.exec_driver_sql("UPDATE chart_shape SET look = ? WHERE id = ?", changed)


def show_all(edit: Edit, chart_id: int) -> None:
    """Show everything on a chart as usual again that was hidden or greyed."""
    db = edit.connection
    shapes = db.exec_driver_sql("SELECT id FROM chart_shape WHERE chart_id = ?", (chart_id,))
    set_shape_visibility(edit, [row[0] for row in shapes], "")
    for table in ("chart_entity", "chart_link"):
        db.exec_driver_sql(
            f"UPDATE {table} SET visibility = '' WHERE chart_id = ? AND visibility <> ''",
            (chart_id,),
        )
    _show_aside(edit, chart_id)


def show_hidden_links(edit: Edit, chart_id: int) -> None:
    """Show all links again that were hidden on a chart."""
    edit.connection.exec_driver_sql(
        "UPDATE chart_link SET visibility = '' WHERE chart_id = ? AND visibility = 'hidden'",
        (chart_id,),
    )
    _show_aside(edit, chart_id)


def _show_aside(edit: Edit, chart_id: int) -> None:
    """Show those links too, once they are split off, that merges have set aside."""
    edit.connection.exec_driver_sql(
        "UPDATE aside SET image = json_set(image, '$.visibility', '') || '' "
        "WHERE table_name = 'chart_link' AND image ->> 'chart_id' = ? "
        "AND image ->> 'visibility' <> ''",
        (chart_id,),
    )


def _write_links(
    edit: Edit, chart_id: int, column: str, values: Mapping[int, str], usual: str
) -> None:
    """Write a column of links' rows on a chart; a link that stays as usual needs none."""
    if not values:
        return
    db = edit.connection
    rows = db.exec_driver_sql(
        f"SELECT link_id, {column} FROM chart_link WHERE {_OF_LINKS}", (chart_id, listed(values))
    )
    there = {int(link_id): str(value) for link_id, value in rows}
    changed = [(v, chart_id, i) for i, v in values.items() if i in there and there[i] != v]
    if changed:
        db.exec_driver_sql(
            f"UPDATE chart_link SET {column} = ? WHERE chart_id = ? AND link_id = ?", changed
        )
    new = [i for i, v in values.items() if i not in there and v != usual]
    known = uids_of(db, "link", new)  # what is retracted is drawn, but has no row
    rows_in = [(chart_id, i, values[i]) for i in new if i in known]
    edit.insert_rows(schema.chart_link, ("chart_id", "link_id", column), rows_in)
