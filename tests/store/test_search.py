"""The search box, in every script of the region."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iwtlink.store import documents, entities, search
from iwtlink.store.folding import fold, is_latin
from tests.store.stores import new_store

PEOPLE = [
    ("Khamsing VONGPHADY", "ຄຳສິງ ວົງພະດີ"),
    ("TRẦN Đình Khuê", ""),
    ("CHEN Guozhao", "陈国钊"),
    ("Somkiat RATTANAPHONG", "สมเกียรติ รัตนพงศ์"),
    ("Nam Phao", "ນ້ຳພາວ"),
]


@pytest.mark.parametrize(
    ("words", "label"),
    [
        ("khamsing", "Khamsing VONGPHADY"),
        ("vong kham", "Khamsing VONGPHADY"),
        ("ongphad", "Khamsing VONGPHADY"),
        ("ຄຳ", "Khamsing VONGPHADY"),
        ("ຄໍາສິງ", "Khamsing VONGPHADY"),
        ("ວົງພະດີ", "Khamsing VONGPHADY"),
        ("tran dinh", "TRẦN Đình Khuê"),
        ("Đình", "TRẦN Đình Khuê"),
        ("国钊", "CHEN Guozhao"),
        ("陈", "CHEN Guozhao"),
        ("ch", "CHEN Guozhao"),
        ("รัตน", "Somkiat RATTANAPHONG"),
        ("สม", "Somkiat RATTANAPHONG"),
        ("ນໍ້າ", "Nam Phao"),
        ("PER-VT1-0002", "TRẦN Đình Khuê"),
        ("P03", "CHEN Guozhao"),
    ],
)
def test_a_name_is_found_by_any_part_in_any_script(tmp_path: Path, words: str, label: str) -> None:
    with new_store(tmp_path) as store:
        with store.edit("Add") as edit:
            for number, (name, script) in enumerate(PEOPLE, 1):
                refs = [("case", f"P{number:02}")]
                entities.add_entity(edit, "person", name, script_name=script, external_refs=refs)
        with store.read() as db:
            assert label in [hit.label for hit in search.find(db, words)]


def test_names_that_begin_with_the_words_come_first(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        with store.edit("Add") as edit:
            entities.add_entity(edit, "person", "Old Mekong")
            entities.add_entity(edit, "company", "Mekong Sila")
            documents.add_document(edit, documents.Document("Report on the Mekong"))
        with store.read() as db:
            found = [hit.label for hit in search.find(db, "mekong")]
        assert found == ["Mekong Sila", "Old Mekong", "Report on the Mekong"]


@pytest.mark.parametrize("words", ["", " ", '"', "' OR 1=1", "*", 'a"b', "NEAR(", "-", "()"])
def test_odd_words_find_nothing_and_break_nothing(tmp_path: Path, words: str) -> None:
    with new_store(tmp_path) as store, store.read() as db:
        assert search.find(db, words) == []


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Trần Đình", True), ("陈", False), ("+856 20", True), ("ຄຳ", False), ("", True)],
)
def test_what_a_reader_of_latin_script_can_read(text: str, expected: bool) -> None:
    assert is_latin(text) is expected
