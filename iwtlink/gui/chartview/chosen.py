"""What is selected on a chart, by id and in the order of choosing."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from iwtlink.chart.display import Display
from iwtlink.chart.hand.events import Selection

Indexes = NDArray[np.int64]


class Chosen:
    """Entities, links and free shapes, each once, in the order in which they were chosen.

    Order matters: of two entities chosen, a path leads from the first to the second.
    """

    def __init__(self) -> None:
        self._entities: dict[int, None] = {}
        self._links: dict[int, None] = {}
        self._shapes: dict[int, None] = {}

    @property
    def entity_ids(self) -> list[int]:
        """Ids of the selected entities."""
        return list(self._entities)

    @property
    def link_ids(self) -> list[int]:
        """Ids of the selected links."""
        return list(self._links)

    @property
    def shape_ids(self) -> list[int]:
        """Ids of the selected free shapes."""
        return list(self._shapes)

    @property
    def selection(self) -> Selection:
        """What is selected, without its order."""
        return Selection(frozenset(self._entities), frozenset(self._links), frozenset(self._shapes))

    def __bool__(self) -> bool:
        return bool(self._entities or self._links or self._shapes)

    def choose(
        self, entity_ids: Iterable[int], link_ids: Iterable[int], shape_ids: Iterable[int] = ()
    ) -> bool:
        """Select just these; tell whether that changed anything."""
        before = (self.entity_ids, self.link_ids, self.shape_ids)
        self._entities = dict.fromkeys(int(number) for number in entity_ids)
        self._links = dict.fromkeys(int(number) for number in link_ids)
        self._shapes = dict.fromkeys(int(number) for number in shape_ids)
        return before != (self.entity_ids, self.link_ids, self.shape_ids)

    def keep_present(self, display: Display) -> bool:
        """Forget what is not on the chart; tell whether that changed anything."""
        entities = set(display.entity_ids.tolist())
        links = set(display.link_ids[display.members].tolist())
        shapes = {shape.id for shape in display.shapes}
        return self.choose(
            [number for number in self._entities if number in entities],
            [number for number in self._links if number in links],
            [number for number in self._shapes if number in shapes],
        )

    def items_of(self, display: Display) -> Indexes:
        """Give the indexes of the selected entities, in rising order."""
        return np.flatnonzero(np.isin(display.entity_ids, self.entity_ids))

    def lines_of(self, display: Display) -> Indexes:
        """Give the indexes of the lines that stand for a selected link."""
        return lines_for(display, self.link_ids)

    def shapes_of(self, display: Display) -> list[int]:
        """Give the indexes of the selected free shapes."""
        return [i for i, shape in enumerate(display.shapes) if shape.id in self._shapes]


def lines_for(display: Display, link_ids: list[int]) -> Indexes:
    """Give the indexes of the lines that stand for any of some links, in rising order."""
    if not link_ids:
        return np.zeros(0, np.int64)
    hits = np.isin(display.link_ids[display.members], link_ids)
    owners = np.repeat(np.arange(len(display.ends)), np.diff(display.member_starts))
    return np.unique(owners[hits])


def ends_of(display: Display, link_ids: list[int]) -> list[int]:
    """Give the ids of the entities at the ends of some links: *select ends*."""
    items = np.unique(display.ends[lines_for(display, link_ids)])
    ids: list[int] = display.entity_ids[items].tolist()
    return ids


def links_between(display: Display, entity_ids: list[int]) -> list[int]:
    """Give the ids of the links with both ends among some entities: *select links between*."""
    is_in = np.isin(display.entity_ids, entity_ids)
    return _links_of(display, np.all(is_in[display.ends], axis=1))


def links_at(display: Display, entity_ids: list[int]) -> list[int]:
    """Give the ids of the links with at least one end among some entities."""
    is_in = np.isin(display.entity_ids, entity_ids)
    return _links_of(display, np.any(is_in[display.ends], axis=1))


def _links_of(display: Display, is_line: NDArray[np.bool_]) -> list[int]:
    """Give the ids of the links that some lines are drawn for."""
    members = display.members[np.repeat(is_line, np.diff(display.member_starts))]
    ids: list[int] = display.link_ids[members].tolist()
    return ids
