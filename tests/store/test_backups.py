"""Backups: whole, verified, rotated; a half one counts for nothing."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iwtlink.errors import (
    BadDatabase,
    BadInput,
    Cancelled,
    DatabaseInUse,
    Refused,
    WrongPassphrase,
)
from iwtlink.store import Store
from iwtlink.store.backups import back_up, copy_to, list_backups, verify
from iwtlink.store.backups.files import backups_in, note_path
from iwtlink.store.backups.rotation import Keep, beyond_room, superfluous
from iwtlink.store.check import check
from iwtlink.store.entities import add_entity
from iwtlink.store.opening import disks
from tests.store.stores import add_pair, contents, new_store

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def test_a_backup_opens_as_the_database_it_was_made_of(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        add_pair(store)
        backup = back_up(store, tmp_path / "kept")
        wanted = contents(store)
        assert backup.head == store.head()
    with Store.open(backup.path, read_only=True) as copy:
        assert contents(copy) == wanted
        assert check(copy).faults == ()
    assert (backup.entities, backup.links, backup.is_verified) == (2, 1, True)


def test_the_name_and_the_note_of_a_backup_tell_nothing_of_what_is_in_it(tmp_path: Path) -> None:
    with Store.create(tmp_path / "Naga Eye.iwt", title="Naga Eye", code="VT1") as store:
        store.sign_in("Vilay T", "VT")
        add_pair(store)
        backup = back_up(store, tmp_path / "kept")
    written = backup.path.name + note_path(backup.path).read_text()
    for secret in ("Naga", "Vilay", "Khamsing", "Phou Fa", str(tmp_path)):
        assert secret not in written
    assert backup.path.name.startswith("VT1-")


def test_the_head_stands_in_the_log_and_a_backup_changes_no_head(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        add_pair(store)
        before = store.head()
        backup = back_up(store, tmp_path / "kept", reason="closing")
        with store.read() as db:
            kind, detail = db.exec_driver_sql(
                "SELECT kind, detail FROM event ORDER BY id DESC LIMIT 1"
            ).one()
        assert store.head() == before == backup.head
        assert kind == "backup made"
        assert json.loads(detail)["head"] == before
        assert check(store).faults == ()


def test_writing_goes_on_while_a_backup_is_made(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        add_pair(store)
        before = store.head()
        added: list[bool] = []

        def write_beside(fraction: float, sentence: str) -> None:
            if not added:
                added.append(True)
                worker = threading.Thread(target=add_pair, args=(store,))
                worker.start()
                worker.join()

        backup = back_up(store, tmp_path / "kept", write_beside)
        assert backup.head == before != store.head()
        assert backup.entities == 2


def test_a_database_finds_only_its_own_backups(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        mine = back_up(store, tmp_path / "kept")
        with Store.create(tmp_path / "other.iwt", code="VT1") as other:
            back_up(other, tmp_path / "kept")
        assert [found.path for found in list_backups(tmp_path / "kept", store)] == [mine.path]
        assert len(list_backups(tmp_path / "kept")) == 2


def test_two_backups_of_one_second_both_stay(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        made = {back_up(store, tmp_path / "kept").path for _ in range(3)}
    assert len(made) == len(list_backups(tmp_path / "kept")) == 3


def test_a_stopped_backup_leaves_nothing(tmp_path: Path) -> None:
    def stop(fraction: float, sentence: str) -> None:
        raise Cancelled("Stopped.")

    with new_store(tmp_path) as store, pytest.raises(Cancelled):
        back_up(store, tmp_path / "kept", stop)
    assert list((tmp_path / "kept").iterdir()) == []


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("a file, not a folder")
    with new_store(tmp_path) as store, pytest.raises(BadInput, match="kept"):
        back_up(store, tmp_path / "kept")


def test_a_second_copy_on_a_stick_is_the_same_bytes(tmp_path: Path) -> None:
    (tmp_path / "stick").mkdir()
    with new_store(tmp_path) as store:
        add_pair(store)
        backup = back_up(store, tmp_path / "kept")
    second = copy_to(backup, tmp_path / "stick")
    assert second.path.read_bytes() == backup.path.read_bytes()
    assert list_backups(tmp_path / "stick") == [second]
    assert verify(second).is_verified


@pytest.mark.parametrize("harm", ["cut", "flip", "empty"])
def test_a_harmed_backup_is_found_and_no_longer_counts_as_good(tmp_path: Path, harm: str) -> None:
    with new_store(tmp_path) as store:
        add_pair(store)
        backup = back_up(store, tmp_path / "kept")
    data = bytearray(backup.path.read_bytes())
    data[len(data) // 2] ^= 0x10
    harmed = {"cut": data[: len(data) // 2], "flip": data, "empty": b""}[harm]
    backup.path.write_bytes(harmed)
    (listed,) = backups_in(tmp_path / "kept")
    assert listed.is_verified == (harm == "flip")
    with pytest.raises(BadDatabase, match="no longer as it was made"):
        verify(listed)
    assert not backups_in(tmp_path / "kept")[0].is_verified


def test_a_note_that_cannot_be_read_makes_a_backup_unverified(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        backup = back_up(store, tmp_path / "kept")
    note_path(backup.path).write_text('{"made_at": 3, "size": "big"}')
    assert not backups_in(tmp_path / "kept")[0].is_verified


_SCRIPT = """
import sys
from pathlib import Path
from iwtlink.store import Store
from iwtlink.store.backups import back_up
def tell(fraction, sentence):
    print(fraction, flush=True)
