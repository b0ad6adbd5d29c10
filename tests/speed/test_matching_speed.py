"""Twins at the size of a national unit: screening, recall, and one name while typing.

    IWTLINK_MATCHING_SIZE=10000 python -m pytest tests/speed/test_matching_speed.py -m speed \
        -p no:randomly --benchmark-enable --benchmark-group-by=group -s

The size counts names; half of them are the other half, corrupted (see ``matching/corruption``).
The yardstick is rapidfuzz ``cdist`` with ``token_sort_ratio`` over all pairs, one worker, which
grows with the square of the size and finds what is at least 80 alike. What is printed besides
(with ``-s``) is CPU time, recall, and the growth from half the size to the whole.
"""

from __future__ import annotations

import os
import statistics
import sys
from collections.abc import Callable
from time import process_time
from typing import Any

import numpy as np
import pytest
from rapidfuzz import fuzz, process

from iwtlink.matching import Name, NameIndex, read_name
from iwtlink.matching.blocking import pairs_to_compare
from iwtlink.matching.compare import compare_names
from iwtlink.operations.candidates import find_all
from iwtlink.store import Store
from iwtlink.store.collector import collector_paused
from iwtlink.store.ids import uuid7s
from tests.matching.corruption import Pair, corrupted, names_made

SIZE = int(os.environ.get("IWTLINK_MATCHING_SIZE", "1000"))
TYPED = 300
LEAST_ALIKE = 80

pytestmark = pytest.mark.speed


def _made(size: int) -> list[Pair]:
    return corrupted(names_made(size // 2, seed=5), seed=6)


def _texts(made: list[Pair]) -> list[str]:
    return [pair.one for pair in made] + [pair.other for pair in made]


def _read(texts: list[str]) -> list[Name]:
    read_name.cache_clear()
    return [read_name(text) for text in texts]


def _screened(texts: list[str]) -> set[tuple[int, int]]:
    """Read, block and compare all names; give the pairs that were compared."""
    with collector_paused():
        names = _read(texts)
        pairs = pairs_to_compare(names, np.arange(len(names)), np.zeros(len(names), np.int64))
        for one, other in pairs.tolist():
            compare_names(names[one], names[other])
    return {(one, other) for one, other in pairs.tolist()}


def _all_pairs(texts: list[str]) -> set[tuple[int, int]]:
    lowered = [text.lower() for text in texts]
    found: set[tuple[int, int]] = set()
    for start in range(0, len(lowered), 1000):
        alike = process.cdist(
            lowered[start : start + 1000],
            lowered,
            scorer=fuzz.token_sort_ratio,
            score_cutoff=LEAST_ALIKE,
            dtype=np.uint8,
        )
        rows, columns = np.nonzero(alike)
        found.update(zip((rows + start).tolist(), columns.tolist(), strict=True))
    return found


def _recall(found: set[tuple[int, int]], count: int) -> float:
    return sum((row, row + count) in found for row in range(count)) / count


def _say(words: str) -> None:
    sys.stdout.write(f"{words}\n")


def _timed(work: Callable[[], Any]) -> tuple[float, Any]:
    start = process_time()
    made = work()
    return process_time() - start, made


@pytest.mark.benchmark(group="names: all against all")
@pytest.mark.parametrize("way", ["screening", "cdist of all pairs"])
def test_all_names_against_all(benchmark: Any, way: str) -> None:
    made = _made(SIZE)
    work = _screened if way == "screening" else _all_pairs
    found = benchmark.pedantic(work, args=(_texts(made),), rounds=1)
    _say(f"\n{way}: {SIZE} names, {len(found)} pairs, recall {_recall(found, len(made)):.3f}")


def test_recall_and_growth_beside_all_pairs() -> None:
    made, half = _made(SIZE), _made(SIZE // 2)
    ours, found = _timed(lambda: _screened(_texts(made)))
    smaller, _ = _timed(lambda: _screened(_texts(half)))
    theirs, yardstick = _timed(lambda: _all_pairs(_texts(made)))
    recall = _recall(found, len(made))
    _say(
        f"\n{SIZE} names: {ours:.2f} s of CPU time, recall {recall:.3f}, {len(found)} compared; "
        f"token_sort_ratio over all pairs {theirs:.2f} s, recall "
        f"{_recall(yardstick, len(made)):.3f}, {len(yardstick)} found; ratio {ours / theirs:.2f}; "
        f"twice the names cost {ours / smaller:.2f} times as much"
    )
    assert recall >= 0.97


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Give a database of people with these names, some with a year of birth and a phone."""
    store = Store.create(tmp_path_factory.mktemp("twins") / "twins.iwt")
    texts = _texts(_made(SIZE))
    uids = iter(uuid7s(5 * len(texts)))
    people, said, joined = [], [], []
    with store.edit("Fill") as edit:
        for number, name in enumerate(texts, 1):
            people.append((number, next(uids), f"PER-DB1-{number:06}", name, edit.now))
            said.append((next(uids), number, "name", name, None, None, edit.now))
            if number % 3 == 0:
                year = str(1950 + number % 50)
                day = (f"{year}-01-01", f"{year}-12-31")
                said.append((next(uids), number, "birth_date", year, *day, edit.now))
            if number > 7:
                joined.append((next(uids), f"LNK-DB1-{number}", number, number // 7, edit.now))
        db = edit.connection
        db.exec_driver_sql(
            "INSERT INTO entity (id, uid, ref, type, label, entered_at)"
            " VALUES (?, ?, ?, 'person', ?, ?)",
            people,
        )
        db.exec_driver_sql(
            "INSERT INTO statement (uid, subject_kind, subject_id, property, value, first, last,"
            " entered_at) VALUES (?, 'entity', ?, ?, ?, ?, ?, ?)",
            said,
        )
        db.exec_driver_sql(
            "INSERT INTO link (uid, ref, type, from_id, to_id, is_directed, strength, entered_at)"
            " VALUES (?, ?, 'associate_of', ?, ?, 0, 'tentative', ?)",
            joined,
        )
    return store


@pytest.mark.benchmark(group="entities: a whole database")
def test_a_whole_database_for_twins(benchmark: Any, filled: Store) -> None:
    read_name.cache_clear()
    spent, found = benchmark.pedantic(lambda: _timed(lambda: find_all(filled)), rounds=1)
    pairs = {(one.one_id, one.other_id) for one in found}
    count = SIZE // 2
    kept = sum((row, row + count) in pairs for row in range(1, count + 1)) / count
    _say(f"\n{SIZE} entities: {spent:.2f} s of CPU time, {len(found)} pairs, listed {kept:.3f}")


@pytest.mark.benchmark(group="one name while typing")
def test_one_name_while_typing(benchmark: Any, filled: Store) -> None:
    read_name.cache_clear()

    def read() -> NameIndex:
        with filled.read() as db:
            return NameIndex.read(db, filled.ontology)

    spent, index = _timed(read)
    made = _made(SIZE)[:TYPED]
    for asked in (lambda text: index.twins(text, "person"), index.find):
        asked(made[0].other)
        times = sorted(1000 * _timed(lambda: asked(pair.other))[0] for pair in made)  # noqa: B023
        _say(
            f"\nindex of {len(index)} names read in {spent:.2f} s; asked: median "
            f"{statistics.median(times):.1f} ms, 95 of 100 within "
            f"{times[len(times) * 95 // 100]:.1f} ms"
        )
    benchmark(lambda: index.twins(made[0].other, "person"))
