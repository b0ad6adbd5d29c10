"""What a drag carries is drawn just as the whole chart would draw it."""

from __future__ import annotations

from dataclasses import fields, replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from iwtlink.chart.display import Display
from iwtlink.chart.hand.carried import _OF_ITEMS, _OF_LINES, carried, carried_by
from iwtlink.chart.moving import moved
from iwtlink.chart.text.lines import TextLines
from iwtlink.store.charts.look import LinkLook, Look, Multiplicity, Shape
from tests.chart.conftest import MakeContent
from tests.chart.hand.drawn import drawn

_OF_THE_WHOLE = {
    "chart_id", "title", "notice", "style", "icon_names", "link_ids", "content", "ontology",
    "pen_strengths", "pen_colours", "pen_widths", "cover",
}  # fmt: skip
_CUT_BY_HAND = {
    "holders", "draw_order", "badges", "node_text", "members", "member_starts", "ends",
    "corner_starts", "corners", "pen_starts", "arrow_lines", "arrow_at_end", "arrow_angles",
    "link_text", "neighbour_starts", "neighbour_lines", "shapes", "legend", "title_block",
    "ways",
}  # fmt: skip
ENDS = [(0, 1), (1, 2), (2, 3), (3, 4), (4, 0), (1, 4), (1, 4), (5, 0)]


def test_every_part_of_a_display_is_carried_or_left() -> None:
    known = {*_OF_ITEMS, *_OF_LINES, *_OF_THE_WHOLE, *_CUT_BY_HAND}
    assert {field.name for field in fields(Display)} == known


@given(
    st.sets(st.integers(0, 5), min_size=1, max_size=4),
    st.integers(-300, 300),
    st.integers(-300, 300),
    st.sampled_from(["one", "each"]),
)
def test_carried_items_are_drawn_as_the_whole_chart_would(
    make_content: MakeContent, chosen: set[int], dx: int, dy: int, multiplicity: Multiplicity
) -> None:
    whole = _display(make_content, multiplicity)
    items = np.array(sorted(chosen))
    held = carried(whole, items)
    part = carried_by(held, dx, dy)
    full = moved(whole, items, whole.positions[items] + (dx, dy))
    lines, kept = held.lines, held.items
    assert part.entity_ids.tolist() == full.entity_ids[kept].tolist()
    assert part.positions == pytest.approx(full.positions[kept])
    assert kept[part.ends].tolist() == full.ends[lines].tolist()
    assert part.line_points == pytest.approx(full.line_points[lines])
    assert part.label_centres == pytest.approx(full.label_centres[lines])
    assert part.line_boxes == pytest.approx(full.line_boxes[lines])
    heads = np.isin(full.arrow_lines, lines)
    assert lines[part.arrow_lines].tolist() == full.arrow_lines[heads].tolist()
    assert part.arrow_angles == pytest.approx(full.arrow_angles[heads])
    assert part.node_boxes == pytest.approx(full.node_boxes[kept])
    for index, item in enumerate(kept.tolist()):
        assert _texts(part.node_text, index) == _texts(full.node_text, item)
    for index, line in enumerate(lines.tolist()):
        assert _texts(part.link_text, index) == _texts(full.link_text, line)
        assert _links(part, index) == _links(full, line)
        own = np.searchsorted(part.pen_starts, index, side="right") - 1
        pen = np.searchsorted(full.pen_starts, line, side="right") - 1
        assert own == pen
        touched = part.neighbour_lines[
            part.neighbour_starts[part.ends[index, 0]] : part.neighbour_starts[
                part.ends[index, 0] + 1
            ]
        ]
        assert index in touched


def test_carried_shapes_move_and_the_others_stay_behind(make_content: MakeContent) -> None:
    whole = _display(make_content, "one")
    held = carried(whole, np.zeros(0, np.int64), [1])
    (shape,) = carried_by(held, 10, -20).shapes
    assert shape.id == whole.shapes[1].id
    assert shape.box == pytest.approx(np.add(whole.shapes[1].box, (10, -20, 10, -20)))
    assert not len(held.display.entity_ids)


def _display(make_content: MakeContent, multiplicity: Multiplicity) -> Display:
    content = make_content(
        ["Khamsing", "b", "c long name here", "d", "", "f"],
        ENDS,
        positions=[(0, 0), (300, 40), (120, 300), (500, 320), (-200, 180), (40, -260)],
        directed=[True, False] * 4,
        strengths=[0, 1, 2, 0, 1, 2, 0, 1],
    )
    looks = [Look()] * 6
    looks[2] = Look(representation="box")
    looks[3] = Look(representation="circle")
    link_looks = [LinkLook()] * 8
    link_looks[1] = LinkLook(corners=((260, 160), (220, 200)))
    link_looks[7] = LinkLook(label_dx=20, label_dy=-30)
    shapes = (
        Shape(1, "u1", "box", 0, 0, 80, 60, -1, "", Look()),
        Shape(2, "u2", "text", 300, 300, 80, 60, 0, "note", Look()),
    )
    options = replace(content.options, multiplicity=multiplicity)
    return drawn(
        replace(
            content,
            looks=tuple(looks),
            link_looks=tuple(link_looks),
            shapes=shapes,
            options=options,
        )
    )


def _texts(text: TextLines, owner: int) -> list[str]:
    first, last = text.starts[owner : owner + 2].tolist()
    return list(text.texts[first:last])


def _links(display: Display, line: int) -> list[int]:
    first, last = display.member_starts[line : line + 2].tolist()
    ids: list[int] = display.link_ids[display.members[first:last]].tolist()
    return ids
