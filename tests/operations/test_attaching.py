"""Attaching files: one step, each file once, what it says of itself offered and no more."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text

from iwtlink.errors import BadInput, Cancelled, Refused
from iwtlink.operations.attaching import Attached, NewFile, attach, load_file
from iwtlink.operations.imports import import_sources
from iwtlink.store import Store, documents, files, origins, pages
from iwtlink.store.documents import Document, Record
from iwtlink.store.ids import DocumentId
from iwtlink.store.origins import Origin
from tests.intake.documents.makers import (
    book_bytes,
    docx_bytes,
    mail_bytes,
    pdf_bytes,
    photo_bytes,
)
from tests.store.stores import contents, new_store

REPORT = NewFile("report.pdf", pdf_bytes([b"Khamsing bought ivory", b"two"], info={"Author": "VT"}))
PHOTO = NewFile("IMG_1.JPG", photo_bytes(taken="2016:05:01 12:33:02"))
NOTE = NewFile("ບົດບັນທຶກ.txt", "ຄຳສິງ ວົງພະດີ ຂາຍງາຊ້າງ".encode())
GRADE = Record(grading="5x5x5", reliability="B", credibility="2", handling="4")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Give an empty database."""
    with new_store(tmp_path) as made:
        yield made


def document_of(store: Store, done: Attached) -> Document:
    with store.read() as db:
        row = documents.get_document(db, done.document_id)
    assert row is not None
    assert row.ref == done.ref
    return row.document


def names(store: Store, document_id: DocumentId) -> list[str]:
    with store.read() as db:
        return [row.name for row in files.list_files(db, document_id)]


def words(store: Store, document_id: DocumentId) -> list[str]:
    with store.read() as db:
        return [page.text for page in pages.pages_of_document(db, document_id)]


def test_each_file_becomes_a_document_with_its_pages_in_one_step(store: Store) -> None:
    done = attach(store, [REPORT, PHOTO, NOTE])
    assert [one.is_known for one in done] == [False, False, False]
    assert len({one.document_id for one in done}) == 3
    assert words(store, done[0].document_id) == ["Khamsing bought ivory", "two"]
    assert words(store, done[2].document_id) == ["ຄຳສິງ ວົງພະດີ ຂາຍງາຊ້າງ"]
    with store.read() as db:
        (row,) = files.list_files(db, done[0].document_id)
        assert files.read_file(db, row.id) == REPORT.data
        assert row.sha256 == hashlib.sha256(REPORT.data).hexdigest()
        assert row.media_type == "application/pdf"
    assert store.undo_label() == "Attach 3 files"
    before = contents(store)
    store.undo()
    with store.read() as db:
        assert documents.list_documents(db) == []
    store.redo()
    assert contents(store) == before


def test_what_a_file_says_of_itself_is_taken_where_nothing_was_given(store: Store) -> None:
    before = date.today()
    (photo,) = attach(store, [PHOTO])
    document = document_of(store, photo)
    assert before <= date.fromisoformat(document.received_on) <= date.today()
    assert document == Document(
        "IMG_1",
        kind="photograph_set",
        date="2016-05-01",
        received_on=document.received_on,
        sha256=hashlib.sha256(PHOTO.data).hexdigest(),
    )
    with store.read() as db:
        (row,) = files.list_files(db, photo.document_id)
    assert row.taken_at == "2016-05-01T12:33:02"
    given = Document(
        "Sale at the market",
        kind="surveillance_log",
        language="lo",
        originator="Team 2",
        date="2016-06",
        received_on="2016-07-01",
        note="n",
        register_no="12/2016",
    )
    (note,) = attach(store, [NOTE], document=given)
    sha256 = hashlib.sha256(NOTE.data).hexdigest()
    assert document_of(store, note) == Document(
        **{name: getattr(given, name) for name in Document.__slots__ if name != "sha256"},
        sha256=sha256,
    )


def test_files_joined_become_one_document_in_their_order_with_one_grade(store: Store) -> None:
    done = attach(store, [NOTE, PHOTO, REPORT], join=True, record=GRADE)
    (document_id,) = {one.document_id for one in done}
    assert names(store, document_id) == [NOTE.name, PHOTO.name, REPORT.name]
    assert words(store, document_id) == ["ຄຳສິງ ວົງພະດີ ຂາຍງາຊ້າງ", "", "Khamsing bought ivory", "two"]
    assert document_of(store, done[0]).title == "ບົດບັນທຶກ"
    with store.read() as db:
        (record,) = documents.records_of(db, document_id)
    assert record.record == GRADE


