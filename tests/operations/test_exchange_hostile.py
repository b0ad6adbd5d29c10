"""An exchange file may be damaged, foreign, newer, or made by somebody who wishes ill."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from iwtlink.errors import (
    BadDatabase,
    BadInput,
    DamagedDatabase,
    PassphraseNeeded,
    Refused,
    WrongPassphrase,
)
from iwtlink.operations import exchange
from iwtlink.operations.exchange import taking
from iwtlink.store import Store
from iwtlink.store.check import check
from iwtlink.store.opening.connection import connect
from iwtlink.store.opening.keys import key_of
from tests.operations.laptops import PASSPHRASE, live, make_laptop, original
from tests.store.rich import fill
from tests.store.stores import contents


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Give an exchange file with something in every table."""
    with make_laptop(tmp_path, "VT1", "VT") as store:
        fill(store)
        target = tmp_path / "out.iwx"
        exchange.write(store, target, PASSPHRASE, exchange.Choice(with_origins=True))
    return target


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[Store]:
    """Give an empty laptop."""
    with make_laptop(tmp_path, "VT9", "KP") as store:
        yield store


def change(file: Path, sql: str, *values: Any) -> None:
    with closing(connect(file, "write", key_of(file, PASSPHRASE))) as raw:
        raw.execute(sql, values)
    for ending in ("-wal", "-shm"):
        Path(f"{file}{ending}").unlink(missing_ok=True)


def put(file: Path, table: str, **values: object) -> None:
    """Write values into the data of every row of a table."""
    for name, value in values.items():
        change(
            file,
            "UPDATE row SET data = json_set(data, ?, json(?)) WHERE table_name = ?",
            f'$."{name}"',
            json.dumps(value),
            table,
        )


def refused(reader: Store, file: Path, words: str, kind: type = BadInput) -> None:
    before = contents(reader)
    for use in (exchange.look, exchange.read):
        with pytest.raises(kind, match=words):
            use(reader, file, PASSPHRASE)
    assert contents(reader) == before
    assert check(reader).faults == ()


def test_a_wrong_passphrase_is_told_from_a_missing_file(reader: Store, file: Path) -> None:
    with pytest.raises(WrongPassphrase, match="mind capitals"):
        exchange.read(reader, file, "another one entirely")
    with pytest.raises(BadInput, match="no file"):
        exchange.read(reader, file.with_name("none.iwx"), PASSPHRASE)
    with pytest.raises(BadInput, match="folder"):
        exchange.read(reader, file.parent, PASSPHRASE)


def test_a_weak_passphrase_is_refused(reader: Store, file: Path) -> None:
    with pytest.raises(Refused, match="better passphrase"):
        exchange.write(reader, file.with_name("new.iwx"), "tiger1")
    assert not file.with_name("new.iwx").exists()


def test_a_database_is_no_exchange_file(reader: Store, file: Path) -> None:
    refused(reader, file.parent / "VT1.iwt", "not an exchange file")


def test_an_encrypted_database_is_no_exchange_file(reader: Store, tmp_path: Path) -> None:
    path = tmp_path / "secret.iwt"
    Store.create(path, code="VT5", passphrase=PASSPHRASE).close()
    refused(reader, path, "no exchange file but a database", BadDatabase)


@pytest.mark.parametrize(("name", "words"), [("out.iwx", ""), ("renamed.iwt", PASSPHRASE)])
def test_an_exchange_file_opened_as_a_database_is_told_where_it_is_read(
    file: Path, name: str, words: str
) -> None:
    file.rename(file.with_name(name))
    with pytest.raises(BadDatabase, match=r"exchange file.*Read an exchange file") as told:
        Store.open(file.with_name(name), passphrase=words)
    assert not isinstance(told.value, PassphraseNeeded)


