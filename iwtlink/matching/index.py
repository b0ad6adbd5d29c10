"""All names of a database, ready to be asked on every key: is it known, who is meant?"""

from __future__ import annotations

import json
from bisect import bisect_left, insort
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from threading import RLock

from rapidfuzz import process
from rapidfuzz.fuzz import ratio
from sqlalchemy import Connection, text

from iwtlink.matching.compare import compare_names
from iwtlink.matching.forms import POSSIBLE, Likeness, Name
from iwtlink.matching.names import read_name
from iwtlink.ontology import Ontology
from iwtlink.store import Changes
from iwtlink.store.entities import EntityRow, get_entities, list_entities, names_of
from iwtlink.store.folding import fold

_CLOSEST = 40
"""How many names by sound are looked at closely for each order of the typed words."""
_FEW = 120
"""A word that more entities share than this says too little to look at them all closely."""


@dataclass(frozen=True, slots=True)
class Known:
    """An entity as lists of names show it; ``refs`` are its own and those of its sources."""

    entity_id: int
    ref: str
    type: str
    label: str
    script_label: str
    names: tuple[str, ...] = ()
    refs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Twin:
    """An entity that may be the one typed: ``score`` 0 to 1, the ``name`` met, and why."""

    entity_id: int
    score: float
    why: str
    name: str = ""


@dataclass(slots=True)
class _Entry:
    known: Known
    names: tuple[Name, ...]
    folded: tuple[str, ...]
    searched: str
    keys: list[int] = field(default_factory=list)


