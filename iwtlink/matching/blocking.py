"""Which of very many names are worth comparing: pairs that share a key, closest first.

All pairs of 100,000 names are five thousand million. Names that share a rare key are few; those
that share a common one only are screened by a fast distance (rapidfuzz, of the sounds), and
for each name the closest are kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from iwtlink.errors import Progress, no_progress
from iwtlink.i18n import tr
from iwtlink.matching.block_keys import (
    bone_keys,
    has_initial,
    initial_keys,
    loose_keys,
    sure_keys,
)
from iwtlink.matching.forms import Name
from iwtlink.matching.rests import Ints, WordTable
from iwtlink.matching.screening import distinct, screened, with_like_rests

_SURE_BUCKET = 40
"""A key that more names share pairs each with its next ones only: a name borne by hundreds."""
_NEXT = 12
_MOST_BEGUN = 300
"""An initial beside a word that more names have says too little."""
_PAIRS_PER_NAME = 50
"""Loose keys are used rarest first until this many pairs per name are to be screened."""


@dataclass(frozen=True, slots=True)
class Blocks:
    """Names by key: ``keys`` ascending, ``rows`` the name that has each (same length)."""

    keys: Ints
    rows: Ints

    def having(self, key: int, most: int) -> Ints:
        """Give the names that have a key; none where more than ``most`` have it."""
        start, end = np.searchsorted(self.keys, [key, key + 1])
        return self.rows[start:end] if end - start <= most else self.rows[:0]


def block(keys_of_names: Sequence[set[int]]) -> Blocks:
    """Order names by their keys."""
    count = sum(map(len, keys_of_names))
    keys = np.fromiter((key for keys in keys_of_names for key in keys), np.int64, count)
    sizes = np.fromiter(map(len, keys_of_names), np.int64, len(keys_of_names))
    rows = np.repeat(np.arange(len(keys_of_names), dtype=np.int64), sizes)
    order = np.argsort(keys, kind="stable")
    return Blocks(keys[order], rows[order])


def pairs_to_compare(
    names: Sequence[Name], owners: Ints, families: Ints, progress: Progress = no_progress
) -> Ints:
    """Give the pairs (P, 2) of rows of ``names`` that should be compared, ascending.

    ``owners`` says whose name each is, ``families`` what kind of thing that is: pairs of one
    owner, or of two families, are left out. Cost: near linear in the number of names.
    """
    if len(names) < 2:
        return np.empty((0, 2), np.int64)
    progress(0.1, tr("Looking for names that have something in common"))
    sure = _codes(_sure_pairs(block([sure_keys(name) for name in names])), owners, families)
    bones = _codes(_sure_pairs(block([bone_keys(name) for name in names])), owners, families)
    progress(0.4, tr("Looking for names that have something in common"))
    by_initials = _initial_pairs(names)
    loose = _loose_pairs(block([loose_keys(name) for name in names]))
    loose = _codes(np.concatenate([loose, by_initials], axis=1), owners, families)
    progress(0.7, tr("Screening names that have something in common"))
    bones = np.setdiff1d(bones, sure, assume_unique=True)
    loose = np.setdiff1d(np.setdiff1d(loose, sure, True), bones, assume_unique=True)
    table = WordTable.of(names)
    alike = with_like_rests(names, table, bones)
    found = np.concatenate([sure, alike, screened(names, table, loose)])
    return np.column_stack(np.divmod(distinct(found), len(names)))


def _codes(pairs: Ints, owners: Ints, families: Ints) -> Ints:
    """Give each pair once as one number, without pairs that cannot be one."""
    low, high = np.minimum(pairs[0], pairs[1]), np.maximum(pairs[0], pairs[1])
    can = (owners[low] != owners[high]) & (families[low] == families[high])
    return distinct(low[can] * len(owners) + high[can])


def _buckets(blocks: Blocks) -> tuple[Ints, Ints]:
    if not len(blocks.keys):
        return blocks.rows, blocks.rows
    starts = np.flatnonzero(np.r_[True, blocks.keys[1:] != blocks.keys[:-1]])
    return starts, np.diff(np.r_[starts, len(blocks.keys)])


def _sure_pairs(blocks: Blocks) -> Ints:
    starts, sizes = _buckets(blocks)
    parts = list(_all_pairs(blocks.rows, starts, sizes, _SURE_BUCKET))
    for start, size in zip(starts[sizes > _SURE_BUCKET], sizes[sizes > _SURE_BUCKET], strict=True):
        rows = blocks.rows[start : start + size]
        parts += [np.stack([rows[:-step], rows[step:]]) for step in range(1, _NEXT + 1)]
    return np.concatenate(parts, axis=1) if parts else np.empty((2, 0), np.int64)


def _loose_pairs(blocks: Blocks) -> Ints:
    """Pair the names of each key, rarest keys first, as far as the number of pairs allows."""
    starts, sizes = _buckets(blocks)
    if not len(starts):
        return np.empty((2, 0), np.int64)
    shared = sizes[sizes > 1]
    counts = np.bincount(shared, minlength=2)
    widths = np.arange(len(counts))
    spent = np.cumsum(counts * widths * (widths - 1) // 2)
    allowed = _PAIRS_PER_NAME * (int(blocks.rows.max()) + 1)
    most = int(np.searchsorted(spent, allowed, side="right")) - 1
    parts = list(_all_pairs(blocks.rows, starts, sizes, max(most, _NEXT)))
    return np.concatenate(parts, axis=1) if parts else np.empty((2, 0), np.int64)


def _initial_pairs(names: Sequence[Name]) -> Ints:
    """Pair each name that has an initial with the names that have a word it may stand for."""
    short = [row for row, name in enumerate(names) if has_initial(name)]
    if not short:
        return np.empty((2, 0), np.int64)
    blocks = block([initial_keys(name) for name in names])
    parts = []
    for row in short:
        found = [blocks.having(key, _MOST_BEGUN) for key in initial_keys(names[row])]
        others = np.concatenate(found) if found else blocks.rows[:0]
        parts.append(np.stack([np.full(len(others), row), others]))
    return np.concatenate(parts, axis=1)


def _all_pairs(rows: Ints, starts: Ints, sizes: Ints, most: int) -> Iterator[Ints]:
    """Yield all pairs within the buckets of up to ``most`` rows, sizes taken together."""
    for size in np.unique(sizes[(sizes > 1) & (sizes <= most)]):
        table = rows[starts[sizes == size][:, None] + np.arange(size)]
        one, other = np.triu_indices(int(size), 1)
        yield np.stack([table[:, one].ravel(), table[:, other].ravel()])
