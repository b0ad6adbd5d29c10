"""A purge names every copy of the database that still holds what went."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from iwtlink.operations.keeping import keep
from iwtlink.operations.keeping.restore import restore_backup
from iwtlink.operations.purging import find_to_purge, look_at_purge, purge_item, report_lines
from iwtlink.settings import change_settings
from iwtlink.store import Store
from tests.store.stores import add_pair, new_store

OLD = Path(__file__).parents[1] / "store" / "data" / "version1.iwt"


def test_the_backup_in_the_second_place_is_named_as_well(tmp_path: Path) -> None:
    change_settings(lambda now: replace(now, second_backup_folder=str(tmp_path / "stick")))
    (tmp_path / "stick").mkdir()
    with new_store(tmp_path) as store:
        add_pair(store)
        kept = keep(store)
        assert kept.second is not None
        report = purge_item(store, find_to_purge(store, "PER-VT1-0001"), "Case 12")
        assert set(report.backups) == {kept.backup.path, kept.second.path}
        assert all(any(str(p) in line for line in report_lines(report)) for p in report.backups)


def test_the_file_kept_by_an_upgrade_is_named(tmp_path: Path) -> None:
    path = Path(shutil.copy(OLD, tmp_path / "old.iwt"))
    with Store.open(path) as store:
        report = look_at_purge(store, find_to_purge(store, "PER-VT1-0001"))
    assert [copy.name for copy in report.backups] == ["old (version 1).iwt"]


@pytest.mark.parametrize("passphrase", ["", "river stone"])
def test_the_file_kept_aside_by_a_restore_is_named_and_no_other(
    tmp_path: Path, passphrase: str
) -> None:
    path = tmp_path / "case.iwt"
    with Store.create(path, code="VT1", passphrase=passphrase) as store:
        add_pair(store)
        kept = keep(store)
    Store.create(tmp_path / "other.iwt", code="VT2", passphrase=passphrase).close()
    (tmp_path / "no database.iwt").write_bytes(b"words")
    before = set(tmp_path.iterdir())
    done = restore_backup(path, kept.backup, passphrase)
    with Store.open(path, passphrase=passphrase) as store:
        report = look_at_purge(store, find_to_purge(store, "PER-VT1-0001"))
    assert done.kept_aside is not None
    assert {copy.name for copy in report.backups} == {
        kept.backup.path.name,
        done.kept_aside.name,
    }
    assert set(tmp_path.iterdir()) - before <= {done.kept_aside, path}
