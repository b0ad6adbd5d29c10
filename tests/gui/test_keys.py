"""Keys of one's own: which may be, who has them, and that they are there at the next start."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from pytestqt.qtbot import QtBot

from iwtlink.gui.actions import action_list, menu_titles
from iwtlink.gui.dialogs.shortcuts import ShortcutsDialog
from iwtlink.gui.keys import own_keys, portable, who_has, why_unfit
from iwtlink.gui.window import MainWindow
from iwtlink.settings import Settings, load_settings, save_settings
from tests.gui.conftest import Settle

MENUS = {"edit": "&Edit", "enter": "E&nter"}
USUAL = {spec.name: spec.shortcut for spec in action_list()}


@pytest.mark.parametrize(
    "keys",
    (
        *("", "A", "Shift+A", "ກ", "Space", "Return", "Del", "Left", "Ctrl+Left", "Tab", "F2"),
        *("Esc", "5", "Shift+Tab", "Alt+E", "Alt+N", "Ctrl+X, Ctrl+Y", "Nonsense"),
    ),
)
def test_what_is_needed_for_typing_or_menus_is_refused_with_a_sentence(keys: str) -> None:
    assert why_unfit(keys, MENUS)


@pytest.mark.parametrize("keys", ["Ctrl+P", "Alt+P", "Ctrl+Shift+E", "F10", "Shift+F8", "Ctrl+Del"])
def test_other_keys_are_fit(keys: str) -> None:
    assert why_unfit(keys, MENUS) == ""


def test_usual_keys_are_never_judged() -> None:
    assert own_keys(USUAL, USUAL, menu_titles()) == {}


def test_keys_that_are_unfit_unknown_or_of_another_are_not_used_and_swapped_ones_are() -> None:
    usual = {"undo": "Ctrl+Z", "redo": "Ctrl+Y", "find": "Ctrl+F"}
    assert own_keys(usual, {"undo": "A", "gone": "F10", "find": "Ctrl+Y"}, MENUS) == {}
    swapped = {"undo": "Ctrl+Y", "redo": "Ctrl+Z"}
    assert own_keys(usual, swapped, MENUS) == swapped
    freed = {"redo": "", "find": "Ctrl+Y"}
    assert own_keys(usual, freed, MENUS) == freed
    assert who_has("ctrl+z", usual) == "undo"
    assert who_has("Ctrl+Z", usual, but="undo") == "" == who_has("", {"undo": ""})


some_keys = st.sampled_from(["", "A", "Ctrl+Z", "Ctrl+Y", "Ctrl+F", "F10", "x+y", "Alt+E"])


@given(st.dictionaries(st.sampled_from([*list(USUAL)[:12], "gone"]), some_keys | st.text()))
def test_no_two_actions_ever_share_their_keys(kept: dict[str, str]) -> None:
    in_use = {**USUAL, **own_keys(USUAL, kept, menu_titles())}
    given_out = [portable(keys) for keys in in_use.values() if keys]
    assert len(given_out) == len(set(given_out))


def asked(window: MainWindow) -> ShortcutsDialog:
    window.actions_by_name["shortcuts"].trigger()
    dialog = window.findChild(ShortcutsDialog)
    assert dialog is not None
    return dialog


def press(dialog: ShortcutsDialog, qtbot: QtBot, name: str, key: Qt.Key, *, ctrl: bool) -> None:
    dialog.tree.setCurrentItem(dialog.row_of(name))
    held = Qt.KeyboardModifier.ControlModifier if ctrl else Qt.KeyboardModifier.NoModifier
    qtbot.keyClick(dialog.keys, key, held)


def test_new_keys_run_the_action_at_once_and_at_the_next_start(
    demo: MainWindow, qtbot: QtBot, settle: Settle
) -> None:
    dialog = asked(demo)
    press(dialog, qtbot, "find", Qt.Key.Key_F10, ctrl=False)
    dialog.use.click()
    assert demo.actions_by_name["find"].shortcut() == QKeySequence("F10")
    assert "F10" in demo.search.placeholderText()
    assert "(F10)" in demo.actions_by_name["find"].toolTip()
    assert dialog.row_of("find").text(1) == "F10"
    dialog.reject()
    settle()
    assert load_settings().shortcuts == {"find": "F10"}
    demo.activateWindow()  # which no window manager does here after a dialog
    settle()
    demo.explorer.setFocus()
    qtbot.keyClick(demo.explorer, Qt.Key.Key_F10)
    assert demo.search.hasFocus()


def test_a_window_starts_with_keys_of_ones_own_and_with_usual_ones_for_the_rest(
    window: MainWindow,
) -> None:
    window.use_keys({"find": "F10", "undo": "Q", "gone": "F8"})
    assert window.actions_by_name["find"].shortcut() == QKeySequence("F10")
    assert window.actions_by_name["undo"].shortcut() == QKeySequence("Ctrl+Z")
    save_settings(Settings(shortcuts={"find": "Ctrl+Shift+Z"}))
    other = MainWindow()
    assert other.actions_by_name["find"].shortcut() == QKeySequence("Ctrl+Shift+Z")
    other.close()
    other.deleteLater()


def test_keys_of_another_action_are_not_taken_and_its_name_is_told(
    window: MainWindow, qtbot: QtBot
) -> None:
    dialog = asked(window)
    press(dialog, qtbot, "find", Qt.Key.Key_Z, ctrl=True)
    assert "Undo" in dialog.problem.text() and not dialog.use.isEnabled()
    press(dialog, qtbot, "find", Qt.Key.Key_A, ctrl=False)
    assert "typing" in dialog.problem.text() and not dialog.use.isEnabled()
    assert window.actions_by_name["find"].shortcut() == QKeySequence("Ctrl+F")


def test_one_or_all_go_back_to_their_usual_keys(window: MainWindow, qtbot: QtBot) -> None:
    save_settings(Settings(shortcuts={"of_a_later_version": "F9"}))
    dialog = asked(window)
    assert not dialog.all_usual.isEnabled()
    dialog.tree.setCurrentItem(dialog.row_of("undo"))
    dialog.none.click()
    press(dialog, qtbot, "find", Qt.Key.Key_Z, ctrl=True)
    dialog.use.click()
    assert window.actions_by_name["find"].shortcut() == QKeySequence("Ctrl+Z")
    dialog.tree.setCurrentItem(dialog.row_of("undo"))
    dialog.usual.click()
    assert "Find anything" in dialog.problem.text()
    assert window.actions_by_name["undo"].shortcut().isEmpty()
    dialog.tree.setCurrentItem(dialog.row_of("find"))
    dialog.usual.click()
    assert window.actions_by_name["find"].shortcut() == QKeySequence("Ctrl+F")
    dialog.all_usual.click()
    assert window.actions_by_name["undo"].shortcut() == QKeySequence("Ctrl+Z")
    assert load_settings().shortcuts == {"of_a_later_version": "F9"}
