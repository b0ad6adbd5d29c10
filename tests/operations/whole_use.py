"""One analyst's work from the first document to the purge, through the library, without Qt.

Run by ``test_whole_use.py`` in a process of its own, where Qt cannot be imported. Each part of
the work is one function; its name is printed when it is done.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from iwtlink.errors import BadDatabase, BadInput, DatabaseInUse, Refused
from iwtlink.intake.documents import pictures
from iwtlink.ontology import Value
from iwtlink.operations import entry, searching
from iwtlink.operations.attaching import NewFile, attach, load_file
from iwtlink.operations.entry import NewLink, WorkingSource
from iwtlink.operations.entry.passages import give_picture
from iwtlink.operations.entry.reading import NewEntity
from iwtlink.operations.grading import with_grade
from iwtlink.operations.history import history_of_reference, read_log
from iwtlink.operations.imports import import_sources
from iwtlink.operations.keeping import keep, known_backups
from iwtlink.operations.keeping.rekey import rekey_with_backups
from iwtlink.operations.keeping.restore import newest_good, restore_backup
from iwtlink.operations.marking.candidates import candidates
from iwtlink.operations.marking.names import known_names, names_of
from iwtlink.operations.products import make_dossier
from iwtlink.operations.purging import find_to_purge, look_at_purge, purge_item
from iwtlink.operations.quality.listing import list_quality
from iwtlink.operations.register import read_register
from iwtlink.operations.retracting import restore_reference, retract_reference
from iwtlink.operations.showing import show_item
from iwtlink.store import Store, documents, entities, links, origins
from iwtlink.store.check import check
from iwtlink.store.documents import Document, Record
from iwtlink.store.ids import EntityId, Item, LinkId, Subject
from iwtlink.store.origins import Origin
from iwtlink.store.pages import pages_of_document
from iwtlink.store.passages import Passage, passage_of_statement
from iwtlink.store.reviews import list_reviews, set_review
from iwtlink.store.search import Question
from iwtlink.store.strength import explain
from tests.intake.documents.makers import docx_bytes, mail_bytes, pdf_bytes, photo_bytes

OLD, NEW = "three quiet otters at dawn", "nine grey herons at dusk"
LETTER = (
    "Khamsing sold 12 kg of ivory to Noy on 3 March 2016. Call 020 5551 2345. "
    "ນາຍ ຄຳສິງ ວົງພະດີ; นายสมชาย ใจดี; 王小明; Nguyễn Văn Đức."
)
QUESTIONS = ("Khamsing", "hamsin", "Kamsing", "ຄຳສິງ", "ວົງພະດີ", "สมชาย", "小明", "nguyen van duc")


class Work:
    """What one analyst has in front of him."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.path = folder, folder / "case.iwt"
        self.store = Store.create(self.path, title="Case", code="VT1", passphrase=OLD)
        self.store.sign_in("Vilay T", "VT")
        self.letter = self.report = documents.DocumentId(0)
        self.person, self.link = EntityId(0), LinkId(0)

    def ref(self, table: str, number: int) -> str:
        """Give the reference of an item."""
        with self.store.read() as db:
            return str(db.exec_driver_sql(f"SELECT ref FROM {table} WHERE id = {number}").scalar())

    def found(self, words: str) -> set[Item]:
        """Give what a search finds."""
        question = searching.question_from_words(self.store.ontology, words)
        return {hit.item for hit in searching.ask(self.store, question).answer.hits}


def take_in(work: Work) -> None:
    """Attach files of every kind, graded; a second copy is recognised; the origin stays hidden."""
    letter = work.folder / "letter.txt"
    letter.write_text(LETTER, encoding="utf-8")
    graded = with_grade(work.store.ontology, Record(), "B2")
    given = Document("Letter", kind="humint_report", originator="Liaison")
    origin = Origin("Mr Secretname", "+856 20 5555 9999", "")
    first = attach(work.store, [load_file(letter)], document=given, record=graded, origin=origin)
    work.letter = first[0].document_id
    assert attach(work.store, [NewFile("copy.txt", letter.read_bytes())])[0].is_known
    new = [
        NewFile("a.pdf", pdf_bytes([b"Report on pangolin scales"])),
        NewFile("b.docx", docx_bytes(["Minutes of the meeting"])),
        NewFile("c.eml", mail_bytes(words="The truck leaves at night")),
    ]
    assert len({one.document_id for one in attach(work.store, new)}) == len(new)
    photo = photo_bytes(taken="2016:03:04 10:00:00", place=((17, 58, 0), "N", (102, 36, 0), "E"))
    work.report = attach(work.store, [NewFile("face.jpg", photo)])[0].document_id
    assert pictures.thumbnail(photo, "image/jpeg").startswith(b"\x89PNG")
    assert not work.found("Secretname")
    assert origins.reveal(work.store, work.letter) == origin
    assert read_register(work.store, "2016", "").documents == len(new) + 2