with Store.open(Path(sys.argv[1])) as store:
    while True:
        back_up(store, Path(sys.argv[2]), tell)
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
@pytest.mark.parametrize("lines", [1, 3, 5, 9, 14])
def test_a_backup_killed_at_any_moment_leaves_no_half_one_that_counts_as_good(
    tmp_path: Path, lines: int
) -> None:
    with new_store(tmp_path) as store:
        add_pair(store)
    process = subprocess.Popen(
        [sys.executable, "-c", _SCRIPT, str(tmp_path / "case.iwt"), str(tmp_path / "kept")],
        stdout=subprocess.PIPE,
    )
    assert process.stdout is not None
    for _ in range(lines):
        process.stdout.readline()
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()
    with Store.open(tmp_path / "case.iwt") as store:
        assert check(store).faults == ()
        for backup in backups_in(tmp_path / "kept"):
            assert verify(backup).head == store.head()
    for path in (tmp_path / "kept").glob("*.iwt"):
        assert note_path(path).is_file()


# Rotation


@dataclass(frozen=True)
class Made:
    made_at: str
    is_verified: bool = True
    size: int = 100


def made_at(hours: float, *, good: bool = True) -> Made:
    return Made((NOW - timedelta(hours=hours)).isoformat(), good)


BACKUPS = st.lists(
    st.builds(made_at, st.floats(-50, 20_000), good=st.booleans()), max_size=120, unique=True
)


@given(BACKUPS)
def test_rotation_keeps_the_last_ten_and_the_newest_good_one(backups: list[Made]) -> None:
    gone = superfluous(backups, NOW)
    kept = [backup for backup in backups if backup not in gone]
    newest = sorted(backups, key=lambda backup: backup.made_at, reverse=True)
    assert set(newest[:10]) <= set(kept)
    good = [backup for backup in newest if backup.is_verified]
    assert not good or good[0] in kept
    assert len(kept) <= 10 + 15 + 9 + 13 + sum(b.made_at > NOW.isoformat() for b in backups)


@given(BACKUPS)
def test_rotation_done_again_takes_nothing_more(backups: list[Made]) -> None:
    gone = superfluous(backups, NOW)
    assert superfluous([backup for backup in backups if backup not in gone], NOW) == []


@given(BACKUPS, st.integers(1, 13))
def test_every_day_of_two_weeks_that_had_a_good_backup_still_has_one(
    backups: list[Made], days: int
) -> None:
    day = (NOW - timedelta(days=days)).date().isoformat()
    on_that_day = [b for b in backups if b.is_verified and b.made_at.startswith(day)]
    gone = superfluous(backups, NOW)
    assert not on_that_day or any(backup not in gone for backup in on_that_day)


def test_rotation_of_a_year_of_hourly_backups_keeps_days_weeks_and_months() -> None:
    backups = [made_at(hours) for hours in range(24 * 365)]
    gone = set(superfluous(backups, NOW, Keep()))
    ages = [hours / 24 for hours, backup in enumerate(backups) if backup not in gone]
    assert sum(age < 10 / 24 for age in ages) == 10
    assert sum(age < 14 for age in ages) == 10 + 14
    assert len(ages) <= 10 + 14 + 8 + 12
    assert max(ages) > 330


