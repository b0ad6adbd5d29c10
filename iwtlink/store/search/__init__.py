"""Search: one question over everything that has words, in every script.

A question is words, quoted phrases, ``-words`` to leave out, a reference, a phone or a plate in
any form, and filters. Exact answers come first: what is known by the words, what its name
begins with, what its name holds, what holds them anywhere. Where there are few, words near the
mistyped ones are tried. The parts: ``search_fields`` (what is searched), ``search_index``
(keeping it up to date), ``search_words`` (the question taken apart), ``search_run`` (finding),
``search_near`` (typing errors), ``search_hits`` (what a list shows).
"""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any, cast, get_args

from sqlalchemy import Connection, text

from iwtlink.store.changes import Changes
from iwtlink.store.ids import Item, Kind
from iwtlink.store.refs import absorbed_items, find_item
from iwtlink.store.search import index
from iwtlink.store.search.fields import UNIT_KINDS, UnitKind, kind_of, unit_of
from iwtlink.store.search.hits import Hit, describe
from iwtlink.store.search.index import faults, rebuild
from iwtlink.store.search.near import near_ways
from iwtlink.store.search.ranking import Ranked, rank, some_of_each
from iwtlink.store.search.run import MOST, Filters, Found, all_units, run
from iwtlink.store.search.words import Asked, take_apart

__all__ = [
    "MOST",
    "SEARCHED",
    "Answer",
    "Hit",
    "Question",
    "answer",
    "faults",
    "find",
    "handling_codes",
    "hits_of",
    "rebuild",
    "refresh",
    "units_of",
]

SEARCHED: tuple[Kind, ...] = tuple(cast(Kind, k) for k in UNIT_KINDS if k in get_args(Kind))
"""The kinds of item that can be found, in the order in which lists show them."""

_FEW = 5
"""With fewer exact answers, near words are tried too."""

_LAST = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked; an empty filter lets everything through.

    ``types`` are types of entity, link or observation, or kinds of document. ``first`` and
    ``last`` are days (ISO): of an item's own date, else of the documents behind it.
    ``worst_grade`` is the greatest ``grade_rank`` let through (2 is A1), by an item's best
    record; 0 for any. ``handling`` are codes, of which an item's records must have one.
    """

    words: str = ""
    kinds: tuple[Kind, ...] = ()
    types: tuple[str, ...] = ()
    first: str = ""
    last: str = ""
    worst_grade: int = 0
    handling: tuple[str, ...] = ()

    def to_json(self) -> str:
        """Give the question as it is kept."""
        kept = {name: value for name, value in asdict(self).items() if value}
        return json.dumps(kept, ensure_ascii=False, sort_keys=True)

    @classmethod
    def from_json(cls, kept: str) -> Question:
        """Read a kept question; what a later version asks besides is passed over."""
        values: dict[str, Any] = json.loads(kept)
        known: dict[str, Any] = {n: values[n] for n in cls.__slots__ if n in values}
        listed = {name: tuple(v) for name, v in known.items() if isinstance(v, list)}
        return cls(**(known | listed))

    def filters(self) -> Filters:
        """Give the filters as units are asked for them: a document is found by its pages too."""
        kinds: list[UnitKind] = []
        for kind in self.kinds:
            kinds += ["document", "page"] if kind == "document" else [kind]
        return Filters(
            tuple(kinds), self.types, self.first, self.last, self.worst_grade, self.handling
        )


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found: the best hits, and how many there are of each kind.

    A count of ``MOST + 1`` means *more than* ``MOST``. ``shown_for`` are the words that were
    near those asked for, where exact answers were few. ``merged`` are references asked for
    whose items are part of another now, with that one.
    """

    hits: list[Hit] = field(default_factory=list)
    counts: dict[Kind, int] = field(default_factory=dict)
    shown_for: tuple[str, ...] = ()
    merged: dict[str, Item] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """How many items were found; ``MOST + 1`` or more where they were not all counted."""
        return sum(self.counts.values())

    @property
    def is_all_counted(self) -> bool:
        """Whether the counts are exact."""
        return all(count <= MOST for count in self.counts.values())


def refresh(db: Connection, changes: Changes) -> None:
    """Bring the index up to date with what one step touched."""
    index.refresh(db, changes.step_id)


def find(db: Connection, question: Question | str, *, limit: int = 50) -> list[Hit]:
    """Find the items that fit, best first."""
    return answer(db, question, limit=limit).hits


