"""Which journal a database has on which disk, and that work is as safe on each."""

from __future__ import annotations

import threading
from collections import namedtuple
from pathlib import Path

import pytest
from sqlalchemy import text

from iwtlink.errors import BadDatabase, DatabaseInUse
from iwtlink.store import Store, entities
from iwtlink.store.check import check
from iwtlink.store.opening import disks
from iwtlink.store.opening.disks import kind_of
from tests.store.stores import add_pair, contents, new_store

Row = namedtuple("Row", "device mountpoint fstype opts")  # as psutil gives them
ROOT = Row("/dev/nvme0n1p2", "/", "ext4", "rw,relatime")


@pytest.fixture
def lie_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Give a function that makes the test's folder lie on a disk of this file system."""

    def put(fstype: str, opts: str = "rw") -> None:
        rows = [ROOT, Row("/dev/sdx1", str(tmp_path), fstype, opts)]
        monkeypatch.setattr(disks, "_partitions", lambda: rows)

    return put


def journal_of(store: Store) -> str:
    with store.read() as db:
        return str(db.exec_driver_sql("PRAGMA journal_mode").scalar())


@pytest.mark.parametrize("fstype", ["ext4", "btrfs", "apfs", "NTFS", "fuseblk", "tmpfs", "overlay"])
def test_a_disk_of_the_computer_is_local(tmp_path: Path, fstype: str) -> None:
    assert kind_of(tmp_path / "a.iwt", [ROOT, Row("none", str(tmp_path), fstype, "rw")]) == "local"


@pytest.mark.parametrize(
    "fstype", ["nfs4", "cifs", "smb3", "smbfs", "afpfs", "fuse.sshfs", "9p", "davfs", "fuse.rclone"]
)
def test_a_disk_of_another_computer_is_a_network_drive(tmp_path: Path, fstype: str) -> None:
    rows = [ROOT, Row("//server/share", str(tmp_path), fstype, "rw")]
    assert kind_of(tmp_path / "deep" / "er" / "a.iwt", rows) == "network"


@pytest.mark.parametrize(("fstype", "opts"), [("vfat", "rw"), ("exfat", "rw"), ("FAT32", "rw")])
def test_a_stick_is_removable(tmp_path: Path, fstype: str, opts: str) -> None:
    rows = [ROOT, Row("/dev/sdx1", str(tmp_path), fstype, opts)]
    assert kind_of(tmp_path / "a.iwt", rows) == "removable"


@pytest.mark.parametrize(
    ("opts", "kind"),
    [("rw,fixed", "local"), ("rw,removable", "removable"), ("rw,remote", "network")],
)
def test_windows_says_itself_what_a_drive_is(tmp_path: Path, opts: str, kind: str) -> None:
    assert kind_of(tmp_path / "a.iwt", [Row("E:\\", str(tmp_path), "NTFS", opts)]) == kind


def test_the_innermost_and_latest_disk_decides(tmp_path: Path) -> None:
    inner = tmp_path / "inner"
    rows = [
        Row("x", str(inner), "vfat", "rw"),
        Row("server:/", str(tmp_path), "nfs", "rw"),
        Row("y", str(inner), "ext4", "rw"),
    ]
    assert kind_of(tmp_path / "a.iwt", rows) == "network"
    assert kind_of(inner / "a.iwt", rows) == "local"
    assert kind_of(tmp_path / "inner2" / "a.iwt", rows) == "network"
    assert kind_of(Path("/elsewhere/a.iwt"), []) == "local"


def test_a_disk_that_linux_calls_removable_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocks = tmp_path / "block"
    (blocks / "sdx" / "sdx1").mkdir(parents=True)
    (blocks / "sdx" / "removable").write_text("1\n")
    (blocks / "sdx1").symlink_to(blocks / "sdx" / "sdx1")
    (blocks / "dm-0" / "slaves" / "sdx1").mkdir(parents=True)  # an encrypted volume on it
    (blocks / "sdy").mkdir()
    (blocks / "sdy" / "removable").write_text("0\n")
    monkeypatch.setattr(disks, "_BLOCKS", blocks)
    for device, kind in (("sdx1", "removable"), ("dm-0", "removable"), ("sdy", "local")):
        row = Row(f"/dev/{device}", str(tmp_path), "ext4", "rw")
        assert kind_of(tmp_path / "a.iwt", [row]) == kind


