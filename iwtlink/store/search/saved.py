"""Saved searches, and what is new in each since an analyst last opened it.

What was seen is kept per analyst as units of the search index, so that a new page of a known
document is new too. A unit once seen stays seen: what is retracted and brought back, or taken
back and done again, is no news.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NewType

from sqlalchemy import Connection, text

from iwtlink.errors import Refused
from iwtlink.i18n import tr
from iwtlink.store import schema
from iwtlink.store.edit import Edit, utc_now
from iwtlink.store.events import find_analyst
from iwtlink.store.ids import Item
from iwtlink.store.search import Question, units_of
from iwtlink.store.search.fields import item_of, kind_of
from iwtlink.store.search.hits import read_pages
from iwtlink.store.store import Store

SavedSearchId = NewType("SavedSearchId", int)

_NOBODY = 0
"""Stands for whoever works without having said who."""

_NEWCOMER = -1
"""Stands for who said who he is, but has written nothing yet."""


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A question kept under a name."""

    id: SavedSearchId
    name: str
    question: Question


def save(edit: Edit, name: str, question: Question) -> SavedSearchId:
    """Keep a question under a name; return its id. Raise ``Refused`` where the name is taken."""
    return SavedSearchId(
        edit.insert(
            schema.saved_search,
            name=_free_name(edit.connection, name),
            question=question.to_json(),
            entered_by=edit.analyst_id,
            entered_at=edit.now,
        )
    )


def rename(edit: Edit, search_id: SavedSearchId, name: str) -> None:
    """Give a saved search another name."""
    table = schema.saved_search
    given = _free_name(edit.connection, name, but=search_id)
    edit.connection.execute(table.update().where(table.c.id == search_id).values(name=given))


def delete(edit: Edit, search_id: SavedSearchId) -> None:
    """Take a saved search away; what was found by it stays as it is."""
    table = schema.saved_search
    edit.connection.execute(table.delete().where(table.c.id == search_id))


def _free_name(db: Connection, name: str, but: int = 0) -> str:
    given = " ".join(name.split())
    if not given:
        raise Refused(tr("A saved search needs a name."))
    taken = find_saved(db, given)
    if taken is not None and taken.id != but:
        raise Refused(tr("There is already a saved search called “{name}”.", name=given))
    return given


_SELECT = "SELECT id, name, question FROM saved_search"


def list_saved(db: Connection) -> list[SavedSearch]:
    """Read all saved searches by name."""
    rows = db.execute(text(f"{_SELECT} ORDER BY name COLLATE NOCASE, id"))
    return [SavedSearch(row[0], row[1], Question.from_json(row[2])) for row in rows]


def get_saved(db: Connection, search_id: int) -> SavedSearch | None:
    """Read one saved search; None where it is gone."""
    row = db.execute(text(f"{_SELECT} WHERE id = :i"), {"i": search_id}).one_or_none()
    return SavedSearch(row[0], row[1], Question.from_json(row[2])) if row else None


def find_saved(db: Connection, name: str) -> SavedSearch | None:
    """Find a saved search by its name; capitals do not matter."""
    query = text(f"{_SELECT} WHERE name = :n COLLATE NOCASE ORDER BY id LIMIT 1")
    row = db.execute(query, {"n": " ".join(name.split())}).one_or_none()
    return SavedSearch(row[0], row[1], Question.from_json(row[2])) if row else None


def who(store: Store, db: Connection) -> int:
    """Give the id under which what is seen by who works is kept."""
    if store.signed_in is None:
        return _NOBODY
    return find_analyst(db, *store.signed_in) or _NEWCOMER


def new_units(db: Connection, saved: SavedSearch, analyst_id: int) -> set[int]:
    """Give the units that fit now and that the analyst has not seen by this search."""
    return units_of(db, saved.question) - _seen(db, saved.id, analyst_id)


def new_since(store: Store, search_id: SavedSearchId) -> list[Item]:
    """Give the items that are new since who works last opened the search, newest last.

    An item of which a page or document is new counts once.
    """
    with store.read() as db:
        saved = get_saved(db, search_id)
        return [] if saved is None else items_of(db, new_units(db, saved, who(store, db)))


def items_of(db: Connection, units: Iterable[int]) -> list[Item]:
    """Give the items that units belong to: a page belongs to its document."""
    listed = sorted(units)
    pages = read_pages(db, listed)
    items: dict[Item, None] = {}
    for unit in listed:
        if unit in pages:
            items[Item("document", pages[unit].document_id)] = None
        elif kind_of(unit) != "page":
            items[item_of(unit)] = None
    return list(items)


def mark_seen(store: Store, search_id: SavedSearchId) -> None:
    """Remember that who works has seen all that fits now; a read-only file is left as it is."""
    if store.is_read_only:
        return
    with store.aside() as db:
        saved = get_saved(db, search_id)
        if saved is None:
            return
        analyst_id = store.analyst(db) or _NOBODY
        known = _seen(db, search_id, analyst_id)
        _write_seen(db, search_id, analyst_id, known | units_of(db, saved.question))


def _seen(db: Connection, search_id: int, analyst_id: int) -> set[int]:
    query = text("SELECT items FROM seen WHERE search_id = :s AND analyst_id = :a")
    kept = db.scalar(query, {"s": search_id, "a": analyst_id})
    return set(json.loads(kept)) if kept else set()


def _write_seen(db: Connection, search_id: int, analyst_id: int, units: set[int]) -> None:
    db.execute(
        text("INSERT OR REPLACE INTO seen VALUES (:s, :a, :u, :at)"),
        {
            "s": search_id,
            "a": analyst_id,
            "u": json.dumps(sorted(units), separators=(",", ":")),
            "at": utc_now(),
        },
    )
