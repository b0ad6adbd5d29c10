"""History, retracting, restoring, purging and checking from the command line."""

from __future__ import annotations

from pathlib import Path

from sqlcipher3 import dbapi2

from iwtlink.store import Store
from iwtlink.store.retractions import list_retracted
from tests.cli.conftest import Run


def _person(run: Run, demo: Path) -> str:
    return str(run("show", demo, "P01", "--json").result["ref"])


def test_an_item_is_retracted_told_of_and_restored(run: Run, demo: Path) -> None:
    ref = _person(run, demo)
    before = run("show", demo, ref, "--json").result
    gone = run("retract", demo, "OBS-DEM-0001", "--reason", "Counted twice")
    assert gone.code in (0, 1)
    link = run("list", demo, "links", "--json").result["items"][0]["ref"]
    assert run("retract", demo, link, "--reason", "Rumour", "--json").result["reason"] == "Rumour"
    assert f"{link} is retracted: Rumour" in run("show", demo, link).err
    assert f"{link} is retracted" in run("retract", demo, link, "--reason", "Again").err
    told = run("history", demo, link, "--json").result
    assert told["lines"][0]["why"] == "Rumour"
    assert "Rumour" in run("history", demo, link).out
    assert run("restore-item", demo, link).code == 0
    again = run("restore-item", demo, link)
    assert (again.code, again.err) == (1, f"{link} is not retracted.\n")
    assert run("show", demo, ref, "--json").result["label"] == before["label"]
    assert run("check", demo).code == 0


def test_retracting_needs_a_reason(run: Run, demo: Path) -> None:
    assert run("retract", demo, _person(run, demo), "--reason", " ").code == 1
    assert run("retract", demo, _person(run, demo)).code == 2


def test_a_purge_is_tried_dry_and_then_final(run: Run, demo: Path) -> None:
    ref, name = _person(run, demo), run("show", demo, "P01", "--json").result["label"]
    dry = run("purge", demo, ref, "--reason", "Case 12", "--dry-run", "--json").result
    assert dry["rows"]["entity"] == 1
    assert not dry["is_done"]
    assert run("show", demo, ref).code == 0
    done = run("purge", demo, ref, "--reason", "Case 12", "--json").result
    assert done["is_done"]
    assert done["is_swept"]
    assert done["rows"] == dry["rows"]
    assert run("show", demo, ref).code == 1
    told = run("history", demo, ref)
    assert "was purged on" in told.out
    assert "Case 12" in told.out
    assert name not in told.out
    assert run("restore-item", demo, ref).code == 1
    assert run("purge", demo, ref, "--reason", "Again").code == 1
    assert run("check", demo).code == 0


def test_an_unknown_reference_is_told(run: Run, demo: Path) -> None:
    for words in (("history", "X-1"), ("retract", "X-1", "--reason", "y")):
        ran = run(words[0], demo, *words[1:])
        assert ran.code == 1
        assert "X-1" in ran.err
    assert run("restore-item", demo, "X-1").code == 1
    assert run("purge", demo, "X-1", "--reason", "y").code == 1


def test_a_spoilt_search_index_is_told_and_made_anew(run: Run, demo: Path) -> None:
    raw = dbapi2.connect(str(demo))
    raw.execute("DELETE FROM search WHERE rowid = (SELECT min(rowid) FROM search)")
    raw.commit()
    raw.close()
    found = run("check", demo)
    assert found.code == 1
    assert "--rebuild-search" in found.out
    assert run("check", demo, "--rebuild-search").code == 0
    assert run("check", demo).code == 0


def test_openings_and_exports_are_logged(run: Run, demo: Path, tmp_path: Path) -> None:
    assert run("chart", demo, "P01", "-o", tmp_path / "a.svg").code == 0
    with Store.open(demo, read_only=True) as store, store.read() as db:
        kinds = list(db.exec_driver_sql("SELECT kind FROM event ORDER BY id").scalars())
        assert list_retracted(db) == []
    assert kinds[-2:] == ["opened", "export"]
