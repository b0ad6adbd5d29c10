"""Collecting garbage: in full only while nobody is there."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from threading import Event

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from iwtlink.gui.jobs import Jobs
from iwtlink.gui.tidying import Tidier


@pytest.fixture
def passes() -> Iterator[list[int]]:
    """Give the generations collected from here on; the thresholds stand again afterwards."""
    usual, seen = gc.get_threshold(), list[int]()

    def see(phase: str, info: dict[str, int]) -> None:
        if phase == "stop":
            seen.append(info["generation"])

    gc.callbacks.append(see)
    yield seen
    gc.callbacks.remove(see)
    gc.set_threshold(*usual)


def make_much() -> list[list[int]]:
    return [[number] for number in range(900_000)]


def test_everything_is_looked_through_when_nobody_is_there_and_never_by_itself(
    qtbot: QtBot, passes: list[int]
) -> None:
    gc.collect()
    passes.clear()
    tidier, idle_s = QObject(), [0.0]
    jobs = Jobs(tidier)
    tidy = Tidier(jobs, lambda: idle_s[0], tidier)
    kept = make_much()
    tidy.look()
    assert kept and 2 not in passes
    idle_s[0] = 60.0
    tidy.look()
    assert passes.count(2) == 1
    tidy.look()
    assert passes.count(2) == 1
    jobs.close()


def test_nothing_is_looked_through_while_a_job_runs(qtbot: QtBot, passes: list[int]) -> None:
    gc.collect()
    passes.clear()
    owner, go_on = QObject(), Event()
    jobs = Jobs(owner)
    tidy = Tidier(jobs, lambda: 60.0, owner)
    kept = make_much()
    job = jobs.compute("Waiting", lambda progress: go_on.wait())
    tidy.look()
    assert kept and 2 not in passes
    with qtbot.waitSignal(job.ended):
        go_on.set()
    jobs.close()
