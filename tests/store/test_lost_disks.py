"""A full disk, a stick pulled out, a drive that fails: said clearly, and the database is whole.

What needs a disk of its own is mounted by the superuser on Linux; the rest runs everywhere.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

from iwtlink.errors import BadDatabase, BadInput, IwtlinkError
from iwtlink.store import Store, entities
from iwtlink.store.check import check
from iwtlink.store.opening import disks, rekey
from iwtlink.writing import write_whole
from tests.store.stores import add_pair, contents

PASSPHRASE = "ຊ້າງ 象 voi"
MOUNT, UMOUNT = shutil.which("mount"), shutil.which("umount")
can_mount = pytest.mark.skipif(
    sys.platform != "linux" or os.geteuid() != 0 or not MOUNT,
    reason="only Linux's superuser can mount a disk",
)
every_file = pytest.mark.parametrize("passphrase", ["", PASSPHRASE], ids=["plain", "encrypted"])
every_journal = pytest.mark.parametrize("journal", ["WAL", "DELETE"])


@pytest.fixture(autouse=True)
def _journal(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Use the journal that the test names, whatever the disk is."""
    if "journal" in request.fixturenames:
        wanted = request.getfixturevalue("journal")
        monkeypatch.setattr(disks, "journal_mode", lambda path: wanted)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Give a disk of 6 MB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    done = subprocess.run([str(MOUNT), "-t", "tmpfs", "-o", "size=6m", "none", disk], check=False)
    if done.returncode:
        pytest.skip("no disk can be mounted here")
    yield disk
    subprocess.run([str(UMOUNT), "-l", disk], check=False)


def fill(disk: Path, *, but: int = 0) -> Path:
    """Leave so many bytes free on a disk."""
    rest = disk / "rest"
    rest.write_bytes(bytes(max(0, shutil.disk_usage(disk).free - but)))
    return rest


def add_many(store: Store) -> None:
    with store.edit("Too much") as edit:
        for number in range(3000):
            entities.add_entity(edit, "person", f"Person {number} {'x' * 300}")


def is_whole(path: Path, passphrase: str) -> bool:
    with Store.open(path, passphrase=passphrase) as store:
        assert check(store).faults == ()
        before = contents(store)
        add_pair(store)
        store.undo()
        return contents(store) == before


@can_mount
@every_file
@every_journal
@pytest.mark.parametrize("left", [0, 100_000])
def test_a_full_disk_is_told_and_work_goes_on_once_there_is_room(
    small_disk: Path, passphrase: str, journal: str, left: int
) -> None:
    path = small_disk / "case.iwt"
    with Store.create(path, passphrase=passphrase) as store:
        add_pair(store)
        before = contents(store)
        rest = fill(small_disk, but=left)
        with pytest.raises(BadDatabase, match="disk is full"):
            add_many(store)
        assert contents(store) == before
        rest.unlink()
        add_pair(store)
        assert len(contents(store)["entity"]) == 4
    assert is_whole(path, passphrase)


@can_mount
@every_journal
def test_on_a_full_disk_nothing_else_breaks_either(small_disk: Path, journal: str) -> None:
    path = small_disk / "case.iwt"
    with Store.create(path) as store:
        add_pair(store)
        before = contents(store)
        fill(small_disk, but=50_000)
        with pytest.raises(BadDatabase, match="disk is full"):
            rekey.encrypt(store, PASSPHRASE)
        assert contents(store) == before
    with pytest.raises(IwtlinkError, match=r"disk is full|No space"):
        Store.create(small_disk / "new.iwt", passphrase=PASSPHRASE)
    with pytest.raises(BadInput, match="No space"):
        write_whole(small_disk / "product.xlsx", bytes(7_000_000))
    assert sorted(p.name for p in small_disk.iterdir()) == ["case.iwt", "rest"]
    with Store.open(path, read_only=True) as store:
        assert contents(store) == before
        assert check(store).faults == ()


@can_mount
@every_file
@every_journal
def test_a_stick_pulled_out_is_told_and_the_database_is_whole(
    small_disk: Path, tmp_path: Path, passphrase: str, journal: str
) -> None:
    path = small_disk / "case.iwt"
    other = tmp_path / "other name"
    other.mkdir()
    with Store.create(path, passphrase=passphrase) as store:
        add_pair(store)
        before = contents(store)
        subprocess.run([str(MOUNT), "--bind", small_disk, other], check=True)
        try:
            subprocess.run([str(UMOUNT), "-l", small_disk], check=True)
            with pytest.raises(BadDatabase, match="disk is gone"):
                add_pair(store)
            with pytest.raises(BadDatabase, match="disk is gone"):
                store.log("export")
            store.close()
            with Store.open(other / "case.iwt", passphrase=passphrase) as again:
                assert contents(again) == before
                assert check(again).faults == ()
        finally:
            subprocess.run([str(UMOUNT), "-l", other], check=True)


