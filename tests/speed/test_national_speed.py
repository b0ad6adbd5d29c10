"""The store at the size of a national unit, plain and encrypted, each beside its yardstick.

    IWTLINK_NATIONAL_SIZE=100000 python -m pytest tests/speed/test_national_speed.py -m speed \
        -p no:randomly --benchmark-enable --benchmark-group-by=group

The size counts entities; links, statements and documents follow (see ``national``). Without
the variable it is a short dose. At 100,000 entities it takes a quarter of an hour and 3 GB of
disk; the last lines then give the figures of the search box, which are many short times.

Loading is measured without the refresh of the search index, which has a group of its own. Its
yardstick puts the very same rows into the same tables and indexes by ``executemany``, with no
journal. Both end with a commit that is on the disk.
"""

from __future__ import annotations

import os
import statistics
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest
from sqlalchemy import Connection, text

from iwtlink.gui.reading.items import read_sheet
from iwtlink.store import Store, opening, search
from iwtlink.store.changes import Changes
from iwtlink.store.ids import Item
from iwtlink.store.opening.connection import connect
from tests.speed.national import NationalUnit, load

SIZE = int(os.environ.get("IWTLINK_NATIONAL_SIZE", "1000"))
ASKED = 400
"""Searches timed one by one."""
Ask = Callable[[Connection, str], object]
PASSPHRASES = {"plain": "", "encrypted": "seven quiet pangolins walk home"}

pytestmark = pytest.mark.speed


@dataclass
class Built:
    """A unit's database on disk, with what its load told the listeners."""

    store: Store
    unit: NationalUnit
    passphrase: str
    changes: Changes

    @property
    def path(self) -> Path:
        return self.store.path


@contextmanager
def _unindexed() -> Iterator[None]:
    """Leave the refresh of the search index out, to measure it apart."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(search, "refresh", lambda *_: None)
        yield


def _loaded(path: Path, unit: NationalUnit, passphrase: str) -> Built:
    store = Store.create(path, passphrase=passphrase)
    return _filled(store, unit, passphrase)


def _filled(store: Store, unit: NationalUnit, passphrase: str) -> Built:
    told: list[Changes] = []
    stop = store.listen(told.append)
    with _unindexed(), store.edit("Load a national unit") as edit:
        load(edit, unit)
    stop()
    return Built(store, unit, passphrase, told[0])


@pytest.fixture(scope="module")
def unit() -> NationalUnit:
    return NationalUnit(SIZE)


@pytest.fixture(scope="module", params=list(PASSPHRASES))
def built(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, unit: NationalUnit
) -> Iterator[Built]:
    """Give the unit's database, loaded and searchable."""
    folder = tmp_path_factory.mktemp(request.param)
    made = _loaded(folder / "unit.iwt", unit, PASSPHRASES[request.param])
    with made.store._write() as db:
        search.refresh(db, made.changes)
    yield made
    made.store.close()


def _group(benchmark: Any, what: str) -> None:
    benchmark.group = f"{what}: {SIZE:,} entities"


@pytest.mark.parametrize("lock", PASSPHRASES)
def test_load(benchmark: Any, tmp_path: Path, unit: NationalUnit, lock: str) -> None:
    _group(benchmark, "load")
    numbers = count()

    def fresh() -> tuple[tuple[Store, NationalUnit, str], dict[str, Any]]:
        path = tmp_path / f"{next(numbers)}.iwt"
        return (Store.create(path, passphrase=PASSPHRASES[lock]), unit, PASSPHRASES[lock]), {}

    made = benchmark.pedantic(_filled, setup=fresh, rounds=1)
    with made.store.read() as db:
        assert db.scalar(text("SELECT count(*) FROM link")) == 3 * SIZE


@pytest.mark.parametrize("lock", PASSPHRASES)
def test_load_yardstick_executemany(
    benchmark: Any, tmp_path: Path, unit: NationalUnit, lock: str
) -> None:
    _group(benchmark, "load")
    with _loaded(tmp_path / "source.iwt", unit, "").store as store, store.read() as db:
        rows = {
            name: [tuple(row) for row in db.exec_driver_sql(f"SELECT * FROM {name}")]
            for name in (*unit.row_counts(), "chunk")
        }
    path = tmp_path / "bare.iwt"
    bare = Store.create(path, passphrase=PASSPHRASES[lock])
    raw = connect(path, "write", bare.key)
    bare.close()
    for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        raw.execute(f'DROP TRIGGER "{name}"')

    def put_in() -> None:
        raw.execute("BEGIN IMMEDIATE")
        for name, values in rows.items():
            marks = ", ".join("?" * len(values[0]))
            raw.executemany(f"INSERT INTO {name} VALUES ({marks})", values)
        raw.execute("COMMIT")

    benchmark.pedantic(put_in, rounds=1)
    raw.close()


