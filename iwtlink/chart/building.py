"""From a chart's content and a style to the arrays that are painted."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from iwtlink.chart.bundles import HEAD_AT_END, HEAD_AT_START, bundle_links
from iwtlink.chart.display import FAR, Display, item_boxes, settled, with_lines
from iwtlink.chart.pens import line_colours_of, pen_starts_of, sorted_by_pen
from iwtlink.chart.style import ChartStyle, colour
from iwtlink.chart.text.lines import LINK, NAME, SCRIPT, TextBlock, TextLines, stack_lines
from iwtlink.ontology import Ontology
from iwtlink.store.charts.content import ChartContent

_UNKNOWN_COLOUR = "#5f6b7a"


def build_display(
    content: ChartContent, ontology: Ontology, style: ChartStyle, *, fan: bool = False
) -> Display:
    """Give the arrays to paint for a chart.

    Parallel links of a pair are one line with their count, or with ``fan`` one arc each.
    Items without a place stand in rows below the others, so that none is lost.
    """
    bundles = sorted_by_pen(
        bundle_links(content, ontology, fan=fan, spacing_px=style.fan_spacing_px), style
    )
    line_colours = line_colours_of(bundles, style)
    pen_starts = pen_starts_of(bundles.strengths, line_colours)
    icon_names, icon_index, node_colours = _looks(content.types, ontology)
    node_text = stack_lines(
        _node_labels(content, style), top=style.icon_px / 2 + style.label_gap_px
    )
    positions = _places(content.positions, node_text, style)
    arrow_lines, arrow_at_end = _arrows(bundles.arrows)
    neighbour_starts, neighbour_lines = _neighbours(bundles.ends, len(positions))
    count = len(bundles.ends)
    display = Display(
        chart_id=content.chart_id,
        title=content.title,
        notice=content.notice,
        style=style,
        entity_ids=content.entity_ids,
        positions=positions,
        icon_names=icon_names,
        icon_index=icon_index,
        node_colours=node_colours,
        picture_ids=content.picture_ids,
        is_pinned=content.is_pinned,
        node_text=node_text,
        link_ids=content.link_ids,
        members=bundles.members,
        member_starts=bundles.starts,
        ends=bundles.ends,
        bends=bundles.bends,
        line_points=np.zeros((count, 4)),
        line_controls=np.zeros((count, 2)),
        strengths=bundles.strengths,
        line_colours=line_colours,
        pen_starts=pen_starts,
        pen_strengths=bundles.strengths[pen_starts[:-1]],
        pen_colours=line_colours[pen_starts[:-1]],
        arrow_lines=arrow_lines,
        arrow_at_end=arrow_at_end,
        arrow_angles=np.zeros(len(arrow_lines)),
        link_text=link_text_of(bundles.labels, style),
        label_at=np.full(count, 0.5),
        label_centres=np.zeros((count, 2)),
        neighbour_starts=neighbour_starts,
        neighbour_lines=neighbour_lines,
    )
    return settled(with_lines(display, np.arange(count)))


def node_text_of(content: ChartContent, style: ChartStyle) -> TextLines:
    """Give the measured names of a chart's items, without building the display."""
    return stack_lines(_node_labels(content, style), top=style.icon_px / 2 + style.label_gap_px)


def link_text_of(labels: list[str], style: ChartStyle) -> TextLines:
    """Give the measured words of links, centred on their anchor."""
    block = TextBlock(
        style.link_label_px, False, style.link_wrap_characters, style.link_lines, LINK
    )
    return stack_lines([((text, block),) for text in labels], top=0.0, centred=True)


def _looks(
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


def _node_labels(
    content: ChartContent, style: ChartStyle
) -> list[tuple[tuple[str, TextBlock], tuple[str, TextBlock]]]:
    characters = style.wrap_characters
    name = TextBlock(style.name_px, style.name_bold, characters, style.name_lines, NAME)
    script = TextBlock(style.script_px, style.script_bold, characters, style.script_lines, SCRIPT)
    return [
        ((label, name), (original if original.casefold() != label.casefold() else "", script))
        for label, original in zip(content.labels, content.script_labels, strict=True)
    ]


def _places(
    stated: NDArray[np.float64], node_text: TextLines, style: ChartStyle
) -> NDArray[np.float64]:
    """Give finite places: far ones are drawn in, items without one stand in rows below."""
    positions = np.clip(stated.reshape(-1, 2), -FAR, FAR).astype(np.float64)
    lost = np.flatnonzero(~np.isfinite(positions).all(axis=1))
    if not len(lost):
        return positions
    boxes = item_boxes(node_text, style)
    step = (boxes[:, 2:4] - boxes[:, 0:2]).max(axis=0) + style.icon_px / 2
    kept = np.delete(np.arange(len(positions)), lost)
    left = float(positions[kept, 0].min()) if len(kept) else 0.0
    top = float((positions[kept, 1] + boxes[kept, 3]).max()) + step[1] if len(kept) else 0.0
    columns = max(4, int(np.sqrt(len(lost) * 1.4)))
    rank = np.arange(len(lost))
    positions[lost, 0] = left + rank % columns * step[0]
    positions[lost, 1] = top + rank // columns * step[1]
    return positions


def _arrows(arrows: NDArray[np.uint8]) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    at_end = np.flatnonzero(arrows & HEAD_AT_END)
    at_start = np.flatnonzero(arrows & HEAD_AT_START)
    is_end = np.repeat([True, False], [len(at_end), len(at_start)])
    return np.concatenate((at_end, at_start)), is_end


def _neighbours(ends: NDArray[np.int64], items: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    lines = np.repeat(np.arange(len(ends)), 2)
    order = np.argsort(ends.ravel(), kind="stable")
    starts = np.zeros(items + 1, np.int64)
    np.cumsum(np.bincount(ends.ravel(), minlength=items), out=starts[1:])
    return starts, lines[order]
