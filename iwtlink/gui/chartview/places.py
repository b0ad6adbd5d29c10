"""Where the words of an item, link or free shape stand on the chart, and what they are."""

from __future__ import annotations

import numpy as np

from iwtlink.chart.display import Display

Place = tuple[float, float]


def place_of(display: Display, kind: str, number: int) -> Place | None:
    """Give the middle of the upper edge of an item's words; None where it is not shown or has none.

    ``kind`` is "entity", "link" or "shape", ``number`` its id.
    """
    if kind == "shape":
        worded = [shape for shape in display.shapes if shape.kind != "picture"]
        boxes = [shape.box for shape in worded if shape.id == number]
        return ((boxes[0][0] + boxes[0][2]) / 2, boxes[0][1]) if boxes else None
    if kind == "link":
        return _place_of_link(display, number)
    items = np.flatnonzero(display.entity_ids == number)
    if not len(items):
        return None
    x, y = display.positions[items[0]].tolist()
    return x, y + float(display.node_text.boxes[items[0], 1])


def words_of(display: Display, kind: str, number: int) -> str:
    """Give the words as they were stated, not as they are wrapped."""
    content = display.content
    if kind == "entity":
        return content.labels[int(np.flatnonzero(content.entity_ids == number)[0])]
    if kind == "shape":
        return next((shape.text for shape in content.shapes if shape.id == number), "")
    link = int(np.flatnonzero(content.link_ids == number)[0])
    own = content.link_looks[link].label if content.link_looks else ""
    return own or _label(display, _line_of(display, number))


def _place_of_link(display: Display, number: int) -> Place | None:
    line = _line_of(display, number)
    if line < 0:
        return None
    x, y = display.label_centres[line].tolist()
    return x, y + min(0.0, float(display.link_text.boxes[line, 1]))


def _line_of(display: Display, link_id: int) -> int:
    hits = np.flatnonzero(display.link_ids[display.members] == link_id)
    if not len(hits):
        return -1
    return int(np.searchsorted(display.member_starts, hits[0], side="right")) - 1


def _label(display: Display, line: int) -> str:
    text = display.link_text
    return " ".join(text.texts[int(text.starts[line]) : int(text.starts[line + 1])])
