"""The commands that back up and restore."""

from __future__ import annotations

from pathlib import Path

import pytest

from iwtlink.operations.history import read_log
from iwtlink.store import Store
from tests.cli.conftest import Run
from tests.store.stores import add_pair, contents, new_store


def test_a_backup_is_made_listed_and_restored(run: Run, tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        add_pair(store)
        wanted, path = contents(store), store.path
    made = run("backup", path, "--json").result["backup"]
    assert (made["entities"], made["is_verified"]) == (2, True)
    with Store.open(path) as store:
        add_pair(store)
    listed = run("restore", path, "--list", "--json").result["backups"]
    assert [one["path"] for one in listed] == [made["path"]]
    assert "before restore" in run("restore", path, "--json").result["kept_aside"]
    with Store.open(path) as store:
        assert contents(store) == wanted


def test_people_are_told_where_the_backup_is(run: Run, tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        add_pair(store)
        path = store.path
    out = run("backup", path, "--to", tmp_path / "kept").out
    assert str(tmp_path / "kept") in out
    assert "2 entities" in out
    assert (
        "1 backup" in run("restore", path, "--list").out
        or "0 backups" in run("restore", path, "--list").out
    )


def test_a_database_open_elsewhere_is_backed_up_and_not_restored(run: Run, tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        add_pair(store)
        assert run("backup", store.path).code == 0
        refused = run("restore", store.path)
        assert refused.code == 1
        assert "open for writing" in refused.err


def test_a_backup_named_by_its_path_is_restored(run: Run, tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        path = store.path
    made = run("backup", path, "--to", tmp_path / "kept", "--json").result["backup"]
    path.unlink()
    assert "Nothing stood there" in run("restore", path, made["path"]).out
    Store.open(path).close()


def test_an_encrypted_database_is_backed_up_and_restored(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "case.iwt"
    with Store.create(path, passphrase="pangolin lantern") as store:
        add_pair(store)
        wanted = contents(store)
    monkeypatch.setenv("IWTLINK_PASSPHRASE", "pangolin lantern")
    assert run("backup", path, "--json").result["backup"]["is_encrypted"]
    path.write_bytes(b"")
    assert run("restore", path).code == 0
    with Store.open(path, passphrase="pangolin lantern") as store:
        assert contents(store) == wanted


def test_nothing_to_restore_is_said_in_a_sentence(run: Run, tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        path = store.path
    assert "No good backup" in run("restore", path).err
    assert "There is no file" in run("restore", path, tmp_path / "missing.iwt").err


def test_another_passphrase_is_given_to_the_backups_as_well(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "case.iwt"
    with Store.create(path, passphrase="pangolin lantern") as store:
        add_pair(store)
    monkeypatch.setenv("IWTLINK_PASSPHRASE", "pangolin lantern")
    monkeypatch.setenv("IWTLINK_NEW_PASSPHRASE", "teak harbour seven")
    run("backup", path)
    done = run("rekey", path, "--backups", "reencrypt", "--json").result["backups"]
    assert (done["changed"], done["problems"]) == (1, [])
    for found in run("restore", path, "--list", "--json").result["backups"]:
        Store.open(found["path"], read_only=True, passphrase="teak harbour seven").close()
    monkeypatch.setenv("IWTLINK_PASSPHRASE", "teak harbour seven")
    assert run("decrypt", path, "--backups", "delete", "--json").result["backups"]["deleted"] == 2


def test_the_log_says_who_restored(run: Run, tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        add_pair(store)
        path = store.path
    assert run("backup", path).code == 0
    assert run("restore", path).code == 0
    with Store.open(path, read_only=True) as store:
        last = next(entry for entry in read_log(store) if entry.kind == "backup restored")
    assert last.who
