"""Random edits: after each the index is what a rebuild makes, and finds what a plain scan does.

The oracle reads every text from the tables itself, folds it, and looks for the words in it.
"""

from __future__ import annotations

import json
import random
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, text

from iwtlink.errors import Refused
from iwtlink.store import Edit, Store, documents, entities, files, links, pages, retractions, search
from iwtlink.store import statements as stated
from iwtlink.store.folding import bare
from iwtlink.store.ids import EntityId, Item, Subject
from iwtlink.store.retractions.removal import remove
from tests.store.stores import new_store

WORDS = [
    *("Khamsing VONGPHADY", "ຄຳສິງ ວົງພະດີ", "ນ້ຳພາວ", "陈国钊", "象牙", "Trần Đình Khuê"),
    *("สมเกียรติ", "020 5555 1234", "ກຂ 1234", "ivory", "Ivory coast", "o'brien", "“quote”", "é"),
]
ASKED = [
    *("kham", "sing vong", "ຄຳ", "ສິງ", "ສ", "ນຳພາວ", "陈国", "牙", "tran", "khue đình", "เกียรติ"),
    *("ivory", "ivo coast", "5555", "ກຂ", "brien", "quote", "e", "kh", "iv", "ivory -coast", "zz"),
]
TEXTS = {
    "entity": "SELECT id, label FROM entity UNION ALL SELECT id, script_label FROM entity",
    "document": "SELECT id, title FROM document UNION ALL SELECT id, note FROM document "
    "UNION ALL SELECT document_id, name FROM file WHERE document_id IS NOT NULL",
    "record": "SELECT id, passage FROM record",
}


class Desk:
    """Someone who enters, changes, retracts and takes back at random."""

    def __init__(self, store: Store, seed: int) -> None:
        self.store, self.dice = store, random.Random(seed)

    def act(self) -> None:
        """Do one thing; one that is refused changes nothing."""
        acts = (self.enter, self.enter, self.state, self.paper, self.link, self.change, self.gone)
        try:
            if self.dice.random() < 0.25:
                self.store.undo() if self.dice.random() < 0.6 else self.store.redo()
                return
            with self.store.edit("Edit") as edit:
                self.dice.choice(acts)(edit)
        except (Refused, IndexError):
            return

    def words(self) -> str:
        return self.dice.choice(WORDS)

    def any_id(self, edit: Edit, table: str) -> int:
        return int(self.dice.choice(edit.connection.scalars(text(f"SELECT id FROM {table}")).all()))

    def enter(self, edit: Edit) -> None:
        entities.add_entity(
            edit, self.dice.choice(["person", "company"]), self.words(), script_name=self.words()
        )

    def state(self, edit: Edit) -> None:
        subject = Subject("entity", self.any_id(edit, "entity"))
        name = self.dice.choice(["name", "description"])
        stated.state(edit, subject, name, self.words(), kind="alias" if name == "name" else "")

    def paper(self, edit: Edit) -> None:
        document = documents.add_document(edit, documents.Document(self.words(), note=self.words()))
        name = f"{self.words()}.txt"
        file_id = files.add_file(edit, name, b"x", "text/plain", document_id=document)
        for number in range(1, self.dice.randint(2, 4)):
            pages.add_page(edit, file_id, number, f"{self.words()} and\n{self.words()}")
        documents.add_record(edit, document, documents.Record(passage=self.words()))

    def link(self, edit: Edit) -> None:
        start, end = (EntityId(self.any_id(edit, "entity")) for _ in "ab")
        link = links.add_link(edit, "associate_of", start, end)
        stated.state(edit, Subject("link", link), "note", self.words())

    def change(self, edit: Edit) -> None:
        document = documents.Document(self.words())
        documents.change_document(edit, self.any_id(edit, "document"), document)
        pages.change_words(edit, self.any_id(edit, "page"), self.words())

    def gone(self, edit: Edit) -> None:
        kind = self.dice.choice(["entity", "link", "document"])
        retractions.retract(edit, Item(kind, self.any_id(edit, kind)), "no longer")


