"""Whom the entities of an import may be, weighed as those that are in the database already."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

from iwtlink.errors import Progress, no_progress
from iwtlink.i18n import tr
from iwtlink.intake.proposals import ProposedEntity
from iwtlink.matching.candidates import Candidate, is_at_least
from iwtlink.matching.facts import Around, Between, Facts
from iwtlink.matching.identifiers import IdentifierReader
from iwtlink.matching.index import NameIndex, are_kindred
from iwtlink.matching.weighing import weigh_if_worth
from iwtlink.matching.weights import weights
from iwtlink.ontology import Ontology
from iwtlink.operations.candidates.few import with_ending
from iwtlink.operations.candidates.reading import Said, facts_of, read_known
from iwtlink.store import Store

PROPOSED = 0
"""Stands for the proposed entity in its candidates, as ``one_id``."""

_MOST = 5


def for_proposals(
    store: Store,
    proposed: Sequence[ProposedEntity],
    *,
    index: NameIndex | None = None,
    progress: Progress = no_progress,
) -> list[list[Candidate]]:
    """Give for each proposed entity whom of ours it may be, surest first; ``one_id`` is 0.

    ``index`` holds the names of the database where they were read already.
    """
    with store.read() as db:
        names = index or NameIndex.read(db, store.ontology)
        reader = IdentifierReader(store.ontology)
        new = [_facts(store.ontology, reader, one) for one in proposed]
        near = []
        for done, one in enumerate(new):
            if done % 20 == 0:
                progress(done / max(len(new), 1), tr("Looking who is known already"))
            near.append(_near(db, names, reader, one))
        known = read_known(db, store.ontology, {i for ids in near for i in ids})
    facts = known.facts
    return [
        _weighed(one, [facts[i] for i in sorted(ids) if i in facts], known.around, store.ontology)
        for one, ids in zip(new, near, strict=True)
    ]


def _facts(ontology: Ontology, reader: IdentifierReader, proposed: ProposedEntity) -> Facts:
    said: Said = {}
    for value in proposed.values:
        given = (value.value.text, value.value.first, value.value.last, value.value.unit)
        said.setdefault(value.property, []).append(given)
    return facts_of(
        ontology, reader, weights(), PROPOSED, proposed.type, proposed.label, said, (), ()
    )


def _near(db: Connection, names: NameIndex, reader: IdentifierReader, one: Facts) -> set[int]:
    found = {i for name in one.names for i in names.near(name, one.type)}
    for identifier in one.identifiers:
        found.update(with_ending(db, reader, identifier.form))
    return found


def _weighed(
    one: Facts, others: Sequence[Facts], around: Around, ontology: Ontology
) -> list[Candidate]:
    found = [
        candidate
        for other in others
        if are_kindred(ontology, one.type, other.type)
        and (candidate := weigh_if_worth(one, other, Between(), around, ontology))
        and is_at_least(candidate.band, "possible")
    ]
    return sorted(found, key=lambda candidate: (-candidate.score, candidate.other_id))[:_MOST]
