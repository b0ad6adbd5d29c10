"""Where a link is drawn: trimmed to the icons and labels of its ends, straight or as an arc."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
_SAMPLES = 96
"""In how many points an arc is looked at to find where it leaves the things at its ends."""
_REACH = 80
"""How many of them may lie under the icon and label of one end."""
_HALF = 0.49
"""Part of a line that each end may take where both need more than there is."""
_SHORTEST = 0.04
"""Part of an arc that is drawn even where there is no room for it."""


def control_points(starts: Floats, ends: Floats, bends: Floats) -> Floats:
    """Give the control point of each link's quadratic curve: (K, 2).

    ``bends`` is the distance in pixels of the curve's middle from the straight line, to the
    right of the way from start to end (y downwards: positive is clockwise); 0 is straight.
    """
    way = ends - starts
    length = np.hypot(way[:, 0], way[:, 1])
    length[length == 0] = 1.0
    normal = np.column_stack((-way[:, 1], way[:, 0])) / length[:, None]
    return (starts + ends) / 2 + normal * (2 * bends[:, None])


def trimmed(
    centres: Floats,
    aims: Floats,
    reach: tuple[Floats, Floats],
    label_boxes: tuple[Floats, Floats] | None,
    gap: float,
) -> Floats:
    """Give the points where lines leave the forms and labels of their two ends: (K, 4).

    ``centres`` (K, 4) are the middles of both ends, ``aims`` what each end looks at: the other
    end's middle, or the nearest bend. ``reach`` is what ``forms.form_reach`` gives for the items at
    the starts and at the ends, ``label_boxes`` the texts of these, relative to their centres (None:
    none is shown). A line that would run under a label starts where it leaves the label; none goes
    beyond its aim, and where two ends share a line too short for both, each has half of it.
    """
    ways, lengths, outs = [], [], []
    for end in (0, 1):
        x, y = (aims[:, 2 * end + k] - centres[:, 2 * end + k] for k in (0, 1))
        length = np.hypot(x, y)
        safe = np.where(length > 0, length, 1.0)
        x, y = x / safe, y / safe
        out = _form_exit(x, y, reach[end]) + gap
        if label_boxes is not None:
            out = np.maximum(out, _label_exit(x, y, label_boxes[end], gap))
        ways.append(np.column_stack((x, y)))
        lengths.append(length)
        outs.append(out)
    is_shared = (aims == np.roll(centres, 2, axis=1)).all(axis=1)
    found = []
    for end in (0, 1):
        taken = np.where(is_shared, outs[1 - end], 0.0)
        room = np.maximum(lengths[end] * _HALF, lengths[end] * 2 * _HALF - taken)
        way = ways[end] * np.minimum(outs[end], room)[:, None]
        found.append(centres[:, 2 * end : 2 * end + 2] + way)
    return np.hstack(found)


def _form_exit(x: Floats, y: Floats, reach: Floats) -> Floats:
    """Give the distance at which a ray from its middle, of length 1, leaves each form: (K,)."""
    wide, high = (np.abs(way) / np.maximum(reach[:, k], 1e-9) for k, way in enumerate((x, y)))
    steep, round_ = np.maximum(wide, high), np.hypot(wide, high)
    seen = steep > 0
    if not seen.all():
        steep, round_ = np.where(seen, steep, 1.0), np.where(seen, round_, 1.0)
    return np.where(seen, np.minimum(1.0 / steep, reach[:, 2] / round_), 0.0)


def trimmed_arcs(
    curves: Floats,
    start_reach: Floats,
    end_reach: Floats,
    start_boxes: Floats,
    end_boxes: Floats,
    gap: float,
) -> Floats:
    """Give the parts of arcs that lie outside the forms and labels of their ends: (K, 6).

    ``curves`` holds start, control and end point of whole arcs from centre to centre, the
    result those of the part that is drawn. The boxes are those of the labels, relative to
    their items' centres. An arc that would vanish keeps its middle.
    """
    at = np.linspace(0.0, 1.0, _SAMPLES)
    start, control, end = (curves[:, None, k : k + 2] for k in (0, 2, 4))
    t = at[None, :, None]
    points = (1 - t) ** 2 * start + 2 * t * (1 - t) * control + t**2 * end
    leaves = _outermost(points - start, start_reach, start_boxes, gap)
    enters = _outermost((points - end)[:, ::-1], end_reach, end_boxes, gap)
    first, last = at[leaves][:, None], 1.0 - at[enters][:, None]
    middle, has_room = (first + last) / 2, last - first > _SHORTEST
    first = np.where(has_room, first, np.clip(middle - _SHORTEST / 2, 0.0, 1.0 - _SHORTEST))
    return _part(curves, first, np.where(has_room, last, first + _SHORTEST))


def _outermost(offsets: Floats, reach: Floats, boxes: Floats, gap: float) -> NDArray[np.int64]:
    """Give the index of the first sample beyond the last one inside form or label: (K,)."""
    low, high = boxes[:, None, 0:2] - gap, boxes[:, None, 2:4] + gap
    has_label = (boxes[:, 3] > boxes[:, 1])[:, None]
    in_label = has_label & ((offsets >= low) & (offsets <= high)).all(axis=2)
    scaled = np.abs(offsets) / (reach[:, None, 0:2] + gap)
    in_form = (scaled.max(axis=2) <= 1.0) & (
        np.hypot(scaled[..., 0], scaled[..., 1]) <= np.maximum(reach[:, None, 2], 1.0)
    )
    inside = (in_label | in_form)[:, :_REACH]
    beyond: NDArray[np.int64] = _REACH - np.argmax(inside[:, ::-1], axis=1)
    return beyond


def _part(curves: Floats, first: Floats, last: Floats) -> Floats:
    """Give start, control and end of the part of each curve between two parameters."""
    start, control, end = (curves[:, k : k + 2] for k in (0, 2, 4))

    def blend(a: Floats, b: Floats) -> Floats:
        """Give the blossom of the curve at two parameters (de Casteljau)."""
        part: Floats = (1 - a) * (1 - b) * start + ((1 - a) * b + a * (1 - b)) * control
        return part + a * b * end

    return np.hstack((blend(first, first), blend(first, last), blend(last, last)))


def _label_exit(x: Floats, y: Floats, boxes: Floats, gap: float) -> Floats:
    """Give the distance at which a ray from the origin leaves each box; 0 where it misses."""
    left, right = _crossed(x, boxes[:, 0] - gap, boxes[:, 2] + gap)
    top, bottom = _crossed(y, boxes[:, 1] - gap, boxes[:, 3] + gap)
    enters, leaves = np.maximum(left, top), np.minimum(right, bottom)
    has_label = boxes[:, 3] > boxes[:, 1]
    return np.where(has_label & (leaves > np.maximum(enters, 0.0)), leaves, 0.0)


def _crossed(way: Floats, low: Floats, high: Floats) -> tuple[Floats, Floats]:
    """Give the distances at which rays come between two sides, and leave the space between."""
    tiny = np.where(np.abs(way) < 1e-9, 1e-9, way)
    near, far = low / tiny, high / tiny
    return np.minimum(near, far), np.maximum(near, far)


def points_at(starts: Floats, controls: Floats, ends: Floats, at: Floats) -> Floats:
    """Give the point of each quadratic curve at parameter ``at`` (0 start, 1 end): (K, 2)."""
    t = at[:, None]
    return (1 - t) ** 2 * starts + 2 * t * (1 - t) * controls + t**2 * ends


def arrow_angles(tips: Floats, tails: Floats) -> Floats:
    """Give the direction in which each arrow head points, in radians (y downwards)."""
    way = tips - tails
    return np.arctan2(way[:, 1], way[:, 0])


def curve_boxes(starts: Floats, controls: Floats, ends: Floats) -> Floats:
    """Give left, top, right, bottom of each curve: (K, 4). Exact for quadratic curves."""
    denominator = starts - 2 * controls + ends
    with np.errstate(divide="ignore", invalid="ignore"):
        at = np.clip(np.nan_to_num((starts - controls) / denominator), 0.0, 1.0)
    turning = (1 - at) ** 2 * starts + 2 * at * (1 - at) * controls + at**2 * ends
    low = np.minimum(np.minimum(starts, ends), turning)
    high = np.maximum(np.maximum(starts, ends), turning)
    return np.hstack((low, high))
