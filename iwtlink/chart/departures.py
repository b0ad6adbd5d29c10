"""Which items and links are not drawn as usual: what loops over looks need to look at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from iwtlink.store.charts.content import ChartContent
from iwtlink.store.charts.look import LinkLook, Look

Indexes = NDArray[np.int64]
_T = TypeVar("_T", Look, LinkLook)


def departing(looks: Sequence[_T], usual: _T) -> Iterator[tuple[int, _T]]:
    """Give place and look of those that depart from the usual one; equal objects asked once."""
    is_usual: dict[int, bool] = {}
    for place, look in enumerate(looks):
        known = is_usual.get(id(look))
        if known is None:
            known = is_usual[id(look)] = look == usual
        if not known:
            yield place, look


class _Same:
    """Looks that are known again by being the same tuple: a chart is drawn in many steps, and
    each asks for them."""

    __slots__ = ("looks",)

    def __init__(self, looks: tuple[Any, ...]) -> None:
        self.looks = looks

    def __hash__(self) -> int:
        return id(self.looks)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.looks is other.looks


@lru_cache(2)
def _of_items(same: _Same) -> tuple[tuple[int, Look], ...]:
    return tuple(departing(same.looks, Look()))


@lru_cache(2)
def _of_links(same: _Same) -> tuple[tuple[int, LinkLook], ...]:
    return tuple(departing(same.looks, LinkLook()))


def own_looks(content: ChartContent) -> tuple[tuple[int, Look], ...]:
    """Give the items that have a look of their own."""
    return _of_items(_Same(content.looks))


def own_lines(
    content: ChartContent, members: Indexes, starts: NDArray[np.int32]
) -> Iterator[tuple[int, int, LinkLook]]:
    """Give line, link and look of links that have a look of their own, line by line.

    Line k stands for links ``members[starts[k]:starts[k + 1]]``.
    """
    if not content.link_looks:
        return
    lines = np.full(len(content.link_ids), -1)
    ranks: Indexes = np.zeros(len(lines), np.int64)
    lines[members] = np.repeat(np.arange(len(starts) - 1), np.diff(starts))
    ranks[members] = np.arange(len(members))
    own = [one for one in _of_links(_Same(content.link_looks)) if lines[one[0]] >= 0]
    for link, look in sorted(own, key=lambda one: int(ranks[one[0]])):
        yield int(lines[link]), link, look
