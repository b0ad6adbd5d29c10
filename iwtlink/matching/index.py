"""All names of a database, ready to be asked on every key: is it known, who is meant?

Names are kept in segments that never change: one of the whole database, and small ones of what
was edited since, which are joined from time to time. Asking costs milliseconds at 100,000 names.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import RLock

from sqlalchemy import Connection, text

from iwtlink.matching.compare import compare_names
from iwtlink.matching.forms import POSSIBLE
from iwtlink.matching.names import read_name
from iwtlink.matching.segment import Known, Segment
from iwtlink.matching.weights import weights
from iwtlink.ontology import Ontology
from iwtlink.store import Changes
from iwtlink.store.collector import collector_paused
from iwtlink.store.entities import EntityRow, get_entities, list_entities, names_of
from iwtlink.store.folding import fold

_MOST_SEGMENTS = 8


@dataclass(frozen=True, slots=True)
class Twin:
    """An entity that may be the one typed: ``score`` 0 to 1, the ``name`` met, and why."""

    entity_id: int
    score: float
    why: str
    name: str = ""


class NameIndex:
    """The names of one database; may be asked in any thread while another brings it up to date."""

    def __init__(self, ontology: Ontology) -> None:
        self._ontology = ontology
        self._lock = RLock()
        self._segments: list[Segment] = []

    def __len__(self) -> int:
        return sum(map(len, self._segments))

    @classmethod
    def read(cls, db: Connection, ontology: Ontology) -> NameIndex:
        """Make the index of all entities: some 0.1 ms of CPU time for each name."""
        index = cls(ontology)
        with collector_paused():
            index._segments = [Segment(_known(db, list_entities(db), None))]
        return index

    def follow(self, db: Connection, changes: Changes) -> None:
        """Read again the entities that an edit touched."""
        ids = sorted(changes.entities)
        if not ids:
            return
        known = _known(db, list(get_entities(db, ids).values()), ids)
        with self._lock:
            for segment in self._segments:
                segment.gone.update(segment.row_of[i] for i in ids if i in segment.row_of)
            if known:
                self._segments.append(Segment(known))
            self._join()

    def _join(self) -> None:
        """Join the small segments, or all where the small ones have grown large."""
        if len(self._segments) <= _MOST_SEGMENTS:
            return
        first, *small = self._segments
        is_large = sum(map(len, small)) > len(first) / 2
        joined = self._segments if is_large else small
        live = [
            one
            for segment in joined
            for row, one in enumerate(segment.known)
            if row not in segment.gone
        ]
        self._segments = [Segment(live)] if is_large else [first, Segment(live)]

    def known(self, entity_id: int) -> Known | None:
        """Give what is shown of one entity; None where it is not there."""
        with self._lock:
            for segment in reversed(self._segments):
                row = segment.row_of.get(entity_id)
                if row is not None and row not in segment.gone:
                    return segment.known[row]
        return None

    # Asking

    def twins(
        self, typed: str, type_name: str = "", *, limit: int = 5, least: float = POSSIBLE
    ) -> list[Twin]:
        """Find entities of a kindred type that may bear the typed name, likeliest first."""
        name = read_name(typed)
        best: dict[int, Twin] = {}
        with self._lock:
            near = [
                pair
                for segment in self._segments
                for pair in segment.near(name, lambda other: self._are_kindred(type_name, other))
            ]
        for known, met in near:
            alike = compare_names(name, read_name(met))
            before = best.get(known.entity_id)
            if (
                alike.score >= least
                and alike.score
                and (before is None or alike.score > before.score)
            ):
                best[known.entity_id] = Twin(known.entity_id, alike.score, alike.why, met)
        return sorted(best.values(), key=lambda twin: (-twin.score, twin.entity_id))[:limit]

    def near(self, name: str, type_name: str = "") -> list[int]:
        """Give entities of a kindred type with a name that should be compared with this one."""
        read = read_name(name)
        with self._lock:
            found = [
                known.entity_id
                for segment in self._segments
                for known, _ in segment.near(
                    read, lambda other: self._are_kindred(type_name, other)
                )
            ]
        return list(dict.fromkeys(found))

    def find(
        self,
        typed: str,
        *,
        fits: Callable[[str], bool] | None = None,
        limit: int = 8,
        by_ear: bool = True,
    ) -> list[Known]:
        """Find entities by parts of a name or a reference, whole beginnings first.

        ``fits`` says which types are wanted. Where nothing is found, names that sound alike
        are, unless ``by_ear`` is false.
        """
        words = fold(typed).split()
        if not words:
            return []
        wanted = fits or _any_type
        with self._lock:
            found = [
                pair for segment in self._segments for pair in segment.parts(words, wanted, limit)
            ]
        found.sort(key=lambda pair: (pair[0], pair[1].label))
        listed = [known for _, known in found[:limit]]
        return self._by_ear(typed, wanted, limit) if by_ear and not listed else listed

    def _by_ear(self, typed: str, fits: Callable[[str], bool], limit: int) -> list[Known]:
        twins = self.twins(typed, limit=4 * limit)
        found = [known for twin in twins if (known := self.known(twin.entity_id))]
        return [known for known in found if fits(known.type)][:limit]

    def _are_kindred(self, one: str, other: str) -> bool:
        return not one or are_kindred(self._ontology, one, other)


def are_kindred(ontology: Ontology, one: str, other: str) -> bool:
    """Say whether two types could be the same thing: one extends the other, or one family."""
    if ontology.is_a(one, other) or ontology.is_a(other, one):
        return True
    by = weights()
    return by.family(ontology, one) == by.family(ontology, other)


def _any_type(_: str) -> bool:
    return True


def _known(db: Connection, rows: Sequence[EntityRow], ids: Sequence[int] | None) -> list[Known]:
    names = names_of(db, ids)
    refs = _refs_of_sources(db, ids)
    return [
        Known(
            row.id,
            row.ref,
            row.type,
            row.label,
            row.script_label,
            tuple(dict.fromkeys([*names.get(row.id, ()), row.label])),
            (row.ref, *refs.get(row.id, ())),
        )
        for row in rows
    ]


def _refs_of_sources(db: Connection, ids: Sequence[int] | None) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    some = "" if ids is None else "AND item_id IN (SELECT value FROM json_each(:ids)) "
    query = f"SELECT item_id, ref FROM external_ref WHERE kind = 'entity' {some}ORDER BY id"
    for entity_id, ref in db.execute(text(query), {"ids": json.dumps(list(ids or ()))}):
        found.setdefault(int(entity_id), []).append(str(ref))
    return found
