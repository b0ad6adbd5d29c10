"""What differs between two charts, or two states of one. Pure functions of what was read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np

from iwtlink.i18n import tr
from iwtlink.store.charts.content import ChartContent
from iwtlink.store.charts.filters import is_greyed
from iwtlink.store.charts.look import LinkLook, Look, ShapeKind

Kind = Literal["entity", "link", "shape"]
_NEAR = 0.5
"""Chart units that an item may be off without having moved."""


@dataclass(frozen=True, slots=True)
class Difference:
    """An item that is on one side only, or not alike on both; ``what`` says in words in what."""

    kind: Kind
    id: int
    label: str
    what: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """What the other chart has more than the one, what less, and what it shows otherwise."""

    added: tuple[Difference, ...] = ()
    removed: tuple[Difference, ...] = ()
    changed: tuple[Difference, ...] = ()
    moved: tuple[Difference, ...] = ()

    @property
    def is_same(self) -> bool:
        """Whether nothing differs."""
        return not (self.added or self.removed or self.changed or self.moved)


Told = Mapping[str, Any]
"""What is said of an item, by what that is called."""
Item = tuple[int, str, Told, tuple[float, float]]
"""Id, label, what is said of it, and its place (of a link none)."""
_NOWHERE = (float("nan"), float("nan"))


def compare_charts(one: ChartContent, other: ChartContent) -> Comparison:
    """Give what differs; entities and links are the same by id, free items by uid."""
    found = Comparison()
    for kind, items in _ITEMS.items():
        before, after = dict(items(one)), dict(items(other))
        found = Comparison(
            (*found.added, *_only(kind, after, before)),
            (*found.removed, *_only(kind, before, after)),
            (*found.changed, *_changed(kind, before, after)),
            (*found.moved, *_moved(kind, before, after)),
        )
    return found


Items = Mapping[Any, Item]


def _only(kind: Kind, here: Items, there: Items) -> list[Difference]:
    return [Difference(kind, item[0], item[1]) for key, item in here.items() if key not in there]


def _changed(kind: Kind, before: Items, after: Items) -> list[Difference]:
    found = []
    for key, item in after.items():
        if key in before and item[2] != before[key][2]:
            was = before[key][2]
            names = dict.fromkeys((*was, *item[2]))
            what = tuple(name for name in names if was.get(name) != item[2].get(name))
            found.append(Difference(kind, item[0], item[1], what))
    return found


def _moved(kind: Kind, before: Items, after: Items) -> list[Difference]:
    return [
        Difference(kind, item[0], item[1])
        for key, item in after.items()
        if key in before and not _is_near(before[key][3], item[3])
    ]


def _is_near(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return bool(np.allclose(one, other, rtol=0, atol=_NEAR, equal_nan=True))


def _entities(chart: ChartContent) -> Iterable[tuple[Any, Item]]:
    for n, entity_id in enumerate(chart.entity_ids.tolist()):
        told: dict[str, Any] = {
            tr("Label"): chart.labels[n],
            tr("Original script"): chart.script_labels[n],
            tr("Type"): chart.types[n],
            tr("Picture"): int(chart.picture_ids[n]),
            tr("Look"): chart.looks[n] if chart.looks else Look(),
            tr("Greyed"): bool(chart.is_grey[n]) if len(chart.is_grey) else False,
        }
        if chart.facts:
            told |= chart.facts[n].values
        x, y = chart.positions[n].tolist()
        yield entity_id, (entity_id, chart.labels[n], told, (x, y))


def _links(chart: ChartContent) -> Iterable[tuple[Any, Item]]:
    for n, link_id in enumerate(chart.link_ids.tolist()):
        start, end = (int(i) for i in chart.ends[n])
        percent = float(chart.percents[n])
        told: dict[str, Any] = {
            tr("Type"): chart.link_types[n],
            tr("Ends"): (int(chart.entity_ids[start]), int(chart.entity_ids[end])),
            tr("Direction"): bool(chart.is_directed[n]),
            tr("Strength"): int(chart.strengths[n]),
            tr("Role"): chart.roles[n],
            tr("Percent"): None if np.isnan(percent) else percent,
            tr("Amount"): chart.amounts[n],
            tr("Quantity"): chart.quantities[n],
            tr("Dates"): (chart.starts[n], chart.ends_on[n]),
            tr("Look"): chart.link_looks[n] if chart.link_looks else LinkLook(),
            tr("Greyed"): bool(chart.link_is_grey[n]) if len(chart.link_is_grey) else False,
        }
        label = f"{chart.labels[start]} – {chart.labels[end]}"
        yield link_id, (link_id, label, told, _NOWHERE)


def _shapes(chart: ChartContent) -> Iterable[tuple[Any, Item]]:
    for shape in chart.shapes:
        told = {
            tr("Kind"): shape.kind,
            tr("Size"): (shape.width, shape.height),
            tr("Depth"): shape.depth,
            tr("Text"): shape.text,
            tr("Look"): replace(shape.look, visibility=""),
            tr("Greyed"): is_greyed(shape, chart.options),
        }
        label = shape.text or _kind_words(shape.kind)
        yield shape.uid, (shape.id, label, told, (shape.x, shape.y))


def _kind_words(kind: ShapeKind) -> str:
    words: Mapping[ShapeKind, str] = {
        "text": tr("Text"),
        "box": tr("Box"),
        "circle": tr("Circle"),
        "line": tr("Line"),
        "arrow": tr("Arrow"),
        "picture": tr("Picture"),
        "group": tr("Group"),
    }
    return words[kind]


_ITEMS: Mapping[Kind, Callable[[ChartContent], Iterable[tuple[Any, Item]]]] = {
    "entity": _entities,
    "link": _links,
    "shape": _shapes,
}
