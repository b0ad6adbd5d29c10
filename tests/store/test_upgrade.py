"""A file of an older version is brought up to date on a copy, or stays as it was."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlcipher3 import dbapi2

from iwtlink.errors import BadDatabase, Refused
from iwtlink.store import (
    Store,
    charts,
    entities,
    links,
    merging,
    origins,
    refs,
    retractions,
    search,
)
from iwtlink.store.check import check
from iwtlink.store.ids import DocumentId
from iwtlink.store.judgements import between
from iwtlink.store.migrations import LATEST
from tests.store.stored_files import make_version_4
from tests.store.stores import add_pair, contents

DATA = Path(__file__).parent / "data"
KEPT = "old (version 1).iwt"
HEADER = 100
"""Bytes before the content, among them the kind of journal, which is no part of it."""


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """Give a copy of the stored file of version 1: one person, one company, one link."""
    return Path(shutil.copy(DATA / "version1.iwt", tmp_path / "old.iwt"))


def version_of(path: Path) -> int:
    return int.from_bytes(path.read_bytes()[60:64], "big")


def upgrade_events(store: Store) -> list[dict[str, object]]:
    with store.read() as db:
        found = db.scalars(text("SELECT detail FROM event WHERE kind = 'upgraded'"))
        return [json.loads(detail) for detail in found]


def test_the_stored_version_1_file_opens_whole(old: Path) -> None:
    with Store.open(old) as store:
        with store.read() as db:
            people = entities.list_entities(db, ["person"])
            assert [row.label for row in people] == ["Khamsing VONGPHADY"]
            assert [row.role for row in links.list_links(db)] == ["director"]
            assert [hit.item.id for hit in search.find(db, "khamsing")] == [people[0].id]
        assert check(store).faults == ()
        assert store.steps()[0].label == f"Upgrade to version {LATEST}"
        (event,) = upgrade_events(store)
        assert event == {"from": 1, "to": LATEST, "kept": KEPT, "fault_count": 0}
    assert version_of(old) == LATEST


def test_the_stored_version_2_file_opens_as_it_was_made(tmp_path: Path) -> None:
    path = Path(shutil.copy(DATA / "version2.iwt", tmp_path / "stored.iwt"))
    with Store.open(path) as store:
        assert check(store).faults == ()
        with store.read() as db:
            people = entities.list_entities(db, ["person"])
            assert [row.label for row in people] == ["Khamsing VONGPHADY"]
            assert [row.role for row in links.list_links(db)] == ["director"]
            found = {hit.item.kind for hit in search.find(db, "ຄຳສິງ")}
            assert {"entity", "document"} <= found
            assert [row.reason for row in retractions.list_retracted(db)] == ["entered by mistake"]
        assert origins.reveal(store, DocumentId(1)).name == "Informant"
        (event,) = upgrade_events(store)
        assert (event["from"], event["to"], event["fault_count"]) == (2, LATEST, 0)
        with store.edit("Restore") as edit:
            (gone,) = retractions.list_retracted(edit.connection)
            retractions.restore(edit, gone.id)
        with store.read() as db:
            assert len(entities.list_entities(db, ["person"])) == 2
        assert check(store).faults == ()


def test_the_stored_version_3_file_opens_as_it_was_made(tmp_path: Path) -> None:
    path = Path(shutil.copy(DATA / "version3.iwt", tmp_path / "stored.iwt"))
    with Store.open(path) as store:
        assert check(store).faults == ()
        with store.read() as db:
            (person,) = (i.id for i in refs.find_item(db, "P26"))
            row = entities.get_entity(db, person)
            assert row is not None and row.label == "Sing"
            (member,) = merging.members_of(db, "entity", person)
            (judged,) = between(db, "entity").values()
        assert (member.label, member.reason, member.because) == ("Sing", "same phone", "phone")
        assert (judged.verdict, judged.because) == ("different", ("name",))
        with store.edit("Split") as edit:
            merging.split_off(edit, "entity", member.id)
        with store.read() as db:
            assert {row.label for row in entities.list_entities(db, ["person"])} == {
                *("Khamsing VONGPHADY", "Sing", "Khamsing the younger")
            }
        while store.undo():
            pass
        assert check(store).faults == ()


def test_the_stored_version_4_file_opens_as_it_was_made(tmp_path: Path) -> None:
    path = Path(shutil.copy(DATA / "version4.iwt", tmp_path / "stored.iwt"))
    with Store.open(path) as store:
        assert check(store).faults == ()
        with store.read() as db:
            (chart,) = charts.list_charts(db)
            content = charts.read_chart(db, chart.id)
            (snapshot,) = charts.list_snapshots(db, chart.id)
            (style,) = charts.list_styles(db)
            before = charts.snapshot_content(db, snapshot.id)
        assert charts.compare_charts(content, before).is_same
        assert (chart.options.convention, content.looks[0].fill) == ("unodc", "#ffcc00")
        assert (content.link_looks[0].corners, content.is_grey.sum()) == (((1.0, 2.0),), 1)
        assert ([shape.text for shape in content.shapes], len(content.members)) == (["Cell"], 1)
        assert (snapshot.note, snapshot.view, style.name) == ("as drawn", {"zoom": 2.0}, "Wall")
        while store.undo():
            pass
        assert check(store).faults == ()


def test_a_file_made_now_holds_the_same_tables_as_the_stored_one(tmp_path: Path) -> None:
    made = tmp_path / "made.iwt"
    make_version_4(made)
    schemas = []
    for path in (made, DATA / "version4.iwt"):
        raw = dbapi2.connect(f"file:{path}?mode=ro&immutable=1", uri=True)
        schemas.append(set(raw.execute("SELECT type, name, sql FROM sqlite_master")))
        raw.close()
    assert schemas[0] == schemas[1], "a version that is out is never changed: add a migration"


def test_the_file_as_it_was_stays_beside(old: Path) -> None:
    before = old.read_bytes()
    Store.open(old).close()
    assert sorted(p.name for p in old.parent.iterdir()) == [KEPT, "old.iwt"]
    assert (old.parent / KEPT).read_bytes()[HEADER:] == before[HEADER:]


def test_a_second_upgrade_of_that_name_takes_another_name(old: Path) -> None:
    (old.parent / KEPT).write_text("mine")
    Store.open(old).close()
    assert (old.parent / KEPT).read_text() == "mine"
    assert version_of(old.parent / "old (version 1) 2.iwt") == 1


def test_undo_goes_no_further_back_than_the_upgrade(old: Path) -> None:
    with Store.open(old) as store:
        assert store.undo() is None
        before = contents(store)
        add_pair(store)
        assert store.undo() is not None
        assert store.undo() is None
        assert contents(store) == before
        assert check(store).faults == ()
    with Store.open(old) as store:
        assert store.undo() is None
        assert store.redo() is not None


def test_an_old_file_opened_read_only_says_what_to_do(old: Path) -> None:
    before = old.read_bytes()
    with pytest.raises(Refused, match="for writing once"):
        Store.open(old, read_only=True)
    assert old.read_bytes() == before
    assert list(old.parent.iterdir()) == [old]


def test_what_was_changed_behind_the_programs_back_is_written_down(old: Path) -> None:
    raw = dbapi2.connect(str(old), isolation_level=None)
    raw.execute("DROP TRIGGER journal_entity_update")
    raw.execute("UPDATE entity SET label = 'Someone else' WHERE id = 1")
    raw.execute("UPDATE step SET started_at = '2001-01-01' WHERE id = 2")
    raw.close()
    with Store.open(old) as store:
        (event,) = upgrade_events(store)
        assert event["fault_count"] == 2
        assert "entity 1 is not as its last step left it" in str(event["faults"])
        assert "Step 2 was changed afterwards" in str(event["faults"])


def test_a_damaged_old_file_is_left_as_it_is(old: Path) -> None:
    raw = dbapi2.connect(str(old))
    (page,) = raw.execute("SELECT rootpage FROM sqlite_master WHERE name = 'journal'").fetchone()
    raw.close()
    data = bytearray(old.read_bytes())
    data[(page - 1) * 4096 : page * 4096] = b"\xff" * 4096
    old.write_bytes(data)
    with pytest.raises(BadDatabase, match="damaged"):
        Store.open(old)
    assert old.read_bytes()[HEADER:] == data[HEADER:]
    assert list(old.parent.iterdir()) == [old]


def test_an_old_encrypted_file_stays_encrypted(old: Path) -> None:
    raw = dbapi2.connect(str(old), isolation_level=None)
    raw.execute("ATTACH ? AS sealed KEY 'ivory 象牙'", (f"{old}.sealed",))
    raw.execute("SELECT sqlcipher_export('sealed')")
    for pragma in ("user_version", "application_id"):
        raw.execute(f"PRAGMA sealed.{pragma} = {raw.execute(f'PRAGMA {pragma}').fetchone()[0]}")
    raw.close()
    Path(f"{old}.sealed").replace(old)
    before = old.read_bytes()
    with Store.open(old, passphrase="ivory 象牙") as store:
        assert store.is_encrypted
        assert check(store).faults == ()
    assert sorted(p.name for p in old.parent.iterdir()) == [KEPT, "old.iwt"]
    assert (old.parent / KEPT).read_bytes()[:16] == before[:16] == old.read_bytes()[:16]
    for path in old.parent.iterdir():
        assert b"Khamsing" not in path.read_bytes()


def test_what_stands_in_the_log_beside_an_old_file_comes_along(old: Path) -> None:
    script = f"""
        import os
        from sqlcipher3 import dbapi2
        raw = dbapi2.connect({str(old)!r}, isolation_level=None)
        raw.execute("PRAGMA journal_mode = WAL")
        raw.execute("INSERT INTO counter VALUES ('LATE', 7)")
        os.kill(os.getpid(), 9)
    """
    subprocess.run([sys.executable, "-c", textwrap.dedent(script)], check=False)
    assert Path(f"{old}-wal").stat().st_size
    with Store.open(old) as store, store.read() as db:
        assert db.scalar(text("SELECT last FROM counter WHERE prefix = 'LATE'")) == 7


@pytest.mark.parametrize(
    "instant",
    [
        "upgrade._copy",
        "upgrade._faults_before",
        "upgrade._bring_up",
        "upgrade._write_images",
        "upgrade._finish",
        "upgrade._keep",
        "beside.take_place",
    ],
)
@pytest.mark.parametrize("is_after", [False, True])
def test_killed_at_any_instant_the_file_is_whole(old: Path, instant: str, is_after: bool) -> None:
    script = f"""
        import os
        from iwtlink.store import Store
        from iwtlink.store.opening import beside, upgrade
        module, name = {instant!r}.split(".")
        module = {{"upgrade": upgrade, "beside": beside}}[module]
        usual = getattr(module, name)
        def killed(*words):
            if {is_after}:
                usual(*words)
            os.kill(os.getpid(), 9)
        setattr(module, name, killed)
        Store.open({str(old)!r})
    """
    ran = subprocess.run([sys.executable, "-c", textwrap.dedent(script)], check=False)
    assert ran.returncode == -9
    assert version_of(old) == (LATEST if is_after and instant == "beside.take_place" else 1)
    with Store.open(old) as store:
        assert check(store).faults == ()
        assert len(contents(store)["entity"]) == 2
    names = sorted(path.name for path in old.parent.iterdir())
    assert [name for name in names if name.startswith(".")] == []
    assert all(version_of(old.parent / name) == 1 for name in names if "version" in name)
