"""Who is behind a protected source: told once it is logged, and nowhere else."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from sqlalchemy import text

from iwtlink.errors import Refused
from iwtlink.store import Store, history, origins, search
from iwtlink.store.documents import Document, add_document, get_document
from iwtlink.store.ids import DocumentId, Item
from iwtlink.store.origins import Origin
from tests.store.stores import contents, new_store

WHO = Origin("Mr Bounmy Secretname", "+856 20 5555 9999", "meets at the river café")
ROOT = Path(__file__).resolve().parents[2]


def add_protected(store: Store) -> DocumentId:
    with store.edit("Add") as edit:
        document_id = add_document(edit, Document("What a source said"))
        origins.set_origin(edit, document_id, WHO)
    return document_id


def events(store: Store) -> list[tuple[str, str]]:
    with store.read() as db:
        return [tuple(r) for r in db.execute(text("SELECT kind, detail FROM event ORDER BY id"))]


def test_revealing_is_written_down_before_it_tells(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        document_id = add_protected(store)
        assert origins.reveal(store, document_id) == WHO
        kind, detail = events(store)[-1]
        assert kind == "source revealed"
        with store.read() as db:
            row = get_document(db, document_id)
        assert row is not None
        assert json.loads(detail) == {"document": row.ref}


def test_where_the_log_cannot_be_written_nothing_is_told(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        document_id = add_protected(store)
    with (
        Store.open(tmp_path / "case.iwt", read_only=True) as store,
        pytest.raises(Refused, match="log"),
    ):
        origins.reveal(store, document_id)


def test_a_document_without_an_origin_reveals_nothing_and_logs_nothing(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        with store.edit("Add") as edit:
            document_id = add_document(edit, Document("Open source"))
        before = events(store)
        for wanted in (document_id, DocumentId(99)):
            with pytest.raises(Refused):
                origins.reveal(store, wanted)
        assert events(store) == before


def test_an_origin_protects_its_document(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        document_id = add_protected(store)
        with store.read() as db:
            row = get_document(db, document_id)
            assert row is not None
            assert row.document.is_protected
            assert origins.has_origin(db, document_id)


def test_an_origin_is_changed_taken_away_and_brought_back_by_undo(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        document_id = add_protected(store)
        with store.edit("Change") as edit:
            origins.set_origin(edit, document_id, Origin("Other"))
        assert origins.reveal(store, document_id) == Origin("Other")
        with store.edit("Take away") as edit:
            origins.set_origin(edit, document_id, Origin())
        with store.read() as db:
            assert not origins.has_origin(db, document_id)
        store.undo()
        store.undo()
        assert origins.reveal(store, document_id) == WHO


@pytest.mark.parametrize("word", ["Bounmy", "Secretname", "9999", "river", "café", "Mr"])
def test_an_origin_is_never_found_by_searching(tmp_path: Path, word: str) -> None:
    with new_store(tmp_path) as store:
        add_protected(store)
        with store.read() as db:
            assert search.find(db, word) == []


def test_an_origin_stands_in_no_table_but_its_own(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        add_protected(store)
        for table, rows in contents(store).items():
            assert ("Secretname" in str(rows)) is (table == "origin")


def test_no_other_part_of_the_program_reads_the_table() -> None:
    reads = re.compile(r"(?<!DELETE )FROM \"?origin\b|JOIN \"?origin\b|schema\.origin\b")
    readers = {
        path.relative_to(ROOT / "iwtlink").as_posix()
        for path in (ROOT / "iwtlink").rglob("*.py")
        if reads.search(path.read_text("utf-8"))
    }
    assert readers == {"store/origins.py"}


def test_a_history_says_that_an_origin_was_set_and_not_what(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        document_id = add_protected(store)
        with store.read() as db:
            told = history.history_of(db, Item("document", document_id))
        assert told
        assert "Secretname" not in str(told)
        assert "9999" not in str(told)
