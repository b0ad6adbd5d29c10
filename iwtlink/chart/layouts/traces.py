"""What a layout leaves on a chart besides places: bend points, theme lines' lengths, time axis.

All of it is marked ``by_layout``, so that the next layout takes it away again. Bend points made
by hand go where both ends of their link go; where these part, the link is straight.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from iwtlink.chart.layouts.axis import places_of, ticks
from iwtlink.chart.layouts.bends import bends_round
from iwtlink.chart.layouts.network import Network, with_gap
from iwtlink.chart.layouts.themes import theme_ends, widened_frames
from iwtlink.chart.layouts.timeline import days_of_items, lasting_items
from iwtlink.chart.links.bundles import Bundles
from iwtlink.store.charts import ChartContent
from iwtlink.store.charts.look import LinkLook, Look, Shape, ShapeKind

Floats = NDArray[np.float64]
_AXIS_GAP_PX, _AXIS_WORDS_PX, _MARK_PX = 30.0, 24.0, 90.0
_BAR_PX = 3.0
_FAN_PX = 6.0
"""Between bent lines of one pair."""
_STILL_PX = 0.5
_AXIS, _BAR = "#808080", "#b8c4d0"
"""Grey and light blue, seen on white and on dark paper."""


def without_traces(content: ChartContent) -> ChartContent:
    """Give the chart without what layouts left on it."""
    return replace(
        content,
        looks=tuple(
            replace(look, width=None, by_layout=False) if look.by_layout else look
            for look in content.looks
        ),
        link_looks=tuple(
            replace(look, corners=(), by_layout=False) if look.by_layout else look
            for look in content.link_looks
        ),
        shapes=tuple(shape for shape in content.shapes if not shape.look.by_layout),
    )


def straightened(content: ChartContent, before: Floats) -> ChartContent:
    """Give the chart with bend points that went along with both ends of their link, else none.

    ``before`` (N, 2) says where the items stood.
    """
    if not any(look.corners for look in content.link_looks):
        return content
    by = content.positions.reshape(-1, 2) - before.reshape(-1, 2)
    looks = list(content.link_looks)
    for link, (a, b) in enumerate(content.ends.reshape(-1, 2).tolist()):
        if not looks[link].corners or float(abs(by[[a, b]]).max()) <= _STILL_PX:
            continue
        goes_along = float(abs(by[a] - by[b]).max()) <= _STILL_PX
        x, y = by[a].tolist()
        corners = tuple((cx + x, cy + y) for cx, cy in looks[link].corners) if goes_along else ()
        is_of_layout = looks[link].by_layout and goes_along
        looks[link] = replace(looks[link], corners=corners, by_layout=is_of_layout)
    return replace(content, link_looks=tuple(looks))


def led_round(
    content: ChartContent,
    network: Network,
    bundles: Bundles,
    moves: NDArray[np.bool_],
    *,
    is_across: bool,
) -> dict[int, LinkLook]:
    """Give the looks, by link id, of links that are led round the items in their way.

    Only those with an end that ``moves`` (N,); bend points made by hand stay.
    """
    boxes = network.boxes + np.tile(content.positions, 2)
    is_solid = np.ones(len(boxes), bool)
    if network.holding is not None:
        is_solid[network.holding.holders[network.holding.holders >= 0]] = False
    pairs = np.sort(bundles.ends, axis=1).reshape(-1, 2)
    keys, pair_of = np.unique(pairs, axis=0, return_inverse=True)
    ways = bends_round(content.positions, boxes, keys, is_solid, is_across=is_across)
    looks = content.link_looks or (LinkLook(),) * len(content.link_ids)
    found: dict[int, LinkLook] = {}
    for line, pair in enumerate(pair_of.ravel().tolist()):
        if pair not in ways or not moves[keys[pair]].any():
            continue
        same = np.flatnonzero(pair_of == pair)
        aside = (int((same < line).sum()) - (len(same) - 1) / 2) * _FAN_PX
        way = ways[pair] + ((0.0, aside) if is_across else (aside, 0.0))
        for link in bundles.members[bundles.starts[line] : bundles.starts[line + 1]].tolist():
            is_back = content.ends[link, 0] != keys[pair, 0]
            corners = tuple(map(tuple, (way[::-1] if is_back else way).round(1).tolist()))
            if not looks[link].corners:
                look = replace(looks[link], corners=corners, by_layout=True)
                found[int(content.link_ids[link])] = look
    return found


def along_the_time(
    content: ChartContent, network: Network, moves: NDArray[np.bool_]
) -> ChartContent:
    """Give the chart with those theme lines that may move in line, as long as the timeline.

    A length set by hand stays.
    """
    if not network.is_theme.any():
        return content
    others = ~network.is_theme
    boxes = widened_frames(network, with_gap(network.boxes))
    left, right = theme_ends(content.positions[others], boxes[others])
    looks, positions = {}, content.positions.copy()
    for item in np.flatnonzero(network.is_theme & moves).tolist():
        look = content.looks[item]
        if look.width is None or look.by_layout:
            positions[item, 0] = (left + right) / 2
            width = round(right - left, 1)
            looks[int(content.entity_ids[item])] = replace(look, width=width, by_layout=True)
    return with_looks(replace(content, positions=positions), looks)


def with_looks(content: ChartContent, looks: Mapping[int, Look]) -> ChartContent:
    """Give the chart with some looks of entities, by id, in the place of those they have."""
    if not looks:
        return content
    known = content.looks or (Look(),) * len(content.entity_ids)
    pairs = zip(content.entity_ids.tolist(), known, strict=True)
    return replace(content, looks=tuple(looks.get(i, look) for i, look in pairs))


def with_link_looks(content: ChartContent, looks: Mapping[int, LinkLook]) -> ChartContent:
    """Give the chart with some looks of links, by id, in the place of those they have."""
    if not looks:
        return content
    known = content.link_looks or (LinkLook(),) * len(content.link_ids)
    pairs = zip(content.link_ids.tolist(), known, strict=True)
    return replace(content, link_looks=tuple(looks.get(i, look) for i, look in pairs))


def with_looks_of(content: ChartContent, other: ChartContent) -> ChartContent:
    """Give the chart with the looks and free items of another content of it, maybe folded."""
    looks = zip(other.entity_ids.tolist(), other.looks, strict=False)
    lines = zip(other.link_ids.tolist(), other.link_looks, strict=False)
    dressed = with_link_looks(with_looks(content, dict(looks)), dict(lines))
    return replace(dressed, shapes=other.shapes)


def time_shapes(
    content: ChartContent, network: Network, settings: Mapping[str, Any]
) -> tuple[Shape, ...]:
    """Give the axis of a chart arranged as a timeline, and bars for dates that last.

    The axis is a line and its dates, below the items; a bar says from when to when a date can
    be. Free items that are not on the chart yet (their ids are below 0); none where nothing is
    dated. Theme lines, pinned items and what boxes and groups hold do not stand at their date.
    """
    days = days_of_items(network)
    days[network.is_pinned] = np.nan
    days[np.flatnonzero(network.is_theme)] = np.nan
    if network.holding is not None:
        days[network.holding.is_held] = np.nan
    shapes: list[Shape] = []
    if settings.get("bars"):
        shapes += _bars(content, network, days)
    if settings.get("axis"):
        shapes += _axis(content, network, days, content.positions[:, 0])
    return tuple(replace(shape, id=-1 - number) for number, shape in enumerate(shapes))


def _bars(content: ChartContent, network: Network, days: Floats) -> list[Shape]:
    lasting = [item for item in lasting_items(network).tolist() if np.isfinite(days[item])]
    places = content.positions[:, 0]
    first = places_of(network.spans[lasting, 0], days, places)
    last = places_of(network.spans[lasting, 1], days, places)
    look = Look(colour=_BAR, width=_BAR_PX, by_layout=True)
    return [
        _shape("line", (a + b) / 2, float(content.positions[item, 1]), b - a, 0.0, "", look, -1)
        for item, a, b in zip(lasting, first.tolist(), last.tolist(), strict=True)
    ]


def _axis(content: ChartContent, network: Network, days: Floats, x: Floats) -> list[Shape]:
    marks = ticks(days, x)
    if not marks:
        return []
    below = float((content.positions[:, 1] + network.boxes[:, 3]).max()) + _AXIS_GAP_PX
    left, right = marks[0][0], max(marks[-1][0], float(x[np.isfinite(days)].max()))
    look = Look(colour=_AXIS, by_layout=True)
    line = _shape("line", (left + right) / 2, below, right - left, 0.0, "", look)
    words = below + _AXIS_WORDS_PX
    return [
        line,
        *(
            _shape("text", place, words, _MARK_PX, _AXIS_WORDS_PX, text, Look(by_layout=True))
            for place, text in marks
        ),
    ]


def _shape(
    kind: ShapeKind,
    x: float,
    y: float,
    width: float,
    height: float,
    text: str,
    look: Look,
    depth: int = 0,
) -> Shape:
    return Shape(0, "", kind, x, y, width, height, depth, text, look)
