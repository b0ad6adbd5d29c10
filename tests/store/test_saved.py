"""Saved searches, and what is new in each since last time."""

from __future__ import annotations

from pathlib import Path

import pytest

from iwtlink.errors import Refused
from iwtlink.operations import searching
from iwtlink.store import Store, documents, entities, files, pages, retractions
from iwtlink.store.ids import EntityId, Item
from iwtlink.store.search import Question, saved
from iwtlink.store.search.saved import SavedSearchId
from tests.store.stores import new_store


def _add(store: Store, name: str) -> EntityId:
    with store.edit("Add") as edit:
        return entities.add_entity(edit, "person", name)


def _new(store: Store, search_id: SavedSearchId) -> list[int]:
    return [item.id for item in saved.new_since(store, search_id)]


def test_what_was_there_when_a_search_was_saved_is_not_new(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        _add(store, "Old Kham")
        search_id = searching.save_search(store, "Khams", Question("kham"))
        assert _new(store, search_id) == []
        later = _add(store, "New Kham")
        _add(store, "Somebody else")
        assert _new(store, search_id) == [later]
        assert [(line.saved.name, line.new) for line in searching.saved_lines(store)] == [
            ("Khams", 1)
        ]


def test_opening_a_search_shows_the_new_first_and_marks_them_seen(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        _add(store, "A Kham")
        search_id = searching.save_search(store, "Khams", Question("kham"))
        later = _add(store, "Z Kham")
        found = searching.open_saved(store, search_id)
        assert [hit.label for hit in found.answer.hits] == ["Z Kham", "A Kham"]
        assert found.new == {Item("entity", later)}
        assert _new(store, search_id) == []
        assert searching.open_saved(store, search_id).new == frozenset()


def test_what_was_seen_stays_seen_through_retraction_and_undo(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        person = _add(store, "Old Kham")
        search_id = searching.save_search(store, "Khams", Question("kham"))
        with store.edit("Retract") as edit:
            retracted = retractions.retract(edit, Item("entity", person), "wrong")
        assert _new(store, search_id) == []
        saved.mark_seen(store, search_id)
        with store.edit("Restore") as edit:
            retractions.restore(edit, retracted)
        assert _new(store, search_id) == []
        store.undo()
        store.redo()
        assert _new(store, search_id) == []


def test_a_new_page_of_a_known_document_is_news(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        with store.edit("Add") as edit:
            document = documents.add_document(edit, documents.Document("Ivory file"))
        search_id = searching.save_search(store, "Ivory", Question("ivory"))
        with store.edit("Attach") as edit:
            file_id = files.add_file(edit, "a.txt", b"a", "text/plain", document_id=document)
            pages.add_page(edit, file_id, 1, "More ivory")
        assert saved.new_since(store, search_id) == [Item("document", document)]


def test_each_analyst_has_his_own_news(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        search_id = searching.save_search(store, "Khams", Question("kham"))
        later = _add(store, "Kham")
        store.sign_in("Noy K", "NK")
        _add(store, "Nothing of that kind")
        assert _new(store, search_id) == [later]
        searching.open_saved(store, search_id)
        assert _new(store, search_id) == []
        store.sign_in("Vilay T", "VT")
        assert _new(store, search_id) == [later]


def test_news_obey_the_filters(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        question = Question("kham", types=("company",))
        search_id = searching.save_search(store, "Companies", question)
        _add(store, "Kham")
        with store.edit("Add") as edit:
            company = entities.add_entity(edit, "company", "Kham Co")
        assert _new(store, search_id) == [company]


def test_saving_renaming_and_deleting_are_undone(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        search_id = searching.save_search(store, "One", Question("kham", worst_grade=4))
        searching.rename_saved(store, search_id, " Two  words ")
        with store.read() as db:
            kept = saved.get_saved(db, search_id)
        assert kept == saved.SavedSearch(search_id, "Two words", Question("kham", worst_grade=4))
        searching.delete_saved(store, search_id)
        with store.read() as db:
            assert saved.list_saved(db) == []
        store.undo()
        with store.read() as db:
            assert saved.list_saved(db) == [kept]


@pytest.mark.parametrize("name", ["", "  ", "taken", "TAKEN "])
def test_a_name_must_be_given_and_free(tmp_path: Path, name: str) -> None:
    with new_store(tmp_path) as store:
        searching.save_search(store, "Taken", Question("kham"))
        with pytest.raises(Refused):
            searching.save_search(store, name, Question("kham"))


def test_a_question_is_kept_whole_and_later_ones_are_read() -> None:
    question = Question("x", ("entity",), ("person",), "2016-01-01", "", 4, ("1", "2"))
    assert Question.from_json(question.to_json()) == question
    assert Question.from_json('{"words": "x", "colour": "red"}') == Question("x")
