"""The rule of duplicates: two entities that are certainly or likely one and the same."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import text

from iwtlink.matching.candidates import Candidate, is_at_least
from iwtlink.matching.index import NameIndex
from iwtlink.operations.candidates.few import near_in, pairs_of_few, same_value
from iwtlink.operations.candidates.finding import find_pairs, weighed
from iwtlink.operations.candidates.judged import not_yet_judged
from iwtlink.operations.candidates.pairing import Pairs
from iwtlink.operations.quality.finding import Finding, Scope
from iwtlink.operations.quality.rules import Rule
from iwtlink.store.ids import Item


def duplicate(scope: Scope, rule: Rule) -> Iterator[Finding]:
    """Find entities that may be one and the same, and were not judged to be two."""
    if scope.item is not None and scope.item.kind != "entity":
        return
    found = weighed(scope.db, scope.ontology, _pairs(scope, rule))
    likely = [one for one in found if is_at_least(one.band, "likely")]
    for one in not_yet_judged(scope.db, "entity", likely):
        for here, there in ((one.one_id, one.other_id), (one.other_id, one.one_id)):
            if scope.item in (None, Item("entity", here)):
                item, other = Item("entity", here), Item("entity", there)
                yield Finding(rule.name, item, _sentence(one), "name", other)


def _pairs(scope: Scope, rule: Rule) -> Pairs:
    """Give the pairs to weigh; one item of a large database is looked up by its very name."""
    if scope.item is None:
        return find_pairs(scope.db, scope.ontology)
    count = int(scope.db.scalar(text("SELECT count(*) FROM entity")) or 0)
    if count <= rule.number("one_by_sound_up_to"):
        near = near_in(NameIndex.read(scope.db, scope.ontology))
    else:
        near = same_value(scope.db)
    return pairs_of_few(scope.db, scope.ontology, [scope.item.id], near)


def _sentence(one: Candidate) -> str:
    """Give what speaks most for the two being one."""
    return f"{next(reason.words for reason in one.reasons if reason.sign == '+')}."
