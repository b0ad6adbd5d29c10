"""The one list of actions, and what is made from it."""

from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QDockWidget,
    QLineEdit,
    QMenuBar,
    QPlainTextEdit,
    QTabBar,
    QToolBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from iwtlink.gui.actions import Situation, action_list
from iwtlink.gui.actions.why import ways_from, why_not
from iwtlink.gui.window import MainWindow
from iwtlink.paths import resource


def test_every_action_has_a_name_of_its_own() -> None:
    names = Counter(spec.name for spec in action_list())
    assert [name for name, count in names.items() if count > 1] == []


def test_no_two_actions_share_their_keys() -> None:
    keys = Counter(
        QKeySequence(spec.shortcut).toString() for spec in action_list() if spec.shortcut
    )
    assert [key for key, count in keys.items() if count > 1] == []


def test_every_icon_named_is_there() -> None:
    names = {spec.icon for spec in action_list() if spec.icon}
    missing = [name for name in names if not resource("icons", "actions", f"{name}.svg").exists()]
    assert missing == []


def test_every_action_has_a_command(window: MainWindow) -> None:
    for spec in window.actions_by_name.specs.values():
        assert callable(window.commands.slot(spec.slot)), spec.slot


def test_every_action_stands_in_a_menu(window: MainWindow) -> None:
    shown = {action.objectName() for menu in window.menus.values() for action in menu.actions()}
    assert set(window.actions_by_name.specs) <= shown


@pytest.mark.parametrize(
    "now",
    [
        Situation(),
        Situation(is_locked=True),
        Situation(has_database=True),
        Situation(has_database=True, page="chart"),
        Situation(has_database=True, is_writable=True),
        Situation(has_database=True, is_writable=True, page="chart"),
        Situation(has_database=True, is_writable=True, page="table", entities=1, links=1),
        Situation(has_database=True, is_writable=True, page="chart", shapes=1, is_elsewhere=True),
    ],
)
def test_every_line_that_is_greyed_says_why(now: Situation) -> None:
    ways = ways_from(now)
    greyed = [spec for spec in action_list() if not spec.is_enabled(now)]
    assert [spec.name for spec in greyed if not why_not(spec, ways)] == []


def test_why_a_line_is_greyed_is_told_under_the_mouse(window: MainWindow) -> None:
    def told(name: str, **known: object) -> str:
        window.actions_by_name.fit(Situation(has_database=True, **known))
        return window.actions_by_name[name].toolTip().rpartition("\n")[2]

    read_only = "This database is open read-only: nothing can be changed in it."
    assert told("hide_selected", page="chart", entities=1) == read_only
    assert told("hide_selected", page="chart") == read_only
    assert told("select_linked", page="chart") == "Select an entity first."
    writable = {"is_writable": True, "page": "chart"}
    assert told("hide_selected", **writable) == "Select something first."
    assert told("align_left", entities=1, **writable) == "Select two entities first."
    assert told("hide_legend", **writable) == "No chart with a legend is in front."
    assert told("align_left", entities=2, **writable) != "Select two entities first."


def test_without_a_database_only_what_needs_none_can_run(window: MainWindow) -> None:
    enabled = {name for name, a in window.actions_by_name.actions.items() if a.isEnabled()}
    assert {"new_database", "open_database", "open_demo", "quit", "about"} <= enabled
    assert not {"undo", "find", "new_chart", "expand", "delete_items", "close_page"} & enabled


def test_every_input_and_button_has_a_name(demo: MainWindow) -> None:
    kinds = (QLineEdit, QPlainTextEdit, QComboBox, QAbstractItemView, QAbstractButton)
    nameless = [
        f"{widget!r} in {widget.parent()!r}"
        for widget in demo.findChildren(QWidget)
        if isinstance(widget, kinds) and not _is_named(widget)
    ]
    assert nameless == []


def test_every_input_and_list_can_be_heard(demo: MainWindow) -> None:
    kinds = (QLineEdit, QPlainTextEdit, QAbstractItemView)
    silent = [
        widget.objectName()
        for widget in demo.findChildren(QWidget)
        if isinstance(widget, kinds) and _is_named(widget) and not widget.accessibleName()
    ]
    assert [name for name in silent if name and not name.startswith("qt_")] == []


def _is_named(widget: QWidget) -> bool:
    """Parts that Qt makes inside its own widgets carry no name of ours."""
    own = (QTabBar, QDockWidget, QToolBar, QLineEdit, QComboBox, QMenuBar, QAbstractItemView)
    parent = widget.parent()
    drops = parent is not None and parent.metaObject().className() == "QComboBoxPrivateContainer"
    return bool(widget.objectName()) or isinstance(parent, own) or drops


def test_the_command_list_runs_what_is_typed(demo: MainWindow, qtbot: QtBot) -> None:
    demo.commands.edit.command_list()
    line = demo.command_list.line
    qtbot.keyClicks(line, "light")
    assert demo.command_list.list.current() == "appearance_light"
    demo.explorer_dock.show()
    line.clear()
    qtbot.keyClicks(line, "explorer")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert not demo.explorer_dock.isVisible()
    assert not demo.command_list.isVisible()


def test_escape_closes_the_command_list(demo: MainWindow, qtbot: QtBot) -> None:
    demo.commands.edit.command_list()
    qtbot.keyClick(demo.command_list.line, Qt.Key.Key_Escape)
    assert not demo.command_list.isVisible()


def test_the_appearance_in_use_is_marked(demo: MainWindow) -> None:
    marks = [f"appearance_{name}" for name in ("system", "light", "dark")]
    for chosen in marks:
        demo.actions_by_name[chosen].trigger()
        demo.refresh_situation()
        assert [name for name in marks if demo.actions_by_name[name].isChecked()] == [chosen]
