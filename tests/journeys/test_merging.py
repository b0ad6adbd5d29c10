"""An analyst goes through the pairs of the demonstration and merges the three that are one."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from iwtlink.gui.twins.queue_page import QueuePage
from iwtlink.gui.window import MainWindow
from iwtlink.store import Store
from iwtlink.store.entities import count_by_type
from iwtlink.store.refs import find_item
from tests.gui.conftest import Settle

CTRL = Qt.KeyboardModifier.ControlModifier
TWINS = (("P16", "P28"), ("P01", "P26"), ("P11", "P27"))


def labels(page: QueuePage, band: str) -> list[str]:
    return [line.one for line in page.list.queue.lines if line.pair and line.band == band]


def people(window: MainWindow) -> int:
    with window.session.store.read() as db:
        return count_by_type(db)["person"]


def test_three_people_of_the_demonstration_are_merged_by_three_keys_and_one_is_taken_back(
    demo: MainWindow, qtbot: QtBot, settle: Settle
) -> None:
    before = people(demo)
    qtbot.keyClick(demo, Qt.Key.Key_M, CTRL)
    settle()
    page = demo.pages.front
    assert isinstance(page, QueuePage)
    assert len(labels(page, "likely")) == 3

    # a glance at the reasons, then the key; the next pair is there at once
    seen = []
    for _ in range(3):
        assert any(row.sign == "+" for row in page.bench.table.bench.rows)
        assert "receives from" in page.bench.bar.sentence.text()
        seen.append(page.bench.ids)
        qtbot.keyClick(page.list, Qt.Key.Key_S)
        settle()
    assert labels(page, "likely") == []
    assert people(demo) == before - 3
    with demo.session.store.read() as db:
        for kept, absorbed in TWINS:
            assert find_item(db, kept)[0] == find_item(db, absorbed)[0]

    # the last one was too quick
    qtbot.keyClick(demo, Qt.Key.Key_Z, CTRL)
    settle()
    assert len(labels(page, "likely")) == 1
    assert page.bench.ids == seen[-1]
    assert people(demo) == before - 2

    # next day the other two are still one
    path = demo.session.store.path
    demo.close()
    with Store.open(path) as store, store.read() as db:
        one = [find_item(db, kept)[0] == find_item(db, absorbed)[0] for kept, absorbed in TWINS]
    assert sum(one) == 2