def read_and_enter(work: Work) -> None:
    """Turn words of a page into an entity, a link, a value and a record."""
    with work.store.read() as db:
        page = pages_of_document(db, work.letter)[0]
    offered = {one.kind for one in candidates(LETTER, work.store.ontology)}
    assert {"phone", "date", "quantity"} <= offered
    source = WorkingSource(work.letter, "1", "5x5x5", "B", "2")
    who, whom = (Passage(page.id, at, at + len(w), words=w) for w, at in _places("Khamsing", "Noy"))
    with work.store.edit("Enter") as edit:
        work.person = entry.enter_entity(edit, source, NewEntity("person", "Khamsing"), who)
        new = NewLink("associate_of", work.person, NewEntity("person", "Noy"), {})
        work.link = entry.enter_link(edit, source, new, whom).link_id
        subject = Subject("entity", work.person)
        value = entry.enter_value(edit, source, subject, "note", _value("Sells ivory"), who)
        entry.enter_record(edit, source, whom)
    with work.store.read() as db:
        assert passage_of_statement(db, value) == who
    marked = known_names(names_of(work.store), LETTER)
    assert work.person in {item for mark in marked for item in mark.items}
    face = pictures.crop_picture(photo_bytes(), "image/jpeg", 1, (0.0, 0.0, 0.5, 0.5))
    with work.store.edit("Picture") as edit:
        give_picture(edit, work.person, "face.jpg", face)


def _places(*words: str) -> list[tuple[str, int]]:
    return [(word, LETTER.index(word)) for word in words]


def _value(words: str) -> Value:
    return Value(words)


def grade(work: Work) -> None:
    """The better grade is shown, both stay; strength follows, unless it is said otherwise."""
    source = WorkingSource(work.report, "", "5x5x5", "A", "1")
    subject = Subject("entity", work.person)
    with work.store.edit("State") as edit:
        entry.enter_value(edit, source, subject, "gender", _value("male"))
        poor = WorkingSource(work.letter, "", "5x5x5", "E", "4")
        entry.enter_value(edit, poor, subject, "gender", _value("female"))
    shown = show_item(work.store, work.ref("entity", work.person))
    said = [value for value in shown.values if value.property == "gender"]
    assert [value.value for value in said][:1] == ["male"]
    assert {value.value for value in said} == {"male", "female"}
    with work.store.read() as db:
        assert explain(db, work.link).because
    with work.store.edit("Override") as edit:
        links.set_strength(edit, work.link, "tentative", "Seen by one only")
    with work.store.read() as db:
        row = links.get_link(db, work.link)
    assert row is not None
    assert row.strength == "tentative"


def search(work: Work) -> None:
    """Words, parts, no marks, typing errors, phone, reference; what is new since last time."""
    letter = Item("document", work.letter)
    for words in (*QUESTIONS, "+856 20 5551 2345", work.ref("document", work.letter)):
        assert letter in work.found(words), words
    kept = searching.save_search(work.store, "Ivory", Question("ivory"))
    more = NewFile("more.txt", b"More ivory was seen.")
    added = attach(work.store, [more])[0].document_id
    assert [line.new for line in searching.saved_lines(work.store)] == [1]
    assert searching.open_saved(work.store, kept).new == {Item("document", added)}


