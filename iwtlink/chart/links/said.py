"""What is said of each line: its type and its words, each text kept once for all lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from iwtlink.chart.departures import own_lines
from iwtlink.chart.links.wording import (
    joined_label,
    line_label,
    link_label,
    link_words,
    plain_line_label,
)
from iwtlink.ontology import Ontology
from iwtlink.store.charts.content import ChartContent

Indexes = NDArray[np.int64]
ByHand = Mapping[int, Mapping[int, str]]
"""By line and link: words set by hand."""


@dataclass(frozen=True, slots=True)
class Said:
    """One of a few texts for each of K lines."""

    texts: tuple[str, ...]
    index: Indexes
    """(K,) into ``texts``."""

    def of(self, lines: Indexes) -> Said:
        """Give what is said of some lines, in their order."""
        return Said(self.texts, self.index[lines])


def said_of(
    content: ChartContent, ontology: Ontology, members: Indexes, starts: NDArray[np.int32]
) -> tuple[Said, Said]:
    """Give the type of each line and its words.

    The type is empty where a line stands for links of different types. Links that say the same
    are worded once, and so are lines.
    """
    which, types = _numbered(content.link_types)
    words = _words_of(content, ontology, members, starts, *_alike(content, which, len(types)))
    return _types_of(which, types, members, starts), words


def _types_of(
    which: Indexes, texts: Sequence[str], members: Indexes, starts: NDArray[np.int32]
) -> Said:
    low, high = _range(which[members], starts)
    return Said((*texts, ""), np.where(low == high, low, len(texts)))


def _words_of(
    content: ChartContent,
    ontology: Ontology,
    members: Indexes,
    starts: NDArray[np.int32],
    which: Indexes,
    leads: Indexes,
) -> Said:
    own, alone = _numbered([link_label(content, ontology, link) for link in leads.tolist()])
    texts = {text: number for number, text in enumerate(alone)}
    index = own[which[members[starts[:-1]]]]
    by_hand = _by_hand(content, members, starts)
    several = np.flatnonzero(np.diff(starts) > 1)
    if len(several):
        if content.options.line_words == "count":
            labels = _together(content, ontology, members, starts, which, leads)
        else:
            labels = _joined(content, ontology, members, starts, by_hand)
        index[several] = [texts.setdefault(label, len(texts)) for label in labels]
    for line, label in _of_lines(content, by_hand, starts):
        index[line] = texts.setdefault(label, len(texts))
    return Said(tuple(texts), index)


def _together(
    content: ChartContent,
    ontology: Ontology,
    members: Indexes,
    starts: NDArray[np.int32],
    which: Indexes,
    leads: Indexes,
) -> Iterator[str]:
    """Give the words of the lines that stand for several links."""
    number, words = _numbered([link_words(content, ontology, link) for link in leads.tolist()])
    has_value = np.array([_has_value(content, link) for link in leads.tolist()])
    low, high = _range(number[which[members]], starts)
    is_valued = np.logical_or.reduceat(has_value[which[members]], starts[:-1])
    same = np.where(low == high, low, len(words))
    plain = cache(lambda kind, count: plain_line_label([*words, ""][kind], count))
    for line in np.flatnonzero(np.diff(starts) > 1).tolist():
        first, last = int(starts[line]), int(starts[line + 1])
        if is_valued[line]:
            yield line_label(content, ontology, members[first:last].tolist())
        else:
            yield plain(int(same[line]), last - first)


def _has_value(content: ChartContent, link: int) -> bool:
    has_share = bool(np.isfinite(content.percents[link]))
    return has_share or bool(content.amounts[link] or content.quantities[link])


def _alike(content: ChartContent, which: Indexes, count: int) -> tuple[Indexes, Indexes]:
    """Give a number for each link, the same for those of the same words, and one of each.

    ``which`` numbers their types, of which there are ``count``.
    """
    columns = [content.roles, content.amounts, content.quantities]
    if np.isfinite(content.percents).any():
        columns.append([repr(one) if one == one else "" for one in content.percents.tolist()])
    for column in columns:
        own, values = _numbered(column)
        if len(values) > 1:
            which, count = _dense(which * len(values) + own, count * len(values))
    leads = np.zeros(count, np.int64)
    leads[which[::-1]] = np.arange(len(which))[::-1]
    return which, leads[np.bincount(which, minlength=count) > 0]


def _dense(numbers: Indexes, count: int) -> tuple[Indexes, int]:
    """Give the same numbers without gaps, in their order, and how many there are."""
    if count > 4 * len(numbers) + 1000:
        met, inverse = np.unique(numbers, return_inverse=True)
        return inverse.astype(np.int64), len(met)
    used = np.zeros(count, bool)
    used[numbers] = True
    return (np.cumsum(used) - 1)[numbers], int(used.sum())


def _numbered(values: Sequence[str]) -> tuple[Indexes, list[str]]:
    """Give a number for each value, the same for equal ones, and the different ones in order."""
    different = list(dict.fromkeys(values))
    if len(different) < 2:
        return np.zeros(len(values), np.int64), different
    numbers = {value: number for number, value in enumerate(different)}
    return np.fromiter(map(numbers.__getitem__, values), np.int64, len(values)), different


def _range(values: Indexes, starts: NDArray[np.int32]) -> tuple[Indexes, Indexes]:
    """Give the least and the greatest of the values of each line's links."""
    if len(starts) < 2:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    return np.minimum.reduceat(values, starts[:-1]), np.maximum.reduceat(values, starts[:-1])


def _joined(
    content: ChartContent,
    ontology: Ontology,
    members: Indexes,
    starts: NDArray[np.int32],
    by_hand: ByHand,
) -> Iterator[str]:
    """Give the words of the lines that stand for several links, those of each link joined."""
    nothing: Mapping[int, str] = {}
    for line in np.flatnonzero(np.diff(starts) > 1).tolist():
        links = members[int(starts[line]) : int(starts[line + 1])].tolist()
        yield joined_label(content, ontology, links, by_hand.get(line, nothing))


def _by_hand(content: ChartContent, members: Indexes, starts: NDArray[np.int32]) -> ByHand:
    """Give by line and link the words set by hand; empty ones where none are shown."""
    said: dict[int, dict[int, str]] = {}
    for line, link, look in own_lines(content, members, starts):
        if look.label or look.words_shown == "off":
            said.setdefault(line, {})[link] = look.label
    return said


def _of_lines(
    content: ChartContent, by_hand: ByHand, starts: NDArray[np.int32]
) -> Iterator[tuple[int, str]]:
    """Give lines with words by hand: those of the first link that has any, or none where no link
    of the line shows words. Joined words have those of each link already."""
    is_joined = content.options.line_words in ("merged", "appended")
    for line, own in by_hand.items():
        count = int(starts[line + 1] - starts[line])
        if count > 1 and is_joined:
            continue
        label = next(filter(None, own.values()), "")
        if label or len(own) == count:
            yield line, label
