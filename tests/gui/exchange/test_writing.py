"""File names, counts, short codes, and files that come from outside."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TypeVar

from PySide6.QtWidgets import (
    QApplication,
    QWidget,
)
from pytestqt.qtbot import QtBot

from iwtlink.gui.dialogs.passphrase import PassphraseDialog
from iwtlink.gui.exchange.handling_menu import HandlingMenu
from iwtlink.gui.exchange.short_code import ShortCodeDialog
from iwtlink.gui.exchange.words import (
    free_path,
    partners,
    proposed_name,
)
from iwtlink.gui.window import MainWindow
from iwtlink.ontology.kind_words import counts_text
from iwtlink.operations.exchange import Exchange
from iwtlink.store import Store
from iwtlink.store.entities import add_entity, list_entities
from tests.gui.conftest import Settle

T = TypeVar("T", bound=QWidget)


def shown(kind: type[T]) -> T:
    (found,) = (w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible())
    return found


# Words


def test_the_file_is_named_after_both_sides_and_the_day() -> None:
    day = date(2026, 11, 22)
    assert proposed_name("VT1", "VT2", day) == "VT1-to-VT2-2026-11-22.iwx"
    assert proposed_name("VT1", "", day) == "VT1-2026-11-22.iwx"
    assert proposed_name("VT1", "../a b/ຫຼວງ", day) == "VT1-to-a-b-ຫຼວງ-2026-11-22.iwx"


def test_a_name_that_is_taken_gets_a_number(tmp_path: Path) -> None:
    path = tmp_path / "VT1.iwx"
    assert free_path(path) == path
    path.touch()
    (tmp_path / "VT1-2.iwx").touch()
    assert free_path(path) == tmp_path / "VT1-3.iwx"


def test_counts_are_told_in_words_and_zero_is_not_told() -> None:
    assert counts_text({"entity": 1_204, "link": 0, "merge": 1}) == "Entities: 1,204, Merge: 1"


def test_partners_are_who_was_written_to_with_the_latest_time() -> None:
    past = [
        Exchange("2026-11-02", "TP", "written", "VT2", "a.iwx", {}),
        Exchange("2026-11-03", "TP", "read", "VT3", "b.iwx", {}),
        Exchange("2026-10-01", "TP", "written", "VT2", "c.iwx", {}),
        Exchange("2026-09-01", "TP", "written", "", "d.iwx", {}),
    ]
    assert partners(past) == {"VT2": "2026-11-02"}


def test_without_a_tick_taken_away_every_handling_code_may_leave(
    qtbot: QtBot, window: MainWindow
) -> None:
    menu = HandlingMenu()
    qtbot.addWidget(menu)
    menu.offer({"1": "Default", "5": "Strict"})
    assert menu.ceiling() == ()
    menu.codes["5"].setChecked(False)
    assert menu.ceiling() == ("", "1") and "5" in menu.text()
    menu.codes["1"].setChecked(False)
    assert menu.ceiling() == ("",), "what carries no code still leaves"


# Short code


def test_the_short_code_is_changed_as_a_step_and_new_references_carry_it(
    demo: MainWindow, settle: Settle
) -> None:
    demo.actions_by_name["short_code"].trigger()
    dialog = shown(ShortCodeDialog)
    dialog.line.setText("no code!")
    dialog.accept()
    assert dialog.isVisible() and "no code!" in dialog.problem.text().casefold()
    dialog.line.setText("vt9")
    dialog.accept()
    settle()
    assert demo.session.store.about.code == "VT9"
    demo.session.edit("Add", lambda edit: add_entity(edit, "person", "ນ້ອຍ"))
    settle()
    with demo.session.store.read() as db:
        newest = max(list_entities(db), key=lambda row: row.id)
    assert newest.ref.startswith("PER-VT9-")
    demo.session.undo()
    demo.session.undo()
    settle()
    assert demo.session.store.about.code != "VT9"


# Files from outside


def test_a_file_named_before_a_database_is_open_waits_for_one(
    window: MainWindow, demo_file: Path, tmp_path: Path, settle: Settle
) -> None:
    window.commands.enter.take_files([str(tmp_path / "VT2-to-VT1.iwx")])
    assert "VT2-to-VT1.iwx" in window.status.currentMessage()
    window.commands.file.open_path(str(demo_file))
    settle()
    dialog = shown(PassphraseDialog)
    assert "VT2-to-VT1.iwx" in dialog.windowTitle()
    dialog.reject()


def test_a_locked_database_takes_no_exchange_file(
    window: MainWindow, tmp_path: Path, settle: Settle
) -> None:
    words = "pangolin lantern river"
    Store.create(tmp_path / "case.iwt", title="Case", code="VT1", passphrase=words).close()
    window.commands.file.open_path(str(tmp_path / "case.iwt"))
    settle()
    asked = shown(PassphraseDialog)
    asked.line.line.setText(words)
    asked.accept()
    settle()
    window.actions_by_name["lock_now"].trigger()
    settle()
    for name in ("write_exchange", "read_exchange", "past_exchanges", "short_code"):
        assert not window.actions_by_name[name].isEnabled()
    window.commands.enter.take_files([str(tmp_path / "VT2.iwx")])
    assert "locked" in window.status.currentMessage()


def test_nothing_is_read_into_a_database_that_is_open_read_only(
    window: MainWindow, demo_file: Path, tmp_path: Path, settle: Settle
) -> None:
    window.commands.file.open_path(str(demo_file), read_only=True)
    settle()
    for name, is_usable in (
        *(("write_exchange", False), ("read_exchange", False), ("short_code", False)),
        ("past_exchanges", True),
    ):
        assert window.actions_by_name[name].isEnabled() == is_usable
    window.commands.file.open_path(str(tmp_path / "VT2.iwx"))
    assert "read-only" in window.status.currentMessage()
    assert not [w for w in QApplication.topLevelWidgets() if isinstance(w, PassphraseDialog)]
