"""No secret of an encrypted database lies in clear in any file: open, killed, closed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.store import secret_work
from tests.store.secret_work import forms, in_clear

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("disk", ["local", "removable"])
def test_no_secret_is_in_clear_while_open_after_a_kill_and_after_closing(
    tmp_path: Path, disk: str
) -> None:
    watched = [tmp_path / name for name in ("case", "temporary", "home", "user")]
    for folder in (*watched, tmp_path / "out"):
        folder.mkdir()
    told = tmp_path / "report.txt"
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("XDG_")},
        "WATCHED": os.pathsep.join(map(str, watched)),
        "CASE": str(watched[0] / "case.iwt"),
        "OUT": str(tmp_path / "out"),
        "REPORT": str(told),
        "DISK": disk,
        **dict.fromkeys(("TMPDIR", "TEMP", "TMP", "SQLITE_TMPDIR"), str(watched[1])),
        "IWTLINK_HOME": str(watched[2]),
        "HOME": str(watched[3]),
        "PYTHONPATH": str(ROOT),
        "PYTHONIOENCODING": "utf-8",
    }
    script = [sys.executable, secret_work.__file__]
    with subprocess.Popen([*script, "work"], env=environment, stdout=subprocess.PIPE) as working:
        assert working.stdout is not None
        lines = iter(working.stdout.readline, b"")
        assert next((line for line in lines if line.strip() == b"open"), None), "it ended early"
        assert list(in_clear(watched, forms())) == []
        working.kill()
    assert list(in_clear(watched, forms())) == []
    assert any(path.name != "case.iwt" for path in watched[0].iterdir())  # the kill left a log
    again = subprocess.run(
        [*script, "again"], env=environment, stdout=subprocess.PIPE, check=True, text=True
    )
    assert again.stdout.strip() == "()"
    assert list(in_clear(watched, forms())) == []
    assert not told.exists(), told.read_text(encoding="utf-8")
    assert [path.name for path in watched[0].iterdir()] == ["case.iwt"]
    assert list(watched[1].iterdir()) == []


def test_the_search_for_secrets_finds_them_in_a_plain_database(tmp_path: Path) -> None:
    from iwtlink.store import Store, entities

    with Store.create(tmp_path / "case.iwt", title=secret_work.TITLE) as store:
        with store.edit("Add") as edit:
            for name in secret_work.NAMES:
                entities.add_entity(edit, "person", name)
        found = "\n".join(in_clear([tmp_path], forms()))
    for secret in (*secret_work.NAMES, secret_work.TITLE):
        assert repr(secret.encode()) in found
