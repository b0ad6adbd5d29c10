"""A locked database keeps everyone out until its passphrase is given, and nobody else in."""

from __future__ import annotations

import gc
import threading
from pathlib import Path

import pytest
from sqlalchemy import text

from iwtlink.errors import (
    BadDatabase,
    Closed,
    DatabaseInUse,
    PassphraseNeeded,
    Refused,
    WrongPassphrase,
)
from iwtlink.store import Store
from iwtlink.store.check import check
from iwtlink.store.opening import access
from iwtlink.store.opening.keys import Key
from tests.store.stores import add_pair, contents

PASSPHRASE = "ຊ້າງ 象 voi"


@pytest.fixture
def store(tmp_path: Path):
    with Store.create(tmp_path / "case.iwt", passphrase=PASSPHRASE) as store:
        add_pair(store)
        yield store


def keys_in_memory() -> list[Key]:
    gc.collect()
    return [found for found in gc.get_objects() if isinstance(found, Key)]


def test_a_locked_database_is_neither_read_nor_written(store: Store) -> None:
    before = contents(store)
    store.lock()
    assert store.is_locked and store.is_encrypted
    for use in (store.head, store.steps, store.undo, lambda: add_pair(store)):
        with pytest.raises(Refused, match="locked"):
            use()
    with pytest.raises(Refused, match="locked"):
        store.log("export")
    store.unlock(PASSPHRASE)
    assert not store.is_locked
    assert contents(store) == before
    add_pair(store)
    assert check(store).faults == ()


def test_it_is_unlocked_by_its_own_passphrase_alone(store: Store) -> None:
    store.lock()
    with pytest.raises(WrongPassphrase):
        store.unlock("wrong")
    with pytest.raises(PassphraseNeeded):
        store.unlock()
    assert store.is_locked
    store.unlock(PASSPHRASE)
    assert store.undo() is not None


def test_locking_twice_or_closing_while_locked_does_no_harm(store: Store) -> None:
    store.lock()
    store.lock()
    store.close()
    with Store.open(store.path, passphrase=PASSPHRASE) as again:
        assert check(again).faults == ()


def test_the_key_is_forgotten_while_locked(store: Store) -> None:
    store.lock()
    assert store.key is None
    assert keys_in_memory() == []


def test_the_key_is_forgotten_once_closed(store: Store) -> None:
    store.close()
    assert store.key is None
    assert keys_in_memory() == []


def test_what_still_reads_a_closed_database_is_refused(store: Store) -> None:
    store.close()
    with pytest.raises(Closed, match=r"case\.iwt is closed"):
        store.head()
    store.lock()
    store.unlock(PASSPHRASE)
    with pytest.raises(Closed, match=r"case\.iwt is closed"):
        store.head()


def test_no_connection_stays_open_while_locked(store: Store) -> None:
    store.lock()
    names = {path.name for path in store.path.parent.iterdir()}
    assert names == {"case.iwt", "case.iwt.lock", "case.iwt.owner"}


def test_nobody_else_writes_meanwhile(store: Store) -> None:
    store.lock()
    with pytest.raises(DatabaseInUse):
        Store.open(store.path, passphrase=PASSPHRASE)
    with Store.open(store.path, passphrase=PASSPHRASE, read_only=True) as reader:
        assert len(contents(reader)["entity"]) == 2


def test_what_is_being_read_is_waited_for(store: Store) -> None:
    inside, go_on, order = threading.Event(), threading.Event(), []

    def look() -> None:
        with store.read() as db:
            inside.set()
            go_on.wait()
            with store.read() as deeper:  # who is inside may go deeper
                assert deeper.scalar(text("SELECT count(*) FROM entity")) == 2
            db.scalar(text("SELECT count(*) FROM entity"))
            order.append("read")

    reader = threading.Thread(target=look)
    reader.start()
    inside.wait()
    locker = threading.Thread(target=lambda: (store.lock(), order.append("locked")))
    locker.start()
    go_on.set()
    for thread in (reader, locker):
        thread.join()
    assert order == ["read", "locked"]
    store.unlock(PASSPHRASE)


def test_where_reading_does_not_end_it_stays_open(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(access, "PATIENCE_S", 0.05)
    with store.read() as db:
        with pytest.raises(Refused, match="still being read"):
            store.lock()
        assert db.scalar(text("SELECT count(*) FROM entity")) == 2
    assert not store.is_locked
    add_pair(store)


def test_a_file_exchanged_while_locked_is_not_unlocked(store: Store, tmp_path: Path) -> None:
    store.lock()
    aside = store.path.rename(tmp_path / "aside.iwt")
    with pytest.raises(BadDatabase, match="no longer where"):
        store.unlock(PASSPHRASE)
    aside.rename(store.path)
    store.unlock(PASSPHRASE)


def test_a_plain_database_and_a_reader_can_be_locked_too(tmp_path: Path) -> None:
    path = tmp_path / "plain.iwt"
    with Store.create(path) as store:
        store.lock()
        store.unlock()
        add_pair(store)
    with Store.open(path, read_only=True) as reader:
        reader.lock()
        with pytest.raises(Refused, match="locked"):
            contents(reader)
        reader.unlock()
        assert len(contents(reader)["entity"]) == 2
