"""Words thinned out, and links counted as alike, come out as taking them one by one gives."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from iwtlink.chart.links import crowding
from iwtlink.chart.links.bundles import bundle_links
from iwtlink.chart.links.crowding import free_of_others
from iwtlink.chart.links.wording import line_label, link_label
from iwtlink.chart.style import ChartStyle
from iwtlink.ontology import Ontology
from iwtlink.store.charts.content import ChartContent

_PLACES = st.integers(-200, 200) | st.sampled_from([-10_000_000, 9_999_990])
_BOXES = st.lists(
    st.tuples(_PLACES, _PLACES, st.integers(1, 70), st.integers(1, 40)), min_size=1, max_size=40
)


@given(_BOXES, st.sampled_from([1.0, 0.5, 2.0]))
def test_words_stand_where_no_earlier_one_shares_a_cell(
    rows: list[tuple[int, int, int, int]], unit: float
) -> None:
    boxes = np.array([(x, y, x + wide, y + high) for x, y, wide, high in rows], float)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(crowding, "_ROUNDS", 100)
        stands = free_of_others(boxes, unit)
    corner, taken = boxes[:, 0:2].min(axis=0), set[tuple[int, int]]()
    cell = np.array(crowding._CELL) * unit
    for box, is_standing in zip(boxes, stands.tolist(), strict=True):
        low, high = (np.floor((box[k : k + 2] - corner) / cell).astype(int) for k in (0, 2))
        cells = {(x, y) for x in range(low[0], high[0] + 1) for y in range(low[1], high[1] + 1)}
        assert is_standing == taken.isdisjoint(cells)
        taken |= cells if is_standing else set()


@given(_BOXES)
def test_words_that_stand_share_no_cell_even_when_few_rounds_are_made(
    rows: list[tuple[int, int, int, int]],
) -> None:
    boxes = np.array([(x, y, x + wide, y + high) for x, y, wide, high in rows], float)
    standing = boxes[free_of_others(boxes)]
    for one, box in enumerate(standing):
        meets = (standing[:, 0:2] < box[2:4]).all(axis=1) & (standing[:, 2:4] > box[0:2]).all(
            axis=1
        )
        assert np.flatnonzero(meets).tolist() == [one]


_LINKS = st.lists(
    st.tuples(
        st.integers(0, 3),
        st.integers(0, 3),
        st.sampled_from(["pays", "owner_of", "unheard_of"]),
        st.sampled_from(["", "courier", "driver"]),
        st.sampled_from(["", "5,000 USD", "70 EUR"]),
        st.sampled_from([float("nan"), 20.0, 60.0]),
    ),
    min_size=1,
    max_size=14,
)


@pytest.mark.parametrize("multiplicity", ["one", "direction", "each"])
@given(rows=_LINKS)
def test_lines_are_worded_as_each_alone(
    make_content: Callable[..., ChartContent],
    ontology: Ontology,
    style: ChartStyle,
    multiplicity: str,
    rows: list[tuple[int, int, str, str, str, float]],
) -> None:
    content = make_content(
        ["A", "B", "C", "D"],
        [row[0:2] for row in rows],
        link_types=[row[2] for row in rows],
        roles=[row[3] for row in rows],
        amounts=[row[4] for row in rows],
        percents=[row[5] for row in rows],
        directed=[row[0] < 2 for row in rows],
        multiplicity=multiplicity,
    )
    lines = bundle_links(content, ontology, style)
    drawn = [link for link, row in enumerate(rows) if row[0] != row[1]]
    assert sorted(lines.members.tolist()) == drawn
    for line, (first, last) in enumerate(zip(lines.starts[:-1], lines.starts[1:], strict=True)):
        links = lines.members[first:last].tolist()
        alone = len(links) == 1
        words = (
            link_label(content, ontology, links[0])
            if alone
            else line_label(content, ontology, links)
        )
        assert lines.labels.texts[lines.labels.index[line]] == words
        types = {content.link_types[link] for link in links}
        said = lines.types.texts[lines.types.index[line]]
        assert said == (types.pop() if len(types) == 1 else "")
