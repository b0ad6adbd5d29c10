"""What was worked out from purged statements goes with them, in the rows that stay."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from iwtlink.errors import Refused
from iwtlink.ontology import Value
from iwtlink.store import Store, entities, links, statements
from iwtlink.store.check import check
from iwtlink.store.ids import DocumentId, EntityId, Item, RecordId, Subject
from iwtlink.store.purge import purge
from iwtlink.store.retractions import Target, retract
from tests.store.stores import add_source, new_store

SECRET = "Bounmy SECRETNAME"


def _left(path: Path, words: str) -> bool:
    data = b"".join(part.read_bytes() for part in path.parent.glob(f"{path.name}*"))
    forms = {words, words.casefold(), words.upper()}
    return any(form.encode(code) in data for form in forms for code in ("utf-8", "utf-16-le"))


def _named_by_a_source(store: Store) -> tuple[DocumentId, RecordId, EntityId]:
    with store.edit("Source") as edit:
        document, record = add_source(edit, "Letter")
    with store.edit(f"Add {SECRET}") as edit:
        person = entities.add_entity(edit, "person", SECRET, record_id=record)
    return document, record, person


def _label(store: Store, person: EntityId) -> str:
    with store.read() as db:
        row = entities.get_entity(db, person)
    assert row is not None
    return row.label


@pytest.mark.parametrize("purged", ["record", "document", "statement"])
def test_no_byte_is_left_of_a_name_that_only_the_purged_source_gave(
    tmp_path: Path, purged: str
) -> None:
    with new_store(tmp_path) as store:
        document, record, person = _named_by_a_source(store)
        with store.edit("Other name") as edit:
            subject = Subject("entity", person)
            statements.state(edit, subject, "name", Value("Sing"), kind="alias")
        with store.read() as db:
            stated = db.exec_driver_sql("SELECT id FROM statement WHERE property = 'name'")
            name = Target("statement", int(stated.scalars().first() or 0))
        wanted = {
            "record": Item("record", record),
            "document": Item("document", document),
            "statement": name,
        }
        report = purge(store, wanted[purged], "Case 12")
        assert report.labels == 1
        assert _label(store, person) == "Sing"
        assert not _left(store.path, "SECRETNAME")
        assert check(store).faults == ()
        with pytest.raises(Refused, match="purged"):
            while store.undo():
                pass
        assert not _left(store.path, "SECRETNAME")
        assert check(store).faults == ()


def test_an_entity_that_nothing_names_any_more_is_called_by_its_reference(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        document, _, person = _named_by_a_source(store)
        purge(store, Item("document", document), "Case 12")
        assert _label(store, person) == "PER-VT1-0001"
        assert not _left(store.path, "SECRETNAME")
        assert check(store).faults == ()


def test_values_of_a_link_go_with_the_source_that_stated_them(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        with store.edit("Add") as edit:
            document, record = add_source(edit, "Letter")
            ends = [
                entities.add_entity(edit, kind, name)
                for kind, name in (("person", "A man"), ("company", "A company"))
            ]
            link = links.add_link(edit, "director_of", *ends, record_ids=[record])
            subject = Subject("link", link)
            statements.state(edit, subject, "role", Value("secretive role"), record_id=record)
        purge(store, Item("document", document), "Case 12")
        with store.read() as db:
            row = links.get_link(db, link)
        assert row is not None
        assert row.role == ""
        assert not _left(store.path, "secretive")
        assert check(store).faults == ()


def test_a_name_that_another_source_gives_as_well_is_kept_and_can_be_undone(
    tmp_path: Path,
) -> None:
    with new_store(tmp_path) as store:
        document, _, person = _named_by_a_source(store)
        with store.edit("Again") as edit:
            _, other = add_source(edit, "Register")
            subject = Subject("entity", person)
            statements.state(edit, subject, "name", Value(SECRET), record_id=other)
        with store.edit("Later") as edit:
            statements.state(edit, subject, "name", Value("Sing"), kind="alias")
        purge(store, Item("document", document), "Case 12")
        assert _label(store, person) == SECRET
        store.undo()
        assert _label(store, person) == SECRET
        assert check(store).faults == ()


def test_a_retracted_person_that_still_has_the_name_is_told_of(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        document, _, person = _named_by_a_source(store)
        with store.edit("Retract") as edit:
            retract(edit, Item("entity", person), "Twin")
        report = purge(store, Item("document", document), "Case 12")
        assert {(told.kind, told.ref) for told in report.mentions} == {("history", "PER-VT1-0001")}
        assert check(store).faults == ()


def test_neighbours_in_the_block_of_a_renamed_row_are_still_checked(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        with store.edit("Source") as edit:
            document, record = add_source(edit, "Letter")
        with store.edit("Load") as edit:
            ids = edit.insert_rows(
                entities.schema.entity,
                ("ref", "type", "label", "entered_at"),
                [(f"PER-{n}", "person", f"Secretive{n:03}", edit.now) for n in range(250)],
            )
            statements.state(
                edit,
                Subject("entity", ids[120]),
                "name",
                Value("Secretive120"),
                record_id=record,
            )
        purge(store, Item("document", document), "Case 12")
        assert _label(store, EntityId(ids[120])) == "PER-120"
        assert _label(store, EntityId(ids[121])) == "Secretive121"
        assert not _left(store.path, "Secretive120")
        assert check(store).faults == ()
        path = store.path
    raw = dbapi2.connect(str(path))
    made = raw.execute("SELECT sql FROM sqlite_master WHERE name = 'journal_entity_update'")
    (sql,) = made.fetchone()
    raw.execute("DROP TRIGGER journal_entity_update")
    raw.execute("UPDATE entity SET label = 'Changed' WHERE id IN (?, ?)", (ids[120], ids[121]))
    raw.execute(sql)
    raw.commit()
    raw.close()
    with Store.open(path, read_only=True) as store:
        faults = check(store).faults
    assert f"entity {ids[120]} is not as its last step left it." in faults
    assert f"entity {ids[121]} is not as its last step left it." in faults