@given(BACKUPS, st.integers(0, 15_000))
def test_backups_of_a_large_database_leave_room_on_the_disk(backups: list[Made], room: int) -> None:
    gone = beyond_room(backups, room)
    kept = [backup for backup in backups if backup not in gone]
    newest = sorted(backups, key=lambda backup: backup.made_at, reverse=True)
    good = [backup for backup in newest if backup.is_verified][:3]
    assert set(good) <= set(kept)
    assert sum(backup.size for backup in kept) <= room or set(kept) == set(good)
    assert not gone or max(backup.made_at for backup in gone) < min(
        (backup.made_at for backup in kept if backup not in good), default="9999"
    )


def test_a_bad_backup_never_pushes_out_the_only_good_one() -> None:
    backups = [made_at(1_000), *(made_at(hours, good=False) for hours in range(40))]
    assert made_at(1_000) not in superfluous(backups, NOW)
    assert len(superfluous(backups, NOW)) == 30


def test_counting_twice_gives_the_same_backup(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        backup = back_up(store, tmp_path / "kept")
        with store.edit("Add") as edit:
            add_entity(edit, "person", "Noy")
        later = back_up(store, tmp_path / "kept")
    assert later.entities == backup.entities + 1
    assert replace(verify(backup), verified_at=backup.verified_at) == backup


# Encrypted


def test_a_backup_of_an_encrypted_database_is_encrypted_alike(tmp_path: Path) -> None:
    with Store.create(tmp_path / "case.iwt", passphrase="pangolin lantern") as store:
        add_pair(store)
        backup = back_up(store, tmp_path / "kept")
        wanted = contents(store)
    assert backup.is_encrypted
    assert backup.path.read_bytes()[:16] == store.path.read_bytes()[:16], "the salt is the same"
    assert b"Khamsing" not in backup.path.read_bytes()
    with Store.open(backup.path, read_only=True, passphrase="pangolin lantern") as copy:
        assert contents(copy) == wanted


def test_an_encrypted_backup_is_verified_with_and_without_its_passphrase(tmp_path: Path) -> None:
    with Store.create(tmp_path / "case.iwt", passphrase="pangolin lantern") as store:
        backup = back_up(store, tmp_path / "kept")
    assert verify(backup).is_verified
    assert verify(backup, "pangolin lantern").is_verified
    with pytest.raises(WrongPassphrase):
        verify(backup, "another")
    assert backups_in(tmp_path / "kept")[0].is_verified


def test_no_edit_is_lost_while_a_backup_is_made_on_a_stick(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        with store.read() as db:
            db.connection.driver_connection.execute("COMMIT")  # type: ignore[union-attr]
            db.exec_driver_sql("PRAGMA journal_mode = DELETE")
            db.exec_driver_sql("BEGIN")
        workers: list[threading.Thread] = []

        def write_beside(fraction: float, sentence: str) -> None:
            if not workers:
                workers.append(threading.Thread(target=add_pair, args=(store,)))
                workers[0].start()

        backup = back_up(store, tmp_path / "kept", write_beside)
        workers[0].join()
        assert backup.entities == 0
        assert back_up(store, tmp_path / "kept").entities == 2


def test_nothing_is_written_into_a_database_once_it_is_closed(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        backup = back_up(store, tmp_path / "kept")
    with pytest.raises(Refused, match="is closed"):
        back_up(store, tmp_path / "kept")
    assert backup.path.is_file()
    assert not Path(f"{store.path}.lock").exists()


def test_a_reader_on_a_stick_makes_a_backup_of_what_another_writes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disks, "kind_of", lambda path: "removable")
    with new_store(tmp_path) as store:
        add_pair(store)
        with store.read() as db:
            assert db.exec_driver_sql("PRAGMA journal_mode").scalar() == "delete"
        with pytest.raises(DatabaseInUse, match="read-only"):
            Store.open(store.path)
        with Store.open(store.path, read_only=True) as reader:
            assert back_up(reader, tmp_path / "kept").entities == 2
            add_pair(store)
            assert back_up(reader, tmp_path / "kept").entities == 4