@pytest.mark.parametrize("lock", PASSPHRASES)
def test_search_refresh(benchmark: Any, tmp_path: Path, unit: NationalUnit, lock: str) -> None:
    _group(benchmark, "search refresh")
    made = _loaded(tmp_path / "unit.iwt", unit, PASSPHRASES[lock])

    def refresh() -> None:
        with made.store._write() as db:
            search.refresh(db, made.changes)

    benchmark.pedantic(refresh, rounds=1)
    made.store.close()


def test_undo_and_redo_of_the_load(benchmark: Any, built: Built) -> None:
    _group(benchmark, "undo and redo of the load, without search")

    def there_and_back() -> None:
        with _unindexed():
            built.store.undo()
            built.store.redo()

    benchmark.pedantic(there_and_back, rounds=1)


def test_opening(benchmark: Any, built: Built) -> None:
    _group(benchmark, "opening")

    def opened() -> None:
        Store.open(built.path, read_only=True, passphrase=built.passphrase).close()

    benchmark.pedantic(opened, rounds=5, warmup_rounds=1)


def test_opening_yardstick_bare_connection(benchmark: Any, built: Built) -> None:
    _group(benchmark, "opening")

    def opened() -> None:
        key = opening.find_key(built.path, built.passphrase) if built.passphrase else None
        connect(built.path, "read", key).close()

    benchmark.pedantic(opened, rounds=5, warmup_rounds=1)


def test_hub_inspector(benchmark: Any, built: Built) -> None:
    _group(benchmark, f"inspector of {min(1_000, SIZE // 10):,} links")
    with built.store.read() as db:
        sheet = benchmark(read_sheet, db, built.store.ontology, Item("entity", built.unit.hub))
    assert sheet is not None
    links = next(section for section in sheet.sections if section.name == "links")
    assert links.total >= min(1_000, SIZE // 10)


def test_hub_inspector_yardstick_two_queries(benchmark: Any, built: Built) -> None:
    _group(benchmark, f"inspector of {min(1_000, SIZE // 10):,} links")
    hub = built.unit.hub
    queries = (
        f"SELECT * FROM link WHERE from_id = {hub} OR to_id = {hub}",
        f"SELECT * FROM statement WHERE subject_kind = 'entity' AND subject_id = {hub}",
    )
    with built.store.read() as db:
        benchmark(lambda: [db.exec_driver_sql(query).all() for query in queries])


def _asked(built: Built, ask: Ask, questions: list[str]) -> list[float]:
    """Ask one after the other; give the seconds that each took."""
    seconds = []
    with built.store.read() as db:
        for words in questions:
            start = perf_counter()
            ask(db, words)
            seconds.append(perf_counter() - start)
    return seconds


def _say(benchmark: Any, built: Built, seconds: list[float], questions: list[str]) -> str:
    """Give the figures of many searches in one line, and keep them with the benchmark."""
    slowest, words = max(zip(seconds, questions, strict=True))
    median, late = statistics.median(seconds), statistics.quantiles(seconds, n=20)[-1]
    benchmark.extra_info |= {"median_ms": median * 1e3, "p95_ms": late * 1e3}
    return (
        f"{SIZE:,} entities, {'encrypted' if built.passphrase else 'plain'}: "
        f"median {median * 1e3:.1f} ms, 95th percentile {late * 1e3:.1f} ms, "
        f"slowest {slowest * 1e3:.1f} ms ({words})\n"
    )


def test_search_box(benchmark: Any, built: Built, capsys: pytest.CaptureFixture[str]) -> None:
    _group(benchmark, f"{ASKED} searches")
    questions = built.unit.questions(ASKED)
    seconds = benchmark.pedantic(_asked, args=(built, search.find, questions), rounds=1)
    with capsys.disabled():
        sys.stdout.write(f"\nsearch box, {_say(benchmark, built, seconds, questions)}")


def test_search_box_yardstick_like(
    benchmark: Any, built: Built, capsys: pytest.CaptureFixture[str]
) -> None:
    """The yardstick asks a tenth as often: it is that slow."""
    _group(benchmark, f"{ASKED // 10} searches with LIKE")

    def ask(db: Connection, words: str) -> None:
        like = text("SELECT id FROM search_content WHERE c0 LIKE :w OR c1 LIKE :w LIMIT 50")
        db.execute(like, {"w": f"%{words}%"}).all()

    questions = built.unit.questions(ASKED // 10)
    seconds = benchmark.pedantic(_asked, args=(built, ask, questions), rounds=1)
    with capsys.disabled():
        sys.stdout.write(f"\nwith LIKE, {_say(benchmark, built, seconds, questions)}")
