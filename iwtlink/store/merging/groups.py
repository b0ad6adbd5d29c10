"""Which items are one, and which of them stands for the others. Pure functions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Edge:
    """One row of ``merge``: what was absorbed is one with what was kept."""

    id: int
    kept_id: int
    absorbed_id: int

    @property
    def ends(self) -> tuple[int, int]:
        """Give both items."""
        return self.kept_id, self.absorbed_id


def components(ids: Iterable[int], edges: Iterable[Edge]) -> list[set[int]]:
    """Give the groups that the edges make of the ids, each id in one; others are passed over."""
    of = {i: {i} for i in ids}
    for edge in edges:
        one, other = of.get(edge.kept_id), of.get(edge.absorbed_id)
        if one is None or other is None or one is other:
            continue
        small, large = sorted((one, other), key=len)
        large |= small
        of |= dict.fromkeys(small, large)
    return list({id(group): group for group in of.values()}.values())


def lead_among(members: set[int], edges: Iterable[Edge], uids: Mapping[int, str]) -> int:
    """Give the only member that no edge absorbs; else the one of the smallest uid."""
    absorbed = {e.absorbed_id for e in edges if e.kept_id in members}
    free = members - absorbed
    return next(iter(free)) if len(free) == 1 else min(members, key=lambda i: uids[i])


def leads(ids: Iterable[int], edges: Iterable[Edge], uids: Mapping[int, str]) -> dict[int, int]:
    """Give each item's lead, itself where it stands alone."""
    listed = list(edges)
    by_member: dict[int, list[Edge]] = {}
    for edge in listed:
        by_member.setdefault(edge.absorbed_id, []).append(edge)
    found: dict[int, int] = {}
    for group in components(ids, listed):
        own = [edge for i in group for edge in by_member.get(i, ())]
        found |= dict.fromkeys(group, lead_among(group, own, uids))
    return found
