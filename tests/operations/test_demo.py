"""The user's own demo database: one file, made where missing, replaced where it cannot open."""

from __future__ import annotations

import pytest

from iwtlink.errors import DatabaseInUse
from iwtlink.operations.demo import demo_path, ready_demo
from iwtlink.store import Store


def test_a_demo_that_cannot_be_opened_is_made_anew_and_the_file_kept() -> None:
    demo_path().write_bytes(b"SQLite format 3\x00" + b"rubbish" * 900)
    path = ready_demo()
    assert path == demo_path()
    with Store.open(path) as store:
        assert store.undo_label() == "Add the demo's charts"
    assert demo_path().with_name("demo-earlier.iwt").read_bytes().endswith(b"rubbish")
    before = path.read_bytes()
    assert ready_demo() == path
    assert path.read_bytes() == before


def test_a_demo_that_is_open_elsewhere_is_not_replaced() -> None:
    with Store.create(demo_path()) as store:
        with pytest.raises(DatabaseInUse):
            ready_demo(is_afresh=True)
        assert ready_demo() == store.path
