"""Rules of a chart, as the dialogs make, order and hand them on."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from iwtlink.chart.rules.rule import read_rules
from iwtlink.gui.charting.formatting.rule_dialog import RuleDialog
from iwtlink.gui.charting.formatting.rules_dialog import RulesDialog
from iwtlink.gui.pages.chart import ChartPage
from iwtlink.gui.window import MainWindow
from iwtlink.operations.charting.style_files import read_rules_file
from tests.gui.charting_looks.conftest import Entity, trigger
from tests.gui.conftest import Settle


def new_rule(window: MainWindow, settle: Settle) -> tuple[RulesDialog, RuleDialog]:
    """Open the list of rules of the chart in front, and a new rule in it."""
    trigger(window, "chart_rules", settle)
    dialog = window.findChild(RulesDialog)
    dialog.add()
    return dialog, dialog.findChild(RuleDialog)


@pytest.mark.feature("C14")
def test_a_rule_by_the_number_of_links_is_drawn_at_once_and_follows_the_chart(
    demo: MainWindow, chart: ChartPage, entity: Entity, settle: Settle
) -> None:
    dialog, rule = new_rule(demo, settle)
    rule.measure.setCurrentIndex(rule.measure.findData("degree"))
    rule.question.setCurrentIndex(rule.question.findData("at_least"))
    rule.operand.setText("5")
    first = rule.changes[0]
    first.effect.setCurrentIndex(first.effect.findData("size"))
    first.amount.setValue(2.0)
    rule.accept()
    settle()
    display = chart.view.display
    assert display is not None
    row = display.entity_ids.tolist().index(entity("P01"))
    large = float(display.halves[row, 0])
    assert large > float(display.halves.min())
    others = [int(i) for i in display.entity_ids if int(i) != entity("P01")]
    chart.writing.take_off(others[3:], [])
    settle()
    display = chart.view.display
    assert display is not None
    row = display.entity_ids.tolist().index(entity("P01"))
    assert float(display.halves[row, 0]) < large
    dialog.close()


def test_a_rule_that_speaks_by_colour_alone_is_refused(
    demo: MainWindow, chart: ChartPage, settle: Settle
) -> None:
    dialog, rule = new_rule(demo, settle)
    first, second = rule.changes[:2]
    first.effect.setCurrentIndex(first.effect.findData("fill"))
    rule.accept()
    assert "Not all can see colour" in rule.problem.text()
    second.effect.setCurrentIndex(second.effect.findData("badge"))
    second.badge.setCurrentText("Seen")
    rule.accept()
    settle()
    assert len(chart.options.rules) == 1
    dialog.close()


def test_an_incomplete_rule_is_refused(demo: MainWindow, chart: ChartPage, settle: Settle) -> None:
    dialog, rule = new_rule(demo, settle)
    rule.accept()
    assert "under Then" in rule.problem.text()
    rule.changes[0].effect.setCurrentIndex(rule.changes[0].effect.findData("size"))
    rule.question.setCurrentIndex(rule.question.findData("over"))
    rule.accept()
    assert "under Where" in rule.problem.text()
    rule.measure.setCurrentIndex(rule.measure.findData("degree"))
    rule.operand.setText("many")
    rule.accept()
    assert "number" in rule.problem.text()
    assert rule.isVisible() and dialog.rules == []
    rule.close()
    dialog.close()


def test_a_table_is_filled_from_the_values_on_the_chart_with_a_palette(
    demo: MainWindow, chart: ChartPage, settle: Settle
) -> None:
    dialog, rule = new_rule(demo, settle)
    rule.about.setCurrentIndex(1)
    rule.measure.setCurrentIndex(rule.measure.findData("strength"))
    for edit, effect in zip(rule.changes, ("colour", "width"), strict=False):
        edit.effect.setCurrentIndex(edit.effect.findData(effect))
        edit.way.setCurrentIndex(edit.way.findData("lookup"))
        edit.fill()
    rule.accept()
    settle()
    (data,) = chart.options.rules
    colours, widths = (change["lookup"] for change in data["changes"])
    assert set(colours) == set(widths) == {"confirmed", "unconfirmed", "tentative"}
    assert len(set(colours.values())) == 3
    dialog.edit()
    again = dialog.findChild(RuleDialog)
    again.accept()
    settle()
    assert chart.options.rules == (data,)
    dialog.close()


def test_rules_are_put_in_order_rested_and_undone_as_one_step(
    demo: MainWindow, chart: ChartPage, settle: Settle
) -> None:
    trigger(demo, "chart_rules", settle)
    dialog = demo.findChild(RulesDialog)
    ready = dialog.keys["ready"].menu()
    assert ready is not None
    for action in ready.actions()[:2]:
        action.trigger()
    settle()
    first, second = chart.options.rules
    dialog.list.setCurrentRow(1)
    dialog.keys["up"].click()
    settle()
    assert chart.options.rules == (second, first)
    dialog.list.item(0).setCheckState(Qt.CheckState.Unchecked)
    settle()
    assert chart.options.rules[0]["is_on"] is False
    trigger(demo, "undo", settle)
    assert chart.options.rules == ()
    dialog.close()


def test_rules_are_handed_on_as_a_file_and_as_a_style_of_the_database(
    demo: MainWindow, chart: ChartPage, tmp_path: Path, settle: Settle
) -> None:
    trigger(demo, "chart_rules", settle)
    dialog = demo.findChild(RulesDialog)
    ready = dialog.keys["ready"].menu()
    assert ready is not None
    for action in ready.actions():
        action.trigger()
    settle()
    rules = tuple(dialog.rules)
    dialog.sharing.write_file(str(tmp_path / "ours.yaml"))
    assert read_rules_file(tmp_path / "ours.yaml") == rules
    dialog.sharing.keep("Ours")
    settle()
    while dialog.rules:
        dialog.remove()
    (style,) = demo.commands.chart_rules.styles_with("rules")
    dialog.sharing.use_style(style)
    settle()
    assert tuple(dialog.rules) == rules
    assert read_rules(chart.options.rules) == rules
    dialog.close()
