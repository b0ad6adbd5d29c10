"""Each action of charts is one step at the most, with a plain name, and undo takes it back."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox, QWidget

from iwtlink.gui.charting.briefing.meeting import MeetingWindow
from iwtlink.gui.pages.chart import ChartPage
from iwtlink.gui.window import MainWindow
from iwtlink.store.check import check
from tests.gui.charting.conftest import Entity
from tests.gui.conftest import Settle
from tests.store.stores import contents

MAY_BE_REFUSED = ("reverse_links",)
"""Said in a sentence: not every type of link may go the other way."""


def names_of(window: MainWindow) -> list[str]:
    specs = window.actions_by_name.specs.items()
    return [name for name, spec in specs if spec.menu == "chart" or spec.slot.startswith("chart")]


def close_dialogs(name: str, settle: Settle) -> None:
    for one in QApplication.topLevelWidgets():
        assert one.objectName() != "crash_dialog", name
        if isinstance(one, QMessageBox) and one.isVisible():
            is_refused = one.objectName() == "error_dialog"
            assert not is_refused or name in MAY_BE_REFUSED, (name, one.text())
        if one.isVisible() and isinstance(one, (QDialog, MeetingWindow)):
            one.close()
    settle()


def run(window: MainWindow, page: QWidget, name: str, chosen: list[int], settle: Settle) -> None:
    window.pages.bring(page)
    page.view.choose(chosen, page.view.display.link_ids[:2].tolist())
    settle()
    if window.actions_by_name[name].isEnabled():
        window.actions_by_name[name].trigger()
        settle()
        close_dialogs(name, settle)


@pytest.mark.parametrize("part", range(4))
def test_each_action_is_one_step_that_can_be_undone(
    demo: MainWindow, chart: ChartPage, entity: Entity, settle: Settle, part: int
) -> None:
    store = demo.session.store
    for name in names_of(demo)[part::4]:
        steps, before = len(store.steps()), contents(store)
        run(demo, chart, name, [entity("P01"), entity("P02")], settle)
        made = store.steps()[: len(store.steps()) - steps]
        assert len(made) <= 1, (name, [step.label for step in made])
        if made:
            assert made[0].label and "{" not in made[0].label and "&" not in made[0].label, name
            assert store.undo(made[0].scope) is not None
            assert contents(store) == before, name
            settle()
    assert check(store).faults == ()
