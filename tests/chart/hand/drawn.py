"""Displays with what the hand takes: forms, bend points, free shapes, what holds what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from iwtlink.chart.building import build_display
from iwtlink.chart.display import Display
from iwtlink.chart.moving import with_lines
from iwtlink.chart.parts import Badges, DrawnShape
from iwtlink.chart.style import load_style
from iwtlink.chart.text.setting import stack_lines
from iwtlink.ontology import load_ontology
from iwtlink.store.charts.content import ChartContent
from iwtlink.store.charts.look import ShapeKind

Box = tuple[float, float, float, float]


def drawn(content: ChartContent) -> Display:
    return build_display(content, load_ontology(), load_style())


def line_between(display: Display, start: int, end: int) -> int:
    return int(np.flatnonzero((display.ends == (start, end)).all(axis=1))[0])


def as_form(display: Display, item: int, form: int, half_x: float, half_y: float) -> Display:
    """Give the display with an item drawn as another form, its words inside."""
    forms, halves = display.forms.copy(), display.halves.copy()
    boxes, text = display.item_boxes.copy(), display.node_text.boxes.copy()
    forms[item], halves[item] = form, (half_x, half_y)
    boxes[item] = (-half_x, -half_y, half_x, half_y)
    text[item] = (-4.0, -4.0, 4.0, 4.0)
    changed = replace(
        display,
        forms=forms,
        halves=halves,
        item_boxes=boxes,
        node_text=replace(display.node_text, boxes=text),
    )
    return with_lines(changed, np.arange(len(display.ends)))


def bent(display: Display, line: int, corners: Sequence[tuple[float, float]]) -> Display:
    """Give the display with bend points on one line."""
    counts = np.zeros(len(display.ends), np.int64)
    counts[line] = len(corners)
    starts = np.concatenate(([0], np.cumsum(counts))).astype(np.int32)
    points = np.array(corners, float).reshape(-1, 2)
    changed = replace(display, corner_starts=starts, corners=points)
    return with_lines(changed, np.arange(len(display.ends)))


def shape(
    number: int,
    box: Box,
    kind: ShapeKind = "box",
    *,
    fill: int = 0,
    depth: int = 0,
    holder: tuple[str, int] | None = None,
    is_container: bool = False,
) -> DrawnShape:
    left, top, right, bottom = box
    return DrawnShape(
        id=number,
        kind=kind,
        box=(min(left, right), min(top, bottom), max(left, right), max(top, bottom)),
        points=((left, top), (right, bottom)),
        depth=depth,
        text=stack_lines([()], top=0.0),
        edge=0xFF000000,
        edge_px=1.0,
        edge_dash=0,
        fill=fill,
        frame=0,
        frame_margin_px=2.0,
        picture_id=0,
        holder=holder,
        is_container=is_container,
        is_fitted=False,
    )


def holding(
    display: Display,
    *,
    by_item: dict[int, int] | None = None,
    by_shape: dict[int, int] | None = None,
) -> Display:
    """Give the display with items held by items (index: index) or by shapes (index: id)."""
    holders = np.full(len(display.positions), -1)
    shapes = np.zeros(len(display.positions), np.int64)
    for member, holder in (by_item or {}).items():
        holders[member] = holder
    for member, holder in (by_shape or {}).items():
        shapes[member] = holder
    return replace(display, holders=holders, holding_shapes=shapes)


def badged(display: Display, item: int, offset: tuple[float, float], side: float) -> Display:
    """Give the display with one badge."""
    boxes = display.item_boxes.copy()
    low, high = np.array(offset) - side / 2, np.array(offset) + side / 2
    boxes[item] = (*np.minimum(boxes[item, :2], low), *np.maximum(boxes[item, 2:], high))
    badges = Badges(
        owners=np.array([item]),
        names=("",),
        texts=["B2"],
        offsets=np.array([offset]),
        colours=np.array([0xFF000000], np.uint32),
        text_colours=np.array([0xFFFFFFFF], np.uint32),
        widths=np.array([side]),
        side_px=side,
        font_px=8.0,
    )
    return replace(display, badges=badges, item_boxes=boxes)
