"""What hangs together: items with all that is stated of them, and what rows rest on."""

from __future__ import annotations

from collections.abc import Iterator

from iwtlink.ontology import Ontology
from iwtlink.store.clocks.fields import SHAPES
from iwtlink.store.exchange import Name, Row, State
from iwtlink.store.exchange.state import Data, target

_UP_TO = frozenset({"merge", "judgement", "retraction"})
"""Rows about items, which go only where the items go too."""
_HANGS_ON = {
    "statement": "subject_id",
    "passage": "record_id",
    "external_ref": "item_id",
    "review": "item_id",
    "page": "file_id",
    "file": "document_id",
    "origin": "document_id",
    "chart_link": "link_id",
    "chart_entity": "entity_id",
    "dissemination": "product_id",
}
"""By which column a row hangs on what it goes along with."""


class Network:
    """Rows by what they point at."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._hanging: dict[str, list[Name]] = {}
        self._links: dict[str, list[Row]] = {}
        self._observed: dict[str, list[Name]] = {}
        for name, row in state.items():
            if row.data is not None:
                self._sort_in(name, row, row.data)

    def _sort_in(self, name: Name, row: Row, data: Data) -> None:
        if name[0] in _HANGS_ON:
            self._hanging.setdefault(str(data[_HANGS_ON[name[0]]]), []).append(name)
        elif name[0] in ("link", "merge"):
            ends = ("from_id", "to_id") if name[0] == "link" else ("kept_id", "absorbed_id")
            for end in ends:
                self._links.setdefault(str(data[end]), []).append(row)
        elif name[0] == "observation":
            for end in ("entity_id", "other_id"):
                self._observed.setdefault(str(data[end]), []).append(name)

    def _data(self, name: Name) -> Data | None:
        row = self._state.get(name)
        return row.data if row is not None else None

    # Everything about some entities

    def about(self, names: set[Name], ontology: Ontology) -> set[Name]:
        """Give what is one link from these and from members of syndicates among them."""
        core = self._one_with({uid for _, uid in names})
        for uid in list(core):
            data = self._data(("entity", uid))
            if data is not None and _is_syndicate(ontology, str(data["type"])):
                core |= self._one_with(set(self._neighbours(uid, "member_of")))
        found: set[Name] = set()
        for uid in core:
            found |= {row.name for row in self._links.get(uid, ()) if row.table == "link"}
            found |= set(self._observed.get(uid, ()))
        near = core | {other for uid in core for other in self._neighbours(uid)}
        found |= {("entity", uid) for uid in self._one_with(near)}
        return self._with_hanging(found)

    def _neighbours(self, uid: str, only: str = "") -> Iterator[str]:
        for row in self._links.get(uid, ()):
            data = row.data or {}
            if row.table == "link" and (not only or data["type"] == only):
                yield from (str(data[end]) for end in ("from_id", "to_id") if data[end] != uid)

    def _one_with(self, uids: set[str]) -> set[str]:
        """Add what is merged with these."""
        found, new = set(uids), set(uids)
        while new:
            ends = {
                str((row.data or {})[end])
                for uid in new
                for row in self._links.get(uid, ())
                if row.table == "merge"
                for end in ("kept_id", "absorbed_id")
            }
            new = ends - found
            found |= new
        return found

    def _with_hanging(self, names: set[Name]) -> set[Name]:
        found, new = set(names), set(names)
        while new:
            new = {own for _, uid in new for own in self._hanging.get(uid, ())} - found
            found |= new
        return found

    # Everything of a period

    def dated(self, first: str, last: str) -> set[Name]:
        """Give what was received, observed or published in a period, and what it states."""
        found = {name for name, row in self._state.items() if _is_dated(name, row, first, last)}
        documents = {uid for table, uid in found if table == "document"}
        records = {
            name
            for name, row in self._state.items()
            if name[0] == "record" and row.data and str(row.data["document_id"]) in documents
        }
        uids = {uid for _, uid in records}
        stated = {
            name
            for name, row in self._state.items()
            if name[0] in ("statement", "observation")
            and row.data
            and str(row.data["record_id"]) in uids
        }
        return self._with_hanging(found | records | stated)

    # What rows rest on

    def with_what_it_rests_on(self, names: set[Name]) -> set[Name]:
        """Add the rows that rows point at, the names of entities, and what is said of pairs."""
        found: set[Name] = set()
        new = {name for name in names if name[0] not in _UP_TO}
        while new:
            found |= new
            new = {other for name in new for other in self._rests_on(name)} - found
        return found | set(self._pairs(names, found))

    def _rests_on(self, name: Name) -> Iterator[Name]:
        data = self._data(name)
        if data is None:
            return
        for pointer in SHAPES[name[0]].pointers.values():
            other = target(pointer, data)
            if other is not None and self._data(other) is not None:
                yield other
        if name[0] in ("entity", "link"):
            for own in self._hanging.get(name[1], ()):
                stated = self._data(own) or {}
                if own[0] == "statement" and stated["property"] in ("name", "exists"):
                    yield own
        elif name[0] == "document":
            yield from (own for own in self._hanging.get(name[1], ()) if own[0] == "file")
        elif name[0] == "file":
            yield from (own for own in self._hanging.get(name[1], ()) if own[0] == "page")

    def _pairs(self, asked: set[Name], found: set[Name]) -> Iterator[Name]:
        """Give merges and judgements of items that go, and retractions that were asked for."""
        for name, row in self._state.items():
            if row.data is None or name[0] not in _UP_TO:
                continue
            ends = [target(pointer, row.data) for pointer in SHAPES[name[0]].pointers.values()]
            weak = [e for e in ends if e is not None and e[0] != "analyst"]
            if name in asked or (name[0] != "retraction" and all(e in found for e in weak)):
                yield name


def _is_syndicate(ontology: Ontology, type_name: str) -> bool:
    return type_name in ontology.entity_types and ontology.is_a(type_name, "syndicate")


_DATES = {
    "document": ("received_on", "received_on"),
    "observation": ("date_first", "date_last"),
    "article": ("date_first", "date_last"),
    "product": ("date", "date"),
}


def _is_dated(name: Name, row: Row, first: str, last: str) -> bool:
    if name[0] not in _DATES or row.data is None:
        return False
    begins, ends = (str(row.data[column] or "") for column in _DATES[name[0]])
    if name[0] == "document" and not begins:
        begins, ends = (str(row.data[column] or "") for column in ("date_first", "date_last"))
    if not begins:
        return False
    return (not last or begins <= last) and (not first or (ends or begins) >= first)
