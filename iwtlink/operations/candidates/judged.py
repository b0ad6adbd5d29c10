"""What was judged before is left out, unless something new came in since."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from sqlalchemy import Connection

from iwtlink.matching.candidates import Candidate
from iwtlink.store import judgements
from iwtlink.store.leads import MergeKind

_WORTH_ASKING = 1.0
"""Weight of what is new from which a pair is asked again: a country in common is no reason."""


def not_yet_judged(
    db: Connection, kind: MergeKind, found: Iterable[Candidate]
) -> Iterator[Candidate]:
    """Yield the candidates nobody judged, and those that something new speaks for."""
    listed = list(found)
    ids = {i for candidate in listed for i in (candidate.one_id, candidate.other_id)}
    known = judgements.between(db, kind, ids)
    for candidate in listed:
        judged = known.get((candidate.one_id, candidate.other_id))
        if judged is None:
            yield candidate
            continue
        before = set(judged.because)
        new = [r for r in candidate.reasons if r.sign == "+" and r.key not in before]
        if sum(reason.weight for reason in new) >= _WORTH_ASKING:
            yield replace(
                candidate, is_asked_again=True, what_is_new=tuple(reason.words for reason in new)
            )
