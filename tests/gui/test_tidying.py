"""Collecting garbage: on the window's thread alone, and in full only while nobody is there."""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable, Iterator
from threading import Event

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from iwtlink.gui.jobs import Jobs
from iwtlink.gui.tidying import Tidier

Pass = tuple[int, int]
"""The oldest generation looked through, and the thread it was done on."""


@pytest.fixture
def passes() -> Iterator[list[Pass]]:
    """Give the passes from here on; afterwards Python collects by itself as it did before."""
    was_enabled, seen = gc.isenabled(), list[Pass]()

    def see(phase: str, info: dict[str, int]) -> None:
        if phase == "stop":
            seen.append((info["generation"], threading.get_ident()))

    gc.enable()
    gc.collect()
    gc.callbacks.append(see)
    yield seen
    gc.callbacks.remove(see)
    if not was_enabled:
        gc.disable()


@pytest.fixture
def owner(qtbot: QtBot) -> QObject:
    """Give what the jobs and the collecting belong to."""
    return QObject()


@pytest.fixture
def jobs(owner: QObject) -> Iterator[Jobs]:
    """Give jobs beside the window."""
    made = Jobs(owner)
    yield made
    made.close()


def make(count: int) -> list[list[int]]:
    return [[number] for number in range(count)]


def test_everything_is_looked_through_when_nobody_is_there(
    owner: QObject, jobs: Jobs, passes: list[Pass]
) -> None:
    idle_s = [0.0]
    tidier = Tidier(jobs, lambda: idle_s[0], owner)
    kept = make(900_000)
    assert kept and passes == []
    tidier.look()
    assert [generation for generation, _ in passes] == [1]
    idle_s[0] = 60.0
    tidier.look()
    assert [generation for generation, _ in passes] == [1, 2]
    tidier.look()
    assert len(passes) == 2


def test_nothing_old_is_looked_through_while_a_job_runs(
    qtbot: QtBot, owner: QObject, jobs: Jobs, passes: list[Pass]
) -> None:
    go_on = Event()
    tidier = Tidier(jobs, lambda: 60.0, owner)
    kept = make(900_000)
    job = jobs.compute("Waiting", lambda progress: go_on.wait())
    tidier.look()
    assert kept and [generation for generation, _ in passes] == [1]
    with qtbot.waitSignal(job.ended):
        go_on.set()


@pytest.mark.parametrize(("count", "generation"), [(20_000, 0), (200_000, 1)])
def test_the_more_is_new_the_further_back_a_pass_looks(
    owner: QObject, jobs: Jobs, passes: list[Pass], count: int, generation: int
) -> None:
    tidier = Tidier(jobs, lambda: 0.0, owner)
    kept = make(count)
    tidier.look()
    assert kept and [generation for generation, _ in passes] == [generation]


def test_little_by_little_is_looked_through_as_well(
    owner: QObject, jobs: Jobs, passes: list[Pass]
) -> None:
    tidier, kept = Tidier(jobs, lambda: 60.0, owner), []
    for _ in range(80):
        kept.append(make(12_000))
        tidier.look()
    assert {generation for generation, _ in passes} == {0, 1, 2}


def test_what_another_thread_makes_and_drops_is_collected_on_the_window_s(
    qtbot: QtBot, owner: QObject, jobs: Jobs, passes: list[Pass]
) -> None:
    freed = list[int]()
    Tidier(jobs, lambda: 0.0, owner)
    job = jobs.compute("Making rings", rings_of(freed))
    with qtbot.waitSignal(job.ended):
        pass
    qtbot.waitUntil(lambda: bool(freed))
    assert {thread for _, thread in passes} == set(freed) == {threading.get_ident()}


def rings_of(freed: list[int]) -> Callable[[object], None]:
    """Give work that makes rings only the collector can take apart, noting where it did."""

    class Ring:
        def __init__(self) -> None:
            self.me = self

        def __del__(self) -> None:
            freed.append(threading.get_ident())

    def work(progress: object) -> None:
        for _ in range(30_000):
            Ring()

    return work
