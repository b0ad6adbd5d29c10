"""A database gets a passphrase, another one, or none: all of it, or it stays as it was."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
import threading
from pathlib import Path

import pytest
from sqlalchemy import text

from iwtlink.errors import (
    BadDatabase,
    BadInput,
    Cancelled,
    DatabaseInUse,
    PassphraseNeeded,
    Refused,
    WrongPassphrase,
)
from iwtlink.store import Store, search
from iwtlink.store.check import check
from iwtlink.store.files import add_file, read_file
from iwtlink.store.opening import beside, disks, rekey
from tests.store.stores import add_pair, contents, searchable

OLD, NEW = "ຊ້າງ old 象", "mới voi 牙 new"
SECRETS = ("Khamsing VONGPHADY", "ຄຳສິງ ວົງພະດີ", "kept words")


def make(folder: Path, passphrase: str = "") -> Path:
    path = folder / "case.iwt"
    with Store.create(path, title="Case", code="VT1", passphrase=passphrase) as store:
        store.sign_in("Vilay T", "VT")
        add_pair(store)
        with store.edit("Keep") as edit:
            add_file(edit, "a.txt", b"kept words " * 999, "text/plain")
        add_pair(store)
        store.undo()
    return path


def is_clear(folder: Path) -> bool:
    return any(
        secret.encode() in path.read_bytes() for path in folder.iterdir() for secret in SECRETS
    )


def everything(store: Store) -> object:
    with store.read() as db:
        beyond = [
            db.execute(text(f"SELECT * FROM {name} ORDER BY 1, 2")).all()
            for name in ("step", "journal", "counter", "chunk", "search_short_docsize")
        ]
        numbers = "SELECT * FROM sqlite_sequence WHERE name NOT IN ('event', 'analyst') ORDER BY 1"
        beyond.append(db.execute(text(numbers)).all())
        assert [hit.label for hit in search.find(db, "ສິງ")] == ["Khamsing VONGPHADY"]
        assert read_file(db, 1) == b"kept words " * 999
    return contents(store), searchable(store), beyond, store.head()


def do(how: str, where: Path | Store) -> None:
    if how == "encrypt":
        rekey.encrypt(where, NEW)
    elif how == "decrypt":
        rekey.decrypt(where, OLD)
    else:
        rekey.change_passphrase(where, OLD, NEW)


BEFORE = {"encrypt": "", "decrypt": OLD, "change": OLD}
AFTER = {"encrypt": NEW, "decrypt": "", "change": NEW}
EVENTS = {"encrypt": "encrypted", "decrypt": "decrypted", "change": "passphrase changed"}
every_way = pytest.mark.parametrize("how", ["encrypt", "decrypt", "change"])


@every_way
def test_everything_is_there_afterwards_and_opens_with_the_new_passphrase_alone(
    tmp_path: Path, how: str
) -> None:
    path = make(tmp_path, BEFORE[how])
    with Store.open(path, passphrase=BEFORE[how], read_only=True) as store:
        before = everything(store)
    do(how, path)
    with Store.open(path, passphrase=AFTER[how]) as store:
        assert everything(store) == before
        assert store.is_encrypted is bool(AFTER[how])
        assert check(store).faults == ()
        with store.read() as db:
            assert db.scalar(text("SELECT kind FROM event ORDER BY id DESC")) == EVENTS[how]
            assert db.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert store.redo() is not None
        add_pair(store)
        assert check(store).faults == ()
    assert is_clear(tmp_path) is not bool(AFTER[how])
    if AFTER[how]:
        with pytest.raises(PassphraseNeeded):
            Store.open(path)
    if how == "change":
        with pytest.raises(WrongPassphrase):
            Store.open(path, passphrase=OLD)
    assert list(tmp_path.iterdir()) == [path]


@every_way
def test_it_works_on_the_open_database_while_others_read(tmp_path: Path, how: str) -> None:
    path = make(tmp_path, BEFORE[how])
    with Store.open(path, passphrase=BEFORE[how]) as store:
        store.sign_in("Vilay T", "VT")
        before, stop, failures = everything(store), threading.Event(), []

        def look() -> None:
            while not stop.is_set():
                with store.read() as db:
                    if db.scalar(text("SELECT count(*) FROM entity")) != 2:
                        failures.append("differs")

        reader = threading.Thread(target=look)
        reader.start()
        do(how, store)
        stop.set()
        reader.join()
        assert failures == []
        assert everything(store) == before
        assert store.is_encrypted is bool(AFTER[how])
        with pytest.raises(DatabaseInUse):
            Store.open(path, passphrase=AFTER[how])
        add_pair(store)
        assert store.undo() is not None
        assert check(store).faults == ()
        with store.read() as db:
            event = "SELECT a.name FROM event e JOIN analyst a ON a.id = e.analyst_id WHERE kind=:k"
            assert db.scalar(text(event), {"k": EVENTS[how]}) == "Vilay T"
    assert list(tmp_path.iterdir()) == [path]


def test_it_follows_a_link_to_the_database(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    path = make(tmp_path / "real")
    link = tmp_path / "link.iwt"
    link.symlink_to(path)
    rekey.encrypt(link, NEW)
    assert link.is_symlink() and path.is_file()
    with Store.open(link, passphrase=NEW) as store:
        assert check(store).faults == ()


def test_what_makes_no_sense_is_refused_and_changes_nothing(tmp_path: Path) -> None:
    path = make(tmp_path)
    with pytest.raises(Refused, match="not encrypted"):
        rekey.decrypt(path, OLD)
    with pytest.raises(Refused, match="not encrypted"):
        rekey.change_passphrase(path, OLD, NEW)
    rekey.encrypt(path, OLD)
    before = path.read_bytes()
    with Store.open(path, passphrase=OLD) as store, pytest.raises(Refused, match="already"):
        rekey.encrypt(store, NEW)
    with Store.open(path, passphrase=OLD) as store:
        for wrong in (NEW, ""):
            with pytest.raises(WrongPassphrase):
                rekey.decrypt(store, wrong)
            with pytest.raises(WrongPassphrase):
                rekey.change_passphrase(store, wrong, NEW)
        with pytest.raises(BadInput, match="protects nothing"):
            rekey.change_passphrase(store, OLD, "")
    with pytest.raises(WrongPassphrase):
        rekey.decrypt(path, NEW)
    with (
        Store.open(path, passphrase=OLD, read_only=True) as store,
        pytest.raises(Refused, match="read-only"),
    ):
        rekey.decrypt(store, OLD)
    assert path.read_bytes() == before


def test_where_another_program_reads_it_waits_for_another_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = make(tmp_path)
    monkeypatch.setattr("iwtlink.store.opening.connection._PRAGMAS", ("PRAGMA busy_timeout = 50",))
    with Store.open(path, read_only=True) as reader:
        before = contents(reader)
        with Store.open(path) as store:
            with pytest.raises(BadDatabase, match="being used by another program"):
                rekey.encrypt(store, NEW)
            assert not store.is_encrypted
            assert contents(store) == before
            add_pair(store)
        assert contents(reader) != before
    names = sorted(p.name for p in tmp_path.iterdir())
    assert names == ["case.iwt"]
    with Store.open(path) as store:
        assert check(store).faults == ()


@pytest.mark.skipif(os.name == "nt", reason="Windows exchanges no file that is open")
def test_who_read_the_old_file_on_a_stick_is_told_to_open_it_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disks, "journal_mode", lambda path: "DELETE")
    path = make(tmp_path)
    with Store.open(path, read_only=True) as reader:
        assert len(contents(reader)["entity"]) == 2
        rekey.encrypt(path, NEW)
        with pytest.raises(BadDatabase, match="Open it again"):
            contents(reader)


def test_it_can_be_stopped_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = make(tmp_path)
    monkeypatch.setattr(rekey, "_PULSE", 50)

    def stop(fraction: float, sentence: str) -> None:
        if fraction:
            raise Cancelled

    with pytest.raises(Cancelled):
        rekey.encrypt(path, NEW, stop)
    assert list(tmp_path.iterdir()) == [path]
    with Store.open(path) as store:
        assert check(store).faults == ()


@every_way
def test_the_old_bytes_are_overwritten_before_they_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    path = make(tmp_path, BEFORE[how])
    second = tmp_path / "elsewhere"
    second.mkdir()
    with Store.open(path, passphrase=BEFORE[how]) as store:
        add_pair(store)  # so that the log holds something too
        wiped: list[tuple[str, int]] = []
        overwrite = beside.overwrite

        def watched(handle: int) -> None:
            overwrite(handle)
            with open(handle, "rb", closefd=False) as stream:
                stream.seek(0)
                data = stream.read()
            assert not any(data)
            wiped.append(("", len(data)))

        monkeypatch.setattr(beside, "overwrite", watched)
        size = path.stat().st_size
        log = Path(f"{path}-wal").stat().st_size
        do(how, store)
    assert any(length >= size for _, length in wiped)
    assert any(length == log for _, length in wiped)


def test_on_a_disk_without_second_names_the_old_bytes_are_overwritten_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disks, "journal_mode", lambda path: "DELETE")
    monkeypatch.setattr(beside, "keep_second_name", lambda path, name: False)
    path = make(tmp_path)
    with path.open("rb") as held:  # what is left of the file on the disk
        rekey.encrypt(path, NEW)
        held.seek(0)
        assert not any(held.read())
    with Store.open(path, passphrase=NEW) as store:
        assert check(store).faults == ()
        with store.read() as db:
            assert db.exec_driver_sql("PRAGMA journal_mode").scalar() == "delete"
    assert list(tmp_path.iterdir()) == [path]


INSTANTS = (
    "rekey._export",
    "rekey._refuse_damaged",
    "rekey._finish",
    "rekey._name_again",
    "beside.take_place",
    "beside.overwrite",
)


KILLS = [("encrypt", instant) for instant in INSTANTS] + [
    (how, instant)
    for how in ("decrypt", "change")
    for instant in ("rekey._finish", "beside.take_place")
]
"""Every instant once; the other ways go through the same code."""


@pytest.mark.parametrize(("how", "instant"), KILLS)
@pytest.mark.parametrize("is_after", [False, True])
def test_killed_at_any_instant_one_whole_database_is_there(
    tmp_path: Path, how: str, instant: str, is_after: bool
) -> None:
    path = make(tmp_path, BEFORE[how])
    words = {"encrypt": (NEW,), "decrypt": (OLD,), "change": (OLD, NEW)}[how]
    name = "change_passphrase" if how == "change" else how
    script = f"""
        import os
        from iwtlink.store import Store
        from iwtlink.store.opening import beside, rekey
        module, name = {instant!r}.split(".")
        module = {{"rekey": rekey, "beside": beside}}[module]
        with Store.open({str(path)!r}, passphrase={BEFORE[how]!r}) as store:
            store.sign_in("Vilay T", "VT")
            store.log("export")  # so that the log beside holds something
            usual = getattr(module, name)
            def killed(*words):
                if {is_after}:
                    usual(*words)
                os.kill(os.getpid(), 9)
            setattr(module, name, killed)
            rekey.{name}(store, *{words!r})
    """
    ran = subprocess.run([sys.executable, "-c", textwrap.dedent(script)], check=False)
    assert ran.returncode == -9
    is_done = instant == "beside.overwrite" or (is_after and instant == "beside.take_place")
    passphrase = AFTER[how] if is_done else BEFORE[how]
    with Store.open(path, passphrase=passphrase) as store:
        assert store.is_encrypted is bool(passphrase)
        assert check(store).faults == ()
        assert len(contents(store)["entity"]) == 2
    assert list(tmp_path.iterdir()) == [path]
    assert is_clear(tmp_path) is not bool(passphrase)
