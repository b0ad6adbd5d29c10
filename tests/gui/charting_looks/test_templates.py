"""Templates and saved styles, as the dialogs keep, rename and use them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from iwtlink.gui.charting.appearance.saved_dialog import SavedDialog
from iwtlink.gui.charting.appearance.template_dialog import TemplateDialog
from iwtlink.gui.pages.chart import ChartPage
from iwtlink.gui.window import MainWindow
from iwtlink.store import charts
from tests.gui.charting_looks.conftest import Entity, trigger
from tests.gui.conftest import Settle


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
