"""What may leave: nothing above the strictest TLP and handling that the reader may see.

What has no TLP counts as AMBER, as it does on a product. What rests only on rows that are kept back
is kept back too: an entity or a link of which nothing else is stated, its places on charts, and
what was judged of it. Words beside it that name what is kept back, or give a number of it, do not
leave either. A document of which one record is kept back leaves without its files, since they hold
that record's words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import replace

from iwtlink.errors import BadInput
from iwtlink.i18n import tr
from iwtlink.ontology import Ontology
from iwtlink.ontology.code_words import find_code
from iwtlink.ontology.grades import handling_codes, split_handling
from iwtlink.operations.exchange.log import COUNTED
from iwtlink.operations.exchange.model import Choice
from iwtlink.operations.exchange.secrets import Secrets, telling
from iwtlink.store.clocks.fields import EXCHANGED, SHAPES
from iwtlink.store.exchange import Name, Row, State
from iwtlink.store.exchange.state import Data, target
from iwtlink.store.folding import fold
from iwtlink.store.markings import Reader

_FILES = {"entity": ("picture_id",), "product": ("file_id",), "chart_shape": ("picture_id",)}
"""Columns that name a file by itself."""
_STATED = ("entity", "link")
"""Tables whose rows leave only where something that leaves is stated of them."""
_BESIDE: Mapping[str, tuple[str, ...]] = {
    "merge": ("reason",),
    "judgement": ("reason",),
    "external_ref": ("origin", "ref"),
    "review": ("basis",),
    "product": ("title",),
    "dissemination": ("note",),
    "file": ("name",),
    "article": ("headline",),
    "recipient": ("name", "contact"),
    "chart": ("title", "options"),
    "chart_entity": ("look",),
    "chart_link": ("look",),
    "chart_shape": ("text", "look"),
    "chart_snapshot": ("title", "note", "state"),
    "chart_style": ("name", "data"),
}
"""Words that stand beside what records state, and may name what is kept back."""


class Ceiling:
    """The strictest marking that may leave."""

    def __init__(self, ontology: Ontology, choice: Choice, rows: State) -> None:
        """Read what was chosen; raise ``BadInput`` for a code that neither lists nor rows know."""
        if any(choice.ceiling_handling):
            _refuse_unknown(choice.ceiling_handling, _in_use(rows), handling_codes(ontology))
        if choice.ceiling_tlp.strip():
            known = ontology.code_lists["tlp"]
            if find_code(known, choice.ceiling_tlp) is None:
                raise BadInput(
                    tr(
                        "“{word}” is no TLP code: {codes}.",
                        word=choice.ceiling_tlp,
                        codes=", ".join(known.codes),
                    )
                )
        self._reader = Reader(choice.ceiling_tlp, tuple(choice.ceiling_handling))
        self.is_set = self._reader.is_limited

    def lowered(
        self, rows: State, kept_words: Collection[str] = ()
    ) -> tuple[State, dict[str, int]]:
        """Give the rows that may leave, and how many by kind are kept back.

        ``kept_words`` are names and numbers of what is not among the rows and is kept back too.
        """
        kept = _Kept(self, rows, kept_words)
        left = {
            n: _without_words(row, kept)
            for n, row in rows.items()
            if not row.data or n in kept.names
        }
        counts = Counter(name[0] for name in rows if name not in left)
        return left, {table: counts[table] for table in COUNTED if counts[table]}

    def lets_go(self, data: Data) -> bool:
        """Whether a marking may leave; a code that nobody knows may not."""
        return self._reader.may_see(str(data["tlp"]), str(data["handling"]))

    def lets_unmarked_go(self) -> bool:
        """Whether what has no marking may leave."""
        return self.lets_go({"tlp": "", "handling": ""})


def _in_use(rows: State) -> set[str]:
    """Give the handling codes that records and products carry."""
    marked = [row.data for row in rows.values() if row.table in ("record", "product")]
    return {code for data in marked if data for code in split_handling(str(data["handling"]))}


def _refuse_unknown(given: Collection[str], used: Collection[str], listed: Collection[str]) -> None:
    """Raise ``BadInput`` for a handling code that may be a slip: it would hold back too much."""
    known = {code.casefold() for code in (*used, *listed)}
    for code in given:
        if code and code.casefold() not in known:
            raise BadInput(
                tr(
                    "“{word}” is no handling code. In use here: {used}. In the lists: {listed}.",
                    word=code,
                    used=", ".join(sorted(used)) or tr("none"),
                    listed=", ".join(listed),
                )
            )


def _without_words(row: Row, kept: _Kept) -> Row:
    """Give a row without those of its words that tell of what is kept back."""
    data = row.data
    if data is None:
        return row
    if row.table == "link" and kept.is_secret(str(data["strength_reason"])):
        return without(row, SHAPES["link"].fields["is_strength_set"])
    if row.table in _GROUNDS:
        is_partly = any(str(data[end]) in kept.partly for end in _GROUNDS[row.table])
        return without(row, ["because"] * (is_partly or kept.is_secret(str(data["because"]))))
    if row.table == "document":
        told = [c for c in _OF_DOCUMENTS if c in data]
        return without(row, [c for c in told if kept.is_secret(str(data[c]))])
    return row


_GROUNDS = {"merge": ("kept_id", "absorbed_id"), "judgement": ("one_id", "other_id")}
"""Rows that keep on what grounds two items were compared: these may be of what is kept back."""
_OF_DOCUMENTS = ("originator", "register_no", "note")


def without(row: Row, columns: Collection[str]) -> Row:
    """Give a row that says nothing of some of its columns."""
    if not columns or row.data is None:
        return row
    data = {column: value for column, value in row.data.items() if column not in columns}
    clocks = {name: clock for name, clock in row.clocks.items() if name in data or not name}
    return replace(row, data=data, clocks=clocks)


def mask_protected(rows: State) -> State:
    """Leave out who is behind protected sources, as products do: the originator and the number."""
    masked = {
        name: without(row, ["originator", "register_no"])
        for name, row in rows.items()
        if name[0] == "document" and row.data is not None and row.data["is_protected"]
    }
    return {n: masked.get(n, row) for n, row in rows.items() if n[0] != "origin"}


class _Kept:
    """Works out, parents before children, which rows may leave."""

    def __init__(self, ceiling: Ceiling, rows: State, kept_words: Collection[str]) -> None:
        self._ceiling = ceiling
        self._rows = {name: row.data for name, row in rows.items() if row.data is not None}
        self._records = {n for n in self._of("record") if ceiling.lets_go(self._rows[n])}
        self._shut = {self._document(n) for n in self._of("record") if n not in self._records}
        self._open = {self._document(n) for n in self._records}
        self._stated = self._what_is_stated()
        self.names: set[Name] = set()
        for table in EXCHANGED:
            self.names |= {n for n in self._of(table) if self._may_leave(n, self._rows[n])}
        self._secrets = Secrets(self._words_kept_back(kept_words))
        self.partly = self._partly()
        """Uids of the items of which something is kept back."""
        self.names -= {name for name in self.names if self._names_secret(name)}
        self.names -= self._unused_files()
        self._drop_what_stands_alone()

    def _of(self, table: str) -> list[Name]:
        return [name for name in self._rows if name[0] == table]

    def _document(self, record: Name) -> str:
        return str(self._rows[record]["document_id"])

    def _what_is_stated(self) -> dict[Name, bool]:
        """Say of every item that something is stated of whether any of it may leave."""
        found: dict[Name, bool] = {}
        for name in self._of("statement"):
            data = self._rows[name]
            subject = (str(data["subject_kind"]), str(data["subject_id"]))
            found[subject] = found.get(subject, False) or self._may_state(data)
        return found

    def _may_state(self, data: Data) -> bool:
        if data["record_id"] is None:
            return self._ceiling.lets_unmarked_go()
        return ("record", str(data["record_id"])) in self._records

    def _may_leave(self, name: Name, data: Data) -> bool:
        table, uid = name
        if table == "retraction":
            return False  # what was retracted has no marking any more
        if table == "record":
            return name in self._records
        if table == "document":
            is_unmarked = uid not in self._shut and self._ceiling.lets_unmarked_go()
            return uid in self._open or is_unmarked
        if table == "product" and not self._ceiling.lets_go(data):
            return False
        if table in ("statement", "observation") and not self._may_state(data):
            return False
        if table in _STATED and not self._stated.get(name, self._ceiling.lets_unmarked_go()):
            return False
        if table == "file" and str(data["document_id"]) in self._shut:
            return False
        return self._stands(table, data)

    def _stands(self, table: str, data: Data) -> bool:
        """Whether everything that a row rests on leaves."""
        for pointer in SHAPES[table].pointers.values():
            other = target(pointer, data)
            if other is None or other[0] == "analyst" or pointer.holds == "soft":
                continue
            if other not in self.names:
                return False
        return True

    def _unused_files(self) -> set[Name]:
        """Give pictures and frozen copies of what is kept back."""
        used = {
            str(self._rows[name][column])
            for name in self.names
            for column in _FILES.get(name[0], ())
        }
        return {
            name
            for name in self._of("file")
            if self._rows[name]["document_id"] is None and name[1] not in used
        }

    def _words_kept_back(self, more: Collection[str]) -> set[str]:
        """Give the names and numbers that only records above the ceiling state."""
        told: dict[bool, set[str]] = {True: set(), False: {fold(word) for word in more}}
        for name in self._of("statement"):
            data = self._rows[name]
            words = telling(str(data["property"]), str(data["value"]))
            told[name in self.names] |= {fold(word) for word in words}
        for name in self._of("external_ref"):
            told[name in self.names] |= {fold(w) for w in telling("", str(self._rows[name]["ref"]))}
        return told[False] - told[True]

    def _partly(self) -> set[str]:
        columns = {
            "statement": ("subject_id",),
            "external_ref": ("item_id",),
            "link": ("from_id", "to_id"),
            "observation": ("entity_id", "other_id"),
        }
        return {
            str(self._rows[name][column])
            for table, known in columns.items()
            for name in self._of(table)
            if name not in self.names
            for column in known
        }

    def _names_secret(self, name: Name) -> bool:
        words = " ".join(str(self._rows[name][c] or "") for c in _BESIDE.get(name[0], ()))
        return bool(words) and self.is_secret(words)

    def is_secret(self, words: str) -> bool:
        """Whether words hold a name that is kept back."""
        return self._secrets.is_in(words)

    def _drop_what_stands_alone(self) -> None:
        for table in EXCHANGED:
            for name in self._of(table):
                if name in self.names and table not in ("record", "document"):
                    data = self._rows[name]
                    if not self._stands(table, data):
                        self.names.discard(name)