def test_files_are_added_to_a_document_that_is_there(store: Store) -> None:
    (first,) = attach(store, [REPORT], record=GRADE)
    (second,) = attach(store, [PHOTO], into=first.document_id, record=GRADE)
    assert second.document_id == first.document_id
    assert names(store, first.document_id) == [REPORT.name, PHOTO.name]
    with store.read() as db:
        assert len(documents.records_of(db, first.document_id)) == 1
    with pytest.raises(Refused, match="no longer"):
        attach(store, [NOTE], into=DocumentId(99))


def test_each_of_several_documents_keeps_its_name_beside_the_title_given(store: Store) -> None:
    done = attach(store, [REPORT, NOTE], document=Document("Raid"))
    titles = [document_of(store, one).title for one in done]
    assert titles == ["Raid (report.pdf)", "Raid (ບົດບັນທຶກ.txt)"]


@pytest.mark.parametrize("join", [False, True])
def test_a_second_copy_under_any_name_is_known_and_writes_nothing(store: Store, join: bool) -> None:
    done = attach(store, [REPORT, PHOTO], join=join)
    before, head = contents(store), store.head()
    again = attach(store, [NewFile("copy.bin", PHOTO.data)], record=GRADE, join=join)
    assert again == [Attached(done[1].document_id, done[1].ref, "copy.bin", is_known=True)]
    assert contents(store) == before
    assert store.head() == head


def test_the_same_file_dropped_twice_is_kept_once(store: Store) -> None:
    done = attach(store, [REPORT, NewFile("again.pdf", REPORT.data)])
    assert [one.is_known for one in done] == [False, True]
    assert done[0].document_id == done[1].document_id
    joined = attach(store, [PHOTO, PHOTO, NOTE], join=True)
    assert names(store, joined[0].document_id) == [PHOTO.name, NOTE.name]


def test_a_known_file_among_new_ones_is_named_and_the_others_are_kept(store: Store) -> None:
    (known,) = attach(store, [REPORT])
    done = attach(store, [REPORT, NOTE], join=True)
    assert [(one.name, one.is_known) for one in done] == [(REPORT.name, True), (NOTE.name, False)]
    assert done[0].ref == known.ref
    assert names(store, done[1].document_id) == [NOTE.name]


def test_the_attachments_of_an_e_mail_are_further_files_of_its_document(store: Store) -> None:
    inner = mail_bytes(subject="old", words="deep", files={"list.xlsx": book_bytes({"S": [["a"]]})})
    mail = NewFile(
        "m.eml",
        mail_bytes(subject="Tusks", words="see", files={"b.pdf": REPORT.data, "o.eml": inner}),
    )
    (done,) = attach(store, [mail])
    assert names(store, done.document_id) == ["m.eml", "b.pdf", "o.eml", "list.xlsx"]
    assert document_of(store, done).title == "Tusks"
    assert document_of(store, done).originator == "Sing <sing@example.org>"
    assert words(store, done.document_id)[-1] == "S\na"
    (again,) = attach(store, [REPORT])
    assert again.is_known and again.document_id == done.document_id


def test_the_writer_of_a_protected_source_is_not_taken_from_its_file(store: Store) -> None:
    mail = NewFile("m.eml", mail_bytes(subject="Tusks", words="see"))
    (done,) = attach(store, [mail], origin=Origin("Mr Secretname"))
    document = document_of(store, done)
    assert document.is_protected
    assert document.originator == ""
    assert origins.reveal(store, done.document_id) == Origin("Mr Secretname")
    (other,) = attach(store, [REPORT], document=Document("", is_protected=True))
    assert document_of(store, other).originator == ""


def test_a_file_that_cannot_be_read_is_kept_and_says_why(store: Store) -> None:
    damaged = NewFile("torn.pdf", b"%PDF-1.4 torn")
    (done,) = attach(store, [damaged])
    assert "damaged" in done.problem
    with store.read() as db:
        (row,) = files.list_files(db, done.document_id)
        assert files.read_file(db, row.id) == damaged.data
        assert pages.pages_of_document(db, done.document_id) == []


def test_progress_runs_from_start_to_end_and_stopping_leaves_nothing(store: Store) -> None:
    told: list[float] = []
    attach(store, [REPORT, NOTE], progress=lambda fraction, sentence: told.append(fraction))
    assert told == sorted(told)
    assert told[0] >= 0 and told[-1] <= 1
    before = contents(store)

    def stop(fraction: float, sentence: str) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        attach(store, [PHOTO], progress=stop)
    assert contents(store) == before


