"""From a chart's content and a style to the arrays that are painted."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from iwtlink.chart.bundles import HEAD_AT_END, HEAD_AT_START, bundle_links
from iwtlink.chart.display import FAR, Display
from iwtlink.chart.figures import figures_of
from iwtlink.chart.moving import settled, with_lines
from iwtlink.chart.pens import line_colours_of, pen_starts_of, sorted_by_pen
from iwtlink.chart.style import ChartStyle
from iwtlink.chart.text.lines import LINK, TextBlock, TextLines, stack_lines
from iwtlink.ontology import Ontology
from iwtlink.store.charts.content import ChartContent


def build_display(
    content: ChartContent, ontology: Ontology, style: ChartStyle, *, marking: str = ""
) -> Display:
    """Give the arrays to paint for a chart, drawn as ``content.options`` say.

    Items without a place stand in rows below the others, so that none is lost. ``marking`` is
    the handling mark for the title block, where the chart has one.
    """
    bundles = sorted_by_pen(bundle_links(content, ontology, style), style)
    line_colours = line_colours_of(bundles, style)
    pen_starts = pen_starts_of(bundles.strengths, line_colours)
    figures = figures_of(content, ontology, style)
    positions = _places(content.positions, figures.item_boxes, style)
    arrow_lines, arrow_at_end = _arrows(bundles.arrows)
    neighbour_starts, neighbour_lines = _neighbours(bundles.ends, len(positions))
    count = len(bundles.ends)
    widths = np.full(count, style.link_width_px)
    display = Display(
        chart_id=content.chart_id,
        title=content.title,
        notice=content.notice,
        style=style,
        entity_ids=content.entity_ids,
        positions=positions,
        forms=figures.forms,
        halves=figures.halves,
        icon_offsets=figures.icon_offsets,
        icon_halves=figures.icon_halves,
        item_boxes=figures.item_boxes,
        fills=figures.fills,
        edges=figures.edges,
        edge_px=figures.edge_px,
        edge_dashes=figures.edge_dashes,
        frames=figures.frames,
        tints=figures.tints,
        is_grey=_all(content.is_grey, len(positions)),
        is_container=np.zeros(len(positions), bool),
        holders=np.full(len(positions), -1),
        holding_shapes=np.zeros(len(positions), np.int64),
        draw_order=np.arange(len(positions)),
        badges=figures.badges,
        icon_names=figures.icon_names,
        icon_index=figures.icon_index,
        node_colours=figures.node_colours,
        picture_ids=content.picture_ids,
        is_pinned=content.is_pinned,
        node_text=figures.node_text,
        link_ids=content.link_ids,
        members=bundles.members,
        member_starts=bundles.starts,
        ends=bundles.ends,
        bends=bundles.bends,
        line_points=np.zeros((count, 4)),
        line_controls=np.zeros((count, 2)),
        strengths=bundles.strengths,
        line_colours=line_colours,
        widths=widths,
        line_is_grey=np.zeros(count, bool),
        corner_starts=np.zeros(count + 1, np.int32),
        corners=np.zeros((0, 2)),
        pen_starts=pen_starts,
        pen_strengths=bundles.strengths[pen_starts[:-1]],
        pen_colours=line_colours[pen_starts[:-1]],
        pen_widths=widths[pen_starts[:-1]],
        arrow_lines=arrow_lines,
        arrow_at_end=arrow_at_end,
        arrow_angles=np.zeros(len(arrow_lines)),
        link_text=link_text_of(bundles.labels, style),
        label_at=np.full(count, 0.5),
        label_is_set=np.zeros(count, bool),
        label_shifts=np.zeros((count, 2)),
        label_centres=np.zeros((count, 2)),
        neighbour_starts=neighbour_starts,
        neighbour_lines=neighbour_lines,
    )
    return settled(with_lines(display, np.arange(count)))


def link_text_of(labels: list[str], style: ChartStyle) -> TextLines:
    """Give the measured words of links, centred on their anchor."""
    block = TextBlock(
        style.link_label_px, False, style.link_wrap_characters, style.link_lines, LINK
    )
    return stack_lines([((text, block),) for text in labels], top=0.0, centred=True)


def _all(marks: NDArray[np.bool_], count: int) -> NDArray[np.bool_]:
    """Give marks of all items, none where they were left out."""
    return marks if len(marks) == count else np.zeros(count, bool)


def _places(
    stated: NDArray[np.float64], boxes: NDArray[np.float64], style: ChartStyle
) -> NDArray[np.float64]:
    """Give finite places: far ones are drawn in, items without one stand in rows below."""
    positions = np.clip(stated.reshape(-1, 2), -FAR, FAR).astype(np.float64)
    lost = np.flatnonzero(~np.isfinite(positions).all(axis=1))
    if not len(lost):
        return positions
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
