"""Backups when the passphrase changes: kept, encrypted again, or deleted."""

from __future__ import annotations

from pathlib import Path

import pytest

from iwtlink.errors import Cancelled, WrongPassphrase
from iwtlink.operations.demo import demo_path, ready_demo
from iwtlink.operations.keeping import backup_folder, keep, known_backups
from iwtlink.operations.keeping.rekey import (
    delete_backups,
    reencrypt_backups,
    rekey_with_backups,
)
from iwtlink.store import Store
from iwtlink.store.backups import verify
from tests.store.stores import add_pair, contents, new_store

OLD, NEW = "pangolin lantern", "teak harbour seven"


def test_old_backups_are_given_the_new_passphrase(tmp_path: Path) -> None:
    with Store.create(tmp_path / "case.iwt", passphrase=OLD) as store:
        add_pair(store)
        before = keep(store).backup
        wanted = contents(store)
        done = rekey_with_backups(store, OLD, NEW, "reencrypt")
        assert (done.changed, done.problems) == (1, ())
        found = known_backups(store.path, store)
    assert {backup.head for backup in found} == {before.head}
    assert before.made_at in {backup.made_at for backup in found}
    for backup in found:
        assert verify(backup, NEW).is_encrypted
        with pytest.raises(WrongPassphrase):
            verify(backup, OLD)
        with Store.open(backup.path, read_only=True, passphrase=NEW) as copy:
            assert contents(copy) == wanted


def test_a_plain_database_given_a_passphrase_leaves_nothing_in_clear(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        add_pair(store)
        keep(store)
        rekey_with_backups(store, "", NEW, "reencrypt")
    for path in (*backup_folder().iterdir(), *tmp_path.iterdir()):
        assert b"Khamsing" not in path.read_bytes(), path.name


def test_old_backups_are_deleted_once_there_is_a_new_one(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        add_pair(store)
        keep(store)
        done = rekey_with_backups(store, "", NEW, "delete")
        (left,) = known_backups(store.path, store)
    assert done.deleted == 1
    assert verify(left, NEW).reason == "passphrase"


def test_backups_kept_stay_under_the_passphrase_they_had(tmp_path: Path) -> None:
    with Store.create(tmp_path / "case.iwt", passphrase=OLD) as store:
        backup = keep(store).backup
        rekey_with_backups(store, OLD, NEW)
        newest, kept = known_backups(store.path, store)
    assert kept == backup
    assert verify(kept, OLD).is_verified
    assert verify(newest, NEW).reason == "passphrase", "there is always one of the state of now"


def test_a_passphrase_taken_away_is_taken_from_the_backups(tmp_path: Path) -> None:
    with Store.create(tmp_path / "case.iwt", passphrase=OLD) as store:
        keep(store)
        rekey_with_backups(store, OLD, "", "reencrypt")
        assert not any(b.is_encrypted for b in known_backups(store.path, store))
        assert not store.is_encrypted


def test_a_wrong_passphrase_changes_neither_database_nor_backups(tmp_path: Path) -> None:
    with Store.create(tmp_path / "case.iwt", passphrase=OLD) as store:
        backup = keep(store).backup
        with pytest.raises(WrongPassphrase):
            rekey_with_backups(store, "another", NEW, "delete")
        assert known_backups(store.path, store) == [backup]


def test_a_backup_under_an_older_passphrase_stays_and_is_named(tmp_path: Path) -> None:
    with Store.create(tmp_path / "case.iwt", passphrase=OLD) as store:
        backup = keep(store).backup
    done = reencrypt_backups(backup_folder(), "another", NEW)
    assert done.changed == 0
    assert backup.path.name in done.problems[0]
    assert verify(backup, OLD).is_verified
    assert delete_backups(backup_folder()).deleted == 1


def test_no_further_backup_in_clear_is_made_where_the_old_ones_are_left_alone(
    tmp_path: Path,
) -> None:
    with new_store(tmp_path) as store:
        keep(store)
        add_pair(store)
        rekey_with_backups(store, "", NEW, "keep")
        newest, old = known_backups(store.path, store)
    assert newest.is_encrypted
    assert old.entities == 0


def test_stopping_while_backups_are_changed_tells_which_stay(tmp_path: Path) -> None:
    with Store.create(tmp_path / "case.iwt", passphrase=OLD) as store:
        for _ in range(3):
            add_pair(store)
            keep(store)

        def stop(fraction: float, sentence: str) -> None:
            if fraction > 0.8:
                raise Cancelled("Stopped.")

        done = rekey_with_backups(store, OLD, NEW, "reencrypt", stop)
        assert 0 < done.changed < 3
        assert "Stopped." in done.problems[0]
        add_pair(store)
    for backup in known_backups(store.path):
        assert verify(backup).is_verified
    Store.open(store.path, passphrase=NEW).close()


def test_the_demonstration_given_a_passphrase_is_not_made_anew() -> None:
    with Store.create(demo_path(), passphrase=OLD) as store:
        head = store.head()
    ready_demo()
    with Store.open(demo_path(), passphrase=OLD) as store:
        assert store.head() == head
