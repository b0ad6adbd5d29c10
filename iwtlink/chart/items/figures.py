"""The figures of a chart's items: form, size, colours and words of each, relative to its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from iwtlink.chart.departures import own_looks
from iwtlink.chart.items.badges import badges_of, widened
from iwtlink.chart.items.forms import ICON, TEXT, THEME, frame_reach
from iwtlink.chart.items.kinds import forms_of, icons_of
from iwtlink.chart.items.labels import item_labels
from iwtlink.chart.items.sizing import sized
from iwtlink.chart.parts import Badges
from iwtlink.chart.rules.applying import Marks, entity_marks
from iwtlink.chart.rules.rule import Rule, known_rules
from iwtlink.chart.style import STRENGTHS, ChartStyle, colour_or, readable_on, within
from iwtlink.chart.text.lines import TextLines, undressed
from iwtlink.chart.text.setting import stack_labels
from iwtlink.ontology import Ontology
from iwtlink.store.charts.content import ChartContent
from iwtlink.store.charts.look import MOST_ENLARGED, MOST_MARGIN, Look

Colours = NDArray[np.uint32]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Figures:
    """What N items look like, wherever they stand. The fields are those of ``Display``."""

    forms: NDArray[np.uint8]
    halves: Floats
    icon_offsets: Floats
    icon_halves: Floats
    item_boxes: Floats
    icon_names: tuple[str, ...]
    icon_index: NDArray[np.int32]
    node_colours: Colours
    picture_ids: NDArray[np.int64]
    fills: Colours
    edges: Colours
    edge_px: Floats
    edge_dashes: NDArray[np.uint8]
    frames: Colours
    frame_margins: Floats
    tints: Colours
    node_text: TextLines
    badges: Badges


def figures_of(
    content: ChartContent,
    ontology: Ontology,
    style: ChartStyle,
    rules: Sequence[Rule],
    counts: NDArray[np.int64],
) -> Figures:
    """Give what each item of a chart looks like; ``counts`` (N,) is how many it stands for."""
    marks = entity_marks(content, rules)
    forms = forms_of(content, ontology)
    enlarged = _enlargements(content, marks)
    inside = np.flatnonzero((forms != ICON) & (forms != THEME))
    scales = dict(zip(inside.tolist(), enlarged[inside].tolist(), strict=True))
    text = stack_labels(item_labels(content, ontology, style, scales), top=0.0)
    icon_names, icon_index, node_colours = icons_of(content, ontology, counts)
    paints = _paints(content, style, forms, node_colours, marks)
    reach = frame_reach(paints.frames, paints.frame_margins, style)
    gaps = style.label_gap_px + reach
    pictures = _pictures(content, counts)
    icons = _pictured(content, enlarged, pictures)
    size = sized(forms, text, icons, list(own_looks(content)), style, gaps)
    badges = badges_of(content, forms, size.halves, counts, marks.badges, style)
    return Figures(
        forms=forms,
        halves=size.halves,
        icon_offsets=size.icon_offsets,
        icon_halves=size.icon_halves,
        item_boxes=boxes_around(size.halves + reach[:, None], size.text, badges),
        icon_names=icon_names,
        icon_index=icon_index,
        node_colours=node_colours,
        picture_ids=pictures,
        fills=paints.fills,
        edges=paints.edges,
        edge_px=paints.edge_px,
        edge_dashes=paints.edge_dashes,
        frames=paints.frames,
        frame_margins=paints.frame_margins,
        tints=paints.tints,
        node_text=_inked(size.text, content, paints.fills, style),
        badges=badges,
    )


def boxes_of(content: ChartContent, ontology: Ontology, style: ChartStyle) -> Floats:
    """Give left, top, right, bottom of each item as it will be drawn, relative to its place.

    (N, 4), form, text, frame and badges together: what a layout has to find room for. Folded
    items are not joined, containers have the size of their label.
    """
    rules = known_rules(content.options.rules)
    counts = np.ones(len(content.entity_ids), np.int64)
    return figures_of(content, ontology, style, rules, counts).item_boxes


def boxes_around(reach: Floats, text: TextLines, badges: Badges) -> Floats:
    """Give the box round each form with its frame, words and badges, relative to its place: (N, 4).

    ``reach`` (N, 2) is half the size of form and frame.
    """
    low = np.minimum(text.boxes[:, 0:2], -reach)
    return widened(np.hstack((low, np.maximum(text.boxes[:, 2:4], reach))), badges)


def _enlargements(content: ChartContent, marks: Marks) -> Floats:
    """Give how much each item is enlarged: by hand, else by rules."""
    ruled = marks.numbers["size"]
    sizes = np.where(np.isfinite(ruled), np.clip(ruled, 0.25, MOST_ENLARGED), 1.0)
    for item, look in own_looks(content):
        if look.enlargement != 1.0:
            sizes[item] = within(look.enlargement, 0.25, MOST_ENLARGED, 1.0)
    return sizes


@dataclass(frozen=True, slots=True)
class _Paints:
    fills: Colours
    edges: Colours
    edge_px: Floats
    edge_dashes: NDArray[np.uint8]
    frames: Colours
    frame_margins: Floats
    tints: Colours


def _paints(
    content: ChartContent,
    style: ChartStyle,
    forms: NDArray[np.uint8],
    node_colours: Colours,
    marks: Marks,
) -> _Paints:
    """Give the colours of each item: the type's, over them those of rules, then those by hand."""
    is_icon = forms == ICON
    has_ground = ~is_icon & (forms != THEME)
    ruled = marks.colours["colour"]
    edges = np.where(is_icon, 0, np.where(ruled, ruled, node_colours)).astype(np.uint32)
    ground = np.where(has_ground & (forms != TEXT), style.colours.plate, 0).astype(np.uint32)
    fills = np.where(has_ground & (marks.colours["fill"] > 0), marks.colours["fill"], ground)
    on_icons = np.where(ruled, ruled, marks.colours["fill"])  # an icon has no edge and no ground
    shading = marks.colours["shading"]
    paints = _Paints(
        fills=fills.astype(np.uint32),
        edges=edges,
        edge_px=np.where(np.isfinite(marks.numbers["width"]), marks.numbers["width"], style.edge_px)
        * ~is_icon,
        edge_dashes=np.zeros(len(forms), np.uint8),
        frames=marks.colours["frame"].copy(),
        frame_margins=np.full(len(forms), style.frame_margin_px),
        tints=np.where(shading, shading, np.where(is_icon, on_icons, 0)).astype(np.uint32),
    )
    for item, look in own_looks(content):
        _by_hand(paints, item, look, bool(is_icon[item]), bool(has_ground[item]), style)
    if len(content.is_grey):
        paints.edges[content.is_grey & ~is_icon] = style.colours.grey
    return paints


