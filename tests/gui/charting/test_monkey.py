"""Who clicks every action of charts in any order, on any selection, breaks nothing."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QDialog

from iwtlink.gui.charting.briefing.meeting import MeetingWindow
from iwtlink.gui.pages.chart import ChartPage
from iwtlink.gui.window import MainWindow
from iwtlink.store.check import check
from tests.gui.charting.monkey import Monkey
from tests.gui.conftest import Settle


def _let_loose(
    window: MainWindow, seed: int, folder: Path, settle: Settle, *, steps: int, rests: float
) -> None:
    """``rests`` is how often, 0 to 1, it waits until what it began is done."""
    monkey = Monkey(window, seed, folder)
    try:
        for _ in range(steps):
            monkey.step()
            if monkey.dice.random() < rests:
                settle()
    finally:
        sys.stdout.write("\n  ".join((str(seed), *monkey.did, *monkey.told)))
    settle()
    for one in QApplication.topLevelWidgets():
        assert one.objectName() != "crash_dialog"
        if one.isVisible() and isinstance(one, (QDialog, MeetingWindow)):
            one.close()
    settle()
    assert check(window.session.store).faults == ()


@pytest.mark.fuzz
@pytest.mark.parametrize("seed", range(3))
def test_a_monkey_breaks_nothing(
    demo: MainWindow, chart: ChartPage, seed: int, tmp_path: Path, settle: Settle
) -> None:
    _let_loose(demo, seed, tmp_path, settle, steps=60, rests=1.0)


@pytest.mark.fuzz
@pytest.mark.parametrize("seed", range(100, 120))
def test_a_monkey_breaks_nothing_for_long(
    demo: MainWindow, chart: ChartPage, seed: int, tmp_path: Path, settle: Settle
) -> None:
    _let_loose(demo, seed, tmp_path, settle, steps=400, rests=0.6)
