"""Settings, legend, title block, rules and templates of a chart, as the dialogs change them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from iwtlink.chart.items.forms import FORMS
from iwtlink.chart.rules.rule import read_rules
from iwtlink.errors import BadInput
from iwtlink.gui.charting.appearance.legend import LegendDialog
from iwtlink.gui.charting.appearance.saved_dialog import SavedDialog
from iwtlink.gui.charting.appearance.settings import SettingsDialog
from iwtlink.gui.charting.appearance.template_dialog import TemplateDialog
from iwtlink.gui.charting.appearance.title import TitleDialog
from iwtlink.gui.charting.formatting.rule_dialog import RuleDialog
from iwtlink.gui.charting.formatting.rules_dialog import RulesDialog
from iwtlink.gui.pages.chart import ChartPage
from iwtlink.gui.window import MainWindow
from iwtlink.operations.charting.style_files import read_rules_file, write_rules
from iwtlink.store import charts
from tests.gui.charting_looks.conftest import Entity, pick, trigger
from tests.gui.conftest import Settle


def new_rule(window: MainWindow, settle: Settle) -> tuple[RulesDialog, RuleDialog]:
    """Open the list of rules of the chart in front, and a new rule in it."""
    trigger(window, "chart_rules", settle)
    dialog = window.findChild(RulesDialog)
    dialog.add()
    return dialog, dialog.findChild(RuleDialog)


@pytest.mark.feature("C10", "C11", "C16", "C43")
def test_chart_settings_are_one_step_and_drawn_at_once(
    demo: MainWindow, chart: ChartPage, settle: Settle
) -> None:
    trigger(demo, "chart_settings", settle)
    dialog = demo.findChild(SettingsDialog)
    pick(dialog.convention, "Circles and boxes (UNODC)")
    pick(dialog.multiplicity, "One line per direction")
    dialog.sums.setChecked(False)
    dialog.badges["grade"].setChecked(True)
    dialog.accept()
    settle()
    options, display = chart.options, chart.view.display
    assert display is not None
    assert (options.convention, options.multiplicity) == ("unodc", "direction")
    assert not options.has_sums and "grade" in options.badges
    assert {FORMS[form] for form in display.forms} == {"circle", "box"}
    assert any(text.startswith(("A", "B", "C")) for text in display.badges.texts)
    trigger(demo, "undo", settle)
    assert chart.options.convention == "icons" and "grade" not in chart.options.badges


@pytest.mark.feature("C12", "C19")
def test_a_type_has_a_label_by_template_and_properties_under_it(
    demo: MainWindow, chart: ChartPage, entity: Entity, settle: Settle
) -> None:
    trigger(demo, "chart_settings", settle)
    dialog = demo.findChild(SettingsDialog)
    dialog.types.setCurrentIndex(dialog.types.findData("person"))
    dialog.template.setText("{name}!")
    names = [dialog.shows.item(row).text() for row in range(dialog.shows.count())]
    dialog.shows.item(names.index("Nationality")).setCheckState(Qt.CheckState.Checked)
    dialog.accept()
    settle()
    assert chart.options.labels == {"person": "{name}!"}
    assert chart.options.shows == {"person": ("nationality",)}
    display = chart.view.display
    assert display is not None
    row = display.entity_ids.tolist().index(entity("P01"))
    words = display.node_text
    said = " ".join(words.texts[n] for n in range(*words.starts[row : row + 2].tolist()))
    assert "!" in said


@pytest.mark.feature("C12")
def test_a_property_is_written_by_value_alone_with_words_round_it(
    demo: MainWindow, chart: ChartPage, settle: Settle
) -> None:
    trigger(demo, "chart_settings", settle)
    dialog = demo.findChild(SettingsDialog)
    dialog.types.setCurrentIndex(dialog.types.findData("person"))
    assert not dialog.written.led_by.isEnabled()
    names = [dialog.shows.item(row).text() for row in range(dialog.shows.count())]
    dialog.shows.item(names.index("Date of birth")).setCheckState(Qt.CheckState.Checked)
    dialog.shows.setCurrentRow(names.index("Date of birth"))
    assert not dialog.written.decimals.isEnabled()
    pick(dialog.written.led_by, "Value alone")
    dialog.written.before.setText("born ")
    dialog.types.setCurrentIndex(dialog.types.findData("company"))
    dialog.types.setCurrentIndex(dialog.types.findData("person"))
    dialog.accept()
    settle()
    assert chart.options.written == {"birth_date": {"led_by": "nothing", "before": "born "}}
    display = chart.view.display
    assert display is not None
    said = [text for text in display.node_text.texts if text.startswith("born ")]
    assert "born 1968" in said and len(set(said)) > 1
    trigger(demo, "chart_settings", settle)
    again = demo.findChild(SettingsDialog)
    again.types.setCurrentIndex(again.types.findData("person"))
    again.shows.setCurrentRow(0)  # what is ticked stands first
    assert (again.written.led_by.currentData(), again.written.before.text()) == ("nothing", "born ")
    again.reject()


def test_settings_that_were_not_changed_write_nothing(
    demo: MainWindow, chart: ChartPage, settle: Settle
) -> None:
    before = demo.session.store.undo_label(chart.scope)
    trigger(demo, "chart_settings", settle)
    demo.findChild(SettingsDialog).accept()
    settle()
    assert demo.session.store.undo_label(chart.scope) == before


def test_a_legend_set_while_the_whole_chart_is_shown_is_seen_at_once(
    demo: MainWindow, chart: ChartPage, settle: Settle
) -> None:
    chart.fit()
    trigger(demo, "chart_legend", settle)
    demo.findChild(LegendDialog).accept()
    settle()
    display, view = chart.view.display, chart.view.view
    assert display is not None and display.legend is not None
    right, below = view.to_device(np.array(display.legend.box[2:])).tolist()
    assert right <= view.width and below <= view.height
    chart.view.zoom(0.8)  # not fitted, but all of it is in view
    trigger(demo, "chart_legend", settle)
    shown = demo.findChild(LegendDialog)
    shown.place.setCurrentIndex(shown.place.findData("left"))
    shown.accept()
    settle()
    assert chart.view.is_fitted
    chart.view.zoom(2.0)
    closer = chart.view.view
    trigger(demo, "title_block", settle)
    demo.findChild(TitleDialog).accept()
    settle()
    assert chart.view.view == closer


@pytest.mark.feature("C35")
def test_a_legend_is_filled_from_the_chart_by_replacing_appending_or_merging(
    demo: MainWindow, chart: ChartPage, settle: Settle
) -> None:
    trigger(demo, "chart_legend", settle)
    dialog = demo.findChild(LegendDialog)
    dialog.follows.setChecked(False)
    found = dialog.rows.count()
    dialog.rows.setCurrentRow(0)
    dialog.keys["remove"].click()
    dialog.rows.item(0).setText("In our own words")
    dialog.keys["merge"].click()
    assert dialog.rows.count() == found
    dialog.keys["append"].click()
    assert dialog.rows.count() == 2 * found
    assert dialog.rows.item(0).text() == "In our own words"
    dialog.keys["replace"].click()
    assert dialog.rows.count() == found
    assert dialog.rows.item(0).text() != "In our own words"
    dialog.shape.setCurrentIndex(dialog.shape.findData("wide"))
    dialog.accept()
    settle()
    display = chart.view.display
    assert display is not None and display.legend is not None
    assert len(display.legend.rows) == found
    assert chart.options.legend["shape"] == "wide"
    trigger(demo, "hide_legend", settle)
    assert chart.options.legend == {}
    assert not demo.actions_by_name["hide_legend"].isEnabled()


@pytest.mark.feature("C40")
def test_a_title_block_says_marking_author_and_date_with_the_notice(
    demo: MainWindow, chart: ChartPage, qtbot: QtBot, settle: Settle
) -> None:
    trigger(demo, "title_block", settle)
    dialog = demo.findChild(TitleDialog)
    assert dialog.marking.lineEdit().placeholderText() == "No marking"
    assert dialog.marking.currentText() == "" and dialog.marking.itemText(0) == "TLP:CLEAR"
    qtbot.keyClicks(dialog.subtitle, "As known in May")
    dialog.marking.setCurrentText("TLP:AMBER")
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    settle()
    display = chart.view.display
    assert display is not None and display.title_block is not None
    block = display.title_block
    assert (block.subtitle, block.marking) == ("As known in May", "TLP:AMBER")
    assert "FICTIONAL" in block.notice and block.author and block.date
    trigger(demo, "hide_title_block", settle)
    assert chart.options.title_block == {}


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


@pytest.mark.parametrize(
    "text",
    ["", "rules: 3", "- 5", "rules: [{about: nothing}]", "{: [", "rules: [{about: 2020-13-45}]"],
)
def test_a_file_that_holds_no_rules_is_refused(text: str, tmp_path: Path) -> None:
    path = tmp_path / "odd.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadInput):
        read_rules_file(path)


def test_a_file_of_rules_with_parts_that_stand_for_others_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "grows.yaml"
    rows = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    rows += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    rows += ["rules:", "- about: *a11", "  changes: []"]
    path.write_text("\n".join(rows), encoding="utf-8")
    with pytest.raises(BadInput, match=r"grows\.yaml, line 2: “\*a0” stands for another part"):
        read_rules_file(path)


def test_the_same_rule_twice_is_written_out_twice(tmp_path: Path) -> None:
    path = tmp_path / "twice.yaml"
    data = {"about": "links", "types": ["pays"], "changes": [{"effect": "width", "way": "value"}]}
    data["changes"][0]["value"] = 2.0
    (rule,) = read_rules([data])
    write_rules(path, [rule, rule])
    assert read_rules_file(path) == (rule, rule)


@pytest.mark.feature("C02")
def test_a_template_keeps_how_a_chart_is_drawn_but_none_of_its_items(
    demo: MainWindow, chart: ChartPage, entity: Entity, qtbot: QtBot, settle: Settle
) -> None:
    chart.writing.change_options("Settings", convention="unodc", paper="A3", has_frame=True)
    settle()
    chart.view.choose([entity("P01")])
    trigger(demo, "focus_selected", settle)
    demo.commands.chart_looks.keep_template(chart.chart_id, "Ours")
    settle()
    trigger(demo, "new_from_template", settle)
    dialog = demo.findChild(TemplateDialog)
    qtbot.keyClicks(dialog.title, "By our template")
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    settle()
    page = demo.pages.front
    assert isinstance(page, ChartPage) and page.title() == "By our template"
    assert page.content is not None and not len(page.content.entity_ids)
    assert (page.options.convention, page.options.paper) == ("unodc", "A3")
    assert page.options.focus == ()


@pytest.mark.feature("C02")
def test_templates_and_saved_styles_are_renamed_and_deleted_and_come_back_by_undo(
    demo: MainWindow, chart: ChartPage, qtbot: QtBot, settle: Settle
) -> None:
    demo.commands.chart_looks.keep_template(chart.chart_id, "Ours")
    with demo.session.store.edit("Keep") as edit:
        charts.save_style(edit, "Wall", {"rules": []})
    settle()
    trigger(demo, "saved_styles", settle)
    dialog = demo.findChild(SavedDialog)
    rows = [dialog.list.topLevelItem(place) for place in range(2)]
    assert [(row.text(0), row.text(1)) for row in rows] == [("Ours", "Template"), ("Wall", "Rules")]
    for name in ("Wall", "Ministry"):
        qtbot.mouseClick(dialog.rename, Qt.MouseButton.LeftButton)
        dialog.rename.click()  # once more, while it is being typed
        editor = dialog.list.findChildren(QLineEdit)[-1]
        editor.setText(name)
        qtbot.keyClick(editor, Qt.Key.Key_Return)
        settle()
        assert dialog.problem.isVisible() == (name == "Wall")
    assert dialog.list.topLevelItem(0).text(0) == "Ministry"
    qtbot.mouseClick(dialog.delete, Qt.MouseButton.LeftButton)
    settle()
    assert dialog.list.topLevelItemCount() == 1
    dialog.accept()
    demo.session.undo("database")
    settle()
    (kept,) = demo.commands.chart_rules.styles_with("template")
    assert kept.name == "Ministry"


def test_without_a_template_the_status_bar_says_how_to_make_one(
    demo: MainWindow, chart: ChartPage, settle: Settle
) -> None:
    trigger(demo, "new_from_template", settle)
    assert demo.findChild(TemplateDialog) is None
