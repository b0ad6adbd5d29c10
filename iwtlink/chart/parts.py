"""What a chart shows beside items and lines: badges, free shapes, legend and title block."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from iwtlink.chart.text.lines import TextLines
from iwtlink.store.charts.look import ShapeKind

Sample = Literal["icon", "line", "frame", "edge", "circle", "fill", "badge", "text"]
Dock = Literal["", "right", "left", "above", "below"]
"""Which side of the chart a legend or title block keeps to; empty: where it was put."""


@dataclass(frozen=True, slots=True)
class Badges:
    """B small marks at the corners of items, sorted by item.

    A badge is a disc or pill of ``colours`` with an icon of ``resources/icons/badges`` or, where
    its name is empty, its text on it; ``side_px`` high, as wide or as wide as its text needs.
    """

    owners: NDArray[np.int64]
    """(B,) item of each badge."""
    names: tuple[str, ...]
    """(B,) icon, empty where its text is shown."""
    texts: list[str]
    """(B,) such as "B2"; also what a screen reader says of an icon."""
    offsets: NDArray[np.float64]
    """(B, 2) middle of the badge, relative to the item's position."""
    colours: NDArray[np.uint32]
    """(B,) ground of the badge."""
    text_colours: NDArray[np.uint32]
    """(B,) of its text or icon: readable on the ground."""
    widths: NDArray[np.float64]
    """(B,)"""
    side_px: float
    font_px: float


@dataclass(frozen=True, slots=True)
class Ways:
    """The theme lines that leave their level, as W pieces of line: see ``links.wiring``.

    Between two pieces a theme line is inside an event frame, or drawn as the link into it. A
    theme line without pieces runs straight over its whole width.
    """

    owners: NDArray[np.int64]
    """(W,) item of each piece, rising."""
    starts: NDArray[np.int32]
    """(W + 1,) a piece runs through ``points[starts[w]:starts[w + 1]]``."""
    points: NDArray[np.float64]
    """(P, 2) in chart units."""

    def of(self, item: int) -> list[NDArray[np.float64]]:
        """Give the pieces of one item; none where it runs straight."""
        first, last = np.searchsorted(self.owners, (item, item + 1)).tolist()
        return [self.points[self.starts[w] : self.starts[w + 1]] for w in range(first, last)]


def ways_from(pieces: Mapping[int, Sequence[NDArray[np.float64]]]) -> Ways:
    """Give the ways of theme lines by item."""
    flat = [(item, piece) for item in sorted(pieces) for piece in pieces[item]]
    counts = np.array([len(piece) for _, piece in flat], np.int64)
    return Ways(
        owners=np.array([item for item, _ in flat], np.int64),
        starts=np.concatenate(([0], np.cumsum(counts))).astype(np.int32),
        points=np.vstack([np.zeros((0, 2)), *(piece for _, piece in flat)]),
    )


@dataclass(frozen=True, slots=True)
class DrawnShape:
    """A free shape of the chart, ready to paint. Shapes are sorted by depth."""

    id: int
    kind: ShapeKind
    box: tuple[float, float, float, float]
    """Left, top, right, bottom."""
    points: tuple[tuple[float, float], tuple[float, float]]
    """Start and end (tip) of a line or arrow."""
    depth: int
    """Below 0: painted under the links; else above all."""
    text: TextLines
    """One item, anchored at the middle of the box."""
    edge: int
    """0 for none."""
    edge_px: float
    edge_dash: int
    """Index into ``style.dashes``."""
    fill: int
    frame: int
    frame_margin_px: float
    picture_id: int
    """0 where it is no picture."""
    holder: tuple[str, int] | None
    """Kind ("entity" or "shape") and id of what holds it."""
    is_container: bool
    is_fitted: bool
    """Its size follows its members, as it was given none."""
    is_grey: bool = False
    """Its colours are those of greyed items; a picture is to be painted faint."""


@dataclass(frozen=True, slots=True)
class LegendRow:
    """One row of a legend: a sample and, in the same row of the legend's text, its words."""

    sample: Sample
    name: str
    """Icon of an entity type or badge; key of the row for the rest."""
    colour: int
    dash: int
    """Index into ``style.dashes``, of a line or edge."""
    width_px: float
    words: str
    centre: tuple[float, float]
    """Middle of the sample, from the legend's top left corner."""


@dataclass(frozen=True, slots=True)
class Legend:
    """What the signs on the chart mean."""

    box: tuple[float, float, float, float]
    """Left, top, right, bottom in chart units."""
    rows: tuple[LegendRow, ...]
    sample_px: float
    """Width and height of a sample."""
    text: TextLines
    """Item 0 is the legend's heading, item 1 + k the words of row k, all from the box's top
    left corner."""
    dock: Dock


@dataclass(frozen=True, slots=True)
class TitleBlock:
    """Title, subtitle, handling mark, notice, author and date, set in a frame on the sheet."""

    box: tuple[float, float, float, float]
    title: str
    subtitle: str
    marking: str
    notice: str
    author: str
    date: str
    text: TextLines
    """One item, from the box's top left corner."""
    dock: Dock


def no_badges() -> Badges:
    """Give no badges."""
    nothing = np.zeros(0)
    return Badges(
        owners=nothing.astype(np.int64),
        names=(),
        texts=[],
        offsets=np.zeros((0, 2)),
        colours=nothing.astype(np.uint32),
        text_colours=nothing.astype(np.uint32),
        widths=nothing,
        side_px=0.0,
        font_px=0.0,
    )
