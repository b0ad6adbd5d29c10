"""Rules made, put in order, kept and handed on with mouse and keys, as an analyst does it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QFileDialog, QInputDialog, QLineEdit, QMenu, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from iwtlink.gui.charting.formatting.change_edit import number_in
from iwtlink.gui.charting.formatting.rule_dialog import RuleDialog
from iwtlink.gui.charting.formatting.rules_dialog import RulesDialog
from iwtlink.gui.pages.chart import ChartPage
from iwtlink.gui.window import MainWindow
from iwtlink.operations.charting.style_files import read_rules_file
from iwtlink.store import charts
from iwtlink.store.ids import Item
from tests.gui.charting_looks.conftest import pick, trigger
from tests.gui.conftest import Settle

LEFT = Qt.MouseButton.LeftButton


def press(qtbot: QtBot, parent: QWidget, name: str) -> None:
    """Click on a button by its name."""
    button = parent.findChild(QWidget, name)
    assert button is not None and button.isEnabled(), name
    qtbot.mouseClick(button, LEFT)


def choose(qtbot: QtBot, menu: QMenu, words: str) -> None:
    """Open a menu and click on one of its lines."""
    menu.popup(QPoint(0, 0))
    line = next(one for one in menu.actions() if one.text() == words)
    qtbot.mouseClick(menu, LEFT, pos=menu.actionGeometry(line).center())


def make_rule(qtbot: QtBot, dialog: RulesDialog, name: str, size: str) -> None:
    """Make a rule: who has at least five links is drawn so large."""
    press(qtbot, dialog, "rules_add")
    rule = dialog.findChildren(RuleDialog)[-1]
    qtbot.keyClicks(rule.name, name)
    pick(rule.measure, "Links on the chart")
    pick(rule.question, "is at least")
    qtbot.keyClicks(rule.operand, "5")
    pick(rule.changes[0].effect, "Size")
    amount = rule.changes[0].amount
    amount.selectAll()
    qtbot.keyClicks(amount, size)
    press(qtbot, rule, "accept")


def open_rules(window: MainWindow, settle: Settle) -> RulesDialog:
    trigger(window, "chart_rules", settle)
    return window.findChildren(RulesDialog)[-1]


def test_a_list_without_rules_says_so_and_what_makes_one(
    demo: MainWindow, chart: ChartPage, qtbot: QtBot, settle: Settle
) -> None:
    dialog = open_rules(demo, settle)
    assert dialog.nothing.isVisible() and not dialog.list.isVisible()
    assert dialog.nothing.text().startswith("No rules yet.")
    assert dialog.focusWidget() is dialog.keys["add"]
    make_rule(qtbot, dialog, "Hubs", "2")
    assert dialog.list.isVisible() and not dialog.nothing.isVisible()
    press(qtbot, dialog, "rules_remove")
    assert dialog.nothing.isVisible() and not dialog.list.isVisible()


def test_a_rule_of_a_later_version_is_told_of_and_kept_as_it_is(
    demo: MainWindow, chart: ChartPage, qtbot: QtBot, settle: Settle
) -> None:
    later = {"about": "years", "changes": ({"effect": "sparkle"},)}
    chart.writing.change_options("Rules", rules=(later,))
    settle()
    dialog = open_rules(demo, settle)
    assert dialog.untouched.isVisible()
    assert dialog.untouched.text().startswith("1 more rule is not known to this version")
    make_rule(qtbot, dialog, "Hubs", "2")
    settle()
    assert [row.get("name", "") for row in chart.options.rules] == ["", "Hubs"]
    press(qtbot, dialog, "rules_remove")
    settle()
    assert chart.options.rules == (later,)
    assert dialog.untouched.isVisible()


def test_a_style_is_kept_after_the_list_of_rules_was_closed(
    demo: MainWindow, chart: ChartPage, qtbot: QtBot, settle: Settle
) -> None:
    dialog = open_rules(demo, settle)
    make_rule(qtbot, dialog, "Hubs", "2")
    dialog.sharing.keep("Ours")
    dialog.close()
    qtbot.wait_until(lambda: not isValid(dialog))
    settle()
    (style,) = demo.commands.chart_rules.styles_with("rules")
    assert style.name == "Ours"


def test_numbers_are_typed_with_any_marks_and_come_back_in_full(
    demo: MainWindow, chart: ChartPage, qtbot: QtBot, settle: Settle
) -> None:
    assert number_in("0,5") == 0.5 and number_in("nan") is None and number_in("many") is None
    dialog = open_rules(demo, settle)
    dialog.add()
    rule = dialog.findChildren(RuleDialog)[-1]
    pick(rule.about, "Links")
    pick(rule.measure, "Amount of money")
    pick(rule.question, "is at least")
    qtbot.keyClicks(rule.operand, "1,234,567")
    pick(rule.changes[0].effect, "Width")
    press(qtbot, rule, "accept")
    (made,) = dialog.rules
    assert made.test is not None and made.test.operands == (1_234_567.0,)
    dialog.list.setCurrentRow(0)
    dialog.edit()
    again = dialog.findChildren(RuleDialog)[-1]
    assert again.operand.text() == "1234567"
    press(qtbot, again, "accept")
    assert dialog.rules == [made]


def test_the_list_follows_undo_and_rules_taken_back_stay_away(
    demo: MainWindow, chart: ChartPage, qtbot: QtBot, settle: Settle
) -> None:
    dialog = open_rules(demo, settle)
    make_rule(qtbot, dialog, "Large", "2")
    settle()
    trigger(demo, "undo", settle)
    assert dialog.rules == [] and dialog.nothing.isVisible()
    make_rule(qtbot, dialog, "Huge", "3")
    make_rule(qtbot, dialog, "Larger", "2")
    assert [rule.name for rule in dialog.rules] == ["Huge", "Larger"]
    settle()
    assert [rule.name for rule in dialog.rules] == ["Huge", "Larger"]
    assert [rule["name"] for rule in chart.options.rules] == ["Huge", "Larger"]
    dialog.close()
    trigger(demo, "undo", settle)
    assert chart.options.rules == ()


def test_the_rules_go_with_their_chart_and_never_reach_another_database(
    demo: MainWindow, chart: ChartPage, settle: Settle
) -> None:
    open_rules(demo, settle)
    demo.session.close()
    settle()
    assert not [one for one in QApplication.topLevelWidgets() if isinstance(one, RulesDialog)]


@pytest.mark.feature("C14", "C41")
def test_rules_made_by_clicks_are_put_in_order_kept_and_used_on_another_chart(
    demo: MainWindow, chart: ChartPage, qtbot: QtBot, tmp_path: Path, settle: Settle
) -> None:
    dialog = open_rules(demo, settle)
    make_rule(qtbot, dialog, "Large", "2")
    make_rule(qtbot, dialog, "Huge", "3")
    settle()
    assert [rule["name"] for rule in chart.options.rules] == ["Large", "Huge"]
    display = chart.view.display
    assert display is not None
    sizes = display.halves[:, 0]
    assert sizes.max() == pytest.approx(3 * sizes.min())  # the later rule wins

    press(qtbot, dialog, "rules_up")
    settle()
    made = chart.options.rules
    assert [rule["name"] for rule in made] == ["Huge", "Large"]

    choose(qtbot, dialog.sharing.styles_menu, "Keep these rules under a name…")
    asked = dialog.findChild(QInputDialog)
    qtbot.keyClicks(asked.findChild(QLineEdit), "Who is linked most")
    qtbot.keyClick(asked, Qt.Key.Key_Return)
    settle()

    press(qtbot, dialog, "rules_write")
    dialog.findChild(QFileDialog).fileSelected.emit(str(tmp_path / "ours.yaml"))
    assert [rule.name for rule in read_rules_file(tmp_path / "ours.yaml")] == ["Huge", "Large"]
    dialog.close()
    settle()

    with demo.session.store.edit("New chart") as edit:
        other = charts.add_chart(edit, "Other")
    demo.show_item(Item("chart", other))
    settle()
    page = demo.pages.front
    assert isinstance(page, ChartPage) and page.chart_id == other
    dialog = open_rules(demo, settle)
    dialog.sharing.styles_menu.aboutToShow.emit()
    use = dialog.sharing.styles_menu.findChildren(QMenu)[-1].actions()[0]
    assert isinstance(use, QAction) and use.text() == "Use"
    use.trigger()
    settle()
    assert page.options.rules == made
    press(qtbot, dialog, "rules_read")
    dialog.findChild(QFileDialog).fileSelected.emit(str(tmp_path / "ours.yaml"))
    settle()
    assert page.options.rules == (*made, *made)
    dialog.close()
