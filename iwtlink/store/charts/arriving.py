"""Putting on a chart what stood on a chart of another database, told by uid."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, get_args

from sqlalchemy import Connection

from iwtlink.store import schema
from iwtlink.store.charts.copying import Pasted
from iwtlink.store.charts.holding import Item, without_rings
from iwtlink.store.charts.look import LinkLook, Look, Visibility, look_json, read_look
from iwtlink.store.charts.looks import link_looks_on, set_link_looks, set_visibility
from iwtlink.store.charts.naming import ids_of
from iwtlink.store.charts.rows import entities_on
from iwtlink.store.edit import Edit
from iwtlink.store.ids import EntityId

Data = Mapping[str, Any]
Way = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Arriving:
    """How items stood elsewhere: columns as the tables name them, with uids for pointers.

    ``entities`` and ``links`` are by the uid of what they show, ``shapes`` by their own.
    """

    entities: Mapping[str, Data] = field(default_factory=dict)
    links: Mapping[str, Data] = field(default_factory=dict)
    shapes: Mapping[str, Data] = field(default_factory=dict)
    members: Sequence[Data] = ()


def put_on(
    edit: Edit, chart_id: int, arriving: Arriving, at: tuple[float, float] | None = None
) -> Pasted:
    """Put items on a chart as they stood, their middle at ``at``.

    An entity is on a chart once: what is there already stays where it is and as it is drawn.
    """
    db = edit.connection
    way = _way(arriving, at)
    ids = ids_of(db, "entity", arriving.entities.keys())
    new = _put_entities(edit, chart_id, arriving, ids, way)
    _draw_links(edit, chart_id, arriving, way)
    shapes = _put_shapes(edit, chart_id, arriving, way)
    fresh: dict[tuple[str, str], Item] = {
        ("entity", uid): ("entity", i) for uid, i in ids.items() if i in new
    }
    fresh |= {("shape", uid): ("shape", i) for uid, i in shapes.items()}
    _let_hold(edit, chart_id, arriving.members, fresh)
    return Pasted(tuple(EntityId(i) for i in new), tuple(shapes.values()))


def _way(arriving: Arriving, at: tuple[float, float] | None) -> Way:
    spots = [
        (float(data["x"]), float(data["y"]))
        for data in (*arriving.entities.values(), *arriving.shapes.values())
        if data["x"] is not None and data["y"] is not None
    ]
    if at is None or not spots:
        return 0.0, 0.0
    middle = [(min(axis) + max(axis)) / 2 for axis in zip(*spots, strict=True)]
    return at[0] - middle[0], at[1] - middle[1]


def _moved(data: Data, way: Way) -> tuple[float | None, float | None]:
    if data["x"] is None or data["y"] is None:
        return None, None
    return float(data["x"]) + way[0], float(data["y"]) + way[1]


def _put_entities(
    edit: Edit, chart_id: int, arriving: Arriving, ids: Mapping[str, int], way: Way
) -> list[int]:
    there = {int(i) for i in entities_on(edit.connection, chart_id)}
    rows: dict[int, tuple[Any, ...]] = {}
    for uid, data in arriving.entities.items():
        if uid in ids and ids[uid] not in there:
            look = look_json(read_look(Look, str(data["look"])))
            kept = (data["is_pinned"], look, data["visibility"], edit.now)
            rows.setdefault(ids[uid], (chart_id, ids[uid], *_moved(data, way), *kept))
    columns = ("chart_id", "entity_id", "x", "y", "is_pinned", "look", "visibility", "placed_at")
    edit.insert_rows(schema.chart_entity, columns, rows.values())
    return list(rows)


def _draw_links(edit: Edit, chart_id: int, arriving: Arriving, way: Way) -> None:
    """Draw links as they were drawn, unless they have a look here."""
    db = edit.connection
    ids = ids_of(db, "link", arriving.links.keys())
    known = _dressed(db, chart_id, ids.values())
    coming = {i: arriving.links[uid] for uid, i in ids.items() if i not in known}
    looks = {i: read_look(LinkLook, str(data["look"])) for i, data in coming.items()}
    shifted = {i: replace(look, corners=_shifted(look, way)) for i, look in looks.items()}
    set_link_looks(edit, chart_id, shifted)
    for visibility in get_args(Visibility):
        chosen = [i for i, data in coming.items() if data["visibility"] == visibility]
        if visibility and chosen:
            set_visibility(edit, chart_id, (), chosen, visibility)


def _dressed(db: Connection, chart_id: int, link_ids: Iterable[int]) -> set[int]:
    return set(link_looks_on(db, chart_id, list(link_ids)))


def _shifted(look: LinkLook, way: Way) -> tuple[tuple[float, float], ...]:
    return tuple((x + way[0], y + way[1]) for x, y in look.corners)


def _put_shapes(edit: Edit, chart_id: int, arriving: Arriving, way: Way) -> dict[str, int]:
    """Put free items on the chart, each once more; their pictures stay behind."""
    columns = ("kind", "x", "y", "width", "height", "depth", "text", "look")
    rows = [
        (
            *(chart_id, data["kind"], *_moved(data, way), data["width"], data["height"]),
            *(data["depth"], data["text"], look_json(read_look(Look, str(data["look"])))),
        )
        for data in arriving.shapes.values()
    ]
    new = edit.insert_rows(schema.chart_shape, ("chart_id", *columns), rows)
    return dict(zip(arriving.shapes, new, strict=True))


def _let_hold(
    edit: Edit, chart_id: int, members: Sequence[Data], fresh: Mapping[tuple[str, str], Item]
) -> None:
    """Let what came hold what it held, as far as that came too."""
    pairs = [(_end(data, "member"), _end(data, "holder")) for data in members]
    coming = [(fresh[one], fresh[other]) for one, other in pairs if one in fresh and other in fresh]
    rows = [
        (chart_id, *_columns(holder), *_columns(member))
        for member, holder in without_rings(coming).items()
    ]
    names = [f"{end}_{kind}_id" for end in ("holder", "member") for kind in ("entity", "shape")]
    edit.insert_rows(schema.chart_member, ("chart_id", *names), rows)


def _end(data: Data, end: str) -> tuple[str, str]:
    entity = data[f"{end}_entity_id"]
    return (
        ("entity", str(entity)) if entity is not None else ("shape", str(data[f"{end}_shape_id"]))
    )


def _columns(item: Item) -> tuple[int | None, int | None]:
    return (item[1], None) if item[0] == "entity" else (None, item[1])
