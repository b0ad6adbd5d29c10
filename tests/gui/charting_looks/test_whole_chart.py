"""Settings, legend and title block of a chart, as the dialogs change them."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from iwtlink.chart.items.forms import FORMS
from iwtlink.gui.charting.appearance.legend import LegendDialog
from iwtlink.gui.charting.appearance.settings import SettingsDialog
from iwtlink.gui.charting.appearance.title import TitleDialog
from iwtlink.gui.pages.chart import ChartPage
from iwtlink.gui.window import MainWindow
from tests.gui.charting_looks.conftest import Entity, pick, trigger
from tests.gui.conftest import Settle


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