def _by_hand(
    paints: _Paints, item: int, look: Look, is_icon: bool, has_ground: bool, style: ChartStyle
) -> None:
    paints.frames[item] = colour_or(look.frame, int(paints.frames[item]))
    usual = style.frame_margin_px
    paints.frame_margins[item] = within(look.frame_margin, 0.0, MOST_MARGIN, usual)
    paints.tints[item] = colour_or(look.shading, int(paints.tints[item]))
    if is_icon:
        return
    paints.edges[item] = colour_or(look.colour, int(paints.edges[item]))
    if look.dash:
        paints.edge_dashes[item] = STRENGTHS.index(look.dash) if look.dash in STRENGTHS else 0
    if has_ground:
        ground = style.colours.container if look.is_container else int(paints.fills[item])
        paints.fills[item] = colour_or(look.fill, ground)


def _pictures(content: ChartContent, counts: NDArray[np.int64]) -> NDArray[np.int64]:
    """Give the photograph of each item that shows one; bundles and those set off do not."""
    pictures = np.where(counts > 1, 0, content.picture_ids)
    for item, look in own_looks(content):
        if look.picture == "off":
            pictures[item] = 0
    return pictures


def _pictured(content: ChartContent, enlarged: Floats, pictures: NDArray[np.int64]) -> Floats:
    """Give how much the icon or photograph of each item is enlarged."""
    sizes = enlarged
    for item, look in own_looks(content):
        if look.picture_size is not None and pictures[item]:
            sizes = enlarged.copy() if sizes is enlarged else sizes
            sizes[item] = within(look.picture_size, 0.25, MOST_ENLARGED, float(enlarged[item]))
    return sizes


def _inked(
    text: TextLines,
    content: ChartContent,
    fills: Colours,
    style: ChartStyle,
) -> TextLines:
    """Give the words in colours that can be read: grey items grey, dark grounds light."""
    colours = text.colours.copy()
    own = fills.copy()
    own[fills == style.colours.plate] = 0
    plain = (colours == 0) & (own[text.owners] > 0)
    if plain.any():
        colours[plain] = readable_on(own)[text.owners][plain]
    if len(content.is_grey):
        colours[content.is_grey[text.owners]] = style.colours.grey_text
        text = undressed(text, content.is_grey)
    return replace(text, colours=colours)
