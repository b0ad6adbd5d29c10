"""What was retracted while it stood on a chart: shown there greyed, from the step's images.

A retraction takes an item out of the tables with its places on charts; the journal keeps them.
What an analyst takes off the chart after that is named in the chart's options (``let_go``).
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection

from iwtlink.store.charts.drafting import Draft, Spot
from iwtlink.store.charts.states import State
from iwtlink.store.entities import EntityRow
from iwtlink.store.ids import EntityId, FileId, LinkId
from iwtlink.store.links import LinkRow

Image = dict[str, Any]


def with_retracted(db: Connection, draft: Draft, then: State | None = None) -> Draft:
    """Add to a chart what was on it and is retracted now.

    ``then`` is the chart as it was kept, where that is shown: only what was on it then comes, and
    stands as it stood.
    Cost: one small query where nothing is; else linear in the steps that retracted something.
    """
    places = _gone(db, "entity", "chart_entity", "entity_id", draft.chart_id)
    steps = _steps(db, "entity", places)
    images = _images(db, "entity", steps)
    let_go = frozenset(draft.options.let_go)
    ghosts = {
        i: images[i]
        for i in places
        if i in images
        and i not in draft.spots
        and images[i]["uid"] not in let_go
        and (then is None or images[i]["uid"] in then.entities)
    }
    entities = {**draft.entities, **{i: _entity(image) for i, image in ghosts.items()}}
    links = {
        i: image
        for i, image in _images(db, "link", _steps(db, "link", None)).items()
        if image["from_id"] in entities
        and image["to_id"] in entities
        and i not in draft.links
        and image["uid"] not in let_go
        and (then is None or image["uid"] in then.links)
    }
    if not ghosts and not links:
        return draft
    marks = _gone(db, "link", "chart_link", "link_id", draft.chart_id)
    spots = {i: _spot(places[i]) for i in ghosts}
    if then is not None:
        spots = {i: _kept_spot(then.entities[image["uid"]]) for i, image in ghosts.items()}
    return replace(
        draft,
        entities=entities,
        spots={**draft.spots, **spots},
        links={**draft.links, **{i: _link(image) for i, image in links.items()}},
        lines={
            **draft.lines,
            **{i: _line(image) for i, image in marks.items() if i in links},
        },
        retracted=frozenset(ghosts),
        retracted_links=frozenset(links),
    )


def uids_of_retracted(db: Connection, kind: str, ids: Collection[int]) -> list[str]:
    """Give the uids of those of the items that are retracted."""
    images = _images(db, kind, _steps(db, kind, ids))
    return [str(image["uid"]) for image in images.values()]


def _steps(db: Connection, kind: str, ids: Collection[int] | None) -> dict[int, int]:
    """Give in which step each retracted item went, of all where none are named."""
    rows = db.exec_driver_sql("SELECT item_id, step_id FROM retraction WHERE kind = ?", (kind,))
    return {int(i): int(step) for i, step in rows if ids is None or i in ids}


_TAKEN_OUT = """
    SELECT step_id, row_id, before FROM touched WHERE step_id IN (SELECT value FROM json_each(?))
    AND table_name = ? AND after IS NULL AND before IS NOT NULL ORDER BY journal_id
"""


def _taken_out(db: Connection, table: str, steps: Iterable[int]) -> list[tuple[int, int, Image]]:
    listed = json.dumps(sorted(set(steps)))
    if listed == "[]":
        return []
    rows = db.exec_driver_sql(_TAKEN_OUT, (listed, table))
    return [(int(step), int(i), json.loads(before)) for step, i, before in rows]


def _images(db: Connection, kind: str, steps: Mapping[int, int]) -> dict[int, Image]:
    """Give retracted items as they were when they went, in order of id."""
    found = _taken_out(db, kind, steps.values())
    images = {i: image for step, i, image in found if steps.get(i) == step}
    return dict(sorted(images.items()))


def _gone(db: Connection, kind: str, table: str, column: str, chart_id: int) -> dict[int, Image]:
    """Give the rows of a table that items had on a chart when they went, by item."""
    steps = _steps(db, kind, None)
    found = _taken_out(db, table, steps.values())
    return {
        int(image[column]): image
        for step, _, image in found
        if image["chart_id"] == chart_id and steps.get(image[column]) == step
    }


def _spot(image: Image) -> Spot:
    """Give the place of a retracted item: it stays there, whatever layout runs."""
    look, visibility = str(image.get("look", "{}")), str(image.get("visibility", ""))
    return Spot(image["x"], image["y"], 1, look, visibility, uid="")


def _kept_spot(kept: tuple[Any, ...]) -> Spot:
    x, y, _, visibility, look = kept
    return Spot(x, y, 1, json.dumps(look, ensure_ascii=False), visibility, uid="")


def _line(image: Image) -> tuple[str, str]:
    return str(image["look"]), str(image["visibility"])


def _entity(image: Image) -> EntityRow:
    picture = image["picture_id"]
    return EntityRow(
        EntityId(image["id"]),
        image["ref"],
        image["type"],
        image["label"],
        image["script_label"],
        None if picture is None else FileId(picture),
    )


def _link(image: Image) -> LinkRow:
    values = {name: image[name] for name in LinkRow.__slots__ if name in image}
    values |= {"id": LinkId(image["id"]), "is_directed": bool(image["is_directed"])}
    values |= {
        "is_strength_set": bool(image.get("is_strength_set", 1)),
        "strength_reason": image.get("strength_reason", ""),
    }
    return LinkRow(**values)
