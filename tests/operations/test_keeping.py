"""Backups kept apart, going back to one, and what is done about a damaged file."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from iwtlink.errors import BadDatabase, DatabaseInUse, IwtlinkError, PassphraseNeeded
from iwtlink.operations.keeping import (
    backup_folder,
    has_changed,
    is_same_disk,
    keep,
    keep_if_changed,
    known_backups,
    was_left_open,
)
from iwtlink.operations.keeping.restore import (
    backup_at,
    damage_of,
    newest_good,
    restore_backup,
    steps_since,
)
from iwtlink.settings import change_settings
from iwtlink.store import Store
from iwtlink.store.backups import COUNTED
from iwtlink.store.backups.files import backups_in
from iwtlink.store.check import check
from iwtlink.store.entities import add_entity
from iwtlink.store.opening.damage import quick_faults
from tests.store.stores import add_pair, contents, new_store

WORDS = "pangolin lantern"


def add(store: Store, name: str) -> None:
    with store.edit(f"Add {name}") as edit:
        add_entity(edit, "person", name)


def test_a_backup_is_made_only_where_something_changed(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        assert keep_if_changed(store, reason="closing") is not None
        assert keep_if_changed(store, reason="closing") is None
        store.log("exported", file="x")
        assert not has_changed(store)
        add(store, "Noy")
        kept = keep_if_changed(store, reason="closing")
        assert kept is not None
        assert kept.backup.reason == "closing"
        assert len(known_backups(store.path, store)) == 2


def test_a_backup_goes_to_the_second_place_too(tmp_path: Path) -> None:
    (tmp_path / "stick").mkdir()
    change_settings(lambda s: replace(s, second_backup_folder=str(tmp_path / "stick")))
    with new_store(tmp_path) as store:
        kept = keep(store)
        assert kept.second is not None
        assert kept.second.path.parent == tmp_path / "stick"
        assert len(known_backups(store.path, store)) == 1, "the same backup counts once"
        shutil.rmtree(tmp_path / "stick")
        add(store, "Noy")
        kept = keep(store)
        assert kept.second is None
        assert "stick" in kept.problem


def test_only_the_last_ten_of_a_day_stay(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        removed = [keep(store).removed for _ in range(13)]
        assert len(known_backups(store.path, store)) <= 12
    assert sum(removed) >= 1


def test_a_full_stick_lets_go_of_its_oldest_backups(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    change_settings(lambda s: replace(s, second_backup_folder=str(stick)))
    with new_store(tmp_path) as store:
        size = store.path.stat().st_size
        room = 3.5 * size

        def usage(folder: Path) -> SimpleNamespace:
            used = sum(path.stat().st_size for path in stick.glob("*.iwt"))
            return SimpleNamespace(free=int(room - used) if folder == stick else 10**12)

        monkeypatch.setattr("shutil.disk_usage", usage)
        for number in range(6):
            add(store, f"Person {number}")
            assert keep(store).problem == ""
        assert backups_in(stick)[0].head == store.head()
        assert 1 <= len(backups_in(stick)) <= 3


def test_a_folder_named_by_hand_is_not_tidied(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        for _ in range(12):
            keep(store, folder=tmp_path / "mine")
    assert len(list((tmp_path / "mine").glob("*.iwt"))) == 12


def test_backups_on_the_disk_of_the_database_are_known_to_be_so(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        assert is_same_disk(tmp_path / "not there yet", store.path)
    assert not is_same_disk(tmp_path, tmp_path / "missing.iwt")


def test_a_restored_database_is_as_it_was_and_the_other_is_kept_aside(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        add_pair(store)
        backup = keep(store).backup
        wanted = contents(store)
        add(store, "Noy")
        later = contents(store)
        assert steps_since(store, backup).labels == ("Add Noy",)
        path = store.path
    done = restore_backup(path, backup)
    with Store.open(path) as store:
        assert contents(store) == wanted
        assert check(store).faults == ()
        with store.read() as db:
            kind, detail = db.exec_driver_sql(
                "SELECT kind, detail FROM event ORDER BY id DESC LIMIT 1"
            ).one()
        assert kind == "backup restored"
        assert json.loads(detail)["head"] == backup.head
        add(store, "Work goes on")
    assert done.kept_aside is not None
    assert "before restore" in done.kept_aside.name
    with Store.open(done.kept_aside, read_only=True) as aside:
        assert contents(aside) == later


def test_what_was_changed_before_a_restore_is_backed_up_as_well(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        backup = keep(store).backup
        add(store, "Noy")
        head, path = store.head(), store.path
    restore_backup(path, backup)
    newest = known_backups(path)[0]
    assert (newest.reason, newest.head) == ("restore", head)


def test_restoring_twice_in_a_second_overwrites_nothing(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        backup = keep(store).backup
        path = store.path
    aside = {restore_backup(path, backup).kept_aside for _ in range(3)}
    assert len(aside) == 3
    assert all(one is not None and one.is_file() for one in aside)


def test_an_open_database_is_not_restored(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        backup = keep(store).backup
        with pytest.raises(DatabaseInUse):
            restore_backup(store.path, backup)
        add(store, "Noy")


def test_an_encrypted_backup_is_restored_with_its_passphrase_only(tmp_path: Path) -> None:
    path = tmp_path / "case.iwt"
    with Store.create(path, passphrase=WORDS) as store:
        add_pair(store)
        backup = keep(store).backup
        wanted = contents(store)
    before = path.read_bytes()
    with pytest.raises(PassphraseNeeded):
        restore_backup(path, backup)
    with pytest.raises(IwtlinkError):
        restore_backup(path, backup, "another")
    assert path.read_bytes() == before
    restore_backup(path, backup, WORDS)
    with Store.open(path, passphrase=WORDS) as store:
        assert contents(store) == wanted


def harm(path: Path, kind: str) -> None:
    data = bytearray(path.read_bytes())
    if kind == "missing":
        path.unlink()
    elif kind == "empty":
        path.write_bytes(b"")
    elif kind == "half":
        path.write_bytes(data[: len(data) // 2 + 100])
    elif kind == "half by pages":
        path.write_bytes(data[: len(data) // 2 // 4096 * 4096])
    elif kind == "start":
        path.write_bytes(bytes(4096) + data[4096:])
    else:
        data[4096 * 3 : -4096] = bytes(len(data) - 4096 * 4)
        path.write_bytes(data)


HARMS = ["missing", "empty", "half", "half by pages", "start", "middle"]


@pytest.mark.parametrize("words", ["", WORDS], ids=["plain", "encrypted"])
@pytest.mark.parametrize("kind", HARMS)
def test_a_damaged_database_offers_its_newest_backup_and_is_kept(
    tmp_path: Path, kind: str, words: str
) -> None:
    path = tmp_path / "case.iwt"
    with Store.create(path, passphrase=words) as store:
        add_pair(store)
        backup = keep(store).backup
        wanted = contents(store)
    harm(path, kind)
    harmed = path.read_bytes() if path.exists() else b""
    try:
        with Store.open(path, passphrase=words) as store:
            assert quick_faults(store)
        damage = damage_of(path, BadDatabase("found later"), words)
    except IwtlinkError as error:
        damage = damage_of(path, error, words)
    assert damage is not None
    assert damage.newest_good == backup
    done = restore_backup(path, backup, words)
    with Store.open(path, passphrase=words) as store:
        assert contents(store) == wanted
    if harmed:
        assert done.kept_aside is not None
        assert done.kept_aside.read_bytes() == harmed
    else:
        assert done.kept_aside is None


def test_what_can_be_read_of_a_damaged_database_is_counted(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        add_pair(store)
        backup = keep(store).backup
        path = store.path
    damage = damage_of(path, BadDatabase("said to be damaged"))
    assert damage is not None
    assert damage.readable == {name: getattr(backup, name) for name in COUNTED}


def test_a_log_left_without_its_database_is_kept_aside(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        backup = keep(store).backup
        add(store, "Noy")
        log = Path(f"{store.path}-wal").read_bytes()
        path = store.path
    path.unlink()
    Path(f"{path}-wal").write_bytes(log)
    done = restore_backup(path, backup)
    assert done.kept_aside is not None
    assert Path(f"{done.kept_aside}-wal").read_bytes() == log
    with Store.open(path) as store:
        assert store.head() == backup.head
        assert check(store).faults == ()


def test_a_file_that_was_never_backed_up_offers_nothing(tmp_path: Path) -> None:
    path = tmp_path / "case.iwt"
    path.write_bytes(b"")
    assert damage_of(path, BadDatabase("empty")) is None
    with pytest.raises(BadDatabase, match="No good backup"):
        newest_good(path)


def test_a_backup_copied_by_hand_can_be_restored_without_its_note(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        add_pair(store)
        backup = keep(store).backup
        path = store.path
    copied = Path(shutil.copy(backup.path, tmp_path / "by hand.iwt"))
    restore_backup(path, backup_at(copied))
    with Store.open(path) as store:
        assert store.head() == backup.head


def test_a_backup_of_another_database_is_known_to_be_no_earlier_state(tmp_path: Path) -> None:
    with new_store(tmp_path) as store, Store.create(tmp_path / "other.iwt") as other:
        assert not steps_since(store, keep(other).backup).is_known


_SCRIPT = """
import sys
from pathlib import Path
from iwtlink.operations.keeping.restore import newest_good, restore_backup
def tell(fraction, sentence):
    print(fraction, flush=True)
path = Path(sys.argv[1])
while True:
    restore_backup(path, newest_good(path), progress=tell)
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
@pytest.mark.parametrize("lines", [2, 5, 9, 12, 16, 21])
def test_a_restore_killed_at_any_moment_leaves_one_whole_database(
    tmp_path: Path, lines: int
) -> None:
    with new_store(tmp_path) as store:
        add_pair(store)
        head = keep(store).backup.head
        path = store.path
    process = subprocess.Popen([sys.executable, "-c", _SCRIPT, str(path)], stdout=subprocess.PIPE)
    assert process.stdout is not None
    for _ in range(lines):
        process.stdout.readline()
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()
    with Store.open(path) as store:
        assert store.head() == head
        assert check(store).faults == ()
    assert backup_folder().is_dir()


def test_a_database_whose_program_was_killed_is_known_to_have_been_left_open(
    tmp_path: Path,
) -> None:
    with new_store(tmp_path) as store:
        path = store.path
        assert was_left_open(path)
    assert not was_left_open(path)
