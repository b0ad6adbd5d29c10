"""Which items and links are not drawn as usual: what loops over looks need to look at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

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


def own_looks(content: ChartContent) -> Iterator[tuple[int, Look]]:
    """Give the items that have a look of their own."""
    return departing(content.looks, Look())


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
    own = [one for one in departing(content.link_looks, LinkLook()) if lines[one[0]] >= 0]
    for link, look in sorted(own, key=lambda one: int(ranks[one[0]])):
        yield int(lines[link]), link, look