def test_a_file_cut_short_or_changed_by_a_bit_is_refused(reader: Store, file: Path) -> None:
    whole = file.read_bytes()
    file.write_bytes(whole[:-100])
    refused(reader, file, "part of it is missing", DamagedDatabase)
    for place in (5000, len(whole) // 2, len(whole) - 50):
        file.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        with pytest.raises((BadDatabase, BadInput)):
            exchange.read(reader, file, PASSPHRASE)


def test_a_newer_file_and_one_built_otherwise_are_refused(reader: Store, file: Path) -> None:
    change(file, "PRAGMA user_version = 99")
    refused(reader, file, "newer iwtlink", BadDatabase)
    change(file, "PRAGMA user_version = 1")
    change(file, "CREATE TRIGGER t AFTER INSERT ON head BEGIN SELECT 1; END")
    refused(reader, file, "not built as", DamagedDatabase)


def test_unknown_tables_columns_and_types_are_named(reader: Store, file: Path) -> None:
    change(file, "UPDATE row SET table_name = 'about' WHERE table_name = 'chart'")
    refused(reader, file, "the table “about”")
    change(file, "UPDATE row SET table_name = 'chart' WHERE table_name = 'about'")
    put(file, "entity", type="ghost_ship")
    refused(reader, file, "does not know: ghost_ship.*own types")
    put(file, "entity", type="person", colour="red")
    refused(reader, file, "does not know .colour")


_WRONG: tuple[tuple[str, str, object], ...] = (
    ("document", "entered_at", "yesterday"),
    ("document", "date_first", "2016-02-30"),
    ("document", "title", None),
    ("document", "title", 7),
    ("document", "is_protected", True),
    ("document", "is_protected", 2**70),
    ("document", "ref", "x\ny"),
    ("document", "note", "a\x00b"),
    ("document", "note", "\ud800"),
    ("file", "name", "../../etc/passwd"),
    ("file", "name", "a\\b.exe"),
    ("file", "name", ".."),
    ("file", "sha256", "'; DROP TABLE entity; --"),
    ("record", "document_id", 1),
    ("record", "document_id", "1 OR 1=1"),
    ("record", "grade_rank", "high"),
    ("statement", "subject_kind", "analyst"),
    ("statement", "number", "12"),
    ("link", "strength", "certain"),
    ("link", "is_strength_set", None),
    ("chart", "options", "[1]"),
    ("chart_entity", "x", "left"),
    ("chart_entity", "look", "box"),
    ("chart_entity", "visibility", "gone"),
    ("chart_entity", "placed_at", "yesterday"),
    ("chart_shape", "kind", "star"),
    ("chart_shape", "width", None),
    ("chart_snapshot", "state", "[]"),
    ("chart_snapshot", "rank", "first"),
    ("chart_style", "data", "[" * 2_000),
    ("retraction", "kind", "sqlite_master"),
    ("review", "due_on", "soon"),
)


@pytest.mark.parametrize(("table", "column", "value"), _WRONG)
def test_a_value_of_another_kind_is_refused(
    reader: Store, file: Path, table: str, column: str, value: object
) -> None:
    put(file, table, **{column: value})
    refused(reader, file, f"“{column}” of a row of “{table}”")


def _nest(file: Path) -> None:
    change(file, "UPDATE row SET data = ? WHERE table_name = 'chart'", "[" * 200_000)


def _bloat(file: Path) -> None:
    change(
        file,
        "UPDATE row SET data = ? WHERE table_name = 'chart'",
        json.dumps({"title": "x" * 5_000_000}),
    )


def _infinity(file: Path) -> None:
    change(file, "UPDATE row SET data = '{\"x\": Infinity}' WHERE table_name = 'chart_entity'")


def _no_uid(file: Path) -> None:
    change(file, "UPDATE row SET uid = '../x' WHERE table_name = 'chart'")


def _far_future(file: Path) -> None:
    clock = '{"title": ["9999-12-31T23:59:59.999Z-abcdef01", "", 0]}'
    change(file, "UPDATE row SET clocks = ? WHERE table_name = 'chart'", clock)


def _strange_clock(file: Path) -> None:
    clock = '{"id": ["2026-12-31T23:59:59.999Z-abcdef01", "", 0]}'
    change(file, "UPDATE row SET clocks = ? WHERE table_name = 'chart'", clock)


def _unsigned(file: Path) -> None:
    change(file, "DELETE FROM row WHERE table_name = 'analyst'")


def _self_link(file: Path) -> None:
    change(
        file,
        "UPDATE row SET data = json_set(data, '$.to_id', data ->> 'from_id') "
        "WHERE table_name = 'link'",
    )


def _other_bytes(file: Path) -> None:
    change(file, "UPDATE blob SET data = CAST('other' AS BLOB)")


@pytest.mark.parametrize(
    "spoil",
    [_nest, _bloat, _infinity, _no_uid, _far_future, _strange_clock, _unsigned, _self_link],
)
def test_what_no_laptop_wrote_is_refused(
    reader: Store, file: Path, spoil: Callable[[Path], None]
) -> None:
    spoil(file)
    refused(reader, file, "cannot be used")


def test_bytes_that_do_not_fit_their_hash_are_refused(reader: Store, file: Path) -> None:
    _other_bytes(file)
    before = contents(reader)
    with pytest.raises(BadInput, match="damaged"):
        exchange.read(reader, file, PASSPHRASE)
    assert contents(reader) == before


def test_rows_that_point_nowhere_wait_and_break_nothing(reader: Store, file: Path) -> None:
    change(file, "DELETE FROM row WHERE table_name = 'document'")
    done = exchange.read(reader, file, PASSPHRASE)
    assert any("wait" in words for words in done.problems)
    assert live(reader)["record"] == {}
    assert check(reader).faults == ()
    before = original(reader)
    assert exchange.read(reader, file, PASSPHRASE).step_id == 0
    assert original(reader) == before


def test_a_reading_that_fails_halfway_leaves_nothing(
    reader: Store, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, state = contents(reader), original(reader)

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as failing:
        failing.setattr(taking, "keep_plan_clocks", stop)
        with pytest.raises(KeyboardInterrupt):
            exchange.read(reader, file, PASSPHRASE)
    assert contents(reader) == before
    assert original(reader) == state
    assert check(reader).faults == ()
    assert exchange.read(reader, file, PASSPHRASE).step_id


def test_no_exchange_file_is_written_over_another_file(reader: Store, tmp_path: Path) -> None:
    other = tmp_path / "notes.txt"
    other.write_text("mine")
    before = reader.path.read_bytes()
    for place in (reader.path, other, tmp_path):
        with pytest.raises(Refused, match="is there already"):
            exchange.write(reader, place, PASSPHRASE)
    assert reader.path.read_bytes() == before
    assert other.read_text() == "mine"
    for _ in range(2):
        exchange.write(reader, tmp_path / "out.IWX", PASSPHRASE)
