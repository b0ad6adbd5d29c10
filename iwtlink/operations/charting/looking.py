"""The look of several items at once: what they have in common, and what is mixed."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any

import numpy as np

from iwtlink.store import Edit, charts
from iwtlink.store.charts import ChartContent, ChartOptions, LinkLook, Look, Shape
from iwtlink.store.charts.look import look_json


@dataclass(frozen=True, slots=True)
class Common:
    """What looks have in common: by field the value of all, or that it is mixed."""

    count: int = 0
    values: Mapping[str, Any] = field(default_factory=dict)
    mixed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class ChosenLooks:
    """The looks of what is selected on a chart."""

    entities: Common = field(default_factory=Common)
    links: Common = field(default_factory=Common)
    shapes: Common = field(default_factory=Common)
    types: tuple[str, ...] = ()
    """Of the selected entities."""


def common_look(looks: Sequence[Look | LinkLook]) -> Common:
    """Give what looks have in common."""
    if not looks:
        return Common()
    names = [one.name for one in fields(looks[0])]
    values = {name: getattr(looks[0], name) for name in names}
    mixed = {n for n in names if any(getattr(look, n) != values[n] for look in looks[1:])}
    return Common(len(looks), values, frozenset(mixed))


def chosen_looks(
    content: ChartContent,
    entities: Collection[int],
    links: Collection[int],
    shapes: Collection[int],
) -> ChosenLooks:
    """Give the looks of items of a chart, named by id; those not on it are passed over."""
    wanted, lines, free = set(entities), set(links), set(shapes)
    items = [n for n, i in enumerate(content.entity_ids.tolist()) if i in wanted]
    rows = [n for n, i in enumerate(content.link_ids.tolist()) if i in lines]
    return ChosenLooks(
        common_look([content.looks[n] if content.looks else Look() for n in items]),
        common_look([content.link_looks[n] if content.link_looks else LinkLook() for n in rows]),
        common_look([shape.look for shape in content.shapes if shape.id in free]),
        tuple(dict.fromkeys(content.types[n] for n in items)),
    )


def change_shape_looks(
    edit: Edit, shapes: Sequence[Shape], ids: Collection[int], **changes: Any
) -> None:
    """Change some of how free items are drawn, named as in ``Look``."""
    for shape in shapes:
        if shape.id in set(ids):
            charts.change_shape(edit, shape.id, look=replace(shape.look, **changes))


def with_pairs(content: ChartContent, links: Collection[int]) -> list[int]:
    """Give links of a chart with all others that join the same two items."""
    pairs = np.sort(content.ends.reshape(-1, 2), axis=1)
    keys = pairs[:, 0] * max(len(content.entity_ids), 1) + pairs[:, 1]
    chosen = np.isin(content.link_ids, list(links))
    ids: list[int] = content.link_ids[np.isin(keys, keys[chosen])].tolist()
    return ids


def space_everywhere(edit: Edit, chart_id: int, spacing: float | None) -> None:
    """Let the lines of all pairs stand so far apart; None leaves the chart's own spacing."""
    own = charts.link_looks_on(edit.connection, chart_id)
    departing = [i for i, look in own.items() if look.spacing is not None]
    charts.change_link_looks(edit, chart_id, departing, spacing=None)
    if spacing is not None:
        charts.change_options(edit, chart_id, link_spacing=spacing)


_OWN_WORDS = ("label", "label_dx", "label_dy")
_NOT_COPIED = (
    *_OWN_WORDS,
    *("width", "height", "is_container", "by_layout", "visibility", "in_time", "drawn_in"),
)
_NOT_COPIED_OF_LINKS = (*_OWN_WORDS, "label_at", "corners", "offset", "by_layout")


def copied_look(look: Look, onto: Look) -> Look:
    """Give a look for another item: colours, forms and letters, but its own words and size."""
    return replace(look, **{name: getattr(onto, name) for name in _NOT_COPIED})


def copied_link_look(look: LinkLook, onto: LinkLook) -> LinkLook:
    """Give a look for another link: colour and width, but its own words and way."""
    return replace(look, **{name: getattr(onto, name) for name in _NOT_COPIED_OF_LINKS})


def hand_on_shape(edit: Edit, chart_id: int, shape: Shape, ids: Collection[int]) -> None:
    """Draw free items like another one: colours, forms and letters, but their own size and words.

    The width of a line goes to lines and arrows.
    """
    wanted, lines = set(ids) - {shape.id}, ("line", "arrow")
    for other in charts.shapes_on(edit.connection, chart_id):
        if other.id in wanted:
            look = copied_look(shape.look, other.look)
            if shape.kind in lines and other.kind in lines:
                look = replace(look, width=shape.look.width)
            charts.change_shape(edit, other.id, look=look)


def usual_looks(
    content: ChartContent, entities: Sequence[int], links: Sequence[int]
) -> tuple[dict[str, Look], dict[str, LinkLook]]:
    """Give the looks to be usual for the types of what is selected: of each type the first."""
    items = {int(i): n for n, i in enumerate(content.entity_ids.tolist())}
    lines = {int(i): n for n, i in enumerate(content.link_ids.tolist())}
    looks: dict[str, Look] = {}
    for row in [items[i] for i in entities if i in items]:
        look = content.looks[row] if content.looks else Look()
        looks.setdefault(content.types[row], copied_look(look, Look()))
    pens: dict[str, LinkLook] = {}
    for row in [lines[i] for i in links if i in lines]:
        own = content.link_looks[row] if content.link_looks else LinkLook()
        pens.setdefault(content.link_types[row], LinkLook(colour=own.colour, width=own.width))
    return looks, pens


def with_usual(options: ChartOptions, looks: Mapping[str, Look | LinkLook]) -> dict[str, Any]:
    """Give the options that change where types get these usual looks; a plain one is taken out."""
    changed: dict[str, Any] = {}
    for name in ("type_looks", "link_type_looks"):
        kind = Look if name == "type_looks" else LinkLook
        mine = {n: json.loads(look_json(one)) for n, one in looks.items() if isinstance(one, kind)}
        there = {**getattr(options, name), **mine}
        if mine:
            changed[name] = {n: look for n, look in there.items() if look}
    return changed