def bring_in(work: Work) -> None:
    """Import a table, undo it and do it again."""
    table = work.folder / "links.csv"
    table.write_text("from,to,type\nNoy,Daeng,associate_of\n", encoding="utf-8")
    assert import_sources(work.store, [table])[0].rows_accepted == 1
    head = len(work.store.steps())
    assert work.store.undo() is not None
    assert not work.found("Daeng")
    assert work.store.redo() is not None
    assert work.found("Daeng")
    assert len(work.store.steps()) == head + 2


def look_back(work: Work) -> None:
    """History, an early step taken back, a reasoned retraction restored, and the whole log."""
    ref = work.ref("entity", work.person)
    assert any(line.new == "Sells ivory" for line in history_of_reference(work.store, ref).lines)
    step = next(one for one in work.store.steps() if one.label == "Override")
    work.store.take_back_step(step.id)
    entered = next(one for one in work.store.steps() if one.label == "Enter")
    _is_refused(lambda: work.store.take_back_step(entered.id))
    assert retract_reference(work.store, ref, "Another man").reason == "Another man"
    _is_refused(lambda: show_item(work.store, ref))
    restore_reference(work.store, ref)
    assert show_item(work.store, ref).label == "Khamsing"
    assert any("VT" in entry.who for entry in read_log(work.store))


def _is_refused(act: Callable[[], object]) -> None:
    try:
        act()
    except (Refused, BadInput, BadDatabase, DatabaseInUse) as error:
        assert str(error)
        return
    raise AssertionError("this was to be refused")


def doubt(work: Work) -> None:
    """Quality rates everything; what must be looked at again is listed."""
    with work.store.edit("Review") as edit:
        set_review(edit, Item("entity", work.person), "2016-06-01", "Agreement")
    with work.store.read() as db:
        assert [review.item.id for review in list_reviews(db)] == [work.person]
    found = list_quality(work.store)
    assert found.counts["overdue_review"] == 1
    assert all(one.reasons for one in found.items)


def produce(work: Work) -> None:
    """Write a dossier without a picture, entered in the register."""
    out = work.folder / "dossier.xlsx"
    make_dossier(work.store, work.person, out, enter=True)
    assert out.read_bytes().startswith(b"PK")


def keep_and_return(work: Work) -> None:
    """Back up, change the passphrase, lose work, go back."""
    kept = keep(work.store, folder=None)
    assert kept.backup.is_encrypted
    rekey_with_backups(work.store, OLD, NEW, "reencrypt")
    _is_refused(lambda: Store.open(work.path, passphrase=NEW))  # this one has it open
    with Store.open(work.path, read_only=True, passphrase=NEW) as reader:
        assert reader.is_read_only
    work.store.close()
    _is_refused(lambda: Store.open(work.path, passphrase=OLD))
    work.path.write_bytes(work.path.read_bytes()[:5000])
    assert known_backups(work.path)
    restore_backup(work.path, newest_good(work.path), NEW)
    work.store = Store.open(work.path, passphrase=NEW)
    work.store.sign_in("Vilay T", "VT")
    assert work.found("Khamsing")


def erase(work: Work) -> None:
    """Purge: told beforehand, then gone from history and search, the fact alone left."""
    ref = work.ref("entity", work.person)
    item = find_to_purge(work.store, ref)
    told = look_at_purge(work.store, item)
    assert told.backups
    assert told.products
    done = purge_item(work.store, item, "Court order 12")
    assert done.is_done
    assert Item("entity", work.person) not in work.found("Khamsing")
    past = history_of_reference(work.store, ref)
    assert not past.lines
    assert past.purged is not None
    assert past.purged["reason"] == "Court order 12"


def prove(work: Work) -> None:
    """The chain holds, every item is as its last step left it, and nothing is in clear."""
    found = check(work.store)
    assert not found.faults
    with work.store.read() as db:
        assert entities.list_entities(db)
    work.store.close()
    assert b"Khamsing" not in work.path.read_bytes()


PARTS = (
    *(take_in, read_and_enter, grade, search, bring_in, look_back),
    *(doubt, produce, keep_and_return, erase, prove),
)


def main() -> None:
    """Do the whole work in the folder named."""
    work = Work(Path(sys.argv[1]))
    for part in PARTS:
        part(work)
        sys.stdout.write(f"{part.__name__}\n")


if __name__ == "__main__":
    main()
