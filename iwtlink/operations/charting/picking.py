"""What a way of selecting takes in of a chart: by type, strength, end, path, or the rest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from iwtlink.store.charts import ChartContent
from iwtlink.store.links import STRENGTHS

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Picked:
    """Entities and links of a chart by id, in the order of the chart or of the path."""

    entities: tuple[int, ...] = ()
    links: tuple[int, ...] = ()

    def __len__(self) -> int:
        return len(self.entities) + len(self.links)


def of_types(content: ChartContent, types: Collection[str]) -> Picked:
    """Take in the entities and the links of these types."""
    return _picked(
        content,
        np.array([name in types for name in content.types], bool),
        np.array([name in types for name in content.link_types], bool),
    )


def of_strengths(content: ChartContent, strengths: Collection[str]) -> Picked:
    """Take in the links of these strengths, such as ``{"tentative"}``."""
    wanted = [STRENGTHS.index(name) for name in strengths]
    return _picked(content, _none(content), np.isin(content.strengths, wanted))


def ends_of(content: ChartContent, link_ids: Iterable[int]) -> Picked:
    """Take in the links and the entities at both their ends."""
    is_link = np.isin(content.link_ids, list(link_ids))
    is_end = _none(content)
    is_end[content.ends[is_link].ravel()] = True
    return _picked(content, is_end, is_link)


def links_between(content: ChartContent, entity_ids: Iterable[int]) -> Picked:
    """Take in the entities and every link that joins two of them."""
    is_chosen = np.isin(content.entity_ids, list(entity_ids))
    return _picked(content, is_chosen, np.all(_of_ends(content, is_chosen), axis=1))


def links_at(content: ChartContent, entity_ids: Iterable[int]) -> Picked:
    """Take in the entities and every link that begins or ends at one of them."""
    is_chosen = np.isin(content.entity_ids, list(entity_ids))
    return _picked(content, is_chosen, np.any(_of_ends(content, is_chosen), axis=1))


def linked_with(content: ChartContent, entity_ids: Iterable[int]) -> Picked:
    """Take in the entities and those linked with them, with the links that lead there."""
    is_chosen = np.isin(content.entity_ids, list(entity_ids))
    is_link: Mask = np.any(_of_ends(content, is_chosen), axis=1)
    is_near = is_chosen.copy()
    is_near[content.ends[is_link].ravel()] = True
    return _picked(content, is_near, is_link)


def inverse(content: ChartContent, picked: Picked) -> Picked:
    """Take in what is not picked; of the kinds picked only, where just one of both is."""
    entities = ~np.isin(content.entity_ids, picked.entities)
    links = ~np.isin(content.link_ids, picked.links)
    if picked.entities and not picked.links:
        links[:] = False
    elif picked.links and not picked.entities:
        entities[:] = False
    return _picked(content, entities, links)


def paths_between(
    content: ChartContent, from_id: int, to_id: int, *, along_arrows: bool = False
) -> Picked:
    """Take in every shortest path from one entity to another; nothing where none leads there.

    ``along_arrows`` walks directed links forwards only; undirected ones are open both ways
    (i2's Find Path). Cost: the links of the chart times the length of the path.
    """
    index = {int(number): place for place, number in enumerate(content.entity_ids)}
    if from_id not in index or to_id not in index:
        return Picked()
    start, end = index[from_id], index[to_id]
    tails, heads, links = _steps(content, along_arrows=along_arrows)
    out = _distances(len(content.entity_ids), tails, heads, start)
    back = _distances(len(content.entity_ids), heads, tails, end)
    if out[end] < 0:
        return Picked()
    is_on = (out >= 0) & (back >= 0) & (out + back == out[end])
    is_step = is_on[tails] & is_on[heads] & (out[tails] + 1 == out[heads])
    order = np.argsort(out[is_on], kind="stable")
    entities = content.entity_ids[is_on][order]
    walked = content.link_ids[np.unique(links[is_step])]
    return Picked(tuple(entities.tolist()), tuple(walked.tolist()))


def count_types(content: ChartContent) -> tuple[Counter[str], Counter[str]]:
    """Count the entities and the links of each type that the chart shows."""
    return Counter(content.types), Counter(content.link_types)


def _steps(
    content: ChartContent, *, along_arrows: bool
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Give tail, head and link of each step that may be walked."""
    there = np.arange(_links(content))
    back = there[~content.is_directed] if along_arrows else there
    tails = np.concatenate((content.ends[:, 0], content.ends[back, 1]))
    heads = np.concatenate((content.ends[:, 1], content.ends[back, 0]))
    return tails, heads, np.concatenate((there, back))


def _distances(
    count: int, tails: NDArray[np.int64], heads: NDArray[np.int64], start: int
) -> NDArray[np.int64]:
    """Give the fewest steps from ``start`` to each entity; -1 where none lead there."""
    distances = np.full(count, -1, np.int64)
    distances[start] = 0
    for step in range(count):
        reached = heads[(distances[tails] == step) & (distances[heads] < 0)]
        if not len(reached):
            break
        distances[reached] = step + 1
    return distances


def _picked(content: ChartContent, entities: Mask, links: Mask) -> Picked:
    return Picked(
        tuple(content.entity_ids[entities].tolist()), tuple(content.link_ids[links].tolist())
    )


def _of_ends(content: ChartContent, mask: Mask) -> Mask:
    """Give a mask of the entities for both ends of each link: (M, 2)."""
    return mask[content.ends.reshape(-1, 2)]


def _none(content: ChartContent) -> Mask:
    return np.zeros(len(content.entity_ids), bool)


def _links(content: ChartContent) -> int:
    return len(content.link_ids)
