"""What is selected on a chart, by id and in the order of choosing."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from iwtlink.chart.display import Display

Indexes = NDArray[np.int64]


class Chosen:
    """Entities and links, each once, in the order in which they were chosen.

    Order matters: of two entities chosen, a path leads from the first to the second.
    """

    def __init__(self) -> None:
        self._entities: dict[int, None] = {}
        self._links: dict[int, None] = {}

    @property
    def entity_ids(self) -> list[int]:
        """Ids of the selected entities."""
        return list(self._entities)

    @property
    def link_ids(self) -> list[int]:
        """Ids of the selected links."""
        return list(self._links)

    def __bool__(self) -> bool:
        return bool(self._entities or self._links)

    def choose(self, entity_ids: Iterable[int], link_ids: Iterable[int]) -> bool:
        """Select just these; tell whether that changed anything."""
        before = (self.entity_ids, self.link_ids)
        self._entities = dict.fromkeys(int(number) for number in entity_ids)
        self._links = dict.fromkeys(int(number) for number in link_ids)
        return before != (self.entity_ids, self.link_ids)

    def keep_present(self, display: Display) -> bool:
        """Forget what is not on the chart; tell whether that changed anything."""
        entities = set(display.entity_ids.tolist())
        links = set(display.link_ids[display.members].tolist())
        return self.choose(
            [number for number in self._entities if number in entities],
            [number for number in self._links if number in links],
        )

    def items_of(self, display: Display) -> Indexes:
        """Give the indexes of the selected entities, in rising order."""
        return np.flatnonzero(np.isin(display.entity_ids, self.entity_ids))

    def lines_of(self, display: Display) -> Indexes:
        """Give the indexes of the lines that stand for a selected link."""
        if not self._links:
            return np.zeros(0, np.int64)
        hits = np.isin(display.link_ids[display.members], self.link_ids)
        owners = np.repeat(np.arange(len(display.ends)), np.diff(display.member_starts))
        return np.unique(owners[hits])
