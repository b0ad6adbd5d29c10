"""The pages where pairs are judged."""

from __future__ import annotations

import pytest

from iwtlink.gui.twins.bench import Bench
from iwtlink.gui.twins.lines import pair_of
from iwtlink.gui.twins.queue_page import QueuePage
from iwtlink.gui.window import MainWindow
from iwtlink.store.refs import find_item
from tests.gui.conftest import Settle


@pytest.fixture
def page(demo: MainWindow, settle: Settle) -> QueuePage:
    """Give the queue over the whole demonstration."""
    demo.actions_by_name["show_twins"].trigger()
    settle()
    found = demo.pages.front
    assert isinstance(found, QueuePage)
    assert found.list.queue.pairs > 1
    return found


def ids_of(demo: MainWindow, *refs: str) -> list[int]:
    with demo.session.store.read() as db:
        return [find_item(db, ref)[0].id for ref in refs]


def names(bench: Bench) -> list[str]:
    return [head.label for head in bench.shown.comparison.heads] if bench.shown else []


def pairs(page: QueuePage) -> list[tuple[int, int]]:
    return [pair_of(line.pair) for line in page.list.queue.lines if line.pair is not None]


def row_at(bench: Bench, key: str) -> int:
    return next(at for at, row in enumerate(bench.table.bench.rows) if row.key == key)
