"""Pages, passages and what is known of files: kept once, found again, taken back whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text

from iwtlink.errors import BadInput, Refused
from iwtlink.ontology import Value
from iwtlink.store import Changes, Edit, Store, entities, files, pages, passages, statements
from iwtlink.store.documents import Document, Record, add_document, add_record, list_records_entered
from iwtlink.store.ids import DocumentId, FileId, PageId, RecordId, Subject
from iwtlink.store.passages import Passage, region_parts, region_text
from tests.store.stores import contents, new_store

LAO = "ຄຳສິງ ຊື້ງາຊ້າງ 12 ກິໂລ"


def add_paged(edit: Edit, *words: str) -> tuple[DocumentId, FileId, list[PageId]]:
    """Add a document with one file of these pages."""
    document_id = add_document(edit, Document("Report"))
    file_id = files.add_file(edit, "r.txt", b"bytes", "text/plain", document_id=document_id)
    return (
        document_id,
        file_id,
        [pages.add_page(edit, file_id, n, page) for n, page in enumerate(words, 1)],
    )


def test_pages_come_back_in_order_with_their_words(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        with store.edit("Add") as edit:
            document_id, file_id, _ = add_paged(edit, LAO, "", "third")
            other = files.add_file(edit, "b.txt", b"more", "text/plain", document_id=document_id)
            pages.add_pages(edit, other, [(1, "fourth", "converted", "Saysettha Lao")])
        with store.read() as db:
            found = pages.pages_of_document(db, document_id)
            assert [(p.number, p.text) for p in found] == [
                (1, LAO),
                (2, ""),
                (3, "third"),
                (1, "fourth"),
            ]
            assert (found[3].method, found[3].font) == ("converted", "Saysettha Lao")
            assert pages.pages_of_file(db, file_id) == found[:3]
            assert pages.get_page(db, found[0].id) == found[0]
            assert pages.get_page(db, 99) is None
            assert pages.document_of_page(db, found[3].id) == document_id


def test_words_are_kept_once_however_many_pages_have_them(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        with store.edit("Add") as edit:
            add_paged(edit, "same", "same", "")
            add_paged(edit, "same")
        with store.read() as db:
            assert db.scalar(text("SELECT count(*) FROM chunk")) == 2  # words, and the file


def test_words_of_several_chunks_come_back_whole(tmp_path: Path) -> None:
    long = LAO * 100_000
    assert len(long.encode()) > 2 * files.CHUNK_BYTES / 2
    with new_store(tmp_path) as store:
        with store.edit("Add") as edit:
            _, _, (page_id,) = add_paged(edit, long)
        with store.read() as db:
            found = pages.get_page(db, page_id)
            assert found is not None
            assert found.text == long
            most = db.scalar(text("SELECT max(length(data)) FROM chunk"))
            assert most is not None and most <= files.CHUNK_BYTES


def test_a_page_typed_by_hand_can_be_taken_back(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        with store.edit("Add") as edit:
            _, _, (page_id,) = add_paged(edit, "")
        with store.edit("Type") as edit:
            pages.change_words(edit, page_id, LAO)
        with store.read() as db:
            assert pages.get_page(db, page_id) == pages.PageRow(
                page_id, FileId(1), 1, LAO, "typed", ""
            )
        store.undo()
        with store.read() as db:
            found = pages.get_page(db, page_id)
        assert found is not None
        assert (found.text, found.method) == ("", "")


def test_listeners_hear_of_the_document_whose_page_changed(tmp_path: Path) -> None:
    heard: list[Changes] = []
    with new_store(tmp_path) as store:
        with store.edit("Add") as edit:
            document_id, _, (page_id,) = add_paged(edit, "x")
            record_id = add_record(edit, document_id, Record())
        store.listen(heard.append)
        with store.edit("Type") as edit:
            pages.change_words(edit, page_id, "y")
        assert heard[-1].documents == {document_id}
        with store.edit("Mark") as edit:
            passages.add_passage(edit, record_id, Passage(page_id, 0, 1, words="y"))
        assert heard[-1].records == {record_id}
        store.undo()
        assert heard[-1].records == {record_id}


def test_a_statement_stands_where_it_says_else_where_its_record_does(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        with store.edit("Add") as edit:
            document_id, _, (page_id,) = add_paged(edit, LAO)
            record_id = add_record(edit, document_id, Record())
            person = entities.add_entity(edit, "person", "ຄຳສິງ", record_id=record_id)
            own = statements.state(
                edit, Subject("entity", person), "note", Value("buys"), record_id=record_id
            )
            other = statements.state(
                edit, Subject("entity", person), "note", Value("sells"), record_id=record_id
            )
            whole = Passage(page_id, 0, len(LAO), words=LAO)
            word = Passage(page_id, 0, 5, words="ຄຳສິງ")
            passages.add_passage(edit, record_id, whole)
            mark = passages.add_passage(edit, record_id, word, own)
        with store.read() as db:
            assert passages.passage_of_statement(db, own) == word
            assert passages.passage_of_statement(db, other) == whole
            assert passages.passage_of_statement(db, 999) is None
            found = passages.passages_of_record(db, record_id)
            assert [(row.statement_id, row.passage) for row in found] == [
                (None, whole),
                (own, word),
            ]
            assert [r.passage for r in passages.passages_of_document(db, document_id)] == [
                whole,
                word,
            ]
        with store.edit("Forget") as edit:
            passages.remove_passage(edit, mark)
        with store.read() as db:
            assert passages.passage_of_statement(db, own) == whole


def test_a_passage_goes_and_comes_back_with_its_step(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        with store.edit("Add") as edit:
            document_id, _, (page_id,) = add_paged(edit, LAO)
            record_id = add_record(edit, document_id, Record())
        with store.edit("Mark") as edit:
            passages.add_passage(edit, record_id, Passage(page_id, region="0.1 0.1 0.2 0.2"))
        marked = contents(store)
        store.undo()
        with store.read() as db:
            assert passages.passages_of_record(db, record_id) == []
        store.redo()
        assert contents(store) == marked


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ((0.1, 0.2, 0.3, 0.4), "0.10000 0.20000 0.30000 0.40000"),
        ((-0.5, 0.5, 1.0, 2.0), "0.00000 0.50000 0.50000 0.50000"),
        ((2.0, 2.0, 1.0, 1.0), "1.00000 1.00000 0.00000 0.00000"),
    ],
)
def test_a_rectangle_is_kept_within_the_page(
    given: tuple[float, float, float, float], kept: str
) -> None:
    assert region_text(*given) == kept


@pytest.mark.parametrize("region", ["", "1 2 3", "a b c d", "0 0 0 0", "nan 0 1 1", "0 0 2 1"])
def test_what_is_no_rectangle_is_refused(region: str) -> None:
    with pytest.raises(BadInput):
        region_parts(region)


def test_files_are_listed_in_their_order_with_what_is_known(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        with store.edit("Add") as edit:
            document_id = add_document(edit, Document("Photos"))
            for n in range(3):
                files.add_file(
                    edit,
                    f"{n}.jpg",
                    b"%d" % n,
                    "image/jpeg",
                    document_id=document_id,
                    taken_at="2016-05-01T12:00:00",
                    taken_place="17.9,102.6",
                )
        with store.read() as db:
            found = files.list_files(db, document_id)
            assert [(row.name, row.position) for row in found] == [
                ("0.jpg", 0),
                ("1.jpg", 1),
                ("2.jpg", 2),
            ]
            assert found[1] == files.get_file(db, found[1].id)
            assert (found[1].taken_at, found[1].taken_place) == (
                "2016-05-01T12:00:00",
                "17.9,102.6",
            )
            assert files.read_file(db, found[2].id) == b"2"
            assert files.document_of_file(db, found[2].sha256) == document_id
            assert files.document_of_file(db, "0" * 64) is None


def test_a_file_above_the_limit_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MOST_BYTES", 10)
    with (
        new_store(tmp_path) as store,
        pytest.raises(Refused, match="larger than"),
        store.edit("Add") as edit,
    ):
        files.add_file(edit, "big.bin", b"x" * 11, "application/octet-stream")


def record_of(edit: Edit, title: str) -> RecordId:
    return add_record(edit, add_document(edit, Document(title)), Record())


def test_records_are_listed_by_the_day_they_were_entered(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        with store.edit("Add") as edit:
            record_id = record_of(edit, "a")
            day = edit.now[:10]
        with store.read() as db:
            assert [r.id for r in list_records_entered(db)] == [record_id]
            assert [r.id for r in list_records_entered(db, day, day)] == [record_id]
            assert list_records_entered(db, "2999-01-01") == []
            assert list_records_entered(db, last="2001-01-01") == []


def test_number_in_the_register_and_protection_are_kept(tmp_path: Path, store: Store) -> None:
    del tmp_path
    from iwtlink.store.documents import change_document, get_document

    with store.edit("Add") as edit:
        document_id = add_document(edit, Document("a", register_no="12/2016", is_protected=True))
    with store.read() as db:
        row = get_document(db, document_id)
    assert row is not None
    assert row.document == Document("a", register_no="12/2016", is_protected=True)
    with store.edit("Change") as edit:
        change_document(edit, document_id, Document("b", register_no="13/2016"))
    with store.read() as db:
        row = get_document(db, document_id)
    assert row is not None
    assert row.document == Document("b", register_no="13/2016")


@pytest.fixture
def store(tmp_path: Path):  # type: ignore[no-untyped-def]
    """Give an empty database."""
    with new_store(tmp_path) as made:
        yield made