def scan(db: Connection, words: str) -> set[tuple[str, int]]:
    """Find items without the index: read every text, fold it, look in it."""
    texts: dict[tuple[str, int], list[str]] = {}
    for kind, query in TEXTS.items():
        for row_id, words_of in db.execute(text(query)):
            texts.setdefault((kind, row_id), []).append(words_of)
    for kind, row_id, value, other in db.execute(
        text(
            "SELECT subject_kind, subject_id, value, stated FROM statement "
            "WHERE property <> 'exists'"
        )
    ):
        texts.setdefault((kind, row_id), []).extend((value, other))
    on_pages: dict[tuple[str, int], list[str]] = {}
    for page_id, document_id, data in db.execute(
        text(
            "SELECT p.id, f.document_id, c.data FROM page p JOIN file f ON f.id = p.file_id "
            "JOIN chunk c ON c.sha256 = p.text_sha256"
        )
    ):
        on_pages[str(page_id), document_id] = [data.decode()]
    found = {item for item, some in texts.items() if _fits(some, words)}
    return found | {("document", row[1]) for row, some in on_pages.items() if _fits(some, words)}


def _fits(texts: list[str], words: str) -> bool:
    folded = [bare(one) for one in texts]
    wanted = [bare(word) for word in words.split() if not word.startswith("-")]
    left_out = [bare(word[1:]) for word in words.split() if word.startswith("-")]
    return all(_holds(folded, word) for word in wanted) and not any(
        _holds(folded, word) for word in left_out
    )


def _holds(folded: list[str], word: str) -> bool:
    """Short words of scripts with spaces are looked for where words begin."""
    if len(word) < 3 and word.isascii():
        return any(re.search(rf"(?<![^\W_]){re.escape(word)}", one) for one in folded)
    return any(word in one for one in folded)


def _agrees(store: Store) -> None:
    with store.read() as db:
        assert search.faults(db) == []
        for words in ASKED:
            answer = search.answer(db, words, limit=1_000)
            exact = {(h.item.kind, h.item.id) for h in answer.hits if h.rank < 4}
            assert exact == scan(db, words), words


def _kept(db: Connection) -> dict[str, list[tuple[object, ...]]]:
    queries = {
        "words": "SELECT id, c0, c1 FROM search_content ORDER BY id",
        "names": "SELECT * FROM search_name ORDER BY name, unit",
        "units": "SELECT * FROM search_unit ORDER BY id",
        "handling": "SELECT * FROM search_handling ORDER BY code, unit",
    }
    return {name: [tuple(r) for r in db.execute(text(query))] for name, query in queries.items()}


def _walk(folder: Path, seed: int, steps: int) -> None:
    with new_store(folder) as store:
        desk = Desk(store, seed)
        for step in range(steps):
            desk.act()
            if step % 5 == 4:
                _agrees(store)
        with store.aside() as db:
            before = _kept(db)
            search.rebuild(db)
            assert _kept(db) == before
        _agrees(store)


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 10**9))
def test_the_index_agrees_with_the_tables_whatever_is_done(
    tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    _walk(tmp_path_factory.mktemp("walk"), seed, steps=20)


@pytest.mark.fuzz
@pytest.mark.parametrize("seed", range(30))
def test_a_long_walk_keeps_the_index_in_step(tmp_path: Path, seed: int) -> None:
    _walk(tmp_path, seed, steps=120)


@pytest.mark.parametrize(
    "damage",
    [
        "DELETE FROM search WHERE rowid = (SELECT min(rowid) FROM search)",
        "UPDATE search SET text = text || 'x' WHERE rowid = (SELECT min(rowid) FROM search)",
        "DELETE FROM search_short WHERE rowid = (SELECT min(id) FROM search_content)",
        "DELETE FROM search_name",
        "DELETE FROM search_unit WHERE id = (SELECT min(id) FROM search_unit)",
        "UPDATE search_unit SET grade = 3 WHERE id = (SELECT min(id) FROM search_unit)",
        "INSERT INTO search_handling VALUES ('5', (SELECT min(id) FROM search_unit))",
    ],
)
def test_whatever_is_wrong_in_the_index_is_found_and_mended(tmp_path: Path, damage: str) -> None:
    with new_store(tmp_path) as store:
        with store.edit("Add") as edit:
            entities.add_entity(edit, "person", "Khamsing", script_name="ຄຳສິງ")
        with store.aside() as db:
            db.exec_driver_sql(damage)
            assert search.faults(db) != []
            search.rebuild(db)
            assert search.faults(db) == []


def test_a_rebuild_leaves_nothing_of_words_that_are_gone(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        with store.edit("Add") as edit:
            person = entities.add_entity(edit, "person", "Bounmy Unmistakable")
        with store.edit("Delete") as edit:
            remove(edit.connection, "entity", [person])
        with store.aside() as db:
            search.rebuild(db)
            for table in ("search_content", "search_name", "search_word"):
                kept = json.dumps([tuple(r) for r in db.execute(text(f"SELECT * FROM {table}"))])
                assert "unmistakable" not in kept