class NameIndex:
    """The names of one database; may be asked in any thread while another brings it up to date."""

    def __init__(self, ontology: Ontology) -> None:
        self._ontology = ontology
        self._lock = RLock()
        self._entries: dict[int, _Entry] = {}
        self._owner: dict[int, int] = {}
        self._joined: dict[int, str] = {}
        self._han: dict[str, set[int]] = {}
        self._by_sound: dict[str, set[int]] = {}
        self._sounds: list[str] = []
        self._last_key = 0

    def __len__(self) -> int:
        return len(self._entries)

    @classmethod
    def read(cls, db: Connection, ontology: Ontology) -> NameIndex:
        """Make the index of all entities: about 0.1 s for each 1,000 of them."""
        index = cls(ontology)
        index._take(db, list_entities(db), None)
        return index

    def follow(self, db: Connection, changes: Changes) -> None:
        """Read again the entities that an edit touched."""
        ids = sorted(changes.entities)
        if not ids:
            return
        rows = get_entities(db, ids)
        with self._lock:
            for entity_id in ids:
                self._forget(entity_id)
            self._take(db, list(rows.values()), ids)

    def known(self, entity_id: int) -> Known | None:
        """Give what is shown of one entity; None where it is not there."""
        entry = self._entries.get(entity_id)
        return entry.known if entry else None

    # Asking

    def twins(
        self, typed: str, type_name: str = "", *, limit: int = 5, least: float = POSSIBLE
    ) -> list[Twin]:
        """Find entities of a kindred type that may bear the typed name, likeliest first."""
        name = read_name(typed)
        with self._lock:
            found = [
                twin
                for entity_id in self._candidates(name)
                if (twin := self._twin(entity_id, name, type_name)) and twin.score >= least
            ]
        found.sort(key=lambda twin: (-twin.score, twin.entity_id))
        return found[:limit]

    def find(
        self, typed: str, *, fits: Callable[[str], bool] | None = None, limit: int = 8
    ) -> list[Known]:
        """Find entities by parts of a name or a reference, whole beginnings first.

        ``fits`` says which types are wanted. Names that only sound alike come last.
        """
        words = fold(typed).split()
        if not words:
            return []
        with self._lock:
            found = [
                entry
                for entry in self._entries.values()
                if all(word in entry.searched for word in words)
                and (fits is None or fits(entry.known.type))
            ]
            whole = " ".join(words)
            found.sort(key=lambda entry: (_nearness(entry, whole), entry.known.label))
            listed = [entry.known for entry in found[:limit]]
            return listed or self._by_ear(typed, fits, limit)

    def _by_ear(self, typed: str, fits: Callable[[str], bool] | None, limit: int) -> list[Known]:
        twins = self.twins(typed, limit=4 * limit)
        found = [self._entries[twin.entity_id].known for twin in twins]
        return [known for known in found if fits is None or fits(known.type)][:limit]

    def _twin(self, entity_id: int, name: Name, type_name: str) -> Twin | None:
        entry = self._entries[entity_id]
        if type_name and not self._are_kindred(type_name, entry.known.type):
            return None
        best, met = Likeness(0.0, ""), ""
        for other in entry.names:
            alike = compare_names(name, other)
            if alike.score > best.score:
                best, met = alike, other.text
        return Twin(entity_id, best.score, best.why, met) if best.score else None

    def _are_kindred(self, one: str, other: str) -> bool:
        types = self._ontology.entity_types
        if one not in types or other not in types:
            return one == other
        is_a = self._ontology.is_a
        return types[one].group == types[other].group or is_a(one, other) or is_a(other, one)

    def _candidates(self, name: Name) -> set[int]:
        found: set[int] = set(self._han.get(name.han, ())) if name.han else set()
        sounds = name.sounds
        for turn in range(min(len(sounds), 4)):
            joined = "".join(sounds[turn:] + sounds[:turn])
            for _, _, key in process.extract(
                joined, self._joined, scorer=ratio, score_cutoff=70, limit=_CLOSEST, processor=None
            ):
                found.add(self._owner[key])
        for heard in sorted(sounds, key=lambda heard: len(self._by_sound.get(heard, ()))):
            sharing = self._by_sound.get(heard, set())
            if len(sharing) <= _FEW:
                found |= sharing
        if sounds and len(sounds[-1]) >= 3:
            found |= self._begun_with(sounds[-1])
        return found

    def _begun_with(self, heard: str) -> set[int]:
        """Give entities with a word that begins so: the last typed word may be unfinished."""
        found: set[int] = set()
        place = bisect_left(self._sounds, heard)
        while place < len(self._sounds) and self._sounds[place].startswith(heard):
            sharing = self._by_sound[self._sounds[place]]
            if len(found) + len(sharing) > _FEW:
                break
            found |= sharing
            place += 1
        return found

    # Keeping

    def _take(self, db: Connection, rows: Sequence[EntityRow], ids: Sequence[int] | None) -> None:
        names = names_of(db, ids)
        refs = _refs_of_sources(db, ids)
        with self._lock:
            for row in rows:
                self._remember(row, names.get(row.id, []), refs.get(row.id, ()))
            if ids is None:
                self._sounds = sorted(self._by_sound)

    def _remember(self, row: EntityRow, names: Iterable[str], refs: Collection[str]) -> None:
        listed = tuple(dict.fromkeys([*names, row.label]))
        known = Known(
            row.id, row.ref, row.type, row.label, row.script_label, listed, (row.ref, *refs)
        )
        read = tuple(read_name(name) for name in listed)
        folded = tuple(fold(word) for word in (*known.refs, *listed))
        entry = _Entry(known, read, folded, " | ".join(folded))
        self._entries[row.id] = entry
        for name in read:
            self._last_key += 1
            entry.keys.append(self._last_key)
            self._owner[self._last_key] = row.id
            if name.sounds:
                self._joined[self._last_key] = name.joined
            if name.han:
                self._han.setdefault(name.han, set()).add(row.id)
            for heard in name.sounds:
                self._add_sound(heard, row.id)

    def _add_sound(self, heard: str, entity_id: int) -> None:
        if heard not in self._by_sound:
            self._by_sound[heard] = set()
            if self._sounds:
                insort(self._sounds, heard)
        self._by_sound[heard].add(entity_id)

    def _forget(self, entity_id: int) -> None:
        entry = self._entries.pop(entity_id, None)
        if entry is None:
            return
        for key in entry.keys:
            self._owner.pop(key, None)
            self._joined.pop(key, None)
        for name in entry.names:
            for heard in name.sounds:
                self._by_sound[heard].discard(entity_id)
            self._han.get(name.han, set()).discard(entity_id)


def _nearness(entry: _Entry, typed: str) -> int:
    """Rank what was found: the very name or reference, then beginnings, then the rest."""
    if typed in entry.folded:
        return 0
    if any(name.startswith(typed) for name in entry.folded):
        return 1
    return 2 if f" {typed}" in entry.searched else 3


def _refs_of_sources(db: Connection, ids: Sequence[int] | None) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    some = "" if ids is None else "AND item_id IN (SELECT value FROM json_each(:ids)) "
    query = f"SELECT item_id, ref FROM external_ref WHERE kind = 'entity' {some}ORDER BY id"
    for entity_id, ref in db.execute(text(query), {"ids": json.dumps(list(ids or ()))}):
        found.setdefault(int(entity_id), []).append(str(ref))
    return found
