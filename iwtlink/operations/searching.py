"""Searching, and what is new in saved searches: what the window and the command line share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from iwtlink.errors import BadInput, Refused
from iwtlink.i18n import ntr, tr
from iwtlink.ontology import EntityType, LinkType, ObservationType, Ontology
from iwtlink.ontology.dates import PartialDate
from iwtlink.ontology.kind_words import kind_title
from iwtlink.store import Store, search
from iwtlink.store.ids import Item
from iwtlink.store.reading import types_in_use
from iwtlink.store.search import Answer, Hit, Question, saved
from iwtlink.store.search.run import MOST
from iwtlink.store.search.saved import SavedSearch, SavedSearchId


@dataclass(frozen=True, slots=True)
class Finding:
    """An answer, with the items that are new to who works, which come first in it."""

    answer: Answer
    new: frozenset[Item] = frozenset()


@dataclass(frozen=True, slots=True)
class SavedLine:
    """A saved search and how many items are new in it."""

    saved: SavedSearch
    new: int


def ask(store: Store, question: Question, *, limit: int = 200) -> Finding:
    """Answer a question."""
    with store.read() as db:
        return Finding(search.answer(db, question, limit=limit))


def open_saved(store: Store, search_id: SavedSearchId, *, limit: int = 200) -> Finding:
    """Answer a saved search, the new items first, and remember them as seen."""
    with store.read() as db:
        kept = _existing(db, search_id)
        units = saved.new_units(db, kept, saved.who(store, db))
        first = search.hits_of(db, kept.question, units, limit=limit)
        answer = search.answer(db, kept.question, limit=limit)
        new = frozenset(saved.items_of(db, units))
    saved.mark_seen(store, search_id)
    listed = {hit.item for hit in first}
    hits = [*first, *(hit for hit in answer.hits if hit.item not in listed)]
    return Finding(replace(answer, hits=hits[:limit]), new)


def save_search(store: Store, name: str, question: Question) -> SavedSearchId:
    """Keep a question under a name; what it finds now counts as seen."""
    with store.edit(tr("Save the search “{name}”", name=name.strip())) as edit:
        search_id = saved.save(edit, name, question)
    saved.mark_seen(store, search_id)
    return search_id


def rename_saved(store: Store, search_id: SavedSearchId, name: str) -> None:
    """Give a saved search another name."""
    with store.edit(tr("Rename a saved search")) as edit:
        saved.rename(edit, search_id, name)


def delete_saved(store: Store, search_id: SavedSearchId) -> None:
    """Take a saved search away."""
    with store.edit(tr("Delete a saved search")) as edit:
        saved.delete(edit, search_id)


def saved_lines(store: Store) -> list[SavedLine]:
    """List the saved searches with how many items are new in each for who works.

    Before it is known who works nothing counts as new.
    """
    with store.read() as db:
        if store.signed_in is None:
            return [SavedLine(one, 0) for one in saved.list_saved(db)]
        analyst = saved.who(store, db)
        return [
            SavedLine(one, len(saved.items_of(db, saved.new_units(db, one, analyst))))
            for one in saved.list_saved(db)
        ]


def saved_by_name(store: Store, name: str) -> SavedSearch:
    """Find a saved search by name; raise ``Refused`` with the names there are."""
    with store.read() as db:
        found = saved.find_saved(db, name)
        names = [one.name for one in saved.list_saved(db)]
    if found is None:
        listed = ", ".join(names) or tr("none")
        raise Refused(
            tr("There is no saved search “{name}”. There are: {names}.", name=name, names=listed)
        )
    return found


def _existing(db: Connection, search_id: SavedSearchId) -> SavedSearch:
    found = saved.get_saved(db, search_id)
    if found is None:
        raise Refused(tr("This saved search was deleted."))
    return found


@dataclass(frozen=True, slots=True)
class Choices:
    """What of each filter is in use in the database: types and handling codes."""

    types: tuple[str, ...]
    handling: tuple[str, ...]


def read_choices(store: Store) -> Choices:
    """Read what the filters may be set to."""
    with store.read() as db:
        entities, links, observations = types_in_use(db)
        return Choices((*entities, *observations, *links), tuple(search.handling_codes(db)))


def ask_with_counts(store: Store, question: Question, *, limit: int = 200) -> Finding:
    """Answer a question, counting all kinds even where one of them is asked for."""
    found = ask(store, question, limit=limit)
    if not question.kinds:
        return found
    others = ask(store, replace(question, kinds=()), limit=1).answer
    return replace(
        found, answer=replace(found.answer, counts={**others.counts, **found.answer.counts})
    )


# Reading what is asked, and saying what was found


def question_from_words(
    ontology: Ontology,
    words: str,
    *,
    kinds: Sequence[str] = (),
    types: Sequence[str] = (),
    first: str = "",
    last: str = "",
    worst_grade: str = "",
    handling: Sequence[str] = (),
) -> Question:
    """Make a question of what was typed; raise ``BadInput`` with what may be given instead.

    ``worst_grade`` is a grade of the NATO or the 5x5x5 system such as ``B2``, or a number.
    """
    for kind in kinds:
        _known(kind, search.SEARCHED, tr("kind"))
    known_types = (*ontology.entity_types, *ontology.link_types, *ontology.observation_types)
    for name in types:
        _known(name, known_types, tr("type"))
    return Question(
        words,
        tuple(kind for kind in search.SEARCHED if kind in kinds),
        tuple(types),
        PartialDate.parse(first).first if first else "",
        PartialDate.parse(last).last if last else "",
        grade_rank(worst_grade),
        tuple(handling),
    )


def _known(given: str, names: Sequence[str], what: str) -> None:
    if given not in names:
        listed = ", ".join(sorted(names)) if len(names) < 30 else ""
        raise BadInput(
            tr(
                "There is no {what} “{given}”. {names}", what=what, given=given, names=listed
            ).strip()
        )


def grade_rank(grade: str) -> int:
    """Give the rank of a grade such as ``B2`` on the common scale: 2 is A1, 12 is F6."""
    given = grade.strip().upper()
    if not given:
        return 0
    if given.isdecimal() and 2 <= int(given) <= 12:
        return int(given)
    if len(given) == 2 and given[0] in _LETTERS and given[1] in "123456":
        return _LETTERS.index(given[0]) + 1 + int(given[1])
    raise BadInput(tr("“{grade}” is not a grade such as B2.", grade=grade))


_LETTERS = "ABCDEF"


def type_label(ontology: Ontology, hit: Hit) -> str:
    """Give what kind of thing a hit is, as a list shows it."""
    for types in (ontology.entity_types, ontology.link_types, ontology.observation_types):
        if hit.item.kind in ("entity", "link", "observation") and hit.type in types:
            return tr(types[hit.type].label)
    return kind_title(hit.item.kind, 1)


def where_found(ontology: Ontology, hit: Hit) -> str:
    """Say where the match stands: ``nickname``, ``page 3``, ``note``; empty where evident."""
    if hit.page:
        page = tr("page {n}", n=hit.page)
        more = ntr("and {n} more page", "and {n} more pages", hit.more_pages)
        return f"{page} {more}" if hit.more_pages else page
    if hit.property == "name" and hit.name_kind not in ("", "primary"):
        kinds = ontology.code_lists.get("name_kinds")
        return tr(kinds.label_of(hit.name_kind)).lower() if kinds else hit.name_kind
    return _property_label(ontology, hit)


def match_line(ontology: Ontology, hit: Hit) -> str:
    """Give the passage with the match, and before it where it stands."""
    where = where_found(ontology, hit)
    return f"{where}: {hit.snippet}" if where and hit.snippet else hit.snippet or where


def _property_label(ontology: Ontology, hit: Hit) -> str:
    columns = {
        "text": "",
        "title": "",
        "passage": tr("passage"),
        "note": tr("note"),
        "place": tr("place"),
        "source_row": tr("row of a table"),
        "ref": tr("reference of a source"),
        "file": tr("file name"),
        "register_no": tr("register number"),
        "originator": tr("originator"),
        "strength_reason": tr("reason of the strength"),
    }
    types: Mapping[str, EntityType | LinkType | ObservationType] = {
        **ontology.entity_types,
        **ontology.link_types,
        **ontology.observation_types,
    }
    known = types.get(hit.type)
    if known is not None and hit.property in known.properties:
        return tr(known.properties[hit.property].label).lower()
    return columns.get(hit.property, hit.property)


def count_sentence(answer: Answer) -> str:
    """Say how much was found: ``23 found``, ``more than 1,000 found``."""
    if not answer.is_all_counted:
        return tr("more than {n} found", n=f"{max(MOST, answer.total - 1):,}")
    return ntr("{n} found", "{n} found", answer.total)


def merged_sentence(answer: Answer) -> str:
    """Say of references that are part of another item now of which; empty where none."""
    named = {hit.item: f"{hit.ref} {hit.label}" for hit in answer.hits}
    return " ".join(
        tr("{old} is now part of {new}.", old=old, new=named[item])
        for old, item in answer.merged.items()
        if item in named
    )


def shown_for_sentence(answer: Answer) -> str:
    """Say which words were tried instead of mistyped ones; empty where none."""
    if not answer.shown_for:
        return ""
    return tr("shown for: {words}", words=", ".join(answer.shown_for))
