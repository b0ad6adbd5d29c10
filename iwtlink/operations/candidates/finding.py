"""Find pairs that may be one: in a whole database, of one entity, or say all about one pair."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from sqlalchemy import Connection

from iwtlink.errors import BadInput, Progress, no_progress
from iwtlink.i18n import tr
from iwtlink.matching.candidates import Band, Candidate, is_at_least
from iwtlink.matching.index import NameIndex
from iwtlink.matching.weighing import weigh, weigh_if_worth
from iwtlink.ontology import Ontology
from iwtlink.operations.candidates.few import near_in, pairs_of_few
from iwtlink.operations.candidates.judged import not_yet_judged
from iwtlink.operations.candidates.links import parallel_links
from iwtlink.operations.candidates.pairing import Pairs, all_pairs, read_population
from iwtlink.operations.candidates.reading import read_known
from iwtlink.store import Store
from iwtlink.store.collector import collector_paused
from iwtlink.store.leads import MergeKind

_FEW, _FEW_ASKED = 200, 2000
"""Up to so many entities are looked up one by one, without and with an index at hand."""
_FOUND, _READ = 0.4, 0.5
"""Parts of the work after which pairs are found, and after which their facts are read."""


def find_all(
    store: Store,
    *,
    least: Band = "possible",
    kind: MergeKind = "entity",
    only: Collection[int] | None = None,
    index: NameIndex | None = None,
    progress: Progress = no_progress,
) -> list[Candidate]:
    """Find all pairs that may be one, surest first.

    ``only`` keeps to pairs of which at least one is among the given ids; for a few of them, an
    ``index`` of the names that was read already saves reading them again. What was judged is
    left out unless something new came in; what is merged is one already. Cost: near linear,
    about 18 s for 50,000 entities.
    """
    with store.read() as db, collector_paused():
        if kind == "link":
            found = parallel_links(db, store.ontology, only)
        else:
            pairs = find_pairs(db, store.ontology, only, index, progress)
            found = list(weighed(db, store.ontology, pairs, progress))
        listed = [one for one in found if is_at_least(one.band, least)]
        kept = list(not_yet_judged(db, kind, listed))
        kept.sort(key=lambda one: (-one.score, one.one_id, one.other_id))
    progress(1.0, tr("Done"))
    return kept


def find_for(
    store: Store, entity_id: int, *, least: Band = "possible", index: NameIndex | None = None
) -> list[Candidate]:
    """Find whom one entity may be, surest first."""
    return find_all(store, least=least, only=[entity_id], index=index)


def explain(store: Store, one_id: int, other_id: int) -> Candidate:
    """Say all that speaks for and against two entities being one, whatever the band.

    Raise ``BadInput`` where either is gone, or merged into another.
    """
    with store.read() as db:
        known = read_known(db, store.ontology, [one_id, other_id])
        if len(known.facts) < 2:
            raise BadInput(tr("One of the two is not there any more. Look for it again."))
        one, other = known.facts[one_id], known.facts[other_id]
        between = known.between(one_id, other_id)
        return weigh(one, other, between, known.around, store.ontology)


def find_pairs(
    db: Connection,
    ontology: Ontology,
    only: Collection[int] | None = None,
    index: NameIndex | None = None,
    progress: Progress = no_progress,
) -> Pairs:
    """Give the pairs of entities that are worth weighing."""
    if only is not None and len(only) <= (_FEW if index is None else _FEW_ASKED):
        progress(0.0, tr("Reading names"))
        near = near_in(index or NameIndex.read(db, ontology))
        return pairs_of_few(db, ontology, only, near)

    def report(done: float, sentence: str) -> None:
        progress(_FOUND * done, sentence or tr("Comparing names"))

    progress(0.0, tr("Reading names"))
    people = read_population(db, ontology)
    pairs = all_pairs(db, ontology, people, report)
    if only is None:
        return pairs
    wanted = frozenset(only)
    return {pair for pair in pairs if pair[0] in wanted or pair[1] in wanted}


def weighed(
    db: Connection, ontology: Ontology, pairs: Pairs, progress: Progress = no_progress
) -> Iterator[Candidate]:
    """Weigh pairs of entities, all their facts read at once."""
    progress(_FOUND, tr("Reading what is known of them"))
    known = read_known(db, ontology, {i for pair in pairs for i in pair})
    for at, (one_id, other_id) in enumerate(sorted(pairs)):
        if at % 500 == 0:
            done = _READ + (1 - _READ) * at / len(pairs)
            progress(done, tr("Weighing what speaks for and against"))
        one, other = known.facts[one_id], known.facts[other_id]
        between = known.between(one_id, other_id)
        found = weigh_if_worth(one, other, between, known.around, ontology)
        if found is not None:
            yield found
