"""The figures of a chart's items: form, size, colours and words of each, relative to its place."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from iwtlink.chart.forms import ICON
from iwtlink.chart.parts import Badges, no_badges
from iwtlink.chart.style import ChartStyle, colour
from iwtlink.chart.text.lines import NAME, SCRIPT, TextBlock, TextLines, stack_lines
from iwtlink.ontology import Ontology
from iwtlink.store.charts.content import ChartContent

_UNKNOWN_COLOUR = "#5f6b7a"


@dataclass(frozen=True, slots=True)
class Figures:
    """What N items look like, wherever they stand. The fields are those of ``Display``."""

    forms: NDArray[np.uint8]
    halves: NDArray[np.float64]
    icon_offsets: NDArray[np.float64]
    icon_halves: NDArray[np.float64]
    item_boxes: NDArray[np.float64]
    icon_names: tuple[str, ...]
    icon_index: NDArray[np.int32]
    node_colours: NDArray[np.uint32]
    fills: NDArray[np.uint32]
    edges: NDArray[np.uint32]
    edge_px: NDArray[np.float64]
    edge_dashes: NDArray[np.uint8]
    frames: NDArray[np.uint32]
    tints: NDArray[np.uint32]
    node_text: TextLines
    badges: Badges


def figures_of(content: ChartContent, ontology: Ontology, style: ChartStyle) -> Figures:
    """Give what each item of a chart looks like."""
    count = len(content.entity_ids)
    icon_names, icon_index, node_colours = _kinds(content.types, ontology)
    half = style.icon_px / 2
    node_text = stack_lines(_names(content, style), top=half + style.label_gap_px)
    halves = np.full((count, 2), half)
    none = np.zeros(count, np.uint32)
    return Figures(
        forms=np.full(count, ICON, np.uint8),
        halves=halves,
        icon_offsets=np.zeros((count, 2)),
        icon_halves=np.full(count, half),
        item_boxes=_around(halves, node_text),
        icon_names=icon_names,
        icon_index=icon_index,
        node_colours=node_colours,
        fills=none,
        edges=none,
        edge_px=np.zeros(count),
        edge_dashes=np.zeros(count, np.uint8),
        frames=none,
        tints=none,
        node_text=node_text,
        badges=no_badges(),
    )


def boxes_of(content: ChartContent, ontology: Ontology, style: ChartStyle) -> NDArray[np.float64]:
    """Give left, top, right, bottom of each item as it will be drawn, relative to its place.

    (N, 4), form, text, frame and badges together: what a layout has to find room for.
    """
    return figures_of(content, ontology, style).item_boxes


def _around(halves: NDArray[np.float64], text: TextLines) -> NDArray[np.float64]:
    """Give the box round each form and its words."""
    low = np.minimum(text.boxes[:, 0:2], -halves)
    return np.hstack((low, np.maximum(text.boxes[:, 2:4], halves)))


def _kinds(
    types: list[str], ontology: Ontology
) -> tuple[tuple[str, ...], NDArray[np.int32], NDArray[np.uint32]]:
    names: dict[str, int] = {}
    looks: dict[str, tuple[int, int]] = {}
    for name in dict.fromkeys(types):
        known = ontology.entity_types.get(name)
        icon = known.icon if known else name
        shade = colour(known.colour if known and known.colour else _UNKNOWN_COLOUR)
        looks[name] = (names.setdefault(icon, len(names)), shade)
    index = np.array([looks[name][0] for name in types], np.int32)
    colours = np.array([looks[name][1] for name in types], np.uint32)
    return tuple(names), index, colours


def _names(
    content: ChartContent, style: ChartStyle
) -> list[tuple[tuple[str, TextBlock], tuple[str, TextBlock]]]:
    characters = style.wrap_characters
    name = TextBlock(style.name_px, style.name_bold, characters, style.name_lines, NAME)
    script = TextBlock(style.script_px, style.script_bold, characters, style.script_lines, SCRIPT)
    return [
        ((label, name), (original if original.casefold() != label.casefold() else "", script))
        for label, original in zip(content.labels, content.script_labels, strict=True)
    ]
