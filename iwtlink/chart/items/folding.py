"""Folding: many like neighbours drawn as one bundle with their count."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from iwtlink.i18n import ntr, tr
from iwtlink.store.charts.content import ChartContent

Floats = NDArray[np.float64]
Indexes = NDArray[np.int64]
SMALLEST = 3
"""Fewer like neighbours are not offered as a bundle."""


@dataclass(frozen=True, slots=True)
class Folding:
    """A chart's content with its bundles folded."""

    content: ChartContent
    kept: Indexes
    """(n,) which items of the whole content these are."""
    counts: Indexes
    """(n,) how many items each stands for; 1 where it is no bundle."""
    drawn_by: Indexes
    """(N,) for each item of the whole content, the one of these that is drawn for it."""


def like_neighbours(
    content: ChartContent, least: int = SMALLEST, among: Collection[int] | None = None
) -> list[tuple[int, ...]]:
    """Give the entity ids that could be folded into a bundle each, the largest group first.

    Alike are items of one type with the same neighbours, linked by the same types of links the
    same way round. Pinned and unlinked items, items that hold others or are held, and those not
    ``among`` the given entity ids stay out. O((N + M) log M).
    """
    signs: dict[tuple[object, ...], list[int]] = {}
    ways: list[list[tuple[int, str, int]]] = [[] for _ in content.types]
    for (start, end), kind, is_directed in zip(
        content.ends.tolist(), content.link_types, content.is_directed.tolist(), strict=True
    ):
        ways[start].append((end, kind, 1 if is_directed else 0))
        ways[end].append((start, kind, -1 if is_directed else 0))
    barred = _held_ids(content)
    for item, entity_id in enumerate(content.entity_ids.tolist()):
        is_out = entity_id in barred or (among is not None and entity_id not in among)
        if ways[item] and not is_out and not content.is_pinned[item]:
            signs.setdefault((content.types[item], *sorted(ways[item])), []).append(entity_id)
    groups = [tuple(ids) for ids in signs.values() if len(ids) >= max(least, 2)]
    return sorted(groups, key=lambda ids: (-len(ids), ids))


def unfolded(folding: Folding, positions: Floats, of: ChartContent) -> Floats:
    """Give the places of all items of a content, after those of its folded one moved.

    The items within a bundle go along with the one that is drawn; those without a place yet
    stand where it does.
    """
    before = of.positions.reshape(-1, 2).astype(np.float64)
    stood = before[folding.kept]
    by = np.where(np.isfinite(stood), positions - stood, 0.0)
    places: Floats = before + by[folding.drawn_by]
    places = np.where(np.isfinite(places), places, positions[folding.drawn_by])
    places[folding.kept] = positions
    return places


def _held_ids(content: ChartContent) -> set[int]:
    """Give the entities that hold something or are held."""
    ids = set()
    for member in content.members:
        if member.holder_kind == "entity":
            ids.add(member.holder_id)
        if member.member_kind == "entity":
            ids.add(member.member_id)
    return ids


def folded(content: ChartContent) -> Folding:
    """Give the content with each group of ``content.folded`` drawn as its first item.

    Links of the others lead to the first; links within a group have no line and are left out.
    Doing it twice changes nothing.
    """
    count = len(content.entity_ids)
    counts = np.ones(count, np.int64)
    if not content.folded:
        every = np.arange(count)
        return Folding(content, every, counts, every)
    index = {entity_id: item for item, entity_id in enumerate(content.entity_ids.tolist())}
    leads, groups = np.arange(count), []
    is_free = np.ones(count, bool)
    for group in map(tuple, map(dict.fromkeys, content.folded)):
        there = [index[entity_id] for entity_id in group if entity_id in index]
        if there and len(group) > 1 and is_free[there].all():
            leads[there], is_free[there] = there[0], False
            counts[there[0]] = len(group)
            groups.append(group)
    content = replace(content, folded=tuple(groups))
    kept = np.flatnonzero(leads == np.arange(count))
    number = np.cumsum(leads == np.arange(count)) - 1
    ends = number[leads[content.ends.reshape(-1, 2)]]
    links = np.flatnonzero(
        (ends[:, 0] != ends[:, 1]) | (content.ends.reshape(-1, 2)[:, 0] == content.ends[:, 1])
    )
    named = _named(content, counts)
    return Folding(part_of(named, kept, links, ends), kept, counts[kept], number[leads])


def _named(content: ChartContent, counts: Indexes) -> ChartContent:
    """Give the content with the bundles' labels: the first one's name and how many more."""
    labels, scripts = list(content.labels), list(content.script_labels)
    for item in np.flatnonzero(counts > 1).tolist():
        more = ntr("{n} more", "{n} more", int(counts[item]) - 1)
        if not labels[item].endswith(more):
            labels[item] = tr("{name} and {more}", name=labels[item], more=more)
        scripts[item] = ""
    return replace(content, labels=labels, script_labels=scripts)


def part_of(content: ChartContent, items: Indexes, links: Indexes, ends: Indexes) -> ChartContent:
    """Give some items and links of a content, links with ``ends`` among the kept items."""

    def of(values: list[str]) -> list[str]:
        return [values[item] for item in items.tolist()]

    def of_links(values: list[str]) -> list[str]:
        return [values[link] for link in links.tolist()]

    return replace(
        content,
        entity_ids=content.entity_ids[items],
        types=of(content.types),
        labels=of(content.labels),
        script_labels=of(content.script_labels),
        positions=content.positions.reshape(-1, 2)[items],
        is_pinned=content.is_pinned[items],
        picture_ids=content.picture_ids[items],
        looks=tuple(content.looks[item] for item in items.tolist()) if content.looks else (),
        facts=tuple(content.facts[item] for item in items.tolist()) if content.facts else (),
        is_grey=content.is_grey[items] if len(content.is_grey) else content.is_grey,
        link_ids=content.link_ids[links],
        link_types=of_links(content.link_types),
        ends=ends[links],
        is_directed=content.is_directed[links],
        strengths=content.strengths[links],
        roles=of_links(content.roles),
        percents=content.percents[links],
        amounts=of_links(content.amounts),
        quantities=of_links(content.quantities),
        starts=of_links(content.starts),
        ends_on=of_links(content.ends_on),
        link_looks=tuple(content.link_looks[k] for k in links.tolist())
        if content.link_looks
        else (),
        link_facts=tuple(content.link_facts[k] for k in links.tolist())
        if content.link_facts
        else (),
        link_is_grey=content.link_is_grey[links]
        if len(content.link_is_grey)
        else content.link_is_grey,
    )