@pytest.mark.skipif(os.name == "nt", reason="Windows moves no folder with open files")
@every_file
@every_journal
def test_a_folder_that_goes_in_the_middle_of_an_edit(
    tmp_path: Path, passphrase: str, journal: str
) -> None:
    folder, aside = tmp_path / "disk", tmp_path / "aside"
    folder.mkdir()
    with Store.create(folder / "case.iwt", passphrase=passphrase) as store:
        add_pair(store)
        expected = 2
        with suppress(BadDatabase):
            with store.edit("In the middle") as edit:
                entities.add_entity(edit, "person", "Half")
                folder.rename(aside)
            expected = 3  # what was acknowledged is there
        folder.mkdir()  # an empty disk at the same place
        with pytest.raises(BadDatabase, match="no longer where"):
            add_pair(store)
    with Store.open(aside / "case.iwt", passphrase=passphrase) as store:
        assert check(store).faults == ()
        assert len(contents(store)["entity"]) == expected


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no such limit")
@every_file
@every_journal
def test_a_drive_that_refuses_to_write_leaves_the_database_whole(
    tmp_path: Path, passphrase: str, journal: str
) -> None:
    path = tmp_path / "case.iwt"
    script = f"""
        import resource, signal
        from iwtlink.errors import BadDatabase
        from iwtlink.store import Store, entities
        from iwtlink.store.opening import disks
        from tests.store.stores import add_pair
        from tests.store.test_lost_disks import add_many
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        disks.journal_mode = lambda path: {journal!r}
        with Store.create({str(path)!r}, passphrase={passphrase!r}) as store:
            add_pair(store)
            most = store.path.stat().st_size + 200_000
            resource.setrlimit(resource.RLIMIT_FSIZE, (most, resource.RLIM_INFINITY))
            try:
                add_many(store)
            except BadDatabase as error:
                assert "cannot be reached" in str(error), error
            else:
                raise AssertionError("it was written")
            resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY,) * 2)
            add_pair(store)
    """
    root = Path(__file__).resolve().parents[2]
    environment = {**os.environ, "PYTHONPATH": str(root)}
    subprocess.run([sys.executable, "-c", textwrap.dedent(script)], env=environment, check=True)
    with Store.open(path, passphrase=passphrase) as store:
        assert len(contents(store)["entity"]) == 4
        assert check(store).faults == ()


@every_file
@pytest.mark.parametrize("kept", [0, 4096, 40_960])
def test_a_file_cut_behind_our_back_is_told_as_damaged(
    tmp_path: Path, passphrase: str, kept: int
) -> None:
    path = tmp_path / "case.iwt"
    with Store.create(path, passphrase=passphrase) as store:
        add_pair(store)
    with Store.open(path, passphrase=passphrase) as store:
        os.truncate(path, kept)
        with pytest.raises(BadDatabase, match=r"damaged|cannot be reached"):
            contents(store)
    with (
        pytest.raises(BadDatabase, match=r"damaged|is not"),
        closing(Store.open(path, passphrase=passphrase)) as store,
    ):
        contents(store)


WRITER = """
import sys
from iwtlink.store import Store
from iwtlink.store.opening import disks
from tests.store.stores import add_pair
disks.journal_mode = lambda path: sys.argv[2]
with Store.create(sys.argv[1], passphrase=sys.argv[3]) as store:
    while True:
        add_pair(store)
        sys.stdout.write(f"{store.steps()[0].id}\\n")
        sys.stdout.flush()
"""


@pytest.mark.fuzz
@can_mount
@every_file
@every_journal
@pytest.mark.parametrize("instant", range(3))
def test_a_stick_pulled_out_mid_write_keeps_what_was_acknowledged(
    tmp_path: Path, passphrase: str, journal: str, instant: int
) -> None:
    """The writer is stopped at any instant and what is on the disk by then is copied."""
    image, pulled, disk = tmp_path / "stick", tmp_path / "pulled", tmp_path / "disk"
    disk.mkdir()
    image.write_bytes(bytes(24_000_000))
    subprocess.run(["mkfs.ext4", "-q", image], check=True)
    if subprocess.run([str(MOUNT), "-o", "loop", image, disk], check=False).returncode:
        pytest.skip("no image can be mounted here")
    root = Path(__file__).resolve().parents[2]
    script = [sys.executable, "-c", WRITER, disk / "case.iwt", journal, passphrase]
    environment = {**os.environ, "PYTHONPATH": str(root)}
    try:
        with subprocess.Popen(script, env=environment, stdout=subprocess.PIPE) as writing:
            assert writing.stdout is not None
            acknowledged = [int(writing.stdout.readline()) for _ in range(5 + 4 * instant)][-1]
            writing.send_signal(signal.SIGSTOP)
            shutil.copy(image, pulled)
            writing.kill()
    finally:
        subprocess.run([str(UMOUNT), "-l", disk], check=True)
    subprocess.run([str(MOUNT), "-o", "loop", pulled, disk], check=True)
    try:
        with Store.open(disk / "case.iwt", passphrase=passphrase) as store:
            assert check(store).faults == ()
            assert store.steps()[0].id >= acknowledged
    finally:
        subprocess.run([str(UMOUNT), disk], check=True)
