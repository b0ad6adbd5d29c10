"""Whatever is changed behind the program's back is found."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from iwtlink.errors import BadDatabase, Refused
from iwtlink.store import Store, files
from iwtlink.store.check import Check, check
from iwtlink.store.journal import JournalRow, install_triggers, row_digest, salted_digest
from iwtlink.store.retractions.removal import remove
from iwtlink.store.schema import JOURNALLED
from tests.store.stores import add_pair, new_store

_JOURNAL_ROWS = (
    "SELECT id, step_id, table_name, row_id, before, after, salt, digest FROM journal ORDER BY id"
)
TAMPERINGS = {
    "a label in place": "UPDATE entity SET label = 'Another' WHERE id = 1",
    "a value": "UPDATE statement SET value = 'X' WHERE id = 2",
    "an image in the journal": "UPDATE journal SET after = replace(after, 'Pho', 'Fo')",
    "a step's label": "UPDATE step SET label = 'Harmless' WHERE id = 2",
    "a step's time": "UPDATE step SET started_at = '2001' WHERE id = 2",
    "a step taken out": "DELETE FROM step WHERE id = 2",
    "a journal row taken out": "DELETE FROM journal WHERE id = 4",
    "a row taken out": "DELETE FROM statement WHERE id = 1",
    "an event": "UPDATE event SET detail = '{}' WHERE id = 2",
    "an event taken out": "DELETE FROM event WHERE id = 1",
    "the last event taken out": "DELETE FROM event WHERE id = 2",
    "who worked": "UPDATE analyst SET name = 'Another'",
    "a person who never worked here": (
        "INSERT INTO analyst (uid, name, initials) VALUES ('u', 'n', 'i')"
    ),
    "a kept file": "UPDATE chunk SET data = x'00'",
    "a kept file taken out": "DELETE FROM chunk",
    "the triggers": "CREATE TRIGGER other AFTER INSERT ON entity BEGIN SELECT 1; END",
    "a table put in": "CREATE TABLE other (name TEXT)",
    "a view put in": "CREATE VIEW other AS SELECT * FROM origin",
    "an index put in": "CREATE UNIQUE INDEX other ON entity (label)",
    "an index taken out": "DROP INDEX link_from",
    "the last event taken out, before any step took it up": (
        "DELETE FROM event WHERE id = (SELECT max(id) FROM event)"
    ),
    "a step left open": "UPDATE open_step SET step_id = 2",
    "a journal row's number": "UPDATE journal SET id = 999 WHERE id = 5",
    "a digest beside a label": "UPDATE step SET label_digest = '00' WHERE id = 2",
    "a digest beside an image": "UPDATE journal SET digest = '00' WHERE id = 4",
    "bytes nobody asked for": "INSERT INTO chunk VALUES ('ab', 0, x'00')",
    "a row put in": "INSERT INTO about (uid, name, value) VALUES ('u', 'n', 'v')",
}


def _behind_its_back(path: Path, sql: str) -> None:
    raw = dbapi2.connect(str(path))
    for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        raw.execute(f"DROP TRIGGER {name}")
    raw.execute(sql)
    if "TRIGGER" not in sql:
        install_triggers(raw)
    raw.commit()
    raw.close()


def _check_after(path: Path, sql: str) -> Check:
    _behind_its_back(path, sql)
    with Store.open(path, read_only=True) as store:
        return check(store)


def test_an_untouched_database_has_no_fault(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        add_pair(store)
        store.undo()
        store.redo()
        found = check(store)
        assert found.faults == ()
        assert found.head == store.head()
        assert found.step_count == 4


@pytest.mark.parametrize("sql", TAMPERINGS.values(), ids=TAMPERINGS.keys())
def test_a_tampering_is_found(tmp_path: Path, sql: str) -> None:
    with new_store(tmp_path) as store:
        store.log("export", what="person")
        add_pair(store)
        with store.edit("Keep a picture") as edit:
            files.add_file(edit, "face.png", b"picture", "image/png")
        path = store.path
    assert _check_after(path, "SELECT 1").faults == ()
    assert _check_after(path, sql).faults


def test_last_steps_taken_out_are_missed_though_nothing_rests_on_them(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        add_pair(store)
        store.undo()
        path = store.path
    found = _check_after(path, "DELETE FROM step WHERE id > 1")
    assert "The last rows of step are missing." in found.faults


def test_a_file_whose_undone_step_was_taken_out_can_be_opened_and_checked(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        add_pair(store)
        store.undo()
        store.redo()
        path = store.path
    assert _check_after(path, "DELETE FROM step WHERE id = 2").faults


def test_what_is_purged_leaves_a_whole_chain_that_cannot_be_taken_back(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        person, _, _ = add_pair(store)
        store.log("reveal", who="Khamsing")
        with store.edit("Delete Khamsing VONGPHADY") as edit:
            remove(edit.connection, "entity", [person])
        path = store.path
    raw = dbapi2.connect(str(path))
    rows = [JournalRow(*row) for row in raw.execute(_JOURNAL_ROWS).fetchall()]
    starts = {row.step_id: row.id for row in reversed(rows)}
    for row in rows:
        if "Khamsing" in f"{row.before}{row.after}":
            digest = row_digest(row, row.id - starts[row.step_id]).hex()
            raw.execute(
                "UPDATE journal SET before = NULL, after = NULL, salt = NULL, digest = ? "
                "WHERE id = ?",
                (digest, row.id),
            )
    for table, words in (("step", "label"), ("event", "detail")):
        for row_id, salt, said in raw.execute(f"SELECT id, salt, {words} FROM {table}").fetchall():
            raw.execute(
                f"UPDATE {table} SET {words} = '', salt = NULL, {words}_digest = ? WHERE id = ?",
                (salted_digest(salt, said), row_id),
            )
    raw.commit()
    raw.close()
    with Store.open(path) as store:
        assert check(store).faults == ()
        with pytest.raises(Refused, match="purged"):
            store.undo()
        assert check(store).faults == ()


def test_a_write_outside_an_edit_is_refused_by_the_file_itself(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        add_pair(store)
        path = store.path
    raw = dbapi2.connect(str(path))
    with pytest.raises(dbapi2.IntegrityError, match="step_id"):
        raw.execute("UPDATE entity SET label = 'Another'")
    raw.close()


def test_every_column_that_points_at_a_row_that_can_go_has_an_index(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        path = store.path
    raw = dbapi2.connect(str(path))
    for table in JOURNALLED:
        indexed = set()
        for index in raw.execute(f"PRAGMA index_list({table})").fetchall():
            indexed.add(raw.execute(f"PRAGMA index_info({index[1]})").fetchone()[2])
        for key in raw.execute(f"PRAGMA foreign_key_list({table})").fetchall():
            assert key[2] == "analyst" or key[3] in indexed, f"{table}.{key[3]}"
    raw.close()


def test_a_text_that_is_no_text_any_more_is_told_by_its_column_alone(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        add_pair(store)
        path = store.path
    _behind_its_back(path, "UPDATE step SET label = CAST(x'4b68616dff' AS TEXT) WHERE id = 2")
    with pytest.raises(BadDatabase, match="“label”") as damaged, Store.open(path):
        pass
    assert "Kham" not in str(damaged.value)


def test_a_text_of_an_item_that_is_no_text_any_more_is_named_by_the_check(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        add_pair(store)
        path = store.path
    found = _check_after(path, "UPDATE entity SET label = CAST(x'4b68616dff' AS TEXT) WHERE id = 1")
    assert "entity 1 is not as its last step left it." in found.faults
