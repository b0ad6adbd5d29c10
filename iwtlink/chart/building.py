"""From a chart's content and a style to the arrays that are painted."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from iwtlink.chart.beside.legend import with_legend
from iwtlink.chart.beside.titles import with_title
from iwtlink.chart.departures import own_lines
from iwtlink.chart.display import FAR, Display
from iwtlink.chart.items.containers import enclosed, holding_of
from iwtlink.chart.items.figures import Figures, figures_of
from iwtlink.chart.items.folding import folded
from iwtlink.chart.items.forms import THEME
from iwtlink.chart.items.intime import held_in_time
from iwtlink.chart.items.shapes import drawn_shapes, with_shapes
from iwtlink.chart.links.bundles import HEAD_AT_END, HEAD_AT_START, Bundles, bundle_links, spacing
from iwtlink.chart.links.crowding import without_crowded_words
from iwtlink.chart.links.pens import Penned, penned
from iwtlink.chart.links.routes import Routes, routes_of, with_turns
from iwtlink.chart.links.said import Said
from iwtlink.chart.links.wiring import STRAIGHT, wire_inks, wirings_of, with_slots
from iwtlink.chart.moving import settled, with_lines
from iwtlink.chart.parts import ways_from
from iwtlink.chart.rules.rule import Rule, known_rules
from iwtlink.chart.sorting import order_of
from iwtlink.chart.style import ChartStyle, colour_or, ink_on
from iwtlink.chart.text.lines import LINK, Dress, TextBlock, TextLines, repeated, undressed
from iwtlink.chart.text.setting import Labels, stack_labels
from iwtlink.ontology import Ontology
from iwtlink.store.charts.content import ChartContent

_UNDATED = "9999"
"""Sorts behind all dates."""


def build_display(
    content: ChartContent, ontology: Ontology, style: ChartStyle, *, marking: str = ""
) -> Display:
    """Give the arrays to paint for a chart, drawn as ``content.options`` say.

    Items without a place stand in rows below the others, so that none is lost. The items of a
    folded group are one (see ``folding``), so the display may have fewer than the content.
    ``marking`` is the handling mark for the title block, where the chart has one.
    """
    folding = folded(content)
    content, style = folding.content, _spaced(style, content)
    rules = known_rules(content.options.rules)
    figures = figures_of(content, ontology, style, rules, folding.counts)
    lines, wirings = _penned(content, ontology, style, rules, figures)
    bundles, holding = lines.bundles, holding_of(content)
    routes, wirings = _routes(content, bundles, wirings)
    positions = _places(content.positions, figures.item_boxes, style)
    is_held = (holding.holders >= 0) | (holding.holding_shapes > 0)
    in_time, days = held_in_time(content, ontology, figures.forms, is_held)
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
        frame_margins=figures.frame_margins,
        tints=figures.tints,
        is_grey=_all(content.is_grey, len(positions)),
        is_container=holding.is_container,
        is_fitted=holding.is_fitted,
        holders=holding.holders,
        holding_shapes=holding.holding_shapes,
        draw_order=_themes_first(holding.draw_order, holding.is_container, figures.forms),
        counts=folding.counts,
        badges=figures.badges,
        icon_names=figures.icon_names,
        icon_index=figures.icon_index,
        node_colours=figures.node_colours,
        picture_ids=figures.picture_ids,
        is_pinned=content.is_pinned,
        in_time=in_time,
        days=days,
        node_text=figures.node_text,
        link_ids=content.link_ids,
        members=bundles.members,
        member_starts=bundles.starts,
        ends=bundles.ends,
        bends=np.where(np.diff(routes.corner_starts) > 0, 0.0, bundles.bends),
        line_points=np.zeros((count, 4)),
        line_controls=np.zeros((count, 2)),
        strengths=bundles.strengths,
        line_colours=lines.colours,
        widths=lines.widths,
        line_is_grey=bundles.is_grey,
        corner_starts=routes.corner_starts,
        corners=routes.corners,
        pen_starts=lines.starts,
        pen_strengths=bundles.strengths[lines.starts[:-1]],
        pen_colours=lines.colours[lines.starts[:-1]],
        pen_widths=lines.widths[lines.starts[:-1]],
        arrow_lines=arrow_lines,
        arrow_at_end=arrow_at_end,
        arrow_angles=np.zeros(len(arrow_lines)),
        link_text=_greyed(_worded(content, bundles, style), bundles.is_grey, style),
        label_at=routes.label_at,
        label_is_set=routes.label_is_set,
        crossings=_crossings(content, bundles, figures.forms),
        wirings=wirings,
        wire_slots=np.zeros(count),
        wire_steps=np.zeros(count),
        ways=ways_from({}),
        label_shifts=routes.label_shifts,
        label_centres=np.zeros((count, 2)),
        neighbour_starts=neighbour_starts,
        neighbour_lines=neighbour_lines,
        content=content,
        ontology=ontology,
        shapes=drawn_shapes(content, style),
    )
    around, _ = enclosed(display)
    drawn = settled(with_lines(with_slots(with_shapes(around)), np.arange(count)))
    whole = without_crowded_words(drawn)
    return with_legend(with_title(whole, content, marking), content, ontology, rules)


def link_text_of(labels: Said, style: ChartStyle) -> TextLines:
    """Give the measured words of links, centred on their anchor."""
    block = TextBlock(
        style.link_label_px, False, style.link_wrap_characters, style.link_lines, LINK
    )
    columns = Labels([(labels.texts, block)], {}, len(labels.texts))
    return repeated(stack_labels(columns, top=0.0, centred=True), labels.index)


def _worded(content: ChartContent, bundles: Bundles, style: ChartStyle) -> TextLines:
    """Give the words of lines, dressed by hand where a look says so: that of the last of a line."""
    text, count = link_text_of(bundles.labels, style), len(bundles.ends)
    dressed = {
        line: look
        for line, _, look in own_lines(content, bundles.members, bundles.starts)
        if look.is_underlined or look.is_struck or look.text_ground
    }
    if not dressed:
        return text
    inks, grounds = np.zeros(count, np.uint32), np.zeros(count, np.uint32)
    under, through = np.zeros(count, bool), np.zeros(count, bool)
    for line, look in dressed.items():
        under[line], through[line] = look.is_underlined, look.is_struck
        inks[line], grounds[line] = ink_on(look.text_ground, ""), colour_or(look.text_ground)
    dress = Dress(under, through, grounds).of(text.owners.astype(np.int64))
    return replace(text, colours=inks[text.owners], dress=dress)


def _penned(
    content: ChartContent,
    ontology: Ontology,
    style: ChartStyle,
    rules: tuple[Rule, ...],
    figures: Figures,
) -> tuple[Penned, NDArray[np.uint8]]:
    """Give the lines with their pens, and how each runs into an event frame (see ``wiring``);
    those that are a part of a theme line look like it."""
    bundles = bundle_links(content, ontology, style)
    wirings = wirings_of(content, bundles, figures.forms)
    inks = None
    if wirings.any():
        inks = wire_inks(bundles, figures.forms, wirings, figures.edges, figures.edge_px)
    lines = penned(bundles, content, style, rules, inks)
    return lines, wirings[lines.order]


def _routes(
    content: ChartContent, bundles: Bundles, wirings: NDArray[np.uint8]
) -> tuple[Routes, NDArray[np.uint8]]:
    """Give the ways of lines as set by hand, and which of the others run into event frames."""
    routes = routes_of(content, bundles)
    wirings = np.where(np.diff(routes.corner_starts) > 0, STRAIGHT, wirings).astype(np.uint8)
    return with_turns(routes, wirings > 0), wirings


def _themes_first(
    order: NDArray[np.int64], is_container: NDArray[np.bool_], forms: NDArray[np.uint8]
) -> NDArray[np.int64]:
    """Give the order of painting with theme lines right after the containers: what stands at a
    line is not crossed by it."""
    is_theme = forms == THEME
    if not is_theme.any():
        return order
    rank = np.where(is_container, 0, np.where(is_theme, 1, 2))
    return order[np.argsort(rank[order], kind="stable")]


def _crossings(
    content: ChartContent, bundles: Bundles, forms: NDArray[np.uint8]
) -> NDArray[np.float64]:
    """Give where lines between theme lines stand: evenly spread, in the order of their dates."""
    shares = np.full(len(bundles.ends), 0.5)
    between = np.flatnonzero((forms[bundles.ends] == THEME).all(axis=1)).tolist()
    first = bundles.members[bundles.starts[:-1]]
    dates = {line: content.starts[int(first[line])] for line in between}
    for rank, line in enumerate(sorted(between, key=lambda line: dates[line] or _UNDATED)):
        shares[line] = (rank + 1) / (len(between) + 1)
    return shares


def _greyed(text: TextLines, is_grey: NDArray[np.bool_], style: ChartStyle) -> TextLines:
    if not is_grey.any():
        return text
    colours = np.where(is_grey[text.owners], style.colours.grey_text, text.colours)
    return undressed(replace(text, colours=colours.astype(np.uint32)), is_grey)


def _all(marks: NDArray[np.bool_], count: int) -> NDArray[np.bool_]:
    """Give marks of all items, none where they were left out."""
    return marks if len(marks) == count else np.zeros(count, bool)


def _spaced(style: ChartStyle, content: ChartContent) -> ChartStyle:
    """Give the style with lines of a pair as far apart as the chart has them."""
    apart = spacing(content.options.link_spacing, style.fan_spacing_px)
    return style if apart == style.fan_spacing_px else replace(style, fan_spacing_px=apart)


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
    order = order_of(ends.ravel())
    starts = np.zeros(items + 1, np.int64)
    np.cumsum(np.bincount(ends.ravel(), minlength=items), out=starts[1:])
    return starts, lines[order]
