"""The network as it stands at one moment: frozen arrays that measures and layouts read."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

CONFIRMED, UNCONFIRMED, TENTATIVE = 0, 1, 2
"""Strengths of a link as the arrays hold them."""

STRENGTHS = ("confirmed", "unconfirmed", "tentative")
"""Names of the strengths, at the index that stands for each."""


@dataclass(frozen=True, slots=True, eq=False)
class Snapshot:
    """Entities and links as parallel arrays; N entities, M links.

    ``ends[k]`` holds the two indexes (not ids) of link ``k``: from, to.
    ``weights`` counts what a link stands for (calls, transfers; 1 where nothing is counted).
    ``amounts`` is money as stated, without its currency; NaN where none is stated.
    """

    entity_ids: npt.NDArray[np.int64]
    entity_types: list[str]
    labels: list[str]
    refs: list[str]
    link_ids: npt.NDArray[np.int64]
    link_types: list[str]
    ends: npt.NDArray[np.int64]
    is_directed: npt.NDArray[np.bool_]
    strengths: npt.NDArray[np.uint8]
    weights: npt.NDArray[np.float64]
    amounts: npt.NDArray[np.float64]

    def index_of(self, entity_id: int) -> int:
        """Give the index of an entity; KeyError where it is not in the network. Cost: N."""
        found = np.flatnonzero(self.entity_ids == entity_id)
        if not found.size:
            raise KeyError(entity_id)
        return int(found[0])

    def only(
        self,
        *,
        strengths: Collection[int] | None = None,
        link_types: Collection[str] | None = None,
    ) -> Snapshot:
        """Give the same entities with only the links of these strengths and types.

        None means all. Entities that lose every link stay, as isolated ones.
        """
        keep = np.ones(len(self.link_ids), dtype=np.bool_)
        if strengths is not None:
            keep &= np.isin(self.strengths, list(strengths))
        if link_types is not None:
            wanted = set(link_types)
            keep &= np.fromiter(
                (name in wanted for name in self.link_types), np.bool_, len(self.link_types)
            )
        return replace(
            self,
            link_ids=self.link_ids[keep],
            link_types=[self.link_types[k] for k in np.flatnonzero(keep)],
            ends=self.ends[keep],
            is_directed=self.is_directed[keep],
            strengths=self.strengths[keep],
            weights=self.weights[keep],
            amounts=self.amounts[keep],
        )
