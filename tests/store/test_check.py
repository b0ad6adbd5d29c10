"""Whatever is changed behind the program's back is found."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from iwtlink.store import Store
from iwtlink.store.check import Check, check
from tests.store.stores import add_pair, new_store

TAMPERINGS = {
    "a label in place": "UPDATE entity SET label = 'Another' WHERE id = 1",
    "a value": "UPDATE statement SET value = 'X' WHERE id = 2",
    "an image in the journal": "UPDATE journal SET after = replace(after, 'Pho', 'Fo')",
    "a step's label": "UPDATE step SET label = 'Harmless' WHERE id = 2",
    "a step's time": "UPDATE step SET started_at = '2001' WHERE id = 2",
    "a step taken out": "DELETE FROM step WHERE id = 2",
    "a journal row taken out": "DELETE FROM journal WHERE id = 4",
    "a row taken out": "DELETE FROM statement WHERE id = 1",
    "a row put in": "INSERT INTO about (uid, name, value) VALUES ('u', 'n', 'v')",
}


def _behind_its_back(path: Path, sql: str) -> None:
    raw = dbapi2.connect(str(path))
    for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        raw.execute(f"DROP TRIGGER {name}")
    raw.execute(sql)
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
        add_pair(store)
        path = store.path
    assert _check_after(path, sql).faults


def test_a_write_outside_an_edit_is_refused_by_the_file_itself(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        add_pair(store)
        path = store.path
    raw = dbapi2.connect(str(path))
    with pytest.raises(dbapi2.IntegrityError, match="step_id"):
        raw.execute("UPDATE entity SET label = 'Another'")
    raw.close()
