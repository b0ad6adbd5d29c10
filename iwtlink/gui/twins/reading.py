"""Reads all that the bench shows of some records; knows no Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from iwtlink.gui.twins.comparison import read_comparison
from iwtlink.gui.twins.rows import Comparison
from iwtlink.i18n import tr
from iwtlink.matching.candidates import Candidate
from iwtlink.operations.candidates import explain
from iwtlink.store import Store
from iwtlink.store.judgements import Judgement, between
from iwtlink.store.merging import MergeKind, are_compatible


@dataclass(frozen=True, slots=True)
class Reading:
    """All that is read of some records: side by side, what speaks for it, what was judged."""

    kind: MergeKind
    asked: tuple[int, ...]
    comparison: Comparison
    found: tuple[Candidate, ...] = ()
    judged: tuple[Judgement, ...] = ()
    is_across_types: bool = False
    """Their types do not go together."""

    @property
    def keys(self) -> tuple[str, ...]:
        """The evidence that was shown of the pairs."""
        return tuple(dict.fromkeys(key for one in self.found for key in one.keys))


def read_bench(
    store: Store, kind: MergeKind, ids: Sequence[int], found: Candidate | None
) -> Reading:
    """Read records side by side, with what speaks for and against each two of them."""
    with store.read() as db:
        comparison = read_comparison(db, store.ontology, kind, ids)
        here = comparison.ids
        judged = between(db, kind, here)
    pairs = list(combinations(here, 2)) if kind == "entity" and len(here) > 1 else []
    known = {(found.one_id, found.other_id): found} if found is not None else {}
    explained = tuple(known.get((min(p), max(p))) or explain(store, *p) for p in pairs)
    told = tuple(one for pair, one in judged.items() if {*pair} <= {*here})
    types = {head.type for head in comparison.heads}
    is_across = any(
        not are_compatible(store.ontology, kind, one, other)
        for one, other in combinations(types, 2)
    )
    return Reading(kind, tuple(ids), comparison, explained, told, is_across)


def oldest(comparison: Comparison) -> int:
    """Give the column of the record that was entered first."""
    heads = comparison.heads
    return min(range(len(heads)), key=lambda at: (heads[at].entered, heads[at].item.id))


def what_is_left(reading: Reading) -> str:
    """Say why there is nothing to compare any more."""
    if reading.comparison.heads:
        return tr(
            "Only {name} is left of these records. Undo brings back what was merged last.",
            name=reading.comparison.heads[0].label,
        )
    return tr("These records are not in the database any more.")
