"""Containers: circles and boxes that enclose the items they hold, however these are moved."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from iwtlink.chart.departures import own_looks
from iwtlink.chart.display import Display
from iwtlink.chart.items.badges import widened
from iwtlink.chart.items.forms import CIRCLE, frame_reach
from iwtlink.chart.text.lines import shifted
from iwtlink.store.charts.content import ChartContent

Floats = NDArray[np.float64]
Indexes = NDArray[np.int64]
_ROUND = 2**0.5
"""An ellipse round a rectangle is so much wider and higher."""


@dataclass(frozen=True, slots=True)
class Holding:
    """Who holds whom among N items; the fields are those of ``Display``."""

    is_container: NDArray[np.bool_]
    is_fitted: NDArray[np.bool_]
    holders: Indexes
    holding_shapes: Indexes
    draw_order: Indexes


def holding_of(content: ChartContent) -> Holding:
    """Give which items are containers and what holds each item.

    An item that would hold itself, over any number of steps, is not held.
    """
    count = len(content.entity_ids)
    is_container, is_fitted = np.zeros(count, bool), np.zeros(count, bool)
    for item, look in own_looks(content):
        if look.is_container:
            is_container[item] = True
            is_fitted[item] = look.width is None and look.height is None
    holders, shapes = np.full(count, -1), np.zeros(count, np.int64)
    if content.members:
        index = {entity_id: item for item, entity_id in enumerate(content.entity_ids.tolist())}
        for one in content.members:
            item = index.get(one.member_id, -1) if one.member_kind == "entity" else -1
            if item < 0:
                continue
            if one.holder_kind == "shape":
                shapes[item] = one.holder_id
            elif is_container[index.get(one.holder_id, item)]:
                holders[item] = index.get(one.holder_id, -1)
        _break_rings(holders)
    order = np.lexsort((np.arange(count), depths(holders), ~is_container))
    return Holding(is_container, is_fitted, holders, shapes, order)


def _break_rings(holders: Indexes) -> None:
    for item in np.flatnonzero(holders >= 0).tolist():
        seen, above = {item}, int(holders[item])
        while above >= 0 and above not in seen:
            seen.add(above)
            above = int(holders[above])
        if above >= 0:
            holders[item] = -1


def depths(holders: Indexes) -> Indexes:
    """Give by how many containers, one within the other, each item is held."""
    deep = np.zeros(len(holders), np.int64)
    above = holders
    while (above >= 0).any():
        deep += above >= 0
        above = np.where(above >= 0, holders[above], -1)
    return deep


def enclosed(display: Display) -> tuple[Display, Indexes]:
    """Give the display with containers round their members, and which of them changed.

    Those sized by hand, and those without members, are left as they are.
    """
    held = np.flatnonzero(display.holders >= 0)
    around = np.unique(display.holders[held])
    around = around[display.is_fitted[around]]
    if not len(around):
        return display, around
    deep = depths(display.holders)
    positions, halves = display.positions.copy(), display.halves.copy()
    words, boxes = display.node_text.boxes, display.item_boxes.copy()
    for holder in around[np.argsort(-deep[around], kind="stable")].tolist():
        members = held[display.holders[held] == holder]
        placed = boxes[members] + np.tile(positions[members], 2)
        low, high = placed[:, 0:2].min(axis=0), placed[:, 2:4].max(axis=0)
        size = words[holder, 2:4] - words[holder, 0:2]
        positions[holder], halves[holder] = _round(display, holder, low, high, size)
        boxes[holder] = np.concatenate((-halves[holder], halves[holder]))
    return _resized(display, around, positions, halves), around


def _round(
    display: Display, holder: int, low: Floats, high: Floats, words: Floats
) -> tuple[Floats, Floats]:
    """Give middle and half size of a container round members and with room for its label."""
    pad = display.style.container_padding_px
    top = low[1] - pad - (words[1] + display.style.padding_px if words[1] else 0.0)
    middle = np.array(((low[0] + high[0]) / 2, (top + high[1] + pad) / 2))
    wide = max((high[0] - low[0]) / 2, words[0] / 2) + pad
    half = np.array((wide, high[1] + pad - middle[1]))
    if display.forms[holder] == CIRCLE:
        half = half * _ROUND
    return middle, half


def _resized(display: Display, holders: Indexes, positions: Floats, halves: Floats) -> Display:
    """Give the display with containers of another size, their label at the top."""
    style, text = display.style, display.node_text
    is_round = display.forms[holders] == CIRCLE
    reach = np.where(is_round, halves[holders, 1] / _ROUND, halves[holders, 1])
    tops = -reach + style.padding_px
    shifts = np.zeros((len(halves), 2))
    shifts[holders, 1] = np.where(
        np.diff(text.starts)[holders] > 0, tops - text.boxes[holders, 1], 0.0
    )
    text = shifted(text, shifts)
    badges = display.badges
    if len(badges.owners):
        grown = halves[badges.owners] / np.maximum(display.halves[badges.owners], 1e-9)
        badges = replace(badges, offsets=badges.offsets * grown)
    boxes = display.item_boxes.copy()
    outer = (
        halves[holders]
        + frame_reach(display.frames[holders], display.frame_margins[holders], style)[:, None]
    )
    boxes[holders] = np.hstack(
        (np.minimum(text.boxes[holders, 0:2], -outer), np.maximum(text.boxes[holders, 2:4], outer))
    )
    boxes[holders] = widened(boxes, badges)[holders]
    return replace(
        display, positions=positions, halves=halves, node_text=text, badges=badges, item_boxes=boxes
    )