@pytest.mark.parametrize("fstype", ["nfs4", "vfat"])
@pytest.mark.parametrize("passphrase", ["", "ivory 象牙"])
def test_on_networks_and_sticks_the_rollback_journal_is_used(
    tmp_path: Path, lie_on, fstype: str, passphrase: str
) -> None:
    path = tmp_path / "case.iwt"
    with Store.create(path, passphrase=passphrase) as store:
        assert journal_of(store) == "wal"
        add_pair(store)
    lie_on(fstype)
    with Store.open(path, passphrase=passphrase) as store:
        assert journal_of(store) == "delete"
        add_pair(store)
        names = {p.name for p in tmp_path.iterdir()}
        assert names == {"case.iwt", "case.iwt.lock", "case.iwt.owner"}
        assert check(store).faults == ()
    with Store.create(tmp_path / "new.iwt", passphrase=passphrase) as store:
        assert journal_of(store) == "delete"
    lie_on("ext4")
    with Store.open(path, passphrase=passphrase) as store:
        assert journal_of(store) == "wal"
        assert store.undo() is not None
        assert check(store).faults == ()


def test_a_log_that_came_along_with_a_killed_copy_is_taken_in(tmp_path: Path, lie_on) -> None:
    path, stick = tmp_path / "case.iwt", tmp_path / "stick.iwt"
    with Store.create(path) as store:
        add_pair(store)
        for ending in ("", "-wal"):  # as a kill leaves them
            Path(f"{stick}{ending}").write_bytes(Path(f"{path}{ending}").read_bytes())
        expected = contents(store)
    lie_on("vfat")
    with Store.open(stick) as store:
        assert contents(store) == expected
        assert journal_of(store) == "delete"
    assert not Path(f"{stick}-wal").exists()


def test_readers_beside_a_writer_work_with_the_rollback_journal(tmp_path: Path, lie_on) -> None:
    lie_on("vfat")
    with new_store(tmp_path) as store:
        add_pair(store)
        with pytest.raises(DatabaseInUse, match="is open for writing by"):
            Store.open(store.path)
        with Store.open(store.path, read_only=True) as reader:
            add_pair(store)
            assert contents(reader) == contents(store)
            with store.edit("Long") as edit:
                for number in range(3000):
                    entities.add_entity(edit, "person", f"Person {number}")
                with reader.read() as db:
                    assert db.scalar(text("SELECT count(*) FROM entity")) == 4
            assert contents(reader) == contents(store)


def test_a_reader_that_stays_in_the_way_is_told_and_nothing_is_lost(
    tmp_path: Path, lie_on, monkeypatch: pytest.MonkeyPatch
) -> None:
    lie_on("cifs")
    monkeypatch.setattr("iwtlink.store.opening.connection._PRAGMAS", ("PRAGMA busy_timeout = 50",))
    with new_store(tmp_path) as store, Store.open(store.path, read_only=True) as reader:
        before = contents(store)
        with (
            reader.read() as db,
            pytest.raises(BadDatabase, match="being used by another program"),
        ):
            db.scalar(text("SELECT count(*) FROM entity"))
            add_pair(store)
        assert contents(store) == before
        add_pair(store)
        assert check(store).faults == ()


def test_threads_read_and_write_on_a_stick(tmp_path: Path, lie_on) -> None:
    lie_on("exfat")
    with new_store(tmp_path) as store:
        stop, seen = threading.Event(), []

        def look() -> None:
            while not stop.is_set():
                with store.read() as db:
                    seen.append(db.scalar(text("SELECT count(*) FROM entity")))

        readers = [threading.Thread(target=look) for _ in range(3)]
        for reader in readers:
            reader.start()
        for _ in range(10):
            add_pair(store)
        stop.set()
        for reader in readers:
            reader.join()
        assert len(contents(store)["entity"]) == 20
        assert all(count % 2 == 0 for count in seen)
