"""What is purged is nowhere in the file any more; only the fact remains."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from iwtlink.errors import Refused
from iwtlink.ontology import Value
from iwtlink.store import (
    Store,
    charts,
    documents,
    entities,
    files,
    outputs,
    pages,
    statements,
)
from iwtlink.store.check import check
from iwtlink.store.history import history_of
from iwtlink.store.ids import Item, Subject
from iwtlink.store.purge import find_purged, look, purge, sweeping
from iwtlink.store.retractions import retract
from tests.store.rich import SECRET_NAMES, fill
from tests.store.stores import add_pair, contents, new_store

MANY = 250


def _bytes_of(store_path: Path) -> bytes:
    return b"".join(
        path.read_bytes() for path in sorted(store_path.parent.glob(f"{store_path.name}*"))
    )


def _left(path: Path, words: str) -> bool:
    data = _bytes_of(path)
    forms = {words, words.casefold(), json.dumps(words)[1:-1]}
    found = any(form.encode(code) in data for form in forms for code in ("utf-8", "utf-16-le"))
    return found or any(form.encode("utf-16-be") in data for form in forms)


@pytest.mark.parametrize("passes", ["live", "retracted", "undone"])
def test_no_byte_of_a_purged_person_is_left_in_the_file(tmp_path: Path, passes: str) -> None:
    with new_store(tmp_path) as store:
        filled = fill(store)
        with store.edit("Phone of Sing Nyai") as edit:
            subject = Subject("entity", filled.person)
            known = statements.state(edit, subject, "phone", Value("+85620555123"))
            statements.change_value(edit, known, Value("+85620555999"))
        if passes == "retracted":
            with store.edit("Retract") as edit:
                retract(edit, Item("entity", filled.person), "Twin")
        if passes == "undone":
            while store.undo():
                pass
        assert any(_left(store.path, name) for name in SECRET_NAMES)
        report = purge(store, Item("entity", filled.person), "Asked by the person, case 12")
        assert report.is_done
        assert report.is_swept
        assert report.labels >= 2
        assert report.details == 1
        path = store.path
        for words in (*SECRET_NAMES, "85620555123", "85620555999", "PNG face", "12.5 KGM"):
            assert not _left(path, words), words
        assert check(store).faults == ()
        assert store.steps()[0].label == "Purged one person"
        with store.read() as db:
            fact = find_purged(db, "PER-VT1-0001")
            lines = history_of(db, Item("entity", filled.person), store.ontology)
        assert fact is not None
        assert fact["reason"] == "Asked by the person, case 12"
        assert {(line.property, line.old, line.new) for line in lines} == {("Purged", "", "")}
        with pytest.raises(Refused, match="Nothing is left"):
            purge(store, Item("entity", filled.person), "Again")
    assert not any(_left(path, name) for name in SECRET_NAMES)
    with Store.open(path) as store:
        assert check(store).faults == ()


def test_what_shared_a_block_with_a_purged_row_is_still_checked(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        with store.edit("Load") as edit:
            ids = edit.insert_rows(
                entities.schema.entity,
                ("ref", "type", "label", "entered_at"),
                [(f"PER-{n}", "person", f"Secretive{n:03}", edit.now) for n in range(MANY)],
            )
        before = contents(store)["entity"]
        report = purge(store, Item("entity", ids[120]), "Asked for")
        assert report.rows == {"entity": 1}
        assert contents(store)["entity"] == [row for row in before if row[0] != ids[120]]
        assert check(store).faults == ()
        assert not _left(store.path, "Secretive120")
        assert _left(store.path, "Secretive121")
        path = store.path
    raw = dbapi2.connect(str(path))
    made = raw.execute("SELECT sql FROM sqlite_master WHERE name = 'journal_entity_update'")
    (sql,) = made.fetchone()
    raw.execute("DROP TRIGGER journal_entity_update")
    raw.execute("UPDATE entity SET label = 'Changed' WHERE id = ?", (ids[121],))
    raw.execute(sql)
    raw.commit()
    raw.close()
    with Store.open(path, read_only=True) as store:
        assert check(store).faults == (
            f"entity {ids[121]} is not as its last step left it.",
            *(fault for fault in check(store).faults if "earch" in fault),
        )


def test_a_dry_run_says_what_would_go_and_writes_nothing(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        filled = fill(store)
        before, head = contents(store), store.head()
        with store.edit("Note") as edit:
            twin = entities.add_entity(edit, "person", "Brother")
            statements.state(
                edit, Subject("entity", twin), "description", Value("brother of khamsing vongphady")
            )
            charts.add_chart(edit, "Network of Sing Nyai")
        del before
        before, head = contents(store), store.head()
        report = look(store, Item("entity", filled.person), backups=[Path("b.iwt")])
        assert (contents(store), store.head()) == (before, head)
        assert not report.is_done
        assert report.rows["entity"] == 1
        assert report.rows["link"] == 1
        assert report.backups == (Path("b.iwt"),)
        assert {(told.kind, told.ref) for told in report.mentions if told.kind != "history"} == {
            ("statement", "PER-VT1-0007"),
            ("chart", "CHT-VT1-0002"),
        }


def test_a_document_that_knows_a_purged_item_by_its_source_s_number_is_told(
    tmp_path: Path,
) -> None:
    with new_store(tmp_path) as store:
        person, _, _ = add_pair(store)
        with store.edit("Attach") as edit:
            entities.add_external_ref(edit, "entity", person, "customs", "CUST-2016-114")
            known = documents.add_document(edit, documents.Document("Table"))
            file = files.add_file(edit, "a.csv", b"x", "text/csv", document_id=known)
            pages.add_page(edit, file, 1, "row 7: cust-2016-114, two sacks")
            documents.add_document(edit, documents.Document("Table of others"))
        report = look(store, Item("entity", person))
        assert [told.label for told in report.mentions if told.kind == "document"] == ["Table"]


def test_frozen_products_that_name_a_purged_person_are_told(tmp_path: Path) -> None:
    copy = io.BytesIO()
    with zipfile.ZipFile(copy, "w") as parts:
        parts.writestr("xl/sharedStrings.xml", "<si><t>Sing</t> <t>Nyai &amp; others</t></si>")
    with new_store(tmp_path) as store:
        person, _, _ = add_pair(store)
        with store.edit("Products") as edit:
            kept = files.add_file(edit, "a.xlsx", copy.getvalue(), "application/xlsx")
            outputs.add_product(edit, outputs.ProductDraft("Summary", "x", file_id=kept))
            outputs.add_product(edit, outputs.ProductDraft("Dossier", "x", entity_id=person))
            outputs.add_product(edit, outputs.ProductDraft("Else", "x"))
        report = purge(store, Item("entity", person), "Asked for")
        assert [told.ref for told in report.products] == ["PRO-VT1-0001", "PRO-VT1-0002"]
        assert check(store).faults == ()


def test_a_purged_document_takes_its_text_and_files(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        filled = fill(store)
        report = purge(store, Item("document", filled.document), "Seized unlawfully")
        assert report.what == "document"
        for words in ("seen in Boten", "A neighbour", "Report of the district", "陈国钊"):
            assert not _left(store.path, words), words
        assert _left(store.path, "Khamsing VONGPHADY")
        assert check(store).faults == ()


def test_bytes_that_another_item_needs_are_kept(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        with store.edit("Two with one picture") as edit:
            for name in ("One", "Two"):
                face = files.add_file(edit, f"{name}.png", b"the same face", "image/png")
                entities.set_picture(edit, entities.add_entity(edit, "person", name), face)
        purge(store, Item("entity", 1), "Asked for")
        assert _left(store.path, "the same face")
        purge(store, Item("entity", 2), "Asked for")
        assert not _left(store.path, "the same face")
        assert check(store).faults == ()


def test_undo_passes_over_a_purge_and_refuses_what_it_erased(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        add_pair(store)
        with store.edit("Another") as edit:
            other = entities.add_entity(edit, "person", "Other")
        purge(store, Item("entity", 1), "Asked for")
        with pytest.raises(Refused, match="no step that can be taken back"):
            store.take_back_step(store.steps()[0].id)
        store.undo()
        with store.read() as db:
            assert entities.get_entity(db, other) is None
        with pytest.raises(Refused, match="purged"):
            store.undo()
        assert check(store).faults == ()


def test_a_reason_is_needed_and_must_not_name_the_person(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        person, _, _ = add_pair(store)
        with pytest.raises(Refused, match="why"):
            purge(store, Item("entity", person), "")
        with pytest.raises(Refused, match="without a name"):
            purge(store, Item("entity", person), "khamsing vongphady asked")
        with store.read() as db:
            assert entities.get_entity(db, person) is not None


def test_a_purge_that_was_killed_before_the_sweep_is_finished_at_the_next_opening(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with new_store(tmp_path) as store:
        person, _, _ = add_pair(store)
        path = store.path
        with monkeypatch.context() as patch:
            patch.setattr(Store, "sweep", lambda self: False)
            assert not purge(store, Item("entity", person), "Asked for").is_swept
        assert any(_left(path, name) for name in SECRET_NAMES)
    with Store.open(path) as store:
        assert not any(_left(path, name) for name in SECRET_NAMES)
        assert check(store).faults == ()
    raw = dbapi2.connect(str(path))
    assert not sweeping.is_owed(raw)
    raw.close()


def test_someone_reading_meanwhile_delays_the_sweep_to_the_next_opening(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        person, _, _ = add_pair(store)
        path = store.path
        with Store.open(path, read_only=True) as reader, reader.read() as db:
            db.exec_driver_sql("SELECT count(*) FROM entity").scalar()
            assert not purge(store, Item("entity", person), "Asked for").is_swept
    with Store.open(path):
        assert not any(_left(path, name) for name in SECRET_NAMES)