def test_nothing_to_attach_is_refused(store: Store) -> None:
    with pytest.raises(Refused, match="at least one"):
        attach(store, [])


def test_a_file_is_loaded_or_refused_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_bytes(b"words")
    assert load_file(tmp_path / "a.txt") == NewFile("a.txt", b"words")
    with pytest.raises(BadInput, match="no file"):
        load_file(tmp_path / "b.txt")
    with pytest.raises(BadInput, match="folder"):
        load_file(tmp_path)
    monkeypatch.setattr(files, "MOST_BYTES", 4)
    with pytest.raises(Refused, match="larger than"):
        load_file(tmp_path / "a.txt")


LINKS = "from,to,type,to_type\nA Person,B Company,director_of,company\n"


def test_an_imported_table_is_kept_with_its_document(store: Store, tmp_path: Path) -> None:
    table = tmp_path / "links.csv"
    table.write_text(LINKS, encoding="utf-8")
    import_sources(store, [table])
    with store.read() as db:
        (row,) = documents.list_documents(db)
        (kept,) = files.list_files(db, row.id)
        assert files.read_file(db, kept.id) == table.read_bytes()
        (page,) = pages.pages_of_document(db, row.id)
    assert page.text == "from\tto\ttype\tto_type\nA Person\tB Company\tdirector_of\tcompany"
    (again,) = attach(store, [load_file(table)])
    assert again.is_known and again.document_id == row.id
    store.undo()
    with store.read() as db:
        assert db.scalar(text("SELECT count(*) FROM file")) == 0


def test_importing_the_same_table_again_keeps_it_once(store: Store, tmp_path: Path) -> None:
    table = tmp_path / "links.csv"
    table.write_text(LINKS, encoding="utf-8")
    import_sources(store, [table])
    head = store.head()
    import_sources(store, [table])
    assert store.head() == head
    with store.read() as db:
        assert db.scalar(text("SELECT count(*) FROM file")) == 1


def test_a_sheet_of_a_workbook_is_kept_under_its_number(store: Store, tmp_path: Path) -> None:
    table = tmp_path / "links.xlsx"
    rows = [line.split(",") for line in LINKS.splitlines()]
    table.write_bytes(book_bytes({"Read me": [["nothing"]], "Links": rows}))
    import_sources(store, [table], sheet="Links")
    with store.read() as db:
        (row,) = documents.list_documents(db)
        (page,) = pages.pages_of_document(db, row.id)
    assert page.number == 2
    assert page.text.startswith("Links\nfrom\tto")


def test_a_document_known_by_hash_alone_gets_its_file(store: Store) -> None:
    with store.edit("As version 1 did") as edit:
        document_id = documents.add_document(
            edit, Document("Old", sha256=hashlib.sha256(NOTE.data).hexdigest())
        )
    (done,) = attach(store, [NOTE])
    assert done.is_known and done.document_id == document_id
    assert names(store, document_id) == [NOTE.name]
    assert document_of(store, done).title == "Old"


def test_a_word_file_in_a_font_of_old_is_kept_in_unicode(store: Store) -> None:
    (done,) = attach(store, [NewFile("o.docx", docx_bytes(["¦¾ê¾ì½"], font="Saysettha Lao"))])
    with store.read() as db:
        (page,) = pages.pages_of_document(db, done.document_id)
    assert (page.text, page.method, page.font) == ("ສາທາລະ", "converted", "Saysettha Lao")


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd\n.txt", "passwd .txt"),
        ("invoice\u202etxt.exe", "invoice txt.exe"),
        ("from the stick \udcb5\udca7.txt", "from the stick .txt"),
        ("n" * 10_000 + ".txt", "n" * 196 + ".txt"),
        ("..", "_"),
        ("", "_"),
        ("ບົດບັນທຶກ ທີ 2.tar.gz", "ບົດບັນທຶກ ທີ 2.tar.gz"),
    ],
)
def test_a_file_is_kept_under_a_name_that_can_be_read_and_written(
    store: Store, given: str, kept: str
) -> None:
    done = attach(store, [NewFile(given, b"words")])[0]
    assert done.name == kept
    assert names(store, done.document_id) == [kept]
    assert store.steps()[0].label == f"Attach {kept}"
