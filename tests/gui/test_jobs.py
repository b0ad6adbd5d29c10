"""Work beside the window: results come back in its thread, in order, and can be stopped."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from iwtlink.errors import BadInput, Progress
from iwtlink.gui.jobs import Jobs


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:
    made = Jobs()
    yield made
    made.close()


def test_a_result_arrives_in_the_thread_of_the_window(qtbot: QtBot, jobs: Jobs) -> None:
    seen: list[tuple[str, bool]] = []

    def work(progress: Progress) -> str:
        return threading.current_thread().name

    def take(name: str) -> None:
        seen.append((name, threading.current_thread() is threading.main_thread()))

    with qtbot.waitSignal(jobs.idled):
        jobs.compute("Look", work, take)
    assert seen[0][0].startswith("compute")
    assert seen[0][1]


def test_writers_work_one_after_another_in_the_order_asked_for(qtbot: QtBot, jobs: Jobs) -> None:
    order: list[int] = []

    def write(number: int) -> Callable[[Progress], None]:
        return lambda progress: order.append(number)

    with qtbot.waitSignal(jobs.idled):
        for number in range(20):
            jobs.write("Write", write(number))
    assert order == list(range(20))


def test_a_cancelled_job_stops_at_its_next_report_and_gives_nothing(
    qtbot: QtBot, jobs: Jobs
) -> None:
    begun, may_go_on = threading.Event(), threading.Event()
    results: list[object] = []

    def work(progress: Progress) -> str:
        begun.set()
        may_go_on.wait(10)
        progress(0.5, "half")
        return "finished"

    job = jobs.compute("Long", work, results.append)
    assert begun.wait(10)
    job.cancel()
    with qtbot.waitSignal(job.stopped):
        may_go_on.set()
    assert results == []


def test_progress_is_told_with_its_sentence(qtbot: QtBot, jobs: Jobs) -> None:
    told: list[tuple[float, str]] = []
    job = jobs.compute("Count", lambda progress: progress(0.25, "a quarter"))
    job.progressed.connect(lambda fraction, sentence: told.append((fraction, sentence)))
    with qtbot.waitSignal(jobs.idled):
        pass
    assert told == [(0.25, "a quarter")]


def test_a_known_error_is_told_as_it_is(qtbot: QtBot, jobs: Jobs) -> None:
    def work(progress: Progress) -> None:
        raise BadInput("The file is empty.")

    with qtbot.waitSignal(jobs.failed) as failed:
        jobs.compute("Read", work)
    assert str(failed.args[0]) == "The file is empty."


def test_a_fault_of_ours_is_logged_and_told(
    qtbot: QtBot, jobs: Jobs, expect_log: Callable[[str], None]
) -> None:
    expect_log("job failed")

    def work(progress: Progress) -> None:
        raise ZeroDivisionError

    with qtbot.waitSignal(jobs.failed) as failed:
        jobs.compute("Divide", work)
    assert isinstance(failed.args[0], ZeroDivisionError)
