"""The look of several items at once: what they have in common, and what is mixed."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any

from iwtlink.store import Edit, charts
from iwtlink.store.charts import ChartContent, LinkLook, Look, Shape


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


_OWN_WORDS = ("label", "label_dx", "label_dy")
_NOT_COPIED = (*_OWN_WORDS, "width", "height", "is_container", "by_layout", "visibility")
_NOT_COPIED_OF_LINKS = (*_OWN_WORDS, "label_at", "corners", "offset", "by_layout")


def copied_look(look: Look, onto: Look) -> Look:
    """Give a look for another item: colours, forms and letters, but its own words and size."""
    return replace(look, **{name: getattr(onto, name) for name in _NOT_COPIED})


def copied_link_look(look: LinkLook, onto: LinkLook) -> LinkLook:
    """Give a look for another link: colour and width, but its own words and way."""
    return replace(look, **{name: getattr(onto, name) for name in _NOT_COPIED_OF_LINKS})