def answer(db: Connection, question: Question | str, *, limit: int = 50) -> Answer:
    """Answer a question: the best ``limit`` items, with some of each kind, and the counts."""
    asked_for = Question(question) if isinstance(question, str) else question
    asked, filters = take_apart(asked_for.words), asked_for.filters()
    if not asked.ways:
        return Answer()
    found = run(db, asked, filters)
    sure = _sure(db, asked_for.words, asked, filters)
    for unit in sure:
        if unit not in found.units:
            kind = kind_of(unit)
            found.units[unit] = None
            found.counts[kind] = min(found.counts.get(kind, 0) + 1, MOST + 1)
    exact = rank(db, found, asked, sure)
    shown_for: tuple[str, ...] = ()
    near: list[Ranked] = []
    terms = asked.terms
    if len(exact) < _FEW and not any(one.tier == 0 for one in exact):
        near, shown_for, used = _near(db, asked, filters, {one.item for one in exact}, found)
        terms = (*terms, *used)
    ranked = [*exact, *near]
    merged = absorbed_items(db, asked_for.words)
    return Answer(_hits(db, ranked, terms, limit), _counts(ranked, found), shown_for, merged)


def hits_of(db: Connection, question: Question, units: Collection[int], *, limit: int) -> list[Hit]:
    """Describe units that are known to fit a question, best first."""
    asked = take_apart(question.words)
    found = Found(dict.fromkeys(sorted(units)))
    return _hits(db, rank(db, found, asked, {}), asked.terms, limit)


def units_of(db: Connection, question: Question) -> set[int]:
    """Find every unit that fits exactly, however many: what is new is told by these."""
    asked = take_apart(question.words)
    sure = _sure(db, question.words, asked, question.filters()) if asked.ways else {}
    return all_units(db, asked, question.filters()) | set(sure)


def handling_codes(db: Connection) -> list[str]:
    """Read the handling codes that anything carries."""
    return [str(code) for code in db.scalars(text("SELECT DISTINCT code FROM search_handling"))]


_PASSES = (
    "SELECT u.id FROM search_unit u WHERE u.id IN (SELECT value FROM json_each(:units)) {also}"
)
_BEGINS = "SELECT unit FROM search_name WHERE name >= :low AND name < :high LIMIT 200"


def _sure(db: Connection, words: str, asked: Asked, filters: Filters) -> dict[int, int]:
    """Give the units that a reference means (0) or whose name begins with the words (1)."""
    found = {}
    if not asked.left_out:
        bounds = {"low": asked.whole, "high": asked.whole + _LAST}
        found = {int(unit): 1 for unit in db.execute(text(_BEGINS), bounds).scalars()}
    for item in find_item(db, words):
        found[unit_of(item.kind, item.id)] = 0
    also, values = filters.conditions()
    rows = db.execute(text(_PASSES.format(also=also)), {**values, "units": json.dumps(list(found))})
    kinds = filters.kinds or UNIT_KINDS
    return {unit: found[unit] for unit in rows.scalars() if kind_of(unit) in kinds}


def _near(
    db: Connection, asked: Asked, filters: Filters, known: Collection[Item], found: Found
) -> tuple[list[Ranked], tuple[str, ...], tuple[str, ...]]:
    """Try words near those asked for; give the items, the words shown for, and all terms."""
    ranked: dict[Item, Ranked] = {}
    shown_for: dict[str, None] = {}
    terms: dict[str, None] = {}
    for place, way in enumerate(near_ways(db, asked.ways[0])):
        other = Asked((way,), asked.left_out, " ".join(way))
        more = run(db, other, filters)
        fresh = [
            one
            for one in rank(db, more, other, {}, worst=4)
            if one.item not in known and one.item not in ranked
        ]
        for one in fresh:
            one.order = (place, *one.order)
            ranked[one.item] = one
        if fresh:
            terms.update(dict.fromkeys(way))
            words = (term for term in way if term not in asked.ways[0])
            shown_for.update(dict.fromkeys(words))
            found.add(more)
        if len(ranked) > MOST // 10:
            break
    listed = sorted(ranked.values(), key=lambda one: (one.tier, one.order))
    return listed, tuple(shown_for), tuple(terms)


def _counts(ranked: Sequence[Ranked], found: Found) -> dict[Kind, int]:
    """Count items by kind; the pages of a document count with it."""
    counts: dict[Kind, int] = {}
    for one in ranked:
        counts[one.item.kind] = counts.get(one.item.kind, 0) + 1
    for kind, count in found.counts.items():
        if count > MOST:
            counts["document" if kind == "page" else kind] = MOST + 1
    return counts


def _hits(db: Connection, ranked: Sequence[Ranked], terms: Sequence[str], limit: int) -> list[Hit]:
    chosen = some_of_each(ranked, limit)
    pages = {one.unit: one.page for one in chosen if one.page}
    hits = describe(db, [one.unit for one in chosen], pages, terms)
    of = {one.item: one for one in chosen}
    return [
        replace(hit, more_pages=max(0, of[hit.item].pages - 1), rank=of[hit.item].tier)
        for hit in hits
    ]
