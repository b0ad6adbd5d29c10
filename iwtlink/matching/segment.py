"""Names of many entities, frozen for asking: by parts, by sound, by how they begin."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
from rapidfuzz import fuzz, process

from iwtlink.matching.block_keys import bone_keys, initial_keys, loose_keys, sure_keys
from iwtlink.matching.blocking import Blocks, block
from iwtlink.matching.forms import Name
from iwtlink.matching.names import read_name
from iwtlink.matching.rests import Ints
from iwtlink.store.folding import fold

_MOST_SURE = 400
_MOST_LOOSE = 600
"""A key that more names have says too little to look at them all."""
_MOST_BEGUN = 200
_CLOSEST = 50
"""How many of the names that share a key are compared word by word."""
_EDGE = "|"
"""Stands before and after each name of a line."""


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
class _Lines:
    """The entities of one type, a line each by label; ``starts`` are the places of the lines."""

    text: str
    starts: tuple[int, ...]
    rows: tuple[int, ...]

    def at(self, place: int) -> int:
        """Give the number of the line at a place of the text."""
        return bisect_left(self.starts, place + 1) - 1


class Segment:
    """Some entities with their names; ``gone`` are rows that hold no longer."""

    def __init__(self, known: Sequence[Known]) -> None:
        self.known = sorted(known, key=lambda one: (one.label, one.entity_id))
        self.row_of = {one.entity_id: row for row, one in enumerate(self.known)}
        self.gone: set[int] = set()
        self._lines = dict(_lines(self.known))
        self._texts = [name for one in self.known for name in one.names]
        sizes = [len(one.names) for one in self.known]
        self._owners = np.repeat(np.arange(len(sizes), dtype=np.int64), sizes)
        self._read()

    def _read(self) -> None:
        sure, loose = [], []
        self._in_order: list[str] = []
        self._joined: list[str] = []
        words: dict[str, list[int]] = {}
        for row, text in enumerate(self._texts):
            name = read_name(text)
            sure.append(sure_keys(name) | bone_keys(name))
            loose.append(loose_keys(name) | initial_keys(name))
            self._in_order.append(" ".join(sorted(name.sounds)))
            self._joined.append(name.joined)
            for heard in name.sounds:
                words.setdefault(heard, []).append(row)
        self._sure, self._loose = block(sure), block(loose)
        self._words = sorted(words)
        self._having = [np.array(words[word], np.int32) for word in self._words]

    def __len__(self) -> int:
        return len(self.known) - len(self.gone)

    # By sound

    def near(self, name: Name, fits: Callable[[str], bool]) -> Iterator[tuple[Known, str]]:
        """Yield the names that may be the same as the given one, or begin like it."""
        sure = _having(self._sure, sure_keys(name) | bone_keys(name), _MOST_SURE)
        loose = np.setdiff1d(
            _having(self._loose, loose_keys(name) | initial_keys(name), _MOST_LOOSE), sure
        )
        begun = self._begun(name)
        fitting: dict[str, bool] = {}
        for row in dict.fromkeys([*sure.tolist(), *begun, *self._closest(name, loose)]):
            owner = int(self._owners[row])
            known = self.known[owner]
            if known.type not in fitting:
                fitting[known.type] = fits(known.type)
            if fitting[known.type] and owner not in self.gone:
                yield known, self._texts[row]

    def _closest(self, name: Name, rows: Ints) -> list[int]:
        if not len(rows):
            return []
        found = np.zeros(len(rows), np.uint8)
        for asked, texts in (
            (" ".join(sorted(name.sounds)), self._in_order),
            (name.joined, self._joined),
        ):
            choices = [texts[row] for row in rows]
            alike = process.cdist([asked], choices, scorer=fuzz.ratio, dtype=np.uint8)
            found = np.maximum(found, alike[0])
        best = np.argsort(-found.astype(np.int64), kind="stable")[:_CLOSEST]
        return [int(rows[at]) for at in best]

    def _begun(self, name: Name) -> list[int]:
        """Give names with a word that begins as the last one typed, which may be unfinished."""
        if not name.sounds or len(name.sounds[-1]) < 3:
            return []
        heard, found = name.sounds[-1], set[int]()
        place = bisect_left(self._words, heard)
        while place < len(self._words) and self._words[place].startswith(heard):
            found.update(self._having[place].tolist())
            place += 1
            if len(found) > _MOST_BEGUN:
                break
        begins = [row for row in found if self._joined[row].startswith(name.joined)]
        return sorted(begins or found)[:_CLOSEST]

    # By parts

    def parts(
        self, words: Sequence[str], fits: Callable[[str], bool], limit: int
    ) -> Iterator[tuple[int, Known]]:
        """Yield entities whose names and references have all the words, with how near they are.

        0 is the very name or reference, 1 begins so, 2 has a word that begins so, 3 the rest; of
        each at most ``limit`` of each type, by label.
        """
        whole = " ".join(words)
        for type_name, lines in self._lines.items():
            if not fits(type_name):
                continue
            seen: set[int] = set()
            for near, sought in enumerate(
                (f"{_EDGE}{whole}{_EDGE}", f"{_EDGE}{whole}", f" {whole}")
            ):
                hits = self._hits(lines, sought, (), seen)
                yield from ((near, self.known[row]) for row in islice(hits, limit))
            rarest = min(words, key=lines.text.count) if len(words) > 1 else words[0]
            rest = [word for word in words if word != rarest]
            hits = self._hits(lines, rarest, rest, seen)
            yield from ((3, self.known[row]) for row in islice(hits, limit))

    def _hits(
        self, lines: _Lines, sought: str, others: Collection[str], seen: set[int]
    ) -> Iterator[int]:
        place = lines.text.find(sought)
        while place >= 0:
            line = lines.at(place)
            end = lines.starts[line + 1] if line + 1 < len(lines.starts) else len(lines.text)
            row = lines.rows[line]
            if row not in seen and row not in self.gone:
                text = lines.text[lines.starts[line] : end]
                if all(word in text for word in others):
                    seen.add(row)
                    yield row
            place = lines.text.find(sought, end)


def _having(blocks: Blocks, keys: Collection[int], most: int) -> Ints:
    found = [rows for key in sorted(keys) if len(rows := blocks.having(key, most))]
    return np.unique(np.concatenate(found)) if found else np.empty(0, np.int64)


def _lines(known: Sequence[Known]) -> Iterator[tuple[str, _Lines]]:
    rows: dict[str, list[int]] = {}
    for row, one in enumerate(known):
        rows.setdefault(one.type, []).append(row)
    for type_name, members in rows.items():
        lines = [_line(known[row]) for row in members]
        starts, at = [], 0
        for line in lines:
            starts.append(at)
            at += len(line)
        yield type_name, _Lines("".join(lines), tuple(starts), tuple(members))


def _line(one: Known) -> str:
    folded = (fold(word).replace(_EDGE, " ") for word in (*one.refs, *one.names))
    return f"{_EDGE}{_EDGE.join(folded)}{_EDGE}\n"
