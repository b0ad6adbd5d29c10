"""Known names in a text: every name, alias and identifier of the database, in all scripts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from threading import RLock
from weakref import WeakKeyDictionary

from sqlalchemy import Connection

from iwtlink.ontology import Ontology
from iwtlink.ontology.model import FAMILIES
from iwtlink.operations.marking.keys import identifier_keys, is_too_short, name_keys
from iwtlink.operations.marking.plain import PlainText, plain_text
from iwtlink.store import Changes, Store
from iwtlink.store.entities import EntityRow, get_entities, list_entities

_BEGINNING = 4
"""Letters by which keys are sorted into the index."""
_MOST_AT_ONCE = 2_000
"""Where an edit touched more entities than this, all names are read anew."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A known name in a text, at ``text[first:last]``: whose it is, and how that one is shown."""

    first: int
    last: int
    items: tuple[int, ...]
    label: str


class KnownNames:
    """Every name and identifier of one database, ready to be found in texts."""

    def __init__(self, ontology: Ontology) -> None:
        self._ontology = ontology
        self._identifiers = _identifier_names(ontology)
        self._owners: dict[str, tuple[int, ...]] = {}
        self._lengths: dict[str, tuple[int, ...]] = {}
        self._keys: dict[int, tuple[str, ...]] = {}
        self._labels: dict[int, str] = {}

    def __len__(self) -> int:
        return len(self._owners)

    @classmethod
    def read(cls, db: Connection, ontology: Ontology) -> KnownNames:
        """Read all names of a database: about 2 s for 100,000."""
        known = cls(ontology)
        known._take(db, list_entities(db), None)
        return known

    def follow(self, db: Connection, entity_ids: Iterable[int]) -> None:
        """Read again the names of these entities; some may be gone."""
        ids = sorted(set(entity_ids))
        for entity_id in ids:
            self._forget(entity_id)
        self._take(db, list(get_entities(db, ids).values()), ids)

    def marks(self, text: str) -> list[Mark]:
        """Find the known names in a text: from left to right, the longest where several fit."""
        plain = plain_text(text)
        found: list[Mark] = []
        place, size = 0, len(plain.letters)
        while place < size:
            last = self._longest_at(plain, place, text) if plain.is_start(place) else 0
            if last:
                found.append(self._mark(plain, place, last))
            place = last or place + 1
        return found

    def _longest_at(self, plain: PlainText, place: int, text: str) -> int:
        """Give where the longest known name that begins here ends; 0 where none does."""
        letters = plain.letters
        for width in (_BEGINNING, 3, 2):
            for length in self._lengths.get(letters[place : place + width], ()):
                last = place + length
                key = letters[place:last]
                if key in self._owners and plain.is_end(last):
                    written = text[plain.starts[place] : plain.ends[last - 1]]
                    if not is_too_short(key, written, plain.is_apart(place, last)):
                        return last
        return 0

    def _mark(self, plain: PlainText, place: int, last: int) -> Mark:
        items = self._owners[plain.letters[place:last]]
        label = "; ".join(self._labels[one] for one in items if one in self._labels)
        return Mark(plain.starts[place], plain.ends[last - 1], items, label)

    # Keeping

    def _take(self, db: Connection, rows: list[EntityRow], ids: list[int] | None) -> None:
        types = {int(row.id): row.type for row in rows}
        held: dict[int, dict[str, None]] = {int(row.id): {} for row in rows}
        for entity_id, name, value in _stated(db, [*self._identifiers, "name"], ids):
            if entity_id in held:
                held[entity_id].update(dict.fromkeys(self._keys_of(types, entity_id, name, value)))
        for row in rows:
            held[row.id].update(dict.fromkeys(name_keys(row.label, is_person=False)))
            self._remember(row, tuple(held[row.id]))

    def _keys_of(
        self, types: dict[int, str], entity_id: int, name: str, value: str
    ) -> Iterator[str]:
        if name == "name":
            yield from name_keys(value, self._ontology.is_a(types[entity_id], "person"))
        else:
            known = self._ontology.entity_types.get(types[entity_id])
            item = known.properties.get(name) if known else None
            yield from identifier_keys(item.value_type if item else "", value)

    def _remember(self, row: EntityRow, keys: tuple[str, ...]) -> None:
        self._keys[row.id] = keys
        self._labels[row.id] = f"{row.label} · {row.ref}"
        for key in keys:
            known = self._owners.get(key, ())
            if row.id not in known:
                self._owners[key] = (*known, row.id)
            if not known:
                beginning = key[:_BEGINNING]
                lengths = {*self._lengths.get(beginning, ()), len(key)}
                self._lengths[beginning] = tuple(sorted(lengths, reverse=True))

    def _forget(self, entity_id: int) -> None:
        self._labels.pop(entity_id, None)
        for key in self._keys.pop(entity_id, ()):
            others = tuple(one for one in self._owners.get(key, ()) if one != entity_id)
            if others:
                self._owners[key] = others
            else:
                self._owners.pop(key, None)


def known_names(known: KnownNames, text: str) -> list[Mark]:
    """Find the known names in a text."""
    return known.marks(text)


# Kept for each open database


class _Kept:
    """The names of one open store, and which entities were touched since they were read."""

    def __init__(self, store: Store) -> None:
        self.lock = RLock()
        self.known: KnownNames | None = None
        self.touched: set[int] = set()
        store.listen(self._follow)

    def _follow(self, changes: Changes) -> None:
        self.touched |= changes.entities


_kept: WeakKeyDictionary[Store, _Kept] = WeakKeyDictionary()
_keeping = RLock()


def names_of(store: Store) -> KnownNames:
    """Give the names of an open database as they are now; read once, then kept up to date.

    Any thread may ask, though not from within an edit.
    """
    with _keeping:
        kept = _kept.get(store)
        if kept is None:
            kept = _kept[store] = _Kept(store)
    with kept.lock, store.read() as db:
        touched, kept.touched = kept.touched, set()
        if kept.known is None or len(touched) > _MOST_AT_ONCE:
            kept.known = KnownNames.read(db, store.ontology)
        elif touched:
            kept.known.follow(db, touched)
        return kept.known


def _identifier_names(ontology: Ontology) -> list[str]:
    """Give the names of the properties that hold identifiers."""
    found = {
        item.name
        for kind in ontology.entity_types.values()
        for item in kind.properties.values()
        if FAMILIES[item.value_type] == "identifier" or item.value_type == "file_no"
    }
    return sorted(found | {"handle"})


def _stated(
    db: Connection, properties: list[str], ids: list[int] | None
) -> Iterator[tuple[int, str, str]]:
    """Read what is stated of entities, all of them where ``ids`` is None."""
    marks = ", ".join("?" * len(properties))
    query = (
        "SELECT subject_id, property, value FROM statement "
        f"WHERE subject_kind = 'entity' AND property IN ({marks})"
    )
    if ids is None:
        for row in db.exec_driver_sql(query, tuple(properties)):
            yield row[0], row[1], row[2]
        return
    for start in range(0, len(ids), 10_000):
        part = ids[start : start + 10_000]
        places = ", ".join("?" * len(part))
        wanted = f"{query} AND subject_id IN ({places})"
        for row in db.exec_driver_sql(wanted, (*properties, *part)):
            yield row[0], row[1], row[2]
