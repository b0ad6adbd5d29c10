"""Opening: ours, older, newer, foreign, damaged, taken, read-only."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import textwrap
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from sqlcipher3 import dbapi2

from iwtlink.errors import BadDatabase, BadInput, DatabaseInUse, Refused
from iwtlink.store import Store, entities
from iwtlink.store.check import check
from iwtlink.store.migrations import LATEST
from iwtlink.store.opening.connection import APPLICATION_ID
from tests.store.stores import add_pair, contents, new_store

DATA = Path(__file__).parent / "data"
_NOBODY = 65534


def test_a_new_database_says_whose_it_is(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        path = store.path
    header = path.read_bytes()[:100]
    assert int.from_bytes(header[68:72], "big") == APPLICATION_ID
    assert int.from_bytes(header[60:64], "big") == LATEST


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"", "not an iwtlink"), (b"rubbish" * 999, "not an iwtlink"), (b"SQLite", "not an iwtlink")],
)
def test_a_file_that_is_no_database_is_refused(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "bad.iwt"
    path.write_bytes(content)
    with pytest.raises(BadDatabase, match=words):
        Store.open(path)
    assert path.read_bytes() == content
    assert list(tmp_path.iterdir()) == [path]


def test_a_damaged_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bad.iwt"
    path.write_bytes(b"SQLite format 3\x00" + b"\x07" * 5000)
    with pytest.raises(BadDatabase, match="damaged"):
        Store.open(path)


def test_a_database_of_another_program_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE entity (id INTEGER)")
    other.close()
    with pytest.raises(BadDatabase, match="another program"):
        Store.open(path)


def test_a_newer_database_is_refused(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        path = store.path
    raw = dbapi2.connect(str(path))
    raw.execute(f"PRAGMA user_version = {LATEST + 1}")
    raw.close()
    with pytest.raises(BadDatabase, match="newer iwtlink"):
        Store.open(path)


@pytest.mark.parametrize("version", [0, -5])
def test_a_database_without_a_known_version_is_refused(tmp_path: Path, version: int) -> None:
    with new_store(tmp_path) as store:
        path = store.path
    raw = dbapi2.connect(str(path))
    raw.execute(f"PRAGMA user_version = {version}")
    raw.close()
    with pytest.raises(BadDatabase, match="damaged"):
        Store.open(path)


def test_damage_met_while_reading_is_said_in_a_sentence(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        add_pair(store)
        path = store.path
    raw = dbapi2.connect(str(path))
    (page,) = raw.execute("SELECT rootpage FROM sqlite_master WHERE name = 'entity'").fetchone()
    raw.close()
    data = bytearray(path.read_bytes())
    data[(page - 1) * 4096 : page * 4096] = b"\xff" * 4096
    path.write_bytes(data)
    with (
        Store.open(path, read_only=True) as store,
        pytest.raises(BadDatabase, match="damaged"),
        store.read() as db,
    ):
        entities.list_entities(db)


@pytest.mark.parametrize("name", ["a case", "ລາວ", "🐘", "a?b", "a#b", "100%41", "it's", "-dash"])
def test_a_path_may_hold_any_letter(tmp_path: Path, name: str) -> None:
    folder = tmp_path / name
    folder.mkdir()
    with Store.create(folder / f"{name}.iwt") as store:
        add_pair(store)
    assert [path.name for path in folder.iterdir()] == [f"{name}.iwt"]
    with Store.open(folder / f"{name}.iwt") as store:
        assert check(store).faults == ()


def test_what_a_lost_database_left_behind_never_enters_a_new_one(tmp_path: Path) -> None:
    path = tmp_path / "case.iwt"
    script = f"""
        import os
        from iwtlink.store import Store, entities
        store = Store.create({str(path)!r})
        with store.edit("Kept") as edit:
            entities.add_entity(edit, "person", "Of the lost database")
        os.kill(os.getpid(), 9)
    """
    subprocess.run([sys.executable, "-c", textwrap.dedent(script)], check=False)
    path.unlink()
    with pytest.raises(BadInput, match="left from another database"):
        Store.create(path)
    assert not path.exists()


def test_a_link_to_a_database_in_use_is_that_database(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        link = tmp_path / "other name.iwt"
        link.symlink_to(store.path)
        with pytest.raises(DatabaseInUse):
            Store.open(link)


def test_a_lock_that_is_given_back_never_lets_two_write(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        path = store.path
        waiting = os.open(f"{path}.lock", os.O_RDWR)
    with Store.open(path):
        assert Path(f"{path}.lock").stat().st_ino != os.fstat(waiting).st_ino
        with pytest.raises(DatabaseInUse):
            Store.open(path)
    os.close(waiting)


def test_where_nothing_can_be_written_beside_it_a_database_is_only_read(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        path = store.path
    Path(f"{path}.owner").mkdir()
    with pytest.raises(Refused, match="only be read"):
        Store.open(path)
    with Store.open(path, read_only=True) as store:
        assert check(store).faults == ()


def test_a_database_that_cannot_be_made_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(BadInput):
        Store.create(tmp_path / ("a" * 250 + ".iwt"))
    with pytest.raises(BadInput, match="short code"):
        Store.create(tmp_path / "case.iwt", code="VT 1/ຄ")
    Path(f"{tmp_path}/case.iwt.owner").mkdir()
    with pytest.raises(Refused):
        Store.create(tmp_path / "case.iwt")
    assert [path.name for path in tmp_path.iterdir()] == ["case.iwt.owner"]


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no file"):
        Store.open(tmp_path / "none.iwt")
    with pytest.raises(BadInput, match="folder"):
        Store.open(tmp_path)


def test_an_existing_file_is_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "case.iwt"
    path.write_text("precious")
    with pytest.raises(BadInput, match="exists"):
        Store.create(path)
    assert path.read_text() == "precious"


def test_a_second_opening_says_who_has_it_and_may_read(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        add_pair(store)
        with pytest.raises(DatabaseInUse, match="read-only"):
            Store.open(store.path)
        with Store.open(store.path, read_only=True) as reader:
            assert contents(reader) == contents(store)
            with pytest.raises(Refused, match="read-only"):
                add_pair(reader)
    with Store.open(tmp_path / "case.iwt") as store:
        add_pair(store)


def test_a_database_opened_in_one_thread_is_given_back_by_another(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        path = store.path
    opened: list[Store] = []
    thread = threading.Thread(target=lambda: opened.append(Store.open(path)))
    thread.start()
    thread.join()
    opened[0].close()
    assert list(tmp_path.iterdir()) == [path]
    with Store.open(path) as store:
        add_pair(store)


def test_a_killed_program_leaves_no_lock(tmp_path: Path) -> None:
    path = tmp_path / "case.iwt"
    script = f"""
        import os
        from iwtlink.store import Store, entities
        store = Store.create({str(path)!r}, code="VT1")
        with store.edit("Kept") as edit:
            entities.add_entity(edit, "person", "Kept")
        with store.edit("Lost") as edit:
            entities.add_entity(edit, "person", "Lost")
            os.kill(os.getpid(), 9)
    """
    subprocess.run([sys.executable, "-c", textwrap.dedent(script)], check=False)
    with Store.open(path) as store:
        with store.read() as db:
            assert [row.label for row in entities.list_entities(db)] == ["Kept"]
        assert check(store).faults == ()


def test_a_read_only_file_can_be_read(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        add_pair(store)
        path = store.path
    path.chmod(0o444)
    with Store.open(path, read_only=True) as store, store.read() as db:
        assert len(entities.list_entities(db)) == 2


@pytest.mark.skipif(os.name == "nt", reason="Windows removes no open file")
@pytest.mark.parametrize("is_replaced", [True, False])
def test_nothing_is_written_into_a_file_that_is_no_longer_there(
    tmp_path: Path, is_replaced: bool
) -> None:
    with new_store(tmp_path) as store:
        add_pair(store)
        aside = store.path.rename(tmp_path / "aside.iwt")
        if is_replaced:
            shutil.copy(DATA / "version1.iwt", store.path)
        for write in (lambda: add_pair(store), store.undo, lambda: store.log("export")):
            with pytest.raises(BadDatabase, match="no longer where"):
                write()
        store.path.unlink(missing_ok=True)
        aside.rename(store.path)
        add_pair(store)


def test_reading_leaves_nothing_beside_the_file(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        path = store.path
    before = path.read_bytes()
    with Store.open(path, read_only=True) as store:
        assert check(store).faults == ()
    assert list(tmp_path.iterdir()) == [path]
    assert path.read_bytes() == before


@contextmanager
def _as_plain_user(folder: Path) -> Iterator[None]:
    """Let the superuser, who may write anywhere, be a plain user who owns the folder."""
    is_superuser = hasattr(os, "geteuid") and os.geteuid() == 0
    if is_superuser:
        for path in (folder, *folder.iterdir()):
            os.chown(path, _NOBODY, -1)
        os.seteuid(_NOBODY)
    try:
        yield
    finally:
        if is_superuser:
            os.seteuid(0)


def test_a_file_in_a_read_only_folder_can_be_read() -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        with new_store(folder) as store:
            add_pair(store)
            path = store.path
        with _as_plain_user(folder):
            folder.chmod(0o555)
            try:
                with Store.open(path, read_only=True) as store:
                    assert check(store).faults == ()
                with pytest.raises(Refused, match="only be read"):
                    Store.open(path)
            finally:
                folder.chmod(0o755)


def test_a_full_disk_leaves_the_database_as_it_was(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        add_pair(store)
        before = contents(store)
        with pytest.raises(BadDatabase, match="disk is full"), store.edit("Too much") as edit:
            pages = edit.connection.exec_driver_sql("PRAGMA page_count").scalar()
            edit.connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
            for number in range(2000):
                entities.add_entity(edit, "person", f"Person {number}")
        assert contents(store) == before
        path = store.path
    with Store.open(path) as store:
        assert check(store).faults == ()
        add_pair(store)
