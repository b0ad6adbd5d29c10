"""Marks on the picture of two charts compared: a sign, a frame, and where what moved stood."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Literal, get_args

import numpy as np

from iwtlink.i18n import tr
from iwtlink.ontology import Ontology
from iwtlink.store.charts import ChartContent, Comparison, Difference, LinkLook, Look, Shape

Fate = Literal["added", "removed", "changed", "moved"]
FATES: tuple[Fate, ...] = get_args(Fate)
COLOURS: Mapping[Fate, str] = {
    "added": "#0072b2",
    "removed": "#d55e00",
    "changed": "#e69f00",
    "moved": "#cc79a7",
}
"""Of Okabe and Ito (2008), told apart with each kind of cone missing."""
SIGNS: Mapping[Fate, str] = {"added": "+", "removed": "−", "changed": "≠", "moved": "→"}
_FEW = 5
"""So many moves are always drawn."""
_LINE_PX = 2.5
_CLEAR = 40.0
"""Chart units that the tip of an arrow keeps off the middle of what moved."""


def differences(comparison: Comparison) -> list[tuple[Fate, Difference]]:
    """Give all that differs in one list, by what became of it."""
    return [(fate, one) for fate in FATES for one in getattr(comparison, fate)]


def draws_moves(comparison: Comparison, content: ChartContent) -> bool:
    """Say whether moves are marked: not where most items stand elsewhere, as after a layout.

    ``content`` has the items of both charts.
    """
    items = len(content.entity_ids) + len(content.shapes)
    alone = (*comparison.added, *comparison.removed)
    on_both = items - sum(one.kind != "link" for one in alone)
    return len(comparison.moved) <= max(_FEW, on_both // 2)


def marked(
    whole: ChartContent, one: ChartContent, comparison: Comparison, ontology: Ontology
) -> ChartContent:
    """Give the picture of both with a sign and a frame at all that differs from ``one``."""
    fates: dict[tuple[str, int], Fate] = {}
    shows_moves = draws_moves(comparison, whole)
    for fate, difference in differences(comparison):
        if fate != "moved" or shows_moves:
            fates.setdefault((difference.kind, difference.id), fate)
    shapes = tuple(_marked_shape(shape, fates.get(("shape", shape.id))) for shape in whole.shapes)
    looks, is_grey = _marked_items(whole, fates)
    return replace(
        whole,
        looks=looks,
        is_grey=is_grey,
        link_looks=tuple(_marked_links(whole, fates, ontology)),
        shapes=(*shapes, *(_ways(whole, one, comparison) if shows_moves else ())),
        options=replace(
            whole.options, multiplicity="each", rules=(), legend={}, title_block={}, cover={}
        ),
    )


Fates = Mapping[tuple[str, int], Fate]


def _marked_items(whole: ChartContent, fates: Fates) -> tuple[tuple[Look, ...], np.ndarray]:
    looks, is_grey = list(whole.looks), whole.is_grey.copy()
    for row, number in enumerate(whole.entity_ids.tolist()):
        fate = fates.get(("entity", number))
        if fate is not None:
            words = f"{SIGNS[fate]} {looks[row].label or whole.labels[row]}"
            looks[row] = replace(looks[row], frame=COLOURS[fate], label=words)
            is_grey[row] |= fate == "removed"
    return tuple(looks), is_grey


def _marked_links(whole: ChartContent, fates: Fates, ontology: Ontology) -> Iterator[LinkLook]:
    for row, number in enumerate(whole.link_ids.tolist()):
        look, fate = whole.link_looks[row], fates.get(("link", number))
        if fate is not None:
            words = f"{SIGNS[fate]} {look.label or _said(whole, row, ontology)}"
            look = replace(look, colour=COLOURS[fate], label=words, width=_LINE_PX)
        yield look


def _marked_shape(shape: Shape, fate: Fate | None) -> Shape:
    if fate is None:
        return shape
    look = replace(shape.look, frame=COLOURS[fate])
    if shape.kind in ("line", "arrow"):
        look = replace(look, colour=COLOURS[fate])
    return replace(shape, text=f"{SIGNS[fate]} {shape.text}".strip(), look=look)


def _said(whole: ChartContent, row: int, ontology: Ontology) -> str:
    known = ontology.link_types.get(whole.link_types[row])
    return whole.roles[row] or (tr(known.verb) if known is not None else whole.link_types[row])


def _ways(whole: ChartContent, one: ChartContent, comparison: Comparison) -> Iterator[Shape]:
    """Give a dashed arrow from where each thing stood that moved to where it stands."""
    stood, stands = _places(one), _places(whole)
    look = Look(colour=COLOURS["moved"], dash="unconfirmed", width=2.0)
    lowest = min((shape.id for shape in whole.shapes), default=0)
    for number, moved in enumerate(comparison.moved, start=1):
        start, end = np.array(stood[moved.kind, moved.id]), np.array(stands[moved.kind, moved.id])
        length = float(np.hypot(*(end - start)))
        if np.isfinite(length):
            tip = end - (end - start) * min(_CLEAR / length, 0.5)
            (x, y), (wide, high) = ((start + tip) / 2).tolist(), (tip - start).tolist()
            yield Shape(min(lowest, 0) - number, "", "arrow", x, y, wide, high, -1, "", look)


def _places(content: ChartContent) -> dict[tuple[str, int], tuple[float, float]]:
    numbers, places = content.entity_ids.tolist(), content.positions.tolist()
    found = {("entity", i): (x, y) for i, (x, y) in zip(numbers, places, strict=True)}
    return found | {("shape", shape.id): (shape.x, shape.y) for shape in content.shapes}
